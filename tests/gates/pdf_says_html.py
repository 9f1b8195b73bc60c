"""A paper's PDF says what its HTML says: headings, printed figures, and all that is told in words."""

import re
from collections import Counter
from pathlib import Path

from lxml.html import HtmlElement

from gates.reading.html import alternatives, document, section_titles, traced
from gates.reading.pdf import page_words, tags
from gates.reading.words import letters, squeeze

# A figure of more words is a quoted sentence, whose line ends do not matter.
LONGEST_NUMBER = 4


def check(path: Path) -> list[str]:
    """What the HTML file beside the PDF at `path`, of the same name, holds and the PDF does not."""
    root = document(path.with_suffix(".html"))
    words = " ".join(page_words(path))
    tree = tags(path)
    return [
        *_headings(root, words=words),
        *_figures(root, words=words),
        *_pictures(root, alts={squeeze(tag.alt) for tag in tree.find("Figure")}),
        *_spoken(root, said=Counter(squeeze(tag.said) for tag in tree.walk())),
    ]


def _headings(root: HtmlElement, *, words: str) -> list[str]:
    said = letters(words)
    lost = [title for title in section_titles(root) if letters(title) not in said]
    return [f'the heading "{title}" is not in the PDF' for title in lost]


def _figures(root: HtmlElement, *, words: str) -> list[str]:
    wanted = Counter(figure.display for figure in traced(root) if figure.display)
    found = {display: times(display, words) for display in wanted}
    return [
        f'the figure "{display}" is printed {count} times in the HTML and {found[display]} times in the PDF'
        for display, count in wanted.items()
        if found[display] < count
    ]


def times(display: str, words: str) -> int:
    """How often `display` stands in `words` as a whole: "2" is not in "2021", nor "1" in "1.5".

    Hyphens count for nothing, since one at the end of a line is lost in reading. What ends in a sign ("5.3%") is whole
    whatever follows, since the end of a line may be lost too.
    """
    display, words = display.replace("-", ""), words.replace("-", "")
    if len(display.split()) > LONGEST_NUMBER:
        return letters(words).count(letters(display))
    before = r"(?<![\w£])(?<!\d[.,])"
    after = r"(?!\w|[.,]\d)" if display[-1:].isalnum() else ""
    return len(re.findall(f"{before}{re.escape(display)}{after}", words))


def _pictures(root: HtmlElement, *, alts: set[str]) -> list[str]:
    return [f'no picture in the PDF is told as "{alt}"' for alt in alternatives(root) if alt and alt not in alts]


def _spoken(root: HtmlElement, *, said: Counter[str]) -> list[str]:
    wanted = Counter(figure.spoken for figure in traced(root) if figure.spoken)
    return [
        f'"{words}" is said {count} times in the HTML and {said[words]} times in the PDF'
        for words, count in wanted.items()
        if said[words] < count
    ]
