"""Diagrams of a paper: from its tables to lists, a table and a picture of the same; and what an officer is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tracepaper.errors import TemplateError
from tracepaper.figures import Cell, Text
from tracepaper.papers import diagrams
from tracepaper.settings.paper import DiagramSettings
from unit.papers.desk import DICTIONARY, SETTINGS, Desk, write

ITEMS = """\
id,level,text,status,condition
I1,input,"Grant of £120,000 a year",agreed,
I2,input,Health visitors,draft,once recruited
A1,activity,Weekly groups,,
C1,outcome,"Calmer homes, happier children",illustrative; draft; tbc,
"""
LINKS = "from_id,to_id\nI1,A1\nI2,A1\nA1,C1\nI2,C1\n"
BOARDS = "id,level,text\ncabinet,top,Cabinet\nboard,middle,Programme board\n"
DRAWN = '{% import "partials/diagrams.qmd.j2" as drawings with context %}{{ drawings.diagram(diagrams.pilot) }}'
HERE = "config/papers/hours.yaml, line "


LEVELS = {"input": "Inputs", "activity": "Activities"}
DESCRIBED = DiagramSettings("pilot", "c", "t", "right", "portrait", "items", "links", LEVELS, "here")
TWICE = "from_id,to_id I1,A1 I1,A1"


def texts(name: str, text: str, key: list[str]) -> dict[str, Any]:
    columns = text.partition("\n")[0].split(",")
    fields = [{"name": column, "title": column, "type": "string"} for column in columns]
    schema = {"primaryKey": key, "fields": fields}
    return {
        "name": name, "title": name, "path": f"{name}.csv", "format": "csv", "hash": f"sha256:{'0' * 64}",
        "schema": schema,
    }  # fmt: skip


def diagram(**changes: Any) -> dict[str, Any]:
    made = {
        "id": "pilot",
        "caption": "Logic model of the pilot",
        "title": "Logic model of the pilot",
        "direction": "right",
        "items": "model_items",
        "links": "model_links",
        "levels": {"input": "Inputs", "activity": "Activities", "outcome": "Outcomes"},
        **changes,
    }
    return {key: value for key, value in made.items() if value is not None}


def paper(*diagrams: dict[str, Any]) -> dict[str, Any]:
    names = ("model_items", "model_links", "boards")
    tables = {**SETTINGS["tables"], **{name: f"libraries/{name}" for name in names}}
    return {"tables": tables, "diagrams": list(diagrams or (diagram(),))}


def ingested(desk: Desk, items: str = ITEMS, links: str = LINKS) -> Desk:
    own = {
        "model_items": (items, ["id", "level"]),
        "model_links": (links, ["from_id", "to_id"]),
        "boards": (BOARDS, ["id"]),
    }
    resources = [*DICTIONARY["resources"], *(texts(name, *parts) for name, parts in own.items())]
    write(
        desk.root / "data" / "raw" / "libraries" / "datapackage.yaml",
        json.dumps({**DICTIONARY, "resources": resources}),
    )
    for name, (text, _) in own.items():
        desk.source(name, text)
    done = desk.type("ingest", "libraries")
    assert done.status == 0, done.complaint
    return desk


def test_lists_for_the_web_lead_on_from_item_to_item(desk: Desk) -> None:
    web = ingested(desk).printed(DRAWN, **paper()).partition("content-hidden")[0]
    assert "::: {#fig-pilot .diagram .diagram-right}" in web
    cell = "cell-libraries-model-items-c2"
    assert (
        f'- [**I1** [Grant of £120,000 a year]{{.traced data-figure="{cell}"}}]{{#item-pilot-i1 .item}}'
        " [Leads to [A1](#item-pilot-a1)]{.leads}"
    ) in web
    assert (
        r"- [**I2** Health visitors (once recruited)]{#item-pilot-i2 .item} [\[draft\]]{.status .status-draft}"
        " [Leads to [A1](#item-pilot-a1) [C1](#item-pilot-c1)]{.leads}"
    ) in web
    assert web.count("::: {.level}") == 3 and "**Activities**" in web


def test_a_picture_and_the_table_of_the_same_on_paper(desk: Desk) -> None:
    paper_only = ingested(desk).printed(DRAWN, **paper()).partition("content-hidden")[2]
    assert '![Logic model of the pilot](charts/pilot.svg){#fig-pilot fig-alt="Diagram\\: Logic model' in paper_only
    assert "| Level | Item | Leads to |" in paper_only
    assert (
        r"| Inputs | **I2** Health visitors (once recruited) [\[draft\]]{.status .status-draft} | A1, C1 |"
        in paper_only
    )
    assert "nothing further |" in paper_only
    assert {path.name for path in (desk.composed / "charts").iterdir()} == {"pilot.svg", "pilot.png"}


def test_the_evidence_holds_the_drawing_and_the_number_in_it(desk: Desk) -> None:
    ingested(desk).printed(DRAWN, **paper())
    evidence = json.loads((desk.composed / "evidence.json").read_text("utf-8"))
    drawn = evidence["charts"]["pilot"]
    assert drawn["figures"] == ["cell-libraries-model-items-c2"]
    assert drawn["alt"].startswith("Diagram: Logic model of the pilot.")
    assert "£120,000" in " ".join(drawn["labels"]) and "[illustrative, draft, TBC]" in " ".join(drawn["labels"])
    assert evidence["figures"]["cell-libraries-model-items-c2"]["printed"] == ["Grant of £120,000 a year"]


def test_without_links_nothing_leads_on_and_long_ids_are_not_printed(desk: Desk) -> None:
    levels = {"top": "Members", "middle": "Boards"}
    boards = diagram(items="boards", links=None, direction="down", levels=levels)
    printed = ingested(desk).printed(DRAWN, **paper(boards))
    assert "- [Cabinet]{#item-pilot-cabinet .item}\n" in printed
    assert "| Level | Item |\n" in printed and "| Members | Cabinet |" in printed and "Leads to" not in printed


def test_a_template_may_print_its_parts(desk: Desk) -> None:
    body = (
        "{% for level in diagrams.pilot.levels %}{{ level.heading }}: "
        '{% for item in level["items"] %}{{ item.id }} {{ item.text }} before '
        "{% for one in item.to %}{{ one.code }} {% endfor %}; {% endfor %}{% endfor %}"
    )
    assert "I2 Health visitors before A1 C1 ;" in ingested(desk).printed(body, **paper())


def test_each_mark_has_a_status_of_its_own(desk: Desk) -> None:
    printed = ingested(desk).printed(DRAWN, **paper())
    marked = r"[\[illustrative, draft, TBC\]]{.status .status-illustrative .status-draft .status-tbc}"
    assert printed.count(f"Calmer homes, happier children {marked}") == 1
    assert printed.count(marked) == 2


def test_a_wide_one_turns_the_page(desk: Desk) -> None:
    printed = ingested(desk).printed(DRAWN, **paper(diagram(page="landscape")))
    assert printed.startswith("::: {.landscape}") and printed.endswith(":::\n\n:::")


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (ITEMS.replace("A1,", "1A,"), 'A4: found the id "1A"'),
        (ITEMS.replace("illustrative;", "late by 5;"), 'D5: found the status "late by 5; draft; tbc"'),
        (ITEMS.replace("Weekly groups", ""), 'C4: found no text for "A1"'),
        (ITEMS.partition("I1")[0] + "I1,hope,All is well,,\n", "no item of the levels input, activity, outcome"),
    ],
)
def test_what_stops_the_drawing_is_told_with_its_cell(items: str, found: str, desk: Desk) -> None:
    done = ingested(desk, items).compose(DRAWN, **paper())
    done.refused(HERE, "diagrams.0 (pilot)", found, status=4)


@pytest.mark.parametrize(
    ("items", "links", "left_out"),
    [
        (
            ITEMS + "X1,hope,All is well,draft,one day\n",
            LINKS,
            r"- the item X1: All is well (one day) [\[draft\]]{.status .status-draft}"
            r" (model\_items\.csv B6: no level “hope”)",
        ),
        (ITEMS + "a1,input,Again,,\n", LINKS, r"- the item a1: Again (model\_items\.csv A6: another item has this id)"),
        (ITEMS, LINKS + "I1,Z9\n", r"- the link from I1 to Z9 (model\_links\.csv B6: no item Z9 is drawn)"),
        (ITEMS, LINKS + "I1;A1,C1\n", r"- the link from I1;A1 to C1 (model\_links\.csv A6: no item I1;A1 is drawn)"),
        (ITEMS, LINKS + "I1,\n", r"- the link from I1 to nothing (model\_links\.csv B6: no item is named)"),
        (ITEMS, LINKS + "C1,I1\n", r"- the link from C1 to I1 (model\_links\.csv B6: it leads back)"),
        (ITEMS, LINKS + "A1,A1\n", r"- the link from A1 to A1 (model\_links\.csv B6: it leads to itself)"),
    ],
)
def test_what_has_no_place_in_the_drawing_is_named_under_it(items: str, links: str, left_out: str, desk: Desk) -> None:
    whole = ingested(desk).printed(DRAWN, **paper())
    printed = ingested(desk, items, links).printed(DRAWN, **paper())
    assert printed.removeprefix(whole).split("\n\n") == ["", "Not drawn:", left_out]


def test_a_link_that_is_stated_twice_is_drawn_once() -> None:
    items: Any = Rows("id,level,text I1,input,Grant A1,activity,Groups")
    links: Any = Rows(TWICE)
    made = diagrams.diagram(DESCRIBED, items, links)
    assert made.links == (("I1", "A1"),)
    assert [one.why for one in made.undrawn] == ["it is stated twice"]


def test_a_level_without_items_has_no_column(desk: Desk) -> None:
    printed = ingested(desk, ITEMS.replace("C1,outcome", "C1,hope")).printed(DRAWN, **paper())
    assert "**Activities**" in printed and "**Outcomes**" not in printed
    assert "- the item C1: Calmer homes, happier children" in printed
    assert printed.count("no item C1 is drawn") == 2


def test_a_table_of_another_kind_is_told(desk: Desk) -> None:
    done = ingested(desk).compose(DRAWN, **paper(diagram(items="model_links")))
    done.refused(HERE, "no column id, level, text", "Such a table has the columns id, level, text.", status=4)


def test_all_that_is_wrong_is_told_at_once(desk: Desk) -> None:
    levels = {"input": "Level 1", "activity": "Activities", "outcome": "Outcomes"}
    done = ingested(desk, ITEMS.replace("A1,", "1A,")).compose(DRAWN, **paper(diagram(levels=levels)))
    done.refused('the heading "Level 1"', "Write it in words: Tier one.", 'the id "1A"', status=4)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"items": "model_itms"}, 'the items "model_itms"'),
        ({"direction": "left"}, '"left"'),
        ({"levels": {}}, "levels"),
        ({"colour": "red"}, 'the unknown key "colour"'),
        ({"title": None}, 'no key "title"'),
    ],
)
def test_settings_at_fault_are_named(changes: dict[str, Any], found: str, desk: Desk) -> None:
    ingested(desk).settings(**paper(diagram(**changes)))
    desk.type("calculate", "hours").refused("diagrams.0", found, status=4)


def test_a_chart_and_a_diagram_of_one_id_would_be_one_file(desk: Desk) -> None:
    ingested(desk).settings(**paper(diagram(), diagram()))
    desk.type("calculate", "hours").refused('a second diagram "pilot"', "Rename one of the two.", status=4)


class Rows:
    """A table of texts: rows divided by spaces, cells by commas."""

    path = "data/raw/libraries/model_items.csv"

    def __init__(self, text: str) -> None:
        header, *rows = (row.split(",") for row in text.split())
        self.columns = tuple(header)
        self.rows = [dict(zip(header, row, strict=True)) for row in rows]

    def texts(self) -> list[dict[str, Text]]:
        return [
            {name: Text(text, Cell(self.path, "", f"A{number}", number, 1, text)) for name, text in row.items()}
            for number, row in enumerate(self.rows, 2)
        ]


class Exempt:
    """A table of which the text of one item is exempt."""

    path, columns = "data/raw/libraries/model_items.csv", ("id", "level", "text")

    @staticmethod
    def texts() -> list[dict[str, Text]]:
        cells = {name: Cell(Exempt.path, "", f"{name}2", 2, 1, "") for name in Exempt.columns}
        words = {"id": "I1", "level": "input", "text": "Grant"}
        return [{name: Text(words[name], cell, classification="exempt") for name, cell in cells.items()}]


def test_what_is_exempt_is_not_drawn() -> None:
    described = DiagramSettings("pilot", "c", "t", "right", "portrait", "boards", "", {"input": "Inputs"}, "here")
    table: Any = Exempt()
    with pytest.raises(TemplateError, match="classified as exempt"):
        diagrams.diagram(described, table, None)
