"""Claims: what a published document states, recomputed from a paper's figures and compared at its own precision."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracepaper.errors import Fault, FigureError
from tracepaper.figures import ONE, Cell, Display, Figure, Text, count
from tracepaper.figures.display import half_up
from tracepaper.figures.operations import COMPARED_PLACES
from tracepaper.papers.logs import require_columns, require_ids
from tracepaper.sources import cells
from tracepaper.sources.cells import NotUnderstood
from tracepaper.sources.tables import Table

AGREES, DIFFERS, MISLABELLED, UNKNOWN = "agrees", "differs", "mislabelled", "cannot be recomputed"
# As the appendix lists them: what a reader must know first.
STATUSES = (DIFFERS, MISLABELLED, UNKNOWN, AGREES)
COLUMNS = ("id", "place", "says", "stated", "expression", "shown", "missing", "note")
ABOUT = ("about", "around", "approximately", "approx.", "roughly", "circa", "some", "c.", "c")
BELOW = ("nearly", "almost", "just under")
ABOVE = ("more than", "just over", "over", "above")
LEAST, MOST = ("at least",), ("up to", "at most", "no more than")
QUALIFIERS = {word: kind for kind in (ABOUT, BELOW, ABOVE, LEAST, MOST) for word in kind}
STATED = re.compile(
    rf"(?:(?P<qualifier>{'|'.join(map(re.escape, QUALIFIERS))})\s*(?=[\s£(\d]|[a-z]+-))?\s*"
    r"(?P<number>\(?[−-]?£?\d[\d,]*(?:\.\d+)?(?:k|K|m|bn)?%?\)?|[a-z]+(?:-[a-z]+)?)"
    r"\s*(?P<scale>million|billion|thousand|per cent)?(?![\w%])(?P<rest>\D*)",
    re.IGNORECASE,
)
# What follows a number and changes it: "5 or more", "£3.7 m", "half a million". Read without it, it would be another.
CHANGING = re.compile(
    r"\b(?:k|m|mn|bn|p|pence|per ?cent|pc|dozen|hundred|thousand|million|billion|half|halves|thirds?|quarters?"
    rf"|or|{'|'.join(cells.WORDS)})\b|[%+½⅓¼¾]",
    re.IGNORECASE,
)
SCALES = {
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "thousand": Decimal(1_000),
    "per cent": Decimal("0.01"),
}
FRACTIONS = {
    "half": Decimal(1) / 2,
    "one-third": Decimal(1) / 3,
    "two-thirds": Decimal(2) / 3,
    "one-quarter": Decimal(1) / 4,
    "three-quarters": Decimal(3) / 4,
}
# "Two-thirds" in prose is no claim to more than the nearest hundredth.
PRECISION_OF_A_FRACTION = Decimal("0.01")


@dataclass(frozen=True)
class Stated:
    """A number as a document states it.

    Attributes:
        value: of the number; 0.07 for "7%".
        precision: the size of its last digit that states something: £100,000 in "£3.7m", £10,000 in "c£720K".
        qualifier: the words that qualify it, as a group: `ABOUT`, `BELOW`, `ABOVE`, `LEAST`, `MOST`, or none.
        pounds: whether it is stated in pounds.
        share: whether it is stated as a share: "7%", "two-thirds".
    """

    value: Decimal
    precision: Decimal
    qualifier: tuple[str, ...]
    pounds: bool
    share: bool = False

    def covers(self, recomputed: Decimal) -> bool:
        """Whether an exact value is what these words say, at their own precision; "nearly (£125K)" goes by size."""
        further = recomputed - self.value if self.value >= 0 else self.value - recomputed
        beyond = half_up(further, COMPARED_PLACES)
        # "Nearly £1m" is not said of £100,000, although a million states one digit alone.
        near = min(self.precision, abs(self.value) / 10)
        bounds: Mapping[tuple[str, ...], Callable[[], bool]] = {
            BELOW: lambda: -near < beyond < 0,
            ABOVE: lambda: 0 <= beyond < near,
            LEAST: lambda: beyond >= 0,
            MOST: lambda: beyond <= 0,
        }
        return bounds.get(self.qualifier, lambda: self._rounds(recomputed))()

    def _rounds(self, recomputed: Decimal) -> bool:
        # Two-thirds has no last digit: it is rounded as well.
        return _rounded(recomputed, self.precision) == _rounded(self.value, self.precision)


def read(text: str) -> Stated:
    """Read a number with the words around it: "c£720K", "nearly £125K", "£3.7m", "two-thirds".

    Raises:
        NotUnderstood: the text holds no number, or more than one.
    """
    match = STATED.fullmatch(text.strip())
    if match is None or CHANGING.search(match["rest"]):
        raise NotUnderstood("is not one number")
    qualifier = QUALIFIERS.get((match["qualifier"] or "").lower(), ())
    value, precision = _number(match["number"], loose=bool(qualifier))
    scale = SCALES[match["scale"].lower()] if match["scale"] else Decimal(1)
    pounds, per_cent = "£" in match["number"], "%" in match["number"] or (match["scale"] or "").lower() == "per cent"
    if pounds and per_cent:
        raise NotUnderstood("is pounds and per cent at once")
    share = per_cent or match["number"].lower() in FRACTIONS
    return Stated(value * scale, precision * scale, qualifier, pounds, share)


def _number(text: str, *, loose: bool) -> tuple[Decimal, Decimal]:
    if text.lower() in FRACTIONS:
        return FRACTIONS[text.lower()], PRECISION_OF_A_FRACTION
    parsed = cells.number(f"c{text}" if loose and not text[0].isalpha() else text)
    if not isinstance(parsed.value, Decimal) or parsed.precision is None:
        raise NotUnderstood("is not a number")
    return parsed.value, parsed.precision


def _rounded(value: Decimal, precision: Decimal) -> Decimal:
    """Half up to a whole number of `precision`: negatives are rounded by their size, as a reader rounds them."""
    return half_up(value / precision, 0) * precision


Evaluate = Callable[[str, str], Any]


def reconciled(table: Table, evaluate: Evaluate) -> list[dict[str, Any]]:
    """Every claim of a table with its verdict, differences first.

    Args:
        evaluate: an expression and its place to what it gives.

    Returns:
        One mapping a claim: id, place, says, missing, note: plain texts; stated: the text quoted from its cell;
        status; and, where there is one, recomputed, difference (recomputed less stated) and shown: figures.

    Raises:
        FigureError: naming every claim that cannot be read or computed, with its cell.
    """
    require_columns(table, COLUMNS, "table of claims")
    require_ids(table)
    found, faults = [], []
    for row in table.texts():
        try:
            found.append(_claim(table, row, evaluate))
        except FigureError as error:
            if not error.faults:
                raise
            faults += list(error.faults)
    if faults:
        raise FigureError(f"{table.path} holds claims that cannot be reconciled.", faults)
    return sorted(found, key=lambda claim: STATUSES.index(claim["status"]))


def tally(claims: Sequence[Mapping[str, Any]]) -> dict[str, Figure]:
    """How many claims have each verdict, and how many there are, as figures."""
    together = {status: [claim["stated_value"] for claim in claims if claim["status"] == status] for status in STATUSES}
    labels = {status: f"Stated figures: {status}" for status in STATUSES}
    found = {
        status: count(values).named(f"claims-{status.replace(' ', '-')}", labels[status], Display("number"))
        for status, values in together.items()
    }
    every = count([claim["stated_value"] for claim in claims])
    return {**found, "all": every.named("claims-all", "Stated figures", Display("number"))}


def _claim(table: Table, row: Mapping[str, Text], evaluate: Evaluate) -> dict[str, Any]:
    cell = row["stated"].derivation
    assert isinstance(cell, Cell)
    try:
        stated = read(row["stated"])
    except NotUnderstood as error:
        remedy = "Write the number as the document has it, with its qualifier and nothing else: c£720K, nearly £125K."
        raise _fault(cell, row, f'"{row["stated"]}", which {error}', "one number", remedy) from None
    claim: dict[str, Any] = {name: str(row[name]) for name in ("id", "place", "says", "missing", "note")}
    claim |= {"stated": row["stated"], "stated_value": Figure(stated.value, ONE, cell)}
    if not row["expression"]:
        if row["shown"]:
            remedy = "Say in the column expression what the label means, or leave shown blank."
            raise _fault(cell, row, "shown without an expression", "an expression that shown differs from", remedy)
        if not row["missing"]:
            remedy = "Say in the column missing what it would take, or give an expression."
            raise _fault(cell, row, "neither an expression nor what is missing", "one of the two", remedy)
        return {**claim, "status": UNKNOWN}
    return {**claim, **_compared(row, stated, cell, evaluate)}


def _compared(row: Mapping[str, Text], stated: Stated, cell: Cell, evaluate: Evaluate) -> dict[str, Any]:
    recomputed = _evaluated(row, "expression", stated, cell, evaluate)
    in_its_unit = Figure(stated.value, recomputed.unit, cell)
    found: dict[str, Any] = {"stated_value": in_its_unit, "status": AGREES}
    form = _display(stated, recomputed)
    if not stated.covers(recomputed.value):
        difference = recomputed - in_its_unit
        named = difference.named(f"claim-{row['id']}-difference", f"{row['says']}: recomputed less stated", form)
        found |= {"status": DIFFERS, "difference": named}
    if row["shown"]:
        shown = _evaluated(row, "shown", stated, cell, evaluate)
        if found["status"] == AGREES or not stated.covers(shown.value):
            expected = "an expression that differs from what is stated, and a shown that agrees with it"
            raise _fault(cell, row, "a label that the figures do not show to be wrong", expected, "Leave shown blank.")
        found |= {"status": MISLABELLED, "shown": _named(shown, f"claim-{row['id']}-shown", row, form)}
    return {**found, "recomputed": _named(recomputed, f"claim-{row['id']}", row, form)}


def _named(figure: Figure, id: str, row: Mapping[str, Text], form: Display) -> Figure:
    """A figure that the paper has under a name keeps it."""
    return figure if figure.id else figure.named(id, f"{row['says']}, recomputed", form)


def _evaluated(row: Mapping[str, Text], column: str, stated: Stated, cell: Cell, evaluate: Evaluate) -> Figure:
    derivation = row[column].derivation
    assert isinstance(derivation, Cell)
    found = evaluate(str(row[column]), f"{derivation.path} {derivation.address} ({row['id']})")
    if not isinstance(found, Figure):
        raise _fault(derivation, row, f"{row[column]}, which gives no single figure", "one figure", "Name one figure.")
    over = [name for name, power in found.unit.powers if power > 0]
    if stated.pounds and over != ["GBP"]:
        remedy = "Recompute what the document states, in its unit."
        raise _fault(derivation, row, f"an expression in {found.unit.words()}", "pounds, as stated", remedy)
    return found


def _display(stated: Stated, recomputed: Figure) -> Display:
    """The form of a recomputed number: that of the stated one, never rounded to hide a difference."""
    settled = half_up(recomputed.value, COMPARED_PLACES)
    whole = settled == settled.to_integral_value() and stated.precision >= 1
    finest = -int(stated.precision.normalize().as_tuple().exponent)
    if stated.share and not recomputed.unit.powers:
        return Display("per cent", max(1, finest - 2))
    return Display("pounds" if stated.pounds else "number", 0 if whole else max(2, finest))


def _fault(cell: Cell, row: Mapping[str, str], found: str, expected: str, remedy: str) -> FigureError:
    fault = Fault(f"{cell.path} {cell.address} ({row['id']})", found, expected, remedy)
    return FigureError("A claim cannot be reconciled.", [fault])
