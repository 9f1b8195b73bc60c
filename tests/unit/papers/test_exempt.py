"""What a data dictionary classifies as exempt is in no public paper: not as a figure, as words or in a chart."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

import pytest
from markupsafe import Markup

from tracepaper.errors import SettingsError, TemplateError
from tracepaper.figures import Cell, Display, Figure, Selection, Text, chosen, graph, literal, points, total, units
from tracepaper.papers import place
from tracepaper.papers.pictures import drawn
from tracepaper.settings import paper as paper_settings
from unit.papers.desk import DICTIONARY, Desk, write
from unit.papers.test_pictures import chart

CELL = Cell("data/raw/libraries/pay.csv", "", "B2", 2, 2, "31,400", "Central, Pay")
COLUMN = Selection("data/raw/libraries/pay.csv", "", "B", "Pay of Pay by library", "2-3", 2, "0" * 64)

SCALE = {code: literal(value, units.parse("point"), "The scale.") for code, value in {"Yes": 2, "No": 0}.items()}
OPEN = literal(30000, units.parse("GBP"), "What others pay.")


def dictionary(table: int, column: int) -> dict[str, Any]:
    changed = copy.deepcopy(DICTIONARY)
    changed["resources"][table]["schema"]["fields"][column]["tracepaper"]["classification"] = "exempt"
    return changed


def secret(derivation: Cell | Selection) -> Figure:
    return Figure(Decimal(31400), units.parse("GBP"), derivation, classification="exempt")


def named(value: Figure) -> Figure:
    return value.named("pay", "Pay", Display("pounds"))


class TestATableWithAnExemptColumn:
    """Any column: `texts` prints each as it reads, and so do findings and corrections."""

    @pytest.mark.parametrize(
        ("table", "column", "words"),
        [
            (0, 1, ["tables.by_library", 'the column "remark" of data/raw/libraries/visits.csv']),
            (0, 0, ["tables.by_library", 'the column "library" of data/raw/libraries/visits.csv']),
            (1, 2, ["tables.cost_table", 'the column "2024/25" of data/raw/libraries/costs.csv']),
        ],
    )
    def test_makes_no_paper(self, table: int, column: int, words: list[str], desk: Desk) -> None:
        write(desk.root / "data/raw/libraries/datapackage.yaml", json.dumps(dictionary(table, column)))
        assert desk.type("ingest", "libraries").status == 0
        done = desk.type("calculate", "hours")
        done.refused(*words, "classified as exempt", "no public paper prints", "a table of their own", status=4)

    def test_is_no_matter_to_a_paper_that_does_not_use_it(self, desk: Desk) -> None:
        write(desk.root / "data/raw/libraries/datapackage.yaml", json.dumps(dictionary(2, 1)))
        assert desk.type("ingest", "libraries").status == 0
        assert desk.compose(title="Hours").status == 0

    def test_nor_does_a_source_that_is_exempt_as_a_whole(self, desk: Desk) -> None:
        whole = {**DICTIONARY, "tracepaper": {"received": "2025-05-06", "classification": "exempt"}}
        write(desk.root / "data/raw/libraries/datapackage.yaml", json.dumps(whole))
        assert desk.type("ingest", "libraries").status == 0
        desk.type("calculate", "hours").refused('"remark"', '"2023/24"', "classified as exempt", status=4)


class TestAnExemptFigure:
    @pytest.mark.parametrize(
        ("value", "cells"),
        [
            (secret(CELL), r"B2 of data/raw/libraries/pay\.csv \(Central, Pay\)"),
            (secret(COLUMN), r"column B of data/raw/libraries/pay\.csv \(Pay of Pay by library\)"),
            (total([secret(CELL), secret(COLUMN)]), "B2 of data"),
            (-total([secret(COLUMN)]), "column B of data"),
            (points(CELL, "Yes", SCALE, classification="exempt"), r"B2 of data/raw/libraries/pay\.csv"),
        ],
    )
    def test_is_not_placed_and_its_cells_are_named(self, value: Figure, cells: str) -> None:
        with pytest.raises(TemplateError, match=f"{cells}.*classified as exempt"):
            place.placed(named(value))

    @pytest.mark.parametrize("operation", ["largest", "smallest", "ranking, highest first, place 2"])
    def test_nor_is_a_name_that_comparing_it_chose(self, operation: str) -> None:
        name = chosen(operation, {"Ours": secret(CELL), "Others": OPEN}).named("payer", "Who pays most")
        with pytest.raises(TemplateError, match=r"B2 of data/raw/libraries/pay\.csv.*classified as exempt"):
            place.placed(name)

    @pytest.mark.parametrize("text", ["31,400", "Central"])
    def test_nor_is_a_text_quoted_from_its_cell(self, text: str) -> None:
        quoted = graph.quotation(text, CELL, classification="exempt")
        for written in (quoted, Text(quoted, CELL, id="pay", classification="exempt")):
            with pytest.raises(TemplateError, match=r"B2 of data/raw/libraries/pay\.csv.*classified as exempt"):
                place.placed(written)

    def test_is_not_placed_in_a_list_or_a_row(self) -> None:
        for placing in (place.listed, lambda cells: place.row("Pay", cells)):
            with pytest.raises(TemplateError, match="classified as exempt"):
                placing([named(secret(CELL))])

    def test_is_not_drawn(self, desk: Desk) -> None:
        desk.settings(**chart(series_by=None, series={"Pay": "pay"}))
        (settings,) = paper_settings.load(desk.root, "hours").charts
        names = {"pay": {"2024/25": named(secret(CELL))}}
        with pytest.raises(SettingsError, match=r"charts\.0 \(by-year\): .* B2 of data.*classified as exempt"):
            drawn(settings, names, caption=Markup("Pay"), brand=desk.root, folder=desk.root)
