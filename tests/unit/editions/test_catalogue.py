"""The pages that lead to editions: what stands in the register stands there, and every link leads somewhere."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from gates import axe, html_validity, reflow, self_contained
from tracepaper.editions import catalogue
from tracepaper.editions.register import SignOff
from tracepaper.errors import AlteredError, OutputError, TemplateError
from unit.editions.conftest import APPROVED, PAPER, Shelf

WITHDRAWN = SignOff("Director of Places", date(2026, 2, 9), "withdrawn", "A home was <left> out & counted twice.")


@pytest.fixture
def written(shelf: Shelf) -> Shelf:
    """Editions of every kind, and the pages of them."""
    shelf.add("2025-10", "removed")
    shelf.add("2025-11")
    shelf.add("2025-11-2", corrects="2025-11", because="Oak House had another cost.")
    shelf.add("2025-12", "withdrawn", sign_off=(APPROVED, WITHDRAWN))
    shelf.add("2026-01", current=True)
    shelf.add("2026-02", "refused")
    shelf.add("2026-03", "waiting", sign_off=())
    catalogue.write(shelf.root, PAPER)
    return shelf


def editions_page(shelf: Shelf) -> Path:
    return shelf.root / "reports" / PAPER / "editions" / "index.html"


def catalogue_page(shelf: Shelf) -> Path:
    return shelf.root / "reports" / "index.html"


def rows(page: Path) -> list[str]:
    """The words of each row of the page's table."""
    found = re.findall(r"<tr>(.*?)</tr>", page.read_text("utf-8"), re.DOTALL)[1:]
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in found]


def test_every_edition_that_was_published_is_there_newest_first(written: Shelf) -> None:
    told = rows(editions_page(written))
    assert [row.split()[0] for row in told] == ["2026-01", "2025-12", "2025-11-2", "2025-11", "2025-10"]
    assert "8 January 2026 Current Approved by Director of Places on 8 January 2026" in told[0]
    assert "Withdrawn A home was <left> out & counted twice." in told[1]
    assert "Withdrawn by Director of Places on 9 February 2026: A home was <left> out" in told[1]
    assert "Superseded It corrects edition 2025-11: Oak House had another cost." in told[2]
    assert "Corrected By edition 2025-11-2: Oak House had another cost." in told[3]
    assert "Removed The time for which it was kept has passed." in told[4]
    assert told[4].endswith("None")


def test_the_catalogue_has_the_current_edition_and_those_that_wait(written: Shelf) -> None:
    (row,) = rows(catalogue_page(written))
    assert row.startswith("Places in north All editions of Places in north 2026-01, dated 8 January 2026 Web page")
    assert "2026-03, dated 8 January 2026: Web page" in row
    assert not [other for other in ("2025-12", "2026-02") if other in row]


def test_a_paper_whose_current_edition_was_withdrawn_has_none(shelf: Shelf) -> None:
    shelf.add("2025-12", "withdrawn", sign_off=(APPROVED, WITHDRAWN))
    catalogue.write(shelf.root, PAPER)
    assert rows(catalogue_page(shelf)) == ["Places in north All editions of Places in north None None None"]


def test_every_link_leads_to_a_file(written: Shelf) -> None:
    for page in (editions_page(written), catalogue_page(written)):
        links = re.findall(r'<a href="([^"#]+)"', page.read_text("utf-8"))
        assert len(links) > 5
        assert [link for link in links if not (page.parent / link).is_file()] == []


def test_a_change_report_is_linked_where_there_is_one(written: Shelf) -> None:
    assert "What changed" not in editions_page(written).read_text("utf-8")
    (editions_page(written).parent / "2026-01" / "changes.html").write_text("<p>Nothing</p>", "utf-8")
    catalogue.write(written.root, PAPER)
    assert 'href="2026-01/changes.html"' in editions_page(written).read_text("utf-8")


def test_the_same_register_gives_the_same_bytes(written: Shelf) -> None:
    pages = editions_page(written), catalogue_page(written)
    before = [page.read_bytes() for page in pages]
    for path in sorted((written.root / "reports").rglob("*")):
        os.utime(path, (1, 1))
    catalogue.write(written.root, PAPER)
    assert [page.read_bytes() for page in pages] == before


def test_the_pages_are_accessible_valid_and_load_nothing(written: Shelf) -> None:
    for page in (editions_page(written), catalogue_page(written)):
        for gate in (axe, html_validity, reflow, self_contained):
            assert gate.check(page) == [], (gate.__name__, page.name)


def test_a_template_at_fault_is_told_in_words(written: Shelf) -> None:
    template = written.root / "templates" / "editions" / "index.html.j2"
    template.write_text("{{ no_such_name }}", "utf-8")
    with pytest.raises(TemplateError, match=r"templates/editions/index.html.j2: found 'no_such_name' is undefined"):
        catalogue.write(written.root, PAPER)


def test_an_edition_stays_corrected_when_its_correction_is_withdrawn_or_gone(shelf: Shelf) -> None:
    because = {"corrects": "2025-11", "because": "Oak House had another cost."}
    shelf.add("2025-11")
    shelf.add("2025-11-2", "withdrawn", sign_off=(APPROVED, WITHDRAWN), **because)
    catalogue.write(shelf.root, PAPER)
    told = rows(editions_page(shelf))[1]
    by = "Corrected By edition 2025-11-2: Oak House had another cost. That edition was withdrawn:"
    assert f"{by} A home was <left> out & counted twice." in told
    shelf.add("2025-11-2", "removed", sign_off=(APPROVED, WITHDRAWN), **because)
    catalogue.write(shelf.root, PAPER)
    assert by in rows(editions_page(shelf))[1]


def test_a_correction_that_was_refused_corrects_nothing(shelf: Shelf) -> None:
    shelf.add("2025-11", current=True)
    shelf.add("2025-11-2", "refused", corrects="2025-11", because="Oak House had another cost.")
    catalogue.write(shelf.root, PAPER)
    assert "Current" in rows(editions_page(shelf))[0]


def test_newest_is_what_has_the_newest_month(shelf: Shelf) -> None:
    """October is corrected after December was published."""
    for edition in ("2025-10", "2025-12", "2025-10-2"):
        path = shelf.add(edition)
        evidence = json.loads((path / "evidence.json").read_text("utf-8"))
        (path / "evidence.json").write_text(json.dumps({**evidence, "title": f"Places of {edition}"}), "utf-8")
    catalogue.write(shelf.root, PAPER)
    assert [row.split()[0] for row in rows(editions_page(shelf))] == ["2025-12", "2025-10-2", "2025-10"]
    assert rows(catalogue_page(shelf))[0].startswith("Places of 2025-12 ")


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b"\xff"])
def test_a_title_that_cannot_be_read_is_taken_from_the_edition_before(shelf: Shelf, content: bytes) -> None:
    shelf.add("2025-11")
    (shelf.add("2025-12", current=True) / "evidence.json").write_bytes(content)
    catalogue.write(shelf.root, PAPER)
    assert rows(catalogue_page(shelf))[0].startswith("Places in north ")


def test_what_goes_wrong_is_of_one_kind(written: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    style = written.root / "templates" / "brand" / "paper.css"
    style.write_bytes(b"\xff")
    with pytest.raises(OutputError, match="it is not a text in UTF-8"):
        catalogue.write(written.root, PAPER)
    style.unlink()
    with pytest.raises(OutputError, match=r"paper\.css: No such file or directory\. The page of editions"):
        catalogue.write(written.root, PAPER)
    (written.root / "reports" / PAPER / "editions" / "register.json").write_text("[]", "utf-8")
    with pytest.raises(AlteredError):
        catalogue.write(written.root, PAPER)


def test_what_a_killed_run_left_of_a_page_is_removed(written: Shelf) -> None:
    left = [page.with_name(".index.html.4242.part") for page in (editions_page(written), catalogue_page(written))]
    for path in left:
        path.write_text("<p>half", "utf-8")
    catalogue.write(written.root, PAPER)
    assert not [path for path in left if path.exists()]
