"""An HTML paper read back: its evidence, every figure that it prints, and all its other words.

A browser shows what is in the tags, so that is what is read; nothing is asked of the build that made the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

HIDDEN = {"script", "style", "template", "title", "desc", "metadata"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
INLINE = {
    "a",
    "abbr",
    "b",
    "br",
    "code",
    "em",
    "i",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "tspan",
    "u",
}
NUMBERS = {"number", "footnote-ref"}
# The contents and the foot repeat what stands elsewhere; a place is what a page number is in the PDF.
REPEATED = ("navigation", "place")
# Whatever its class says, what does not read as a number of a section, table or place is text.
NUMBERING = re.compile(r"(?:[A-Za-z]+\s)?\d+(?:\.\d+)*[.:]?")
CAPTION_NUMBER = re.compile(r"\s*[A-Z][a-z]+\s\d+:")
ESCAPED = re.compile(r"\\\\|\\u003c")
CHART = "chart-"
# A scale is drawn along an axis; the other texts of a chart are words.
CHART_KINDS = ("axis", "chart")
SCALE = re.compile(r"[a-z0-9-]*-scale-(?:up|across)-[0-9]+")
ENTRY = "evidence-"


@dataclass(frozen=True)
class PrintedFigure:
    """A figure at one place.

    id: that in the evidence; text: as printed; spoken: what a screen reader says instead, or "";
    place: the heading or caption that it stands under; in_annex: whether that is the evidence annex; in_chart: whether
    it is drawn in a chart.
    """

    id: str
    text: str
    spoken: str
    place: str
    in_annex: bool
    in_chart: bool = False


@dataclass(frozen=True)
class Run:
    """Words that stand together and are no figure.

    kind: "text"; "number" for numbers of sections and tables; "place" for those of places in the annex; "axis" for the
    scales of a chart and "chart" for its other words; "navigation" in the contents and at the foot of the page.
    """

    text: str
    place: str
    kind: str


@dataclass(frozen=True)
class PrintedHtml:
    """What an HTML paper says.

    evidence: evidence.json, to the byte; empty where the page holds none or two.
    figures and words: in reading order; alts: chart id to its alternative text.
    """

    evidence: bytes
    figures: tuple[PrintedFigure, ...]
    words: tuple[Run, ...]
    alts: Mapping[str, str]


def read(text: str) -> PrintedHtml:
    """Read the text of an HTML paper."""
    root = _parsed(text)
    reading = _Reading()
    for body in root.iter("body"):
        reading.element(body, _Scope())
    charts = [chart for chart in root.iter("svg") if chart.get("id", "").startswith(CHART)]
    alts = {chart.get("id", "").removeprefix(CHART): _squeezed(chart.get("aria-label", "")) for chart in charts}
    return PrintedHtml(_evidence(root), tuple(reading.figures), tuple(reading.words), alts)


def evidence(text: str) -> bytes:
    """The evidence that a page holds, and nothing else; empty if there is none, or two."""
    return _evidence(_parsed(text))


def _parsed(text: str) -> HtmlElement:
    try:
        return document_fromstring(text, parser=HTMLParser(huge_tree=True))
    except ParserError:
        return document_fromstring("<html><body></body></html>")  # a page that is blank


def _evidence(root: HtmlElement) -> bytes:
    found = [script.text or "" for script in root.iter("script") if script.get("id") == "evidence"]
    text = found[0] if len(found) == 1 else ""
    return ESCAPED.sub(lambda escape: escape[0].replace(r"\u003c", "<"), text).encode("utf-8")


@dataclass(frozen=True)
class _Scope:
    """Where in the page an element stands; place: "" under the last heading."""

    place: str = ""
    kind: str = "text"


@dataclass
class _Reading:
    """What was read so far, and the heading under which the next words stand."""

    figures: list[PrintedFigure] = field(default_factory=list)
    words: list[Run] = field(default_factory=list)
    heading: str = ""
    in_annex: bool = False
    pieces: list[str] = field(default_factory=list)
    at: _Scope = field(default_factory=_Scope)

    def element(self, element: HtmlElement, scope: _Scope) -> None:
        """Read an element and all in it; what hides it from readers hides it here."""
        if _hidden(element):
            return
        if element.tag not in INLINE:
            self.end()
        self._enter(element)
        self._label(element)
        scope = _scope_of(element, scope)
        if _is_figure(element):
            self._figure(element, scope)
        else:
            self._content(element, scope)
        if element.tag not in INLINE:
            self.end()

    def _enter(self, element: HtmlElement) -> None:
        if element.tag in HEADINGS:
            self.heading = _printed(element)
        if element.tag == "h2":
            self.in_annex = element.get("id") == "sec-evidence"
        if "footnotes" in element.classes or element.tag == "footer":
            self.heading, self.in_annex = "the end of the paper", False

    def _label(self, element: HtmlElement) -> None:
        """What a box that scrolls is called: its caption, once more."""
        if "scroll" in element.classes and (label := _squeezed(element.get("aria-label", ""))):
            self.words.append(Run(label, self.heading, "navigation"))

    def _content(self, element: HtmlElement, scope: _Scope) -> None:
        if element.tag == "br":
            self._say(" ", scope)
        first = element.text or ""
        number = CAPTION_NUMBER.match(first) if element.tag in ("caption", "figcaption") else None
        if number:
            self._say(number[0], replace(scope, kind="number"))
        self._say(first[number.end() :] if number else first, scope)
        for child in element:
            self.element(child, scope)
            self._say(child.tail or "", scope)

    def _figure(self, element: HtmlElement, scope: _Scope) -> None:
        self.end()
        place = scope.place or self.heading
        id = element.get("data-figure", "")
        self.figures.append(
            PrintedFigure(id, _printed(element), _spoken(element), place, self.in_annex, scope.kind in CHART_KINDS)
        )

    def _say(self, text: str, scope: _Scope) -> None:
        scope = replace(scope, place=scope.place or self.heading)
        if scope != self.at:
            self.end()
        self.at = scope
        self.pieces.append(text)

    def end(self) -> None:
        """Close the run of words that is open."""
        text = _squeezed("".join(self.pieces))
        if text:
            self.words.append(Run(text, self.at.place, self.at.kind))
        self.pieces = []


def _hidden(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in HIDDEN:
        return True
    return "skip" in element.classes or element.get("hidden") is not None


def _is_figure(element: HtmlElement) -> bool:
    if element.get("data-figure") is None:
        return False
    return next(element.iterancestors("svg"), None) is not None or "traced" in set(element.classes)


def _scope_of(element: HtmlElement, scope: _Scope) -> _Scope:
    if scope.kind in REPEATED:
        return scope
    if element.tag == "nav":
        return _Scope("Contents", "navigation")
    if element.tag == "footer":
        return _Scope("the foot of the page", "navigation")
    if "place" in element.classes and NUMBERING.fullmatch(_printed(element)):
        return replace(scope, kind="place")
    if element.tag == "svg":
        return replace(scope, kind="chart")
    if scope.kind == "chart" and SCALE.fullmatch(element.get("id", "")):
        return replace(scope, kind="axis")
    if scope.kind in CHART_KINDS:
        return scope
    if (NUMBERS & set(element.classes) or _is_reference(element)) and NUMBERING.fullmatch(_printed(element)):
        return replace(scope, kind="number")
    return replace(scope, place=_place(element) or scope.place)


def _is_reference(element: HtmlElement) -> bool:
    address: str = element.get("href", "")
    return element.tag == "a" and address.startswith(("#tbl-", "#fig-", "#sec-", "#para-"))


def _place(element: HtmlElement) -> str:
    """What an element is called, where it has a name of its own."""
    if element.tag in ("table", "figure"):
        return next((_printed(caption) for caption in element.iter("caption", "figcaption")), "")
    if "evidence" in element.classes and element.get("id", "").startswith(ENTRY):
        return f"Evidence of {element.get('id', '').removeprefix(ENTRY)}"
    number = element.find("p/span[@class='number']") if "numbered" in element.classes else None
    return f"paragraph {_printed(number)}" if number is not None else ""


def _printed(element: HtmlElement) -> str:
    return _squeezed("".join(_pieces(element)))


def _pieces(element: HtmlElement) -> Iterator[str]:
    if _hidden(element) or "spoken" in element.classes:
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def _spoken(element: HtmlElement) -> str:
    return _squeezed(" ".join(found.text_content() for found in element.find_class("spoken")))


def _squeezed(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())
