"""Write the monthly files that are invented: payments of a year by provider, and measures of a programme by month.

Run from anywhere: `python data/illustrative/generate.py`. The same files come out every time, and a test holds the
files in data/raw to them. Nothing here is data of a council: the payments are drawn from a seed, so that those of each
provider come to the penny to what the published appraisal prints for the year; the measures were made up by hand.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

RAW = Path(__file__).parents[1] / "raw"
LEDGER = "staffordshire-monthly-illustrative"
MEASURES = "manchester-locality-illustrative"
PUBLISHED = "staffordshire/provider_spend.csv"
BUDGET_YEAR, LEDGER_YEAR = "2019/20", "2020/21"
SEED = "payments of 2020/21, illustrative"
LEDGER_MONTHS = tuple(f"{2020 + (n + 3) // 12}-{(n + 3) % 12 + 1:02}" for n in range(12))

# How much of a year's spending falls into each month, April first: less in the first months of the pandemic.
USUAL = (88, 86, 90, 96, 104, 100, 102, 100, 98, 102, 104, 112)
# Sessions that began again in summer, online.
BEGUN_AGAIN = (30, 40, 60, 110, 140, 110, 120, 120, 90, 110, 120, 150)


@dataclass(frozen=True)
class Payee:
    """How a provider is paid: its fewest and most payments in a month, what they are for, and the shape of its year."""

    fewest: int
    most: int
    services: Sequence[str]
    year: Sequence[int] = USUAL


PAYEES: Mapping[str, Payee] = {
    "AMG": Payee(8, 11, ("Home care", "Personal care", "Care for complex needs", "Outings")),
    "Progress": Payee(1, 2, ("Personal care", "Outings")),
    "Freedom": Payee(4, 6, ("Home care", "Personal care", "Outings")),
    "Crossroads": Payee(2, 3, ("Home care", "Personal care")),
    "Non-Framework Provision": Payee(7, 10, ("Home care", "Care for complex needs", "Outings")),
    "Aiming High": Payee(1, 2, ("Life skills sessions",), BEGUN_AGAIN),
}

# Month to unnecessary referrals, school clusters that have met, and early help assessments. Referrals average 200
# before July 2019 and 160 from then on: the fall of approximately 20% that the published slides state.
MEASURED: Mapping[str, tuple[int, int, int]] = {
    "2018-11": (204, 0, 118),
    "2018-12": (196, 0, 109),
    "2019-01": (209, 0, 126),
    "2019-02": (201, 0, 121),
    "2019-03": (193, 0, 115),
    "2019-04": (206, 0, 124),
    "2019-05": (198, 1, 112),
    "2019-06": (193, 1, 123),
    "2019-07": (168, 2, 119),
    "2019-08": (157, 2, 104),
    "2019-09": (163, 4, 122),
    "2019-10": (152, 6, 127),
    "2019-11": (161, 7, 113),
    "2019-12": (158, 9, 120),
    "2020-01": (161, 10, 117),
}
UNITS: Mapping[str, str] = {"referrals": "referral", "clusters_met": "cluster", "early_help": "assessment"}


def files() -> dict[str, str]:
    """Every file that is written: path in data/raw to content."""
    return {**_ledger(), f"{LEDGER}/budget.csv": _budget(), **_measures()}


def pennies(year: str) -> dict[str, int]:
    """What the appraisal prints for a year by provider, in pennies."""
    with (RAW / PUBLISHED).open(encoding="utf-8", newline="") as lines:
        printed = {row["Community Care spend by provider"]: row[year] for row in csv.DictReader(lines)}
    return {provider: _pennies(printed[provider]) for provider in PAYEES}


def divided(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount in whole pennies, divided by weights, without a penny lost."""
    edges = [amount * so_far // sum(weights) for so_far in itertools.accumulate(weights, initial=0)]
    return [after - before for before, after in itertools.pairwise(edges)]


def _pennies(printed: str) -> int:
    pounds, _, rest = printed.removesuffix("*").strip().replace(",", "").partition(".")
    return int(pounds) * 100 + int(rest.ljust(2, "0"))


def _ledger() -> dict[str, str]:
    paid = {provider: _year(provider, amount) for provider, amount in pennies(LEDGER_YEAR).items()}
    return {
        f"{LEDGER}/spend_{month}.csv": _payments(month, [payment for one in paid.values() for payment in one[n]])
        for n, month in enumerate(LEDGER_MONTHS)
    }


def _year(provider: str, amount: int) -> list[list[tuple[str, str, str]]]:
    """The payments of a provider, month by month: provider, what for, amount."""
    payee = PAYEES[provider]
    chance = Random(f"{SEED}: {provider}")
    months = divided(amount, [share * _between(chance, 90, 110) for share in payee.year])
    return [list(_month(provider, payee, month, chance)) for month in months]


def _month(provider: str, payee: Payee, amount: int, chance: Random) -> Iterator[tuple[str, str, str]]:
    number = _between(chance, payee.fewest, payee.most)
    for part in divided(amount, [_between(chance, 60, 140) for _ in range(number)]):
        service = payee.services[_between(chance, 0, len(payee.services) - 1)]
        yield provider, f"{service} (illustrative)", f"{part // 100}.{part % 100:02}"


def _between(chance: Random, lowest: int, highest: int) -> int:
    """A whole number; by random() alone, the one draw that is the same in every version of Python."""
    return lowest + int(chance.random() * (highest - lowest + 1))


def _payments(month: str, payments: Iterable[tuple[str, str, str]]) -> str:
    rows = [(f"{month}-{n:03}", month, *payment) for n, payment in enumerate(payments, 1)]
    return _text(("payment", "month", "provider", "description", "amount"), rows)


def _budget() -> str:
    amounts = pennies(BUDGET_YEAR).items()
    basis = f"Illustrative: spending of {BUDGET_YEAR}, as published"
    rows = [(provider, f"{one // 100}.{one % 100:02}", basis) for provider, one in amounts]
    return _text(("provider", "budget", "basis"), rows)


def _measures() -> dict[str, str]:
    header = ("measure", "month", "value", "unit")
    return {
        f"{MEASURES}/measures_{month}.csv": _text(
            header,
            [(name, month, str(value), unit) for (name, unit), value in zip(UNITS.items(), values, strict=True)],
        )
        for month, values in MEASURED.items()
    }


def _text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([header, *rows])
    return written.getvalue()


def main() -> None:
    """Write every file."""
    for name, content in files().items():
        path = RAW / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
