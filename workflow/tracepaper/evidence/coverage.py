"""Coverage: how many of the numbers that a paper prints are figures, and the gate that no typed number passes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracepaper.errors import Fault, TemplateError
from tracepaper.papers.printed.html import PrintedHtml
from tracepaper.papers.printed.typed import Typed, typed
from tracepaper.papers.templates import FOLDER
from tracepaper.settings import edition as edition_settings
from tracepaper.settings import paper as paper_settings
from tracepaper.sources.dictionary import FILE as DICTIONARY
from tracepaper.sources.ingest import SOURCES

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Coverage:
    """The numbers of one printed file.

    Attributes:
        figures: how many are figures, which can be traced.
        forms: how many are typed, by the form that allows them.
        unknown: those that nothing allows.
    """

    figures: int
    forms: Mapping[str, int]
    unknown: tuple[Typed, ...]

    @property
    def numbers(self) -> int:
        """All numbers printed."""
        return self.figures + sum(self.forms.values()) + len(self.unknown)

    def __str__(self) -> str:
        forms = ", ".join(f"{form} {times}" for form, times in sorted(self.forms.items()))
        covered = f"{self.numbers} numbers printed: {self.figures} figures; typed in an allowed form: {forms or 'none'}"
        return f"{covered}; not covered: {len(self.unknown)}."


def coverage(page: PrintedHtml, evidence: Mapping[str, Any]) -> Coverage:
    """The coverage of an HTML paper."""
    found = typed(page, evidence)
    forms = Counter(one.form for one in found if one.form)
    return Coverage(len(page.figures), dict(forms), tuple(one for one in found if not one.form))


def refuse_typed_numbers(root: Path, paper: str, found: Coverage) -> None:
    """Refuse a paper that prints a number which nobody can trace.

    Raises:
        TemplateError: each such number with its file, line and text.
    """
    if not found.unknown:
        return
    texts = _texts(root, paper)
    remedy = (
        "Make it a figure and place it with {{ }}; or, where it only names something, declare it under typed_numbers:"
        f" in config/papers/{paper}.yaml, with the reason."
    )
    faults = [
        Fault(_place(one, texts), f'"{one.text}" in "...{one.around.strip()}..."', "a figure, or a name", remedy)
        for one in found.unknown
    ]
    raise TemplateError(f"{paper} prints numbers that are no figures.", faults)


def _texts(root: Path, paper: str) -> dict[str, list[str]]:
    """The files that somebody may have typed a number in, line by line, the likeliest first."""
    settings = paper_settings.load(root, paper)
    files = [
        FOLDER / "papers" / f"{paper}.qmd.j2",
        paper_settings.FOLDER / f"{paper}.yaml",
        edition_settings.FOLDER / f"{paper}.yaml",
        *(SOURCES / source / DICTIONARY for source in settings.sources),
        *(
            path.relative_to(root)
            for part in ("types", "partials")
            for path in sorted((root / FOLDER / part).iterdir())
        ),
        *(SOURCES / source / f"{table}.csv" for source, table in settings.logs.values()),
        FOLDER / "brand" / "page.html",
    ]
    return {str(file): (root / file).read_text("utf-8").splitlines() for file in files if (root / file).is_file()}


def _place(one: Typed, texts: Mapping[str, Sequence[str]]) -> str:
    """The line that shares most words with what is printed round the number; else where it is printed."""
    best = max(_candidates(one, texts), default=(0, ""), key=lambda candidate: candidate[0])
    where = f'printed under "{one.place}"'
    return f"{best[1]} ({where})" if best[1] else where


def _candidates(one: Typed, texts: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, str]]:
    beside = set(WORD.findall(one.around.lower()))
    for file, lines in texts.items():
        for number, line in enumerate(lines, 1):
            if re.search(rf"(?<!\w){re.escape(one.text)}(?!\w)", line, re.IGNORECASE):
                yield len(beside & set(WORD.findall(line.lower()))), f"{file}, line {number}"
