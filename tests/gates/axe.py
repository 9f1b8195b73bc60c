"""axe-core finds nothing to object to, in light, in dark and at 320 CSS pixels, the width of a page zoomed to 400 %."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from gates.reading.browser import FEW_ENTRIES, Scheme, chromium, opened

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
View = tuple[str, int, Scheme]
VIEWS: tuple[View, ...] = (
    ("light", 1280, "light"),
    ("dark", 1280, "dark"),
    ("320 pixels", 320, "light"),
)
# To find what lies behind each word and beside each link takes longer than all other rules do.
SLOW = ("color-contrast", "link-in-text-block", "target-size")
RUN = """([only, rules]) => axe.run(document, {
    runOnly: only, resultTypes: ["violations"], rules: Object.fromEntries(rules.map(rule => [rule, {enabled: false}])),
})"""
ALL = {"type": "tag", "values": STANDARDS}


def check(path: Path) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and its best practice in the HTML file at `path`, by view.

    The page is looked at whole, but for the slow rules. With few entries of evidence the slow rules are kept too: in
    dark, and with all others, in light, when the page is narrow.
    """
    light, dark, narrow = VIEWS
    with opened(chromium(), path) as page:
        whole = faults(page, *light, without=SLOW)
        page.evaluate(FEW_ENTRIES)
        return [*whole, *faults(page, *dark, only=SLOW), *faults(page, *narrow)]


def faults(
    page: Page, view: str, width: int, scheme: Scheme, *, only: Sequence[str] = (), without: Sequence[str] = ()
) -> list[str]:
    """What axe-core finds in a page as it stands, in one view; by some rules `only`, or `without` some."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    wanted = {"type": "rule", "values": list(only)} if only else ALL
    result = page.evaluate(RUN, [wanted, list(without)])
    if not result["passes"] + result["violations"]:
        raise RuntimeError("axe-core ran no rule")
    return [f"{view}: {_told(violation)}" for violation in result["violations"]]


def _told(violation: dict[str, Any]) -> str:
    places = violation["nodes"]
    first = " ".join(places[0]["html"].split())[:160]
    return f"{violation['id']}: {violation['help']} ({len(places)} places, first {first})"
