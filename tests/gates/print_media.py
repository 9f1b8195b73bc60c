"""A paper's HTML prints: every heading, dark on light, and no table cut off."""

import tempfile
from collections import Counter
from pathlib import Path

from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page

from gates.reading.browser import chromium, opened
from gates.reading.html import document, paper_words, section_titles
from gates.reading.pdf import page_words
from gates.reading.words import letters

# A4 less the usual margins of 20 mm, in CSS pixels.
PAPER = 643
# Light behind dark text: the sum of three channels of 0 to 255. An unset background prints as the paper itself.
COLOURS = """() => {
    const sum = colour => {
        const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
        return alpha === 0 ? 765 : red + green + blue;
    };
    const style = getComputedStyle(document.querySelector("main"));
    return {
        ink: sum(style.color),
        ground: Math.min(sum(style.backgroundColor), sum(getComputedStyle(document.body).backgroundColor)),
    };
}"""
CUT_OFF = """() => [...document.querySelectorAll("main *")].filter(element =>
    element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
    && ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX)
    && getComputedStyle(element).position !== "absolute"
).map(element => element.getAttribute("aria-label") || element.outerHTML.slice(0, 80))"""
DARK_LIMIT = 300
LIGHT_LIMIT = 690


def check(path: Path) -> list[str]:
    """Faults in how the HTML file at `path` prints from a browser in dark mode."""
    browser = chromium()
    return _looks(browser, path) + _lost(document(path), printed=_printed(browser, path))


def _looks(browser: Browser, path: Path) -> list[str]:
    with opened(browser, path, width=PAPER, scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        return _colours(page) + [f"print cuts off {name}" for name in page.evaluate(CUT_OFF)]


def _colours(page: Page) -> list[str]:
    found = page.evaluate(COLOURS)
    faults = [] if found["ink"] <= DARK_LIMIT else ["the text prints in a light colour"]
    return faults if found["ground"] >= LIGHT_LIMIT else [*faults, "the page prints on a dark background"]


def _lost(root: HtmlElement, *, printed: str) -> list[str]:
    titles = [title for title in section_titles(root) if letters(title) not in printed]
    count = (Counter(letters(paper_words(root)).lower()) - Counter(printed.lower())).total()
    faults = [f'the heading "{title}" is not in print' for title in titles]
    return faults + ([f"print loses {count} characters: a table or chart is too wide for A4"] if count else [])


def _printed(browser: Browser, path: Path) -> str:
    with opened(browser, path) as page, tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "print.pdf"
        page.pdf(path=made, format="A4", print_background=True)
        return letters(" ".join(page_words(made)))
