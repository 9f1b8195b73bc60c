"""List the editions of papers: what became of each, and who decided."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracepaper.editions import catalogue, register
from tracepaper.editions.register import Entry, Register
from tracepaper.papers import REPORTS


@dataclass(frozen=True)
class Listed:
    """The editions of one paper, oldest first."""

    kept: Register

    def as_json(self) -> dict[str, Any]:
        """The register as plain values; days as text."""
        entries = [
            {**dataclasses.asdict(one), "date": str(one.date), "sign_off": _signed(one)} for one in self.kept.entries
        ]
        return {"paper": self.kept.paper, "current": self.kept.current, "editions": entries}

    def __str__(self) -> str:
        lines = [self._line(one) for one in self.kept.entries] or ["  no edition yet"]
        if self.kept.entries and not self.kept.current:
            lines.append("  none is current")
        return "\n".join([f"{self.kept.paper}:", *lines])

    def _line(self, one: Entry) -> str:
        where = "" if one.state == "removed" else f", {REPORTS}/{self.kept.paper}/{one.folder}"
        state = "current" if one.edition == self.kept.current else one.state
        decided = [
            f"{said.decision} by {said.role} on {said.day}{f': {said.why}' if said.why else ''}"
            for said in one.sign_off
        ]
        corrects = [f"corrects {one.corrects}: {one.because}"] if one.corrects else []
        return "; ".join([f"  {one.edition}: {state}{where}", *decided, *corrects])


def listed(root: Path, papers: Sequence[str]) -> list[Listed]:
    """The editions of some papers, or of all that have any."""
    return [Listed(register.load(root, paper)) for paper in catalogue.chosen(root, papers)]


def _signed(one: Entry) -> list[dict[str, str]]:
    return [{name: str(value) for name, value in vars(said).items()} for said in one.sign_off]
