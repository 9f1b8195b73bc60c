"""A copy of the project in a folder of its own, and what a user does with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parents[1]
PAPERS = tuple(sorted(path.stem for path in (HERE / "config" / "papers").glob("*.yaml")))
PARTS = (
    *("LICENSE", "Makefile", "Snakefile", "config", "data/raw", "environment.yml", "profiles", "pyproject.toml"),
    *("requirements.lock", "templates", "workflow"),
)


def _size(paper: str) -> int:
    return (HERE / "config" / "papers" / f"{paper}.yaml").stat().st_size


# Where a test takes long and says the same of each paper: the one with the least settings, and the one with the most.
SMALLEST, LARGEST = min(PAPERS, key=_size), max(PAPERS, key=_size)
# The one that uses most of what a paper may: two sources, CSV and Excel, corrections, claims, logs, charts, simulation.
FULLEST = "staffordshire-community-support"


def every_paper(*first: str) -> list[Any]:
    """Parameters of a test that takes long: some papers, and all others under `pytest -m soak`."""
    return [paper if paper in first else pytest.param(paper, marks=pytest.mark.soak) for paper in PAPERS]


@dataclass(frozen=True)
class Project:
    """A copy of the project at `root`; `surroundings` are environment variables for all that runs in it."""

    root: Path
    surroundings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def copied(cls, root: Path, *, surroundings: Mapping[str, str] | None = None) -> Project:
        """Copy what a build reads, and nothing that an earlier build left."""
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        for part in PARTS:
            target = root / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if (HERE / part).is_dir():
                shutil.copytree(HERE / part, target, ignore=ignored)
            else:
                shutil.copy(HERE / part, target)
        return cls(root, surroundings or {})

    @classmethod
    def without_papers(cls, root: Path) -> Project:
        """The project as it comes, without its own papers and sources, which only take time."""
        project = cls.copied(root)
        for part in ("config/papers", "data/raw", "templates/papers"):
            shutil.rmtree(root / part)
            (root / part).mkdir()
        return project

    @property
    def papers(self) -> tuple[str, ...]:
        """Ids of the papers."""
        return tuple(sorted(path.stem for path in (self.root / "config" / "papers").glob("*.yaml")))

    def snakemake(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A bare `snakemake`, as an officer types it."""
        return self._run("snakemake", *arguments)

    def tracepaper(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One verb of the command line."""
        return self._run("tracepaper.cli", *arguments)

    def report(self, paper: str, suffix: str = ".html") -> Path:
        """A delivered file of a paper."""
        return self.root / "reports" / paper / f"{paper}{suffix}"

    @property
    def environment(self) -> dict[str, str]:
        """The copy's own package comes first; the commands are those of the environment that runs the tests."""
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {
            **inherited,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(self.root / "workflow"),
            **self.surroundings,
        }

    def _run(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
        )
