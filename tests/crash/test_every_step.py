"""Each verb is ended at each of its steps on the disk: what it leaves is never taken for whole, and it is mended.

The steps are the operations that the interpreter announces before it does them: files opened for writing, renamed and
removed, folders made and removed. A verb is forked, and ends at one of them as a kill would end it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crash.conftest import PAPER, Change, Files, delivered
from project import Project
from tracepaper import begin, records
from tracepaper.evidence import gather
from tracepaper.papers import calculate, compose, deliver, rendering
from tracepaper.sources import ingest

Verb = Callable[[Path, str], Path]
STAGES: dict[str, Verb] = {
    "ingest": ingest.ingest,
    "calculate": calculate.calculate,
    "compose": compose.compose,
    "render": rendering.render_paper,
    "evidence": gather.gather,
    "deliver": deliver.deliver,
}
CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir")
KILLED, DONE, FAILED = 9, 0, 1


@pytest.fixture
def ready(change: Change, tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    """The changed project, built up to the verb that is tried."""
    project = change.copied(tmp_path / "project")
    for stage, verb in STAGES.items():
        if stage == request.param:
            break
        assert _forked(project.root, verb, step=None) == DONE
    return project


@pytest.mark.parametrize(("ready", "stage"), [(stage, stage) for stage in STAGES], indirect=["ready"])
def test_a_verb_that_is_ended_at_any_step(ready: Project, stage: str, change: Change, tmp_path: Path) -> None:
    verb, step = STAGES[stage], 0
    wanted = _undisturbed(ready, verb, tmp_path / "undisturbed")
    while True:
        step += 1
        project = Project(shutil.copytree(ready.root, tmp_path / str(step), symlinks=True))
        ended = _forked(project.root, verb, step=step)
        assert ended in (KILLED, DONE)
        _shows_nothing_mixed(project, change)
        _is_swept(project)
        assert _forked(project.root, verb, step=None) == DONE
        assert _made(project) == wanted
        shutil.rmtree(project.root)
        if ended == DONE:
            break
    assert step > 3


def _undisturbed(ready: Project, verb: Verb, root: Path) -> Files:
    project = Project(shutil.copytree(ready.root, root, symlinks=True))
    assert _forked(root, verb, step=None) == DONE
    return _made(project)


def _made(project: Project) -> Files:
    """All files that verbs write, by path."""
    found = [path for part in ("data/processed", "reports") for path in (project.root / part).rglob("*")]
    return {p.relative_to(project.root).as_posix(): p.read_bytes() for p in found if p.is_file() and p.suffix != ".lock"}


def _shows_nothing_mixed(project: Project, change: Change) -> None:
    found = delivered(project)
    marked = found.pop(f"{PAPER}/{deliver.NOTICE}", None)
    assert {name for name, content in found.items() if content not in (change.old[name], change.new[name])} == set()
    assert found in (change.old, change.new) or marked


def _is_swept(project: Project) -> None:
    records.sweep(project.root)
    for path in records.unfinished(project.root):
        records.remove(path)


def _forked(root: Path, verb: Verb, *, step: int | None) -> int:
    """Run a verb in a child of this process, to its end or to a step; its exit status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = FAILED
    try:
        os.chdir(root)
        sys.stderr = (root / ".snakemake" / "said.txt").open("a", encoding="utf-8")
        if step is not None:
            sys.addaudithook(_ends_at(step, root))
        verb(root, PAPER)
        status = DONE
    finally:
        os._exit(status)
    raise AssertionError("unreachable")


def _ends_at(step: int, root: Path) -> Callable[[str, tuple[Any, ...]], None]:
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if _is_step(event, arguments, str(root)):
            seen += 1
            if seen == step:
                os._exit(KILLED)

    return hook


def _is_step(event: str, arguments: tuple[Any, ...], root: str) -> bool:
    if event == "open":
        path, _, flags = arguments
        return isinstance(path, str) and path.startswith(root) and bool(flags & (os.O_WRONLY | os.O_RDWR))
    return event in CHANGES and str(arguments[0]).startswith(root)


def test_the_locks_of_a_build_are_no_leftovers() -> None:
    assert not {begin.RUN.suffix, begin.WORK.suffix} & {records.UNFINISHED}
