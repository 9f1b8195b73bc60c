"""An edition in the making: which edition it would be, what it changes, and what it was built from."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.editions import changes_source, manifest, persons, register, reporting, runs
from tracepaper.editions.compare import Changes, compare
from tracepaper.editions.register import Entry, Register
from tracepaper.errors import CallError
from tracepaper.papers import proving
from tracepaper.settings import edition as edition_settings
from tracepaper.settings import paper as paper_settings
from tracepaper.settings.edition import Edition
from tracepaper.settings.paper import Paper
from tracepaper.settings.sign_off import Editions
from tracepaper.sources.ingest import SOURCES


class Draft:
    """An edition in the making, in its run folder.

    Attributes:
        kept: the register as it was before.
        edition: what it would be; its state is settled once the figures are there.
        previous: the edition that it follows; None for the first.
        changes: what it changes since then, as far as it is known; None for the first.
        inputs: path in the project of each file that it is built from, to its SHA-256.
    """

    def __init__(
        self, root: Path, run: runs.Run, settings: Paper, kept: Register, *, period: str, because: str
    ) -> None:
        assert settings.editions is not None
        self.root, self.folder, self.inputs, self.kept = root, run.folder, run.inputs, kept
        self.signers: Editions = settings.editions
        self.previous = kept.before(period)
        self.edition = _edition(settings, kept, self.previous, period=period, because=because)
        self.changes: Changes | None = None
        self._write()

    @property
    def paper(self) -> str:
        """Id of the paper."""
        return self.edition.paper

    def reasons(self) -> list[str]:
        """Why a person must look at it before it is published; none where nobody need."""
        refused = self.kept.refused_since(self.edition.previous, self.edition.period)
        return persons.reasons(
            self.edition,
            self.changes,
            self.signers,
            previous=self.previous,
            refused=refused,
            today=self.edition.date,
        )

    def compare_calculated(self) -> None:
        """Compare the figures with the edition before, as soon as they are computed."""
        self._compare(proving.calculated(self.folder, self.paper))

    def settle(self) -> bool:
        """Say what the build is: a draft where anything asks for a person, else under the standing approval.

        Returns:
            Whether that, or what it changes, is other than at the last build: then it must be built.
        """
        standing = None if self.reasons() else self.signers.unattended
        self.edition = dataclasses.replace(
            self.edition,
            state="unattended" if standing else "draft",
            approved=standing.approved if standing else None,
            until=standing.until if standing else None,
            changes=self.changes is not None,
        )
        source = self.folder / SOURCES / edition_settings.source(self.paper)
        before = records.digest(self._file), records.digest(source)
        self._write()
        if self.changes is not None:
            settings = paper_settings.load(self.folder, self.paper)
            changes_source.write(source, self.changes, paper=settings, edition=self.edition)
        now = records.digest(self._file), records.digest(source)
        return now != before or not self._built.exists()

    def compare_built(self) -> None:
        """Compare what was printed with the edition before."""
        self._compare(reporting.evidence(self._built))

    def files(self) -> dict[str, bytes]:
        """What the edition consists of, but for edition.json."""
        return reporting.edition_files(self.root, self.folder, self.paper, changes=self.changes, before=self._before)

    @property
    def counted(self) -> list[str]:
        """What it changes, in a sentence; nothing for the first."""
        if self.changes is None or self._before is None:
            return []
        return [reporting.summary(self.changes, old=self._before, new=self._built, paper=self.paper)]

    @property
    def says_anything_new(self) -> bool:
        """Whether a reader would see any difference to the edition before; one that was withdrawn nobody reads."""
        if self._before is None or (self.previous and self.previous.state == "withdrawn"):
            return True
        return bool(self.changes) or reporting.looks_differ(self._before, self._built, self.paper)

    @property
    def _built(self) -> Path:
        return self.folder / "reports" / self.paper

    @property
    def _before(self) -> Path | None:
        return register.folder(self.root, self.paper, self.previous) if self.previous else None

    def _compare(self, new: dict[str, Any]) -> None:
        if self.previous is None or self._before is None:
            return
        manifest.refuse_altered(self._before, manifest=self.previous.manifest)
        self.changes = compare(reporting.evidence(self._before), new, limit=self.signers.largest_change)

    def _write(self) -> None:
        records.replace_text(self._file, edition_settings.text(self.edition))

    @property
    def _file(self) -> Path:
        return self.folder / edition_settings.FOLDER / f"{self.paper}.yaml"


def _edition(settings: Paper, kept: Register, previous: Entry | None, *, period: str, because: str) -> Edition:
    assert settings.editions is not None
    corrects = previous.edition if previous and previous.period == period else ""
    if because and not corrects:
        raise CallError(f"--because is for an edition that corrects another; {settings.id} has none of {period}.")
    return Edition(
        paper=settings.id,
        edition=kept.next_id(period),
        period=period,
        date=records.today(),
        state="draft",
        author=settings.editions.author,
        approver=settings.editions.approver,
        corrects=corrects,
        because=(because or persons.UNTOLD) if corrects else "",
        previous=previous.edition if previous else "",
    )
