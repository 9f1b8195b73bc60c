"""Compose a paper: fill its template with figures, and lay everything it needs in one self-contained folder."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from tracepaper import records
from tracepaper.errors import Fault, TemplateError
from tracepaper.papers import (
    EVIDENCE,
    calculate,
    diagrams,
    edition,
    edition_changes,
    evidence,
    logs,
    place,
    proving,
    quality,
)
from tracepaper.papers.pictures import drawn
from tracepaper.papers.templates import FOLDER, Templates
from tracepaper.settings import edition as edition_settings
from tracepaper.settings import paper as paper_settings
from tracepaper.settings.paper import ChartSettings, DiagramSettings, Paper
from tracepaper.sources import tables

BRAND = FOLDER / "brand"
IN_ATTRIBUTE = re.compile(r'\b([a-z-]+)="(?:\\.|[^"\\\n])*?\[((?:\\.|[^\[\]\\])*)\]\{\.traced ')


def compose(root: Path, paper: str) -> Path:
    """Write the composed folder of a paper: its .qmd, charts, brand and Quarto settings.

    Returns:
        The record's path.

    Raises:
        TemplateError: with the template's name and line.
    """
    paper_settings.require(root, paper)
    made_from = records.note(root, _inputs(root, paper))
    settings = paper_settings.load(root, paper)
    calculated = root / calculate.PAPERS / paper / "calculated" / records.RECORD
    records.require(calculated, root=root, verb=f"calculate {paper}")
    stage = root / calculate.PAPERS / paper / "composed"
    _refuse_links(root / BRAND)
    with records.fresh_folder(stage / "paper") as fresh:
        shutil.copytree(root / BRAND, fresh / "brand")
        shutil.copy(root / BRAND / "_quarto.yml", fresh / "_quarto.yml")
        (fresh / "charts").mkdir()
        _write_text(root, settings, fresh)
        records.replace_folder(fresh, stage / "paper")
    record = stage / records.RECORD
    records.write(record, root=root, made_from=made_from, made=[stage / "paper"])
    return record


def _write_text(root: Path, settings: Paper, folder: Path) -> None:
    templates = Templates(root / FOLDER, settings.id)
    described = [tables.description(root, source) for source in settings.sources]
    values = _values(root, settings, folder, templates, described)
    body = _tidied(templates.text(values))
    _refuse_in_attributes(body, settings.id)
    logs.refuse_unnamed_risks(values["assumptions"], body, paper=settings.id)
    proof = proving.Proof(root, settings, described, {**values["charts"], **values["diagrams"]}, body)
    annex = templates.partial("partials/evidence.qmd.j2", proof.annex())
    text = _tidied(f"{body}\n{annex}")
    (folder / f"{settings.id}.qmd").write_text(text, "utf-8")
    (folder / EVIDENCE).write_text(evidence.text(proof.document(text, folder)), "utf-8")


def _values(
    root: Path, settings: Paper, folder: Path, templates: Templates, described: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    book = calculate.load(root, settings.id)
    names = {**calculate.names(root, settings), **book}
    kept = _logs(root, settings)
    names["assumption"] = logs.mention(kept["assumptions"])
    fields = _fields(settings, templates, names)
    charts = {c.id: _chart(c, names, templates, folder) for c in settings.charts}
    drawings = {d.id: _diagram(d, names, templates, folder) for d in settings.diagrams}
    return {
        **names,
        **kept,
        "paper": fields,
        "edition": fields["edition"],
        "edition_changes": edition_changes.shown(book["edition_changes"]),
        "front_matter": Markup(_front_matter(settings, fields)),
        "charts": {id.replace("-", "_"): chart for id, chart in charts.items()},
        "diagrams": {id.replace("-", "_"): diagram for id, diagram in drawings.items()},
        "background_papers": quality.background_papers(settings, described),
        "findings": quality.findings(settings, described, book["findings"]),
        "corrections": quality.corrections(settings, described),
        "changes": quality.changes(settings, described),
    }


def _logs(root: Path, settings: Paper) -> dict[str, logs.Log]:
    read = {"assumptions": logs.assumptions, "data_log": logs.data}
    return {
        name: reader(tables.load(root, *settings.logs[name])) if name in settings.logs else []
        for name, reader in read.items()
    }


def _chart(settings: ChartSettings, names: dict[str, Any], templates: Templates, folder: Path) -> dict[str, Any]:
    caption = templates.phrase(settings.caption, names, where=f"{settings.place}, caption")
    return drawn(settings, names, caption=caption, brand=folder / "brand", folder=folder / "charts")


def _diagram(settings: DiagramSettings, names: dict[str, Any], templates: Templates, folder: Path) -> dict[str, Any]:
    caption = templates.phrase(settings.caption, names, where=f"{settings.place}, caption")
    return diagrams.drawn(settings, names, caption=caption, brand=folder / "brand", folder=folder / "charts")


def _fields(settings: Paper, templates: Templates, names: dict[str, Any]) -> dict[str, Any]:
    """The settings that a template prints: prose as the officer wrote it, with figures where it names them."""

    def prose(value: Any, key: str) -> Any:
        if isinstance(value, str):
            return templates.phrase(value, names, where=f"{settings.path}, {key}")
        return [prose(item, key) for item in value]

    own = (
        "title",
        "short_title",
        "subtitle",
        "council",
        "status",
        "summary",
        "keywords",
        "appendices",
        "recommendations",
    )
    fields = {name: prose(getattr(settings, name), name) for name in own}
    cover = {name: prose(value, f"cover.{name}") for name, value in settings.cover.items()}
    meeting = settings.cover.get("meeting_date", "")
    return {
        **fields,
        "cover": {**cover, "meeting_date": place.day(date.fromisoformat(meeting)) if meeting else ""},
        "appendices": [*fields["appendices"], *_own_appendices(settings)],
        "approvals": [
            {"role": prose(role, "approvals"), "date": place.day(day) if day else "Pending"}
            for role, day in settings.approvals
        ],
        "date": settings.date,
        "status": edition.status(fields["status"], settings.edition),
        "edition": edition.told(settings.edition),
    }


def _own_appendices(settings: Paper) -> list[str]:
    """Appendices that no template writes: the paper makes them from its logs, claims and derivations."""
    made = {"assumptions": "Assumptions and data", "claims": "Figures of the published document, reconciled"}
    own = [title for name, title in made.items() if name in settings.logs]
    return [*(["What has changed since the last edition"] if settings.changes else []), *own, "Evidence"]


def _refuse_in_attributes(text: str, paper: str) -> None:
    """Refuse a figure in an attribute: its markup would end the attribute, and nobody could follow it to its cell."""
    remedy = "Place it in the text, and describe in the attribute what stands there without its numbers."
    faults = [
        Fault(f"the attribute {found[1]}", f'"{found[2]}"', "words without figures", remedy)
        for found in IN_ATTRIBUTE.finditer(text)
    ]
    if faults:
        raise TemplateError(f"templates/papers/{paper}.qmd.j2 places figures where no reader can trace them.", faults)


def _front_matter(settings: Paper, fields: dict[str, Any]) -> str:
    lines = {
        "title": fields["title"],
        "subtitle": fields["subtitle"],
        "short-title": fields["short_title"],
        "committee": fields["cover"]["committee"],
        "status": fields["status"],
        "author": fields["council"],
        "description": fields["summary"],
    }
    body = [f"{key}: {_quoted(text)}" for key, text in lines.items() if text]
    words = ", ".join(_quoted(word) for word in fields["keywords"])
    return "\n".join(["---", *body, f"date: {settings.date}", f"keywords: [{words}]", "lang: en-GB", "---"])


def _quoted(text: str) -> str:
    """As a YAML string of one line, which nothing in the text can end."""
    return '"' + place.on_one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _tidied(text: str) -> str:
    """One blank line at most between blocks, so that the .qmd reads well."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"


def _refuse_links(folder: Path) -> None:
    """What stands behind a link is not the brand's, and can change unseen."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            fault = Fault(path.relative_to(folder).as_posix(), "a link", "a file", "Put the file itself there.")
            raise TemplateError("The brand's folder, templates/brand, is refused.", [fault])


def _inputs(root: Path, paper: str) -> list[Path]:
    calculated = root / calculate.PAPERS / paper / "calculated" / records.RECORD
    own = root / FOLDER / "papers" / f"{paper}.qmd.j2"
    shared = [root / FOLDER / part for part in ("types", "partials", "brand")]
    settings = [root / folder / f"{paper}.yaml" for folder in (paper_settings.FOLDER, edition_settings.FOLDER)]
    return [*settings, calculated, own, *shared]
