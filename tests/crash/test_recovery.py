"""What a crash leaves is mended by the next plain `snakemake`: no flag, no manual step, never a wrong file in sight."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crash import disks
from crash.conftest import PAPER, TABLE, Change, Files, delivered
from project import Project
from tracepaper import begin, locks
from tracepaper.papers.deliver import NOTICE

RECORDS = Path("data", "processed", "papers", PAPER)
BUSY, CANNOT_WRITE = 75, 73
LONGEST = 120


def snakemake(project: Project, *, bound: bool = False) -> subprocess.CompletedProcess[str]:
    """A plain `snakemake`; `bound` by file permissions, also where the tests are run by root."""
    return subprocess.run(
        [sys.executable, "-m", "snakemake"],
        cwd=project.root,
        env=project.environment,
        capture_output=True,
        text=True,
        timeout=600,
        preexec_fn=disks.without_privileges() if bound else None,
    )


def started(project: Project) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "snakemake"],
        cwd=project.root,
        env=project.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


def everything(project: Project) -> Files:
    """All that a build writes, but for what only tells who was last at work."""
    files = [path for part in ("data/processed", "reports") for path in (project.root / part).rglob("*")]
    return {str(path): path.read_bytes() for path in files if path.is_file() and path.suffix != ".lock"}


def refused(done: subprocess.CompletedProcess[str], *, status: int, words: str) -> None:
    said = done.stdout + done.stderr
    assert done.returncode == status, said
    assert words in said
    assert "Traceback" not in said and "File " not in said


def recovers(project: Project, change: Change) -> None:
    done = snakemake(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert delivered(project) == change.new


def test_a_second_run_leaves_at_once_and_says_why(project: Project, change: Change) -> None:
    first = started(project)
    wait_until(lambda: (project.root / begin.RUN).read_text("utf-8").endswith("\n") and _is_held(project))
    refused(snakemake(project), status=BUSY, words=f"Another run (process {first.pid}, since ")
    refused(project.tracepaper("ingest", PAPER), status=BUSY, words="is at work; nothing was changed.")
    said, _ = first.communicate(timeout=LONGEST)
    assert first.returncode == 0, said
    assert delivered(project) == change.new


def _is_held(project: Project) -> bool:
    try:
        locks.held(project.root / begin.RUN, what="run").close()
    except locks.BusyError:
        return True
    return False


def test_a_run_that_is_refused_changes_nothing(project: Project) -> None:
    (project.root / RECORDS / "composed" / "record.json").write_text("no record", "utf-8")
    before = everything(project)
    with locks.held(project.root / begin.RUN, what="run"):
        refused(snakemake(project), status=BUSY, words=f"Another run (process {os.getpid()}, since ")
    assert everything(project) == before


def test_a_run_that_is_told_to_stop_while_it_chooses_its_next_jobs_ends(project: Project, change: Change) -> None:
    run = started(project)
    assert run.stdout is not None
    wait_until(lambda: "Select jobs to execute" in run.stdout.readline())
    for _ in range(300):
        run.terminate()
        time.sleep(0.0005)
    said, _ = run.communicate(timeout=LONGEST)
    assert "Will exit after finishing currently running jobs" in said
    assert delivered(project) == change.old
    recovers(project, change)


def test_a_run_waits_for_a_job_that_a_killed_one_left(project: Project, change: Change) -> None:
    with locks.shared(project.root / begin.WORK):
        run = started(project)
        assert run.stdout is not None
        wait_until(lambda: begin.WAITING in run.stdout.readline())
        before = everything(project)
        time.sleep(0.5)
        assert everything(project) == before
    said, _ = run.communicate(timeout=LONGEST)
    assert run.returncode == 0, said
    assert delivered(project) == change.new


def test_a_job_that_starts_after_its_run_was_killed_and_another_began_leaves(project: Project) -> None:
    with locks.held(project.root / begin.RUN, what="run"):
        pass
    before = everything(project)
    late = Project(project.root, {begin.TOKEN: "run 0123456789abcdef"})
    refused(late.tracepaper("ingest", PAPER), status=BUSY, words="The run that started this is over")
    assert everything(project) == before


def test_what_killed_runs_left_is_cleared_away(project: Project, change: Change) -> None:
    record = (RECORDS / "composed" / "record.json").as_posix()
    notes = project.root / ".snakemake"
    for part, name, content in (
        ("locks", "0.input.lock", record),
        ("locks", "0.output.lock", record),
        ("incomplete", base64.b64encode(record.encode()).decode(), ""),
    ):
        (notes / part).mkdir(exist_ok=True)
        (notes / part / name).write_text(content, "utf-8")
    for note in (notes / "metadata").iterdir():
        note.write_bytes(b"")
    left = (
        RECORDS / "composed" / ".paper.1.part" / "north.qmd",
        RECORDS / ".rendered.1.part" / ".north.html.2.part",
        RECORDS / "calculated" / ".figures.json.1.part",
        Path("reports", ".north.1.part", "north.html"),
        Path("reports", "north", f".{NOTICE}.1.part"),
    )
    published = Path("reports", "north", "editions", ".2026-11.1.part", "north.html")
    for path in (*left, published):
        (project.root / path).parent.mkdir(parents=True, exist_ok=True)
        (project.root / path).write_text("half of a", "utf-8")
    recovers(project, change)
    assert [str(path) for path in left if (project.root / path).exists()] == []
    assert (project.root / published).read_text("utf-8") == "half of a"
    assert "corrupted" not in (again := snakemake(project)).stdout + again.stderr


def test_a_compiled_module_that_a_full_disk_cut_short_is_made_again(project: Project, change: Change) -> None:
    compiled = sorted((project.root / "workflow" / "tracepaper" / "sources" / "__pycache__").glob("*.pyc"))
    assert compiled
    for path in compiled:
        path.write_bytes(path.read_bytes()[:100])
    recovers(project, change)


def test_nothing_is_compiled_on_a_disk_that_is_all_but_full(project: Project, tmp_path: Path) -> None:
    with disks.small(tmp_path / "disk", megabytes=40) as disk:
        shutil.copytree(project.root / "workflow", disk / "workflow", ignore=shutil.ignore_patterns("*.pyc"))
        command = [sys.executable, "-c", "import tracepaper.records"]
        for left, compiled in ((1_000_000, {"__init__"}), (25_000_000, {"__init__", "errors", "records"})):
            with disks.filled(disk, left=left):
                subprocess.run(command, env=Project(disk).environment, check=True)
                assert {path.name.split(".")[0] for path in disk.rglob("*.pyc")} == compiled


@pytest.fixture
def small_disk(change: Change, tmp_path: Path) -> Iterator[Project]:
    """The changed project on a disk with room for a build and little more."""
    with disks.small(tmp_path / "disk", megabytes=60) as disk:
        yield change.copied(disk / "project")


def test_a_disk_that_is_full_at_the_start(small_disk: Project) -> None:
    before = everything(small_disk)
    with disks.filled(small_disk.root.parent, left=100_000):
        refused(snakemake(small_disk), status=CANNOT_WRITE, words="0.1 MB left; a build wants 20 MB at least.")
        assert everything(small_disk) == before


@pytest.mark.parametrize("stage", ["calculated", "rendered"])
def test_a_disk_that_fills_up_on_the_way(stage: str, small_disk: Project, change: Change) -> None:
    record = small_disk.root / RECORDS / stage / "record.json"
    record.unlink()
    run = started(small_disk)
    wait_until(record.exists)
    with disks.filled(small_disk.root.parent, left=40_000):
        said, _ = run.communicate(timeout=LONGEST)
        assert run.returncode == 1, said
        assert "Traceback" not in said
        assert "Make room there, then run it again." in said.splitlines()[-1]
        assert delivered(small_disk) == change.old
    recovers(small_disk, change)


def test_a_disk_that_fills_up_during_the_delivery(small_disk: Project, change: Change) -> None:
    stages = ("ingest", "calculate", "compose", "render", "evidence")
    assert [small_disk.tracepaper(stage, PAPER).returncode for stage in stages] == [0] * len(stages)
    with disks.filled(small_disk.root.parent, left=200_000):
        done = small_disk.tracepaper("deliver", PAPER)
        refused(done, status=CANNOT_WRITE, words="reports/north cannot be written: No space left on device (")
        assert "Its files are as before. Mend that, then run: snakemake" in done.stderr
        assert delivered(small_disk) == change.old
    recovers(small_disk, change)


def test_a_project_on_a_disk_that_is_read_only(project: Project) -> None:
    before = everything(project)
    with disks.read_only(project.root):
        refused(snakemake(project), status=CANNOT_WRITE, words="cannot be written: Read-only file system.")
        verb = project.tracepaper("ingest", PAPER)
        refused(verb, status=CANNOT_WRITE, words="cannot be written: Read-only file system.")
        assert project.tracepaper("status").returncode == 1
    assert everything(project) == before


@pytest.mark.parametrize("folder", [".snakemake", ".snakemake/metadata", "data/processed/papers/north/composed"])
def test_a_folder_that_may_not_be_written(folder: str, project: Project) -> None:
    before = everything(project)
    (project.root / folder).chmod(0o555)
    refused(snakemake(project, bound=True), status=CANNOT_WRITE, words=f"{folder} cannot be written. Ask its owner")
    (project.root / folder).chmod(0o755)
    assert everything(project) == before


def test_a_paper_whose_folder_in_reports_may_not_be_written(project: Project, change: Change) -> None:
    folder = project.root / "reports" / PAPER
    folder.chmod(0o555)
    done = snakemake(project, bound=True)
    assert done.returncode == 1
    assert "reports/north cannot be written: Permission denied" in done.stdout + done.stderr
    assert delivered(project) == change.old
    folder.chmod(0o755)
    recovers(project, change)


@pytest.mark.parametrize("path", [TABLE, TABLE.parent / "datapackage.yaml", Path("config", "papers", "north.yaml")])
def test_a_file_that_may_not_be_read(path: Path, project: Project, change: Change) -> None:
    (project.root / path).chmod(0)
    done = snakemake(project, bound=True)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert path.name in said and ("may not be read" in said or "Permission denied" in said)
    assert "Traceback" not in said
    assert delivered(project) == change.old
    (project.root / path).chmod(0o644)
    if path == TABLE:
        recovers(project, change)


def test_status_and_a_notice_tell_of_files_of_two_builds(project: Project, change: Change) -> None:
    folder = project.root / "reports" / PAPER
    (folder / f"{PAPER}.pdf").unlink()
    (folder / f"{PAPER}.pdf").mkdir()
    (folder / f"{PAPER}.pdf" / "in the way").write_text("of a file", "utf-8")
    done = snakemake(project)
    assert done.returncode == 1
    assert f"Some of its files may be new, as {NOTICE} says." in done.stdout + done.stderr
    assert "If this notice stays, the build was stopped" in (folder / NOTICE).read_text("utf-8")
    status = project.tracepaper("status")
    assert status.returncode == 1
    assert "north: being replaced" in status.stdout
    shutil.rmtree(folder / f"{PAPER}.pdf")
    recovers(project, change)
    assert "north: up to date" in project.tracepaper("status").stdout
