"""What the report of 2016 of the Voluntary Organisations Disability Group states, and what it gives by itself."""

from __future__ import annotations

from golden.expected import Expected

PAPER = "learning-disability-commissioning"
# 10 + 39 + 1
TOTAL = 50
EXPECTED = Expected(
    agrees=(
        # Five headings, and five issues in the contents; four texts of footnotes.
        "issues-introduction issues-contents issues-headings footnotes "
        # 38,500 is above 24,000, and 24,000 above 2,500.
        "many-more much-larger "
        # 5,500 is above 3,100; (5,500 - 3,100) x 52 = 124,800, less than 1,000 below 125,000.
        "saving yearly-saving "
        # 12 months, of the fall, are above 6, of the deficits; 12 x 1, of the saving, above 4, since the move.
        "half-year saving-period"
    ).split(),
    unknown=(
        "often-savings transforming-care at-risk residential-care spending-fall in-year-cuts unprecedented "
        "trust-deficits large-chunk age planning since-move incidents staff family-closer weekly-before weekly-after "
        "units-closing tender-costs scope-falls models-used models-planned commissioning-groups districts view-from "
        "view-to save-fortune cheaper matched-funding capital long-stay published "
        # The copy used has no pages.
        "page-introduction page-issue-one page-issue-two page-issue-three page-issue-four page-issue-five "
        "page-conclusion"
    ).split(),
    # As stated, recomputed, and what is recomputed less what is stated.
    differs={
        # Marks 1, 2 and 3 stand in the running text of the copy: 3; 3 - 4 = -1
        "footnote-marks": ("4", "3", "-1"),
    },
    mislabelled={},
)
