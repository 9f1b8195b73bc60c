"""What the words of a logic model give away: delivery where change should stand, no direction, the same thing twice.

These are word lists, not understanding. They are short on purpose: each word is one that officers write for that one
thing, so that a hint is worth reading. What they miss, a reader finds; what they find, a reader judges.
"""

from __future__ import annotations

import re

WORD = re.compile(r"[a-z]+")
# Words that say that something was done or made. "Engaged" counts with what people were engaged with, or in: to be
# engaged at school is a change.
DELIVERY = (
    *("attended", "completed", "delivered", "established", "held", "introduced", "launched", "produced", "provided"),
    *("published", "recruited", "trained", "engaged with", "engaged in", "signed up", "set up", "took part"),
    *("plan developed", "course developed", "sessions", "workshops"),
)
# Beginnings of words that say which way something moves, or that it is to stay as it is; and such words whole.
BEGINNINGS = (
    *("decreas", "declin", "grow", "improv", "increas", "maintain", "narrow", "prevent", "reduc", "strengthen"),
    *("sustain",),
)
MOVING = {
    *("better", "earlier", "fall", "falls", "falling", "fewer", "gain", "gains", "greater", "higher", "larger", "less"),
    *("longer", "lower", "more", "quicker", "raise", "raised", "rise", "rises", "rising", "shorter", "smaller"),
    *("sooner", "stronger"),
}
# Words that carry no meaning of their own.
EMPTY = {
    *("a", "across", "alongside", "also", "an", "and", "are", "as", "at", "be", "been", "by", "can", "for", "from"),
    *("has", "have", "in", "into", "is", "it", "its", "of", "on", "or", "other", "s", "such", "that", "the", "their"),
    *("there", "these", "this", "those", "through", "to", "was", "were", "which", "who", "will", "with", "within"),
}
ENDINGS = re.compile(r"(?<=[a-z]{3})(?:ing|ed|es|s|e)$")
# Fewer shared words are often the name of a service, which items of any level may use.
LEAST_SHARED = 4


def delivery_words(text: str) -> list[str]:
    """Words in a text that tell of delivery, as outputs do: "trained", "engaged with", "sessions".

    The list is DELIVERY. A word counts wherever it stands, whole: "untrained" does not.
    """
    line = " ".join(WORD.findall(text.lower()))
    return [word for word in DELIVERY if re.search(rf"\b{word}\b", line)]


def says_direction(text: str) -> bool:
    """Whether a text says which way something is to move: "increase", "fewer", "earlier", "maintained".

    The lists are BEGINNINGS ("improv" stands for improve, improved and improvement) and MOVING, of whole words.
    """
    words = WORD.findall(text.lower())
    return any(word in MOVING or word.startswith(BEGINNINGS) for word in words)


def same_meaning(first: str, second: str) -> bool:
    """Whether two texts seem to say the same: they share at least four words that carry meaning (LEAST_SHARED), and
    these are more than half of those of the shorter text.

    Words are compared without the endings -s, -es, -ed, -e and -ing, and without the words of EMPTY.
    """
    one, other = _content(first), _content(second)
    shared = len(one & other)
    return shared >= LEAST_SHARED and 2 * shared > min(len(one), len(other))


def _content(text: str) -> set[str]:
    return {ENDINGS.sub("", word) for word in WORD.findall(text.lower()) if word not in EMPTY}
