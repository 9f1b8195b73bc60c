"""The way of one paper through a refresh: snapshot, figures, comparison, build, gates, and its place."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tracepaper import begin
from tracepaper.editions import building, periods, placing, publishing, register, runs, unchanged
from tracepaper.editions.building import Clock, Failure
from tracepaper.editions.drafting import Draft
from tracepaper.editions.journal import Journal
from tracepaper.editions.register import Register
from tracepaper.editions.unchanged import Unchanged
from tracepaper.errors import OutputError, TracepaperError
from tracepaper.settings import paper as paper_settings
from tracepaper.settings import site

# A build shows what a comparison of figures alone cannot, and what is built says what was shown: then it holds.
MOST_BUILDS = 3
OURS = "This is a fault of tracepaper, not yours: report it with"


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


class Refreshing:
    """Takes one paper through a refresh.

    Args:
        because: why an edition is corrected; empty where nobody has said so.
    """

    def __init__(self, root: Path, paper: str, journal: Journal, *, because: str) -> None:
        self.root, self.paper, self.journal, self.because = root, paper, journal, because
        self.output = root / runs.LOGS / f"{journal.run}.txt"

    def outcome(self, period: str) -> Outcome:
        """What became of the paper: no fault of it, or of ours, keeps another paper from its edition."""
        try:
            found = self._refreshed(period)
        except TracepaperError as error:
            found = self._failed(Failure(error.exit_status, str(error)))
        except OSError as error:
            found = self._failed(Failure(OutputError.exit_status, f"{error.filename or 'A file'}: {error.strerror}."))
        except Exception:
            self.journal.step("fault", "failed", paper=self.paper, said=traceback.format_exc())
            found = self._failed(Failure(TracepaperError.exit_status, f"{OURS} runs/log/{self.journal.run}.jsonl."))
        self.journal.step("paper", found.outcome, paper=self.paper, said=str(found), edition=found.edition)
        return found

    def _refreshed(self, period: str) -> Outcome:
        self.clock = Clock(site.load(self.root).refresh.time_limit_minutes)
        settings = paper_settings.load(self.root, self.paper)
        self._clear_away()
        period = periods.chosen(self.root, settings, period)
        kept = register.load(self.root, self.paper)
        self._told("snapshot", "Copying what the paper is built from")
        later = periods.later(self.root, settings, period)
        run = runs.start(self.root, self.journal.run, self.paper, without=later)
        if same := unchanged.found(kept, runs.digest(run.inputs), period, because=self.because):
            return self._left(kept, period, same)
        return self._built(Draft(self.root, run, settings, kept, period=period, because=self.because))

    def _built(self, draft: Draft) -> Outcome:
        self._told("calculate", "Computing the figures")
        if failure := building.calculate(draft.folder, self.paper, clock=self.clock):
            return self._failed(failure)
        draft.compare_calculated()
        for _ in range(MOST_BUILDS):
            if not draft.settle():
                return self._placed(draft)
            self._told("build", f"Building edition {draft.edition.edition}")
            if failure := self._build(draft) or self._gates(draft):
                return self._failed(failure)
            draft.compare_built()
        if not draft.settle():
            return self._placed(draft)
        raise TracepaperError(f"{self.paper} changes whenever its page on changes is written: report it.")

    def _placed(self, draft: Draft) -> Outcome:
        if not draft.says_anything_new:
            said = "What it was built from changed, but nothing that a reader sees."
            return self._left(draft.kept, draft.edition.period, Unchanged(draft.edition.previous, said))
        self._told("publish", f"Putting edition {draft.edition.edition} in its place")
        entry = publishing.put(
            self.root, draft.kept, draft.edition, inputs=draft.inputs, files=draft.files(), built=draft.folder
        )
        outcome: Literal["published", "waiting"] = "published" if entry.state == "published" else "waiting"
        where = f"Edition {entry.edition} is in reports/{self.paper}/{entry.folder}; changes.html says what it changes."
        if not entry.previous:
            where = f"Edition {entry.edition} is in reports/{self.paper}/{entry.folder}."
        return Outcome(self.paper, outcome, " ".join([where, *draft.counted, *draft.reasons()]), entry.edition)

    def _left(self, kept: Register, period: str, same: Unchanged) -> Outcome:
        """Leave things as they are; but a draft that waits, and is not what would be built now, waits no longer."""
        after = kept.replacing(period, by=same.edition)
        gone = [was.edition for was, now in zip(kept.entries, after.entries, strict=True) if was != now]
        if gone:
            register.save(self.root, after)
        also = f" The draft {', '.join(gone)} waits no longer: it was built from other sources." if gone else ""
        return Outcome(self.paper, "unchanged", f"{same.said}{also}")

    def _clear_away(self) -> None:
        if left := placing.sweep(self.root, self.paper):
            self._told("sweep", f"What no register knows was put aside: {', '.join(left)}")

    def _build(self, draft: Draft) -> Failure | None:
        return building.build(draft.folder, self.paper, clock=self.clock, output=self.output)

    def _gates(self, draft: Draft) -> Failure | None:
        self._told("gates", "Checking what it prints against its evidence and its sources")
        return building.checked(draft.folder, ["verify", self.paper], clock=self.clock)

    def _told(self, step: str, said: str) -> None:
        self.journal.step(step, "begun", paper=self.paper, said=said)

    def _failed(self, failure: Failure) -> Outcome:
        if full := begin.space_left(self.root):
            failure = Failure(OutputError.exit_status, full)
        return Outcome(self.paper, "failed", f"{failure.message}\n{self._stays()}", status=failure.status)

    def _stays(self) -> str:
        try:
            current = register.load(self.root, self.paper).current
        except TracepaperError:
            return "What was published stays as it is."
        return f"Edition {current} stays as it is." if current else "It has no current edition."
