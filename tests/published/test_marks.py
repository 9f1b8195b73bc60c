"""Marks of what is not agreed."""

from published.worked import Example, examples_test

UPDATE = "Manchester City Council, slides for the Children and Young People Scrutiny Committee of 4 March 2020"

EXAMPLES = [
    Example(
        calculation="marks_of",
        title="An item that is a draft besides",
        given={"status": "illustrative; draft"},
        formula="marks_of(status)",
        gives=["illustrative", "draft"],
        working="Two words, divided by a semicolon.",
        source=f"The words are those of {UPDATE}",
    ),
    Example(
        calculation="marks_of",
        title="An agreed item",
        given={"status": "agreed"},
        formula="marks_of(status)",
        gives=[],
        working="What is agreed has no mark.",
        source="Our own rule",
    ),
    Example(
        calculation="mark_in_brackets",
        title="As a paper prints it",
        given={"status": "illustrative; tbc"},
        formula="mark_in_brackets(status)",
        gives="[illustrative, TBC]",
        working="Two marks, the second an abbreviation.",
        source="Our own rule",
    ),
]

test_examples = examples_test(EXAMPLES)
