"""A paper's DOCX opens in a word processor, LibreOffice, which finds all of its headings."""

import subprocess
import tempfile
from pathlib import Path

from gates.reading.html import document, section_titles
from gates.reading.pdf import page_words
from gates.reading.words import letters
from programs import need

ANNEX = "Evidence"


def check(path: Path) -> list[str]:
    """What LibreOffice cannot read of the DOCX at `path`: headings of the HTML beside it, of the same name."""
    with tempfile.TemporaryDirectory() as folder:
        said = _converted(path, Path(folder))
    if not said:
        return ["LibreOffice could not open it"]
    titles = _in_word(section_titles(document(path.with_suffix(".html"))))
    return [f'the heading "{title}" is lost' for title in titles if letters(title) not in said]


def _in_word(titles: list[str]) -> list[str]:
    """Word has no evidence annex, which ends the paper."""
    return titles[: titles.index(ANNEX)] if ANNEX in titles else titles


def _converted(path: Path, folder: Path) -> str:
    # A profile of its own: one in use by another LibreOffice makes this one exit at once, with status 0.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run([need("soffice"), profile, *asked], capture_output=True, timeout=300)
    made = folder / f"{path.stem}.pdf"
    return letters(" ".join(page_words(made))) if made.is_file() else ""
