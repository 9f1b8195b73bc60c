"""Series of figures by year or provider, on the spend that one county printed in April 2021."""

from decimal import Decimal

import pytest

from tracepaper.calculations.series import (
    added,
    average,
    change,
    changes_on_year_before,
    first_of,
    largest,
    latest_of,
    negated,
    only,
    previous_of,
    proportional_change,
    running_total,
    shares,
    smallest,
    subtracted,
    sum_of,
    transposed,
    without,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Display, Figure, literal, printed, units

YEARS = ("2017/18", "2018/19", "2019/20", "2020/21")


def figure(value: str | int, unit: str = "GBP") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


def by_year(*amounts: str | int) -> dict[str, Figure]:
    return dict(zip(YEARS, map(figure, amounts), strict=False))


def values(series) -> dict[str, Decimal]:
    return {key: one.value for key, one in series.items()}


def shown(one: Figure, form: str, places: int) -> str:
    return printed(one.value, Display(form, places)).text


AMG = by_year("79747.23", "153323.72", "287306.47", "223077.55")
PROGRESS = by_year("0", "0", "7508.51", "12945.75")
FREEDOM = by_year("46712.31", "103686.68", "95401.49", "120341.61")
CROSSROADS = by_year("426.50", "10403.50", "26807.66", "33456.90")
OUTSIDE = by_year("490276.86", "374293.26", "179318.39", "179563.19")
AIMING_HIGH = by_year("157397.00", "170162.00", "111792.00", "16241.00")
FRAMEWORK = added(AMG, PROGRESS, FREEDOM, CROSSROADS)
COMMUNITY_CARE = added(FRAMEWORK, OUTSIDE)


class TestTotals:
    def test_providers_add_up_to_each_years_community_care(self):
        # 2017/18: 79,747.23 + 0 + 46,712.31 + 426.50 = 126,886.04; + 490,276.86 = 617,162.90
        # 2018/19: 153,323.72 + 0 + 103,686.68 + 10,403.50 = 267,413.90; + 374,293.26 = 641,707.16
        # 2019/20: 287,306.47 + 7,508.51 + 95,401.49 + 26,807.66 = 417,024.13; + 179,318.39 = 596,342.52
        # 2020/21: 223,077.55 + 12,945.75 + 120,341.61 + 33,456.90 = 389,821.81; + 179,563.19 = 569,385.00
        assert values(COMMUNITY_CARE) == values(by_year("617162.90", "641707.16", "596342.52", "569385.00"))

    def test_with_the_programme_each_year_is_higher_by_its_spend(self):
        # 617,162.90 + 157,397 = 774,559.90 and so on to 569,385 + 16,241 = 585,626
        assert values(added(COMMUNITY_CARE, AIMING_HIGH)) == values(
            by_year("774559.90", "811869.16", "708134.52", "585626.00")
        )

    def test_the_total_over_all_years(self):
        # 617,162.90 + 641,707.16 + 596,342.52 + 569,385.00 = 2,424,597.58
        assert sum_of(COMMUNITY_CARE).value == Decimal("2424597.58")

    def test_a_sum_keeps_the_units_and_the_inputs(self):
        assert str(sum_of(AMG).unit) == "GBP"
        assert sum_of(AMG).derivation.inputs == tuple(AMG.values())

    def test_series_with_their_years_in_another_order_are_added_year_by_year(self):
        backwards = dict(reversed(OUTSIDE.items()))
        assert values(added(FRAMEWORK, backwards)) == values(COMMUNITY_CARE)
        assert list(added(FRAMEWORK, backwards)) == list(YEARS)

    def test_a_year_that_one_series_lacks_is_not_taken_as_nought(self):
        with pytest.raises(FigureError, match=r"Two series have different members: 2017/18, .*; and 2018/19"):
            added(AMG, without(FREEDOM, "2017/18"))
        with pytest.raises(FigureError, match="different members"):
            subtracted(AMG, without(FREEDOM, "2017/18"))

    def test_nothing_has_no_total(self):
        with pytest.raises(FigureError, match="A total of no figures"):
            sum_of({})
        with pytest.raises(FigureError, match="No series was given"):
            added()


class TestPartsOfASeries:
    def test_the_members_asked_for_in_the_order_asked_for(self):
        assert list(only(AMG, "2020/21", "2017/18")) == ["2020/21", "2017/18"]

    def test_the_members_that_are_left(self):
        assert values(without(AIMING_HIGH, "2020/21")) == values(by_year("157397.00", "170162.00", "111792.00"))

    @pytest.mark.parametrize("part", [only, without])
    def test_a_member_that_is_not_there_is_told_with_those_that_are(self, part):
        with pytest.raises(FigureError, match=r'no member "2021/22". It has: 2017/18, 2018/19, 2019/20, 2020/21'):
            part(AMG, "2021/22")

    def test_rows_become_columns(self):
        turned = transposed({"AMG": AMG, "Outside": OUTSIDE})
        assert list(turned) == list(YEARS)
        assert values(turned["2019/20"]) == {"AMG": Decimal("287306.47"), "Outside": Decimal("179318.39")}

    def test_a_member_keeps_its_identity_through_a_selection(self):
        assert transposed({"AMG": only(AMG, "2019/20")})["2019/20"]["AMG"] is AMG["2019/20"]


class TestPlacesInASeries:
    def test_the_first_the_last_but_one_and_the_last(self):
        assert first_of(AMG) is AMG["2017/18"]
        assert previous_of(AMG) is AMG["2019/20"]
        assert latest_of(AMG) is AMG["2020/21"]

    def test_a_year_that_is_added_becomes_the_latest(self):
        longer = {**AMG, "2021/22": figure(5)}
        assert (first_of(longer), latest_of(longer).value) == (AMG["2017/18"], 5)
        assert previous_of(longer) is AMG["2020/21"]

    def test_of_two_the_previous_is_the_first(self):
        two = by_year(3, 4)
        assert previous_of(two) is first_of(two)

    @pytest.mark.parametrize(
        ("find", "asked_for"),
        [(first_of, "first member"), (previous_of, "last member but one"), (latest_of, "last member")],
    )
    def test_an_empty_series_has_no_member(self, find, asked_for):
        with pytest.raises(FigureError, match=f"The {asked_for} of a series was asked for; .* has no members"):
            find({})

    def test_one_member_has_none_before_it(self):
        with pytest.raises(FigureError, match=r"last member but one .* has one member only: 2017/18"):
            previous_of(by_year(3))


class TestShares:
    def test_the_share_of_spend_outside_the_framework_fell(self):
        # 490,276.86 / 617,162.90 = 0.79440…; 179,563.19 / 569,385.00 = 0.31536…
        part = {year: shares({"outside": OUTSIDE[year]}, of=COMMUNITY_CARE[year])["outside"] for year in YEARS}
        assert shown(part["2017/18"], "per cent", 1) == "79.4%"
        assert shown(part["2020/21"], "per cent", 1) == "31.5%"

    def test_a_share_is_a_pure_number(self):
        assert shares(AMG, of=sum_of(AMG))["2017/18"].unit.words() == "a pure number"

    def test_a_share_of_nothing_is_refused(self):
        with pytest.raises(FigureError, match="that is 0"):
            shares(AMG, of=PROGRESS["2017/18"])


class TestChange:
    def test_community_care_fell_by_nearly_eight_per_cent(self):
        first, last = COMMUNITY_CARE["2017/18"], COMMUNITY_CARE["2020/21"]
        # 569,385.00 - 617,162.90 = -47,777.90; -47,777.90 / 617,162.90 = -0.077415…
        assert change(first, last).value == Decimal("-47777.90")
        assert shown(proportional_change(first, last), "per cent", 2) == "\u22127.74%"

    def test_spend_on_the_framework_trebled(self):
        first, last = FRAMEWORK["2017/18"], FRAMEWORK["2020/21"]
        # 389,821.81 - 126,886.04 = 262,935.77; / 126,886.04 = 2.0722…
        assert change(first, last).value == Decimal("262935.77")
        assert shown(proportional_change(first, last), "per cent", 0) == "207%"

    def test_each_year_on_the_year_before(self):
        # 641,707.16 - 617,162.90; 596,342.52 - 641,707.16; 569,385.00 - 596,342.52
        assert values(changes_on_year_before(COMMUNITY_CARE)) == {
            "2018/19": Decimal("24544.26"),
            "2019/20": Decimal("-45364.64"),
            "2020/21": Decimal("-26957.52"),
        }

    def test_the_first_year_has_a_change_where_a_start_is_given(self):
        changes = changes_on_year_before(AIMING_HIGH, start=figure(150_000))
        assert changes["2017/18"].value == 7397  # 157,397 - 150,000
        assert list(changes) == list(YEARS)

    def test_a_change_from_nought_has_no_proportion(self):
        with pytest.raises(FigureError, match="that is 0"):
            proportional_change(PROGRESS["2017/18"], PROGRESS["2020/21"])

    def test_a_saving_is_a_negative_cost(self):
        assert negated(AIMING_HIGH)["2020/21"].value == -16241

    def test_the_running_total(self):
        # 157,397; + 170,162 = 327,559; + 111,792 = 439,351; + 16,241 = 455,592
        assert values(running_total(AIMING_HIGH)) == values(by_year(157397, 327559, 439351, 455592))


class TestAverage:
    def test_the_mean_of_four_years(self):
        # 2,424,597.58 / 4 = 606,149.395, which is £606,149.40 to the penny
        assert average(COMMUNITY_CARE).value == Decimal("606149.395")
        assert shown(average(COMMUNITY_CARE), "pounds", 2) == "£606,149.40"

    def test_a_mean_has_the_unit_of_its_series(self):
        assert average(AMG).unit.words() == "pounds"

    def test_the_mean_of_nothing_is_refused(self):
        with pytest.raises(FigureError, match="no figures"):
            average({})


class TestExtremes:
    def test_the_years_of_most_and_least_spend(self):
        assert (largest(COMMUNITY_CARE), smallest(COMMUNITY_CARE)) == ("2018/19", "2020/21")

    def test_the_first_of_equals_is_named(self):
        assert (largest(by_year(5, 7, 7)), smallest(by_year(7, 5, 5))) == ("2018/19", "2018/19")

    @pytest.mark.parametrize(("find", "word"), [(largest, "largest"), (smallest, "smallest")])
    def test_nothing_has_no_extreme(self, find, word):
        with pytest.raises(FigureError, match=f"The {word} of no figures"):
            find({})

    @pytest.mark.parametrize("find", [largest, smallest])
    def test_pounds_are_not_compared_with_children(self, find):
        with pytest.raises(FigureError, match=r"Cannot compare .* in pounds and .* in children"):
            find({"cost": figure(5), "children": figure(7, "children")})
