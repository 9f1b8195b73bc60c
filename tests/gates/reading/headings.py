"""The order of heading levels, which is judged alike in HTML, PDF and DOCX."""

from collections.abc import Sequence
from itertools import pairwise


def level_faults(headings: Sequence[tuple[int, str]]) -> list[str]:
    """Faults in the levels of `headings`: pairs of a level (1 is outermost) and the heading's words, in order."""
    levels = [level for level, _ in headings]
    faults = [] if levels.count(1) == 1 else [f"there are {levels.count(1)} first-level headings, not one"]
    if levels and levels[0] != 1:
        faults.append(f'the first heading, "{headings[0][1]}", is of level {levels[0]}')
    return faults + [
        f'the heading "{words}" is of level {level} and follows one of level {before}'
        for (before, _), (level, words) in pairwise(headings)
        if level > before + 1
    ]
