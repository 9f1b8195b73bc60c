"""Where two versions of a file differ, in words."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from typing import Any

import pytest

from project import Project
from tracepaper.editions import differing
from unit.editions.conftest import PAPER
from unit.evidence.small_paper import evidence


def dumped(content: Any) -> bytes:
    return json.dumps(content).encode()


def zipped(*, level: int = 6, **parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def test_in_evidence_a_named_figure_comes_before_the_cell_that_it_rests_on() -> None:
    there, here = evidence(), evidence()
    here["figures"]["cell-central"]["value"] = "1001"
    here["figures"]["budget"]["display"] = "£301"
    here["figures"]["budget"]["value"] = "-301"
    told = differing.first("evidence.json", dumped(there), dumped(here))
    assert told == 'figure "Budget" (budget), value: "-300" there, "-301" here'


def test_in_evidence_a_figure_may_be_gone_or_new() -> None:
    there, here = evidence(), evidence()
    del here["figures"]["budget"]
    assert 'figure "Budget" (budget): "{' in differing.first("evidence.json", dumped(there), dumped(here))
    assert differing.first("evidence.json", dumped(there), dumped(here)).endswith("there, nothing here")
    assert "nothing there, " in differing.first("evidence.json", dumped(here), dumped(there))


def test_in_evidence_what_is_no_figure_is_named_by_its_place() -> None:
    there = evidence()
    here = copy.deepcopy(there) | {"code_version": "abc"}
    told = differing.first("evidence.json", dumped(there | {"code_version": "abd"}), dumped(here))
    assert told == 'code_version: "abd" there, "abc" here'


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_a_figure_may_stand_in_the_place_of_another(suffix: str, small: Project) -> None:
    """The two papers differ in their ids and in no number."""
    north, south = (small.report(paper, suffix).read_bytes() for paper in (PAPER, "south"))
    told = differing.first(f"a{suffix}", north, south)
    assert told == 'the figure "1000" (cell-north-places-b2) there, "1000" (cell-south-places-b2) here'


def test_in_a_page_it_is_words_where_the_figures_are_the_same(small: Project) -> None:
    there = small.report(PAPER).read_bytes()
    told = differing.first("north.html", there, there.replace(b"All places cost", b"Most places cost", 1))
    assert told == 'the words "All places cost" there, "Most places cost" here'


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".json"])
def test_what_is_not_what_its_name_says_differs_in_a_line_or_a_byte(suffix: str) -> None:
    assert differing.first(f"a{suffix}", b"one", b"two") == 'line 1: "one" there, "two" here'
    assert differing.first(f"a{suffix}", b"\xff\xfe", b"\xff\xff") == "byte 2, of 2 there and 2 here"


def test_in_a_page_it_is_a_figure_as_printed(small: Project) -> None:
    there = small.report(PAPER).read_bytes()
    here = there.replace("£1,234</a>".encode(), "£1,235</a>".encode(), 1)
    assert there != here
    assert differing.first("north.html", there, here) == 'the figure total-cost: "£1,234" there, "£1,235" here'


def test_a_page_that_prints_the_same_differs_in_a_line(small: Project) -> None:
    there = small.report(PAPER).read_bytes()
    here = there.replace(b"--ink: #1a1a1a", b"--ink: #1a1a1b", 1)
    told = differing.first("north.html", there, here)
    assert told.startswith("what it prints is the same; line ")
    assert "--ink: #1a1a1a; " in told
    assert "--ink: #1a1a1b; " in told


def test_in_a_package_it_is_the_first_part_that_differs() -> None:
    there, here = zipped(a=b"1", b=b"one\ntwo\n"), zipped(a=b"1", b=b"one\nthree\n")
    assert differing.first("a.docx", there, here) == 'in its part b, line 2: "two" there, "three" here'
    assert differing.first("a.zip", zipped(a=b"1"), zipped(a=b"1", c=b"")) == "its part c is only here"
    assert differing.first("a.zip", zipped(a=b"1", c=b""), zipped(a=b"1")) == "its part c is only there"
    text = b"abcabcabcdef" * 500
    told = differing.first("a.xlsx", zipped(a=text, level=1), zipped(a=text, level=0))
    assert told == "the same parts, packed in another way"


def test_in_a_text_it_is_a_line_from_shortly_before_where_it_differs() -> None:
    assert differing.first("a.qmd", b"one\ntwo", b"one\n2") == 'line 2: "two" there, "2" here'
    assert differing.first("a.qmd", b"one\ntwo", b"one") == 'line 2: "two" there, nothing here'
    there, here = (b"x" * 1000 + end + b"z" * 1000 for end in (b"1", b"2"))
    told = differing.first("a.qmd", there, here)
    assert told == f'line 1: "…{"x" * 30}1{"z" * 69}…" there, "…{"x" * 30}2{"z" * 69}…" here'


def test_what_is_no_text_differs_in_a_byte() -> None:
    assert differing.first("a.png", b"\xff\x00\x01", b"\xff\x00\x02\x03") == "byte 3, of 3 there and 4 here"
    assert differing.first("a.pdf", b"\xff", b"\xfe") == "byte 1, of 1 there and 1 here"
    assert differing.first("a.qmd", b"one\r\n", b"one\n") == "byte 4, of 5 there and 4 here"
