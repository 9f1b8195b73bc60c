"""The numbers in a text that are no figures: each names something, in a form that papers may type, or is unknown.

Allowed are days and years, references to parts of a document, words with a digit in them, and what the settings of the
paper declare with a reason. Whatever else is a number must be a figure, which can be traced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
TEENS = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
# Digits with what belongs to them: 1,234.5, 2017/18, 4.2. Those in a word (B6, COVID-19, PDF/UA-1) are part of its name.
DIGITS = r"(?<![A-Za-z0-9_])(?<![A-Za-z][-/])(?<![A-Za-z]\.)\d+(?:[,.]\d+)*(?:[/–-]\d+)*"
# Up to ten a number is a word in running text, as house styles have it; from eleven on it is a number, however written.
LARGE_WORDS = rf"\b(?:{TEENS}|(?:{TENS})(?:-[a-z]+)?|hundreds?|thousands?|millions?|billions?)\b"
TOKEN = re.compile(rf"{DIGITS}|{LARGE_WORDS}", re.IGNORECASE)
NUMBER = r"\d+(?:\.\d+)*[a-z]?"
SEVERAL = rf"{NUMBER}(?:(?:,\s*(?:and\s+)?|\s+(?:and|to|or)\s+){NUMBER})*"
PARTS = (
    *("paragraph", "section", "table", "figure", "annex", "part", "chapter", "page", "regulation", "schedule"),
    *("article", "row", "column", "place", "footnote", "volume"),
)
FORMS: Mapping[str, str] = {
    "day": rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:and|to)\s+\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:{MONTHS})(?:\s+\d{{4}})?\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b",
    "year": r"(?<![\d£,.])(?:19|20)\d\d(?:[/–-](?:(?:19|20)\d\d|\d\d))?(?![\d%]|,\d|\.\d)",
    "character": r"\bU\+[0-9A-F]{4,6}\b",
    "reference": rf"\b(?:(?:{'|'.join(PARTS)})s?|appendix|appendices|paras?\.?)\s+{SEVERAL}",
}


@dataclass(frozen=True)
class Token:
    """A number in a text.

    Attributes:
        text: the number, digits or a word.
        form: why it may be typed: "day", "year", "character", "reference", "declared", "cell name"; empty when nothing allows it.
        around: the words beside it.
    """

    text: str
    form: str
    around: str


class Forms:
    """The forms in which one paper may type numbers.

    Args:
        declared: what its settings declare: after (a word) or text, each with a reason.
        names: texts that name source cells, as the evidence has them.
    """

    def __init__(self, declared: Iterable[Mapping[str, Any]], names: Iterable[str] = ()) -> None:
        own = [_declared(one) for one in declared]
        cells = [
            re.escape(_one_line(name)) for name in sorted(set(names), key=lambda n: (-len(n), n)) if TOKEN.search(name)
        ]
        patterns = {**FORMS, "declared": "|".join(own), "cell name": "|".join(cells)}
        self._forms = [(form, re.compile(pattern, re.IGNORECASE)) for form, pattern in patterns.items() if pattern]

    def tokens(self, text: str) -> list[Token]:
        """Every number in a text, in order."""
        line = _one_line(text)
        allowed = [(form, found.span()) for form, pattern in self._forms for found in pattern.finditer(line)]
        return [
            Token(found[0], _form(found.span(), allowed), line[max(0, found.start() - 40) : found.end() + 40])
            for found in TOKEN.finditer(line)
        ]


def digits(text: str) -> list[str]:
    """The numbers in a text, whatever their form: to compare two readings of one paper."""
    return [found[0] for found in TOKEN.finditer(_one_line(text))]


def _declared(one: Mapping[str, Any]) -> str:
    return rf"\b{re.escape(one['after'])}s?\s+{SEVERAL}" if one["after"] else re.escape(_one_line(one["text"]))


def _form(span: tuple[int, int], allowed: Iterable[tuple[str, tuple[int, int]]]) -> str:
    return next((form for form, (start, end) in allowed if start <= span[0] and span[1] <= end), "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def names(evidence: Mapping[str, Any]) -> Iterator[str]:
    """The names of source cells that the evidence of a paper holds, and of the tables and files they stand in."""
    for node in evidence["figures"].values():
        for cell in node["cells"]:
            yield cell["names"]
        yield from node["keys"]
