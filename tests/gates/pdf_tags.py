"""No tag of a paper's PDF is empty: a screen reader would announce it and then say nothing."""

from collections import Counter
from pathlib import Path

from gates.reading.pdf import Tag, tags

# A blank cell is content: it says that the source is blank. A header cell may never be.
MAY_BE_EMPTY = {"TD"}
TOLD_IN_WORDS = {"Figure", "Formula"}


def check(path: Path) -> list[str]:
    """The kinds of tag in the PDF at `path` that hold nothing, each with how many there are."""
    tree = tags(path)
    if not tree.kids:
        return ["the document is not tagged"]
    empty = Counter(tag.role for tag in tree.walk() if _empty(tag))
    return [f"{count} tags of the kind {role} are empty" for role, count in sorted(empty.items())]


def _empty(tag: Tag) -> bool:
    if tag.role in MAY_BE_EMPTY or (tag.role in TOLD_IN_WORDS and tag.alt):
        return False
    return not tag.marks and not tag.kids
