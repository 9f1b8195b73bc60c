"""The crate of a paper alone builds the same paper again, to the byte, in another place, time zone and locale."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from gates import same_bytes
from project import FULLEST, SMALLEST, Project, every_paper

# Another order of Python's sets, too.
SURROUNDINGS = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "4321"}


@pytest.mark.parametrize("paper", every_paper(SMALLEST, FULLEST))
def test_the_crate_alone_builds_the_same_paper_and_crate(paper: str, built: Project, tmp_path: Path) -> None:
    with zipfile.ZipFile(built.root / "reports" / paper / "crate.zip") as crate:
        crate.extractall(tmp_path / "a place elsewhere")
    again = Project(tmp_path / "a place elsewhere", SURROUNDINGS)
    told = _commands(again)
    shutil.rmtree(again.root / "reports")
    done = again.snakemake("--printshellcmds")
    assert done.returncode == 0, done.stdout + done.stderr

    ran = re.findall(r"^Shell command: (tracepaper .+?) >", done.stdout + done.stderr, re.MULTILINE)
    assert sorted(told) == sorted(ran)
    assert [command for command in told if "ingest" not in command] == [one for one in ran if "ingest" not in one]
    figures = Path("data", "processed", "papers", paper, "calculated", "figures.json")
    assert (again.root / figures).read_bytes() == (built.root / figures).read_bytes()
    faults = same_bytes.check(built.root, again.root, folder=f"reports/{paper}")
    assert not faults, "\n".join(faults)


def _commands(project: Project) -> list[str]:
    """What the crate says was run, in order."""
    described = json.loads((project.root / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    run = next(entity for entity in described if entity["@id"] == "#run")
    said: str = run["description"]
    return said.removeprefix("Commands, in order: ").removesuffix(".").split("; ")
