"""Comparisons that a reader can trace."""

from published.worked import Example, amount, day, examples_test

APPENDIX = "Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018, appendix 1"
UPDATE = "Manchester City Council, slides for the Children and Young People Scrutiny Committee of 4 March 2020"

EXAMPLES = [
    Example(
        calculation="is_above",
        title="A budget above its forecast",
        given={"budget": amount("5958625", "GBP"), "forecast": amount("5743750", "GBP")},
        formula="is_above(budget, forecast)",
        gives="yes",
        working="5,958,625 is more than 5,743,750.",
        source=f"Arithmetic on amounts that are printed in: {APPENDIX}",
    ),
    Example(
        calculation="is_equal",
        title="A third, and a rounded third",
        given={"one": amount("1"), "three": amount("3"), "rounded": amount("0.333")},
        formula="is_equal(one / three, rounded)",
        gives="no",
        working="1 / 3 = 0.3333..., which is more than 0.333.",
        source="Arithmetic",
    ),
    Example(
        calculation="is_before",
        title="A service that was still to come",
        given={"slides": day("2020-02-12"), "service": day("2020-04-01")},
        formula="is_before(slides, service)",
        gives="yes",
        working="12 February 2020 is before April 2020, taken by its first day.",
        source=f"Arithmetic on days that are printed in: {UPDATE}",
    ),
    Example(
        calculation="is_before",
        title="Pounds are no dates",
        given={"start": day("2020-04-01"), "cost": amount("5612500", "GBP")},
        formula="is_before(start, cost)",
        refuses='Before and after are for dates; "cost" is in pounds. Use is_above.',
        working="A day is compared with an amount.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
