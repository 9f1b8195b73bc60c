"""What changed between two editions as changes.json holds it, and from that alone as plain text and as a page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracepaper.editions import difference, pages
from tracepaper.editions.causes import ORDER
from tracepaper.editions.compare import HIGH, LOSS, LOW, MEDIUM, NONE, SEVERITIES, Change, Changes, Evidence
from tracepaper.editions.narrative import Narrative
from tracepaper.figures import days

TEMPLATE = "changes.html.j2"
HEADINGS = {
    HIGH: "Changes of high severity",
    MEDIUM: "Changes of medium severity",
    LOW: "Changes of low severity",
    NONE: "The same value, said otherwise",
}
# Cells named for one source file; changes.json has them all.
MOST_CELLS = 20
WORKING = "the working build"
Content = dict[str, Any]


def content(changes: Changes, narrative: Narrative, *, old: Evidence, new: Evidence) -> Content:
    """What changes.json holds.

    Args:
        old, new: the evidence documents that were compared.
    """
    return {
        "paper": new["paper"],
        "title": new["title"],
        "council": new["council"],
        "old": _about(old),
        "new": _about(new),
        "summary": _summary(changes),
        "losses": [asdict(one) for one in changes.losses],
        "changes": [_change(one) for one in changes.changes],
        "new_figures": [asdict(one) for one in changes.gains],
        "sources": [asdict(one) for one in changes.files],
        "narrative": narrative.as_json(),
    }


def _about(evidence: Evidence) -> dict[str, str]:
    return {key: str(evidence[key]) for key in ("edition", "date", "code_version")}


def _summary(changes: Changes) -> dict[str, Any]:
    severities = Counter(one.severity for one in changes.changes)
    causes = Counter(cause for one in changes.changes for cause in one.causes)
    return {
        LOSS: len(changes.losses),
        **{severity: severities[severity] for severity in SEVERITIES},
        "changes": len(changes.changes),
        "new_figures": len(changes.gains),
        "sources": len(changes.files),
        "causes": {cause: causes[cause] for cause in ORDER},
    }


def _change(one: Change) -> dict[str, Any]:
    difference_shown = difference.shown(one.difference, one.unit, one.new_display) if one.difference else ""
    return {
        **asdict(one),
        "difference": _text(one.difference),
        "per_cent": _text(one.per_cent),
        "difference_display": difference_shown,
        "per_cent_display": difference.shown_per_cent(one.per_cent) if one.per_cent else "",
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def canonical(held: Mapping[str, Any]) -> str:
    """changes.json as its file holds it: canonical, without a time of day."""
    return json.dumps(held, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def summary(held: Mapping[str, Any]) -> str:
    """The report in one sentence: "2 figures lost, 14 changed (3 high, 11 low), 4 new; 2 source files differ"."""
    counts = held["summary"]
    severities = ", ".join(f"{counts[one]} {one}" for one in SEVERITIES if counts[one])
    changed = f"{counts['changes']:,} changed" + (f" ({severities})" if severities else "")
    passages = _counted(len(held["narrative"]["words"]), "passage")
    return (
        f"{_counted(counts[LOSS], 'figure')} lost, {changed}, {counts['new_figures']:,} new; "
        f"{_counted(counts['sources'], 'source file')} and {passages} of words differ."
    )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def words(held: Mapping[str, Any]) -> str:
    """The report as plain text, losses first, then changes by severity."""
    blocks = [
        f"{held['title']}. {_sides(held)}.",
        summary(held),
        *_block("Figures lost", [_lost_line(one) for one in held["losses"]]),
        *(block for name in SEVERITIES for block in _block(HEADINGS[name], _change_lines(held, name))),
        *_block("New figures", [_new_line(one) for one in held["new_figures"]]),
        *_block("Source files", [_file_line(one) for one in held["sources"]]),
        *_block("Words", [_passage_line(one) for one in held["narrative"]["words"]]),
    ]
    return "\n\n".join(blocks)


def _sides(held: Mapping[str, Any]) -> str:
    """What is compared with what: "Edition 2026-11 of 12 November 2026, compared with edition 2026-10 of ..."."""
    old, new = (_called(held[side]) for side in ("old", "new"))
    return f"{new[0].upper()}{new[1:]}, compared with {old}"


def _called(side: Mapping[str, str]) -> str:
    name = f"edition {side['edition']}" if side["edition"] else WORKING
    return f"{name} of {days.written(date.fromisoformat(side['date']))}"


def _block(heading: str, lines: Sequence[str]) -> list[str]:
    return ["\n".join([heading, *lines])] if lines else []


def _lost_line(one: Mapping[str, Any]) -> str:
    return f"  {one['label']} ({one['figure']}): {one['old_display']}\n     {one['detail']}{_printed_in(one)}"


def _change_lines(held: Mapping[str, Any], severity: str) -> list[str]:
    return [_change_line(one) for one in held["changes"] if one["severity"] == severity]


def _change_line(one: Mapping[str, Any]) -> str:
    moved = ", ".join(text for text in (one["difference_display"], one["per_cent_display"]) if text)
    values = f"{one['old_display']} → {one['new_display']}{f' ({moved})' if moved else ''}"
    return f"  {one['label']} ({one['figure']}): {values}\n     {'; '.join(one['causes'])}: {one['detail']}"


def _new_line(one: Mapping[str, Any]) -> str:
    why = f"\n     {one['cause']}: {one['detail']}" if one["cause"] else ""
    return f"  {one['label']} ({one['figure']}): {one['new_display']}{why}"


def _printed_in(one: Mapping[str, Any]) -> str:
    return f" It was printed in: {'; '.join(one['places'])}." if one["places"] else ""


def _file_line(one: Mapping[str, Any]) -> str:
    month = f" ({one['month']})" if one["month"] else ""
    cells = [f'\n     {cell["cell"]} ({cell["names"]}): "{cell["old"]}" → "{cell["new"]}"' for cell in one["cells"]]
    left = len(cells) - MOST_CELLS
    more = f"\n     and {_counted(left, 'cell')} more" if left > 0 else ""
    said = f". {one['detail']}" if one["detail"] else ""
    return f"  {one['path']}{month}: {one['state']}{said}{''.join(cells[:MOST_CELLS])}{more}"


def _passage_line(one: Mapping[str, Any]) -> str:
    return f"  {one['section']}, {one['kind']} {one['change']}:\n     {''.join(map(_part, one['parts']))}"


def _part(part: Mapping[str, str]) -> str:
    """A part of a passage: what was removed in [-brackets-], what was added in {+braces+}, the rest as it reads now."""
    marks = {"removed": f"[-{part['old']}-]", "added": f"{{+{part['new']}+}}"}
    return marks.get(part["kind"], part["new"])


def page(held: Mapping[str, Any], *, root: Path) -> str:
    """The report as one HTML page that loads nothing.

    Args:
        root: the project, for the template and the look of the papers.
    """
    groups = [
        (name, HEADINGS[name], [one for one in held["changes"] if one["severity"] == name]) for name in SEVERITIES
    ]
    values = {
        "sides": _sides(held),
        "sentence": summary(held),
        "groups": [group for group in groups if group[2]],
        "causes": [cause for cause in ORDER if held["summary"]["causes"][cause]],
        "most_cells": MOST_CELLS,
    }
    return pages.page(root, TEMPLATE, {**held, **values})
