"""What the slides of March 2020 on Manchester's locality programme state, and what their own tables give."""

from __future__ import annotations

from golden.expected import Expected

PAPER = "manchester-locality-programme"
# 46 + 47 + 6
TOTAL = 99
EXPECTED = Expected(
    agrees=(
        # Each heading counted from the title, which is the first: introduction 3, second update 6, principles 7,
        # together 8, enhanced 9, vision 10, purpose 11, priorities 13, change 14, proof 15, alcohol 23, next steps 24.
        "slide-update-first slide-update-last slide-principles slide-integration-first slide-integration-last "
        "slide-vision slide-purpose-first slide-purpose-last slide-change slide-pilot-first slide-fasd slide-next "
        # One city; north, central and south; 4 + 5 + 4 = 13 neighbourhoods; 13 - 1 = 12 with schools.
        "footprint-citywide footprint-localities footprint-neighbourhoods slide-citywide slide-localities "
        "slide-neighbourhoods school-clusters early-years-neighbourhoods school-clusters-established "
        # Complex safeguarding, front door, early help, social work, school clusters, youth justice: 6.
        "workstreams "
        # 9 * 30 + 2 * 365 = 1000, and the same number at three other places.
        "first-days first-days-priorities first-days-pathway first-days-governance "
        # January 2020, 12 February 2020 and 19 November 2019, against 4 March 2020 and 12 February 2020.
        "clusters-before-meeting slide-date group-after-session "
        # The plan and the strategy run to the end of 2020, after 4 March 2020.
        "plan-runs strategy-runs "
        # One priority chosen; three sessions "jointly achieved"; lung cancer, heart disease and stroke: 3.
        "one-issue group-met conditions "
        # April 2020 at three places, after 4 March 2020; April 2019 before it.
        "service-starts service-due service-live service-in-model fasd-started fasd-board-after "
        # Bury, Oldham, Rochdale and Tameside: 4.
        "fasd-localities "
        # 6 March 2020 twice, after 4 March 2020; the last of the steps in April 2020; mid March after 4 March.
        "place-cohort measures-agreed place-cohort-after steps-to planning"
    ).split(),
    unknown=(
        "meeting early-help-hubs social-work-teams early-years-clusters hub-since investigations-up advice-since "
        "referral-reduction school-clusters-met clusters-met-by bridging-north quotation session infant-deaths-days "
        "most-infant-deaths most-important largest-cause smoking-above mortality-highest report-2013 prices-since "
        "illegal-market delivery-below delivery-reduced restart rates-decreased neighbourhoods-above "
        "higher-than-average touchpoints fasd-children fasd-funding fasd-years fasd-phase fasd-start fasd-trusts "
        "gm-localities fasd-board pilot-after pilot-months "
        # Added with the words that another place denies or leaves open: 39 + 8 = 47.
        "pilot-agreed single-contact act-cohort group-members theme-agreed report-scale engagement timescales-below"
    ).split(),
    # As stated, recomputed, and what is recomputed less what is stated.
    differs={
        # Proof of concept is heading 15; family 16, pathway 17, approach 18, benefits 19, model 20; 20 - 21 = -1
        "slide-pilot-last": ("21", "20", "-1"),
        # Governance is the heading after the model, 20 + 1 = 21; 21 - 22 = -1
        "slide-governance": ("22", "21", "-1"),
        # 12 early years clusters; 12 - 13 = -1
        "early-years-neighbourhoods-clusters": ("13", "12", "-1"),
        # 2 sessions "jointly agreed" + 3 "jointly achieved" = 5; 5 - 3 = 2
        "group-met-all": ("three", "5", "2"),
        # "Newly introduced" in April 2020, at the meeting of 4 March 2020.
        "service-introduced": ("newly introduced", "no", ""),
        # "A point" is 1, "Three potential points" 3.
        "one-point": ("a point", "no", ""),
    },
    # The copy shows no ends of slides: no number is sure to be that of another slide than the one that it names.
    mislabelled={},
)
