"""A paper on a source that comes as one file a month: built, proved, built again from its crate, and the next month.

Three months are there: April 2020 with 1,000.10 + 200, May with 900 + 350.25 and July with 1,100 + 40.15. June never
came, which somebody answers for. To date: 1,200.10 + 1,250.25 + 1,140.15 = 3,590.50; care at home:
1,000.10 + 900 + 1,100 = 3,000.10.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from gates import same_bytes
from project import Project
from shared import built_once

FILES = {"2020-04": ("1000.10", "200"), "2020-05": ("900", "350.25"), "2020-07": ("1100", "40.15")}
FOUND = "June 2020 is missing: there is no file spend_2020-06.csv, so no sum over the months holds that month"
DICTIONARY = f"""\
name: ledger
title: Spend ledger
created: "2020-08-03"
contributors: [{{title: Sampleshire County Council, role: publisher}}]
licenses: [{{name: ogl-3.0, title: Open Government Licence 3.0}}]
sources: [{{title: Monthly export of the ledger}}]
tracepaper: {{received: "2020-08-04", classification: public}}
resources:
  - name: spend
    title: Spend
    path: spend_{{period}}.csv
    format: csv
    schema:
      primaryKey: [payment]
      fields:
        - {{name: payment, title: Payment, type: string, constraints: {{required: true}}}}
        - {{name: month, title: Month, type: string, constraints: {{required: true}}}}
        - {{name: kind, title: Kind, type: string, constraints: {{required: true}}}}
        - {{name: amount, title: Amount, type: number, constraints: {{required: true}}, tracepaper: {{unit: GBP}}}}
    tracepaper:
      monthly: {{column: month, first: "2020-04", due: 10}}
      acknowledged:
        - check: months-spend-2020-06
          found: "{FOUND}"
          reason: The ledger was closed in that month.
          by: Head of Finance
"""
SETTINGS = """\
paper: monitoring
type: note
title: Spend to date
short_title: Spend to date
council: Sampleshire County Council
date: "2020-08-14"
summary: What was spent.
cover:
  committee: Cabinet
  report_title: Spend to date
  key_decision: "No"
  director: Director of Places
  authors: [Head of Finance]
  wards: All
  considered_by: None
  council_approval: "No"
  exempt: "No"
tables: {ledger: ledger/spend}
figures:
  - {id: to-date, label: Spend to date, formula: ledger.total("amount"), display: {form: pounds, places: 2}}
  - id: by-kind
    label: Spend on {} to date
    formula: ledger.by("kind", "amount")
    display: {form: pounds, places: 2}
  - {id: monthly, label: "Spend in {}", formula: ledger.by_month("amount"), display: pounds}
  - {id: first-payment, label: "First payment of {}", formula: 'ledger.cells("P1", "amount")', display: pounds}
  - {id: months, label: Months with a file, formula: ledger.months_to_date}
  - {id: newest, label: Newest month, formula: ledger.period}
  - {id: latest, label: Newest spend, formula: ledger.latest.total("amount"), display: {form: pounds, places: 2}}
charts:
  - id: trend
    kind: line
    caption: Spend by month
    title: Spend by month
    x_label: Month
    y_label: Spend
    unit: pounds
    series: {Spend: monthly}
recommendations: ["That the spend be noted."]
"""
TEMPLATE = """\
{% import "partials/charts.qmd.j2" as pictures %}
{% import "partials/quality.qmd.j2" as quality %}
{{ front_matter }}

## Spend {#sec-spend}

To {{ newest }}, in {{ months }} months, {{ to_date }} was spent: {{ by_kind["Care at home"] }} on care at home.
In the newest month it was {{ latest }}; the first payment of May was {{ first_payment["May 2020"] }}.

{% for row in ledger.latest.texts() %}
- {{ row.payment }}: {{ row.month }}, {{ row.kind }}
{% endfor %}

{{ pictures.picture(charts.trend) }}

{{ pictures.data(charts.trend) }}

{{ quality.findings_table(findings) }}
"""


def table(month: str, home: str, equipment: str) -> str:
    return f"Payment,Month,Kind,Amount\nP1,{month},Care at home,{home}\nP2,{month},Equipment,{equipment}\n"


def put(root: Path, month: str, home: str, equipment: str) -> None:
    path = root / "data" / "raw" / "ledger" / f"spend_{month}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(table(month, home, equipment), "utf-8")


def _prepared(root: Path) -> Project:
    project = Project.without_papers(root)
    for month, amounts in FILES.items():
        put(root, month, *amounts)
    (root / "data" / "raw" / "ledger" / "datapackage.yaml").write_text(DICTIONARY, "utf-8")
    (root / "config" / "papers" / "monitoring.yaml").write_text(SETTINGS, "utf-8")
    (root / "templates" / "papers" / "monitoring.qmd.j2").write_text(TEMPLATE, "utf-8")
    return project


@pytest.fixture(scope="session")
def monitoring(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The paper, built once; nobody may change it."""
    return built_once(tmp_path_factory, "monitoring", _prepared)


def words(project: Project) -> str:
    page = project.report("monitoring").read_text("utf-8")
    text = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(text.split())


def evidence(project: Project) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads((project.root / "reports/monitoring/evidence.json").read_text())
    return found


def test_the_paper_prints_sums_over_the_months_and_says_which_month_is_missing(monitoring: Project) -> None:
    said = words(monitoring)
    for part in ("£3,590.50", "£3,000.10", "£1,140.15", "£900", "To July 2020", "in 3 months"):
        assert part in said, part
    assert FOUND in said and "The ledger was closed in that month. (Head of Finance)" in said
    assert "spend_2020-06.csv, no such file" in said


def test_every_figure_rests_on_cells_of_the_months_files(monitoring: Project) -> None:
    held = evidence(monitoring)
    paths = [f"data/raw/ledger/spend_{month}.csv" for month in FILES]
    assert [source["path"] for source in held["sources"]] == paths
    figures = held["figures"]
    of_months = [figures[id]["selection"]["path"] for id in figures["to-date"]["inputs"]]
    assert of_months == paths
    assert figures["newest"]["value"] == "July 2020"
    assert [figures[id]["cells"][0]["raw"] for id in figures["newest"]["inputs"]] == ["2020-07"]
    assert sorted(id for id in figures if id.startswith("monthly-")) == [
        *("monthly-apr-2020", "monthly-jul-2020", "monthly-may-2020"),
    ]
    (gap,) = [check for check in held["checks"] if check["id"] == "months-spend-2020-06"]
    assert (gap["passed"], gap["text"], gap["by"]) == (False, FOUND, "Head of Finance")


def test_the_paper_verifies_and_its_workbook_has_a_sheet_a_month(monitoring: Project) -> None:
    done = monitoring.tracepaper("verify", "monitoring")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Sources: 3 files hashed again" in done.stdout
    book = openpyxl.load_workbook(monitoring.root / "reports/monitoring/audit.xlsx")
    assert {"spend_2020_04", "spend_2020_05", "spend_2020_07"} <= set(book.sheetnames)
    assert book["spend_2020_05"]["D3"].value == 350.25


def test_the_crate_alone_builds_the_same_paper(monitoring: Project, tmp_path: Path) -> None:
    with zipfile.ZipFile(monitoring.root / "reports/monitoring/crate.zip") as crate:
        crate.extractall(tmp_path / "again")
    again = Project(tmp_path / "again")
    shutil.rmtree(again.root / "reports")
    done = again.snakemake()
    assert done.returncode == 0, done.stdout + done.stderr
    faults = same_bytes.check(monitoring.root, again.root, folder="reports/monitoring")
    assert not faults, "\n".join(faults)


def test_the_next_month_and_a_revised_one_change_the_paper_and_a_misnamed_one_stops_it(
    monitoring: Project, tmp_path: Path
) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(monitoring.root, project.root, symlinks=True)
    put(project.root, "2020-08", "10", "1")
    put(project.root, "2020-04", "1000.10", "300")
    assert project.snakemake().returncode == 0
    # 3,590.50 + 11 + 100
    assert "£3,701.50" in words(project) and "To August 2020" in words(project)
    put(project.root, "2020-9", "5", "5")
    done = project.snakemake()
    assert done.returncode != 0
    assert 'spend_2020-9.csv: found the name "spend_2020-9.csv"' in done.stdout + done.stderr
    assert "£3,701.50" in words(project)
