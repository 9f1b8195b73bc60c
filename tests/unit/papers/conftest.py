"""The desk of an officer whose paper is calculated, so that a test needs only to compose."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tracepaper import cli
from unit.papers.desk import COSTS, DICTIONARY, STAFF, VISITS, Desk, Outcome, write

TEMPLATES = Path(__file__).parents[3] / "templates"
Typed = Callable[..., Outcome]


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    """Types one command line in the working folder."""

    def run(*arguments: str) -> Outcome:
        capsys.readouterr()
        try:
            status = cli.main(arguments)
        except SystemExit as left:
            status = int(left.code or 0)
        printed = capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    return run


@pytest.fixture(scope="session")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose source is ingested and whose paper is calculated."""
    desk = Desk(tmp_path_factory.mktemp("papers") / "project", lambda *arguments: Outcome(0, "", ""))
    for part in ("brand", "types", "partials"):
        shutil.copytree(TEMPLATES / part, desk.root / "templates" / part)
    write(desk.root / "Snakefile", "")
    write(desk.root / "config" / "config.yaml", "renderer: embedded\n")
    write(desk.root / "data" / "raw" / "libraries" / "datapackage.yaml", json.dumps(DICTIONARY))
    for name, text in {"visits": VISITS, "costs": COSTS, "staff": STAFF}.items():
        desk.source(name, text)
    desk.settings()
    desk.words("## Visits {#sec-visits}\n\nPeople came {{ all_visits['2024/25'] }} times.")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(desk.root)
        assert cli.main(["ingest", "libraries"]) == 0
        assert cli.main(["calculate", "hours"]) == 0
    return desk.root


@pytest.fixture
def desk(calculated: Path, tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk of one's own."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = tmp_path / "project"
    shutil.copytree(calculated, root, copy_function=_copied)
    monkeypatch.chdir(root)
    return Desk(root, typed)


def _copied(path: str, target: str) -> None:
    """Fonts are large, and nobody writes to them."""
    (os.link if path.endswith(".ttf") else shutil.copyfile)(path, target)
