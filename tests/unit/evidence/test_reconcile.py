"""What an auditor reads who reconciles a paper: each claim with its verdict, and how many there are of each."""

from __future__ import annotations

from tracepaper.evidence.reconcile import report
from unit.evidence.small_paper import MINUS, evidence, node


def test_each_claim_has_its_verdict_and_what_is_behind_it() -> None:
    assert report(evidence()).splitlines() == [
        "differs: budget: stated £300 as yearly cost (Paragraph 3)",
        "   asserts: equality",
        f"   recomputed: {MINUS}£300",
        f"   recomputed less stated: {MINUS}£600",
        "",
        "cannot be recomputed: visits: stated over 500 as yearly cost (Paragraph 3)",
        "   asserts: equality",
        "   missing: The count",
        "",
        "agrees: total: stated c£1,250 as yearly cost (Paragraph 3)",
        "   asserts: equality",
        "   recomputed: £1,251",
        "",
        "3 stated figures; differs: 1, cannot be recomputed: 1, agrees: 1.",
    ]


def test_a_mislabelled_number_is_said_to_be_what_it_is() -> None:
    held = evidence()
    held["claims"][0] |= {
        "stated": "£1,251",
        "asserts": "definition",
        "status": "mislabelled",
        "shown": "total",
        "note": "Read as total.",
    }
    lines = report(held).splitlines()
    assert lines[0] == "mislabelled: budget: stated £1,251 as yearly cost (Paragraph 3)"
    assert lines[1] == "   asserts: definition"
    assert lines[4:6] == ["   what is printed is: £1,251", "   note: Read as total."]
    assert lines[-1] == "3 stated figures; mislabelled: 1, cannot be recomputed: 1, agrees: 1."


def test_of_an_order_it_is_said_whether_it_holds_and_what_was_compared() -> None:
    held = evidence()
    held["figures"]["claim-below"] = node(
        *("whether the first is above the second", "no", "text", "Below"),
        inputs=["budget", "total"],
        display="no",
        with_numbers=f"whether the first is above the second: {MINUS}£300; £1,250.50",
    )
    held["claims"][0] |= {"stated": "below", "asserts": "order", "recomputed": "claim-below", "difference": ""}
    assert report(held).splitlines()[:4] == [
        "differs: budget: stated below: yearly cost (Paragraph 3)",
        "   asserts: order",
        "   does it hold: no",
        f"   compared: whether the first is above the second: {MINUS}£300; £1,250.50",
    ]


def test_a_paper_without_claims_says_so() -> None:
    held = {**evidence(), "claims": []}
    assert report(held) == "hours has no claims to reconcile: its settings name no table of them under claims:."
