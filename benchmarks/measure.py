"""Time and peak memory of one command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """What one command took.

    Attributes:
        seconds: wall clock.
        peak_mb: largest resident memory, in millions of bytes.
    """

    seconds: float
    peak_mb: float


def measured(command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None) -> Measured:
    """Run a command once.

    Raises:
        RuntimeError: it failed, with what it printed.
    """
    output = cwd / "output.log"
    begin = time.perf_counter()
    with output.open("wb") as file:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=file, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} failed:\n{output.read_text('utf-8', 'replace')[-2000:]}")
    return Measured(seconds, usage.ru_maxrss * 1024 / 1_000_000)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned text."""
    widths = [max(len(row[n]) for row in (header, *rows)) for n in range(len(header))]
    return "\n".join(
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in (header, *rows)
    )
