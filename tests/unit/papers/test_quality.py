"""What a paper says of its sources, of the tables that it uses and of no others."""

from __future__ import annotations

import json

from unit.papers.desk import SETTINGS, Desk

IMPORTS = '{% import "partials/quality.qmd.j2" as quality with context %}'
EVERY = IMPORTS + (
    "{{ quality.findings_table(findings) }}\n\n{{ quality.corrections_table(corrections) }}\n\n"
    "{{ quality.changes_table(changes) }}\n\n{{ quality.sources_list(background_papers) }}"
)
VISITS = {
    "tables": {"by_library": "libraries/visits"},
    "figures": [figure for figure in SETTINGS["figures"] if "cost" not in figure["formula"]],
}


def test_a_finding_is_printed_with_its_cell_its_reason_and_who_answers_for_it(desk: Desk) -> None:
    """Its three numbers are figures: the cell as stated, the sum of its rows (1,250.00 - 300 = 950), and 960 - 950."""
    stated, added, difference = (
        f'[{text}]{{.traced data-figure="check-libraries-total-2024-25-{name}"}}'
        for text, name in {"£960": "stated", "£950": "added", "£10": "difference"}.items()
    )
    assert (
        f"| costs\\.csv, C4 | Total for 2024/25: stated {stated}, its rows add up to {added}, "
        f"a difference of {difference} | The export rounds its total to the next ten or twenty\\. (Head of Finance) |"
    ) in desk.printed(EVERY)


def test_the_figures_of_a_finding_are_traced_to_its_cells(desk: Desk) -> None:
    desk.printed(EVERY)
    evidence = json.loads((desk.composed / "evidence.json").read_text("utf-8"))["figures"]
    stated, added, difference = (
        evidence[f"check-libraries-total-2024-25-{name}"] for name in ("stated", "added", "difference")
    )
    assert [(cell["cell"], cell["raw"]) for cell in stated["cells"]] == [("C4", "960")]
    assert (added["operation"], added["value"]) == ("sum", "950")
    assert [evidence[id]["cells"][0]["cell"] for id in added["inputs"]] == ["C2", "C3"]
    assert (difference["operation"], difference["value"]) == ("difference", "10")
    assert difference["inputs"] == [f"check-libraries-total-2024-25-{name}" for name in ("stated", "added")]


def test_a_correction_is_printed_with_the_text_as_received(desk: Desk) -> None:
    found, value = (f'[{text}]{{.traced data-figure="cell-libraries-costs-c2"}}' for text in ("1,250,00", "1250\\.00"))
    assert (
        f"| costs\\.csv, C2 | {found} | {value} | The second comma stands for the decimal point\\. (Head of Finance) |"
    ) in desk.printed(EVERY)


def test_a_change_on_reading_is_printed_with_its_cells(desk: Desk) -> None:
    assert "| costs\\.csv | minus sign U\\+2212 read as \\- | C3 |" in desk.printed(EVERY)


def test_a_corrected_cell_is_not_also_said_to_be_normalised(desk: Desk) -> None:
    desk.source("costs", 'Library,2023/24,2024/25\nCentral,1000,"1,250,00"\nHarbour,500,-300\nTotal,1500,960\n')
    assert desk.type("ingest", "libraries").status == desk.type("calculate", "hours").status == 0
    printed = desk.printed(EVERY)
    assert "What was normalised" not in printed and "Cells that were corrected" in printed


def test_many_cells_of_one_change_are_named_as_ranges(desk: Desk) -> None:
    """Neighbours of a column as one range, each other cell by itself: a reader finds every one."""
    minus, many = "\N{MINUS SIGN}", 8
    rows = "".join(f"Branch {n},{minus}{n},1\n" for n in range(2, many + 1))
    desk.source(
        "costs", f'Library,2023/24,2024/25\nCentral,{minus}1,"1,250,00"\n{rows}Harbour,36,{minus}300\nTotal,35,960\n'
    )
    assert desk.type("ingest", "libraries").status == desk.type("calculate", "hours").status == 0
    assert "| costs\\.csv | minus sign U\\+2212 read as \\- | B2 to B9, C10 |" in desk.printed(EVERY)


def test_the_tables_of_a_source_that_the_paper_does_not_use_are_not_spoken_of(desk: Desk) -> None:
    printed = desk.printed(EVERY)
    assert "staff" not in printed and "Head of Staff" not in printed and "Nobody knows" not in printed
    printed = desk.printed(EVERY, **VISITS)
    assert "costs" not in printed and "Head of Finance" not in printed


def test_where_every_check_holds_the_paper_says_so_and_shows_no_empty_table(desk: Desk) -> None:
    printed = desk.printed(EVERY, **VISITS)
    assert printed.startswith("Every check of the source tables holds.")
    assert "|" not in printed


def test_a_table_that_is_used_under_two_names_is_spoken_of_once(desk: Desk) -> None:
    tables = {**SETTINGS["tables"], "again": "libraries/costs"}
    assert desk.printed(EVERY, tables=tables).count("a difference of [£10]") == 1


def test_the_background_papers_are_the_documents_of_the_sources_and_those_named(desk: Desk) -> None:
    """Local Government Act 1972, section 100D."""
    listed = desk.printed(EVERY, background_papers=["Minutes [12] of *Cabinet*"]).splitlines()[-2:]
    assert listed[0].startswith("- Library management system, yearly export. Sampleshire County Council, ")
    assert listed[1] == r"- Minutes \[12\] of \*Cabinet\*."
