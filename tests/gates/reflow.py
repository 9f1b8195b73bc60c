"""A paper's HTML fits a window of 320 CSS pixels, also with the text spacing that WCAG 1.4.12 names."""

from pathlib import Path

from playwright.sync_api import Page

from gates.reading.browser import chromium, opened

NARROW = 320
SPACED = """* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
# A wide table may scroll in a box of its own: such boxes, and what is in them, do not widen the page.
WIDEST = """() => {
    const inBox = element => element.closest("[role=region][tabindex]");
    const wide = [...document.body.querySelectorAll("*")].filter(element =>
        !inBox(element) && element.getBoundingClientRect().right > innerWidth + 1);
    return wide.map(element => element.outerHTML.slice(0, 120)).at(0) ?? "";
}"""


def check(path: Path) -> list[str]:
    """Whether the HTML file at `path` scrolls sideways at 320 CSS pixels, as it is and with spaced text."""
    with opened(chromium(), path, width=NARROW) as page:
        faults = _sideways(page, "at 320 pixels")
        page.add_style_tag(content=SPACED)
        return faults + _sideways(page, "at 320 pixels with spaced text")


def _sideways(page: Page, when: str) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    if width <= NARROW:
        return []
    return [f"{when} the page is {width} pixels wide; the first element that is too wide: {page.evaluate(WIDEST)}"]
