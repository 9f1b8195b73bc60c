"""Words of a logic model and what they give away: delivery for change, no direction, the same thing twice.

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

    Formula:
        the entries of the list that stand in the text

    Convention:
        The list is DELIVERY in this module, in its order. A word counts wherever it stands, in small letters or
        capitals, whole: "untrained" does not.

    Args:
        text: the words of an item.

    Source:
        HM Treasury, Magenta Book (2020): outputs are what is delivered, outcomes are what changes. The list is our own.
    """
    line = " ".join(WORD.findall(text.lower()))
    return [word for word in DELIVERY if re.search(rf"\b{word}\b", line)]


def says_direction(text: str) -> bool:
    """Whether a text says which way something is to move: "increase", "fewer", "earlier", "maintained".

    Formula:
        some word of the text is in MOVING, or begins as one of BEGINNINGS does

    Convention:
        The lists are in this module. BEGINNINGS holds stems: "improv" stands for improve, improved and improvement;
        MOVING holds whole words.

    Args:
        text: the words of an item.

    Source:
        HM Treasury, Magenta Book (2020): an outcome is a change. The lists are our own.
    """
    words = WORD.findall(text.lower())
    return any(word in MOVING or word.startswith(BEGINNINGS) for word in words)


def same_meaning(first: str, second: str) -> bool:
    """Whether two texts seem to say the same.

    Formula:
        |A and B| >= 4 and 2 |A and B| > min(|A|, |B|), where A and B are the sets of words that carry meaning

    Convention:
        Words are compared without the endings -s, -es, -ed, -e and -ing, and without the words of EMPTY in this module.
        With fewer than four in common it is often only the name of a service.

    Args:
        first: the words of an item.
        second: the words of another one.

    Source:
        Our own rule, set on published models; a hint for a reader, no measure.
    """
    one, other = _content(first), _content(second)
    shared = len(one & other)
    return shared >= LEAST_SHARED and 2 * shared > min(len(one), len(other))


def _content(text: str) -> set[str]:
    return {ENDINGS.sub("", word) for word in WORD.findall(text.lower()) if word not in EMPTY}
