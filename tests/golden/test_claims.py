"""Claims: what the published documents state, each with the verdict that arithmetic by hand on their tables gives."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from gates.reading.html import document
from project import Project

AGREES, DIFFERS, MISLABELLED, UNKNOWN = "agrees", "differs", "mislabelled", "cannot be recomputed"
Worked = Mapping[str, tuple[str, str, str]]


@dataclass(frozen=True)
class Expected:
    """The verdict on every claim of a paper, by id; those that do not agree with what was worked by hand."""

    agrees: Collection[str]
    unknown: Collection[str]
    differs: Worked
    mislabelled: Worked

    @property
    def verdicts(self) -> dict[str, str]:
        """Id to verdict."""
        groups = {AGREES: self.agrees, UNKNOWN: self.unknown, DIFFERS: self.differs, MISLABELLED: self.mislabelled}
        return {id: verdict for verdict, ids in groups.items() for id in ids}


STAFFORDSHIRE = Expected(
    agrees=(
        "paid-support life-skills-budget amg-2017-18 progress-2017-18 freedom-2017-18 crossroads-2017-18 "
        "non-framework-2017-18 amg-2019-20 progress-2019-20 freedom-2019-20 crossroads-2019-20 non-framework-2019-20 "
        "amg-2020-21 progress-2020-21 freedom-2020-21 crossroads-2020-21 non-framework-2020-21 framework-providers "
        "option-1-community-care option-1-life-skills option-1-total options tests-in-list tests-in-matrix"
    ).split(),
    unknown=(
        "send-children plan-children eligible direct-payments agency-children packages unsourced contract-life "
        "contracts aiming-high-2017-18 amg-2018-19 progress-2018-19 freedom-2018-19 crossroads-2018-19 "
        "non-framework-2018-19 aiming-high-2018-19 aiming-high-2019-20 aiming-high-2020-21 option-1-hours-from "
        "option-1-hours-to option-2-total option-3-rate option-3-community-care option-4-total option-5-total panel "
        "life-skills-age community-support-age-from community-support-age-to"
    ).split(),
    # As stated, recomputed, and what is recomputed less what is stated.
    differs={
        # 153323.72 + 0 + 103686.68 + 10403.50 + 374293.26 + 170162.00 = 811869.16; less what is stated, 170222
        "total-2018-19": ("641,647.16", "811869.16", "170222"),
        # 153323.72 + 0 + 103686.68 + 10403.50 + 374293.26 = 641707.16; less what is stated, 60
        "total-without-aiming-high-2018-19": ("641,647.16", "641707.16", "60"),
    },
    # As stated, what the label says recomputed, and what the number is.
    mislabelled={
        # ((79747.23 + 0 + 46712.31 + 426.50 + 490276.86) + (153323.72 + 0 + 103686.68 + 10403.50 + 374293.26) +
        # (287306.47 + 7508.51 + 95401.49 + 26807.66 + 179318.39) + (223077.55 + 12945.75 + 120341.61 + 33456.90 +
        # 179563.19)) / 4 = 606149.395; less what is stated, 36764.395;
        # shown 223077.55 + 12945.75 + 120341.61 + 33456.90 + 179563.19 = 569385
        "average-spend": ("approximately £569,385.00", "606149.395", "569385"),
        # 79747.23 + 0 + 46712.31 + 426.50 + 490276.86 + 157397.00 = 774559.9; less what is stated, 157397;
        # shown 79747.23 + 0 + 46712.31 + 426.50 + 490276.86 = 617162.9
        "total-2017-18": ("617,162.90", "774559.9", "617162.9"),
        # 287306.47 + 7508.51 + 95401.49 + 26807.66 + 179318.39 + 111792.00 = 708134.52; less what is stated, 111792;
        # shown 287306.47 + 7508.51 + 95401.49 + 26807.66 + 179318.39 = 596342.52
        "total-2019-20": ("596,342.52", "708134.52", "596342.52"),
        # 223077.55 + 12945.75 + 120341.61 + 33456.90 + 179563.19 + 16241.00 = 585626; less what is stated, 16241; shown
        # 223077.55 + 12945.75 + 120341.61 + 33456.90 + 179563.19 = 569385
        "total-2020-21": ("569,385.00", "585626", "569385"),
    },
)
ROTHERHAM = Expected(
    agrees=(
        "phases care-until residential-weeks community-weeks care-until-again residential-weeks-2-3 financing-options "
        "residential-weeks-3-1 residential-weeks-3-1-again community-weeks-3-1 phases-3-1 all-children candidates "
        "all-children-again capacity beds cycles cycle-weeks scheme-years candidates-3-5 barnsley-per-cycle "
        "barnsley-places service-cost residential-cost community-cost net-saving-2019-20 beds-4-3 larger-home "
        "extra-places all-children-4-3 beds-4-4 larger-home-4-4 beds-modelled moved-each-cycle moved-every-weeks "
        "budgets-moved elements one-off-funding profile-in-year-2018-19 profile-in-year-2019-20 "
        "profile-cumulative-2019-20 headline-baseline headline-year-five headline-reduction plan-residential-2018-19 "
        "plan-residential-2023-24 plan-team-2018-19 plan-team-2023-24 plan-other-2018-19 plan-set-up gross-2018-19 "
        "gross-2019-20 gross-2020-21 gross-2021-22 gross-2022-23 gross-2023-24 net-2018-19 net-2019-20 net-2020-21 "
        "net-2021-22 net-2022-23 net-2023-24 original-2019-20 original-2020-21 original-2021-22 original-2022-23 "
        "original-2023-24 revised-2018-19 impact-residential-2019-20 impact-residential-2020-21 "
        "impact-residential-2021-22 impact-residential-2022-23 impact-residential-2023-24 impact-team-2019-20 "
        "impact-team-2020-21 impact-team-2021-22 impact-team-2022-23 impact-team-2023-24 impact-other-2019-20 "
        "impact-other-2020-21 impact-other-2021-22 impact-other-2022-23 impact-other-2023-24 combined-2018-19 "
        "combined-2019-20 combined-2020-21 combined-2021-22 combined-2022-23 combined-2023-24 plan-in-year-2018-19 "
        "plan-in-year-2019-20 plan-cumulative-2019-20 "
        "plan-residential-2019-20 plan-residential-2020-21 plan-residential-2021-22 plan-residential-2022-23 "
        "plan-team-2019-20 plan-team-2020-21 plan-team-2021-22 plan-team-2022-23 "
        "plan-other-2019-20 plan-other-2020-21 plan-other-2021-22 plan-other-2022-23 "
        "plan-set-up-2019-20 plan-set-up-2020-21 plan-set-up-2021-22 plan-set-up-2022-23 "
        "plan-set-up-2023-24"
    ).split(),
    unknown=(
        "population-base target-age-from target-age-to grant-a-year grant-years entrants entrants-years "
        "children-considered authorities reunification delivery-providers return-lowest return-highest return-modelled "
        "providers-interested providers-attended outcome-years efficiency-planned efficiency-extra income-2018-19 "
        "income-2019-20 income-2020-21 income-2021-22 income-2022-23 income-2023-24 "
        "revised-2019-20 revised-2020-21 revised-2021-22 revised-2022-23 revised-2023-24 impact-residential-2018-19 "
        "impact-team-2018-19 impact-other-2018-19"
    ).split(),
    # As stated, recomputed, and what is recomputed less what is stated.
    differs={
        # 35 x 24 / 67 = 840 / 67 = 12.537..., rounded to 1: 13; 13 - 7 = 6 (exact 5.537...)
        "in-scope": ("7", "12.537313", "5.537313"),
        # 3 x 175,000 = 525,000; 570,000 - 525,000 = 45,000
        "residential-from-placements": ("£570k", "525000", "-45000"),
        # 22,975,000 / 67 = 342,910.447..., rounded to 1: 342,910; - 175,000 = 167,910
        "place-cost": ("£175,000", "342910.447761", "167910.447761"),
        # 150,000 x 9 / 12 = 112,500; 150,000 - 112,500 = 37,500
        "plan-other-2023-24": ("150,000", "112500", "-37500"),
    },
    # As stated, what the label says recomputed, and what the number is.
    mislabelled={
        # 22,975,000 - 18,376,250 = 4,598,750, rounded to 100,000: 4.6m; shown 22,975,000 - 19,253,750 = 3,721,250: 3.7m
        "placements-below": ("£3.7m", "4598750", "3721250"),
        # 22,975,000 - 21,173,750 = 1,801,250; shown 22,651,250 - 21,173,750 = 1,477,500
        "net-saving-2020-21": ("£1.478m", "1801250", "1477500"),
        # 22,975,000 - 20,086,250 = 2,888,750; shown 21,173,750 - 20,086,250 = 1,087,500
        "net-saving-2021-22": ("£1.088m", "2888750", "1087500"),
        # 22,975,000 - 19,687,500 = 3,287,500; shown 20,086,250 - 19,687,500 = 398,750
        "net-saving-2022-23": ("£0.399m", "3287500", "398750"),
        # 22,975,000 - 19,253,750 = 3,721,250; shown 19,687,500 - 19,253,750 = 433,750
        "net-saving-2023-24": ("£0.434m", "3721250", "433750"),
        # 21,173,750 - 22,975,000 = (1,801,250); shown 21,173,750 - 22,651,250 = (1,477,500)
        "profile-in-year-2020-21": ("(1,477,500)", "-1801250", "-1477500"),
        # 20,086,250 - 22,975,000 = (2,888,750); shown 20,086,250 - 21,173,750 = (1,087,500)
        "profile-in-year-2021-22": ("(1,087,500)", "-2888750", "-1087500"),
        # 19,687,500 - 22,975,000 = (3,287,500); shown 19,687,500 - 20,086,250 = (398,750)
        "profile-in-year-2022-23": ("(398,750)", "-3287500", "-398750"),
        # 19,253,750 - 22,975,000 = (3,721,250); shown 19,253,750 - 19,687,500 = (433,750)
        "profile-in-year-2023-24": ("(433,750)", "-3721250", "-433750"),
        # -(323,750 + 1,801,250) = (2,125,000); shown 21,173,750 - 22,975,000 = (1,801,250)
        "profile-cumulative-2020-21": ("(1,801,250)", "-2125000", "-1801250"),
        # -(323,750 + 1,801,250 + 2,888,750) = (5,013,750); shown 20,086,250 - 22,975,000 = (2,888,750)
        "profile-cumulative-2021-22": ("(2,888,750)", "-5013750", "-2888750"),
        # -(323,750 + 1,801,250 + 2,888,750 + 3,287,500) = (8,301,250); shown 19,687,500 - 22,975,000 = (3,287,500)
        "profile-cumulative-2022-23": ("(3,287,500)", "-8301250", "-3287500"),
        # -(323,750 + 1,801,250 + 2,888,750 + 3,287,500 + 3,721,250) = (12,022,500); shown
        # 19,253,750 - 22,975,000 = (3,721,250)
        "profile-cumulative-2023-24": ("(3,721,250)", "-12022500", "-3721250"),
        # a full year 22,975,000; shown 22,975,000 x 3 / 12 = 5,743,750
        "original-2018-19": ("5,743,750", "22975000", "5743750"),
        # 21,173,750 - 22,975,000 = (1,801,250); shown 21,173,750 - 22,651,250 = (1,477,500)
        "plan-in-year-2020-21": ("(1,477,500)", "-1801250", "-1477500"),
        # 20,086,250 - 22,975,000 = (2,888,750); shown 20,086,250 - 21,173,750 = (1,087,500)
        "plan-in-year-2021-22": ("(1,087,500)", "-2888750", "-1087500"),
        # 19,687,500 - 22,975,000 = (3,287,500); shown 19,687,500 - 20,086,250 = (398,750)
        "plan-in-year-2022-23": ("(398,750)", "-3287500", "-398750"),
        # 19,253,750 - 22,975,000 = (3,721,250); shown 19,253,750 - 19,687,500 = (433,750)
        "plan-in-year-2023-24": ("(433,750)", "-3721250", "-433750"),
        # -(323,750 + 1,801,250) = (2,125,000); shown 21,173,750 - 22,975,000 = (1,801,250)
        "plan-cumulative-2020-21": ("(1,801,250)", "-2125000", "-1801250"),
        # -(323,750 + 1,801,250 + 2,888,750) = (5,013,750); shown 20,086,250 - 22,975,000 = (2,888,750)
        "plan-cumulative-2021-22": ("(2,888,750)", "-5013750", "-2888750"),
        # -(323,750 + 1,801,250 + 2,888,750 + 3,287,500) = (8,301,250); shown 19,687,500 - 22,975,000 = (3,287,500)
        "plan-cumulative-2022-23": ("(3,287,500)", "-8301250", "-3287500"),
        # -(323,750 + 1,801,250 + 2,888,750 + 3,287,500 + 3,721,250) = (12,022,500); shown
        # 19,253,750 - 22,975,000 = (3,721,250)
        "plan-cumulative-2023-24": ("(3,721,250)", "-12022500", "-3721250"),
    },
)
PAPERS = {"staffordshire-community-support": STAFFORDSHIRE, "rotherham-mst-fit": ROTHERHAM}
every_paper = pytest.mark.parametrize("paper", PAPERS)


def evidence(built: Project, paper: str) -> dict[str, Any]:
    path = built.root / "reports" / paper / "evidence.json"
    return dict(json.loads(path.read_text("utf-8")))


def claims(built: Project, paper: str) -> dict[str, dict[str, str]]:
    return {claim["id"]: claim for claim in evidence(built, paper)["claims"]}


def exactly(figures: Mapping[str, Any], id: str, worked: str) -> bool:
    """Whether a figure is what was worked by hand, to the places to which it was worked."""
    return Decimal(figures[id]["value"]).quantize(Decimal(worked), ROUND_HALF_UP) == Decimal(worked)


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
def test_the_tally_counts_them(paper: str, built: Project) -> None:
    """59 = 24 + 29 + 2 + 4 of Staffordshire, and 168 = 109 + 33 + 4 + 22 of Rotherham."""
    expected, figures = PAPERS[paper], evidence(built, paper)["figures"]
    counts = {
        "claims-agrees": len(expected.agrees),
        "claims-cannot-be-recomputed": len(expected.unknown),
        "claims-differs": len(expected.differs),
        "claims-mislabelled": len(expected.mislabelled),
        "claims-all": {"staffordshire-community-support": 59, "rotherham-mst-fit": 168}[paper],
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
