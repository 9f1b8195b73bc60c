"""A paper's HTML as plain values: its headings, its traced figures and the words that a reader sees."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement

from gates.reading.words import squeeze

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
UNSEEN = {"script", "style", "title", "desc", "head", "template"}
# Classes whose elements are there for screen readers only.
SPOKEN_ONLY = {"visually-hidden", "spoken", "sr-only"}


@dataclass(frozen=True)
class TracedFigure:
    """A printed figure: its id in the evidence, its display text, and what a screen reader says in its place."""

    ident: str
    display: str
    spoken: str


def document(path: Path) -> HtmlElement:
    """The root element of the HTML file at `path`."""
    return lxml.html.fromstring(path.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))


def seen(element: HtmlElement) -> str:
    """The words of `element` that are printed, white space squeezed; words for screen readers only are left out."""
    return squeeze("".join(_printed(element)))


def _printed(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN or SPOKEN_ONLY & set(element.classes):
        return
    yield element.text or ""
    for child in element:
        yield from _printed(child)
        yield child.tail or ""


def paper_words(root: HtmlElement) -> str:
    """The printed words of the paper itself, without any list of contents in it."""
    paper = deepcopy(main(root))
    for contents in paper.findall(".//nav"):
        contents.drop_tree()
    return seen(paper)


def section_titles(root: HtmlElement) -> list[str]:
    """The printed words of the paper's own headings, in order, without that of a list of contents."""
    elements = main(root).iter(*HEADINGS)
    return [seen(element) for element in elements if next(element.iterancestors("nav"), None) is None]


def main(root: HtmlElement) -> HtmlElement:
    """The paper itself: the main element, or `root` where there is none."""
    found = root.find(".//main")
    return root if found is None else found


def headings(root: HtmlElement) -> list[tuple[int, str]]:
    """The level and the printed words of every heading under `root`, in order."""
    return [(int(element.tag[1]), seen(element)) for element in root.iter(*HEADINGS)]


def alternatives(root: HtmlElement) -> list[str]:
    """The text alternative of every picture under `root` that is not decoration, in order; "" where it has none."""
    pictures = root.xpath("//img | //*[local-name()='svg'][not(ancestor::*[local-name()='svg'])]")
    return [_alternative(picture) for picture in pictures if picture.get("aria-hidden") != "true"]


def _alternative(picture: HtmlElement) -> str:
    return squeeze(picture.get("alt") or picture.get("aria-label") or _labels(picture))


def _labels(picture: HtmlElement) -> str:
    idents = picture.get("aria-labelledby", "").split()
    found = [label for ident in idents for label in picture.xpath("//*[@id=$ident]", ident=ident)]
    return " ".join(label.text_content() for label in found)


def traced(root: HtmlElement) -> list[TracedFigure]:
    """Every traced figure under `root`, in order."""
    found = root.find_class("traced")
    return [TracedFigure(element.get("data-figure", ""), seen(element), spoken(element)) for element in found]


def spoken(element: HtmlElement) -> str:
    """The words in `element` that are for screen readers only."""
    found = [child for name in sorted(SPOKEN_ONLY) for child in element.find_class(name)]
    return squeeze(" ".join(child.text_content() for child in found))
