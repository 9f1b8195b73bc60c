"""The units are what systemd takes, and keep the refresh in its place."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import programs
from project import HERE
from scheduling.limits import longest_refresh

UNITS = HERE / "scheduling" / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
TIMERS = sorted(path.name for path in UNITS.glob("*.timer"))


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units in a folder of their own, for a project whose commands are there."""
    commands = tmp_path / "srv" / ".venv" / "bin"
    commands.mkdir(parents=True)
    for name in ("python", "tracepaper"):
        (commands / name).write_text("#!/bin/sh\n")
        (commands / name).chmod(0o755)
    units = tmp_path / "units"
    units.mkdir()
    for path in UNITS.iterdir():
        text = path.read_text("utf-8").replace("/srv/tracepaper", str(tmp_path / "srv"))
        (units / path.name).write_text(text, "utf-8")
    return units


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [programs.need("systemd-analyze"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"LC_ALL": "C.UTF-8"})


def test_systemd_finds_nothing_wrong(installed: Path) -> None:
    ended = analyze("verify", *map(str, sorted(installed.iterdir())))
    assert (ended.returncode, ended.stdout + ended.stderr) == (0, "")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("/bin/tracepaper refresh", "/bin/missing refresh"),
        ("ProtectSystem=", "ProtectSystems="),
        ("strict", "stricter"),
    ],
)
def test_systemd_would_find_what_is_wrong(installed: Path, was: str, becomes: str) -> None:
    unit = installed / "tracepaper-refresh.service"
    text = unit.read_text("utf-8")
    assert was in text
    unit.write_text(text.replace(was, becomes), "utf-8")
    ended = analyze("verify", str(unit))
    assert ended.stderr != ""


# Exposure in tenths, of 100; systemd calls up to 50 "ok" for what needs the network.
@pytest.mark.parametrize(("service", "most"), [("tracepaper-refresh.service", 20), ("tracepaper-overdue.service", 40)])
def test_a_service_is_little_exposed(installed: Path, service: str, most: int) -> None:
    ended = analyze("security", "--offline=yes", f"--threshold={most}", "--no-pager", str(installed / service))
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("timer", TIMERS)
def test_a_timer_starts_its_service_at_times_that_systemd_knows(timer: str) -> None:
    text = (UNITS / timer).read_text("utf-8")
    (times,) = re.findall(r"^OnCalendar=(.+)$", text, re.MULTILINE)
    assert analyze("calendar", times).returncode == 0
    assert timer.replace(".timer", ".service") in SERVICES
    assert "Persistent=true" in text


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        *((f"exited:{status}", False) for status in (0, 1, 2, 3, 4, 70, 73, 75, 124)),
        *(
            (ended, True)
            for ended in ("killed:KILL", "killed:TERM", "dumped:SEGV", "exited:203", "exited:226", "exited:130")
        ),
    ],
)
def test_a_refresh_that_could_not_speak_is_spoken_for(tmp_path: Path, ended: str, told: bool) -> None:
    unit = (UNITS / "tracepaper-refresh.service").read_text("utf-8")
    (line,) = re.findall(r"^ExecStopPost=/bin/sh -c '(.+)'$", unit, re.MULTILINE)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\n')
    python.chmod(0o755)
    code, status = ended.split(":")
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace("$$", "$")], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={"EXIT_CODE": code, "EXIT_STATUS": status},
    )  # fmt: skip
    assert done.stdout == ("-m tracepaper.editions.notices killed\n" if told else "")


def test_the_unit_gives_refresh_more_time_than_the_limits_of_all_its_papers() -> None:
    unit = (UNITS / "tracepaper-refresh.service").read_text("utf-8")
    (hours,) = re.findall(r"^TimeoutStartSec=(\d+)h$", unit, re.MULTILINE)
    assert int(hours) * 60 > longest_refresh()
