"""The file that says which edition a build is: what is written is what is read, and contradictions are refused."""

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracepaper.errors import SettingsError
from tracepaper.settings import edition, paper
from tracepaper.settings.edition import Edition
from unit.papers.desk import SETTINGS

DRAFT = Edition(
    *("hours", "2026-11", "2026-11", date(2026, 12, 11), "draft"),
    author="Head of Libraries",
    approver="Director of Communities",
)
APPROVED = dataclasses.replace(DRAFT, state="approved", approved=date(2026, 12, 14))
STANDING = dataclasses.replace(
    DRAFT, state="unattended", approved=date(2026, 4, 1), until=date(2027, 3, 31), previous="2026-10", changes=True
)
CORRECTING = dataclasses.replace(
    APPROVED, edition="2026-11-2", corrects="2026-11", because='Two rows were "swapped": A & B', previous="2026-11"
)


def write(root: Path, text: str, name: str = "hours") -> Path:
    path = root / "config" / "editions" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def refusal(root: Path, text: str) -> str:
    write(root, text)
    with pytest.raises(SettingsError) as refused:
        edition.load(root, "hours")
    assert refused.value.exit_status == 4 and all(fault.remedy for fault in refused.value.faults)
    return str(refused.value)


def changed(one: Edition, **fields: object) -> str:
    """The file of an edition with other fields; None takes one out."""
    lines = dict(line.split(": ", 1) for line in edition.text(one).splitlines()[1:])
    lines |= {key: json.dumps(value) for key, value in fields.items()}
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if fields.get(key, "") is not None)


def test_a_paper_without_the_file_is_a_working_build(tmp_path: Path):
    assert edition.load(tmp_path, "hours") is None


@pytest.mark.parametrize("one", [DRAFT, APPROVED, STANDING, CORRECTING], ids=lambda one: one.edition + one.state)
def test_what_is_written_is_what_is_read(one: Edition, tmp_path: Path):
    write(tmp_path, edition.text(one))
    assert edition.load(tmp_path, "hours") == one


def test_it_is_written_key_by_key_and_leaves_out_what_is_empty():
    assert edition.text(CORRECTING).splitlines()[1:] == [
        'paper: "hours"',
        'edition: "2026-11-2"',
        'period: "2026-11"',
        'date: "2026-12-11"',
        'state: "approved"',
        'author: "Head of Libraries"',
        'approver: "Director of Communities"',
        'approved: "2026-12-14"',
        'corrects: "2026-11"',
        'because: "Two rows were \\"swapped\\": A & B"',
        'previous: "2026-11"',
        "changes: false",
    ]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_reason_survives_writing_and_reading(tmp_path_factory: pytest.TempPathFactory, because: str):
    root = tmp_path_factory.mktemp("edition")
    one = dataclasses.replace(CORRECTING, because=because)
    write(root, edition.text(one))
    assert edition.load(root, "hours") == one


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (changed(APPROVED, approved=None), ['no key "approved" beside the state approved', "the day of the approval"]),
        (changed(STANDING, approved=None), ['no key "approved" beside the state unattended']),
        (changed(STANDING, until=None), ['no key "until" beside the state unattended', "standing approval"]),
        (changed(DRAFT, approved="2026-12-14"), ['line 9, approved: found the key "approved"', "the state draft"]),
        (changed(APPROVED, until="2027-03-31"), ['found the key "until"', "the state approved"]),
        (changed(CORRECTING, because=None), ['no key "because" beside what it corrects']),
        (changed(CORRECTING, corrects=None), ['found the key "because"', "nothing there for what it corrects"]),
        (changed(STANDING, previous=None), ["changes since no edition", 'the key "previous"']),
        (changed(DRAFT, edition="2026-12"), ['found "2026-12" of 2026-11', "begins with 2026-11"]),
        (changed(DRAFT, paper="other"), ['found "other"', "expected hours"]),
        (changed(DRAFT, approver="head of  libraries"), ["line 7, approver", "the author too", "another role"]),
        (changed(DRAFT, state="final"), ["line 5, state", "one of draft, approved, unattended"]),
        (changed(DRAFT, date="2026-02-30"), ['found "2026-02-30"', "a day that the calendar has"]),
        (changed(DRAFT, edition="2026-11-1"), ["line 2, edition"]),
        (changed(DRAFT, edition="2026-11-0"), ["line 2, edition"]),
        (changed(DRAFT, period="2026-13"), ["line 3, period"]),
        (changed(DRAFT, aproved="2026-12-14"), ['the unknown key "aproved"', 'Did you mean "approved"?']),
    ],
)
def test_contradictions_are_refused_with_place_and_remedy(text: str, words: list[str], tmp_path: Path):
    message = refusal(tmp_path, text)
    for word in words:
        assert word in message, message


def test_every_contradiction_is_named(tmp_path: Path):
    message = refusal(tmp_path, changed(DRAFT, paper="other", approved="2026-12-14", because="Why not."))
    assert message.count("found") == 3


def test_a_file_that_is_a_link_is_refused(tmp_path: Path):
    (tmp_path / "elsewhere.yaml").write_text(edition.text(DRAFT), "utf-8")
    path = write(tmp_path, "")
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(SettingsError, match="is a link"):
        edition.load(tmp_path, "hours")


class TestThePaperKnowsItsEdition:
    def load(self, root: Path, one: Edition | None) -> paper.Paper:
        path = root / "config" / "papers" / "hours.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(SETTINGS), "utf-8")
        if one:
            write(root, edition.text(one))
        return paper.load(root, "hours")

    def test_it_is_none_in_a_working_build(self, tmp_path: Path):
        one = self.load(tmp_path, None)
        assert one.edition is None and one.sources == ("libraries",)

    def test_an_edition_without_changes_has_no_source_of_its_own(self, tmp_path: Path):
        one = self.load(tmp_path, APPROVED)
        assert one.edition == APPROVED and one.sources == ("libraries",)

    def test_an_edition_with_changes_draws_on_the_source_that_says_them(self, tmp_path: Path):
        one = self.load(tmp_path, STANDING)
        assert one.sources == ("libraries", "hours-changes")
        assert [table for source, table in one.used_tables if source == "hours-changes"] == list(edition.CHANGES)

    def test_a_fault_in_it_is_a_fault_of_the_paper(self, tmp_path: Path):
        with pytest.raises(SettingsError, match=r"editions/hours\.yaml contradicts itself"):
            self.load(tmp_path, dataclasses.replace(APPROVED, paper="other"))
