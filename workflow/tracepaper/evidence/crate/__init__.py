"""The provenance crate of a paper: its outputs, and all that is needed to check them or to build them again.

A Workflow Run RO-Crate in one zip file. Extracted in an empty folder it is a project in which `snakemake` runs.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tracepaper import records
from tracepaper.errors import OutputError
from tracepaper.evidence.crate import contents, description, readme
from tracepaper.evidence.crate.about import about
from tracepaper.evidence.crate.contents import inputs

__all__ = ["inputs", "write", "zipped"]

# The first day that a zip file can name.
EARLIEST = date(1980, 1, 1)
UNIX = 3
FILE, FOLDER = 0o100644 << 16, 0o040755 << 16


def write(root: Path, paper: str, *, outputs: Mapping[str, Path], path: Path) -> None:
    """Write the crate of a built paper; the same inputs give the same bytes.

    Args:
        root: the project's folder; `compose` and `render` have been run.
        outputs: where each output is delivered to the file as it is now: {"reports/<paper>/<paper>.pdf": Path(...)}.
        path: the zip file to write, whole or not at all.

    Raises:
        SettingsError: a file is missing, is a link, or lies outside the project; or a source holds exempt data.
        OutputError: the file cannot be written.
    """
    told = about(root, paper)
    files = contents.files(root, told, outputs)
    files[readme.NAME] = readme.text(told, files).encode()
    files[description.NAME] = description.text(told, files).encode()
    entries = files | dict.fromkeys(description.folders(told), b"")
    try:
        records.replace_bytes(path, zipped(entries, max(told.date, EARLIEST)))
    except OSError as error:
        raise OutputError(f"{path.name} cannot be written: {error.strerror} ({error.filename}).") from None


def zipped(entries: Mapping[str, bytes], day: date) -> bytes:
    """A zip file: files and folders in the order of their names, all of one day, with nothing of this machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = UNIX, FOLDER if entry.is_dir() else FILE
            method = zipfile.ZIP_STORED if entry.is_dir() else zipfile.ZIP_DEFLATED
            archive.writestr(entry, entries[name], method)
    return buffer.getvalue()
