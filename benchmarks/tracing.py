"""Tracing a printed figure of a large paper, and verifying its files: from the PDF, from the page, by its name."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Measured, measured, table
from project import Project

WANTED = 500


def report() -> str:
    """Each verb as seconds and as a ratio to starting Python and doing nothing."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project.copied(Path(folder))
        measured([sys.executable, "-m", "snakemake", "--quiet", "all"], cwd=project.root, env=project.environment)
        paper, figures = _largest(project)
        file = f"reports/{paper}/{paper}"
        wanted = next(text for text in figures.values() if text.startswith("£"))
        start = measured([sys.executable, "-c", "pass"], cwd=project.root, env=project.environment)
        rows = {
            f"trace in a paper of {len(figures)} figures": _verb(project, "trace", paper, wanted),
            "trace in its PDF alone": _verb(project, "trace", f"{file}.pdf", wanted),
            "trace in its page alone": _verb(project, "trace", f"{file}.html", wanted),
            "verify its PDF alone": _verb(project, "verify", f"{file}.pdf"),
            "verify the paper": _verb(project, "verify", paper),
        }
    return table(
        ("verb", "seconds", "times an empty Python"),
        [(name, f"{m.seconds:.2f}", f"{m.seconds / start.seconds:.0f}") for name, m in rows.items()],
    )


def _verb(project: Project, *arguments: str) -> Measured:
    return measured([sys.executable, "-m", "tracepaper.cli", *arguments], cwd=project.root, env=project.environment)


def _largest(project: Project) -> tuple[str, dict[str, str]]:
    """The paper that has most figures, and those that it prints with their text."""
    found = {}
    for paper in project.papers:
        nodes = json.loads((project.root / "reports" / paper / "evidence.json").read_text("utf-8"))["figures"]
        found[paper] = {id: node["printed"][0] for id, node in nodes.items() if node["printed"]}
    paper = max(found, key=lambda name: len(found[name]))
    if len(found[paper]) < WANTED:
        raise RuntimeError(f"no paper prints {WANTED} figures; the largest prints {len(found[paper])}")
    return paper, found[paper]
