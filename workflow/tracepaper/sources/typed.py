"""From raw text to typed columns: each distinct text is parsed once, every fault and every change is kept with its cell.

A typed table is one Arrow table: `row` (source row number) and for each column its value, its raw text (`raw.<name>`)
and, where a cell has no value, why (`state.<name>`). No object is kept for a cell, so a million rows are cheap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracepaper.errors import Fault
from tracepaper.sources import cells
from tracepaper.sources.cells import NotUnderstood, Parsed
from tracepaper.sources.dictionary import Column, Correction, Resource
from tracepaper.sources.raw import LONGEST_CELL, MOST_FAULTS, RawTable

if TYPE_CHECKING:
    import pyarrow as pa

PLACES = 10
ALLOWED_BY = {
    "brackets": "brackets_negative",
    "a footnote mark": "notes",
    "a scale letter": "approximate",
    "an approximation": "approximate",
    "a number in words": "approximate",
    "a qualification": "approximate",
    "an expression": "approximate",
    "a percent sign": "approximate",
    "a look-alike letter": "homoglyphs",
}


@dataclass(frozen=True)
class Change:
    """What was done to the texts of some cells of a column on the way to their values.

    Attributes:
        column: name of the column.
        what: in words: "£ sign removed", "Cyrillic Capital Letter Er (U+0420) read as P", "footnote mark * kept".
        cells: addresses: ("B2", "B5").
    """

    column: str
    what: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Typed:
    """A typed table, or the reasons why there is none."""

    table: pa.Table
    faults: tuple[Fault, ...]
    changes: tuple[Change, ...]


def typed(resource: Resource, raw: RawTable) -> Typed:
    """Type every column of a raw table; collect every fault instead of stopping at the first."""
    import pyarrow as pa

    arrays: dict[str, Any] = {"row": raw.rows}
    faults: list[Fault] = []
    changes: list[Change] = []
    for column, texts in zip(resource.columns, raw.columns, strict=True):
        one = _ColumnReader(resource, raw, column, texts.combine_chunks())
        arrays |= one.arrays()
        faults += one.faults
        changes += one.changes
    faults += _key_faults(resource, raw)
    return Typed(pa.table(arrays), tuple(faults[:MOST_FAULTS]), tuple(changes))


class _ColumnReader:
    """Reads one column: `arrays` returns its value, raw and state arrays and fills `faults` and `changes`."""

    def __init__(self, resource: Resource, raw: RawTable, column: Column, texts: pa.Array) -> None:
        self.resource, self.raw, self.column, self.texts = resource, raw, column, texts
        self.faults: list[Fault] = []
        self.changes: list[Change] = []

    def arrays(self) -> dict[str, pa.Array]:
        import pyarrow as pa
        import pyarrow.compute as pc

        name, texts = self.column.name, self.texts
        read_as = self._corrected(texts)
        if self.column.type == "number":
            plain = pc.match_substring_regex(read_as, f"^({cells.PLAIN_NUMBER})$")
            kind = pa.decimal128(38, PLACES)
        else:
            plain = pa.array([False] * len(texts)) if self.column.type != "string" else self._plain_text(read_as)
            kind = pa.string()
        parsed = self._parsed(read_as, plain)
        values = self._values(read_as, plain, parsed, kind)
        arrays = {name: values, f"raw.{name}": texts}
        if any(one.state != "value" for one in parsed.values()):
            states = {text: one.state for text, one in parsed.items()}
            arrays[f"state.{name}"] = pa.array([states.get(text, "value") for text in read_as.to_pylist()])
        return arrays

    def _plain_text(self, texts: pa.Array) -> pa.Array:
        """Text that needs no second look: not blank, visible, of ordinary length, and no list of allowed texts."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if self.column.enum:
            return pa.array([False] * len(texts))
        return pc.match_substring_regex(texts, r"^[\x21-\x7e]([\x20-\x7e]{0,300}[\x21-\x7e])?$")

    def _corrected(self, texts: pa.Array) -> pa.Array:
        import pyarrow as pa

        own = [c for c in self.resource.corrections if c.cell.rstrip("0123456789") == self.column.letter]
        if not own:
            return texts
        listed = texts.to_pylist()
        positions = {row: position for position, row in enumerate(self.raw.rows.to_pylist())}
        for correction in own:
            position = positions.get(int(correction.cell.removeprefix(self.column.letter)))
            if position is None or listed[position] != correction.found:
                self.faults.append(self._stale(correction, None if position is None else listed[position]))
                continue
            listed[position] = correction.value
            self.changes.append(Change(self.column.name, _corrected_words(correction), (correction.cell,)))
        return pa.array(listed, pa.string())

    def _stale(self, correction: Correction, found: str | None) -> Fault:
        remedy = "The source has changed: take the entry out of corrections: in the data dictionary, or renew it."
        text = "no such row" if found is None else f'"{found}"'
        return Fault(correction.cell, text, f'"{correction.found}", which a correction replaces', remedy)

    def _parsed(self, texts: pa.Array, plain: pa.Array) -> dict[str, Parsed]:
        import pyarrow.compute as pc

        parsed: dict[str, Parsed] = {}
        for text in pc.unique(texts.filter(pc.invert(plain))).to_pylist():
            try:
                parsed[text] = self._allowed(self._parse(text))
            except NotUnderstood as reason:
                parsed[text] = Parsed(None, "fault")
                self._report(texts, text, str(reason))
        self._log(texts, parsed)
        return parsed

    def _parse(self, text: str) -> Parsed:
        if len(text) > LONGEST_CELL:
            raise NotUnderstood(f"is longer than {LONGEST_CELL:,} characters")
        if self.column.type == "code":
            return cells.code(text, self.column.codes)
        if self.column.type == "string" and self.column.enum and text not in self.column.enum:
            raise NotUnderstood(f"is none of {', '.join(self.column.enum)}")
        readers: dict[str, Callable[[str], Parsed]] = {
            "number": cells.number,
            "string": cells.text,
            "integer": cells.identifier,
            "date": cells.calendar,
            "year": cells.year,
        }
        return readers[self.column.type](text)

    def _allowed(self, parsed: Parsed) -> Parsed:
        for feature in parsed.written:
            switch = ALLOWED_BY.get(feature)
            if switch and switch not in self.column.allows:
                raise NotUnderstood(f"is written with {feature}, which this column's dictionary does not allow")
        if parsed.state != "value" and parsed.state != "expression" and self.column.required:
            raise NotUnderstood(f"is {parsed.state}, in a column where every cell needs a value")
        return parsed

    def _values(self, texts: pa.Array, plain: pa.Array, parsed: dict[str, Parsed], kind: pa.DataType) -> pa.Array:
        import pyarrow as pa
        import pyarrow.compute as pc

        if not parsed:
            return pc.cast(texts, kind)
        blank = pa.scalar(None, pa.string())
        values = pc.cast(pc.if_else(plain, texts, blank), kind)
        found = {text: one.value if one.state == "value" else None for text, one in parsed.items()}
        if kind == pa.string():
            other = pa.array([found.get(text) for text in texts.to_pylist()], kind)
        else:
            other = pa.array([_scaled(found.get(text)) for text in texts.to_pylist()], kind)
        return pc.if_else(plain, values, other)

    def _report(self, texts: pa.Array, text: str, reason: str) -> None:
        wanted = {
            "number": "a number, thousands in groups of three",
            "code": f"one of {', '.join(self.column.codes)}",
            "date": "a date as day/month/year",
            "year": "a year such as 2018/19",
            "integer": "a whole-number identifier",
            "string": f"one of {', '.join(self.column.enum)}" if self.column.enum else "text",
        }[self.column.type]
        for position in self._positions(texts, text):
            place = f"{self._address(position)} ({self.column.title.rstrip(':')}, {self._key_text(position)})"
            self.faults.append(Fault(place, f'"{text[:80]}", which {reason}', wanted, self._remedy(text)))

    def _remedy(self, text: str) -> str:
        dictionary = self.resource.path.with_name("datapackage.yaml")
        if meant := cells.likely(text):
            return f"If the publisher meant {meant}, record it under corrections: in {dictionary}."
        return f"Mend the cell, or record what was meant under corrections: in {dictionary}."

    def _log(self, texts: pa.Array, parsed: dict[str, Parsed]) -> None:
        by_change: dict[str, list[int]] = {}
        for text, one in parsed.items():
            notes = (f"footnote mark {one.note} kept as a note",) if one.note else ()
            for what in (*one.normalised, *notes):
                by_change.setdefault(what, []).extend(self._positions(texts, text))
        for what, positions in by_change.items():
            addresses = tuple(self._address(position) for position in sorted(positions))
            self.changes.append(Change(self.column.name, what, addresses))

    def _positions(self, texts: pa.Array, text: str) -> list[int]:
        import pyarrow.compute as pc

        found = pc.indices_nonzero(pc.equal(texts, text)).to_pylist()
        return [int(position) for position in found]

    def _address(self, position: int) -> str:
        return f"{self.column.letter}{self.raw.rows[position].as_py()}"

    def _key_text(self, position: int) -> str:
        names = [column.name for column in self.resource.columns]
        parts = [self.raw.columns[names.index(key)][position].as_py() for key in self.resource.key if key in names]
        return " | ".join(parts)[:60]


def _scaled(value: object) -> Decimal | None:
    return value.quantize(Decimal(1).scaleb(-PLACES)) if isinstance(value, Decimal) else None


def _corrected_words(correction: Correction) -> str:
    return f'"{correction.found}" corrected to {correction.value}: {correction.reason} ({correction.by})'


def _key_faults(resource: Resource, raw: RawTable) -> list[Fault]:
    """Rows that share their key, or that repeat the header."""
    names = [column.name for column in resource.columns]
    key_columns = [raw.columns[names.index(name)].to_pylist() for name in resource.key]
    header = tuple(resource.columns[names.index(name)].title for name in resource.key)
    letter = resource.columns[names.index(resource.key[0])].letter
    seen: dict[tuple[str, ...], int] = {}
    faults = []
    for row, key in zip(raw.rows.to_pylist(), zip(*key_columns, strict=True), strict=True):
        shown = " | ".join(key)
        if key in seen:
            remedy = "Keep one of the two rows, or tell them apart in the key columns."
            found = f'"{shown}" as in row {seen[key]}'
            faults.append(Fault(f"{letter}{row}", found, "a key that no other row has", remedy))
        elif key == header:
            faults.append(Fault(f"{letter}{row}", "the header again", "data", "Delete the repeated header row."))
        seen.setdefault(key, row)
    return faults
