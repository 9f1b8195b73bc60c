"""Outcome contracts: what is refused, in which words, and what can be traced."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tracepaper.calculations.outcome_contracts import (
    cap_left,
    capped_payments,
    contract_position,
    expected_outcomes,
    grant_contributions,
    outcome_payments,
    outcomes_awaiting,
    outcomes_verified,
    provisions,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Operation, literal, units


def figure(value: str | int, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def pounds(*values: int) -> dict[str, Figure]:
    return {str(2020 + number): figure(value, "GBP") for number, value in enumerate(values)}


def children(*values: int) -> dict[str, Figure]:
    return {str(2020 + number): figure(value, "child") for number, value in enumerate(values)}


TARIFF, CAP = figure(100, "GBP/child"), figure(1000, "GBP")

REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: expected_outcomes(children(8), figure("1.5")), "The success is 1.5; a share lies from 0 to 1"),
    (lambda: expected_outcomes(children(8), figure("-0.5")), "The success is -0.5; a share lies from 0 to 1"),
    (lambda: expected_outcomes(children(8), figure(2, "child")), "The success is a share, .* given in children"),
    (lambda: expected_outcomes(children(-8), figure(1)), 'The number of starts of "2020" is -8, which is below nought'),
    (lambda: outcomes_verified(children(8), {}), "The years until verification are not given"),
    (lambda: outcomes_verified(children(8), {"1": figure(1)}), "The years until verification are 1"),
    (lambda: outcomes_verified(children(8), {"0": figure(0), "2": figure(1)}), "until verification are 0, 2"),
    (lambda: outcomes_verified(children(8), {"0": figure("0.9")}), "sum to 0.9, not to one"),
    (lambda: outcomes_verified(children(8), {"0": figure("1.1")}), "The share verified 0 years later is 1.1"),
    (lambda: outcomes_awaiting(children(8)), "Nothing is given as decided"),
    (lambda: outcomes_awaiting(children(8), children(5), children(4)), "by the end of 2020 is -1, which is below"),
    (
        lambda: outcomes_awaiting(children(8, 8), children(5)),
        '"delivered" has "2021", which what is decided lacks',
    ),
    (lambda: outcomes_awaiting(children(8), children(5, 1)), 'What is decided has "2021", which "delivered" lacks'),
    (lambda: outcome_payments(-TARIFF, children(1)), "The tariff is -100, which is below nought"),
    (lambda: outcome_payments(TARIFF, children(-1)), 'The number verified of "2020" is -1'),
    (lambda: capped_payments(pounds(1), -CAP), "The cap is -1000, which is below nought"),
    (lambda: capped_payments(pounds(-1), CAP), 'The payment due of "2020" is -1'),
    (lambda: capped_payments(children(1), CAP), "Cannot compare .* in children and .* in pounds"),
    (lambda: cap_left(CAP, pounds(600, 600)), "The cap less what is paid by the end of 2021 is -200"),
    (lambda: provisions(TARIFF, children(1), pounds(1, 2)), '"left" has "2021", which "awaiting" lacks'),
    (
        lambda: grant_contributions(pounds(1, 2), pounds(1)),
        '"paid" has "2021", which "offered" lacks',
    ),
    (lambda: grant_contributions(pounds(1), pounds(-1)), 'The grant offered of "2020" is -1'),
    (lambda: cap_left(CAP, pounds(-1)), 'The payment of "2020" is -1'),
    (lambda: provisions(TARIFF, children(1), pounds(-1)), 'What is left of the cap of "2020" is -1'),
]


@pytest.mark.parametrize(("asked", "message"), REFUSED)
def test_what_makes_no_sense_is_refused_in_words(asked: Callable[[], object], message: str):
    with pytest.raises(FigureError, match=rf"(?i){message}"):
        asked()


@pytest.mark.parametrize(
    "asked",
    [
        lambda gap: outcomes_verified(gap("child"), {"0": figure(1)}),
        lambda gap: outcomes_awaiting(gap("child"), gap("child")),
        lambda gap: capped_payments(gap("GBP"), CAP),
        lambda gap: cap_left(CAP, gap("GBP")),
    ],
)
@pytest.mark.parametrize("years", [("2019/20", "2021/22"), ("2020/21", "2019/20")])
def test_what_counts_years_refuses_a_gap_and_another_order(asked: Callable[..., object], years: tuple[str, str]):
    with pytest.raises(FigureError, match=f"{years[0]} is followed by {years[1]}"):
        asked(lambda unit: {year: figure(1, unit) for year in years})


def test_shares_that_are_thirds_sum_to_one():
    third = figure(1) / figure(3)
    verified = outcomes_verified(children(9, 0, 0), {"0": third, "1": third, "2": third})
    assert [round(one.value, 20) for one in verified.values()] == [3, 3, 3]


def test_a_payment_is_traced_to_what_is_due_and_to_the_cap():
    paid = capped_payments(pounds(700, 600), CAP)["2021"]
    assert isinstance(paid.derivation, Operation)
    assert (paid.value, paid.derivation.name) == (300, "least")


def test_a_contract_without_a_single_rate_of_return_says_so_beside_its_last_provision():
    position = contract_position(
        {"paid": pounds(0, 0), "grant": pounds(0, 0), "provision": pounds(1, 2)},
        invested=pounds(5, 5),
        avoided=pounds(3, 3),
    )
    assert position["internal rate of return"] == "no rate of return"
    assert position["provision"].value == 2
