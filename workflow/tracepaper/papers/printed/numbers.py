"""The numbers in a text that are no figures: each names something, in a form that papers may type, or is unknown.

Allowed are days and years, references to parts of a document, words with a digit in them, the paper's own editions, and
what the settings of the paper declare with a reason. Whatever else is a number must be a figure, which can be traced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracepaper.figures.units import NAMES

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
TEENS = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
# Those in a word (B6, COVID-19, PDF/UA-1) are part of its name; those of an amount are not: c500, c.500, GBP500.
APART = (
    r"(?:(?<!(?-i:[A-Z0-9_]))(?<!(?-i:[A-Z])[-/])(?<!\b(?-i:[A-Z])\.)|(?<=\b(?-i:c))|(?<=\b(?-i:c)\.)"
    r"|(?<=\bGBP)|(?<=\bEUR)|(?<=\bUSD))"
)
# Digits with what belongs to them: 1,234.5, 2017/18, 4.2, ½.
DIGITS = rf"{APART}\d+(?:[,.]\d+)*(?:[/–-]\d+)*|[¼½¾⅐-⅞]"
# Up to ten a number is a word in running text, as house styles have it; from eleven on it is a number, however written.
SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
LARGE_WORDS = (
    rf"\b(?:{TEENS}|(?:{TENS})(?:-[a-z]+)?|(?:dozen|hundred|thousand|million|billion|trillion)s?"
    rf"|(?:{SMALL})(?:fold|(?=\s+(?:per cent|percent|pounds))))\b"
)
PIECE = re.compile(rf"\w*\d\w*|[¼½¾⅐-⅞]|{LARGE_WORDS}", re.IGNORECASE)
TOKEN = re.compile(rf"{DIGITS}|{LARGE_WORDS}", re.IGNORECASE)
# The number of a part: not the 50 of "part 50%", the 5 of "column 5 million" or the 1 of "figure 1,000".
NUMBER = r"\d{1,3}(?:\.\d+)*[a-jln-z]?\b(?!%|[,.]\d|\s+(?:per cent|thousand|million|billion|children|people|pounds))"
# After one part a comma goes on with the sentence ("In table 3, 56 packages"), and so does "and".
SINGLE = rf"{NUMBER}(?:[–-]{NUMBER})?(?:\s+or\s+{NUMBER})?"
RANGE = rf"{NUMBER}(?:(?:\s+to\s+|[–-]){NUMBER})?"
SEVERAL = rf"{RANGE}(?:(?:,\s+{RANGE})*,?\s+(?:and|or)\s+{RANGE})?"
LISTED = rf"{RANGE}(?:(?:,|,?\s+and|,?\s+or)\s+{RANGE})*"
PARTS = "|".join(
    (
        *("paragraph", "section", "table", "figure", "annex", "part", "chapter", "page", "regulation", "schedule"),
        *("article", "footnote", "volume"),
    )
)
# "2018 children" is an amount without its comma, not a year.
COUNTED = "|".join(plural for _, plural in NAMES.values() if plural != "years")
AMOUNT = rf"(?!\s+(?:{COUNTED}|per cent|percent|million|billion|thousand|referrals|payments|pupils|families)\b)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
FORMS: Mapping[str, str] = {
    # Months with their capital: "24 may be suitable" is no day.
    "day": rf"\b{DAY}(?:\s+(?:and|to)\s+{DAY})?\s+(?-i:{MONTHS})(?:\s+(?:19|20)\d\d)?\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b",
    "year": r"(?<![\d£$€,.])(?:19|20)\d\d(?:[/–-](?:(?:19|20)\d\d|\d\d))?(?![\d%]|[,.]\d|(?!s\b)[a-z])"
    rf"{AMOUNT}",
    "character": r"\bU\+[0-9A-F]{4,6}\b",
    "reference": rf"\b(?:{PARTS}|appendix|para\.?)\s+{SINGLE}"
    rf"|\b(?:(?:{PARTS})s|annexes|appendices|paras\.?)\s+{SEVERAL}|\b(?:row|column)s?\s+{LISTED}",
}


@dataclass(frozen=True)
class Token:
    """A number in a text.

    Attributes:
        text: the number, digits or a word.
        form: why it may be typed: "edition", "day", "year", "character", "reference", "declared", "cell name"; empty
            when nothing allows it.
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
        editions: ids of the paper's own editions, as the evidence has them.
    """

    def __init__(
        self, declared: Iterable[Mapping[str, Any]], names: Iterable[str] = (), editions: Iterable[str] = ()
    ) -> None:
        own = [_declared(one) for one in declared]
        cells = [
            _named(_one_line(name)) for name in sorted(set(names), key=lambda n: (-len(n), n)) if TOKEN.search(name)
        ]
        known = "|".join(rf"(?<![\w-]){re.escape(id)}(?![\w-])" for id in sorted(set(editions)))
        patterns = {"edition": known, **FORMS, "declared": "|".join(own), "cell name": "|".join(cells)}
        self._forms = [(form, re.compile(pattern, re.IGNORECASE)) for form, pattern in patterns.items() if pattern]

    def tokens(self, text: str) -> list[Token]:
        """Every number in a text, in order."""
        line = _one_line(text)
        numbers = list(TOKEN.finditer(line))
        if not numbers:
            return []  # the names of cells are many, and to look for them takes long
        allowed = [(form, found.span()) for form, pattern in self._forms for found in pattern.finditer(line)]
        return [
            Token(found[0], _form(found.span(), allowed), line[max(0, found.start() - 40) : found.end() + 40])
            for found in numbers
        ]


def digits(text: str) -> list[str]:
    """Every piece of a text that holds a digit, in numbers and in names alike: to compare two readings of one paper."""
    return PIECE.findall(text)


def _declared(one: Mapping[str, Any]) -> str:
    if not one["after"]:
        return rf"(?<!\w){re.escape(_one_line(one['text']))}(?!\w)"
    after = re.escape(one["after"])
    return rf"\b{after}\s+{SINGLE}|\b{after}s\s+{SEVERAL}"


def _named(name: str) -> str:
    """A name of a cell or a key. One without a letter ("5", "2, 7") is a name only where the annex prints it as one."""
    text = re.escape(name)
    if re.search("[A-Za-z]", name):
        return rf"(?<!\w){text}(?!\w)"
    return rf"(?<=\(){text}(?=\))|(?<!\S){text}(?= \([A-Z]+\d+ of )|(?<=[:;] ){text}(?=:)"


def _form(span: tuple[int, int], allowed: Iterable[tuple[str, tuple[int, int]]]) -> str:
    return next((form for form, (start, end) in allowed if start <= span[0] and span[1] <= end), "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def names(evidence: Mapping[str, Any]) -> Iterator[str]:
    """The names of source cells and parameters that the evidence of a paper holds, and the keys of its choices."""
    for node in evidence["figures"].values():
        for cell in node["cells"]:
            yield cell["names"]
        yield from node["keys"]
        if "parameter" in node:
            yield node["parameter"]["name"]


def editions(evidence: Mapping[str, Any]) -> list[str]:
    """Ids of the editions that the evidence of a paper names: its own, the one before and the one that it corrects."""
    facts = evidence.get("edition_facts", {})
    known = (evidence.get("edition"), facts.get("previous"), facts.get("corrects"))
    return [id for id in known if id]
