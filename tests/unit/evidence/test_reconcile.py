"""What an auditor reads who reconciles a paper: each claim with its verdict, and how many there are of each."""

from __future__ import annotations

from tracepaper.evidence.reconcile import report
from unit.evidence.small_paper import MINUS, evidence


def test_each_claim_has_its_verdict_and_what_is_behind_it() -> None:
    assert report(evidence()).splitlines() == [
        "differs: budget: stated £300 as yearly cost (Paragraph 3)",
        f"   recomputed: {MINUS}£300",
        f"   recomputed less stated: {MINUS}£600",
        "agrees: total: stated c£1,250 as yearly cost (Paragraph 3)",
        "   recomputed: £1,251",
        "cannot be recomputed: visits: stated over 500 as yearly cost (Paragraph 3)",
        "   missing: The count",
        "3 stated figures: 1 differs, 1 cannot be recomputed, 1 agrees.",
    ]


def test_a_mislabelled_number_is_said_to_be_what_it_is() -> None:
    held = evidence()
    held["claims"][0] |= {
        "stated": "£1,251",
        "status": "mislabelled",
        "shown": "total",
        "note": "Read as total.",
    }
    lines = report(held).splitlines()
    assert lines[0] == "mislabelled: budget: stated £1,251 as yearly cost (Paragraph 3)"
    assert lines[3:5] == ["   what is printed is: £1,251", "   note: Read as total."]
    assert lines[-1] == "3 stated figures: 1 mislabelled, 1 cannot be recomputed, 1 agrees."


def test_a_paper_without_claims_says_how_to_have_some() -> None:
    held = {**evidence(), "claims": []}
    assert report(held) == "hours has no table of claims: name one under claims: in its settings."
