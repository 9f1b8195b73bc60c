"""The brand: files that fit together, fonts with their licence, a Word file that its code makes."""

import runpy
import sys
from pathlib import Path

import pytest

from tracepaper.papers.render import reference_docx

BRAND = Path(__file__).parents[3] / "templates" / "brand"
FONTS = ["LiberationSans-Bold.ttf", "LiberationSans-BoldItalic.ttf", "LiberationSans-Italic.ttf"]


def test_reference_docx_is_what_its_code_makes() -> None:
    assert (BRAND / "reference.docx").read_bytes() == reference_docx.reference_docx()


def test_reference_docx_is_written_where_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["reference_docx", str(tmp_path / "made.docx")])
    runpy.run_path(str(reference_docx.__file__), run_name="__main__")
    assert (tmp_path / "made.docx").read_bytes() == (BRAND / "reference.docx").read_bytes()


def test_the_brand_holds_no_code_of_python() -> None:
    assert list(BRAND.rglob("*.py")) == []


def test_fonts_come_with_their_licence() -> None:
    fonts = sorted(path.name for path in (BRAND / "fonts").glob("*.ttf"))
    assert fonts == [*FONTS, "LiberationSans-Regular.ttf"]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (BRAND / "fonts" / "LICENSE-OFL.txt").read_text()


def test_one_blue_in_every_format() -> None:
    assert all("#12436d" in (BRAND / name).read_text().lower() for name in ("paper.css", "typst-template.typ"))
    assert reference_docx.BRAND == "12436D"


def test_partials_hold_no_dollar_that_pandoc_would_read() -> None:
    assert "$" not in (BRAND / "typst-template.typ").read_text(encoding="utf-8")
