"""Series: community care in Staffordshire and the plan of Rotherham, as they were published."""

from published.worked import Example, amount, amounts, examples_test, grid

FINANCE = (
    "Staffordshire County Council, Children's Community Support: Delivery Options (April 2021), Overview of Finance"
)
APPENDIX = "Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018, appendix 1"
FROM_FINANCE = f"Arithmetic on amounts that are printed in: {FINANCE}"

PROVIDERS = amounts(
    {"AMG": "79747.23", "Progress": "0", "Freedom": "46712.31", "Crossroads": "426.50", "Others": "490276.86"}, "GBP"
)
FRAMEWORK = amounts({"2017/18": "126886.04", "2019/20": "417024.13", "2020/21": "389821.81"}, "GBP")
OTHERS = amounts({"2017/18": "490276.86", "2019/20": "179318.39", "2020/21": "179563.19"}, "GBP")
TOTALS = amounts(
    {"2017/18": "617162.90", "2018/19": "641647.16", "2019/20": "596342.52", "2020/21": "569385.00"}, "GBP"
)
COMBINED = amounts(
    {
        "2019/20": "22651250",
        "2020/21": "21173750",
        "2021/22": "20086250",
        "2022/23": "19687500",
        "2023/24": "19253750",
    },
    "GBP",
)
IN_YEAR = {
    "2019/20": "-323750",
    "2020/21": "-1477500",
    "2021/22": "-1087500",
    "2022/23": "-398750",
    "2023/24": "-433750",
}

EXAMPLES = [
    Example(
        calculation="sum_of",
        title="Community care in 2017/18",
        given={"spend": PROVIDERS},
        formula="sum_of(spend)",
        gives="617162.90",
        working="79,747.23 + 0 + 46,712.31 + 426.50 + 490,276.86 = 617,162.90",
        source=FINANCE,
    ),
    Example(
        calculation="sum_of",
        title="Pounds and children are not added",
        given={"spend": {"paid": amount("100", "GBP"), "served": amount("5", "child")}},
        formula="sum_of(spend)",
        refuses="Cannot add the figure 100 in pounds and the figure 5 in children",
        working="A hundred pounds and five children have no sum.",
        source="Arithmetic",
    ),
    Example(
        calculation="added",
        title="Providers in the framework and the others",
        given={"framework": FRAMEWORK, "others": OTHERS},
        formula="added(framework, others)",
        gives={"2017/18": "617162.90", "2019/20": "596342.52", "2020/21": "569385.00"},
        working="126,886.04 + 490,276.86 = 617,162.90, and so on. 2018/19 is left out: its printed total is wrong.",
        source=FINANCE,
    ),
    Example(
        calculation="added",
        title="A year that one series lacks",
        given={
            "framework": amounts({"2019/20": "417024.13", "2020/21": "389821.81"}, "GBP"),
            "others": amounts({"2020/21": "179563.19"}, "GBP"),
        },
        formula="added(framework, others)",
        refuses="Two series have different members: 2019/20, 2020/21; and 2020/21.",
        working="What the others cost in 2019/20 is not known; nought would be a guess.",
        source="Arithmetic",
    ),
    Example(
        calculation="subtracted",
        title="What the framework cost",
        given={"all": amounts({"2019/20": "596342.52", "2020/21": "569385.00"}, "GBP"), "others": OTHERS},
        formula="subtracted(all, without(others, '2017/18'))",
        gives={"2019/20": "417024.13", "2020/21": "389821.81"},
        working="596,342.52 - 179,318.39 = 417,024.13; 569,385.00 - 179,563.19 = 389,821.81",
        source=FROM_FINANCE,
    ),
    Example(
        calculation="negated",
        title="Movements as savings",
        given={"movement": amounts(IN_YEAR, "GBP")},
        formula="negated(movement)",
        gives={
            "2019/20": "323750",
            "2020/21": "1477500",
            "2021/22": "1087500",
            "2022/23": "398750",
            "2023/24": "433750",
        },
        working="A movement of -323,750 is a saving of 323,750. Paragraph 4.2 lists them in millions: £0.324m.",
        source=f"{APPENDIX}, and paragraph 4.2",
    ),
    Example(
        calculation="without",
        title="Providers without those outside the framework",
        given={"spend": PROVIDERS},
        formula="sum_of(without(spend, 'Others'))",
        gives="126886.04",
        working="617,162.90 - 490,276.86 = 126,886.04",
        source=FROM_FINANCE,
    ),
    Example(
        calculation="without",
        title="A misspelt member",
        given={"spend": PROVIDERS},
        formula="without(spend, 'Other')",
        refuses='The series has no member "Other". It has: AMG, Progress, Freedom, Crossroads, Others.',
        working="Leaving out what is not there would leave out nothing, and nobody would see it.",
        source="Arithmetic",
    ),
    Example(
        calculation="only",
        title="Two providers, the larger first",
        given={"spend": PROVIDERS},
        formula="only(spend, 'AMG', 'Freedom')",
        gives={"AMG": "79747.23", "Freedom": "46712.31"},
        working="Two of the five amounts.",
        source=FINANCE,
    ),
    Example(
        calculation="shares",
        title="Shares of providers in 2017/18",
        given={"spend": PROVIDERS, "whole": amount("617162.90", "GBP")},
        formula="shares(spend, of=whole)",
        gives={"AMG": "0.1292", "Progress": "0.0000", "Freedom": "0.0757", "Crossroads": "0.0007", "Others": "0.7944"},
        working="79,747.23 / 617,162.90 = 0.12922; 490,276.86 / 617,162.90 = 0.79440; and so on",
        source=FROM_FINANCE,
    ),
    Example(
        calculation="first_of",
        title="The baseline year",
        given={"spend": TOTALS},
        formula="first_of(spend)",
        gives="617162.90",
        working="The first of four amounts.",
        source=FINANCE,
    ),
    Example(
        calculation="previous_of",
        title="The year before the latest",
        given={"spend": TOTALS},
        formula="previous_of(spend)",
        gives="596342.52",
        working="The third of four amounts.",
        source=FINANCE,
    ),
    Example(
        calculation="latest_of",
        title="The latest year",
        given={"spend": TOTALS},
        formula="latest_of(spend)",
        gives="569385.00",
        working="The last of four amounts. The report calls it the average annual spend; see `average`.",
        source=FINANCE,
    ),
    Example(
        calculation="change",
        title="From 2017/18 to 2020/21",
        given={"spend": TOTALS},
        formula="change(first_of(spend), latest_of(spend))",
        gives="-47777.90",
        working="569,385.00 - 617,162.90 = -47,777.90",
        source=FROM_FINANCE,
    ),
    Example(
        calculation="proportional_change",
        title="From 2017/18 to 2020/21",
        given={"spend": TOTALS},
        formula="proportional_change(first_of(spend), latest_of(spend))",
        gives="-0.0774",
        working="-47,777.90 / 617,162.90 = -0.07742, a fall by 7.7 per cent of the first year",
        source=FROM_FINANCE,
    ),
    Example(
        calculation="changes_on_year_before",
        title="Full years of a plan, the first against its forecast",
        given={"combined": COMBINED, "forecast": amount("22975000", "GBP")},
        formula="changes_on_year_before(combined, start=forecast)",
        gives=IN_YEAR,
        working="22,651,250 - 22,975,000 = -323,750; 21,173,750 - 22,651,250 = -1,477,500; and so on",
        source=f"{APPENDIX}, In-Year Investment / (Saving)",
    ),
    Example(
        calculation="running_total",
        title="Movements added up",
        given={"movement": amounts(IN_YEAR, "GBP")},
        formula="running_total(movement)",
        gives={
            "2019/20": "-323750",
            "2020/21": "-1801250",
            "2021/22": "-2888750",
            "2022/23": "-3287500",
            "2023/24": "-3721250",
        },
        working="-323,750 - 1,477,500 = -1,801,250; -1,801,250 - 1,087,500 = -2,888,750; and so on",
        source=f"{APPENDIX}, Cumulative Saving",
    ),
    Example(
        calculation="average",
        title="The average that a report calls by another year's amount",
        given={"spend": TOTALS},
        formula="average(spend)",
        gives="606134.40",
        working="2,424,537.58 / 4 = 606,134.395; half a penny goes up. The report prints that of 2020/21 instead.",
        source=FROM_FINANCE,
    ),
    Example(
        calculation="largest",
        title="The year with the highest spending",
        given={"spend": TOTALS},
        formula="largest(spend)",
        gives="2018/19",
        working="641,647.16 is more than 617,162.90, 596,342.52 and 569,385.00.",
        source=FROM_FINANCE,
    ),
    Example(
        calculation="smallest",
        title="The year with the lowest spending",
        given={"spend": TOTALS},
        formula="smallest(spend)",
        gives="2020/21",
        working="569,385.00 is less than 596,342.52, 617,162.90 and 641,647.16.",
        source=FROM_FINANCE,
    ),
    Example(
        calculation="transposed",
        title="Two providers by year",
        given={
            "spend": grid(
                {
                    "AMG": {"2019/20": "287306.47", "2020/21": "223077.55"},
                    "Freedom": {"2019/20": "95401.49", "2020/21": "120341.61"},
                },
                "GBP",
            )
        },
        formula="transposed(spend)",
        gives={
            "2019/20": {"AMG": "287306.47", "Freedom": "95401.49"},
            "2020/21": {"AMG": "223077.55", "Freedom": "120341.61"},
        },
        working="The same four amounts, by year and then by provider.",
        source=FINANCE,
    ),
]

test_examples = examples_test(EXAMPLES)
