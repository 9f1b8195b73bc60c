"""Words that compare are held to the figures: when a table makes one untrue, the paper stops; its last good one stays.

Oak House costs 1,000 and Elm House 234, so "Oak House costs more than Elm House" is true until the table changes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from project import Project
from workflow.test_never_stale import says

SAYS = "Oak House costs more than Elm House"
STATEMENT = f"""\
statements:
  - says: {SAYS}
    holds: exceeds(places.cell("Oak House", "cost"), places.cell("Elm House", "cost"))
"""


def change(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / "data" / "raw" / name / "places.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def stated(project: Project) -> Project:
    """The small project, whose northern paper says that one place costs more than the other."""
    settings = project.root / "config" / "papers" / "north.yaml"
    settings.write_text(settings.read_text("utf-8") + STATEMENT, "utf-8")
    done = project.snakemake()
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_a_paper_stops_when_a_table_makes_its_words_untrue(stated: Project) -> None:
    good = {suffix: stated.report("north", suffix).read_bytes() for suffix in (".html", ".pdf", ".docx")}
    change(stated, "north", "1000", "200")
    change(stated, "south", "1000", "200")
    done = stated.snakemake("--keep-going")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert f'"{SAYS}", which is not true of the figures now' in said
    assert "Traceback" not in said
    assert {suffix: stated.report("north", suffix).read_bytes() for suffix in good} == good
    # The other paper makes no statement: 200 + 234.
    assert says(stated, "£434", "south")
    # A second run says so again; once the table agrees, the paper is built: 900 + 234.
    assert SAYS in (again := stated.snakemake()).stdout + again.stderr
    change(stated, "north", "200", "900")
    assert stated.snakemake().returncode == 0
    assert says(stated, "£1,134")


def test_a_published_paper_stops_when_the_cheapest_option_changes(tmp_path: Path) -> None:
    project = Project.copied(tmp_path / "project")
    costs = project.root / "data" / "raw" / "staffordshire" / "option_costs.csv"
    text = costs.read_text("utf-8")
    # Option 5 at 750k is dearer than renewing both contracts at 569,385 + 150,000 = 719,385.
    costs.write_text(text.replace("5,total,650k", "5,total,750k"), "utf-8")
    for source in ("staffordshire", "staffordshire-monthly-illustrative"):
        assert project.tracepaper("ingest", source).returncode == 0
    done = project.tracepaper("calculate", "staffordshire-community-support")
    assert done.returncode != 0
    sentences = (
        "option 1 is the dearest",
        "Option 5 costs less than renewing both contracts",
        "Option 3 costs more than option 5",
    )
    assert [words for words in sentences if words not in done.stderr] == []
    assert "No two options have equal scores" not in done.stderr
