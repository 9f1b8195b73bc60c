"""Where two versions of a file first differ, in words that an officer can follow."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile, zip_longest
from pathlib import PurePosixPath
from typing import Any

from tracepaper.errors import TracepaperError
from tracepaper.papers.printed import html, pdf

PACKAGES = {".zip", ".docx", ".xlsx"}
NOTHING = "nothing"
BEFORE, LONGEST = 30, 100
# Of a figure, what a reader sees comes first.
FIRST = ("figures", "value", "display", "unit", "formula")
# What reading a file that is not what its name says ends in.
UNREADABLE = (TracepaperError, zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, RuntimeError)


def first(name: str, there: bytes, here: bytes) -> str:
    """Where the contents of a file first differ, and what stands there in each.

    Args:
        name: its name, whose ending says what it is.
        there, here: two contents that are not the same.
    """
    suffix = PurePosixPath(name).suffix.lower()
    try:
        found = _in_words(suffix, there, here)
    except UNREADABLE:
        found = ""
    return found or _line(there, here) or _byte(there, here)


def _same_words(there: bytes, here: bytes) -> str:
    return f"what it prints is the same; {_line(there, here) or _byte(there, here)}"


def _in_words(suffix: str, there: bytes, here: bytes) -> str:
    if suffix in PACKAGES:
        return _part(there, here)
    if suffix == ".json":
        return _value(json.loads(there), json.loads(here))
    if suffix == ".html":
        return _printed(html.read(there.decode()), html.read(here.decode())) or _same_words(there, here)
    if suffix == ".pdf":
        return _printed(pdf.read(there), pdf.read(here)) or _same_words(there, here)
    return ""


def _part(there: bytes, here: bytes) -> str:
    """The first part of two zip packages that differs; empty where the same parts are packed another way."""
    one, other = _parts(there), _parts(here)
    for name in dict.fromkeys([*one, *other]):
        if name not in one or name not in other:
            return f"its part {name} is only {'here' if name in other else 'there'}"
        if one[name] != other[name]:
            return f"in its part {name}, {first(name, one[name], other[name])}"
    return "the same parts, packed in another way"


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _value(there: Any, here: Any) -> str:
    found = next(_values(there, here, ()), None)
    if found is None:
        return ""
    path, one, other = found
    return f"{_named(there, here, path)}: {_both(one, other)}"


def _values(there: Any, here: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Every place of two JSON documents where they differ; named figures come before what they are made of."""
    if isinstance(there, dict) and isinstance(here, dict):
        for key in sorted(there.keys() | here.keys(), key=lambda key: _rank(key, there, here)):
            yield from _values(there.get(key), here.get(key), (*path, key))
    elif isinstance(there, list) and isinstance(here, list):
        for place, (one, other) in enumerate(zip_longest(there, here), 1):
            yield from _values(one, other, (*path, str(place)))
    elif there != here:
        yield path, there, here


def _rank(key: str, there: Mapping[str, Any], here: Mapping[str, Any]) -> tuple[int, bool, str]:
    label = any(isinstance(one.get(key), dict) and one[key].get("label") for one in (there, here))
    return FIRST.index(key) if key in FIRST else len(FIRST), not label, key


def _named(there: Any, here: Any, path: Sequence[str]) -> str:
    """A place in words: figure "Cost of all places" (total-cost), value."""
    if len(path) > 1 and path[0] == "figures":
        node = there["figures"].get(path[1]) or here["figures"].get(path[1])
        label = f'"{node["label"]}" ({path[1]})' if isinstance(node, dict) and node.get("label") else path[1]
        return ", ".join([f"figure {label}", *path[2:]])
    return ", ".join(path)


def _printed(there: Any, here: Any) -> str:
    """The first figure that a page or a PDF prints otherwise, else the first words; empty where it prints the same."""
    for one, other in zip_longest(there.figures, here.figures):
        if one and other and one.id == other.id and one.text != other.text:
            return f"the figure {one.id}: {_both(one.text, other.text)}"
        if (one and one.id) != (other and other.id):
            return f"the figure {_figure(one)} there, {_figure(other)} here"
    for one, other in zip_longest(there.words, here.words):
        if one is None or other is None or one.text != other.text:
            return f"the words {_both(one and one.text, other and other.text)}"
    return ""


def _figure(one: Any) -> str:
    return f'"{one.text}" ({one.id})' if one else NOTHING


def _line(there: bytes, here: bytes) -> str:
    """The first line of two texts that differs; empty where one is no text."""
    try:
        lines = zip_longest(there.decode().splitlines(), here.decode().splitlines())
    except UnicodeDecodeError:
        return ""
    for number, (one, other) in enumerate(lines, 1):
        if one != other:
            return f"line {number}: {_both(one, other)}"
    return ""


def _both(there: Any, here: Any) -> str:
    """Two values that differ, long ones from shortly before where they do."""
    texts = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in (there, here)]
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False)))
    begin = max(0, common - BEFORE)
    shown = [f'"{"…" if begin else ""}{_shortened(text[begin:])}"' for text in texts]
    one, other = (NOTHING if value is None else text for value, text in zip((there, here), shown, strict=True))
    return f"{one} there, {other} here"


def _shortened(text: str) -> str:
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text


def _byte(there: bytes, here: bytes) -> str:
    pairs = enumerate(zip_longest(there, here), 1)
    at = next(place for place, (one, other) in pairs if one != other)
    return f"byte {at:,}, of {len(there):,} there and {len(here):,} here"
