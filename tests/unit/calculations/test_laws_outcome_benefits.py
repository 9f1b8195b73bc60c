"""Laws of benefits by outcome and of the two cases made from them, sought out by random examples."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.confidence import benefit_corrections, corrected_costs
from tracepaper.calculations.outcome_benefits import (
    benefit_profiles,
    net_impact,
    outcome_benefits,
    outcomes_achieved,
    people_reached,
)
from tracepaper.calculations.outcome_cases import (
    benefits_by,
    cashable_benefits,
    economic_case,
    financial_case,
    present_values,
)
from tracepaper.calculations.series import sum_of
from tracepaper.figures import Figure, comparable, literal, units

quick = settings(max_examples=40, deadline=None)
YEARS = [str(year) for year in range(2025, 2029)]
KINDS = ("fiscal", "economic", "social")
SHARES = ("need", "engagement", "retention", "attribution", "drop_off", "cashability")


def figure(value: Decimal | int, unit: str = "1") -> Figure:
    return literal(value, units.parse(unit), "made up")


def hundredths(least: int = 0, most: int = 100) -> st.SearchStrategy[Figure]:
    return st.integers(least, most).map(lambda number: figure(Decimal(number).scaleb(-2)))


def outcome(
    deadweight: int, impact: int, lag: int, population: int, worth: int, shares: list[int]
) -> dict[str, Figure]:
    """One row; numbers of shares are per cent, and the impact is beyond the deadweight."""
    per_cent = [figure(Decimal(share).scaleb(-2)) for share in (deadweight, min(deadweight + impact, 100), *shares)]
    return {
        "population": figure(population, "person"),
        "unit_value": figure(worth, "GBP/person/year"),
        "lag": figure(lag, "year"),
        **dict(zip(("deadweight", "impact", *SHARES), per_cent, strict=True)),
    }


PER_CENT, MANY = st.integers(0, 100), st.integers(0, 10**5)
OUTCOMES = st.builds(
    outcome, PER_CENT, PER_CENT, st.integers(0, 5), MANY, MANY, st.lists(PER_CENT, min_size=6, max_size=6)
)


@st.composite
def programmes(draw: st.DrawFn) -> tuple[dict, list[dict[str, str]]]:
    """A table of two outcomes and its register; the first is fiscal, and only fiscal ones are cashable."""
    kinds = ["fiscal", draw(st.sampled_from(KINDS))]
    numbers = {f"outcome {n}": draw(OUTCOMES) for n in range(len(kinds))}
    for kind, row in zip(kinds, numbers.values(), strict=True):
        row["cashability"] = row["cashability"] if kind == "fiscal" else figure(0)
    forms = ("subtracted", "multiplied")
    register = [
        {"outcome": name, "kind": kind, "agency": draw(st.sampled_from("AB")), "deadweight_form": form}
        for name, kind, form in zip(numbers, kinds, forms, strict=True)
    ]
    return numbers, register


def benefits_of(numbers, register, correction: str = "-0.1"):
    return outcome_benefits(
        outcomes_achieved(numbers, register),
        numbers,
        profiles=benefit_profiles(numbers, years=YEARS),
        corrections={name: figure(Decimal(correction)) for name in numbers},
    )


def settled(*figures: Figure) -> list[Decimal]:
    return comparable(figures)


FLOWS = st.lists(st.integers(0, 10**6), min_size=len(YEARS), max_size=len(YEARS)).map(
    lambda amounts: {year: figure(amount, "GBP") for year, amount in zip(YEARS, amounts, strict=True)}
)
FACTORS = st.integers(0, 20).map(
    lambda rate: {year: figure(Decimal(100 - rate).scaleb(-2) ** n) for n, year in enumerate(YEARS)}
)


class TestPeople:
    @quick
    @given(programmes())
    def test_nobody_is_reached_who_is_not_there_and_nobody_helped_who_is_not_reached(self, programme):
        numbers, register = programme
        reached, achieved = people_reached(numbers), outcomes_achieved(numbers, register)
        for name, row in numbers.items():
            helped, met, all = settled(achieved[name], reached[name], row["population"])
            assert 0 <= helped <= met <= all

    @quick
    @given(OUTCOMES)
    def test_a_deadweight_that_is_multiplied_takes_no_more_than_one_that_is_subtracted(self, row):
        by_form = {f: net_impact(row["impact"], row["deadweight"], form=f) for f in ("subtracted", "multiplied")}
        subtracted, multiplied = settled(*by_form.values())
        assert 0 <= subtracted <= multiplied <= row["impact"].value

    @quick
    @given(hundredths())
    def test_without_deadweight_both_forms_are_the_impact(self, impact):
        both = [net_impact(impact, figure(0), form=form).value for form in ("subtracted", "multiplied")]
        assert both == [impact.value, impact.value]


class TestProfiles:
    @quick
    @given(OUTCOMES)
    def test_are_nothing_before_the_lag_all_at_its_end_and_fall_by_the_drop_off(self, row):
        profile = [one.value for one in benefit_profiles({"one": row}, years=YEARS)["one"].values()]
        lag, left = int(row["lag"].value), 1 - row["drop_off"].value
        assert profile == [0 if t < lag else left ** (t - lag) if t > lag else 1 for t in range(len(YEARS))]

    @quick
    @given(OUTCOMES)
    def test_a_longer_lag_moves_the_same_profile(self, row):
        later = {**row, "lag": row["lag"] + figure(1, "year")}
        now, then = ([*benefit_profiles({"one": one}, years=YEARS)["one"].values()] for one in (row, later))
        assert [one.value for one in then[1:]] == [one.value for one in now[:-1]]
        assert then[0].value == 0


class TestBenefits:
    @quick
    @given(programmes(), st.integers(2, 9))
    def test_are_in_proportion_to_the_unit_value(self, programme, times):
        numbers, register = programme
        dearer = {name: {**row, "unit_value": row["unit_value"] * figure(times)} for name, row in numbers.items()}
        before, after = benefits_of(numbers, register), benefits_of(dearer, register)
        for name, flow in before.items():
            assert [one.value * times for one in flow.values()] == [one.value for one in after[name].values()]

    @quick
    @given(programmes())
    def test_are_never_raised_by_less_confidence(self, programme):
        sure, unsure = (benefits_of(*programme, correction) for correction in ("-0.05", "-0.25"))
        for name, flow in sure.items():
            assert all(0 <= unsure[name][year].value <= one.value for year, one in flow.items())

    @quick
    @given(programmes(), st.sampled_from(["kind", "agency"]))
    def test_by_kind_or_agency_add_up_to_all(self, programme, column):
        numbers, register = programme
        benefits = benefits_of(numbers, register)
        parts = benefits_by(benefits, register, column)
        whole = [sum(flow[year].value for flow in benefits.values()) for year in YEARS]
        assert [sum(flow[year].value for flow in parts.values()) for year in YEARS] == whole

    @quick
    @given(programmes())
    def test_no_more_is_cashable_than_is_fiscal(self, programme):
        numbers, register = programme
        benefits = benefits_of(numbers, register)
        fiscal = benefits_by(benefits, register, "kind")["fiscal"]
        cashable = cashable_benefits(benefits, numbers, register)
        for year in YEARS:
            assert sum(flow[year].value for flow in cashable.values()) <= fiscal[year].value


class TestCases:
    @quick
    @given(programmes(), FLOWS, FACTORS)
    def test_the_economic_case_is_no_worse_than_the_financial_one_at_the_same_costs(self, programme, costs, factors):
        numbers, register = programme
        benefits = benefits_of(numbers, register)
        public = economic_case(benefits, costs=costs, factors=factors)["net present public value"]
        money = financial_case(benefits, numbers, register, costs=costs, factors=factors)
        budgets = [money[f"net present budget impact, {part}"] for part in ("all fiscal", "cashable only")]
        worth, fiscal, cashable = settled(public, *budgets)
        assert worth >= fiscal >= cashable

    @quick
    @given(programmes(), FLOWS, FACTORS)
    def test_a_return_above_one_is_a_gain_to_budgets(self, programme, costs, factors):
        numbers, register = programme
        found = financial_case(benefits_of(numbers, register), numbers, register, costs=costs, factors=factors)
        (impact,) = settled(found["net present budget impact, all fiscal"])
        ratio = found["financial return on investment"]
        if ratio == "n/a":
            assert found["present value of costs"].value == 0
        else:
            assert (settled(ratio)[0] > 1) == (impact > 0)

    @quick
    @given(programmes(), FACTORS)
    def test_present_values_of_outcomes_add_up_to_that_of_all(self, programme, factors):
        benefits = benefits_of(*programme)
        costs = {year: figure(0, "GBP") for year in YEARS}
        together = economic_case(benefits, costs=costs, factors=factors)["present value of benefits"]
        parts, whole = settled(sum_of(present_values(benefits, factors)), together)
        assert parts == whole


class TestConfidence:
    @quick
    @given(st.lists(st.integers(-100, 0), min_size=1, max_size=4))
    def test_a_further_grade_never_raises_the_correction(self, hundredths_off):
        grades = {str(n): figure(Decimal(value).scaleb(-2)) for n, value in enumerate(hundredths_off)}
        first = {"0": grades["0"]}
        fewer, all = (benefit_corrections({"one": some})["one"].value for some in (first, grades))
        assert all <= fewer
        assert all in [one.value for one in grades.values()]

    @quick
    @given(FLOWS, hundredths())
    def test_corrected_costs_are_no_lower(self, costs, correction):
        raised = corrected_costs({"Staff": costs}, {"Staff": correction})["Staff"]
        assert all(raised[year].value >= cost.value for year, cost in costs.items())
