"""Options: the appraisal of Staffordshire, with the matrix and the costs that it prints."""

from published.worked import Example, amount, amounts, examples_test, grid, text_rows

APPRAISAL = "Staffordshire County Council, Children's Community Support: Delivery Options (April 2021)"
FROM_APPRAISAL = f"Arithmetic on what is printed in: {APPRAISAL}"
SCALE = {"Y": "2", "P": "1", "N": "0"}
# Tests 1 to 15, as the matrix answers them: Yes, Partially, No.
ANSWERS = {
    "1": "PNPPPYYPPPNPPYP",
    "2": "YPYNPYYYYPNPYYY",
    "3": "YPYYPYYYPPYYYYP",
    "4": "PYPNPPPPPPNNPPN",
    "5": "YYPYYYYPYYYYYPY",
}
POINTS = grid(
    {
        option: {str(test): SCALE[answer] for test, answer in enumerate(answers, 1)}
        for option, answers in ANSWERS.items()
    },
    "point",
)
OUTCOMES = {
    "Statutory duties": ["1", "2", "3"],
    "Transformation": ["4", "5", "6"],
    "Value for money": ["7", "8", "9"],
    "Social value": ["10", "11", "12"],
    "Risk": ["13", "14", "15"],
}
SCORES = {"1": "16", "2": "22", "3": "25", "4": "12", "5": "27"}
COSTS = {"1": "719385", "2": "600000", "3": "663000", "4": "700000", "5": "650000"}

EXAMPLES = [
    Example(
        calculation="like_for_like",
        title="Costs with life skills in all of them",
        given={
            "stated": amounts({"1": "569385", "2": "450000", "3": "513000", "4": "700000", "5": "650000"}, "GBP"),
            "life_skills": amount("150000", "GBP"),
        },
        formula="like_for_like(stated, missing={'1': [life_skills], '2': [life_skills], '3': [life_skills]})",
        gives=COSTS,
        working="569,385 + 150,000 = 719,385, which is printed as c£720K; 450,000 + 150,000 = 600,000; "
        "513,000 + 150,000 = 663,000",
        source=FROM_APPRAISAL,
    ),
    Example(
        calculation="like_for_like",
        title="An option that has no cost",
        given={"stated": amounts({"1": "569385"}, "GBP"), "life_skills": amount("150000", "GBP")},
        formula="like_for_like(stated, missing={'2': [life_skills]})",
        refuses='There is no stated cost for the option "2".',
        working="Nothing is stated to which 150,000 could be added.",
        source="Arithmetic",
    ),
    Example(
        calculation="scores",
        title="Five options and fifteen tests",
        given={"points": POINTS},
        formula="scores(points)",
        gives=SCORES,
        working="Yes 2, Partially 1, No 0. Option 5: 12 times Yes, 3 times Partially: 24 + 3 = 27. "
        "Option 3: 20 + 5 = 25. Option 2: 18 + 4 = 22. Option 1: 6 + 10 = 16. Option 4: 2 + 10 = 12.",
        source=FROM_APPRAISAL,
    ),
    Example(
        calculation="scores_by_outcome",
        title="The two best options by outcome",
        given={"points": {option: POINTS[option] for option in ("3", "5")}, "outcomes": OUTCOMES},
        formula="scores_by_outcome(points, outcomes)",
        gives={
            "3": {
                "Statutory duties": "5",
                "Transformation": "5",
                "Value for money": "5",
                "Social value": "5",
                "Risk": "5",
            },
            "5": {
                "Statutory duties": "5",
                "Transformation": "6",
                "Value for money": "5",
                "Social value": "6",
                "Risk": "5",
            },
        },
        working="Option 5, tests 1 to 3: Yes, Yes, Partially: 2 + 2 + 1 = 5; 5 + 6 + 5 + 6 + 5 = 27, as above.",
        source=FROM_APPRAISAL,
    ),
    Example(
        calculation="groups",
        title="Tests by outcome",
        given={
            "rows": text_rows(
                [
                    {"outcome": "Value for money", "test": "7"},
                    {"outcome": "Value for money", "test": "8"},
                    {"outcome": "Social value", "test": "10"},
                ]
            )
        },
        formula="groups(rows, by='outcome', member='test')",
        gives={"Value for money": ["7", "8"], "Social value": ["10"]},
        working="Two rows name value for money, one names social value.",
        source=APPRAISAL,
    ),
    Example(
        calculation="ranking",
        title="By score, the highest first",
        given={"score": amounts(SCORES, "point")},
        formula="ranking(score)",
        gives=["5", "3", "2", "1", "4"],
        working="27, 25, 22, 16, 12. Option 5 is the one that the appraisal prefers.",
        source=FROM_APPRAISAL,
    ),
    Example(
        calculation="ranking",
        title="By cost, the lowest first",
        given={"cost": amounts(COSTS, "GBP")},
        formula="ranking(cost, lowest_first=true)",
        gives=["2", "5", "3", "4", "1"],
        working="600,000; 650,000; 663,000; 700,000; 719,385",
        source=FROM_APPRAISAL,
    ),
    Example(
        calculation="tied",
        title="Two options with the same score",
        given={"score": amounts({"A": "22", "B": "16", "C": "22"}, "point")},
        formula="tied(score)",
        gives=[["A", "C"]],
        working="A and C have 22 points, B alone has 16.",
        source="Arithmetic",
    ),
    Example(
        calculation="dominated",
        title="Dominance in the matrix",
        given={"points": POINTS},
        formula="dominated(points)",
        gives={"1": ["3"], "4": ["5"]},
        working="On no test has option 3 less than option 1, nor option 5 less than option 4. Between all other pairs "
        "each is better on some test: option 2 beats option 3 on test 9, option 1 beats option 5 on test 14.",
        source=FROM_APPRAISAL,
    ),
    Example(
        calculation="dominated",
        title="A dearer option dominates nothing",
        given={
            "points": grid({"A": {"quality": "4", "reach": "3"}, "B": {"quality": "3", "reach": "3"}}, "point"),
            "costs": amounts({"A": "120", "B": "100"}, "GBP"),
        },
        formula="dominated(points, costs=costs)",
        gives={},
        working="A is better on quality and equal on reach, yet costs 20 more.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
