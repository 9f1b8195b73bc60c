"""Reproduce an edition: build it again from its crate alone, in an empty folder, and compare every byte."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.editions import building, crates, differing, manifest, register, supervise, surroundings
from tracepaper.editions.reproduction import Report
from tracepaper.errors import AlteredError, CallError
from tracepaper.evidence.gather import CRATE
from tracepaper.papers import EVIDENCE, REPORTS
from tracepaper.settings import site
from tracepaper.settings.paper import ID

# What tells of an edition beside others, which no build from one crate alone can make.
TOLD_BESIDE = (manifest.NAME, "changes.json", "changes.html")
# The folder of a working build holds those of the editions.
BELOW_A_WORKING_BUILD = (f"{register.EDITIONS}/", f"{register.DRAFTS}/")
CUT_OFF = ("unshare", "--user", "--map-current-user", "--net")
# Corrections are looked at again from a day on; that of the edition is over, and it held them still.
BEFORE_ANY_EXPIRES = {"SOURCE_DATE_EPOCH": "0"}
LINES_TOLD = 30


@dataclass(frozen=True)
class Held:
    """An edition as whoever asks has it.

    Attributes:
        folder: the folder of the edition, where there is more than the crate.
        manifest: SHA-256 of edition.json as the register has it; empty without a register.
    """

    name: str
    crate: Path
    folder: Path | None = None
    manifest: str = ""

    @property
    def is_edition(self) -> bool:
        """Whether edition.json is there, which says what was published."""
        return self.folder is not None and (self.folder / manifest.NAME).is_file()


def reproduce(root: Path | None, subject: str) -> Report:
    """Build an edition again from its crate alone, and compare.

    The code in the crate is run: a crate from somebody whom you do not trust may do what that code says.

    Args:
        root: the project; None outside of any.
        subject: PAPER/EDITION of the project, or the path of a crate.zip or of the folder of an edition.

    Raises:
        CallError: there is no such edition, or its crate is none that may be opened.
        SettingsError: the site's settings are at fault.
    """
    held = _held(root, subject)
    report = Report(held.name)
    with tempfile.TemporaryDirectory(prefix="tracepaper-") as fresh:
        folder = Path(fresh).resolve()
        crates.extract(held.crate, folder / "project")
        report.paper = crates.paper(folder / "project")
        if _look_for_alterations(held, folder / "project", report):
            shutil.move(folder / "project" / REPORTS, folder / "there" / REPORTS)
            _build(folder, _minutes(root), report)
            _look_around(held, folder, report)
            _compare(held, folder, report)
    return report


def _held(root: Path | None, subject: str) -> Held:
    paper, _, edition = subject.partition("/")
    if root and edition and ID.fullmatch(paper) and register.path(root, paper).is_file():
        return _registered(root, paper, edition)
    path = Path(subject)
    if path.is_dir() and (path / CRATE).is_file():
        return Held(subject, path / CRATE, path)
    if path.is_file():
        return Held(subject, path)
    raise CallError(f'"{subject}" is no edition: name it PAPER/EDITION in the project, or give its folder or crate.')


def _registered(root: Path, paper: str, edition: str) -> Held:
    entry = register.load(root, paper).entry(edition)
    folder = register.folder(root, paper, entry)
    if entry.state == "removed":
        raise CallError(f"Edition {edition} of {paper} was removed when the time for which it was kept had passed.")
    if not (folder / CRATE).is_file():
        raise CallError(f"{folder.relative_to(root) / CRATE} is not there. Bring it back from a backup.")
    return Held(f"{paper}/{edition}", folder / CRATE, folder, entry.manifest)


def _minutes(root: Path | None) -> float:
    settings = site.load(root).refresh if root else site.Refresh()
    return float(settings.time_limit_minutes)


def _look_for_alterations(held: Held, project: Path, report: Report) -> bool:
    """Whether what the paper is built from is what the crate says: code that somebody altered is not run."""
    report.differences |= {f"edition: {name}": what for name, what in _unlike_published(held)}
    found = crates.altered(project)
    report.differences |= {name.removeprefix(f"{REPORTS}/{report.paper}/"): what for name, what in found.items()}
    inputs = [name for name in found if not name.startswith(f"{REPORTS}/")]
    if inputs:
        report.failure = f"what it is built from is not what the crate describes: {', '.join(inputs)}."
    return not inputs


def _unlike_published(held: Held) -> Iterator[tuple[str, str]]:
    """The files of an edition that are not those that were published."""
    if held.folder and held.manifest and records.digest(held.folder / manifest.NAME) != held.manifest:
        yield manifest.NAME, "it is not the one that the register names"
    if not held.folder or not held.is_edition:
        return
    if _facts(held):
        yield from ((name, f"it {what}") for name, what in manifest.unlike(held.folder))
    else:
        yield manifest.NAME, "it is damaged, and does not say what was published"


def _build(folder: Path, minutes: float, report: Report) -> None:
    project, log = folder / "project", folder / "log.txt"
    command = [*_cut_off(report), sys.executable, "-m", "snakemake"]
    environment = building.environment(project) | BEFORE_ANY_EXPIRES
    ended = supervise.run(command, cwd=project, env=environment, limit=60 * minutes, log=log)
    report.timed_out = ended.timed_out
    if ended.timed_out:
        report.failure = f"the build did not end within {minutes:g} minutes and was stopped."
    elif ended.status:
        last = log.read_text("utf-8", "replace").splitlines()[-LINES_TOLD:]
        report.failure = "\n  ".join([f"snakemake ended with status {ended.status}. It said:", *last])


def _cut_off(report: Report) -> tuple[str, ...]:
    """What a command begins with to run without a network, where this machine lets one do that."""
    if (
        shutil.which(CUT_OFF[0])
        and subprocess.run([*CUT_OFF, "true"], capture_output=True, check=False).returncode == 0
    ):
        report.notes.append("Built without a network.")
        return CUT_OFF
    report.notes.append("This machine does not let a program be cut off from the network.")
    return ()


def _look_around(held: Held, folder: Path, report: Report) -> None:
    """Whatever has another version here than where the edition was built."""
    there = surroundings.of_crate(folder / "project") | _recorded(held)
    here = surroundings.here(folder / "project")
    if surroundings.PLATFORM not in there:
        report.notes.append(f"This is {here.pop(surroundings.PLATFORM)}; the crate names no platform.")
    if not report.failure:
        there[surroundings.RENDERER], here[surroundings.RENDERER] = (
            surroundings.renderer(folder / part / REPORTS / report.paper / EVIDENCE) for part in ("there", "project")
        )
    for name in sorted(there.keys() | here.keys(), key=str.casefold):
        versions = there.get(name, surroundings.UNSAID), here.get(name, surroundings.MISSING)
        if len(set(versions)) > 1:
            report.surroundings[name] = versions


def _recorded(held: Held) -> dict[str, str]:
    """What the edition itself says was installed where it was built."""
    return dict(_facts(held).get("surroundings", {}))


def _facts(held: Held) -> Mapping[str, Any]:
    """What edition.json says; nothing where there is none, or it is damaged, which is told."""
    try:
        return manifest.load(held.folder) if held.folder and held.is_edition else {}
    except AlteredError:
        return {}


def _compare(held: Held, folder: Path, report: Report) -> None:
    if report.failure:
        return
    here = _files(folder / "project" / REPORTS / report.paper)
    inside = _files(folder / "there" / REPORTS / report.paper)
    for name, path in {**inside, CRATE: held.crate}.items():
        _compare_file(name, path, here, report)
    for name, path in _of_edition(held).items():
        if not _same(path, inside.get(name, held.crate)):
            _compare_file(name, path, here, report, where="edition: ")


def _of_edition(held: Held) -> dict[str, Path]:
    """The files beside the crate that a build makes: those that were published, and are there still."""
    found = _files(held.folder) if held.folder else {}
    if facts := _facts(held):
        published = facts["files"].keys() - set(TOLD_BESIDE)
    elif held.is_edition or held.manifest:
        published = found.keys() - {*TOLD_BESIDE, manifest.MARK}
    else:
        published = {name for name in found if not name.startswith(BELOW_A_WORKING_BUILD)}
    return {name: path for name, path in found.items() if name in published}


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def _same(one: Path, other: Path) -> bool:
    return one.read_bytes() == other.read_bytes()


def _compare_file(name: str, there: Path, built: Mapping[str, Path], report: Report, where: str = "") -> None:
    if name not in built:
        report.differences[where + name] = "it is not built here"
    elif _same(there, built[name]):
        report.same.append(name)
    else:
        report.differences[where + name] = differing.first(name, there.read_bytes(), built[name].read_bytes())
