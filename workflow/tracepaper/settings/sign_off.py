"""Who signs off the editions of a paper: its author, its approver, and what may be published without asking."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracepaper.errors import Fault, SettingsError
from tracepaper.settings import days, edition
from tracepaper.settings.strict_yaml import Document

# Letters in the name of a source.
LONGEST = 64


@dataclass(frozen=True)
class Unattended:
    """A standing approval: editions that change little may be published without asking, for a time.

    Attributes:
        approved: the day on which the approver gave it.
        until: the last day on which an edition may be published under it.
        largest_change: per cent; a figure that changes by more asks for the approver.
    """

    approved: datetime.date
    until: datetime.date
    largest_change: Decimal


@dataclass(frozen=True)
class Editions:
    """How the editions of a paper are signed off.

    Attributes:
        author, approver: roles, never the same.
        unattended: None where the approver must be asked each time.
    """

    author: str
    approver: str
    unattended: Unattended | None

    @property
    def largest_change(self) -> Decimal | None:
        """Per cent above which a change is large, by the standing approval; None without one."""
        return self.unattended.largest_change if self.unattended else None


def read(document: Document) -> Editions | None:
    """The key `editions` of a paper's settings; None without it.

    Raises:
        SettingsError: author and approver are the same role, the standing approval ends before it begins, or no name is
            left for the source that says what an edition changes.
    """
    item: Mapping[str, Any] | None = document.content.get("editions")
    if item is None:
        return None
    edition.refuse_same_role(document, item, key=("editions", "approver"))
    _refuse_no_room_for_changes(document)
    return Editions(item["author"], item["approver"], _unattended(document, item.get("unattended")))


def _unattended(document: Document, item: Mapping[str, Any] | None) -> Unattended | None:
    if item is None:
        return None
    approved, until = (days.read(document, ("editions", "unattended", key), item[key]) for key in ("approved", "until"))
    if until < approved:
        place = document.place(("editions", "unattended", "until"))
        fault = Fault(place, f"{until}", f"a day from {approved} on, when it was approved", "Mend one of the two days.")
        raise SettingsError(f"{document.path} has a standing approval that ends before it begins.", [fault])
    return Unattended(approved, until, Decimal(item["largest_change"]))


def _refuse_no_room_for_changes(document: Document) -> None:
    """What an edition changes is a source named after the paper, which `refresh` writes."""
    content: Mapping[str, Any] = document.content
    own = edition.source(content["paper"])
    used: dict[tuple[str, ...], str] = {("tables", name): text for name, text in content["tables"].items()}
    used |= {(name,): text for name, text in content.items() if isinstance(text, str)}
    faults = [
        Fault(document.place(key), f'"{text}"', "a source of another name", "Rename it: refresh writes that source.")
        for key, text in used.items()
        if text.startswith(f"{own}/")
    ]
    if len(own) > LONGEST:
        place, found = document.place(("paper",)), f'"{content["paper"]}"'
        faults.append(Fault(place, found, "a name short enough to add -changes to", "Shorten it to 56 letters."))
    if faults:
        raise SettingsError(f"{document.path} leaves no name for what its editions change.", faults)
