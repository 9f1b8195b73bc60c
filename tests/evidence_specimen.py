"""Evidence of a paper without building one: a calculated book of figures in the shape of evidence.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tracepaper.figures import Display, graph, printed, units

WORDS = {"sum": "sum", "difference": "first less second", "quotient": "first divided by second", "product": "product"}


def evidence(
    book: Mapping[str, Any],
    *,
    sources: Sequence[Mapping[str, Any]] = (),
    claims: Sequence[Mapping[str, Any]] = (),
    checks: Sequence[Mapping[str, Any]] = (),
    **about: str,
) -> dict[str, Any]:
    """The evidence of a paper that prints every named figure of `book` once, and every quotation."""
    nodes = graph.dump(book)["figures"]
    return {
        "paper": "specimen",
        "title": "Community support: a specimen",
        "council": "Borsetshire County Council",
        "date": "2021-04-01",
        "edition": "",
        "code_version": "0123456789abcdef",
        "renderer": {"name": "embedded", "version": "1"},
        **about,
        "sources": list(sources),
        "figures": {id: _node(id, node) for id, node in nodes.items()},
        "charts": {},
        "claims": list(claims),
        "checks": list(checks),
        "typed_numbers": {},
    }


def _node(id: str, node: Mapping[str, Any]) -> dict[str, Any]:
    operation = node["operation"]
    kept = {key: dict(node[key]) for key in ("parameter", "literal", "selection") if key == operation}
    shown = _display(node)
    return {
        "label": node["label"],
        "value": node["value"],
        "unit": node["unit"],
        "display": shown,
        "printed": [shown] if node["label"] or operation == "quotation" else [],
        "formula": WORDS.get(operation, operation),
        "with_numbers": "",
        "expression": "",
        "operation": operation,
        "inputs": list(node.get("inputs", ())),
        "keys": list(node.get("keys", ())),
        "cells": [_cell(cell) for cell in _cells(node)],
        "classification": node["classification"],
        **kept,
    }


def _cells(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    operation = node["operation"]
    return [node[operation]] if operation in ("cell", "quotation") else node.get("cells", [])


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    return {"cell" if key == "address" else key: value for key, value in cell.items()}


def _display(node: Mapping[str, Any]) -> str:
    if node["unit"] == "text":
        return str(node["value"])
    pounds = str(units.parse(node["unit"])) == "GBP"
    display = Display(**node["display"]) if node["display"] else Display("pounds" if pounds else "number")
    return printed(Decimal(node["value"]), display).text
