"""Words and sentences."""

import re

_FILE_NAME = re.compile(r"\.(svg|png|jpe?g|gif|pdf|webp)\b", re.IGNORECASE)
_LABEL = re.compile(r"(image|picture|photo|graphic|chart|figure|graph|diagram)\s*[\d.]*", re.IGNORECASE)


def squeeze(text: str) -> str:
    """`text` with every run of white space made one space, soft hyphens dropped, and none at either end."""
    return " ".join(text.replace("\u00ad", "").replace("\ufffe", "").split())


def weakness(alt: str) -> str:
    """What stops `alt` from serving as the text alternative of a picture; empty where nothing does."""
    alt = squeeze(alt)
    if not alt:
        return "has no alternative text"
    if _FILE_NAME.search(alt):
        return f'has a file name in its alternative text: "{alt}"'
    if _LABEL.fullmatch(alt):
        return f'has a label for alternative text: "{alt}"'
    if len(alt.split()) < 4 or not alt[0].isupper() or alt[-1] not in ".!?":
        return f'has alternative text that is not a sentence: "{alt}"'
    return ""


def letters(text: str) -> str:
    """The letters and digits of `text` alone, so that line ends and hyphens at them do not matter in comparing."""
    return "".join(character for character in text if character.isalnum())
