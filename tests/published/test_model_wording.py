"""Words of a logic model."""

from published.worked import Example, examples_test

EXAMPLES = [
    Example(
        calculation="delivery_words",
        title="An outcome that is an output",
        given={"text": "Staff trained, and sessions held in every library"},
        formula="delivery_words(text)",
        gives=["held", "trained", "sessions"],
        working="Three words of the list stand in the text, in the order of the list.",
        source="Our own rule",
    ),
    Example(
        calculation="delivery_words",
        title="An outcome",
        given={"text": "More families live in smoke free homes"},
        formula="delivery_words(text)",
        gives=[],
        working="No word of the list stands in the text.",
        source="Our own rule",
    ),
    Example(
        calculation="says_direction",
        title="A change",
        given={"text": "Fewer children start school behind"},
        formula="says_direction(text)",
        gives=True,
        working="“Fewer” is in the list.",
        source="Our own rule",
    ),
    Example(
        calculation="says_direction",
        title="A subject without a change",
        given={"text": "Smoking at the time of delivery"},
        formula="says_direction(text)",
        gives=False,
        working="Nothing says whether it is to rise or to fall.",
        source="Our own rule",
    ),
    Example(
        calculation="same_meaning",
        title="An output told again as an outcome",
        given={
            "output": "Parents attend a short course on smoke free homes",
            "outcome": "Parents who attended the short course have smoke free homes",
        },
        formula="same_meaning(output, outcome)",
        gives=True,
        working="Parent, attend, short, cours, smok, free and hom are in both: 7 of 7.",
        source="Our own rule",
    ),
    Example(
        calculation="same_meaning",
        title="Two texts about one course",
        given={"output": "Short course for parents", "outcome": "Parents of the short course smoke less at home"},
        formula="same_meaning(output, outcome)",
        gives=False,
        working="Short, cours and parent are in both: 3, fewer than 4.",
        source="Our own rule",
    ),
]

test_examples = examples_test(EXAMPLES)
