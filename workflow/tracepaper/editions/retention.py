"""Retention: which editions have been kept for as long as the site's settings say, and how they are removed."""

from __future__ import annotations

import calendar
import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracepaper import locks, records
from tracepaper.editions import catalogue, register, runs
from tracepaper.editions.register import EDITIONS, Entry, Register
from tracepaper.errors import OutputError
from tracepaper.settings import site

NEWEST = "9999-12"
ENDED = ("published", "withdrawn", "refused", "replaced")


@dataclass(frozen=True)
class Expired:
    """An edition whose time has passed.

    Attributes:
        state: what became of it: "published", "withdrawn" or "refused".
        since: the day from which its time counts: the day that it bears, or that of the last decision about it.
        until: the last day on which it had to be kept.
        removed: whether it has been removed now.
    """

    paper: str
    edition: str
    state: str
    since: date
    until: date
    removed: bool = False

    def as_json(self) -> dict[str, Any]:
        """The edition as plain values."""
        return {**vars(self), "since": self.since.isoformat(), "until": self.until.isoformat()}

    def __str__(self) -> str:
        kept = f"{self.paper} {self.edition} ({self.state}), kept to {self.until}"
        return f"{kept}: {'removed' if self.removed else 'its time has passed'}"


def expired(root: Path, kept: Register, today: date) -> list[Expired]:
    """The editions of a paper whose time has passed, oldest first; nothing is changed.

    Never the current edition, nor one that the current, the newest or a waiting edition was compared with: their
    reports of what has changed rest on it.

    Raises:
        SettingsError: the site's settings are at fault.
    """
    needed = _needed(kept)
    found = []
    for entry in kept.entries:
        one = _judged(root, kept.paper, entry)
        passed = entry.state in ENDED and one.until < today and entry.edition not in needed
        if passed or _is_left(root, kept.paper, entry):
            found.append(one)
    return found


def expire(root: Path, papers: Sequence[str], *, remove: bool) -> list[Expired]:
    """List the editions whose time has passed; with `remove`, remove their files for good.

    The register keeps what it says of a removed edition: that it was there, its digest and who signed it off. It is
    changed before a file is touched, so that it never names an edition of which a part is gone; a removal that was
    broken off is finished by the next.

    Args:
        papers: ids; all that have editions where empty.

    Raises:
        CallError: a paper has no editions.
        BusyError: a refresh is at work.
        OutputError: some folders cannot be removed; they are named, and all others are removed.
    """
    chosen = catalogue.chosen(root, papers)
    if not remove:
        return [one for paper in chosen for one in expired(root, register.load(root, paper), records.today())]
    with locks.held(root / runs.LOCK, what=runs.BUSY):
        left: list[str] = []
        found = [one for paper in chosen for one in _removed(root, register.load(root, paper), left)]
    if left:
        raise OutputError("\n".join([*left, "What else was due is removed. The next run tries these again."]))
    return found


def _removed(root: Path, kept: Register, left: list[str]) -> list[Expired]:
    """The register first, then the pages that link to the editions, then the files.

    Args:
        left: gets a sentence for each folder that cannot be removed.
    """
    due = expired(root, kept, records.today())
    gone = [kept.entry(one.edition) for one in due]
    for entry in gone:
        kept = kept.with_entry(dataclasses.replace(entry, state="removed"))
    if gone:
        register.save(root, kept)
        catalogue.write(root, kept.paper)
    for entry in gone:
        left += _remove_folder(register.folder(root, kept.paper, entry))
    return [dataclasses.replace(one, removed=True) for one in due]


def months_later(day: date, months: int) -> date:
    """The same day of a later month; its last day where it has no such day: a month after 31 January is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _judged(root: Path, paper: str, entry: Entry) -> Expired:
    became = _became(entry)
    since = max([entry.date, *(one.day for one in entry.sign_off)])
    # A draft that was replaced is kept as long as one that was refused: neither was published.
    months = getattr(site.load(root).retention, "refused" if became == "replaced" else became)
    return Expired(paper, entry.edition, became, since, months_later(since, months))


def _became(entry: Entry) -> str:
    """The last state of an edition but "removed"."""
    last = entry.sign_off[-1].decision if entry.sign_off else ""
    if last in ("refused", "withdrawn"):
        return last
    return "published" if entry.folder.startswith(EDITIONS) else "replaced"


def _needed(kept: Register) -> set[str]:
    newest = kept.before(NEWEST)
    read = {kept.current, *(entry.edition for entry in kept.in_state("waiting")), newest.edition if newest else ""}
    return read | {entry.previous for entry in kept.entries if entry.edition in read}


def _is_left(root: Path, paper: str, entry: Entry) -> bool:
    """Whether files of an edition that the register calls removed are still there: the removal was broken off."""
    folder = register.folder(root, paper, entry)
    return entry.state == "removed" and (folder.exists() or _aside(folder).exists())


def _remove_folder(folder: Path) -> list[str]:
    """Out of sight in one step, then file by file; why not, where that fails. What is gone already is removed."""
    try:
        if folder.exists():
            records.remove(_aside(folder))
            folder.rename(_aside(folder))
        records.remove(_aside(folder))
    except OSError as error:
        return [f"{'/'.join(folder.parts[-3:])} cannot be removed: {error.strerror}."]
    return []


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.removed")
