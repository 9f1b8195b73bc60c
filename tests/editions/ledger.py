"""A small project whose one paper reports on a monthly ledger, and what people and schedulers do with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from project import Project

PAPER = "places"
APPROVER = "Director of Places"
DICTIONARY = """\
name: ledger
title: Spend on places
created: "2026-04-01"
contributors:
  - {title: Sampleshire County Council, role: publisher}
licenses:
  - {name: ogl-3.0, title: Open Government Licence 3.0}
sources:
  - {title: Ledger}
tracepaper: {received: "2026-04-01", classification: public}
resources:
  - name: spend
    title: Spend on places
    path: spend_{period}.csv
    format: csv
    schema:
      primaryKey: [home]
      fields:
        - {name: home, title: Home, type: string, constraints: {required: true}}
        - {name: month, title: Month, type: string, constraints: {required: true}}
        - {name: cost, title: Cost, type: number, constraints: {required: true}, tracepaper: {unit: GBP}}
    tracepaper:
      monthly: {column: month, first: "2026-04", due: 10}
"""
SETTINGS = """\
paper: places
type: note
title: Spend on places
short_title: Spend on places
council: Sampleshire County Council
date: "2026-04-01"
summary: What places cost so far.
cover:
  committee: Cabinet
  report_title: Spend on places
  key_decision: "No"
  director: Director of Places
  authors: [Head of Places]
  wards: All
  considered_by: None
  council_approval: "No"
  exempt: "No"
editions:
  author: Head of Places
  approver: Director of Places
  unattended: {approved: "2026-04-01", until: "2027-12-31", largest_change: 120}
tables: {spend: ledger/spend}
figures:
  - {id: total-cost, label: Cost of all places to date, formula: spend.total("cost")}
  - {id: latest-cost, label: Cost of all places in the latest month, formula: spend.latest.total("cost")}
recommendations: ["That the cost be noted."]
"""
TEMPLATE = """\
{% import "partials/cover.qmd.j2" as cover_sheet with context %}
{% import "partials/closing.qmd.j2" as closing with context %}
{{ front_matter }}

{% call cover_sheet.sheet(paper, background_papers) %}
All places cost {{ total_cost }} to the end of {{ spend.period }}.
{% endcall %}

## Cost {#sec-cost}

All places cost {{ total_cost }} to date, of which {{ latest_cost }} in the latest month.

{{ closing.edition_changes(edition, edition_changes) }}
"""


@dataclass(frozen=True)
class Office:
    """The folder of the project, and who works there."""

    root: Path

    @classmethod
    def opened(cls, root: Path) -> Office:
        """The project before its first month."""
        Project.without_papers(root)
        office = cls(root)
        office.write("data/raw/ledger/datapackage.yaml", DICTIONARY)
        office.write(f"config/papers/{PAPER}.yaml", SETTINGS)
        office.write(f"templates/papers/{PAPER}.qmd.j2", TEMPLATE)
        return office

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a file of the project."""
        text = (self.root / name).read_text("utf-8")
        assert old in text, (name, old, text)
        (self.root / name).write_text(text.replace(old, new), "utf-8")

    def receive(self, month: str, *, oak: str, elm: str = "234") -> None:
        """The file of a month comes, or comes again."""
        rows = f"Home,Month,Cost\nOak House,{month},{oak}\nElm House,{month},{elm}\n"
        self.write(f"data/raw/ledger/spend_{month}.csv", rows)

    def on(self, day: str) -> Project:
        """The project on a day: its clock stands at that."""
        seconds = int(datetime.fromisoformat(f"{day}T03:00:00").replace(tzinfo=UTC).timestamp())
        return Project(self.root, {"SOURCE_DATE_EPOCH": str(seconds)})

    def begun(self, day: str, *arguments: str) -> subprocess.Popen[str]:
        """A verb that goes on while we look: in a session of its own."""
        command = [sys.executable, "-m", "tracepaper.cli", *arguments]
        return subprocess.Popen(
            command, cwd=self.root, env=self.on(day).environment, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def steps(self) -> list[dict[str, str]]:
        """Every step that any run has logged so far."""
        logs = sorted((self.root / "runs" / "log").glob("*.jsonl"), key=os.path.getmtime)
        return [json.loads(line) for log in logs for line in log.read_text("utf-8").splitlines()]

    def folder(self, edition: str) -> Path:
        """Where a published edition is."""
        return self.root / "reports" / PAPER / "editions" / edition
