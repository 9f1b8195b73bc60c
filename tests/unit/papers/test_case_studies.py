"""A case study's story is told only where consent is recorded; what is not stated is printed as that."""

from __future__ import annotations

import pytest

from unit.papers.desk import Desk

IMPORTS = '{% import "partials/savings.qmd.j2" as costs with context %}'
STORY = "She moved twice."


def told(desk: Desk, consent: str) -> str:
    case = f'{{"case": "one", "title": "One child", "consent": "{consent}", "story": "{STORY}"}}'
    return desk.printed(f'{IMPORTS}{{{{ costs.case_studies([{case}], {{"one": [["Price", remark]]}}) }}}}')


def test_a_story_is_told_with_consent(desk: Desk) -> None:
    assert "She moved twice" in told(desk, "yes")


@pytest.mark.parametrize(
    ("consent", "why"),
    [
        ("no", "The family did not agree to have this story told, so only its figures are given."),
        ("not stated", "Nothing records whether the family agreed to have this story told, so only its figures"),
        ("", "Nothing records whether the family agreed"),
        ("Yes", "Nothing records whether the family agreed"),
    ],
)
def test_without_consent_only_its_figures_are_given_and_the_reason(consent: str, why: str, desk: Desk) -> None:
    text = told(desk, consent)
    assert "moved" not in text
    assert why in text
    assert "| Price | Open daily |" in text


def test_a_unit_cost_without_a_figure_is_printed_as_not_stated(desk: Desk) -> None:
    rows = '[{"item": "a", "description": "A place", "price_year": "", "covers": "Board", "source": ""}]'
    text = desk.printed(f'{IMPORTS}{{{{ costs.unit_costs({rows}, {{}}, "Unit costs") }}}}')
    assert "| A place | not stated | not stated | Board | not stated |" in text


def test_savings_stand_under_their_kind_and_basis(desk: Desk) -> None:
    savings = '{"avoided cost": {"annualised": remark}, "net saving": {}}'
    text = desk.printed(f'{IMPORTS}{{{{ costs.by_kind({savings}, "Savings") }}}}')
    assert "| Avoided cost | not stated | Open daily | not stated |" in text
    assert "| Net saving | not stated | not stated | not stated |" in text
