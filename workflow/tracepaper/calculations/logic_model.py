"""A logic model held to its own rules: from inputs over activities, outputs and outcomes to impacts, nothing loose.

Levels and terms are those of HM Treasury's Magenta Book (2020). Checks E are errors, which a committee should not be
given; checks W are warnings, for a reader to judge. W7, W8 and W9 go by words alone (see model_wording).
"""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracepaper.calculations.marks import mark_in_brackets, marks_of
from tracepaper.calculations.model_wording import delivery_words, same_meaning, says_direction
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Text
from tracepaper.figures.kinds import kind, refuse_other_than_rows

Row = Mapping[str, Text]
Rows = Sequence[Row]

LEVELS = ("input", "activity", "output", "outcome", "impact")
STATUSES = ("agreed", "draft", "illustrative", "tbc")
# What a document marks with one of these words has that status.
NAMED = re.compile(r"\b(?:draft|illustrative|tbc)\b", re.IGNORECASE)
# Columns of dates are read to this form.
ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
# A mark within the words of an item. "Draft" is left out: plans are drafted.
MARK = re.compile(r"\bTBC\b|\bTBA\b|\b[Ii]llustrative\b")
SHOWN_WORDS = 6
# Numbers in digits or words: a shortened text stops before them, since only a whole quotation can be traced.
NUMBER = re.compile(
    r"\d|[¼½¾]|^(?:eleven|twelve|\w+teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b.*"
    r"|(?:dozen|hundred|thousand|million|billion)s?)\W*$",
    re.IGNORECASE,
)
WANTED = {"baseline": "a baseline", "target": "a target", "target_date": "a date for it", "source": "a source"}


@dataclass(frozen=True)
class Problem:
    """What a check found: in words, and the texts whose cells a reader should look at."""

    text: str
    at: tuple[str, ...]
    item: str = ""


@dataclass(frozen=True)
class Model:
    """The tables of a logic model, as rows of texts.

    Attributes:
        ends: the day on which what is modelled ends, YYYY-MM-DD; empty where none is stated.
    """

    items: Rows
    links: Rows
    indicators: Rows
    assumptions: Rows
    factors: Rows
    aims: Rows
    ends: str = ""

    def of(self, *levels: str) -> list[Row]:
        """The items of some levels."""
        return [item for item in self.items if item["level"] in levels]

    def item(self, id: str) -> Row | None:
        """The item of an id, if the model has it."""
        return next((item for item in self.items if item["id"] == id), None)

    def joined(self) -> list[tuple[Row, Row, Row]]:
        """Each link whose two ends are there, with its ends."""
        found = [(link, self.item(link["from_id"]), self.item(link["to_id"])) for link in self.links]
        return [(link, start, end) for link, start, end in found if start is not None and end is not None]


@dataclass(frozen=True)
class Check:
    """One rule: its name, what it asks, how to mend what it finds, what it looks at, and how."""

    name: str
    asks: str
    remedy: str
    looks_at: Callable[[Model], Iterable[Any]]
    find: Callable[[Model], Iterator[Problem]]


def checked_logic_model(
    items: Rows,
    links: Rows,
    indicators: Rows,
    assumptions: Rows,
    external_factors: Rows,
    aims: Rows,
    *,
    ends: str = "",
) -> dict[str, Any]:
    """Hold a logic model to every check.

    Args:
        items: id, level (a code of LEVELS), text; where there are, status (agreed, draft, illustrative or tbc; several
            are divided by semicolons), mark (as the document prints it), aim_id (of an impact), amount and fte (of
            an input).
        links: from_id, to_id, assumption_id.
        indicators: id, item_id, baseline, target, target_date, source, counterfactual; where there are, latest,
            latest_date, contribution.
        assumptions: id.
        external_factors: id, affects (ids of items, divided by semicolons).
        aims: id.
        ends: the day on which what is modelled ends, YYYY-MM-DD.

    Returns:
        findings: in the order of the checks, each with check, severity ("error" or "warning"), item (its id, or ""),
            text, place ("model_items.csv B7") and remedy.
        checks: each with check, severity, asks, remedy, and outcome ("found", "nothing found" or "nothing to check").
        failed: names of the checks that found something.

    Raises:
        FigureError: a table is given otherwise than as rows, or lacks a column that the checks need; `ends` is no day.
    """
    model = Model(items, links, indicators, assumptions, external_factors, aims, ends)
    _refuse_other_tables(model)
    _refuse_other_ends(ends)
    found = {check.name: list(check.find(model)) for check in CHECKS}
    return {
        "findings": [_finding(check, problem) for check in CHECKS for problem in found[check.name]],
        "checks": [_outcome(check, model, found[check.name]) for check in CHECKS],
        "failed": [name for name, problems in found.items() if problems],
    }


def _finding(check: Check, problem: Problem) -> dict[str, str]:
    return {
        "check": check.name,
        "severity": _severity(check),
        "item": problem.item,
        "text": problem.text,
        "place": _place(problem.at),
        "remedy": check.remedy,
    }


def _outcome(check: Check, model: Model, problems: Sequence[Problem]) -> dict[str, str]:
    looked = "nothing found" if list(check.looks_at(model)) else "nothing to check"
    outcome = "found" if problems else looked
    words = {"asks": check.asks, "remedy": check.remedy, "outcome": outcome}
    return {"check": check.name, "severity": _severity(check), **words}


def _severity(check: Check) -> str:
    return "error" if check.name.startswith("E") else "warning"


def _place(texts: Iterable[str]) -> str:
    """Files and cells: "model_links.csv A2, B2"; a plain text is a place already."""
    cells: dict[str, list[str]] = {}
    for text in texts:
        cell = text.derivation if isinstance(text, Text) else None
        file, address = (cell.path.rpartition("/")[2], cell.address) if isinstance(cell, Cell) else (str(text), "")
        cells.setdefault(file, []).append(address)
    return "; ".join(f"{file} {', '.join(filter(None, addresses))}".strip() for file, addresses in cells.items())


def _refuse_other_tables(model: Model) -> None:
    needed = {
        "items": ("id", "level", "text"),
        "links": ("from_id", "to_id", "assumption_id"),
        "indicators": ("id", "item_id", "counterfactual", *WANTED),
        "assumptions": ("id",),
        "factors": ("id", "affects"),
        "aims": ("id",),
    }
    for table, columns in needed.items():
        refuse_other_than_rows(getattr(model, table), f"A logic model, for its {table},")
        missing = [name for row in getattr(model, table)[:1] for name in columns if name not in row]
        if missing:
            raise FigureError(f"The table of {table} of a logic model has no column {', '.join(missing)}.")


def _refuse_other_ends(ends: Any) -> None:
    what = f'"{ends}"' if isinstance(ends, str) else kind(ends)
    if not isinstance(ends, str) or (ends and not (len(ends) == len("YYYY-MM-DD") and _day(ends))):
        raise FigureError(f"The end of what a logic model describes is {what}, which is no day as a text (YYYY-MM-DD).")


def _called(item: Row) -> str:
    """An item by its id, what it says, shortened, and its marks: O3 “Short course for families …” [draft]."""
    said = f"{item['id']} “{_shortened(item['text'])}”"
    return f"{said} {mark_in_brackets(item.get('status', ''))}".rstrip()


def _shortened(text: str) -> str:
    words = text.split()
    kept = list(itertools.takewhile(lambda word: not NUMBER.search(word), words[:SHOWN_WORDS]))
    return " ".join(kept).rstrip(",;:.") + (" …" if len(kept) < len(words) else "")


def _blank(row: Row, column: str) -> bool:
    return not row.get(column, "").strip()


def _day(text: str) -> date | None:
    """The day that an ISO text is, for a month its last; none for anything else."""
    found = ISO.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2]), found[3]
    try:
        return date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:
        return None


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(";") if name.strip()]


def _listed(words: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _ids(model: Model) -> Iterator[Problem]:
    """E1: ids are unique, levels known, links told once, and what is referred to is there."""
    for table in (model.items, model.indicators, model.assumptions, model.factors, model.aims):
        yield from _strange_ids(table)
    for item in model.items:
        if item["level"] not in LEVELS:
            yield Problem(f"{_called(item)} stands on no level of a logic model", (item["level"],), item["id"])
    yield from _missing_references(model)
    yield from _strange_references(model)
    yield from _repeated_links(model)


def _strange_ids(table: Rows) -> Iterator[Problem]:
    seen: set[str] = set()
    for row in table:
        if _blank(row, "id"):
            yield Problem("A row has no id", (row["id"],))
        elif row["id"] in seen:
            yield Problem(f"The id {row['id']} is used twice", (row["id"],), row["id"])
        seen.add(row["id"])


def _missing_references(model: Model) -> Iterator[Problem]:
    """What must be named and is left blank; a blank assumption or aim is found by W12 or E4."""
    for link, (column, end) in itertools.product(model.links, (("from_id", "start"), ("to_id", "end"))):
        if _blank(link, column):
            yield Problem(f"A link names no item at its {end}", (link[column],))
    for row in model.indicators:
        if _blank(row, "item_id"):
            yield Problem(f"Indicator {row['id']} names no item that it measures", (row["item_id"],))


def _strange_references(model: Model) -> Iterator[Problem]:
    """Names of what is not there; external factors alone name several items in one cell."""
    items, aims = {row["id"] for row in model.items}, {row["id"] for row in model.aims}
    assumed = {row["id"] for row in model.assumptions}
    named = [
        *((row, column, items) for row in model.links for column in ("from_id", "to_id")),
        *((row, "assumption_id", assumed) for row in model.links),
        *((row, "item_id", items) for row in model.indicators),
        *((row, "affects", items) for row in model.factors),
        *((row, "aim_id", aims) for row in model.items),
    ]
    for row, column, known in named:
        names = _names(row[column]) if column == "affects" else [row.get(column, "").strip()]
        for id in filter(None, names):
            if id not in known:
                yield Problem(f"{id} is named, and is nowhere in the model", (row[column],))


def _repeated_links(model: Model) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for link in model.links:
        start, end = ends = str(link["from_id"]), str(link["to_id"])
        if ends in seen:
            yield Problem(f"The link from {start} to {end} is stated twice", (link["from_id"], link["to_id"]))
        seen.update({ends} if start and end else ())


def _steps(model: Model) -> Iterator[Problem]:
    """E2: links lead onwards, not back and not within a level."""
    for link, start, end in model.joined():
        if (over := _distance(start, end)) is not None and over < 1:
            where = "stays on its level" if over == 0 else "leads back"
            yield Problem(f"The link from {_called(start)} to {_called(end)} {where}", (link["from_id"], link["to_id"]))


def _skips(model: Model) -> Iterator[Problem]:
    """W2: links skip no level."""
    for link, start, end in model.joined():
        if (over := _distance(start, end)) is not None and over > 1:
            words = f"The link from {_called(start)} to {_called(end)} skips a level"
            yield Problem(words, (link["from_id"], link["to_id"]))


def _distance(start: Row, end: Row) -> int | None:
    if start["level"] not in LEVELS or end["level"] not in LEVELS:
        return None
    return LEVELS.index(end["level"]) - LEVELS.index(start["level"])


def _circles(model: Model) -> Iterator[Problem]:
    """E3: no chain of links comes back to where it began; each circle is told once."""
    told: set[str] = set()
    for item in model.items:
        circle = _way_back(item["id"], model) if item["id"] not in told else []
        if circle:
            told.update(circle)
            words = f"The links lead in a circle: {' to '.join([*circle, circle[0]])}"
            yield Problem(words, tuple(_cells_of(circle, model)), item["id"])


def _way_back(start: str, model: Model) -> list[str]:
    """The shortest chain of ids that leads from an item to itself; empty when none does."""
    ways = [[start]]
    seen: set[str] = set()
    for way in ways:
        for link in model.links:
            if link["from_id"] == way[-1] and link["to_id"] == start:
                return way
            if link["from_id"] == way[-1] and link["to_id"] not in seen:
                seen.add(link["to_id"])
                ways.append([*way, link["to_id"]])
    return []


def _cells_of(circle: Sequence[str], model: Model) -> list[str]:
    pairs = set(zip(circle, [*circle[1:], circle[0]], strict=True))
    return [link["to_id"] for link in model.links if (link["from_id"], link["to_id"]) in pairs]


def _orphans(model: Model) -> Iterator[Problem]:
    """E4: what a level needs before it and after it is linked to it, and an impact serves an aim."""
    if not model.links and len({item["level"] for item in model.items}) > 1:
        yield Problem("No link is stated, so nothing says which item is to lead to which", ("the table of links",))
    for item in model.items:
        lacks = _lacks(item, model) if model.links else []
        lacks += ["serves no stated aim"] if item["level"] == "impact" and _blank(item, "aim_id") else []
        if lacks:
            yield Problem(f"{_called(item)} {_listed(lacks)}", (item["id"],), item["id"])


def _lacks(item: Row, model: Model) -> list[str]:
    if item["level"] not in LEVELS:
        return []
    place = LEVELS.index(item["level"])
    before = LEVELS[place - 1] if place > 0 else ""
    after = LEVELS[place + 1] if place + 1 < len(LEVELS) else ""
    from_levels = {start["level"] for _, start, end in model.joined() if end["id"] == item["id"]}
    to_levels = {end["level"] for _, start, end in model.joined() if start["id"] == item["id"]}
    lacks = [f"follows from no {before}"] if before and before not in from_levels else []
    return lacks + ([f"leads to no {after}"] if after and after not in to_levels else [])


def _measures(model: Model) -> Iterator[Problem]:
    """E5: each outcome has an indicator with baseline, target, date and source."""
    for outcome in model.of("outcome"):
        own = [row for row in model.indicators if row["item_id"] == outcome["id"]]
        lacking = [[words for column, words in WANTED.items() if _blank(row, column)] for row in own]
        if not own:
            yield Problem(f"{_called(outcome)} has no indicator", (outcome["id"],), outcome["id"])
        elif all(lacking):
            least = min(lacking, key=len)
            row = own[lacking.index(least)]
            words = f"{_called(outcome)} has no indicator with {_listed(list(WANTED.values()))}: {row['id']} lacks"
            yield Problem(f"{words} {_listed(least)}", (row["id"],), outcome["id"])


def _flags(model: Model) -> Iterator[Problem]:
    """E6: what is not agreed says so, with every mark, and is not reported as a result."""
    for item in model.items:
        marks = marks_of(item.get("status", ""))
        if any(mark not in STATUSES for mark in marks):
            words = f"has a status that is none of {_listed(STATUSES, 'or')}"
            yield Problem(f"{_called(item)} {words}", (item["status"],), item["id"])
        elif marked := _lost(item, marks):
            words = "is marked in the document as not agreed, and has lost that mark here"
            yield Problem(f"{_called(item)} {words}", (marked,), item["id"])
    for row, item in _measured(model):
        if marks_of(item.get("status", "")) and not _blank(row, "latest"):
            words = f"is not agreed, yet indicator {row['id']} reports a result for it"
            yield Problem(f"{_called(item)} {words}", (row["latest"],), item["id"])


def _lost(item: Row, marks: Sequence[str]) -> str:
    """The cell with a mark of the document that the status of an item lacks; empty when it lacks none."""
    if not _blank(item, "mark"):
        named = {mark.lower() for mark in NAMED.findall(item["mark"])}
        return item["mark"] if not marks or named - set(marks) else ""
    return item["text"] if not marks and MARK.search(item["text"]) else ""


def _measured(model: Model) -> Iterator[tuple[Row, Row]]:
    for row in model.indicators:
        item = model.item(row["item_id"])
        if item is not None:
            yield row, item


def _delivery(model: Model) -> Iterator[Problem]:
    """W7: outcomes and impacts say what changes."""
    for item in model.of("outcome", "impact"):
        if words := delivery_words(item["text"]):
            told = _listed([f"“{word}”" for word in words])
            yield Problem(f"{_called(item)} tells of delivery, as an output does: {told}", (item["text"],), item["id"])


def _repeated(model: Model) -> Iterator[Problem]:
    """W8: no outcome or impact says again what an item of another level says.

    Inputs, activities and outputs are not compared with one another: an output is named after its activity.
    """
    for item, other in itertools.product(model.of("outcome", "impact"), model.items):
        if (_distance(other, item) or 0) > 0 and same_meaning(item["text"], other["text"]):
            words = f"{_called(item)} says much the same as {_called(other)}, on another level"
            yield Problem(words, (item["text"], other["text"]), item["id"])


def _directions(model: Model) -> Iterator[Problem]:
    """W9: outcomes say which way things move."""
    for item in model.of("outcome"):
        if not says_direction(item["text"]):
            yield Problem(f"{_called(item)} does not say what rises, falls or stays", (item["text"],), item["id"])


def _comparisons(model: Model) -> Iterator[Problem]:
    """W10: indicators say what would have been without the programme."""
    for row in model.indicators:
        if _blank(row, "counterfactual"):
            yield Problem(f"Indicator {row['id']} is compared with nothing", (row["id"],), row["item_id"])


def _resources(model: Model) -> Iterator[Problem]:
    """W11: inputs say how much they are."""
    for item in model.of("input"):
        if _blank(item, "amount") and _blank(item, "fte"):
            yield Problem(f"{_called(item)} has neither an amount nor staff time", (item["id"],), item["id"])


def _unfounded(model: Model) -> Iterator[Problem]:
    """W12: links say what they rest on."""
    for link, start, end in model.joined():
        if _blank(link, "assumption_id"):
            words = f"The link from {_called(start)} to {_called(end)} rests on no stated assumption"
            yield Problem(words, (link["from_id"], link["to_id"]))


def _late_measures(model: Model) -> Iterator[Problem]:
    """E13: nothing is measured after the end."""
    ends = _day(model.ends)
    for row, column in itertools.product(model.indicators, ("latest_date", "target_date")):
        day = _day(row.get(column, ""))
        if ends and day and day > ends:
            what = "target" if column == "target_date" else "latest measure"
            words = f"The {what} of {row['id']} is dated after the end of what is modelled"
            yield Problem(words, (row[column],), row["item_id"])


def _attribution(model: Model) -> Iterator[Problem]:
    """W14: an impact that is measured says why it may be credited to the programme."""
    for row, item in _measured(model):
        if item["level"] == "impact" and _blank(row, "contribution"):
            words = f"{_called(item)} is measured by {row['id']}, and nothing says what share in it is claimed"
            yield Problem(words, (row["id"],), item["id"])


CHECKS = (
    Check(
        "E1",
        "Every id and every link is there once, every level is known, and whatever a row names is in the model",
        "Give each row an id of its own, state each link once, and name only what the tables hold.",
        lambda model: model.items,
        _ids,
    ),
    Check(
        "E2",
        "Links lead on to a later level",
        "Turn the link round, take it out, or move the item to its level.",
        lambda model: model.links,
        _steps,
    ),
    Check(
        "W2",
        "Links skip no level",
        "Say what lies between: add the item that is missing, and two links for one.",
        lambda model: model.links,
        _skips,
    ),
    Check(
        "E3",
        "No chain of links leads back to where it began",
        "Take out the link that leads back.",
        lambda model: model.links,
        _circles,
    ),
    Check(
        "E4",
        "Every item is linked to the level before it and the level after it, and every impact serves an aim",
        "State the link or the aim; or take out what leads nowhere.",
        lambda model: model.items,
        _orphans,
    ),
    Check(
        "E5",
        "Every outcome has an indicator with baseline, target, date and source",
        "Agree an indicator before the start, while a baseline can still be taken.",
        lambda model: model.of("outcome"),
        _measures,
    ),
    Check(
        "E6",
        "What is draft, illustrative or to be confirmed keeps its mark, and is not reported as a result",
        "Restore the mark, or have the item agreed; report results for agreed items only.",
        lambda model: model.items,
        _flags,
    ),
    Check(
        "W7",
        "Outcomes and impacts say what changes, not what was delivered",
        "Move it to the outputs, and say what those who were reached then do otherwise.",
        lambda model: model.of("outcome", "impact"),
        _delivery,
    ),
    Check(
        "W8",
        "No outcome or impact says again what another level says",
        "Keep it on one level, and say on the other what follows from it.",
        lambda model: model.of("outcome", "impact"),
        _repeated,
    ),
    Check(
        "W9",
        "Outcomes say what rises, falls or stays",
        "Begin with the change: more, fewer, earlier, improved, maintained.",
        lambda model: model.of("outcome"),
        _directions,
    ),
    Check(
        "W10",
        "Every indicator says what it is compared with",
        "Name the comparison: an earlier period, another area, a group without the service.",
        lambda model: model.indicators,
        _comparisons,
    ),
    Check(
        "W11",
        "Every input has an amount or staff time",
        "State money, or full-time equivalents, for each input.",
        lambda model: model.of("input"),
        _resources,
    ),
    Check(
        "W12",
        "Every link names the assumption that it rests on",
        "Write down what must be true for the one to lead to the other.",
        lambda model: model.links,
        _unfounded,
    ),
    Check(
        "E13",
        "Nothing is measured after the end",
        "Measure before the end, or agree who goes on measuring and pays for it.",
        lambda model: model.indicators if model.ends else (),
        _late_measures,
    ),
    Check(
        "W14",
        "An impact that is measured comes with a claim of contribution",
        "Say what share in the change is claimed, and what else may have caused it.",
        lambda model: [item for _, item in _measured(model) if item["level"] == "impact"],
        _attribution,
    ),
)
