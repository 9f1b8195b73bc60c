"""The checks of a logic model, in the order in which they are told."""

from __future__ import annotations

from tracepaper.calculations.logic_model import agreement, links, measures, references, wording
from tracepaper.calculations.logic_model.model import Check

CHECKS = (
    Check(
        "E1",
        "Every id and every link is there once, every level is known, and whatever a row names is in the model",
        "Give each row an id of its own, state each link once, and name only what the tables hold.",
        lambda model: model.items,
        references.ids,
    ),
    Check(
        "E2",
        "Links lead on to a later level",
        "Turn the link round, take it out, or move the item to its level.",
        lambda model: model.links,
        links.steps,
    ),
    Check(
        "W2",
        "Links skip no level",
        "Say what lies between: add the item that is missing, and two links for one.",
        lambda model: model.links,
        links.skips,
    ),
    Check(
        "E3",
        "No chain of links leads back to where it began",
        "Take out the link that leads back.",
        lambda model: model.links,
        links.circles,
    ),
    Check(
        "E4",
        "Every item is linked to the level before it and the level after it, and every impact serves an aim",
        "State the link or the aim; or take out what leads nowhere.",
        lambda model: model.items,
        links.orphans,
    ),
    Check(
        "E5",
        "Every outcome has an indicator with baseline, target, date and source",
        "Agree an indicator before the start, while a baseline can still be taken.",
        lambda model: model.of("outcome"),
        measures.unmeasured,
    ),
    Check(
        "E6",
        "What is draft, illustrative or to be confirmed keeps its mark, and is not reported as a result",
        "Restore the mark, or have the item agreed; report results for agreed items only.",
        lambda model: model.items,
        agreement.flags,
    ),
    Check(
        "W7",
        "Outcomes and impacts say what changes, not what was delivered",
        "Move it to the outputs, and say what those who were reached then do otherwise.",
        lambda model: model.of("outcome", "impact"),
        wording.delivery,
    ),
    Check(
        "W8",
        "No outcome or impact says again what another level says",
        "Keep it on one level, and say on the other what follows from it.",
        lambda model: model.of("outcome", "impact"),
        wording.repeated,
    ),
    Check(
        "W9",
        "Outcomes say what rises, falls or stays",
        "Begin with the change: more, fewer, earlier, improved, maintained.",
        lambda model: model.of("outcome"),
        wording.directions,
    ),
    Check(
        "W10",
        "Every indicator says what it is compared with",
        "Name the comparison: an earlier period, another area, a group without the service.",
        lambda model: model.indicators,
        measures.comparisons,
    ),
    Check(
        "W11",
        "Every input has an amount or staff time",
        "State money, or full-time equivalents, for each input.",
        lambda model: model.of("input"),
        measures.resources,
    ),
    Check(
        "W12",
        "Every link names the assumption that it rests on",
        "Write down what must be true for the one to lead to the other.",
        lambda model: model.links,
        links.unfounded,
    ),
    Check(
        "E13",
        "Nothing is measured after the end",
        "Measure before the end, or agree who goes on measuring and pays for it.",
        lambda model: model.indicators if model.ends else (),
        measures.late_measures,
    ),
    Check(
        "W14",
        "An impact that is measured comes with a claim of contribution",
        "Say what share in the change is claimed, and what else may have caused it.",
        lambda model: [item for _, item in model.measured() if item["level"] == "impact"],
        measures.attribution,
    ),
)
