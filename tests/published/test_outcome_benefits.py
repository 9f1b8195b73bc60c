"""Benefits by outcome, as the guidance for local partnerships (2014) defines them.

Arithmetic only: no worked example of the guidance was seen.
"""

from published.programme import ACHIEVED, CORRECTIONS, NUMBERS, PROFILES, REGISTER, YEARS
from published.worked import Example, amount, examples_test

TENANCIES = {"Tenancies kept": NUMBERS["Tenancies kept"]}

EXAMPLES = [
    Example(
        calculation="net_impact",
        title="A deadweight of 15 per cent of all people reached",
        given={"impact": amount("0.4"), "deadweight": amount("0.15")},
        formula="net_impact(impact, deadweight, form='subtracted')",
        gives="0.25",
        working="0.40 - 0.15 = 0.25",
        source="Arithmetic",
    ),
    Example(
        calculation="net_impact",
        title="A deadweight of 15 per cent of those who achieve the outcome",
        given={"impact": amount("0.4"), "deadweight": amount("0.15")},
        formula="net_impact(impact, deadweight, form='multiplied')",
        gives="0.34",
        working="0.40 × (1 - 0.15) = 0.34",
        source="Arithmetic",
    ),
    Example(
        calculation="net_impact",
        title="A form that is not known",
        given={"impact": amount("0.4"), "deadweight": amount("0.15")},
        formula="net_impact(impact, deadweight, form='divided')",
        refuses='The form of the deadweight is "divided"; the known ones are "subtracted" and "multiplied"',
        working="There are two forms.",
        source="Arithmetic",
    ),
    Example(
        calculation="people_reached",
        title="Half need it, six in ten take it up, eight in ten stay",
        given={"numbers": NUMBERS},
        formula="people_reached(numbers)",
        gives={"Tenancies kept": "240", "Better wellbeing": "150", "Work found": "40"},
        working="1,000 × 0.5 × 0.6 × 0.8 = 240; 300 × 1 × 0.5 × 1 = 150; 100 × 1 × 0.5 × 0.8 = 40",
        source="Arithmetic",
    ),
    Example(
        calculation="people_reached",
        title="An engagement in per cent",
        given={"numbers": {"Tenancies kept": {**NUMBERS["Tenancies kept"], "engagement": amount("60")}}},
        formula="people_reached(numbers)",
        refuses='The engagement of the outcome "Tenancies kept" is 60',
        working="60 per cent is 0.6.",
        source="Arithmetic",
    ),
    Example(
        calculation="outcomes_achieved",
        title="Three outcomes, net of deadweight and of what partners do",
        given={"numbers": NUMBERS, "register": REGISTER},
        formula="outcomes_achieved(numbers, register)",
        gives={"Tenancies kept": "54", "Better wellbeing": "51", "Work found": "10"},
        working="240 × (0.4 - 0.15) × 0.9 = 54; 150 × 0.4 × (1 - 0.15) × 1 = 51; 40 × (0.5 - 0) × 0.5 = 10",
        source="Arithmetic",
    ),
    Example(
        calculation="benefit_profiles",
        title="Lags of one, none and two years; a fifth lost each year, all after one year, nothing",
        given={"numbers": NUMBERS, "years": YEARS},
        formula="benefit_profiles(numbers, years=years)",
        gives={
            "Tenancies kept": dict(zip(YEARS, ("0", "1", "0.8", "0.64"), strict=True)),
            "Better wellbeing": dict(zip(YEARS, ("1", "0", "0", "0"), strict=True)),
            "Work found": dict(zip(YEARS, ("0", "0", "1", "1"), strict=True)),
        },
        working="From year 1: 1; 1 - 0.2 = 0.8; 0.8 × 0.8 = 0.64. In year 0: 1, then 1 - 1 = 0. From year 2: 1.",
        source="Arithmetic",
    ),
    Example(
        calculation="benefit_profiles",
        title="A lag of a year and a half",
        given={"numbers": {"Work found": {**NUMBERS["Work found"], "lag": amount("1.5", "year")}}, "years": YEARS},
        formula="benefit_profiles(numbers, years=years)",
        refuses='The lag of the outcome "Work found" is 1.5 years, which is not whole',
        working="An appraisal by years has no half years.",
        source="Arithmetic",
    ),
    Example(
        calculation="outcome_benefits",
        title="Pounds by outcome and year",
        given={"achieved": ACHIEVED, "numbers": NUMBERS, "profiles": PROFILES, "corrections": CORRECTIONS},
        formula="outcome_benefits(achieved, numbers, profiles=profiles, corrections=corrections)",
        gives={
            "Tenancies kept": dict(zip(YEARS, ("0", "81000", "64800", "51840"), strict=True)),
            "Better wellbeing": dict(zip(YEARS, ("25500", "0", "0", "0"), strict=True)),
            "Work found": dict(zip(YEARS, ("0", "0", "27000", "27000"), strict=True)),
        },
        working="54 × 2,000 × (1 - 0.25) = 81,000; × 0.8 = 64,800; × 0.64 = 51,840. 51 × 500 = 25,500. "
        "10 × 3,000 × (1 - 0.1) = 27,000.",
        source="Arithmetic",
    ),
    Example(
        calculation="outcome_benefits",
        title="People valued by the family",
        given={
            "achieved": {"Tenancies kept": ACHIEVED["Tenancies kept"]},
            "numbers": {"Tenancies kept": {**NUMBERS["Tenancies kept"], "unit_value": amount("2000", "GBP/family")}},
            "profiles": {"Tenancies kept": PROFILES["Tenancies kept"]},
            "corrections": {"Tenancies kept": CORRECTIONS["Tenancies kept"]},
        },
        formula="outcome_benefits(achieved, numbers, profiles=profiles, corrections=corrections)",
        refuses='The outcome "Tenancies kept" is counted in people and valued in pounds per family',
        working="54 people × £2,000 a family is no amount of pounds.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
