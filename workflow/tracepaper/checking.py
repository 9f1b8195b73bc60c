"""Check sources and settings of papers without building anything: every fault of every file, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracepaper.errors import Fault, SettingsError, TracepaperError
from tracepaper.settings import paper as paper_settings
from tracepaper.settings import parameters, site
from tracepaper.settings.paper import Paper
from tracepaper.sources import ingest


@dataclass(frozen=True)
class Report:
    """What `check` found.

    Attributes:
        good: one line for each source and paper that is in order.
        notices: what is not wrong, but should be known.
        errors: what stops a paper.
    """

    good: tuple[str, ...]
    notices: tuple[str, ...]
    errors: tuple[TracepaperError, ...]

    @property
    def exit_status(self) -> int:
        """That of the first error; 0 without one."""
        return self.errors[0].exit_status if self.errors else 0

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {"good": self.good, "notices": self.notices, "errors": [str(error) for error in self.errors]}

    def __str__(self) -> str:
        return "\n".join([*self.good, *self.notices, *map(str, self.errors)])


def check(root: Path, papers: Sequence[str]) -> Report:
    """Check the settings of papers, and every source that they use."""
    good: list[str] = []
    notices: list[str] = []
    errors: list[TracepaperError] = []
    loaded: list[Paper] = []
    known: dict[str, list[str]] = {}
    try:
        site.load(root)
    except TracepaperError as error:
        errors.append(error)
    for paper in papers:
        try:
            loaded.append(_loaded(root, paper))
            good.append(f"Settings of {paper}: in order.")
        except TracepaperError as error:
            errors.append(error)
    for source in dict.fromkeys(source for settings in loaded for source in settings.sources):
        try:
            described, tables, outcome = ingest.read(root, source)
            known[source] = [resource.name for resource in described.resources]
            failed = sum(not one.passed for one in outcome)
            good.append(
                f"Source {source}: {len(tables)} tables, {len(outcome)} checks, {failed} acknowledged findings."
            )
            notices += [_changed(path) for path in ingest.changed_since_registered(described)]
        except TracepaperError as error:
            errors.append(error)
    errors += [error for settings in loaded for error in _unknown_tables(settings, known)]
    return Report(tuple(good), tuple(notices), tuple(errors))


def _loaded(root: Path, paper: str) -> Paper:
    settings = paper_settings.load(root, paper)
    for name in settings.parameters.values():
        parameters.load(root, name)
    return settings


def _unknown_tables(settings: Paper, known: Mapping[str, Sequence[str]]) -> Iterator[SettingsError]:
    for name, (source, table) in settings.tables.items():
        if table not in known.get(source, [table]):
            remedy = f"The source {source} has: {', '.join(known[source])}."
            fault = Fault(f"tables.{name}", f'"{source}/{table}"', "a table of its source", remedy)
            yield SettingsError(f"{settings.path} names a table that is not there.", [fault])


def _changed(path: str) -> str:
    return f"{path} is not the file that was registered. If the change is meant, renew its hash in the data dictionary."
