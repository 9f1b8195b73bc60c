"""The outcome of building an edition again: what is the same, what differs, and what has another version here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tracepaper.editions import supervise


@dataclass
class Report:
    """What came of building an edition again.

    Attributes:
        same: names of the files that have the same bytes.
        differences: name of each file that differs to where it first does, in words.
        surroundings: what has another version here than there: name to (there, here).
        notes: what was not compared, and how it was built.
        failure: why it could not be built; empty where it was.
        timed_out: whether it could not be built in the time that it was given.
    """

    subject: str
    paper: str = ""
    same: list[str] = field(default_factory=list)
    differences: dict[str, str] = field(default_factory=dict)
    surroundings: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    failure: str = ""
    timed_out: bool = False

    @property
    def exit_status(self) -> int:
        """0 where every byte is the same, 1 where one differs or nothing was built, 124 when the time was up."""
        if self.timed_out:
            return supervise.OUT_OF_TIME
        return 1 if self.failure or self.differences else 0

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        around = [
            {"name": name, "there": there, "here": here} for name, (there, here) in sorted(self.surroundings.items())
        ]
        content = {name: value for name, value in vars(self).items() if name != "surroundings"}
        return {**content, "same_bytes": self.exit_status == 0, "surroundings": around}

    def __str__(self) -> str:
        differ = [f"DIFFERS: {name}: {what}." for name, what in self.differences.items()]
        around = [f"Here {name} is {here}, there it was {there}." for name, (there, here) in self.surroundings.items()]
        failed = [f"NOT BUILT: {self.failure}"] if self.failure else []
        return "\n".join([self.subject, *self.notes, *around, *differ, *failed, self._verdict])

    @property
    def _verdict(self) -> str:
        if self.failure:
            return "It could not be built again."
        if self.differences:
            count = len(self.differences)
            differ = "1 file differs" if count == 1 else f"{count} files differ"
            return f"{differ}; {len(self.same)} with the same bytes."
        return f"It was built again from its crate: all {len(self.same)} files have the same bytes."
