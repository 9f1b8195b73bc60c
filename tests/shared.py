"""Made once for all workers of a run: the first that asks makes it, the others wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from project import Project

LONGEST = 900


def built_once(factory: pytest.TempPathFactory, name: str, prepared: Callable[[Path], Project]) -> Project:
    """The project that `prepared` lays out in a new folder, built by a bare `snakemake`; nobody may change it."""
    root = _folder(factory) / name / "project"
    outcome = root.with_name("outcome.txt")
    try:
        root.parent.mkdir()
    except FileExistsError:
        _wait_for(outcome)
    else:
        done = prepared(root).snakemake()
        beside = outcome.with_suffix(".new")
        beside.write_text("" if done.returncode == 0 else done.stdout + done.stderr, "utf-8")
        beside.rename(outcome)
    assert not outcome.read_text("utf-8"), outcome.read_text("utf-8")
    return Project(root)


def _folder(factory: pytest.TempPathFactory) -> Path:
    own = factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


def _wait_for(outcome: Path) -> None:
    until = time.monotonic() + LONGEST
    while not outcome.exists():
        assert time.monotonic() < until, "another worker did not finish its build"
        time.sleep(0.5)
