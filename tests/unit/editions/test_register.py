"""The register of a paper's editions: which is current, what became of each, and that no reader sees half a change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracepaper.editions import register
from tracepaper.editions.register import Entry, Register, SignOff
from tracepaper.errors import CallError, TracepaperError


def entry(edition: str, state: register.State = "published", **more: object) -> Entry:
    own = {"folder": f"editions/{edition}", "inputs": "in", "manifest": "m", "date": date(2026, 11, 22), "author": "A"}
    return Entry(**{"edition": edition, "period": edition[:7], "state": state, **own, **more})  # type: ignore[arg-type]


def of(*entries: Entry, current: str = "") -> Register:
    return Register("places", current, entries)


def test_a_paper_without_editions_has_an_empty_register(tmp_path: Path) -> None:
    assert register.load(tmp_path, "places") == Register("places")


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    signed = (
        SignOff("Director", date(2026, 11, 23), "approved"),
        SignOff("Director", date(2026, 12, 1), "withdrawn", "Why"),
    )
    kept = of(
        entry("2026-11", "withdrawn", sign_off=signed),
        entry("2026-12", corrects="2026-11", because="So"),
        current="2026-12",
    )
    register.save(tmp_path, kept)
    assert register.load(tmp_path, "places") == kept


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"paper": "places", "current": "", "entries": [{}]}'])
def test_a_register_that_is_none_is_refused_in_words(text: str, tmp_path: Path) -> None:
    register.path(tmp_path, "places").parent.mkdir(parents=True)
    register.path(tmp_path, "places").write_text(text)
    with pytest.raises(TracepaperError, match=r"register\.json is not a register of editions: bring it back"):
        register.load(tmp_path, "places")


def test_the_register_of_another_paper_is_refused(tmp_path: Path) -> None:
    register.save(tmp_path, of(entry("2026-11"), current="2026-11"))
    register.path(tmp_path, "homes").parent.mkdir(parents=True)
    register.path(tmp_path, "places").rename(register.path(tmp_path, "homes"))
    with pytest.raises(TracepaperError, match=r"reports/homes/editions/register\.json is the register of .* places\."):
        register.load(tmp_path, "homes")


def test_an_unknown_edition_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(CallError, match=r'no edition "2026-10"\. There are: 2026-11, 2026-11-2'):
        of(entry("2026-11"), entry("2026-11-2")).entry("2026-10")


def test_an_id_is_never_given_twice_whatever_became_of_its_edition() -> None:
    kept = of(entry("2026-11", "refused"), entry("2026-11-2", "withdrawn"), entry("2026-12"))
    assert [kept.next_id(period) for period in ("2026-10", "2026-11", "2026-12")] == [
        "2026-10",
        "2026-11-3",
        "2026-12-2",
    ]


def test_an_edition_follows_the_newest_published_one_of_its_period_or_an_earlier_one() -> None:
    kept = of(
        entry("2026-10"),
        entry("2026-12"),
        entry("2026-10-2"),
        entry("2026-11", "refused"),
        entry("2026-12-2", "waiting"),
    )
    before = {period: kept.before(period) for period in ("2026-09", "2026-10", "2026-11", "2026-12")}
    assert {period: one and one.edition for period, one in before.items()} == {
        "2026-09": None,
        "2026-10": "2026-10-2",
        "2026-11": "2026-10-2",
        "2026-12": "2026-12",
    }


def test_a_withdrawn_edition_is_still_the_one_that_the_next_is_compared_with() -> None:
    kept = of(entry("2026-10"), entry("2026-11", "withdrawn"))
    found = kept.before("2026-11")
    assert found and found.edition == "2026-11"


def test_an_entry_keeps_its_place_when_it_is_replaced() -> None:
    kept = of(entry("2026-10", "waiting"), entry("2026-11"))
    after = kept.with_entry(entry("2026-10"), current="2026-10")
    assert [(one.edition, one.state) for one in after.entries] == [("2026-10", "published"), ("2026-11", "published")]
    assert after.current == "2026-10" and kept.current == ""


def test_a_draft_that_a_newer_build_of_its_month_replaces_waits_no_longer() -> None:
    kept = of(entry("2026-10", "waiting"), entry("2026-11", "waiting"), entry("2026-11-2", "waiting"))
    after = kept.replacing("2026-11", by="2026-11-2")
    assert [one.state for one in after.entries] == ["waiting", "replaced", "waiting"]


def test_refusals_count_until_an_edition_is_published() -> None:
    kept = of(
        entry("2026-11", "refused"), entry("2026-11-2"), entry("2026-12", "refused"), entry("2026-11-3", "refused")
    )
    assert [one.edition for one in kept.refused_since("", "2026-11")] == ["2026-11", "2026-11-3"]
    assert [one.edition for one in kept.refused_since("2026-11-2", "2026-11")] == ["2026-11-3"]


def test_a_refusal_counts_in_the_months_after_it_too() -> None:
    kept = of(entry("2026-10"), entry("2026-10-2", "refused"))
    assert [one.edition for one in kept.refused_since("2026-10", "2026-11")] == ["2026-10-2"]
