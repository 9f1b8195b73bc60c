"""A paper's DOCX opens in a word processor, LibreOffice, which finds all of its headings."""

import subprocess
import tempfile
from pathlib import Path

from gates.reading.html import document, headings, main
from gates.reading.pdf import page_words
from gates.reading.words import letters
from programs import need


def check(path: Path) -> list[str]:
    """What LibreOffice cannot read of the DOCX at `path`: headings of the HTML beside it, of the same name."""
    wanted = [words for _, words in headings(main(document(path.with_suffix(".html"))))]
    with tempfile.TemporaryDirectory() as folder:
        said = _converted(path, Path(folder))
    if not said:
        return ["LibreOffice could not open it"]
    return [f'the heading "{words}" is lost' for words in wanted if letters(words) not in said]


def _converted(path: Path, folder: Path) -> str:
    # A profile of its own: one in use by another LibreOffice makes this one exit at once, with status 0.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        need("soffice"),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, capture_output=True, timeout=300)
    made = folder / f"{path.stem}.pdf"
    return letters(" ".join(page_words(made))) if made.is_file() else ""
