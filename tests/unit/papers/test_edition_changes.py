"""The page "What has changed since the last edition": each number on it is a cell of a source, or rests on one."""

from __future__ import annotations

import copy
import dataclasses
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tracepaper.editions import causes, changes_source
from tracepaper.editions.compare import Change, Changes, Lost, compare
from tracepaper.settings import edition as settings
from tracepaper.settings import paper as paper_settings
from tracepaper.sources import ingest
from unit.papers.desk import DICTIONARY, SETTINGS, VISITS, Desk, Outcome, column, table, write
from unit.papers.test_edition_status import APPROVED

EDITION = dataclasses.replace(APPROVED, previous="2026-10", changes=True)
SECTION = (
    '{% import "partials/closing.qmd.j2" as closing with context %}'
    "{{ closing.edition_changes(edition, edition_changes) }}"
)
FIGURES = [
    *SETTINGS["figures"],
    {
        "id": "share",
        "label": "share of Central",
        "formula": "visits['Central']['2024/25'] / all_visits['2024/25']",
        "display": "per cent",
    },
    {"id": "busiest", "label": "Busiest library", "formula": "largest(by_library.column('2024/25'))"},
    {"id": "dear", "label": "Dear", "formula": "cost_table.cell('Harbour', '2024/25')", "display": "brackets"},
    {"id": "large", "label": "Large", "formula": "all_costs['2024/25']", "display": "millions"},
]
LITERALS = {
    "opened": {"value": 45000, "unit": "date", "label": "Opening day", "reason": "The register.", "display": "date"}
}
NUMBER = Change(
    figure="all-visits-2024-25",
    label="Visits in 2024/25",
    old="50000",
    new="55530",
    unit="person",
    old_unit="",
    old_display="50,000",
    new_display="55,530",
    difference=Decimal(5530),
    per_cent=Decimal("11.06"),
    cause="source revised",
    causes=("source revised",),
    detail='D4 of visits.csv was "50,000" and is "55,530".',
    severity="medium",
    places=("Visits",),
)
TEXT = dataclasses.replace(
    *(NUMBER,),
    **{"figure": "busiest", "label": "Busiest library", "unit": "text", "difference": None, "per_cent": None},
    **{"old": "Harbour", "new": "Central", "old_display": "Harbour", "new_display": "Central"},
)
LOST = Lost("visits-quay-2024-25", "Visits to Quay", "12", "person", "12", "It is no longer computed.", ("Visits",))
NONE = Changes((), (), (), ())
OPENINGS = "Library,Opened\nCentral,14/03/2023\nHarbour,01/09/2021\nTotal,\n"
QUOTED = {**SETTINGS["tables"], "openings": "libraries/openings"}
TEXTS = """\
## Visits {#sec-visits}

{% for line in by_library.texts() %}
{{ line.library }}, {{ line.remark }}: {{ line["2024/25"] }}.

{% endfor %}
{% for line in openings.texts() %}
{{ line.library }}: {{ line.opened }}.

{% endfor %}
{% for line in cost_table.texts() %}
{{ line.library }}: {{ line["2024/25"] }}.

{% endfor %}
"""
SPAN = re.compile(r'\[([^\]]*)\]\{\.traced data-figure="([^"]+)"(?: spoken="[^"]*")?\}')


def number(figure: str, old: str, **own: Any) -> Change:
    """A change of another figure; only what a page shows of it matters."""
    return dataclasses.replace(NUMBER, figure=figure, old=old, **own)


def put(desk: Desk, found: Changes, **own: Any) -> Path:
    """Write the edition and its changes, as a refresh does; the paper is as it is now, or has settings of its own."""
    write(desk.root / settings.FOLDER / "hours.yaml", settings.text(EDITION))
    folder = desk.root / ingest.SOURCES / "hours-changes"
    desk.settings(figures=FIGURES, literals=LITERALS, **own)
    changes_source.write(folder, found, paper=paper_settings.load(desk.root, "hours"), edition=EDITION)
    return folder


def built(desk: Desk, found: Changes, **own: Any) -> Outcome:
    put(desk, found, **own)
    for call in (("ingest", "hours-changes"), ("calculate", "hours")):
        done = desk.type(*call)
        if done.status:
            return done
    return desk.compose(SECTION)


def page(desk: Desk, *changes: Change, losses: tuple[Lost, ...] = (), **own: Any) -> str:
    done = built(desk, Changes(changes, losses, (), ()), **own)
    assert done.status == 0, done.complaint
    return desk._parts[0].replace("\\", "")


def row(text: str, label: str) -> list[tuple[str, str]]:
    """What is printed in the row of a figure: each text with the id that it is traced by."""
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {label} |")]
    return SPAN.findall(line)


def behind(text: str) -> dict[str, str]:
    """What is told to be behind the changes, each with the labels of what it changed."""
    table = text.partition("| What is behind it |")[2].partition("\n\n")[0].splitlines()[2:]
    return {SPAN.sub(r"\1", cells[1].strip()): cells[2].strip() for cells in (line.split("|") for line in table)}


def evidence(desk: Desk) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((desk.composed / "evidence.json").read_text("utf-8"))
    return content


class TestANumber:
    def test_stands_with_what_it_was_the_difference_and_per_cent(self, desk: Desk) -> None:
        # 55,530 - 50,000 = 5,530, and 5,530 / 50,000 = 0.1106.
        assert row(page(desk, NUMBER), "Visits in 2024/25") == [
            ("50,000", "edition-change-1-old"),
            ("55,530", "all-visits-2024-25"),
            ("5,530", "edition-change-1-difference"),
            ("11.1%", "edition-change-1-per-cent"),
        ]

    def test_rests_on_the_cell_of_the_source_and_on_the_paper_s_own_figure(self, desk: Desk) -> None:
        page(desk, NUMBER)
        nodes = evidence(desk)["figures"]
        assert nodes["edition-change-1-difference"]["inputs"] == ["all-visits-2024-25", "edition-change-1-old"]
        (cell,) = nodes["edition-change-1-old"]["cells"]
        assert (cell["path"], cell["cell"], cell["raw"]) == ("data/raw/hours-changes/changes.csv", "C2", "50000")
        assert nodes["edition-change-1-old"]["label"] == "Visits in 2024/25, in edition 2026-10"

    def test_that_fell_below_nought_has_a_per_cent_of_its_size(self, desk: Desk) -> None:
        # -300 - -200 = -100, and -100 / 200 = -0.5. In the paper the figure is in brackets under a £.
        text = page(desk, number("dear", "-200", unit="GBP"))
        assert [told for told, _ in row(text, "Dear")] == ["−£200", "−£300", "−£100", "−50.0%"]

    def test_from_nought_has_no_per_cent(self, desk: Desk) -> None:
        assert len(row(page(desk, number("all-visits-2024-25", "0", per_cent=None)), "Visits in 2024/25")) == 3

    def test_that_is_a_percentage_differs_in_points(self, desk: Desk) -> None:
        # 43,050 / 55,530 = 0.77526; less 0.75 that is 0.02526, which is 2.5 points.
        text = page(desk, number("share", "0.75", unit="1"))
        assert [told for told, _ in row(text, "Share of Central")] == ["75.0%", "77.5%", "2.5\xa0percentage points"]

    @pytest.mark.parametrize(
        ("figure", "old", "unit", "label", "shown"),
        [
            # 55,530 - 55,529.96 = 0.04; that is 0.000072 per cent.
            ("all-visits-2024-25", "55529.96", "person", "Visits in 2024/25", ["55,530", "55,530", "0.04", "0.0001%"]),
            # £1,250 - £300 = £950 is £0.00 million; less £900 it is £50, one part in eighteen.
            ("large", "900", "GBP", "Large", ["£0.00\xa0million", "£0.00\xa0million", "£50", "5.6%"]),
        ],
    )
    def test_that_hardly_changed_still_shows_it(
        self, figure: str, old: str, unit: str, label: str, shown: list[str], desk: Desk
    ) -> None:
        assert [told for told, _ in row(page(desk, number(figure, old, unit=unit)), label)] == shown

    def test_with_more_digits_than_a_cell_keeps_is_cut_to_them(self, desk: Desk) -> None:
        third = "0.33333333333333333333333333333333333333333333333333"
        text = page(desk, number("share", third, unit="1"))
        assert row(text, "Share of Central")[0] == ("33.3%", "edition-change-1-old")
        assert evidence(desk)["figures"]["edition-change-1-old"]["value"] == "0.333333333333333"


class TestWordsAndDays:
    def test_stand_as_they_were_and_as_they_are(self, desk: Desk) -> None:
        day = dataclasses.replace(
            *(TEXT,), figure="opened", label="Opening day", unit="date", old_display="14 March 2023", old="44999"
        )
        text = page(desk, TEXT, dataclasses.replace(day, difference=Decimal(1)))
        assert '| Busiest library | Harbour | [Central]{.traced data-figure="busiest"} | Source revised |' in text
        # 45,000 days after 30 December 1899.
        ids = [("14 March 2023", "cell-hours-changes-words-c3"), ("15 March 2023", "opened")]
        assert row(text, "Opening day") == ids

    def test_a_number_of_another_unit_is_not_subtracted(self, desk: Desk) -> None:
        other = dataclasses.replace(NUMBER, old_unit="GBP", old_display="£50,000", difference=None, per_cent=None)
        assert [told for told, _ in row(page(desk, other), "Visits in 2024/25")] == ["£50,000", "55,530"]


class TestACellThatIsQuoted:
    """The paper prints its text, whatever its column holds."""

    def received(self, desk: Desk, *corrections: tuple[str, str, str, str], **sources: str) -> None:
        """The sources come, some in other words, and the officer enters corrections: table, cell, found and value."""
        dictionary = copy.deepcopy(DICTIONARY)
        dictionary["resources"].append(table("openings", [column("opened", "date")]))
        for name, cell, found, value in corrections:
            (own,) = [one["tracepaper"] for one in dictionary["resources"] if one["name"] == name]
            said = {"reason": "A slip.", "by": "Head of Libraries", "expires": "2099-12-31"}
            own["corrections"] = [*own.get("corrections", ()), {"cell": cell, "found": found, "value": value, **said}]
        write(desk.root / "data" / "raw" / "libraries" / "datapackage.yaml", json.dumps(dictionary))
        for name, text in {"openings": OPENINGS, **sources}.items():
            desk.source(name, text)
        done = desk.type("ingest", "libraries")
        assert done.status == 0, done.complaint

    def printed(self, desk: Desk) -> dict[str, Any]:
        """The evidence of a paper that prints each table as texts."""
        done = desk.compose(TEXTS, figures=FIGURES, literals=LITERALS, tables=QUOTED)
        assert done.status == 0, done.complaint
        return evidence(desk)

    def told(self, desk: Desk, before: dict[str, Any], label: str) -> list[str]:
        """What stands in the row of what changed since."""
        found = compare(before, self.printed(desk)).changes
        text = SPAN.sub(r"\1", page(desk, *found, tables=QUOTED))
        (line,) = [line for line in text.splitlines() if line.startswith(f"| {label} ")]
        return [cell.strip() for cell in line.split("|")[2:5]]

    def test_and_holds_a_number_is_told_as_it_reads(self, desk: Desk) -> None:
        self.received(desk)
        before = self.printed(desk)
        self.received(desk, visits=VISITS.replace("43,050", "43,060"))
        assert self.told(desk, before, "Central, 2024/25") == ["43,050", "43,060", "Source revised"]

    def test_and_holds_a_day_is_written_out_on_both_sides(self, desk: Desk) -> None:
        self.received(desk)
        before = self.printed(desk)
        self.received(desk, openings=OPENINGS.replace("14/03", "15/03"))
        assert self.told(desk, before, "Central, Opened") == ["14 March 2023", "15 March 2023", "Source revised"]

    @pytest.mark.parametrize(
        ("cell", "readings", "label", "told"),
        [
            (("visits", "D3", "12,480"), ("12,490", "12,500"), "Harbour, 2024/25", ["12,490", "12,500"]),
            (("visits", "B3", "Closed on Monday"), ("Shut 1 day", "Shut 2 days"), "Harbour, Remark", None),
            (
                ("openings", "B2", "14/03/2023"),
                *(("2023-03-16", "2023-03-17"), "Central, Opened", ["16 March 2023", "17 March 2023"]),
            ),
        ],
        ids=["a number", "words", "a day"],
    )
    def test_and_whose_correction_is_altered_is_told_as_it_is_read(
        self, cell: tuple[str, str, str], readings: tuple[str, str], label: str, told: list[str] | None, desk: Desk
    ) -> None:
        first, second = readings
        self.received(desk, (*cell, first))
        before = self.printed(desk)
        self.received(desk, (*cell, second))
        assert self.told(desk, before, label) == [*(told or readings), "Correction entered"]

    def test_is_found_by_its_address(self, desk: Desk) -> None:
        quoted = dataclasses.replace(
            *(TEXT,),
            **{"figure": "cell-libraries-visits-d2", "label": "Central, 2024/25", "old": "41", "old_display": "41"},
        )
        (line,) = [line for line in page(desk, quoted).splitlines() if "words-c2" in line]
        assert SPAN.findall(line) == [
            ("Central, 2024/25", "cell-hours-changes-words-b2"),
            ("41", "cell-hours-changes-words-c2"),
            ("43,050", "cell-libraries-visits-d2"),
        ]


class TestTheSection:
    def test_is_not_there_in_a_working_build_or_without_changes(self, desk: Desk) -> None:
        assert desk.printed(SECTION) == ""
        first = dataclasses.replace(EDITION, previous="", changes=False)
        write(desk.root / settings.FOLDER / "hours.yaml", settings.text(first))
        assert desk.printed(SECTION, summary="Hours.") == ""

    def test_counts_causes_each_explained(self, desk: Desk) -> None:
        text = page(desk, NUMBER, number("dear", "5", unit="GBP"), number("large", "5", unit="GBP", cause="new period"))
        assert 'printed, [3]{.traced data-figure="edition-changes"} changed' in text
        assert row(text, "Source revised") == [("2", "edition-changes-source-revised")]
        assert row(text, "New period") == [("1", "edition-changes-new-period")]
        assert "Data of another month came in" in text

    @pytest.mark.parametrize("cause", causes.ORDER[:-1])
    def test_explains_every_cause(self, cause: str, desk: Desk) -> None:
        text = page(desk, dataclasses.replace(NUMBER, cause=cause))
        (line,) = [line for line in text.splitlines() if line.startswith(f"| {cause.capitalize()} |")]
        assert "not stated" not in line and len(line.split("|")[2].split()) > 5

    def test_tells_the_gravest_first_and_what_it_comes_from(self, desk: Desk) -> None:
        high = number("dear", "5", unit="GBP", severity="high", detail="Somebody entered a correction.")
        low = number("large", "5", unit="GBP", severity="low", detail="October 2026 is new.")
        text = page(desk, low, NUMBER, high)
        order = [text.index(f"\n| {label} |") for label in ("Dear", "Visits in 2024/25", "Large")]
        assert order == sorted(order)
        assert all(f"{{#tbl-changes-{table} .long}}" in text for table in ("first", "revised", "data"))
        assert behind(text)["Somebody entered a correction."] == "Dear"
        assert "October 2026 is new" not in text

    def test_tells_what_several_come_from_once(self, desk: Desk) -> None:
        text = page(desk, NUMBER, number("dear", "5", unit="GBP"))
        assert text.count("was &quot;50,000&quot;") + text.count('was "50,000"') == 1
        assert "Visits in 2024/25; Dear" in behind(text).values()

    def test_tells_no_more_than_some_of_what_one_thing_changed(self, desk: Desk) -> None:
        libraries = [f"visits-{name}-{year}" for name in ("central", "harbour") for year in ("2023-24", "2024-25")]
        years = [f"all-visits-{year}" for year in ("2023-24", "2024-25")]
        costs = [number(f"cost-{name}-2023-24", "1", unit="GBP") for name in ("central", "harbour")]
        text = page(desk, *(number(id, "1") for id in libraries + years), *costs, number("dear", "5", unit="GBP"))
        (labels,) = behind(text).values()
        assert labels.count("; ") == 8 and labels.endswith("; and others")

    def test_says_when_it_does_not_name_all(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        every = "names every figure that changed"
        assert every not in page(desk, NUMBER, TEXT)
        monkeypatch.setattr(changes_source, "MOST_ROWS", 1)
        assert every in page(desk, NUMBER, number("dear", "5", unit="GBP"))

    def test_says_truly_why_to_look_at_some_first(self, desk: Desk) -> None:
        # £300 in hand became £300 owed with another month of data: nothing but its sign makes it high.
        text = " ".join(page(desk, number("dear", "300", unit="GBP", severity="high", cause="new period")).split())
        why = "the change is large, starts from nought, turns an amount to the other side of nought, or comes from a"
        assert f"Look at these first: {why} correction, a method or a published rate." in text
        assert "What is behind the changes to look at first, and behind all that are more than another month" in text

    def test_names_no_more_than_some_losses_and_counts_the_others(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        losses = [dataclasses.replace(LOST, figure=f"visits-quay-{n}", label=f"Visits to quay {n}") for n in "abc"]
        assert "does not name" not in page(desk, NUMBER, losses=tuple(losses))
        monkeypatch.setattr(changes_source, "MOST_ROWS", 1)
        text = page(desk, NUMBER, losses=tuple(losses))
        (line,) = [line for line in text.splitlines() if "does not name" in line]
        assert SPAN.findall(line) == [("2", "edition-changes-no-longer-printed-and-not-named")]
        assert "| Visits to quay a |" in text and "Visits to quay b" not in text
        assert 'printed, [1]{.traced data-figure="edition-changes"} changed' in text

    def test_keeps_losses_apart(self, desk: Desk) -> None:
        text = page(desk, losses=(LOST,))
        assert "Edition 2026-10 printed these figures, and this edition does not print them." in text
        assert ": Figures that are no longer printed {#tbl-changes-lost .long}" in text
        assert row(text, "Visits to Quay") == [("12", "cell-hours-changes-losses-c2")]
        assert "It is no longer computed." in text and "No figure that edition 2026-10 printed has changed." in text

    def test_says_so_when_nothing_is_lost_and_where_all_is_told(self, desk: Desk) -> None:
        text = page(desk, NUMBER)
        assert "Every figure that edition 2026-10 printed is printed still." in text and "changes.html" in text

    def test_is_among_the_appendices(self, desk: Desk) -> None:
        put(desk, NONE)
        assert desk.type("ingest", "hours-changes").status == 0
        printed = desk.printed("{{ paper.appendices | listed_or_none }}", figures=FIGURES, literals=LITERALS)
        assert printed == "What has changed since the last edition; Evidence"

    def test_what_a_change_says_is_words_and_nothing_else(self, desk: Desk) -> None:
        evil = dataclasses.replace(TEXT, old_display="**a** | b\n\n# c", detail="<b>x</b> [y](javascript:z)")
        page(desk, evil)
        assert r"\*\*a\*\* \| b \# c" in desk.qmd and r"\<b\>x\<\/b\> \[y\]" in desk.qmd.replace("/", r"\/")


class TestTheSource:
    def test_has_the_same_bytes_each_time(self, desk: Desk) -> None:
        found = Changes((NUMBER, TEXT), (LOST,), (), ())
        first = {path.name: path.read_bytes() for path in put(desk, found).iterdir()}
        assert {path.name: path.read_bytes() for path in put(desk, found).iterdir()} == first
        assert set(first) == {"datapackage.yaml", "changes.csv", "words.csv", "losses.csv", "counts.csv"}

    def test_is_a_source_like_any_other(self, desk: Desk) -> None:
        put(desk, Changes((NUMBER, TEXT), (LOST,), (), ()))
        done = desk.type("ingest", "hours-changes")
        assert done.status == 0, done.complaint
        described = json.loads((desk.root / ingest.TABLES / "hours-changes" / "source.json").read_text("utf-8"))
        assert [change for table in described["tables"].values() for change in table["changes"]] == []
        assert described["documents"] == [
            ["Comparison of the figures of editions 2026-10 and 2026-11 of this report", ""]
        ]

    def test_with_nothing_to_tell_says_why_its_tables_are_empty(self, desk: Desk) -> None:
        folder = put(desk, NONE)
        assert (folder / "datapackage.yaml").read_text("utf-8").count("empty: ") == 4
        assert desk.type("ingest", "hours-changes").status == 0

    def test_tells_only_of_what_the_paper_itself_prints_and_of_values(self, desk: Desk) -> None:
        annex = dataclasses.replace(NUMBER, places=())
        words = dataclasses.replace(NUMBER, cause="narrative only", severity="none")
        folder = put(desk, Changes((annex, words), (dataclasses.replace(LOST, places=()),), (), ()))
        for name in ("changes", "words", "losses", "counts"):
            assert len((folder / f"{name}.csv").read_text("utf-8").splitlines()) == 1

    def test_keeps_the_gravest_and_largest_of_many(self, desk: Desk) -> None:
        many = [
            number(f"figure-{n}", "1", per_cent=Decimal(n), severity="high" if n == 7 else "low") for n in range(1, 61)
        ]
        nought = number("from-nought", "0", per_cent=None, severity="low")
        folder = put(desk, Changes((*many, nought), (), (), ()))
        told = [line.partition(",")[0] for line in (folder / "changes.csv").read_text("utf-8").splitlines()[1:]]
        assert told == ["figure-7", "from-nought", *(f"figure-{n}" for n in range(60, 22, -1))] and len(told) == 40
        assert (folder / "counts.csv").read_text("utf-8").splitlines()[1:] == ["source revised,61"]

    def test_cuts_words_that_no_line_holds(self, desk: Desk) -> None:
        long = "by_library.total('2024/25')" * 3
        folder = put(desk, Changes((dataclasses.replace(NUMBER, detail=f"It was\n{long}, and is."),), (), (), ()))
        (line,) = (folder / "changes.csv").read_text("utf-8").splitlines()[1:]
        assert f"It was {long[:39]}… and is." in line

    def test_a_number_too_large_for_a_cell_is_told_in_words(self, desk: Desk) -> None:
        folder = put(desk, Changes((number("large", "1" + "0" * 12, unit="GBP"),), (), (), ()))
        assert "large" in (folder / "words.csv").read_text("utf-8")

    @pytest.mark.parametrize(
        ("one", "expected"),
        [
            (number("nosuch", "1"), "a figure of this paper"),
            (number("cell-nowhere-b2", "1", unit="text", difference=None), "a figure of this paper"),
            (number("all-costs-2024-25", "1", unit="person"), "a figure in person"),
        ],
    )
    def test_about_another_paper_is_refused(self, one: Change, expected: str, desk: Desk) -> None:
        done = built(desk, Changes((one,), (), (), ()))
        done.refused(f'data/raw/hours-changes: found the figure "{one.figure}"', expected, "refresh again", status=4)
