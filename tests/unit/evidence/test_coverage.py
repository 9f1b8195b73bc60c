"""Coverage: every number that a paper prints is a figure or names something, or the paper is not built."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tracepaper.errors import TemplateError
from tracepaper.evidence.coverage import Coverage, coverage, refuse_typed_numbers
from tracepaper.papers.printed.html import PrintedFigure, PrintedHtml, Run
from tracepaper.settings import paper as paper_settings

EVIDENCE = {
    "figures": {},
    "typed_numbers": {"declared": [{"after": "option", "text": "", "reason": "They are known by number."}]},
}
FIGURES = (
    PrintedFigure("spend", "£569,385", "", "Costs", False),
    PrintedFigure("spend", "£569,385", "", "Annex", True),
)


def page(*texts: str, place: str = "Costs") -> PrintedHtml:
    return PrintedHtml(b"", FIGURES, tuple(Run(text, place, "text") for text in texts), {})


class TestTheCount:
    def test_is_of_figures_of_allowed_numbers_and_of_others(self) -> None:
        found = coverage(page("In 2018, option 5 and option 4", "and 56 packages"), EVIDENCE)
        assert (found.figures, found.forms, found.numbers) == (2, {"year": 1, "declared": 2}, 6)
        assert [one.text for one in found.unknown] == ["56"]

    def test_is_said_in_one_line(self) -> None:
        assert str(coverage(page("In 2018, option 5 and option 4 and 56"), EVIDENCE)) == (
            "6 numbers printed: 2 figures; typed in an allowed form: declared 2, year 1; not covered: 1."
        )

    def test_of_figures_alone_is_complete(self) -> None:
        assert str(coverage(page("Nothing more."), EVIDENCE)) == (
            "2 numbers printed: 2 figures; typed in an allowed form: none; not covered: 0."
        )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which somebody typed numbers."""
    texts = {
        "templates/papers/hours.qmd.j2": "# Costs\n\nThere are 56 libraries.\n\nOf 56 packages, all have one.\n",
        "config/papers/hours.yaml": "paper: hours\nlabel: Twelve weeks of support\n",
        "data/raw/libraries/datapackage.yaml": "title: Of some 77 rows\n",
        "data/raw/libraries/claims.csv": "id,says\na,the yearly spend of 88 providers\n",
        "templates/types/note.qmd.j2": "A note.\n",
        "templates/partials/quality.qmd.j2": "We found 99 faults.\n",
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    settings = SimpleNamespace(sources=["libraries"], logs={"claims": ("libraries", "claims")})
    monkeypatch.setattr(paper_settings, "load", lambda root, paper: settings)
    return tmp_path


def refused(project: Path, *texts: str) -> list[str]:
    with pytest.raises(TemplateError) as stopped:
        refuse_typed_numbers(project, "hours", coverage(page(*texts), EVIDENCE))
    return [fault.place for fault in stopped.value.faults]


class TestTheGate:
    def test_lets_a_paper_pass_that_prints_figures_and_names(self, project: Path) -> None:
        refuse_typed_numbers(project, "hours", Coverage(2, {"year": 1}, ()))

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("Of 56 packages, all have one.", "templates/papers/hours.qmd.j2, line 5"),
            ("There are 56 libraries.", "templates/papers/hours.qmd.j2, line 3"),
            ("twelve weeks of support", "config/papers/hours.yaml, line 2"),
            ("Of some 77 rows", "data/raw/libraries/datapackage.yaml, line 1"),
            ("the yearly spend of 88 providers", "data/raw/libraries/claims.csv, line 2"),
            ("We found 99 faults.", "templates/partials/quality.qmd.j2, line 1"),
        ],
    )
    def test_names_file_and_line_of_a_typed_number(self, text: str, place: str, project: Path) -> None:
        assert refused(project, text) == [f'{place} (printed under "Costs")']

    def test_names_each_of_them(self, project: Path) -> None:
        assert len(refused(project, "Of 56 packages, 77 rows and twelve weeks")) == 3

    def test_names_the_heading_of_one_that_no_file_holds(self, project: Path) -> None:
        assert refused(project, "and 1,234 others") == ['printed under "Costs"']

    def test_takes_no_longer_number_for_it(self, project: Path) -> None:
        assert refused(project, "5 packages") == ['printed under "Costs"']

    def test_says_what_to_do(self, project: Path) -> None:
        with pytest.raises(TemplateError) as stopped:
            refuse_typed_numbers(project, "hours", coverage(page("Of 56 packages"), EVIDENCE))
        message = str(stopped.value)
        assert 'found "56" in "...Of 56 packages..."; expected a figure, or a name.' in message
        assert "place it with {{ }}" in message and "typed_numbers: in config/papers/hours.yaml" in message
