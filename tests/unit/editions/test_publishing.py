"""Which edition is to be read now."""

from __future__ import annotations

import pytest

from tracepaper.editions import publishing
from tracepaper.editions.register import Register
from unit.editions.test_register import entry


@pytest.mark.parametrize(
    ("before", "current", "new", "after"),
    [
        ((), "", entry("2026-10"), "2026-10"),
        ((entry("2026-10"),), "2026-10", entry("2026-11"), "2026-11"),
        ((entry("2026-10"),), "2026-10", entry("2026-10-2"), "2026-10-2"),
        # What corrects an older month does not become current.
        ((entry("2026-10"), entry("2026-11")), "2026-11", entry("2026-10-2"), "2026-11"),
        # Nor does it when the current one was withdrawn: readers wait for what corrects that.
        ((entry("2026-10"), entry("2026-11", "withdrawn")), "", entry("2026-10-2"), ""),
        ((entry("2026-10"), entry("2026-11", "withdrawn")), "", entry("2026-11-2"), "2026-11-2"),
        # A draft changes nothing.
        ((entry("2026-10"),), "2026-10", entry("2026-11", "waiting"), "2026-10"),
    ],
)
def test_the_newest_month_is_current(before: tuple, current: str, new: object, after: str) -> None:  # type: ignore[type-arg]
    assert publishing._current(Register("places", current, before), new) == after  # type: ignore[arg-type]
