"""A made-up programme with three outcomes, for worked examples: one row of a table an outcome, as officers hold it."""

from published.worked import amount, amounts, numbers, text_rows
from tracepaper.figures import Figure

YEARS = ["2025/26", "2026/27", "2027/28", "2028/29"]
SHARES = ("need", "engagement", "retention", "impact", "deadweight", "attribution", "drop_off", "cashability")


def outcome(population: Figure, unit_value: Figure, lag: str, *shares: str) -> dict[str, Figure]:
    """The numbers of one row."""
    return {
        "population": population,
        "unit_value": unit_value,
        "lag": amount(lag, "year"),
        **numbers(dict(zip(SHARES, shares, strict=True))),
    }


NUMBERS = {
    "Tenancies kept": outcome(
        *(amount("1000", "person"), amount("2000", "GBP/person/year"), "1"),
        *("0.5", "0.6", "0.8", "0.4", "0.15", "0.9", "0.2", "0.5"),
    ),
    "Better wellbeing": outcome(
        *(amount("300", "person"), amount("500", "GBP/person"), "0"),
        *("1", "0.5", "1", "0.4", "0.15", "1", "1", "0"),
    ),
    "Work found": outcome(
        *(amount("100", "person"), amount("3000", "GBP/person/year"), "2"),
        *("1", "0.5", "0.8", "0.5", "0", "0.5", "0", "0"),
    ),
}
REGISTER = text_rows(
    [
        {"outcome": "Tenancies kept", "kind": "fiscal", "agency": "Council", "deadweight_form": "subtracted"},
        {"outcome": "Better wellbeing", "kind": "social", "agency": "Residents", "deadweight_form": "multiplied"},
        {"outcome": "Work found", "kind": "economic", "agency": "Residents", "deadweight_form": "subtracted"},
    ],
    "outcomes.csv",
)
CORRECTIONS = numbers({"Tenancies kept": "-0.25", "Better wellbeing": "0", "Work found": "-0.1"})
PROFILES = {
    "Tenancies kept": numbers(dict(zip(YEARS, ("0", "1", "0.8", "0.64"), strict=True))),
    "Better wellbeing": numbers(dict(zip(YEARS, ("1", "0", "0", "0"), strict=True))),
    "Work found": numbers(dict(zip(YEARS, ("0", "0", "1", "1"), strict=True))),
}
ACHIEVED = amounts({"Tenancies kept": "54", "Better wellbeing": "51", "Work found": "10"}, "person")
BENEFITS = {
    "Tenancies kept": amounts(dict(zip(YEARS, ("0", "81000", "64800", "51840"), strict=True)), "GBP"),
    "Better wellbeing": amounts(dict(zip(YEARS, ("25500", "0", "0", "0"), strict=True)), "GBP"),
    "Work found": amounts(dict(zip(YEARS, ("0", "0", "27000", "27000"), strict=True)), "GBP"),
}
COSTS = amounts(dict(zip(YEARS, ("60000", "30000", "10000", "0"), strict=True)), "GBP")
FACTORS = numbers(dict(zip(YEARS, ("1", "0.9662", "0.9335", "0.9019"), strict=True)))
