"""Programs outside Python that some tests want: found, skipped for, or insisted on.

`TRACEPAPER_REQUIRE_ALL=1` turns every skip into a failure; `TRACEPAPER_WITHOUT=quarto,soffice` names the
programs that may still be missing.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest


@dataclass(frozen=True)
class Program:
    """One outside program.

    commands: the names it goes by; remedy: how to install it; variable: an environment variable that may hold
    its path; part: a pattern for a file beside it, where the program alone is not enough.
    """

    commands: tuple[str, ...]
    remedy: str
    variable: str = ""
    part: str = ""


PROGRAMS = {
    "chromium": Program(commands=("chromium", "chromium-browser", "google-chrome"), remedy="apt-get install chromium"),
    # Debian splits LibreOffice: `soffice` may be there without Writer, and then opens no .docx.
    "soffice": Program(
        commands=("soffice", "libreoffice"),
        remedy="apt-get install libreoffice-writer-nogui",
        part="libswlo.*",
    ),
    "mount": Program(commands=("mount",), remedy="run the tests as root on a machine where root may mount"),
    "quarto": Program(
        commands=("quarto",),
        remedy="conda install -c conda-forge quarto, or set QUARTO_PATH to a Quarto of 1.9 or later",
        variable="QUARTO_PATH",
    ),
    "systemd-analyze": Program(commands=("systemd-analyze",), remedy="apt-get install systemd"),
    "cron": Program(commands=("cron", "/usr/sbin/cron"), remedy="apt-get install cron"),
}


def find(name: str) -> str | None:
    """The path of the program called `name` in PROGRAMS, or None where it is not installed whole."""
    program = PROGRAMS[name]
    candidates = (os.environ.get(program.variable, ""), *program.commands)
    paths = (path for path in map(shutil.which, filter(None, candidates)) if path)
    return next((path for path in paths if _whole(path, part=program.part)), None)


def _whole(path: str, *, part: str) -> bool:
    return not part or any(Path(path).resolve().parent.glob(part))


def need(name: str) -> str:
    """The path of `name`; skips the running test where it is missing, or fails it where it is required."""
    return find(name) or missing(name)


def missing(name: str) -> NoReturn:
    """Skip the running test, or fail it where `name` is required."""
    message = f"{name} is not installed: {PROGRAMS[name].remedy}"
    if required(name):
        pytest.fail(f"{message} (TRACEPAPER_REQUIRE_ALL is set)", pytrace=False)
    pytest.skip(message)


def required(name: str) -> bool:
    """Whether the environment says that `name` may not be missing.

    Raises:
        ValueError: TRACEPAPER_WITHOUT names a program that is not in PROGRAMS.
    """
    excused = set(os.environ.get("TRACEPAPER_WITHOUT", "").replace(",", " ").split())
    if unknown := excused - set(PROGRAMS):
        raise ValueError(f"TRACEPAPER_WITHOUT names {', '.join(sorted(unknown))}; known are {', '.join(PROGRAMS)}")
    return os.environ.get("TRACEPAPER_REQUIRE_ALL") == "1" and name not in excused
