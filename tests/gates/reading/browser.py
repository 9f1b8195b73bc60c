"""A paper open in real Chromium."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from programs import need

Scheme = Literal["light", "dark"]
# The entries of the evidence annex are all of one make: the first twenty stand for the hundreds.
FEW_ENTRIES = """() => {
    for (const entry of [...document.querySelectorAll("main .evidence")].slice(20)) entry.remove();
}"""


def chromium() -> Browser:
    """A running Chromium, the same for all that this process does; skips or fails the test where there is none."""
    return _running(need("chromium"))


@cache
def _running(executable: str) -> Browser:
    """Starting it takes longer than most gates do, and two cannot run in one process."""
    playwright = sync_playwright().start()
    browser = playwright.chromium.launch(executable_path=executable)
    atexit.register(playwright.stop)
    atexit.register(browser.close)
    return browser


@contextmanager
def opened(browser: Browser, path: Path, *, width: int = 1280, scheme: Scheme = "light") -> Iterator[Page]:
    """The HTML file at `path` in a window `width` CSS pixels wide, loaded, with no network and no animation."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", offline=True
    )
    page = context.new_page()
    page.goto(path.resolve().as_uri())
    yield page
    context.close()
