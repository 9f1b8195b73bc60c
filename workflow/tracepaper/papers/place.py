"""Placing values in a paper: the one gate through which every value of a template passes.

Whatever a template prints is a figure, which becomes a traced span; text from data, which is escaped; or text that the
templates themselves made. Anything else (None, a bare number, a list) is refused, so nothing odd reaches a paper.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup

from tracepaper.calculations.marks import mark_in_brackets
from tracepaper.errors import TemplateError
from tracepaper.figures import Cell, Display, Figure, Operation, Selection, Text, days, printed
from tracepaper.figures.display import half_up, wanted
from tracepaper.figures.units import DATE
from tracepaper.papers.printed.numbers import TOKEN

# Every ASCII punctuation character but those that no markdown gives a meaning inside a line.
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])(?<![,;/%?])")
# White space at which a line may break; a no-break space is part of the text.
BLANK = re.compile(r"[^\S\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{NARROW NO-BREAK SPACE}]+")
# A negative as accountants write it, quoted from a source: read aloud, its brackets would be lost.
BRACKETED = re.compile(r"\((£?[\d,.]+)\)")
BARE_BAR = re.compile(r"(?<!\\)\|")
PLACES = range(11)
# A value in pounds, printed in millions to 2 places, is rounded to 2 - 6 places.
SCALES = {"millions": -6, "per cent": 2}
NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
ANCHOR = re.compile(r"[a-z][a-z0-9-]*")


def placed(value: object) -> Markup:
    """What a template prints for a value: the `finalize` of its environment.

    Raises:
        TemplateError: the value is not a figure, text or a day.
    """
    if isinstance(value, Markup):
        return value
    if isinstance(value, Figure):
        return figure(value)
    if isinstance(value, Text):
        return quoted(value)
    if isinstance(value, date):
        return Markup(day(value))
    if isinstance(value, str):
        return Markup(escaped(value))
    raise TemplateError(f"A template prints {_kind(value)}, which is neither a figure nor text.")


def figure(value: Figure) -> Markup:
    """A figure as printed, in a span that carries its id.

    Raises:
        TemplateError: the figure has no name, so no reader could trace it; its value is no number; or it is exempt.
    """
    refuse_exempt(value)
    form = printed(value.value, _display(value))
    spoken = f' spoken="{escaped(form.spoken)}"' if form.spoken else ""
    return Markup(f'[{escaped(form.text)}]{{.traced data-figure="{value.id}"{spoken}}}')


def quoted(value: Text) -> Markup:
    """A text that can be traced, in a span that carries its id, as a figure's is: one that a comparison gave, and a
    quotation where it holds a number.

    Raises:
        TemplateError: it is exempt.
    """
    refuse_exempt(value)
    if value.id and isinstance(value.derivation, Operation):
        return spanned(value.id, value)
    return traced(value.id, value) if value.id else Markup(escaped(value))


def traced(id: str, text: str) -> Markup:
    """A text in a span that carries the id of its figure, where it holds a number."""
    return spanned(id, text) if TOKEN.search(text) else Markup(escaped(text))


def spanned(id: str, text: str) -> Markup:
    """A text in a span that carries the id of its figure."""
    negative = BRACKETED.fullmatch(text.strip())
    spoken = f' spoken="minus {escaped(negative[1])}"' if negative else ""
    return Markup(f'[{escaped(text)}]{{.traced data-figure="{id}"{spoken}}}')


def refuse_exempt(value: Figure | Text) -> None:
    """Keep what rests on exempt cells out of a paper, which is public.

    Raises:
        TemplateError: naming the cells.
    """
    if value.classification != "public":
        cells = _exempt_cells(value)
        raise TemplateError(
            f'The figure "{value.label}" rests on {cells}, classified as {value.classification} in the data'
            " dictionary. A public paper prints nothing exempt."
        )


def _exempt_cells(value: Figure | Text) -> str:
    """The first exempt cells that a figure rests on, with their column."""
    source = value.derivation
    while isinstance(source, Operation):
        exempt = [one.derivation for one in source.inputs if one.classification != "public"]
        source = exempt[0] if exempt else next(iter(source.cells))
    if isinstance(source, Selection):
        return f"column {source.column} of {source.path} ({source.names})"
    return f"{source.address} of {source.path} ({source.names})" if isinstance(source, Cell) else "exempt data"


def escaped(text: str) -> str:
    """Text from data as markdown that reads as exactly that text: no markup, no new line, no active content."""
    return PUNCTUATION.sub(r"\\\1", on_one_line(text))


def escaped_within(text: str) -> str:
    """As `escaped`, for a piece of a sentence: its spaces at either end stay."""
    return PUNCTUATION.sub(r"\\\1", BLANK.sub(" ", text))


def on_one_line(text: str) -> str:
    """Text with each run of white space as one space, and none at its ends."""
    return BLANK.sub(" ", text).strip()


def day(value: date) -> str:
    """A day in the house style: "6 August 2018"."""
    return days.written(value)


def written_day(text: str | Figure) -> Markup:
    """A day of a date column, as a reader writes it; a figure that is a date stays what it is.

    Raises:
        TemplateError: the text is no day.
    """
    if isinstance(text, Figure) and text.unit == DATE:
        return figure(text)
    try:
        return Markup(day(date.fromisoformat(text)))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise TemplateError(f"{text!r} is no day of a date column.") from None


def listed(values: Iterable[object], last: str = "and") -> Markup:
    """Several values as a reader lists them: "a, b and c"."""
    parts = [str(placed(value)) for value in values]
    if len(parts) < 2:
        return Markup("".join(parts))
    return Markup(f"{', '.join(parts[:-1])} {last} {parts[-1]}")


def listed_or_none(values: Iterable[object]) -> Markup:
    """As `listed`, with semicolons; "None" for an empty list, since a cover sheet leaves nothing blank."""
    return Markup("; ".join(str(placed(value)) for value in values) or "None")


def titles(items: Iterable[Mapping[str, str]]) -> Markup:
    """The titles of documents, for one cell."""
    return listed_or_none(item["title"] for item in items)


def anchor(text: str) -> Markup:
    """An id that a macro was given, as markdown reads it.

    Raises:
        TemplateError: it is no id.
    """
    if not ANCHOR.fullmatch(text):
        raise TemplateError(f'"{text}" is no id: use lower-case letters, digits and hyphens.')
    return Markup(text)


def shown_as(form: str, places: int) -> Any:
    """A filter that prints a figure in another form: `{{ cost | millions(1) }}`."""

    def filter(value: Figure, places: object = places, negative: str = "minus") -> Figure:
        if not isinstance(value, Figure):
            raise TemplateError(f"Only figures can be printed as {form}, not {_kind(value)}.")
        if not isinstance(places, int) or places not in PLACES:
            raise TemplateError(f"{places!r} is not a number of decimal places: 0 to {PLACES[-1]}.")
        if value.id and (unit := wanted(form, value.unit)):
            raise TemplateError(f'"{value.label}" is in {value.unit.words()}; only {unit} can be printed as {form}.')
        return dataclasses.replace(value, display=Display(form, places, negative))

    return filter


def capital(text: str) -> str:
    """A word as it starts a cell: "Red"."""
    return text[:1].upper() + text[1:]


def status(value: object) -> Markup:
    """A status: its word, in a span whose class names it, so that each format can add a colour.

    Several, divided by commas, have a class each.

    Raises:
        TemplateError: it is no text.
    """
    if not isinstance(value, str):
        raise TemplateError(f"Only words can be a status, not {_kind(value)}.")
    text = placed(value)
    names = [NOT_IN_NAMES.sub("-", word.lower()).strip("-") for word in str(value).split(",")]
    classes = " ".join(f".status-{name}" for name in names if name)
    return Markup(f"[{text}]{{.status {classes}}}") if classes else text


def rounding_note(parts: Iterable[Figure], total: Figure) -> bool:
    """Whether parts do not add up to their total, each as it is printed."""
    return sum(map(_rounded, parts), Decimal(0)) != _rounded(total)


def row(label: object, cells: Iterable[object]) -> Markup:
    """One row of a pipe table; a blank cell is printed as a word, since screen readers skip blanks."""
    if isinstance(cells, str):
        raise TemplateError("A row takes a label and a list of cells: row(label, [first, second]).")
    texts = [_cell(value) for value in (label, *cells)]
    return Markup("| " + " | ".join(text or "not stated" for text in texts) + " |")


def _cell(value: object) -> str:
    """What an officer wrote may hold markdown, but neither ends the row nor starts another cell."""
    return BARE_BAR.sub(r"\|", on_one_line(str(placed(value))))


def _rounded(value: Figure) -> Decimal:
    if not isinstance(value, Figure):
        raise TemplateError(f"Only figures are rounded, not {_kind(value)}.")
    display = _display(value)
    return half_up(value.value, display.places + SCALES.get(display.form, 0))


def _display(value: Figure) -> Display:
    if not value.value.is_finite():
        raise TemplateError(f'The figure "{value.label}" is {value.value}, which is not a number to print.')
    if value.id and value.display:
        return value.display
    raise TemplateError(f"A template prints an unnamed figure ({value.value:f}).")


def _kind(value: object) -> str:
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    if isinstance(value, Mapping):
        return f"all of {', '.join(map(str, value)) or 'an empty family'}"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    if value is None or isinstance(value, bool | int | float | Decimal | str):
        return repr(value)
    return f"a {type(value).__name__.lower()}"


FILTERS: Mapping[str, Any] = {
    "pounds": shown_as("pounds", 0),
    "millions": shown_as("millions", 2),
    "amount": shown_as("amount", 0),
    "brackets": shown_as("brackets", 0),
    "number": shown_as("number", 0),
    "per_cent": shown_as("per cent", 1),
    "anchor": anchor,
    "capital": capital,
    "day": written_day,
    "listed": listed,
    "listed_or_none": listed_or_none,
    "mark": mark_in_brackets,
    "status": status,
    "titles": titles,
}
