"""What a table of outcomes must hold before its benefits are computed, and how a benefit is traced."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.calculations.outcome_benefits import (
    benefit_profiles,
    net_impact,
    outcome_benefits,
    outcomes_achieved,
    people_reached,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units

SHARES = ("need", "engagement", "retention", "impact", "deadweight", "attribution", "drop_off")
YEARS = ("2025/26", "2026/27", "2027/28")


def figure(value: str, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


ROW = {
    "population": figure("400", "person"),
    "unit_value": figure("1000", "GBP/person/year"),
    "lag": figure("1", "year"),
    **{name: figure("0.5") for name in SHARES},
    "deadweight": figure("0.25"),
}


def table(**changed: Figure) -> dict[str, dict[str, Figure]]:
    return {"Work found": {**ROW, **changed}}


def below(figure: Figure) -> set[int]:
    """Every figure that one rests on, by identity."""
    inputs = getattr(figure.derivation, "inputs", ())
    return {id(figure)}.union(*map(below, inputs))


def register(form: str = "subtracted", outcome: str = "Work found") -> list[dict[str, str]]:
    return [{"outcome": outcome, "deadweight_form": form}]


def benefits(numbers, *, correction: str = "0", form: str = "subtracted"):
    return outcome_benefits(
        outcomes_achieved(numbers, register(form)),
        numbers,
        profiles=benefit_profiles(numbers, years=YEARS),
        corrections={outcome: figure(correction) for outcome in numbers},
    )


class TestTheWholeProduct:
    def test_of_one_outcome(self):
        # 400 × 0.5 × 0.5 × 0.5 = 50 reached; × (0.5 - 0.25) × 0.5 = 6.25; × 1,000 × 0.8 = 5,000 a year; × 0.5 a year on
        found = benefits(table(), correction="-0.2")["Work found"]
        assert [one.value for one in found.values()] == [0, 5000, 2500]
        assert {str(one.unit) for one in found.values()} == {"GBP"}

    def test_with_the_deadweight_multiplied(self):
        # 50 × 0.5 × (1 - 0.25) × 0.5 = 9.375; × 1,000 = 9,375
        found = benefits(table(), form="multiplied")["Work found"]
        assert [one.value for one in found.values()] == [0, Decimal("9375"), Decimal("4687.5")]

    def test_every_factor_is_among_what_a_benefit_rests_on(self):
        numbers = table()
        found = benefits(numbers)["Work found"]["2027/28"]
        assert set(map(id, numbers["Work found"].values())) <= below(found)

    def test_an_event_has_a_value_without_a_year(self):
        found = benefits(table(unit_value=figure("1000", "GBP/person")))["Work found"]
        assert found["2026/27"].value == 6250


class TestTheProfile:
    def profile(self, lag: str, drop_off: str) -> list[Decimal]:
        numbers = table(lag=figure(lag, "year"), drop_off=figure(drop_off))
        return [one.value for one in benefit_profiles(numbers, years=YEARS)["Work found"].values()]

    @pytest.mark.parametrize(
        ("lag", "drop_off", "expected"),
        [
            ("0", "0", ["1", "1", "1"]),
            ("0", "0.1", ["1", "0.9", "0.81"]),
            ("2", "0.1", ["0", "0", "1"]),
            ("3", "0.1", ["0", "0", "0"]),
            ("1", "1", ["0", "1", "0"]),
        ],
    )
    def test_by_lag_and_drop_off(self, lag, drop_off, expected):
        assert self.profile(lag, drop_off) == [Decimal(share) for share in expected]

    def test_needs_years(self):
        with pytest.raises(FigureError, match="there are no years"):
            benefit_profiles(table(), years=[])

    def test_of_years_with_a_gap_is_refused(self):
        with pytest.raises(FigureError, match="2025/26 is followed by 2027/28"):
            benefit_profiles(table(), years=["2025/26", "2027/28"])


class TestWhatIsRefused:
    @pytest.mark.parametrize("name", SHARES)
    @pytest.mark.parametrize("value", ["-0.01", "1.01", "35"])
    def test_a_share_that_is_none_names_the_outcome_and_the_factor(self, name, value):
        with pytest.raises(FigureError, match=f'The {name} of the outcome "Work found" is {value}'):
            benefits(table(**{name: figure(value)}))

    @pytest.mark.parametrize("name", [*SHARES, "population", "unit_value", "lag"])
    def test_a_factor_that_is_not_there(self, name):
        numbers = {"Work found": {key: one for key, one in ROW.items() if key != name}}
        with pytest.raises(FigureError, match=f'The outcome "Work found" has no {name}. It has: '):
            benefits(numbers)

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"lag": figure("0.5", "year")}, 'lag of the outcome "Work found" is 0.5 years, which is not whole'),
            ({"lag": figure("-1", "year")}, 'The lag of the outcome "Work found" is -1, which is below nought'),
            ({"lag": figure("12", "month")}, "is in months; it is counted in years"),
            ({"population": figure("-4", "person")}, 'The population of the outcome "Work found" is -4'),
            ({"unit_value": figure("-4", "GBP/person")}, "A harm is a cost: put it among the costs"),
            ({"unit_value": figure("4", "GBP/family")}, "counted in people and valued in pounds per family"),
            ({"need": figure("0.5", "person")}, 'The need of the outcome "Work found" is a share'),
            ({"deadweight": figure("0.6")}, 'is 0.6, more than its impact of 0.5.*its form is "multiplied"'),
        ],
    )
    def test_a_wrong_number(self, changed, message):
        with pytest.raises(FigureError, match=message):
            benefits(table(**changed))

    def test_more_deadweight_than_impact_may_be_multiplied(self):
        # 0.5 × (1 - 0.6) = 0.2
        assert net_impact(figure("0.5"), figure("0.6"), form="multiplied").value == Decimal("0.2")

    @pytest.mark.parametrize("correction", ["0.05", "-1.1"])
    def test_a_correction_that_raises_a_benefit_or_takes_more_than_all(self, correction):
        with pytest.raises(FigureError, match=f'correction for optimism of the outcome "Work found" is {correction}'):
            benefits(table(), correction=correction)

    def test_a_form_of_deadweight_that_is_not_known(self):
        with pytest.raises(FigureError, match='"Work found" is "taken off"; the known ones are "subtracted" and'):
            benefits(table(), form="taken off")

    def test_a_form_of_deadweight_that_is_not_stated(self):
        with pytest.raises(FigureError, match='The deadweight_form of the outcome "Work found" is not stated'):
            benefits(table(), form=" ")

    def test_an_outcome_without_a_row(self):
        with pytest.raises(FigureError, match='The outcome "Work found" has no row'):
            outcomes_achieved(table(), register(outcome="Tenancies kept"))

    def test_an_outcome_with_two_rows(self):
        with pytest.raises(FigureError, match='The outcome "Work found" has two rows'):
            outcomes_achieved(table(), register() + register("multiplied"))

    def test_a_register_without_the_column(self):
        with pytest.raises(FigureError, match='no column "deadweight_form"'):
            outcomes_achieved(table(), [{"outcome": "Work found"}])

    def test_a_table_where_its_rows_are_meant(self):
        with pytest.raises(FigureError, match="takes the rows of a table"):
            outcomes_achieved(table(), table())

    @pytest.mark.parametrize("lacking", ["numbers", "profiles", "corrections"])
    def test_an_outcome_that_one_list_lacks(self, lacking):
        numbers = table()
        lists = {
            "numbers": numbers,
            "profiles": benefit_profiles(numbers, years=YEARS),
            "corrections": {"Work found": figure("0")},
        }
        achieved = outcomes_achieved(numbers, register())
        given = {**lists, lacking: {"Tenancies kept": next(iter(lists[lacking].values()))}}
        with pytest.raises(FigureError, match=f'has "Work found", which "{lacking}" lacks'):
            outcome_benefits(achieved, given.pop("numbers"), **given)


def test_reached_and_achieved_are_counted_in_the_unit_of_the_population():
    families = table(population=figure("10", "family"))
    assert str(people_reached(families)["Work found"].unit) == "family"
    assert str(outcomes_achieved(families, register())["Work found"].unit) == "family"
