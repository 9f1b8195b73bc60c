"""Counting rows, and whole numbers of things."""

from published.worked import Example, amount, examples_test, text_rows

APPRAISAL = "Staffordshire County Council, Children's Community Support: Delivery Options (April 2021)"
REPORT = "Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018, paragraphs 3.3, 3.4 and 3.5"
# Option 2 on tests 1 to 6 of the matrix.
ANSWERS = text_rows([{"test": str(test), "answer": answer} for test, answer in enumerate("YPYNPY", 1)])

EXAMPLES = [
    Example(
        calculation="count_of",
        title="Tests that are answered Yes",
        given={"answers": ANSWERS},
        formula="count_of(answers, 'answer', 'Y', unit='test')",
        gives="3",
        working="Tests 1, 3 and 6.",
        source=f"Arithmetic on what is printed in: {APPRAISAL}",
    ),
    Example(
        calculation="count_of",
        title="Tests that are answered Yes or Partially",
        given={"answers": ANSWERS},
        formula="count_of(answers, 'answer', 'Y', 'P')",
        gives="5",
        working="All but test 4.",
        source=f"Arithmetic on what is printed in: {APPRAISAL}",
    ),
    Example(
        calculation="count_of",
        title="A column that is not there",
        given={"answers": ANSWERS},
        formula="count_of(answers, 'result')",
        refuses='These rows have no column "result". They have: test, answer.',
        working="What is not there cannot be counted, and nought would be wrong.",
        source="Arithmetic",
    ),
    Example(
        calculation="rounded_up",
        title="Years until all candidates have had a place",
        given={"candidates": amount("24", "child"), "more": amount("7", "child"), "places": amount("12", "child/year")},
        formula="rounded_up((candidates + more) / places)",
        gives="3",
        working="(24 + 7) / 12 = 2.583..., so the third year is needed.",
        source=f"Arithmetic on what is printed in: {REPORT}",
    ),
]

test_examples = examples_test(EXAMPLES)
