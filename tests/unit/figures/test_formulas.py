"""Formulas: what a paper's author may write, what is refused, and in which words."""

import inspect
import time
from decimal import Decimal
from pathlib import Path

import pytest

from tracepaper import calculations
from tracepaper.calculations import discounting, options, plan, series
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units
from tracepaper.figures.expression import Expressions
from tracepaper.sources.tables import Table

SUM_OF = "The calculation sum_of(series)"
PLACE = "config/papers/short-breaks.yaml, line 12, figures.0.formula (cost-per-child)"


def figure(value: str, unit: str = "GBP", label: str = "") -> Figure:
    made = literal(Decimal(value), units.parse(unit), "written in this test")
    return made.named(label.lower().replace(" ", "-"), label) if label else made


SPEND = {"2019/20": figure("596342.52"), "2020/21": figure("569385.00")}
TABLE = Table(
    source="county",
    name="spend",
    title="Spend by provider",
    description="",
    path="data/raw/county/spend.csv",
    sheet="",
    key=("provider",),
    totals_row="",
    columns={},
    corrections={},
    file=Path("spend.parquet"),
)
NAMES = {
    "cost": figure("569385.00", label="Community care"),
    "children": figure("55", "children", label="Children supported"),
    "spend": SPEND,
    "table": TABLE,
    "word": "Preferred option",
}


def value(formula: str, **more):
    return Expressions(calculations.functions()).value(formula, {**NAMES, **more}, place=PLACE)


def refusal(formula: str, **more) -> str:
    with pytest.raises(FigureError) as refused:
        value(formula, **more)
    assert refused.value.heading == "A formula cannot be computed."
    (fault,) = refused.value.faults
    assert fault.place == PLACE
    assert fault.found == formula
    return fault.remedy


class TestAFormulaComputesWithNames:
    @pytest.mark.parametrize(
        ("formula", "expected"),
        [
            ("cost", "569385.00"),
            ("cost + spend['2019/20']", "1165727.52"),
            ("spend['2020/21'] - spend['2019/20']", "-26957.52"),
            ("-cost", "-569385.00"),
            ("+cost", "569385.00"),
            ("(cost + cost) / (cost + cost)", "1"),
            ("sum_of(spend)", "1165727.52"),
            ("sum_of(only(spend, '2020/21'))", "569385.00"),
            ("spend.get('2020/21')", "569385.00"),
            ("added(spend, spend)['2019/20']", "1192685.04"),
        ],
    )
    def test_a_formula_gives_a_figure(self, formula, expected):
        assert value(formula).value == Decimal(expected)

    def test_a_quotient_has_the_unit_of_its_names(self):
        assert value("cost / children").unit.words() == "pounds per child"

    def test_the_derivation_leads_to_the_figures_that_the_formula_names(self):
        assert [one.label for one in value("cost / children").derivation.inputs] == [
            "Community care",
            "Children supported",
        ]

    def test_a_formula_may_give_a_family_or_a_text(self):
        assert list(value("shares(spend, of=sum_of(spend))")) == ["2019/20", "2020/21"]
        assert value("smallest(spend)") == "2020/21"
        assert value("{'a': cost, 'b': -cost}")["b"].value == Decimal("-569385.00")

    def test_a_name_may_be_any_word(self):
        assert value("self_ + context", self_=figure("1"), context=figure("2")).value == 3
        assert value("text", text=figure("4"), self=figure("1"), place=figure("2")).value == 4

    def test_a_formula_gives_the_same_figure_each_time(self):
        expressions = Expressions(calculations.functions())
        results = [expressions.value("sum_of(spend) / children", NAMES, place=PLACE).value for _ in range(3)]
        assert len(set(results)) == 1


class TestEveryCalculationIsReachedByItsNameAndNothingElseIs:
    def test_the_names_are_the_public_functions_of_the_package(self):
        package = f"{calculations.__name__}."
        assert {"sum_of", "dominated", "in_year_movement", "discount_factors"} <= set(calculations.functions())
        for module in (series, options, plan, discounting):
            for name, function in inspect.getmembers(module, inspect.isfunction):
                open_to_authors = function.__module__.startswith(package) and not name.startswith("_")
                assert (calculations.functions().get(name) is function) == open_to_authors, name

    def test_every_calculation_says_what_it_does(self):
        assert all(inspect.getdoc(function) for function in calculations.functions().values())

    @pytest.mark.parametrize(
        "name",
        [
            *("series", "options", "literal", "total", "derived", "_same_keys", "_rate"),
            *("importlib", "inspect", "open", "eval", "exec", "__import__", "getattr", "type", "vars", "dir"),
            *("range", "dict", "lipsum", "cycler", "joiner", "namespace", "environment", "context"),
        ],
    )
    def test_no_other_name_exists(self, name):
        assert refusal(name).startswith(f'Nothing is called "{name}" here.')

    def test_two_calculations_of_one_name_are_refused(self, monkeypatch):
        twin = type(series.sum_of)(series.sum_of.__code__, {"__name__": plan.__name__}, "sum_of")
        monkeypatch.setattr(plan, "sum_of", twin, raising=False)
        with pytest.raises(ImportError, match='two calculations are called "sum_of"'):
            calculations.functions()


class TestABareNumberIsRefusedWithTheRemedy:
    @pytest.mark.parametrize(
        "formula",
        ["cost * 2", "2 * cost", "cost / 55", "cost + 0.5", "cost - 1", "cost * -1", "55", "[cost, 5]", "{'a': 5}",
         "shares(spend, of=5)", "sum_of({'a': 5})", "sum_of({'a': cost, 'b': 1.5})"],
    )  # fmt: skip
    def test_a_number_without_unit_reason_or_trace_is_refused(self, formula):
        assert refusal(formula).endswith(
            "Declare the number under literals:, with its unit and its reason, and use its name."
        )

    def test_texts_are_not_added_up(self):
        assert refusal("word + word").startswith("\"+\" works on figures; 'Preferred option' is not one.")

    @pytest.mark.parametrize("operator", ["**", "//", "%"])
    def test_figures_have_four_operations(self, operator):
        assert refusal(f"cost {operator} children") == f'"{operator}" is not for figures; +, -, *, / are.'


class TestAMessageNamesThePlaceTheFormulaAndTheReason:
    def test_the_whole_message(self):
        with pytest.raises(FigureError) as refused:
            value("cost + children")
        assert str(refused.value) == (
            "A formula cannot be computed.\n"
            "  config/papers/short-breaks.yaml, line 12, figures.0.formula (cost-per-child): "
            "found cost + children; expected a formula that can be computed.\n"
            '     Cannot add "Community care" in pounds and "Children supported" in children.'
        )
        assert refused.value.exit_status == 4

    @pytest.mark.parametrize(
        ("formula", "reason"),
        [
            ("cost / (cost - cost)", '"Community care" cannot be divided by the figure 0.00: that is 0.'),
            ("(cost - cost) / (cost - cost)", "The figure 0.00 cannot be divided by the figure 0.00: that is 0."),
            ("totl", 'Nothing is called "totl" here. Check the names'),
            ("cost * totl", 'Nothing is called "totl" here.'),
            ("sum_of(totl)", 'Nothing is called "totl" here.'),
            ("shares(spend, of=totl)", 'Nothing is called "totl" here.'),
            ("[cost, totl]", 'Nothing is called "totl" here.'),
            ("sumof(spend)", 'Nothing is called "sumof" here.'),
            ("spend['2021/22']", 'There is no "2021/22" here. There are: 2019/20, 2020/21.'),
            ("spend.y2021", 'There is no "y2021" here. There are: 2019/20, 2020/21.'),
            ("table.totl('2020/21')", '"totl" cannot be asked of a table. What can: by, cell, column,'),
            ("sum_of(cost)", f'{SUM_OF} cannot be computed from the single figure "Community care".'),
            ("sum_of()", f"{SUM_OF} cannot be computed from nothing."),
            ("sum_of(cost, spend)", f'{SUM_OF} cannot be computed from the single figure "Community care", a series.'),
            ("largest(word)", "The calculation largest(series) cannot be computed from a text."),
            ("spend()", "A series is not a calculation. Does the id of a figure hide the calculation of that name?"),
            ("cost == children", '"Community care" is not compared by a sign such as == or <.'),
            ("cost if cost < children else children", '"Community care" is not compared by a sign'),
            ("cost and children", '"Community care" is a number, not yes or no.'),
            ("'£' ~ cost", '"Community care" cannot become part of a text'),
            ("cost +", "It is not a formula: "),
            ("cost }} {{ cost", "It is not a formula: "),
            ("{% set x = cost %}", "It is not a formula: "),
            ("", "It is not a formula: "),
            ("(" * 400 + "cost" + ")" * 400, "It is nested too deeply. Make several figures of it."),
            ("cost" + " + cost" * 250, "It is nested too deeply. Make several figures of it."),
        ],
    )  # fmt: skip
    def test_the_reason_is_in_words(self, formula, reason):
        assert refusal(formula).startswith(reason)

    def test_a_long_list_of_names_is_cut(self):
        many = {f"row {n}": figure("1") for n in range(1000)}
        said = refusal("rows['none']", rows=many)
        assert "row 39, …" in said
        assert len(said) < 600


ESCAPES = [
    "lipsum.__globals__['os'].environ['HOME']",
    "''|attr('__class__')",
    "df.to_csv('PWNED')",
    "'A'*10**9",
    "totl",
    "''.__class__.__mro__[1].__subclasses__()",
    "''['__class__']",
    "cost.__class__",
    "cost['__class__']",
    "cost.__init__.__globals__",
    "cost.value",
    "cost.derivation",
    "cost.named('x', 'X')",
    "table._frame",
    "table.file",
    "table.file.read_text()",
    "table['file']",
    "table.columns",
    "table.cell.__func__.__globals__",
    "table.cell.__self__",
    "sum_of.__globals__['importlib']",
    "sum_of.__code__",
    "spend.__class__",
    "spend.pop('2020/21')",
    "spend.update({'2020/21': cost})",
    "spend.clear()",
    "[cost].append(cost)",
    "self.__init__",
    "self._TemplateReference__context",
    "self['__init__']",
    "{}.__class__",
    "(1).__class__",
    "none.__class__",
    "word.__class__",
    "word.upper()",
    "'{0.__class__}'.format(cost)",
    "'{:>1000000000}'.format('A')",
    "'x'['format']('y')",
    "'{a}'.format_map({'a': word})",
    "'%1000000000d' % 1",
    "word * 1000000000",
    "[word] * 1000000000",
    "cost is defined",
    "word|upper",
    "range(1000000000)",
    "{% include 'secrets' %}",
    "{{ cost }}",
]


class TestAFormulaReachesNothingButFiguresAndCalculations:
    @pytest.mark.parametrize("formula", ESCAPES)
    def test_an_escape_is_refused_at_once(self, formula):
        started = time.monotonic()
        refusal(formula)
        assert time.monotonic() - started < 1

    @pytest.mark.parametrize("formula", [escape for escape in ESCAPES if "{{" not in escape])
    def test_an_escape_written_as_a_template_is_refused_too(self, formula):
        refusal("{{ " + formula + " }}")

    @pytest.mark.parametrize("name", ["cost", "table", "spend", "word", "sum_of"])
    def test_no_attribute_is_open_beyond_those_a_class_lists(self, name):
        thing = NAMES.get(name, series.sum_of)
        mapping = {"keys", "values", "items", "get"} if isinstance(thing, dict) else set()
        attributes = set(dir(thing)) - set(getattr(type(thing), "OPEN", mapping))
        assert len(attributes) > 20
        for attribute in attributes:
            refusal(f"{name}.{attribute}")

    def test_what_a_figure_opens_is_its_name(self):
        assert (value("cost.id"), value("cost.label")) == ("community-care", "Community care")

    def test_the_names_given_to_a_formula_stay_as_they_were(self):
        names = dict(NAMES)
        Expressions(calculations.functions()).value("without(spend, '2020/21')", names, place=PLACE)
        assert names == NAMES
        assert list(SPEND) == ["2019/20", "2020/21"]
