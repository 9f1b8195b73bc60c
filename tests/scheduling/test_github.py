"""The workflow is one that GitHub takes, and does what the page for those who run the machine says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from project import HERE
from scheduling.limits import longest_refresh

WORKFLOW = HERE / "scheduling" / "github" / "refresh.yml"
README = HERE / "scheduling" / "README.md"


def valid(path: Path) -> bool:
    """By the schema that the package check-jsonschema brings along: no network."""
    command = [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", path]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["refresh"]["steps"]
    return found


def script(name: str) -> str:
    (found,) = (step["run"] for step in steps() if step["name"] == name)
    return str(found)


def test_the_workflow_matches_the_schema() -> None:
    assert valid(WORKFLOW)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("runs-on:", "run-on:"), ("  schedule:", "  schedules:"), ("cancel-in-progress: false", "x: 1")],
)
def test_the_schema_would_find_what_is_wrong(tmp_path: Path, was: str, becomes: str) -> None:
    text = WORKFLOW.read_text("utf-8")
    assert was in text
    (tmp_path / "refresh.yml").write_text(text.replace(was, becomes), "utf-8")
    assert not valid(tmp_path / "refresh.yml")


def test_a_run_has_more_time_than_the_limits_of_all_its_papers() -> None:
    job = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["refresh"]
    assert job["timeout-minutes"] > longest_refresh()


def test_every_action_is_named_by_its_commit() -> None:
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]) for step in steps() if "uses" in step)


def test_its_commands_are_those_of_the_readme() -> None:
    blocks = re.findall(r"^```\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    install, refresh = script("Install tracepaper, every package by its hash"), script("Refresh")
    assert f"{install}{refresh}\n" in blocks


def test_editions_are_kept_only_where_those_so_far_were_taken_up() -> None:
    by_name = {step["name"]: step for step in steps()}
    assert by_name["Take up the editions so far"]["id"] == "taken"
    assert "steps.taken.outcome == 'success'" in by_name["Keep the editions"]["if"]


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "init.defaultBranch=main"]
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout  # fmt: skip


def runner(origin: Path, folder: Path) -> Path:
    """A fresh runner, after the step that fetches the editions so far."""
    folder.mkdir()
    git(folder, "clone", "--quiet", "--branch", "editions", str(origin), "kept")
    return folder


def shell(name: str, cwd: Path) -> int:
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script(name)], cwd=cwd, check=False).returncode


def test_editions_outlive_the_runner_and_two_pushes_are_never_mixed(tmp_path: Path) -> None:
    origin = tmp_path / "origin.git"
    git(tmp_path, "init", "--quiet", "--bare", str(origin))
    git(tmp_path, "clone", "--quiet", str(origin), "first")
    git(tmp_path / "first", "switch", "--quiet", "--orphan", "editions")
    git(tmp_path / "first", "commit", "--quiet", "--allow-empty", "--message", "Editions")
    git(tmp_path / "first", "push", "--quiet", "origin", "editions")

    one, late = runner(origin, tmp_path / "one"), runner(origin, tmp_path / "late")
    for folder in (one, late):
        assert shell("Take up the editions so far", folder) == 0
        (folder / "runs" / "status.json").write_text("{}")
        (folder / "runs" / "20261122T030000Z-7").mkdir()
        edition = folder / "reports" / "north" / "drafts" / "2026-11"
        edition.mkdir(parents=True)
        (edition / "edition.json").write_text(folder.name)
    assert shell("Keep the editions", one / "kept") == 0
    assert shell("Keep the editions", late / "kept") != 0

    two = runner(origin, tmp_path / "two")
    assert shell("Take up the editions so far", two) == 0
    kept = {
        path.relative_to(two).as_posix()
        for part in ("reports", "runs")
        for path in (two / part).rglob("*")
        if path.is_file()
    }
    assert kept == {"reports/north/drafts/2026-11/edition.json", "runs/status.json"}
    assert (two / "reports/north/drafts/2026-11/edition.json").read_text() == "one"

    # What waited and was published is no longer among what waits.
    (two / "reports/north/editions").mkdir()
    (two / "reports/north/drafts/2026-11").rename(two / "reports/north/editions/2026-11")
    assert shell("Keep the editions", two / "kept") == 0
    files = git(origin, "ls-tree", "-r", "--name-only", "editions").split()
    assert files == ["reports/north/editions/2026-11/edition.json", "runs/status.json"]
