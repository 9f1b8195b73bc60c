"""An auditor with the files of a paper, or its PDF alone: every number is traced, and nothing altered goes unseen."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from papers.altered import html_digit, other_digit, pdf_digit
from project import LARGEST, PAPERS, SMALLEST, Project
from tracepaper.evidence.coverage import coverage
from tracepaper.evidence.printed import compared_html, compared_pdf
from tracepaper.evidence.recompute import recomputed
from tracepaper.papers.printed import html, pdf

# Of each paper, and there are many.
IN_HTML, IN_PDF, IN_EVIDENCE = 4, 1, 5

# The least that a paper prints: figures, and numbers in all. The appraisals are full of them.
LEAST = {"rotherham-mst-fit": (200, 1000), "staffordshire-community-support": (200, 1000)}
LEAST_OF_ANY = (10, 30)

every_paper = pytest.mark.parametrize("paper", PAPERS)
two_papers = pytest.mark.parametrize("paper", sorted({SMALLEST, LARGEST}))
the_largest = pytest.mark.parametrize("paper", [LARGEST])


def file(built: Project, paper: str, suffix: str) -> Path:
    return built.root / "reports" / paper / (f"{paper}{suffix}" if suffix.startswith(".") else suffix)


def evidence_of(built: Project, paper: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file(built, paper, "evidence.json").read_text("utf-8"))
    return content


def alone(built: Project, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A verb typed in a folder that is no project."""
    command = [sys.executable, "-m", "tracepaper.cli", *arguments]
    return subprocess.run(command, cwd=folder, env=built.environment, capture_output=True, text=True, timeout=300)


# As it was made


@every_paper
def test_the_whole_paper_is_verified_with_counts_of_what_was_checked(paper: str, built: Project) -> None:
    done = built.tracepaper("verify", paper)
    assert done.returncode == 0, done.stdout + done.stderr
    for line in ("figures recomputed from", "numbers printed", "files hashed again", "cells read again", "afresh"):
        assert line in done.stdout
    assert "Everything that was checked agrees." in done.stdout


@two_papers
@pytest.mark.parametrize("suffix", [".pdf", ".html"])
def test_a_file_alone_is_verified_in_a_folder_that_holds_nothing_else(
    paper: str, suffix: str, built: Project, tmp_path: Path
) -> None:
    shutil.copy(file(built, paper, suffix), tmp_path / f"paper{suffix}")
    done = alone(built, tmp_path, "verify", f"paper{suffix}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Not checked: the source files" in done.stdout


@every_paper
def test_every_figure_of_the_pdf_is_traced_to_cells_parameters_or_declared_numbers(paper: str, built: Project) -> None:
    figures = evidence_of(built, paper)["figures"]
    printed = {figure.id for figure in pdf.read(file(built, paper, ".pdf")).figures}
    assert len(printed) > LEAST.get(paper, LEAST_OF_ANY)[0]
    for id in printed:
        ends = _ends(figures, id)
        assert ends <= {"cell", "quotation", "parameter", "literal", "count of nothing"}, f"{id} ends in {ends}"


@two_papers
def test_a_printed_number_is_traced_from_the_pdf_alone(paper: str, built: Project, tmp_path: Path) -> None:
    document = pdf.read(file(built, paper, ".pdf"))
    shutil.copy(file(built, paper, ".pdf"), tmp_path / "paper.pdf")
    for figure in random.Random(paper).sample(document.figures, 3):
        done = alone(built, tmp_path, "trace", "paper.pdf", figure.text)
        assert done.returncode == 0 and figure.id in done.stdout, done.stdout + done.stderr


@every_paper
def test_no_number_is_printed_that_is_neither_a_figure_nor_in_an_allowed_form(paper: str, built: Project) -> None:
    content = evidence_of(built, paper)
    covered = coverage(html.read(file(built, paper, ".html").read_text("utf-8")), content)
    assert not covered.unknown and covered.figures > LEAST.get(paper, LEAST_OF_ANY)[1]
    declared = content["typed_numbers"]["declared"]
    assert all(one["reason"] for one in declared) and bool(declared) >= (paper in LEAST)


@every_paper
def test_html_and_pdf_hold_the_evidence_that_lies_beside_them(paper: str, built: Project) -> None:
    beside = file(built, paper, "evidence.json").read_bytes()
    assert pdf.evidence(file(built, paper, ".pdf")) == beside
    assert html.evidence(file(built, paper, ".html").read_text("utf-8")) == beside


# Altered


@every_paper
def test_one_digit_altered_anywhere_in_the_html_is_named(paper: str, built: Project) -> None:
    content, page = evidence_of(built, paper), file(built, paper, ".html").read_text("utf-8")
    assert not compared_html(html.read(page), content).faults
    chance = random.Random(f"html {paper}")
    for _ in range(IN_HTML):
        altered, what = html_digit(page, chance)
        assert compared_html(html.read(altered), content).faults, what


@every_paper
def test_one_digit_altered_anywhere_in_the_pdf_is_named(paper: str, built: Project) -> None:
    content, document = evidence_of(built, paper), file(built, paper, ".pdf").read_bytes()
    assert not compared_pdf(pdf.read(document), content).faults
    chance = random.Random(f"pdf {paper}")
    for _ in range(IN_PDF):
        altered, what = pdf_digit(document, chance)
        assert compared_pdf(pdf.read(altered), content).faults, what


@every_paper
def test_one_digit_altered_in_a_value_of_the_evidence_is_named(paper: str, built: Project) -> None:
    content = evidence_of(built, paper)
    assert not recomputed(content).faults
    chance = random.Random(f"evidence {paper}")
    computed = sorted(
        id for id, node in content["figures"].items() if node["unit"] != "text" and node["cells"] + node["inputs"]
    )
    for id in chance.sample(computed, min(IN_EVIDENCE, len(computed))):
        faults = recomputed(_value_altered(content, id, chance)).faults
        assert any(f"({id})" in fault for fault in faults), id


@every_paper
def test_one_digit_altered_in_a_raw_text_of_the_evidence_is_named(paper: str, built: Project) -> None:
    content = evidence_of(built, paper)
    chance = random.Random(f"raw {paper}")
    cells = sorted(
        id
        for id, node in content["figures"].items()
        if node["operation"] == "cell" and not node["cells"][0]["correction"]
    )
    digits = [id for id in cells if any(letter.isdecimal() for letter in content["figures"][id]["cells"][0]["raw"])]
    for id in chance.sample(digits, min(IN_EVIDENCE, len(digits))):
        raw = content["figures"][id]["cells"][0]["raw"]
        faults = recomputed(_raw_altered(content, id, chance)).faults
        assert any(f"({id})" in fault for fault in faults), f"{id}: {raw}"


@the_largest
def test_one_altered_cell_of_a_source_is_named_with_what_it_was(paper: str, built: Project, tmp_path: Path) -> None:
    project = Project.copied(tmp_path / "project")
    shutil.copytree(built.root / "reports" / paper, project.root / "reports" / paper)
    node = _a_number_of_a_csv(evidence_of(built, paper)["figures"], paper)
    cell = node["cells"][0]
    path = project.root / cell["path"]
    text = path.read_text("utf-8")
    assert text.count(cell["raw"]) >= 1
    path.write_text(
        text.replace(cell["raw"], cell["raw"][:-1] + other_digit(cell["raw"][-1], random.Random(paper))), "utf-8"
    )
    done = project.tracepaper("verify", paper)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f'{cell["path"]} {cell["cell"]}: the evidence has "{cell["raw"]}"' in done.stdout
    assert f"{cell['path']} is not the file that the paper was made from" in done.stdout


def test_evidence_that_was_exchanged_in_the_pdf_is_not_that_of_the_paper(built: Project, tmp_path: Path) -> None:
    project = Project.copied(tmp_path / "project")
    shutil.copytree(built.root / "reports" / SMALLEST, project.root / "reports" / SMALLEST)
    other = next(paper for paper in PAPERS if paper != SMALLEST)
    shutil.copy(file(built, other, ".pdf"), project.root / "reports" / SMALLEST / f"{SMALLEST}.pdf")
    done = project.tracepaper("verify", SMALLEST)
    assert done.returncode == 1 and f"{SMALLEST}.pdf does not hold the evidence" in done.stdout


def _ends(figures: dict[str, Any], id: str) -> set[str]:
    """The operations in which the trace of a figure ends."""
    ends, seen, waiting = set(), set(), [id]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            inputs = figures[one]["inputs"]
            ends |= set() if inputs else {_end(figures[one])}
            waiting += inputs
    return ends


def _end(node: dict[str, Any]) -> str:
    """How many there are of what there is none of needs no cell."""
    return "count of nothing" if (node["operation"], node["value"]) == ("count", "0") else str(node["operation"])


def _value_altered(content: dict[str, Any], id: str, chance: random.Random) -> dict[str, Any]:
    node = content["figures"][id]
    value = node["value"]
    # Below the fortieth digit of an endless quotient nothing is compared with anything that is printed.
    place = chance.choice([n for n, letter in enumerate(value) if letter.isdecimal()])
    other = value[:place] + other_digit(value[place], chance) + value[place + 1 :]
    return {**content, "figures": {**content["figures"], id: {**node, "value": other}}}


def _raw_altered(content: dict[str, Any], id: str, chance: random.Random) -> dict[str, Any]:
    node = content["figures"][id]
    raw = node["cells"][0]["raw"]
    last = max(n for n, letter in enumerate(raw) if letter.isdecimal())
    cell = {**node["cells"][0], "raw": raw[:last] + other_digit(raw[last], chance) + raw[last + 1 :]}
    return {**content, "figures": {**content["figures"], id: {**node, "cells": [cell, *node["cells"][1:]]}}}


def _a_number_of_a_csv(figures: dict[str, Any], paper: str) -> dict[str, Any]:
    found = [
        node
        for _, node in sorted(figures.items())
        if node["operation"] == "cell"
        and node["cells"][0]["path"].endswith(".csv")
        and "claims" not in node["cells"][0]["path"]
    ]
    numbers: list[dict[str, Any]] = [node for node in found if re.fullmatch(r"[1-9][\d,]{5,}", node["cells"][0]["raw"])]
    return random.Random(paper).choice(numbers)
