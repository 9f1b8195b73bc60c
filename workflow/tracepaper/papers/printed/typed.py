"""Every number that an HTML paper prints and that is no figure, with the form that allows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracepaper.papers.printed.html import REPEATED, PrintedHtml
from tracepaper.papers.printed.numbers import Forms, names

# What the renderer itself numbers.
NUMBERING, AXIS = "numbering", "axis"


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
    forms = Forms(evidence["typed_numbers"]["declared"], names(evidence))
    return [one for run in page.words if run.kind not in REPEATED for one in _of(run, forms)]


def _of(run: Any, forms: Forms) -> Iterator[Typed]:
    own = {"number": NUMBERING, "axis": AXIS}.get(run.kind, "")
    for token in forms.tokens(run.text):
        yield Typed(token.text, own or token.form, token.around, run.place)


def listed(found: list[Typed]) -> list[dict[str, Any]]:
    """The same as the evidence keeps them: each number with its form, and how often it is printed."""
    counted = Counter((one.text, one.form) for one in found)
    return [{"text": text, "form": form, "times": times} for (text, form), times in sorted(counted.items())]
