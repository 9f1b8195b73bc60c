"""Why a figure differs between two editions, found from what it rests on in each."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from tracepaper.editions.files import CHANGED, REMOVED, SAME, Files
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
    everything,
    month,
    paired,
    paired_cells,
    paired_sums,
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
        held = everything(old), everything(new)
        self._now, self._was = _counterparts(*held)
        self._read_now = held[1].paths()

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
        paths = below(id, self._new, ()).paths()
        return _in_order(_new_month(path) for path in self._files.new_months() if path in paths)

    def _of_leaves(self, pair: _Pair, *, rewritten: bool) -> Iterator[Cause]:
        moved = self._moved(pair, rewritten=rewritten)
        yield from map(_new_month, moved.new)
        for found in (pair.listed, pair.sums):
            for old, new in found.pairs:
                yield from self._of_pair(old, new)
            yield from self._came([one for one in found.added if one.path not in moved.new], moved, rewritten=rewritten)
            yield from self._went([one for one in found.gone if one.path not in moved.left], rewritten=rewritten)

    def _moved(self, pair: _Pair, *, rewritten: bool) -> _Moved:
        """How new months moved on the months that a figure reads; another formula may read others by itself."""
        old, new = pair.old.paths(), pair.new.paths()
        differing = set() if rewritten else {series(path) for path in old ^ new}
        months = [path for path in self._files.new_months() if path in new or series(path) in differing]
        moved = {series(path) for path in months}
        left = [path for path in old - new if series(path) in moved and self._is_left(path, pair)]
        pairs = [(a, b) for a, b in itertools.product(left, new - old) if series(a) == series(b) and a < b]
        return _Moved(months, {a for a, _ in pairs}, {b for _, b in pairs})

    def _is_left(self, path: str, pair: _Pair) -> bool:
        """Whether the rows of a month that is read no more may be there still: other figures read some, or none."""
        rows = [one for one in (*pair.listed.gone, *pair.sums.gone) if one.path == path]
        there = any(one.place() in self._now and _called_alike(one, self._now[one.place()]) for one in rows)
        return self._files.is_monthly(path) and (there or path not in self._read_now)

    def _came(self, added: Iterable[Read | Summed], moved: _Moved, *, rewritten: bool) -> Iterator[Cause]:
        for one in added:
            was = self._was.get(one.place())
            if was is not None and _called_alike(was, one):
                yield from self._of_pair(was, one)
            # The older evidence need not hold a month that has come to be read: then nobody knows what it said.
            elif one.path not in moved.entered and self._is_revision(one, was, rewritten=rewritten):
                yield Cause(REVISED, f"{_place(one)} is new{_reads(one)}.")

    def _went(self, gone: Iterable[Read | Summed], *, rewritten: bool) -> Iterator[Cause]:
        for one in gone:
            now = self._now.get(one.place())
            if now is not None and _called_alike(one, now):
                yield from self._of_pair(one, now)
            elif self._is_revision(one, now, rewritten=rewritten):
                yield Cause(REVISED, f"{_place(one)} is no longer there{_reads(one)}.")

    def _is_revision(self, one: Read | Summed, other: Read | Summed | None, *, rewritten: bool) -> bool:
        """Whether the source itself lacks a cell in the other edition, and not only the formula there.

        Args:
            other: what stands at its place in the other edition, as far as the evidence shows.
            rewritten: whether the formula is another: then only what the evidence of both shows is put to the source.
        """
        return self._files.state(one.path) != SAME and (other is not None or not rewritten)

    def _of_pair(self, old: Read | Summed, new: Read | Summed) -> Iterator[Cause]:
        """Why a cell, or a sum of cells, says something else."""
        if isinstance(old, Read) and isinstance(new, Read):
            if not same_reading(old, new):
                yield from _of_cell(old, new)
        elif isinstance(old, Summed) and isinstance(new, Summed) and not same_value(old, new):
            yield from self._of_sum(old, new)

    def _of_sum(self, old: Summed, new: Summed) -> Iterator[Cause]:
        corrected = paired_cells(old.corrections, new.corrections)
        taken_out = [(one, replace(one, correction="")) for one in corrected.gone]
        entered = [(replace(one, correction=""), one) for one in corrected.added]
        for was, now in (*corrected.pairs, *taken_out, *entered):
            if was.correction != now.correction:
                yield _corrected(was, now)
        if (old.digest, old.rows) != (new.digest, new.rows) and self._files.state(new.path) != SAME:
            rows = f"{old.count:,} cells, now {new.count:,}" if old.count != new.count else f"{new.count:,} cells"
            yield Cause(REVISED, f"{_place(new)} reads otherwise ({rows}).")

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
            for old, new in pair.listed.pairs
            if old.names != new.names
        ]
        return renamed or by_files or [Cause(METHOD, "A setting that it depends on was changed.")]

    def _through_files(self) -> Iterator[Cause]:
        """What the cells of a figure are chosen by need not be below it: then the files that differ are the cause."""
        yield from map(_new_month, self._files.new_months())
        for path, state in self._files.differing().items():
            if state in (CHANGED, REMOVED):
                words = "was changed" if state == CHANGED else "is no longer there"
                yield Cause(REVISED, f"{_file(path)} {words}, and decides what this figure is taken from.")


@dataclass(frozen=True)
class _Pair:
    """What a figure rests on in each edition."""

    old: Below
    new: Below

    @cached_property
    def listed(self) -> Paired:
        """Cells read one by one, and those of sums that both editions list."""
        return paired_cells(self._cells(self.old), self._cells(self.new))

    def _cells(self, one: Below) -> list[Read]:
        """Cells read one by one, and those of sums that both editions list."""
        other = self.new if one is self.old else self.old
        unlisted = {summed.of_column() for summed in other.summed.values() if not summed.cells}
        listed = [s.cells for s in one.summed.values() if s.cells and s.of_column() not in unlisted]
        found = {*one.read.values(), *(cell for cells in listed for cell in cells)}
        return sorted(found, key=Read.position)

    @cached_property
    def sums(self) -> Paired:
        """Sums of which either edition does not list the cells."""
        unlisted = {s.of_column() for one in (self.old, self.new) for s in one.summed.values() if not s.cells}
        old, new = ([s for s in one.summed.values() if s.of_column() in unlisted] for one in (self.old, self.new))
        return paired_sums(old, new)


@dataclass(frozen=True)
class _Moved:
    """How new months moved on the months that a figure reads.

    Attributes:
        new: the files of the new months, sorted; the figure need not read them itself.
        left: files that it no longer reads, since a later month took their place.
        entered: the later months.
    """

    new: list[str]
    left: set[str]
    entered: set[str]


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


def _counterparts(old: Below, new: Below) -> tuple[dict[Hashable, Read | Summed], dict[Hashable, Read | Summed]]:
    """What each cell and sum of the older edition is in the newer, by its place, and the other way about."""
    cells = paired_cells(old.read.values(), new.read.values())
    sums = paired_sums(old.summed.values(), new.summed.values())
    pairs = [*cells.pairs, *sums.pairs]
    return {was.place(): now for was, now in pairs}, {now.place(): was for was, now in pairs}


def _called_alike(old: Read | Summed, new: Read | Summed) -> bool:
    return not (isinstance(old, Read) and isinstance(new, Read)) or old.names == new.names


def _new_month(path: str) -> Cause:
    return Cause(PERIOD, f"{month(path)} is new ({_file(path)}).")


def _of_cell(old: Read, new: Read) -> Iterator[Cause]:
    moved = _moved_from(old, new)
    if old.correction != new.correction:
        yield _corrected(old, new)
    if old.raw != new.raw:
        yield Cause(REVISED, f'{_place(new)}{moved} was "{old.raw}" and is "{new.raw}".')
    elif old.correction == new.correction:
        yield Cause(METHOD, f'{_place(new)}{moved}, "{new.raw}", was read as {_as(old)} and is read as {_as(new)}.')


def _moved_from(old: Read, new: Read) -> str:
    return "" if old.place() == new.place() else f" (before: {old.address})"


def _corrected(old: Read, new: Read) -> Cause:
    place = f"{_place(new)}{_moved_from(old, new)}"
    if not new.correction:
        was = f'it was "{old.raw}", corrected to {old.correction}'
        return Cause(CORRECTION, f"The correction of {place} was taken out; {was}.")
    what = "was changed" if old.correction else "was entered"
    return Cause(CORRECTION, f'A correction {what}: {place}, "{new.raw}", corrected to {new.correction}.')


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
