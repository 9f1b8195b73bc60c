"""Indicators of a logic model."""

from published.worked import Example, amount, examples_test, text_rows

INDICATORS = text_rows(
    [{"id": "N1", "direction": "higher"}, {"id": "N2", "direction": "lower"}, {"id": "N3", "direction": "higher"}]
)
BASELINE = {"N1": amount("40", "family"), "N2": amount("250", "referral")}
LATEST = {"N1": amount("52", "family"), "N2": amount("260", "referral")}
TARGET = {"N1": amount("70", "family"), "N2": amount("200", "referral"), "N3": amount("30", "person")}

EXAMPLES = [
    Example(
        calculation="distances_to_target",
        title="More families, fewer referrals",
        given={"indicators": INDICATORS, "latest": LATEST, "target": TARGET},
        formula="distances_to_target(indicators, latest, target)",
        gives={"N1": "18", "N2": "60"},
        working="70 - 52 = 18; lower is better for N2: 260 - 200 = 60; N3 has no latest figure.",
        source="Arithmetic",
    ),
    Example(
        calculation="distances_to_target",
        title="A direction that is none",
        given={"indicators": text_rows([{"id": "N1", "direction": "up"}]), "latest": LATEST, "target": TARGET},
        formula="distances_to_target(indicators, latest, target)",
        refuses='Indicator N1: Which way is better is said by "higher" or "lower"; found "up".',
        working="Nothing says from which side the target is reached.",
        source="Arithmetic",
    ),
    Example(
        calculation="ways_covered",
        title="One indicator on its way, one moved away",
        given={"baseline": BASELINE, "latest": LATEST, "target": TARGET},
        formula="ways_covered(baseline, latest, target)",
        gives={"N1": "0.4", "N2": "-0.2"},
        working="(52 - 40) / (70 - 40) = 12 / 30 = 0.4; (260 - 250) / (200 - 250) = 10 / -50 = -0.2",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
