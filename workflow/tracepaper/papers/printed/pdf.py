"""Read a paper's PDF back, with nothing but the PDF: its evidence, its figures, its words and its charts.

Text is what the page content draws, by the fonts' own maps from glyphs to letters; so a digit changed in the content
changes what is read. What a file says in place of drawn text (spoken forms, actual text, alternatives) is read beside
it, to be compared. A font's map that was changed is seen as well: it changes the text of each figure that the font
writes, and two glyphs of the font then mean the same digit (`doubts`).

Three things cannot be seen here: a font whose glyphs were redrawn, so that what looks like a 7 is a 1 to every program;
something drawn over the text, or text that is drawn unseen (white, clipped, on a hidden layer); and pictures of text.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from tracepaper.errors import CallError, Fault
from tracepaper.papers.printed.pdf_fonts import Font
from tracepaper.papers.printed.pdf_pieces import Piece, joined, labels, pieces

Result = TypeVar("Result")
ATTACHMENT = "evidence.json"
ENTRY = "evidence-"
# What the annotation of a figure is called; other links to an entry are called by their words.
EVIDENCE_FOR = "Evidence for "
INLINE = {"Link", "Span", "Strong", "Em", "Code", "Quote", "Sub", "Reference"}
# A label names an item or a note; elsewhere it is the mark of a note, which is text of the paragraph.
LABELLED, MARK = ("LI", "Note"), "mark"
SAID = ("/E", "/ActualText", "/Alt")
DEEPEST = 200
# A block starts this much above the line that its first link is on, in points.
SLACK = 1.0


@dataclass(frozen=True)
class PrintedFigure:
    """A figure as it stands on a page.

    Attributes:
        id: the entry of the evidence annex that it leads to.
        text: as drawn; every run of blanks, no-break spaces among them, is one plain space.
        spoken: what is said in its place; empty where it is said as it is drawn.
        page: counted from 1.
        in_annex: whether it stands in an entry of the annex, not in the paper proper.
    """

    id: str
    text: str
    spoken: str
    page: int
    in_annex: bool


@dataclass(frozen=True)
class Run:
    """Words between figures, within one paragraph, cell, heading or list mark.

    Attributes:
        text: as drawn, blanks as in a figure.
        page: the page that it starts on, counted from 1.
        role: the standard type of its tag ("P", "TD", "H2", "Lbl"); "mark" for that of a note in a text; "place" for a
            page number in the annex that leads to that very page; "said" for words that a tag puts in place of other
            text; "untagged" for text of the page that no tag claims; "annotation" for text laid over the page.
    """

    text: str
    page: int
    role: str


@dataclass(frozen=True)
class PrintedPdf:
    """What a PDF holds for a reader.

    Attributes:
        evidence: the attached evidence.json; empty if there is none.
        figures: every figure in reading order.
        words: all other text of the paper in reading order; what no tag claims comes last.
        furniture: for each page the text of each of its artifacts: header, footer, heads of tables printed again.
        charts: the texts drawn in each chart, charts in reading order.
        alts: the alternative of each chart.
        doubts: fonts in which two glyphs mean the same digit, in words.
    """

    evidence: bytes
    figures: tuple[PrintedFigure, ...]
    words: tuple[Run, ...]
    furniture: tuple[tuple[str, ...], ...]
    charts: tuple[tuple[str, ...], ...]
    alts: tuple[str, ...]
    doubts: tuple[str, ...]


def read(pdf: Path | bytes) -> PrintedPdf:
    """Read a PDF.

    Args:
        pdf: its path, or its content.

    Raises:
        CallError: it is no PDF, or is damaged or locked.
    """
    return _opened(pdf, _read)


def evidence(pdf: Path | bytes) -> bytes:
    """The evidence that a PDF holds, and nothing else; empty if there is none.

    Raises:
        CallError: it is no PDF, or is damaged or locked.
    """
    return _opened(pdf, _evidence)


def _opened(pdf: Path | bytes, reading: Callable[[pikepdf.Pdf], Result]) -> Result:
    name = pdf.name if isinstance(pdf, Path) else "the PDF"
    try:
        with pikepdf.open(pdf if isinstance(pdf, Path) else io.BytesIO(pdf)) as document:
            return reading(document)
    except (OSError, pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, AttributeError) as error:
        fault = Fault(name, f"a file that cannot be read: {error}", "a PDF", "Take the file from the paper's reports.")
        raise CallError("The PDF cannot be read.", [fault]) from error


def _read(document: pikepdf.Pdf) -> PrintedPdf:
    fonts: dict[tuple[int, int], Font] = {}
    shown = [pieces(page, fonts) for page in document.pages]
    reading = _Reading(document, shown)
    reading.walk(document.Root.get("/StructTreeRoot", Dictionary()), role="", page=1, depth=0)
    reading.close()
    return PrintedPdf(
        evidence=_evidence(document),
        figures=tuple(reading.figures),
        words=(*reading.words, *_untagged(shown, reading.claimed), *_laid_over(document)),
        furniture=tuple(_furniture(page) for page in shown),
        charts=tuple(reading.charts),
        alts=tuple(reading.alts),
        doubts=tuple(_doubts(fonts)),
    )


def _evidence(document: pikepdf.Pdf) -> bytes:
    attached = document.attachments.get(ATTACHMENT)
    return attached.get_file().read_bytes() if attached is not None else b""


# What stands outside the tags


def _furniture(page: list[Piece]) -> tuple[str, ...]:
    artifacts: dict[int, list[Piece]] = {}
    for piece in page:
        if piece.artifact:
            artifacts.setdefault(piece.artifact, []).append(piece)
    return tuple(filter(None, map(joined, artifacts.values())))


def _untagged(shown: list[list[Piece]], claimed: set[tuple[int, int, int]]) -> Iterator[Run]:
    for number, page in enumerate(shown, start=1):
        left = [one for one in page if not one.artifact and (one.mark is None or (number, *one.mark) not in claimed)]
        if text := joined(left):
            yield Run(text, number, "untagged")


def _laid_over(document: pikepdf.Pdf) -> Iterator[Run]:
    for number, page in enumerate(document.pages, start=1):
        for annotation in page.get("/Annots", Array()):
            if annotation.get("/Subtype") != Name.Link:
                yield Run(str(annotation.get("/Contents", "")), number, "annotation")


def _doubts(fonts: dict[tuple[int, int], Font]) -> Iterator[str]:
    for font in fonts.values():
        digits = Counter(text for text in font.texts.values() if len(text) == 1 and text.isdigit())
        for digit, count in sorted(digits.items()):
            if count > 1:
                yield f"{count} glyphs of one font are read as {digit}"


# What the tags hold


@dataclass
class _Reading:
    """Walks the structure tree and gathers what it comes by."""

    document: pikepdf.Pdf
    shown: list[list[Piece]]
    figures: list[PrintedFigure] = field(default_factory=list)
    words: list[Run] = field(default_factory=list)
    charts: list[tuple[str, ...]] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    claimed: set[tuple[int, int, int]] = field(default_factory=set)
    open: list[Piece] = field(default_factory=list)
    open_page: int = 0
    open_role: str = ""

    def __post_init__(self) -> None:
        self.roles = {str(key): str(value) for key, value in self._root().get("/RoleMap", Dictionary()).items()}
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.document.pages, start=1)}
        self.marked: dict[tuple[int, int, int], list[Piece]] = {}
        for number, page in enumerate(self.shown, start=1):
            for piece in page:
                if piece.mark is not None and not piece.artifact:
                    self.marked.setdefault((number, *piece.mark), []).append(piece)
        self.places = dict(_named(self.document, self.pages))
        entries = [place for name, place in self.places.items() if name.startswith(ENTRY)]
        self.annex = min(entries, default=(len(self.shown) + 1, 0.0))

    def walk(self, element: Object, *, role: str, page: int, depth: int) -> None:
        """Read an element: a chart, a figure, or the text and the elements in it."""
        own = self._role(element)
        if own == "Lbl" and role not in LABELLED:
            own = MARK
        page = self.pages.get(element.Pg.objgen, page) if "/Pg" in element else page
        if depth > DEEPEST:
            raise ValueError("its tags lie within one another without end")
        if own == "Figure":
            self._chart(element, page)
        elif own == "Link" and self._link(element, page):
            return
        else:
            self._inside(element, own, role=role, page=page, depth=depth)

    def close(self) -> None:
        """End the run of words that is open."""
        if text := joined(self.open):
            self.words.append(Run(text, self.open_page, self.open_role))
        self.open = []

    def _inside(self, element: Object, own: str, *, role: str, page: int, depth: int) -> None:
        block = bool(own) and own not in INLINE
        if block:
            self.close()
        role = own if block or not role else role
        self._say(element, page)
        for kid in _kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid:
                self.walk(kid, role=role, page=page, depth=depth + 1)
            elif (mark := self._mark(kid, page)) is not None:
                self._words(mark, role)
        if block:
            self.close()

    def _words(self, mark: tuple[int, int, int], role: str) -> None:
        held = self._claim(mark)
        if held and (not self.open or role != self.open_role):
            self.close()
            self.open_page, self.open_role = mark[0], role
        self.open += held
        for words in dict.fromkeys(piece.said for piece in held if piece.said):
            self.words.append(Run(_squeezed(words), mark[0], "said"))

    def _say(self, element: Object, page: int) -> None:
        for key in SAID:
            if key in element:
                self.words.append(Run(_squeezed(str(element[key])), page, "said"))

    def _chart(self, element: Object, page: int) -> None:
        self.close()
        held = [piece for mark in self._marks(element, page) for piece in self._claim(mark)]
        self.charts.append(tuple(labels(held)))
        self.alts.append(_squeezed(str(element.get("/Alt", ""))))

    def _link(self, element: Object, page: int) -> bool:
        """Read a link if it is that of a figure or of a place of a figure; others are words."""
        annotation = next((kid.Obj for kid in _kids(element) if _is_annotation(kid)), None)
        if annotation is None:
            return False
        target, (at, _) = self._target(annotation)
        place = self._place(annotation, page)
        if target.startswith(ENTRY) and str(annotation.get("/Contents", "")).startswith(EVIDENCE_FOR):
            self._figure(element, target, place)
            return True
        return place >= self.annex and self._page_number(element, at, place)

    def _figure(self, element: Object, target: str, place: tuple[int, float]) -> None:
        self.close()
        held = [piece for mark in self._marks(element, place[0]) for piece in self._claim(mark)]
        said = [str(each[key]) for each in _and_below(element) for key in SAID if key in each]
        spoken = _squeezed(" ".join(dict.fromkeys(said + [piece.said for piece in held if piece.said])))
        inside = place >= self.annex
        self.figures.append(PrintedFigure(target.removeprefix(ENTRY), joined(held), spoken, place[0], inside))

    def _page_number(self, element: Object, at: int, place: tuple[int, float]) -> bool:
        marks = list(self._marks(element, place[0]))
        text = joined([piece for mark in marks for piece in self.marked.get(mark, [])])
        if text != str(at):
            return False
        self.close()
        self.claimed.update(marks)
        self.words.append(Run(text, place[0], "place"))
        return True

    # Marks and places

    def _marks(self, element: Object, page: int) -> Iterator[tuple[int, int, int]]:
        for each in _and_below(element):
            at = self.pages.get(each.Pg.objgen, page) if "/Pg" in each else page
            for kid in _kids(each):
                if (mark := self._mark(kid, at)) is not None:
                    yield mark

    def _mark(self, kid: Any, page: int) -> tuple[int, int, int] | None:
        if isinstance(kid, int):
            return page, 0, kid
        if not isinstance(kid, Dictionary) or "/MCID" not in kid:
            return None
        at = self.pages.get(kid.Pg.objgen, page) if "/Pg" in kid else page
        return at, kid.Stm.objgen[0] if "/Stm" in kid else 0, int(kid.MCID)

    def _claim(self, mark: tuple[int, int, int]) -> list[Piece]:
        self.claimed.add(mark)
        return self.marked.get(mark, [])

    def _target(self, annotation: Object) -> tuple[str, tuple[int, float]]:
        """The name that a link leads to, if it has one, and the place."""
        target = annotation.get("/Dest", annotation.get("/A", Dictionary()).get("/D"))
        if isinstance(target, String | Name):
            name = str(target).removeprefix("/")
            return name, self.places.get(name, (0, 0.0))
        return "", _place(target, self.pages)

    def _place(self, annotation: Object, page: int) -> tuple[int, float]:
        return self.pages.get(annotation.P.objgen, page) if "/P" in annotation else page, -_top(annotation)

    def _root(self) -> Object:
        return self.document.Root.get("/StructTreeRoot", Dictionary())

    def _role(self, element: Object) -> str:
        role = str(element.get("/S", ""))
        for _ in range(len(self.roles)):
            role = self.roles.get(role, role)
        return role.removeprefix("/")


def _kids(element: Object) -> list[Any]:
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]


def _and_below(element: Object, depth: int = 0) -> Iterator[Object]:
    yield element
    for kid in _kids(element) if depth < DEEPEST else ():
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _and_below(kid, depth + 1)


def _is_annotation(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def _named(document: pikepdf.Pdf, pages: dict[tuple[int, int], int]) -> Iterator[tuple[str, tuple[int, float]]]:
    """Where each named place of the document is: its page, and how far down, as a number that grows downwards."""
    names = document.Root.get("/Names", Dictionary())
    for name, target in pikepdf.NameTree(names.Dests).items() if "/Dests" in names else ():
        yield str(name), _place(target, pages)


def _place(target: Any, pages: dict[tuple[int, int], int]) -> tuple[int, float]:
    held = target.get("/D") if isinstance(target, Dictionary) else target
    if not isinstance(held, Array) or len(held) < 4:
        return 0, 0.0
    top = held[3]
    return pages.get(held[0].objgen, 0), -float(top) - SLACK if top is not None else 0.0


def _top(annotation: Object) -> float:
    return max(float(annotation.Rect[1]), float(annotation.Rect[3]))


def _squeezed(words: str) -> str:
    return " ".join(words.split())
