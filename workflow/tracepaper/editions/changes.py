"""What one build of a paper changes against an edition of it, as `tracepaper changes` tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracepaper.editions import manifest, register, reporting
from tracepaper.editions.compare import compare
from tracepaper.editions.register import Entry, Register
from tracepaper.errors import CallError
from tracepaper.papers import EVIDENCE, REPORTS, deliver, listing
from tracepaper.settings import paper as paper_settings


def report(root: Path, paper: str, *, since: str = "") -> dict[str, Any]:
    """What the newest edition of a paper changes, published or waiting.

    Args:
        since: the edition to compare with; without it, the one that the newest follows. Since the newest itself, the
            working build in reports/<paper> is compared.

    Returns:
        What changes.json holds.

    Raises:
        CallError: there is nothing to compare, or no such paper or edition, or the working build is being replaced.
        AlteredError: somebody changed the files of an edition.
    """
    kept = register.load(root, paper)
    newest = _newest(root, kept)
    before = kept.entry(since) if since else _followed(kept, newest)
    new = _working_build(root, paper) if before == newest else _files(root, kept, newest)
    old = _files(root, kept, before)
    changes = compare(reporting.evidence(old), reporting.evidence(new), limit=reporting.largest_change(root, paper))
    return reporting.report(changes, old=old, new=new, paper=paper)


def _newest(root: Path, kept: Register) -> Entry:
    found = kept.in_state("published", "waiting")
    if not found:
        paper_settings.require(root, kept.paper)
        remedy = f"Make one: tracepaper refresh {kept.paper}"
        raise CallError(f"{kept.paper} has no edition that is published or waits for approval. {remedy}")
    # Of one month the last that was built, which the register has last.
    return sorted(found, key=lambda one: one.period)[-1]


def _followed(kept: Register, newest: Entry) -> Entry:
    if newest.previous:
        return kept.entry(newest.previous)
    remedy = f"Compare the working build with it: tracepaper changes {kept.paper} --since {newest.edition}"
    raise CallError(f"{newest.edition} is the first edition of {kept.paper}; nothing comes before it. {remedy}")


def _files(root: Path, kept: Register, entry: Entry) -> Path:
    """The folder of an edition, as it was made."""
    folder = register.folder(root, kept.paper, entry)
    if entry.state == "removed" or not folder.is_dir():
        raise CallError(f"The files of edition {entry.edition} of {kept.paper} are no longer kept.")
    manifest.refuse_altered(folder, manifest=entry.manifest)
    return folder


def _working_build(root: Path, paper: str) -> Path:
    folder = root / REPORTS / paper
    if not all((folder / name).is_file() for name in (EVIDENCE, f"{paper}.qmd")):
        raise CallError(f"{paper} has not been built, so there is no working build to compare. Run: snakemake")
    if deliver.is_mixed(root, paper):
        what = f"The files in {REPORTS}/{paper} are being replaced, and may be of two builds"
        raise CallError(f"{what}. Compare when that has ended; if it was stopped, run: snakemake")
    if not all(one.current for one in listing.states(root, [paper])):
        raise CallError(f"The working build in {REPORTS}/{paper} is out of date. Run: snakemake")
    return folder
