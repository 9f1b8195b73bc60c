"""Build records: a result is kept only while everything it was made from, and it itself, is what it was."""

import errno
import hashlib
import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tracepaper import records

OLD, NOW, FUTURE = 1_000_000_000, 1_700_000_000, 2_000_000_000


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one source of two files, its table, and a paper that was made from the table."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for path, text in {
        "data/raw/example/costs.csv": "Option,Cost\nA,5\n",
        "data/raw/example/datapackage.yaml": "name: example\n",
        "workflow/tracepaper/sums.py": "x = 1\n",
        "requirements.lock": "pandas==1\n",
        "data/processed/tables/example/costs.parquet": "table",
        "data/processed/papers/paper/figures.json": "{}",
        "config/papers/paper.yaml": "paper: paper\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    write_table(tmp_path)
    write_paper(tmp_path)
    return tmp_path


def table(root: Path) -> Path:
    return root / "data/processed/tables/example/record.json"


def paper(root: Path) -> Path:
    return root / "data/processed/papers/paper/record.json"


def write_table(root: Path, until: date | None = None) -> None:
    made = table(root).with_name("costs.parquet")
    records.write(
        table(root), root=root, made_from=records.note(root, [root / "data/raw/example"]), made=[made], until=until
    )


def write_paper(root: Path) -> None:
    made_from = records.note(root, [table(root), root / "config/papers/paper.yaml"])
    records.write(paper(root), root=root, made_from=made_from, made=[paper(root).with_name("figures.json")])


def test_what_nobody_touched_is_kept(root: Path):
    assert records.sweep(root) == ()
    assert records.is_current(paper(root), root=root)


def touch(path: Path, seconds: int) -> None:
    os.utime(path, (seconds, seconds))


def changed_with_time(seconds: int) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / "data/raw/example/costs.csv"
        path.write_text("Option,Cost\nA,6\n")
        touch(path, seconds)

    return change


def added(root: Path) -> None:
    (root / "data/raw/example/more.csv").write_text("x\n")


def deleted(root: Path) -> None:
    (root / "data/raw/example/costs.csv").unlink()


def renamed(root: Path) -> None:
    (root / "data/raw/example/costs.csv").rename(root / "data/raw/example/cost.csv")


def made_a_pipe(root: Path) -> None:
    deleted(root)
    os.mkfifo(root / "data/raw/example/costs.csv")


def made_a_link(root: Path) -> None:
    path = root / "data/raw/example/costs.csv"
    path.rename(root / "elsewhere.csv")
    path.symlink_to(root / "elsewhere.csv")


def source_removed(root: Path) -> None:
    for path in (root / "data/raw/example").iterdir():
        path.unlink()
    (root / "data/raw/example").rmdir()


def code_changed(root: Path) -> None:
    (root / "workflow/tracepaper/sums.py").write_text("x = 2\n")


def code_added(root: Path) -> None:
    (root / "workflow/tracepaper/more").mkdir()
    (root / "workflow/tracepaper/more/new.py").write_text("")


def lock_changed(root: Path) -> None:
    (root / "requirements.lock").write_text("pandas==2\n")


def table_tampered_with(root: Path) -> None:
    with (table(root).with_name("costs.parquet")).open("a") as file:
        file.write("TAMPER,1")


def table_deleted(root: Path) -> None:
    table(root).with_name("costs.parquet").unlink()


def record_truncated(root: Path) -> None:
    table(root).write_bytes(b"")


def record_cut_in_half(root: Path) -> None:
    table(root).write_bytes(table(root).read_bytes()[:60])


def record_of_another_shape(root: Path) -> None:
    table(root).write_text('["made"]')


def record_of_bytes(root: Path) -> None:
    table(root).write_bytes(b"\xff\xfe\x00")


def record_deleted(root: Path) -> None:
    table(root).unlink()


CAUSES = [
    changed_with_time(OLD),
    changed_with_time(NOW),
    changed_with_time(FUTURE),
    added,
    deleted,
    renamed,
    made_a_pipe,
    made_a_link,
    source_removed,
    code_changed,
    code_added,
    lock_changed,
    table_tampered_with,
    table_deleted,
    record_truncated,
    record_cut_in_half,
    record_of_another_shape,
    record_of_bytes,
    record_deleted,
]


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.__name__)
def test_a_table_that_is_no_longer_true_falls_and_the_paper_made_from_it_falls_with_it(
    cause: Callable[[Path], None], root: Path
):
    before = {table(root), paper(root)}
    cause(root)
    removed = set(records.sweep(root))
    assert removed | ({table(root)} if cause is record_deleted else set()) == before
    assert records.records(root) == []


def test_content_of_the_same_length_and_time_is_seen_to_be_other_content(root: Path):
    path = root / "data/raw/example/costs.csv"
    was = path.stat()
    changed_with_time(NOW)(root)
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert path.stat().st_size == was.st_size
    assert len(records.sweep(root)) == 2


@pytest.mark.parametrize("seconds", [OLD, FUTURE])
def test_a_new_file_time_alone_changes_nothing(seconds: int, root: Path):
    for path in root.rglob("*"):
        touch(path, seconds)
    assert records.sweep(root) == ()


def test_a_change_of_the_paper_leaves_the_table_it_was_made_from(root: Path):
    (root / "config/papers/paper.yaml").write_text("paper: other\n")
    assert records.sweep(root) == (paper(root),)
    assert records.records(root) == [table(root)]


def test_what_python_leaves_beside_the_code_is_no_change(root: Path):
    for name in ("__pycache__", "tracepaper.egg-info"):
        (root / "workflow/tracepaper" / name).mkdir()
        (root / "workflow/tracepaper" / name / "sums.cpython-311.pyc").write_bytes(b"x")
    assert records.sweep(root) == ()


@pytest.mark.parametrize(("day", "kept"), [("2024-06-29", True), ("2024-06-30", True), ("2024-07-01", False)])
def test_a_result_is_used_until_the_end_of_its_last_day(
    day: str, kept: bool, root: Path, monkeypatch: pytest.MonkeyPatch
):
    write_table(root, until=date(2024, 6, 30))
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
    assert records.today() == noon.date()
    assert records.is_current(table(root), root=root) is kept


def test_without_a_given_day_today_is_that_of_the_clock():
    assert abs((records.today() - datetime.now(UTC).date()).days) <= 1


def test_a_record_names_its_files_by_digest_and_path_in_the_project_and_no_time(root: Path):
    content = json.loads(table(root).read_text())
    costs = hashlib.sha256(b"table").hexdigest()
    assert content["made"] == {"data/processed/tables/example/costs.parquet": costs}
    lines = [
        f"costs.csv\0{hashlib.sha256(b'Option,Cost' + chr(10).encode() + b'A,5' + chr(10).encode()).hexdigest()}\n",
        f"datapackage.yaml\0{hashlib.sha256(b'name: example' + chr(10).encode()).hexdigest()}\n",
    ]
    assert content["made_from"] == {"data/raw/example": hashlib.sha256("".join(lines).encode()).hexdigest()}
    assert set(content) == {"made", "made_from", "code_version", "environment", "until"}
    assert str(root) not in table(root).read_text()


def test_the_same_files_in_another_folder_have_the_same_record(root: Path, tmp_path_factory: pytest.TempPathFactory):
    import shutil

    other = tmp_path_factory.mktemp("elsewhere") / "project"
    shutil.copytree(root, other)
    write_table(other)
    assert table(other).read_bytes() == table(root).read_bytes()


def test_a_pipe_is_never_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    assert records.digest(tmp_path / "pipe") == "not a regular file (p)"
    assert records.digest(tmp_path / "nothing") == "missing"


def test_a_reader_sees_the_old_file_or_the_new_and_never_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "deep" / "file.txt"
    records.replace_text(path, "old")

    def power_cut(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "replace", power_cut)
    with pytest.raises(OSError, match="no space left"):
        records.replace_text(path, "new")
    assert path.read_text() == "old"
    monkeypatch.undo()
    records.replace_text(path, "new")
    assert path.read_text() == "new"


def test_another_version_of_an_installed_package_makes_every_result_out_of_date(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert records.is_current(table(root), root=root)
    records.environment.cache_clear()
    monkeypatch.setattr(records.metadata, "version", lambda name: "2")
    assert not records.is_current(table(root), root=root)
    records.environment.cache_clear()


def test_installing_quarto_makes_every_result_out_of_date(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "quarto"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 1.9.1\n")
    program.chmod(0o755)
    records.environment.cache_clear()
    monkeypatch.setenv("QUARTO_PATH", str(program))
    assert not records.is_current(table(root), root=root)
    records.environment.cache_clear()


def test_a_quarto_that_does_not_run_is_left_to_the_render_to_refuse(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "quarto"
    program.write_text("not a program")
    program.chmod(0o755)
    records.environment.cache_clear()
    monkeypatch.setenv("QUARTO_PATH", str(program))
    assert not records.is_current(table(root), root=root)
    records.environment.cache_clear()


def test_a_stage_is_not_current_when_what_it_stands_on_is_not(root: Path) -> None:
    assert records.is_current(paper(root), root=root)
    (root / "data/raw/example/costs.csv").write_text("Option,Cost\nA,6\n")
    assert not records.is_current(paper(root), root=root)


def test_the_package_of_another_copy_is_refused(root: Path, tmp_path: Path) -> None:
    records.refuse_foreign(root, root / "workflow" / "tracepaper" / "records.py")
    with pytest.raises(records.CallError, match="another copy"):
        records.refuse_foreign(root, tmp_path.parent / "elsewhere" / "workflow" / "tracepaper" / "records.py")
