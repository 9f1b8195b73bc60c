"""The gate at the end of a build: every number that a paper prints is a figure, or names something."""

from __future__ import annotations

from unit.papers.desk import Desk, Outcome

PLACED = "## Visits {#sec-visits}\n\nPeople came {{ all_visits['2024/25'] }} times in 2024/25"


def gate(desk: Desk, words: str) -> Outcome:
    """What the stage `evidence` says of a paper with these words."""
    assert desk.compose(words).status == 0
    assert desk.type("render", "hours").status == 0
    return desk.type("evidence", "hours")


def test_a_paper_that_places_its_numbers_passes(desk: Desk) -> None:
    """This desk is not a whole project, so the crate, which comes after the gate, is what stops it."""
    done = gate(desk, f"{PLACED}, as paragraph 1.1 says.")
    assert done.complaint.startswith("The provenance crate cannot be made.")


def test_a_typed_number_is_refused_with_its_file_line_and_words(desk: Desk) -> None:
    done = gate(desk, f"{PLACED}.\n\nThat cost £5,000 more.")
    line = 1 + desk.template.read_text("utf-8").splitlines().index("That cost £5,000 more.")
    done.refused(f"templates/papers/hours.qmd.j2, line {line}", '"5,000"', "That cost £5,000 more", status=4)


def test_a_number_that_only_looks_like_a_figure_is_refused(desk: Desk) -> None:
    typed = '[999,999]{.traced data-figure="all-visits-2024-25"}'
    gate(desk, f"{PLACED}, or {typed}.").refused("999,999", status=4)


def test_a_number_in_words_is_refused_from_eleven_on(desk: Desk) -> None:
    gate(desk, f"{PLACED}, to twelve libraries.").refused('"twelve"', status=4)
