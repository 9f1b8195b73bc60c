"""An officer's desk: a project with one source and one paper, and what the officer types there."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VISITS = """\
Library,Remark,2023/24,2024/25
Central,Open daily,"41,200","43,050"
Harbour,Closed on Monday,"12,310","12,480"
Total,,"53,510","55,530"
"""
# The total of 2024/25 is 10 more than its rows, 1,250 - 300 = 950; the comma before the pence is a slip.
COSTS = """\
Library,2023/24,2024/25
Central,1000,"1,250,00"
Harbour,500,\N{MINUS SIGN}300
Total,1500,960
"""
# The last section of every paper, which nobody writes.
ANNEX = '\n::: {.content-hidden when-format="docx"}\n\n## Evidence {.appendix #sec-evidence}\n'
# Nothing of this table may be said in a paper that does not use it.
STAFF = """\
Library,Hours
Central,"37,5"
Harbour,\N{MINUS SIGN}1
Total,40
"""


def column(name: str, type: str = "number", **own: Any) -> dict[str, Any]:
    required = {"required": name == "library" or type == "number"}
    return {"name": name, "title": name.capitalize(), "type": type, "constraints": required, "tracepaper": own}


def table(name: str, columns: list[dict[str, Any]], **own: Any) -> dict[str, Any]:
    return {
        "name": name,
        "title": f"{name.capitalize()} by library",
        "path": f"{name}.csv",
        "format": "csv",
        "hash": f"sha256:{'0' * 64}",
        "schema": {"primaryKey": ["library"], "fields": [column("library", "string"), *columns]},
        "tracepaper": {"totals_row": {"library": "Total"}, **own},
    }


def control(**own: Any) -> dict[str, Any]:
    return {"name": "total", "total": {"library": "Total"}, "rows": {"library": ["Central", "Harbour"]}, **own}


DICTIONARY: dict[str, Any] = {
    "name": "libraries",
    "title": "Libraries",
    "created": "2025-05-02",
    "contributors": [{"title": "Sampleshire County Council", "role": "publisher"}],
    "licenses": [{"name": "OGL-UK-3.0", "title": "Open Government Licence v3.0"}],
    "sources": [{"title": "Library management system, yearly export"}],
    "tracepaper": {"received": "2025-05-06", "classification": "public"},
    "resources": [
        table(
            "visits",
            [column("remark", "string"), *(column(year, unit="person") for year in ("2023/24", "2024/25"))],
        ),
        table(
            "costs",
            [column(year, unit="GBP") for year in ("2023/24", "2024/25")],
            control_totals=[control()],
            corrections=[
                {
                    "cell": "C2",
                    "found": "1,250,00",
                    "value": "1250.00",
                    "reason": "The second comma stands for the decimal point.",
                    "by": "Head of Finance",
                    "expires": "2099-12-31",
                }
            ],
            acknowledged=[
                {
                    "check": "total-2024-25",
                    "found": "Total for 2024/25: stated £960, its rows add up to £950, a difference of £10",
                    "reason": "The export rounds its total to the next ten or twenty.",
                    "by": "Head of Finance",
                }
            ],
        ),
        table(
            "staff",
            [column("hours", unit="hour")],
            control_totals=[control()],
            corrections=[
                {
                    "cell": "B2",
                    "found": "37,5",
                    "value": "38",
                    "reason": "Rounded up by hand.",
                    "by": "Head of Staff",
                    "expires": "2099-12-31",
                }
            ],
            acknowledged=[
                {
                    "check": "total",
                    "found": "Total for Hours: stated 40, its rows add up to 37, a difference of 3",
                    "reason": "Nobody knows.",
                    "by": "Head of Staff",
                }
            ],
        ),
    ],
}
SETTINGS: dict[str, Any] = {
    "paper": "hours",
    "type": "note",
    "title": "Opening hours of libraries",
    "short_title": "Library hours",
    "council": "Sampleshire County Council",
    "date": "2025-06-03",
    "summary": "Options for the opening hours of two libraries.",
    "cover": {
        "committee": "Cabinet",
        "report_title": "Opening hours of libraries",
        "key_decision": "No",
        "director": "Director of Communities",
        "authors": ["Head of Libraries"],
        "wards": "All",
        "considered_by": "None",
        "council_approval": "No",
        "exempt": "No",
    },
    "tables": {"by_library": "libraries/visits", "cost_table": "libraries/costs"},
    "figures": [
        {"id": "visits", "label": "Visits to {} in {}", "formula": "by_library.grid()"},
        {"id": "all-visits", "label": "Visits in {}", "formula": "by_library.totals()"},
        {"id": "cost", "label": "Cost of {} in {}", "formula": "cost_table.grid()"},
        {"id": "all-costs", "label": "Cost in {}", "formula": "cost_table.totals()"},
        {"id": "remark", "label": "Remark", "formula": "by_library.text('Central', 'remark')"},
        {"id": "libraries", "label": "Libraries", "formula": "by_library.keys"},
    ],
    "recommendations": ["That the hours be extended."],
}


@dataclass(frozen=True)
class Outcome:
    """What the officer gets: the exit status, what was printed, and what was complained of."""

    status: int
    printed: str
    complaint: str

    def refused(self, *words: str, status: int) -> None:
        """Check that it refused in words, with everything that the officer must know, and no traceback."""
        assert self.status == status, self.printed + self.complaint
        assert "Traceback" not in self.complaint
        for word in words:
            assert word in self.complaint, f"{word!r} is not in:\n{self.complaint}"


@dataclass(frozen=True)
class Desk:
    """A project in `root`, which is the working folder; `type` runs one command line."""

    root: Path
    type: Callable[..., Outcome]

    @property
    def template(self) -> Path:
        return self.root / "templates" / "papers" / "hours.qmd.j2"

    @property
    def qmd(self) -> str:
        """The composed paper."""
        return (self.composed / "hours.qmd").read_text("utf-8")

    @property
    def composed(self) -> Path:
        return self.root / "data" / "processed" / "papers" / "hours" / "composed" / "paper"

    @property
    def reports(self) -> Path:
        return self.root / "reports" / "hours"

    def source(self, name: str, text: str) -> None:
        """Put a table in its place."""
        write(self.root / "data" / "raw" / "libraries" / f"{name}.csv", text)

    def settings(self, **changes: Any) -> None:
        """Write the settings of the paper, changed as said; JSON is YAML."""
        write(
            self.root / "config" / "papers" / "hours.yaml",
            json.dumps({**SETTINGS, **changes}, indent=1, ensure_ascii=False),
        )

    def words(self, body: str) -> None:
        """Write the template of the paper: its front matter and a body."""
        write(self.template, f"{{{{ front_matter }}}}\n\n{body}\n")

    def compose(self, body: str | None = None, **settings: Any) -> Outcome:
        """Compose the paper, with another body or other settings; calculates before, when settings changed."""
        if settings:
            self.settings(**settings)
            calculated = self.type("calculate", "hours")
            assert calculated.status == 0, calculated.complaint
        if body is not None:
            self.words(body)
        return self.type("compose", "hours")

    def printed(self, body: str, **settings: Any) -> str:
        """What a body becomes, without the front matter and the evidence annex."""
        done = self.compose(body, **settings)
        assert done.status == 0, done.complaint
        return self._parts[0].strip()

    @property
    def annex(self) -> str:
        """The evidence annex of the composed paper."""
        return self._parts[1]

    @property
    def _parts(self) -> tuple[str, str]:
        body, heading, annex = self.qmd.split("---\n", 2)[2].partition(ANNEX)
        assert heading, "the paper has no evidence annex"
        return body, heading + annex


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
