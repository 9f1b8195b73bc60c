"""The tables of a logic model, what a check is, and how items, days and lists are read and told."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracepaper.calculations.marks import mark_in_brackets
from tracepaper.figures import Text

Row = Mapping[str, Text]
Rows = Sequence[Row]
LEVELS = ("input", "activity", "output", "outcome", "impact")
# Columns of dates are read to this form.
ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
SHOWN_WORDS = 6
# Numbers in digits or words: a shortened text stops before them, since only a whole quotation can be traced.
NUMBER = re.compile(
    r"\d|[¼½¾]|^(?:eleven|twelve|\w+teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b.*"
    r"|(?:dozen|hundred|thousand|million|billion)s?)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Problem:
    """What a check found: in words, and the texts whose cells a reader should look at."""

    text: str
    at: tuple[str, ...]
    item: str = ""


@dataclass(frozen=True)
class Model:
    """The tables of a logic model, as rows of texts.

    Attributes:
        ends: the day on which what is modelled ends, YYYY-MM-DD; empty where none is stated.
    """

    items: Rows
    links: Rows
    indicators: Rows
    assumptions: Rows
    factors: Rows
    aims: Rows
    ends: str = ""

    def of(self, *levels: str) -> list[Row]:
        """The items of some levels."""
        return [item for item in self.items if item["level"] in levels]

    def item(self, id: str) -> Row | None:
        """The item of an id, if the model has it."""
        return next((item for item in self.items if item["id"] == id), None)

    def joined(self) -> list[tuple[Row, Row, Row]]:
        """Each link whose two ends are there, with its ends."""
        found = [(link, self.item(link["from_id"]), self.item(link["to_id"])) for link in self.links]
        return [(link, start, end) for link, start, end in found if start is not None and end is not None]

    def measured(self) -> list[tuple[Row, Row]]:
        """Each indicator whose item is there, with the item."""
        found = [(row, self.item(row["item_id"])) for row in self.indicators]
        return [(row, item) for row, item in found if item is not None]


@dataclass(frozen=True)
class Check:
    """One rule: its name, what it asks, how to mend what it finds, what it looks at, and how."""

    name: str
    asks: str
    remedy: str
    looks_at: Callable[[Model], Iterable[Any]]
    find: Callable[[Model], Iterator[Problem]]


def distance(start: Row, end: Row) -> int | None:
    """How many levels a link leads on: 1 to the next, 0 within one, negative back; none where a level is unknown."""
    if start["level"] not in LEVELS or end["level"] not in LEVELS:
        return None
    return LEVELS.index(end["level"]) - LEVELS.index(start["level"])


def called(item: Row) -> str:
    """An item by its id, what it says, shortened, and its marks: O3 “Short course for families …” [draft]."""
    said = f"{item['id']} “{_shortened(item['text'])}”"
    return f"{said} {mark_in_brackets(item.get('status', ''))}".rstrip()


def blank(row: Row, column: str) -> bool:
    """Whether a row says nothing in a column, or has no such column."""
    return not row.get(column, "").strip()


def day_of(text: str) -> date | None:
    """The day that an ISO text is, for a month its last; none for anything else."""
    found = ISO.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2]), found[3]
    try:
        return date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:
        return None


def listed(words: Sequence[str], last: str = "and") -> str:
    """One or more words as a list in a sentence: "a baseline, a target and a source"."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _shortened(text: str) -> str:
    words = text.split()
    kept = list(itertools.takewhile(lambda word: not NUMBER.search(word), words[:SHOWN_WORDS]))
    return " ".join(kept).rstrip(",;:.") + (" …" if len(kept) < len(words) else "")
