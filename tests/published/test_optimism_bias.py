"""Optimism bias against the worked examples and the bounds that Mott MacDonald printed for the Treasury in 2002."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from published.worked import Example, amount, amounts, examples_test, numbers
from tracepaper.settings import parameters

REVIEW = "Mott MacDonald, Review of Large Public Procurement in the UK (July 2002)"
HERE = Path(__file__).parent
BOUNDS = parameters.load(HERE.parents[1], "optimism_bias_2002")
AREAS = {
    "Poor contractor capabilities": ("0.05", "1"),
    "Design complexity": ("0.02", "1"),
    "Inadequacy of the business case": ("0.22", "0.4"),
    "Poor project intelligence": ("0.05", "1"),
    "Site characteristics": ("0.03", "1"),
}
OF_DURATION = numbers({area: contribution for area, (contribution, _) in AREAS.items()})
MANAGED = numbers({area: factor for area, (_, factor) in AREAS.items()})


EXAMPLES = [
    Example(
        calculation="adjusted_for_optimism",
        title="A building of £100 million, nearly all of whose risks are managed",
        given={"estimate": amount("100", "GBP"), "bias": amount("0.51"), "managed": amount("0.92")},
        formula="adjusted_for_optimism(estimate, bias=bias, mitigation=managed)",
        gives="104",
        working="100 × (1 + 0.51 × (1 - 0.92)) = 100 × 1.0408 = 104.08, in £ million; printed as 104",
        source=f"{REVIEW}, section 4, example 1",
    ),
    Example(
        calculation="resultant_bias",
        title="What is left of 51 per cent",
        given={"bias": amount("0.51"), "managed": amount("0.92")},
        formula="resultant_bias(bias, mitigation=managed)",
        gives="0.04",
        working="(1 - 0.92) × 0.51 = 0.0408; printed as 4 per cent",
        source=f"{REVIEW}, section 4, example 1",
    ),
    Example(
        calculation="managed_share",
        title="How much of the bias of works duration five managed areas of risk are",
        given={"contributions": OF_DURATION, "managed": MANAGED},
        formula="managed_share(contributions, managed=managed)",
        gives="0.238",
        working="0.05 + 0.02 + 0.22 × 0.4 + 0.05 + 0.03 = 0.238; printed as 23.8 per cent",
        source=f"{REVIEW}, section 4, example on works duration",
    ),
    Example(
        calculation="resultant_bias",
        title="What is left of 39 per cent of works duration",
        given={"bias": amount("0.39"), "contributions": OF_DURATION, "managed": MANAGED},
        formula="resultant_bias(bias, mitigation=managed_share(contributions, managed=managed))",
        gives="0.297",
        working="(1 - 0.238) × 0.39 = 0.29718; printed as 29.7 per cent",
        source=f"{REVIEW}, section 4, example on works duration",
    ),
    Example(
        calculation="adjusted_for_optimism",
        title="Works planned to take 28 months, with no risk managed",
        given={"estimate": amount("28", "month"), "bias": amount("0.39"), "managed": amount("0")},
        formula="adjusted_for_optimism(estimate, bias=bias, mitigation=managed)",
        gives="38.9",
        working="28 × 1.39 = 38.92",
        source=f"{REVIEW}, section 4, example on works duration",
    ),
    Example(
        calculation="adjusted_for_optimism",
        title="The same works with five areas of risk managed",
        given={
            "estimate": amount("28", "month"),
            "bias": amount("0.39"),
            "contributions": OF_DURATION,
            "managed": MANAGED,
        },
        formula="adjusted_for_optimism(estimate, bias=bias, mitigation=managed_share(contributions, managed=managed))",
        gives="36.3",
        working="28 × (1 + 0.29718) = 36.32",
        source=f"{REVIEW}, section 4, example on works duration",
    ),
    Example(
        calculation="combined_bias",
        title="A building that is 30 per cent non-standard, in capital expenditure",
        given={
            "biases": numbers({"standard buildings": "0.24", "non-standard buildings": "0.51"}),
            "parts": numbers({"non-standard buildings": "0.3", "standard buildings": "0.7"}),
        },
        formula="combined_bias(biases, parts=parts)",
        gives="0.321",
        working="0.3 × 0.51 + 0.7 × 0.24 = 0.153 + 0.168 = 0.321; printed as 32.1 per cent",
        source=f"{REVIEW}, on combined projects",
    ),
    Example(
        calculation="combined_bias",
        title="The same building, in works duration",
        given={
            "biases": numbers({"standard buildings": "0.04", "non-standard buildings": "0.39"}),
            "parts": numbers({"non-standard buildings": "0.3", "standard buildings": "0.7"}),
        },
        formula="combined_bias(biases, parts=parts)",
        gives="0.145",
        working="0.3 × 0.39 + 0.7 × 0.04 = 0.117 + 0.028 = 0.145; printed as 14.5 per cent",
        source=f"{REVIEW}, on combined projects",
    ),
    Example(
        calculation="costs_adjusted_for_optimism",
        title="Operating expenditure of an outsourced service, with a quarter of the bias managed",
        given={
            "costs": amounts({"2025/26": "200000", "2026/27": "100000"}, "GBP"),
            "bias": amount("0.41"),
            "managed": amount("0.25"),
        },
        formula="costs_adjusted_for_optimism(costs, bias=bias, mitigation=managed)",
        gives={"2025/26": "261500", "2026/27": "130750"},
        working="0.41 × 0.75 = 0.3075; 200,000 × 1.3075 = 261,500; 100,000 × 1.3075 = 130,750",
        source="Arithmetic",
    ),
    Example(
        calculation="adjusted_for_optimism",
        title="A mitigation in per cent",
        given={"estimate": amount("100", "GBP"), "bias": amount("0.51"), "managed": amount("92")},
        formula="adjusted_for_optimism(estimate, bias=bias, mitigation=managed)",
        refuses="The mitigation of the optimism bias is 92",
        working="92 per cent is 0.92.",
        source="Arithmetic",
    ),
    Example(
        calculation="managed_share",
        title="Contributions of more than the whole bias",
        given={
            "contributions": numbers({"Politics": "0.7", "Procurement": "0.6"}),
            "managed": numbers({"Politics": "1", "Procurement": "1"}),
        },
        formula="managed_share(contributions, managed=managed)",
        refuses="add up to 1.3, which is more than the whole bias",
        working="0.7 + 0.6 = 1.3",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)


def printed() -> list[dict[str, str]]:
    with (HERE / "optimism_bias_2002.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", printed(), ids=lambda row: f"{row['project_type']}, {row['of']}")
def test_the_parameters_are_the_bounds_of_table_2(row):
    upper, lower = (BOUNDS.values[f"{row['of']}_{bound}"].get(row["project_type"]) for bound in ("upper", "lower"))
    assert upper == Decimal(row["upper_per_cent"]) / 100
    assert lower == Decimal(row["lower_per_cent"]) / 100


def test_no_bound_is_there_that_table_2_does_not_have():
    known = {(f"{row['of']}_{bound}", row["project_type"]) for row in printed() for bound in ("upper", "lower")}
    assert {(series, type) for series, values in BOUNDS.values.items() for type in values} == known


def test_outsourcing_is_of_operating_expenditure_only():
    assert [series for series, values in BOUNDS.values.items() if "outsourcing" in values] == [
        "operating_expenditure_upper",
        "operating_expenditure_lower",
    ]
