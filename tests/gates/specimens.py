"""A small paper that passes every gate, and ways to damage it."""

import shutil
import zipfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import typst
from pikepdf import Dictionary, Name, String

from gates.pdf_fonts import BRAND_FONTS

SOURCE = Path(__file__).with_name("specimen")
DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
Damage = Callable[[pikepdf.Pdf], object]


def build(folder: Path) -> Path:
    """Write paper.html, paper.pdf and paper.docx, which say the same, into `folder`; gives the PDF's path."""
    shutil.copy(SOURCE / "paper.html", folder)
    _docx(folder / "paper.docx")
    return _pdf(folder / "paper.pdf")


def _docx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        for part in sorted((SOURCE / "docx").rglob("*.*")):
            package.write(part, part.relative_to(SOURCE / "docx"))
        package.writestr("word/media/chart.png", DOT)


def _pdf(path: Path) -> Path:
    made = typst.compile(
        SOURCE / "paper.typ",
        font_paths=[BRAND_FONTS],
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-3a"],
        timestamp=0,
    )
    path.write_bytes(made)
    with edited(path) as pdf:
        _row_headers(pdf)
        elements(pdf, "Strong")[0].E = String("saving of £1,200")
    return path


@contextmanager
def edited(path: Path) -> Iterator[pikepdf.Pdf]:
    """The PDF at `path`, open for changes that are saved in its place."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        yield pdf
        pdf.save(path)


def elements(pdf: pikepdf.Pdf, *roles: str) -> list[Any]:
    """Every structure element whose own type is among `roles` (no role map), in the order of the file's objects."""
    found = [item for item in pdf.objects if isinstance(item, Dictionary) and "/P" in item and "/S" in item]
    return [item for item in found if str(item.S).lstrip("/") in roles]


def table_attributes(cell: Any) -> Any:
    """The attributes that `cell` has as a cell of a table."""
    return next(owner for owner in cell.A if owner.get("/O") == Name.Table)


def _row_headers(pdf: pikepdf.Pdf) -> None:
    # Typst marks column headers only.
    for number, row in enumerate(elements(pdf, "TR")):
        first, *others = row.K
        if first.S == Name.TD:
            first.S, first.ID = Name.TH, String(f"row{number}")
            table_attributes(first).Scope = Name.Row
            for cell in others:
                table_attributes(cell).Headers.append(first.ID)
            pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)[str(first.ID)] = first


def damaged(path: Path, folder: Path, damage: Damage) -> Path:
    """A copy in `folder` of the PDF at `path` and of its HTML, with `damage` done to the PDF."""
    copy = Path(shutil.copy(path, folder))
    shutil.copy(path.with_suffix(".html"), folder)
    with edited(copy) as pdf:
        damage(pdf)
    return copy


def reworded(path: Path, folder: Path, found: str, instead: str) -> Path:
    """A copy in `folder` of the text file at `path` with `found`, which must be in it, replaced everywhere."""
    text = path.read_text(encoding="utf-8")
    assert found in text
    copy = folder / path.name
    copy.write_text(text.replace(found, instead), encoding="utf-8")
    return copy


def repacked(path: Path, folder: Path, part: str, found: str, instead: str) -> Path:
    """A copy in `folder` of the package at `path` with `found`, which must be in `part`, replaced there."""
    copy = folder / path.name
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(copy, "w") as made:
        assert found.encode() in package.read(part)
        for name in package.namelist():
            content = package.read(name)
            made.writestr(name, content.replace(found.encode(), instead.encode()) if name == part else content)
    return copy
