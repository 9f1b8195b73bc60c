"""A year of monthly refreshes, with revisions, a late file, a broken file, a crash and a refused approval, ends with
twelve right editions, each of which its own crate builds again to the byte.

Oak House costs £1,010 in April and £10 more each month (but £1,120 in May, as revised in July); Elm House costs £234 a
month (but £334 in November, as corrected). In March a fee of £100 is added to the sum.
"""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from editions.ledger import PAPER
from editions.year import Year
from gates.reading.html import document

# The sum to date that each edition must print; the month before it, plus Oak House and Elm House of its own month.
RIGHT = {
    "2026-04": ("£1,244", "April 2026"),  # 1,010 + 234
    "2026-05": ("£2,498", "May 2026"),  # 1,244 + 1,020 + 234
    "2026-06": ("£3,862", "June 2026"),  # 2,498 + 100 (the revision of May) + 1,030 + 234
    "2026-07": ("£5,136", "July 2026"),  # 3,862 + 1,040 + 234
    "2026-08": ("£6,420", "August 2026"),  # 5,136 + 1,050 + 234
    "2026-09": ("£7,714", "September 2026"),  # 6,420 + 1,060 + 234
    "2026-10-2": ("£9,018", "October 2026"),  # 7,714 + 1,070 + 234
    "2026-11-2": ("£10,432", "November 2026"),  # 9,018 + 1,080 + 334
    "2026-12-2": ("£11,756", "December 2026"),  # 10,432 + 1,090 + 234
    "2027-01": ("£13,090", "January 2027"),  # 11,756 + 1,100 + 234
    "2027-02": ("£14,434", "February 2027"),  # 13,090 + 1,110 + 234
    "2027-03": ("£15,888", "March 2027"),  # 14,434 + 1,120 + 234 + 100
}


def register(lived: Year) -> dict[str, dict[str, object]]:
    path = lived.office.root / "reports" / PAPER / "editions" / "register.json"
    return {entry["edition"]: entry for entry in json.loads(path.read_text("utf-8"))["entries"]}


def page(lived: Year, edition: str) -> str:
    return " ".join(document(lived.office.folder(edition) / f"{PAPER}.html").text_content().split())


def pdf_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def changes(lived: Year, edition: str) -> dict[str, dict[str, object]]:
    held = json.loads((lived.office.folder(edition) / "changes.json").read_text("utf-8"))
    return {one["figure"]: one for one in held["changes"]}


def test_the_year_ends_with_these_editions_and_the_last_is_current(lived: Year) -> None:
    became = {edition: entry["state"] for edition, entry in register(lived).items()}
    corrected = {"2026-11": "published", "2026-12": "withdrawn"}
    assert became == {**dict.fromkeys(RIGHT, "published"), **corrected, "2026-10": "refused"}
    kept = json.loads((lived.office.root / "reports" / PAPER / "editions" / "register.json").read_text("utf-8"))
    assert kept["current"] == "2027-03"


@pytest.mark.parametrize("edition", RIGHT)
def test_each_edition_prints_the_right_sum_of_its_month(edition: str, lived: Year) -> None:
    cost, month = RIGHT[edition]
    sentence = f"All places cost {cost} to the end of {month}."
    assert sentence in page(lived, edition)
    assert sentence in " ".join(pdf_pages(lived.office.folder(edition) / f"{PAPER}.pdf"))


@pytest.mark.parametrize("edition", RIGHT)
def test_no_edition_that_was_published_is_called_a_draft(edition: str, lived: Year) -> None:
    assert "Draft" not in page(lived, edition)
    assert "Draft" not in " ".join(pdf_pages(lived.office.folder(edition) / f"{PAPER}.pdf"))


@pytest.mark.parametrize("edition", RIGHT)
def test_each_edition_is_built_again_from_its_crate_to_the_byte(edition: str, lived: Year) -> None:
    done = lived.office.on("2030-01-01").tracepaper("reproduce", f"{PAPER}/{edition}", "--json")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_refused_draft_says_draft_on_every_page(lived: Year) -> None:
    draft = lived.office.root / "reports" / PAPER / "drafts" / "2026-10" / f"{PAPER}.pdf"
    pages = pdf_pages(draft)
    assert len(pages) > 1 and all("Draft" in page for page in pages)


def test_the_first_edition_waits_for_the_approver(lived: Year) -> None:
    assert lived.events["first"].status == 0 and "waiting" in lived.events["first"].said
    assert lived.events["author approves"].status == 2
    assert "The Director of Places approves" in lived.events["author approves"].said
    assert lived.events["first approved"].status == 0
    assert "Approved by Director of Places on 5 May 2026" in page(lived, "2026-04")


def test_a_month_that_only_adds_data_is_published_without_asking(lived: Year) -> None:
    assert lived.events["may"].status == 0 and "published" in lived.events["may"].said
    assert "standing approval that the Director of Places gave on 1 April 2026" in page(lived, "2026-05")
    found = changes(lived, "2026-05")["total-cost"]
    assert found["causes"] == ["new period"]
    assert (found["old"], found["new"], found["difference"]) == ("1244", "2498", "1254")


def test_a_revision_of_an_earlier_month_is_shown_as_one(lived: Year) -> None:
    found = changes(lived, "2026-06")["total-cost"]
    assert found["causes"] == ["source revised", "new period"]
    assert 'C2 of spend_2026-05.csv (Oak House, Cost) was "1020" and is "1120"' in str(found["detail"])
    assert "spend_2026-05.csv" in page(lived, "2026-06")


def test_when_nothing_changed_nothing_is_published(lived: Year) -> None:
    done = lived.events["june again"]
    assert done.status == 0 and "Nothing has changed since edition 2026-06" in done.said


def test_a_late_file_is_told_from_the_day_after_it_was_due(lived: Year) -> None:
    assert lived.events["july not due yet"].status == 0
    late = lived.events["july late"]
    assert late.status == 3 and "spend_2026-07.csv" in late.said and "2026-08-10" in late.said
    assert "Edition 2026-06 stays as it is" in late.said
    assert lived.events["july"].status == 0


@pytest.mark.parametrize("name", ["august broken", "august still broken"])
def test_a_broken_file_stops_its_month_on_every_try_and_is_told_by_cell(name: str, lived: Year) -> None:
    done = lived.events[name]
    assert done.status == 3 and "spend_2026-08.csv" in done.said and "C2" in done.said and "1,0,50" in done.said
    assert "Edition 2026-07 stays as it is" in done.said


def test_a_crash_leaves_the_last_edition_and_the_next_run_needs_no_help(lived: Year) -> None:
    killed = lived.events["september killed"]
    assert killed.status == -9
    seen = json.loads(killed.said.splitlines()[-1])
    assert seen == {"current": "2026-08", "folders": ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08"]}
    assert lived.events["september"].status == 0 and "published" in lived.events["september"].said


def test_a_large_change_waits_and_a_refused_edition_is_never_published(lived: Year) -> None:
    tenfold = lived.events["october tenfold"]
    assert tenfold.status == 0 and "waiting" in tenfold.said and "£10,934" in tenfold.said  # 10,700 + 234
    assert lived.events["october refused"].status == 0
    unmended = lived.events["october unmended"]
    assert unmended.status == 0 and "was refused: Oak House cannot have cost that much." in unmended.said
    assert not lived.office.folder("2026-10").exists()
    assert "Edition 2026-10 was refused, and none has come after it" in lived.events["october"].said
    assert lived.events["october approved"].status == 0
    assert changes(lived, "2026-10-2")["total-cost"]["old"] == "7714"


def test_a_correction_says_what_it_corrects_and_why(lived: Year) -> None:
    assert "nobody has said why" in lived.events["november corrected"].said
    assert lived.events["no reason"].status == 2 and "--because" in lived.events["no reason"].said
    assert "dition 2026-11: An invoice of Elm House came late." in page(lived, "2026-11-2")
    assert register(lived)["2026-11-2"]["corrects"] == "2026-11"


def test_a_withdrawn_edition_stays_and_is_marked(lived: Year) -> None:
    folder = lived.office.folder("2026-12")
    assert (folder / f"{PAPER}.pdf").is_file()
    assert "Oak House was invoiced twice." in (folder / "WITHDRAWN.txt").read_text("utf-8")
    listed = document(folder.parent / "index.html").text_content()
    assert "Oak House was invoiced twice." in listed and "Withdrawn" in listed
    assert "was withdrawn: Oak House was invoiced twice." in lived.events["december corrected"].said
    assert lived.events["december approved"].status == 0
    assert register(lived)["2026-12-2"]["corrects"] == "2026-12"


def test_changed_words_alone_need_nobody(lived: Year) -> None:
    assert "published" in lived.events["january"].said
    held = json.loads((lived.office.folder("2027-01") / "changes.json").read_text("utf-8"))
    parts = [part for passage in held["narrative"]["words"] for part in passage["parts"]]
    assert {"of which", "including"} <= {part[side].strip() for part in parts for side in ("old", "new")}


def test_two_refreshes_at_once_are_one(lived: Year) -> None:
    second = lived.events["february second"]
    assert second.status == 75 and "is at work; nothing was changed" in second.said
    assert lived.events["february"].status == 0 and "published" in lived.events["february"].said


def test_a_changed_method_waits_for_a_person(lived: Year) -> None:
    assert "waiting" in lived.events["march"].said
    assert lived.events["march approved"].status == 0
    assert "method changed" in str(changes(lived, "2027-03")["total-cost"]["causes"])


def test_no_edition_was_altered_since_it_was_published(lived: Year) -> None:
    from tracepaper.editions import manifest

    for edition, entry in register(lived).items():
        if entry["state"] != "refused":
            assert manifest.altered(lived.office.folder(edition), manifest=str(entry["manifest"])) == []


def test_nothing_is_left_of_any_run(lived: Year) -> None:
    assert [path.name for path in (lived.office.root / "runs").iterdir() if path.is_dir()] == ["log"]
    assert list((lived.office.root / "reports").rglob(".*")) == []


def test_each_step_of_each_run_is_a_line_for_machines(lived: Year) -> None:
    steps = lived.office.steps()
    assert all(step.keys() >= {"time", "run", "step", "outcome", "paper", "said", "seconds"} for step in steps)
    last = [step for step in steps if step["step"] == "paper"]
    assert {step["outcome"] for step in last} == {"published", "waiting", "unchanged", "failed"}
