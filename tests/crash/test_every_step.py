"""Each verb is ended at each of its steps on the disk: what it leaves is never taken for whole, and it is mended."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crash import ending
from crash.conftest import PAPER, Change, Files, delivered
from crash.ending import DONE, KILLED
from project import HERE, Project
from tracepaper import records
from tracepaper.papers.deliver import NOTICE

# Where a verb takes long, every nth of its steps; each file that goes to reports/ has steps of its own.
STRIDES = {"compose": 11, "render": 5, "evidence": 5}
UNUSED = shutil.ignore_patterns("__pycache__", ".snakemake")


class Verbs:
    """Runs verbs to their end, or to a step."""

    def __init__(self) -> None:
        surroundings = Project(HERE).environment
        command = [sys.executable, str(Path(ending.__file__))]
        self._process = subprocess.Popen(
            command,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def run(self, project: Project, verb: str, *, step: int = 0) -> int:
        assert self._process.stdin and self._process.stdout
        print(project.root, verb, PAPER, step, sep="\t", file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate(timeout=60)


@pytest.fixture(scope="module")
def verbs() -> Iterator[Verbs]:
    started = Verbs()
    yield started
    started.close()


@pytest.mark.parametrize("verb", ending.VERBS)
def test_a_verb_that_is_ended_at_any_step(verb: str, verbs: Verbs, change: Change, tmp_path: Path) -> None:
    ready = _ready(verb, verbs, change.copied(tmp_path / "ready"))
    undisturbed = _copied(ready, tmp_path / "undisturbed")
    assert verbs.run(undisturbed, verb) == DONE
    wanted, ended, step = _written(undisturbed), KILLED, 1
    while ended != DONE:
        project = _copied(ready, tmp_path / "tried")
        ended = verbs.run(project, verb, step=step)
        assert ended in (KILLED, DONE), step
        _shows_nothing_mixed(project, change)
        _sweep(project)
        assert verbs.run(project, verb) == DONE
        assert _written(project) == wanted, step
        shutil.rmtree(project.root)
        step += STRIDES.get(verb, 1)
    assert step > 3


def _ready(verb: str, verbs: Verbs, project: Project) -> Project:
    """Build up to a verb."""
    for stage in list(ending.VERBS)[: list(ending.VERBS).index(verb)]:
        assert verbs.run(project, stage) == DONE
    _sweep(project)
    return project


def _copied(project: Project, root: Path) -> Project:
    """A copy whose files are links: verbs put new files in the place of old ones, and never write into them."""
    return Project(shutil.copytree(project.root, root, symlinks=True, copy_function=os.link, ignore=UNUSED))


def _written(project: Project) -> Files:
    found = [path for part in ("data/processed", "reports") for path in (project.root / part).rglob("*")]
    files = {path.relative_to(project.root): path for path in found if path.is_file() and path.suffix != ".lock"}
    return {name.as_posix(): path.read_bytes() for name, path in files.items() if "logs" not in name.parts}


def _shows_nothing_mixed(project: Project, change: Change) -> None:
    found = delivered(project)
    marked = found.pop(f"{PAPER}/{NOTICE}", None)
    assert {name for name, content in found.items() if content not in (change.old[name], change.new[name])} == set()
    assert found in (change.old, change.new) or marked


def _sweep(project: Project) -> None:
    """What the next build does before it plans."""
    records.sweep(project.root)
    for path in records.unfinished(project.root):
        records.remove(path)
