"""What the last refresh came to, for machines and for people: runs/status.json and runs/status.txt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracepaper import records
from tracepaper.editions.runs import RUNS

if TYPE_CHECKING:
    from tracepaper.editions.refresh import Summary

MACHINES, PEOPLE = RUNS / "status.json", RUNS / "status.txt"


def write(root: Path, summary: Summary) -> None:
    """Write both files; the day of the last refresh that went well outlives one that does not."""
    day = records.today().isoformat()
    good = day if summary.exit_status == 0 else last_success(root)
    content: dict[str, Any] = {**summary.as_json(), "day": day, "last_success": good}
    records.replace_text(root / MACHINES, json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    head = f"Refresh of {day}, exit status {summary.exit_status}. Last one that went well: {good or 'none yet'}."
    records.replace_text(root / PEOPLE, f"{head}\n{summary}\n")


def last_success(root: Path) -> str:
    """The day of the last refresh in which no paper failed; empty before the first."""
    try:
        return str(json.loads((root / MACHINES).read_text("utf-8"))["last_success"])
    except (OSError, ValueError, KeyError):
        return ""
