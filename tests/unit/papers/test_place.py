"""What a template may print, and how it comes out: traced figures, and text that reads as exactly that text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from tracepaper.errors import TemplateError
from tracepaper.figures import Display, Figure, Text, literal, units
from tracepaper.papers import place
from unit.papers.reading import as_read, blocks, cells_of

INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
MARKS = [
    *r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~""",
    *(
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "a",
        "Z",
        "9",
        "\N{NO-BREAK SPACE}",
        "\N{NARROW NO-BREAK SPACE}",
        "é",
        "\N{MINUS SIGN}",
    ),
    *(
        "{=html}",
        "{=typst}",
        "```",
        "$$",
        "---",
        "...",
        "<!--",
        "-->",
        "<b>",
        "</td>",
        "[^1]",
        "[^1]: ",
        "](",
        "^[",
        "@tbl-x",
    ),
    *(
        "{#id .class key=val}",
        "{{< include x >}}",
        "{{ 7*7 }}",
        "{% if %}",
        "&lt;",
        "&#106;",
        r"\n",
        r"\|",
        ":::",
        "http://a.b",
    ),
    *(
        "1. ",
        "(a) ",
        "- ",
        "+ ",
        "# ",
        "> ",
        "    ",
        ": ",
        "| ",
        "|--|--|",
        "%",
        "\\newpage",
        "H~2~O",
        "x^2^",
        "~~x~~",
        "“",
        "…",
    ),
]
# What ingest lets through: any character that can be seen, and line ends.
SEEN = st.text(st.characters(exclude_categories=INVISIBLE) | st.just("\n"), max_size=40)
MARKED = st.lists(st.sampled_from(MARKS), max_size=12).map("".join)


def figure(value: str, display: Display | None = None, id: str = "cost", unit: str = "GBP") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test").named(
        id, "Cost of the service", display or Display("pounds")
    )


class TestAFigureIsPrintedWithItsTrace:
    def test_in_a_span_that_carries_its_id(self) -> None:
        assert place.placed(figure("569385")) == '[£569,385]{.traced data-figure="cost"}'

    def test_in_the_form_that_a_template_asks_for_and_still_under_its_id(self) -> None:
        millions = place.FILTERS["millions"](figure("3722500"), 3)
        assert place.placed(millions) == '[£3\\.723\N{NO-BREAK SPACE}million]{.traced data-figure="cost"}'

    def test_its_number_and_its_unit_stay_on_one_line(self) -> None:
        suffixed = figure("55", Display("number", suffix="children"), unit="child")
        assert "55\N{NO-BREAK SPACE}children" in place.placed(suffixed)

    def test_a_negative_in_brackets_says_what_it_means(self) -> None:
        saving = figure("-323750", Display("brackets", negative="saving of"))
        assert place.placed(saving) == '[\\(323,750\\)]{.traced data-figure="cost" spoken="saving of £323,750"}'

    def test_words_for_a_negative_cannot_end_the_attribute_that_holds_them(self) -> None:
        negative = '"} [free text](https://a.b) {x="'
        (paragraph,) = blocks(place.placed(figure("-5", Display("brackets", negative=negative))))
        (span,) = paragraph["c"]
        assert span["t"] == "Span"
        assert dict(span["c"][0][2]) == {"data-figure": "cost", "spoken": f"{negative} £5"}

    @pytest.mark.parametrize(
        ("filter", "places", "printed"),
        [
            ("pounds", 0, "£1,234,568"),
            ("pounds", 2, "£1,234,567\\.50"),
            ("millions", 2, "£1\\.23\N{NO-BREAK SPACE}million"),
            ("amount", 0, "1,234,568"),
            ("brackets", 0, "1,234,568"),
            ("number", 1, "1,234,567\\.5"),
        ],
    )
    def test_in_each_form_rounded_half_up(self, filter: str, places: int, printed: str) -> None:
        shown = place.placed(place.FILTERS[filter](figure("1234567.50"), places))
        assert shown == f'[{printed}]{{.traced data-figure="cost"}}'

    def test_a_share_as_per_cent(self) -> None:
        share = figure("0.1245", unit="1")
        assert place.placed(place.FILTERS["per_cent"](share)) == '[12\\.5%]{.traced data-figure="cost"}'


class TestWhatIsNeitherFigureNorTextIsRefused:
    @pytest.mark.parametrize(
        "value", [None, 5, 5.0, Decimal("5"), float("nan"), True, [figure("1")], {"a": figure("1")}, b"x"]
    )
    def test_in_a_sentence(self, value: object) -> None:
        with pytest.raises(TemplateError, match="neither a figure nor text"):
            place.placed(value)

    def test_a_figure_without_a_name_could_not_be_traced(self) -> None:
        unnamed = literal(Decimal(5), units.parse("GBP"), "written in this test")
        with pytest.raises(TemplateError, match="prints an unnamed figure"):
            place.placed(unnamed)
        with pytest.raises(TemplateError, match="prints an unnamed figure"):
            place.placed(place.FILTERS["pounds"](unnamed))

    @pytest.mark.parametrize("value", ["NaN", "Infinity"])
    def test_a_figure_that_is_no_number(self, value: str) -> None:
        with pytest.raises(TemplateError, match=r'"Cost of the service" is .*, which is not a number to print'):
            place.placed(figure(value))

    @pytest.mark.parametrize(
        ("filter", "unit", "words"),
        [
            ("pounds", "child", "is in children; only pounds, or pounds per something can be printed as pounds"),
            ("millions", "GBP/year", "is in pounds per year; only pounds can be printed as millions"),
            ("brackets", "1", "is in a pure number; only pounds can be printed as brackets"),
            ("amount", "person", "only pounds, or pounds per something"),
            ("per_cent", "person", "is in people; only a pure number can be printed as per cent"),
        ],
    )
    def test_a_figure_of_another_unit_has_no_such_form(self, filter: str, unit: str, words: str) -> None:
        with pytest.raises(TemplateError, match=words):
            place.FILTERS[filter](figure("17", unit=unit))

    @pytest.mark.parametrize("value", ["£569,385", 569385, None])
    def test_only_a_figure_has_another_form(self, value: object) -> None:
        with pytest.raises(TemplateError, match="Only figures can be printed as millions"):
            place.FILTERS["millions"](value)

    @pytest.mark.parametrize("places", [-1, 11, 10_000, "two"])
    def test_decimal_places_are_few(self, places: object) -> None:
        with pytest.raises(TemplateError, match=r"is not a number of decimal places: 0 to 10"):
            place.FILTERS["pounds"](figure("5"), places)


class TestTextFromDataReadsAsExactlyThatText:
    @settings(max_examples=15, deadline=None)
    @given(st.lists(SEEN | MARKED | st.tuples(SEEN, MARKED).map("".join), min_size=100, max_size=200))
    def test_in_a_cell_whatever_it_is(self, texts: list[str]) -> None:
        assert cells_of([place.escaped(text) for text in texts]) == [as_read(text) for text in texts]

    def test_every_punctuation_mark_of_ascii_alone_doubled_and_between_letters(self) -> None:
        marks = [chr(code) for code in range(33, 127) if not chr(code).isalnum()]
        texts = [form.format(mark) for mark in marks for form in ("{0}", "{0}{0}", "a{0}b", "{0} a", "a {0}b{0} c")]
        assert cells_of([place.escaped(text) for text in texts]) == texts

    def test_a_no_break_space_is_kept_and_a_new_line_is_a_space(self) -> None:
        text = " £3\N{NO-BREAK SPACE}million\r\n\n a year\t"
        assert cells_of([place.escaped(text)]) == ["£3\N{NO-BREAK SPACE}million a year"]

    def test_it_is_escaped_once(self) -> None:
        once = place.placed("a*b")
        assert place.placed(once) == once == Markup(r"a\*b")


class TestDaysAndLists:
    def test_a_day_in_the_house_style(self) -> None:
        assert place.placed(date(2018, 8, 6)) == "6 August 2018"
        assert [place.day(date(2025, month, 1)).split()[1][:3] for month in range(1, 13)] == (
            "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        )

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ([], ""),
            (["a"], "a"),
            (["a", "b"], "a and b"),
            (["a", "b", "c"], "a, b and c"),
            (["a*", "_b"], r"a\* and \_b"),
        ],
    )
    def test_several_values_as_a_reader_lists_them(self, values: list[str], said: str) -> None:
        assert place.listed(values) == said

    def test_figures_in_a_list_keep_their_traces(self) -> None:
        said = place.listed([figure("1", id="one"), figure("2", id="two")])
        assert said == '[£1]{.traced data-figure="one"} and [£2]{.traced data-figure="two"}'

    def test_a_list_does_not_let_through_what_may_not_be_printed(self) -> None:
        with pytest.raises(TemplateError):
            place.listed(["a", 5])

    def test_a_cover_sheet_says_none_rather_than_nothing(self) -> None:
        assert place.listed_or_none([]) == "None"
        assert place.listed_or_none(["a, b", "c"]) == "a, b; c"
        assert place.titles([{"title": "Report [1]"}, {"title": "Minutes"}]) == r"Report \[1\]; Minutes"


class TestARowOfATable:
    def test_holds_texts_and_traced_figures(self) -> None:
        assert place.row("Cost | year", [figure("5"), "a|b"]) == (
            '| Cost \\| year | [£5]{.traced data-figure="cost"} | a\\|b |'
        )

    @pytest.mark.parametrize("blank", ["", "  ", "\n", "\N{NO-BREAK SPACE}"])
    def test_says_in_words_that_a_cell_is_blank(self, blank: str) -> None:
        assert place.row("Wards", [blank]) == "| Wards | not stated |"

    def test_stays_one_row_of_its_cells_whatever_an_officer_wrote(self) -> None:
        prose = Markup("Yes | no,\n| *perhaps* |")
        assert place.row("Key decision", [prose, "a"]) == r"| Key decision | Yes \| no, \| *perhaps* \| | a |"

    def test_is_not_made_of_the_letters_of_a_text(self) -> None:
        with pytest.raises(TemplateError, match="a label and a list of cells"):
            place.row("Wards", "All")


class TestTheRoundingNoteStandsWhereItIsNeededAndNowhereElse:
    """Parts in millions: 1.2414 + 1.2406 + 1.2393 = 3.7213, printed 1.241 + 1.241 + 1.239 = 3.721."""

    def test_not_where_the_printed_parts_add_up(self) -> None:
        parts = [self.millions(value) for value in ("1241400", "1240600", "1239300")]
        assert not place.rounding_note(parts, self.millions("3721300"))

    def test_where_they_do_not(self) -> None:
        """1.2414 + 1.2414 + 1.2402 = 3.7230, printed 1.241 + 1.241 + 1.240 = 3.722 and 3.723."""
        parts = [self.millions(value) for value in ("1241400", "1241400", "1240200")]
        assert place.rounding_note(parts, self.millions("3723000"))

    def test_where_a_total_is_another_number_altogether(self) -> None:
        assert place.rounding_note([self.millions("3723000")], self.millions("3721000"))

    def test_it_goes_by_what_is_printed_not_by_pounds(self) -> None:
        parts, total = [figure("1400000"), figure("1400000")], figure("2800000")
        assert not place.rounding_note(parts, total)
        shown = [place.FILTERS["millions"](one, 0) for one in (*parts, total)]
        assert place.rounding_note(shown[:2], shown[2])

    def test_of_shares_in_per_cent(self) -> None:
        """A third each is printed 33.3%: 99.9% in all."""
        third = figure("0.33333333", Display("per cent", 1), unit="1")
        whole = figure("1", Display("per cent", 1), unit="1")
        assert place.rounding_note([third, third, third], whole)
        half = figure("0.5", Display("per cent", 1), unit="1")
        assert not place.rounding_note([half, half], whole)

    @pytest.mark.parametrize(
        "parts", [[5, 6], {"2023/24": figure("5")}, [literal(Decimal(5), units.parse("GBP"), "a test")]]
    )
    def test_only_of_named_figures(self, parts: object) -> None:
        with pytest.raises(TemplateError):
            place.rounding_note(parts, figure("11"))

    @staticmethod
    def millions(value: str) -> Figure:
        return figure(value, Display("millions", 3))


def test_a_day_of_a_date_column_is_written_out() -> None:
    assert place.written_day("2018-07-13") == "13 July 2018"
    with pytest.raises(TemplateError, match="no day"):
        place.written_day("13.07.2018")


class TestAStatusIsItsWord:
    @pytest.mark.parametrize(
        ("word", "name"),
        [("done", "done"), ("Not met", "not-met"), ("due after the meeting", "due-after-the-meeting"), ("TBC", "tbc")],
    )
    def test_in_a_span_that_names_it(self, word: str, name: str) -> None:
        assert place.status(word) == f"[{word}]{{.status .status-{name}}}"

    def test_whatever_is_written_there(self) -> None:
        (paragraph,) = blocks(place.status('5] late "{.x}* | <b>'))
        (span,) = paragraph["c"]
        assert span["t"] == "Span" and span["c"][0][1] == ["status", "status-5-late-x-b"]

    def test_with_a_number_it_is_traced(self) -> None:
        late = Text("late by 5 days", literal(Decimal(5), units.parse("1"), "a test").derivation, id="delay")  # type: ignore[arg-type]
        assert place.status(late) == '[[late by 5 days]{.traced data-figure="delay"}]{.status .status-late-by-5-days}'

    def test_a_blank_one_is_blank(self) -> None:
        assert place.row("Tender", [place.status("")]) == "| Tender | not stated |"

    def test_only_words_are_one(self) -> None:
        with pytest.raises(TemplateError, match="Only words can be a status"):
            place.status(figure("5"))
