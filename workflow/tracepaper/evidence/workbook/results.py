"""The sheets of what was computed: Figures, Steps, Quotations, and the Checks that compare them with the paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tracepaper.evidence.workbook import choices, names, rounding
from tracepaper.evidence.workbook.forms import TINY, both, form
from tracepaper.evidence.workbook.formulas import Formulas
from tracepaper.evidence.workbook.layout import NOTES, Layout
from tracepaper.evidence.workbook.model import Content, Formula, Number, Row, Sheet, first_row, listed
from tracepaper.evidence.workbook.order import Node
from tracepaper.evidence.workbook.references import Place
from tracepaper.evidence.workbook.texts import safe
from tracepaper.figures import units

MOST_USERS = 3
DIFFERENCE = both("0.0E+00")
RULE = (
    "A number agrees when the workbook's value differs from the paper's exact value by no more than both of these:",
    "half of the last place of its printed form (£0.50 for a figure printed in whole pounds), if it has one; and",
    "what a spreadsheet's arithmetic can lose: it keeps about sixteen digits, where the paper keeps fifty. One part in",
    "10 to the power of 15 is allowed at each cell and each operation, and carried on from step to step.",
    "A text agrees when it is the same, letter for letter.",
)


def figures(layout: Layout, formulas: Formulas) -> Sheet:
    """One row a figure that has a name."""
    rows = []
    for id in layout.ids(names.FIGURES):
        node = layout.nodes[id]
        live = computed(id, layout, formulas, sheet=names.FIGURES)
        rows.append((id, safe(node["label"]), live, unit(node), printed(node), safe(node["formula"])))
    return listed(
        names.FIGURES,
        title="Figures: every figure that has a name",
        notes=NOTES[names.FIGURES],
        columns=(("Id", 30), ("Label", 36), ("Value", 18), ("Unit", 16), ("Printed as", 20), ("Formula in words", 50)),
        rows=rows,
    )


def steps(layout: Layout, formulas: Formulas) -> Sheet:
    """One row a step without a name."""
    users = _users(layout)
    rows = []
    for id in layout.ids(names.STEPS):
        node = layout.nodes[id]
        live = computed(id, layout, formulas, sheet=names.STEPS)
        rows.append((id, live, unit(node), safe(node["formula"]), users.get(id, "")))
    return listed(
        names.STEPS,
        title="Steps: what figures are computed from on the way",
        notes=NOTES[names.STEPS],
        columns=(("Id", 24), ("Value", 18), ("Unit", 16), ("Formula in words", 54), ("Used by", 54)),
        rows=rows,
    )


def quotations(layout: Layout) -> Sheet:
    """One row a source cell that the paper prints as it stands."""
    rows = []
    for id in layout.ids(names.QUOTATIONS):
        node = layout.nodes[id]
        (cell,) = node["cells"]
        place = f"{cell['path']} {cell['sheet']}".strip()
        rows.append((id, _live_quotation(id, layout), printed(node), safe(place), cell["cell"]))
    return listed(
        names.QUOTATIONS,
        title="Quotations: source cells that the paper prints as they stand",
        notes=NOTES[names.QUOTATIONS],
        columns=(("Id", 40), ("Value", 44), ("Printed as", 44), ("Source", 36), ("Cell", 8)),
        rows=rows,
    )


def checks(layout: Layout) -> Sheet:
    """Every value of the three other sheets against the paper's exact value, with a live verdict."""
    ids = list(layout.rows)
    lost = rounding.lost(layout.nodes, selected=lambda node: _selected(node, layout))
    first = first_row((*RULE, ""))
    summary = _summary(first, first + len(ids) - 1, len(ids))
    return listed(
        names.CHECKS,
        title="Checks: the workbook against the paper",
        notes=(*RULE, summary),
        columns=(
            ("Id", 30),
            ("Label, or formula in words", 36),
            ("Workbook", 18),
            ("Paper", 18),
            ("Difference", 12),
            ("Half of last printed place", 13),
            ("Lost by arithmetic", 12),
            ("Verdict", 10),
            ("Paper's value in full", 30),
        ),
        rows=[_check(id, row, layout, lost) for row, id in enumerate(ids, first)],
    )


def computed(id: str, layout: Layout, formulas: Formulas, *, sheet: str) -> Content:
    """The live value of a figure; the value itself of one that no spreadsheet can compute."""
    node = layout.nodes[id]
    if not choices.is_live(node):
        return safe(node["value"]) if node["unit"] == "text" else Number(Decimal(node["value"]), _form(node))
    text = formulas.of(id, seen_from=sheet)
    if node["unit"] == "text":
        return Formula(text, safe(node["value"]))
    return Formula(text, Decimal(node["value"]), _form(node))


def reference(id: str, layout: Layout, *, place: Place, sheet: str) -> Formula:
    """The value of a figure, from a place where it stands."""
    value = _expected(id, layout)
    text = place.seen_from(sheet)
    return Formula(text, value, _form(layout.nodes[id])) if isinstance(value, Decimal) else Formula(text, value)


def unit(node: Node) -> str:
    """Its unit in words."""
    return "text" if node["unit"] == "text" else units.parse(node["unit"]).words()


def printed(node: Node) -> str:
    """Every text that the paper prints for it."""
    return safe("; ".join(node["printed"]))


def _live_quotation(id: str, layout: Layout) -> Formula:
    node = layout.nodes[id]
    place, value = layout.origins[id].seen_from(names.QUOTATIONS), _expected(id, layout)
    return Formula(place, value, _form(node)) if isinstance(value, Decimal) else Formula(place, value)


def _expected(id: str, layout: Layout) -> Decimal | str:
    """The paper's value as the workbook holds it: a quoted number stands there as a number."""
    node = layout.nodes[id]
    if node["operation"] == "quotation" and isinstance(value := layout.originals.value(node["cells"][0]), Decimal):
        return value
    return safe(node["value"]) if node["unit"] == "text" else Decimal(node["value"])


def _form(node: Node) -> str:
    if node["unit"] == "text":
        return "General"
    return form(node["unit"], Decimal(node["value"]), node["printed"])


def _selected(node: Node, layout: Layout) -> list[Decimal]:
    originals = layout.originals
    return [number for run in originals.runs(node["selection"]) for number in originals.numbers(run)]


def _summary(first: int, last: int, count: int) -> Formula:
    verdicts = f"H{first}:H{last}"
    text = f'COUNTIF({verdicts},"agrees")&" of "&ROWS({verdicts})&" values agree with the paper."'
    return Formula(text, f"{count} of {count} values agree with the paper.")


def _check(id: str, row: int, layout: Layout, lost: Mapping[str, float]) -> Row:
    node, value = layout.nodes[id], _expected(id, layout)
    live = reference(id, layout, place=layout.rows[id], sheet=names.CHECKS)
    label = safe(node["label"] or node["formula"])
    if isinstance(value, str):
        verdict = Formula(f'IF(EXACT(C{row},D{row}),"agrees","differs")', "agrees")
        return id, label, live, value, None, None, None, verdict, None
    difference = Formula(f"C{row}-D{row}", Decimal(0), DIFFERENCE)
    verdict = Formula(f'IF(ABS(E{row})<=MIN(F{row}:G{row}),"agrees","differs")', "agrees")
    rounded = (_half(node), Number(Decimal(lost.get(id, abs(float(value)) * rounding.UNIT)), TINY))
    return id, label, live, Number(value, live.form), difference, *rounded, verdict, f"{value:f}"


def _half(node: Node) -> Content:
    half = rounding.half_place(node["display"])
    return None if half is None else Number(half)


def _users(layout: Layout) -> dict[str, str]:
    """For each step, the first few figures and steps that take it in."""
    users: dict[str, list[str]] = {}
    for id in (*layout.ids(names.FIGURES), *layout.ids(names.STEPS)):
        for one in layout.nodes[id]["inputs"]:
            users.setdefault(one, []).append(layout.nodes[id]["label"] or id)
    return {id: safe("; ".join(_few(found))) for id, found in users.items()}


def _few(found: Sequence[str]) -> Iterator[str]:
    yield from found[:MOST_USERS]
    if len(found) > MOST_USERS:
        yield f"{len(found) - MOST_USERS} more"
