"""Tell those who asked to be told what a refresh came to, where it asks for a person."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tracepaper.editions import notices, register
from tracepaper.editions.refresh import Summary
from tracepaper.papers import REPORTS


def told(root: Path, summary: Summary, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Send a notice where a paper failed; nothing is raised.

    Returns:
        What could not be sent, a sentence each.
    """
    if not summary.exit_status:
        return ()
    outcomes = [(one.paper, one.outcome, one.said) for one in summary.outcomes]
    current = {one.paper: _current(root, one.paper) for one in summary.outcomes}
    notice = notices.failure(run=summary.run, outcomes=outcomes, status=summary.exit_status, current=current, root=root)
    return notices.announce(notice, environment)


def _current(root: Path, paper: str) -> str:
    kept = register.load(root, paper)
    return f"{REPORTS}/{paper}/{kept.entry(kept.current).folder}" if kept.current else ""
