"""A paper's HTML can be used from the keyboard: the skip link works and whatever has the focus shows it."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from gates.reading.browser import FEW_ENTRIES, chromium, opened

MOST_STOPS = 2000
# What may show the focus. Read before and after: a difference that cannot be seen is no difference.
PREPARE = """() => {
    window.lookOf = element => {
        const style = getComputedStyle(element);
        const outline = style.outlineStyle === "none" || style.outlineWidth === "0px"
            ? "" : [style.outlineStyle, style.outlineWidth, style.outlineColor].join(" ");
        return [outline, style.boxShadow, style.backgroundColor, style.borderColor, style.borderWidth,
            style.textDecorationThickness].join("|");
    };
    window.lookBefore = new Map();
    for (const element of document.querySelectorAll("a[href], button, input, select, summary, textarea, [tabindex]"))
        if (element.tabIndex >= 0 && element.checkVisibility()) lookBefore.set(element, lookOf(element));
    return lookBefore.size;
}"""
FOCUSED = """() => {
    const element = document.activeElement;
    if (!element || element === document.body || !lookBefore.has(element)) return null;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();   // its first line, if it has several
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return {
        number: [...lookBefore.keys()].indexOf(element),
        html: element.outerHTML.replace(/\\s+/g, " ").slice(0, 120),
        shows: lookOf(element) !== lookBefore.get(element),
        inView: box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0
            && box.left < innerWidth && box.top < innerHeight
            && !!top && (element.contains(top) || top.contains(element)),
    };
}"""
SKIPPED = """() => {
    const link = document.activeElement;
    const target = link && link.hash ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
    return {isLink: !!target, leadsToMain: !!target && !!(target.closest("main") || target.querySelector("main"))};
}"""
IN_MAIN = "() => !!document.activeElement.closest('main')"


def check(path: Path) -> list[str]:
    """Faults met when going through the HTML file at `path` with the Tab key alone."""
    with opened(chromium(), path) as page:
        faults = _skip_link(page)
    with opened(chromium(), path) as page:
        return faults + _tour(page)


def _skip_link(page: Page) -> list[str]:
    page.keyboard.press("Tab")
    first = page.evaluate(SKIPPED)
    if not (first["isLink"] and first["leadsToMain"]):
        return ["the first thing that Tab reaches is not a link that skips to the main content"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    return [] if page.evaluate(IN_MAIN) else ["after the skip link, Tab does not go on in the main content"]


def _tour(page: Page) -> list[str]:
    page.evaluate(FEW_ENTRIES)
    count = page.evaluate(PREPARE)
    if count > MOST_STOPS:
        return [f"{count} tab stops are more than anyone can go through"]
    stops = [stop for stop in (_next(page) for _ in range(count)) if stop]
    reached = {stop["number"] for stop in stops}
    missed = [f"Tab reaches {len(reached)} of {count} controls"] if len(reached) < count else []
    return missed + [fault for stop in stops for fault in _faults(stop)]


def _next(page: Page) -> dict[str, Any] | None:
    page.keyboard.press("Tab")
    found: dict[str, Any] | None = page.evaluate(FOCUSED)
    return found


def _faults(stop: dict[str, Any]) -> list[str]:
    faults = [] if stop["shows"] else [f"nothing shows that the focus is on {stop['html']}"]
    return faults if stop["inView"] else [*faults, f"the focus is out of sight on {stop['html']}"]
