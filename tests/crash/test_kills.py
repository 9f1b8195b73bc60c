"""A build that is killed at any moment leaves nothing half done in sight, and the next one ends as if nothing had been.

Rounds are told by TRACEPAPER_KILLS, 25 without it; `make soak` asks for 200. Each takes a moment and a way to be
killed from its own number, so that a round that failed can be repeated alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crash.conftest import Change, Files, delivered
from crash.killing import ROUNDS, killed
from project import Project
from tracepaper.papers.deliver import NOTICE

# The other half are refreshes.
BUILDS = ROUNDS // 2


@pytest.mark.parametrize("number", range(BUILDS))
def test_a_build_that_is_killed_at_any_moment(number: int, change: Change, tmp_path: Path) -> None:
    project = change.copied(tmp_path / "project")
    done = killed(project, ["snakemake"], number=number, seconds=change.seconds)
    seen = _seen(project, change)
    recovered = project.snakemake()
    told = f"{done}; {seen} was seen\n{recovered.stdout}{recovered.stderr}"
    assert recovered.returncode == 0, told
    assert "Traceback" not in recovered.stdout + recovered.stderr, told
    assert delivered(project) == change.new, told
    assert _unfinished(project) == [], told
    shutil.rmtree(project.root)


def _seen(project: Project, change: Change) -> str:
    """What a reader finds: the old files or the new ones, or both with a notice that says so.

    A job may be at work meanwhile: what stood there before and after the look must not explain it.
    """
    while True:
        marked, found = _marked(project), delivered(project)
        if (marked, found) == (_marked(project), delivered(project)):
            break
    found.pop(f"north/{NOTICE}", None)
    assert {name for name, content in found.items() if content not in (change.old[name], change.new[name])} == set()
    state = _state(found, change)
    assert marked or state != "a mixture"
    return f"{state}, {'marked' if marked else 'unmarked'}"


def _state(found: Files, change: Change) -> str:
    return "the old set" if found == change.old else "the new set" if found == change.new else "a mixture"


def _marked(project: Project) -> bool:
    return (project.root / "reports" / "north" / NOTICE).exists()


def _unfinished(project: Project) -> list[Path]:
    return [path for part in ("data", "reports") for path in (project.root / part).rglob("*.part")]
