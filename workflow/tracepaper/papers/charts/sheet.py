"""The sheet that a chart is drawn on: bars, lines and text at places in points, in the brand's inks.

Matplotlib draws; it lays nothing out. Text is measured from the font's outlines, so a layout does not change
with resolution, and the SVG and the PNG are the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from tracepaper.papers.charts.boxes import Box

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POINTS_AN_INCH = 72.0
WIDTH = 165 / 25.4 * POINTS_AN_INCH
HEIGHT = 98 / 25.4 * POINTS_AN_INCH
PAGE = Box(2, 2, WIDTH - 2, HEIGHT - 2)
LINE_SPACING = 1.2
BASELINE = 0.26
PADDING = 2.0
HATCH_STRENGTH = 0.6
HALF_LUMINANCE = 0.179
# A style file cannot hold the empty hatch that the first series has.
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "+++")
Place = tuple[float, float]
BEHIND, AMONG, FRONT = 1, 2, 3


@dataclass(frozen=True)
class Ink:
    """How one series looks: never its colour alone."""

    colour: str
    hatch: str
    marker: str
    linestyle: str


@dataclass(frozen=True)
class Words:
    """Text broken into lines and measured, in points."""

    lines: tuple[str, ...]
    width: float
    height: float
    bold: bool = False

    def beside(self, x: float, y: float, *, across: int = 0, up: int = 0) -> Box:
        """Its box: `across` -1, 0 or 1 puts it left of, on or right of x; `up` below, on or above y."""
        left = x + (across - 1) * self.width / 2
        bottom = y + (up - 1) * self.height / 2
        return Box(left, bottom, left + self.width, bottom + self.height)


class Sheet:
    """A blank sheet, as wide as A4 unless told; everything is placed in points from its lower left corner."""

    def __init__(self, *, width: float = WIDTH, height: float = HEIGHT) -> None:
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self.figure: Figure = Figure(figsize=(width / POINTS_AN_INCH, height / POINTS_AN_INCH))
        self._points = Affine2D().scale(1 / POINTS_AN_INCH) + self.figure.dpi_scale_trans

    def bar(self, box: Box, ink: Ink, *, order: int = AMONG) -> None:
        """A filled rectangle with the series' hatch and a white edge, which parts it from its neighbours."""
        look = {"facecolor": ink.colour, "edgecolor": "white", "hatch": ink.hatch}
        self._rectangle(box, hatchcolor=(legible_on(ink.colour), HATCH_STRENGTH), zorder=order, **look)

    def line(self, places: Sequence[Place], *, order: int = AMONG, **look: Any) -> None:
        """A line through places; `look` is Matplotlib's: color, linewidth, linestyle, marker."""
        from matplotlib.lines import Line2D

        x, y = zip(*places, strict=True)
        self.figure.add_artist(Line2D(x, y, transform=self._points, zorder=order, **look))

    def area(self, box: Box, *, fill: str, edge: str = "none", dashed: bool = False, order: int = AMONG) -> None:
        """A rectangle of one colour, with an outline where it is given one."""
        style = (0, (3, 2)) if dashed else "-"
        width = setting("axes.linewidth")
        self._rectangle(box, facecolor=fill, edgecolor=edge, linestyle=style, linewidth=width, zorder=order)

    def shape(self, places: Sequence[Place], *, colour: str, order: int = AMONG) -> None:
        """A filled shape through places."""
        from matplotlib.patches import Polygon

        look = {"facecolor": colour, "edgecolor": "none", "transform": self._points, "zorder": order}
        self.figure.add_artist(Polygon(list(places), closed=True, **look))

    def line_of_text(self, content: str, x: float, y: float, *, gid: str | None = None, **look: Any) -> None:
        """One line of text from x to the right, with its feet at y; `look` is Matplotlib's: fontsize, weight, color."""
        self._text(content, x, y, ha="left", gid=gid, zorder=FRONT + 1, **look)

    def rule(self, start: Place, end: Place, look: str, *, order: int = BEHIND) -> None:
        """A thin straight line; `look` names a colour of the style, such as "grid.color"."""
        self.line((start, end), color=setting(look), linewidth=setting("axes.linewidth"), order=order)

    def write(self, words: Words, box: Box, *, across: int = 0, gid: str | None = None, **look: Any) -> None:
        """Text in its box, each line set left (-1), centred (0) or right (1); `look` may give color, backing.

        Args:
            gid: the id of the text in the SVG.
        """
        backing = look.pop("backing", None)
        if backing:
            padded = Box(box.left - PADDING, box.bottom, box.right + PADDING, box.top)
            self._rectangle(padded, facecolor=backing, edgecolor="none", zorder=FRONT)
        x = (box.left, (box.left + box.right) / 2, box.right)[across + 1]
        leading = words.height / len(words.lines)
        look |= {"weight": "bold" if words.bold else "normal", "zorder": FRONT + 1}
        side = ("left", "center", "right")[across + 1]
        for number, content in enumerate(words.lines, start=1):
            y = box.top - leading * (number - BASELINE)
            self._text(content, x, y, ha=side, gid=gid, **look)

    def _text(self, content: str, x: float, y: float, **look: Any) -> None:
        self.figure.text(x, y, content, transform=self._points, va="baseline", **look)

    def _rectangle(self, box: Box, **look: Any) -> None:
        from matplotlib.patches import Rectangle

        size = (box.right - box.left, box.top - box.bottom)
        self.figure.add_artist(Rectangle((box.left, box.bottom), *size, transform=self._points, **look))


def inks() -> tuple[Ink, ...]:
    """The brand's series looks, in order, from the style in force."""
    from matplotlib import rcParams
    from matplotlib.colors import to_hex

    cycle = rcParams["axes.prop_cycle"]
    return tuple(
        Ink(to_hex(look["color"]), hatch, look["marker"], look["linestyle"])
        for look, hatch in zip(cycle, HATCHES, strict=True)
    )


def setting(name: str) -> Any:
    """A value of the style in force, such as "grid.color"."""
    from matplotlib import rcParams

    return cast("Mapping[str, Any]", rcParams)[name]


def words(text: str, *, width: float | None = None, bold: bool = False) -> Words:
    """Text measured, broken at spaces into lines of at most `width` points if possible."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (width is None or _width(longer, bold) <= width):
            lines[-1] = longer
        else:
            lines.append(word)
    height = len(lines) * LINE_SPACING * setting("font.size")
    return Words(tuple(lines), max(_width(line, bold) for line in lines), height, bold)


def measured(text: str, *, size: float, bold: bool = False) -> float:
    """How long a line of text is, in points, at a size of type."""
    return _width(text, bold) * size / float(setting("font.size"))


def _width(text: str, bold: bool) -> float:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0])


def legible_on(colour: str) -> str:
    """Black or white, whichever stands out more on a colour (WCAG relative luminance)."""
    from matplotlib.colors import to_rgb

    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
    return "black" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > HALF_LUMINANCE else "white"
