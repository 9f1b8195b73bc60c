"""What an edition changes, written as a source of the paper, so that its page of changes is traced as any other is."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tracepaper import records
from tracepaper.editions.causes import WORDS
from tracepaper.editions.compare import SEVERITIES, Change, Changes, Lost
from tracepaper.editions.narrative import CELL
from tracepaper.figures.display import half_up
from tracepaper.figures.graph import TEXT
from tracepaper.figures.units import DATE
from tracepaper.papers.edition_changes import FURTHER_LOSSES
from tracepaper.settings.edition import Edition, source
from tracepaper.settings.paper import Paper
from tracepaper.sources import dictionary
from tracepaper.sources.cells import LARGEST, PLACES

# A page of changes names those that matter most; changes.html has them all.
MOST_ROWS = 40
# A word that no line of a page can break.
LONGEST_WORD = 40
LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
TITLES = {
    "figure": "Figure",
    "label": "What it is",
    "old": "In the previous edition",
    "unit": "Unit",
    "cause": "Cause",
    "detail": "What changed",
    "severity": "Severity",
    "figures": "Figures",
}
Row = tuple[str, ...]
# Name of each table to its title, its columns (the first is its key) and why it has no rows, where it has none.
TABLES: Mapping[str, tuple[str, Row, str]] = {
    "changes": (
        "Figures that changed",
        ("figure", "label", "old", "unit", "cause", "detail", "severity"),
        "No number that the previous edition worked out is another.",
    ),
    "words": (
        "Words, days and quoted cells that changed",
        ("figure", "label", "old", "cause", "detail", "severity"),
        "No words, no day and no quoted cell that the previous edition printed are others.",
    ),
    "losses": (
        "Figures that are no longer printed",
        ("figure", "label", "old", "detail"),
        "Every figure that the previous edition printed is printed still.",
    ),
    "counts": ("Figures that changed, by cause", ("cause", "figures"), "No figure of the previous edition is another."),
}


def write(folder: Path, changes: Changes, *, paper: Paper, edition: Edition) -> None:
    """Write the source that says what an edition changes: a data dictionary and its tables, the same bytes each time.

    Only figures that the previous edition printed in the paper itself are told of, the gravest change first.

    Args:
        folder: data/raw/<paper>-changes in the run folder.
        edition: the edition that the paper will be; it names the previous one.
    """
    rows = _rows(changes)
    files = {name: _csv(name, rows[name]) for name in TABLES}
    for name, content in files.items():
        records.replace_bytes(folder / f"{name}.csv", content)
    described = _described(paper, edition, rows, files)
    text = yaml.safe_dump(described, allow_unicode=True, sort_keys=False, width=10_000)
    records.replace_text(folder / dictionary.FILE, text)


def _rows(changes: Changes) -> dict[str, list[Row]]:
    """The rows of each table."""
    told = sorted((one for one in changes.changes if one.places and one.cause != WORDS), key=_gravest_first)
    numbers, others = ([one for one in told if _is_number(one) is wanted] for wanted in (True, False))
    losses = [one for one in changes.losses if one.places]
    return {
        "changes": [_of_number(one) for one in numbers[:MOST_ROWS]],
        "words": [_of_words(one) for one in others[:MOST_ROWS]],
        "losses": [_of_loss(one) for one in losses[:MOST_ROWS]],
        "counts": [*_by_cause(told), *_further(losses)],
    }


def _by_cause(told: Iterable[Change]) -> list[Row]:
    counted = Counter(one.cause for one in told)
    return [(cause, str(times)) for cause, times in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]


def _further(losses: Sequence[Lost]) -> list[Row]:
    """How many losses no table names: each is a reason to look, so that none goes unsaid."""
    further = losses[MOST_ROWS:]
    return [(FURTHER_LOSSES, str(len(further)))] if further else []


def _gravest_first(one: Change) -> tuple[int, Decimal, str]:
    """By severity, then by size; what was nought changed most."""
    size = Decimal("Infinity") if one.per_cent is None else abs(one.per_cent)
    return SEVERITIES.index(one.severity), -size, one.figure


def _is_number(one: Change) -> bool:
    """Whether both values are numbers of one unit, and the old one fits a cell.

    A cell that has no name of its own is quoted: the paper prints its text, from which nothing can be subtracted.
    """
    if one.figure.startswith(CELL) or one.difference is None or one.old_unit or one.unit in (TEXT, str(DATE)):
        return False
    return abs(Decimal(one.old)) < LARGEST


def _of_number(one: Change) -> Row:
    return (one.figure, one.label, _number(one.old), one.unit, one.cause, one.detail, one.severity)


def _of_words(one: Change) -> Row:
    return (one.figure, one.label, one.old_display or one.old, one.cause, one.detail, one.severity)


def _of_loss(one: Lost) -> Row:
    return (one.figure, one.label, one.old_display or one.old, one.detail)


def _number(text: str) -> str:
    """As a cell holds it: no more places than it keeps, and no noughts at the end."""
    plain = f"{half_up(Decimal(text), PLACES):f}"
    return plain.rstrip("0").rstrip(".") or "0"


def _csv(name: str, rows: Iterable[Row]) -> bytes:
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow([TITLES[column] for column in TABLES[name][1]])
    lines.writerows([_readable(text) for text in row] for row in rows)
    return written.getvalue().encode("utf-8")


def _readable(text: str) -> str:
    """On one line, and without words that no line of a page holds."""
    return LONG.sub(lambda found: f"{found[0][: LONGEST_WORD - 1]}…", " ".join(text.split()))


def _described(
    paper: Paper, edition: Edition, rows: Mapping[str, Sequence[Row]], files: Mapping[str, bytes]
) -> dict[str, Any]:
    day, compared = edition.date.isoformat(), f"editions {edition.previous} and {edition.edition}"
    return {
        "name": source(edition.paper),
        "title": f"What changed between {compared}",
        "created": day,
        "contributors": [{"title": paper.council, "role": "publisher"}],
        "licenses": [{"name": "of-the-report", "title": "the terms of the report that it compares"}],
        "sources": [{"title": f"Comparison of the figures of {compared} of this report"}],
        "tracepaper": {"received": day, "classification": "public"},
        "resources": [_resource(name, rows[name], files[name]) for name in TABLES],
    }


def _resource(name: str, rows: Sequence[Row], content: bytes) -> dict[str, Any]:
    title, columns, nothing = TABLES[name]
    return {
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "format": "csv",
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"primaryKey": [columns[0]], "fields": [_field(name, column) for column in columns]},
        **({} if rows else {"tracepaper": {"empty": nothing}}),
    }


def _field(table: str, column: str) -> dict[str, Any]:
    field = {"name": column, "title": TITLES[column], "type": "string", "constraints": {"required": True}}
    if column == "figures":
        return {**field, "type": "number", "tracepaper": {"unit": "1"}}
    if (table, column) == ("changes", "old"):
        return {**field, "type": "number", "tracepaper": {"unit_column": "unit"}}
    return field
