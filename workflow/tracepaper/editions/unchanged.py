"""Whether a refresh has anything to build: an edition may be there that was built from the same."""

from __future__ import annotations

from dataclasses import dataclass

from tracepaper.editions import persons
from tracepaper.editions.register import Entry, Register


@dataclass(frozen=True)
class Unchanged:
    """The edition that is what would be built now, and what is said of that."""

    edition: str
    said: str


def found(kept: Register, inputs: str, period: str, *, because: str) -> Unchanged | None:
    """The edition that a build of a period would give again; None where there is something to build.

    A draft that waits, or was refused, is found in later months too: the month alone makes nothing right.

    Args:
        inputs: digest of all that would be built from.
        because: why an edition is corrected; it is new where a draft waits for nothing else.
    """
    previous = kept.before(period)
    if previous and previous.inputs == inputs:
        said = f"Nothing has changed since edition {previous.edition}, which is {previous.state}."
        return Unchanged(previous.edition, said)
    after = previous.edition if previous else ""
    drafts = [entry for entry in kept.entries if entry.inputs == inputs and entry.previous == after]
    return next((same for entry in drafts if (same := _draft(entry, because))), None)


def _draft(entry: Entry, because: str) -> Unchanged | None:
    if entry.state == "waiting" and not (because and entry.because == persons.UNTOLD):
        return Unchanged(entry.edition, f"Nothing has changed: edition {entry.edition} still waits for approval.")
    if entry.state == "refused":
        said = f"Nothing has changed since edition {entry.edition} was refused: {entry.sign_off[-1].why}"
        return Unchanged(entry.edition, said)
    return None
