"""The evidence of a paper of a few figures, written by hand: every value follows from the raw texts of its cells."""

from __future__ import annotations

import hashlib
from typing import Any

MINUS = "\N{MINUS SIGN}"
COSTS, MATRIX = "data/raw/libraries/costs.csv", "data/raw/libraries/matrix.csv"


def cell(id: str, address: str, raw: str, names: str, *, path: str = COSTS, correction: str = "") -> dict[str, Any]:
    place = {"path": path, "sheet": "", "cell": address, "row": int(address[1:]), "column": ord(address[0]) - 64}
    return {**place, "id": id, "raw": raw, "names": names, "correction": correction}


def node(operation: str, value: str, unit: str = "GBP", label: str = "", **own: Any) -> dict[str, Any]:
    plain = {"label": label, "value": value, "unit": unit, "operation": operation, "classification": "public"}
    empty: dict[str, Any] = {"inputs": [], "keys": [], "cells": [], "printed": [], "places": []}
    return {**plain, **empty, "display": "", "formula": "", "with_numbers": "", "expression": "", **own}


def read(value: str, one: dict[str, Any], unit: str = "GBP", **own: Any) -> dict[str, Any]:
    file = one["path"].rpartition("/")[2]
    return node("cell", value, unit, cells=[one], formula=f"read from cell {one['cell']} of {file}", **own)


def evidence() -> dict[str, Any]:
    """A new copy, to alter."""
    central = cell("cell-central", "B2", "1,000", "Central, 2017/18")
    harbour = cell("cell-harbour", "B3", "250.50", "Harbour, 2017/18")
    budget = cell(
        "budget", "B5", "(300,00)", "Budget, 2017/18", correction="(300.00): a slip of the pen (Head of Finance)"
    )
    code = cell("cell-code", "B2", "\N{CYRILLIC CAPITAL LETTER U}es", "Central, Open daily", path=MATRIX)
    remark = cell("cell-remark", "C2", "Open  7 days", "Central, Remark", path=MATRIX)
    stated = cell("cell-stated", "D2", "c£1,250", "total, stated", path="data/raw/libraries/claims.csv")
    selection = {
        **{"path": COSTS, "sheet": "", "column": "B", "names": "2017/18 of costs", "rows": "2-3", "count": 2},
        "digest": hashlib.sha256(b"1,000\n250.50\n").hexdigest(),
    }
    figures = {
        "cell-central": read("1000", central, printed=["1,000"]),
        "cell-harbour": read("250.5", harbour, printed=["250.50"]),
        "budget": read(
            "-300", budget, label="Budget", display=f"{MINUS}£300", printed=[f"{MINUS}£300", "saving of £300"]
        ),
        "cell-code": node(
            "quotation", "Yes", "text", cells=[code], display="Yes", formula="quoted from cell B2 of matrix.csv"
        ),
        "cell-remark": node(
            *("quotation", "Open 7 days", "text"),
            **{"cells": [remark], "display": "Open 7 days", "printed": ["Open 7 days"]},
            formula="quoted from cell C2 of matrix.csv",
        ),
        "cell-stated": read("1250", stated, printed=["c£1,250"]),
        "rate": node(
            *("parameter", "0.035", "1", "Rate"),
            parameter={"name": "rate", "edition": "2026", "citation": "The Green Book"},
            formula="parameter rate, edition 2026: The Green Book",
        ),
        **{
            f"points-{name}": node(
                *("literal", value, "1", f"Points for {name}"),
                literal={"reason": "written by hand"},
                formula="declared in the settings of this paper: written by hand",
            )
            for name, value in {"yes": "2", "no": "0"}.items()
        },
        # 1,000 + 250.50
        "total": node(
            *("selection", "1250.5", "GBP", "Total"),
            selection=selection,
            inputs=["cell-central", "cell-harbour"],
            display="£1,251",
            printed=["£1,251", "£1,250.50"],
            expression="costs.total('2017/18')",
            formula="sum of column B, rows 2 to 3, of costs.csv",
        ),
        # 1,250.50 - -300
        "left": node(
            *("difference", "1550.5", "GBP", "Left"),
            inputs=["total", "budget"],
            display="£1,551",
            printed=["£1,551", "£0.002 million"],
            formula=f"Total {MINUS} Budget",
            with_numbers=f"£1,250.50 {MINUS} {MINUS}£300",
        ),
        # 1,000 - 250.50
        "step-1": node(
            *("difference", "749.5"),
            inputs=["cell-central", "cell-harbour"],
            formula=f"Central, 2017/18 (B2 of costs.csv) {MINUS} Harbour, 2017/18 (B3 of costs.csv)",
            with_numbers=f"£1,000 {MINUS} £250.50",
        ),
        # 749.50 / 1,550.50 = 0.48339245404708…
        "share": node(
            *("quotient", "0.48339245404708158658497258948726217349242179941954", "1", "Share"),
            inputs=["step-1", "left"],
            display="48.3%",
            printed=["48.3%"],
            formula=f"(Central, 2017/18 (B2 of costs.csv) {MINUS} Harbour, 2017/18 (B3 of costs.csv)) ÷ Left",
            with_numbers=f"(£1,000 {MINUS} £250.50) ÷ £1,550.50",
        ),
        "score": node(
            *("points of the code", "2", "1", "Score"),
            inputs=["points-yes", "points-no"],
            keys=["Yes", "No"],
            cells=[code],
            display="2",
            printed=["2"],
            formula="Points for yes",
            with_numbers="2",
        ),
        "dearest": node(
            *("largest", "Central", "text", "Dearest"),
            inputs=["cell-central", "cell-harbour"],
            keys=["Central", "Harbour"],
            display="Central",
            formula=(
                "the largest of: Central: Central, 2017/18 (B2 of costs.csv);"
                " Harbour: Harbour, 2017/18 (B3 of costs.csv)"
            ),
            with_numbers="the largest of: Central: £1,000; Harbour: £250.50",
        ),
    }
    claim = {"id": "total", "place": "Paragraph 3", "says": "yearly cost", "asserts": "equality"}
    claim |= {"missing": "", "note": ""}
    claims = [
        {**claim, "id": "budget", "stated": "£300", "status": "differs"},
        {**claim, "stated": "c£1,250", "status": "agrees"},
        {**claim, "id": "visits", "stated": "over 500", "status": "cannot be recomputed", "missing": "The count"},
    ]
    for one, recomputed, difference in zip(claims, ("budget", "total", ""), ("budget-difference", "", ""), strict=True):
        one |= {"recomputed": recomputed, "difference": difference, "shown": "", "cell": "cell-stated"}
    # -300 - 300
    figures["cell-budget-stated"] = read("300", cell("cell-budget-stated", "D3", "£300", "budget, stated"))
    figures["budget-difference"] = node(
        *("difference", "-600", "GBP", "yearly cost: recomputed less stated"),
        inputs=["budget", "cell-budget-stated"],
        display=f"{MINUS}£600",
        formula=f"Budget {MINUS} budget, stated (D3 of costs.csv)",
        with_numbers=f"{MINUS}£300 {MINUS} £300",
    )
    return {"paper": "hours", "figures": dict(sorted(figures.items())), "claims": claims}
