"""Progress: where milestones stand, whether an indicator moved the right way, met its target, or gave a signal."""

from __future__ import annotations

from collections.abc import Mapping

from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Text, days, judged, judging
from tracepaper.figures.units import DATE

Series = Mapping[str, Figure]


def milestone_statuses(due: Series, done: Series, *, as_of: Figure, meeting: Figure) -> dict[str, Text]:
    """Where each milestone stands: a text by milestone.

    Formula:
        "done" if done <= as_of; else "late" if due < as_of;
        else "due after the meeting" if due > meeting; else "on track"

    Convention:
        The day of the report is not late yet, and the day of the meeting is not after it. What was done after `as_of`
        is not done yet. "done" says nothing of whether it was done in time.

    Args:
        due: milestone to the date by which it is due.
        done: milestone to the date on which it was done; those not done are left out.
        as_of: the date of the report.
        meeting: the date of the meeting that reads the report.

    Raises:
        FigureError: a figure is no date, a milestone is done that has no date by which it is due, or `as_of` is after
            the meeting.

    Source:
        Arithmetic.
    """
    _refuse_later(as_of, meeting)
    unknown = [key for key in done if key not in due]
    if unknown:
        raise FigureError(f'The milestone "{unknown[0]}" has a date on which it was done, but none by which it is due.')
    return {key: _milestone({judging.DUE: date, **_on(done, key)}, as_of, meeting) for key, date in due.items()}


def movement(previous: Figure, current: Figure, better: str) -> Text:
    """Which way an indicator moved: "improved", "worse" or "unchanged".

    Formula:
        "improved" if current > previous and higher is better, or current < previous and lower is better

    Convention:
        Any change counts, however small: whether it is more than chance, `run_signal` says. Values are compared to
        twenty places.

    Args:
        previous: the earlier figure.
        current: the later one.
        better: "higher" or "lower", from a cell; the cell is kept.

    Raises:
        FigureError: their units differ, or `better` says neither.

    Source:
        Arithmetic.
    """
    name = judging.directed(judging.MOVEMENT, better)
    return judged(name, [previous, current], keys=("before", "now"), code=better)


def target_met(current: Figure, target: Figure, better: str) -> Text:
    """Whether an indicator has reached its target: "met" or "not met".

    Formula:
        "met" if current >= target and higher is better, or current <= target and lower is better

    Convention:
        A figure that is equal to its target meets it.

    Args:
        current: the figure now.
        target: what was to be reached.
        better: "higher" or "lower", from a cell; the cell is kept.

    Raises:
        FigureError: their units differ, or `better` says neither.

    Source:
        Arithmetic.
    """
    name = judging.directed(judging.TARGET, better)
    return judged(name, [current, target], keys=("now", "target"), code=better)


def run_signal(series: Series, better: str) -> Text:
    """What the rules of run charts find in a series: change that chance alone would seldom give.

    Formula:
        shift: 6 or more points in a row on one side of the median of the series
        trend: 5 or more points in a row, each higher, or each lower, than the one before

    Convention:
        A point on the median, and one equal to the point before it, neither makes nor breaks a run. The median is of
        all points, as given. A shift is told before a trend; of several of one kind the latest counts, even if more
        points follow it.

    Args:
        series: an indicator in the order of time.
        better: "higher" or "lower", from a cell; the cell is kept.

    Returns:
        "too few points": fewer than 10; "shift for the better" or "shift for the worse"; "trend for the better" or
        "trend for the worse"; else "no signal".

    Raises:
        FigureError: mixed units, or `better` says neither.

    Source:
        Perla, Provost and Murray, "The run chart: a simple analytical tool for learning from variation in healthcare
        processes", BMJ Quality and Safety 2011; 20: 46-51: rules 1 (shift) and 2 (trend).
    """
    name = judging.directed(judging.RUN, better)
    return judged(name, series.values(), keys=tuple(series), code=better)


def _on(done: Series, key: str) -> dict[str, Figure]:
    return {judging.DONE_ON: done[key]} if key in done else {}


def _refuse_later(as_of: Figure, meeting: Figure) -> None:
    _refuse_no_dates({judging.AS_OF: as_of, judging.MEETING: meeting})
    if as_of.value > meeting.value:
        told, read = (days.written(days.day(one.value)) for one in (as_of, meeting))
        raise FigureError(
            f"Milestones are told as of {told}, which is after the meeting that reads them, {read}. "
            "Take a day of the report on or before the meeting."
        )


def _milestone(own: Series, as_of: Figure, meeting: Figure) -> Text:
    dates = {**own, judging.AS_OF: as_of, judging.MEETING: meeting}
    _refuse_no_dates(dates)
    return judged(judging.MILESTONE, dates.values(), keys=tuple(dates))


def _refuse_no_dates(dates: Series) -> None:
    for name, figure in dates.items():
        if figure.unit != DATE:
            raise FigureError(f'A milestone goes by dates; its "{name}" is in {figure.unit.words()}.')
