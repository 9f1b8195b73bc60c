"""Savings by kind and basis, and the published case of Manchester: £3,750 a week, four placements, £460,000 net."""

from published.worked import Example, amount, amounts, examples_test, text_rows

DOCUMENT = (
    "Manchester City Council, Early Intervention and Prevention Services for Children with Learning Disabilities "
    "and/or Autism"
)
REGISTER = text_rows(
    [
        {"saving": "post", "kind": "cashable recurring", "basis": "forecast"},
        {"saving": "contract", "kind": "cashable recurring", "basis": "forecast"},
        {"saving": "sale of a building", "kind": "cashable one-off", "basis": "forecast"},
        {"saving": "four placements", "kind": "net saving", "basis": "forecast"},
        {"saving": "two young people", "kind": "cost avoidance", "basis": "annualised"},
    ]
)
PUBLISHED = amounts({"four placements": "460000", "two young people": "360000"}, "GBP/year")
CASHABLE = amounts({"post": "40000", "contract": "25000"}, "GBP/year")
WEEKLY = amount("3750", "GBP/placement/week")
WEEKS = {"usual": amount("52", "week/year"), "calendar": amount("365", "day/year") / amount("7", "day/week")}
ANNUAL = amounts({"usual": "195000"}, "GBP/placement/year")
MONTHS = amounts({"April": "0", "May": "10000", "June": "20000", "July": "30000"}, "GBP")
MONTH, YEAR = amount("1", "month"), amount("12", "month/year")
PLACEMENT = amount("1", "placement")

EXAMPLES = [
    Example(
        calculation="saving_total",
        title="Two savings of one kind and basis",
        given={"savings": CASHABLE, "register": REGISTER},
        formula="saving_total(savings, register)",
        gives="65000",
        working="40,000 + 25,000 = 65,000",
        source="Arithmetic",
    ),
    Example(
        calculation="saving_total",
        title="A net reduction and a cost avoidance, as published in one paragraph",
        given={"savings": PUBLISHED, "register": REGISTER},
        formula="saving_total(savings, register)",
        refuses='would mix net saving ("four placements") and cost avoidance ("two young people")',
        working="460,000 is after the cost of the service and a forecast; 360,000 before it and scaled up.",
        source=f"{DOCUMENT}, Achievements",
    ),
    Example(
        calculation="budget_reduction",
        title="What a yearly budget can fall by",
        given={"savings": CASHABLE, "register": REGISTER},
        formula="budget_reduction(savings, register)",
        gives="65000",
        working="40,000 + 25,000 = 65,000",
        source="Arithmetic",
    ),
    Example(
        calculation="budget_reduction",
        title="Cost avoidance is no part of it",
        given={"savings": CASHABLE | amounts({"two young people": "360000"}, "GBP/year"), "register": REGISTER},
        formula="budget_reduction(savings, register)",
        refuses='The saving "two young people" is of the kind "cost avoidance"',
        working="What would otherwise have been spent is in no budget that could fall.",
        source="Arithmetic",
    ),
    Example(
        calculation="savings_by_kind",
        title="Each kind and basis by itself",
        given={"savings": PUBLISHED | CASHABLE, "register": REGISTER},
        formula="savings_by_kind(savings, register)",
        gives={
            "cashable recurring": {"forecast": "65000"},
            "cashable one-off": {},
            "efficiency": {},
            "cost avoidance": {"annualised": "360000"},
            "income": {},
            "net saving": {"forecast": "460000"},
        },
        working="40,000 + 25,000 = 65,000; the others stand alone.",
        source="Arithmetic",
    ),
    Example(
        calculation="annualised",
        title="Two months scaled up to a year",
        given={"saved": amount("60000", "GBP"), "months": amount("2", "month"), "year": YEAR},
        formula="annualised(saved, months=months, months_a_year=year)",
        gives="360000",
        working="60,000 / 2 x 12 = 360,000",
        source="Arithmetic",
    ),
    Example(
        calculation="annualised",
        title="Fourteen months are no part of a year",
        given={"saved": amount("60000", "GBP"), "months": amount("14", "month"), "year": YEAR},
        formula="annualised(saved, months=months, months_a_year=year)",
        refuses="14 are no part of a year",
        working="14 is more than 12.",
        source="Arithmetic",
    ),
    Example(
        calculation="cash_in_part_year",
        title="The most that two months of a yearly amount can be",
        given={"yearly": amount("360000", "GBP/year"), "months": amount("2", "month"), "year": YEAR},
        formula="cash_in_part_year(yearly, months=months, months_a_year=year)",
        gives="60000",
        working="360,000 x 2 / 12 = 60,000",
        source=f"Arithmetic on {DOCUMENT}, Achievements",
    ),
    Example(
        calculation="cash_over_period",
        title="Four months in which savings build up",
        given={"saved": MONTHS},
        formula="cash_over_period(saved)",
        gives="60000",
        working="0 + 10,000 + 20,000 + 30,000 = 60,000",
        source="Arithmetic",
    ),
    Example(
        calculation="run_rate_reached",
        title="The rate that the same four months reach",
        given={"saved": MONTHS, "month": MONTH, "year": YEAR},
        formula="run_rate_reached(saved, length=month, in_a_year=year)",
        gives="360000",
        working="30,000 / 1 x 12 = 360,000 a year, where the cash so far is 60,000",
        source="Arithmetic",
    ),
    Example(
        calculation="annual_costs",
        title="A weekly price on two counts of weeks",
        given={"weekly": WEEKLY, "weeks": WEEKS},
        formula="annual_costs(weekly, weeks)",
        gives={"usual": "195000.00", "calendar": "195535.71"},
        working="3,750 x 52 = 195,000; 3,750 x 365 / 7 = 195,535.71",
        source=f"Arithmetic on {DOCUMENT}, case study",
    ),
    Example(
        calculation="avoided_costs",
        title="Four placements for a year",
        given={"annual": ANNUAL, "placements": amount("4", "placement")},
        formula="avoided_costs(annual, placements)",
        gives={"usual": "780000"},
        working="195,000 x 4 = 780,000",
        source=f"Arithmetic on {DOCUMENT}, Achievements",
    ),
    Example(
        calculation="implied_costs",
        title="A service that costs what two stated numbers imply",
        given={"avoided": amounts({"usual": "780000"}, "GBP/year"), "net": amount("460000", "GBP/year")},
        formula="implied_costs(avoided, net)",
        gives={"usual": "320000"},
        working="780,000 - 460,000 = 320,000",
        source=f"Arithmetic on {DOCUMENT}, Achievements",
    ),
    Example(
        calculation="break_evens",
        title="Placements that pay for the service",
        given={"service": amounts({"usual": "320000"}, "GBP/year"), "annual": ANNUAL},
        formula="break_evens(service, annual)",
        gives={"usual": "1.641"},
        working="320,000 / 195,000 = 1.641",
        source="Arithmetic",
    ),
    Example(
        calculation="whole_placements",
        title="Nobody avoids part of a placement",
        given={"exactly": amounts({"usual": "1.641"}, "placement")},
        formula="whole_placements(exactly)",
        gives={"usual": "2"},
        working="1 is less than 1.641, and 2 is more.",
        source="Arithmetic",
    ),
    Example(
        calculation="avoided_by_number",
        title="One, two and three placements",
        given={
            "annual": amount("195000", "GBP/placement/year"),
            "one": PLACEMENT,
            "most": amount("3", "placement"),
        },
        formula="avoided_by_number(annual, one=one, most=most)",
        gives={"one": "195000", "two": "390000", "three": "585000"},
        working="195,000 x 1, x 2, x 3",
        source="Arithmetic",
    ),
    Example(
        calculation="level",
        title="The cost of the service beside them",
        given={
            "cost": amount("320000", "GBP/year"),
            "avoided": amounts({"one": "195000", "two": "390000"}, "GBP/year"),
        },
        formula="level(cost, avoided)",
        gives={"one": "320000", "two": "320000"},
        working="The same at each.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
