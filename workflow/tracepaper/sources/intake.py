"""Meeting a file with suspicion: before anything parses it, it is a regular file of a known kind and a sane size."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from pathlib import Path

from tracepaper.errors import Fault, SourceError

LARGEST = 500_000_000
LARGEST_UNPACKED = 200_000_000
LARGEST_RATIO = 100
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]*")
# In UTF-8 and, with a zero byte between letters, in UTF-16.
DECLARATION = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
ENCRYPTED = 0x1
SAVE_AGAIN = "Ask for the file again, or open it in a spreadsheet and save it in the format that its name says."
SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Excel file", "Save it without a password as .xlsx."),
    (b"PK\x03\x04", "an Excel workbook", "Give it its right name, or save it as comma-separated CSV (UTF-8)."),
    (b"%PDF", "a PDF", SAVE_AGAIN),
)
FORBIDDEN_PARTS = {
    "vbaProject.bin": ("macros", "Save the workbook as .xlsx, without macros."),
    "externalLinks/": ("links to other workbooks", "Break the links (Data, Edit Links), so that values stand alone."),
    "pivotCache": ("a pivot table's hidden copy of its data", "Copy the values to a new workbook."),
}


def bytes_of(path: Path, *, format: str) -> bytes:
    """The bytes of a source file that is what it says it is.

    Args:
        path: in a source's folder under data/raw.
        format: "csv" or "xlsx".

    Raises:
        SourceError: not a regular file, too large, of another format than its name says, or an unsafe workbook.
    """
    _refuse_unless_regular(path)
    content = path.read_bytes()
    if not content.strip():
        raise _refusal(path, "an empty file", "a table", SAVE_AGAIN)
    if format == "csv":
        _refuse_disguised(path, content)
    else:
        _refuse_unsafe_workbook(path, content)
    return content


def _refuse_unless_regular(path: Path) -> None:
    if not SAFE_NAME.fullmatch(path.name):
        raise _refusal(path, "characters that a shell may obey", "letters, digits, . _ - in a name", "Rename the file.")
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        remedy = "Put the file back, or take its table out of the data dictionary."
        raise _refusal(path, "no such file", "the file that the data dictionary names", remedy) from None
    if not stat.S_ISREG(found.st_mode):
        remedy = "Put the file itself there: not a link, folder, pipe or device."
        raise _refusal(path, "something that is not a regular file", "a regular file", remedy)
    if found.st_size > LARGEST:
        raise _refusal(path, f"{found.st_size:,} bytes", f"at most {LARGEST:,}", "Split the file by period.")
    if not os.access(path, os.R_OK):
        remedy = "Ask its owner for the right to read it."
        raise _refusal(path, "a file that may not be read", "a readable file", remedy)


def _refuse_disguised(path: Path, content: bytes) -> None:
    for signature, kind, remedy in SIGNATURES:
        if content.startswith(signature):
            raise _refusal(path, f"{kind} with the name of a CSV file", "comma-separated text", remedy)
    if re.match(rb"\s*<(!doctype|html|table)", content[:200], re.IGNORECASE):
        raise _refusal(path, "a web page", "comma-separated text", SAVE_AGAIN)


def _refuse_unsafe_workbook(path: Path, content: bytes) -> None:
    if content.startswith(SIGNATURES[0][0]):
        raise _refusal(path, SIGNATURES[0][1], "an .xlsx workbook", SIGNATURES[0][2])
    if re.match(rb"\s*<", content[:200]):
        raise _refusal(path, "a web page saved with an Excel name", "an .xlsx workbook", SAVE_AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_parts(path, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        remedy = "Copy the file again: it is damaged, or was still being copied."
        raise _refusal(path, "a damaged workbook", "an .xlsx workbook", remedy) from None


def _refuse_parts(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if unpacked > LARGEST_UNPACKED or (unpacked > 10_000_000 and unpacked / packed > LARGEST_RATIO):
        found = f"{unpacked:,} bytes once unpacked, {unpacked // packed} times its size"
        raise _refusal(path, found, "a workbook of ordinary size", "Save the table as CSV.")
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise _refusal(path, "a workbook with a password", "an open workbook", "Save it without a password.")
    for part in parts:
        for name, (kind, remedy) in FORBIDDEN_PARTS.items():
            if name in part.filename:
                raise _refusal(path, kind, "a workbook of values", remedy)
        if part.filename.endswith((".xml", ".rels")) and DECLARATION.search(archive.read(part)):
            raise _refusal(path, "a document type declaration, as attacks use", "plain sheets", SAVE_AGAIN)


def _refusal(path: Path, found: str, expected: str, remedy: str) -> SourceError:
    return SourceError(f"{path} cannot be taken in.", [Fault(path.name, found, expected, remedy)])
