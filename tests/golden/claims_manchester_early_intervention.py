"""What Manchester's undated description of its early intervention service states, and what its own numbers give."""

from __future__ import annotations

from golden.expected import Expected

PAPER = "manchester-early-intervention"
# 3 + 24 + 1 + 1
TOTAL = 29
EXPECTED = Expected(
    agrees=(
        # Three aims and two parts follow in their lists.
        "aims parts "
        # 149 x 12 / 365 = 4.898..., rounded to 1: 5
        "average-stay-months"
    ).split(),
    unknown=(
        "complex-needs funding-to-come placements-avoided net-reduction net-reduction-from months-running "
        "young-people-diverted main-aim placement-offer hours-a-week admissions admissions-year stay-currently "
        "average-stay unplanned returning panel-year placed-further procurements help-line help-line-days contract "
        "families families-reached"
    ).split(),
    # As stated, recomputed, and what is recomputed less what is stated.
    differs={
        # 2 x 3,750 x 52 = 390,000; less 360,000: 30,000
        "cost-avoidance": ("£360k", "390000", "30000"),
    },
    # As stated, what the label says recomputed, and what the number is.
    mislabelled={
        # "already", after 2 of 12 months: 390,000 x 2 / 12 = 65,000; shown, of a year: 2 x 3,750 x 4 x 12 = 360,000
        "cost-avoidance-already": ("£360k", "65000", "360000"),
    },
)
