"""Weights: as agreed, equal, from points, from swings, and what is left of them without a criterion."""

from published.worked import Example, amounts, examples_test

HIRING = amounts({"Quality": "0.5", "Reach": "0.3", "Risk": "0.2"})

EXAMPLES = [
    Example(
        calculation="stated_weights",
        title="Weights that sum to one",
        given={"agreed": HIRING},
        formula="stated_weights(agreed)",
        gives={"Quality": "0.5", "Reach": "0.3", "Risk": "0.2"},
        working="0.5 + 0.3 + 0.2 = 1",
        source="Arithmetic",
    ),
    Example(
        calculation="stated_weights",
        title="Thirds that were rounded",
        given={"agreed": amounts({"Quality": "0.33", "Reach": "0.33", "Risk": "0.33"})},
        formula="stated_weights(agreed)",
        refuses="The weights of Quality, Reach, Risk sum to 0.99; they must sum to 1.",
        working="0.33 + 0.33 + 0.33 = 0.99",
        source="Arithmetic",
    ),
    Example(
        calculation="equal_weights",
        title="Four criteria",
        given={"criteria": amounts({"Price": "18", "Reach": "4", "Quality": "7", "Risk": "2"}, "point")},
        formula="equal_weights(criteria)",
        gives={"Price": "0.25", "Reach": "0.25", "Quality": "0.25", "Risk": "0.25"},
        working="1 / 4 = 0.25, whatever the scores are",
        source="Arithmetic",
    ),
    Example(
        calculation="weights_from_points",
        title="A panel shares out sixteen points",
        given={"panel": amounts({"Quality": "8", "Reach": "5", "Risk": "3"}, "point")},
        formula="weights_from_points(panel)",
        gives={"Quality": "0.5000", "Reach": "0.3125", "Risk": "0.1875"},
        working="8 + 5 + 3 = 16; 8 / 16 = 0.5; 5 / 16 = 0.3125; 3 / 16 = 0.1875",
        source="Arithmetic",
    ),
    Example(
        calculation="weights_from_points",
        title="A criterion cannot have less than no points",
        given={"panel": amounts({"Quality": "8", "Reach": "-1"}, "point")},
        formula="weights_from_points(panel)",
        refuses='The number of points of "Reach" is -1: it cannot be below 0.',
        working="-1 is below 0.",
        source="Arithmetic",
    ),
    Example(
        calculation="swing_weights",
        title="The swing in cost matters most",
        given={"swings": amounts({"Cost": "100", "Quality": "70", "Noise": "30"}, "point")},
        formula="swing_weights(swings)",
        gives={"Cost": "0.50", "Quality": "0.35", "Noise": "0.15"},
        working="100 + 70 + 30 = 200; 100 / 200 = 0.5; 70 / 200 = 0.35; 30 / 200 = 0.15",
        source="Arithmetic",
    ),
    Example(
        calculation="swing_weights",
        title="No swing is the largest by which the others are judged",
        given={"swings": amounts({"Cost": "90", "Quality": "70"}, "point")},
        formula="swing_weights(swings)",
        refuses='The largest swing is that of "Cost", 90. Give the swing that matters most 100',
        working="90 is not 100.",
        source="Arithmetic",
    ),
    Example(
        calculation="weights_without",
        title="Quality left out",
        given={"agreed": HIRING},
        formula='weights_without(agreed, "Quality")',
        gives={"Reach": "0.6", "Risk": "0.4"},
        working="0.3 + 0.2 = 0.5; 0.3 / 0.5 = 0.6; 0.2 / 0.5 = 0.4",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
