"""Refresh: build each paper anew from a snapshot, compare it with its last edition, publish it or leave it waiting."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tracepaper import begin, locks
from tracepaper.editions import building, catalogue, outcome_files, periods, placing, publishing, register, runs
from tracepaper.editions.building import Clock, Failure
from tracepaper.editions.drafting import Draft
from tracepaper.editions.journal import Journal
from tracepaper.editions.register import Register
from tracepaper.errors import CallError, OutputError, TracepaperError
from tracepaper.settings import paper as paper_settings
from tracepaper.settings import site

LOCK = runs.RUNS / ".lock"
BUSY = "run"


@dataclass(frozen=True)
class Outcome:
    """What became of one paper.

    Attributes:
        said: one or more sentences for people.
        edition: id of the edition that was published or waits; empty for none.
        status: exit status that this outcome alone would give.
    """

    paper: str
    outcome: Literal["published", "waiting", "unchanged", "failed"]
    said: str
    edition: str = ""
    status: int = 0

    def __str__(self) -> str:
        return f"{self.paper}: {self.outcome}. {self.said}"


@dataclass(frozen=True)
class Summary:
    """What became of a whole refresh."""

    run: str
    outcomes: tuple[Outcome, ...]

    @property
    def exit_status(self) -> int:
        """That of the first paper that failed; 0 without one."""
        return next((one.status for one in self.outcomes if one.status), 0)

    def as_json(self) -> dict[str, Any]:
        """The summary as plain values."""
        outcomes = [dataclasses.asdict(one) for one in self.outcomes]
        return {"run": self.run, "exit_status": self.exit_status, "papers": outcomes}

    def __str__(self) -> str:
        return "\n".join(map(str, self.outcomes))


def refresh(root: Path, papers: Sequence[str] = (), *, period: str = "", because: str = "") -> Summary:
    """Refresh some papers, or all that have editions.

    Args:
        root: the project's folder.
        period: the month to report to, "2026-11"; without it, the newest that the sources have.
        because: why an edition is corrected, where this refresh corrects one.

    Returns:
        What became of each paper; a paper that fails keeps its last edition, and the others go on.

    Raises:
        CallError: a paper is not there or has no editions, or the period is none.
        BusyError: another refresh is at work.
    """
    chosen = _chosen(root, papers)
    periods.refuse_odd(period)
    with locks.held(root / LOCK, what=BUSY):
        run = runs.new_id()
        journal = Journal(run, root / runs.LOGS / f"{run}.jsonl")
        _clear_away(root, chosen, journal)
        clock = Clock(site.load(root).refresh.time_limit_minutes)
        outcomes = [_Refreshing(root, paper, journal, clock).outcome(period, because) for paper in chosen]
        summary = Summary(run, tuple(outcomes))
        runs.sweep(root)
        # What cannot be written now is made anew by the next refresh; the summary is said all the same.
        with contextlib.suppress(OSError):
            _write_pages(root, summary)
        return summary


def _chosen(root: Path, papers: Sequence[str]) -> Sequence[str]:
    for paper in papers:
        if paper_settings.load(root, paper).editions is None:
            remedy = f"Add editions: with an author and an approver to config/papers/{paper}.yaml."
            raise CallError(f"{paper} has no editions. {remedy}")
    return papers or [paper for paper in paper_settings.ids(root) if _has_editions(root, paper)]


def _has_editions(root: Path, paper: str) -> bool:
    """Settings at fault are a paper's own failure, which is told with its name."""
    try:
        return paper_settings.load(root, paper).editions is not None
    except TracepaperError:
        return True


def _write_pages(root: Path, summary: Summary) -> None:
    outcome_files.write(root, summary)
    for paper in catalogue.papers(root):
        catalogue.write(root, paper)


def _clear_away(root: Path, papers: Sequence[str], journal: Journal) -> None:
    left = [*runs.sweep(root), *(f"{paper}/{name}" for paper in papers for name in placing.sweep(root, paper))]
    if left:
        journal.step("sweep", "done", said=f"What a run left that was broken off is cleared away: {', '.join(left)}.")


class _Refreshing:
    """The way of one paper through a refresh."""

    def __init__(self, root: Path, paper: str, journal: Journal, clock: Clock) -> None:
        self.root, self.paper, self.journal, self.clock = root, paper, journal, clock
        self.output = root / runs.LOGS / f"{journal.run}.txt"

    def outcome(self, period: str, because: str) -> Outcome:
        """What became of the paper: no fault of it keeps another paper from its edition."""
        try:
            found = self._refreshed(period, because)
        except TracepaperError as error:
            found = self._failed(Failure(error.exit_status, str(error)))
        except OSError as error:
            found = self._failed(Failure(OutputError.exit_status, f"{error.filename or 'A file'}: {error.strerror}."))
        self.journal.step("paper", found.outcome, paper=self.paper, said=str(found), edition=found.edition)
        return found

    def _refreshed(self, period: str, because: str) -> Outcome:
        settings = paper_settings.load(self.root, self.paper)
        assert settings.editions is not None
        period = periods.chosen(self.root, settings, period)
        kept = register.load(self.root, self.paper)
        self._told("snapshot", "Copying what the paper is built from")
        later = periods.later(self.root, settings, period)
        run = runs.start(self.root, self.journal.run, self.paper, without=later)
        if same := _unchanged(kept, runs.digest(run.inputs), period):
            return Outcome(self.paper, "unchanged", same)
        return self._built(Draft(self.root, run, settings, kept, period=period, because=because))

    def _built(self, draft: Draft) -> Outcome:
        self._told("calculate", "Computing the figures")
        if failure := self._stage(draft, "calculate"):
            return self._failed(failure)
        draft.compare_calculated()
        failure = self._written(draft)
        if not failure and draft.edition.state == "unattended" and draft.reasons():
            # Only print shows what is no longer printed: then nobody agreed to it in advance.
            failure = self._written(draft)
        return self._failed(failure) if failure else self._placed(draft)

    def _written(self, draft: Draft) -> Failure | None:
        """Build the paper as what it is, going by what is known of its changes, and compare what was printed."""
        draft.settle()
        self._told("build", f"Building edition {draft.edition.edition}")
        failure = self._stage(draft, "deliver") or self._gates(draft)
        if not failure:
            draft.compare_built()
        return failure

    def _placed(self, draft: Draft) -> Outcome:
        if not draft.says_anything_new:
            return Outcome(self.paper, "unchanged", "What it was built from changed, but nothing that a reader sees.")
        self._told("publish", f"Putting edition {draft.edition.edition} in its place")
        entry = publishing.put(
            self.root, draft.kept, draft.edition, inputs=draft.inputs, files=draft.files(), built=draft.folder
        )
        outcome: Literal["published", "waiting"] = "published" if entry.state == "published" else "waiting"
        where = f"Edition {entry.edition} is in reports/{self.paper}/{entry.folder}."
        return Outcome(self.paper, outcome, " ".join([where, *draft.counted, *draft.reasons()]), entry.edition)

    def _stage(self, draft: Draft, verb: str) -> Failure | None:
        found = building.build(draft.folder, [self.paper], verb=verb, clock=self.clock, output=self.output)
        return found.get(self.paper)

    def _gates(self, draft: Draft) -> Failure | None:
        self._told("gates", "Checking what it prints against its evidence and its sources")
        return building.checked(draft.folder, ["verify", self.paper], clock=self.clock)

    def _told(self, step: str, said: str) -> None:
        self.journal.step(step, "begun", paper=self.paper, said=said)

    def _failed(self, failure: Failure) -> Outcome:
        if full := begin.space_left(self.root):
            failure = Failure(OutputError.exit_status, full)
        current = register.load(self.root, self.paper).current
        stays = f"Edition {current} stays as it is." if current else "It has no edition yet."
        return Outcome(self.paper, "failed", f"{failure.message}\n{stays}", status=failure.status)


def _unchanged(kept: Register, inputs: str, period: str) -> str:
    """Why nothing is to be built; empty where something is."""
    previous = kept.before(period)
    if previous and previous.inputs == inputs:
        return f"Nothing has changed since edition {previous.edition}, which is {previous.state}."
    for entry in kept.of_period(period):
        if entry.inputs == inputs and entry.previous == (previous.edition if previous else ""):
            if entry.state == "waiting":
                return f"Nothing has changed: edition {entry.edition} still waits for approval."
            if entry.state == "refused":
                return f"Nothing has changed since edition {entry.edition} was refused: {entry.sign_off[-1].why}"
    return ""
