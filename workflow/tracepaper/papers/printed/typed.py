"""Every number that an HTML paper prints and that is no figure, with the form that allows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracepaper.papers.printed.html import REPEATED, PrintedHtml
from tracepaper.papers.printed.numbers import Forms, digits, editions, names

# What the renderer itself numbers.
NUMBERING, AXIS = "numbering", "axis"
# A PDF does not tell the numbers of its paragraphs from their text.
TEXT = {"number": "text"}


@dataclass(frozen=True)
class Typed:
    """A number that is no figure.

    Attributes:
        text: digits, or a word.
        form: why it may be typed; empty when nothing allows it.
        around: the words beside it.
        place: heading or caption that it stands under.
    """

    text: str
    form: str
    around: str
    place: str


def typed(page: PrintedHtml, evidence: Mapping[str, Any]) -> list[Typed]:
    """The numbers of a page that are no figures, in reading order."""
    forms = Forms(evidence["typed_numbers"]["declared"], names(evidence), editions(evidence))
    return [one for run in page.words if run.kind not in REPEATED for one in _of(run, forms)]


def _of(run: Any, forms: Forms) -> Iterator[Typed]:
    own = {"number": NUMBERING, "axis": AXIS}.get(run.kind, "")
    for token in forms.tokens(run.text):
        yield Typed(token.text, own or token.form, token.around, run.place)


def sequence(page: PrintedHtml) -> list[list[str]]:
    """Every figure that a page prints, charts apart, in reading order: its id, and its text."""
    return [[one.id, one.text] for one in page.figures if not one.in_chart]


def listed(page: PrintedHtml) -> list[dict[str, Any]]:
    """Every piece of text with a digit that stands in no figure, as the evidence keeps it: its kind, and how often."""
    counted = Counter((piece, TEXT.get(run.kind, run.kind)) for run in page.words for piece in digits(run.text))
    return [{"text": text, "kind": kind, "times": times} for (text, kind), times in sorted(counted.items())]
