"""What a named role decides about an edition: to publish it, to refuse it, or to withdraw it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from tracepaper import locks, records
from tracepaper.editions import approving, catalogue, refresh, register, runs
from tracepaper.editions.register import Entry, Register, SignOff
from tracepaper.errors import CallError
from tracepaper.settings import paper as paper_settings

MARK = "WITHDRAWN.txt"


def publish(root: Path, paper: str, edition: str = "", *, role: str, because: str = "") -> str:
    """Publish a waiting edition: built once more from its own crate, with the sign-off in place of "Draft".

    Args:
        edition: its id; may be left out where one edition waits.
        role: the approver that the paper's settings name.
        because: why it corrects an earlier edition, where it does and nobody has said so yet.

    Returns:
        What was done, in a sentence.

    Raises:
        CallError: no such edition waits, the role is not the approver's, or a reason is missing or not wanted.
    """
    with locks.held(root / refresh.LOCK, what=refresh.BUSY):
        kept = register.load(root, paper)
        entry = _waiting(kept, edition)
        _required(root, paper, role, "approves")
        made = approving.approved(root, kept, entry, because=because)
        catalogue.write(root, paper)
        runs.sweep(root)
        return f"Edition {made.edition} of {paper} is published: reports/{paper}/{made.folder}."


def refuse(root: Path, paper: str, edition: str = "", *, role: str, because: str) -> str:
    """Refuse a waiting edition: it stays among the drafts, and its id is not given again.

    Raises:
        CallError: no such edition waits, the role is not the approver's, or no reason is given.
    """
    with locks.held(root / refresh.LOCK, what=refresh.BUSY):
        kept = register.load(root, paper)
        entry = _waiting(kept, edition)
        approver = _required(root, paper, role, "refuses")
        decided = _decided(entry, approver, "refused", because)
        register.save(root, kept.with_entry(dataclasses.replace(decided, state="refused")))
        catalogue.write(root, paper)
        return f"Edition {entry.edition} of {paper} is refused: {because}"


def withdraw(root: Path, paper: str, edition: str, *, role: str, because: str) -> str:
    """Withdraw a published edition: it stays where it is, marked; the current one leaves no current one behind.

    Raises:
        CallError: the edition is not published, the role is not the approver's, or no reason is given.
    """
    with locks.held(root / refresh.LOCK, what=refresh.BUSY):
        kept = register.load(root, paper)
        entry = kept.entry(edition)
        if entry.state != "published":
            raise CallError(f"Edition {edition} of {paper} is not published: it is {entry.state}.")
        approver = _required(root, paper, role, "withdraws")
        decided = dataclasses.replace(_decided(entry, approver, "withdrawn", because), state="withdrawn")
        current = "" if kept.current == edition else kept.current
        register.save(root, kept.with_entry(decided, current=current))
        mark(root, paper, decided)
        catalogue.write(root, paper)
        return f"Edition {edition} of {paper} is withdrawn: {because}"


def mark(root: Path, paper: str, entry: Entry) -> None:
    """Say in the folder of a withdrawn edition that it is: whoever opens the folder sees it beside the paper."""
    last = entry.sign_off[-1]
    text = f"Edition {entry.edition} was withdrawn on {last.day} by the {last.role}.\n{last.why}\n"
    records.replace_text(register.folder(root, paper, entry) / MARK, text)


def _required(root: Path, paper: str, role: str, verb: str) -> str:
    """The approver's role as the settings write it, when that is the role that decides."""
    editions = paper_settings.load(root, paper).editions
    if editions is None:
        raise CallError(f"{paper} has no editions.")
    if role.casefold().split() != editions.approver.casefold().split():
        raise CallError(f'The {editions.approver} {verb} editions of {paper}: "{role}" cannot.')
    return editions.approver


def _waiting(kept: Register, edition: str) -> Entry:
    waiting = kept.in_state("waiting")
    if edition:
        entry = kept.entry(edition)
        if entry not in waiting:
            raise CallError(f"Edition {edition} of {kept.paper} does not wait for approval: it is {entry.state}.")
        return entry
    if len(waiting) != 1:
        ids = ", ".join(entry.edition for entry in waiting) or "none"
        raise CallError(f"Say which edition of {kept.paper} you mean. Waiting for approval: {ids}.")
    return waiting[0]


def _decided(entry: Entry, role: str, decision: str, because: str) -> Entry:
    if not because.strip():
        raise CallError('Say why: --because "a sentence that readers will see".')
    return dataclasses.replace(entry, sign_off=(*entry.sign_off, SignOff(role, records.today(), decision, because)))
