"""Expected values against the worked example of the Green Book (2003), box 13, and by arithmetic."""

from published.worked import Example, amount, amounts, examples_test, numbers, text_rows

GREEN_BOOK_2003 = "HM Treasury, The Green Book (2003), box 13"
MOTT_MACDONALD = "Mott MacDonald, Review of Large Public Procurement in the UK (July 2002), section 4, example 1"
REGISTER = text_rows(
    [
        {"risk": "Fewer referrals than planned", "owner": "Provider"},
        {"risk": "Vacancies", "owner": "Provider"},
        {"risk": "Rent of the building", "owner": "Council"},
    ]
)
PROBABILITIES = numbers({"Fewer referrals than planned": "0.3", "Vacancies": "0.5", "Rent of the building": "0.1"})
IMPACTS = amounts(
    {"Fewer referrals than planned": "40000", "Vacancies": "12000", "Rent of the building": "25000"}, "GBP"
)

EXAMPLES = [
    Example(
        calculation="expected_outcome",
        title="Four possible outcomes of a new policy",
        given={
            "probabilities": numbers({"1": "0.2", "2": "0.4", "3": "0.3", "4": "0.1"}),
            "values": amounts({"1": "10000000", "2": "20000000", "3": "30000000", "4": "40000000"}, "GBP"),
        },
        formula="expected_outcome(probabilities, values)",
        gives="23000000",
        working="0.2 × 10 + 0.4 × 20 + 0.3 × 30 + 0.1 × 40 = 2 + 8 + 9 + 4 = 23, in £ million",
        source=GREEN_BOOK_2003,
    ),
    Example(
        calculation="expected_values",
        title="What each of the four outcomes adds",
        given={
            "probabilities": numbers({"1": "0.2", "2": "0.4", "3": "0.3", "4": "0.1"}),
            "values": amounts({"1": "10000000", "2": "20000000", "3": "30000000", "4": "40000000"}, "GBP"),
        },
        formula="expected_values(probabilities, values)",
        gives={"1": "2000000", "2": "8000000", "3": "9000000", "4": "4000000"},
        working="0.2 × 10 = 2; 0.4 × 20 = 8; 0.3 × 30 = 9; 0.1 × 40 = 4, in £ million",
        source=GREEN_BOOK_2003,
    ),
    Example(
        calculation="expected_outcome",
        title="Less their expected cost of £15 million",
        given={
            "probabilities": numbers({"1": "0.2", "2": "0.4", "3": "0.3", "4": "0.1"}),
            "values": amounts({"1": "10000000", "2": "20000000", "3": "30000000", "4": "40000000"}, "GBP"),
            "cost": amount("15000000", "GBP"),
        },
        formula="expected_outcome(probabilities, values) - cost",
        gives="8000000",
        working="23 - 15 = 8, in £ million",
        source=GREEN_BOOK_2003,
    ),
    Example(
        calculation="expected_value",
        title="A register of three risks",
        given={"probabilities": PROBABILITIES, "impacts": IMPACTS},
        formula="expected_value(probabilities, impacts)",
        gives="20500",
        working="0.3 × 40,000 + 0.5 × 12,000 + 0.1 × 25,000 = 12,000 + 6,000 + 2,500 = 20,500",
        source="Arithmetic",
    ),
    Example(
        calculation="expected_values_by",
        title="By who bears the risk",
        given={"probabilities": PROBABILITIES, "impacts": IMPACTS, "register": REGISTER},
        formula="expected_values_by(expected_values(probabilities, impacts), register, 'owner')",
        gives={"Provider": "18000", "Council": "2500"},
        working="12,000 + 6,000 = 18,000 for the provider; 2,500 for the council",
        source="Arithmetic",
    ),
    Example(
        calculation="with_risk",
        title="A building of £100 million: optimism bias first, then the cost of managing its risks",
        given={
            "estimate": amount("100", "GBP"),
            "bias": amount("0.51"),
            "managed": amount("0.92"),
            "risk": amount("7", "GBP"),
        },
        formula="with_risk(adjusted_for_optimism(estimate, bias=bias, mitigation=managed), risk)",
        gives="111",
        working="100 × (1 + 0.51 × (1 - 0.92)) + 7 = 104.08 + 7 = 111.08, in £ million; printed as 111",
        source=MOTT_MACDONALD,
    ),
    Example(
        calculation="expected_value",
        title="A probability in per cent",
        given={
            "probabilities": numbers({"Flood": "0.1", "Vacancies": "30"}),
            "impacts": amounts({"Flood": "25000", "Vacancies": "12000"}, "GBP"),
        },
        formula="expected_value(probabilities, impacts)",
        refuses='The probability of the risk "Vacancies" is 30',
        working="30 per cent is 0.3.",
        source="Arithmetic",
    ),
    Example(
        calculation="expected_outcome",
        title="Outcomes that leave something out",
        given={
            "probabilities": numbers({"Good": "0.2", "Bad": "0.7"}),
            "values": amounts({"Good": "10", "Bad": "-5"}, "GBP"),
        },
        formula="expected_outcome(probabilities, values)",
        refuses="The probabilities of Good, Bad add up to 0.9",
        working="0.2 + 0.7 = 0.9, not 1",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
