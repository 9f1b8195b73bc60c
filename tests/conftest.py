"""The project, copied and built: what tests of whole papers share; and the order in which files are run."""

from __future__ import annotations

import pytest

from project import Project
from shared import built_once

# A worker takes a whole file: the longest first, so that none is left with a long one at the end. The first two begin
# with builds of different projects.
LONGEST = (
    *("editions/test_year.py", "crash/test_kills_refresh.py", "crash/test_kills.py", "editions/test_refresh_faults.py"),
    "editions/test_real_papers.py",
    *("papers/test_every_paper.py", "workflow/test_never_stale.py", "papers/test_built_from_crates.py"),
    *("papers/test_evidence.py", "papers/test_libreoffice_agrees.py", "workflow/test_new_papers.py"),
    *("workflow/test_officer.py", "gates/test_html_gates.py", "unit/evidence/test_crate.py"),
    *("workflow/test_statements.py", "papers/test_mutations.py", "workflow/test_tutorial.py"),
    *("golden/test_what_changes.py", "golden/test_months.py", "crash/test_every_step.py", "crash/test_recovery.py"),
    *("unit/editions/test_reproduce.py", "scheduling/test_cron.py", "workflow/test_monthly_source.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; within a file, tests stay as they are."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    name = "/".join(item.path.parts[-2:])
    long = [place for place, file in enumerate(LONGEST) if file.endswith(name)]
    return long[0] if long else len(LONGEST)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Every paper of the project, built from a fresh copy by a bare `snakemake`; nobody may change it."""
    return built_once(tmp_path_factory, "built", Project.copied)
