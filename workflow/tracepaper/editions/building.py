"""Build a paper in a run folder with Snakemake, and say, where it failed, which verb failed, and why."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tracepaper import records
from tracepaper.editions import supervise
from tracepaper.papers.calculate import PAPERS
from tracepaper.settings import paper as paper_settings
from tracepaper.sources.ingest import TABLES

# The verbs that make a paper of its tables, in order, and the folder in which each leaves its record.
STAGES = {
    "calculate": "calculated",
    "compose": "composed",
    "render": "rendered",
    "evidence": "evidence",
    "deliver": "delivered",
}
# Our own variables say who is at work, and where notices go, with passwords: none of that is for a build.
OWN = "TRACEPAPER_"


@dataclass(frozen=True)
class Failure:
    """Why a paper could not be built.

    Attributes:
        status: exit status of the verb that failed.
        message: what it said.
    """

    status: int
    message: str


class Clock:
    """The time that a run has left."""

    def __init__(self, minutes: Decimal) -> None:
        self.minutes = minutes
        self._end = time.monotonic() + 60 * float(minutes)

    @property
    def left(self) -> float:
        """Seconds; never less than nought."""
        return max(0.0, self._end - time.monotonic())

    @property
    def up(self) -> Failure:
        """What is said when there is none left."""
        return Failure(supervise.OUT_OF_TIME, f"The build did not end within {self.minutes:f} minutes and was stopped.")


def calculate(folder: Path, paper: str, *, clock: Clock) -> Failure | None:
    """Compute the figures of a paper; why that could not be done, None where it was.

    Verb by verb: Snakemake would take longer to plan so little than it takes.
    """
    return next((why for command in _first(folder, paper) if (why := checked(folder, command, clock=clock))), None)


def build(folder: Path, paper: str, *, clock: Clock, output: Path) -> Failure | None:
    """Build a paper.

    Args:
        folder: the run folder.
        output: the file to which what is printed is added.

    Returns:
        Why it could not be built; None where it was.
    """
    record = PAPERS / paper / STAGES["deliver"] / records.RECORD
    command = [sys.executable, "-m", "snakemake", str(record)]
    ended = supervise.run(command, cwd=folder, env=environment(folder), limit=clock.left, log=output)
    if ended.timed_out:
        return clock.up
    return None if (folder / record).is_file() else _failure(folder, paper, clock=clock, status=ended.status)


def checked(folder: Path, command: Sequence[str], *, clock: Clock) -> Failure | None:
    """Run one verb in the run folder; what it said where it failed."""
    said = folder / "said.txt"
    said.unlink(missing_ok=True)
    program = [sys.executable, "-m", "tracepaper.cli", *command]
    ended = supervise.run(program, cwd=folder, env=environment(folder), limit=clock.left, log=said)
    if ended.timed_out:
        return clock.up
    if not ended.status:
        return None
    silent = f"tracepaper {' '.join(command)} ended with status {ended.status} without a word:"
    words = said.read_text("utf-8", "replace").strip()
    return Failure(ended.status, words or f"{silent} was it killed, for want of memory?")


def environment(folder: Path) -> dict[str, str]:
    """What the programs of a build see: the package of the run folder, and nothing that depends on who runs it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    programs = [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
    return {
        **kept,
        "PATH": os.pathsep.join(programs),
        "PYTHONPATH": str(folder / "workflow"),
        "PYTHONHASHSEED": "0",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def _failure(folder: Path, paper: str, *, clock: Clock, status: int) -> Failure:
    """What the verb says that failed: it is run once more, since Snakemake does not tell exit statuses apart."""
    for command, record in _steps(folder, paper):
        if not (folder / record).is_file():
            again = checked(folder, command, clock=clock)
            if again is not None:
                return again
    return Failure(70, f"Snakemake ended with status {status}, although every verb of {paper} works by itself.")


def _first(folder: Path, paper: str) -> list[list[str]]:
    commands = [command for command, _ in _steps(folder, paper)]
    return commands[: commands.index(["calculate", paper]) + 1]


def _steps(folder: Path, paper: str) -> Iterator[tuple[list[str], Path]]:
    for source in paper_settings.sources(folder, paper):
        yield ["ingest", source], TABLES / source / records.RECORD
    for verb, stage in STAGES.items():
        yield [verb, paper], PAPERS / paper / stage / records.RECORD


def outputs(folder: Path, paper: str) -> Mapping[str, Path]:
    """The delivered files of a paper in a run folder, by path in its reports folder."""
    delivered = folder / "reports" / paper
    return {p.relative_to(delivered).as_posix(): p for p in sorted(delivered.rglob("*")) if p.is_file()}
