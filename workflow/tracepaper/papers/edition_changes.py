"""What an edition changes, as figures of the paper: the value before is a cell, the one now is the paper's own."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tracepaper.errors import Fault, FigureError
from tracepaper.figures import ONE, Cell, Display, Figure, Text, comparable, days, graph, literal, total
from tracepaper.figures.display import half_up
from tracepaper.figures.units import DATE
from tracepaper.papers import evidence
from tracepaper.papers.place import capital
from tracepaper.settings import edition as edition_settings
from tracepaper.settings.paper import Paper
from tracepaper.sources import tables
from tracepaper.sources.cells import PLACES
from tracepaper.sources.tables import Table

POINTS, WHOLE = "percentage points", "The whole, in percentage points."
# What is more than another month of data.
TOLD = ("high", "medium")
# The row of the table of counts that tells of losses without a row of their own.
FURTHER_LOSSES = "no longer printed and not named"
# One file may be behind every figure of a paper.
MOST_LABELS = 8
# Forms that want a £ at the head of their column, which the tables of changes do not have.
WITHOUT_SIGN = ("amount", "brackets")
SCALES = {"millions": -6, "per cent": 2}
Live = Mapping[str, Figure | Text]


def figures(root: Path, settings: Paper, book: Mapping[str, Any], every_table: Sequence[Table]) -> dict[str, Any]:
    """What the edition of a paper changes, as the source that `refresh` writes says.

    Args:
        book: every other name of the paper, with its figures.
        every_table: the tables that the paper draws on, from which it may quote a cell.

    Returns:
        changes and words: for each figure its label, what it was (old) and is (new), cause, detail and severity; for a
        number also difference and, where that says more, per_cent; details: each detail that is worth a reader's time,
        with the labels of what it changed; losses: label, old, detail; further_losses: how many
        more there are, where there are; counts: cause to figure; all: how many figures changed, where any did; cut:
        whether more changed than are told of.

    Raises:
        FigureError: the source tells of a figure that the paper does not have.
    """
    read = {name: tables.load(root, source, name) for source, name in settings.changes}
    return _Told(settings, read, dict(_by_id(book)), every_table).everything()


def shown(changes: Mapping[str, Any]) -> dict[str, Any]:
    """What `figures` gave, as a template prints it: amounts have their £, since their column has none."""
    rows = [
        {**row, "new": dataclasses.replace(row["new"], display=_in_full(row["new"]))}
        for row in changes.get("changes", ())
    ]
    return {**changes, "changes": rows}


class _Told:
    def __init__(self, settings: Paper, read: Mapping[str, Table], live: Live, quoted: Sequence[Table]) -> None:
        assert settings.edition is not None
        self._before = f"edition {settings.edition.previous}"
        self._settings, self._read, self._live, self._quoted = settings, read, live, quoted

    def everything(self) -> dict[str, Any]:
        counts = self._counts()
        further = counts.pop(FURTHER_LOSSES, None)
        changes = [self._changed(n, row) for n, row in enumerate(self._read["changes"].texts(), 1)]
        words = [self._reworded(row) for row in self._read["words"].texts()]
        return {
            "changes": changes,
            "words": words,
            "details": _together([one for one in (*changes, *words) if one["severity"] in TOLD]),
            "losses": [_without(row, "figure") for row in self._read["losses"].texts()],
            "counts": counts,
            "cut": sum(found.value for found in counts.values()) > len(changes) + len(words),
            **({"all": self._all(counts)} if counts else {}),
            **({"further_losses": further} if further is not None else {}),
        }

    def _counts(self) -> dict[str, Figure]:
        table = self._read["counts"]
        return {
            cause: found.named(f"edition-changes-{_slug(cause)}", f"Figures that changed: {cause}", Display("number"))
            for cause, found in table.column("figures").items()
        }

    def _all(self, counts: Mapping[str, Figure]) -> Figure:
        label = f"Figures that changed since {self._before}"
        return total(counts.values()).named("edition-changes", label, Display("number"))

    def _changed(self, number: int, row: Mapping[str, Text]) -> dict[str, Any]:
        new = self._now(row)
        if not isinstance(new, Figure) or str(new.unit) != row["unit"]:
            raise self._unknown(row, f"a figure in {row['unit']}")
        id, cell = f"edition-change-{number}", self._read["changes"].cell(row["figure"], "old")
        old = cell.named(f"{id}-old", f"{new.label}, in {self._before}", _in_full(new))
        told = _without(row, "figure", "unit", "old", "label")
        return {**told, "label": capital(new.label), "old": old, "new": new, **_differences(id, old, new)}

    def _reworded(self, row: Mapping[str, Text]) -> dict[str, Any]:
        new = self._now(row)
        return {**_without(row, "figure"), "label": capital(new.label) or row["label"], "new": new}

    def _now(self, row: Mapping[str, Text]) -> Figure | Text:
        id = str(row["figure"])
        try:
            held = evidence.cell_called(id, self._quoted)
        except KeyError:
            if id not in self._live:
                raise self._unknown(row, "a figure of this paper") from None
            return self._live[id]
        return self._quotation(held) if isinstance(held, Figure) else held

    def _quotation(self, held: Figure) -> Text:
        """A number as its cell has it, and a day written out, since that is how the one before stands beside it."""
        cell = held.derivation
        assert isinstance(cell, Cell)
        table = next(one for one in self._quoted if (one.path, one.sheet) == (cell.path, cell.sheet))
        correction = table.corrections.get(cell.address)
        text = correction["value"] if correction else cell.raw
        read = days.written(days.day(held.value)) if held.unit == DATE else text.strip()
        return graph.quotation(read, cell, classification=held.classification)

    def _unknown(self, row: Mapping[str, Text], expected: str) -> FigureError:
        source = edition_settings.source(self._settings.id)
        fault = Fault(f"data/raw/{source}", f'the figure "{row["figure"]}"', expected, "Run tracepaper refresh again.")
        return FigureError(f"What {self._settings.id} says of its last edition is not about this paper.", [fault])


def _by_id(value: Any) -> Iterator[tuple[str, Figure | Text]]:
    """Every figure and text with a name in a book."""
    if isinstance(value, Figure | Text):
        if value.id:
            yield value.id, value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _by_id(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _by_id(item)


def _without(row: Mapping[str, Text], *columns: str) -> dict[str, Any]:
    return {name: text for name, text in row.items() if name not in columns}


def _together(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each detail once, with the labels of all that it tells of."""
    labels: dict[Text, list[str]] = {}
    for row in rows:
        labels.setdefault(row["detail"], []).append(row["label"])
    return [{"detail": detail, "labels": _few(found)} for detail, found in labels.items()]


def _few(labels: Sequence[str]) -> list[str]:
    return [*labels[:MOST_LABELS], *(["and others"] if len(labels) > MOST_LABELS else [])]


def _slug(cause: str) -> str:
    return cause.replace(" ", "-")


def _in_full(figure: Figure) -> Display:
    display = figure.display or Display("number", 1)
    return Display("pounds", display.places, suffix=display.suffix) if display.form in WITHOUT_SIGN else display


def _differences(id: str, old: Figure, new: Figure) -> dict[str, Figure]:
    """The difference, and beside it what that is in per cent of the old value; of percentages the first says enough."""
    display, label = _in_full(new), f"{new.label}, less that"
    if display.form == "per cent":
        points = (new - old) * literal(100, ONE, WHOLE)
        shown = _showing(points, Display("number", display.places, suffix=POINTS))
        return {"difference": points.named(f"{id}-difference", f"{label} of before, in points", shown)}
    change = new - old
    told = {"difference": change.named(f"{id}-difference", f"{label} of before", _showing(change, display))}
    if comparable([old])[0]:
        share = change / (old if old.value > 0 else -old)
        shown = _showing(share, Display("per cent", 1))
        told["per_cent"] = share.named(f"{id}-per-cent", f"{label} of before, as a share of it", shown)
    return told


def _showing(figure: Figure, display: Display) -> Display:
    """A display that shows a figure: small as it may be, what changed is not printed as nought."""
    if display.form == "millions" and not _rounded(figure, display):
        display = dataclasses.replace(display, form="pounds", places=0)
    while figure.value and display.places < PLACES and not _rounded(figure, display):
        display = dataclasses.replace(display, places=display.places + 1)
    return display


def _rounded(figure: Figure, display: Display) -> bool:
    """Whether anything is left of a figure that is rounded as a display does."""
    return bool(half_up(figure.value, display.places + SCALES.get(display.form, 0)))
