"""What the last refresh came to, for machines and for people: runs/status.json and runs/status.txt."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracepaper import records
from tracepaper.editions.runs import RUNS

if TYPE_CHECKING:
    from tracepaper.editions.refresh import Summary

MACHINES, PEOPLE = RUNS / "status.json", RUNS / "status.txt"


def write(root: Path, summary: Summary, *, complete: bool) -> None:
    """Write both files; the day of the last refresh that went well outlives one that does not.

    Args:
        complete: whether all papers were refreshed, and not some that were named; only then did a refresh go well that
            readers can rely on.

    Raises:
        OSError: a file cannot be written.
    """
    today = records.today()
    well = complete and bool(summary.outcomes) and summary.exit_status == 0
    good = today if well else last_success(root, today)
    said = good.isoformat() if good else ""
    content: dict[str, Any] = {**summary.as_json(), "day": today.isoformat(), "last_success": said}
    records.replace_text(root / MACHINES, json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    status = f"Refresh of {today}, exit status {summary.exit_status}."
    head = f"{status} Last time that all papers went well: {said or 'none yet'}."
    records.replace_text(root / PEOPLE, f"{head}\n{summary}\n")


def last_success(root: Path, today: date) -> date | None:
    """The day of the last refresh of all papers in which none failed; None before the first.

    A file that somebody damaged, or a day after `today`, vouches for nothing: None too.
    """
    try:
        day = date.fromisoformat(json.loads((root / MACHINES).read_text("utf-8"))["last_success"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return day if day <= today else None
