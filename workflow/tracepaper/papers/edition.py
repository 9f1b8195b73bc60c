"""What a paper says of the edition that it is: its status, and what the cover and the templates print of it."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from tracepaper.settings.edition import Edition
from tracepaper.sources import periods

DRAFT = "Draft"
SAYS_DRAFT = re.compile(rf"{DRAFT}\b", re.IGNORECASE)


def status(own: str, edition: Edition | None) -> str:
    """What stands on every page: "Draft" until an edition is signed off, and what the paper says itself.

    Args:
        own: the status in the settings, as markdown; it may be empty, or begin with "draft" already.
    """
    if (edition and edition.signed_off) or SAYS_DRAFT.match(own):
        return own
    return Markup(f"{DRAFT}: {own}") if own else DRAFT


def told(edition: Edition | None) -> dict[str, Any] | None:
    """What templates know of an edition; None for a working build."""
    if edition is None:
        return None
    kept = ("state", "approver", "approved", "until", "corrects", "previous")
    return {
        **{name: getattr(edition, name) for name in kept},
        "because": edition.because.rstrip(" ."),
        "id": edition.edition,
        "period": periods.words(edition.period),
        "changes": edition.changes,
    }


def facts(edition: Edition | None) -> dict[str, str]:
    """What the evidence keeps of an edition, besides its id; nothing of a working build."""
    kept = ("period", "state", "previous", "corrects")
    return {name: str(getattr(edition, name)) for name in kept} if edition else {}
