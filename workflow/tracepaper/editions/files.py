"""The source files of two editions: which changed, came or went, and which are new months of a monthly table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracepaper.editions.leaves import period, series

Evidence = Mapping[str, Any]
SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"


def generated(evidence: Evidence) -> str:
    """The folder of the source that a refresh writes: what changed since the previous edition."""
    return f"data/raw/{evidence['paper']}-changes/"


@dataclass(frozen=True)
class Files:
    """The source files of two editions, by path: sha256, title, and whether it holds one month of a monthly table."""

    old: Mapping[str, Mapping[str, Any]]
    new: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, old: Evidence, new: Evidence) -> Files:
        """The files that two evidence documents name."""
        return cls(dict(_files(old)), dict(_files(new)))

    def state(self, path: str) -> str:
        """What became of a file, SAME, CHANGED, ADDED or REMOVED."""
        if path not in self.old:
            return ADDED
        if path not in self.new:
            return REMOVED
        return SAME if self.old[path]["sha256"] == self.new[path]["sha256"] else CHANGED

    def is_new_month(self, path: str) -> bool:
        """Whether a file holds a month that the old edition does not have, of a table of which it has others."""
        months = {series(one) for one, file in self.old.items() if file["monthly"]}
        return path not in self.old and path in self.new and self.new[path]["monthly"] and series(path) in months

    def new_months(self) -> list[str]:
        """The files that hold such months, sorted."""
        return [path for path in sorted(self.new) if self.is_new_month(path)]

    def is_monthly(self, path: str) -> bool:
        """Whether a file holds one month of a monthly table."""
        return bool((self.new.get(path) or self.old.get(path) or {}).get("monthly"))

    def differing(self) -> dict[str, str]:
        """Every file that is not the same in both editions, sorted, with what became of it."""
        states = {path: self.state(path) for path in sorted({*self.old, *self.new})}
        return {path: state for path, state in states.items() if state != SAME}


def _files(evidence: Evidence) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in evidence["sources"]:
        if not one["path"].startswith(generated(evidence)):
            yield one["path"], {"sha256": one["sha256"], "title": one["title"], "monthly": _monthly(one)}


def _monthly(source: Mapping[str, Any]) -> bool:
    """A financial year such as 2010-11 looks like a month too; the table of a month is named after it."""
    named = period(source["path"])
    return bool(named and source["table"].endswith(f"_{named.replace('-', '_')}"))
