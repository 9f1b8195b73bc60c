"""The brand: files that fit together, fonts with their licence, a Word file that its code makes."""

import importlib.util
from pathlib import Path

BRAND = Path(__file__).parents[3] / "templates" / "brand"
FONTS = ["LiberationSans-Bold.ttf", "LiberationSans-BoldItalic.ttf", "LiberationSans-Italic.ttf"]


def test_reference_docx_is_what_its_code_makes() -> None:
    spec = importlib.util.spec_from_file_location("make_reference_docx", BRAND / "make_reference_docx.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (BRAND / "reference.docx").read_bytes() == module.reference_docx()


def test_fonts_come_with_their_licence() -> None:
    fonts = sorted(path.name for path in (BRAND / "fonts").glob("*.ttf"))
    assert fonts == [*FONTS, "LiberationSans-Regular.ttf"]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (BRAND / "fonts" / "LICENSE-OFL.txt").read_text()


def test_one_blue_in_every_format() -> None:
    names = ["paper.css", "typst-template.typ", "make_reference_docx.py"]
    assert all("12436d" in (BRAND / name).read_text(encoding="utf-8").lower() for name in names)


def test_partials_hold_no_dollar_that_pandoc_would_read() -> None:
    assert "$" not in (BRAND / "typst-template.typ").read_text(encoding="utf-8")
