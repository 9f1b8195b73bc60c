"""How long editions are kept: to the day, never the one that is read now, and whole or gone whatever is killed."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracepaper import locks
from tracepaper.editions import register, retention, runs
from tracepaper.editions.register import SignOff
from tracepaper.errors import CallError, OutputError
from unit.editions.conftest import PAPER, Shelf

SETTINGS = "renderer: embedded\nretention: {published: 48, withdrawn: 24, refused: 6}\n"
# 8 January 2026 and 48 months; and 24; and 6.
PUBLISHED, WITHDRAWN, REFUSED = date(2030, 1, 8), date(2028, 1, 8), date(2026, 7, 8)
LATER = date(2040, 1, 1)


class KilledError(BaseException):
    """Stands for SIGKILL: nothing after it is run."""


@pytest.fixture
def kept(shelf: Shelf) -> Shelf:
    """Three published editions, one withdrawn and one refused; the last published is the current one."""
    (shelf.root / "config" / "config.yaml").write_text(SETTINGS, "utf-8")
    withdrawn = SignOff("Director of Places", date(2026, 1, 8), "withdrawn", "A home was left out.")
    refused = SignOff("Director of Places", date(2026, 1, 8), "refused", "Too early.")
    shelf.add("2025-10")
    shelf.add("2025-11", "withdrawn", previous="2025-10", sign_off=(withdrawn,))
    shelf.add("2025-12", previous="2025-10")
    shelf.add("2026-01", "refused", previous="2025-12", sign_off=(refused,))
    shelf.add("2026-01-2", previous="2025-12", current=True)
    return shelf


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Sets the day."""

    def set_day(day: date) -> None:
        monkeypatch.setattr(retention.records, "today", lambda: day)

    return set_day


def ids(found: list[retention.Expired]) -> list[str]:
    return [one.edition for one in found]


def expired(shelf: Shelf, today: date) -> list[str]:
    return ids(retention.expired(shelf.root, shelf.register, today))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 8), 48, date(2030, 1, 8)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_months_are_counted_as_the_calendar_has_them(day: date, months: int, later: date) -> None:
    assert retention.months_later(day, months) == later


def test_an_edition_is_kept_to_the_end_of_its_last_day(kept: Shelf) -> None:
    assert expired(kept, REFUSED) == []
    assert expired(kept, date(2026, 7, 9)) == ["2026-01"]
    assert expired(kept, WITHDRAWN) == ["2026-01"]
    assert expired(kept, date(2028, 1, 9)) == ["2025-11", "2026-01"]
    assert expired(kept, date(2030, 1, 9)) == ["2025-10", "2025-11", "2026-01"]


def test_its_time_counts_from_the_last_decision(kept: Shelf) -> None:
    """Withdrawn on 5 March 2027; 24 months later is 5 March 2029."""
    entry = kept.register.entry("2025-11")
    late = dataclasses.replace(entry.sign_off[0], day=date(2027, 3, 5))
    register.save(kept.root, kept.register.with_entry(dataclasses.replace(entry, sign_off=(late,))))
    assert "2025-11" not in expired(kept, date(2029, 3, 5))
    assert "2025-11" in expired(kept, date(2029, 3, 6))


def test_the_current_edition_and_the_one_it_was_compared_with_stay_for_ever(kept: Shelf) -> None:
    assert not {"2026-01-2", "2025-12"} & set(expired(kept, LATER))


def test_once_the_current_edition_is_superseded_what_it_rests_on_may_go(kept: Shelf) -> None:
    kept.add("2026-02", previous="2026-01-2", current=True)
    assert set(expired(kept, LATER)) == {"2025-10", "2025-11", "2025-12", "2026-01"}


def test_what_a_waiting_edition_was_compared_with_stays(kept: Shelf) -> None:
    kept.add("2025-11-2", "waiting", previous="2025-10", sign_off=())
    assert "2025-10" not in expired(kept, LATER)
    assert "2025-11-2" not in expired(kept, LATER)


def test_after_the_current_edition_is_withdrawn_the_newest_stays_for_the_next_to_follow(kept: Shelf) -> None:
    entry = kept.register.entry("2026-01-2")
    gone = kept.register.with_entry(dataclasses.replace(entry, state="withdrawn"), current="")
    register.save(kept.root, gone)
    assert not {"2026-01-2", "2025-12"} & set(expired(kept, LATER))


def test_a_list_changes_nothing(kept: Shelf, on: Callable[[date], None]) -> None:
    on(LATER)
    before = kept.register
    found = retention.expire(kept.root, [], remove=False)
    assert ids(found) == ["2025-10", "2025-11", "2026-01"]
    assert not any(one.removed for one in found)
    assert kept.register == before
    assert all(register.folder(kept.root, PAPER, entry).is_dir() for entry in before.entries)
    assert str(found[1]) == "north 2025-11 (withdrawn), kept to 2028-01-08: its time has passed"


def test_a_removed_edition_leaves_its_entry_with_its_digest_and_who_signed_it(
    kept: Shelf, on: Callable[[date], None]
) -> None:
    on(LATER)
    before = kept.register
    assert ids(retention.expire(kept.root, [PAPER], remove=True)) == ["2025-10", "2025-11", "2026-01"]
    for entry in kept.register.entries:
        was = before.entry(entry.edition)
        assert dataclasses.replace(entry, state=was.state) == was
    assert [e.edition for e in kept.register.in_state("removed")] == ["2025-10", "2025-11", "2026-01"]
    left = sorted(path.name for path in (kept.root / "reports" / PAPER / "editions").iterdir())
    assert left == ["2025-12", "2026-01-2", "index.html", "register.json"]
    page = (kept.root / "reports" / PAPER / "editions" / "index.html").read_text("utf-8")
    assert 'href="2025-10/' not in page
    assert 'href="2025-12/north.html"' in page
    assert retention.expire(kept.root, [PAPER], remove=True) == []


@pytest.mark.parametrize("step", ["saved", "shown", "renamed", "first file"])
def test_a_removal_that_was_killed_is_finished_by_the_next(
    kept: Shelf, on: Callable[[date], None], step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(LATER)
    with monkeypatch.context() as patch:
        _kill_after(step, patch)
        with pytest.raises(KilledError):
            retention.expire(kept.root, [], remove=True)
    for entry in kept.register.in_state("published", "withdrawn", "refused"):
        assert (register.folder(kept.root, PAPER, entry) / "edition.json").is_file()
    left = retention.expire(kept.root, [], remove=False)
    assert "2025-10" in ids(left)
    assert ids(retention.expire(kept.root, [], remove=True)) == ids(left)
    assert {path.name for path in (kept.root / "reports" / PAPER / "editions").iterdir() if path.is_dir()} == {
        *("2025-12", "2026-01-2")
    }
    assert retention.expire(kept.root, [], remove=True) == []


def _kill_after(step: str, patch: pytest.MonkeyPatch) -> None:
    def killed(*_: Any, **__: Any) -> None:
        raise KilledError

    def first_file(path: Path) -> None:
        next(path.glob("*.html")).unlink()
        raise KilledError

    if step == "saved":
        patch.setattr(retention.catalogue, "write", killed)
    elif step == "shown":
        patch.setattr(retention, "_remove_folder", killed)
    else:
        patch.setattr(shutil, "rmtree", killed if step == "renamed" else first_file)


def test_a_folder_that_cannot_be_removed_is_told_and_tried_again(
    kept: Shelf, on: Callable[[date], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    on(LATER)

    def refused(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refused)
        with pytest.raises(OutputError, match=r"north/editions/2025-10 cannot be removed: Permission denied"):
            retention.expire(kept.root, [], remove=True)
    assert "2025-10" in ids(retention.expire(kept.root, [], remove=True))


def test_an_edition_whose_folder_is_gone_already_is_removed(kept: Shelf, on: Callable[[date], None]) -> None:
    on(LATER)
    shutil.rmtree(register.folder(kept.root, PAPER, kept.register.entry("2025-10")))
    assert ids(retention.expire(kept.root, [], remove=True)) == ["2025-10", "2025-11", "2026-01"]
    assert retention.expire(kept.root, [], remove=True) == []


def test_an_edition_that_came_back_while_its_removal_was_broken_off_is_removed(
    kept: Shelf, on: Callable[[date], None]
) -> None:
    on(LATER)
    folder = register.folder(kept.root, PAPER, kept.register.entry("2025-10"))
    shutil.copytree(folder, folder.with_name(".2025-10.removed"))
    assert "2025-10" in ids(retention.expire(kept.root, [], remove=True))
    assert not list(folder.parent.glob("*2025-10*"))


def test_one_folder_that_cannot_be_removed_keeps_no_other(
    kept: Shelf, on: Callable[[date], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one of another paper."""
    on(LATER)
    shutil.copytree(kept.root / "reports" / PAPER, kept.root / "reports" / "south")
    register.save(kept.root, dataclasses.replace(kept.register, paper="south"))
    remove = shutil.rmtree

    def refused(path: Path) -> None:
        if "north" in path.parts and "2025-10" in path.name:
            raise PermissionError(13, "Permission denied", str(path))
        remove(path)

    monkeypatch.setattr(shutil, "rmtree", refused)
    with pytest.raises(OutputError) as told:
        retention.expire(kept.root, [], remove=True)
    assert str(told.value).splitlines() == [
        "north/editions/2025-10 cannot be removed: Permission denied.",
        "What else was due is removed. The next run tries these again.",
    ]
    for paper in (PAPER, "south"):
        due = [kept.root / "reports" / paper / name for name in ("editions/2025-11", "drafts/2026-01")]
        assert not [folder for folder in due if folder.exists()]


def test_nothing_is_removed_while_a_refresh_is_at_work(kept: Shelf, on: Callable[[date], None]) -> None:
    on(LATER)
    with locks.held(kept.root / runs.LOCK, what="refresh"), pytest.raises(locks.BusyError):
        retention.expire(kept.root, [], remove=True)
    assert not kept.register.in_state("removed")


def test_a_paper_without_editions_is_refused(kept: Shelf) -> None:
    with pytest.raises(CallError, match=r'"south" has no editions. Papers that have: north'):
        retention.expire(kept.root, ["south"], remove=False)
