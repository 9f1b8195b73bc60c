"""The financial and the economic case of a made-up programme. Arithmetic only: no example of the guidance was seen."""

from published.programme import BENEFITS, COSTS, FACTORS, NUMBERS, REGISTER, YEARS
from published.worked import Example, amounts, examples_test

WELLBEING = {"Better wellbeing": BENEFITS["Better wellbeing"]}
NO_COSTS = amounts(dict.fromkeys(YEARS, "0"), "GBP")

EXAMPLES = [
    Example(
        calculation="benefits_by",
        title="By agency",
        given={"benefits": BENEFITS, "register": REGISTER},
        formula="benefits_by(benefits, register, 'agency')",
        gives={
            "Council": dict(zip(YEARS, ("0", "81000", "64800", "51840"), strict=True)),
            "Residents": dict(zip(YEARS, ("25500", "0", "27000", "27000"), strict=True)),
        },
        working="The council has one outcome. Residents: 25,500 + 0; 0 + 0; 0 + 27,000; 0 + 27,000.",
        source="Arithmetic",
    ),
    Example(
        calculation="cashable_benefits",
        title="Half of the fiscal benefit is cashable",
        given={"benefits": BENEFITS, "numbers": NUMBERS, "register": REGISTER},
        formula="cashable_benefits(benefits, numbers, register)",
        gives={"Tenancies kept": dict(zip(YEARS, ("0", "40500", "32400", "25920"), strict=True))},
        working="81,000 × 0.5 = 40,500; 64,800 × 0.5 = 32,400; 51,840 × 0.5 = 25,920",
        source="Arithmetic",
    ),
    Example(
        calculation="present_values",
        title="What each outcome is worth today",
        given={"benefits": BENEFITS, "factors": FACTORS},
        formula="present_values(benefits, factors)",
        gives={"Tenancies kept": "185507.496", "Better wellbeing": "25500.000", "Work found": "49555.800"},
        working="81,000 × 0.9662 + 64,800 × 0.9335 + 51,840 × 0.9019 = 78,262.2 + 60,490.8 + 46,754.496; 25,500; "
        "27,000 × (0.9335 + 0.9019) = 49,555.8",
        source="Arithmetic",
    ),
    Example(
        calculation="financial_case",
        title="Worth its cost to budgets as a whole, not in what they can be reduced by",
        given={
            "benefits": BENEFITS,
            "numbers": NUMBERS,
            "register": REGISTER,
            "costs": COSTS,
            "factors": FACTORS,
        },
        formula="financial_case(benefits, numbers, register, costs=costs, factors=factors)",
        gives={
            "present value of fiscal benefits": "185507.496",
            "present value of cashable benefits": "92753.748",
            "present value of costs": "98321.000",
            "net present budget impact, all fiscal": "87186.496",
            "net present budget impact, cashable only": "-5567.252",
            "financial return on investment": "1.89",
            "year of payback": "2027/28",
            "year of payback at present value": "2027/28",
        },
        working="Costs: 60,000 + 30,000 × 0.9662 + 10,000 × 0.9335 = 98,321. 185,507.496 - 98,321 = 87,186.496; "
        "185,507.496 × 0.5 = 92,753.748, less 98,321; 185,507.496 / 98,321 = 1.8868. "
        "So far: -60,000; -9,000; 45,800.",
        source="Arithmetic",
    ),
    Example(
        calculation="financial_case",
        title="No fiscal benefit, no financial case",
        given={
            "benefits": WELLBEING,
            "numbers": NUMBERS,
            "register": REGISTER,
            "costs": COSTS,
            "factors": FACTORS,
        },
        formula="financial_case(benefits, numbers, register, costs=costs, factors=factors)",
        refuses="No outcome is fiscal",
        working="Wellbeing is a social benefit.",
        source="Arithmetic",
    ),
    Example(
        calculation="economic_case",
        title="All three benefits against the whole cost",
        given={"benefits": BENEFITS, "costs": COSTS, "factors": FACTORS},
        formula="economic_case(benefits, costs=costs, factors=factors)",
        gives={
            "present value of benefits": "260563.296",
            "present value of costs": "98321.000",
            "net present public value": "162242.296",
            "benefit-cost ratio": "2.65",
        },
        working="185,507.496 + 25,500 + 49,555.8 = 260,563.296; less 98,321; 260,563.296 / 98,321 = 2.6501",
        source="Arithmetic",
    ),
    Example(
        calculation="economic_case",
        title="A cost with a minus sign",
        given={
            "benefits": WELLBEING,
            "costs": amounts(dict.fromkeys(YEARS, "-10000"), "GBP"),
            "factors": FACTORS,
        },
        formula="economic_case(benefits, costs=costs, factors=factors)",
        refuses='The cost of "2025/26" is -10000, which is below nought',
        working="Costs are taken off: a negative one would raise the net present public value.",
        source="Arithmetic",
    ),
    Example(
        calculation="economic_case",
        title="A programme without cost has no ratio",
        given={"benefits": WELLBEING, "costs": NO_COSTS, "factors": FACTORS},
        formula="economic_case(benefits, costs=costs, factors=factors)",
        gives={
            "present value of benefits": "25500",
            "present value of costs": "0",
            "net present public value": "25500",
            "benefit-cost ratio": "n/a",
        },
        working="25,500 × 1; nothing divides by 0.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
