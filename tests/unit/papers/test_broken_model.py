"""A paper on a logic model that is broken: it composes, and prints what its checks found, which is what it is for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from tracepaper.papers.place import escaped
from unit.papers.desk import Desk, write

SAMPLES = Path(__file__).parents[3] / "templates" / "new"
PAPER = "clubs"
# A link to nothing that is there, one back, and one to itself; an indicator of nothing, a factor on what is not there.
LINKS = "O1,X9,,S2,weak\nC1,A1,,S2,weak\nO1,O1,,S2,weak\nM1,,,S2,weak\n"
SPOILT = {
    "model_indicators": ("N1,C1,", "N1,C1;M1,"),
    "external_factors": ("September,O1", "September,O1; O9"),
    "model_items": (
        ",draft,,once schools have agreed,G1,",
        ",illustrative; draft,(draft),once schools have agreed,G9,",
    ),
}


@pytest.fixture
def broken(desk: Desk) -> Desk:
    """The sample of a logic model with references that lead nowhere, and without keys that would stop them sooner."""
    shutil.copytree(SAMPLES, desk.root / "templates" / "new")
    assert desk.type("new", "logic_model", PAPER).status == 0
    source = desk.root / "data" / "raw" / PAPER
    for table, (found, put) in SPOILT.items():
        text = (source / f"{table}.csv").read_text("utf-8")
        assert text.count(found) == 1
        write(source / f"{table}.csv", text.replace(found, put))
    with (source / "model_links.csv").open("a", encoding="utf-8") as file:
        file.write(LINKS)
    loosen(source / "datapackage.yaml")
    settings = desk.root / "config" / "papers" / f"{PAPER}.yaml"
    content = yaml.safe_load(settings.read_text("utf-8"))
    del content["statements"]
    write(settings, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    return desk


def loosen(dictionary: Path) -> None:
    content = yaml.safe_load(dictionary.read_text("utf-8"))
    for resource in content["resources"]:
        resource["schema"].pop("foreignKeys", None)
        resource["hash"] = f"sha256:{'0' * 64}"
        for field in resource["schema"]["fields"]:
            if field["name"] in ("status", "to_id"):
                field.pop("tracepaper", None)
                field.pop("constraints", None)
    write(dictionary, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))


def test_a_broken_model_is_printed_with_its_errors(broken: Desk) -> None:
    for step in ("ingest", "calculate", "compose"):
        done = broken.type(step, PAPER)
        assert done.status == 0, done.complaint
    composed = broken.root / "data" / "processed" / "papers" / PAPER / "composed" / "paper"
    printed = (composed / f"{PAPER}.qmd").read_text("utf-8")
    # The header of model_links.csv is row 1, and its own links are rows 2 to 5.
    for check, words, place in (
        ("E1", "A link names no item at its end", "model_links.csv B9"),
        ("E1", "X9 is named, and is nowhere in the model", "model_links.csv B6"),
        ("E1", "C1;M1 is named, and is nowhere in the model", "model_indicators.csv B2"),
        ("E1", "O9 is named, and is nowhere in the model", "external_factors.csv C2"),
        ("E1", "G9 is named, and is nowhere in the model", "model_items.csv G6"),
        (
            "E2",
            "The link from C1 “More pupils hand in their homework” to A1 “Open homework clubs in libraries” leads back",
            "model_links.csv A7, B7",
        ),
        ("E3", "The links lead in a circle: A1 to O1 to C1 to A1", "model_links.csv B3, B4, B7"),
    ):
        assert f"| {check} | {escaped(words)} | {escaped(place)} |" in printed
    for link, place in (
        ("O1 to X9", "B6: no item X9 is drawn"),
        ("C1 to A1", "B7: it leads back"),
        ("O1 to O1", "B8: it leads to itself"),
        ("M1 to nothing", "B9: no item is named"),
    ):
        cell, _, why = place.partition(": ")
        assert f"- the link from {link} ({escaped(f'model_links.csv {cell}')}: {why})" in printed
    assert printed.count("- the link from ") == 4
