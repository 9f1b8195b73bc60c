"""A bare `snakemake` gives the right paper or refuses: it never leaves a stale one and says that all is well.

Each test is one way in which Snakemake alone, left to file times and its own notes, ends with status 0 and a stale
paper. The small paper prints £1,234: Oak House 1,000 and Elm House 234.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from gates.reading.html import document
from project import Project

NORTH = Path("data", "raw", "north", "places.csv")
SOUTH = Path("data", "raw", "south", "places.csv")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def set_time(path: Path, seconds: float) -> None:
    os.utime(path, (seconds, seconds))


def says(project: Project, cost: str, paper: str = "north") -> bool:
    """Whether a paper's own sentence, not only its evidence, gives this cost."""
    page = " ".join(document(project.report(paper)).text_content().split())
    return f"All places cost {cost}" in page


def test_a_second_run_does_nothing_and_says_so(project: Project) -> None:
    before = project.report("north").stat().st_mtime_ns
    done = project.snakemake()
    assert done.returncode == 0
    assert "Nothing to be done" in done.stdout + done.stderr
    assert project.report("north").stat().st_mtime_ns == before


def test_s1_a_run_that_failed_fails_again_until_the_source_is_mended(project: Project) -> None:
    edit(project.root / NORTH, "1000", "1,0,00")
    first, second = project.snakemake(), project.snakemake()
    assert first.returncode != 0 and second.returncode != 0
    edit(project.root / NORTH, "1,0,00", "2000")
    assert project.snakemake().returncode == 0
    assert says(project, "£2,234")


def test_s2_and_s3_new_content_is_built_with_an_old_file_time_and_with_the_same_size_and_time(project: Project) -> None:
    edit(project.root / NORTH, "1000", "2000")
    set_time(project.root / NORTH, 1_000_000_000)
    was = (project.root / SOUTH).stat()
    edit(project.root / SOUTH, "1000", "3000")
    os.utime(project.root / SOUTH, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert project.snakemake().returncode == 0
    assert says(project, "£2,234") and says(project, "£3,234", "south")


def test_s4_a_deleted_source_is_refused_every_time(project: Project) -> None:
    (project.root / NORTH).unlink()
    for _ in range(2):
        done = project.snakemake()
        assert done.returncode != 0
        assert "places.csv: found no such file" in done.stdout + done.stderr


def test_s4_a_deleted_source_folder_is_refused(project: Project) -> None:
    shutil.rmtree(project.root / NORTH.parent)
    done = project.snakemake()
    assert done.returncode != 0
    assert 'There is no source "north"' in done.stdout + done.stderr


def test_s5_a_changed_module_builds_every_paper_again(project: Project) -> None:
    edit(project.root / "workflow" / "tracepaper" / "figures" / "display.py", '"pounds": "£{}"', '"pounds": "GBP {}"')
    assert project.snakemake().returncode == 0
    assert says(project, "GBP 1,234") and says(project, "GBP 1,234", "south")


# A stage, one of its files, and a change that somebody could make there; two at a time, one in each paper.
TAMPERED = [
    (("calculated/figures.json", '"value": "1234"', '"value": "9999"'), ("rendered/{}.html", "1,234", "9,999")),
    (("composed/paper/{}.qmd", "1,234", "9,999"), ("rendered/evidence.json", '"value": "1234"', '"value": "9999"')),
]


@pytest.mark.parametrize(("in_north", "in_south"), TAMPERED)
def test_s6_a_tampered_intermediate_never_reaches_the_paper(
    project: Project, in_north: tuple[str, str, str], in_south: tuple[str, str, str]
) -> None:
    for paper, (intermediate, old, new) in {"north": in_north, "south": in_south}.items():
        edit(project.root / "data" / "processed" / "papers" / paper / intermediate.format(paper), old, new)
    assert project.snakemake().returncode == 0
    _as_it_was(project, "north")
    _as_it_was(project, "south")


def test_s6_nor_does_a_tampered_table_or_evidence(project: Project) -> None:
    table = project.root / "data" / "processed" / "tables" / "north" / "places.parquet"
    table.write_bytes((project.root / "data/processed/tables/south/source.json").read_bytes())
    composed = project.root / "data" / "processed" / "papers" / "south" / "composed" / "paper" / "evidence.json"
    edit(composed, '"value": "1234"', '"value": "9999"')
    assert project.snakemake().returncode == 0
    _as_it_was(project, "north")
    _as_it_was(project, "south")


def _as_it_was(project: Project, paper: str) -> None:
    assert says(project, "£1,234", paper)
    for file in (project.report(paper), project.root / "reports" / paper / "evidence.json"):
        text = file.read_text("utf-8")
        assert '"1234"' in text and '"9999"' not in text and "9,999" not in text


def test_s7_edited_and_deleted_reports_are_restored_with_what_an_auditor_takes_away(project: Project) -> None:
    names = ("north.html", "north.pdf", "north.docx", "evidence.json", "audit.xlsx", "crate.zip")
    files = [project.root / "reports" / "north" / name for name in names]
    good = [file.read_bytes() for file in files]
    for file in files:
        file.write_bytes(file.read_bytes() + b"\n")
    assert project.snakemake().returncode == 0
    assert [file.read_bytes() for file in files] == good
    for file in files:
        file.unlink()
    assert project.snakemake().returncode == 0
    assert [file.read_bytes() for file in files] == good


def test_s7_one_edited_report_is_enough(project: Project) -> None:
    report = project.report("north", ".docx")
    good = report.read_bytes()
    report.write_bytes(good + b"\n")
    assert project.snakemake().returncode == 0
    assert report.read_bytes() == good


def test_s8_changes_are_seen_when_snakemake_has_lost_its_notes(project: Project) -> None:
    shutil.rmtree(project.root / ".snakemake")
    edit(project.root / "config" / "papers" / "north.yaml", "display: pounds", "display: millions")
    set_time(project.root / "config" / "papers" / "north.yaml", 1_000_000_000)
    assert project.snakemake().returncode == 0
    assert says(project, "£0.00")


def test_s9_garbage_in_snakemakes_notes_hides_no_change(project: Project) -> None:
    notes = [path for path in (project.root / ".snakemake" / "metadata").rglob("*") if path.is_file()]
    assert notes
    for note in notes:
        note.write_bytes(b"")
    edit(project.root / NORTH, "1000", "2000")
    set_time(project.root / NORTH, 1_000_000_000)
    assert project.snakemake().returncode == 0
    assert says(project, "£2,234")


def test_a_truncated_build_record_is_made_again(project: Project) -> None:
    record = project.root / "data" / "processed" / "papers" / "north" / "rendered" / "record.json"
    record.write_text(record.read_text("utf-8")[:40], "utf-8")
    assert project.snakemake().returncode == 0
    assert says(project, "£1,234")


def test_s10_a_source_dated_in_the_future_is_built_like_any_other(project: Project) -> None:
    edit(project.root / NORTH, "1000", "2000")
    set_time(project.root / NORTH, 4_000_000_000)
    assert project.snakemake().returncode == 0
    assert says(project, "£2,234")
    assert "Nothing to be done" in "".join(project.snakemake().stderr)


def test_a_changed_template_part_and_brand_are_seen(project: Project) -> None:
    style = project.root / "templates" / "brand" / "paper.css"
    style.write_text(style.read_text("utf-8") + "\n/* seen */\n", "utf-8")
    set_time(style, 1_000_000_000)
    assert project.snakemake().returncode == 0
    assert (project.root / "reports" / "north" / "brand" / "paper.css").read_text("utf-8").endswith("/* seen */\n")
