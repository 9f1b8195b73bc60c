"""The front matter of a composed paper: what every renderer must know before it starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from tracepaper.errors import Fault, RenderError

REQUIRED = ("title", "date", "lang", "author", "description")
FENCED = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


@dataclass(frozen=True)
class FrontMatter:
    """The date and the raw YAML of a paper, and the markdown below it."""

    title: str
    date: date
    yaml: str
    body: str

    @property
    def timestamp(self) -> int:
        """Seconds from 1970 to midnight UTC of the paper's date: the only time of day that outputs hold."""
        return int(datetime(self.date.year, self.date.month, self.date.day, tzinfo=UTC).timestamp())


def read_front_matter(qmd: Path) -> FrontMatter:
    """Read and check the front matter of a composed paper.

    Raises:
        RenderError: there is none, a required key is missing or empty, or the date is not a date.
    """
    fenced = FENCED.match(qmd.read_text(encoding="utf-8"))
    if fenced is None:
        raise _error(qmd, "the first line", "no front matter", "--- and YAML, ended by ---")
    try:
        keys: dict[str, Any] = yaml.safe_load(fenced[1]) or {}
    except yaml.YAMLError as error:
        raise _error(qmd, "the front matter", f"text that is not YAML: {error}", "YAML") from error
    for key in REQUIRED:
        if not keys.get(key):
            raise _error(qmd, f"{key}:", "nothing", "a value")
    if type(keys["date"]) is not date:
        raise _error(qmd, "date:", str(keys["date"]), "a date such as 2021-04-15")
    return FrontMatter(str(keys["title"]), keys["date"], fenced[1], fenced.string[fenced.end() :])


def _error(qmd: Path, place: str, found: str, expected: str) -> RenderError:
    remedy = "Correct the paper's settings or the template that writes its front matter."
    return RenderError(f"{qmd.name} has faulty front matter.", [Fault(place, found, expected, remedy)])
