"""Reconcile: what a published document states against what its tables give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tracepaper.papers.assertions import ORDERS
from tracepaper.papers.claims import STATUSES


def report(evidence: Mapping[str, Any]) -> str:
    """Every claim of a paper under its verdict, differences first, and how many there are of each."""
    claims = evidence["claims"]
    if not claims:
        return f"{evidence['paper']} has no claims to reconcile: its settings name no table of them under claims:."
    counted = Counter(claim["status"] for claim in claims)
    groups = [line for status in STATUSES if counted[status] for line in _group(status, evidence)]
    summary = ", ".join(f"{status}: {counted[status]}" for status in STATUSES if counted[status])
    return "\n".join([*groups, f"{len(claims)} stated figures; {summary}."])


def _group(status: str, evidence: Mapping[str, Any]) -> Iterator[str]:
    together = [claim for claim in evidence["claims"] if claim["status"] == status]
    for claim in together:
        yield from _lines(claim, evidence["figures"])
    yield ""


def _lines(claim: Mapping[str, Any], nodes: Mapping[str, Any]) -> Iterator[str]:
    def shown(name: str) -> str:
        return nodes[claim[name]]["display"] if claim[name] else ""

    in_order = claim["asserts"] in ORDERS
    said = f"stated {claim['stated']}{':' if in_order else ' as'} {claim['says']} ({claim['place']})"
    yield f"{claim['status']}: {claim['id']}: {said}"
    order = in_order and claim["recomputed"]
    parts = {
        "asserts": claim["asserts"],
        "does it hold": shown("recomputed") if order else "",
        "compared": nodes[claim["recomputed"]]["with_numbers"] if order else "",
        "recomputed": "" if order else shown("recomputed"),
        "recomputed less stated": shown("difference"),
        "what is printed is": shown("shown"),
        "missing": claim["missing"],
        "note": claim["note"],
    }
    yield from (f"   {word}: {text}" for word, text in parts.items() if text)
