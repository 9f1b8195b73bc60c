"""Check sources, settings and templates of papers, and leave nothing behind: every fault, with its place."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from tracepaper.errors import Fault, SettingsError, TracepaperError
from tracepaper.papers import calculate, compose
from tracepaper.papers.templates import FOLDER, Templates
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
    """Check the settings and templates of papers, and every source that they use."""
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
    unknown = [error for settings in loaded for error in _unknown_tables(settings, known)]
    ready = [settings for settings in loaded if not unknown and known.keys() >= set(settings.sources)]
    faults = _tried(root, ready)
    errors += [*unknown, *(error for found in faults.values() for error in found)]
    for settings in loaded:
        if settings not in ready:
            notices.append(f"{settings.path}: no figure was computed, since its tables are not in order.")
            errors += _template_faults(root, settings.id)
        elif not faults[settings.id]:
            good.append(f"Settings of {settings.id}: in order.")
    return Report(tuple(good), tuple(notices), tuple(errors))


def _loaded(root: Path, paper: str) -> Paper:
    settings = paper_settings.load(root, paper)
    for name in settings.parameters.values():
        parameters.load(root, name)
    return settings


def _tried(root: Path, papers: Sequence[Paper]) -> dict[str, list[TracepaperError]]:
    """The faults of each paper that the verbs themselves find, in a folder that is thrown away."""
    root = root.resolve()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        copy = Path.cwd()
        for part in ("config", "data/raw", "templates"):
            (copy / part).parent.mkdir(exist_ok=True)
            (copy / part).symlink_to(root / part)
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
    for name, (source, table) in settings.tables.items():
        if table not in known.get(source, [table]):
            remedy = f"The source {source} has: {', '.join(known[source])}."
            fault = Fault(f"tables.{name}", f'"{source}/{table}"', "a table of its source", remedy)
            yield SettingsError(f"{settings.path} names a table that is not there.", [fault])


def _changed(path: str) -> str:
    return f"{path} is not the file that was registered. If the change is meant, renew its hash in the data dictionary."
