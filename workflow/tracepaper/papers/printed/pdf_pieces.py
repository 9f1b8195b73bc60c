"""The pieces of text that a PDF page shows, each with its place and with the mark that its tag refers to."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, String

from tracepaper.papers.printed.pdf_fonts import Font, font

OPERATORS = "q Q cm BT Tf Tc Tz TL Tm Td TD T* Tj TJ ' \" BDC BMC EMC Do"
BARE = ("q", "Q", "BT", "T*", "EMC")
SAID = ("/ActualText", "/E", "/Alt")
Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# Of the size of the type: a smaller gap is kerning, a wider one parts two words; a line lies at least so far from the
# next, and what is raised or lowered by less belongs to the same.
SPACE, LINE = 0.15, 0.6
# After these a line may end within a word; after the sign of a number even where nothing stands before it.
JOINTS, MINUS = ("-", "/", "\N{EN DASH}", "\N{EM DASH}"), "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Piece:
    """Text that one operator shows.

    Attributes:
        mark: the number of the marked content around it, with the stream that holds it; None outside any.
        artifact: which artifact of the page it belongs to, from 1; 0 for content.
        said: what the marked content says in place of its text, if anything.
        start, end: where the pen starts and ends, in points from the foot of the page.
        along: the direction in which it is written, one em long, in points.
    """

    text: str
    mark: tuple[int, int] | None
    artifact: int
    said: str
    start: tuple[float, float]
    end: tuple[float, float]
    along: tuple[float, float]


def pieces(page: pikepdf.Page, fonts: dict[tuple[int, int], Font]) -> list[Piece]:
    """Every piece of text of a page, as it is drawn.

    Args:
        fonts: fonts read so far, by object; a new one is added.
    """
    return list(_Reader(fonts).run(page.obj, page.resources, stream=0))


def joined(shown: list[Piece]) -> str:
    """The pieces as one text: a space where words or lines are parted, none where a word goes on."""
    text = "".join(lead + piece.text for lead, piece in zip(_leads(shown), shown, strict=True))
    return " ".join(text.split())


def labels(shown: list[Piece]) -> list[str]:
    """The texts of a drawing: pieces that touch are one text."""
    groups: list[list[Piece]] = []
    for lead, piece in zip(_leads(shown), shown, strict=True):
        if groups and (not lead or _same_line(groups[-1][-1], piece)) and _gap(groups[-1][-1], piece)[0] < LINE:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [text for text in map(joined, groups) if text]


def _leads(shown: list[Piece]) -> list[str]:
    return [""][: len(shown)] + [_lead(before, piece) for before, piece in pairwise(shown)]


def _lead(before: Piece, piece: Piece) -> str:
    if _same_line(before, piece):
        return " " if abs(_gap(before, piece)[0]) > SPACE else ""
    text = before.text
    inside = (text.endswith(JOINTS) and text[:-1] != "") or text.endswith(MINUS)
    return "" if inside and not text[:-1].endswith(" ") else " "


def _same_line(before: Piece, piece: Piece) -> bool:
    gap, drop = _gap(before, piece)
    return abs(drop) < LINE and gap > -1


def _gap(before: Piece, piece: Piece) -> tuple[float, float]:
    """How far the pen moves between two pieces, along the line and across it, in ems of the larger."""
    x, y = max(before.along, piece.along, key=lambda along: math.hypot(*along))
    em = math.hypot(x, y) or 1.0
    dx, dy = piece.start[0] - before.end[0], piece.start[1] - before.end[1]
    return (dx * x + dy * y) / em**2, (dy * x - dx * y) / em**2


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer
    return (a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F)


@dataclass
class _State:
    """The part of the graphics state that moves text."""

    matrix: Matrix = UNIT
    font: Font | None = None
    size: float = 0.0
    between: float = 0.0
    leading: float = 0.0
    stretch: float = 1.0

    def copy(self) -> _State:
        return _State(self.matrix, self.font, self.size, self.between, self.leading, self.stretch)


@dataclass
class _Mark:
    number: tuple[int, int] | None
    artifact: int
    said: str


@dataclass
class _Reader:
    """Runs the text operators of a page and of the forms that it draws."""

    fonts: dict[tuple[int, int], Font]
    state: _State = field(default_factory=_State)
    kept: list[_State] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    line: Matrix = UNIT
    pen: Matrix = UNIT
    artifacts: int = 0
    forms: int = 0

    def run(self, holder: Object, resources: Object, *, stream: int) -> Iterator[Piece]:
        for step in pikepdf.parse_content_stream(holder, OPERATORS):
            name = str(step.operator)
            if name in BARE:
                self._turn(name)
            elif name in ("Tj", "TJ", "'", '"'):
                yield from self._show(name, list(step.operands))
            elif name == "Do":
                yield from self._draw(resources, step.operands[0])
            elif name in ("BDC", "BMC"):
                self._open(resources, list(step.operands), stream)
            else:
                self._set(name, list(step.operands), resources)

    def _turn(self, name: str) -> None:
        if name == "q":
            self.kept.append(self.state.copy())
        elif name == "Q":
            self.state = self.kept.pop() if self.kept else self.state
        elif name == "BT":
            self.line = self.pen = UNIT
        elif name == "T*":
            self._next_line(0, -self.state.leading)
        elif self.marks:
            self.marks.pop()

    def _set(self, name: str, operands: list[Any], resources: Object) -> None:
        state = self.state
        if name == "cm":
            state.matrix = _times(_matrix(operands), state.matrix)
        elif name == "Tm":
            self.line = self.pen = _matrix(operands)
        elif name in ("Td", "TD"):
            self._next_line(float(operands[0]), float(operands[1]))
            state.leading = -float(operands[1]) if name == "TD" else state.leading
        elif name == "Tf":
            state.font, state.size = self._font(resources, operands[0]), float(operands[1])
        elif name == "Tc":
            state.between = float(operands[0])
        elif name == "TL":
            state.leading = float(operands[0])
        elif name == "Tz":
            state.stretch = float(operands[0]) / 100

    def _next_line(self, x: float, y: float) -> None:
        self.line = self.pen = _times((1, 0, 0, 1, x, y), self.line)

    def _font(self, resources: Object, name: Object) -> Font | None:
        held = resources.get("/Font", Dictionary()).get(str(name))
        if held is None:
            return None
        if held.objgen not in self.fonts or not held.is_indirect:
            self.fonts[held.objgen] = font(held)
        return self.fonts[held.objgen]

    def _open(self, resources: Object, operands: list[Any], stream: int) -> None:
        held = operands[1] if len(operands) > 1 else Dictionary()
        if isinstance(held, Name):
            held = resources.get("/Properties", Dictionary()).get(str(held), Dictionary())
        around = self.marks[-1] if self.marks else _Mark(None, 0, "")
        number = (stream, int(held.MCID)) if "/MCID" in held else around.number
        artifact = around.artifact
        if operands[0] == Name.Artifact and not artifact:
            self.artifacts += 1
            artifact = self.artifacts
        said = next((str(held[key]) for key in SAID if key in held), around.said)
        self.marks.append(_Mark(number, artifact, said))

    def _draw(self, resources: Object, name: Object) -> Iterator[Piece]:
        form = resources.get("/XObject", Dictionary()).get(str(name))
        if form is None or form.get("/Subtype") != Name.Form:
            return
        kept, self.state = self.state, self.state.copy()
        self.state.matrix = _times(_matrix(form.get("/Matrix", UNIT)), self.state.matrix)
        if self.forms < 20:  # a form that draws itself would never end
            self.forms += 1
            yield from self.run(form, form.get("/Resources", resources), stream=form.objgen[0])
            self.forms -= 1
        self.state = kept

    def _show(self, name: str, operands: list[Any]) -> Iterator[Piece]:
        if name in ("'", '"'):
            self._next_line(0, -self.state.leading)
        if self.state.font is not None:
            yield self._piece(self.state.font, list(operands[-1]) if name == "TJ" else [operands[-1]])

    def _piece(self, used: Font, parts: list[Any]) -> Piece:
        start, texts = _times(self.pen, self.state.matrix), []
        for part in parts:
            if isinstance(part, String):
                codes = bytes(part)
                text, width = used.read(codes)
                self._move(width, letters=len(codes) // used.bytes_per_code)
            else:
                gap = -float(part) / 1000
                text = " " if gap > SPACE else ""
                self._move(gap)
            texts.append(text)
        end, size = _times(self.pen, self.state.matrix), self.state.size
        mark = self.marks[-1] if self.marks else _Mark(None, 0, "")
        along = (start[0] * size, start[1] * size)
        return Piece("".join(texts), mark.number, mark.artifact, mark.said, start[4:], end[4:], along)

    def _move(self, ems: float, *, letters: int = 0) -> None:
        points = (ems * self.state.size + letters * self.state.between) * self.state.stretch
        self.pen = _times((1, 0, 0, 1, points, 0), self.pen)


def _matrix(held: Any) -> Matrix:
    a, b, c, d, e, f = map(float, held)
    return a, b, c, d, e, f
