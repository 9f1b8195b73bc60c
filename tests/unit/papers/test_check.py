"""What `tracepaper check` calls in order calculates and composes; every fault of every file is told at once."""

from __future__ import annotations

import tempfile
from typing import Any

import pytest

from unit.papers.desk import SETTINGS, Desk, write

IN_ORDER = "Settings of hours: in order."
LITERAL = {"value": 5, "unit": "hour", "label": "Hours", "reason": "The offer says so."}


def figures(*more: dict[str, Any]) -> dict[str, Any]:
    return {"figures": [*SETTINGS["figures"], *more]}


def figure(formula: str, id: str = "more", **own: Any) -> dict[str, Any]:
    return {"id": id, "label": "More", "formula": formula, **own}


def parameters(desk: Desk, **changes: str) -> dict[str, Any]:
    text = {"name": "Rates", "edition": "2026", "citation": "A book", "published": "2026-02-05", "unit": "1", **changes}
    lines = [f"{key}: {value!r}" for key, value in text.items()]
    write(desk.root / "config/parameters/rates.yaml", "\n".join([*lines, 'values: {low: {"1": 0.01}}\n']))
    return {"parameters": {"rates": "rates"}}


def refused(desk: Desk, *words: str) -> None:
    done = desk.type("check")
    assert done.status == 4 and "Traceback" not in done.complaint, done
    assert IN_ORDER not in done.printed
    for word in words:
        assert word in done.printed, f"{word!r} is not in:\n{done.printed}"


class TestFormulas:
    @pytest.mark.parametrize(
        ("formula", "found"),
        [
            ("by_library.total('2025/26')", 'has no column "2025/26"'),
            ("all_visits['2024/25'] + all_costs['2024/25']", "Cannot add"),
            ("nosuch", 'Nothing is called "nosuch"'),
            ("((((", "It is not a formula"),
            ("by_library", "neither a figure nor text"),
        ],
    )
    def test_are_computed(self, formula: str, found: str, desk: Desk) -> None:
        desk.settings(**figures(figure(formula)))
        refused(desk, "config/papers/hours.yaml, line ", "figures.6.formula (more)", found)

    def test_each_at_fault_is_told_and_none_that_only_rests_on_one(self, desk: Desk) -> None:
        desk.settings(**figures(figure("one", "a"), figure("a", "b"), figure("b", "c"), figure("two", "d")))
        refused(desk, 'Nothing is called "one"', 'Nothing is called "two"')
        done = desk.type("calculate", "hours")
        done.refused("(a)", "(d)", status=4)
        assert "(b)" not in done.complaint and "(c)" not in done.complaint

    @pytest.mark.parametrize(
        ("form", "found"),
        [
            ("pounds", 'the form "pounds" for people; expected pounds, or pounds per something'),
            ("millions", 'the form "millions" for people; expected pounds'),
            ("brackets", 'the form "brackets" for people; expected pounds'),
            ("per cent", 'the form "per cent" for people; expected a pure number'),
        ],
    )
    def test_are_printed_in_a_form_that_takes_their_unit(self, form: str, found: str, desk: Desk) -> None:
        desk.settings(**figures(figure("all_visits", display=form)))
        refused(desk, "figures.6.formula (more)", found)


class TestUnits:
    def test_of_every_literal(self, desk: Desk) -> None:
        desk.settings(literals={"one": {**LITERAL, "unit": "hor"}, "two": {**LITERAL, "unit": "GPB"}})
        refused(desk, "literals.one.unit", '"hor"', "literals.two.unit", '"GPB"', "config/papers/hours.yaml, line ")

    def test_of_a_literal_in_its_form(self, desk: Desk) -> None:
        desk.settings(literals={"one": {**LITERAL, "display": "pounds"}})
        refused(desk, "literals.one.display", 'the form "pounds" for hours')

    def test_of_a_parameter_table(self, desk: Desk) -> None:
        desk.settings(**parameters(desk, unit="rate"))
        refused(desk, 'config/parameters/rates.yaml, line 5, unit: found "rate"; expected a unit')

    def test_a_day_that_the_calendar_does_not_have(self, desk: Desk) -> None:
        desk.settings(**parameters(desk, published="2026-02-31"))
        refused(desk, "line 4, published", "2026-02-31", "a day that the calendar has, as YYYY-MM-DD")

    def test_in_order(self, desk: Desk) -> None:
        desk.settings(literals={"one": {**LITERAL, "display": "number"}}, **parameters(desk))
        done = desk.type("check")
        assert done.status == 0 and IN_ORDER in done.printed, done


class TestTheTemplate:
    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ("{% if %}", "line 3: found Expected an expression"),
            ("{{ nosuch }}", "'nosuch' is undefined"),
            ("{% extends 'types/options_appraisal.qmd.j2' %}", "no block summary, background"),
            ("{{ all_visits['2024/25'] | pounds }}", '"Visits in 2024/25" is in people; only pounds'),
        ],
    )
    def test_is_filled_in(self, body: str, found: str, desk: Desk) -> None:
        desk.words(body)
        refused(desk, "templates/papers/hours.qmd.j2", found)

    def test_is_there(self, desk: Desk) -> None:
        desk.template.unlink()
        refused(desk, 'no template "papers/hours.qmd.j2"')

    def test_is_read_also_while_no_figure_can_be_computed(self, desk: Desk) -> None:
        desk.words("{% endfor %}")
        desk.settings(**figures(figure("nosuch")))
        refused(desk, 'Nothing is called "nosuch"', "templates/papers/hours.qmd.j2, line 3")
        desk.settings(tables={**SETTINGS["tables"], "odd": "libraries/nosuch"})
        refused(desk, "libraries/nosuch", "templates/papers/hours.qmd.j2, line 3", "no figure was computed")


def test_nothing_is_left_behind_or_said_of_where_it_was_tried(desk: Desk) -> None:
    before = {path: path.stat().st_mtime_ns for path in desk.root.rglob("*")}
    desk.type("check")
    assert before == {path: path.stat().st_mtime_ns for path in desk.root.rglob("*")}
    desk.words("{{ nosuch }}")
    printed = desk.type("check").printed
    assert "templates/papers" in printed and tempfile.gettempdir() not in printed


class TestNamesThatAreNearlyRight:
    @pytest.mark.parametrize(
        ("formula", "hint"),
        [
            ("sumof(all_visits)", 'Did you mean "sum_of"?'),
            ("all_visit", 'Did you mean "all_visits"?'),
            ("all-visits", 'In a formula hyphens are underscores: write "all_visits".'),
        ],
    )
    def test_are_told_what_they_are_likely_to_mean(self, formula: str, hint: str, desk: Desk) -> None:
        desk.settings(**figures(figure(formula)))
        refused(desk, "Nothing is called", hint)

    def test_a_name_like_no_other_gets_no_guess(self, desk: Desk) -> None:
        desk.settings(**figures(figure("zzzzzz")))
        done = desk.type("calculate", "hours")
        assert "Did you mean" not in done.complaint and "Check the names" in done.complaint
