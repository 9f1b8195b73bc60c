"""The ids of a paper's own editions name something; what only looks like one does not."""

from __future__ import annotations

import pytest

from tracepaper.papers.printed.numbers import Forms, editions

OWN = Forms([], editions=["2026-11", "2026-11-2"])


def forms(text: str, given: Forms = OWN) -> list[tuple[str, str]]:
    return [(token.text, token.form) for token in given.tokens(text)]


@pytest.mark.parametrize("id", ["2026-11", "2026-11-2"])
def test_the_editions_that_the_evidence_names_may_be_typed(id: str) -> None:
    assert forms(f"This replaces edition {id}.") == [(id, "edition")]
    assert forms(f"Editions {id} and {id}: why") == [(id, "edition")] * 2


def test_another_second_edition_may_not() -> None:
    assert forms("Edition 2026-11-3 said so.") == [("2026-11-3", "")]
    assert forms("Edition 2026-11-2 said so.", Forms([])) == [("2026-11-2", "")]


@pytest.mark.parametrize("text", ["2026-11-25", "12026-11", "2026-11-2-7", "£2026-11-25"])
def test_what_goes_on_is_no_edition(text: str) -> None:
    assert "edition" not in {form for _, form in forms(text)}


def test_the_evidence_names_its_own_the_last_and_the_corrected_edition() -> None:
    facts = {"period": "2026-11", "state": "draft", "previous": "2026-11", "corrects": "2026-10"}
    assert set(editions({"edition": "2026-11-2", "edition_facts": facts})) == {"2026-11-2", "2026-11", "2026-10"}
    assert editions({"edition": "", "edition_facts": {}}) == editions({}) == []
