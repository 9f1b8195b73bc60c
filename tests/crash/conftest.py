"""A project of one small paper, built once; and what a build makes of it once its table has changed."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from project import Project
from shared import built_once
from workflow.conftest import add

TABLE = Path("data", "raw", "north", "places.csv")
PAPER = "north"
Files = dict[str, bytes]


@dataclass(frozen=True)
class Change:
    """A paper that was built, and whose table has changed since.

    Attributes:
        before: the project as it is then: nobody may change it.
        old, new: what stands in reports/ now, and what an undisturbed build puts there.
        seconds: how long that build takes.
    """

    before: Project
    old: Files
    new: Files
    seconds: float

    def copied(self, root: Path) -> Project:
        """A copy to try things in."""
        shutil.copytree(self.before.root, root, symlinks=True)
        return Project(root)


def delivered(project: Project) -> Files:
    """Every file in reports/, by path; files that are still being written beside their place are none."""
    found = sorted(path for path in (project.root / "reports").rglob("*") if path.is_file())
    named = {path.relative_to(project.root / "reports"): path for path in found}
    return {
        name.as_posix(): path.read_bytes()
        for name, path in named.items()
        if not any(part.startswith(".") for part in name.parts)
    }


def change_table(project: Project, *, old: str = "1000", new: str = "2000") -> None:
    """Put another number in the table that the paper adds up."""
    path = project.root / TABLE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _one_paper(root: Path) -> Project:
    project = Project.without_papers(root)
    add(root, PAPER)
    return project


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project, built; nobody may change it."""
    return built_once(tmp_path_factory, "one-paper", _one_paper)


@pytest.fixture(scope="session")
def change(small: Project, tmp_path_factory: pytest.TempPathFactory) -> Change:
    """The small project after a change of its table, and what an undisturbed build makes of it."""
    folder = tmp_path_factory.mktemp("change")
    before, after = (Project(folder / name / "project") for name in ("before", "after"))
    for project in (before, after):
        shutil.copytree(small.root, project.root, symlinks=True)
        change_table(project)
    began = time.monotonic()
    done = after.snakemake()
    seconds = time.monotonic() - began
    assert done.returncode == 0, done.stdout + done.stderr
    old, new = delivered(before), delivered(after)
    assert {name for name in new if old[name] != new[name]} >= {
        f"{PAPER}/{PAPER}{s}" for s in (".html", ".pdf", ".docx")
    }
    return Change(before, old, new, seconds)


@pytest.fixture
def project(change: Change, tmp_path: Path) -> Project:
    """A copy of the changed project: a build has something to do, and an earlier one has left good files."""
    return change.copied(tmp_path / "project")
