"""Statuses: always in words; in colour besides, which can be read in every format, and the same tone everywhere."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gates import axe, pdf_standard
from tracepaper.papers.printed.pdf import read
from tracepaper.papers.render import embedded, reference_docx
from tracepaper.papers.render.html_structure import complete_html
from tracepaper.papers.render.pdf_structure import complete_pdf

Make = Callable[[str], Any]
BRAND = Path(__file__).parents[3] / "templates" / "brand"
TONES = ("good", "bad", "open")
BODY = (
    '## Progress\n\nOne is [[late by 5 days]{.traced data-figure="delay"}]{.status .status-late}.\n\n'
    "| Milestone | Status |\n|---|---|\n"
    "| Tender | [done]{.status .status-done} |\n"
    "| Award | [due after the meeting]{.status .status-due-after-the-meeting} |\n"
    "| Start | [in doubt]{.status .status-in-doubt} |\n\n"
    ": Milestones {#tbl-milestones}\n"
)


def contrast(first: str, second: str) -> float:
    """As WCAG 2 defines it, of two colours as six hexadecimal digits."""
    darker, lighter = sorted(map(luminance, (first, second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def in_the_page() -> Iterator[tuple[str, str, str]]:
    css = (BRAND / "paper.css").read_text("utf-8").lower()
    for tone in TONES:
        inks = re.findall(rf"--{tone}: #([0-9a-f]{{6}})", css)
        grounds = re.findall(rf"--{tone}-tint: #([0-9a-f]{{6}})", css)
        assert len(inks) == len(grounds) == 3, "in light, in dark and in print"
        yield from ((tone, ink, ground) for ink, ground in zip(inks, grounds, strict=True))


def on_paper() -> dict[str, tuple[str, str]]:
    typst = (BRAND / "typst-template.typ").read_text("utf-8")
    found = re.findall(r'(\w+): \(ink: rgb\("#(\w{6})"\), ground: rgb\("#(\w{6})"\)\)', typst)
    return {tone: (ink, ground) for tone, ink, ground in found}


def test_each_tone_can_be_read_in_light_in_dark_and_on_paper() -> None:
    for tone, ink, ground in (*in_the_page(), *((tone, *pair) for tone, pair in on_paper().items())):
        assert contrast(ink, ground) >= 4.5, tone


def test_word_and_the_pdf_have_the_same_tones() -> None:
    assert {tone.lower(): pair for tone, pair in reference_docx.TONES.items()} == on_paper()
    assert set(on_paper()) == set(TONES)


def test_a_page_has_the_word_and_the_tone_and_passes_axe(small: Make, tmp_path: Path) -> None:
    made = small(BODY)
    page = embedded.html_page(made.folder, front=made.front)
    assert '<span class="status status-done tone-good">done</span>' in page
    assert '<span class="status status-due-after-the-meeting tone-open">due after the meeting</span>' in page
    assert '<span class="status status-in-doubt">in doubt</span>' in page, "an unknown status is plain"
    late = '<span class="traced" data-figure="delay">late by 5 days</span>'
    assert f'<span class="status status-late tone-bad">{late}</span>' in page
    (tmp_path / "page.html").write_text(complete_html(page, folder=made.folder), "utf-8")
    assert axe.check(tmp_path / "page.html") == []


def test_a_pdf_prints_the_words_and_stays_accessible(small: Make, tmp_path: Path) -> None:
    made = small(BODY)
    code = embedded.typst_code(made.folder, front=made.front)
    assert '#status("good")[done]' in code and "in-doubt" not in code
    pdf = complete_pdf(embedded.pdf_file(code, folder=made.folder, front=made.front))
    (tmp_path / "paper.pdf").write_bytes(pdf)
    assert pdf_standard.check(tmp_path / "paper.pdf") == []
    assert "due after the meeting" in [run.text for run in read(pdf).words]


@pytest.mark.parametrize(("style", "word"), [("StatusGood", "done"), ("StatusOpen", "due after the meeting")])
def test_word_has_a_style_for_each_tone(small: Make, style: str, word: str) -> None:
    made = small(BODY)
    with zipfile.ZipFile(io.BytesIO(embedded.word_file(made.folder, front=made.front))) as archive:
        document, styles = (archive.read(f"word/{name}.xml").decode("utf-8") for name in ("document", "styles"))
    assert f'w:styleId="{style}"' in styles
    runs = re.findall(rf'<w:rStyle w:val="{style}" ?/>.*?<w:t[^>]*>([^<]*)</w:t>', document, re.DOTALL)
    assert word in " ".join(runs)
