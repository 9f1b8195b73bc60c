"""What an officer sees who changes a table and types `snakemake`."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

from project import Project
from workflow.test_never_stale import NORTH, edit, says


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_broken_cell_stops_its_paper_with_a_message_and_keeps_the_last_good_one(project: Project) -> None:
    good = snapshot(project.root / "reports" / "north")
    edit(project.root / NORTH, "1000", '"1,0"')
    done = project.snakemake()
    shown = done.stdout + done.stderr
    assert done.returncode != 0
    assert "data/raw/north/places.csv does not match its data dictionary." in shown
    assert re.search(r'B2 \(Cost, Oak House\): found "1,0", which is not a number', shown)
    assert "record what was meant under corrections: in data/raw/north/datapackage.yaml" in shown
    assert "Traceback" not in shown
    assert snapshot(project.root / "reports" / "north") == good


def test_a_broken_paper_does_not_keep_the_other_from_being_built(project: Project) -> None:
    edit(project.root / NORTH, "1000", '"1,0"')
    edit(project.root / "data" / "raw" / "south" / "places.csv", "1000", "2000")
    assert project.snakemake().returncode != 0
    assert says(project, "£2,234", "south") and says(project, "£1,234", "north")


def test_changing_one_cell_changes_the_numbers_that_depend_on_it_and_nothing_else(project: Project) -> None:
    before, untouched = project.report("north").read_text("utf-8"), snapshot(project.root / "reports" / "south")
    table = (project.root / NORTH).read_bytes()
    edit(project.root / NORTH, "1000", "2000")
    assert project.snakemake().returncode == 0
    after = project.report("north").read_text("utf-8")
    # The page holds its evidence: the cell as it stands and as it reads, the sum, and what the file and its cells were.
    changes = {
        "£1,234": "£2,234",
        "1234": "2234",
        "£1,000": "£2,000",
        "1000": "2000",
        _digest(table): _digest((project.root / NORTH).read_bytes()),
        _digest(b"1000\n234\n"): _digest(b"2000\n234\n"),
    }
    expected = before
    for old, new in changes.items():
        assert old in before, old
        expected = expected.replace(old, new)
    # The evidence also has a digest of itself.
    assert OWN_DIGEST.sub("", after) == OWN_DIGEST.sub("", expected) != OWN_DIGEST.sub("", before)
    assert snapshot(project.root / "reports" / "south") == untouched


OWN_DIGEST = re.compile(r'(?<="digest": ")[0-9a-f]{64}(?=",\n "edition")')


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_fault_in_a_template_is_named_with_its_line(project: Project) -> None:
    edit(project.root / "templates" / "papers" / "north.qmd.j2", "total_cost", "totl_cost")
    done = project.snakemake()
    assert done.returncode != 0
    assert "north.qmd.j2, line 5" in done.stdout + done.stderr
    assert "'totl_cost' is undefined" in done.stdout + done.stderr
    assert says(project, "£1,234")


def test_a_fault_in_the_settings_is_named_with_its_line_and_key(project: Project) -> None:
    edit(project.root / "config" / "papers" / "north.yaml", "formula:", "formular:")
    done = project.snakemake()
    assert done.returncode != 0
    assert 'the unknown key "formular"' in done.stdout + done.stderr
    assert 'Did you mean "formula"?' in done.stdout + done.stderr


def test_status_tells_what_is_up_to_date_and_what_is_not(project: Project) -> None:
    assert project.tracepaper("status").returncode == 0
    edit(project.root / NORTH, "1000", "2000")
    done = project.tracepaper("status")
    assert done.returncode == 1
    assert "north: out of date" in done.stdout and "south: up to date" in done.stdout


def test_each_kind_of_fault_has_its_exit_status(project: Project) -> None:
    assert project.tracepaper("check").returncode == 0
    assert project.tracepaper("check", "west").returncode == 2
    edit(project.root / NORTH, "1000", '"1,0"')
    assert project.tracepaper("check").returncode == 3
    edit(project.root / "config" / "papers" / "north.yaml", "formula:", "formular:")
    assert project.tracepaper("check", "north").returncode == 4


def test_check_notices_a_file_that_is_not_the_registered_one(project: Project) -> None:
    edit(project.root / NORTH, "1000", "2000")
    done = project.tracepaper("check")
    assert done.returncode == 0
    digest = hashlib.sha256((project.root / NORTH).read_bytes()).hexdigest()
    assert "data/raw/north/places.csv is not the file that was registered." in done.stdout
    assert f'write hash: "sha256:{digest}" in data/raw/north/datapackage.yaml' in done.stdout


def test_check_also_reads_a_source_that_no_paper_uses_yet(project: Project) -> None:
    shutil.copytree(project.root / NORTH.parent, project.root / "data" / "raw" / "west")
    done = project.tracepaper("check")
    assert done.returncode == 4
    assert "data/raw/west/datapackage.yaml has another name than its folder" in done.stdout


def test_figures_are_listed_with_unit_value_and_printed_form(project: Project) -> None:
    done = project.tracepaper("figures", "north")
    assert done.stdout.strip() == "total-cost\tCost of all places\t1234\tGBP\t£1,234"
