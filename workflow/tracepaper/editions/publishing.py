"""Put an edition in its place and enter it in the register: published, or waiting for approval."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from tracepaper.editions import manifest, placing, register, runs
from tracepaper.editions.register import DRAFTS, EDITIONS, Entry, Register, SignOff
from tracepaper.papers import REPORTS
from tracepaper.settings.edition import Edition

APPROVED, IN_ADVANCE = "approved", "approved in advance"


def put(
    root: Path, kept: Register, edition: Edition, *, inputs: Mapping[str, str], files: Mapping[str, bytes], built: Path
) -> Entry:
    """Put the files of an edition in its folder, then make it known in one step.

    Args:
        kept: the register, which may know the edition as one that waits.
        inputs: path in the project of each file that it was built from, to its SHA-256.
        files: what it consists of, but for edition.json.
        built: the folder in which it was built.

    Returns:
        Its entry in the register.
    """
    draft = edition.state == "draft"
    decided = () if draft else (_sign_off(edition),)
    facts = manifest.text(edition, inputs=inputs, files=files, sign_off=decided, root=built).encode()
    entry = Entry(
        edition=edition.edition,
        period=edition.period,
        state="waiting" if draft else "published",
        folder=f"{DRAFTS if draft else EDITIONS}/{edition.edition}",
        inputs=runs.digest(inputs),
        manifest=hashlib.sha256(facts).hexdigest(),
        date=edition.date,
        author=edition.author,
        previous=edition.previous,
        corrects=edition.corrects,
        because=edition.because,
        sign_off=decided,
    )
    target = root / REPORTS / edition.paper / entry.folder
    placing.place({**files, manifest.NAME: facts}, target)
    register.save(root, kept.replacing(entry.period, by=entry.edition).with_entry(entry, current=_current(kept, entry)))
    placing.settle(target)
    _drop_draft(root, kept, entry)
    return entry


def _sign_off(edition: Edition) -> SignOff:
    assert edition.approved is not None
    return SignOff(edition.approver, edition.approved, IN_ADVANCE if edition.state == "unattended" else APPROVED)


def _drop_draft(root: Path, kept: Register, entry: Entry) -> None:
    """The draft of an edition that is published goes: the register names its new folder."""
    for one in kept.in_state("waiting"):
        if one.edition == entry.edition:
            shutil.rmtree(register.folder(root, kept.paper, one), ignore_errors=True)


def _current(kept: Register, entry: Entry) -> str:
    """The edition of the newest period is the current one: what corrects an older period does not become it."""
    if entry.state != "published":
        return kept.current
    periods = [one.period for one in kept.in_state("published", "withdrawn")]
    return entry.edition if entry.period >= max(periods, default="") else kept.current
