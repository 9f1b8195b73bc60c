"""Calculate a paper: its tables, parameters, literals and formulas to one book of named figures."""

from __future__ import annotations

import contextlib
import itertools
import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from tracepaper import calculations, records
from tracepaper.errors import Fault, FigureError
from tracepaper.figures import ONE, Cell, Display, Figure, Parameter, Text, Unit, comparable, graph, literal, units
from tracepaper.figures.display import half_up, wanted
from tracepaper.figures.expression import Expressions
from tracepaper.figures.kinds import kind
from tracepaper.figures.units import DATE
from tracepaper.papers import claims, drivers, edition_changes, findings
from tracepaper.settings import edition as edition_settings
from tracepaper.settings import paper as paper_settings
from tracepaper.settings import parameters as parameter_settings
from tracepaper.settings import strict_yaml
from tracepaper.settings.paper import ID, DisplaySettings, FigureSettings, LiteralSettings, Paper
from tracepaper.settings.strict_yaml import Document
from tracepaper.sources import months, tables
from tracepaper.sources.ingest import TABLES
from tracepaper.sources.months import Months
from tracepaper.sources.tables import Table

PAPERS = Path("data", "processed", "papers")
BOOK = "figures.json"
STANDARD_PLACES = {"millions": 2, "per cent": 1}
WORD = re.compile(r"\w+")


def calculate(root: Path, paper: str) -> Path:
    """Compute every figure of a paper and write them, with their derivations, to figures.json.

    Returns:
        The record's path.

    Raises:
        SettingsError: a formula cannot be computed; its place, text and reason are named.
    """
    paper_settings.require(root, paper)
    folders = (paper_settings.FOLDER, edition_settings.FOLDER)
    made_from = records.note(root, [root / folder / f"{paper}.yaml" for folder in folders])
    settings = paper_settings.load(root, paper)
    require_tables(root, settings)
    made_from |= records.note(root, _inputs(root, settings))
    folder = root / PAPERS / paper / "calculated"
    text = json.dumps(dumped(root, settings), indent=1, ensure_ascii=False)
    records.replace_text(folder / BOOK, text + "\n")
    record = folder / records.RECORD
    records.write(record, root=root, made_from=made_from, made=[folder / BOOK])
    return record


def dumped(root: Path, settings: Paper) -> dict[str, Any]:
    """The book of a paper as plain values, computed from its validated tables."""
    return graph.dump(book(root, settings))


def require_tables(root: Path, settings: Paper) -> None:
    """Refuse to go on from tables that are not there, or are not what their source makes.

    Raises:
        CallError: naming the verb that makes them.
    """
    for source in settings.sources:
        records.require(root / TABLES / source / records.RECORD, root=root, verb=f"ingest {source}")


def load(root: Path, paper: str) -> dict[str, Any]:
    """The book of a paper that was calculated."""
    return graph.load(content(root, paper))


def content(root: Path, paper: str) -> dict[str, Any]:
    """The same as plain values: the nodes of its derivation graph, and the shape of its book."""
    written: dict[str, Any] = json.loads((root / PAPERS / paper / "calculated" / BOOK).read_text("utf-8"))
    return written


def book(root: Path, settings: Paper) -> dict[str, Any]:
    """Every literal and figure of a paper by the name that formulas and templates use.

    Raises:
        SettingsError: naming every table, literal and formula at fault; a formula that rests on one is passed over.
    """
    functions = calculations.functions()
    _refuse_hidden_calculations(settings, functions)
    expressions = Expressions(functions)
    names = {**_tables(root, settings), **_parameters(root, settings)}
    named = _Naming(settings, expressions, names).everything()
    _refuse_untrue(settings, expressions, {**names, **named})
    made = {
        **named,
        "findings": findings.figures(root, settings),
        **_claims(root, settings, expressions, {**names, **named}),
    }
    return {**made, "edition_changes": _edition_changes(root, settings, made)}


def _edition_changes(root: Path, settings: Paper, made: Mapping[str, Any]) -> dict[str, Any]:
    return edition_changes.figures(root, settings, made, every_table(root, settings)) if settings.changes else {}


class _Naming:
    """Computes the literals and figures of a paper, one after another, and passes over what rests on one at fault.

    Attributes:
        names: tables and parameters; and the drivers, from the first formula on that uses them.
        named: literals and figures so far.
        failures: one for each fault.
        unknown: names that are at fault, or rest on one that is.
    """

    def __init__(self, settings: Paper, expressions: Expressions, names: dict[str, Any]) -> None:
        self.settings, self.expressions, self.names = settings, expressions, names
        self.document = strict_yaml.load(settings.path)
        self.named: dict[str, Any] = {}
        self.failures: list[FigureError] = []
        self.unknown: set[str] = set()

    def everything(self) -> dict[str, Any]:
        for id, item in self.settings.literals.items():
            with self._telling(_name(id)):
                self.named[_name(id)] = _literal(self.document, id, item)
        for figure in self.settings.figures:
            self._figure(figure, words=set(WORD.findall(figure.formula)))
        _raise_together(self.failures)
        drivers.computed(self.settings, self.document, self.named)
        return self.named

    def _figure(self, figure: FigureSettings, *, words: set[str]) -> None:
        name, varies = _name(figure.id), drivers.NAME in words
        if self.unknown & words or (varies and drivers.rest_on(self.settings, self.unknown)):
            self.unknown.add(name)
            return
        with self._telling(name):
            if varies:
                self._add_drivers()
            found = self.expressions.value(figure.formula, {**self.names, **self.named}, place=figure.place)
            short = drivers.short_names(self.settings)
            self.named[name] = _named(found, figure.id, figure.label, figure.display, figure.place, short)

    def _add_drivers(self) -> None:
        if self.settings.drivers and drivers.NAME not in self.names:
            with self._telling(drivers.NAME, again=True):
                self.names[drivers.NAME] = drivers.computed(self.settings, self.document, self.named)

    @contextlib.contextmanager
    def _telling(self, name: str, *, again: bool = False) -> Iterator[None]:
        """Note what is at fault under a name; `again` lets whoever asked for it see the fault too."""
        try:
            yield
        except FigureError as error:
            self.unknown.add(name)
            if again:
                raise
            self.failures.append(error)


def _claims(root: Path, settings: Paper, expressions: Expressions, names: Mapping[str, Any]) -> dict[str, Any]:
    if "claims" not in settings.logs:
        return {"claims": [], "claims_tally": {}}

    def evaluate(text: str, place: str) -> Any:
        return expressions.value(text, names, place=place)

    found = claims.reconciled(tables.load(root, *settings.logs["claims"]), evaluate)
    return {"claims": found, "claims_tally": claims.tally(found)}


def _raise_together(failures: Collection[FigureError]) -> None:
    if len(failures) == 1:
        raise next(iter(failures))
    if failures:
        raise FigureError("\n\n".join(map(str, failures)))


def _literal(document: Document, id: str, item: LiteralSettings) -> Figure:
    unit, display = (f"{document.path}, {document.place(('literals', id, key))}" for key in ("unit", "display"))
    number = literal(item.value, _unit(item.unit, unit), item.reason)
    return number.named(id, item.label, _display(item.display, number, display))


def _unit(text: str, place: str) -> Unit:
    try:
        return units.parse(text)
    except FigureError as error:
        raise FigureError("A unit is not known.", [Fault(place, f'"{text}"', "a unit", error.heading)]) from None


def _refuse_untrue(settings: Paper, expressions: Expressions, names: Mapping[str, Any]) -> None:
    """Hold the words that compare to the figures that they compare."""
    faults = []
    for statement in settings.statements:
        holds = expressions.value(statement.holds, names, place=statement.place)
        if holds is not True:
            found = f'"{statement.says}", which is not true of the figures now ({statement.holds})'
            remedy = "Rewrite the sentence in the paper's template, and the statement with it."
            faults.append(Fault(statement.place, found, "a sentence that the figures bear out", remedy))
    if faults:
        raise FigureError(f"The words of {settings.id} do not agree with its figures.", faults)


def _refuse_hidden_calculations(settings: Paper, functions: Mapping[str, object]) -> None:
    ids = [*settings.literals, *(figure.id for figure in settings.figures)]
    own = (*settings.tables, *settings.parameters, *map(_name, ids))
    faults = [
        Fault(f'the name "{name}"', "the name of a calculation too", "a name of its own", "Rename the entry.")
        for name in own
        if name in functions
    ]
    if faults:
        raise FigureError(f"{settings.path} hides calculations from its own formulas.", faults)


def names(root: Path, settings: Paper) -> dict[str, Any]:
    """What a template may refer to besides the book: the paper's tables."""
    return dict(_tables(root, settings))


def every_table(root: Path, settings: Paper) -> list[Table]:
    """Every table that a paper draws on, its logs included, and of a monthly one that of every month.

    Raises:
        FigureError: one of them holds an exempt column.
    """
    named = {f"{source}/{name}": (source, name) for source, name in settings.used_tables}
    return list(dict.fromkeys(itertools.chain.from_iterable(map(_each, _loaded(root, settings, named).values()))))


def _inputs(root: Path, settings: Paper) -> list[Path]:
    sources = [root / TABLES / source / records.RECORD for source in settings.sources]
    parameters = [root / parameter_settings.FOLDER / f"{name}.yaml" for name in settings.parameters.values()]
    return [*sources, *parameters]


def _tables(root: Path, settings: Paper) -> dict[str, Table | Months]:
    return _loaded(root, settings, settings.tables)


def _loaded(root: Path, settings: Paper, named: Mapping[str, tuple[str, str]]) -> dict[str, Table | Months]:
    loaded = {name: months.load(root, source, table) for name, (source, table) in named.items()}
    one_of_each = {f"tables.{name}": _each(table)[0] for name, table in loaded.items()}
    if faults := [fault for place, table in one_of_each.items() for fault in _exempt(place, table)]:
        raise FigureError(f"{settings.path} uses exempt data, which no public paper prints.", faults)
    return loaded


def _each(table: Table | Months) -> list[Table]:
    """The tables that a name stands for: those of all months, which have the same columns, or one."""
    return list(table.tables.values()) if isinstance(table, Months) else [table]


def _exempt(place: str, table: Table) -> Iterator[Fault]:
    """Any column at all: its texts stand in rows of words, and in findings and corrections."""
    remedy = "Keep exempt columns in a table of their own, which no paper names."
    for column in table.columns.values():
        if column["classification"] != "public":
            found = f'the column "{column["name"]}" of {table.path}, classified as {column["classification"]}'
            yield Fault(place, found, "a table whose columns are all public", remedy)


def _parameters(root: Path, settings: Paper) -> dict[str, Any]:
    loaded = {name: parameter_settings.load(root, file) for name, file in settings.parameters.items()}
    return {name: {series: _series(one, series) for series in one.values} for name, one in loaded.items()}


def _series(one: parameter_settings.Parameters, series: str) -> dict[str, Figure]:
    unit = _unit(one.unit, one.unit_place)
    return {
        key: Figure(value, unit, Parameter(f"{one.name}, {series}, {key}", one.edition, one.citation))
        for key, value in one.values[series].items()
    }


def _named(
    value: Any, id: str, label: str, display: DisplaySettings | None, place: str, short: Mapping[str, str]
) -> Any:
    """Give every figure in a formula's result its id and label; keys of a family fill the label's {} in turn.

    Args:
        short: what stands in ids for keys that are too long for them.
    """
    if isinstance(value, Figure):
        return value.named(_short_enough(id, place), label.replace("{}", "").strip(), _display(display, value, place))
    if isinstance(value, Mapping):
        return {
            key: _named(item, f"{id}-{short.get(key, _slug(key))}", _filled(label, key), display, place, short)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_named(item, f"{id}-{n}", label, display, place, short) for n, item in enumerate(value, 1)]
    if isinstance(value, Text) and isinstance(value.derivation, Cell):
        return value
    if isinstance(value, Text):
        return value.named(_short_enough(id, place), label.replace("{}", "").strip())
    if isinstance(value, str | bool):
        return value
    found = "nothing" if value is None else kind(value)
    raise FigureError(f"The formula at {place} gives {found}, which is neither a figure nor text.")


def _filled(label: str, key: str) -> str:
    """A label with a key in its place; a key that is a code reads as words: "clusters_met"."""
    return label.replace("{}", key.replace("_", " "), 1)


def _short_enough(id: str, place: str) -> str:
    if not ID.fullmatch(id):
        remedy = "Shorten the id under figures:, or the keys of the table."
        fault = Fault(place, f'the id "{id}"', "at most 64 letters, digits and hyphens", remedy)
        raise FigureError("A formula gives a figure whose id is too long.", [fault])
    return id


def _display(settings: DisplaySettings | None, figure: Figure, place: str) -> Display:
    if settings is None:
        return figure.display or _standard(figure)
    if unit := wanted(settings.form, figure.unit):
        found = f'the form "{settings.form}" for {figure.unit.words()}'
        remedy = "Choose another form: date suits dates, number any other unit."
        fault = Fault(place, found, unit, remedy)
        raise FigureError("A figure cannot be printed in that form.", [fault])
    places = STANDARD_PLACES.get(settings.form, 0) if settings.places is None else settings.places
    return Display(settings.form, places, settings.negative, settings.suffix)


def _standard(figure: Figure) -> Display:
    """Pounds to the pound, whole counts whole, dates as days, other numbers to one place.

    A pure number has two where one place would not say all of it: a third is 0.33.
    """
    if figure.unit == DATE:
        return Display("date")
    if str(figure.unit) == "GBP":
        return Display("pounds")
    (settled,) = comparable([figure])
    if settled == settled.to_integral_value():
        return Display("number", 0)
    return Display("number", 2 if figure.unit == ONE and half_up(settled, 1) != settled else 1)


def _name(id: str) -> str:
    return id.replace("-", "_")


def _slug(key: str) -> str:
    slug = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in key.lower())
    return "-".join(part for part in slug.split("-") if part)
