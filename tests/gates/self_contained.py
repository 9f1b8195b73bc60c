"""A paper's HTML is one file: opening it, printing it and scrolling through it asks for nothing else."""

from pathlib import Path

from playwright.sync_api import Request, Route

from gates.reading.browser import chromium


def check(path: Path) -> list[str]:
    """Every request that the HTML file at `path` makes itself: on screen, a figure's panel open, in print."""
    own = path.resolve().as_uri()
    asked = [address for address in _requests(own) if address != own and not address.startswith("data:")]
    return [f"it asks for {address}" for address in dict.fromkeys(asked)]


def _requests(own: str) -> list[str]:
    asked: list[str] = []
    page = chromium().new_page()
    page.route("**/*", lambda route: _answer(route, own=own))
    page.on("request", lambda request: asked.append(_address(request)))
    page.goto(own)
    page.evaluate("document.querySelectorAll('[loading=lazy]').forEach(item => item.loading = 'eager')")
    page.evaluate("document.querySelector('.traced a')?.click()")
    page.emulate_media(color_scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
    page.close()
    return asked


def _answer(route: Route, *, own: str) -> None:
    if route.request.url == own:
        route.continue_()
    else:
        route.abort()


def _address(request: Request) -> str:
    return request.url.split("#", 1)[0]
