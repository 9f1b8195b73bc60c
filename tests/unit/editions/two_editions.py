"""Evidence of small editions: real tables, real formulas and the real nodes, without composing a paper."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracepaper import calculations
from tracepaper.figures import Display, Figure, Parameter, Text, graph, literal, units
from tracepaper.figures.expression import Expressions
from tracepaper.papers import evidence
from tracepaper.sources import months, tables
from tracepaper.sources.tables import Table
from unit.sources.source_project import OPTION, SourceProject, column

PAPER = "specimen"
COSTS = "data/raw/example/costs.csv"
ROWS = (("A", "1,000"), ("B", "250"), ("C", "40"))
MONTHLY = {"column": "month", "first": "2020-04", "due": 10}
PAYMENTS = (column("payment", required=True), column("month", required=True), column("amount", "number", required=True))
PAID = column("paid", "date")
NUMBER = Display("number")
FORMS = {"GBP": Display("pounds"), "date": Display("date")}


@dataclass(frozen=True)
class Edition:
    """What an edition is made of.

    Attributes:
        rows: of the table costs.
        costs: of its description: `corrections`, and `unit` of its column.
        months: month to the payments of its file.
        formulas: id to formula, in order; a figure is called by its id with underscores.
        numbers: declared numbers, by name.
        rate: edition and value of the parameter "Rate, standard".
        labels: of figures that are not called by their id.
        quoted: cells that the paper quotes.
        composed: whether it is known what is printed.
        dated: whether each payment has its day, the ninth of the month.
    """

    rows: Sequence[Sequence[str]] = ROWS
    costs: Mapping[str, Any] = field(default_factory=dict)
    months: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=lambda: {"total": "costs.total('cost')"})
    numbers: Mapping[str, int] = field(default_factory=dict)
    rate: tuple[str, str] = ("2025", "0.5")
    labels: Mapping[str, str] = field(default_factory=dict)
    display: Display | None = None
    quoted: Sequence[str] = ()
    code_version: str = "1"
    composed: bool = True
    dated: bool = False

    def with_(self, **changed: Any) -> Edition:
        """The same edition but for some of it."""
        return dataclasses.replace(self, **changed)

    def evidence(self, root: Path) -> dict[str, Any]:
        """Its evidence, as far as it is compared; `root` is a new folder."""
        project = SourceProject(root)
        project.folder.mkdir(parents=True)
        every, names = self._tables(project)
        book = self._book(names)
        formulas = {id: self.formulas[one] for one, value in book.items() for id in _ids(value) if one in self.formulas}
        written = graph.dump(book)["figures"]
        nodes = evidence.nodes(written, every, formulas=formulas, quoted=self.quoted)
        for id, node in nodes.items():
            shown = self.composed and (bool(node["label"]) or id in self.quoted)
            node.update(
                printed=[node["display"] or node["exact"]] if shown else [], places=["Summary"] if shown else []
            )
        return {
            **{"paper": PAPER, "title": "Community support", "council": "Borsetshire County Council"},
            **{"date": "2020-07-01", "edition": "", "code_version": self.code_version},
            **{"sources": [*_sources(root, every)], "figures": nodes},
        }

    def _tables(self, project: SourceProject) -> tuple[list[Table], dict[str, Any]]:
        own = dict(self.costs)
        project.table(self.rows, OPTION, column("cost", "number", unit=own.pop("unit", "GBP")), **own)
        for month, payments in self.months.items():
            _put(project, month, payments, dated=self.dated)
        if self.months:
            project.resources.append(_monthly(dated=self.dated))
            project.write_dictionary()
        costs = project.loaded()
        if not self.months:
            return [costs], {"costs": costs}
        spend = months.load(project.root, "example", "spend")
        assert isinstance(spend, months.Months)
        return [costs, *spend.tables.values()], {"costs": costs, "spend": spend}

    def _book(self, tables: Mapping[str, Any]) -> dict[str, Any]:
        expressions, names = Expressions(calculations.functions()), dict(tables)
        book: dict[str, Any] = {id: self._declared(id, value) for id, value in self.numbers.items()}
        edition, value = self.rate
        rate = Figure(Decimal(value), units.ONE, Parameter("Rate, standard", edition, "The rates book"))
        book["rate"] = rate.named("rate", "Rate", NUMBER)
        for id, formula in self.formulas.items():
            found = expressions.value(
                formula, {**names, **{_name(one): value for one, value in book.items()}}, place=id
            )
            book[id] = self._named(id, found)
        return book

    def _declared(self, id: str, value: int) -> Figure:
        return literal(value, units.ONE, "Agreed by the board.").named(id, id.capitalize(), NUMBER)

    def _named(self, id: str, found: Any) -> Any:
        if isinstance(found, Mapping):
            return {key: self._named(f"{id}-{key.lower().replace(' ', '-')}", value) for key, value in found.items()}
        label = self.labels.get(id, id.capitalize())
        if isinstance(found, Text):
            return found.named(id, label)
        return found.named(id, label, self.display or FORMS.get(str(found.unit), NUMBER))


def _name(id: str) -> str:
    return id.replace("-", "_")


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _ids(item)
    else:
        yield value.id


def _monthly(*, dated: bool) -> dict[str, Any]:
    schema = {"primaryKey": ["payment"], "fields": [*PAYMENTS, *([PAID] if dated else [])]}
    entry = {"name": "spend", "title": "Spend", "path": "spend_{period}.csv", "format": "csv", "schema": schema}
    return {**entry, "tracepaper": {"monthly": MONTHLY}}


def _put(project: SourceProject, month: str, payments: Sequence[tuple[str, str]], *, dated: bool) -> None:
    text = io.StringIO()
    day = "/".join(("09", month[5:], month[:4]))
    rows = [["Payment", "Month", "Amount", "Paid"], *([payment, month, amount, day] for payment, amount in payments)]
    rows = rows if dated else [row[:3] for row in rows]
    csv.writer(text, lineterminator="\n").writerows(rows)
    (project.folder / f"spend_{month}.csv").write_text(text.getvalue(), "utf-8")


def _sources(root: Path, every: Sequence[tables.Table]) -> Iterator[dict[str, str]]:
    for table in every:
        digest = hashlib.sha256((root / table.path).read_bytes()).hexdigest()
        about = {"id": "example", "table": table.name, "publisher": "A council", "received": "2020-07-01"}
        yield {**about, "path": table.path, "sheet": table.sheet, "sha256": digest, "title": table.title}


def correction(found: str, value: str, *, cell: str = "B2") -> dict[str, str]:
    """An entry under corrections: of the data dictionary."""
    why = {"reason": "a slip of the pen", "by": "Head of Finance", "expires": "2099-12-31"}
    return {"cell": cell, "found": found, "value": value, **why}
