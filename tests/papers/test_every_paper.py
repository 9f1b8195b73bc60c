"""Every paper that is built passes every gate."""

from types import ModuleType

import pytest

from gates import (
    axe,
    docx_document,
    docx_opens,
    html_structure,
    html_validity,
    keyboard,
    pdf_document,
    pdf_fonts,
    pdf_headings,
    pdf_links,
    pdf_pictures,
    pdf_says_html,
    pdf_standard,
    pdf_tables,
    pdf_tags,
    print_media,
    reflow,
    self_contained,
)
from gates.builds import Build

HTML = (axe, html_structure, html_validity, keyboard, print_media, reflow, self_contained)
PDF = (
    pdf_document,
    pdf_fonts,
    pdf_headings,
    pdf_links,
    pdf_pictures,
    pdf_says_html,
    pdf_standard,
    pdf_tables,
    pdf_tags,
)
DOCX = (docx_document, docx_opens)
GATES = [(gate, kind) for kind, gates in (("html", HTML), ("pdf", PDF), ("docx", DOCX)) for gate in gates]


def test_there_are_papers(built: Build) -> None:
    assert built.papers


@pytest.mark.parametrize(("gate", "kind"), GATES, ids=lambda value: getattr(value, "__name__", value))
def test_every_paper_passes(gate: ModuleType, kind: str, built: Build) -> None:
    files = [built.root / "reports" / paper / f"{paper}.{kind}" for paper in built.papers]
    faults = [f"{file.name}: {fault}" for file in files for fault in gate.check(file)]
    assert not faults, "\n".join([f"{gate.__name__} found {len(faults)} faults:", *faults])
