"""A temporary project with one source, and the command that its user types."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracepaper import cli
from unit.sources.source_project import Outcome, SourceProject


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SourceProject:
    """An empty project, which is the working folder."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = SourceProject(tmp_path / "project")
    made.folder.mkdir(parents=True)
    (made.root / "Snakefile").touch()
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def typed_by_user(project: SourceProject, capsys: pytest.CaptureFixture[str]) -> Callable[[], Outcome]:
    """Types `tracepaper ingest example`."""

    def run() -> Outcome:
        status = cli.main(["ingest", "example"])
        printed = capsys.readouterr()
        return Outcome(status, printed.err + printed.out)

    return run
