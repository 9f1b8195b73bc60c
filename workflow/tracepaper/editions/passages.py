"""The narrative of a composed paper as a reader has it: headings, paragraphs, list items, table rows, no markup.

A printed figure keeps its id beside its text, so that a new value can be told from new words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracepaper.papers.evidence import SPAN

HEADING, PARAGRAPH, ITEM, ROW, CAPTION, PICTURE, COVER = (
    *("heading", "paragraph", "list item", "table row"),
    *("caption", "picture", "title page"),
)
# What has a page of its own elsewhere: the evidence annex, and the page that says what changed last time.
LEFT_OUT = ("sec-evidence", "sec-changes")
FRONT = ("title", "subtitle", "committee", "description")
# What the cover sheet says of the edition itself is another in each; so is the page of changes among the appendices.
OWN_ROWS = ("Edition", "Data up to", "Replaces", "Corrects", "Sign-off")
OWN_APPENDIX = "What has changed since the last edition; "
TITLE = re.compile(r"(#{1,6}) +(.*?)(?: *\{([^{}]*)\})?")
FENCE = re.compile(r':{3,}.*?(?:title="([^"]*)")?[^"]*')
LIST_MARK = re.compile(r"(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:) +")
IMAGE = re.compile(r'!\[(.*)\]\([^)]*\)(?:\{.*?fig-alt="((?:\\.|[^"\\])*)".*\}|\{.*\})?')
RULE = re.compile(r"[|:\-\s+=]+")
LABELLED = re.compile(r"\{#((?:tbl|fig|sec)-[a-z0-9-]+)")
CELLS = re.compile(r"(?<!\\)\|")
# A span or link that holds no other, and the attributes of both; an empty link names the paragraph that it leads to.
MARKED = re.compile(
    r"(?<!\\)\[(?P<text>(?:\\.|[^\[\]\\])*)\](?:\((?P<to>[^()]*)\)(?:\{[^{}]*\})?|\{[^{}]*\})|(?<!\\)\[\^[^\]]+\]"
)
REFERENCE = re.compile(r"(?<![\w\\])@((?:[Tt]bl|[Ff]ig|[Ss]ec)-[a-z0-9-]+)")
# A figure while the markup around it is taken off: its number between two characters that no text has.
FIRST, LAST = "\ue000", "\ue001"
HELD = re.compile(f"{FIRST}([0-9]+){LAST}")
NO_TEXT = str.maketrans("", "", FIRST + LAST)
STRONG = re.compile(r"(?<!\\)(\*\*|\*|`)")
ESCAPED = re.compile(r"\\(.)")
WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Token:
    """A word or what stands between words; `figure` is the id of a printed figure."""

    text: str
    figure: str = ""


@dataclass(frozen=True)
class Passage:
    """A heading, paragraph, list item or table row.

    Attributes:
        section: the heading that it stands under; that of a heading is its own.
    """

    kind: str
    section: str
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """As a reader has it."""
        return "".join(token.text for token in self.tokens)


def passages(qmd: str) -> list[Passage]:
    """Every passage of a composed paper, in its order, without the evidence annex and the page of changes."""
    front, body = _parted(qmd)
    called = _called(body)
    found = [Passage(COVER, "Title page", _tokens(text, called)) for text in _front(front)]
    section, left_out = "Title page", 0
    for kind, raw, level, anchor in _blocks(body):
        if kind == HEADING and (not left_out or level <= left_out):
            left_out = level if anchor in LEFT_OUT else 0
        if left_out or not (tokens := _tokens(raw, called)):
            continue
        section = "".join(token.text for token in tokens) if kind == HEADING else section
        found.append(Passage(kind, section, tokens))
    return found


def _parted(qmd: str) -> tuple[list[str], list[str]]:
    lines = qmd.splitlines()
    if lines[:1] != ["---"]:
        return [], lines
    end = lines.index("---", 1)
    return lines[1:end], lines[end + 1 :]


def _front(lines: Iterable[str]) -> Iterator[str]:
    fields = dict(line.partition(":")[::2] for line in lines)
    for name in FRONT:
        if value := fields.get(name, "").strip().strip('"'):
            yield value


def _called(lines: Iterable[str]) -> dict[str, str]:
    """What a cross-reference calls: the captions of tables and pictures and the headings, by their labels."""
    called = {}
    for line in lines:
        if found := LABELLED.search(line):
            text = line[: found.start()].lstrip("#:! ").strip()
            called[found[1]] = text[1:].partition("](")[0] if text.startswith("[") else text
    return called


def _blocks(lines: Iterable[str]) -> Iterator[tuple[str, str, int, str]]:
    """Kind, markdown, and of a heading its level and anchor."""
    paragraph: list[str] = []
    for line in (*lines, ""):
        own = _own_line(line)
        if paragraph and (own or not line.strip() or LIST_MARK.match(line)):
            yield _flowing(" ".join(paragraph))
            paragraph = []
        if own:
            yield own
        elif line.strip():
            paragraph.append(line.strip())


def _own_line(line: str) -> tuple[str, str, int, str] | None:
    """The passage that a line is by itself; a fence and the rule of a table are passages without words."""
    if found := TITLE.fullmatch(line):
        anchor = next((part[1:] for part in (found[3] or "").split() if part.startswith("#")), "")
        return HEADING, found[2], len(found[1]), anchor
    if found := FENCE.fullmatch(line):
        return PARAGRAPH, found[1] or "", 0, ""
    if line.startswith("|"):
        cells = (cell.strip() for cell in CELLS.split(line.strip().strip("|")))
        return ROW, "" if RULE.fullmatch(line) else _row(cells), 0, ""
    if line.startswith(": "):
        return CAPTION, re.sub(r"\{[^{}]*\}$", "", line[2:].strip()), 0, ""
    if found := IMAGE.fullmatch(line.strip()):
        return PICTURE, ". ".join(part for part in (found[1], found[2]) if part), 0, ""
    return None


def _row(cells: Iterable[str]) -> str:
    first, *others = cells
    if _plain(first) in OWN_ROWS and len(others) == 1:
        return ""
    return " | ".join([first, *others]).replace(OWN_APPENDIX, "")


def _flowing(text: str) -> tuple[str, str, int, str]:
    found = LIST_MARK.match(text)
    return (ITEM, text[found.end() :], 0, "") if found else (PARAGRAPH, text, 0, "")


def _tokens(markdown: str, called: Mapping[str, str]) -> tuple[Token, ...]:
    """The words and figures of some markdown; nothing where there are none."""
    figures = [Token(_plain(found[1]), found[2]) for found in SPAN.finditer(markdown)]
    numbers = itertools.count()
    bare = SPAN.sub(lambda _: f"{FIRST}{next(numbers)}{LAST}", markdown.translate(NO_TEXT))
    bare = _unmarked(REFERENCE.sub(lambda found: _name(found[1], called), bare))
    # Every other part is the number of a figure.
    parts = [[figures[int(part)]] if n % 2 else _words(part) for n, part in enumerate(HELD.split(bare))]
    found = tuple(token for part in parts for token in part)
    return found if any(token.text.strip() for token in found) else ()


def _unmarked(markdown: str) -> str:
    """The same text without spans and links, from the innermost outwards."""
    bare = MARKED.sub(_inner, markdown)
    return bare if bare == markdown else _unmarked(bare)


def _inner(found: re.Match[str]) -> str:
    if found["text"] or not found["to"]:
        return found["text"] or ""
    return f"paragraph “{found['to'].removeprefix('#par-').replace('-', ' ')}”"


def _name(label: str, called: Mapping[str, str]) -> str:
    label = label[0].lower() + label[1:]
    return f"“{REFERENCE.sub(lambda found: found[1], called.get(label, label))}”"


def _words(markdown: str) -> list[Token]:
    return [Token(word) for word in WORD.findall(_plain(markdown))]


def _plain(markdown: str) -> str:
    return ESCAPED.sub(r"\1", STRONG.sub("", markdown))
