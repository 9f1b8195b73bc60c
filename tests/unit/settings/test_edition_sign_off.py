"""Who signs off the editions of a paper: never their author, and by standing approval only for a time."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tracepaper.errors import SettingsError
from tracepaper.settings import paper, site
from tracepaper.settings.sign_off import Editions, Unattended
from unit.papers.desk import SETTINGS

ROLES = {"author": "Head of Libraries", "approver": "Director of Communities"}
STANDING = {"approved": "2026-04-01", "until": "2027-03-31", "largest_change": Decimal("7.5")}


def load(root: Path, editions: Any, **settings: Any) -> paper.Paper:
    id = settings.get("paper", "hours")
    path = root / "config" / "papers" / f"{id}.yaml"
    path.parent.mkdir(parents=True)
    own = {"editions": editions} if editions else {}
    path.write_text(json.dumps({**SETTINGS, **own, **settings}, indent=1, default=float), "utf-8")
    return paper.load(root, id)


def refusal(root: Path, editions: Any, **settings: Any) -> str:
    with pytest.raises(SettingsError) as refused:
        load(root, editions, **settings)
    assert refused.value.exit_status == 4 and all(fault.remedy for fault in refused.value.faults)
    return str(refused.value)


def test_a_paper_need_have_no_editions(tmp_path: Path):
    assert load(tmp_path, None).editions is None


def test_author_and_approver_are_roles(tmp_path: Path):
    assert load(tmp_path, ROLES).editions == Editions("Head of Libraries", "Director of Communities", None)


def test_a_standing_approval_has_its_days_and_its_limit(tmp_path: Path):
    found = load(tmp_path, {**ROLES, "unattended": STANDING}).editions
    assert found and found.unattended == Unattended(date(2026, 4, 1), date(2027, 3, 31), Decimal("7.5"))


def test_a_standing_approval_may_last_one_day(tmp_path: Path):
    found = load(tmp_path, {**ROLES, "unattended": {**STANDING, "until": "2026-04-01", "largest_change": 0}}).editions
    assert found and found.unattended == Unattended(date(2026, 4, 1), date(2026, 4, 1), Decimal(0))


@pytest.mark.parametrize(
    "approver", ["Head of Libraries", "HEAD OF LIBRARIES", " head  of libraries ", "Headof Libraries"]
)
def test_nobody_approves_what_they_wrote(approver: str, tmp_path: Path):
    message = refusal(tmp_path, {**ROLES, "approver": approver})
    assert "editions.approver" in message and "the author too" in message and "Name another role" in message


def test_a_standing_approval_does_not_end_before_it_begins(tmp_path: Path):
    message = refusal(tmp_path, {**ROLES, "unattended": {**STANDING, "until": "2026-03-31"}})
    assert "editions.unattended.until: found 2026-03-31" in message and "a day from 2026-04-01 on" in message


@pytest.mark.parametrize(
    ("unattended", "words"),
    [
        ({**STANDING, "until": "2027-02-29"}, ["editions.unattended.until", "a day that the calendar has"]),
        ({**STANDING, "largest_change": -1}, ["editions.unattended.largest_change", "found -1"]),
        ({**STANDING, "largest_change": "10%"}, ["editions.unattended.largest_change", "per cent"]),
        ({"approved": "2026-04-01", "until": "2027-03-31"}, ['no key "largest_change"']),
        ({}, ['no key "approved"', 'no key "until"']),
    ],
)
def test_what_is_no_standing_approval_is_refused(unattended: dict[str, Any], words: list[str], tmp_path: Path):
    message = refusal(tmp_path, {**ROLES, "unattended": unattended})
    for word in words:
        assert word in message, message


def test_the_source_of_changes_is_nobody_elses(tmp_path: Path):
    tables = {**SETTINGS["tables"], "mine": "hours-changes/notes"}
    message = refusal(tmp_path, ROLES, tables=tables, data_log="hours-changes/data_log")
    assert "tables.mine" in message and "data_log" in message and "Rename it" in message


def test_a_name_must_leave_room_for_the_source_of_changes(tmp_path: Path):
    assert len(load(tmp_path / "fits", ROLES, paper="a" * 56).id) == 56
    assert "Shorten it to 56 letters." in refusal(tmp_path / "long", ROLES, paper="a" * 57)


class TestTheSite:
    def load(self, root: Path, more: str) -> site.Site:
        path = root / site.FILE
        path.parent.mkdir()
        path.write_text(f"renderer: embedded\n{more}", "utf-8")
        return site.load(root)

    def test_has_a_time_limit_and_keeps_editions_as_long_as_the_law_asks(self, tmp_path: Path):
        found = self.load(tmp_path, "")
        assert found.refresh.time_limit_minutes == 30
        # Six years of twelve months (Local Government Act 1972, section 100C); what was never published, one.
        assert vars(found.retention) == {"published": 6 * 12, "withdrawn": 6 * 12, "refused": 12}

    def test_may_say_otherwise_of_some(self, tmp_path: Path):
        found = self.load(tmp_path, "refresh: {time_limit_minutes: 2.5}\nretention: {refused: 3}\n")
        assert found.refresh.time_limit_minutes == Decimal("2.5")
        assert vars(found.retention) == {"published": 72, "withdrawn": 72, "refused": 3}

    @pytest.mark.parametrize(
        "more", ["refresh: {time_limit_minutes: 0}", "retention: {published: 0}", "refresh: {x: 1}"]
    )
    def test_refuses_what_is_no_time(self, more: str, tmp_path: Path):
        with pytest.raises(SettingsError):
            self.load(tmp_path, more)

    def test_comes_with_the_same_values_written_out(self):
        root = Path(__file__).parents[3]
        found = site.load(root)
        assert (found.refresh, found.retention) == (site.Refresh(), site.Retention())
