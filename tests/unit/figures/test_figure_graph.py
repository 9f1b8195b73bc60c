"""The derivation graph: what a paper's figures.json keeps, and that nothing is lost in it."""

import json
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.errors import FigureError
from tracepaper.figures import (
    ONE,
    Cell,
    Display,
    Figure,
    Literal,
    Operation,
    Parameter,
    Selection,
    comparable,
    graph,
    literal,
    points,
    total,
    units,
)

POUNDS = units.parse("GBP")
NUMBER = Display("number", 2)


def pounds(amount: str | int, reason: str = "written in this test") -> Figure:
    return literal(Decimal(amount), POUNDS, reason)


def reloaded(book):
    return graph.load(json.loads(json.dumps(graph.dump(book), sort_keys=True)))


WORDS = st.text(max_size=12)
AMOUNTS = st.decimals(-(10**9), 10**9, places=2)
# No two of them are one place of one file: there one cell would hold two numbers.
PATHS = st.uuids().map(lambda file: f"data/raw/staffordshire/{file}.csv")
ADDRESSES = st.sampled_from(["B6", "E7"])
CELLS = st.builds(Cell, PATHS, WORDS, ADDRESSES, st.integers(1), st.integers(1), WORDS, WORDS, WORDS)
LEAVES = st.builds(
    Figure,
    AMOUNTS,
    st.sampled_from([POUNDS, ONE, units.parse("child")]),
    CELLS
    | st.builds(Selection, WORDS, WORDS, WORDS, WORDS, WORDS, st.integers(0), WORDS)
    | st.builds(Parameter, WORDS, WORDS, WORDS)
    | st.builds(Literal, WORDS),
    classification=st.sampled_from(["public", "exempt"]),
)
DISPLAYS = st.none() | st.builds(
    Display, st.sampled_from(["pounds", "number"]), st.integers(0, 3), st.just("saving of"), WORDS
)


@st.composite
def books(draw):
    """A book of figures computed from one another: shared inputs, long names, families, texts and truth values."""
    figures = draw(st.lists(LEAVES, min_size=1, max_size=5))
    for _ in range(draw(st.integers(0, 6))):
        one, other = draw(st.sampled_from(figures)), draw(st.sampled_from(figures))
        figures.append(_combined(draw, one, other))
    named = [
        figure.named(f"figure-{n}", draw(WORDS), draw(DISPLAYS)) if draw(st.booleans()) else figure
        for n, figure in enumerate(figures)
    ]
    return {
        "family": dict(zip("abcdefghijklm", named, strict=False)),
        "list": named[:2],
        "grid": {"outer": {"inner": named[-1]}},
        "text": draw(WORDS),
        "truth": draw(st.booleans()),
    }


def _combined(draw, one, other):
    choices = [one * other, -one, points(draw(CELLS), "Y", {"Y": one}, classification="public")]
    if one.unit == other.unit:
        choices += [one + other, one - other, total([one, other, one])]
    if comparable([other])[0]:
        choices.append(one / other)
    return draw(st.sampled_from(choices))


def said(figure: Figure) -> tuple:
    """Everything that a figure says of itself and, through its derivation, of what it was computed from."""
    derivation = figure.derivation
    if isinstance(derivation, Operation):
        derivation = (derivation.name, derivation.cells, tuple(map(said, derivation.inputs)))
    return (
        figure.value, figure.unit, derivation, figure.id, figure.label, figure.display, figure.classification,
    )  # fmt: skip


class TestNothingIsLost:
    @settings(max_examples=50, deadline=None)
    @given(books())
    def test_a_book_comes_back_with_every_value_unit_name_and_derivation(self, book):
        loaded = reloaded(book)
        assert {key: said(figure) for key, figure in loaded["family"].items()} == {
            key: said(figure) for key, figure in book["family"].items()
        }
        assert list(map(said, loaded["list"])) == list(map(said, book["list"]))
        assert said(loaded["grid"]["outer"]["inner"]) == said(book["grid"]["outer"]["inner"])
        assert (loaded["text"], loaded["truth"]) == (book["text"], book["truth"])

    @settings(max_examples=40, deadline=None)
    @given(books())
    def test_a_book_that_was_read_is_written_the_same_again(self, book):
        assert graph.dump(reloaded(book)) == graph.dump(book)

    def test_the_order_of_a_family_is_kept(self):
        years = {year: pounds(n) for n, year in enumerate(["2020/21", "2017/18", "2019/20"])}
        assert list(reloaded({"spend": years})["spend"]) == ["2020/21", "2017/18", "2019/20"]

    def test_a_quotient_keeps_all_its_digits(self):
        third = pounds(1) / pounds(3)
        assert reloaded({"third": third})["third"].value == third.value

    def test_a_figure_that_has_an_id_but_no_label_keeps_its_id(self):
        assert reloaded({"x": pounds(1).named("x", "", NUMBER)})["x"].id == "x"

    def test_a_step_without_a_name_gets_none(self):
        loaded = reloaded({"sum": (pounds(1) + pounds(2)).named("sum", "Sum", NUMBER)})
        assert [one.id for one in loaded["sum"].derivation.inputs] == ["", ""]

    def test_figures_that_shared_an_input_share_it_again(self):
        baseline = pounds(22975000).named("baseline", "Baseline", NUMBER)
        book = {"half": (baseline / pounds(2)).named("half", "Half", NUMBER), "less": baseline - pounds(1)}
        loaded = reloaded({**book, "baseline": baseline})
        assert loaded["half"].derivation.inputs[0] is loaded["baseline"]
        assert loaded["less"].derivation.inputs[0] is loaded["baseline"]

    def test_a_shared_step_is_written_once(self):
        shared = pounds(1, "first") + pounds(2, "second")
        content = graph.dump({"a": shared * shared, "b": -shared})
        assert len(content["figures"]) == 5  # two numbers, their sum, its square, its negative

    def test_a_running_total_of_many_years_of_months_is_not_too_long(self):
        so_far = pounds(0)
        for _ in range(3000):
            so_far = so_far + pounds(1)
        loaded = reloaded({"so far": so_far})
        assert loaded["so far"].value == 3000
        assert graph.dump(loaded)["figures"].keys() == graph.dump({"so far": so_far})["figures"].keys()


class TestTheFileIsTheSameWheneverItsContentIs:
    @settings(max_examples=40, deadline=None)
    @given(books(), st.randoms())
    def test_the_order_of_the_book_does_not_change_the_figures(self, book, random):
        names = random.sample(sorted(book), len(book))
        assert graph.dump({name: book[name] for name in names})["figures"] == graph.dump(book)["figures"]

    def test_the_figures_are_sorted_by_id(self):
        content = graph.dump({"b": pounds(2).named("b", "B", NUMBER), "a": pounds(1).named("a", "A", NUMBER)})
        assert list(content["figures"]) == ["a", "b"]

    def test_ids_of_steps_do_not_change_from_run_to_run(self):
        script = (
            "import json; from tracepaper.figures import ONE, graph, literal;"
            "third = literal(1, ONE, 'one') / literal(3, ONE, 'three');"
            "print(json.dumps(graph.dump({'third': third, 'set': sorted({'x', 'y', 'z'})})))"
        )
        runs = [
            subprocess.run(
                [sys.executable, "-c", script],
                env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed in ("1", "2")
        ]
        assert runs[0] == runs[1]
        assert '"step-' in runs[0]

    def test_a_changed_cell_keeps_its_name_and_changes_that_of_every_step_above_it_and_of_no_other(self):
        def steps(pounds_spent: str) -> set[str]:
            cell = Cell("data/raw/county/spend.csv", "", "E8", 8, 5, pounds_spent)
            changed = Figure(Decimal(pounds_spent), POUNDS, cell) + pounds(1)
            return set(graph.dump({"changed": changed, "apart": pounds(1) + pounds(2)})["figures"])

        before, after = steps("569385"), steps("569386")
        assert len(before) == len(after) == 5
        assert len(before & after) == 4  # the cell; 1, 2 and their sum

    def test_a_figure_has_a_place_for_everything_an_auditor_reads(self):
        cell = Cell("data/raw/county/spend.csv", "", "E8", 8, 5, "569,385.00", "Total costs, 2020/21")
        named = Figure(Decimal("569385.00"), POUNDS, cell).named("spend", "Spend", Display("pounds"))
        assert graph.dump({"spend": named}) == {
            "book": {"spend": {"figure": "spend"}},
            "figures": {
                "spend": {
                    "label": "Spend",
                    "value": "569385.00",
                    "unit": "GBP",
                    "display": {"form": "pounds", "places": 0, "negative": "minus", "suffix": ""},
                    "classification": "public",
                    "operation": "cell",
                    "cell": {
                        "path": "data/raw/county/spend.csv",
                        "sheet": "",
                        "address": "E8",
                        "row": 8,
                        "column": 5,
                        "raw": "569,385.00",
                        "names": "Total costs, 2020/21",
                        "correction": "",
                    },
                }
            },
        }


class TestOneIdIsOneFigure:
    def test_two_different_figures_of_one_id_are_refused_and_both_are_named(self):
        community = pounds(569385).named("total", "Community care", NUMBER)
        both_services = pounds(585626).named("total", "Both services", NUMBER)
        with pytest.raises(FigureError) as refused:
            graph.dump({"a": community, "b": both_services})
        assert refused.value.heading.startswith(
            'Two different figures have the id "total": "Community care" (569385) and "Both services" (585626).'
        )
        assert "Rename one of them" in refused.value.heading

    def test_two_figures_of_one_id_and_value_from_different_places_are_refused_too(self):
        book = {n: pounds(5, reason).named("five", "Five", NUMBER) for n, reason in enumerate(["one", "other"])}
        with pytest.raises(FigureError, match="Two different figures"):
            graph.dump({str(n): figure for n, figure in book.items()})

    def test_one_figure_may_stand_in_a_book_twice(self):
        five = pounds(5).named("five", "Five", NUMBER)
        again = pounds(5).named("five", "Five", NUMBER)
        assert list(graph.dump({"a": five, "b": five, "c": again})["figures"]) == ["five"]

    def test_what_is_neither_a_figure_nor_text_is_not_written(self):
        with pytest.raises(TypeError, match="neither a figure nor text"):
            graph.dump({"x": 5})
