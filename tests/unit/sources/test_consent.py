"""A cell that may be filled only where another column allows it: a story, and the consent to tell it.

The crate carries the files of data/raw as they are and the workbook shows the raw text of every cell, so neither can be
asked to leave a story out. Both are made only after ingest: what ingest refuses stands in neither.
"""

from collections.abc import Callable
from typing import Any

import pytest

from unit.sources.source_project import OPTION, Outcome, SourceProject, column

Typing = Callable[[], Outcome]
STORY = "She moved twice and came home."  # 30 characters
RULE = {"column": "consent", "reads": "yes"}
CONSENT = column("consent", codes=["yes", "no", "not stated"])


def cases(project: SourceProject, *rows: list[str], rule: dict[str, str] = RULE, **own: Any) -> None:
    project.table(rows, OPTION, CONSENT, column("story", blank_unless=rule), **own)


def correction(cell: str, found: str, value: str) -> dict[str, str]:
    words = {"reason": "the form says so", "by": "Service lead", "expires": "2099-01-01"}
    return {"cell": cell, "found": found, "value": value, **words}


@pytest.mark.parametrize("consent", ["no", "not stated", ""])
def test_a_story_without_consent_is_refused_and_not_repeated(
    consent: str, project: SourceProject, typed_by_user: Typing
) -> None:
    cases(project, ["A", "yes", STORY], ["B", consent, STORY])
    outcome = typed_by_user()
    outcome.refused(
        'C3 (Story, B): found a text of 30 characters; expected a blank cell, since B3 (Consent) does not read "yes"',
        "Take the text out of the file, which is delivered with the paper",
        'write "yes" in B3',
    )
    assert "C2" not in outcome.text
    assert "moved" not in outcome.text


def test_every_story_without_consent_is_named(project: SourceProject, typed_by_user: Typing) -> None:
    cases(project, ["A", "no", STORY], ["B", "no", ""], ["C", "not stated", "x"])
    outcome = typed_by_user()
    outcome.refused("C2 (Story, A)", "C4 (Story, C): found a text of 1 characters")
    assert "C3" not in outcome.text


def test_in_a_workbook_too(project: SourceProject, typed_by_user: Typing) -> None:
    rows = [["Option", "Consent", "Story"], ["A", "no", STORY]]
    project.xlsx(rows, OPTION, CONSENT, column("story", blank_unless=RULE))
    typed_by_user().refused("C2 (Story, A): found a text of 30 characters", "does not read")


def test_with_consent_a_story_is_kept_and_without_it_a_blank_is_in_order(project: SourceProject) -> None:
    cases(project, ["A", " yes ", STORY], ["B", "yes", ""], ["C", "no", ""], ["D", "not stated", "  "])
    assert [row["story"].strip() for row in project.loaded().texts()] == [STORY, "", "", ""]


def test_another_way_of_writing_yes_is_no_consent(project: SourceProject, typed_by_user: Typing) -> None:
    project.table([["A", "Yes", STORY]], OPTION, column("consent"), column("story", blank_unless=RULE))
    typed_by_user().refused("C2 (Story, A)")


def test_a_correction_may_record_consent(project: SourceProject) -> None:
    cases(project, ["A", "not stated", STORY], corrections=[correction("B2", "not stated", "yes")])
    assert project.loaded().text("A", "story") == STORY


def test_a_correction_that_blanks_a_story_leaves_it_in_the_file(project: SourceProject, typed_by_user: Typing) -> None:
    cases(project, ["A", "no", STORY], corrections=[correction("C2", STORY, "")])
    typed_by_user().refused("C2 (Story, A): found a text of 30 characters")


def test_a_correction_may_not_tell_a_story(project: SourceProject, typed_by_user: Typing) -> None:
    cases(project, ["A", "no", ""], corrections=[correction("C2", "", STORY)])
    typed_by_user().refused("C2 (Story, A): found a text of 30 characters")


def test_no_other_fault_of_such_a_cell_repeats_it(project: SourceProject, typed_by_user: Typing) -> None:
    stale = correction("C3", f"{STORY} It was May.", "")
    cases(project, ["A", "no", f"{STORY}\u200b"], ["B", "no", STORY], corrections=[stale])
    outcome = typed_by_user()
    outcome.refused(
        "found a text of 31 characters, which holds the invisible character U+200B",
        "C3: found a text of 30 characters; expected a text of 42 characters, which a correction replaces",
    )
    assert "moved" not in outcome.text


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"column": "consnet", "reads": "yes"}, ['column "consnet", which is not there', 'Did you mean "consent"?']),
        ({"column": "story", "reads": "yes"}, ['the other text column "story", which is not there']),
        ({"column": "consent", "reads": "Yes"}, ['the code "Yes", which is not there', 'Did you mean "yes"?']),
        ({"column": "consent"}, ['no key "reads"', "what it must read for this cell to hold anything"]),
        ({"column": "consent", "reads": ""}, ["blank_unless.reads"]),
    ],
)
def test_a_rule_that_can_guard_nothing_is_a_fault_of_the_dictionary(
    rule: dict[str, str], words: list[str], project: SourceProject, typed_by_user: Typing
) -> None:
    cases(project, ["A", "yes", STORY], rule=rule)
    typed_by_user().refused("datapackage.yaml", "blank_unless", *words, status=4)


def test_a_row_that_is_skipped_cannot_slip_past_the_rule(project: SourceProject, typed_by_user: Typing) -> None:
    skipped = [{"row": 3, "reads": "B", "reason": "withdrawn"}]
    cases(project, ["A", "yes", STORY], ["B", "no", STORY], skip_rows=skipped)
    typed_by_user().refused("found a table with skip_rows", "Delete those rows from the file", status=4)


def test_nothing_that_workbook_or_crate_is_made_from_is_written_for_a_case_without_consent(
    project: SourceProject, typed_by_user: Typing
) -> None:
    cases(project, ["A", "no", STORY])
    typed_by_user().refused("C2 (Story, A)")
    assert not (project.root / "data" / "processed" / "tables").exists()
