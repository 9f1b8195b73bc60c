"""From raw text to typed columns: each distinct text is parsed once; faults and changes are kept with their cells.

A typed table is one Arrow table: `row` (source row number) and for each column its value, its raw text (`raw.<name>`)
and, where a cell has no value, why (`state.<name>`). No object is kept for a cell, so a million rows are cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracepaper.errors import Fault, FigureError
from tracepaper.figures import units
from tracepaper.sources import cells
from tracepaper.sources.cells import PLACES, NotUnderstood, Parsed
from tracepaper.sources.dictionary import BlankUnless, Column, Correction, Resource
from tracepaper.sources.raw import MOST_FAULTS, Change, RawTable

if TYPE_CHECKING:
    import pyarrow as pa

# Longer than any cell of a committee's table, and short enough for every program that a paper passes through.
LONGEST_CELL = 10_000
# Texts whose value shows without parsing them one by one: visible ASCII, digits, numbers without a £ sign.
SIMPLE = {
    "string": r"^[\x21-\x7e]([\x20-\x7e]{0,300}[\x21-\x7e])?$",
    "integer": r"^[0-9]{1,40}$",
    "number": f"^({cells.PLAIN_NUMBER})$",
}
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
class Typed:
    """A typed table, or the reasons why there is none."""

    table: pa.Table
    faults: tuple[Fault, ...]
    changes: tuple[Change, ...]


def typed(resource: Resource, raw: RawTable) -> Typed:
    """Type every column of a raw table; collect every fault instead of stopping at the first."""
    import pyarrow as pa

    arrays: dict[str, Any] = {"row": raw.rows}
    faults = list(raw.faults)
    changes = list(raw.changes)
    readers = [
        _ColumnReader(resource, raw, column, texts.combine_chunks())
        for column, texts in zip(resource.columns, raw.columns, strict=True)
    ]
    for one in readers:
        arrays |= one.arrays()
        faults += one.faults
        changes += one.changes
    faults += _key_faults(resource, raw)
    faults += [fault for reader in readers for fault in reader.told_too_early(arrays)]
    return Typed(pa.table(arrays), at_most(faults), tuple(changes))


def at_most(faults: list[Fault]) -> tuple[Fault, ...]:
    """As many faults as a person reads, and that there are more."""
    if len(faults) <= MOST_FAULTS:
        return tuple(faults)
    remedy = "Mend those above first; the next run lists the rest."
    more = Fault("further down", f"{len(faults) - MOST_FAULTS:,} more faults or many more", "none", remedy)
    return (*faults[:MOST_FAULTS], more)


class _ColumnReader:
    """Reads one column: `arrays` returns its value, raw and state arrays and fills `faults` and `changes`."""

    def __init__(self, resource: Resource, raw: RawTable, column: Column, texts: pa.Array) -> None:
        self.resource, self.raw, self.column, self.texts = resource, raw, column, texts
        self.holds_units = column.name in {other.unit_column for other in resource.columns}
        self.faults: list[Fault] = []
        self.changes: list[Change] = []

    def arrays(self) -> dict[str, pa.Array]:
        import pyarrow as pa
        import pyarrow.compute as pc

        name, texts = self.column.name, self._corrected(self.texts)
        kind = pa.decimal128(38, PLACES) if self.column.type == "number" else pa.string()
        simple = self._simple(texts)
        values = self._simple_values(pc.if_else(simple, texts, pa.scalar(None, pa.string())), kind)
        parsed = self._parsed(texts, pc.unique(texts.filter(pc.invert(simple))).to_pylist())
        if not parsed:
            return {name: values, f"raw.{name}": self.texts}
        which = pc.index_in(texts, value_set=pa.array(list(parsed), pa.string()))
        found = pa.array([_value(one) for one in parsed.values()], kind)
        arrays = {name: pc.coalesce(values, found.take(which)), f"raw.{name}": self.texts}
        if any(one.state != "value" for one in parsed.values()):
            states = pa.array([one.state for one in parsed.values()])
            arrays[f"state.{name}"] = states.take(which).fill_null("value")
        return arrays

    def told_too_early(self, arrays: dict[str, pa.Array]) -> list[Fault]:
        """Cells that hold a text although the column that decides about them does not read what it must.

        Args:
            arrays: of every column of the table, as `arrays` returns them.
        """
        import pyarrow.compute as pc

        rule, name = self.column.blank_unless, self.column.name
        if rule is None:
            return []
        # The raw text counts although a correction blanks it: the file itself travels in the crate, and the workbook
        # shows raw texts. The value counts too: a correction may fill a cell that the file leaves blank.
        told = pc.binary_join_element_wise(self.texts, arrays[name].cast("string").fill_null(""), " ")
        met = pc.equal(arrays[rule.column], rule.reads).fill_null(False)
        early = pc.and_not(pc.not_equal(pc.utf8_trim_whitespace(told), ""), met)
        found = pc.indices_nonzero(early).to_pylist()[: MOST_FAULTS + 1]
        return [self._early(position, rule, arrays[name][position].as_py()) for position in found]

    def _early(self, position: int, rule: BlankUnless, value: object) -> Fault:
        other = next(column for column in self.resource.columns if column.name == rule.column)
        decides = f"{other.letter}{self.raw.rows[position].as_py()}"
        text = self.texts[position].as_py().strip() or str(value)
        expected = f'a blank cell, since {decides} ({other.title.rstrip(":")}) does not read "{rule.reads}"'
        remedy = (
            "Take the text out of the file, which is delivered with the paper;"
            f' or, if that is true, write "{rule.reads}" in {decides}.'
        )
        return Fault(self._place(position), _size(text), expected, remedy)

    def _simple(self, texts: pa.Array) -> pa.Array:
        import pyarrow as pa
        import pyarrow.compute as pc

        if self.column.type not in SIMPLE or self.column.enum or self.holds_units:
            return pa.repeat(False, len(texts))
        return pc.match_substring_regex(texts, SIMPLE[self.column.type])

    def _simple_values(self, texts: pa.Array, kind: pa.DataType) -> pa.Array:
        import pyarrow.compute as pc

        if self.column.type != "number":
            return texts
        return pc.cast(pc.replace_substring(texts, ",", ""), kind)

    def _corrected(self, texts: pa.Array) -> pa.Array:
        import pyarrow.compute as pc

        for correction in self.resource.corrections:
            letters = correction.cell.rstrip("0123456789")
            if letters == self.column.letter:
                here = pc.equal(self.raw.rows, int(correction.cell.removeprefix(letters)))
                texts = self._correct(texts, here, correction)
        return texts

    def _correct(self, texts: pa.Array, here: pa.Array, correction: Correction) -> pa.Array:
        import pyarrow.compute as pc

        found = texts.filter(here).to_pylist()
        if found != [correction.found]:
            remedy = "The source has changed: take the entry out of corrections: in the data dictionary, or renew it."
            text = self._shown(found[0]) if found else "no such row"
            expected = f"{self._shown(correction.found, len(correction.found))}, which a correction replaces"
            self.faults.append(Fault(correction.cell, text, expected, remedy))
            return texts
        self.changes.append(Change(self.column.name, _corrected_words(correction), (correction.cell,)))
        return pc.if_else(here, correction.value, texts)

    def _parsed(self, texts: pa.Array, distinct: list[str]) -> dict[str, Parsed]:
        parsed: dict[str, Parsed] = {}
        reasons: dict[str, str] = {}
        for text in distinct:
            try:
                parsed[text] = self._known(self._allowed(self._parse(text)))
            except NotUnderstood as reason:
                parsed[text] = Parsed(None, "fault")
                reasons[text] = str(reason)
        self._report(texts, reasons)
        self._log(texts, parsed)
        return parsed

    def _parse(self, text: str) -> Parsed:
        if len(text) > LONGEST_CELL:
            raise NotUnderstood(f"is longer than {LONGEST_CELL:,} characters")
        if self.column.type == "code":
            return cells.code(text, self.column.codes)
        if self.column.type == "string" and self.column.enum and text not in self.column.enum:
            raise NotUnderstood(f"is none of {', '.join(self.column.enum)}")
        if self.column.type == "year":
            return cells.year(text, kind="academic" if "academic" in self.column.allows else "financial")
        readers: dict[str, Callable[[str], Parsed]] = {
            "number": cells.number,
            "string": cells.text,
            "integer": cells.identifier,
            "date": cells.calendar,
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

    def _known(self, parsed: Parsed) -> Parsed:
        if self.holds_units and isinstance(parsed.value, str) and parsed.value:
            try:
                units.parse(parsed.value)
            except FigureError:
                raise NotUnderstood("is not a known unit") from None
        return parsed

    def _report(self, texts: pa.Array, reasons: dict[str, str]) -> None:
        known = {fault.place for fault in self.raw.faults}
        for position in self._positions(texts, reasons)[: MOST_FAULTS + 1]:
            address, text = self._address(position), texts[position].as_py()
            if address not in known:
                found = f"{self._shown(text)}, which {reasons[text]}"
                self.faults.append(Fault(self._place(position), found, self._wanted(), self._remedy(text)))

    def _shown(self, text: str, most: int = 80) -> str:
        """A cell's text as messages quote it; not one that may be told only under a condition."""
        return _size(text) if self.column.blank_unless else f'"{text[:most]}"'

    def _wanted(self) -> str:
        if self.holds_units:
            return f"a unit made of {', '.join(units.NAMES)}, or 1"
        return {
            "number": "a number, thousands in groups of three",
            "code": f"one of {', '.join(self.column.codes)}",
            "date": "a date that there is, as day/month/year or year-month-day",
            "year": "a year such as 2018/19",
            "integer": "a whole-number identifier",
            "string": f"one of {', '.join(self.column.enum)}" if self.column.enum else "text",
        }[self.column.type]

    def _remedy(self, text: str) -> str:
        dictionary = self.resource.path.with_name("datapackage.yaml")
        if meant := cells.likely(text):
            return f"If the publisher meant {meant}, record it under corrections: in {dictionary}."
        return f"Mend the cell, or record what was meant under corrections: in {dictionary}."

    def _log(self, texts: pa.Array, parsed: dict[str, Parsed]) -> None:
        changed: dict[str, list[str]] = {}
        for text, one in parsed.items():
            notes = (f"footnote mark {one.note} kept as a note",) if one.note else ()
            for what in (*one.normalised, *notes):
                changed.setdefault(what, []).append(text)
        for what, those in changed.items():
            addresses = tuple(self._address(position) for position in self._positions(texts, those))
            self.changes.append(Change(self.column.name, what, addresses))

    def _positions(self, texts: pa.Array, those: Collection[str]) -> list[int]:
        import pyarrow as pa
        import pyarrow.compute as pc

        found: list[int] = pc.indices_nonzero(pc.is_in(texts, pa.array(list(those), pa.string()))).to_pylist()
        return found

    def _address(self, position: int) -> str:
        return f"{self.column.letter}{self.raw.rows[position].as_py()}"

    def _place(self, position: int) -> str:
        return f"{self._address(position)} ({self.column.title.rstrip(':')}, {self._key_text(position)})"

    def _key_text(self, position: int) -> str:
        names = [column.name for column in self.resource.columns]
        parts = [self.raw.columns[names.index(key)][position].as_py() for key in self.resource.key]
        return " | ".join(parts)[:60]


def _value(parsed: Parsed) -> Decimal | str | None:
    if parsed.state != "value":
        return None
    value = parsed.value
    return value.quantize(Decimal(1).scaleb(-PLACES)) if isinstance(value, Decimal) else value


def _corrected_words(correction: Correction) -> str:
    return f'"{correction.found}" corrected to {correction.value}: {correction.reason} ({correction.by})'


def _size(text: str) -> str:
    return f"a text of {len(text):,} characters"


def _key_faults(resource: Resource, raw: RawTable) -> list[Fault]:
    """Rows that share their key, capitals and spaces apart, or that repeat the header."""
    import pyarrow.compute as pc

    names = [column.name for column in resource.columns]
    keys = pc.binary_join_element_wise(*(raw.columns[names.index(name)] for name in resource.key), " | ")
    header = " | ".join(resource.columns[names.index(name)].title for name in resource.key)
    folded = pc.utf8_lower(pc.utf8_trim_whitespace(keys))
    if pc.count_distinct(folded).as_py() == len(keys) and not pc.any(pc.equal(keys, header)).as_py():
        return []
    letter = resource.columns[names.index(resource.key[0])].letter
    seen: dict[str, int] = {}
    faults = []
    for row, key, same in zip(raw.rows.to_pylist(), keys.to_pylist(), folded.to_pylist(), strict=True):
        if key == header:
            faults.append(Fault(f"{letter}{row}", "the header again", "data", "Delete the repeated header row."))
        elif same in seen:
            remedy = "Keep one of the two rows, or tell them apart in the key by more than capitals and spaces."
            found = f'"{key[:80]}" as in row {seen[same]}'
            faults.append(Fault(f"{letter}{row}", found, "a key that no other row has", remedy))
        seen.setdefault(same, row)
    return faults
