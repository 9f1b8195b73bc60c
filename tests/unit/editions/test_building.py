"""What a refresh says of a verb that failed in its run folder."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tracepaper.editions import building

PROGRAMS = {
    "import os, signal; os.kill(os.getpid(), signal.SIGKILL)": (
        137,
        "tracepaper ingest ledger ended with status 137 without a word: was it killed, for want of memory?",
    ),
    "import sys; print('B6: found 490,276,86.'); sys.exit(3)": (3, "B6: found 490,276,86."),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_verb_that_fails_is_told_in_its_words_and_one_that_was_killed_in_ours(program: str, tmp_path: Path) -> None:
    package = tmp_path / "workflow" / "tracepaper"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "cli.py").write_text(program, "utf-8")
    failure = building.checked(tmp_path, ["ingest", "ledger"], clock=building.Clock(Decimal(1)))
    assert failure is not None
    assert (failure.status, failure.message) == PROGRAMS[program]
