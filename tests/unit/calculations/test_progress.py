"""Milestones, movements, targets and run charts: by hand, by what was published, and against a slow reference."""

from __future__ import annotations

import statistics
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracepaper.calculations.progress import milestone_statuses, movement, run_signal, target_met
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Figure, Text, days, graph, literal, units

AS_OF, MEETING = (2018, 6, 4), (2018, 6, 19)


def on(*day: int) -> Figure:
    return literal(days.value(date(*day)), units.DATE, "written in this test")


def number(value: str | int, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


def direction(word: str, classification: str = "public") -> Text:
    cell = Cell("data/raw/pilot/indicators.csv", "", "D2", 2, 4, word, "Quitters, Better")
    return graph.quotation(word, cell, classification=classification)


def series(*values: int | str) -> dict[str, Figure]:
    return {f"month {n}": number(value) for n, value in enumerate(values, 1)}


class TestMilestones:
    @pytest.mark.parametrize(
        ("due", "done", "status"),
        [
            ((2018, 5, 31), (2018, 5, 30), "done"),
            ((2018, 5, 1), AS_OF, "done"),
            ((2018, 9, 1), (2018, 6, 1), "done"),
            ((2018, 6, 3), None, "late"),
            # Done after the day of the report: on that day it was late.
            ((2018, 6, 3), (2018, 6, 5), "late"),
            (AS_OF, None, "on track"),
            (MEETING, None, "on track"),
            ((2018, 6, 10), (2018, 6, 5), "on track"),
            ((2018, 6, 20), None, "due after the meeting"),
        ],
    )
    def test_stand_where_their_dates_say(self, due, done, status: str) -> None:
        finished = {"launch": on(*done)} if done else {}
        found = milestone_statuses({"launch": on(*due)}, finished, as_of=on(*AS_OF), meeting=on(*MEETING))
        assert found == {"launch": status}

    def test_keep_the_dates_that_they_go_by(self) -> None:
        due = {"first": on(2018, 5, 1), "second": on(2018, 7, 1)}
        found = milestone_statuses(due, {"first": on(2018, 4, 1)}, as_of=on(*AS_OF), meeting=on(*MEETING))
        assert found["first"].derivation.keys == ("due", "done", "as of", "meeting")
        assert found["second"].derivation.keys == ("due", "as of", "meeting")
        assert found["second"].derivation.inputs[0] is due["second"]

    def test_done_without_a_date_by_which_it_is_due_is_refused(self) -> None:
        with pytest.raises(FigureError, match='"launch" has a date on which it was done, but none'):
            milestone_statuses({}, {"launch": on(2018, 4, 1)}, as_of=on(*AS_OF), meeting=on(*MEETING))

    def test_go_by_dates_only(self) -> None:
        with pytest.raises(FigureError, match='A milestone goes by dates; its "due" is in days'):
            milestone_statuses({"launch": number(5, "day")}, {}, as_of=on(*AS_OF), meeting=on(*MEETING))

    def test_of_a_day_after_the_meeting_are_refused(self) -> None:
        with pytest.raises(FigureError) as error:
            milestone_statuses({"launch": on(2018, 7, 1)}, {}, as_of=on(2018, 6, 20), meeting=on(*MEETING))
        assert str(error.value) == (
            "Milestones are told as of 20 June 2018, which is after the meeting that reads them, 19 June 2018. "
            "Take a day of the report on or before the meeting."
        )

    def test_of_the_day_of_the_meeting_are_told(self) -> None:
        found = milestone_statuses({"launch": on(2018, 6, 18)}, {}, as_of=on(*MEETING), meeting=on(*MEETING))
        assert found == {"launch": "late"}


class TestMovementsAndTargets:
    @pytest.mark.parametrize(
        ("before", "now", "better", "word"),
        [
            (12, 14, "higher", "improved"),
            (12, 14, "lower", "worse"),
            (14, 12, "higher", "worse"),
            (14, 12, "lower", "improved"),
            (12, "12.0", "higher", "unchanged"),
            (12, 12, "lower", "unchanged"),
        ],
    )
    def test_a_movement_goes_by_what_is_better(self, before, now, better: str, word: str) -> None:
        assert movement(number(before), number(now), better) == word

    @pytest.mark.parametrize(
        ("now", "target", "better", "word"),
        [
            (60, 60, "higher", "met"),
            (60, 60, "lower", "met"),
            (61, 60, "higher", "met"),
            (61, 60, "lower", "not met"),
            (59, 60, "higher", "not met"),
            (59, 60, "lower", "met"),
        ],
    )
    def test_a_target_is_met_when_it_is_reached(self, now, target, better: str, word: str) -> None:
        assert target_met(number(now), number(target), better) == word

    def test_noise_of_a_quotient_is_no_movement(self) -> None:
        third = number(1) / number(3)
        assert movement(third + third + third, number(1), "higher") == "unchanged"
        assert target_met(third + third + third, number(1), "higher") == "met"

    def test_the_cell_that_says_what_is_better_is_kept(self) -> None:
        found = movement(number(12), number(14), direction(" Lower"))
        assert (found, found.derivation.name) == ("worse", "movement, lower is better")
        assert [cell.address for cell in found.derivation.cells] == ["D2"]
        assert movement(number(12), number(14), "lower").derivation.cells == ()
        assert movement(number(12), number(14), direction("lower", "exempt")).classification == "exempt"

    @pytest.mark.parametrize("better", ["", "up", "high"])
    def test_a_word_that_says_neither_is_refused(self, better: str) -> None:
        for ask in (movement, target_met):
            with pytest.raises(FigureError, match=f'"higher" or "lower"; found "{better}"'):
                ask(number(1), number(2), better)
        with pytest.raises(FigureError, match=f'"higher" or "lower"; found "{better}"'):
            run_signal(series(*range(12)), better)

    def test_pounds_and_children_do_not_mix(self) -> None:
        for ask in (movement, target_met):
            with pytest.raises(FigureError, match=r"in pounds and .* in children"):
                ask(number(1, "GBP"), number(2, "child"), "higher")


class TestRunCharts:
    @pytest.mark.parametrize(
        ("values", "signal"),
        [
            ((1, 2, 3, 4, 5, 6, 7, 8, 9), "too few points"),
            # Median 5.5, five points on either side: no shift, but ten rising.
            ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10), "trend for the better"),
            ((5, 1, 5, 1, 5, 1, 5, 1, 5, 1, 5, 1), "no signal"),
            # Median 5: the six last points lie above it.
            ((4, 5, 4, 5, 4, 3, 5, 6, 7, 6, 7, 6, 7), "shift for the better"),
            # Median 5: five above, one on it, one more above: the one on it is skipped.
            ((4, 4, 3, 4, 4, 4, 5, 6, 7, 6, 7, 6, 5, 7), "shift for the better"),
            # Four steps up are five points: a trend; equal neighbours are one point.
            ((9, 1, 9, 2, 3, 3, 4, 5, 6, 1, 9, 1, 9, 1), "trend for the better"),
            # Three steps up are four points: none.
            ((9, 1, 9, 2, 3, 3, 4, 5, 1, 9, 1, 9, 1, 9), "no signal"),
            # Median 5: six below it, then six above: the latest counts.
            ((1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9), "shift for the better"),
            ((8, 9, 8, 9, 8, 9, 1, 2, 1, 2, 1, 2), "shift for the worse"),
            # Median 4.5. Falling to the end, which is a trend; but the shift comes first, and its latest is below.
            ((9, 8, 9, 8, 9, 8, 1, 2, 1, 0, -1, -2, -3, -4), "shift for the worse"),
            # All on the median, and never a step.
            ((5,) * 12, "no signal"),
        ],
    )
    def test_by_hand(self, values: tuple[int, ...], signal: str) -> None:
        assert run_signal(series(*values), direction("higher")) == signal
        opposite = {"better": "worse", "worse": "better"}
        words = [opposite.get(word, word) for word in signal.split()]
        assert run_signal(series(*values), direction("lower")) == " ".join(words)

    @given(
        st.lists(st.integers(0, 6), max_size=30), st.sampled_from(["higher", "lower"]), st.sampled_from([1, 3, 1000])
    )
    @example([0, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6], "higher", 3)
    def test_as_the_published_rules_read(self, values: list[int], better: str, parts: int) -> None:
        whole = number(parts)
        chart = {str(n): number(value) / whole for n, value in enumerate(values)}
        assert run_signal(chart, better) == by_the_book([Fraction(value, parts) for value in values], better)

    def test_the_points_and_the_cell_of_what_is_better_are_kept(self) -> None:
        chart = series(*range(10))
        found = run_signal(chart, direction("higher"))
        assert found.derivation.keys == tuple(chart)
        assert [cell.address for cell in found.derivation.cells] == ["D2"]


def by_the_book(values: list[Fraction], better: str) -> str:
    """Perla, Provost and Murray 2011, slowly: every stretch of the chart is looked at by itself."""
    if len(values) < 10:
        return "too few points"
    middle = statistics.median(values)
    useful = [value for value in values if value != middle]
    distinct = [value for n, value in enumerate(values) if n == 0 or value != values[n - 1]]
    for kind, points, least, up, down in (
        ("shift", useful, 6, lambda s: all(v > middle for v in s), lambda s: all(v < middle for v in s)),
        ("trend", distinct, 5, lambda s: s == sorted(s), lambda s: s == sorted(s, reverse=True)),
    ):
        for end in range(len(points), least - 1, -1):
            stretch = points[end - least : end]
            if up(stretch) or down(stretch):
                good = up(stretch) == (better == "higher")
                return f"{kind} for the {'better' if good else 'worse'}"
    return "no signal"
