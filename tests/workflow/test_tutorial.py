"""The tutorial is true: its files and commands, taken as they stand, do what its words say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gates.reading.html import document, traced
from project import HERE, Project

TUTORIAL = HERE / "docs" / "tutorial" / "a-first-paper.md"
SOURCE = Path("data", "raw", "library-visits")
TEMPLATE = Path("templates", "papers", "library-visits.qmd.j2")


def block(start: str) -> str:
    """The one block of code in the tutorial that starts with these words."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```$", TUTORIAL.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (found,) = (text for text in blocks if text.startswith(start))
    return str(found)


def shown(start: str) -> tuple[list[str], str]:
    """A command of the tutorial, without its prompt, and what the tutorial says that it prints."""
    *commands, printed = re.split(r"^\$ (.*)\n", block(start), flags=re.MULTILINE)[1:]
    return [command for command in commands if command], printed.strip()


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The project as it comes, without its own papers."""
    return Project.without_papers(tmp_path / "project")


def test_the_tutorial_leads_from_a_file_to_a_paper(project: Project) -> None:
    put(project.root / SOURCE / "visits.csv", block("Library,2023/24"))
    put(project.root / SOURCE / "datapackage.yaml", block("name: library-visits"))
    _is_told_of_the_cell(project)
    _mends_the_cell(project)
    put(project.root / "config" / "papers" / "library-visits.yaml", block("paper: library-visits"))
    put(project.root / TEMPLATE, block("{% extends"))
    _is_told_of_every_block_that_is_missing(project)
    _fills_the_blocks(project)
    _has_a_paper(project)


def _is_told_of_the_cell(project: Project) -> None:
    (command,), printed = shown("$ tracepaper ingest")
    done = project.tracepaper(*command.split()[1:])
    assert done.returncode == 3
    assert done.stderr.strip() == printed


def _mends_the_cell(project: Project) -> None:
    """They give 12,480 for Harbour, and so 43,050 + 12,480 = 55,530 in all."""
    export = block("Library,2023/24").replace("n/k", '"12,480"').replace('"53,510","43,050"', '"53,510","55,530"')
    put(project.root / SOURCE / "visits.csv", export)
    done = project.tracepaper("ingest", "library-visits")
    assert done.returncode == 0, done.stderr


def _is_told_of_every_block_that_is_missing(project: Project) -> None:
    done = project.snakemake()
    assert done.returncode != 0
    assert "found no block background, key_issues, options, consultation" in done.stdout + done.stderr


def _fills_the_blocks(project: Project) -> None:
    base = (project.root / "templates" / "types" / "options_appraisal.qmd.j2").read_text("utf-8")
    empty = [name for name in re.findall(r"{% block (\w+) required %}", base) if name != "summary"]
    said = "".join(f"{{% block {name} %}}\nNothing is to be said of this here.\n{{% endblock %}}\n" for name in empty)
    put(project.root / TEMPLATE, block("{% extends") + said)


def _has_a_paper(project: Project) -> None:
    """55,530 - 53,510 = 2,020 more visits: 3.8% of 53,510."""
    commands, printed = shown("$ snakemake")
    assert commands == ["snakemake", "tracepaper status library-visits"]
    done = project.snakemake()
    assert done.returncode == 0, done.stdout + done.stderr
    done = project.tracepaper("status", "library-visits")
    assert (done.returncode, done.stdout.strip()) == (0, printed)
    page = document(project.report("library-visits"))
    for entry in page.find_class("evidence"):
        entry.drop_tree()
    printed = {(figure.ident, figure.display) for figure in traced(page)}
    assert {("visits-2024-25", "55,530"), ("growth", "3.8%")} <= printed
