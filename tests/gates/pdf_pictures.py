"""Every picture in a paper's PDF is told in words."""

from pathlib import Path

from gates.reading.pdf import tags
from gates.reading.words import weakness


def check(path: Path) -> list[str]:
    """Pictures in the PDF at `path` whose alternative text is missing or no sentence, counted from 1."""
    pictures = enumerate(tags(path).find("Figure", "Formula"), start=1)
    weak = ((number, weakness(tag.alt)) for number, tag in pictures)
    return [f"picture {number} {fault}" for number, fault in weak if fault]
