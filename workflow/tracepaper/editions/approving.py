"""Publish a waiting edition: the same inputs, built once more with the approval in place of "Draft"."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from tracepaper import records
from tracepaper.editions import building, crates, manifest, periods, persons, publishing, register, reporting, runs
from tracepaper.editions.building import Clock
from tracepaper.editions.compare import compare
from tracepaper.editions.register import Entry, Register
from tracepaper.errors import AlteredError, CallError, TracepaperError
from tracepaper.evidence.gather import CRATE
from tracepaper.settings import edition as edition_settings
from tracepaper.settings import site
from tracepaper.settings.edition import Edition


class BuildError(TracepaperError):
    """A build failed in its run folder; its exit status is that of the verb that failed."""

    def __init__(self, failure: building.Failure) -> None:
        super().__init__(failure.message)
        self.exit_status = failure.status


def approved(root: Path, kept: Register, entry: Entry, *, approver: str, because: str) -> Entry:
    """Build a waiting edition again from its own crate, approved today, and publish it.

    Args:
        approver: the role that approves it.
        because: why it corrects another edition; empty where it corrects none, or says so already.

    Returns:
        Its entry in the register.

    Raises:
        CallError: a reason is missing or not wanted, or another edition was published since.
        TracepaperError: the draft was changed, or does not give the same figures again.
    """
    _refuse_overtaken(root, kept, entry)
    reason = _reason(entry, because)
    draft = register.folder(root, kept.paper, entry)
    manifest.refuse_altered(draft, manifest=entry.manifest)
    folder = root / runs.RUNS / runs.new_id() / kept.paper
    crates.extract(draft / CRATE, folder)
    edition = _signed(folder, kept.paper, approver, reason)
    _build(root, folder, kept.paper)
    built = folder / "reports" / kept.paper
    _refuse_other_content(draft, built, kept.paper)
    before = register.folder(root, kept.paper, kept.entry(entry.previous)) if entry.previous else None
    limit = reporting.largest_change(folder, kept.paper)
    changes = compare(reporting.evidence(before), reporting.evidence(built), limit=limit) if before else None
    files = reporting.edition_files(root, folder, kept.paper, changes=changes, before=before)
    return publishing.put(root, kept, edition, inputs=manifest.load(draft)["inputs"], files=files, built=folder)


def _refuse_overtaken(root: Path, kept: Register, entry: Entry) -> None:
    before = kept.before(entry.period)
    if entry.previous != (before.edition if before else ""):
        now = before.edition if before else "none"
        raise CallError(
            f"Edition {entry.edition} was compared with edition {entry.previous or 'none'}, and since then {now} was"
            f" published. Build it again: {periods.refresh_of(root, kept.paper, entry.period)}"
        )


def _reason(entry: Entry, because: str) -> str:
    untold = entry.because == persons.UNTOLD
    if untold and not because:
        raise CallError(f'Edition {entry.edition} corrects {entry.corrects}: say why, with --because "...".')
    if because and not untold:
        found = f"says why already: {entry.because}" if entry.because else "corrects no other edition"
        raise CallError(f"--because is not wanted here: edition {entry.edition} {found}.")
    return because or entry.because


def _signed(folder: Path, paper: str, approver: str, because: str) -> Edition:
    """The edition with its sign-off, written where its build reads it."""
    draft = edition_settings.load(folder, paper)
    if draft is None:
        raise AlteredError(f"The crate of {paper} does not say which edition it is.")
    if draft.approver != approver:
        remedy = f"Build it again: {periods.refresh_of(folder, paper, draft.period)}"
        raise CallError(f"Edition {draft.edition} was put to the {draft.approver}, not to the {approver}. {remedy}")
    edition = dataclasses.replace(draft, state="approved", approved=records.today(), because=because)
    path = folder / edition_settings.FOLDER / f"{paper}.yaml"
    records.replace_text(path, edition_settings.text(edition))
    return edition


def _build(root: Path, folder: Path, paper: str) -> None:
    clock = Clock(site.load(root).refresh.time_limit_minutes)
    output = root / runs.LOGS / f"{folder.parent.name}.txt"
    failure = building.build(folder, paper, clock=clock, output=output)
    if failure := failure or building.checked(folder, ["verify", paper], clock=clock):
        raise BuildError(failure)


def _refuse_other_content(draft: Path, built: Path, paper: str) -> None:
    """What is published is what was approved: the sign-off may differ, and no figure, chart or sentence."""
    found = compare(reporting.evidence(draft), reporting.evidence(built))
    changed, gone = ([one.figure for one in differing] for differing in (found.changes, found.losses))
    if differing := [*changed, *gone, *(one.figure for one in found.gains)]:
        what = ", ".join(differing[:5])
        raise AlteredError(f"The draft does not give the same figures when it is built again: {what}.")
    if reporting.looks_differ(draft, built, paper):
        raise AlteredError("The draft does not give the same words and charts when it is built again.")
