"""A small project with two papers, so that a build takes seconds: the real rules, package and brand."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from project import Project
from shared import built_once

DICTIONARY = """\
name: {name}
title: Places in {name}
created: "2026-01-05"
contributors:
  - {{title: Sampleshire County Council, role: publisher}}
licenses:
  - {{name: ogl-3.0, title: Open Government Licence 3.0}}
sources:
  - {{title: Register of places}}
tracepaper: {{received: "2026-01-06", classification: public}}
resources:
  - name: places
    title: Places
    path: places.csv
    format: csv
    hash: "sha256:{digest}"
    schema:
      primaryKey: [home]
      fields:
        - {{name: home, title: Home, type: string, constraints: {{required: true}}}}
        - {{name: cost, title: Cost, type: number, constraints: {{required: true}}, tracepaper: {{unit: GBP}}}}
"""
SETTINGS = """\
paper: {name}
type: note
title: Places in {name}
short_title: Places in {name}
council: Sampleshire County Council
date: "2026-01-08"
summary: What places cost.
cover:
  committee: Cabinet
  report_title: Places
  key_decision: "No"
  director: Director of Places
  authors: [Head of Places]
  wards: All
  considered_by: None
  council_approval: "No"
  exempt: "No"
tables: {{places: {name}/places}}
figures:
  - {{id: total-cost, label: Cost of all places, formula: places.total("cost"), display: pounds}}
recommendations: ["That the cost be noted."]
"""
TEMPLATE = """\
{{ front_matter }}

## Cost {#sec-cost}

All places cost {{ total_cost }}.
"""


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project, built once."""
    return built_once(tmp_path_factory, "small", _two_papers)


def _two_papers(root: Path) -> Project:
    project = Project.without_papers(root)
    for name in ("north", "south"):
        add(root, name)
    return project


@pytest.fixture
def project(pristine: Project, tmp_path: Path) -> Project:
    """A copy of the small project as a good build left it, with file times and Snakemake's own notes."""
    root = tmp_path / "project"
    shutil.copytree(pristine.root, root, symlinks=True)
    return Project(root)


def add(root: Path, name: str) -> None:
    """A paper of one figure, the sum of the two rows of its table."""
    table = "Home,Cost\nOak House,1000\nElm House,234\n"
    digest = hashlib.sha256(table.encode()).hexdigest()
    _write(root / "data" / "raw" / name / "places.csv", table)
    _write(root / "data" / "raw" / name / "datapackage.yaml", DICTIONARY.format(name=name, digest=digest))
    _write(root / "config" / "papers" / f"{name}.yaml", SETTINGS.format(name=name))
    _write(root / "templates" / "papers" / f"{name}.qmd.j2", TEMPLATE)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
