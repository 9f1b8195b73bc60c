"""Settings that do not match their schema: every fault with its line, its key, what was expected and what it is."""

import json
from pathlib import Path

import pytest

from tracepaper.errors import SettingsError
from tracepaper.settings import schema

GOOD = """\
name: example
title: An example
created: "2024-04-01"
contributors: [{title: A council, role: publisher}]
licenses: [{name: OGL, title: Open Government Licence}]
sources: [{title: A document}]
tracepaper: {received: "2024-04-02", classification: public}
resources:
  - name: costs
    title: Costs
    path: costs.csv
    format: csv
    hash: "sha256:%s"
    schema:
      primaryKey: [option]
      fields:
        - {name: option, title: Option, type: string}
""" % ("0" * 64)  # fmt: skip


def refusal(tmp_path: Path, text: str) -> str:
    path = tmp_path / "datapackage.yaml"
    path.write_text(text)
    with pytest.raises(SettingsError) as refused:
        schema.load(path, kind="datapackage")
    assert str(refused.value).startswith(f"{path} does not match its schema.")
    return str(refused.value)


def test_settings_that_match_are_read(tmp_path: Path):
    path = tmp_path / "datapackage.yaml"
    path.write_text(GOOD)
    assert schema.load(path, kind="datapackage").content["name"] == "example"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: An example\n", "", ['no key "title"', "Add it. It is: title of the source"]),
        ("title: An", "titel: An", ['line 2, titel: found the unknown key "titel"', 'Did you mean "title"?']),
        (
            "name: example",
            "name: ../../etc/cron.d/x",
            ['line 1, name: found "../../etc/cron.d/x"', "text that matches"],
        ),
        ("name: example", "name: -rf", ['found "-rf"']),
        ("name: example", "name: NO", ['found "NO"']),
        ('"2024-04-01"', "2024.04", ['line 3, created: found "2024.04"', "a value of type string"]),
        ('"2024-04-01"', '"2024-02-30"', ["line 3, created", "a day that the calendar has, as YYYY-MM-DD"]),
        ("format: csv", "format: xls", ["line 12, resources.0.format", "one of csv, xlsx", "It is: csv"]),
        ("[option]", "[]", ["resources.0.schema.primaryKey", "at least 1 entries"]),
        ("type: string", "type: money", ["one of string, integer, number, date, year"]),
    ],
)
def test_a_fault_is_placed_and_explained(old: str, new: str, words: list[str], tmp_path: Path):
    assert old in GOOD
    message = refusal(tmp_path, GOOD.replace(old, new, 1))
    for word in words:
        assert word in message, message


@pytest.mark.parametrize(
    ("display", "found", "words"),
    [
        ("percent", '"percent"', 'Did you mean "per cent"?'),
        ("euros", '"euros"', "expected one of pounds, millions, amount, brackets, number, per cent"),
        ("{form: percent}", '"percent"', 'Did you mean "per cent"?'),
        ("{form: pounds, place: 2}", 'the unknown key "place"', 'Did you mean "places"?'),
        ("{places: 2}", 'no key "form"', "Add it."),
        ("5", "found 5", "a value of type string or object"),
    ],
)
def test_of_two_ways_to_write_a_setting_the_chosen_one_is_explained(
    display: str, found: str, words: str, tmp_path: Path
):
    path = tmp_path / "paper.yaml"
    path.write_text(f"figures:\n  - {{id: cost, label: Cost, formula: a, display: {display}}}\n")
    with pytest.raises(SettingsError) as refused:
        schema.load(path, kind="paper")
    (fault,) = [fault for fault in refused.value.faults if "display" in fault.place]
    assert fault.place.startswith("line 2, figures.0.display")
    assert found in str(fault) and words in str(fault) and "{" not in str(fault)


def test_every_unknown_key_is_reported(tmp_path: Path):
    message = refusal(tmp_path, GOOD + "one: 1\ntwo: 2\n")
    assert 'line 18, one: found the unknown key "one"' in message
    assert 'line 19, two: found the unknown key "two"' in message


def test_a_list_where_settings_belong_is_refused(tmp_path: Path):
    assert "line 1, the whole file" in refusal(tmp_path, "- a\n- b\n")


@pytest.mark.parametrize("path", sorted(schema.SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name)
def test_every_schema_is_closed_and_describes_every_key(path: Path):
    def walk(node: object, where: str) -> None:
        if isinstance(node, dict):
            if "properties" in node:
                assert node.get("additionalProperties") is False, f"{where} is open"
                for key, value in node["properties"].items():
                    assert value.get("description") or "$ref" in value, f"{where}.{key} is not described"
            for key, value in node.items():
                walk(value, f"{where}.{key}")
        elif isinstance(node, list):
            for number, value in enumerate(node):
                walk(value, f"{where}.{number}")

    walk(json.loads(path.read_text("utf-8")), path.stem)
