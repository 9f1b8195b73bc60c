"""A logic model held to its rules: one that is complete, and two that are not."""

from published.worked import Example, examples_test, text_rows

RULE = "Our own rule, on the levels of HM Treasury, Magenta Book (2020)"
FORMULA = "checked_logic_model(items, links, indicators, assumptions, factors, aims, ends='2027-03-31')"


def item(id, level, text, **more):
    return {"id": id, "level": level, "text": text, "aim_id": "", "amount": "", **more}


def indicator(id, item_id, **more):
    wanted = {"baseline": "12", "target": "20", "target_date": "2027-03-31", "source": "School survey"}
    return {"id": id, "item_id": item_id, **wanted, "counterfactual": "The next town", "contribution": "", **more}


ITEMS = [
    item("I1", "input", "Two tutors", amount="40,000"),
    item("A1", "activity", "Teach evening classes in the library"),
    item("O1", "output", "Adults who finish a class"),
    item("C1", "outcome", "More adults read with their children"),
    item("M1", "impact", "Fewer children start school behind", aim_id="G1"),
]
LINKS = [
    {"from_id": start, "to_id": end, "assumption_id": "S1"}
    for start, end in (("I1", "A1"), ("A1", "O1"), ("O1", "C1"), ("C1", "M1"))
]
INDICATORS = [indicator("N1", "C1"), indicator("N2", "M1", contribution="Half, as in the pilot")]


def model(*, items=ITEMS, links=LINKS):
    return {
        "items": text_rows(items, "model_items.csv"),
        "links": text_rows(links, "model_links.csv"),
        "indicators": text_rows(INDICATORS, "model_indicators.csv"),
        "assumptions": text_rows([{"id": "S1"}], "model_assumptions.csv"),
        "factors": text_rows([{"id": "F1", "affects": "C1; M1"}], "external_factors.csv"),
        "aims": text_rows([{"id": "G1"}], "model_aims.csv"),
    }


EXAMPLES = [
    Example(
        calculation="checked_logic_model",
        title="A complete model",
        given=model(),
        formula=f"{FORMULA}.failed",
        gives=[],
        working="Each item is linked to the next level, the outcome has a measure, the impact serves an aim.",
        source=RULE,
    ),
    Example(
        calculation="checked_logic_model",
        title="A link that skips a level",
        given=model(links=[*LINKS, {"from_id": "A1", "to_id": "C1", "assumption_id": "S1"}]),
        formula=f"{FORMULA}.findings",
        gives=[
            {
                "check": "W2",
                "severity": "warning",
                "item": "",
                "text": "The link from A1 “Teach evening classes in the library” to C1 “More adults read with their "
                "children” skips a level",
                "place": "model_links.csv A6, B6",
                "remedy": "Say what lies between: add the item that is missing, and two links for one.",
            }
        ],
        working="An activity is level 2, an outcome level 4: 4 = 2 + 2. The link stands in line 6.",
        source=RULE,
    ),
    Example(
        calculation="checked_logic_model",
        title="Words that tell of delivery, and no amount",
        given=model(
            items=[
                item("I1", "input", "Two tutors"),
                *ITEMS[1:3],
                item("C1", "outcome", "Workshops for adults"),
                ITEMS[4],
            ]
        ),
        formula=f"{FORMULA}.failed",
        gives=["W7", "W9", "W11"],
        working="“Workshops” tells of delivery, nothing says which way it moves, and the tutors have no amount.",
        source=RULE,
    ),
    Example(
        calculation="checked_logic_model",
        title="An end that is no day",
        given={},
        formula="checked_logic_model([], [], [], [], [], [], ends='March 2027')",
        refuses='The end of what a logic model describes is "March 2027", which is no day as a text (YYYY-MM-DD).',
        working="A month is no day that dates could be compared with.",
        source=RULE,
    ),
]

test_examples = examples_test(EXAMPLES)
