"""Progress: milestones, movements, targets, and the rules of run charts."""

from published.worked import Example, amount, amounts, dates, day, examples_test

REPORT = "Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018"
RULES = "Arithmetic, by rules 1 and 2 of Perla, Provost and Murray, BMJ Quality and Safety 2011; 20: 46-51"


def months(*texts, unit="referral"):
    return amounts({f"month {place}": text for place, text in enumerate(texts, 1)}, unit)


EXAMPLES = [
    Example(
        calculation="milestone_statuses",
        title="Three milestones before a Cabinet meeting",
        given={
            "due": dates({"Final submission": "2018-07-31", "Grant decision": "2018-08-05", "Service": "2019-01-31"}),
            "done": dates({"Final submission": "2018-06-15"}),
            "told": day("2018-07-13"),
            "cabinet": day("2018-08-06"),
        },
        formula="milestone_statuses(due, done, as_of=told, meeting=cabinet)",
        gives={"Final submission": "done", "Grant decision": "on track", "Service": "due after the meeting"},
        working="15 June is before 13 July; 5 August lies from 13 July to 6 August; 31 January 2019 is after 6 August.",
        source=f"Arithmetic on days of {REPORT}; early August and January 2019 are taken as days",
    ),
    Example(
        calculation="milestone_statuses",
        title="A report of the day after the meeting",
        given={
            "due": dates({"Service": "2019-01-31"}),
            "told": day("2018-08-07"),
            "cabinet": day("2018-08-06"),
        },
        formula="milestone_statuses(due, {}, as_of=told, meeting=cabinet)",
        refuses="Milestones are told as of 7 August 2018, which is after the meeting that reads them, 6 August 2018.",
        working="7 August is after 6 August.",
        source="Arithmetic",
    ),
    Example(
        calculation="movement",
        title="Fewer referrals, where fewer is better",
        given={"before": amount("120", "referral"), "now": amount("96", "referral")},
        formula="movement(before, now, 'lower')",
        gives="improved",
        working="96 is less than 120, and lower is better.",
        source="Arithmetic",
    ),
    Example(
        calculation="movement",
        title="A direction that is none",
        given={"before": amount("120", "referral"), "now": amount("96", "referral")},
        formula="movement(before, now, 'down')",
        refuses='Which way is better is said by "higher" or "lower"; found "down".',
        working="Down may be what happened, or what was wanted.",
        source="Arithmetic",
    ),
    Example(
        calculation="target_met",
        title="A target that is just reached",
        given={"now": amount("96", "referral"), "target": amount("96", "referral")},
        formula="target_met(now, target, 'lower')",
        gives="met",
        working="96 is not more than 96.",
        source="Arithmetic",
    ),
    Example(
        calculation="run_signal",
        title="A shift: six points above the median",
        given={
            "families": months("10", "12", "11", "13", "12", "11", "15", "16", "15", "17", "16", "15", unit="family")
        },
        formula="run_signal(families, 'higher')",
        gives="shift for the better",
        working="In order: 10, 11, 11, 12, 12, 13, 15, 15, 15, 16, 16, 17; the median is (13 + 15) / 2 = 14. The last "
        "six points are above it.",
        source=RULES,
    ),
    Example(
        calculation="run_signal",
        title="A trend: five points, each higher than the one before",
        given={"waiting": months("5", "9", "4", "8", "5", "6", "7", "8", "9", "4")},
        formula="run_signal(waiting, 'lower')",
        gives="trend for the worse",
        working="5, 6, 7, 8, 9 rise. The median is (6 + 7) / 2 = 6.5; at most three points in a row are on one side.",
        source=RULES,
    ),
    Example(
        calculation="run_signal",
        title="Nine points",
        given={"waiting": months("1", "2", "3", "4", "5", "6", "7", "8", "9")},
        formula="run_signal(waiting, 'lower')",
        gives="too few points",
        working="9 is less than 10, though every point is higher than the one before.",
        source=RULES,
    ),
]

test_examples = examples_test(EXAMPLES)
