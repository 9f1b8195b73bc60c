"""The register of a paper's editions: one file that says which edition is current and what became of each.

It is the only thing that changes when an edition is published, refused or withdrawn, and it is replaced in one step:
whoever reads it sees the state before or the state after.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from tracepaper import records
from tracepaper.errors import AlteredError, CallError
from tracepaper.papers import REPORTS

# Published editions, whatever became of them; and those that were not published: waiting, or refused.
EDITIONS, DRAFTS = "editions", "drafts"
FILE = Path(EDITIONS, "register.json")

State = Literal["waiting", "published", "refused", "replaced", "withdrawn", "removed"]


@dataclass(frozen=True)
class SignOff:
    """What a role decided about an edition.

    Attributes:
        decision: "approved", "approved in advance", "refused" or "withdrawn".
        why: the reason, where one is owed.
    """

    role: str
    day: date
    decision: str
    why: str = ""


@dataclass(frozen=True)
class Entry:
    """One edition.

    Attributes:
        edition: its id: "2026-11", and "2026-11-2" for the second that was built for a period.
        period: the month that it reports to: "2026-11".
        folder: where its files are, relative to reports/<paper>.
        inputs: digest of all that it was built from, but for what says which edition it is.
        manifest: SHA-256 of its edition.json.
        date: the day that it bears.
        previous: the edition that it follows, with which it was compared; empty for the first.
        corrects, because: the edition that it corrects and why; empty for one that corrects none.
        sign_off: what was decided, oldest first.
    """

    edition: str
    period: str
    state: State
    folder: str
    inputs: str
    manifest: str
    date: date
    author: str
    previous: str = ""
    corrects: str = ""
    because: str = ""
    sign_off: tuple[SignOff, ...] = ()


@dataclass(frozen=True)
class Register:
    """Every edition of a paper, oldest first.

    Attributes:
        current: the edition to be read now; empty before the first, and after the current one is withdrawn.
    """

    paper: str
    current: str = ""
    entries: tuple[Entry, ...] = ()

    def entry(self, edition: str) -> Entry:
        """The entry of an edition.

        Raises:
            CallError: there is none; those that there are, are named.
        """
        for entry in self.entries:
            if entry.edition == edition:
                return entry
        known = ", ".join(entry.edition for entry in self.entries) or "none yet"
        raise CallError(f'{self.paper} has no edition "{edition}". There are: {known}.')

    def in_state(self, *states: State) -> tuple[Entry, ...]:
        """The editions in any of some states."""
        return tuple(entry for entry in self.entries if entry.state in states)

    def before(self, period: str) -> Entry | None:
        """The newest edition that was published for a period or an earlier one, withdrawn or not."""
        published = self.in_state("published", "withdrawn")
        return max((one for one in published if one.period <= period), key=self._age, default=None)

    def _age(self, entry: Entry) -> tuple[str, int]:
        return entry.period, self.entries.index(entry)

    def of_period(self, period: str) -> tuple[Entry, ...]:
        """The editions that were built for a period."""
        return tuple(entry for entry in self.entries if entry.period == period)

    def refused_since(self, edition: str, period: str) -> tuple[Entry, ...]:
        """Drafts of a period or earlier ones that were refused after an edition, or ever where it is empty."""
        ids = [entry.edition for entry in self.entries]
        start = ids.index(edition) + 1 if edition else 0
        return tuple(one for one in self.entries[start:] if one.state == "refused" and one.period <= period)

    def next_id(self, period: str) -> str:
        """The id of the next edition of a period: no id is ever given twice, whatever became of its edition."""
        count = len(self.of_period(period))
        return f"{period}-{count + 1}" if count else period

    def with_entry(self, entry: Entry, *, current: str | None = None) -> Register:
        """The register after an edition was added, or replaced the entry of its id."""
        others = tuple(one for one in self.entries if one.edition != entry.edition)
        found = [n for n, one in enumerate(self.entries) if one.edition == entry.edition]
        place = found[0] if found else len(others)
        entries = (*others[:place], entry, *others[place:])
        return Register(self.paper, self.current if current is None else current, entries)

    def replacing(self, period: str, *, by: str) -> Register:
        """The register after an edition was built of a period: drafts of it that still waited are replaced."""
        entries = tuple(
            dataclasses.replace(one, state="replaced")
            if one.state == "waiting" and one.period == period and one.edition != by
            else one
            for one in self.entries
        )
        return dataclasses.replace(self, entries=entries)


def path(root: Path, paper: str) -> Path:
    """Where the register of a paper is."""
    return root / REPORTS / paper / FILE


def load(root: Path, paper: str) -> Register:
    """Read the register of a paper; an empty one before its first edition.

    Raises:
        AlteredError: the file is not what `save` wrote, or was written for another paper.
    """
    file = path(root, paper)
    if not file.exists():
        return Register(paper)
    where = file.relative_to(root)
    try:
        content = json.loads(file.read_text("utf-8"))
        kept = Register(content["paper"], content["current"], tuple(map(_entry, content["entries"])))
    except (ValueError, KeyError, TypeError):
        raise AlteredError(f"{where} is not a register of editions: bring it back from a backup.") from None
    if kept.paper != paper:
        remedy = f"Bring back the one of {paper} from a backup; a paper that has editions keeps its name."
        raise AlteredError(f"{where} is the register of another paper, {kept.paper}. {remedy}")
    return kept


def save(root: Path, register: Register) -> None:
    """Write the register of a paper in one step."""
    content = json.dumps(dataclasses.asdict(register), indent=1, ensure_ascii=False, default=_plain)
    records.replace_text(path(root, register.paper), content + "\n")


def folder(root: Path, paper: str, entry: Entry) -> Path:
    """Where the files of an edition are."""
    return root / REPORTS / paper / entry.folder


def _entry(item: dict[str, Any]) -> Entry:
    sign_off = tuple(SignOff(**{**one, "day": date.fromisoformat(one["day"])}) for one in item["sign_off"])
    return Entry(**{**item, "date": date.fromisoformat(item["date"]), "sign_off": sign_off})


def _plain(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()
