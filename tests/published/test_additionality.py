"""From gross to net additional impact: the formula of the Additionality Guide; its printed examples were not seen."""

from published.worked import Example, amount, examples_test, numbers

JOBS = {
    "gross": amount("100", "FTE"),
    **numbers({"leakage": "0.1", "displacement": "0.25", "substitution": "0.02", "multiplier": "1.2"}),
}
ANYWAY = {
    "gross": amount("40", "FTE"),
    **numbers({"leakage": "0.2", "displacement": "0.25", "substitution": "0", "multiplier": "1.1"}),
}

EXAMPLES = [
    Example(
        calculation="net_impact_steps",
        title="A hundred jobs, step by step",
        given={"programme": JOBS},
        formula="net_impact_steps(programme)",
        gives={
            "gross": "100",
            "after leakage": "90.0",
            "after displacement": "67.50",
            "after substitution": "66.150",
            "net": "79.3800",
        },
        working="100 × 0.9 = 90; × 0.75 = 67.5; × 0.98 = 66.15; × 1.2 = 79.38",
        source="Arithmetic",
    ),
    Example(
        calculation="net_additional_impact",
        title="A hundred jobs, where forty would come anyway",
        given={"programme": JOBS, "anyway": ANYWAY},
        formula="net_additional_impact(programme, reference=anyway)",
        gives="52.98",
        working="100 × 0.9 × 0.75 × 0.98 × 1.2 = 79.38; 40 × 0.8 × 0.75 × 1 × 1.1 = 26.40; 79.38 - 26.40 = 52.98",
        source="Arithmetic",
    ),
    Example(
        calculation="net_additional_impact",
        title="A multiplier that forgets the impact itself",
        given={"programme": {**JOBS, "multiplier": amount("0.2")}, "anyway": ANYWAY},
        formula="net_additional_impact(programme, reference=anyway)",
        refuses="In the intervention: The multiplier is 0.2",
        working="Where a fifth follows on, the multiplier is 1.2.",
        source="Arithmetic",
    ),
    Example(
        calculation="net_impact_steps",
        title="A leakage that nobody stated",
        given={"programme": {key: figure for key, figure in JOBS.items() if key != "leakage"}},
        formula="net_impact_steps(programme)",
        refuses="There is no leakage",
        working="A leakage of none is written as 0.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
