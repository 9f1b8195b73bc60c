"""Claims: what a published document states, recomputed from a paper's figures and compared at its own precision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tracepaper.errors import Fault, FigureError
from tracepaper.figures import ONE, Cell, Display, Figure, Text, Unit, count
from tracepaper.figures.display import half_up
from tracepaper.figures.operations import COMPARED_PLACES, YES
from tracepaper.figures.units import DATE
from tracepaper.papers import assertions
from tracepaper.papers.assertions import COUNT, DEFINITION, KINDS, ORDERS, SUM
from tracepaper.papers.logs import require_columns, require_ids
from tracepaper.papers.stated import Days, Stated, read
from tracepaper.sources.cells import NotUnderstood
from tracepaper.sources.tables import Table

AGREES, DIFFERS, MISLABELLED, UNKNOWN = "agrees", "differs", "mislabelled", "cannot be recomputed"
# As the appendix lists them: what a reader must know first.
STATUSES = (DIFFERS, MISLABELLED, UNKNOWN, AGREES)
COLUMNS = ("id", "place", "says", "stated", "asserts", "expression", "shown", "missing", "note")

Evaluate = Callable[[str, str], Any]
Row = Mapping[str, Text]
Claim = dict[str, Any]


def reconciled(table: Table, evaluate: Evaluate) -> list[Claim]:
    """Every claim of a table with its verdict, differences first.

    Args:
        evaluate: an expression and its place to what it gives.

    Returns:
        One mapping a claim: id, place, says, asserts, missing, note: plain texts; stated: the text quoted from its
        cell; counted: the same as a figure, or as it is where it is an order, or words without an expression; status;
        and, where there is one, recomputed (a figure, or the text yes or no), difference (recomputed less stated; of
        dates, in days) and shown: figures.

    Raises:
        FigureError: naming every claim that cannot be read or computed, with its cell.
    """
    require_columns(table, COLUMNS, "table of claims")
    require_ids(table)
    found, faults = [], []
    for row in table.texts():
        try:
            found.append(_claim(row, evaluate))
        except FigureError as error:
            if not error.faults:
                raise
            faults += list(error.faults)
    if faults:
        raise FigureError(f"{table.path} holds claims that cannot be reconciled.", faults)
    return sorted(found, key=lambda claim: STATUSES.index(claim["status"]))


def tally(claims: Sequence[Mapping[str, Any]]) -> dict[str, Figure]:
    """How many claims have each verdict, and how many there are, as figures."""
    together = {status: [claim["counted"] for claim in claims if claim["status"] == status] for status in STATUSES}
    labels = {status: f"Stated figures: {status}" for status in STATUSES}
    found = {
        status: count(values).named(f"claims-{status.replace(' ', '-')}", labels[status], Display("number"))
        for status, values in together.items()
    }
    every = count([claim["counted"] for claim in claims])
    return {**found, "all": every.named("claims-all", "Stated figures", Display("number"))}


def verdict(stated: Stated | Days, recomputed: Decimal, shown: Decimal | None) -> str:
    """What a stated number or day is found to be.

    Args:
        shown: what the number in truth is; None where nothing is shown.
    """
    if stated.covers(recomputed):
        return AGREES
    return MISLABELLED if shown is not None and stated.covers(shown) else DIFFERS


def verdict_on_order(says: str) -> str:
    """What an order is found to be whose expression says yes or no."""
    return AGREES if says == YES else DIFFERS


def _claim(row: Row, evaluate: Evaluate) -> Claim:
    if faults := list(_odd(row)):
        raise FigureError("A claim cannot be reconciled.", faults)
    texts = {name: str(row[name]) for name in ("id", "place", "says", "asserts", "missing", "note")}
    claim: Claim = {**texts, "stated": row["stated"], "counted": row["stated"], "status": UNKNOWN}
    if not row["expression"]:
        return {**claim, "counted": _quoted(row)}
    if row["asserts"] in ORDERS:
        return {**claim, **_order(row, evaluate)}
    return {**claim, **_compared(row, _stated(row), evaluate)}


def _quoted(row: Row) -> Figure | Text:
    """What a claim that is not recomputed is counted by: its number or its day where it states one, else its words."""
    try:
        stated = None if row["asserts"] in ORDERS else read(row["stated"])
    except NotUnderstood:
        stated = None
    return row["stated"] if stated is None else _as_figure(row, stated, DATE if isinstance(stated, Days) else ONE)


def _as_figure(row: Row, stated: Stated | Days, unit: Unit) -> Figure:
    return Figure(stated.value, unit, _cell(row, "stated"))


def _odd(row: Row) -> Iterator[Fault]:
    """What is wrong with a row whatever its expression gives."""
    if row["asserts"] not in KINDS:
        remedy = "Say what the document asserts of the number; of a bare amount, equality."
        yield _fault(row, "asserts", f'asserts "{row["asserts"]}"', f"one of: {', '.join(KINDS)}", remedy)
    elif row["shown"] and row["asserts"] != DEFINITION:
        remedy = "Leave shown blank, or assert definition where the label names another quantity."
        yield _fault(row, "shown", f"shown, in a claim that asserts {row['asserts']}", "a definition", remedy)
    if not row["expression"] and row["shown"]:
        remedy = "Say in the column expression what the label means, or leave shown blank."
        yield _fault(row, "stated", "shown without an expression", "an expression that shown differs from", remedy)
    elif not row["expression"] and not row["stated"].strip():
        remedy = "Quote what the document states: a claim that cannot be recomputed may quote any words."
        yield _fault(row, "stated", "nothing", "the words of the document", remedy)
    elif not row["expression"] and not row["missing"]:
        remedy = "Say in the column missing what it would take, or give an expression."
        yield _fault(row, "stated", "neither an expression nor what is missing", "one of the two", remedy)
    elif row["expression"] and row["missing"]:
        remedy = "Leave missing blank where the claim can be recomputed; a remark goes under note."
        yield _fault(row, "missing", "an expression, and what is missing", "one of the two", remedy)


def _order(row: Row, evaluate: Evaluate) -> Claim:
    recomputed = _evaluated(row, "expression", evaluate)
    named = recomputed if recomputed.id else recomputed.named(f"claim-{row['id']}", f"{row['says']}: does it hold?")
    return {"status": verdict_on_order(recomputed), "recomputed": named}


def _stated(row: Row) -> Stated | Days:
    try:
        stated = read(row["stated"])
    except NotUnderstood as error:
        remedy = "Write the number as the document has it, with its qualifier and nothing else: c£720K, nearly £125K."
        raise _refused(row, "stated", f'"{row["stated"]}", which {error}', "one number, or one day", remedy) from None
    if isinstance(stated, Days) and row["asserts"] in (SUM, COUNT):
        remedy = "Assert equality: a day is no number of things."
        raise _refused(row, "stated", f'"{row["stated"]}", a day', f"a number, as a {row['asserts']} is", remedy)
    return stated


def _compared(row: Row, stated: Stated | Days, evaluate: Evaluate) -> Claim:
    recomputed = _figure(row, "expression", stated, evaluate)
    shown = _figure(row, "shown", stated, evaluate) if row["shown"] else None
    status = verdict(stated, recomputed.value, None if shown is None else shown.value)
    if shown is not None and status != MISLABELLED:
        expected = "an expression that differs from what is stated, and a shown that agrees with it"
        found = "a label that the figures do not show to be wrong"
        raise _refused(row, "stated", found, expected, "Leave shown blank.")
    form, counted = _display(stated, recomputed), _as_figure(row, stated, recomputed.unit)
    claim: Claim = {"counted": counted, "status": status, "recomputed": _named(recomputed, "", row, form)}
    if shown is not None:
        claim["shown"] = _named(shown, "-shown", row, form)
    if status != AGREES:
        difference = recomputed - counted
        label = f"{row['says']}: recomputed less stated"
        form = _days(difference) if isinstance(stated, Days) else form
        claim["difference"] = difference.named(f"claim-{row['id']}-difference", label, form)
    return claim


def _named(figure: Figure, suffix: str, row: Row, form: Display) -> Figure:
    """A figure that the paper has under a name keeps it."""
    return figure if figure.id else figure.named(f"claim-{row['id']}{suffix}", f"{row['says']}, recomputed", form)


def _evaluated(row: Row, column: str, evaluate: Evaluate) -> Any:
    cell = _cell(row, column)
    found = evaluate(str(row[column]), f"{cell.path} {cell.address} ({row['id']})")
    asserts = row["asserts"] if column == "expression" else DEFINITION
    if objection := assertions.objection(asserts, found):
        fault, expected, remedy = objection
        raise _refused(row, column, f"{row[column]}, {fault}", expected, remedy)
    return found


def _figure(row: Row, column: str, stated: Stated | Days, evaluate: Evaluate) -> Figure:
    found: Figure = _evaluated(row, column, evaluate)
    if isinstance(stated, Days) != (found.unit == DATE):
        kinds = ("a day", "no date") if isinstance(stated, Days) else ("a number", "a date")
        remedy = "Recompute what the document states: a day from dates, a number from numbers."
        raise _refused(row, column, f"{row[column]}, which gives {kinds[1]}", f"{kinds[0]}, as stated", remedy)
    over = [name for name, power in found.unit.powers if power > 0]
    if isinstance(stated, Stated) and stated.pounds and over != ["GBP"]:
        remedy = "Recompute what the document states, in its unit."
        raise _refused(row, column, f"an expression in {found.unit.words()}", "pounds, as stated", remedy)
    return found


def _display(stated: Stated | Days, recomputed: Figure) -> Display:
    """The form of a recomputed number: that of the stated one, never rounded to hide a difference."""
    if isinstance(stated, Days):
        return Display("date")
    settled = half_up(recomputed.value, COMPARED_PLACES)
    whole = settled == settled.to_integral_value() and stated.precision >= 1
    finest = -int(stated.precision.normalize().as_tuple().exponent)
    if stated.share and not recomputed.unit.powers:
        return Display("per cent", max(1, finest - 2))
    return Display("pounds" if stated.pounds else "number", 0 if whole else max(2, finest))


def _days(difference: Figure) -> Display:
    return Display("number", suffix="day" if abs(difference.value) == 1 else "days")


def _cell(row: Row, column: str) -> Cell:
    cell = row[column].derivation
    assert isinstance(cell, Cell)
    return cell


def _fault(row: Row, column: str, found: str, expected: str, remedy: str) -> Fault:
    cell = _cell(row, column)
    return Fault(f"{cell.path} {cell.address} ({row['id']})", found, expected, remedy)


def _refused(row: Row, column: str, found: str, expected: str, remedy: str) -> FigureError:
    return FigureError("A claim cannot be reconciled.", [_fault(row, column, found, expected, remedy)])
