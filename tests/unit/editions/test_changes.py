"""`tracepaper changes`: which two builds are compared, and what is said where there is nothing to compare."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tracepaper import cli, records
from tracepaper.editions import changes
from tracepaper.errors import AlteredError, CallError
from tracepaper.papers import deliver
from unit.editions.conftest import PAPER, Shelf


def altered(shelf: Shelf, path: Path) -> None:
    """Let a folder say that the first of its printed figures is 999."""
    file = path / "evidence.json"
    evidence = json.loads(file.read_text("utf-8"))
    figure = next(id for id, node in evidence["figures"].items() if node["label"] and node["unit"] != "text")
    evidence["figures"][figure].update(value="999", display="999")
    evidence["code_version"] = "another"
    file.write_text(json.dumps(evidence), "utf-8")


def test_the_newest_edition_is_compared_with_the_one_it_follows(shelf: Shelf) -> None:
    shelf.add("2026-10")
    altered(shelf, shelf.root / "reports" / PAPER)
    shelf.add("2026-11", previous="2026-10", current=True)
    found = changes.report(shelf.root, PAPER)
    assert found["summary"]["changes"] == 1
    assert found["changes"][0]["new"] == "999"


def test_an_edition_that_waits_is_the_newest(shelf: Shelf) -> None:
    shelf.add("2026-10", current=True)
    altered(shelf, shelf.root / "reports" / PAPER)
    shelf.add("2026-11", "waiting", previous="2026-10")
    assert changes.report(shelf.root, PAPER)["summary"]["changes"] == 1


def test_a_correction_of_an_old_month_is_not_the_newest(shelf: Shelf) -> None:
    shelf.add("2026-10")
    shelf.add("2026-12", previous="2026-10", current=True)
    altered(shelf, shelf.root / "reports" / PAPER)
    shelf.add("2026-10-2", previous="2026-10")
    assert changes.report(shelf.root, PAPER)["summary"]["changes"] == 0
    shelf.add("2026-12-2", previous="2026-12")
    assert changes.report(shelf.root, PAPER)["summary"]["changes"] == 1


def test_a_working_build_that_is_being_replaced_is_refused(shelf: Shelf) -> None:
    shelf.add("2026-11", current=True)
    (shelf.root / "reports" / PAPER / deliver.NOTICE).write_text(deliver.SAYS, "utf-8")
    with pytest.raises(
        CallError, match=r"reports/north are being replaced, and may be of two builds\..* run: snakemake"
    ):
        changes.report(shelf.root, PAPER, since="2026-11")


def test_since_names_an_earlier_edition(shelf: Shelf) -> None:
    shelf.add("2026-09")
    altered(shelf, shelf.root / "reports" / PAPER)
    shelf.add("2026-10", previous="2026-09")
    shelf.add("2026-11", previous="2026-10", current=True)
    assert changes.report(shelf.root, PAPER)["summary"]["changes"] == 0
    assert changes.report(shelf.root, PAPER, since="2026-09")["summary"]["changes"] == 1


def test_since_the_newest_a_working_build_that_is_out_of_date_is_not_compared(shelf: Shelf) -> None:
    shelf.add("2026-11", current=True)
    altered(shelf, shelf.root / "reports" / PAPER)
    with pytest.raises(CallError, match=r"The working build in reports/north is out of date\. Run: snakemake"):
        changes.report(shelf.root, PAPER, since="2026-11")


def test_since_the_newest_the_working_build_is_compared(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.add("2026-11", current=True)
    altered(shelf, shelf.root / "reports" / PAPER)
    monkeypatch.setattr(records, "all_current", lambda found, root: True)
    assert changes.report(shelf.root, PAPER, since="2026-11")["changes"][0]["new"] == "999"
    shutil.rmtree(shelf.root / "reports" / PAPER / "charts", ignore_errors=True)
    (shelf.root / "reports" / PAPER / "evidence.json").unlink()
    with pytest.raises(CallError, match=r"no working build to compare\. Run: snakemake"):
        changes.report(shelf.root, PAPER, since="2026-11")


def test_without_an_edition_there_is_nothing_to_compare(shelf: Shelf) -> None:
    with pytest.raises(CallError, match=r"has no edition that is published or waits .* tracepaper refresh north"):
        changes.report(shelf.root, PAPER)
    with pytest.raises(CallError, match='There is no paper "west"'):
        changes.report(shelf.root, "west")


def test_nothing_comes_before_the_first(shelf: Shelf) -> None:
    shelf.add("2026-11", current=True)
    with pytest.raises(CallError, match=r"is the first edition of north; .* tracepaper changes north --since 2026-11"):
        changes.report(shelf.root, PAPER)


def test_an_edition_that_nobody_knows_and_one_whose_time_is_over(shelf: Shelf) -> None:
    shelf.add("2026-10", "removed")
    shelf.add("2026-11", previous="2026-10", current=True)
    with pytest.raises(CallError, match='no edition "2025-01"'):
        changes.report(shelf.root, PAPER, since="2025-01")
    with pytest.raises(CallError, match="The files of edition 2026-10 of north are no longer kept"):
        changes.report(shelf.root, PAPER)


def test_an_edition_that_somebody_changed_is_not_compared(shelf: Shelf) -> None:
    path = shelf.add("2026-10")
    shelf.add("2026-11", previous="2026-10", current=True)
    (path / "evidence.json").write_text("{}", "utf-8")
    with pytest.raises(AlteredError, match="was changed after it was made"):
        changes.report(shelf.root, PAPER)


def test_the_verb_prints_words_or_json(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.add("2026-10")
    shelf.add("2026-11", previous="2026-10", current=True)
    monkeypatch.chdir(shelf.root)
    assert cli.main(["changes", PAPER]) == 0
    assert "0 figures lost, 0 changed" in capsys.readouterr().out
    assert cli.main(["changes", PAPER, "--since", "2026-10", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["changes"] == 0
