"""Each gate on HTML passes a good paper and finds the fault in a damaged one."""

from pathlib import Path
from types import ModuleType

import pytest

from gates import (
    axe,
    html_structure,
    html_validity,
    keyboard,
    print_media,
    reflow,
    self_contained,
    specimens,
)

GATES = (axe, html_structure, html_validity, keyboard, print_media, reflow, self_contained)
SPOKEN = '<span class="spoken">saving of\n£1,200</span>'
SCROLL = "overflow-x: auto; }"
OUTLINE = "outline: 3px solid currentcolor"
INK = "--ink: #1a1a1a"
PRINT = "@media print { :root { --ink: #000; --page: #fff; }"
DARK_PRINT = "@media print { :root { --ink: #ececec; --page: #16191d; }"
END = "</main>"
HIDDEN_LINK = '<p><a href="#a" style="position:absolute;left:-99px;top:200px">gone</a></p></main>'
COVERED = '<p><a href="#a">x</a></p><div style="position:fixed;inset:0;background:#fff">cover</div></main>'
WIDE = '<p style="width: 400px">wide</p></main>'
SPACED = '<p style="white-space: nowrap; font: 16px monospace">Thirty-one letters, all in one</p></main>'
STYLESHEET = '<link rel="stylesheet" href="https://www.example.org/style.css"><title>'
PRINT_FETCH = "@media print { main { background: url(https://www.example.org/print.png) } }\n@media print {"
LAZY = '<img loading="lazy" alt="A chart of nothing at all." src="chart.png" width="9" height="9"></main>'


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.__name__)
def test_a_good_page_passes(gate: ModuleType, specimen: Path) -> None:
    assert gate.check(specimen / "paper.html") == []


DAMAGES: tuple[tuple[ModuleType, str, str, str], ...] = (
    (html_structure, 'lang="en-GB"', 'lang="en"', 'the page\'s language is "en", not en-GB'),
    (
        html_structure,
        "<title>Options for community support",
        "<title>Paper",
        'the page\'s title, "Paper", does not',
    ),
    (html_structure, "h1>", "h2>", "there are 0 first-level headings, not one"),
    (html_structure, "<header>", "<header><h1>Council</h1>", 'the first-level heading "Council" is outside'),
    (html_structure, 'class="traced"', "", "no printed figure is traced"),
    (html_structure, "h3>", "h4>", 'the heading "1.1 Detail" is of level 4 and follows one of level 2'),
    (html_structure, "<caption>Spending by provider</caption>", "", "table 1: it has no caption"),
    (html_structure, ' scope="col"', "", "table 1: no cell is a column header"),
    (
        html_structure,
        ' scope="row"',
        "",
        'table 1: the first cell of a row, "Framework", is not a row header',
    ),
    (html_structure, 'alt="Bar chart of', 'alt="chart.svg of', "picture 1 has a file name"),
    (
        html_structure,
        ' data-figure="spend-2020-21"',
        "",
        '"£569,385" is marked as traced but names no figure',
    ),
    (html_structure, "£569,385", "", "the figure spend-2020-21 is printed as nothing"),
    (
        html_structure,
        SPOKEN,
        "",
        "the figure change, (£1,200), has brackets that a screen reader does not say",
    ),
    (html_validity, "<figure>", '<figure id="paper">', "Duplicate ID"),
    (html_validity, "</figure>", "", "Unclosed element"),
    (html_validity, "color: inherit", "colour: inherit", "CSS"),
    (axe, INK, "--ink: #aaa", "320 pixels: color-contrast"),
    (axe, "--ink: #ececec", "--ink: #555", "dark: color-contrast"),
    (
        axe,
        "@media print {",
        "@media (max-width: 400px) { :root { --ink: #aaa } }\n@media print {",
        "320 pixels: color",
    ),
    (axe, "<main", "<div", "light: landmark-one-main"),
    (axe, ' tabindex="0"', "", "320 pixels: scrollable-region-focusable"),
    (reflow, SCROLL, "}", "at 320 pixels the page is"),
    (reflow, END, WIDE, "at 320 pixels the page is"),
    (reflow, END, SPACED, "at 320 pixels with spaced text the page is"),
    (self_contained, "<title>", STYLESHEET, "it asks for https://www.example.org/style.css"),
    (self_contained, "@media print {", PRINT_FETCH, "it asks for https://www.example.org/print.png"),
    (self_contained, END, LAZY, "it asks for file:"),
    (
        keyboard,
        'class="skip" href="#paper"',
        'class="skip" href="#nowhere"',
        "is not a link that skips to the main",
    ),
    (keyboard, OUTLINE, "outline: none", "nothing shows that the focus is on"),
    (keyboard, OUTLINE, "outline: 0 solid red", "nothing shows that the focus is on"),
    (keyboard, END, HIDDEN_LINK, "the focus is out of sight on"),
    (keyboard, END, COVERED, "the focus is out of sight on"),
    (keyboard, ".skip:focus { left: 0; }", "", "the focus is out of sight on"),
    (print_media, PRINT, DARK_PRINT, "the text prints in a light colour"),
    (print_media, PRINT, DARK_PRINT, "the page prints on a dark background"),
    (
        print_media,
        "@media print {",
        "@media print { h2 { display: none }",
        'the heading "1. Summary" is not in print',
    ),
    (
        print_media,
        ".table-region { overflow: visible; }",
        ".table-region { width: 90px }",
        "print cuts off Spending",
    ),
    (
        print_media,
        "table { min-width: 30rem; }",
        "table { min-width: 90rem; }",
        "print loses",
    ),
)


@pytest.mark.parametrize(("gate", "found", "instead", "fault"), DAMAGES)
def test_a_damaged_page_fails(
    gate: ModuleType, found: str, instead: str, fault: str, specimen: Path, tmp_path: Path
) -> None:
    faults = gate.check(specimens.reworded(specimen / "paper.html", tmp_path, found, instead))
    assert any(fault in told for told in faults), faults


def test_a_table_of_one_row_needs_no_row_header(specimen: Path, tmp_path: Path) -> None:
    second = '<tr><th scope="row">Non-framework</th><td>£3</td><td>£4</td></tr>\n'
    one = specimens.reworded(specimen / "paper.html", tmp_path, second, "")
    bare = specimens.reworded(one, tmp_path, '<th scope="row">Framework</th>', "<td>Framework</td>")
    assert html_structure.check(bare) == []
