"""The project, copied and built: what tests of whole papers share."""

from __future__ import annotations

from pathlib import Path

import pytest

from project import Project


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Every paper of the project, built from a fresh copy by a bare `snakemake`."""
    return _built(tmp_path_factory.mktemp("built") / "project")


@pytest.fixture(scope="session")
def built_again(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same in another folder, time zone and locale, with another order of Python's sets."""
    surroundings = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "4321"}
    return _built(tmp_path_factory.mktemp("again") / "a project elsewhere", **surroundings)


def _built(root: Path, **surroundings: str) -> Project:
    project = Project.copied(root, surroundings=surroundings)
    done = project.snakemake()
    assert done.returncode == 0, done.stdout + done.stderr
    return project
