"""The logs that a paper prints: its assumptions and its data, rated red, amber or green, each with an owner."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from tracepaper.errors import Fault, FigureError, TemplateError
from tracepaper.figures import Cell, Text
from tracepaper.papers import place
from tracepaper.settings.paper import ID
from tracepaper.sources.tables import Table

ASSUMPTIONS = ("id", "title", "assumption", "used_for", "quality", "impact", "detail", "owner", "review")
DATA = ("id", "data", "quality", "impact", "limitation", "owner", "review")
RATINGS = ("red", "amber", "green")
RISKS = re.compile(r"^## [^\n]*\{#sec-risks\}$(.*?)(?=^##? |\Z)", re.MULTILINE | re.DOTALL)
Log = Sequence[Mapping[str, str]]


def assumptions(table: Table) -> Log:
    """The rows of an assumptions log, those that matter most first.

    Raises:
        FigureError: a column is missing, or a rating is none.

    Source:
        The form of the Department for Education's and the Office for National Statistics' assumptions logs: quality is
        green for validated recent data, red for opinion; impact is green where it is marginal, red where it is core.
    """
    return _rows(table, ASSUMPTIONS, "log of assumptions")


def data(table: Table) -> Log:
    """The rows of a data log, those that matter most first."""
    return _rows(table, DATA, "log of data")


def require_columns(table: Table, columns: Sequence[str], what: str) -> None:
    """Refuse a table that lacks a column of its kind.

    Raises:
        FigureError: naming the columns.
    """
    if missing := [name for name in columns if name not in table.columns]:
        remedy = f"A {what} has the columns {', '.join(columns)}."
        fault = Fault(table.path, f"no column {', '.join(missing)}", "every column of its kind", remedy)
        raise FigureError(f"{table.path} is no {what}.", [fault])


def require_ids(table: Table) -> None:
    """Refuse ids that cannot name anything in a paper, and ids that two rows have.

    Raises:
        FigureError: naming each such id with its cell.
    """
    seen: set[str] = set()
    faults = []
    for row in table.texts():
        if not ID.fullmatch(row["id"]):
            remedy = "Use small letters, digits and hyphens."
            faults.append(Fault(_where(row["id"]), f'id "{row["id"]}"', "an id such as flat-forecast", remedy))
        elif row["id"] in seen:
            faults.append(Fault(_where(row["id"]), f'id "{row["id"]}" again', "an id of its own", "Rename one."))
        seen.add(row["id"])
    if faults:
        raise FigureError(f"{table.path} has ids that cannot be used.", faults)


def _where(text: Text) -> str:
    cell = text.derivation
    assert isinstance(cell, Cell)
    return f"{cell.path} {cell.address}"


def mention(log: Log) -> Callable[[str], Markup]:
    """What a template calls to name an assumption: its title, marked so that the paper knows that it was named."""
    titles = {row["id"]: row["title"] for row in log}

    def assumption(id: str) -> Markup:
        if id not in titles:
            raise TemplateError(f'The log has no assumption "{id}". It has: {", ".join(titles) or "none"}.')
        return Markup(f'[{place.escaped(titles[id])}]{{.assumption data-assumption="{id}"}}')

    return assumption


def refuse_unnamed_risks(log: Log, text: str, *, paper: str) -> None:
    """Refuse a paper whose risks leave out an assumption that is red on quality and on impact.

    Args:
        text: the composed paper.

    Raises:
        TemplateError: naming each such assumption.
    """
    risks = "".join(RISKS.findall(text))
    faults = [
        Fault(
            f'assumption "{row["id"]}"',
            "red on quality and on impact, and not in the section on risks",
            "each such assumption among the risks",
            f'Write {{{{ assumption("{row["id"]}") }}}} there, in templates/papers/{paper}.qmd.j2, or rate it anew.',
        )
        for row in log
        if row["quality"] == row["impact"] == "red" and f'data-assumption="{row["id"]}"' not in risks
    ]
    if faults:
        raise TemplateError(f"{paper} does not tell its readers of an assumption that it rests on.", faults)


def _rows(table: Table, columns: Sequence[str], what: str) -> Log:
    require_columns(table, columns, what)
    require_ids(table)
    texts = table.texts()
    faults = [
        Fault(
            f"{_where(row[name])} ({row['id']})", f'{name} "{row[name]}"', "a rating", f"Rate it {', '.join(RATINGS)}."
        )
        for row in texts
        for name in ("quality", "impact")
        if row[name] not in RATINGS
    ]
    if faults:
        raise FigureError(f"{table.path} rates something oddly.", faults)
    rows: list[dict[str, Any]] = [{name: str(row[name]) for name in columns} for row in texts]
    return sorted(rows, key=lambda row: (RATINGS.index(row["impact"]), RATINGS.index(row["quality"])))
