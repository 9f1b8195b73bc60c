"""Why a figure differs between two editions, found from what it rests on in each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from tracepaper.editions.files import ADDED, CHANGED, REMOVED, SAME, Files
from tracepaper.editions.leaves import (
    LEAVES,
    Below,
    Cited,
    Declared,
    Node,
    Nodes,
    Paired,
    Read,
    Summed,
    below,
    month,
    paired,
    paired_cells,
    read,
    same_reading,
    same_value,
    series,
    shapes,
    table,
)
from tracepaper.figures import explain, units
from tracepaper.figures.graph import TEXT

CORRECTION, REVISED, PERIOD = "correction entered", "source revised", "new period"
PARAMETER, METHOD, WORDS = "parameter edition changed", "method changed", "narrative only"
ORDER = (CORRECTION, REVISED, PERIOD, PARAMETER, METHOD, WORDS)
# Cells named for one cause; the others are counted.
MOST_NAMED = 3
LONGEST = 160


@dataclass(frozen=True)
class Cause:
    """One cause, and one sentence of what it was here."""

    name: str
    detail: str


class Causes:
    """Finds causes in the graphs of two editions.

    Args:
        old, new: the nodes of each.
        files: the source files of both.
        same_code: whether one version of tracepaper made both.
    """

    def __init__(self, old: Nodes, new: Nodes, files: Files, *, same_code: bool) -> None:
        self._old, self._new, self._files, self._same_code = old, new, files, same_code
        self._unchanged = {
            id for id, node in old.items() if id in new and _step(node) and _step(new[id]) and same_value(node, new[id])
        }
        numbers: dict[Hashable, int] = {}
        self._shapes = (shapes(old, numbers), shapes(new, numbers))
        self._cells = (_every_cell(old), _every_cell(new))

    def of(self, old_id: str, new_id: str) -> list[Cause]:
        """The causes of a figure that differs, in their order; never none."""
        pair = _Pair(below(old_id, self._old, self._unchanged), below(new_id, self._new, self._unchanged))
        written = list(self._rewritten(pair, old_id, new_id))
        found = [
            *self._of_leaves(pair, rewritten=bool(written)),
            *_of_parameters(pair),
            *self._of_declared(pair),
            *written,
            *([] if written else self._of_steps(old_id, new_id)),
        ]
        return _in_order(found or self._unseen(pair, old_id, new_id))

    def of_new(self, id: str) -> list[Cause]:
        """The causes that a new figure shows of itself: it rests on a new month, or nothing is known."""
        cells = below(id, self._new, ()).read.values()
        return _in_order(list(self._months([*cells, *below(id, self._new, ()).summed.values()])))

    def _of_leaves(self, pair: _Pair, *, rewritten: bool) -> Iterator[Cause]:
        cells, sums = paired_cells(pair.cells(pair.old), pair.cells(pair.new)), pair.sums()
        for found in (cells, sums):
            yield from self._months(found.added)
            yield from self._came(found.added, rewritten=rewritten)
            yield from self._went(found.gone, found.added, rewritten=rewritten)
        for old, new in cells.pairs:
            if not same_reading(old, new):
                yield from _of_cell(old, new)
        for old, new in sums.pairs:
            if not same_value(old, new):
                yield from self._of_sum(old, new)

    def _came(self, added: Sequence[Read | Summed], *, rewritten: bool) -> Iterator[Cause]:
        for one in added:
            absent = self._files.state(one.path) == ADDED
            new_month = self._files.is_new_month(one.path)
            if not new_month and self._is_revision(one, self._cells[0], absent=absent, rewritten=rewritten):
                yield Cause(REVISED, f"{_place(one)} is new{_reads(one)}.")

    def _went(
        self, gone: Sequence[Read | Summed], added: Sequence[Read | Summed], *, rewritten: bool
    ) -> Iterator[Cause]:
        newer = {series(one.path) for one in added if self._files.is_new_month(one.path)}
        for one in gone:
            absent = self._files.state(one.path) == REMOVED
            left_behind = self._files.is_monthly(one.path) and series(one.path) in newer
            if not left_behind and self._is_revision(one, self._cells[1], absent=absent, rewritten=rewritten):
                yield Cause(REVISED, f"{_place(one)} is no longer there{_reads(one)}.")

    def _is_revision(self, one: Read | Summed, other: Mapping[Any, Read], *, absent: bool, rewritten: bool) -> bool:
        """Whether the source itself lacks a cell in the other edition, and not only the formula there.

        Args:
            other: the cells that the evidence of the other edition holds.
            absent: whether the other edition has no such file.
            rewritten: whether the formula is another: then only what the evidence of both shows is put to the source.
        """
        held = other.get(one.place())
        if self._files.state(one.path) == SAME:
            return False
        if absent or not isinstance(one, Read) or held is None:
            return not rewritten
        return (held.raw, held.names) != (one.raw, one.names)

    def _months(self, added: Iterable[Read | Summed]) -> Iterator[Cause]:
        for path in sorted({one.path for one in added}):
            if self._files.is_new_month(path):
                yield Cause(PERIOD, f"{month(path)} is new ({_file(path)}).")

    def _of_sum(self, old: Summed, new: Summed) -> Iterator[Cause]:
        if old.corrections != new.corrections:
            yield Cause(CORRECTION, f"Corrections in {_place(new)}: {new.corrections or 'none now'}.")
        if (old.digest, old.rows) != (new.digest, new.rows):
            if self._files.state(new.path) != SAME:
                rows = f"{old.count:,} cells, now {new.count:,}" if old.count != new.count else f"{new.count:,} cells"
                yield Cause(REVISED, f"{_place(new)} reads otherwise ({rows}).")
        elif old.corrections == new.corrections:
            words = "reads the same in the file and adds up otherwise: a correction was entered or taken out"
            yield Cause(CORRECTION, f"{_place(new)} {words}.")

    def _of_declared(self, pair: _Pair) -> Iterator[Cause]:
        old, new = pair.old.declared, pair.new.declared
        for key in old:
            if key in new and (old[key].value, old[key].unit) != (new[key].value, new[key].unit):
                yield Cause(METHOD, _declared(old[key], new[key]))
        if not self._same_code:
            gone, added = ({k: v for k, v in a.items() if k not in b} for a, b in ((old, new), (new, old)))
            for was, now in paired(gone.values(), added.values(), attrgetter("label", "reason")).pairs:
                yield Cause(METHOD, _declared(was, now))

    def _of_steps(self, old_id: str, new_id: str) -> Iterator[Cause]:
        """Other operations, where neither the same formula nor the same code stands for their being the same."""
        settled = self._old[old_id]["expression"] and self._same_code
        if not settled and self._shapes[0][old_id] != self._shapes[1][new_id]:
            yield Cause(METHOD, self._computed(old_id, new_id) or "It is computed in other steps.")

    def _computed(self, old_id: str, new_id: str) -> str:
        """How a figure was computed and is, in the words of the evidence, where these differ."""
        old, new = (_cut(str(nodes[id]["formula"])) for nodes, id in ((self._old, old_id), (self._new, new_id)))
        return "" if old == new else f'It was computed as "{old}" and is computed as "{new}".'

    def _rewritten(self, pair: _Pair, old_id: str, new_id: str) -> Iterator[Cause]:
        """Figures of one name whose formula in the settings is another, the figure itself first."""
        own = [new_id] if old_id == new_id else []
        for id in dict.fromkeys([*own, *sorted({*pair.old.named} & {*pair.new.named})]):
            old, new = (" ".join(str(nodes[id]["expression"]).split()) for nodes in (self._old, self._new))
            if old != new and old and new:
                of = "Its formula" if id == new_id else f'The formula of "{self._new[id]["label"]}"'
                yield Cause(METHOD, f'{of} was "{_cut(old)}" and is "{_cut(new)}".')

    def _unseen(self, pair: _Pair, old_id: str, new_id: str) -> list[Cause]:
        """The cause where neither leaves nor formulas show one: code, a renamed row, or what chose among the cells."""
        if not self._old[old_id]["expression"] and (told := self._computed(old_id, new_id)):
            return [Cause(METHOD, told)]
        by_files = list(self._through_files())
        if not self._same_code and not (by_files and _ends(old_id, self._old) != _ends(new_id, self._new)):
            words = "What it rests on and its formula are the same: tracepaper itself computes it otherwise."
            return [Cause(METHOD, words)]
        renamed = [
            Cause(REVISED, f'{_place(new)} was called "{old.names}".')
            for old, new in paired_cells(pair.cells(pair.old), pair.cells(pair.new)).pairs
            if old.names != new.names
        ]
        return renamed or by_files or [Cause(METHOD, "A setting that it depends on was changed.")]

    def _through_files(self) -> Iterator[Cause]:
        """What the cells of a figure are chosen by need not be below it: then the files that differ are the cause."""
        differing = self._files.differing()
        months = [path for path in differing if self._files.is_new_month(path)]
        yield from (Cause(PERIOD, f"{month(path)} is new ({_file(path)}).") for path in months)
        for path, state in differing.items():
            if path not in months and state in (CHANGED, REMOVED):
                words = "was changed" if state == CHANGED else "is no longer there"
                yield Cause(REVISED, f"{_file(path)} {words}, and decides what this figure is taken from.")


@dataclass(frozen=True)
class _Pair:
    """What a figure rests on in each edition."""

    old: Below
    new: Below

    def cells(self, one: Below) -> list[Read]:
        """Cells read one by one, and those of sums that both editions list."""
        other = self.new if one is self.old else self.old
        unlisted = {summed.of_column() for summed in other.summed.values() if not summed.cells}
        listed = [s.cells for s in one.summed.values() if s.cells and s.of_column() not in unlisted]
        found = {*one.read.values(), *(cell for cells in listed for cell in cells)}
        return sorted(found, key=Read.position)

    def sums(self) -> Paired:
        """Sums of which either edition does not list the cells."""
        unlisted = {s.of_column() for one in (self.old, self.new) for s in one.summed.values() if not s.cells}
        old, new = ([s for s in one.summed.values() if s.of_column() in unlisted] for one in (self.old, self.new))
        return paired(old, new, Summed.place, Summed.of_column)


def _ends(id: str, nodes: Nodes) -> set[str]:
    """The ids of the cells and other leaves that a figure rests on, those included that did not change."""
    seen, waiting = {id}, [id]
    while waiting:
        more = [one for one in nodes[waiting.pop()]["inputs"] if one not in seen]
        seen.update(more)
        waiting += more
    return {one for one in seen if not nodes[one]["inputs"]}


def _step(node: Node) -> bool:
    return node["operation"] not in LEAVES or node["operation"] == "selection"


def _every_cell(nodes: Nodes) -> dict[tuple[str, str, str], Read]:
    found: dict[tuple[str, str, str], Read] = {}
    for node in nodes.values():
        for cell in node["cells"]:
            one = read(cell, None)
            found[one.place()] = one
    return found


def _of_cell(old: Read, new: Read) -> Iterator[Cause]:
    moved = "" if old.place() == new.place() else f" (before: {old.address})"
    if old.correction != new.correction:
        yield Cause(CORRECTION, _corrected(old, new, moved))
    if old.raw != new.raw:
        yield Cause(REVISED, f'{_place(new)}{moved} was "{old.raw}" and is "{new.raw}".')
    elif old.correction == new.correction:
        yield Cause(METHOD, f'{_place(new)}{moved}, "{new.raw}", was read as {_as(old)} and is read as {_as(new)}.')


def _corrected(old: Read, new: Read, moved: str) -> str:
    if not new.correction:
        was = f'it was "{old.raw}", corrected to {old.correction}'
        return f"The correction of {_place(new)}{moved} was taken out; {was}."
    what = "was changed" if old.correction else "was entered"
    return f'A correction {what}: {_place(new)}{moved}, "{new.raw}", corrected to {new.correction}.'


def _of_parameters(pair: _Pair) -> Iterator[Cause]:
    old, new = pair.old.cited, pair.new.cited
    for name in sorted(old.keys() & new.keys()):
        if (old[name].value, old[name].unit) != (new[name].value, new[name].unit):
            yield Cause(PARAMETER, _cited(old[name], new[name]))
    editions = {table(one.name): one.edition for name, one in sorted(old.items()) if name not in new}
    for name, one in sorted(new.items()):
        was = editions.get(table(name), one.edition)
        if name not in old and was != one.edition:
            yield Cause(PARAMETER, f"{name} is of edition {one.edition}; edition {was} was used before.")


def _cited(old: Cited, new: Cited) -> str:
    was, now = _as(old), _as(new)
    if old.edition == new.edition:
        return f"{new.name} was {was} and is {now}, though both say that they are edition {new.edition}."
    return f"{new.name} was {was} in edition {old.edition} and is {now} in edition {new.edition}."


def _declared(old: Declared, new: Declared) -> str:
    called = f'"{new.label}"' if new.label else f"with the reason: {new.reason}"
    return f"The declared number {called} was {_as(old)} and is {_as(new)}."


def _as(one: Read | Cited | Declared) -> str:
    """A value with its unit in words: "£1,000 (pounds)", "7 (days per week)"."""
    exact = explain.exact({"value": one.value, "unit": one.unit})
    if one.unit in (TEXT, str(units.DATE)) or not units.parse(one.unit).powers:
        return exact
    return f"{exact} ({units.parse(one.unit).words()})"


def _place(one: Read | Summed) -> str:
    sheet = f', sheet "{one.sheet}"' if one.sheet else ""
    if isinstance(one, Read):
        return f"{one.address} of {_file(one.path)}{sheet} ({one.names})"
    rows = one.rows.replace("-", " to ").replace(",", ", ")
    return f"The sum of column {one.column}, rows {rows}, of {_file(one.path)}{sheet}"


def _reads(one: Read | Summed) -> str:
    return f' ("{one.raw}")' if isinstance(one, Read) else ""


def _file(path: str) -> str:
    return path.rpartition("/")[2]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _in_order(found: Iterable[Cause]) -> list[Cause]:
    """One cause of each name, with what is to be said of it; of many cells the first few are named."""
    details: dict[str, dict[str, None]] = {}
    for cause in found:
        details.setdefault(cause.name, {})[cause.detail] = None
    return [Cause(name, _told(list(details[name]))) for name in ORDER if name in details]


def _told(details: list[str]) -> str:
    left = len(details) - MOST_NAMED
    return " ".join([*details[:MOST_NAMED], *([f"And {left} more of this kind."] if left > 0 else [])])
