"""How far the order of options hangs on value scales, on weights, and on which options are compared."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from tracepaper.calculations.comparisons import is_above
from tracepaper.calculations.multi_criteria import Grid, local_scale, ranks, weighted_totals
from tracepaper.calculations.options import ranking
from tracepaper.calculations.series import Series, largest, only, smallest, subtracted, transposed, without
from tracepaper.calculations.weights import equal_weights, weights_without
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, comparable, derived, judged, least, literal, random_weights, total
from tracepaper.figures.draws import DRAWS, SEED
from tracepaper.figures.operations import NO_TIE, NO_WEIGHTS

Cases = Mapping[str, Series]


def totals_by_scale(scales: Mapping[str, Grid], weights: Series) -> dict[str, dict[str, Figure]]:
    """The weighted totals of the options on several value scales: scale to option to total.

    Formula:
        V_i(s) = sum_j w_j v_ij(s)

    Convention:
        Totals on two scales are never compared with each other; their ranks are (see `ranks_by_case`).

    Args:
        scales: name of a scale ("Partially is worth half a Yes") to scores of the options on it.
        weights: criterion to its weight, the same on all scales.

    Raises:
        FigureError: as for `weighted_totals`.

    Source:
        Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), chapter 6.
    """
    return {scale: weighted_totals(scores, weights) for scale, scores in scales.items()}


def totals_without_each(scores: Grid, weights: Series) -> dict[str, dict[str, Figure]]:
    """The weighted totals when one criterion is left out, for each in turn: criterion to option to total.

    Formula:
        V_i(without k) = sum_(j not k) w_j v_ij / sum_(j not k) w_j

    Convention:
        The weights of the criteria that are left keep their proportions and sum to one again.

    Args:
        scores: option to criterion to score, on one scale.
        weights: criterion to its weight.

    Raises:
        FigureError: as for `weighted_totals`; or one criterion has the whole weight.

    Source:
        Arithmetic.
    """
    weighted_totals(scores, weights)
    return {
        criterion: weighted_totals(
            {option: without(row, criterion) for option, row in scores.items()}, weights_without(weights, criterion)
        )
        for criterion in weights
    }


def ranks_by_case(cases: Cases) -> dict[str, dict[str, Text]]:
    """The rank of each option in each of several cases, highest total first: case to option to rank.

    Formula:
        rank_i = 1 + number of k with V_k > V_i

    Convention:
        As for `ranks`: options with equal totals share a rank, which says so: "2 equal".

    Args:
        cases: case (a scale, a criterion left out, an option removed) to option to total.

    Raises:
        FigureError: mixed units within a case.

    Source:
        Arithmetic.
    """
    return {case: ranks(totals) for case, totals in cases.items()}


def leads_by_case(cases: Cases) -> dict[str, Figure]:
    """How far the first option is ahead of the second in each case: 0 where they share the first place.

    Formula:
        V_(first) - V_(second)

    Convention:
        In the unit of the totals of that case; leads on different scales are not compared.

    Args:
        cases: case to option to total, of at least two options.

    Raises:
        FigureError: a case has fewer than two options, or mixed units.

    Source:
        Arithmetic.
    """
    found = {}
    for case, totals in cases.items():
        if len(totals) < 2:
            raise FigureError(f'A lead was asked for; in the case "{case}" there are not two options.')
        first, second, *_ = ranking(totals)
        found[case] = totals[first] - totals[second]
    return found


def switching_weights(scores: Grid, weights: Series, *, leader: str) -> dict[str, dict[str, Figure | Text]]:
    """The weight of one criterion at which the leader and a rival tie: rival to criterion to weight.

    Formula:
        w*_k = r_k / (r_k - d_k); d_k = v_(leader,k) - v_(rival,k)
        r_k = sum_(j not k) w_j d_j / sum_(j not k) w_j

    Convention:
        One weight moves from 0 to 1 and the others keep their proportions, so that all still sum to one. Pure numbers.
        "none" where no weight from 0 to 1 ties the two; "any" where every weight does.

    Args:
        scores: option to criterion to score, on one scale.
        weights: criterion to its weight.
        leader: the option with the highest weighted total.

    Raises:
        FigureError: as for `weighted_totals`; `leader` does not lead; or one criterion has the whole weight, so that
            the others have no proportions to keep.

    Source:
        Arithmetic; after Triantaphyllou and Sánchez, A sensitivity analysis approach for some deterministic
        multi-criteria decision making methods, Decision Sciences 28 (1997), pages 151 to 194.
    """
    _refuse_unless_leading(scores, weights, leader)
    for criterion in weights:
        weights_without(weights, criterion)
    return {
        rival: dict(_switching(subtracted(scores[leader], row), weights))
        for rival, row in scores.items()
        if rival != leader
    }


def least_weight_shifts(scores: Grid, weights: Series, *, leader: str) -> dict[str, Figure | Text]:
    """The least weight that must move between criteria until the leader and a rival tie: rival to weight.

    Formula:
        min sum_j |w'_j - w_j| / 2, where sum_j w'_j d_j = 0, sum_j w'_j = 1, w'_j >= 0

    Convention:
        What moves counts once, so the sum of the changes of all weights is twice as much. Weight moves from the
        criteria on which the leader is furthest ahead to the one on which it is furthest behind, which no other way
        of moving it betters. A pure number: 0.05 is five hundredths of all weight. "none" where the leader is ahead on
        every criterion, "any" where the two are equal on every one.

    Args:
        scores: option to criterion to score, on one scale.
        weights: criterion to its weight.
        leader: the option with the highest weighted total.

    Raises:
        FigureError: as for `weighted_totals`; or `leader` does not lead.

    Source:
        Arithmetic; the linear programme of Wolters and Mareschal, Novel types of sensitivity analysis for additive MCDM
        methods, European Journal of Operational Research 81 (1995), pages 281 to 290.
    """
    _refuse_unless_leading(scores, weights, leader)
    found: dict[str, Figure | Text] = {}
    for rival in (one for one in scores if one != leader):
        differences = subtracted(scores[leader], scores[rival])
        found[rival] = _why_untied(differences) or total(_leaving(differences, weights).values())
    return found


def weights_at_tie(scores: Grid, weights: Series, *, leader: str, rival: str) -> dict[str, Figure]:
    """The nearest weights at which the leader and one rival tie: criterion to weight.

    Formula:
        the w' of `least_weight_shifts`.

    Convention:
        Where several criteria would do equally well, the first in the order of the scores gives or takes. Weights sum
        to one. Two options that are equal on every criterion tie at the weights as they are.

    Args:
        scores: option to criterion to score, on one scale.
        weights: criterion to its weight.
        leader: the option with the highest weighted total.
        rival: the option that is to tie with it.

    Raises:
        FigureError: as for `least_weight_shifts`; or the leader is ahead on every criterion, so that no weights tie the
            two.

    Source:
        As for `least_weight_shifts`.
    """
    _refuse_unless_leading(scores, weights, leader)
    rivals = [one for one in scores if one != leader]
    if rival not in rivals:
        raise FigureError(f'"{rival}" is no rival of "{leader}". There are: {", ".join(rivals)}.')
    differences = subtracted(scores[leader], scores[rival])
    why = _why_untied(differences)
    if why == NO_WEIGHTS:
        raise FigureError(f'"{leader}" is ahead of "{rival}" on every criterion: no weights tie the two.')
    return dict(weights) if why else _moved(weights, _leaving(differences, weights), smallest(differences))


def random_weight_shares(scores: Grid, *, draws: Figure, seed: Figure) -> dict[str, Figure]:
    """The share of weights drawn at random with which each option leads: a simulation, the same for the same seed.

    Formula:
        share_i = draws with V_i = max_k V_k / draws; w uniform on sum_j w_j = 1, w_j >= 0

    Convention:
        Every set of weights is equally likely (gaps between sorted uniform numbers; generator PCG64). Equal leaders
        share a draw, so the shares sum to one. Pure numbers. With 100,000 draws a share is right to about a third of a
        percentage point (two standard errors).

    Args:
        scores: option to criterion to score, on one scale.
        draws: how many sets of weights, a whole pure number from 1,000 to 1,000,000.
        seed: of the generator, a whole pure number from 0.

    Raises:
        FigureError: as for `weighted_totals`; draws or a seed that cannot be used.

    Source:
        Lahdelma and Salminen, SMAA-2: stochastic multicriteria acceptability analysis for group decision making,
        Operations Research 49 (2001), pages 444 to 454: the acceptability of the first rank.
    """
    weighted_totals(scores, equal_weights(next(iter(scores.values()), {})))
    inputs = dict(_random_inputs(scores))
    for name, figure in ((DRAWS, draws), (SEED, seed)):
        if figure.unit != ONE:
            raise FigureError(f"The {name} of random weights are a pure number, not {figure.unit.words()}.")
        inputs[name] = figure
    keys = tuple(inputs)
    return {
        option: derived(random_weights.share_of(place), inputs.values(), ONE, keys=keys)
        for place, option in enumerate(scores)
    }


def totals_without_options(
    scores: Grid, weights: Series, *, less_is_better: Iterable[str] = ()
) -> dict[str, dict[str, Figure]]:
    """The weighted totals on local scales when one option is removed, for each in turn: removed to option to total.

    Formula:
        V_i(without o) = sum_j w_j v_ij, with worst_j and best_j among the options that are left.

    Convention:
        Weights stay as they are, though the swings that they stand for have changed: that is the trap which this shows.
        Whether two options change places is said by `rank_reversals`. A criterion on which the options left are all
        equal is left out, and the weights of the others keep their proportions: it changes no order.

    Args:
        scores: option to criterion to score; the scores on one criterion are of one unit.
        weights: criterion to its weight.
        less_is_better: as for `local_scale`.

    Raises:
        FigureError: as for `local_scale` and `weighted_totals`; fewer than three options; or the options left are equal
            on every criterion that has weight.

    Source:
        Arithmetic.
    """
    if len(scores) < 3:
        raise FigureError(f"Removing an option leaves nothing to compare: there are only {len(scores)} options.")
    less = tuple(less_is_better)
    weighted_totals(local_scale(scores, less_is_better=less), weights)
    return {
        removed: _local_totals({option: row for option, row in scores.items() if option != removed}, weights, less)
        for removed in scores
    }


def rank_reversals(totals: Series, cases: Cases) -> dict[str, Text]:
    """Whether two options change places in a case, such as when a third one is removed: case to "yes" or "no".

    Formula:
        "yes" where min_(i,k) (V_i - V_k) (V_i(case) - V_k(case)) < 0

    Convention:
        Only options that the case has are compared. Two that were equal, or become so, do not change places.

    Args:
        totals: option to total, to begin with.
        cases: case (a removed option, a criterion left out, another scale) to option to total.

    Raises:
        FigureError: mixed units; an option that is new in a case; or a case with fewer than two options.

    Source:
        Arithmetic.
    """
    for case, after in cases.items():
        if len(after) < 2:
            raise FigureError(f'In the case "{case}" there are not two options that could change places.')
    return {case: _turned_round(only(totals, *after), after) for case, after in cases.items()}


def _refuse_unless_leading(scores: Grid, weights: Series, leader: str) -> None:
    totals = weighted_totals(scores, weights)
    if leader not in totals:
        raise FigureError(f'There is no option "{leader}". There are: {", ".join(totals)}.')
    first = largest(totals)
    ahead, behind = comparable([totals[first], totals[leader]])
    if ahead > behind:
        raise FigureError(
            f'"{leader}" does not lead: "{first}" has a higher weighted total. Name the option that leads.'
        )


def _switching(differences: Series, weights: Series) -> Iterator[tuple[str, Figure | Text]]:
    """Criterion to the weight of it at which the weighted differences sum to nought."""
    weighted = {criterion: weights[criterion] * difference for criterion, difference in differences.items()}
    for criterion, own in differences.items():
        rest = total(without(weighted, criterion).values()) / total(without(weights, criterion).values())
        yield criterion, _no_tie(rest, own) or rest / (rest - own)


def _no_tie(one: Figure, other: Figure) -> Text | None:
    """Why no mixture of two differences is nought; nothing where one is."""
    first, second = comparable([one, other])
    return judged(NO_TIE, [one, other]) if first * second > 0 or first == second == 0 else None


def _why_untied(differences: Series) -> Text | None:
    return _no_tie(differences[largest(differences)], differences[smallest(differences)])


def _leaving(differences: Series, weights: Series) -> dict[str, Figure]:
    """The weight that leaves each criterion for the one on which the leader is furthest behind.

    A unit of weight that moves cuts the lead by the difference of the differences, so the largest go first.
    """
    target = differences[smallest(differences)]
    lead = total(weights[criterion] * difference for criterion, difference in differences.items())
    if not comparable([lead])[0]:
        return {one: weight - weight for one, weight in itertools.islice(weights.items(), 1)}
    leaving: dict[str, Figure] = {}
    for criterion in _furthest_ahead_first(differences, weights):
        cut = differences[criterion] - target
        whole = weights[criterion] * cut
        owed, most = comparable([lead, whole])
        if owed <= most:
            return {**leaving, criterion: lead / cut}
        leaving[criterion], lead = weights[criterion], lead - whole
    raise AssertionError("a lead is lost at the latest when all weight is where the leader is behind")


def _furthest_ahead_first(differences: Series, weights: Series) -> list[str]:
    """The criteria that have weight to give."""
    ahead = dict(zip(differences, comparable(differences.values()), strict=True))
    weighing = [criterion for criterion, weight in weights.items() if weight.value > 0]
    return sorted(weighing, key=lambda criterion: -ahead[criterion])


def _moved(weights: Series, leaving: Series, target: str) -> dict[str, Figure]:
    left = {one: weight - leaving[one] if one in leaving else weight for one, weight in weights.items()}
    return {**left, target: total([left[target], *leaving.values()])}


def _random_inputs(scores: Grid) -> Iterator[tuple[str, Figure]]:
    criteria = list(next(iter(scores.values())))
    for criterion in criteria:
        if random_weights.BETWEEN in criterion:
            raise FigureError(f'The name of the criterion "{criterion}" holds a bar between spaces: name it otherwise.')
    for option, row in scores.items():
        for criterion in criteria:
            yield random_weights.key_of(option, criterion), row[criterion]


def _local_totals(scores: Grid, weights: Series, less_is_better: tuple[str, ...]) -> dict[str, Figure]:
    """Totals on local scales of the criteria on which the options differ."""
    columns = transposed(scores)
    telling = [one for one, column in columns.items() if len(set(comparable(column.values()))) > 1]
    rest = [one for one in columns if one not in telling]
    if not any(weights[one].value for one in telling):
        raise FigureError(f"The options {', '.join(scores)} are equal on every criterion that has weight.")
    values = local_scale(
        {option: only(row, *telling) for option, row in scores.items()},
        less_is_better=[one for one in less_is_better if one in telling],
    )
    return weighted_totals(values, weights_without(weights, *rest) if rest else weights)


def _turned_round(before: Series, after: Series) -> Text:
    turns = [
        (before[one] - before[other]) * (after[one] - after[other]) for one, other in itertools.combinations(after, 2)
    ]
    nought = literal(Decimal(0), ONE, "Below nought: the difference of two options has changed its sign.")
    return is_above(nought, least(turns))
