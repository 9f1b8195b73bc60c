"""The period of an edition: the month that it reports to, and the files of the sources that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tracepaper import records
from tracepaper.errors import CallError, Fault, SourceError
from tracepaper.settings import paper as paper_settings
from tracepaper.settings.paper import Paper
from tracepaper.sources import dictionary, months
from tracepaper.sources.dictionary import Dictionary
from tracepaper.sources.ingest import SOURCES
from tracepaper.sources.periods import GAP, PERIOD, words


def refuse_odd(period: str) -> None:
    """Refuse what is no month, or a month to come.

    Raises:
        CallError: with the form that a period has.
    """
    if period and not re.fullmatch(PERIOD, period):
        raise CallError(f'"{period}" is not a period: write a month as YYYY-MM, such as 2026-11.')
    if period > _this_month():
        raise CallError(f"The month {period} is still to come: an edition reports to this month or an earlier one.")


def chosen(root: Path, settings: Paper, period: str) -> str:
    """The month that a paper reports to.

    Args:
        period: the month that was asked for; empty for the newest that all monthly sources of the paper have, or, for
            a paper without any, this month.

    Raises:
        CallError: another month than this was asked for, of a paper without monthly sources.
        SourceError: a file of that month is not there; or no month was asked for, and one is overdue.
    """
    described = [one for one in _described(root, settings) if one.monthly]
    if not described:
        return _this_month_only(settings, period)
    late = [] if period else list(_overdue(described))
    wanted = period or months.newest(*described)
    if faults := late or list(_missing(described, wanted)):
        raise SourceError("The files of a month are not there, so there is no paper for it.", faults)
    return wanted


def _this_month() -> str:
    return f"{records.today():%Y-%m}"


def _this_month_only(settings: Paper, period: str) -> str:
    if period and period != _this_month():
        remedy = "It reports to the month in which it is built: leave --period out, or name other papers."
        raise CallError(f"{settings.id} has no monthly sources. {remedy}")
    return _this_month()


def later(root: Path, settings: Paper, period: str) -> frozenset[Path]:
    """The files of months after a period, which a paper of that period knows nothing of."""
    found = set()
    for one in _described(root, settings):
        if one.monthly:
            found |= {*months.files(one)} - {*months.files(one, until=period)}
    return frozenset(found)


def refresh_of(root: Path, paper: str, period: str) -> str:
    """The command that builds a period of a paper again; a paper without monthly sources has none to be named."""
    settings = paper_settings.load(root, paper)
    named = f" --period {period}" if any(one.monthly for one in _described(root, settings)) else ""
    return f"tracepaper refresh {paper}{named}"


def _described(root: Path, settings: Paper) -> Iterator[Dictionary]:
    for source in settings.sources:
        yield dictionary.load(root / SOURCES / source)


def _overdue(described: Sequence[Dictionary]) -> Iterator[Fault]:
    for one in described:
        for path, due in months.overdue(one, records.today()):
            remedy = "Put the file there; or name the month to report to with --period."
            yield Fault(path.name, f"no file, although it was due on {due}", "the file of the month", remedy)


def _missing(described: Sequence[Dictionary], period: str) -> Iterator[Fault]:
    """The files of a period itself: those of the months before it are looked for when the source is read."""
    for one in described:
        for series in one.monthly:
            month = min(period or series.first, series.last or period or series.first)
            if month not in series.files:
                name = series.path.name.replace(GAP, month)
                remedy = f"Put it there, or report to another month from {words(series.first)} on."
                yield Fault(name, "no such file", f"the file of {words(month)}", remedy)
