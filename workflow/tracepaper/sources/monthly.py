"""From one entry of a data dictionary to one a month: a table that comes as a file a month is a table for each file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tracepaper.sources.periods import GAP, PERIOD, words

Item = Mapping[str, Any]
# Parts of an entry that name a cell or a row of one file.
OF_ONE_MONTH = ("corrections", "skip_rows")


def is_monthly(item: Item) -> bool:
    """Whether an entry describes a table that comes as one file a month."""
    return "monthly" in item.get("tracepaper", {})


def files(folder: Path, pattern: str) -> dict[str, Path]:
    """The files of a folder whose names fit a pattern such as "spend_{period}.csv", by month, in order."""
    before, _, behind = pattern.partition(GAP)
    named = re.compile(f"{re.escape(before)}({PERIOD}){re.escape(behind)}")
    found = [(match[1], path) for path in folder.iterdir() if (match := named.fullmatch(path.name))]
    return dict(sorted(found))


def of_month(item: Item, period: str) -> dict[str, Any]:
    """The entry of one month's file: what an ordinary table's entry would be."""
    own = {name: value for name, value in item["tracepaper"].items() if name != "monthly"}
    for part in OF_ONE_MONTH:
        own[part] = [entry for entry in own.get(part, ()) if entry.get("month", period) == period]
    own["control_totals"] = [{**one, "name": f"{one['name']}-{period}"} for one in own.get("control_totals", ())]
    known = tuple(_checks(item, period))
    own["acknowledged"] = [one for one in own.get("acknowledged", ()) if _names(one["check"], known)]
    return {
        **item,
        "name": name_of_month(item["name"], period),
        "title": f"{item['title']}, {words(period)}",
        "path": item["path"].replace(GAP, period),
        "tracepaper": own,
    }


def name_of_month(name: str, period: str) -> str:
    """The name of the table of one month: "spend_2020_10"."""
    return f"{name}_{period.replace('-', '_')}"


def month_acknowledged(item: Item, check: str) -> str:
    """The month of whose file an acknowledged check speaks; empty for none."""
    return next((one for one in re.findall(PERIOD, check) if _names(check, tuple(_checks(item, one)))), "")


def _checks(item: Item, period: str) -> Iterator[str]:
    """How the ids of the checks of one month's table begin."""
    yield from (f"{one['name']}-{period}" for one in item["tracepaper"].get("control_totals", ()))
    yield from (f"{kind}-{slug(item['name'])}-{period}" for kind in ("keys", "years", "months"))


def _names(check: str, known: tuple[str, ...]) -> bool:
    return any(check == one or check.startswith(f"{one}-") for one in known)


def slug(name: str) -> str:
    """A name as the ids of checks have it: "spend-2020-10"."""
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower()).strip("-")
