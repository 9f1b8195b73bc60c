"""The proof of one paper: what it prints, joined with where each printed figure is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from tracepaper.papers import annex, calculate, evidence
from tracepaper.papers.evidence import Placed
from tracepaper.settings import paper as paper_settings
from tracepaper.settings.paper import Paper
from tracepaper.sources import tables

SVG_TEXT = "{http://www.w3.org/2000/svg}text"


def calculated(root: Path, paper: str) -> dict[str, Any]:
    """The evidence of a paper that is computed but not written yet: its figures and sources, and nothing of print."""
    settings = paper_settings.load(root, paper)
    described = [tables.description(root, source) for source in settings.sources]
    return Proof(root, settings, described, {}, "").document("", root)


class Proof:
    """The evidence of a paper whose body is written.

    Args:
        described: what ingest wrote about each source.
        charts: what a template says about each chart and diagram.
        body: the composed text, without the annex.
    """

    def __init__(
        self,
        root: Path,
        settings: Paper,
        described: Sequence[Mapping[str, Any]],
        charts: Mapping[str, Mapping[str, Any]],
        body: str,
    ) -> None:
        self._root, self._settings, self._described, self._charts = root, settings, described, charts
        self._content = calculate.content(root, settings.id)
        drawn = [Placed(id, text) for chart in charts.values() for id, text in chart["printed"].items()]
        self._printed = [*evidence.placed(body), *drawn]
        self._nodes = evidence.nodes(
            self._content["figures"],
            calculate.every_table(root, settings),
            formulas=_formulas(settings, self._content["book"]),
            quoted=[one.id for one in self._printed],
        )

    def annex(self) -> dict[str, Any]:
        """What the annex's partial prints."""
        printed = [one.id for one in self._printed]
        return {
            "entries": annex.entries(self._nodes, printed),
            "cells": annex.cells(self._nodes, printed),
            "sources": annex.sources(self._document({})["sources"]),
        }

    def document(self, text: str, folder: Path) -> dict[str, Any]:
        """The evidence of the whole text, annex and all; `folder` holds the charts."""
        evidence.add_printed(self._nodes, [*evidence.placed(text), *self._printed])
        named = [id for id, node in self._nodes.items() if node["label"]]
        figures = evidence.reachable(
            self._nodes, [*named, *(id for id, node in self._nodes.items() if node["printed"])]
        )
        charts = {str(chart["id"]): _drawn(chart, folder) for chart in self._charts.values()}
        return self._document({"figures": figures, "charts": charts})

    def _document(self, content: Mapping[str, Any]) -> dict[str, Any]:
        claims = evidence.claims(calculate.load(self._root, self._settings.id))
        checks = evidence.checks(self._settings, self._described)
        return evidence.document(
            self._settings, self._described, {**content, "claims": claims, "checks": checks}, root=self._root
        )


def _drawn(chart: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    drawing = etree.fromstring((folder / str(chart["file"])).read_bytes())
    labels = ["".join(map(str, text.itertext())) for text in drawing.iter(SVG_TEXT)]
    return {"alt": str(chart["alt"]), "figures": sorted(chart["printed"]), "labels": labels}


def _formulas(settings: Paper, book: Mapping[str, Any]) -> dict[str, str]:
    """The formula in the settings of each figure; those of a family share one."""
    return {id: figure.formula for figure in settings.figures for id in _ids(book.get(figure.id.replace("-", "_"), ()))}


def _ids(shape: Any) -> list[str]:
    if isinstance(shape, dict):
        own = [shape["figure"]] if "figure" in shape else []
        return own + [id for _, item in shape.get("mapping", ()) for id in _ids(item)]
    return [id for item in shape for id in _ids(item)] if isinstance(shape, list) else []
