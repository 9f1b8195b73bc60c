"""Workbooks as they really arrive, and as an attacker makes them: refused in words, or read and logged."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tracepaper.sources import intake
from unit.sources.source_project import COST, OPTION, Outcome, SourceProject, column, rezip

Typing = Callable[[], Outcome]
HEADING = 'data/raw/example/costs.xlsx, sheet "Costs", does not match its data dictionary.'
ROWS = [["Option", "Cost"], ["A", 500], ["B", 600.5]]


def replaced(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    """An edit of the sheet's XML."""

    def edit(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        assert old in content
        return content.replace(old, new)

    return edit


def unchanged(_: str, content: bytes) -> bytes:
    return content


def hidden_row(book: Any) -> None:
    book["Costs"].row_dimensions[3].hidden = True


def hidden_column(book: Any) -> None:
    book["Costs"].column_dimensions["B"].hidden = True


def filtered(book: Any) -> None:
    book["Costs"].auto_filter.ref = "A1:B3"
    book["Costs"].row_dimensions[2].hidden = True


def merged(book: Any) -> None:
    book["Costs"].merge_cells("A2:A3")


def hidden_sheet(book: Any) -> None:
    book.create_sheet("Front")
    book["Costs"].sheet_state = "veryHidden"


def renamed_sheet(book: Any) -> None:
    book["Costs"].title = "Costs 2024"


def scaled(book: Any) -> None:
    book["Costs"]["B2"].number_format = '#,##0,"k"'


def setting(address: str, value: object) -> Callable[[Any], None]:
    """Spoil one cell."""

    def spoil(book: Any) -> None:
        book["Costs"][address] = value

    return spoil


SPOILT = {
    "hidden row": (hidden_row, ["row 3: found hidden rows; expected visible rows", "clear the filter"]),
    "hidden column": (hidden_column, ["column B: found hidden columns", "Show them"]),
    "filtered rows": (filtered, ["row 2: found hidden rows", "clear the filter"]),
    "merged cells": (merged, ["A2:A3: found merged cells", "Unmerge"]),
    "hidden sheet": (hidden_sheet, ["sheet Costs: found a hidden sheet", "Show the sheet"]),
    "sheet of another name": (renamed_sheet, ["found the sheets Costs 2024", 'expected a sheet "Costs"']),
    "format that divides": (scaled, ["B2: found a format that shows 500 divided by a thousand"]),
    "formula without a value": (setting("B3", "=B2*2"), ["B3: found the formula =B2*2 without a value", "save it"]),
    "external link": (setting("B3", "='[Old.xlsx]Sheet1'!A1"), ["B3: found the formula ='[Old.xlsx]Sheet1'!A1"]),
    "error value": (setting("B3", "#REF!"), ["B3: found the error #REF!", "Mend the formula"]),
    "truth value": (setting("B3", True), ["B3 (Cost, B)", '"TRUE", which is true or false']),
    "text for a number": (setting("B3", "6oo"), ["B3 (Cost, B)", '"6oo", which is not a number']),
    "date for a number": (setting("B3", date(2024, 4, 1)), ["B3: found a date or time, 2024-04-01", "format to Text"]),
    "date for a name": (setting("A3", datetime(2024, 3, 2)), ["A3: found a date or time, 2024-03-02", "a string"]),
    "time for a number": (setting("B3", time(12, 30)), ["B3: found a date or time, 12:30:00"]),
    "digits lost": (setting("B3", 12345678901234567890), ["B3: found the number 12345678901234570000", "fifteenth"]),
    "nothing in the sheet": (lambda book: book["Costs"].delete_rows(1, 9), ["the sheet: found nothing"]),
    "title rows": (lambda book: book["Costs"].insert_rows(1, 3), ["The header stands in row 4"]),
    "extra column": (setting("C1", "Note"), ["C1", 'the column "Note"', "describe it"]),
}  # fmt: skip


@pytest.mark.parametrize("case", SPOILT)
def test_a_spoilt_workbook_is_refused_with_file_sheet_and_cell(
    case: str, project: SourceProject, typed_by_user: Typing
):
    spoil, words = SPOILT[case]
    project.xlsx(ROWS, then=spoil)
    typed_by_user().refused(HEADING, *words)


def test_a_cell_that_was_refused_is_not_refused_a_second_time_as_blank(project: SourceProject, typed_by_user: Typing):
    project.xlsx(ROWS, OPTION, column("cost", "number", required=True), then=setting("B3", "=B2*2"))
    assert typed_by_user().text.count("B3") == 1


@pytest.mark.parametrize(("day", "words"), [(45383, "it is 01/04/2024"), (date(1900, 2, 28), "in the year 1900")])
def test_a_day_that_is_a_bare_number_or_before_1990_is_refused(
    day: object, words: str, project: SourceProject, typed_by_user: Typing
):
    project.xlsx([["Option", "Day"], ["A", day]], OPTION, column("day", "date"))
    typed_by_user().refused(HEADING, "B2 (Day, A)", words)


def test_a_time_of_day_is_not_cut_off_a_date(project: SourceProject, typed_by_user: Typing):
    project.xlsx([["Option", "Day"], ["A", datetime(2024, 4, 1, 13, 45)]], OPTION, column("day", "date"))
    typed_by_user().refused('"2024-04-01T13:45:00", which is not a date')


def test_days_are_read_by_the_epoch_of_their_workbook(project: SourceProject):
    def of_1904(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904

    for name, then in (("windows", None), ("mac", of_1904)):
        rows = [["Option", "Day"], ["A", date(2024, 4, 1)]]
        project.xlsx(rows, OPTION, column("day", "date"), then=then, name=name)
    serials = {name: stored(project.folder / f"{name}.xlsx", "B2") for name in ("windows", "mac")}
    assert serials == {"windows": b"45383", "mac": b"43921"}  # 1462 days apart
    assert {project.loaded(name).text("A", "day") for name in ("windows", "mac")} == {"2024-04-01"}


def stored(path: Path, address: str) -> bytes:
    """What stands in a cell's XML."""
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    return sheet.partition(f'r="{address}"'.encode())[2].partition(b"<v>")[2].partition(b"</v>")[0]


# Archives made to harm.


def test_a_zip_bomb_is_refused_before_it_is_unpacked(project: SourceProject, typed_by_user: Typing):
    path = project.xlsx(ROWS)
    rezip(path, unchanged, xl__media__image1=b"\0" * 11_000_000)
    assert path.stat().st_size < 100_000
    typed_by_user().refused("costs.xlsx", "bytes once unpacked", "Save the table as CSV")


def test_a_workbook_too_large_to_unpack_is_refused(
    project: SourceProject, typed_by_user: Typing, monkeypatch: pytest.MonkeyPatch
):
    with zipfile.ZipFile(project.xlsx(ROWS)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    monkeypatch.setattr(intake, "LARGEST_UNPACKED", size)
    assert typed_by_user().status == 0
    monkeypatch.setattr(intake, "LARGEST_UNPACKED", size - 1)
    typed_by_user().refused("costs.xlsx", f"{size:,} bytes once unpacked")


def test_a_part_that_unpacks_to_more_than_it_declares_is_refused(project: SourceProject, typed_by_user: Typing):
    path = project.xlsx(ROWS)
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert content.count(size) >= 1
    path.write_bytes(content.replace(size, (40).to_bytes(4, "little")))
    typed_by_user().refused("costs.xlsx", "a damaged workbook")


@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "after a long comment"])
def test_a_document_type_declaration_is_refused(declared: str, project: SourceProject, typed_by_user: Typing):
    attack = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>'
    comment = f"<!--{'x' * 5000}-->" if declared == "after a long comment" else ""
    encoding = "utf-16" if declared == "utf-16" else "utf-8"

    def edit(name: str, content: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return content
        text = content.decode().partition("?>")[2] or content.decode()
        return (f'<?xml version="1.0" encoding="{encoding}"?>{comment}{attack}' + text).encode(encoding)

    rezip(project.xlsx(ROWS), edit)
    typed_by_user().refused("costs.xlsx", "a document type declaration, as attacks use")


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl__vbaProject.bin", "macros"),
        ("xl__externalLinks__externalLink1.xml", "links to other workbooks"),
        ("xl__pivotCache__pivotCacheRecords1.xml", "a pivot table's hidden copy"),
    ],
)
def test_a_workbook_of_more_than_values_is_refused(
    part: str, words: str, project: SourceProject, typed_by_user: Typing
):
    rezip(project.xlsx(ROWS), unchanged, **{part: b"<x/>"})
    typed_by_user().refused("costs.xlsx", words)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b'<row r="3"', b'<row r="1048576"', "row 1048576"),
        (b'<row r="3"', b"<row spans='1:2' r = '1048576'", "row 1048576"),
        (b'<c r="B3"', b'<c r="XFD3"', "XFD3"),
        (b'<c r="B3"', b'<c r="XFD1048576"', "XFD1048576"),
    ],
)
def test_a_cell_far_from_the_table_is_refused_before_room_is_made_for_it(
    old: bytes, new: bytes, place: str, project: SourceProject, typed_by_user: Typing
):
    rezip(project.xlsx(ROWS), replaced(old, new))
    typed_by_user().refused(HEADING, f"{place}: found cells that far", "Delete the stray cells")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1EncryptedPackage", "an old or password-protected Excel file"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a web page saved with an Excel name"),
        (b"Option,Cost\nA,5\n", "a damaged workbook"),
        (b"", "an empty file"),
    ],
)
def test_another_file_with_the_name_of_a_workbook_is_refused(
    content: bytes, words: str, project: SourceProject, typed_by_user: Typing
):
    project.xlsx(ROWS).write_bytes(content)
    typed_by_user().refused("costs.xlsx cannot be taken in.", words)


def test_half_a_workbook_is_refused_as_damaged(project: SourceProject, typed_by_user: Typing):
    path = project.xlsx(ROWS)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    typed_by_user().refused("a damaged workbook", "Copy the file again")


def test_a_workbook_with_a_flipped_byte_is_refused_as_damaged(project: SourceProject, typed_by_user: Typing):
    path = project.xlsx(ROWS)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    content[part.header_offset + 30 + len(part.filename) + 5] ^= 0xFF
    path.write_bytes(bytes(content))
    typed_by_user().refused("a damaged workbook")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/styles.xml"]
)
def test_a_workbook_with_a_part_of_nonsense_is_refused(part: str, project: SourceProject, typed_by_user: Typing):
    rezip(project.xlsx(ROWS), lambda name, content: b"<nonsense" if name == part else content)
    typed_by_user().refused("contents that cannot be read", "save it again")


def test_an_encrypted_part_is_refused_as_a_password(project: SourceProject, typed_by_user: Typing):
    path = project.xlsx(ROWS)
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(signature)
        while start >= 0:
            content[start + offset] |= 1
            start = content.find(signature, start + 4)
    path.write_bytes(bytes(content))
    typed_by_user().refused("a workbook with a password", "Save it without a password")


# What is read all the same, and logged with its place.


def test_the_sheet_is_found_by_name_whatever_stands_before_it(project: SourceProject):
    def inserted(book: Any) -> None:
        first = book.create_sheet("Draft", 0)
        first.append(["Option", "Cost"])
        first.append(["A", -777])

    project.xlsx(ROWS, then=inserted)
    assert project.loaded().cell("A", "cost").value == 500


def test_a_number_stored_as_text_is_a_number_and_is_logged(project: SourceProject):
    project.xlsx([["Option", "Cost"], ["A", "100"], ["B", 200]])
    assert project.changes() == {"number stored as text": ["B2"]}
    assert project.loaded().total("cost").value == 300


def test_a_number_is_read_to_the_fifteen_digits_that_a_spreadsheet_shows_and_logged(project: SourceProject):
    path = project.xlsx([["Option", "Cost"], ["A", 0.3], ["B", 1234.56], ["C", 0.333333333333333], ["D", 1e-7]])
    rezip(path, replaced(b"<v>0.3</v>", b"<v>0.30000000000000004</v>"))  # 0.1 + 0.2, as Excel stores it
    assert project.changes() == {"read to 15 digits, as spreadsheets show numbers": ["B2"]}
    values = {key: str(figure.value) for key, figure in project.loaded().column("cost").items()}
    assert values == {"A": "0.3", "B": "1234.56", "C": "0.333333333333333", "D": "1E-7"}


def test_the_stored_value_of_a_formula_is_read_and_logged(project: SourceProject):
    rezip(project.xlsx(ROWS), replaced(b'<c r="B3" t="n"><v>', b'<c r="B3"><f>B2+100.5</f><v>'))
    assert project.changes() == {"the stored value of a formula read": ["B3"]}
    assert project.loaded().cell("B", "cost").value == Decimal("600.5")


def test_a_comment_stays_in_the_workbook_and_is_logged(project: SourceProject):
    def commented(book: Any) -> None:
        book["Costs"]["B2"].comment = Comment("ask the service manager", "an officer")
        book["Costs"]["B2"].font = Font(bold=True)

    project.xlsx(ROWS, then=commented)
    assert project.changes() == {"comment left in the workbook": ["B2"]}
    kept = list((project.root / "data" / "processed").rglob("*.*"))
    assert len(kept) == 3
    assert not any(b"ask the service manager" in path.read_bytes() for path in kept)


def test_a_cell_of_a_workbook_is_traced_by_file_sheet_and_address(project: SourceProject):
    project.xlsx(ROWS)
    cell = project.loaded().cell("B", "cost").derivation
    assert (cell.path, cell.sheet, cell.address, cell.row, cell.column, cell.raw, cell.names) == (
        "data/raw/example/costs.xlsx", "Costs", "B3", 3, 2, "600.5", "B, Cost",
    )  # fmt: skip


def test_a_table_of_options_needs_no_number_column(project: SourceProject):
    project.xlsx([["Option"], ["A"]], OPTION)
    assert project.loaded().keys == ["A"]
    assert COST["tracepaper"]["unit"] == "GBP"
