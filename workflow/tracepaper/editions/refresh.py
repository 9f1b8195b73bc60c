"""Refresh: build each paper anew from a snapshot, compare it with its last edition, publish it or leave it waiting."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tracepaper import locks
from tracepaper.editions import catalogue, decisions, outcome_files, periods, runs
from tracepaper.editions.journal import Journal
from tracepaper.editions.refreshing import Outcome, Refreshing
from tracepaper.errors import CallError, OutputError, TracepaperError
from tracepaper.settings import paper as paper_settings


@dataclass(frozen=True)
class Summary:
    """What became of a whole refresh.

    Attributes:
        faults: what could not be written about it, a sentence each.
    """

    run: str
    outcomes: tuple[Outcome, ...]
    faults: tuple[str, ...] = ()

    @property
    def exit_status(self) -> int:
        """That of the first paper that failed; 0 without a fault."""
        failed = next((one.status for one in self.outcomes if one.status), 0)
        return failed or (OutputError.exit_status if self.faults else 0)

    def as_json(self) -> dict[str, Any]:
        """The summary as plain values."""
        outcomes = [dataclasses.asdict(one) for one in self.outcomes]
        return {"run": self.run, "exit_status": self.exit_status, "papers": outcomes, "faults": list(self.faults)}

    def __str__(self) -> str:
        none = ["No paper has editions: add editions: to the settings of one, in config/papers."]
        return "\n".join([*(map(str, self.outcomes) if self.outcomes else none), *self.faults])


def refresh(root: Path, papers: Sequence[str] = (), *, period: str = "", because: str = "") -> Summary:
    """Refresh some papers, or all that have editions.

    Args:
        root: the project's folder.
        period: the month to report to, "2026-11"; without it, the newest that the sources have.
        because: why an edition is corrected, where this refresh corrects one.

    Returns:
        What became of each paper; a paper that fails keeps its last edition, and the others go on.

    Raises:
        CallError: a paper is not there or has no editions, the period is none, or a reason is given for no paper.
        BusyError: another refresh is at work.
    """
    chosen = _chosen(root, papers)
    periods.refuse_odd(period)
    if because and not papers:
        raise CallError("--because is for a paper that is corrected: name the paper.")
    with locks.held(root / runs.LOCK, what=runs.BUSY):
        runs.sweep(root)
        run = runs.new_id()
        journal = Journal(run, root / runs.LOGS / f"{run}.jsonl")
        outcomes = [Refreshing(root, paper, journal, because=because).outcome(period) for paper in chosen]
        runs.sweep(root)
        summary = Summary(run, tuple(outcomes))
        summary = dataclasses.replace(summary, faults=tuple(_unwritten(root, summary, complete=not papers)))
        journal.step("refresh", "done", said=str(summary), exit_status=summary.exit_status)
        return summary


def _chosen(root: Path, papers: Sequence[str]) -> Sequence[str]:
    for paper in papers:
        paper_settings.require(root, paper)
        if not _has_editions(root, paper):
            remedy = f"Add editions: with an author and an approver to config/papers/{paper}.yaml."
            raise CallError(f"{paper} has no editions. {remedy}")
    named = tuple(dict.fromkeys(papers))
    return named or [paper for paper in paper_settings.ids(root) if _has_editions(root, paper)]


def _has_editions(root: Path, paper: str) -> bool:
    """Settings at fault are a paper's own failure, which is told with its name."""
    try:
        return paper_settings.load(root, paper).editions is not None
    except TracepaperError:
        return True


def _unwritten(root: Path, summary: Summary, *, complete: bool) -> Iterator[str]:
    """Write what says how the editions stand; what cannot be written is said, and made anew by the next refresh."""
    papers = catalogue.papers(root)
    written: list[Callable[[], None]] = [partial(outcome_files.write, root, summary, complete=complete)]
    written += [partial(write, root, paper) for paper in papers for write in (decisions.mark, catalogue.write_paper)]
    written += [partial(catalogue.write_list, root)]
    for write in written:
        try:
            write()
        except (OSError, TracepaperError) as error:
            yield f"The lists of editions are not up to date: {error}"
