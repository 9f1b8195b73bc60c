"""Reconcile: what a published document states against what its tables give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tracepaper.papers.claims import STATUSES


def report(evidence: Mapping[str, Any]) -> str:
    """Every claim of a paper with its verdict, differences first, and how many there are of each."""
    claims = evidence["claims"]
    if not claims:
        return f"{evidence['paper']} has no table of claims: name one under claims: in its settings."
    counted = Counter(claim["status"] for claim in claims)
    summary = ", ".join(f"{counted[status]} {status}" for status in STATUSES if counted[status])
    lines = [_line(claim, evidence["figures"]) for claim in claims]
    return "\n".join([*lines, f"{len(claims)} stated figures: {summary}."])


def _line(claim: Mapping[str, Any], nodes: Mapping[str, Any]) -> str:
    def shown(name: str) -> str:
        return nodes[claim[name]]["display"] if claim[name] else ""

    said = f"{claim['status']}: {claim['id']}: stated {claim['stated']} as {claim['says']} ({claim['place']})"
    parts = {
        "recomputed": shown("recomputed"),
        "recomputed less stated": shown("difference"),
        "what is printed is": shown("shown"),
        "missing": claim["missing"],
        "note": claim["note"],
    }
    return "\n".join([said, *(f"   {word}: {text}" for word, text in parts.items() if text)])
