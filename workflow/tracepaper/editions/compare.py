"""Two editions of a paper compared, figure by figure: what differs, by how much and why.

Pure: two evidence documents in, what changed out. The newer one may be of a paper that is calculated and not yet
composed, so that nobody knows what it will print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracepaper.editions.causes import CORRECTION, METHOD, PARAMETER, PERIOD, REVISED, WORDS, Cause, Causes
from tracepaper.editions.difference import difference, per_cent
from tracepaper.editions.files import CHANGED, Files, generated
from tracepaper.editions.leaves import (
    READ,
    Node,
    Nodes,
    Read,
    inputs,
    month,
    paired,
    paired_cells,
    read,
    same_reading,
    same_value,
)
from tracepaper.figures import explain
from tracepaper.figures.graph import inputs_first

Evidence = Mapping[str, Any]
Used = tuple[str, ...]
LOSS, HIGH, MEDIUM, LOW, NONE = "loss", "high", "medium", "low", "none"
# The gravest first; losses are told apart from changes.
SEVERITIES = (HIGH, MEDIUM, LOW, NONE)
BY_CAUSE = {CORRECTION: HIGH, METHOD: HIGH, PARAMETER: HIGH, REVISED: MEDIUM, PERIOD: LOW, WORDS: NONE}
STEP = "step-"
GONE = "It is no longer among the figures of the paper."
STILL = "It is computed still, but no longer printed outside the evidence annex."
READS_AS_BEFORE = "Its bytes are others; the cells that the paper uses read as before."
# What tells one sum of cells from another: where its cells stand, and the digest of what stands there.
SELECTED = ("sheet", "column", "rows", "count", "digest")
UNQUOTED = "The paper no longer quotes this cell."


@dataclass(frozen=True)
class Change:
    """A figure that differs between two editions.

    Attributes:
        figure: its id in the newer edition.
        old, new: exact values as the evidence has them; texts for a figure that is a text.
        old_unit: empty where it is the same as `unit`.
        old_display, new_display: as the paper prints them.
        difference: new less old; None for texts and where the unit changed.
        per_cent: of the size of the old value; None from nought, for texts, dates, and where the unit changed.
        causes: all, in their order; `cause` is the first.
        detail: a sentence for each cause: which cell, file, parameter or formula.
        severity: "high", "medium", "low" or "none".
        places: the headings and captions that print it in the newer edition, or did in the older.
    """

    figure: str
    label: str
    old: str
    new: str
    unit: str
    old_unit: str
    old_display: str
    new_display: str
    difference: Decimal | None
    per_cent: Decimal | None
    cause: str
    causes: tuple[str, ...]
    detail: str
    severity: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Lost:
    """A figure that the older edition printed and the newer one does not."""

    figure: str
    label: str
    old: str
    unit: str
    old_display: str
    detail: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Gained:
    """A figure that only the newer edition has; `cause` is "new period" where it rests on a new month, else empty."""

    figure: str
    label: str
    new: str
    unit: str
    new_display: str
    cause: str
    detail: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class ChangedCell:
    """A cell of a source whose raw text is another; `old_cell` is where it stood before, if rows were inserted."""

    sheet: str
    cell: str
    old_cell: str
    names: str
    old: str
    new: str


@dataclass(frozen=True)
class ChangedFile:
    """A source file that is not the same in both editions.

    Attributes:
        state: "changed", "added" or "removed".
        month: the month that an added file brings, of a table that comes monthly: "November 2020"; else empty.
        cells: those that the evidence of both editions holds and that differ; others may.
        detail: a sentence, where only the bytes are others as far as the evidence shows; it does not hold every cell
            of a file, so nobody can say more.
    """

    path: str
    state: str
    title: str
    month: str
    old_sha256: str
    new_sha256: str
    cells: tuple[ChangedCell, ...]
    detail: str = ""


@dataclass(frozen=True)
class Changes:
    """All that differs between two editions: changes by severity and then by id, the rest by id or path.

    False where nothing differs but files of which the paper uses no cell that reads otherwise: they are told of, and
    are no reason for an edition.
    """

    changes: tuple[Change, ...]
    losses: tuple[Lost, ...]
    gains: tuple[Gained, ...]
    files: tuple[ChangedFile, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.losses or self.gains or any(not one.detail for one in self.files))


def compare(old: Evidence, new: Evidence, *, limit: Decimal | None = None) -> Changes:
    """What differs between two editions of a paper.

    Figures are the same by id; cells that have no name by what their row and column are called, or else by where they
    stand. What rests on the generated source of an edition's own changes is left out.

    Args:
        old, new: evidence documents. In `new`, nodes need neither `printed` nor `places`; then a cell that the older
            paper quotes is never taken for lost.
        limit: per cent; a figure that changes by more is of high severity, and so is one that was nought.
    """
    return _Comparison(old, new, limit).changes()


class _Comparison:
    def __init__(self, old: Evidence, new: Evidence, limit: Decimal | None) -> None:
        self._old, self._new, self._limit = _without_generated(old), _without_generated(new), limit
        self._files = Files.of(old, new)
        same_code = old["code_version"] == new["code_version"]
        self._causes = Causes(self._old, self._new, self._files, same_code=same_code)
        self._composed = any(node.get("printed") for node in self._new.values())

    def changes(self) -> Changes:
        pairs, gone, added = self._paired()
        changed = [change for old, new in pairs for change in self._changed(old, new)]
        losses = [*gone, *(old for old, new in pairs if self._no_longer_printed(old, new))]
        return Changes(
            changes=tuple(sorted(changed, key=lambda one: (SEVERITIES.index(one.severity), one.figure))),
            losses=tuple(self._lost(id) for id in sorted(losses)),
            gains=tuple(self._gained(id) for id in sorted(added)),
            files=tuple(self._changed_files()),
        )

    def _paired(self) -> tuple[list[tuple[str, str]], list[str], list[str]]:
        """Ids of the same figure in both editions, of figures lost, and of new figures."""
        named_old, named_new = (_named(nodes) for nodes in (self._old, self._new))
        pairs = [(id, id) for id in named_old if id in self._new]
        gone = [id for id in named_old if id not in self._new and (_places(self._old[id]) or self._old[id]["printed"])]
        added = [id for id in named_new if id not in self._old]
        cell_pairs, cells_gone, cells_added = self._paired_cells()
        return [*pairs, *cell_pairs], [*gone, *cells_gone], [*added, *cells_added]

    def _paired_cells(self) -> tuple[list[tuple[str, str]], list[str], list[str]]:
        """The same for cells that are printed and have no name; a cell that got a name is not lost."""
        old = _cells(self._old, printed=True)
        new = _cells(self._new, printed=self._composed)
        found = paired_cells(old, new)
        if not self._composed:
            return [(old[was], new[now]) for was, now in found.pairs], [], []
        months = paired(found.gone, found.added, Read.month_meaning)
        gone = [old[one] for one in months.gone if one.place() not in _places_read(self._new)]
        added = [new[one] for one in months.added if one.place() not in _places_read(self._old)]
        return [(old[was], new[now]) for was, now in (*found.pairs, *months.pairs)], gone, added

    def _changed(self, old_id: str, new_id: str) -> Iterator[Change]:
        old, new = self._old[old_id], self._new[new_id]
        causes = [*([] if _same(old, new) else self._causes.of(old_id, new_id)), *_words(old, new)]
        if causes:
            yield self._change(old, new, causes, figure=new_id)

    def _change(self, old: Node, new: Node, causes: list[Cause], *, figure: str) -> Change:
        return Change(
            figure=figure,
            label=explain.name(new),
            old=str(old["value"]),
            new=str(new["value"]),
            unit=new["unit"],
            old_unit="" if old["unit"] == new["unit"] else old["unit"],
            old_display=_shown(old),
            new_display=_shown(new),
            difference=difference(old, new),
            per_cent=per_cent(old, new),
            cause=causes[0].name,
            causes=tuple(cause.name for cause in causes),
            detail=" ".join(cause.detail for cause in causes),
            severity=self._severity(old, new, causes),
            places=tuple(_places(new) or _places(old)),
        )

    def _severity(self, old: Node, new: Node, causes: list[Cause]) -> str:
        if self._over_limit(old, new) or _sign_changed(old, new):
            return HIGH
        return min((BY_CAUSE[cause.name] for cause in causes), key=SEVERITIES.index)

    def _over_limit(self, old: Node, new: Node) -> bool:
        change, share = difference(old, new), per_cent(old, new)
        if self._limit is None or not change:
            return False
        return not Decimal(old["value"]) if share is None else abs(share) > self._limit

    def _no_longer_printed(self, old: str, new: str) -> bool:
        return self._composed and bool(_places(self._old[old])) and not _places(self._new[new])

    def _lost(self, id: str) -> Lost:
        node = self._old[id]
        still = id in self._new and bool(node["label"])
        return Lost(
            figure=id,
            label=explain.name(node),
            old=str(node["value"]),
            unit=node["unit"],
            old_display=_shown(node),
            detail=STILL if still else GONE if node["label"] else UNQUOTED,
            places=tuple(_places(node)),
        )

    def _gained(self, id: str) -> Gained:
        node = self._new[id]
        cause = next(iter(self._causes.of_new(id)), None)
        return Gained(
            figure=id,
            label=explain.name(node),
            new=str(node["value"]),
            unit=node["unit"],
            new_display=_shown(node),
            cause=cause.name if cause else "",
            detail=cause.detail if cause else "",
            places=tuple(_places(node)),
        )

    def _changed_files(self) -> Iterator[ChangedFile]:
        cells = _changed_cells(self._old, self._new)
        used_before, used = _used(self._old), _used(self._new)
        for path, state in self._files.differing().items():
            old, new = self._files.old.get(path, {}), self._files.new.get(path, {})
            yield ChangedFile(
                path=path,
                state=state,
                title=(new or old)["title"],
                month=month(path) if self._files.is_new_month(path) else "",
                old_sha256=old.get("sha256", ""),
                new_sha256=new.get("sha256", ""),
                cells=tuple(cells.get(path, ())) if state == CHANGED else (),
                detail=READS_AS_BEFORE if state == CHANGED and used_before.get(path) == used.get(path) else "",
            )


def _without_generated(evidence: Evidence) -> Nodes:
    """The nodes of an edition, but for those that rest on the source of its own changes."""
    nodes: Nodes = evidence["figures"]
    folder = generated(evidence)
    done: dict[str, bool] = {}
    for start in nodes:
        for id in inputs_first(start, inputs=lambda one: inputs(nodes, one), done=done.__contains__):
            done[id] = _reads(nodes[id], folder) or any(done[one] for one in inputs(nodes, id))
    return {id: node for id, node in nodes.items() if not done[id]}


def _reads(node: Node, folder: str) -> bool:
    paths = [cell["path"] for cell in node["cells"]]
    own = [node["selection"]["path"]] if node["operation"] == "selection" else []
    return any(path.startswith(folder) for path in (*paths, *own))


def _sign_changed(old: Node, new: Node) -> bool:
    return difference(old, new) is not None and Decimal(old["value"]) * Decimal(new["value"]) < 0


def _same(old: Node, new: Node) -> bool:
    if old["operation"] in READ and new["operation"] in READ:
        return same_reading(*(read(node["cells"][0], node) for node in (old, new)))
    return same_value(old, new)


def _named(nodes: Nodes) -> list[str]:
    """Figures that have a name of their own; a step is known by what it says, and is another when that changes."""
    return [id for id, node in nodes.items() if node["label"] and not id.startswith(STEP)]


def _cells(nodes: Nodes, *, printed: bool) -> dict[Read, str]:
    """The cells that have no name, with their ids; all, or those that are printed."""
    found = {id: node for id, node in nodes.items() if node["operation"] in READ and not node["label"]}
    return {read(node["cells"][0], node): id for id, node in found.items() if _places(node) or not printed}


def _places_read(nodes: Nodes) -> set[tuple[str, str, str]]:
    """Where the cells stand that have a name."""
    named = [node for node in nodes.values() if node["operation"] in READ and node["label"]]
    return {read(node["cells"][0], node).place() for node in named}


def _changed_cells(old: Nodes, new: Nodes) -> dict[str, list[ChangedCell]]:
    every = [{read(cell, None) for node in nodes.values() for cell in node["cells"]} for nodes in (old, new)]
    found: dict[str, list[ChangedCell]] = {}
    for was, now in sorted(paired_cells(*every).pairs, key=lambda pair: pair[1].position()):
        if was.raw != now.raw:
            cell = ChangedCell(now.sheet, now.address, was.address, now.names, was.raw, now.raw)
            found.setdefault(now.path, []).append(cell)
    return found


def _used(nodes: Nodes) -> dict[str, set[Used]]:
    """What the figures of an edition read of each file: cells, and sums of cells with the digest of what they add."""
    found: dict[str, set[Used]] = {}
    for node in nodes.values():
        for cell in node["cells"]:
            one = read(cell, None)
            found.setdefault(one.path, set()).add((*one.place(), one.names, one.raw, one.correction))
        if node["operation"] == "selection":
            own = node["selection"]
            found.setdefault(own["path"], set()).add(tuple(str(own[key]) for key in SELECTED))
    return found


def _words(old: Node, new: Node) -> Iterator[Cause]:
    """What a named figure is called, or how it is printed, where that alone differs."""
    if not new["label"]:
        return
    if old["label"] != new["label"]:
        yield Cause(WORDS, f'It was called "{old["label"]}".')
    elif _same(old, new) and old["display"] != new["display"]:
        yield Cause(WORDS, f"The same value is printed as {_shown(new)}; it was printed as {_shown(old)}.")


def _shown(node: Node) -> str:
    return str(node["display"]) or explain.exact(node)


def _places(node: Node) -> list[str]:
    """Where the paper prints a figure; evidence that does not say so says at least whether."""
    places: list[str] = node["places"] if "places" in node else node.get("printed", [])
    return places
