"""Two editions of a real paper: another month of measures, and the second edition is published without asking."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gates import (
    html_structure,
    pdf_document,
    pdf_fonts,
    pdf_headings,
    pdf_links,
    pdf_pictures,
    pdf_says_html,
    pdf_standard,
    pdf_tables,
    pdf_tags,
)
from project import Project
from tracepaper.editions import register

PAPER, FIRST, SECOND = "manchester-locality-programme", "2019-12", "2020-01"
SOURCE = Path("data/raw/manchester-locality-illustrative")
# What may go wrong with the page of changes: its tables, its many links, and numbers that differ from the HTML.
PDF = (
    *(pdf_document, pdf_fonts, pdf_headings, pdf_links, pdf_pictures),
    *(pdf_says_html, pdf_standard, pdf_tables, pdf_tags),
)
GATES = [(html_structure, "html"), *((gate, "pdf") for gate in PDF)]
MEASURES = ("referrals", "clusters_met", "early_help")


@dataclass(frozen=True)
class Editions:
    """The project after both refreshes, and what each command said."""

    project: Project
    said: tuple[str, ...]

    @property
    def folder(self) -> Path:
        return self.project.root / "reports" / PAPER / "editions"

    def read(self, name: str) -> Any:
        """A JSON file of the editions."""
        return json.loads((self.folder / name).read_text("utf-8"))

    @property
    def figures(self) -> Mapping[str, Mapping[str, Any]]:
        figures: Mapping[str, Mapping[str, Any]] = self.read(f"{SECOND}/evidence.json")["figures"]
        return figures


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """December is refreshed and entered as published; then the newest month, January, is refreshed.

    `tracepaper publish` would build December once more, which takes as long as a refresh: the simulated year holds it.
    """
    project = Project.copied(tmp_path_factory.mktemp("real") / "project")
    said = [_typed(project, "2026-11-23", "refresh", PAPER, "--period", FIRST)]
    _enter_as_published(project.root)
    said.append(_typed(project, "2026-11-25", "refresh", PAPER))
    return Editions(project, tuple(said))


def _enter_as_published(root: Path) -> None:
    kept = register.load(root, PAPER)
    (waiting,) = kept.in_state("waiting")
    published = dataclasses.replace(waiting, state="published")
    register.save(root, kept.with_entry(published, current=published.edition))


def _typed(project: Project, day: str, *arguments: str) -> str:
    seconds = int(datetime.fromisoformat(f"{day}T03:00:00").replace(tzinfo=UTC).timestamp())
    done = Project(project.root, {"SOURCE_DATE_EPOCH": str(seconds)}).tracepaper(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _measured(root: Path, month: str) -> dict[str, Decimal]:
    rows = csv.DictReader((root / SOURCE / f"measures_{month}.csv").read_text("utf-8").splitlines())
    return {row["measure"]: Decimal(row["value"]) for row in rows}


def test_the_first_waits_and_the_second_is_published_without_asking(both: Editions) -> None:
    assert "waiting" in both.said[0] and "It is the first edition." in both.said[0]
    assert f"editions/{SECOND}" in both.said[1] and "waiting" not in both.said[1]
    kept = register.load(both.project.root, PAPER)
    second = kept.entry(SECOND)
    assert (kept.current, second.state, second.folder) == (SECOND, "published", f"editions/{SECOND}")
    assert [one.decision for one in second.sign_off] == ["approved in advance"]
    page = " ".join((both.folder / SECOND / f"{PAPER}.html").read_text("utf-8").split())
    assert "Published under the standing approval that the Strategic Director" in page and "Draft:" not in page


def test_every_figure_that_changed_did_so_with_the_new_month(both: Editions) -> None:
    held = both.read(f"{SECOND}/changes.json")
    changed = {one["figure"]: one for one in held["changes"]}
    assert held["losses"] == []
    assert {tuple(one["causes"]) for one in changed.values() if one["severity"] != "none"} == {("new period",)}
    # 7 clusters in November, 9 in December and 10 in January: the month before the last was 7 and is 9, 2 / 7 = 28.6%.
    before = changed["trend-previous-clusters-met"]
    assert (before["old"], before["new"], before["severity"]) == ("7", "9", "low")
    assert all(f"measures_{SECOND}.csv" in one["detail"] for one in changed.values() if one["severity"] != "none")


def test_the_latest_figures_are_those_of_the_files(both: Editions) -> None:
    december, january = (_measured(both.project.root, month) for month in (FIRST, SECOND))
    for measure in MEASURES:
        id = measure.replace("_", "-")
        assert Decimal(both.figures[f"trend-current-{id}"]["value"]) == january[measure]
        assert Decimal(both.figures[f"trend-previous-{id}"]["value"]) == december[measure]
    # 168 + 157 + 163 + 152 + 161 + 158 + 161 = 1,120 from July to January, and 1,120 / 7 = 160.
    assert Decimal(both.figures["referrals-since"]["value"]) == 160
    # 200 a month before July: (200 - 160) / 200 = 20%.
    assert Decimal(both.figures["illustrative-reduction"]["value"]) == Decimal("0.2")
    assert both.figures["latest-month"]["value"] == "January 2020"


@pytest.mark.parametrize(("gate", "kind"), GATES, ids=lambda value: getattr(value, "__name__", value))
def test_the_second_passes_the_gates(gate: ModuleType, kind: str, both: Editions) -> None:
    assert gate.check(both.folder / SECOND / f"{PAPER}.{kind}") == []
