"""The papers with monthly data as they were earlier: fewer months, other figures, and words that are true of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from golden import book
from project import Project

LEDGER, MEASURES = "staffordshire-monthly-illustrative", "manchester-locality-illustrative"
SPENDING, PROGRAMME = "staffordshire-community-support", "manchester-locality-programme"
SOURCES = {
    SPENDING: ("staffordshire", LEDGER),
    PROGRAMME: ("manchester-locality", "smoke-free-family", MEASURES),
}
# Figures by month; those of 2020/21 are in pounds.
VALUES = {
    (SPENDING, "2020-05"): {
        "ledger-months": "2",
        # 42995.63 + 42355.20 = 85350.83, the two files added up; 708134.52 is the spending of 2019/20.
        "paid-both-services": "85350.83",
        # 708134.52 * 2 / 12 = 118022.42
        "budget-to-date-both-services": "118022.42",
        # 85350.83 / 708134.52 = 0.120529
        "budget-used-both-services": "0.120529",
        # 85350.83 * 12 / 2 = 512104.98
        "outturn-both-services": "512104.98",
        # 85350.83 + 708134.52 * 10 / 12 = 675462.93
        "outturn-as-budgeted-both-services": "675462.93",
        # 512104.98 - 708134.52 = -196029.54
        "outturn-variance-both-services": "-196029.54",
        # 585626.00 - 85350.83 = 500275.17
        "ledger-short": "500275.17",
    },
    (SPENDING, "2020-10"): {
        "ledger-months": "7",
        # 42995.63 + 42355.20 + 43071.62 + 48385.79 + 50360.47 + 52467.99 + 50771.09 = 330407.79
        "paid-both-services": "330407.79",
        # 330407.79 * 12 / 7 = 566413.354
        "outturn-both-services": "566413.354",
        # 330407.79 + 708134.52 * 5 / 12 = 625463.84
        "outturn-as-budgeted-both-services": "625463.84",
        # (50360.47 + 52467.99 + 50771.09) / 3 = 51199.85; (42355.20 + 43071.62 + 48385.79) / 3 = 44604.203
        "recent-month-last": "51199.85",
        "recent-month-before": "44604.203",
    },
    (PROGRAMME, "2019-09"): {
        # (168 + 157 + 163) / 3 = 162.667; (200 - 162.667) / 200 = 0.186667
        "referrals-since": "162.667",
        "illustrative-reduction": "0.186667",
        "trend-previous-referrals": "157",
        "trend-current-referrals": "163",
    },
}
WORDS = {
    (SPENDING, "2020-05"): {
        "ledger-period": "May 2020",
        "year-over": "no",
        "outturn-verdict-both-services": "underspend",
        # Three and three months are more than two.
        "spending-direction": "too few months",
    },
    (SPENDING, "2020-10"): {
        "ledger-period": "October 2020",
        "year-over": "no",
        # 51199.85 - 44604.20 = 6595.65 is more than 44604.20 * 0.05 = 2230.21
        "spending-direction": "rising",
    },
    (PROGRAMME, "2019-09"): {
        "latest-month": "September 2019",
        "trend-direction-referrals": "worse",
        # Median 196 of 11 months; 206, 198, 193, 168, 157 fall, and no more than the last four in a row lie below it.
        "trend-signal-referrals": "trend for the better",
        # Median 0: the five months above it are fewer than six, and 0 to 1, 1 to 2 and 2 to 4 are three steps.
        "trend-signal-clusters-met": "no signal",
    },
}
SAYS = {
    (SPENDING, "2020-05"): (
        "By the end of May 2020, 17% of the year was gone and 12% of the budget was spent: £85,351, against £118,022",
        "the year ends at £675,463 rather than £512,105",
        "there are too few months for that yet",
        "Up to May 2020 they come to £85,351; £500,275 is still to come.",
    ),
    (SPENDING, "2020-10"): (
        "By the end of October 2020, 58% of the year was gone and 47% of the budget was spent",
        "Payments averaged £51,200 a month over the last 3 months and £44,604 over the 3 months before them.",
        "Spending is rising;",
    ),
    (PROGRAMME, "2019-09"): (
        "In the last month, September 2019, there were 163, and 157 in the month before",
        "find “trend for the better” for referrals, “no signal” for school clusters",
    ),
}


@pytest.fixture(scope="module", params=sorted(VALUES), ids=" ".join)
def earlier(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str, str]:
    """A paper composed in a copy of the project that has the months up to one only."""
    paper, newest = request.param
    project = Project.copied(tmp_path_factory.mktemp("earlier") / "project")
    for path in _monthly(project.root):
        if path.stem[-len(newest) :] > newest:
            path.unlink()
    for verb in (*(("ingest", source) for source in SOURCES[paper]), ("calculate", paper), ("compose", paper)):
        done = project.tracepaper(*verb)
        assert done.returncode == 0, done.stdout + done.stderr
    return project, paper, newest


def _monthly(root: Path) -> list[Path]:
    raw = root / "data" / "raw"
    return [*(raw / LEDGER).glob("spend_*.csv"), *(raw / MEASURES).glob("measures_*.csv")]


def test_the_figures_of_an_earlier_month_are_those_worked_by_hand(earlier: tuple[Project, str, str]) -> None:
    project, paper, newest = earlier
    found = book.nodes(project.root, paper)
    places = {id: len(value.partition(".")[2]) for id, value in VALUES[paper, newest].items()}
    rounded = {id: f"{round(book.number(found[id]), places[id]):f}" for id in places}
    assert rounded == VALUES[paper, newest]
    assert {id: found[id]["value"] for id in WORDS[paper, newest]} == WORDS[paper, newest]


def test_the_words_of_an_earlier_month_are_true_of_it(earlier: tuple[Project, str, str]) -> None:
    project, paper, newest = earlier
    composed = project.root / "data" / "processed" / "papers" / paper / "composed" / "paper" / f"{paper}.qmd"
    said = re.sub(r"\[([^\[\]]*)\]\{\.traced[^}]*\}", r"\1", composed.read_text("utf-8"))
    said = " ".join(said.split())
    assert [words for words in SAYS[paper, newest] if words not in said] == []
