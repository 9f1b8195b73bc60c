"""A paper's PDF can be moved through: one first-level heading, no level skipped, a bookmark to each heading."""

from pathlib import Path

from gates.reading.headings import level_faults
from gates.reading.pdf import bookmarks, tags

LEVELS = ("H1", "H2", "H3", "H4", "H5", "H6")


def check(path: Path) -> list[str]:
    """Faults in the headings and bookmarks of the PDF at `path`."""
    headings = [(int(tag.role[1]), tag.title) for tag in tags(path).find(*LEVELS)]
    return level_faults(headings) + _bookmarks(bookmarks(path), headings=[title for _, title in headings])


def _bookmarks(titles: list[str], *, headings: list[str]) -> list[str]:
    if not titles:
        return ["there are no bookmarks"]
    missing = [title for title in headings if title and title not in titles]
    return [f'no bookmark leads to the heading "{title}"' for title in missing]
