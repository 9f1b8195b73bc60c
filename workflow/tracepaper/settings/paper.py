"""The settings of one paper: config/papers/<paper_id>.yaml to a frozen dataclass."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracepaper.errors import CallError, Fault, SettingsError
from tracepaper.settings import days, schema, sign_off
from tracepaper.settings import edition as edition_settings
from tracepaper.settings.edition import Edition
from tracepaper.settings.sign_off import Editions
from tracepaper.settings.strict_yaml import Document

FOLDER = Path("config", "papers")
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
LOGS = ("claims", "assumptions", "data_log")
# What formulas and templates mean by these names is fixed.
RESERVED = {
    *("and", "caller", "else", "false", "if", "in", "is", "loop", "none", "not", "or", "self", "true"),
    *("assumption", "assumptions", "background_papers", "changes", "charts", "claims", "corrections", "data_log"),
    *("diagrams", "drivers", "edition", "edition_changes", "findings", "front_matter", "paper"),
    *("rounding_note", "row"),
}


@dataclass(frozen=True)
class DisplaySettings:
    """How a figure is printed; None leaves the choice to its unit."""

    form: str
    places: int | None = None
    negative: str = "minus"
    suffix: str = ""


@dataclass(frozen=True)
class LiteralSettings:
    """A number that no source holds, with the reason why it is that number."""

    value: Decimal
    unit: str
    label: str
    reason: str
    display: DisplaySettings | None


@dataclass(frozen=True)
class DriverSettings:
    """A figure that nobody knows for certain: ids of the figure, of its low and of its high; how it is drawn."""

    figure: str
    low: str
    high: str
    distribution: str
    limits: str


@dataclass(frozen=True)
class FigureSettings:
    """A named formula; `place` is where it stands, for messages."""

    id: str
    label: str
    formula: str
    display: DisplaySettings | None
    place: str


@dataclass(frozen=True)
class Statement:
    """A sentence of the paper, and the expression that is true while the sentence is."""

    says: str
    holds: str
    place: str


@dataclass(frozen=True)
class TypedNumber:
    """A number that the paper may type, since it names something: after a word ("option"), or in a text as it is."""

    after: str
    text: str
    reason: str


@dataclass(frozen=True)
class ChartSettings:
    """A chart: its words, and the expressions that give its figures."""

    id: str
    kind: str
    caption: str
    title: str
    x_label: str
    y_label: str
    unit: str
    series: Mapping[str, str]
    series_by: str
    totals: str
    targets: str
    base: str
    points: Mapping[str, str]
    labels: Mapping[str, str]
    place: str


@dataclass(frozen=True)
class DiagramSettings:
    """A diagram: its words, and the tables of its items and of the links between them.

    Attributes:
        direction: "right", where levels are columns, or "down", where they are rows.
        page: "portrait" or "landscape".
        items, links: names of tables; links may be empty.
        levels: codes in the column level, in order, to their headings.
    """

    id: str
    caption: str
    title: str
    direction: str
    page: str
    items: str
    links: str
    levels: Mapping[str, str]
    place: str


@dataclass(frozen=True)
class Paper:
    """One committee paper, as its settings describe it.

    Attributes:
        date: the day that it bears: that of its edition, where it is one.
        cover: the fields of the cover sheet by name, as plain text and lists of text.
        tables: name in formulas to (source, table).
        logs: "claims", "assumptions" and "data_log", where the paper has them, to (source, table).
        parameters: name in formulas to the name of a parameter file.
        drivers: words for tables and charts to the driver.
        approvals: role and day of approval, None while pending.
        editions: who signs off its editions; None for a paper that has none.
        edition: the edition that this build is; None for a working build.
    """

    id: str
    path: Path
    type: str
    title: str
    short_title: str
    subtitle: str
    council: str
    date: datetime.date
    status: str
    summary: str
    keywords: tuple[str, ...]
    cover: Mapping[str, Any]
    tables: Mapping[str, tuple[str, str]]
    logs: Mapping[str, tuple[str, str]]
    parameters: Mapping[str, str]
    literals: Mapping[str, LiteralSettings]
    drivers: Mapping[str, DriverSettings]
    figures: tuple[FigureSettings, ...]
    statements: tuple[Statement, ...]
    typed_numbers: tuple[TypedNumber, ...]
    charts: tuple[ChartSettings, ...]
    diagrams: tuple[DiagramSettings, ...]
    recommendations: tuple[str, ...]
    appendices: tuple[str, ...]
    approvals: tuple[tuple[str, datetime.date | None], ...]
    editions: Editions | None
    background_papers: tuple[str, ...]
    edition: Edition | None

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that the paper draws on, in order."""
        return tuple(dict.fromkeys(source for source, _ in self.used_tables))

    @property
    def used_tables(self) -> tuple[tuple[str, str], ...]:
        """Every (source, table) that the paper draws on, its logs and what its edition changes last."""
        return tuple(dict.fromkeys([*self.tables.values(), *self.logs.values(), *self.changes]))

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """Every (source, table) that says what its edition changes; empty where none is there."""
        if self.edition is None or not self.edition.changes:
            return ()
        return tuple((edition_settings.source(self.id), table) for table in edition_settings.CHANGES)


def ids(root: Path) -> tuple[str, ...]:
    """Ids of every paper that has a settings file."""
    return tuple(sorted(path.stem for path in (root / FOLDER).glob("*.yaml") if ID.fullmatch(path.stem)))


def require(root: Path, paper: str) -> None:
    """Refuse the name of a paper that has no settings file.

    Raises:
        CallError: naming the papers that there are.
    """
    if paper not in ids(root):
        raise CallError(f'There is no paper "{paper}". There are: {", ".join(ids(root)) or "none"}.')


def load(root: Path, paper: str) -> Paper:
    """Read the settings of a paper.

    Raises:
        CallError: there is no such paper.
        SettingsError: with every fault, its line and key.
    """
    require(root, paper)
    document = schema.load(
        FOLDER / f"{paper}.yaml" if root.resolve() == Path.cwd() else root / FOLDER / f"{paper}.yaml", kind="paper"
    )
    _refuse_other_name(document, paper)
    _refuse_repeated_ids(document)
    _refuse_repeated_pictures(document)
    return _paper(document, edition_settings.load(root, paper))


def sources(root: Path, paper: str) -> tuple[str, ...]:
    """Ids of the sources that a paper draws on, to plan with; none while its settings are at fault: `load` says so."""
    try:
        return load(root, paper).sources
    except SettingsError:
        return ()


def _paper(document: Document, edition: Edition | None) -> Paper:
    content: dict[str, Any] = document.content
    return Paper(
        id=content["paper"],
        path=document.path,
        type=content["type"],
        title=content["title"],
        short_title=content["short_title"],
        subtitle=content.get("subtitle", ""),
        council=content["council"],
        date=edition.date if edition else days.read(document, ("date",), content["date"]),
        status=content.get("status", ""),
        summary=content["summary"],
        keywords=tuple(content.get("keywords", ())),
        cover=_cover(document),
        tables={name: _table(text) for name, text in content["tables"].items()},
        logs={name: _table(content[name]) for name in LOGS if name in content},
        parameters=content.get("parameters", {}),
        literals={name: _literal(item) for name, item in content.get("literals", {}).items()},
        drivers={name: DriverSettings(**item) for name, item in content.get("drivers", {}).items()},
        figures=tuple(_figure(document, n, item) for n, item in enumerate(content["figures"])),
        statements=tuple(_statement(document, n, item) for n, item in enumerate(content.get("statements", ()))),
        typed_numbers=tuple(_typed_number(item) for item in content.get("typed_numbers", ())),
        charts=tuple(_chart(document, n, item) for n, item in enumerate(content.get("charts", ()))),
        diagrams=tuple(_diagram(document, n, item) for n, item in enumerate(content.get("diagrams", ()))),
        recommendations=tuple(content["recommendations"]),
        appendices=tuple(content.get("appendices", ())),
        approvals=tuple(_approval(document, n, item) for n, item in enumerate(content.get("approvals", ()))),
        editions=sign_off.read(document),
        background_papers=tuple(content.get("background_papers", ())),
        edition=edition,
    )


def _cover(document: Document) -> Mapping[str, Any]:
    cover: Mapping[str, Any] = document.content["cover"]
    if "meeting_date" in cover:
        days.read(document, ("cover", "meeting_date"), cover["meeting_date"])
    return cover


def _table(text: str) -> tuple[str, str]:
    source, _, table = text.partition("/")
    return source, table


def _literal(item: Mapping[str, Any]) -> LiteralSettings:
    value = Decimal(item["value"])
    return LiteralSettings(value, item["unit"], item["label"], item["reason"], _display(item.get("display")))


def _figure(document: Document, number: int, item: Mapping[str, Any]) -> FigureSettings:
    place = f"{document.path}, {document.place(('figures', number, 'formula'))} ({item['id']})"
    return FigureSettings(item["id"], item["label"], item["formula"], _display(item.get("display")), place)


def _display(item: str | Mapping[str, Any] | None) -> DisplaySettings | None:
    if item is None:
        return None
    return DisplaySettings(item) if isinstance(item, str) else DisplaySettings(**item)


def _statement(document: Document, number: int, item: Mapping[str, str]) -> Statement:
    return Statement(item["says"], item["holds"], f"{document.path}, {document.place(('statements', number, 'holds'))}")


def _typed_number(item: Mapping[str, str]) -> TypedNumber:
    return TypedNumber(item.get("after", ""), item.get("text", ""), item["reason"])


def _chart(document: Document, number: int, item: Mapping[str, Any]) -> ChartSettings:
    empty: dict[str, Any] = {"series": {}, "points": {}, "labels": {}}
    defaults = {**empty, **dict.fromkeys(("series_by", "totals", "targets", "base"), "")}
    place = f"{document.path}, {document.place(('charts', number))} ({item['id']})"
    given = [key for key in ("series", "series_by", "points") if key in item]
    if len(given) != 1:
        found = " and ".join(given) or "none of them"
        fault = Fault(place, found, "one of series, series_by and points", "Say once what the chart shows.")
        raise SettingsError(f"{document.path} has a chart without one clear content.", [fault])
    return ChartSettings(**{**defaults, **item, "place": place})


def _diagram(document: Document, number: int, item: Mapping[str, Any]) -> DiagramSettings:
    place = f"{document.path}, {document.place(('diagrams', number))} ({item['id']})"
    faults = [
        Fault(place, f'the {part} "{item[part]}"', "a name under tables:", "Name a table of this paper there.")
        for part in ("items", "links")
        if part in item and item[part] not in document.content["tables"]
    ]
    if faults:
        raise SettingsError(f"{document.path} has a diagram of tables that it does not name.", faults)
    return DiagramSettings(**{"page": "portrait", "links": "", **item, "place": place})


def _approval(document: Document, number: int, item: Mapping[str, str]) -> tuple[str, datetime.date | None]:
    day = days.read(document, ("approvals", number, "date"), item["date"]) if "date" in item else None
    return item["role"], day


def _refuse_other_name(document: Document, paper: str) -> None:
    if document.content["paper"] != paper:
        found = document.content["paper"]
        fault = Fault(document.place(("paper",)), found, paper, "Give the paper and its file the same name.")
        raise SettingsError(f"{document.path} is named otherwise than its paper.", [fault])


def _refuse_repeated_ids(document: Document) -> None:
    """A name in a formula or template means one thing: a table, a parameter table, a literal or a figure."""
    named = list(_names(document.content))
    faults = [
        Fault(document.place(key), f'the name "{name}", which {_owner(name)}', "a name of its own", "Rename it.")
        for number, (name, key) in enumerate(named)
        if name in RESERVED or name in {earlier for earlier, _ in named[:number]}
    ]
    if faults:
        raise SettingsError(f"{document.path} uses a name twice.", faults)


def _names(content: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for part in ("tables", "parameters", "literals"):
        yield from ((_word(name), (part, name)) for name in content.get(part, {}))
    yield from ((_word(item["id"]), ("figures", number, "id")) for number, item in enumerate(content["figures"]))


def _owner(name: str) -> str:
    return "templates use for something else" if name in RESERVED else "another entry has"


def _refuse_repeated_pictures(document: Document) -> None:
    """A chart and a diagram of one id would be one file."""
    seen: set[str] = set()
    for part, number, id in _pictures(document.content):
        if id in seen:
            place, found = document.place((part, number, "id")), f'a second {part.removesuffix("s")} "{id}"'
            fault = Fault(place, found, "an id of its own", "Rename one of the two.")
            raise SettingsError(f"{document.path} uses a name twice.", [fault])
        seen.add(id)


def _pictures(content: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    for part in ("charts", "diagrams"):
        yield from ((part, number, item["id"]) for number, item in enumerate(content.get(part, ())))


def _word(id: str) -> str:
    return id.replace("-", "_")
