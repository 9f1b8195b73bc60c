"""Claims: what the published documents state, each with the verdict that arithmetic by hand on their tables gives."""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from gates.reading.html import document
from golden.expected import Expected
from project import HERE, Project

# Day 0 of a date in a book of figures, as spreadsheets count.
FIRST_DAY = date(1899, 12, 30)


def worked() -> dict[str, ModuleType]:
    """Every module of verdicts, by the paper that it is about."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("claims_*.py"))
    modules = [importlib.import_module(f"golden.{name}") for name in names]
    return {module.PAPER: module for module in modules}


WORKED = worked()
PAPERS: Mapping[str, Expected] = {paper: module.EXPECTED for paper, module in WORKED.items()}
every_paper = pytest.mark.parametrize("paper", PAPERS)


def test_every_paper_with_claims_has_its_verdicts_worked_by_hand() -> None:
    """And no other: each `claims_<source>.py` is about a paper that names a table of claims."""
    settings = [yaml.safe_load(path.read_text("utf-8")) for path in (HERE / "config" / "papers").glob("*.yaml")]
    assert sorted(one["paper"] for one in settings if one.get("claims")) == sorted(WORKED)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_claim_has_two_verdicts(paper: str) -> None:
    expected = PAPERS[paper]
    together = [*expected.agrees, *expected.unknown, *expected.differs, *expected.mislabelled]
    assert sorted(together) == sorted(set(together))


def evidence(built: Project, paper: str) -> dict[str, Any]:
    path = built.root / "reports" / paper / "evidence.json"
    return dict(json.loads(path.read_text("utf-8")))


def claims(built: Project, paper: str) -> dict[str, dict[str, str]]:
    return {claim["id"]: claim for claim in evidence(built, paper)["claims"]}


def exactly(figures: Mapping[str, Any], id: str, worked: str) -> bool:
    """Whether a figure is what was worked by hand, to the places to which it was worked; "" is none."""
    if not id or not worked:
        return id == worked
    node = figures[id]
    if node["unit"] == "text":
        return bool(node["value"] == worked)
    if node["unit"] == "date":
        return FIRST_DAY + timedelta(days=int(node["value"])) == date.fromisoformat(worked)
    return Decimal(node["value"]).quantize(Decimal(worked), ROUND_HALF_UP) == Decimal(worked)


@every_paper
def test_every_claim_has_the_verdict_worked_by_hand(paper: str, built: Project) -> None:
    found = {id: claim["status"] for id, claim in claims(built, paper).items()}
    assert found == PAPERS[paper].verdicts


@every_paper
def test_those_that_differ_say_by_how_much(paper: str, built: Project) -> None:
    figures, found = evidence(built, paper)["figures"], claims(built, paper)
    for id, (stated, recomputed, difference) in PAPERS[paper].differs.items():
        claim = found[id]
        assert (claim["stated"], claim["shown"]) == (stated, ""), id
        assert exactly(figures, claim["recomputed"], recomputed), id
        assert exactly(figures, claim["difference"], difference), id


@every_paper
def test_those_that_are_mislabelled_say_what_they_are(paper: str, built: Project) -> None:
    figures, found = evidence(built, paper)["figures"], claims(built, paper)
    for id, (stated, recomputed, shown) in PAPERS[paper].mislabelled.items():
        claim = found[id]
        assert claim["stated"] == stated, id
        assert exactly(figures, claim["recomputed"], recomputed), id
        assert exactly(figures, claim["shown"], shown), id


@every_paper
def test_those_that_cannot_be_recomputed_say_what_is_missing_and_give_no_number(paper: str, built: Project) -> None:
    for id, claim in claims(built, paper).items():
        unknown = id in PAPERS[paper].unknown
        assert bool(claim["missing"]) == unknown, id
        assert bool(claim["recomputed"]) != unknown, id


@every_paper
def test_an_order_that_holds_says_yes(paper: str, built: Project) -> None:
    figures = evidence(built, paper)["figures"]
    orders = [one for one in claims(built, paper).values() if one["asserts"] in ("order", "date order")]
    found = {one["id"]: figures[one["recomputed"]]["value"] for one in orders if one["recomputed"]}
    assert found == {id: "no" if id in PAPERS[paper].differs else "yes" for id in found}


@every_paper
def test_the_tally_counts_them(paper: str, built: Project) -> None:
    expected, figures = PAPERS[paper], evidence(built, paper)["figures"]
    counts = {
        "claims-agrees": len(expected.agrees),
        "claims-cannot-be-recomputed": len(expected.unknown),
        "claims-differs": len(expected.differs),
        "claims-mislabelled": len(expected.mislabelled),
        "claims-all": WORKED[paper].TOTAL,
    }
    assert {id: int(figures[id]["value"]) for id in counts} == counts
    assert counts["claims-all"] == len(expected.verdicts)


@every_paper
def test_the_paper_prints_every_claim_as_the_document_states_it(paper: str, built: Project) -> None:
    page = document(built.report(paper))
    rows = [
        " ".join(row.text_content().split())
        for table in page.iterfind(".//table")
        if str(table.get("id", "")).startswith("tbl-claims-")
        for row in table.iterfind("./tbody/tr")
    ]
    found = claims(built, paper)
    assert len(rows) == len(found)
    missing = [id for id, claim in found.items() if not any(_is_row_of(claim, row) for row in rows)]
    assert not missing


def _is_row_of(claim: Mapping[str, str], row: str) -> bool:
    return row.startswith(claim["stated"]) and claim["says"] in row and claim["place"] in row
