"""Check sources, settings and templates of papers, and leave nothing behind: every fault, with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import jinja2

from tracepaper import records
from tracepaper.errors import Fault, SettingsError, TracepaperError
from tracepaper.figures.days import written
from tracepaper.papers import calculate, compose, trial
from tracepaper.papers.templates import FOLDER, Templates
from tracepaper.settings import paper as paper_settings
from tracepaper.settings import parameters, site
from tracepaper.settings.paper import Paper
from tracepaper.sources import dictionary, ingest, months

Result = TypeVar("Result")


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


def check(root: Path, papers: Sequence[str] = ()) -> Report:
    """Check the settings and templates of papers and the sources that they use; without names, all that there are."""
    collected = _Collected()
    collected.tried(site.load, root)
    found = [collected.tried(_loaded, root, paper) for paper in papers or paper_settings.ids(root)]
    loaded = [settings for settings in found if settings is not None]
    used = dict.fromkeys(source for settings in loaded for source in settings.sources)
    every = {} if papers else dict.fromkeys(ingest.sources(root))
    known = {source: collected.source(root, source) for source in {**used, **every}}
    _check_papers(root, loaded, {name: tables for name, tables in known.items() if tables}, collected)
    return Report(tuple(collected.good), tuple(collected.notices), tuple(collected.errors))


class _Collected:
    """What is found on the way: an error of one file does not keep the others from being checked."""

    def __init__(self) -> None:
        self.good: list[str] = []
        self.notices: list[str] = []
        self.errors: list[TracepaperError] = []

    def tried(self, action: Callable[..., Result], *arguments: Any) -> Result | None:
        try:
            return action(*arguments)
        except TracepaperError as error:
            self.errors.append(error)
            return None

    def source(self, root: Path, source: str) -> list[str]:
        """The names of a source's tables; none where the source is at fault."""
        if (found := self.tried(ingest.read, root, source)) is None:
            return []
        described, tables, outcome = found
        failed = sum(not one.passed for one in outcome)
        self.good.append(
            f"Source {source}: {len(tables)} tables, {len(outcome)} checks, {failed} acknowledged findings."
        )
        self.notices += [_changed(path, digest) for path, digest in ingest.changed_since_registered(described).items()]
        self.notices += [_overdue(path, day) for path, day in months.overdue(described, records.today())]
        return [*(resource.name for resource in described.resources), *(series.name for series in described.monthly)]


def _check_papers(root: Path, loaded: Sequence[Paper], known: Mapping[str, list[str]], collected: _Collected) -> None:
    unknown = [error for settings in loaded for error in _unknown_tables(settings, known)]
    ready = [settings for settings in loaded if not unknown and known.keys() >= set(settings.sources)]
    faults = _tried(root, ready)
    collected.errors += [*unknown, *(error for found in faults.values() for error in found)]
    for settings in loaded:
        if settings not in ready:
            collected.notices.append(f"{settings.path}: no figure was computed, since its tables are not in order.")
            collected.errors += _template_faults(root, settings.id)
        elif not faults[settings.id]:
            collected.good.append(f"Settings of {settings.id}: in order.")


def _loaded(root: Path, paper: str) -> Paper:
    settings = paper_settings.load(root, paper)
    for name in settings.parameters.values():
        parameters.load(root, name)
    return settings


def _tried(root: Path, papers: Sequence[Paper]) -> dict[str, list[TracepaperError]]:
    """The faults of each paper that the verbs themselves find, in a folder that is thrown away."""
    with trial.folder(root) as copy:
        for source in dict.fromkeys(source for settings in papers for source in settings.sources):
            ingest.ingest(copy, source)
        return {settings.id: _paper_faults(copy, settings.id) for settings in papers}


def _paper_faults(root: Path, paper: str) -> list[TracepaperError]:
    try:
        calculate.calculate(root, paper)
    except TracepaperError as error:
        return [error, *_template_faults(root, paper)]
    try:
        compose.compose(root, paper)
    except TracepaperError as error:
        return [error]
    return []


def _template_faults(root: Path, paper: str) -> list[TracepaperError]:
    """What is wrong with the writing of a template, whose figures are not there to fill it with."""
    templates = Templates(root / FOLDER, paper)
    try:
        templates.get_template(templates.own)
        return []
    except (jinja2.TemplateError, UnicodeDecodeError, TracepaperError):
        return [_worded(templates)]


def _worded(templates: Templates) -> TracepaperError:
    """The fault in words, which a template that cannot be read gives before it is filled."""
    try:
        templates.text({})
    except TracepaperError as error:
        return error
    raise AssertionError("a template was read at the second try")


def _unknown_tables(settings: Paper, known: Mapping[str, Sequence[str]]) -> Iterator[SettingsError]:
    named = {f"tables.{name}": table for name, table in settings.tables.items()} | dict(settings.logs)
    for name, (source, table) in named.items():
        if table not in known.get(source, [table]):
            remedy = f"The source {source} has: {', '.join(known[source])}."
            fault = Fault(name, f'"{source}/{table}"', "a table of its source", remedy)
            yield SettingsError(f"{settings.path} names a table that is not there.", [fault])


def _overdue(path: Path, day: date) -> str:
    remedy = "Ask for it; until it is there, papers end with the month before, and refresh makes no edition of them."
    return f"{path} was due on {written(day)} and is not there. {remedy}"


def _changed(path: str, digest: str) -> str:
    where = f"{Path(path).with_name(dictionary.FILE)}"
    remedy = f'If the change is meant, write hash: "sha256:{digest}" in {where}.'
    return f"{path} is not the file that was registered. {remedy}"
