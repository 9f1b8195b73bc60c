"""Operations on draws in double precision, each with the most by which it may miss what exact arithmetic gives.

Only sums, products, quotients and square roots are used, which every machine rounds alike. What is nought in exact
arithmetic is seldom nought in doubles (0.1 + 0.2 - 0.3), so a value that is no further from it than what was lost on
the way counts as nought.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from tracepaper.figures.operations import GREATEST, LEAST, POINTS, POWER, ROUNDED_DOWN, ROUNDED_UP

if TYPE_CHECKING:
    from tracepaper.figures.draws import Draws

# One operation misses by no more than half of this share; the rest leaves room for how the bounds are rounded.
UNIT = 2.0**-52


@dataclass(frozen=True)
class Inexact:
    """Values, one a draw or one for all draws, and the most by which each may miss the exact one."""

    value: Any
    lost: Any

    @classmethod
    def constant(cls, value: float) -> Inexact:
        """One number for all draws, as near as a double comes to it."""
        return cls(value, abs(value) * UNIT)

    def of(self, many: int) -> Inexact:
        """The same with a value for each of so many draws."""
        import numpy as np

        return Inexact(np.broadcast_to(self.value, many), np.broadcast_to(self.lost, many))

    def settled(self) -> Draws:
        """The values, where what cannot be told from nought is nought."""
        import numpy as np

        return np.where(self.near_nought(), 0.0, self.value)

    def near_nought(self) -> Any:
        """In which draws the value cannot be told from nought."""
        return abs(self.value) <= self.lost

    def finite(self) -> bool:
        """Whether all draws are numbers."""
        import numpy as np

        return bool(np.isfinite(self.value).all() and np.isfinite(self.lost).all())


Inputs = Sequence[Inexact]


def _rounded(value: Any, lost: Any) -> Inexact:
    """A value that was rounded to a double, and what was lost before."""
    return Inexact(value, lost + abs(value) * UNIT)


def _negative(one: Inexact) -> Inexact:
    return Inexact(-one.value, one.lost)


def _added(one: Inexact, other: Inexact) -> Inexact:
    return _rounded(one.value + other.value, one.lost + other.lost)


def _multiplied(one: Inexact, other: Inexact) -> Inexact:
    lost = abs(one.value) * other.lost + abs(other.value) * one.lost + one.lost * other.lost
    return _rounded(one.value * other.value, lost)


def _divided(one: Inexact, other: Inexact) -> Inexact:
    """For what is not near nought; what may be all the same loses more than any number, which is refused."""
    import numpy as np

    value = one.value / other.value
    least = np.maximum(abs(other.value) - other.lost, 0.0)
    with np.errstate(divide="ignore"):
        return _rounded(value, (one.lost + abs(value) * other.lost) / least)


def _root(one: Inexact) -> Inexact:
    """The square root of what is above nought."""
    import numpy as np

    value = np.sqrt(one.value)
    return _rounded(value, one.lost / value)


def _raised(one: Inexact, power: Inexact) -> Inexact:
    """A power that is a multiple of a half, by multiplying and by the square root."""
    halves = round(abs(2 * power.value))
    whole = _multiplied_out(one, halves // 2)
    raised = _multiplied(whole, _root(one)) if halves % 2 else whole
    return _divided(Inexact(1.0, 0.0), raised) if power.value < 0 else raised


def _multiplied_out(one: Inexact, times: int) -> Inexact:
    found = Inexact(1.0, 0.0)
    for bit in f"{times:b}":
        found = _multiplied(found, found)
        found = _multiplied(found, one) if bit == "1" else found
    return found


def _extreme(pick: Callable[[Any, Any], Any], inputs: Inputs) -> Inexact:
    import numpy as np

    return Inexact(reduce(pick, [one.value for one in inputs]), reduce(np.maximum, [one.lost for one in inputs]))


def _least(inputs: Inputs) -> Inexact:
    import numpy as np

    return _extreme(np.minimum, inputs)


def _greatest(inputs: Inputs) -> Inexact:
    import numpy as np

    return _extreme(np.maximum, inputs)


def _ceiling(inputs: Inputs) -> Inexact:
    import numpy as np

    return Inexact(np.ceil(_near_whole(inputs[0])), 0.0)


def _floor(inputs: Inputs) -> Inexact:
    import numpy as np

    return Inexact(np.floor(_near_whole(inputs[0])), 0.0)


def _near_whole(one: Inexact) -> Draws:
    """The values, where what cannot be told from a whole number is that number."""
    import numpy as np

    whole = np.rint(one.value)
    settled: Draws = np.where(abs(one.value - whole) <= one.lost, whole, one.value)
    return settled


def _by_nought(inputs: Inputs) -> bool:
    import numpy as np

    return bool(np.any(inputs[1].near_nought()))


def _below_power(inputs: Inputs) -> bool:
    import numpy as np

    return bool(np.any(inputs[0].value <= inputs[0].lost))


def _other_power(inputs: Inputs) -> bool:
    import numpy as np

    return bool(np.ndim(inputs[1].value)) or not float(2 * inputs[1].value).is_integer()


OPERATIONS: Mapping[str, Callable[[Inputs], Inexact]] = {
    "sum": lambda inputs: reduce(_added, inputs),
    "difference": lambda inputs: _added(inputs[0], _negative(inputs[1])),
    "product": lambda inputs: _multiplied(*inputs),
    "quotient": lambda inputs: _divided(*inputs),
    "negative": lambda inputs: _negative(*inputs),
    POINTS: lambda inputs: inputs[0],
    LEAST: _least,
    GREATEST: _greatest,
    ROUNDED_UP: _ceiling,
    ROUNDED_DOWN: _floor,
    POWER: lambda inputs: _raised(*inputs),
}
NARROW = "Narrow the drivers."
# Why an operation is refused, and what can be done about it.
REFUSED: Mapping[str, Sequence[tuple[Callable[[Inputs], bool], str, str]]] = {
    "quotient": [(_by_nought, "it divides by nought", NARROW)],
    POWER: [
        (_below_power, "it takes a power of what is not above nought", NARROW),
        (
            _other_power,
            "its power varies, or is no multiple of a half, and what that gives is not the same on every machine",
            "Leave the driver out, or use powers such as 2 or 0.5.",
        ),
    ],
}
