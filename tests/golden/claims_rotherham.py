"""What the report of August 2018 to Rotherham's Cabinet states, and what its own tables give."""

from __future__ import annotations

from golden.expected import Expected

PAPER = "rotherham-mst-fit"
# 129 + 42 + 15 + 23
TOTAL = 209
EXPECTED = Expected(
    agrees=(
        "phases care-until residential-weeks community-weeks care-until-again residential-weeks-2-3 financing-options "
        "residential-weeks-3-1 residential-weeks-3-1-again community-weeks-3-1 phases-3-1 all-children candidates "
        "all-children-again capacity beds cycles cycle-weeks scheme-years candidates-3-5 barnsley-per-cycle "
        "barnsley-places service-cost residential-cost community-cost net-saving-2019-20 beds-4-3 larger-home "
        "extra-places all-children-4-3 beds-4-4 larger-home-4-4 beds-modelled moved-each-cycle moved-every-weeks "
        "budgets-moved elements one-off-funding profile-in-year-2018-19 profile-in-year-2019-20 "
        "profile-cumulative-2019-20 headline-baseline headline-year-five headline-reduction plan-residential-2018-19 "
        "plan-residential-2023-24 plan-team-2018-19 plan-team-2023-24 plan-other-2018-19 plan-set-up gross-2018-19 "
        "gross-2019-20 gross-2020-21 gross-2021-22 gross-2022-23 gross-2023-24 net-2018-19 net-2019-20 net-2020-21 "
        "net-2021-22 net-2022-23 net-2023-24 original-2019-20 original-2020-21 original-2021-22 original-2022-23 "
        "original-2023-24 revised-2018-19 impact-residential-2019-20 impact-residential-2020-21 "
        "impact-residential-2021-22 impact-residential-2022-23 impact-residential-2023-24 impact-team-2019-20 "
        "impact-team-2020-21 impact-team-2021-22 impact-team-2022-23 impact-team-2023-24 impact-other-2019-20 "
        "impact-other-2020-21 impact-other-2021-22 impact-other-2022-23 impact-other-2023-24 combined-2018-19 "
        "combined-2019-20 combined-2020-21 combined-2021-22 combined-2022-23 combined-2023-24 plan-in-year-2018-19 "
        "plan-in-year-2019-20 plan-cumulative-2019-20 "
        "plan-residential-2019-20 plan-residential-2020-21 plan-residential-2021-22 plan-residential-2022-23 "
        "plan-team-2019-20 plan-team-2020-21 plan-team-2021-22 plan-team-2022-23 "
        "plan-other-2019-20 plan-other-2020-21 plan-other-2021-22 plan-other-2022-23 "
        "plan-set-up-2019-20 plan-set-up-2020-21 plan-set-up-2021-22 plan-set-up-2022-23 "
        "plan-set-up-2023-24 authorities submission-done award-after-submission balance-from-savings-2019-20 "
        "team-covered deficit-2018-19 service-start-4-5 service-start-6-2 part-year-2018-19 first-full-year "
        "counted-3-3 counted-4-3 return-in-range market-event attended-of-interested extra-saving-covers "
        # 2019/20, 2020/21, 2021/22, 2022/23, 2023/24: 5, counted from the first year with a cumulative saving
        "approval-finance approval-legal approval-human-resources year-five"
    ).split(),
    unknown=(
        "population-base target-age-from target-age-to grant-a-year grant-years entrants entrants-years "
        "children-considered reunification delivery-providers return-lowest return-highest return-modelled "
        "providers-interested providers-attended outcome-years efficiency-planned efficiency-extra income-2018-19 "
        "income-2019-20 income-2020-21 income-2021-22 income-2022-23 income-2023-24 "
        "revised-2019-20 revised-2020-21 revised-2021-22 revised-2022-23 revised-2023-24 impact-residential-2018-19 "
        "impact-team-2018-19 impact-other-2018-19 rate-higher meeting-day award-known moves-counted option-2-better "
        "team-from-start years-4-5 return-paid-by quarterly no-partners"
    ).split(),
    # As stated, recomputed, and what is recomputed less what is stated.
    differs={
        # 35 x 24 / 67 = 840 / 67 = 12.537..., rounded to 1: 13; 13 - 7 = 6 (exact 5.537...)
        "in-scope": ("7", "12.537313", "5.537313"),
        # 3 x 175,000 = 525,000; 570,000 - 525,000 = 45,000
        "residential-from-placements": ("£570k", "525000", "-45000"),
        # 22,975,000 / 67 = 342,910.447..., rounded to 1: 342,910; - 175,000 = 167,910
        "place-cost": ("£175,000", "342910.447761", "167910.447761"),
        # 150,000 x 9 / 12 = 112,500; 150,000 - 112,500 = 37,500
        "plan-other-2023-24": ("150,000", "112500", "-37500"),
        # 22,975,000 in 2020/21, not above 22,975,000 in 2019/20
        "children-continue-to-rise": ("continues to rise", "no", ""),
        # Options 1, 2, 3 and 4 have headings: 4 - 3 = 1
        "options-with-headings": ("three", "4", "1"),
        # 15 of June and 30 - 15 + 31 = 46 days later, 31 of July
        "submission-planned": ("31st July 2018", "2018-06-15", "-46"),
        "submission-made": ("15th June 2018", "2018-07-31", "46"),
        # The meeting of 6 August is not before 31 July, and not before 15 June
        "submission-to-come": ("31st July 2018", "no", ""),
        "costs-to-come": ("once final programme costs are submitted", "no", ""),
        # 5,743,750 for a quarter, not above 18,376,250 for a year
        "placements-below-2018-19": ("less than", "no", ""),
        # 24 + 5 x 7 = 59, not above 5 x 3 x 4 = 60
        "guaranteed-demand": ("guarantee", "no", ""),
        # 5,743,750 - 5,612,500 = 131,250, not above 125,000 + 43,000 = 168,000
        "balance-from-savings-2018-19": ("funded from", "no", ""),
        # 0.324 + 1.478 + 1.088 + 0.399 + 0.434 = 3.723; 3.723 - 3.721 = 0.002
        "headline-from-list": ("£3.721m", "3723000", "2000"),
        # 15 June is not before 7 June
        "approval-procurement": ("07.06.2018", "no", ""),
    },
    # As stated, what the label says recomputed, and what the number is.
    mislabelled={
        # 3,721,250 - (1,120,000 - 877,500) = 3,478,750; shown 22,975,000 - 19,253,750 = 3,721,250
        "headline-full-year": ("£3.721m", "3478750", "3721250"),
        # 22,975,000 - 18,376,250 = 4,598,750, rounded to 100,000: 4.6m; shown 22,975,000 - 19,253,750 = 3,721,250: 3.7m
        "placements-below": ("£3.7m", "4598750", "3721250"),
        # 22,975,000 - 21,173,750 = 1,801,250; shown 22,651,250 - 21,173,750 = 1,477,500
        "net-saving-2020-21": ("£1.478m", "1801250", "1477500"),
        # 22,975,000 - 20,086,250 = 2,888,750; shown 21,173,750 - 20,086,250 = 1,087,500
        "net-saving-2021-22": ("£1.088m", "2888750", "1087500"),
        # 22,975,000 - 19,687,500 = 3,287,500; shown 20,086,250 - 19,687,500 = 398,750
        "net-saving-2022-23": ("£0.399m", "3287500", "398750"),
        # 22,975,000 - 19,253,750 = 3,721,250; shown 19,687,500 - 19,253,750 = 433,750
        "net-saving-2023-24": ("£0.434m", "3721250", "433750"),
        # 21,173,750 - 22,975,000 = (1,801,250); shown 21,173,750 - 22,651,250 = (1,477,500)
        "profile-in-year-2020-21": ("(1,477,500)", "-1801250", "-1477500"),
        # 20,086,250 - 22,975,000 = (2,888,750); shown 20,086,250 - 21,173,750 = (1,087,500)
        "profile-in-year-2021-22": ("(1,087,500)", "-2888750", "-1087500"),
        # 19,687,500 - 22,975,000 = (3,287,500); shown 19,687,500 - 20,086,250 = (398,750)
        "profile-in-year-2022-23": ("(398,750)", "-3287500", "-398750"),
        # 19,253,750 - 22,975,000 = (3,721,250); shown 19,253,750 - 19,687,500 = (433,750)
        "profile-in-year-2023-24": ("(433,750)", "-3721250", "-433750"),
        # -(323,750 + 1,801,250) = (2,125,000); shown 21,173,750 - 22,975,000 = (1,801,250)
        "profile-cumulative-2020-21": ("(1,801,250)", "-2125000", "-1801250"),
        # -(323,750 + 1,801,250 + 2,888,750) = (5,013,750); shown 20,086,250 - 22,975,000 = (2,888,750)
        "profile-cumulative-2021-22": ("(2,888,750)", "-5013750", "-2888750"),
        # -(323,750 + 1,801,250 + 2,888,750 + 3,287,500) = (8,301,250); shown 19,687,500 - 22,975,000 = (3,287,500)
        "profile-cumulative-2022-23": ("(3,287,500)", "-8301250", "-3287500"),
        # -(323,750 + 1,801,250 + 2,888,750 + 3,287,500 + 3,721,250) = (12,022,500); shown
        # 19,253,750 - 22,975,000 = (3,721,250)
        "profile-cumulative-2023-24": ("(3,721,250)", "-12022500", "-3721250"),
        # a full year 22,975,000; shown 22,975,000 x 3 / 12 = 5,743,750
        "original-2018-19": ("5,743,750", "22975000", "5743750"),
        # 21,173,750 - 22,975,000 = (1,801,250); shown 21,173,750 - 22,651,250 = (1,477,500)
        "plan-in-year-2020-21": ("(1,477,500)", "-1801250", "-1477500"),
        # 20,086,250 - 22,975,000 = (2,888,750); shown 20,086,250 - 21,173,750 = (1,087,500)
        "plan-in-year-2021-22": ("(1,087,500)", "-2888750", "-1087500"),
        # 19,687,500 - 22,975,000 = (3,287,500); shown 19,687,500 - 20,086,250 = (398,750)
        "plan-in-year-2022-23": ("(398,750)", "-3287500", "-398750"),
        # 19,253,750 - 22,975,000 = (3,721,250); shown 19,253,750 - 19,687,500 = (433,750)
        "plan-in-year-2023-24": ("(433,750)", "-3721250", "-433750"),
        # -(323,750 + 1,801,250) = (2,125,000); shown 21,173,750 - 22,975,000 = (1,801,250)
        "plan-cumulative-2020-21": ("(1,801,250)", "-2125000", "-1801250"),
        # -(323,750 + 1,801,250 + 2,888,750) = (5,013,750); shown 20,086,250 - 22,975,000 = (2,888,750)
        "plan-cumulative-2021-22": ("(2,888,750)", "-5013750", "-2888750"),
        # -(323,750 + 1,801,250 + 2,888,750 + 3,287,500) = (8,301,250); shown 19,687,500 - 22,975,000 = (3,287,500)
        "plan-cumulative-2022-23": ("(3,287,500)", "-8301250", "-3287500"),
        # -(323,750 + 1,801,250 + 2,888,750 + 3,287,500 + 3,721,250) = (12,022,500); shown
        # 19,253,750 - 22,975,000 = (3,721,250)
        "plan-cumulative-2023-24": ("(3,721,250)", "-12022500", "-3721250"),
    },
)
