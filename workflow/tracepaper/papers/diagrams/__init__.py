"""Diagrams of a paper: tables of items and links to a picture, its words, and lists that a template can print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from markupsafe import Markup

from tracepaper.errors import SettingsError
from tracepaper.figures.kinds import kind
from tracepaper.papers.charts.files import check_glyphs, house_style, png_bytes, svg_bytes
from tracepaper.papers.diagrams.model import Diagram, Item
from tracepaper.papers.diagrams.painter import painted
from tracepaper.papers.diagrams.plan import planned
from tracepaper.papers.diagrams.rows import diagram
from tracepaper.papers.diagrams.words import describe
from tracepaper.papers.place import escaped
from tracepaper.papers.printed.numbers import TOKEN
from tracepaper.records import replace_bytes
from tracepaper.settings.paper import DiagramSettings
from tracepaper.sources.months import Months
from tracepaper.sources.tables import Table

__all__ = ["Diagram", "Item", "Level", "describe", "diagram", "draw", "drawn"]


@dataclass(frozen=True)
class Level:
    """A level as a template prints it: heading, and items with id, code, anchor, text, condition, mark and to."""

    heading: str
    items: tuple[Mapping[str, Any], ...]

    OPEN: ClassVar = frozenset({"heading", "items"})


def drawn(
    settings: DiagramSettings, names: Mapping[str, Any], *, caption: Markup, brand: Path, folder: Path
) -> dict[str, Any]:
    """Draw one diagram into `folder` and return what a template says about it.

    Returns:
        id, caption, alt, file, direction, page, linked and levels; undrawn: what, text, condition, mark, where and why
            of each item and link that is left out; printed: each text with a number, by id.

    Raises:
        SettingsError: its tables do not give a diagram that can be drawn; its place is named.
    """
    tables = [_one_table(settings, names[name]) for name in (settings.items, settings.links) if name]
    made = diagram(settings, tables[0], tables[1] if settings.links else None)
    svg = folder / f"{made.id}.svg"
    try:
        draw(made, style=brand / "charts.mplstyle", fonts=brand / "fonts", svg=svg, png=svg.with_suffix(".png"))
    except SettingsError as error:
        raise SettingsError(f"{settings.place}: {error.heading}", error.faults) from None
    return {
        "id": Markup(made.id),
        "caption": caption,
        "alt": describe(made).replace('"', "'"),
        "file": Markup(f"charts/{svg.name}"),
        "direction": Markup(made.direction),
        "page": settings.page,
        "linked": "yes" if made.links else "",
        "levels": [
            Level(heading, tuple(_item(made, item) for item in made.on(level)))
            for level, heading in enumerate(made.headings)
        ],
        "undrawn": [vars(one) for one in made.undrawn],
        "printed": {text.id: str(text) for item in made.items for text in item.quoted if TOKEN.search(text)},
    }


def _one_table(settings: DiagramSettings, table: Table | Months) -> Table:
    if isinstance(table, Months):
        raise SettingsError(f"{settings.place}: a diagram is drawn from one table, and was given {kind(table)}.")
    return table


def draw(made: Diagram, *, style: Path, fonts: Path, svg: Path, png: Path) -> None:
    """Draw a diagram as charts are drawn: the same one gives the same bytes.

    Raises:
        SettingsError: it has more text than a page can hold, or a character that the font cannot draw.
        TemplateError: the style or its font is missing.
    """
    with house_style(style, fonts, salt=made.id):
        check_glyphs(_texts(made))
        figure = painted(planned(made)).figure
        replace_bytes(svg, svg_bytes(figure, prefix=made.id))
        replace_bytes(png, png_bytes(figure))


def _texts(made: Diagram) -> dict[str, str]:
    texts = {f"levels, {heading}": heading for heading in made.headings}
    return texts | {f'item "{item.id}"': f"{item.text} {item.condition} {item.mark}" for item in made.items}


def _item(made: Diagram, item: Item) -> dict[str, Any]:
    return {
        **_named(made, item),
        "text": item.text,
        "condition": item.condition,
        "mark": item.mark,
        "to": [_named(made, other) for other in made.after(item.id)],
    }


def _named(made: Diagram, item: Item) -> dict[str, Any]:
    anchor = f"item-{made.id}-{item.id.lower()}"
    link = f"[{escaped(item.code)}](#{anchor})" if item.code else ""
    return {"id": item.id, "code": item.code, "anchor": Markup(anchor), "link": Markup(link)}
