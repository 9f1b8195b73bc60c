"""What is said in other words, told apart from what is only another value."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracepaper.editions import narrative
from tracepaper.editions.narrative import Narrative, Passed
from tracepaper.editions.passages import passages

FRONT = '---\ntitle: "Respite care"\nstatus: "Draft"\ndate: 2026-11-12\n---\n'
SPECIMEN = Path(__file__).parents[2] / "browser" / "specimen" / "short.qmd"


def figure(text: str, id: str) -> str:
    """A figure as a composed text prints it."""
    return f'[{text}]{{.traced data-figure="{id}"}}'


def compared(old: str, new: str) -> Narrative:
    return narrative.compare(f"{FRONT}\n{old}\n", f"{FRONT}\n{new}\n")


def parts(passage: Passed) -> list[tuple[str, str, str]]:
    return [(part.kind, part.old, part.new) for part in passage.parts]


class TestFigures:
    OLD = f"The service costs {figure('£1,000', 'cost')} a year, in {figure('May', 'cell-spend-b2')}."

    def test_a_new_value_is_no_new_word(self) -> None:
        found = compared(self.OLD, self.OLD.replace("£1,000", "£1,200"))
        assert found.words == ()
        assert parts(found.figures[0]) == [
            ("same", "The service costs ", "The service costs "),
            ("figure", "£1,000", "£1,200"),
            ("same", " a year, in May.", " a year, in May."),
        ]
        assert found.figures[0].parts[1].figure == "cost"

    def test_a_quoted_cell_in_the_place_of_another_is_a_value(self) -> None:
        found = compared(self.OLD, self.OLD.replace("[May]", "[June]").replace("spend-b2", "spend-b3"))
        assert (found.words, len(found.figures)) == ((), 1)
        assert ("figure", "May", "June") in parts(found.figures[0])

    def test_a_cell_that_only_moved_is_no_difference(self) -> None:
        assert not compared(self.OLD, self.OLD.replace("spend-b2", "spend-b3"))

    def test_another_figure_in_its_place_is_another_word(self) -> None:
        found = compared(self.OLD, self.OLD.replace("£1,000", "£900").replace('"cost"', '"net-cost"'))
        assert [one.change for one in found.words] == ["reworded"]
        assert ("removed", "£1,000", "") in parts(found.words[0])

    def test_a_new_value_beside_new_words_is_told_as_a_value(self) -> None:
        found = compared(self.OLD, self.OLD.replace("£1,000", "£1,200").replace("a year", "each year"))
        assert found.figures == ()
        assert parts(found.words[0]) == [
            ("same", "The service costs ", "The service costs "),
            ("figure", "£1,000", "£1,200"),
            ("same", " ", " "),
            ("removed", "a", ""),
            ("added", "", "each"),
            ("same", " year, in May.", " year, in May."),
        ]

    def test_what_a_screen_reader_says_of_a_figure_is_not_its_text(self) -> None:
        spoken = '[\\(1,000\\)]{.traced data-figure="cost" spoken="saving of £1,000"}'
        assert [one.text for one in passages(f"It is {spoken}.")] == ["It is (1,000)."]


class TestWords:
    def test_words_side_by_side_are_one_change(self) -> None:
        found = compared("We always looked after children very well.", "We always saw to young people very well.")
        assert parts(found.words[0]) == [
            ("same", "We always ", "We always "),
            ("removed", "looked after children", ""),
            ("added", "", "saw to young people"),
            ("same", " very well.", " very well."),
        ]

    def test_paragraphs_that_come_and_go_are_whole(self) -> None:
        found = compared("## Need\n\nOne.\n\nThe first of two.", "## Need\n\nA third that nobody had.\n\nOne.")
        assert [(one.change, one.section, one.parts[0].old or one.parts[0].new) for one in found.words] == [
            ("added", "Need", "A third that nobody had."),
            ("removed", "Need", "The first of two."),
        ]

    def test_another_line_break_is_no_difference(self) -> None:
        assert not compared("One two\nthree.", "One\ntwo three.")

    def test_rows_items_captions_and_headings_say_what_they_are(self) -> None:
        old = "## Need {#sec-need}\n\n- alpha one\n\n| A | B |\n|:--|--:|\n| one | two |\n\n: Two words {#tbl-words}"
        new = "## Wants {#sec-need}\n\n- alpha two\n\n| A | B |\n|:--|--:|\n| one | three |\n\n: Two texts {#tbl-words}"
        found = compared(old, new).words
        assert [(one.kind, one.change) for one in found if one.kind != "heading"] == [
            ("list item", "reworded"), ("table row", "reworded"), ("caption", "reworded"),
        ]  # fmt: skip
        assert [(one.change, one.parts[0].old, one.parts[0].new) for one in found if one.kind == "heading"] == [
            ("removed", "Need", ""), ("added", "", "Wants"),
        ]  # fmt: skip

    def test_the_title_page_counts_and_its_status_and_date_do_not(self) -> None:
        new = FRONT.replace("Respite", "Short-break").replace("Draft", "Approved").replace("11-12", "12-10")
        found = narrative.compare(FRONT, new)
        assert [(one.kind, one.change) for one in found.words] == [("title page", "reworded")]


class TestMarkup:
    @pytest.mark.parametrize(
        ("markdown", "text"),
        [
            ("**Bold** and *soft* `code`", "Bold and soft code"),
            (r"a\|b \*c\* \[d\]", "a|b *c* [d]"),
            ("See [the table](#tbl-x) here[^1].", "See the table here."),
            ("[]{#par-place}The costs, see [](#par-two-costs){.para}.", "The costs, see paragraph “two costs”."),
            (f"| late | [{figure('late', 'state')}]{{.status .status-late}} |", "late | late"),
            ("![A chart](charts/a.svg){#fig-a fig-alt=\"Bars.\"}", "A chart. Bars."),
            ("[^1]: A note.", "A note."),
        ],
    )  # fmt: skip
    def test_is_reduced_to_what_a_reader_has(self, markdown: str, text: str) -> None:
        assert [one.text for one in passages(markdown)] == [text]

    def test_a_reference_is_called_by_its_caption(self) -> None:
        found = passages("@tbl-costs has it.\n\n| A |\n|--|\n| b |\n\n: Costs by year {#tbl-costs}")
        assert found[0].text == "“Costs by year” has it."

    def test_a_fence_has_only_its_title(self) -> None:
        text = '::: {.callout-note title="Read this"}\nWords.\n:::'
        assert [one.text for one in passages(text)] == ["Read this", "Words."]


class TestLeftOut:
    ANNEX = "\n\n## {0} {{.appendix #{1}}}\n\nWords of {2}.\n\n### Below\n\nMore of {2}.\n\n## Next\n\nLast."

    @pytest.mark.parametrize(("heading", "anchor"), [("Evidence", "sec-evidence"), ("Changes", "sec-changes")])
    def test_the_annex_and_the_page_of_changes(self, heading: str, anchor: str) -> None:
        old, new = ("Words." + self.ANNEX.format(heading, anchor, which) for which in ("old", "new"))
        assert not compared(old, new)
        assert [one.text for one in passages(old)] == ["Words.", "Next", "Last."]

    def test_what_the_cover_says_of_the_edition(self) -> None:
        cover = "| Edition | {0} |\n| Sign\\-off | {0} |\n| Appendices | {1}Evidence |"
        new = cover.format("2026-11", "What has changed since the last edition; ")
        assert not compared(cover.format("2026-10", ""), new)


WORDS = st.lists(st.sampled_from(["one", "two", "three", "## Four", "| a | b |", "- x", "[£1]{.a}", "**", "[", "]("]))


@given(WORDS)
def test_a_text_does_not_differ_from_itself(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert not narrative.compare(text, text)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_what_differs(old: list[str], new: list[str]) -> None:
    """Every word that only one text has is told: none of it is lost among what is the same."""
    before, after = (" ".join(one.text for one in passages("\n\n".join(lines))).split() for lines in (old, new))
    told = narrative.compare("\n\n".join(old), "\n\n".join(new))
    removed = {word for one in told.words for part in one.parts for word in (part.old + " " + part.new).split()}
    assert (set(before) ^ set(after)) <= removed


def test_the_text_of_a_real_paper_is_read_without_its_markup() -> None:
    texts = [one.text for one in passages(SPECIMEN.read_text("utf-8"))]
    assert texts
    assert not [text for text in texts if "traced" in text or "{." in text or ":::" in text]
