"""The sheets of what the figures rest on and what was found: constants, changed cells, claims, the project's checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tracepaper.evidence.workbook import names
from tracepaper.evidence.workbook.forms import DATE, DAY, form
from tracepaper.evidence.workbook.layout import NOTES, Layout
from tracepaper.evidence.workbook.model import GENERAL, Content, Formula, Number, Row, Sheet, listed
from tracepaper.evidence.workbook.results import reference, unit
from tracepaper.evidence.workbook.sources import Change, SourceTable
from tracepaper.evidence.workbook.texts import safe

Entry = Mapping[str, Any]


def parameters(layout: Layout) -> Sheet:
    """One row a dated constant."""
    rows = []
    for id in layout.ids(names.PARAMETERS):
        node = layout.nodes[id]
        own = node["parameter"]
        rows.append((safe(own["name"]), _constant(node), unit(node), safe(own["edition"]), safe(own["citation"])))
    return listed(
        names.PARAMETERS,
        title="Parameters: dated, cited constants",
        notes=NOTES[names.PARAMETERS],
        columns=(("Parameter", 40), ("Value", 14), ("Unit", 16), ("Edition", 20), ("Citation", 60)),
        rows=rows,
    )


def literals(layout: Layout) -> Sheet:
    """One row a declared number."""
    rows = []
    for ids in layout.listed[names.LITERALS]:
        node = layout.nodes[ids[0]]
        label = next((label for id in ids if (label := layout.nodes[id]["label"])), "")
        rows.append((safe(label), _constant(node), unit(node), safe(node["literal"]["reason"])))
    return listed(
        names.LITERALS,
        title="Literals: declared numbers and their reasons",
        notes=NOTES[names.LITERALS],
        columns=(("Label", 44), ("Value", 16), ("Unit", 20), ("Reason", 70)),
        rows=rows,
    )


def readings(layout: Layout) -> Sheet:
    """One row a number that was read from words."""
    rows = []
    for id in layout.ids(names.READINGS):
        node = layout.nodes[id]
        place = layout.originals.place(node["cells"][0]).seen_from(names.READINGS)
        rows.append(
            (id, Formula(place, safe(str(layout.originals.value(node["cells"][0])))), _constant(node), unit(node))
        )
    return listed(
        names.READINGS,
        title="Readings: numbers read from the words of a source",
        notes=NOTES[names.READINGS],
        columns=(("Id", 44), ("Text of the cell", 40), ("Value", 20), ("Unit", 24)),
        rows=rows,
    )


def changes(tables: Mapping[str, SourceTable]) -> Sheet:
    """One row a cell whose value is not its raw text, and why."""
    return listed(
        names.CHANGES,
        title="Changes: cells whose value is not the text of the source",
        notes=(
            "The source sheets hold values. Here is the text that the file has, where it is another: corrections with",
            "their reason and author, and what was normalised on reading. Commas between thousands are not listed.",
        ),
        columns=(("Sheet", 22), ("Cell", 10), ("Text in the source", 36), ("Value", 36), ("Reason", 60)),
        rows=[_change(sheet, one) for sheet, table in tables.items() for one in table.changes()],
    )


def claims(entries: Sequence[Entry], layout: Layout) -> Sheet:
    """One row a figure that a published document states."""
    return listed(
        names.CLAIMS,
        title="Claims: figures that the published document states, recomputed",
        notes=("Recomputed, Difference and In truth are live references to the figures of this workbook.",),
        columns=(
            ("Id", 22),
            ("Place", 26),
            ("What it says", 32),
            ("Stated", 16),
            ("Asserts", 12),
            ("Status", 13),
            ("Recomputed", 16),
            ("Difference", 16),
            ("In truth", 16),
            ("What is missing", 26),
            ("Note", 26),
        ),
        rows=[_claim(entry, layout) for entry in entries],
    )


def project_checks(entries: Sequence[Entry]) -> Sheet:
    """One row a check that the project made: of sources, statements and coverage."""
    return listed(
        names.PROJECT_CHECKS,
        title="Project checks: control totals, statements, coverage",
        notes=("What the build checked. A finding that is explained has a reason, and somebody who answers for it.",),
        columns=(("Id", 28), ("Kind", 13), ("Place", 12), ("Outcome", 12), ("Finding", 50), ("Reason", 44), ("By", 20)),
        rows=[_checked(entry) for entry in entries],
    )


def _constant(node: Entry) -> Number:
    value = Decimal(node["value"])
    return Number(value, form(node["unit"], value, node["printed"]))


def _change(sheet: str, change: Change) -> Row:
    value: Content = safe(change.value) if isinstance(change.value, str) else None
    if isinstance(change.value, Decimal):
        value = Number(change.value, DAY if change.unit == DATE else GENERAL)
    return sheet, change.cell, safe(change.raw), value, safe(change.reason)


def _claim(entry: Entry, layout: Layout) -> Row:
    texts = [safe(entry[key]) for key in ("id", "place", "says", "stated", "asserts", "status")]
    live = [
        reference(entry[key], layout, place=layout.places[entry[key]], sheet=names.CLAIMS) if entry[key] else None
        for key in ("recomputed", "difference", "shown")
    ]
    return *texts, *live, safe(entry["missing"]), safe(entry["note"])


def _checked(entry: Entry) -> Row:
    outcome = "met" if entry["passed"] else "explained" if entry["reason"] else "not met"
    texts = [safe(entry[key]) for key in ("text", "reason", "by")]
    return safe(entry["id"]), safe(entry["kind"]), safe(entry["place"]), outcome, *texts
