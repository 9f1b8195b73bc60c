"""A logic model held to its own rules: from inputs over activities, outputs and outcomes to impacts, nothing loose.

Levels and terms are those of HM Treasury's Magenta Book (2020). Checks E are errors, which a committee should not be
given; checks W are warnings, for a reader to judge. W7, W8 and W9 go by words alone (see model_wording).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tracepaper.calculations.logic_model.checks import CHECKS
from tracepaper.calculations.logic_model.measures import WANTED
from tracepaper.calculations.logic_model.model import Check, Model, Problem, Rows, day_of
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Text
from tracepaper.figures.kinds import kind, refuse_other_than_rows

__all__ = ["CHECKS", "checked_logic_model"]


def checked_logic_model(
    items: Rows,
    links: Rows,
    indicators: Rows,
    assumptions: Rows,
    external_factors: Rows,
    aims: Rows,
    *,
    ends: str = "",
) -> dict[str, Any]:
    """Hold a logic model to every check.

    Formula:
        input -> activity -> output -> outcome -> impact
        a link from level a to level b: b = a + 1

    Convention:
        Errors: E1 ids and references, E2 links that lead back, E3 circles, E4 gaps, E5 outcomes without a measure, E6
        marks of what is not agreed, E13 measures after the end. Warnings: W2 skipped levels, W7 delivery told as
        change, W8 the same said twice, W9 no direction, W10 nothing to compare with, W11 inputs without an amount, W12
        links without an assumption, W14 impacts without a claim of contribution.

    Args:
        items: id, level (input, activity, output, outcome or impact), text; where there are, status (agreed, draft,
            illustrative or tbc; several are divided by semicolons), mark (as the document prints it), aim_id (of an
            impact), amount and fte (of an input).
        links: from_id, to_id, assumption_id.
        indicators: id, item_id, baseline, target, target_date, source, counterfactual; where there are, latest,
            latest_date, contribution.
        assumptions: id.
        external_factors: id, affects (ids of items, divided by semicolons).
        aims: id.
        ends: the day on which what is modelled ends, YYYY-MM-DD.

    Returns:
        findings: in the order of the checks, each with check, severity ("error" or "warning"), item (its id, or ""),
            text, place ("model_items.csv B7") and remedy.
        checks: each with check, severity, asks, remedy, and outcome ("found", "nothing found" or "nothing to check").
        failed: names of the checks that found something.

    Raises:
        FigureError: a table is given otherwise than as rows, or lacks a column that the checks need; `ends` is no day.

    Source:
        HM Treasury, Magenta Book (2020): the levels and their terms. The checks are our own.
    """
    model = Model(items, links, indicators, assumptions, external_factors, aims, ends)
    _refuse_other_tables(model)
    _refuse_other_ends(ends)
    found = {check.name: list(check.find(model)) for check in CHECKS}
    return {
        "findings": [_finding(check, problem) for check in CHECKS for problem in found[check.name]],
        "checks": [_outcome(check, model, found[check.name]) for check in CHECKS],
        "failed": [name for name, problems in found.items() if problems],
    }


def _finding(check: Check, problem: Problem) -> dict[str, str]:
    return {
        "check": check.name,
        "severity": _severity(check),
        "item": problem.item,
        "text": problem.text,
        "place": _place(problem.at),
        "remedy": check.remedy,
    }


def _outcome(check: Check, model: Model, problems: Sequence[Problem]) -> dict[str, str]:
    looked = "nothing found" if list(check.looks_at(model)) else "nothing to check"
    outcome = "found" if problems else looked
    words = {"asks": check.asks, "remedy": check.remedy, "outcome": outcome}
    return {"check": check.name, "severity": _severity(check), **words}


def _severity(check: Check) -> str:
    return "error" if check.name.startswith("E") else "warning"


def _place(texts: Iterable[str]) -> str:
    """Files and cells: "model_links.csv A2, B2"; a plain text is a place already."""
    cells: dict[str, list[str]] = {}
    for text in texts:
        cell = text.derivation if isinstance(text, Text) else None
        file, address = (cell.path.rpartition("/")[2], cell.address) if isinstance(cell, Cell) else (str(text), "")
        cells.setdefault(file, []).append(address)
    return "; ".join(f"{file} {', '.join(filter(None, addresses))}".strip() for file, addresses in cells.items())


def _refuse_other_tables(model: Model) -> None:
    needed = {
        "items": ("id", "level", "text"),
        "links": ("from_id", "to_id", "assumption_id"),
        "indicators": ("id", "item_id", "counterfactual", *WANTED),
        "assumptions": ("id",),
        "factors": ("id", "affects"),
        "aims": ("id",),
    }
    for table, columns in needed.items():
        refuse_other_than_rows(getattr(model, table), f"A logic model, for its {table},")
        missing = [name for row in getattr(model, table)[:1] for name in columns if name not in row]
        if missing:
            raise FigureError(f"The table of {table} of a logic model has no column {', '.join(missing)}.")


def _refuse_other_ends(ends: Any) -> None:
    what = f'"{ends}"' if isinstance(ends, str) else kind(ends)
    if not isinstance(ends, str) or (ends and not (len(ends) == len("YYYY-MM-DD") and day_of(ends))):
        raise FigureError(f"The end of what a logic model describes is {what}, which is no day as a text (YYYY-MM-DD).")
