"""A paper of each type, as `tracepaper new` writes it, is built by one bare `snakemake` and passes as any other."""

from __future__ import annotations

import zipfile

import pytest

from project import HERE, Project
from tracepaper.papers import scaffold

PAPERS = {f"new-{type.replace('_', '-')}": type for type in scaffold.types(HERE)}
DELIVERED = (".html", ".pdf", ".docx", ".qmd")
AUDIT = ("audit.xlsx", "crate.zip", "evidence.json")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project without its own papers, and a new one of each type, built by one `snakemake`."""
    project = Project.without_papers(tmp_path_factory.mktemp("new") / "project")
    for paper, type in PAPERS.items():
        done = project.tracepaper("new", type, paper)
        assert done.returncode == 0, done.stdout + done.stderr
    done = project.snakemake()
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_the_samples_are_no_papers_themselves(started: Project) -> None:
    assert started.papers == tuple(sorted(PAPERS))
    for paper in PAPERS:
        with zipfile.ZipFile(started.root / "reports" / paper / "crate.zip") as crate:
            assert not [name for name in crate.namelist() if name.startswith(scaffold.SAMPLES.as_posix())]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_is_delivered(paper: str, started: Project) -> None:
    folder = started.root / "reports" / paper
    assert [
        name for name in (*(f"{paper}{suffix}" for suffix in DELIVERED), *AUDIT) if not (folder / name).is_file()
    ] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_verified(paper: str, started: Project) -> None:
    done = started.tracepaper("verify", paper)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Everything that was checked agrees." in done.stdout
