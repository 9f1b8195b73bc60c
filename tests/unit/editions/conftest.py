"""A small project whose paper has editions: the working build of the paper stands for what was published."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from project import Project
from shared import built_once
from tracepaper import records
from tracepaper.editions import manifest, register
from tracepaper.editions.register import Entry, Register, SignOff, State
from workflow.conftest import add

PAPER = "north"
DAY = date(2026, 1, 8)
APPROVED = SignOff("Director of Places", DAY, "approved")


@dataclasses.dataclass(frozen=True)
class Shelf:
    """The editions of a paper in a project."""

    root: Path

    @property
    def register(self) -> Register:
        """As it is now."""
        return register.load(self.root, PAPER)

    def add(self, edition: str, state: State = "published", *, current: bool = False, **own: Any) -> Path:
        """Put an edition beside the others, of the working build of the paper; its folder."""
        folder = f"{'drafts' if state in ('waiting', 'refused') else 'editions'}/{edition}"
        path = self.root / "reports" / PAPER / folder
        if state != "removed":
            self._fill(path)
        said = hashlib.sha256((path / manifest.NAME).read_bytes()).hexdigest() if path.exists() else "gone"
        facts = {"date": DAY, "author": "Head of Places", "sign_off": (APPROVED,), "previous": "", **own}
        entry = Entry(edition, edition[:7], state, folder, inputs="", manifest=said, **facts)
        register.save(self.root, self.register.with_entry(entry, current=edition if current else None))
        return path

    def _fill(self, path: Path) -> None:
        working = self.root / "reports" / PAPER
        for file in sorted(working.iterdir()):
            if file.is_file():
                path.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, path)
        self.seal(path)

    def seal(self, path: Path, **more: Any) -> None:
        """Write edition.json for the files as they are."""
        files = {one.name: records.digest(one) for one in sorted(path.iterdir()) if one.name != manifest.NAME}
        (path / manifest.NAME).write_text(json.dumps({"files": files, **more}), "utf-8")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project of the workflow's tests, built once; nobody may change it."""
    return built_once(tmp_path_factory, "small of editions", _two_papers)


def _two_papers(root: Path) -> Project:
    project = Project.without_papers(root)
    for name in (PAPER, "south"):
        add(root, name)
    return project


@pytest.fixture
def shelf(small: Project, tmp_path: Path) -> Shelf:
    """A copy of what a project with editions holds besides its sources."""
    root = tmp_path / "project"
    for part in ("config", "templates", f"reports/{PAPER}"):
        shutil.copytree(small.root / part, root / part)
    shutil.copy(small.root / "Snakefile", root)
    return Shelf(root)
