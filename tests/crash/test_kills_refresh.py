"""A refresh that is killed at any moment leaves the last edition or the new one in sight, and the next ends the same.

Rounds are told by TRACEPAPER_KILLS, as those of builds are.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from crash.conftest import PAPER, Files, change_table, delivered
from crash.killing import ROUNDS, killed
from project import Project
from shared import built_once
from workflow.conftest import add

REFRESHES = (ROUNDS + 1) // 2
EDITIONS = Path("reports", PAPER, "editions")
SIGNED_OFF = """\
editions:
  author: Head of Places
  approver: Director of Places
  unattended: {approved: "2026-01-05", until: "2026-12-31", largest_change: 500}
"""
JANUARY, FEBRUARY = ({"SOURCE_DATE_EPOCH": seconds} for seconds in ("1767700800", "1770379200"))  # the 6th of each
NEXT = ["refresh", "--period", "2026-02"]


@dataclass(frozen=True)
class Month:
    """A paper with one edition, whose table has changed since.

    Attributes:
        before: the project as it is then: nobody may change it.
        old, new: what stands in reports/ now, and once the next edition is published.
        seconds: how long that refresh takes.
    """

    before: Project
    old: Files
    new: Files
    seconds: float

    def copied(self, root: Path) -> Project:
        """A copy to try things in."""
        return _copied(self.before, root)


@pytest.fixture(scope="session")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    small = Project(built_once(tmp_path_factory, "one paper of editions", _with_editions).root, JANUARY)
    folder = tmp_path_factory.mktemp("month")
    before = _copied(small, folder / "before")
    # The first edition waits for a person; the next is published without one.
    for command in (["refresh", "--period", "2026-01"], ["publish", PAPER, "2026-01", "--role", "Director of Places"]):
        done = before.tracepaper(*command)
        assert done.returncode == 0, done.stdout + done.stderr
    change_table(before)
    before = Project(before.root, FEBRUARY)
    after = _copied(before, folder / "after")
    began = time.monotonic()
    done = after.tracepaper(*NEXT)
    seconds = time.monotonic() - began
    assert done.returncode == 0, done.stdout + done.stderr
    assert _current(after) != _current(before)
    return Month(before, delivered(before), delivered(after), seconds)


def _with_editions(root: Path) -> Project:
    project = Project.without_papers(root)
    add(root, PAPER)
    settings = root / "config" / "papers" / f"{PAPER}.yaml"
    settings.write_text(settings.read_text("utf-8") + SIGNED_OFF, "utf-8")
    return project


def _copied(project: Project, root: Path) -> Project:
    shutil.copytree(project.root, root, symlinks=True)
    return Project(root, project.surroundings)


@pytest.mark.parametrize("number", range(REFRESHES))
def test_a_refresh_that_is_killed_at_any_moment(number: int, month: Month, tmp_path: Path) -> None:
    project = month.copied(tmp_path / "project")
    done = killed(project, ["tracepaper.cli", *NEXT], number=number, seconds=month.seconds)
    _shows_whole_editions(project, month)
    recovered = project.tracepaper(*NEXT)
    told = f"{done}\n{recovered.stdout}{recovered.stderr}"
    assert recovered.returncode == 0, told
    assert "Traceback" not in recovered.stdout + recovered.stderr, told
    assert delivered(project) == month.new, told
    assert _left(project) == _left(month.before), told
    shutil.rmtree(project.root)


def _shows_whole_editions(project: Project, month: Month) -> None:
    """The register is the old one or the new one, and each edition that it names is whole."""
    register = (project.root / EDITIONS / "register.json").read_bytes()
    name = (EDITIONS / "register.json").relative_to("reports").as_posix()
    assert register in (month.old[name], month.new[name])
    for entry in json.loads(register)["entries"]:
        folder = project.root / "reports" / PAPER / entry["folder"]
        manifest = (folder / "edition.json").read_bytes()
        assert hashlib.sha256(manifest).hexdigest() == entry["manifest"]
        for file, digest in json.loads(manifest)["files"].items():
            assert hashlib.sha256((folder / file).read_bytes()).hexdigest() == digest, file


def _current(project: Project) -> str:
    return str(json.loads((project.root / EDITIONS / "register.json").read_text("utf-8"))["current"])


def _left(project: Project) -> set[str]:
    """Run folders, and what is hidden among the reports."""
    runs = {path.name for path in (project.root / "runs").iterdir() if path.is_dir()}
    hidden = {str(path.relative_to(project.root)) for path in (project.root / "reports").rglob(".*")}
    return runs | hidden
