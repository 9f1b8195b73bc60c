"""Docstrings of calculations taken apart: summary, description, and the sections that they have to have."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

NEEDED = ("Formula", "Convention", "Source")
HEADING = re.compile(r"(Formula|Convention|Args|Returns|Raises|Source):")
NAMES = re.compile(r"[*\w]+(?:, [*\w]+)*")


@dataclass(frozen=True)
class Described:
    """What a docstring says.

    Attributes:
        summary: its first paragraph, on one line.
        description: the paragraphs after it.
        sections: Formula, Convention, Args, Returns, Raises and Source, as far as they are there, without indentation.
    """

    summary: str
    description: str
    sections: Mapping[str, str]

    def lacks(self) -> list[str]:
        """The needed sections that are not there or are empty."""
        return [name for name in NEEDED if not self.sections.get(name)]

    def entries(self, section: str) -> dict[str, str]:
        """The entries of a section: the name, or several divided by commas, to what is said of it; what has no name
        stands under an empty one.
        """
        found: dict[str, str] = {}
        name = ""
        for line in self.sections.get(section, "").splitlines():
            head, colon, said = line.partition(": ")
            if colon and not line.startswith(" ") and NAMES.fullmatch(head):
                name, found[head] = head, said
            else:
                found[name] = f"{found.get(name, '')} {line.strip()}".strip()
        return found


def described(function: Callable[..., Any]) -> Described:
    """Read the docstring of a function."""
    parts: dict[str, list[str]] = {"": []}
    name = ""
    for line in (inspect.getdoc(function) or "").splitlines():
        if heading := HEADING.fullmatch(line):
            name = heading[1]
            parts[name] = []
        else:
            parts[name].append(line)
    sections = {name: inspect.cleandoc("\n".join(["", *lines])).strip() for name, lines in parts.items()}
    summary, _, description = sections.pop("").partition("\n\n")
    return Described(one_line(summary), description.strip(), sections)


def one_line(text: str) -> str:
    """A paragraph without its line breaks."""
    return " ".join(text.split())
