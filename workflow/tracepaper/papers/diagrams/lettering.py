"""The words of a box, broken into lines that fit it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracepaper.papers.charts.sheet import measured
from tracepaper.papers.diagrams.model import Item
from tracepaper.papers.printed.numbers import TOKEN

LINE = 1.2
# Where a word that is too long for its line may end it, as in "early/late".
JOINT = re.compile(r"(?<=[/-])(?=\w)")


class TooWide(Exception):
    """A word is longer than a line; `word` is which."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True)
class Line:
    """One line of a box: its text, how far it is moved in, its weight, and the id of the figure that it belongs to."""

    text: str
    indent: float = 0.0
    bold: bool = False
    figure: str | None = None
    new: bool = True


class Face:
    """A size of type: measures words, each once."""

    def __init__(self, size: float) -> None:
        self.size = size
        self._widths: dict[tuple[str, bool], float] = {}

    @property
    def line(self) -> float:
        """The height of a line, in points."""
        return self.size * LINE

    def width(self, text: str, *, bold: bool = False) -> float:
        """The length of a text, in points."""
        if (text, bold) not in self._widths:
            self._widths[text, bold] = measured(text, size=self.size, bold=bold)
        return self._widths[text, bold]

    def broken(self, text: str, room: float, *, indent: float = 0.0, bold: bool = False) -> list[str]:
        """A text in lines of at most `room` points; the first has `indent` less, and may be empty.

        Raises:
            TooWide: a word does not fit a line.
        """
        lines, used = [""], indent
        for word, lead in self._words(text, room, bold):
            gap = self.width(" ", bold=bold) if lead and lines[-1] else 0.0
            wide = self.width(word, bold=bold)
            if used + gap + wide <= room:
                lines[-1] += (" " if gap else "") + word
                used += gap + wide
            elif wide <= room:
                lines.append(word)
                used = wide
            else:
                raise TooWide(word)
        return lines

    def _words(self, text: str, room: float, bold: bool) -> Iterator[tuple[str, bool]]:
        """Words, and whether a blank stands before each; one that is too long comes in parts."""
        for word in text.split():
            parts = [word] if self.width(word, bold=bold) <= room else JOINT.split(word)
            yield from ((part, number == 0) for number, part in enumerate(parts))


def lines(item: Item, face: Face, room: float) -> tuple[Line, ...]:
    """What a box says: its code, its text, its condition and its mark.

    Raises:
        TooWide: a word does not fit a line.
    """
    indent = face.width(item.code, bold=True) + face.width(" ") if item.code else 0.0
    first, *rest = face.broken(item.text, room, indent=indent)
    figure = item.text.id if TOKEN.search(item.text) else None
    made = [Line(item.code, bold=True)] if item.code else []
    made += [Line(first, indent, figure=figure, new=not item.code)] if first else []
    made += [Line(text, figure=figure) for text in rest]
    if item.condition:
        figure = item.condition.id if TOKEN.search(item.condition) else None
        made += [Line(text, figure=figure) for text in face.broken(f"({item.condition})", room) if text]
    if item.mark:
        made += [Line(text, bold=True) for text in face.broken(item.mark, room, bold=True) if text]
    return tuple(made)


def height(made: tuple[Line, ...], face: Face) -> float:
    """How high the lines of a box are."""
    return sum(line.new for line in made) * face.line
