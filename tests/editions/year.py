"""A year of one paper: twelve monthly refreshes, and all that goes wrong in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from editions.ledger import APPROVER, PAPER, Office

LONGEST = 300


@dataclass(frozen=True)
class Done:
    """What a command said and how it ended."""

    status: int
    said: str


@dataclass
class Year:
    """The office, and what each event of its year came to, by a name."""

    office: Office
    events: dict[str, Done] = field(default_factory=dict)

    def note(self, name: str, done: subprocess.CompletedProcess[str]) -> None:
        """Keep what a command came to."""
        self.events[name] = Done(done.returncode, done.stdout + done.stderr)

    def refresh(self, name: str, day: str, *arguments: str) -> None:
        """A refresh, as the scheduler calls it."""
        self.note(name, self.office.on(day).tracepaper("refresh", *arguments))

    def decide(self, name: str, day: str, *arguments: str) -> None:
        """A decision of the approver."""
        verb, *more = arguments
        self.note(name, self.office.on(day).tracepaper(verb, PAPER, *more, "--role", APPROVER))


def lived(root: Path) -> Year:
    """The whole year, from April to March."""
    year = Year(Office.opened(root))
    for month in (_april, _may, _june, _july, _august, _september, _october, _november, _december, _january):
        month(year)
    _february(year)
    _march(year)
    return year


def _april(year: Year) -> None:
    """The first edition waits for approval, and only the approver can give it."""
    year.office.receive("2026-04", oak="1010")
    year.refresh("first", "2026-05-04")
    year.note(
        "author approves",
        year.office.on("2026-05-05").tracepaper("publish", PAPER, "2026-04", "--role", "Head of Places"),
    )
    year.decide("first approved", "2026-05-05", "publish", "2026-04")


def _may(year: Year) -> None:
    year.office.receive("2026-05", oak="1020")
    year.refresh("may", "2026-06-04")


def _june(year: Year) -> None:
    """A month before is revised. A second refresh on the same day finds nothing new."""
    year.office.receive("2026-06", oak="1030")
    year.office.receive("2026-05", oak="1120")
    year.refresh("june with revision", "2026-07-04")
    year.refresh("june again", "2026-07-04")


def _july(year: Year) -> None:
    """The file is late, and comes two days after it was due."""
    year.refresh("july not due yet", "2026-08-10")
    year.refresh("july late", "2026-08-11")
    year.office.receive("2026-07", oak="1040")
    year.refresh("july", "2026-08-12")


def _august(year: Year) -> None:
    """The file is broken, on every try, until it is mended."""
    year.office.receive("2026-08", oak='"1,0,50"')
    year.refresh("august broken", "2026-09-04")
    year.refresh("august still broken", "2026-09-05")
    year.office.receive("2026-08", oak="1050")
    year.refresh("august", "2026-09-06")


def _september(year: Year) -> None:
    """The power fails in the middle of a build."""
    year.office.receive("2026-09", oak="1060")
    running = year.office.begun("2026-10-04", "refresh")
    _wait(lambda: any(step["step"] == "build" for step in _steps_of(year, running)))
    os.killpg(running.pid, signal.SIGKILL)
    said, faults = running.communicate(timeout=LONGEST)
    year.events["september killed"] = Done(running.returncode, said + faults + _visible(year))
    year.refresh("september", "2026-10-05")


def _october(year: Year) -> None:
    """A payment has a nought too many: the draft is refused, and the mended month is approved under another id."""
    year.office.receive("2026-10", oak="10700")
    year.refresh("october tenfold", "2026-11-04")
    year.decide(
        "october refused", "2026-11-05", "refuse", "2026-10", "--because", "Oak House cannot have cost that much."
    )
    year.refresh("october unmended", "2026-11-06")
    year.office.receive("2026-10", oak="1070")
    year.refresh("october", "2026-11-07")
    year.decide("october approved", "2026-11-08", "publish", "2026-10-2")


def _november(year: Year) -> None:
    """What was published is corrected; the reason is given with the approval."""
    year.office.receive("2026-11", oak="1080")
    year.refresh("november", "2026-12-04")
    year.office.receive("2026-11", oak="1080", elm="334")
    year.refresh("november corrected", "2026-12-06")
    year.decide("no reason", "2026-12-07", "publish", "2026-11-2")
    year.decide(
        "november approved", "2026-12-07", "publish", "2026-11-2", "--because", "An invoice of Elm House came late."
    )


def _december(year: Year) -> None:
    """An edition is withdrawn; what corrects it, with a reason given in advance, is looked at."""
    year.office.receive("2026-12", oak="1190")
    year.refresh("december", "2027-01-04")
    year.decide("december withdrawn", "2027-01-05", "withdraw", "2026-12", "--because", "Oak House was invoiced twice.")
    year.office.receive("2026-12", oak="1090")
    year.refresh("december corrected", "2027-01-06", PAPER, "--because", "Oak House was invoiced twice.")
    year.decide("december approved", "2027-01-07", "publish", "2026-12-2")


def _january(year: Year) -> None:
    """Words change with the month."""
    year.office.receive("2027-01", oak="1100")
    year.office.edit(f"templates/papers/{PAPER}.qmd.j2", "of which", "including")
    year.refresh("january", "2027-02-04")


def _february(year: Year) -> None:
    """Two refreshes at once."""
    year.office.receive("2027-02", oak="1110")
    running = year.office.begun("2027-03-04", "refresh")
    _wait(lambda: bool(_steps_of(year, running)))
    year.refresh("february second", "2027-03-04")
    said, faults = running.communicate(timeout=LONGEST)
    year.events["february"] = Done(running.returncode, said + faults)


def _march(year: Year) -> None:
    """The method changes, and so somebody must look."""
    year.office.receive("2027-03", oak="1120")
    settings = f"config/papers/{PAPER}.yaml"
    fee = "literals:\n  fee: {value: 100, unit: GBP, label: Fee, reason: Agreed.}\n"
    year.office.edit(settings, "figures:\n", f"{fee}figures:\n")
    year.office.edit(settings, 'spend.total("cost")}', 'spend.total("cost") + fee}')
    year.refresh("march", "2027-04-04")
    year.decide("march approved", "2027-04-05", "publish", "2027-03")


def _steps_of(year: Year, running: subprocess.Popen[str]) -> list[dict[str, str]]:
    return [step for step in year.office.steps() if step["run"].endswith(f"-{running.pid}")]


def _visible(year: Year) -> str:
    """What a reader sees of the editions just now."""
    folder = year.office.root / "reports" / PAPER
    seen = sorted(p.name for part in ("editions", "drafts") for p in (folder / part).glob("*") if p.is_dir())
    kept = json.loads((folder / "editions" / "register.json").read_text("utf-8"))
    return json.dumps({"current": kept["current"], "folders": seen})


def _wait(reached: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST
    while not reached():
        assert time.monotonic() < until, "the refresh did not get there"
        time.sleep(0.05)
