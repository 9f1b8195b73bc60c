"""Corrections for optimism by confidence grade. The corrections themselves are not confirmed: arithmetic only."""

from pathlib import Path

from published.worked import Example, amount, amounts, examples_test, numbers
from tracepaper.settings import parameters

GRADES = parameters.load(Path(__file__).parents[2], "confidence_grades_2014")

EXAMPLES = [
    Example(
        calculation="benefit_corrections",
        title="The worst of two grades counts",
        given={
            "points": {
                "Tenancies kept": numbers({"population_grade": "-0.05", "evidence_grade": "-0.25"}),
                "Work found": numbers({"population_grade": "-0.1", "evidence_grade": "0"}),
            }
        },
        formula="benefit_corrections(points)",
        gives={"Tenancies kept": "-0.25", "Work found": "-0.1"},
        working="The least of -0.05 and -0.25 is -0.25; the least of -0.1 and 0 is -0.1.",
        source="Arithmetic",
    ),
    Example(
        calculation="benefit_corrections",
        title="The corrections of costs, by mistake",
        given={"points": {"Tenancies kept": numbers({"population_grade": "0", "evidence_grade": "0.25"})}},
        formula="benefit_corrections(points)",
        refuses='The correction by the evidence_grade of the outcome "Tenancies kept" is 0.25',
        working="A correction that adds a quarter raises a benefit.",
        source="Arithmetic",
    ),
    Example(
        calculation="cost_corrections",
        title="The worst of two grades of a cost counts",
        given={"points": {"Staff": numbers({"price_grade": "0.05", "number_grade": "0.15"})}},
        formula="cost_corrections(points)",
        gives={"Staff": "0.15"},
        working="The greatest of 0.05 and 0.15 is 0.15.",
        source="Arithmetic",
    ),
    Example(
        calculation="corrected_costs",
        title="Fifteen per cent more for staff, nothing for the building",
        given={
            "costs": {
                "Staff": amounts({"2025/26": "40000", "2026/27": "20000"}, "GBP"),
                "Building": amounts({"2025/26": "5000", "2026/27": "5000"}, "GBP"),
            },
            "corrections": {"Staff": amount("0.15"), "Building": amount("0")},
        },
        formula="corrected_costs(costs, corrections)",
        gives={
            "Staff": {"2025/26": "46000", "2026/27": "23000"},
            "Building": {"2025/26": "5000", "2026/27": "5000"},
        },
        working="40,000 × 1.15 = 46,000; 20,000 × 1.15 = 23,000; 5,000 × 1 = 5,000",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)


def test_the_table_of_grades_says_that_nobody_has_confirmed_it():
    assert "not confirmed" in GRADES.citation


def test_a_worse_grade_lowers_benefits_more_and_raises_costs_as_much():
    benefits, costs = (list(GRADES.values[series].values()) for series in ("benefits", "costs"))
    assert benefits == sorted(benefits, reverse=True)
    assert costs == [-correction for correction in benefits]
    assert list(GRADES.values["benefits"]) == list(GRADES.values["costs"]) == ["1", "2", "3", "4", "5", "6"]
