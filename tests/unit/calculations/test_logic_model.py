"""The checks of a logic model: a complete one passes them all, and each way to break it is found by its own check."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tracepaper.calculations.logic_model import CHECKS, checked_logic_model
from tracepaper.calculations.model_wording import delivery_words, same_meaning, says_direction
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Figure, Text, literal, units

Table = list[dict[str, str]]
Model = dict[str, Table]
AN_END: Figure = literal(Decimal(46477), units.DATE, "written in this test").named("end", "The end")
EXPECTED_CHECKS = ["E1", "E2", "W2", "E3", "E4", "E5", "E6", "W7", "W8", "W9", "W10", "W11", "W12", "E13", "W14"]


def complete() -> Model:
    """One item a level, two outputs, every link, and an indicator for the outcome and the impact."""
    return {
        "items": [
            _item("I1", "input", "Two tutors", amount="40,000"),
            _item("A1", "activity", "Teach evening classes in the library"),
            _item("O1", "output", "Adults who finish a class"),
            _item("O2", "output", "Classes held near bus stops"),
            _item("C1", "outcome", "More adults read with their children"),
            _item("M1", "impact", "Fewer children start school behind", aim_id="G1"),
        ],
        "links": [
            _link("I1", "A1"),
            _link("A1", "O1"),
            _link("A1", "O2"),
            _link("O1", "C1"),
            _link("O2", "C1"),
            _link("C1", "M1"),
        ],
        "indicators": [_indicator("N1", "C1"), _indicator("N2", "M1", contribution="Half, as in the pilot")],
        "assumptions": [{"id": "S1"}],
        "external_factors": [{"id": "F1", "affects": "C1; M1"}],
        "aims": [{"id": "G1"}],
    }


def _item(id: str, level: str, text: str, **more: str) -> dict[str, str]:
    blank = dict.fromkeys(("mark", "aim_id", "amount", "fte"), "")
    return {"id": id, "level": level, "text": text, "status": "agreed", **blank, **more}


def _link(start: str, end: str) -> dict[str, str]:
    return {"from_id": start, "to_id": end, "assumption_id": "S1"}


def _indicator(id: str, item: str, **more: str) -> dict[str, str]:
    return {
        "id": id,
        "item_id": item,
        "baseline": "12",
        "latest": "",
        "latest_date": "",
        "target": "20",
        "target_date": "2027-03-31",
        "source": "School survey",
        "counterfactual": "The next town",
        "contribution": "",
        **more,
    }


def checked(model: Model, *, ends: str = "2027-03-31"):
    return checked_logic_model(*(_texts(name, rows) for name, rows in model.items()), ends=ends)


def _texts(name: str, rows: Table) -> list[dict[str, Text]]:
    """Rows as a table gives them: each text knows its cell; the header stands in row 1."""
    return [
        {
            column: Text(text, Cell(f"data/raw/classes/{name}.csv", "", f"{letter}{number}", number, 1, text))
            for letter, (column, text) in zip("ABCDEFGHIJKL", row.items(), strict=False)
        }
        for number, row in enumerate(rows, 2)
    ]


def test_every_check_is_there_in_order() -> None:
    assert [check.name for check in CHECKS] == EXPECTED_CHECKS


def test_a_complete_model_passes_every_check() -> None:
    result = checked(complete())
    assert (result["findings"], result["failed"]) == ([], [])
    assert {check["outcome"] for check in result["checks"]} == {"nothing found"}


def test_no_check_passes_for_want_of_anything_to_check() -> None:
    empty = checked({name: [] for name in complete()}, ends="")
    assert {check["outcome"] for check in empty["checks"]} == {"nothing to check"}


def second_of_an_id(model: Model) -> None:
    model["aims"].append({"id": "G1"})


def unknown_level(model: Model) -> None:
    model["items"].append(_item("X1", "hope", "All will be well"))


def unknown_end_of_a_link(model: Model) -> None:
    model["links"].append(_link("O1", "C9"))


def unknown_item_of_a_factor(model: Model) -> None:
    model["external_factors"][0]["affects"] = "C1; M9"


def item_without_an_id(model: Model) -> None:
    model["aims"].append({"id": ""})


def two_starts_of_a_link(model: Model) -> None:
    model["links"].append(_link("I1;A1", "O1"))


def link_to_nothing(model: Model) -> None:
    model["links"].append(_link("O1", ""))


def indicator_of_nothing(model: Model) -> None:
    model["indicators"].append(_indicator("N3", ""))


def link_told_twice(model: Model) -> None:
    model["links"].append(_link("I1", "A1"))


def link_within_a_level(model: Model) -> None:
    model["links"].append(_link("O1", "O2"))


def link_over_a_level(model: Model) -> None:
    model["links"].append(_link("O1", "M1"))


def circle(model: Model) -> None:
    model["links"].append(_link("C1", "O1"))


def orphan_output(model: Model) -> None:
    del model["links"][2]


def impact_without_aim(model: Model) -> None:
    model["items"][5]["aim_id"] = ""


def outcome_without_indicator(model: Model) -> None:
    del model["indicators"][0]


def outcome_without_baseline(model: Model) -> None:
    model["indicators"][0]["baseline"] = ""


def lost_mark(model: Model) -> None:
    model["items"][2]["mark"] = "[TBC]"


def mark_within_the_words(model: Model) -> None:
    model["items"][2]["text"] = "Adults who finish a class [TBC]"


def one_mark_lost_of_two(model: Model) -> None:
    model["items"][2] |= {"status": "illustrative; tbc", "mark": "(illustrative) | Draft | [TBC]"}


def unknown_status_beside_a_known_one(model: Model) -> None:
    model["items"][2]["status"] = "draft; nearly"


def unknown_status(model: Model) -> None:
    model["items"][2]["status"] = "nearly"


def result_of_a_draft(model: Model) -> None:
    model["items"][4]["status"] = "draft"
    model["indicators"][0] |= {"latest": "15", "latest_date": "2026-03-31"}


def delivery_as_outcome(model: Model) -> None:
    model["items"][4]["text"] = "More adults trained in reading aloud"


def repeated_meaning(model: Model) -> None:
    model["items"][4]["text"] = "Increase in evening classes that we teach in the library"


def no_direction(model: Model) -> None:
    model["items"][4]["text"] = "Adults read with their children"


def compared_with_nothing(model: Model) -> None:
    model["indicators"][0]["counterfactual"] = ""


def unmeasured_input(model: Model) -> None:
    model["items"][0]["amount"] = ""


def unfounded_link(model: Model) -> None:
    model["links"][3]["assumption_id"] = ""


def late_target(model: Model) -> None:
    model["indicators"][0]["target_date"] = "2027-04-01"


def late_measure(model: Model) -> None:
    model["indicators"][0] |= {"latest": "15", "latest_date": "2027-04-01"}


def measure_in_the_last_month(model: Model) -> None:
    model["indicators"][0] |= {"latest": "15", "latest_date": "2027-04"}


def unclaimed_impact(model: Model) -> None:
    model["indicators"][1]["contribution"] = ""


BREAKS: list[tuple[Callable[[Model], None], str, str, str]] = [
    (second_of_an_id, "E1", "The id G1 is used twice", "aims.csv A3"),
    (unknown_level, "E1", "X1 “All will be well” stands on no level of a logic model", "items.csv B8"),
    (unknown_end_of_a_link, "E1", "C9 is named, and is nowhere in the model", "links.csv B8"),
    (unknown_item_of_a_factor, "E1", "M9 is named, and is nowhere in the model", "external_factors.csv B2"),
    (item_without_an_id, "E1", "A row has no id", "aims.csv A3"),
    (two_starts_of_a_link, "E1", "I1;A1 is named, and is nowhere in the model", "links.csv A8"),
    (link_to_nothing, "E1", "A link names no item at its end", "links.csv B8"),
    (indicator_of_nothing, "E1", "Indicator N3 names no item that it measures", "indicators.csv B4"),
    (link_told_twice, "E1", "The link from I1 to A1 is stated twice", "links.csv A8, B8"),
    (
        link_within_a_level,
        "E2",
        "The link from O1 “Adults who finish a class” to O2 “Classes held near bus stops” stays on its level",
        "links.csv A8, B8",
    ),
    (
        link_over_a_level,
        "W2",
        "The link from O1 “Adults who finish a class” to M1 “Fewer children start school behind” skips a level",
        "links.csv A8, B8",
    ),
    (orphan_output, "E4", "O2 “Classes held near bus stops” follows from no activity", "items.csv A5"),
    (impact_without_aim, "E4", "M1 “Fewer children start school behind” serves no stated aim", "items.csv A7"),
    (outcome_without_indicator, "E5", "C1 “More adults read with their children” has no indicator", "items.csv A6"),
    (
        outcome_without_baseline,
        "E5",
        "C1 “More adults read with their children” has no indicator with a baseline, a target, a date for it and"
        " a source: N1 lacks a baseline",
        "indicators.csv A2",
    ),
    (
        lost_mark,
        "E6",
        "O1 “Adults who finish a class” is marked in the document as not agreed, and has lost that mark here",
        "items.csv E4",
    ),
    (
        mark_within_the_words,
        "E6",
        "O1 “Adults who finish a class [TBC]” is marked in the document as not agreed, and has lost that mark here",
        "items.csv C4",
    ),
    (
        one_mark_lost_of_two,
        "E6",
        "O1 “Adults who finish a class” [illustrative, TBC] is marked in the document as not agreed, and has lost that"
        " mark here",
        "items.csv E4",
    ),
    (
        unknown_status_beside_a_known_one,
        "E6",
        "O1 “Adults who finish a class” [draft, nearly] has a status that is none of agreed, draft, illustrative or"
        " tbc",
        "items.csv D4",
    ),
    (
        unknown_status,
        "E6",
        "O1 “Adults who finish a class” [nearly] has a status that is none of agreed, draft, illustrative or tbc",
        "items.csv D4",
    ),
    (
        result_of_a_draft,
        "E6",
        "C1 “More adults read with their children” [draft] is not agreed, yet indicator N1 reports a result for it",
        "indicators.csv D2",
    ),
    (
        delivery_as_outcome,
        "W7",
        "C1 “More adults trained in reading aloud” tells of delivery, as an output does: “trained”",
        "items.csv C6",
    ),
    (
        repeated_meaning,
        "W8",
        "C1 “Increase in evening classes that we …” says much the same as A1 “Teach evening classes in the library”,"
        " on another level",
        "items.csv C6, C3",
    ),
    (
        no_direction,
        "W9",
        "C1 “Adults read with their children” does not say what rises, falls or stays",
        "items.csv C6",
    ),
    (compared_with_nothing, "W10", "Indicator N1 is compared with nothing", "indicators.csv A2"),
    (unmeasured_input, "W11", "I1 “Two tutors” has neither an amount nor staff time", "items.csv A2"),
    (
        unfounded_link,
        "W12",
        "The link from O1 “Adults who finish a class” to C1 “More adults read with their children” rests on no stated"
        " assumption",
        "links.csv A5, B5",
    ),
    (late_target, "E13", "The target of N1 is dated after the end of what is modelled", "indicators.csv G2"),
    (late_measure, "E13", "The latest measure of N1 is dated after the end of what is modelled", "indicators.csv E2"),
    (
        measure_in_the_last_month,
        "E13",
        "The latest measure of N1 is dated after the end of what is modelled",
        "indicators.csv E2",
    ),
    (
        unclaimed_impact,
        "W14",
        "M1 “Fewer children start school behind” is measured by N2, and nothing says what share in it is claimed",
        "indicators.csv A3",
    ),
]


@pytest.mark.parametrize(("spoil", "check", "text", "place"), BREAKS, ids=lambda one: getattr(one, "__name__", None))
def test_each_fault_is_found_by_its_own_check_alone(
    spoil: Callable[[Model], None], check: str, text: str, place: str
) -> None:
    model = complete()
    spoil(model)
    (found,) = checked(model)["findings"]
    assert (found["check"], found["text"], found["place"]) == (check, text, place)
    assert found["severity"] == ("error" if check.startswith("E") else "warning")
    assert found["remedy"]


def test_a_circle_is_told_once_beside_the_link_that_leads_back() -> None:
    model = complete()
    circle(model)
    back, found = checked(model)["findings"]
    assert (back["check"], back["place"]) == ("E2", "links.csv A8, B8")
    assert "leads back" in back["text"]
    assert (found["check"], found["text"]) == ("E3", "The links lead in a circle: O1 to C1 to O1")
    assert found["place"] == "links.csv B5, B8"


def test_every_check_fires_in_a_model_with_every_fault() -> None:
    model = complete()
    for spoil in (
        *(circle, second_of_an_id, link_over_a_level, orphan_output, lost_mark, delivery_as_outcome),
        *(compared_with_nothing, unmeasured_input, unfounded_link, late_target, unclaimed_impact),
        outcome_without_baseline,
    ):
        spoil(model)
    model["items"][4]["text"] = "Adults trained to teach evening classes in the library"
    assert checked(model)["failed"] == EXPECTED_CHECKS


def test_without_any_link_the_model_is_told_so_once() -> None:
    model = complete() | {"links": []}
    (found,) = checked(model)["findings"]
    assert (found["check"], found["place"]) == ("E4", "the table of links")


def test_nothing_is_late_while_no_end_is_stated() -> None:
    model = complete()
    late_target(model)
    result = checked(model, ends="")
    assert result["failed"] == []
    assert [one["check"] for one in result["checks"] if one["outcome"] == "nothing to check"] == ["E13"]


@pytest.mark.parametrize(("month", "failed"), [("2027-03", []), ("2027-04", ["E13"])])
def test_a_month_counts_by_its_last_day(month: str, failed: list[str]) -> None:
    model = complete()
    model["indicators"][0]["target_date"] = month
    assert checked(model)["failed"] == failed
    # The end is a day before the end of March.
    assert checked(model, ends="2027-03-30")["failed"] == ["E13"]


def test_an_item_may_have_several_marks() -> None:
    model = complete()
    model["items"][2] |= {"status": "illustrative; draft; tbc", "mark": "(illustrative) | Draft | [TBC]"}
    assert checked(model)["failed"] == []


def test_one_complete_indicator_is_enough() -> None:
    model = complete()
    model["indicators"].append(_indicator("N3", "C1", baseline=""))
    assert checked(model)["failed"] == []


def test_staff_time_is_an_amount_of_an_input() -> None:
    model = complete()
    unmeasured_input(model)
    model["items"][0]["fte"] = "1.5"
    assert checked(model)["failed"] == []


def test_a_shortened_item_stops_before_a_number() -> None:
    model = complete()
    model["items"][0] |= {"text": "The first 1,000 days team", "amount": ""}
    (found,) = checked(model)["findings"]
    assert found["text"].startswith("I1 “The first …” has")


def test_a_table_without_a_column_that_is_needed_is_refused() -> None:
    model = complete()
    for row in model["links"]:
        del row["assumption_id"]
    with pytest.raises(FigureError, match="links of a logic model has no column assumption_id"):
        checked(model)


@pytest.mark.parametrize("ends", ["spring 2027", "2027-03", "2025-W10-1", "20270331", "2027-02-30", "31/03/2027"])
def test_an_end_that_is_no_day_is_refused(ends: str) -> None:
    with pytest.raises(FigureError, match=ends):
        checked(complete(), ends=ends)


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ({"pilot": AN_END}, "describes is a series, which is no day as a text (YYYY-MM-DD)."),
        (AN_END, 'describes is the single figure "The end", which is no day as a text (YYYY-MM-DD).'),
    ],
)
def test_so_is_an_end_that_is_no_text(ends: Any, words: str) -> None:
    with pytest.raises(FigureError) as error:
        checked(complete(), ends=ends)
    assert str(error.value).endswith(words)


def test_a_table_that_is_not_given_as_rows_is_refused() -> None:
    model = list(complete().values())
    series: Any = {"I1": AN_END}
    with pytest.raises(
        FigureError, match="A logic model, for its links, takes the rows of a table; it was given a series"
    ):
        checked_logic_model(_texts("items", model[0]), series, *(_texts("other", rows) for rows in model[2:]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Workforce trained in key messages", ["trained"]),
        ("Families engaged with the short course", ["engaged with"]),
        ("Plan developed and signed up to", ["signed up", "plan developed"]),
        ("Children are more engaged at school", []),
        ("Fewer untrained carers", []),
        ("Workforce understand offer & confident in key messages", []),
    ],
)
def test_words_of_delivery(text: str, words: list[str]) -> None:
    assert delivery_words(text) == words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Increase in numbers of smoke free homes", True),
        ("Preventing avoidable hospital admissions", True),
        ("Earlier identification of families", True),
        ("School attendance is maintained", True),
        ("Families understand the offer", False),
        ("Lessons for wider family members", False),
    ],
)
def test_words_of_direction(text: str, told: bool) -> None:
    assert says_direction(text) is told


def test_the_same_meaning_needs_most_of_the_words_of_the_shorter_text() -> None:
    # Shared: famil(y), engag(e), short, cours(e): four of the four of the first.
    assert same_meaning("Families engaged in a short course", "Develop a short course to engage families at home")
    # Shared: smok(e), pregnancy, programm(e): three, the name of a service.
    assert not same_meaning("More use of the Smoking in Pregnancy Programme", "Smoking in Pregnancy Programme lead")
    # Shared: famil(y), want, short, cours(e): four of the eight of either, which is not more than half.
    assert not same_meaning(
        "Short course for families who want to learn about safe sleep",
        "Families want a short course nearer home, at weekends, with lunch",
    )
