"""The identities of a plan, on the appendix of Rotherham, line by line as printed."""

from published.worked import Example, amounts, examples_test

APPENDIX = "Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018, appendix 1"
YEARS = ("2018/19", "2019/20", "2020/21", "2021/22", "2022/23", "2023/24")


def row(*texts):
    return dict(zip(YEARS, texts, strict=True))


def pounds(*texts):
    return amounts(row(*texts), "GBP")


ORIGINAL = pounds("5743750", "22975000", "22975000", "22975000", "22975000", "22975000")
COMBINED = row("5958625", "22651250", "21173750", "20086250", "19687500", "19253750")

EXAMPLES = [
    Example(
        calculation="gross_cost",
        title="Returning young people to their families",
        given={
            "home": pounds("142500", "570000", "570000", "570000", "570000", "427500"),
            "team": pounds("100000", "400000", "400000", "400000", "400000", "300000"),
            "other": pounds("37500", "150000", "150000", "150000", "150000", "150000"),
            "set_up": pounds("66125", "0", "0", "0", "0", "0"),
        },
        formula="gross_cost(home, team, other, set_up)",
        gives=row("346125", "1120000", "1120000", "1120000", "1120000", "877500"),
        working="142,500 + 100,000 + 37,500 + 66,125 = 346,125; 570,000 + 400,000 + 150,000 + 0 = 1,120,000; and so on",
        source=f"{APPENDIX}, RMBC Gross Cost",
    ),
    Example(
        calculation="combined_budget",
        title="Placements and the service",
        given={
            "placements": pounds("5612500", "21531250", "20053750", "18966250", "18567500", "18376250"),
            "home": pounds("178125", "570000", "570000", "570000", "570000", "427500"),
            "team": pounds("125000", "400000", "400000", "400000", "400000", "300000"),
            "other": pounds("43000", "150000", "150000", "150000", "150000", "150000"),
        },
        formula="combined_budget(placements, home, team, other)",
        gives=COMBINED,
        working="5,612,500 + 178,125 + 125,000 + 43,000 = 5,958,625; "
        "21,531,250 + 570,000 + 400,000 + 150,000 = 22,651,250; and so on",
        source=f"{APPENDIX}, Combined Budget OOA and MST-FIT",
    ),
    Example(
        calculation="annual_reduction",
        title="What the plan calls cumulative saving",
        given={"original": ORIGINAL, "combined": amounts(COMBINED, "GBP")},
        formula="annual_reduction(original, combined)",
        gives=row("-214875", "323750", "1801250", "2888750", "3287500", "3721250"),
        working="22,975,000 - 22,651,250 = 323,750; 22,975,000 - 21,173,750 = 1,801,250; and so on. The plan prints "
        "them in brackets, and 2018/19 as an investment.",
        source=f"{APPENDIX}, Cumulative Saving",
    ),
    Example(
        calculation="in_year_movement",
        title="Investment and savings as printed",
        given={"original": ORIGINAL, "combined": amounts(COMBINED, "GBP")},
        formula="in_year_movement(original, combined)",
        gives=row("214875", "-323750", "-1477500", "-1087500", "-398750", "-433750"),
        working="5,958,625 - 5,743,750 = 214,875; 22,651,250 - 22,975,000 = -323,750; "
        "21,173,750 - 22,651,250 = -1,477,500; and so on",
        source=f"{APPENDIX}, In-Year Investment / (Saving)",
    ),
    Example(
        calculation="in_year_movement",
        title="A single year",
        given={"original": amounts({"2018/19": "5743750"}, "GBP"), "combined": amounts({"2018/19": "5958625"}, "GBP")},
        formula="in_year_movement(original, combined)",
        refuses="An in-year movement needs a part year and at least one full year.",
        working="There is no full year to measure.",
        source="Arithmetic",
    ),
    Example(
        calculation="cash_saved_to_date",
        title="The money not spent over five full years",
        given={
            "reductions": amounts(
                {
                    "2019/20": "323750",
                    "2020/21": "1801250",
                    "2021/22": "2888750",
                    "2022/23": "3287500",
                    "2023/24": "3721250",
                },
                "GBP",
            )
        },
        formula="cash_saved_to_date(reductions)",
        gives={
            "2019/20": "323750",
            "2020/21": "2125000",
            "2021/22": "5013750",
            "2022/23": "8301250",
            "2023/24": "12022500",
        },
        working="323,750 + 1,801,250 = 2,125,000; + 2,888,750 = 5,013,750; + 3,287,500 = 8,301,250; "
        "+ 3,721,250 = 12,022,500",
        source=f"Arithmetic on amounts that are printed in: {APPENDIX}",
    ),
]

test_examples = examples_test(EXAMPLES)
