"""Drawings of diagrams: every word can be read, no line runs through a box, and no two lines run into one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tracepaper.errors import SettingsError
from tracepaper.figures import Cell, Text
from tracepaper.papers.charts.boxes import Box
from tracepaper.papers.charts.files import house_style
from tracepaper.papers.diagrams import Diagram, Item, describe, draw
from tracepaper.papers.diagrams.plan import LANDSCAPE, PORTRAIT, Plan, planned

ROOT = Path(__file__).parents[2]
STYLE = ROOT / "templates" / "brand" / "charts.mplstyle"
FONTS = ROOT / "templates" / "brand" / "fonts"
SVG = "{http://www.w3.org/2000/svg}"
HEADINGS = ("Inputs", "Activities", "Outputs", "Outcomes", "Impacts")
WORDS = "Families who are offered a place in a weekly group within two weeks".split()
# Word shows 165 mm as 160 mm.
PRINTED = 160 / 165


def text(words: str, id: str = "cell") -> Text:
    return Text(words, Cell("data/raw/pilot/items.csv", "", "C2", 2, 3, words), id=id)


def item(code: str, level: int, words: str, mark: str = "", condition: str = "") -> Item:
    return Item(code, code, level, text(words, f"cell-{code}"), text(condition), mark)


def diagram(
    counts: tuple[int, ...], links: tuple[tuple[str, str], ...] = (), direction: str = "right", landscape: bool = False
) -> Diagram:
    """Items A1, A2 ... on the first level, B1, B2 ... on the second, with texts of one to twelve words."""
    items = tuple(
        item("ABCDE"[level] + str(number), level, " ".join(WORDS[: 1 + (5 * number + level) % 12]))
        for level, count in enumerate(counts)
        for number in range(1, count + 1)
    )
    return Diagram("pilot", "Logic model", direction, landscape, HEADINGS[: len(counts)], items, links)


def pairs(links: str) -> tuple[tuple[str, str], ...]:
    return tuple((first, last) for first, _, last in (link.partition("-") for link in links.split()))


MODEL = pairs(
    "A1-B1 A1-B2 A1-B5 A2-B2 A2-B3 A3-B1 A3-D4 A4-B4 B1-C1 B2-C2 B3-C2 B4-C3 B4-C2 B5-C4 C1-D3 C2-D1 C2-D2 C3-D2"
    " C4-D4 D1-E3 D1-D2 D2-E1 D3-E1 D3-E2 D4-E1 B1-D3 A2-E2"
)
BOARDS = pairs("A1-A2 A2-B1 A3-B1 A2-B2 B1-C1 B1-C2 B2-C1 B2-C3 C1-D1 C1-D2 C2-D1 B1-D2")
DIAGRAMS = {
    "five columns": diagram((4, 5, 4, 4, 3), MODEL),
    "five columns on a page that is turned": diagram((4, 5, 4, 4, 3), MODEL, landscape=True),
    "boards": diagram((3, 2, 3, 2), BOARDS, "down"),
    "a map": diagram((6, 4, 2), direction="down"),
    "columns without links": diagram((12, 3, 1, 7, 2)),
}
EVERY = pytest.mark.parametrize("shown", DIAGRAMS.values(), ids=DIAGRAMS.keys())


def plan(shown: Diagram) -> Plan:
    with house_style(STYLE, FONTS, salt="a test"):
        return planned(shown)


def drawing(shown: Diagram, folder: Path) -> etree._Element:
    files = {"svg": folder / "a.svg", "png": folder / "a.png"}
    draw(shown, style=STYLE, fonts=FONTS, **files)
    return etree.fromstring(files["svg"].read_bytes())


def segments(shown: Plan) -> Iterator[tuple[int, Box, bool]]:
    """Each straight piece of each line: its net, its ends as a box, and whether it lies flat."""
    for net, wire in enumerate(shown.wires):
        for line in wire.lines:
            for (x, y), (to_x, to_y) in pairwise(line):
                yield net, Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)), y == to_y


def inside(box: Box) -> Box:
    return Box(box.left + 0.5, box.bottom + 0.5, box.right - 0.5, box.top - 0.5)


def crosses(piece: Box, box: Box) -> bool:
    return piece.left < box.right and piece.right > box.left and piece.bottom < box.top and piece.top > box.bottom


def assert_can_be_followed(shown: Plan) -> None:
    pieces = list(segments(shown))
    boxes = [inside(card.box) for card in shown.cards]
    assert not [piece for _, piece, _ in pieces if any(crosses(piece, box) for box in boxes)], "a line is in a box"
    for (net, piece, flat), (other, also, also_flat) in combinations(pieces, 2):
        if net != other and flat == also_flat and shown.wires[net].ink != shown.wires[other].ink:
            near = Box(also.left - 0.8, also.bottom - 0.8, also.right + 0.8, also.top + 0.8)
            long = max(piece.right - piece.left, piece.top - piece.bottom) > 3
            assert not (long and along(piece, near, flat) > 3), "two lines run into one another"


def along(piece: Box, other: Box, flat: bool) -> float:
    """How far two pieces of one direction lie upon one another."""
    if not crosses(piece, other):
        return 0.0
    if flat:
        return min(piece.right, other.right) - max(piece.left, other.left)
    return min(piece.top, other.top) - max(piece.bottom, other.bottom)


@EVERY
def test_boxes_stand_apart_within_the_page(shown: Diagram) -> None:
    made = plan(shown)
    width, height = LANDSCAPE if shown.landscape else PORTRAIT
    assert made.width <= width and made.height <= height
    assert len(made.cards) == len(shown.items) + len(shown.headings)
    for card in made.cards:
        assert card.box.left >= 0 and card.box.bottom >= 0
        assert card.box.right <= made.width and card.box.top <= made.height
    assert not [1 for one, other in combinations(made.cards, 2) if one.box.overlap(other.box) > 0]


@EVERY
def test_words_stay_in_their_boxes_at_seven_points_or_more(shown: Diagram) -> None:
    made = plan(shown)
    assert made.face.size * PRINTED >= 7
    with house_style(STYLE, FONTS, salt="a test"):
        for card in made.cards:
            assert sum(line.new for line in card.lines) * made.face.line <= card.box.top - card.box.bottom
            for line in card.lines:
                room = card.box.right - card.box.left - 2
                assert line.indent + made.face.width(line.text, bold=line.bold) <= room, line.text


@EVERY
def test_lines_can_be_followed(shown: Diagram) -> None:
    assert_can_be_followed(plan(shown))


@EVERY
def test_each_link_ends_at_its_items(shown: Diagram) -> None:
    """Following the lines of each source from box to box leads to what it is linked with."""
    made = plan(shown)
    boxes = {card.item.id: card.box for card in made.cards if card.item}
    sources = list(dict.fromkeys(first for first, _ in shown.links))
    found = {
        (sources[wire.ink], id)
        for wire in made.wires
        for line, head in zip(wire.lines, wire.heads, strict=True)
        for id, box in boxes.items()
        if head and touches(line[-1], box)
    }
    assert found == set(shown.links)


def touches(place: tuple[float, float], box: Box) -> bool:
    x, y = place
    return box.left - 0.1 <= x <= box.right + 0.1 and box.bottom - 0.1 <= y <= box.top + 0.1


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_lines_of_any_model_keep_out_of_boxes(data: st.DataObject) -> None:
    counts = tuple(data.draw(st.lists(st.integers(1, 5), min_size=2, max_size=5)))
    bare = diagram(counts)
    possible = [(one.id, other.id) for one in bare.items for other in bare.items if one.level < other.level]
    links = tuple(data.draw(st.lists(st.sampled_from(possible), max_size=12, unique=True)))
    made = plan(diagram(counts, links))
    boxes = [inside(card.box) for card in made.cards]
    assert not [piece for _, piece, _ in segments(made) if any(crosses(piece, box) for box in boxes)]


def test_text_is_real_and_a_number_in_it_can_be_found_by_its_cell(tmp_path: Path) -> None:
    grant = item("A1", 0, "A grant of £120,000 a year", "[draft]", "if agreed")
    root = drawing(Diagram("pilot", "t", "right", False, ("Inputs",), (grant,), ()), tmp_path)
    said = [found.text for found in root.iter(f"{SVG}text")]
    assert " ".join(said) == "Inputs A1 A grant of £120,000 a year (if agreed) [draft]"
    (group,) = root.xpath("//*[@data-figure='cell-A1']")
    assert "".join(group.itertext()).strip() == "A grant of £120,000 a year"


def test_what_is_not_agreed_has_a_dashed_outline(tmp_path: Path) -> None:
    for mark, dashed in (("", False), ("[illustrative]", True)):
        shown = Diagram("pilot", "t", "right", False, ("Inputs",), (item("A1", 0, "A grant", mark),), ())
        assert ("stroke-dasharray" in etree.tostring(drawing(shown, tmp_path)).decode()) == dashed


def test_without_links_there_are_no_lines() -> None:
    assert plan(DIAGRAMS["a map"]).wires == ()


def test_the_same_diagram_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        drawing(DIAGRAMS["five columns"], tmp_path / name)
    for file in ("a.svg", "a.png"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_more_text_than_a_page_holds_is_refused_with_what_to_do() -> None:
    with pytest.raises(SettingsError, match=r"cm of boxes in the smallest type; expected at most 22\.6 cm") as refused:
        plan(Diagram("pilot", "t", "right", False, HEADINGS, tuple(long(n) for n in range(12)), ()))
    assert "set page: landscape" in str(refused.value)


def long(number: int) -> Item:
    return item(f"A{number}", 0 if number > 4 else number, " ".join(WORDS * 5))


def test_a_word_wider_than_its_box_is_named() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    items = tuple(item(f"A{level}", level, word) for level in range(5))
    with pytest.raises(SettingsError, match=f'the word "{word}", which is wider than its box'):
        plan(Diagram("pilot", "t", "right", False, HEADINGS, items, ()))


def test_a_letter_that_the_font_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"U\+4E11"):
        drawing(Diagram("pilot", "t", "right", False, ("Inputs",), (item("A1", 0, "Grant 丑"),), ()), tmp_path)


def test_the_description_says_what_is_where() -> None:
    assert describe(DIAGRAMS["five columns"]) == (
        "Diagram: Logic model. Columns, from left to right: Inputs, Activities, Outputs, Outcomes and Impacts. "
        "Arrows lead from each item to those that it leads to. The table that follows says the same in words."
    )
    said = describe(Diagram("a", "Boards", "down", False, ("Members",), (item("A1", 0, "Cabinet", "[draft]"),), ()))
    assert "Rows, from top to bottom: Members. Items with a dashed outline are not agreed." in said
    assert not re.search("Arrows", said)
