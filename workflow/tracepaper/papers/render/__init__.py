"""Render a composed paper as HTML, PDF and DOCX."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Literal

from tracepaper.papers.render import embedded, quarto
from tracepaper.papers.render.docx_structure import complete_docx
from tracepaper.papers.render.drafts import Drafts, Engine
from tracepaper.papers.render.folder import copy_composed
from tracepaper.papers.render.front_matter import read_front_matter
from tracepaper.papers.render.html_structure import complete_html
from tracepaper.papers.render.pdf_structure import complete_pdf

EngineName = Literal["auto", "embedded", "quarto"]

__all__ = ["Engine", "EngineName", "render"]


def render(composed: Path, *, paper: str, out: Path, engine: EngineName = "auto") -> Engine:
    """Write `<paper>.html`, `<paper>.pdf` and `<paper>.docx` into `out`, all three or none.

    Args:
        composed: the self-contained folder that compose wrote; it is copied, not written to.
        paper: the paper's id.
        out: an existing folder.
        engine: "auto" takes Quarto where it is installed, and the embedded engine otherwise.

    Returns:
        The engine that was used, with its version.

    Raises:
        RenderError: the paper, Quarto or a file of the composed folder is at fault.
    """
    program = quarto.find() if engine in ("auto", "quarto") else None
    if engine == "quarto" and program is None:
        raise quarto.missing()
    with tempfile.TemporaryDirectory(prefix="tracepaper-") as fresh:
        folder = copy_composed(composed, paper=paper, to=Path(fresh) / "paper")
        front = read_front_matter(folder / f"{paper}.qmd")
        if program is None:
            used, drafts = embedded.engine(), embedded.drafts(folder, front=front)
        else:
            used, drafts = quarto.engine(program), quarto.drafts(folder, paper=paper, front=front, program=program)
        outputs = _complete(drafts, folder=folder, day=front.date)
    for suffix, content in outputs.items():
        (out / f"{paper}{suffix}").write_bytes(content)
    return used


def _complete(drafts: Drafts, *, folder: Path, day: date) -> dict[str, bytes]:
    return {
        ".html": complete_html(drafts.html, folder=folder).encode("utf-8"),
        ".pdf": complete_pdf(drafts.pdf),
        ".docx": complete_docx(drafts.docx, day=day),
    }
