"""Which numbers of a paper may be typed: those that name something. All others must be figures."""

from __future__ import annotations

import pytest

from tracepaper.papers.printed.html import PrintedHtml, Run
from tracepaper.papers.printed.numbers import Forms, digits, names
from tracepaper.papers.printed.typed import listed, typed

DECLARED = [
    {"after": "option", "text": "", "reason": "The options are known by number."},
    {"after": "", "text": "Year 5", "reason": "The plan calls its last column so."},
]
# In words up to ten, and in words with digits in them, there is no number to trace.
NO_NUMBER = ["five libraries", "the first of ten", "COVID-19", "PDF/UA-1", "B6", "A4", "CO₂", "test_5", "VI"]
FORMS = {
    "day": [
        *("6 August 2018", "6 August", "31st March", "6 and 7 May", "6 to 8 May 2018", "1 April\N{NO-BREAK SPACE}2022"),
        "2018-04-05",
    ],
    "year": [
        *("April 2021", "2018/19", "2017-18", "2017\N{EN DASH}18", "2018/2019", "in 2018, or 2019"),
        *("the Children Act 1989", "the 1990s"),
    ],
    "character": ["U+0420", "U+039F"],
    "reference": [
        *("paragraph 4.3", "paragraphs 4.3 and 4.4", "para. 2.1", "paras 2.1 and 2.2", "section 2, table 3"),
        *("tables 3, 4 and 5", "tables 3, 4, and 5", "sections 2 to 4", "sections 2\N{EN DASH}4", "table 3 or 4"),
        *("figure 5", "Appendix 3", "appendices 3 and 4", "annexes 1 and 2", "page 12", "regulation 4", "schedule 2"),
        *("article 8", "chapter 7", "part 3", "paragraph 4a", "paragraph 4.3(b)", "footnote 2", "volume 3"),
        *("row 5", "rows 2, 4 to 6, of the file", "rows 5 and 6", "column 3", "Section\N{NO-BREAK SPACE}2"),
    ],
}
UNKNOWN = [
    # Amounts and counts, however they are written.
    *("£5", "5 children", "2,018", "1,234.5", "5%", "(5)", "\N{MINUS SIGN}5", "-5", "5k", "£1.5m", "3x", "1st", "24/7"),
    *("c500 children", "c.500 children", "c£500", "GBP500", "in place.56 packages", "½", "5½", "٣"),
    *(
        "twelve",
        "Twelve months",
        "twenty-one",
        "seventeen-year-old",
        "a dozen",
        "two hundred",
        "millions",
        "a trillion",
    ),
    # Near a day: a verb, a day that no month has, a year that no calendar of a council has.
    *("24 may be suitable", "56 May", "the 12 march on", "10 Mayfield", "May 5", "6.8.2018", "16:30"),
    # Near a year.
    *("£2018", "$2000", "€2018", "2018%", "2018.5", "2018,500", "2018m", "2018k", "12018", "20181", "2100", "1899"),
    # Near a reference: an amount, an amount of something else.
    *("figures 5,000", "Figure 1,000", "part 50%", "column 5 million", "table 5 per cent", "page £5", "places: 500"),
    # Names that no settings declare.
    *("Year 5", "option 5", "test 3", "ages 11 to 15", "ISO 8601"),
]


@pytest.fixture
def forms() -> Forms:
    return Forms([])


def found(forms: Forms, text: str) -> list[tuple[str, str]]:
    return [(token.text, token.form) for token in forms.tokens(text)]


@pytest.mark.parametrize("text", NO_NUMBER)
def test_some_words_hold_no_number(text: str, forms: Forms) -> None:
    assert found(forms, text) == []


@pytest.mark.parametrize(("form", "text"), [(form, text) for form, texts in FORMS.items() for text in texts])
def test_an_officer_may_type_days_years_and_references(form: str, text: str, forms: Forms) -> None:
    tokens = found(forms, f"See {text} of it.")
    assert tokens and not [token for token in tokens if not token[1]]
    assert form in {allowed for _, allowed in tokens}


@pytest.mark.parametrize("text", UNKNOWN)
def test_whatever_else_is_a_number_must_be_a_figure(text: str, forms: Forms) -> None:
    tokens = found(forms, f"There: {text}, said they")
    assert tokens and "" in {allowed for _, allowed in tokens}


@pytest.mark.parametrize(
    ("sentence", "reference", "typed_amount"),
    [
        ("In table 3, 56 packages are in place.", "3", "56"),
        ("Table 3 and 56 packages.", "3", "56"),
        ("As in paragraphs 3.1 and 3.2, 24 children were chosen.", "3.2", "24"),
        ("See figures 1, 2 and 4, 500 in all.", "4", "500"),
        ("Page 12 of 15", "12", "15"),
        ("On 6 May 5000 people came", "6", "5000"),
        ("Since 2018, 5 of them left", "2018", "5"),
    ],
)
def test_a_reference_allows_no_amount_that_follows_it(
    sentence: str, reference: str, typed_amount: str, forms: Forms
) -> None:
    tokens = dict(found(forms, sentence))
    assert tokens[reference] and not tokens[typed_amount]


def test_a_number_that_could_be_a_year_passes_as_one(forms: Forms) -> None:
    """House style writes thousands with a comma, so four digits without one are read as a year."""
    assert found(forms, "2018 children") == [("2018", "")]
    assert found(forms, "2,018 children") == [("2,018", "")]


class TestWhatTheSettingsDeclare:
    @pytest.mark.parametrize(
        "text",
        [
            *("option 5", "Options 1 to 5", "options 2, 3 and 5", "option 2 or 3", "options 1\N{EN DASH}5", "Year 5"),
            "the year 5 of the plan",
        ],
    )
    def test_may_be_typed(self, text: str) -> None:
        assert {form for _, form in found(Forms(DECLARED), text)} == {"declared"}

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "Year 55",
                "Year 5.5",
                "Year 5,000",
                "Leap Year 6",
                "Midyear 5",
                "the optional 5",
                "an adoption 5 years ago",
            ),
            *("option 5%", "option £5", "options 5,000", "option 5 million", "years 5"),
        ],
    )
    def test_and_nothing_that_only_looks_like_it(self, text: str) -> None:
        assert "" in {form for _, form in found(Forms(DECLARED), text)}

    def test_after_one_option_the_sentence_goes_on(self) -> None:
        tokens = dict(found(Forms(DECLARED), "Under option 3, 56 packages move, and under options 1 and 2, 24."))
        assert tokens == {"3": "declared", "56": "", "1": "declared", "2": "declared", "24": ""}


class TestNamesOfCells:
    NAMES = ("Non-Framework Provision 12, spent", "5", "2, 7")

    def test_a_name_is_a_name_wherever_it_stands(self) -> None:
        assert found(Forms([], self.NAMES), "of Non-Framework  Provision 12, spent") == [("12", "cell name")]

    def test_but_no_part_of_a_longer_word(self) -> None:
        assert ("12", "") in found(Forms([], ["vision 12"]), "Provision 12")
        assert ("120", "") in found(Forms([], ["Provision 12"]), "Provision 120")

    @pytest.mark.parametrize(
        "text",
        [
            "the first, highest first, among: 5: Score of the last",
            "Score of the first; 5: Score of the last",
            "B6 of matrix.csv (2, 7)",
            "2, 7 (B6 of matrix.csv)",
        ],
    )
    def test_a_name_without_letters_is_one_where_the_annex_prints_it(self, text: str) -> None:
        assert {form for _, form in found(Forms([], self.NAMES), text)} == {"cell name"}

    @pytest.mark.parametrize("text", ["£5 million", "5 children", "from 2, 7 left", "it is 5, and", "£5", "about 5."])
    def test_and_nowhere_else_or_every_such_number_could_be_typed(self, text: str) -> None:
        assert {form for token, form in found(Forms([], self.NAMES), text) if token in "275"} == {""}

    def test_they_are_those_of_the_evidence(self) -> None:
        nodes = {
            "a": {"cells": [{"names": "Central, 2017/18"}], "keys": []},
            "b": {"cells": [], "keys": ["Branch 2", "Branch 3"]},
            "c": {"cells": [], "keys": [], "parameter": {"name": "standard rate, 1"}},
        }
        assert list(names({"figures": nodes})) == ["Central, 2017/18", "Branch 2", "Branch 3", "standard rate, 1"]


def test_each_number_is_shown_with_the_words_beside_it(forms: Forms) -> None:
    (token,) = forms.tokens("Of all\nthe children   in care, 56 have a package.")
    assert token.around == "Of all the children in care, 56 have a package."


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        ("On 6 August 2018, 56 came", "On 6 August 2018, 65 came"),
        ("£1,234.50", "£1,234.51"),
        ("£1,234.50", "£1,23450"),
        ("COVID-19", "COVID-18"),
        ("cell B6", "cell B7"),
        ("cell B6", "cell C6"),
        ("Test_5", "Test_6"),
    ],
)
def test_two_readings_of_a_paper_differ_by_one_digit_even_in_a_name(text: str, altered: str) -> None:
    assert digits(text) != digits(altered)


def test_two_readings_of_a_paper_are_alike_wherever_their_lines_break() -> None:
    assert digits("On 6 August\n2018, £1,234.50 of B6") == digits("On 6  August 2018, £1,234.50 of B6")


class TestThePage:
    PAGE = PrintedHtml(
        evidence=b"",
        figures=(),
        words=(
            Run("1.2", "Costs", "number"),
            Run("In 2018, 56 packages", "Costs", "text"),
            Run("600", "Figure: spend", "axis"),
            Run("Costs 7", "Contents", "navigation"),
            Run("and 56 again", "Costs", "text"),
        ),
        alts={},
    )
    EVIDENCE = {"figures": {}, "typed_numbers": {"declared": []}}

    def test_the_renderer_numbers_and_a_chart_has_an_axis(self) -> None:
        found = [(one.text, one.form, one.place) for one in typed(self.PAGE, self.EVIDENCE)]
        assert found == [
            ("1.2", "numbering", "Costs"),
            ("2018", "year", "Costs"),
            ("56", "", "Costs"),
            ("600", "axis", "Figure: spend"),
            ("56", "", "Costs"),
        ]

    def test_the_evidence_keeps_how_often_each_is_printed(self) -> None:
        assert listed(self.PAGE) == [
            {"text": "1", "kind": "text", "times": 1},
            {"text": "2", "kind": "text", "times": 1},
            {"text": "2018", "kind": "text", "times": 1},
            {"text": "56", "kind": "text", "times": 2},
            {"text": "600", "kind": "axis", "times": 1},
            {"text": "7", "kind": "navigation", "times": 1},
        ]
