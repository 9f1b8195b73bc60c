"""Run a renderer's program: no shell, a fixed environment, a time limit, and its faults in words."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tracepaper.errors import Fault, RenderError

FAULT = re.compile(r"@fault (.*?) \| (.*?) \| (.*?) \| (.*)")
KEPT_FROM_THE_CALLER = ("PATH", "HOME")


def run(command: Sequence[str | Path], *, folder: Path, timestamp: int, seconds: int, doing: str) -> tuple[bytes, str]:
    """Run `command` in `folder` and return what it wrote to standard output and to standard error.

    Args:
        timestamp: the time that the program is to take for now, in seconds from 1970.
        seconds: time limit; the program and its children are killed when it passes.
        doing: what the command is for, in words for an officer.

    Raises:
        RenderError: the program failed, or ran out of time.
    """
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=_environment(timestamp),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        output, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise _out_of_time(doing, seconds) from None
    messages = errors.decode("utf-8", "replace").strip()
    if process.returncode != 0:
        raise failure(doing, messages or f"exit status {process.returncode}")
    return output, messages


def failure(doing: str, messages: str) -> RenderError:
    """The error of a renderer that said `messages`; faults that our filters found are listed one by one."""
    faults = [Fault(*found) for found in FAULT.findall(messages)]
    if faults:
        return RenderError(f"{doing} failed: the paper is at fault.", faults)
    remedy = "If the message names text of the paper, correct the template; otherwise report it with this message."
    return RenderError(f"{doing} failed.", [Fault("the renderer", messages, "no error and no warning", remedy)])


def _out_of_time(doing: str, seconds: int) -> RenderError:
    remedy = "Look for a very long run of punctuation in the paper's text; a normal paper takes a few seconds."
    return RenderError(f"{doing} was stopped.", [Fault("the renderer", f"no end after {seconds} s", "an end", remedy)])


def _environment(timestamp: int) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_FROM_THE_CALLER if name in os.environ}
    return kept | {"TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": str(timestamp)}
