"""A page is held to its evidence: figures to their order, other numbers to how often each is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tracepaper.evidence.printed import compared_html
from tracepaper.papers.evidence import digest
from tracepaper.papers.printed.html import PrintedFigure, PrintedHtml, Run
from tracepaper.papers.printed.typed import listed, sequence

BED = PrintedFigure("bed", "£190,000", "", "paragraph 3.4", False)
MOVED = PrintedFigure("moved", "£525,000", "", "paragraph 3.5", False)
DRAWN = PrintedFigure("bed", "£190,000", "", "Figure 1: Costs", False, in_chart=True)
IN_ANNEX = (
    replace(BED, place="Evidence of bed", in_annex=True),
    replace(MOVED, place="Evidence of moved", in_annex=True),
)
PAGE = PrintedHtml(
    evidence=b"",
    figures=(BED, MOVED, DRAWN, *IN_ANNEX),
    words=(
        Run("In 2018/19 the 3 options of paragraph 3.4", "Costs", "text"),
        Run("1. Costs", "Contents", "navigation"),
    ),
    alts={},
)


def node(label: str, text: str) -> dict[str, Any]:
    return {"label": label, "printed": [text], "operation": "literal", "cells": [], "keys": []}


EVIDENCE = {
    "figures": {"bed": node("Cost of a bed", "£190,000"), "moved": node("Budget moved", "£525,000")},
    "charts": {},
    "sequence": sequence(PAGE),
    "typed_numbers": {"declared": [], "printed": listed(PAGE)},
}


def faults(page: PrintedHtml) -> tuple[str, ...]:
    return compared_html(page, EVIDENCE).faults


def test_the_page_as_it_was_made_agrees() -> None:
    assert faults(PAGE) == ()


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((replace(MOVED, place=BED.place), replace(BED, place=MOVED.place), DRAWN, *IN_ANNEX), '"£525,000" (moved)'),
        ((replace(MOVED, place=BED.place), MOVED, DRAWN, *IN_ANNEX), '"£525,000" (moved)'),
        ((MOVED, DRAWN, *IN_ANNEX), '"£525,000" (moved)'),
        ((BED, BED, MOVED, DRAWN, *IN_ANNEX), '"£190,000" (bed)'),
        ((BED, MOVED, DRAWN, IN_ANNEX[0]), "no figure"),
    ],
    ids=["exchanged", "replaced", "taken out", "put in", "taken out at the end"],
)
def test_a_figure_that_stands_elsewhere_is_named_though_both_are_figures_of_the_paper(
    figures: tuple[PrintedFigure, ...], said: str
) -> None:
    (fault,) = faults(replace(PAGE, figures=figures))
    assert f"stands {said}, where the paper was made with" in fault


def test_a_figure_that_leads_to_another_entry_is_named() -> None:
    led_astray = replace(BED, id="moved")
    assert any(
        "is printed for Budget moved" in fault
        for fault in faults(replace(PAGE, figures=(led_astray, *PAGE.figures[1:])))
    )


@pytest.mark.parametrize(("before", "after"), [("2018/19", "2019/19"), ("the 3", "the 2"), ("3.4", "3.5")])
def test_another_number_that_was_altered_is_named(before: str, after: str) -> None:
    words = (replace(PAGE.words[0], text=PAGE.words[0].text.replace(before, after)), PAGE.words[1])
    assert faults(replace(PAGE, words=words))


def test_evidence_that_was_altered_anywhere_has_another_digest() -> None:
    kept = {**EVIDENCE, "digest": digest(EVIDENCE)}
    assert digest(kept) == kept["digest"]
    altered = {**kept, "figures": {**kept["figures"], "bed": node("Cost of two beds", "£190,000")}}
    assert digest(altered) != kept["digest"]
