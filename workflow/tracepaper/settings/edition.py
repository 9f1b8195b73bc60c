"""Which edition a build is: config/editions/<paper_id>.yaml, which `refresh` writes, to a frozen dataclass."""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tracepaper.errors import Fault, SettingsError
from tracepaper.settings import days, schema
from tracepaper.settings.strict_yaml import Document

FOLDER = Path("config", "editions")
# The tables of the generated source that says what an edition changes.
CHANGES = ("changes", "words", "losses", "counts")
INTRODUCTION = "# Which edition of the paper this build is. Written by tracepaper refresh.\n"
# What YAML would read as the end of a line, or refuses; JSON leaves it as it is.
UNREADABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

State = Literal["draft", "approved", "unattended"]


@dataclass(frozen=True)
class Edition:
    """One edition of a paper, as its build prints it.

    Attributes:
        edition: its id: the period, from the second edition of that period on with a number: "2026-11-2".
        period: the month of its newest data: "2026-11".
        date: the day that the paper bears.
        state: "draft" until it is signed off; "unattended" when published under a standing approval.
        author, approver: roles.
        approved: the day of the approval, or of the standing one; None for a draft.
        until: the last day of the standing approval; None without one.
        corrects, because: the edition that it corrects, and why; both empty when it corrects none.
        previous: the edition that it follows; empty for the first.
        changes: whether the source that says what it changes since then is there.
    """

    paper: str
    edition: str
    period: str
    date: datetime.date
    state: State
    author: str
    approver: str
    approved: datetime.date | None = None
    until: datetime.date | None = None
    corrects: str = ""
    because: str = ""
    previous: str = ""
    changes: bool = False

    @property
    def signed_off(self) -> bool:
        """Whether it may be read as more than a draft."""
        return self.state != "draft"


def load(root: Path, paper: str) -> Edition | None:
    """The edition that a build of a paper is; None for a working build, which is none.

    Raises:
        SettingsError: with every fault, its line and key.
    """
    if not os.path.lexists(root / FOLDER / f"{paper}.yaml"):
        return None
    folder = FOLDER if root.resolve() == Path.cwd() else root / FOLDER
    document = schema.load(folder / f"{paper}.yaml", kind="edition")
    _refuse_contradictions(document, paper)
    refuse_same_role(document, document.content, key=("approver",))
    return _edition(document)


def text(edition: Edition) -> str:
    """The file of an edition: `load` gives the same edition back."""
    fields = {name: value for name, value in vars(edition).items() if value not in (None, "")}
    return INTRODUCTION + "".join(f"{name}: {_yaml(value)}\n" for name, value in fields.items())


def source(paper: str) -> str:
    """Id of the generated source that says what the edition of a paper changes."""
    return f"{paper}-changes"


def refuse_same_role(document: Document, item: Mapping[str, Any], *, key: tuple[str, ...]) -> None:
    """Nobody approves what they wrote themselves; case and blanks make no other role.

    Raises:
        SettingsError: at the place of `key`.
    """
    if _role(item["author"]) == _role(item["approver"]):
        remedy = "Name another role as approver: nobody signs off their own work."
        fault = Fault(document.place(key), f'"{item["approver"]}", the author too', "another role", remedy)
        raise SettingsError(f"{document.path} lets the author of an edition approve it.", [fault])


def _role(text: str) -> str:
    return "".join(text.split()).casefold()


def _yaml(value: str | bool | datetime.date) -> str:
    written = value.isoformat() if isinstance(value, datetime.date) else value
    return UNREADABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(written, ensure_ascii=False))


def _edition(document: Document) -> Edition:
    content: Mapping[str, Any] = document.content
    read = {key: days.read(document, (key,), content[key]) for key in ("date", "approved", "until") if key in content}
    return Edition(**{**content, **read})


def _refuse_contradictions(document: Document, paper: str) -> None:
    content: Mapping[str, Any] = document.content
    faults = [
        Fault(document.place((key,)), found, expected, remedy)
        for wrong, key, found, expected, remedy in _contradictions(content, paper)
        if wrong
    ]
    if faults:
        raise SettingsError(f"{document.path} contradicts itself.", faults)


def _contradictions(content: Mapping[str, Any], paper: str) -> list[tuple[bool, str, str, str, str]]:
    """Each thing that may be wrong: whether it is, where, what was found and expected, and the remedy."""
    id, period, state = (content[key] for key in ("edition", "period", "state"))
    signed, standing = state != "draft", state == "unattended"
    again = "Let tracepaper refresh write this file again."
    return [
        (content["paper"] != paper, "paper", f'"{content["paper"]}"', paper, "Give the paper and its file one name."),
        (not id.startswith(period), "edition", f'"{id}" of {period}', f"an id that begins with {period}", again),
        *_together(content, "approved", signed, f"the state {state}", "the day of the approval"),
        *_together(content, "until", standing, f"the state {state}", "the last day of the standing approval"),
        *_together(content, "because", "corrects" in content, "what it corrects", "why it corrects that edition"),
        (
            content.get("changes", False) and "previous" not in content,
            *("changes", "changes since no edition", 'the key "previous"', again),
        ),
    ]


def _together(
    content: Mapping[str, Any], key: str, wanted: bool, of: str, what: str
) -> list[tuple[bool, str, str, str, str]]:
    """A key that must be there when it is wanted, and only then."""
    lacking, odd = wanted and key not in content, key in content and not wanted
    return [
        (lacking, key, f'no key "{key}" beside {of}', what, f'Add "{key}".'),
        (odd, key, f'the key "{key}"', f"nothing there for {of}", "Take it out, or mend the other."),
    ]
