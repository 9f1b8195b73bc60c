"""From a sheet to files: drawn in the brand's style, written as SVG and PNG that are the same every time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tracepaper.errors import Fault, SettingsError, TemplateError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FAMILIES = "'Liberation Sans', Arial, Helvetica, sans-serif"
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
FIGURE = "figure-"
REWORD = "Write it with other characters."


@contextmanager
def house_style(style: Path, fonts: Path, *, salt: str) -> Iterator[None]:
    """The style file over Matplotlib's own defaults, the brand's fonts and no others; undone at the end.

    A user's matplotlibrc and the fonts of the machine change nothing.

    Raises:
        TemplateError: the style or the font that it names is missing.
    """
    from matplotlib import rc_context, rc_file, rcParams

    if not style.is_file():
        raise TemplateError("The brand has no chart style.", [_missing(style, "a Matplotlib style file")])
    with rc_context():
        rc_file(style)
        rcParams["svg.hashsalt"] = salt
        with _only_fonts(fonts, family=rcParams["font.family"][0]):
            yield


@contextmanager
def _only_fonts(folder: Path, *, family: str) -> Iterator[None]:
    from matplotlib.font_manager import fontManager

    known = fontManager.ttflist
    fontManager.ttflist = []
    try:
        for file in sorted(folder.glob("*.ttf")):
            fontManager.addfont(file)
        if family not in {font.name for font in fontManager.ttflist}:
            fault = _missing(folder, f"the TTF files of {family}")
            raise TemplateError("The brand has no chart font.", [fault])
        yield
    finally:
        fontManager.ttflist = known


def _missing(path: Path, expected: str) -> Fault:
    return Fault(path.name, "nothing", expected, "Restore it from the project's repository.")


def check_glyphs(texts: dict[str, str]) -> None:
    """Refuse text that the font in force cannot draw: it would print as empty boxes.

    Args:
        texts: place in the chart -> text.

    Raises:
        SettingsError: names each such character.
    """
    from matplotlib.font_manager import FontProperties, findfont, get_font

    drawable = get_font(findfont(FontProperties())).get_charmap()
    faults = [
        Fault(place, f'U+{ord(letter):04X} in "{text}"', "characters of the brand's font", REWORD)
        for place, text in texts.items()
        for letter in sorted(set(text))
        if ord(letter) not in drawable
    ]
    if faults:
        raise SettingsError("A chart has text that its font cannot draw.", faults)


def png_bytes(figure: Figure) -> bytes:
    """The picture at the style's resolution, without a software name or a date."""
    held = BytesIO()
    figure.savefig(held, format="png", metadata={"Software": None})
    return held.getvalue()


def svg_bytes(figure: Figure, *, prefix: str) -> bytes:
    """The picture as SVG with real text, fit to stand in a page beside others.

    Every id starts with `prefix-`; no style sheet, metadata or document type is left to leak into the page.
    Text that shows a figure has `data-figure="ID"` and the id `prefix-figure-ID` (`-2` when repeated).
    """
    held = BytesIO()
    figure.savefig(held, format="svg", metadata={"Date": None, "Creator": None})
    root = etree.fromstring(held.getvalue())
    _drop_page_wide_parts(root)
    _mark_figures(root)
    _prefix_ids(root, prefix)
    for text in root.iter(f"{SVG}text"):
        text.set("style", re.sub(r"font-family: [^;]+", f"font-family: {FAMILIES}", text.get("style", "")))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _drop_page_wide_parts(root: etree._Element) -> None:
    for element in [*root.iter(f"{SVG}metadata", f"{SVG}style", etree.Comment)]:
        _remove(element)
    for element in [*root.iter(f"{SVG}defs")]:
        if len(element) == 0:
            _remove(element)
    root.set("stroke-linejoin", "round")
    root.set("stroke-linecap", "butt")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _mark_figures(root: etree._Element) -> None:
    seen: Counter[str] = Counter()
    for element in root.iter(f"{SVG}g"):
        name = element.get("id") or ""
        if name.startswith(FIGURE):
            seen[name] += 1
            element.set("data-figure", name.removeprefix(FIGURE))
            element.set("id", name if seen[name] == 1 else f"{name}-{seen[name]}")


def _prefix_ids(root: etree._Element, prefix: str) -> None:
    for element in root.iter():
        for name in map(str, element.keys()):
            value = element.get(name, "")
            if name == "id":
                element.set(name, f"{prefix}-{value}")
            elif name == LINK:
                element.set(name, value.replace("#", f"#{prefix}-", 1))
            else:
                element.set(name, value.replace("url(#", f"url(#{prefix}-"))
