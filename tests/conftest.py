"""The project, copied and built: what tests of whole papers share."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from project import Project

LONGEST_BUILD = 900


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Every paper of the project, built from a fresh copy by a bare `snakemake`; nobody may change it."""
    return _built(_shared(tmp_path_factory) / "built" / "project")


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers of one run share, so that papers are built once."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


def _built(root: Path, **surroundings: str) -> Project:
    """Build, or wait while another worker does."""
    outcome = root.with_name("outcome.txt")
    try:
        root.parent.mkdir()
    except FileExistsError:
        _wait_for(outcome)
    else:
        done = Project.copied(root, surroundings=surroundings).snakemake()
        beside = outcome.with_suffix(".new")
        beside.write_text("" if done.returncode == 0 else done.stdout + done.stderr, "utf-8")
        beside.rename(outcome)
    assert not outcome.read_text("utf-8"), outcome.read_text("utf-8")
    return Project(root, surroundings)


def _wait_for(outcome: Path) -> None:
    until = time.monotonic() + LONGEST_BUILD
    while not outcome.exists():
        assert time.monotonic() < until, "another worker did not finish its build"
        time.sleep(0.5)
