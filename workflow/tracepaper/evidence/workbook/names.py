"""Names of sheets: those that are always the same, and one for each source table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from tracepaper.evidence.workbook.sources import SourceTable

CONTENTS, FIGURES, STEPS, QUOTATIONS = "Contents", "Figures", "Steps", "Quotations"
CODES, RANKINGS, PAYBACK, FLOWS, RUNS, PARTS = "Codes", "Rankings", "Payback", "Flows", "Runs", "Parts"
READINGS, PARAMETERS, LITERALS, CHANGES = "Readings", "Parameters", "Literals", "Changes"
CLAIMS, CHECKS, PROJECT_CHECKS = "Claims", "Checks", "Project checks"
OWN = (
    CONTENTS,
    FIGURES,
    CLAIMS,
    CHECKS,
    PROJECT_CHECKS,
    STEPS,
    QUOTATIONS,
    CODES,
    RANKINGS,
    PAYBACK,
    FLOWS,
    RUNS,
    PARTS,
    READINGS,
    PARAMETERS,
    LITERALS,
    CHANGES,
)
# "History" is a name that Excel keeps for itself.
RESERVED = ("history",)
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST = 31


def of_sources(tables: Iterable[SourceTable]) -> dict[tuple[str, str], str]:
    """(path, sheet) of each table to the name of its sheet: the table's, with its source's where that is taken."""
    taken = {*map(str.lower, OWN), *RESERVED}
    names: dict[tuple[str, str], str] = {}
    for table in tables:
        name = next(name for name in _candidates(table) if name.lower() not in taken)
        taken.add(name.lower())
        names[table.path, table.sheet] = name
    return names


def _candidates(table: SourceTable) -> Iterable[str]:
    name = FORBIDDEN.sub("_", table.name)
    yield name[:LONGEST]
    longer = f"{table.source} {name}"
    yield longer[:LONGEST]
    for number in itertools.count(2):
        yield f"{longer[: LONGEST - len(str(number)) - 1]} {number}"
