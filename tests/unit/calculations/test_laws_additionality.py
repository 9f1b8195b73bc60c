"""Laws of gross and net impact, sought out by random examples."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.additionality import net_additional_impact, net_impact_steps
from tracepaper.figures import Figure, literal, units

quick = settings(max_examples=40, deadline=None)
LOSSES = ("leakage", "displacement", "substitution")


def figure(value: Decimal | int, unit: str = "1") -> Figure:
    return literal(value, units.parse(unit), "made up")


@st.composite
def options(draw: st.DrawFn) -> dict[str, Figure]:
    hundredths = st.integers(0, 100).map(lambda number: figure(Decimal(number).scaleb(-2)))
    return {
        "gross": figure(draw(st.integers(0, 10**6)), "FTE"),
        **{name: draw(hundredths) for name in LOSSES},
        "multiplier": figure(Decimal(draw(st.integers(100, 300))).scaleb(-2)),
    }


@quick
@given(options())
def test_each_loss_leaves_no_more_than_the_step_before(option):
    steps = [step.value for step in net_impact_steps(option).values()]
    assert all(0 <= after <= before for before, after in itertools.pairwise(steps[:-1]))
    assert steps[-1] >= steps[-2]


@quick
@given(options(), st.permutations(LOSSES))
def test_losses_that_change_places_leave_the_same_net_impact(option, order):
    swapped = {**option, **{name: option[other] for name, other in zip(LOSSES, order, strict=True)}}
    assert net_impact_steps(option)["net"].value == net_impact_steps(swapped)["net"].value


@quick
@given(options())
def test_nothing_is_additional_to_itself(option):
    assert net_additional_impact(option, reference=option).value == 0


@quick
@given(options(), options())
def test_what_one_adds_to_the_other_the_other_lacks(one, other):
    there, back = (net_additional_impact(a, reference=b).value for a, b in ((one, other), (other, one)))
    assert there == -back


@quick
@given(options(), st.integers(0, 9))
def test_the_net_impact_is_in_proportion_to_the_gross_one(option, times):
    larger = {**option, "gross": option["gross"] * figure(times)}
    assert net_impact_steps(larger)["net"].value == net_impact_steps(option)["net"].value * times
