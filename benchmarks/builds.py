"""Building papers: all of them from nothing, again with nothing to do, and one more."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Measured, measured, table
from project import Project


def report() -> str:
    """Three builds, each as seconds and as a ratio to the cold build."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project.copied(Path(folder))
        cold = _build(project)
        nothing = _build(project)
        _add_paper(project.root)
        one_more = _build(project)
    rows = {"all papers, from nothing": cold, "nothing to do": nothing, "one more paper": one_more}
    return table(
        ("build", "seconds", "of the first"),
        [(name, f"{m.seconds:.1f}", f"{m.seconds / cold.seconds:.2f}") for name, m in rows.items()],
    )


def _build(project: Project) -> Measured:
    command = [sys.executable, "-m", "snakemake", "--quiet", "all"]
    return measured(command, cwd=project.root, env=project.environment)


def _add_paper(root: Path) -> None:
    """The first paper again under another name: the same amount of work."""
    settings = min((root / "config" / "papers").glob("*.yaml"))
    name = "one-more-paper"
    text = settings.read_text("utf-8").replace(f"paper: {settings.stem}", f"paper: {name}", 1)
    settings.with_name(f"{name}.yaml").write_text(text, "utf-8")
    templates = root / "templates" / "papers"
    shutil.copy(templates / f"{settings.stem}.qmd.j2", templates / f"{name}.qmd.j2")
