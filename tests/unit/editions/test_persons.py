"""When a refresh publishes without asking, and when it leaves an edition for a person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tracepaper.editions import persons
from tracepaper.editions.compare import Change, Changes, Lost
from tracepaper.editions.register import Entry, SignOff
from tracepaper.settings.edition import Edition
from tracepaper.settings.sign_off import Editions, Unattended
from unit.editions.test_register import entry

STANDING = Unattended(date(2026, 4, 1), date(2027, 3, 31), Decimal(20))
NOTHING = Changes((), (), (), ())


def edition(**more: object) -> Edition:
    own = {"paper": "places", "edition": "2026-11", "period": "2026-11", "date": date(2026, 11, 22), "state": "draft"}
    return Edition(**{**own, "author": "Officer", "approver": "Director", **more})  # type: ignore[arg-type]


def change(severity: str) -> Change:
    cause = "source revised"
    return Change(
        "spend", "Spend", "100", "150", "GBP", "", "£100", "£150", Decimal(50), Decimal(50), cause, (cause,),
        "Cell B2 reads 150.", severity, (),
    )  # fmt: skip


def reasons(
    changes: Changes | None = NOTHING,
    *,
    previous: Entry | None = None,
    refused: tuple[Entry, ...] = (),
    unattended: Unattended | None = STANDING,
    day: date = date(2026, 11, 22),
    **more: object,
) -> list[str]:
    return persons.reasons(
        edition(**more),
        changes,
        Editions("Officer", "Director", unattended),
        previous=previous,
        refused=refused,
        today=day,
    )


@pytest.mark.parametrize("severity", ["medium", "low", "none"])
def test_small_changes_are_published_under_a_standing_approval(severity: str) -> None:
    assert reasons(Changes((change(severity),), (), (), ())) == []


def test_without_a_standing_approval_the_approver_is_always_asked() -> None:
    assert reasons(unattended=None) == ["Every edition of this paper waits for the approval of the Director."]


@pytest.mark.parametrize(
    ("day", "asked"), [("2026-03-31", True), ("2026-04-01", False), ("2027-03-31", False), ("2027-04-01", True)]
)
def test_a_standing_approval_holds_from_its_first_day_to_its_last(day: str, asked: bool) -> None:
    found = reasons(day=date.fromisoformat(day))
    assert found == (["The standing approval of the Director holds from 2026-04-01 to 2027-03-31."] if asked else [])


def test_the_first_edition_is_looked_at() -> None:
    assert reasons(None) == ["It is the first edition."]


def test_a_correction_waits_until_somebody_says_why() -> None:
    untold = {"corrects": "2026-11", "because": persons.UNTOLD}
    assert reasons(**untold) == ["It would correct edition 2026-11, and nobody has said why."]
    assert reasons(corrects="2026-11", because="A payment was missing.") == []


def test_a_high_change_names_the_figure_and_the_cause() -> None:
    found = reasons(Changes((change("high"), change("high"), change("low")), (), (), ()))
    assert found == ['"Spend" was £100 and is £150, and 1 more: Cell B2 reads 150.']


def test_a_lost_figure_asks_for_a_person() -> None:
    lost = Lost("spend", "Spend", "100", "GBP", "£100", "It is gone.", ())
    assert reasons(Changes((), (lost,), (), ())) == ['"Spend" is lost.']


def test_after_a_refusal_the_next_draft_is_looked_at() -> None:
    no = entry("2026-11", "refused", sign_off=(SignOff("Director", date(2026, 11, 21), "refused", "Too much."),))
    assert reasons(refused=(no,)) == ["Edition 2026-11 was refused, and none has come after it: Too much."]


def test_after_a_withdrawal_the_next_edition_is_looked_at() -> None:
    gone = entry("2026-10", "withdrawn", sign_off=(SignOff("Director", date(2026, 11, 21), "withdrawn", "Twice."),))
    assert reasons(previous=gone) == ["Edition 2026-10, which it follows, was withdrawn: Twice."]
