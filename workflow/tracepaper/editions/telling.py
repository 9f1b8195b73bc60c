"""Tell those who asked to be told what a refresh came to, where it asks for a person."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tracepaper.editions import notices, register
from tracepaper.editions.refresh import Summary
from tracepaper.errors import OutputError, TracepaperError
from tracepaper.locks import BusyError
from tracepaper.papers import REPORTS


def told(root: Path, summary: Summary, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Send a notice where a paper failed, or an edition waits that did not before; nothing is raised.

    Returns:
        What could not be sent, a sentence each.
    """
    if not summary.exit_status and all(one.outcome != "waiting" for one in summary.outcomes):
        return ()
    outcomes = [(one.paper, one.outcome, one.said) for one in summary.outcomes]
    current = {one.paper: _current(root, one.paper) for one in summary.outcomes}
    notice = notices.ended(run=summary.run, outcomes=outcomes, status=summary.exit_status, current=current, root=root)
    return notices.announce(notice, environment)


@contextlib.contextmanager
def when_stopped(root: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Send a notice where a refresh cannot go on at all; its error goes on to whoever called.

    Where another one is at work, that one says how it ends.
    """
    try:
        yield
    except BusyError:
        raise
    except Exception as error:
        status = error.exit_status if isinstance(error, TracepaperError) else _status(error)
        notice = notices.stopped(root, status=status, said=str(error))
        for unsent in notices.announce(notice, environment):
            print(unsent, file=sys.stderr)
        raise


def _status(error: Exception) -> int:
    """As the command line will end."""
    return OutputError.exit_status if isinstance(error, OSError) else TracepaperError.exit_status


def _current(root: Path, paper: str) -> str:
    """Where the current edition is; a register that cannot be read has been told already."""
    try:
        kept = register.load(root, paper)
    except TracepaperError:
        return ""
    return f"{REPORTS}/{paper}/{kept.entry(kept.current).folder}" if kept.current else ""
