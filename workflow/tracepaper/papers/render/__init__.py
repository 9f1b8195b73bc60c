"""Render a composed paper as HTML, PDF and DOCX."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Literal

from tracepaper.papers import EVIDENCE, evidence
from tracepaper.papers.printed import html
from tracepaper.papers.printed.typed import listed, sequence
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
    """Write `<paper>.html`, `<paper>.pdf`, `<paper>.docx` and evidence.json into `out`, all or none.

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
        proof = _evidence(drafts.html, folder=folder, used=used)
        outputs = _complete(drafts, paper=paper, folder=folder, day=front.date, proof=proof)
    for name, content in outputs.items():
        (out / name).write_bytes(content)
    return used


def _evidence(page: str, *, folder: Path, used: Engine) -> bytes | None:
    """The evidence with what only rendering knows: the engine, and each number printed that is no figure."""
    file = folder / EVIDENCE
    if not file.is_file():
        return None
    content = json.loads(file.read_text("utf-8"))
    content["renderer"] = {"name": used.name, "version": used.version}
    printed = html.read(complete_html(page, folder=folder, evidence=b"{}"))
    content["typed_numbers"]["printed"] = listed(printed)
    content["sequence"] = sequence(printed)
    evidence.add_places(content["figures"], printed.figures)
    content["digest"] = evidence.digest(content)
    return evidence.text(content).encode("utf-8")


def _complete(drafts: Drafts, *, paper: str, folder: Path, day: date, proof: bytes | None) -> dict[str, bytes]:
    outputs = {
        f"{paper}.html": complete_html(drafts.html, folder=folder, evidence=proof).encode("utf-8"),
        f"{paper}.pdf": complete_pdf(drafts.pdf, evidence=proof),
        f"{paper}.docx": complete_docx(drafts.docx, day=day),
    }
    return outputs if proof is None else {**outputs, EVIDENCE: proof}
