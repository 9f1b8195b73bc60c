"""YAML read strictly: what a person typed is what the program sees, or it is an error with its line.

PyYAML's own resolver turns `NO` into false, `010` into 8, `1:30` into 90 and keeps the last of two equal keys. Here a
plain scalar is null, true, false, an integer, a decimal number or text; anchors, aliases, tags, repeated keys and text
that a ` #` would cut off are refused.
"""

from __future__ import annotations

import functools
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.resolver import Resolver

from tracepaper.errors import Fault, SettingsError

INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
WORDS: Mapping[str, object] = {"null": None, "~": None, "": None, "true": True, "false": False}
LARGEST = 1_000_000
DEEPEST = 40
CUT_TEXT = re.compile(r"[ \t]+#[^\r\n]*")
CURLY = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"


@dataclass(frozen=True)
class Document:
    """A parsed settings file.

    Attributes:
        path: as shown in messages.
        content: mappings, lists, str, int, Decimal, bool and None.
        lines: key path (a tuple of keys and indexes) to its line, from 1.
    """

    path: Path
    content: Any
    lines: Mapping[tuple[str | int, ...], int]

    def place(self, key: tuple[str | int, ...]) -> str:
        """Where a key stands, for a message: "line 12, cover.title"."""
        known = key
        while known and known not in self.lines:
            known = known[:-1]
        return f"line {self.lines.get(known, 1)}, {'.'.join(map(str, key)) or 'the whole file'}"


class _Refused(Exception):
    def __init__(self, node: yaml.Node | yaml.Token | yaml.Event, found: str, expected: str, remedy: str) -> None:
        line = node.start_mark.line + 1 if node.start_mark else 1
        self.fault = Fault(f"line {line}", found, expected, remedy)


def load(path: Path) -> Document:
    """Read one strict YAML document.

    Raises:
        SettingsError: the file cannot be read, is empty, or holds anything that YAML readers disagree about.
    """
    return _document(path, _text(path))


# Each verb reads the same few files several times over.
@functools.lru_cache(maxsize=32)
def _document(path: Path, text: str) -> Document:
    try:
        node = _Composed(list(_without_surprises(text))).get_single_node()
        if node is None:
            raise SettingsError(f"{path} is empty.", [Fault("the file", "nothing", "settings", "Fill it in.")])
        lines: dict[tuple[str | int, ...], int] = {}
        return Document(path, _plain(node, (), lines), lines)
    except _Refused as refused:
        raise SettingsError(f"{path} cannot be read as settings.", [refused.fault]) from None
    except yaml.YAMLError as error:
        raise SettingsError(f"{path} is not valid YAML.", [_yaml_fault(error)]) from None


def _text(path: Path) -> str:
    try:
        if path.is_symlink():
            raise SettingsError(
                f"{path} is a link. Put the file itself there: what stands elsewhere can change unseen."
            )
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise SettingsError(f"{path} is not there, or is not a settings file of at most {LARGEST:,} bytes.")
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}. Settings are UTF-8 text.") from None


def _yaml_fault(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "the file"
    problem = getattr(error, "problem", None) or str(error)
    return Fault(place, problem, "well-formed YAML", "Check indentation (spaces, not tabs), quotes and colons there.")


class _Composed(Composer, Resolver):
    """PyYAML's composer over events that were parsed, and looked at, before."""

    def __init__(self, events: Sequence[yaml.Event]) -> None:
        Composer.__init__(self)
        Resolver.__init__(self)
        self._events = deque(events)

    def check_event(self, *kinds: type[yaml.Event]) -> bool:
        return bool(self._events) and (not kinds or isinstance(self._events[0], kinds))

    def peek_event(self) -> yaml.Event:
        return self._events[0]

    def get_event(self) -> yaml.Event:
        return self._events.popleft()


def _without_surprises(text: str) -> Iterator[yaml.Event]:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _Refused(event, f"more than {DEEPEST} levels, one inside another", "a few", "Flatten the settings.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(event, "an anchor or alias", "each value written out", "Copy the value to where it is used.")
        if getattr(event, "tag", None):
            raise _Refused(event, f"the tag {getattr(event, 'tag', '')}", "plain values", "Remove the tag.")
        if isinstance(event, yaml.ScalarEvent) and event.style is None:
            _refuse_cut_text(event, text)
        yield event


def _refuse_cut_text(event: yaml.ScalarEvent, text: str) -> None:
    if event.value[:1] and event.value[0] in CURLY:
        found = f"the typographic quotation mark of {event.value[:60]}, which would become part of the text"
        raise _Refused(event, found, "straight quotation marks", 'Write " at both ends.')
    if event.end_mark and (cut := CUT_TEXT.match(text, event.end_mark.index)):
        found = f'"{event.value[:60]}" followed by "{cut[0].strip()[:60]}", which YAML drops'
        raise _Refused(event, found, "no # after a value", "Quote the text, or move the comment to a line of its own.")


def _plain(node: yaml.Node, key: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]) -> Any:
    lines.setdefault(key, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, key, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*key, index), lines) for index, item in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    return _scalar(node)


def _mapping(
    node: yaml.MappingNode, key: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]
) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for name_node, value_node in node.value:
        if not isinstance(name_node, yaml.ScalarNode) or not name_node.value:
            raise _Refused(
                name_node, "a key that is not a word", "a name before the colon", "Name the key, or quote the text."
            )
        name = str(name_node.value)
        if name in mapping:
            remedy = "Remove one of the two; only one can be meant."
            raise _Refused(name_node, f'the key "{name}" a second time', "each key once", remedy)
        lines[(*key, name)] = name_node.start_mark.line + 1
        mapping[name] = _plain(value_node, (*key, name), lines)
    return mapping


def _scalar(node: yaml.ScalarNode) -> str | int | Decimal | bool | None:
    text = str(node.value)
    if node.style is not None:
        return text
    if text in WORDS:
        return WORDS[text]  # type: ignore[return-value]
    if INTEGER.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return Decimal(text)
    return text
