"""What a named role decides about an edition: to publish it, to refuse it, or to withdraw it."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

from tracepaper import locks, records
from tracepaper.editions import approving, catalogue, placing, register, runs
from tracepaper.editions.manifest import MARK
from tracepaper.editions.register import Entry, Register, SignOff
from tracepaper.errors import CallError, OutputError, TracepaperError
from tracepaper.settings import paper as paper_settings


def publish(root: Path, paper: str, edition: str, *, role: str, because: str = "") -> str:
    """Publish a waiting edition: built once more from its own crate, with the sign-off in place of "Draft".

    Args:
        role: the approver that the paper's settings name.
        because: why it corrects an earlier edition, where it does and nobody has said so yet.

    Returns:
        What was done, in a sentence.

    Raises:
        CallError: no such edition waits, the role is not the approver's, or a reason is missing or not wanted.
    """
    approver = _required(root, paper, role, "approves")
    with _deciding(root, paper) as kept:
        entry = _waiting(kept, edition)
        made = approving.approved(root, kept, entry, approver=approver, because=because)
        runs.sweep(root)
        return _told(root, paper, f"Edition {made.edition} of {paper} is published: reports/{paper}/{made.folder}.")


def refuse(root: Path, paper: str, edition: str, *, role: str, because: str) -> str:
    """Refuse a waiting edition: it stays among the drafts, and its id is not given again.

    Raises:
        CallError: no such edition waits, the role is not the approver's, or no reason is given.
    """
    approver = _required(root, paper, role, "refuses")
    with _deciding(root, paper) as kept:
        entry = dataclasses.replace(_waiting(kept, edition), state="refused")
        register.save(root, kept.with_entry(_decided(entry, approver, "refused", because)))
        return _told(root, paper, f"Edition {edition} of {paper} is refused: {because}")


def withdraw(root: Path, paper: str, edition: str, *, role: str, because: str) -> str:
    """Withdraw a published edition: it stays where it is, marked; the current one leaves no current one behind.

    Raises:
        CallError: the edition is not published, the role is not the approver's, or no reason is given.
    """
    approver = _required(root, paper, role, "withdraws")
    with _deciding(root, paper) as kept:
        entry = kept.entry(edition)
        if entry.state != "published":
            raise CallError(f"Edition {edition} of {paper} is not published: it is {entry.state}.")
        entry = dataclasses.replace(_decided(entry, approver, "withdrawn", because), state="withdrawn")
        register.save(root, kept.with_entry(entry, current="" if kept.current == edition else kept.current))
        return _told(root, paper, f"Edition {edition} of {paper} is withdrawn: {because}")


def mark(root: Path, paper: str) -> None:
    """Say in the folder of each withdrawn edition that it is: whoever opens the folder sees it beside the paper."""
    for entry in register.load(root, paper).in_state("withdrawn"):
        path = register.folder(root, paper, entry) / MARK
        last = entry.sign_off[-1]
        if path.parent.is_dir() and not path.exists():
            text = f"Edition {entry.edition} was withdrawn on {last.day} by the {last.role}.\n{last.why}\n"
            records.replace_text(path, text)


@contextlib.contextmanager
def _deciding(root: Path, paper: str) -> Iterator[Register]:
    """The register, while nobody else changes it, and after what a broken run left is cleared away."""
    with locks.held(root / runs.LOCK, what=runs.BUSY):
        placing.sweep(root, paper)
        yield register.load(root, paper)


def _told(root: Path, paper: str, said: str) -> str:
    """Mark what is withdrawn and write the lists of editions; the decision stands, whether or not that works."""
    try:
        mark(root, paper)
        catalogue.write(root, paper)
    except (OSError, TracepaperError) as error:
        raise OutputError(f"{said} But the lists of editions are not up to date: {error} Refresh mends them.") from None
    return said


def _required(root: Path, paper: str, role: str, verb: str) -> str:
    """The approver's role as the settings write it, when that is the role that decides."""
    editions = paper_settings.load(root, paper).editions
    if editions is None:
        raise CallError(f"{paper} has no editions.")
    if role.casefold().split() != editions.approver.casefold().split():
        raise CallError(f'The {editions.approver} {verb} editions of {paper}: "{role}" cannot.')
    return editions.approver


def _waiting(kept: Register, edition: str) -> Entry:
    entry = kept.entry(edition)
    if entry.state != "waiting":
        now = ", ".join(one.edition for one in kept.in_state("waiting")) or "none"
        raise CallError(
            f"Edition {edition} of {kept.paper} does not wait for approval: it is {entry.state}. Waiting: {now}."
        )
    return entry


def _decided(entry: Entry, role: str, decision: str, because: str) -> Entry:
    if not because.strip():
        raise CallError('Say why: --because "a sentence that readers will see".')
    return dataclasses.replace(entry, sign_off=(*entry.sign_off, SignOff(role, records.today(), decision, because)))
