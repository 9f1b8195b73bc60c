"""What a diagram shows: frozen values, read from tables by `rows` and drawn by `painter`."""

from __future__ import annotations

from dataclasses import dataclass

from tracepaper.figures import Text


@dataclass(frozen=True)
class Item:
    """One box.

    Attributes:
        id: as the table has it, "A1" or "cabinet".
        code: printed before the text, so that others can name the item; empty where nothing needs it.
        level: number of its level, from 0.
        text, condition: as in their cells; condition may be blank.
        mark: its statuses in brackets, "[illustrative, draft]"; empty for what is agreed.
    """

    id: str
    code: str
    level: int
    text: Text
    condition: Text
    mark: str

    @property
    def quoted(self) -> tuple[Text, ...]:
        """The texts that it quotes from cells."""
        return (self.text, self.condition) if self.condition else (self.text,)


@dataclass(frozen=True)
class Undrawn:
    """What a table holds and the drawing does not.

    Attributes:
        what: "the item X1", "the link from A1 to X9".
        where: "model_links.csv B7".
        why: "no item X9".
        text, condition, mark: of an item; empty for a link.
    """

    what: str
    where: str
    why: str
    text: Text | str = ""
    condition: Text | str = ""
    mark: str = ""


@dataclass(frozen=True)
class Diagram:
    """Items on levels, and links from items to items of the same level or of a later one.

    Attributes:
        title: what it shows, for its description.
        direction: "right" or "down".
        landscape: whether it is drawn for a page that is turned.
        headings: of the levels, in order.
        links: ids of both ends.
        undrawn: items and links of the tables that have no place in the drawing.
    """

    id: str
    title: str
    direction: str
    landscape: bool
    headings: tuple[str, ...]
    items: tuple[Item, ...]
    links: tuple[tuple[str, str], ...]
    undrawn: tuple[Undrawn, ...] = ()

    def on(self, level: int) -> tuple[Item, ...]:
        """The items of a level, in the order of their table."""
        return tuple(item for item in self.items if item.level == level)

    def item(self, id: str) -> Item:
        """The item of an id."""
        return next(item for item in self.items if item.id == id)

    def after(self, id: str) -> tuple[Item, ...]:
        """The items that one leads to, in the order of the links."""
        return tuple(self.item(last) for first, last in self.links if first == id)
