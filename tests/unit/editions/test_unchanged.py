"""When a refresh builds nothing, since what it would build is there already."""

from __future__ import annotations

from datetime import date

import pytest

from tracepaper.editions import persons, unchanged
from tracepaper.editions.register import Entry, SignOff, State
from unit.editions.test_register import entry, of

NO = SignOff("Director", date(2026, 10, 20), "refused", "Oak House is counted twice.")


def published() -> Entry:
    return entry("2026-10", inputs="first")


def draft(state: State, **more: object) -> Entry:
    sign_off = (NO,) if state == "refused" else ()
    return entry("2026-10-2", state, inputs="second", previous="2026-10", sign_off=sign_off, **more)


def said(*entries: Entry, inputs: str = "second", period: str = "2026-10", because: str = "") -> str:
    same = unchanged.found(of(*entries), inputs, period, because=because)
    return same.said if same else ""


def test_the_last_edition_was_built_from_the_same() -> None:
    assert said(published(), inputs="first") == "Nothing has changed since edition 2026-10, which is published."


@pytest.mark.parametrize("period", ["2026-10", "2026-11"])
def test_what_was_refused_is_not_built_again_in_its_month_or_the_next(period: str) -> None:
    why = "Nothing has changed since edition 2026-10-2 was refused: Oak House is counted twice."
    assert said(published(), draft("refused"), period=period) == why


@pytest.mark.parametrize("period", ["2026-10", "2026-11"])
def test_what_waits_is_not_built_twice(period: str) -> None:
    waits = "Nothing has changed: edition 2026-10-2 still waits for approval."
    assert said(published(), draft("waiting"), period=period) == waits


def test_a_reason_that_a_draft_lacks_is_something_new() -> None:
    untold = draft("waiting", corrects="2026-10", because=persons.UNTOLD)
    assert said(published(), untold, because="An invoice came late.") == ""


def test_other_inputs_are_something_new() -> None:
    assert said(published(), draft("refused"), inputs="third") == ""


def test_what_was_refused_before_another_edition_came_is_compared_anew() -> None:
    after = entry("2026-11", inputs="third", previous="2026-10")
    assert said(published(), draft("refused"), after, period="2026-11") == ""
