"""What asks for a person: why an edition is not published before somebody has looked at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tracepaper.editions.compare import HIGH, Changes
from tracepaper.editions.register import Entry
from tracepaper.settings.edition import Edition
from tracepaper.settings.sign_off import Editions

UNTOLD = "To be given when it is approved"


def reasons(
    edition: Edition,
    changes: Changes | None,
    settings: Editions,
    *,
    previous: Entry | None,
    refused: Sequence[Entry],
    today: date,
) -> list[str]:
    """Why somebody must approve an edition, a sentence each; none where it may be published without asking.

    Args:
        changes: since the edition that it follows; None for the first.
        previous: that edition.
        refused: drafts of its month or earlier ones that were refused, and that no published edition came after.
    """
    no = [f"Edition {one.edition} was refused, and none has come after it: {one.sign_off[-1].why}" for one in refused]
    if previous and previous.state == "withdrawn":
        no.append(f"Edition {previous.edition}, which it follows, was withdrawn: {previous.sign_off[-1].why}")
    return [*_of_settings(settings, today), *_of_edition(edition, changes), *no, *_of_changes(changes)]


def _of_settings(settings: Editions, today: date) -> Iterator[str]:
    standing = settings.unattended
    if standing is None:
        yield f"Every edition of this paper waits for the approval of the {settings.approver}."
    elif not standing.approved <= today <= standing.until:
        yield f"The standing approval of the {settings.approver} holds from {standing.approved} to {standing.until}."


def _of_edition(edition: Edition, changes: Changes | None) -> Iterator[str]:
    if changes is None:
        yield "It is the first edition."
    if edition.corrects and edition.because == UNTOLD:
        yield f"It would correct edition {edition.corrects}, and nobody has said why."


def _of_changes(changes: Changes | None) -> Iterator[str]:
    """What is lost, and what changes in a way or by a size that nobody agreed to in advance."""
    if changes is None:
        return
    lost, high = changes.losses, [one for one in changes.changes if one.severity == HIGH]
    if lost:
        yield f'"{lost[0].label}" is lost{_more(lost)}.'
    if high:
        yield f'"{high[0].label}" was {high[0].old_display} and is {high[0].new_display}{_more(high)}: {high[0].detail}'


def _more(found: Sequence[object]) -> str:
    return f", and {len(found) - 1} more" if len(found) > 1 else ""
