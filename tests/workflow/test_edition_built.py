"""A paper that is an edition, with what it changes since the last one, from its sources to its crate and back."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gates import same_bytes
from project import Project
from shared import built_once
from tracepaper.editions import changes_source
from tracepaper.editions.compare import compare
from tracepaper.papers import proving
from tracepaper.papers.printed import html, pdf
from tracepaper.settings import edition as edition_settings
from tracepaper.settings import paper as paper_settings
from tracepaper.settings.edition import Edition
from workflow.test_never_stale import NORTH, edit

TEMPLATE = """\
{% import "partials/cover.qmd.j2" as cover_sheet with context %}
{% import "partials/closing.qmd.j2" as closing with context %}
{{ front_matter }}

{% call cover_sheet.sheet(paper, background_papers) %}
What places cost.
{% endcall %}

## Cost {#sec-cost}

All places cost {{ total_cost }}, of which Oak House takes {{ share }}.

## Risks {#sec-risks}

None is known.

{{ closing.edition_changes(edition, edition_changes) }}
"""
EDITION = Edition(
    *("north", "2026-11-2", "2026-11", date(2026, 12, 11), "approved"),
    **{"author": "Head of Places", "approver": "Director of Places", "approved": date(2026, 12, 14)},
    **{"corrects": "2026-11", "because": "the cost of a home was that of last year", "previous": "2026-11"},
    changes=True,
)
SHARE = (
    "{id: share, label: Share of Oak House, display: per cent,"
    """ formula: 'places.cell("Oak House", "cost") / total_cost'}"""
)
SIGNED = "Approved by Director of Places on 14 December 2026"


@pytest.fixture(scope="module")
def published(pristine: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project, in which one paper is an edition that corrects the last one; the other is a working build."""
    return built_once(tmp_path_factory, "edition", lambda root: _corrected(pristine, root))


def _corrected(pristine: Project, root: Path) -> Project:
    shutil.copytree(pristine.root, root, symlinks=True)
    project = Project(root)
    for paper in ("north", "south"):
        edit(root / "config" / "papers" / f"{paper}.yaml", "display: pounds}", f"display: pounds}}\n  - {SHARE}")
        (root / "templates" / "papers" / f"{paper}.qmd.j2").write_text(TEMPLATE, "utf-8")
    _ran(project.snakemake())
    before = json.loads((root / "reports" / "north" / "evidence.json").read_text("utf-8"))
    edit(root / NORTH, "1000", "1617")
    for verb in (("ingest", "north"), ("calculate", "north")):
        _ran(project.tracepaper(*verb))
    _say_what_changed(root, before)
    _ran(project.snakemake())
    return project


def _say_what_changed(root: Path, before: dict[str, Any]) -> None:
    """What a refresh does once the figures are computed."""
    with contextlib.chdir(root):
        found = compare(before, proving.calculated(root, "north"), limit=Decimal(20))
        file = root / edition_settings.FOLDER / "north.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(edition_settings.text(EDITION), "utf-8")
        settings = paper_settings.load(root, "north")
        changes_source.write(root / "data" / "raw" / "north-changes", found, paper=settings, edition=EDITION)


def _ran(done: Any) -> None:
    assert done.returncode == 0, done.stdout + done.stderr


def _page(project: Project, paper: str) -> html.PrintedHtml:
    return html.read(project.report(paper).read_text("utf-8"))


def _words(project: Project, paper: str) -> str:
    return " ".join(" ".join(run.text.split()) for run in _page(project, paper).words)


def _running(project: Project, paper: str) -> list[str]:
    """The head and foot of each page of the PDF."""
    return [" ".join(parts) for parts in pdf.read(project.report(paper, ".pdf")).furniture]


def _word_file(project: Project, paper: str) -> dict[str, str]:
    """The text of the parts of the Word file."""
    with zipfile.ZipFile(project.report(paper, ".docx")) as parts:
        xml = {name: parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")}
    return {name: "".join(re.findall(r"<w:t[^>]*>([^<]*)", text)) for name, text in xml.items()}


class TestADraft:
    def test_says_so_on_the_page_and_at_the_head_of_each_printed_one(self, published: Project) -> None:
        text = published.report("south").read_text("utf-8")
        assert '<p class="status">Draft</p>' in text
        assert '@page { @top-right { content: "Draft"; } }' in text

    def test_says_so_on_every_page_of_the_pdf(self, published: Project) -> None:
        _, *others = _running(published, "south")
        assert others and all("Draft" in one for one in others)
        document = pdf.read(published.report("south", ".pdf"))
        assert "Draft" in [run.text for run in document.words if run.page == 1]

    def test_says_so_on_every_page_of_the_word_file(self, published: Project) -> None:
        parts = _word_file(published, "south")
        assert "Draft" in parts["word/document.xml"]
        assert any("Draft" in text for name, text in parts.items() if "header" in name)


class TestAnApprovedEdition:
    def test_says_draft_nowhere(self, published: Project) -> None:
        assert "Draft" not in _words(published, "north") and "@top-right { content" not in _text(published)
        assert not [one for one in _running(published, "north") if "Draft" in one]
        assert not [text for text in _word_file(published, "north").values() if "Draft" in text]

    def test_says_which_it_is_and_who_signed_it_off(self, published: Project) -> None:
        pdf_words = " ".join(run.text for run in pdf.read(published.report("north", ".pdf")).words)
        for words in (_words(published, "north"), " ".join(pdf_words.split())):
            assert SIGNED in words and "2026-11-2" in words and "November 2026" in words
            assert "Edition 2026-11: the cost of a home was that of last year" in words
        assert SIGNED in _word_file(published, "north")["word/document.xml"]

    def test_says_what_changed_and_where_each_number_is_from(self, published: Project) -> None:
        # 1,617 + 234 = 1,851; less 1,234 that is 617, and 617 / 1,234 is a half.
        printed = {one.id: one.text for one in _page(published, "north").figures if not one.in_annex}
        assert printed["edition-change-1-old"] == "£1,234" and printed["total-cost"] == "£1,851"
        assert printed["edition-change-1-difference"] == "£617" and printed["edition-change-1-per-cent"] == "50.0%"
        # 1,617 / 1,851 = 0.87358; less 1,000 / 1,234 = 0.81037 that is 0.06321.
        assert printed["edition-change-2-difference"] == "6.3 percentage points"
        told = published.tracepaper("trace", "north", "edition-change-1-difference").stdout
        assert "places.csv" in told and "changes.csv" in told

    def test_has_its_number_in_the_evidence_and_the_crate(self, published: Project) -> None:
        evidence = json.loads(published.report("north", "").with_name("evidence.json").read_text("utf-8"))
        assert (evidence["edition"], evidence["date"]) == ("2026-11-2", "2026-12-11")
        assert evidence["edition_facts"] == {
            **{"period": "2026-11", "state": "approved", "previous": "2026-11", "corrects": "2026-11"}
        }

    def test_is_what_its_evidence_says(self, published: Project) -> None:
        done = published.tracepaper("verify", "north")
        assert done.returncode == 0, done.stdout + done.stderr

    def test_is_built_again_by_its_crate_alone(self, published: Project, tmp_path: Path) -> None:
        with zipfile.ZipFile(published.root / "reports" / "north" / "crate.zip") as crate:
            crate.extractall(tmp_path / "elsewhere")
        again = Project(tmp_path / "elsewhere")
        root = json.loads((again.root / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
        assert next(one for one in root if one["@id"] == "./")["version"] == "2026-11-2"
        shutil.rmtree(again.root / "reports")
        _ran(again.snakemake())
        faults = same_bytes.check(published.root, again.root, folder="reports/north")
        assert not faults, "\n".join(faults)


def _text(project: Project) -> str:
    return project.report("north").read_text("utf-8")
