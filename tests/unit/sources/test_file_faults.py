"""Files and folders that are not what they seem: none of them is opened, followed or run."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tracepaper import cli
from tracepaper.sources import ingest, intake
from unit.sources.source_project import Outcome, SourceProject

Typing = Callable[[], Outcome]
ROWS = [["A", "5"]]


def fifo(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def link(path: Path) -> None:
    target = path.parents[3] / "elsewhere.csv"
    target.write_text("Option,Cost\nA,5\n")
    path.symlink_to(target)


def broken_link(path: Path) -> None:
    path.symlink_to("nowhere.csv")


@pytest.mark.parametrize("make", [fifo, folder, link, broken_link])
def test_what_is_no_regular_file_is_refused_at_once(
    make: Callable[[Path], None], project: SourceProject, typed_by_user: Typing
):
    path = project.table(ROWS)
    path.unlink()
    make(path)
    typed_by_user().refused("costs.csv", "not a regular file", "not a link, folder, pipe or device")


def test_a_deleted_file_is_missed(project: SourceProject, typed_by_user: Typing):
    project.table(ROWS).unlink()
    typed_by_user().refused("costs.csv", "found no such file", "Put the file back")


def test_a_file_larger_than_any_table_is_refused_unread(
    project: SourceProject, typed_by_user: Typing, monkeypatch: pytest.MonkeyPatch
):
    size = project.table(ROWS).stat().st_size
    monkeypatch.setattr(intake, "LARGEST", size)
    assert typed_by_user().status == 0
    monkeypatch.setattr(intake, "LARGEST", size - 1)
    typed_by_user().refused(f"{size} bytes", f"at most {size - 1}", "Split the file by period")


def test_a_file_that_may_not_be_read_is_refused(
    project: SourceProject, typed_by_user: Typing, monkeypatch: pytest.MonkeyPatch
):
    path = project.table(ROWS)
    may = os.access  # the superuser, who runs tests in a container, may read every file
    monkeypatch.setattr(os, "access", lambda asked, mode: Path(asked).name != path.name and may(asked, mode))
    typed_by_user().refused("a file that may not be read", "Ask its owner")


ODD_NAMES = [
    "$(touch PWNED).csv",
    "../../etc/passwd",
    "/etc/passwd",
    "-rf.csv",
    "a b.csv",
    "£.csv",
    "a'b.csv",
    "a\nb.csv",
]


@pytest.mark.parametrize("name", [*ODD_NAMES, ".x"])
def test_a_file_name_that_a_shell_may_obey_or_that_leads_elsewhere_is_refused(
    name: str, project: SourceProject, typed_by_user: Typing
):
    project.table(ROWS)
    project.resources[0]["path"] = name
    project.write_dictionary()
    typed_by_user().refused("data/raw/example/datapackage.yaml", "resources.0.path", status=4)
    assert not list(project.root.rglob("PWNED"))


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "-rf", "..", ".", "", "/etc", "Example", "no-such-source"])
def test_a_source_that_is_no_folder_of_data_raw_is_refused(name: str, project: SourceProject):
    project.table(ROWS)
    with pytest.raises(ingest.CallError, match=r"There are: example\.") as refused:
        ingest.ingest(project.root, name)
    assert refused.value.exit_status == 2


def test_a_project_without_sources_says_so(project: SourceProject):
    project.folder.rmdir()
    project.folder.parent.rmdir()
    with pytest.raises(ingest.CallError, match="There are: none"):
        ingest.ingest(project.root, "example")


def test_a_source_folder_that_is_a_link_is_refused(project: SourceProject, typed_by_user: Typing):
    project.table(ROWS)
    moved = project.root / "elsewhere"
    project.folder.rename(moved)
    project.folder.symlink_to(moved)
    typed_by_user().refused("data/raw/example is refused.", "found a link; expected a folder")


def test_a_data_dictionary_that_is_a_link_is_refused(project: SourceProject, typed_by_user: Typing):
    project.table(ROWS)
    dictionary = project.folder / "datapackage.yaml"
    dictionary.rename(project.root / "elsewhere.yaml")
    dictionary.symlink_to(project.root / "elsewhere.yaml")
    outcome = typed_by_user()
    assert (outcome.status, "datapackage.yaml is a link" in outcome.text) == (4, True)


def test_a_source_without_a_data_dictionary_is_refused(project: SourceProject, typed_by_user: Typing):
    typed_by_user().refused("datapackage.yaml is missing", "Put the file back", status=4)


def test_a_program_beside_the_tables_is_neither_read_nor_run(project: SourceProject, monkeypatch: pytest.MonkeyPatch):
    project.table(ROWS)
    for name in ("pandas.py", "json.py", "pyarrow.py", "conftest.py"):
        (project.folder / name).write_text(f"open({str(project.root / 'RAN')!r}, 'w')")
    monkeypatch.chdir(project.folder)
    assert list(project.ingest()["tables"]) == ["costs"]
    assert not (project.root / "RAN").exists()


def test_a_file_that_changes_while_it_is_read_leaves_no_record(project: SourceProject, monkeypatch: pytest.MonkeyPatch):
    path = project.table(ROWS)
    described = ingest.read

    def read_then_changed(root: Path, source: str) -> object:
        result = described(root, source)
        path.write_text("Option,Cost\nA,6\n")
        return result

    monkeypatch.setattr(ingest, "read", read_then_changed)
    with pytest.raises(ingest.SourceError, match="changed while it was read"):
        ingest.ingest(project.root, "example")
    assert not list(project.root.rglob("record.json"))


def test_the_command_says_what_it_made(project: SourceProject, capsys: pytest.CaptureFixture[str]):
    project.table(ROWS)
    assert cli.main(["ingest", "example"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "data/processed/tables/example/costs.parquet",
        "data/processed/tables/example/source.json",
    ]
