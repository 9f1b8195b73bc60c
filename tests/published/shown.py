"""Values of worked examples as Markdown: numbers with their units in words, series and grids as tables."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from published.worked import places, written
from tracepaper.figures import Figure
from tracepaper.figures.display import MINUS
from tracepaper.figures.units import DATE

CODE = re.compile(r"(`[^`]*`)")
MARKUP = re.compile(r"([*<>~\[\]\\]|(?<!\w)_|_(?!\w))")
NOTHING = "nothing"


@dataclass(frozen=True)
class Leaf:
    """A single value as text; `unit` in words, empty for a text and for a pure number."""

    text: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.text} {self.unit}".strip()


Tree = Leaf | dict[str, Any] | list[Any]


def tree(value: Any, like: Any = None) -> Tree:
    """A value as leaves in mappings and lists, its numbers with the places of what the example says it gives."""
    if isinstance(value, Figure):
        unit = value.unit.words() if value.unit.powers and value.unit != DATE else ""
        return Leaf(_printed(value, like), unit)
    if dataclasses.is_dataclass(value):
        return {field.name: tree(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        known = like if isinstance(like, Mapping) else {}
        return {str(key): tree(member, known.get(key)) for key, member in value.items()}
    if isinstance(value, list | tuple):
        known = like if isinstance(like, list | tuple) else ()
        return [tree(member, one) for member, one in itertools.zip_longest(value, known[: len(value)])]
    return Leaf(str(value).lower() if isinstance(value, bool) else str(value))


def given(values: Mapping[str, Any]) -> list[str]:
    """What an example is given, as lines of Markdown: single values in one table, the others each in its own; series
    with the same keys share one.
    """
    trees = {name: tree(value) for name, value in values.items()}
    single = {name: one for name, one in trees.items() if _is_flat(one) or not one}
    lines = _table(["Given", "Value"], [_single(f"`{name}`", one) for name, one in single.items()]) if single else []
    series = [(name, one) for name, one in trees.items() if _is_series(one)]
    for _, group in itertools.groupby(series, key=lambda pair: list(pair[1])):
        lines += _columns(dict(group))
    for name, one in trees.items():
        if name not in single and not _is_series(one):
            lines += _own_table(f"Given `{name}`", one)
    return lines


def result(value: Any, like: Any) -> list[str]:
    """What came out of an example, as lines of Markdown."""
    found = tree(value, like)
    if isinstance(found, Leaf):
        return [f"{_headed('Result', found.unit)}: **{escaped(found.text)}**", ""]
    if not found or _is_flat(found):
        return [f"Result: {inline(found)}", ""]
    return _columns({"": found}, "Result") if _is_series(found) else _own_table("Result", found)


def escaped(text: str) -> str:
    """A text with nothing in it that Markdown takes for markup, but for what stands in backquotes."""
    return "".join(part if part.startswith("`") else MARKUP.sub(r"\\\1", part) for part in CODE.split(text))


def inline(one: Tree) -> str:
    """A value in a line of text."""
    if isinstance(one, Leaf):
        return escaped(str(one))
    if isinstance(one, Mapping):
        return "; ".join(f"{escaped(key)}: {inline(value)}" for key, value in one.items()) or NOTHING
    return (", " if _is_flat(one) else "; ").join(map(inline, one)) or NOTHING


def _printed(figure: Figure, like: Any) -> str:
    text = written(figure, places(like))
    if figure.unit == DATE:
        return text
    whole, point, decimals = text.lstrip("-").partition(".")
    return f"{MINUS if text.startswith('-') else ''}{int(whole):,}{point}{decimals}"


def _is_flat(one: Tree) -> bool:
    return isinstance(one, Leaf) or (isinstance(one, Sequence) and all(isinstance(member, Leaf) for member in one))


def _is_series(one: Tree) -> bool:
    return isinstance(one, Mapping) and bool(one) and all(map(_is_flat, one.values()))


def _columns(series: Mapping[str, Mapping[str, Tree]], word: str = "") -> list[str]:
    """Series with the same keys side by side; a unit that a whole series has stands in its header."""
    units = {name: _unit(one.values()) for name, one in series.items()}
    headers = [_headed(f"`{name}`" if name else word, units[name]) for name in series]
    keys = next(iter(series.values()))
    rows = [[escaped(key), *(_cell(one[key], units[name]) for name, one in series.items())] for key in keys]
    return _table(["", *headers], rows)


def _own_table(caption: str, one: Tree) -> list[str]:
    """A grid, several grids, or rows, under a caption; what is nested more deeply stands within the cells."""
    if isinstance(one, Mapping) and any(_is_grid(member) for member in one.values()):
        parts = [_own_table(f"{caption}, {escaped(key)}", member) for key, member in one.items()]
        return list(itertools.chain.from_iterable(parts))
    members = list(one.values()) if isinstance(one, Mapping) else list(one)
    if members and all(isinstance(row, Mapping) for row in members):
        return _grid(caption, members, list(one) if isinstance(one, Mapping) else [])
    if isinstance(one, Mapping):
        return [f"{caption}:", "", *_table(["", ""], [[escaped(key), inline(value)] for key, value in one.items()])]
    return [f"{caption}:", "", *(f"- {inline(member)}" for member in members), ""]


def _grid(caption: str, rows: Sequence[Mapping[str, Tree]], keys: Sequence[str]) -> list[str]:
    """Rows as a table, each with its key where they have keys; units stand in the caption or in the headers."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    units = {column: _unit(row[column] for row in rows if column in row) for column in columns}
    whole = _unit(value for row in rows for value in row.values())
    headers = [escaped(column) if whole else _headed(escaped(column), units[column]) for column in columns]
    body = [[_cell(row.get(column, Leaf("", units[column])), units[column]) for column in columns] for row in rows]
    if keys:
        headers, body = ["", *headers], [[escaped(key), *cells] for key, cells in zip(keys, body, strict=True)]
    return [f"{_headed(caption, whole)}:", "", *_table(headers, body)]


def _is_grid(one: Tree) -> bool:
    return isinstance(one, Mapping) and any(isinstance(row, Mapping) for row in one.values())


def _single(name: str, one: Tree) -> list[str]:
    return [_headed(name, one.unit), escaped(one.text)] if isinstance(one, Leaf) else [name, inline(one)]


def _unit(values: Iterable[Tree]) -> str:
    """The unit of all values, where they are single and have the same; else none."""
    units = {value.unit if isinstance(value, Leaf) else "" for value in values}
    return units.pop() if len(units) == 1 else ""


def _headed(words: str, unit: str) -> str:
    return f"{words} ({unit})" if unit else words


def _cell(one: Tree, unit: str) -> str:
    return escaped(one.text) if isinstance(one, Leaf) and one.unit == unit else inline(one)


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A pipe table, and a blank line; columns of numbers to the right."""
    body = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    marks = ["---"] + [_mark([row[place] for row in body]) for place in range(1, len(headers))]
    return [_row(headers), _row(marks), *map(_row, body), ""]


def _mark(column: Sequence[str]) -> str:
    told = [text for text in column if text]
    return "---:" if told and all(map(_is_number, told)) else "---"


def _is_number(text: str) -> bool:
    return re.fullmatch(rf"{MINUS}?[\d,.]+(?: \D+)?", text) is not None


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
