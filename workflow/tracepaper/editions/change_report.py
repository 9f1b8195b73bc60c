"""What changed between two editions as changes.json holds it, and from that alone as plain text and as a page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracepaper.editions import difference
from tracepaper.editions.causes import ORDER
from tracepaper.editions.compare import LOSS, SEVERITIES, Change, Changes, Evidence
from tracepaper.editions.narrative import Narrative

TEMPLATE = Path("templates", "editions", "changes.html.j2")
STYLE = Path("templates", "brand", "paper.css")
Content = dict[str, Any]


def content(
    changes: Changes, narrative: Narrative, *, old: Evidence, new: Evidence, names: tuple[str, str] = ("", "")
) -> Content:
    """What changes.json holds.

    Args:
        old, new: the evidence documents that were compared.
        names: what the two are called, where their evidence names no edition: "working build".
    """
    return {
        "paper": new["paper"],
        "title": new["title"],
        "council": new["council"],
        "old": _about(old, names[0]),
        "new": _about(new, names[1]),
        "summary": _summary(changes),
        "losses": [asdict(one) for one in changes.losses],
        "changes": [_change(one) for one in changes.changes],
        "new_figures": [asdict(one) for one in changes.gains],
        "sources": [asdict(one) for one in changes.files],
        "narrative": narrative.as_json(),
    }


def _about(evidence: Evidence, name: str) -> dict[str, str]:
    kept = {key: str(evidence[key]) for key in ("date", "code_version")}
    return {"edition": evidence["edition"] or name, **kept}


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


def text(held: Mapping[str, Any]) -> str:
    """changes.json as its file holds it: canonical, without a time of day."""
    return json.dumps(held, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
