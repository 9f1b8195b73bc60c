"""A readable comparison of the words of two editions: paragraph by paragraph and, within one, word by word.

A paragraph in which nothing but the value of a figure differs is told apart from one whose words changed: the first is
what a refresh is for, the second is somebody's doing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from tracepaper.editions.passages import Passage, Token, passages

ADDED, REMOVED, REWORDED, FIGURES = "added", "removed", "reworded", "figures"
SAME, FIGURE = "same", "figure"
# Two paragraphs are one that was reworded where at least half of their words are the same.
ALIKE = 0.5
CELL = "cell-"


@dataclass(frozen=True)
class Part:
    """A stretch of a passage.

    Attributes:
        kind: "same", "removed", "added", or "figure" for a figure whose value is another.
        old, new: the text in each edition; of what is the same, in both.
        figure: id, for a figure.
    """

    kind: str
    old: str
    new: str
    figure: str = ""


@dataclass(frozen=True)
class Passed:
    """A passage that differs.

    Attributes:
        change: "reworded", "added", "removed", or "figures" where only values of figures differ.
        kind: "paragraph", "heading", "list item", "table row", "caption", "picture" or "title page".
        section: the heading that it stands under.
    """

    change: str
    kind: str
    section: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Narrative:
    """What differs between the words of two editions, in the order of the newer.

    Attributes:
        words: passages that were added, removed or reworded.
        figures: passages in which only values of figures differ.
    """

    words: tuple[Passed, ...] = ()
    figures: tuple[Passed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.figures)

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """Plain values."""
        return {"words": [asdict(one) for one in self.words], "figures": [asdict(one) for one in self.figures]}


def compare(old: str, new: str) -> Narrative:
    """What differs between the narratives of two composed papers (.qmd); the evidence annex is left out."""
    found = list(_differing(passages(old), passages(new)))
    return Narrative(
        words=tuple(one for one in found if one.change != FIGURES),
        figures=tuple(one for one in found if one.change == FIGURES),
    )


def _differing(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Passed]:
    matcher = SequenceMatcher(None, [*map(_key, old)], [*map(_key, new)], autojunk=False)
    for tag, i, ii, j, jj in matcher.get_opcodes():
        pairs = zip(old[i:ii], new[j:jj], strict=True) if tag == "equal" else _matched(old[i:ii], new[j:jj])
        for was, now in pairs:
            yield from _passed(was, now)


def _key(passage: Passage) -> tuple[str, tuple[str, ...]]:
    return passage.kind, tuple(map(_token_key, passage.tokens))


def _token_key(token: Token) -> str:
    """A named figure is itself whatever its value; a quoted cell is its text, since it is known by its place alone."""
    if token.figure and not _is_cell(token):
        return f"figure {token.figure}"
    return " " if token.text.isspace() else token.text


def _matched(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Passages that are one, reworded; and, between these, those that only one edition has, the older first."""
    words = [_words(passage) for passage in old]
    at, added = 0, list[Passage]()
    for now in new:
        likeness = [_alike(held, _words(now)) for held in words[at:]]
        if max(likeness, default=0) < ALIKE:
            added.append(now)
            continue
        found = at + likeness.index(max(likeness))
        yield from _alone(old[at:found], added)
        yield old[found], now
        at, added = found + 1, []
    yield from _alone(old[at:], added)


def _alone(removed: Iterable[Passage], added: Iterable[Passage]) -> Iterator[tuple[Passage | None, Passage | None]]:
    yield from ((was, None) for was in removed)
    yield from ((None, now) for now in added)


def _words(passage: Passage) -> Counter[tuple[str, str]]:
    """How often each word stands in a passage; those of a heading are never those of a paragraph."""
    keys = map(_token_key, passage.tokens)
    return Counter((passage.kind, key) for key in keys if key != " ")


def _alike(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    """How many of the words of two passages are the same, 0 to 1."""
    return 2 * (one & other).total() / (one.total() + other.total())


def _passed(old: Passage | None, new: Passage | None) -> Iterator[Passed]:
    if old and new:
        parts = tuple(_parts(old.tokens, new.tokens))
        kinds = {part.kind for part in parts}
        if kinds - {SAME}:
            yield Passed(REWORDED if kinds - {SAME, FIGURE} else FIGURES, new.kind, new.section, parts)
    elif new:
        yield Passed(ADDED, new.kind, new.section, (Part(ADDED, "", new.text),))
    elif old:
        yield Passed(REMOVED, old.kind, old.section, (Part(REMOVED, old.text, ""),))


def _parts(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Part]:
    """Neighbouring stretches of one kind as one."""
    held: Part | None = None
    for part in _stretches(old, new):
        if held and held.kind == part.kind and part.kind != FIGURE:
            held = Part(part.kind, held.old + part.old, held.new + part.new)
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _stretches(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Part]:
    for same, i, ii, j, jj in _runs(old, new):
        if same or _are_figures(old[i:ii], new[j:jj]):
            yield from (_one(was, now) for was, now in zip(old[i:ii], new[j:jj], strict=True))
        else:
            if i < ii:
                yield Part(REMOVED, _text(old[i:ii]), "")
            if j < jj:
                yield Part(ADDED, "", _text(new[j:jj]))


def _runs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[tuple[bool, int, int, int, int]]:
    """What is the same and what differs, in turn; two words changed beside one another are one change."""
    matcher = SequenceMatcher(None, [*map(_token_key, old)], [*map(_token_key, new)], autojunk=False)
    held: tuple[int, int, int, int] | None = None
    for tag, i, ii, j, jj in matcher.get_opcodes():
        if tag != "equal":
            held = (held[0], ii, held[2], jj) if held else (i, ii, j, jj)
        elif held and _text(old[i:ii]).isspace() and ii < len(old) and jj < len(new):
            held = (held[0], ii, held[2], jj)
        else:
            yield from [(False, *held)] if held else []
            yield True, i, ii, j, jj
            held = None
    yield from [(False, *held)] if held else []


def _are_figures(old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Whether the text is the same and only where it is taken from differs, or quoted cells stand where such stood."""
    if len(old) != len(new):
        return False
    both = zip(old, new, strict=True)
    return all(was.text == now.text or (_is_cell(was) and _is_cell(now)) for was, now in both)


def _is_cell(token: Token) -> bool:
    return token.figure.startswith(CELL)


def _one(old: Token, new: Token) -> Part:
    if old.text == new.text or not new.figure:
        return Part(SAME, old.text, new.text)
    return Part(FIGURE, old.text, new.text, new.figure)


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)
