"""The files of an edition: what was built, and from the second edition on the report of what it changes."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.editions import building, change_report, narrative
from tracepaper.editions.compare import Changes
from tracepaper.papers import EVIDENCE
from tracepaper.settings import paper as paper_settings

DATA, PAGE = "changes.json", "changes.html"
LOOKS = ("charts", "brand")


def edition_files(
    root: Path, built: Path, paper: str, *, changes: Changes | None, before: Path | None
) -> dict[str, bytes]:
    """What an edition consists of, but for edition.json.

    Args:
        root: the project's folder, which has the page's template.
        built: the run folder.
        changes: since the edition before; None for the first.
        before: the folder of the edition before; None for the first.
    """
    outputs = {name: path.read_bytes() for name, path in building.outputs(built, paper).items()}
    if changes is None or before is None:
        return outputs
    content = report(changes, old=before, new=built / "reports" / paper, paper=paper)
    page = change_report.page(content, root=root)
    return outputs | {DATA: change_report.canonical(content).encode(), PAGE: page.encode()}


def report(changes: Changes, *, old: Path, new: Path, paper: str) -> dict[str, Any]:
    """What changes.json holds, of two folders of the same paper."""
    words = narrative.compare(text(old, paper), text(new, paper))
    return change_report.content(changes, words, old=evidence(old), new=evidence(new))


def words_differ(old: Path, new: Path, paper: str) -> bool:
    """Whether the paper says anything in other words."""
    return bool(narrative.compare(text(old, paper), text(new, paper)))


def looks_differ(old: Path, new: Path, paper: str) -> bool:
    """Whether the paper says anything in other words, has another chart, or looks otherwise."""
    drawn = [[records.digest(folder / part) for part in LOOKS] for folder in (old, new)]
    return drawn[0] != drawn[1] or words_differ(old, new, paper)


def largest_change(root: Path, paper: str) -> Decimal | None:
    """Per cent above which a change of a paper is large, by its standing approval; None without one."""
    editions = paper_settings.load(root, paper).editions
    return editions.largest_change if editions else None


def text(folder: Path, paper: str) -> str:
    """The text of a paper."""
    return (folder / f"{paper}.qmd").read_text("utf-8")


def evidence(folder: Path) -> dict[str, Any]:
    """The evidence of a paper."""
    content: dict[str, Any] = json.loads((folder / EVIDENCE).read_text("utf-8"))
    return content


def summary(changes: Changes, *, old: Path, new: Path, paper: str) -> str:
    """The report in one sentence."""
    return change_report.summary(report(changes, old=old, new=new, paper=paper))
