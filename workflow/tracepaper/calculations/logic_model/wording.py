"""Checks W7, W8 and W9, which go by words alone: outcomes say what changes, which way, and say it once."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tracepaper.calculations.logic_model.model import Model, Problem, called, distance, listed
from tracepaper.calculations.model_wording import delivery_words, same_meaning, says_direction


def delivery(model: Model) -> Iterator[Problem]:
    """W7: outcomes and impacts say what changes."""
    for item in model.of("outcome", "impact"):
        if words := delivery_words(item["text"]):
            told = listed([f"“{word}”" for word in words])
            yield Problem(f"{called(item)} tells of delivery, as an output does: {told}", (item["text"],), item["id"])


def repeated(model: Model) -> Iterator[Problem]:
    """W8: no outcome or impact says again what an item of another level says.

    Inputs, activities and outputs are not compared with one another: an output is named after its activity.
    """
    for item, other in itertools.product(model.of("outcome", "impact"), model.items):
        if (distance(other, item) or 0) > 0 and same_meaning(item["text"], other["text"]):
            words = f"{called(item)} says much the same as {called(other)}, on another level"
            yield Problem(words, (item["text"], other["text"]), item["id"])


def directions(model: Model) -> Iterator[Problem]:
    """W9: outcomes say which way things move."""
    for item in model.of("outcome"):
        if not says_direction(item["text"]):
            yield Problem(f"{called(item)} does not say what rises, falls or stays", (item["text"],), item["id"])
