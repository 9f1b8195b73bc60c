"""One bundle for public inspection: the report, its background papers, its tables; nothing exempt, no draft."""

from __future__ import annotations

import dataclasses
import hashlib
import html
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gates import axe, html_validity, reflow, self_contained
from tracepaper.editions import inspection, register
from tracepaper.editions.register import SignOff, State
from tracepaper.errors import CallError, OutputError, SettingsError, TracepaperError
from unit.editions import crate_files
from unit.editions.conftest import APPROVED, PAPER, Shelf

FILES = [
    "index.html",
    *(f"report/{name}" for name in ("audit.xlsx", "evidence.json", "north.docx", "north.html", "north.pdf")),
    *("sources/north/datapackage.yaml", "sources/north/places.csv"),
]
WITHDRAWN = SignOff("Director of Places", date(2026, 2, 9), "withdrawn", "A home was left out.")


def made(shelf: Shelf, edition: str = "2026-01", name: str = "bundle.zip") -> dict[str, bytes]:
    inspection.bundle(shelf.root, PAPER, edition, shelf.root / name)
    return crate_files.read(shelf.root / name)


def words(page: bytes) -> str:
    body = page.decode().partition("<body>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.replace("<wbr>", ""))).split())


def resealed(shelf: Shelf, edition: str, change: Callable[[Path], Any]) -> None:
    """Change the files of an edition as if it had been published so."""
    folder = shelf.register.entry(edition).folder
    path = shelf.root / "reports" / PAPER / folder
    change(path)
    shelf.seal(path)
    entry = shelf.register.entry(edition)
    digest = hashlib.sha256((path / "edition.json").read_bytes()).hexdigest()
    register.save(shelf.root, shelf.register.with_entry(dataclasses.replace(entry, manifest=digest)))


def test_the_bundle_holds_the_report_and_its_tables_as_they_were(shelf: Shelf) -> None:
    folder = shelf.add("2026-01", current=True)
    files = made(shelf)
    assert sorted(files) == FILES
    assert files["report/north.pdf"] == (folder / "north.pdf").read_bytes()
    assert files["sources/north/places.csv"] == b"Home,Cost\nOak House,1000\nElm House,234\n"


def test_the_index_lists_every_file_with_its_digest(shelf: Shelf) -> None:
    shelf.add("2026-01", current=True)
    files = made(shelf)
    told = words(files["index.html"])
    for name, content in files.items():
        if name != "index.html":
            assert f"{name} {hashlib.sha256(content).hexdigest()}" in told
    links = re.findall(r'<a href="([^"#]+)"', files["index.html"].decode())
    assert sorted(links) == [name for name in FILES if name != "index.html"]
    assert "Places Sampleshire County Council 6 January 2026 sources/north/places.csv" in told
    assert "Approved by Director of Places on 8 January 2026" in told


def test_the_background_papers_are_those_that_the_report_lists(shelf: Shelf) -> None:
    """Its settings name one more, of which no table was taken."""
    shelf.add("2026-01", current=True)
    settings = "config/papers/north.yaml"
    more = ("recommendations:", "background_papers: [Minutes of the Cabinet & more]\nrecommendations:")

    def change(folder: Path) -> None:
        crate_files.altered(folder / "crate.zip", folder / "new.zip", {settings: more}, described=True)
        (folder / "new.zip").replace(folder / "crate.zip")

    resealed(shelf, "2026-01", change)
    bundle = inspection.bundle(shelf.root, PAPER, "2026-01", shelf.root / "bundle.zip")
    assert bundle.background_papers == (
        inspection.BackgroundPaper(
            "Register of places",
            "Sampleshire County Council",
            "5 January 2026",
            "Open Government Licence 3.0",
            "Places in north",
        ),
        inspection.BackgroundPaper("Minutes of the Cabinet & more"),
    )
    told = words(crate_files.read(shelf.root / "bundle.zip")["index.html"])
    assert "Register of places Sampleshire County Council 5 January 2026 Open Government Licence 3.0" in told
    assert "Minutes of the Cabinet & more Not stated" in told
    assert "Minutes of the Cabinet & more" in str(bundle)
    assert json.loads(json.dumps(bundle.as_json()))["background_papers"][1]["title"] == "Minutes of the Cabinet & more"


def test_a_report_of_what_has_changed_is_in_it_where_there_is_one(shelf: Shelf) -> None:
    shelf.add("2026-01", current=True)
    resealed(shelf, "2026-01", lambda folder: (folder / "changes.html").write_text("<p>Nothing</p>", "utf-8"))
    assert made(shelf)["report/changes.html"] == b"<p>Nothing</p>"


def test_a_withdrawn_edition_is_open_and_marked(shelf: Shelf) -> None:
    shelf.add("2026-01", "withdrawn", sign_off=(APPROVED, WITHDRAWN))
    assert "Withdrawn: A home was left out." in words(made(shelf)["index.html"])


@pytest.mark.parametrize("state", ["waiting", "refused", "removed"])
def test_what_was_not_published_or_is_gone_is_refused(state: State, shelf: Shelf) -> None:
    shelf.add("2026-01", state)
    with pytest.raises(CallError, match="Edition 2026-01 of north is not open for inspection"):
        made(shelf)
    assert not (shelf.root / "bundle.zip").exists()


EXEMPT = "tracepaper: {unit: GBP, classification: exempt}"


def exempt_column(folder: Path) -> None:
    changes = {"data/raw/north/datapackage.yaml": ("tracepaper: {unit: GBP}", EXEMPT)}
    crate_files.altered(folder / "crate.zip", folder / "new.zip", changes, described=True)
    (folder / "new.zip").replace(folder / "crate.zip")


def exempt_figure(folder: Path) -> None:
    text = (folder / "evidence.json").read_text("utf-8")
    (folder / "evidence.json").write_text(text.replace('"public"', '"exempt"', 1), "utf-8")


@pytest.mark.parametrize(
    ("change", "where"), [(exempt_column, r'places\.csv, column "Cost"'), (exempt_figure, "figure [a-z0-9-]+")]
)
def test_nothing_exempt_is_shown(change: Callable[[Path], None], where: str, shelf: Shelf) -> None:
    shelf.add("2026-01", current=True)
    resealed(shelf, "2026-01", change)
    with pytest.raises(SettingsError, match=f"{where}: found exempt"):
        made(shelf)
    assert not (shelf.root / "bundle.zip").exists()


def test_an_edition_that_was_altered_since_is_refused(shelf: Shelf) -> None:
    folder = shelf.add("2026-01", current=True)
    (folder / "north.html").write_text("<p>Another</p>", "utf-8")
    with pytest.raises(TracepaperError, match=r"north\.html is not what was published"):
        made(shelf)


def test_a_crate_that_is_not_what_it_describes_is_refused(shelf: Shelf) -> None:
    shelf.add("2026-01", current=True)

    def change(folder: Path) -> None:
        changes = {"data/raw/north/places.csv": ("1000", "1001")}
        crate_files.altered(folder / "crate.zip", folder / "new.zip", changes)
        (folder / "new.zip").replace(folder / "crate.zip")

    resealed(shelf, "2026-01", change)
    with pytest.raises(TracepaperError, match=r"not what it describes: data/raw/north/places\.csv"):
        made(shelf)


def test_the_same_edition_gives_the_same_bytes(shelf: Shelf) -> None:
    shelf.add("2026-01", current=True)
    made(shelf, name="one.zip")
    made(shelf, name="two.zip")
    assert (shelf.root / "one.zip").read_bytes() == (shelf.root / "two.zip").read_bytes()
    with zipfile.ZipFile(shelf.root / "one.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 8, 0, 0, 0)}


def test_a_place_that_cannot_be_written_is_told(shelf: Shelf) -> None:
    shelf.add("2026-01", current=True)
    with pytest.raises(OutputError, match=r"Snakefile/bundle\.zip cannot be written: "):
        inspection.bundle(shelf.root, PAPER, "2026-01", shelf.root / "Snakefile" / "bundle.zip")


def test_the_index_is_accessible_valid_and_loads_nothing(shelf: Shelf, tmp_path: Path) -> None:
    shelf.add("2026-01", current=True)
    page = tmp_path / "index.html"
    page.write_bytes(made(shelf)["index.html"])
    for gate in (axe, html_validity, reflow, self_contained):
        assert gate.check(page) == [], gate.__name__
