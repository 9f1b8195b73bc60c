"""What goes wrong while nobody watches: each fault has its own exit status, the last edition stays, and the next
refresh needs no help.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from crash import disks
from editions.ledger import APPROVER, PAPER, Office

LONGEST = 300


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one edition, and a second month that has come; nobody may change it."""
    office = Office.opened(tmp_path_factory.mktemp("first") / "project")
    office.receive("2026-04", oak="1010")
    assert office.on("2026-05-04").tracepaper("refresh").returncode == 0
    assert office.on("2026-05-05").tracepaper("publish", PAPER, "2026-04", "--role", APPROVER).returncode == 0
    office.receive("2026-05", oak="1020")
    return office.root


@pytest.fixture
def office(first: Path, tmp_path: Path) -> Office:
    """A copy of that project."""
    shutil.copytree(first, tmp_path / "project")
    return Office(tmp_path / "project")


def current(office: Office) -> str:
    path = office.root / "reports" / PAPER / "editions" / "register.json"
    return str(json.loads(path.read_text("utf-8"))["current"])


def refreshed(office: Office) -> subprocess.CompletedProcess[str]:
    return office.on("2026-06-04").tracepaper("refresh")


def wait(reached: Callable[[], object]) -> None:
    until = time.monotonic() + LONGEST
    while not reached():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.05)


def below(office: Office) -> list[psutil.Process]:
    """Whatever works in the run folders of the project."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd().startswith(f"{office.root}/runs"):
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
    return found


def test_when_the_time_is_up_it_is_stopped_and_nothing_goes_on(office: Office) -> None:
    office.edit("config/config.yaml", "time_limit_minutes: 30", "time_limit_minutes: 0.05")
    done = refreshed(office)
    assert done.returncode == 124 and "within 0.05 minutes" in done.stdout
    assert not below(office)
    assert current(office) == "2026-04"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_when_it_is_stopped_nothing_goes_on_and_the_next_one_publishes(number: signal.Signals, office: Office) -> None:
    running = office.begun("2026-06-04", "refresh")
    wait(lambda: below(office))
    running.send_signal(number)
    running.communicate(timeout=LONGEST)
    assert running.returncode == -number
    wait(lambda: not below(office))
    assert current(office) == "2026-04"
    done = refreshed(office)
    assert done.returncode == 0 and current(office) == "2026-05", done.stdout + done.stderr


def test_what_comes_in_while_it_builds_is_for_the_next_one(office: Office) -> None:
    running = office.begun("2026-06-04", "refresh")
    wait(
        lambda: any(step["step"] == "calculate" and step["run"].endswith(f"-{running.pid}") for step in office.steps())
    )
    office.receive("2026-05", oak="1090")
    office.write("workflow/tracepaper/figures/figure.py", "raise SystemExit('a module that is being edited')\n")
    running.communicate(timeout=LONGEST)
    assert running.returncode == 0
    held = json.loads((office.folder("2026-05") / "changes.json").read_text("utf-8"))
    assert {one["figure"]: one["new"] for one in held["changes"]}["latest-cost"] == "1254"  # 1,020 + 234


@pytest.fixture
def small_disk(tmp_path: Path, first: Path) -> Iterator[Office]:
    """The project on a disk of its own."""
    with disks.small(tmp_path / "disk", megabytes=400) as disk:
        shutil.copytree(first, disk / "project")
        yield Office(disk / "project")


def test_on_a_disk_without_room_it_does_not_begin(small_disk: Office) -> None:
    with disks.filled(small_disk.root.parent, left=50_000_000):
        done = refreshed(small_disk)
    assert done.returncode == 73 and "not enough room" in done.stdout, done.stdout + done.stderr
    assert current(small_disk) == "2026-04"


def test_when_the_disk_fills_up_while_it_builds_nothing_is_published_until_there_is_room(small_disk: Office) -> None:
    running = small_disk.begun("2026-06-04", "refresh")
    wait(lambda: below(small_disk))
    with disks.filled(small_disk.root.parent, left=0):
        said, faults = running.communicate(timeout=LONGEST)
    assert running.returncode == 73, said + faults
    assert "Traceback" not in said + faults
    assert current(small_disk) == "2026-04"
    done = refreshed(small_disk)
    assert done.returncode == 0 and current(small_disk) == "2026-05", done.stdout + done.stderr


def bound(office: Office) -> subprocess.CompletedProcess[str]:
    """A refresh that file permissions bind, also where root runs the tests."""
    return subprocess.run(
        [sys.executable, "-m", "tracepaper.cli", "refresh"], cwd=office.root, env=office.on("2026-06-04").environment,
        text=True, capture_output=True, timeout=LONGEST, preexec_fn=disks.without_privileges(),
    )  # fmt: skip


def test_a_source_that_may_not_be_read_is_a_fault_of_the_source(office: Office) -> None:
    (office.root / "data" / "raw" / "ledger" / "spend_2026-05.csv").chmod(0)
    done = bound(office)
    assert done.returncode == 3 and "spend_2026-05.csv" in done.stdout, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert current(office) == "2026-04"


@pytest.mark.parametrize("folder", ["runs", "reports/places/editions"])
def test_a_folder_that_may_not_be_written_is_said(folder: str, office: Office) -> None:
    with disks.read_only(office.root / folder):
        done = refreshed(office)
    assert done.returncode == 73 and "Read-only file system" in done.stdout + done.stderr, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert current(office) == "2026-04"


def test_one_paper_that_fails_keeps_no_other_from_its_edition(office: Office) -> None:
    shutil.copytree(office.root / "data/raw/ledger", office.root / "data/raw/broken")
    office.edit("data/raw/broken/datapackage.yaml", "name: ledger", "name: broken")
    office.edit("data/raw/broken/spend_2026-05.csv", "1020", "1,0,20")
    settings = (office.root / "config" / "papers" / f"{PAPER}.yaml").read_text("utf-8")
    other = settings.replace("paper: places", "paper: another").replace("ledger/spend", "broken/spend")
    office.write("config/papers/another.yaml", other)
    shutil.copy(office.root / f"templates/papers/{PAPER}.qmd.j2", office.root / "templates/papers/another.qmd.j2")
    done = refreshed(office)
    assert done.returncode == 3
    assert "another: failed." in done.stdout and "places: published." in done.stdout
    said = json.loads((office.root / "runs" / "status.json").read_text("utf-8"))
    assert [(one["paper"], one["outcome"], one["status"]) for one in said["papers"]] == [
        ("another", "failed", 3),
        ("places", "published", 0),
    ]
    assert said["exit_status"] == 3 and said["last_success"] == "2026-05-04"


def test_a_paper_with_faulty_settings_keeps_none_that_is_named_with_it_from_its_edition(office: Office) -> None:
    office.write("config/papers/another.yaml", "paper: [")
    done = office.on("2026-06-04").tracepaper("refresh", "another", PAPER)
    assert done.returncode == 4
    assert "another: failed." in done.stdout and "places: published." in done.stdout
    assert current(office) == "2026-05"


def test_a_withdrawn_edition_may_be_replaced_by_one_that_reads_the_same(office: Office) -> None:
    why = ("--because", "Its tables are cut in the PDF.")
    assert office.on("2026-05-06").tracepaper("withdraw", PAPER, "2026-04", "--role", APPROVER, *why).returncode == 0
    with (office.root / "workflow/tracepaper/papers/render/__init__.py").open("a", encoding="utf-8") as file:
        file.write("# The tables are mended.\n")
    done = office.on("2026-05-07").tracepaper("refresh", PAPER, "--period", "2026-04")
    assert done.returncode == 0 and "places: waiting." in done.stdout, done.stdout + done.stderr
    assert "Edition 2026-04, which it follows, was withdrawn" in done.stdout


def test_an_edition_that_was_altered_is_not_compared_with(office: Office) -> None:
    with (office.folder("2026-04") / "evidence.json").open("a") as file:
        file.write(" ")
    done = refreshed(office)
    assert done.returncode == 1 and "evidence.json is not what was published" in done.stdout
    assert current(office) == "2026-04"
