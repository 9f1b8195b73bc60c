"""What a refresh did, step by step: one JSON line a step for machines, and a line on the terminal for who watches."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass
class Journal:
    """The log of one run.

    Attributes:
        run: id of the run, in every line.
        path: the file to which lines are added, each at once.
    """

    run: str
    path: Path
    _began: float = field(default_factory=time.monotonic)

    def step(self, step: str, outcome: str, *, paper: str = "", said: str = "", **facts: Any) -> None:
        """Write one step.

        Args:
            step: what was done: "snapshot", "build", "compare", "publish".
            outcome: how it came out, in a word: "done", "failed", "unchanged".
            said: a sentence for people.
            facts: what else a machine may want to know.
        """
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"time": now, "run": self.run, "step": step, "outcome": outcome, "paper": paper, "said": said, **facts}
        line["seconds"] = round(time.monotonic() - self._began, 3)
        # On a full disk the refresh fails for that, and not for its log.
        with contextlib.suppress(OSError):
            self._write(json.dumps(line, ensure_ascii=False) + "\n")
        _show(paper, said or f"{step}: {outcome}")

    def _write(self, line: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


def _show(paper: str, said: str) -> None:
    """Only a person sees progress; a scheduler's mail holds the summary alone."""
    if sys.stderr.isatty():
        print(f"{f'{paper}: ' if paper else ''}{said}", file=sys.stderr, flush=True)
