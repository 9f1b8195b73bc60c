"""The lines of the crontab are run by a real cron daemon, which knows nothing of who runs the tests."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import programs
from project import HERE, Project
from scheduling.servers import HOST, webhook

CRONTAB = (HERE / "scheduling" / "cron" / "tracepaper.crontab").read_text("utf-8")
SCHEDULE = re.compile(r"^[0-9*]+ [0-9*]+ \* \* [0-9*]+ ", re.MULTILINE)
PAPER = "library-hours"
# Seconds. Cron starts at the full minute, and a build takes half of one; the rest is for a machine that is busy.
PATIENCE = 600


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one small paper whose editions wait, and the environment that runs the tests as its own."""
    project = Project.without_papers(tmp_path / "project")
    made = project.tracepaper("new", "options_appraisal", PAPER)
    assert made.returncode == 0, made.stderr
    with (project.root / "config" / "papers" / f"{PAPER}.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\neditions:\n  author: Commissioning officer\n  approver: Director\n")
    for folder in ("runs", "reports"):
        (project.root / folder).mkdir()
    (project.root / ".venv").symlink_to(sys.prefix)
    return project


@contextlib.contextmanager
def daemon(crontab: Path, project: Project) -> Iterator[subprocess.Popen[bytes]]:
    """A cron daemon that knows one crontab, and a project in /srv/tracepaper; it ends with all that it started."""
    script = HERE / "tests" / "scheduling" / "cron_of_its_own.sh"
    nothing = crontab.parent / "nothing"
    nothing.mkdir()
    apart = ["unshare", "--mount", "--pid", "--mount-proc", "--fork", "--kill-child", "sh"]
    command = [*apart, *map(str, (script, crontab, project.root, nothing))]
    surroundings = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    with subprocess.Popen(command, env=surroundings, stdin=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def each_minute() -> str:
    """The crontab, but for its times and the file of addresses; and its first line again for one that is killed."""
    text, lines = SCHEDULE.subn("* * * * * ", CRONTAB.replace("/etc/tracepaper/notices", "/srv/tracepaper/addresses"))
    assert lines == 2
    (refresh,) = re.findall(r"^.*tracepaper refresh;.*$", text, re.MULTILINE)
    killed = refresh.replace(".venv/bin/tracepaper refresh", "sh -c 'kill -KILL $$'")
    assert killed != refresh
    return f"{text}{killed}\n"


def came_to(project: Project) -> Any:
    """What became of the paper in the last refresh, or nothing so far."""
    status = project.root / "runs" / "status.json"
    return json.loads(status.read_text("utf-8"))["papers"][0]["outcome"] if status.exists() else None


def test_cron_refreshes_and_speaks_for_a_refresh_that_was_killed(tmp_path: Path, project: Project) -> None:
    programs.need("cron")
    if os.geteuid():
        pytest.skip("a cron daemon of its own needs root")
    (tmp_path / "crontab").write_text(each_minute(), "utf-8")
    with webhook() as server:
        (project.root / "addresses").write_text(f"json://{HOST}:{server.port}\n", "utf-8")
        with daemon(tmp_path / "crontab", project) as cron:
            until = time.monotonic() + PATIENCE
            while (
                time.monotonic() < until and cron.poll() is None and not (came_to(project) and len(server.received) > 1)
            ):
                time.sleep(0.5)
    printed = (project.root / "runs" / "cron.txt").read_text("utf-8")
    assert came_to(project) in ("waiting", "unchanged"), (project.root / "runs" / "status.txt").read_text("utf-8")
    assert {notice["title"] for notice in server.received} == {
        "tracepaper: no good refresh for 35 days",
        "tracepaper: the refresh was killed, or never began",
    }, printed
    assert "Killed" in printed and "not found" not in printed
    (edition,) = (project.root / "reports" / PAPER / "drafts").iterdir()
    assert (edition / f"{PAPER}.pdf").read_bytes().startswith(b"%PDF")
    assert edition.stat().st_mode & 0o777 == 0o750


def test_no_line_has_a_character_that_cron_takes_for_the_end_of_it() -> None:
    commands = [line for line in CRONTAB.splitlines() if SCHEDULE.match(line)]
    assert len(commands) == 2
    assert not [line for line in commands if "%" in line]
    assert all("cd /srv/tracepaper && " in line for line in commands)
