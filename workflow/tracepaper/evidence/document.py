"""The evidence of a paper as whoever asks has it: from its id, or from a PDF, HTML page or evidence.json alone."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracepaper.errors import CallError
from tracepaper.papers import EVIDENCE, REPORTS

READ = (".pdf", ".html", ".json")
KEYS = frozenset({"paper", "title", "figures", "sources", "charts", "claims", "checks", "typed_numbers"})
NODE = frozenset({"label", "value", "unit", "display", "printed", "operation", "inputs", "keys", "cells", "formula"})
# What reading evidence of another shape ends in.
MISSHAPEN = (AttributeError, KeyError, IndexError, TypeError, ValueError)
CELL = frozenset({"path", "sheet", "cell", "row", "column", "raw", "names", "correction", "id"})


@dataclass(frozen=True)
class Held:
    """Evidence, and the file that it was found in."""

    content: dict[str, Any]
    path: Path


def is_file(subject: str) -> bool:
    """Whether somebody means a file, not the id of a paper."""
    return Path(subject).suffix.lower() in READ or "/" in subject


def held(root: Path | None, subject: str) -> Held:
    """The evidence of a paper, by its id or in a file.

    Args:
        root: the project; None outside of any.
        subject: id of a paper, or the path of a PDF, an HTML page or an evidence.json.

    Raises:
        CallError: there is no such paper or file, or it holds no evidence.
    """
    path = Path(subject) if is_file(subject) else _delivered(root, subject)
    if not path.is_file():
        raise CallError(f"There is no file {path}.")
    return Held(_parsed(_evidence(path), path), path)


def _delivered(root: Path | None, paper: str) -> Path:
    if root is None:
        raise CallError(f'"{paper}" is no file, and papers are known by name in the project\'s folder only.')
    path = root / REPORTS / paper / EVIDENCE
    if not path.is_file():
        from tracepaper.settings import paper as paper_settings

        paper_settings.require(root, paper)
        raise CallError(f"{paper} has not been built. Run: snakemake")
    return path


@contextlib.contextmanager
def well_formed(subject: str) -> Iterator[None]:
    """Tell of evidence that is of another shape than tracepaper writes in words.

    Raises:
        CallError: in place of the error that its shape led to.
    """
    try:
        yield
    except MISSHAPEN as error:
        what = f"{type(error).__name__}: {error}"
        raise CallError(f"{subject} holds evidence of another shape than tracepaper writes ({what}).") from None


def _evidence(path: Path) -> bytes:
    if path.suffix.lower() == ".pdf":
        from tracepaper.papers.printed import pdf

        return pdf.evidence(path)
    if path.suffix.lower() == ".html":
        from tracepaper.papers.printed import html

        return html.evidence(path.read_text("utf-8", errors="replace"))
    return path.read_bytes()


def _parsed(content: bytes, path: Path) -> dict[str, Any]:
    try:
        parsed = json.loads(content)
        if _is_evidence(parsed):
            return dict(parsed)
    except ValueError:
        pass
    raise CallError(f"{path} holds no evidence. Was it made by tracepaper, and is it as it was made?")


def _is_evidence(parsed: Any) -> bool:
    """Whether everything that the verbs ask of evidence is there."""
    if not isinstance(parsed, dict) or not parsed.keys() >= KEYS:
        return False
    figures, lists = parsed["figures"], [parsed[name] for name in ("sources", "claims", "checks")]
    nodes = list(figures.values()) if isinstance(figures, dict) else [None]
    cells = [cell for node in nodes if isinstance(node, dict) for cell in node.get("cells", ())]
    return all(isinstance(one, list) for one in lists) and _hold(nodes, NODE) and _hold(cells, CELL)


def _hold(items: Iterable[Any], keys: frozenset[str]) -> bool:
    return all(isinstance(item, dict) and item.keys() >= keys for item in items)
