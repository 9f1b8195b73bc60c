"""Outcome contracts: verification, cap, provision and grant, by hand."""

from published.worked import Example, amount, amounts, examples_test, numbers

AVOIDED = amounts({"year 1": "0", "year 2": "300000", "year 3": "400000"}, "GBP")
INVESTED = amounts({"year 1": "100000", "year 2": "100000", "year 3": "0"}, "GBP")
PAID = amounts({"year 1": "0", "year 2": "90000", "year 3": "130000"}, "GBP")
SHARES = numbers({"0": "0", "1": "0.5", "2": "0.5"})

EXAMPLES = [
    Example(
        calculation="expected_outcomes",
        title="Two thirds of the places left for Rotherham",
        given={"places": amounts({"2019/20": "8"}, "child"), "of_three": amount("2"), "three": amount("3")},
        formula="expected_outcomes(places, of_three / three)",
        gives={"2019/20": "5.3333"},
        working="8 x 2 / 3 = 5.3333",
        source="Arithmetic",
    ),
    Example(
        calculation="expected_outcomes",
        title="More successes than starts",
        given={"places": amounts({"2019/20": "8"}, "child"), "success": amount("1.2")},
        formula="expected_outcomes(places, success)",
        refuses="The success is 1.2; a share lies from 0 to 1",
        working="1.2 is more than 1.",
        source="Arithmetic",
    ),
    Example(
        calculation="outcomes_verified",
        title="Half after one year, half after two",
        given={"delivered": amounts({"year 1": "8", "year 2": "8", "year 3": "4"}, "child"), "later": SHARES},
        formula="outcomes_verified(delivered, later)",
        gives={"year 1": "0.0", "year 2": "4.0", "year 3": "8.0"},
        working="8 x 0.5 = 4; 8 x 0.5 + 8 x 0.5 = 8. The 4 of year 3, and half of year 2, are verified after year 3.",
        source="Arithmetic",
    ),
    Example(
        calculation="outcomes_verified",
        title="Shares that lose a tenth",
        given={"delivered": amounts({"year 1": "8"}, "child"), "later": numbers({"0": "0.4", "1": "0.5"})},
        formula="outcomes_verified(delivered, later)",
        refuses="sum to 0.9",
        working="0.4 + 0.5 = 0.9, not 1",
        source="Arithmetic",
    ),
    Example(
        calculation="outcomes_awaiting",
        title="Delivered, and neither verified nor failed",
        given={
            "delivered": amounts({"year 1": "8", "year 2": "8"}, "child"),
            "verified": amounts({"year 1": "0", "year 2": "5"}, "child"),
            "failed": amounts({"year 1": "0", "year 2": "3"}, "child"),
        },
        formula="outcomes_awaiting(delivered, verified, failed)",
        gives={"year 1": "8", "year 2": "8"},
        working="8 - 0 = 8; 8 + 8 - 5 - 3 = 8",
        source="Arithmetic",
    ),
    Example(
        calculation="outcome_payments",
        title="A tariff for each child",
        given={"tariff": amount("50000", "GBP/child"), "verified": amounts({"year 1": "0", "year 2": "4"}, "child")},
        formula="outcome_payments(tariff, verified)",
        gives={"year 1": "0", "year 2": "200000"},
        working="50,000 x 4 = 200,000",
        source="Arithmetic",
    ),
    Example(
        calculation="capped_payments",
        title="A cap that the third year reaches",
        given={
            "due": amounts({"year 1": "100", "year 2": "200", "year 3": "300", "year 4": "50"}, "GBP"),
            "cap": amount("450", "GBP"),
        },
        formula="capped_payments(due, cap)",
        gives={"year 1": "100", "year 2": "200", "year 3": "150", "year 4": "0"},
        working="100 + 200 = 300; min(300, 450 - 300) = 150; min(50, 450 - 450) = 0",
        source="Arithmetic",
    ),
    Example(
        calculation="capped_payments",
        title="A year that is left out",
        given={"due": amounts({"2019/20": "100", "2021/22": "200"}, "GBP"), "cap": amount("450", "GBP")},
        formula="capped_payments(due, cap)",
        refuses="2019/20 is followed by 2021/22",
        working="2020/21 is not there; a year without payment is stated as nought.",
        source="Arithmetic",
    ),
    Example(
        calculation="cap_left",
        title="What later years can still be paid",
        given={
            "cap": amount("450", "GBP"),
            "paid": amounts({"year 1": "100", "year 2": "200", "year 3": "150"}, "GBP"),
        },
        formula="cap_left(cap, paid)",
        gives={"year 1": "350", "year 2": "150", "year 3": "0"},
        working="450 - 100 = 350; 350 - 200 = 150; 150 - 150 = 0",
        source="Arithmetic",
    ),
    Example(
        calculation="provisions",
        title="Six outcomes awaited, and room for fewer",
        given={
            "tariff": amount("100", "GBP/child"),
            "awaiting": amounts({"year 1": "6", "year 2": "6"}, "child"),
            "left": amounts({"year 1": "900", "year 2": "250"}, "GBP"),
        },
        formula="provisions(tariff, awaiting, left)",
        gives={"year 1": "600", "year 2": "250"},
        working="min(6 x 100, 900) = 600; min(6 x 100, 250) = 250",
        source="Arithmetic",
    ),
    Example(
        calculation="grant_contributions",
        title="A grant that follows the payments",
        given={
            "paid": amounts({"2019/20": "60000", "2020/21": "400000"}, "GBP"),
            "offered": amounts({"2019/20": "85000", "2020/21": "85000"}, "GBP"),
        },
        formula="grant_contributions(paid, offered)",
        gives={"2019/20": "60000", "2020/21": "85000"},
        working="min(85,000, 60,000) = 60,000; min(85,000, 400,000) = 85,000",
        source="Arithmetic",
    ),
    Example(
        calculation="outcome_contract",
        title="Eight children a year, verified over two years",
        given={
            "delivered": amounts({"year 1": "8", "year 2": "8", "year 3": "0", "year 4": "0"}, "child"),
            "later": SHARES,
            "tariff": amount("100", "GBP/child"),
            "cap": amount("1500", "GBP"),
            "offered": amounts({"year 1": "50", "year 2": "50", "year 3": "50", "year 4": "0"}, "GBP"),
        },
        formula="outcome_contract(delivered, verification=later, tariff=tariff, cap=cap, offered=offered)",
        gives={
            "verified": {"year 1": "0", "year 2": "4", "year 3": "8", "year 4": "4"},
            "due": {"year 1": "0", "year 2": "400", "year 3": "800", "year 4": "400"},
            "paid": {"year 1": "0", "year 2": "400", "year 3": "800", "year 4": "300"},
            "provision": {"year 1": "800", "year 2": "1100", "year 3": "300", "year 4": "0"},
            "grant": {"year 1": "0", "year 2": "50", "year 3": "50", "year 4": "0"},
        },
        working="Year 4: 1,500 - 400 - 800 = 300 is left of the cap, of 400 due. Year 2: 16 - 4 = 12 are awaited, "
        "min(12 x 100, 1,500 - 400) = 1,100.",
        source="Arithmetic",
    ),
    Example(
        calculation="contract_position",
        title="Investor and commissioner over all years",
        given={
            "contract": {
                "paid": PAID,
                "grant": amounts({"year 1": "0", "year 2": "20000", "year 3": "20000"}, "GBP"),
                "provision": amounts({"year 1": "150000", "year 2": "90000", "year 3": "10000"}, "GBP"),
            },
            "invested": INVESTED,
            "avoided": AVOIDED,
        },
        formula="contract_position(contract, invested=invested, avoided=avoided)",
        gives={
            "paid": "220000",
            "grant": "40000",
            "provision": "10000",
            "profit": "20000",
            "simple return": "0.10",
            "internal rate of return": "0.0913",
            "commissioner net": "520000",
        },
        working="220,000 - 200,000 = 20,000; 20,000 / 200,000 = 0.10; 700,000 - 220,000 + 40,000 = 520,000",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
