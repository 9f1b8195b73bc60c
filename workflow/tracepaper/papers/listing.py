"""Lists for people: the figures of a paper, and where each paper is and whether it is up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.figures import Figure, printed
from tracepaper.papers import calculate, deliver
from tracepaper.settings import paper as paper_settings
from tracepaper.sources.ingest import TABLES

STAGES = ("calculated", "composed", "rendered", "evidence", "delivered")
MIXED = "being replaced, some files may still be old (if nothing is running, type: snakemake)"


@dataclass(frozen=True)
class State:
    """Whether the files of a paper are there and are what its inputs make.

    Attributes:
        state: "up to date", "out of date", "not built", or MIXED.
    """

    paper: str
    state: str
    files: tuple[str, ...]

    @property
    def current(self) -> bool:
        """True when nothing needs to be done."""
        return self.state == "up to date"

    def as_json(self) -> dict[str, Any]:
        """The state as plain values."""
        return {"paper": self.paper, "state": self.state, "files": list(self.files)}

    def __str__(self) -> str:
        return "\n".join([f"{self.paper}: {self.state}", *(f"  {file}" for file in self.files)])


def figures(root: Path, paper: str) -> list[dict[str, str]]:
    """Every named figure of a paper, computed afresh from its validated tables.

    Raises:
        CallError: a source has changed since its tables were validated.
    """
    settings = paper_settings.load(root, paper)
    calculate.require_tables(root, settings)
    rows: list[dict[str, str]] = []
    _gather(calculate.book(root, settings), rows)
    return rows


def _gather(value: Any, rows: list[dict[str, str]]) -> None:
    if isinstance(value, Figure) and value.display:
        shown = printed(value.value, value.display).text
        rows.append(
            {
                "id": value.id,
                "label": value.label,
                "value": f"{value.value:f}",
                "unit": str(value.unit),
                "display": shown,
            }
        )
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _gather(item, rows)


def states(root: Path, papers: Sequence[str]) -> list[State]:
    """The state of each paper; nothing is changed.

    Raises:
        CallError: there is no such paper.
    """
    for paper in papers:
        paper_settings.require(root, paper)
    return [_state(root, paper) for paper in papers]


def _state(root: Path, paper: str) -> State:
    files = tuple(str(path) for path in deliver.outputs(paper) if (root / path).exists())
    if deliver.is_mixed(root, paper):
        return State(paper, MIXED, files)
    if not files:
        return State(paper, "not built", ())
    current = records.all_current(_records(root, paper), root=root)
    return State(paper, "up to date" if current else "out of date", files)


def _records(root: Path, paper: str) -> list[Path]:
    """Where the settings are at fault no source is known, and the calculation is out of date of itself."""
    stages = [root / calculate.PAPERS / paper / stage for stage in STAGES]
    tables = [root / TABLES / source for source in paper_settings.sources(root, paper)]
    return [folder / records.RECORD for folder in (*tables, *stages)]
