"""What the codes in a PDF's page content say, and how wide their glyphs are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Name, Object

SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
AVERAGE_WIDTH = 0.5


@dataclass(frozen=True)
class Font:
    """A font of a page.

    Attributes:
        bytes_per_code: 2 for a composite font, 1 for a simple one.
        texts: what each code says by the font's ToUnicode map.
        widths: how wide each glyph is, in ems; `width` is that of all others.
    """

    bytes_per_code: int
    texts: dict[int, str]
    widths: dict[int, float]
    width: float

    def read(self, codes: bytes) -> tuple[str, float]:
        """What a string of page content says, and its width in ems without kerning."""
        step = self.bytes_per_code
        numbers = [int.from_bytes(codes[i : i + step], "big") for i in range(0, len(codes), step)]
        text = "".join([self.texts.get(number) or self._plain(number) for number in numbers])
        return text, sum([self.widths.get(number, self.width) for number in numbers])

    def _plain(self, number: int) -> str:
        return bytes([number]).decode("cp1252", "replace") if self.bytes_per_code == 1 else UNKNOWN


def font(held: Object) -> Font:
    """The font that a page's resources hold."""
    map = held.get("/ToUnicode")
    texts = to_unicode(map.read_bytes()) if map is not None else {}
    if held.get("/Subtype") != Name.Type0:
        return Font(1, texts, _simple_widths(held), AVERAGE_WIDTH)
    below = held.DescendantFonts[0]
    return Font(2, texts, dict(_composite_widths(list(below.get("/W", Array())))), float(below.get("/DW", 1000)) / 1000)


def to_unicode(cmap: bytes) -> dict[int, str]:
    """What each code says, by a ToUnicode map."""
    texts: dict[int, str] = {}
    for kind, body in SECTION.findall(cmap):
        entries = list(_entries(body))
        if kind == b"bfchar":
            texts.update({_number(code): _text(said) for code, said in zip(entries[::2], entries[1::2], strict=False)})
        else:
            for first, last, said in zip(entries[::3], entries[1::3], entries[2::3], strict=False):
                texts.update(_range(_number(first), _number(last), said))
    return texts


def _entries(body: bytes) -> Iterator[Any]:
    listed: list[str] | None = None
    for code, opened, closed in TOKEN.findall(body):
        if opened:
            listed = []
        elif closed:
            yield listed
            listed = None
        elif listed is not None:
            listed.append(code.decode())
        else:
            yield code.decode()


def _range(first: int, last: int, said: str | list[str]) -> dict[int, str]:
    if isinstance(said, list):
        return {first + i: _text(one) for i, one in enumerate(said)}
    start = _text(said)
    return {number: start[:-1] + chr(ord(start[-1]) + number - first) for number in range(first, last + 1)}


def _number(code: str) -> int:
    return int(code, 16)


def _text(said: str) -> str:
    return bytes.fromhex(said).decode("utf-16-be", "replace")


def _simple_widths(held: Object) -> dict[int, float]:
    first = int(held.get("/FirstChar", 0))
    return {first + i: float(width) / 1000 for i, width in enumerate(held.get("/Widths", Array()))}


def _composite_widths(held: list[Any]) -> Iterator[tuple[int, float]]:
    """Widths are written as `first [width width ...]` or as `first last width`."""
    while held:
        first, second, *rest = held
        if isinstance(second, Array):
            yield from ((int(first) + i, float(width) / 1000) for i, width in enumerate(second))
            held = rest
        else:
            yield from ((number, float(rest[0]) / 1000) for number in range(int(first), int(second) + 1))
            held = rest[1:]
