"""The render stage: a composed paper to HTML, PDF and DOCX under data/processed, with a record."""

from __future__ import annotations

import json
from pathlib import Path

from tracepaper import records
from tracepaper.papers.calculate import PAPERS
from tracepaper.papers.render import EngineName, render
from tracepaper.settings import paper as paper_settings
from tracepaper.settings import site


def render_paper(root: Path, paper: str) -> Path:
    """Render a composed paper with the engine that the site's settings name.

    Returns:
        The record's path.

    Raises:
        RenderError: with the place and the remedy.
    """
    paper_settings.require(root, paper)
    stage = root / PAPERS / paper
    composed = stage / "composed" / records.RECORD
    records.require(composed, root=root, verb=f"compose {paper}")
    made_from = records.note(root, [composed, root / site.FILE])
    engine: EngineName = site.load(root).renderer
    target = stage / "rendered"
    with records.fresh_folder(target) as fresh:
        used = render(stage / "composed" / "paper", paper=paper, out=fresh, engine=engine)
        described = json.dumps({"name": used.name, "version": used.version}, indent=1, sort_keys=True)
        (fresh / "renderer.json").write_text(described + "\n", "utf-8")
        records.replace_folder(fresh, target)
    record = target / records.RECORD
    made = sorted(path for path in target.iterdir() if path != record)
    records.write(record, root=root, made_from=made_from, made=made)
    return record
