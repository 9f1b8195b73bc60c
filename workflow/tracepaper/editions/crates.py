"""Open the crate of a paper with suspicion: who sends one may mean harm, and what it holds is run."""

from __future__ import annotations

import json
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from tracepaper import records
from tracepaper.errors import CallError, Fault
from tracepaper.evidence.crate import description
from tracepaper.settings import paper as paper_settings

LARGEST = 2 * 2**30
MOST_FILES = 20_000
# Below this a file may be as empty as it likes: a page of blanks packs well.
SMALL, LARGEST_RATIO = 10 * 2**20, 100
ENCRYPTED = 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
KINDS = (0, stat.S_IFREG, stat.S_IFDIR)
UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:]")
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
ASK_AGAIN = "Ask for the crate again, from where the paper was published; open nothing of this one."


def extract(crate: Path, folder: Path) -> None:
    """Unpack a crate into a folder that is not there yet.

    Raises:
        CallError: it is no zip file, or holds what no crate does: every fault of it. Nothing was written outside.
    """
    try:
        with zipfile.ZipFile(crate) as archive:
            members = archive.infolist()
            _refuse(crate, [*_faults_of_names(members), *_faults_of_sizes(members)])
            for member in members:
                _put(archive, member, folder / member.filename)
    except DAMAGED as error:
        fault = Fault(crate.name, f"a damaged file ({error})", "a crate as tracepaper writes it", ASK_AGAIN)
        _refuse(crate, [fault])


def paper(folder: Path) -> str:
    """Id of the one paper that an unpacked crate is of.

    Raises:
        CallError: it is of none, or of several.
    """
    found = paper_settings.ids(folder)
    if len(found) != 1:
        raise CallError(f"This is not the crate of one paper: it holds the settings of {len(found)}.")
    return found[0]


def entities(folder: Path) -> list[dict[str, Any]]:
    """What an unpacked crate says of itself: each thing that its description names.

    Raises:
        CallError: there is no description, or it is none.
    """
    try:
        graph = json.loads((folder / description.NAME).read_text("utf-8"))["@graph"]
        return [dict(entity, **{"@id": str(entity["@id"])}) for entity in graph]
    except (OSError, ValueError, KeyError, TypeError):
        raise CallError(f"The crate holds no {description.NAME} that can be read: it is no crate of a paper.") from None


def altered(folder: Path) -> dict[str, str]:
    """Files of an unpacked crate that are not what its description says, each with what is wrong."""
    said = {unquote(entity["@id"]): entity["sha256"] for entity in entities(folder) if "sha256" in entity}
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {description.NAME}
    found = dict.fromkeys(said.keys() - names, "is described, and is not in the crate")
    found |= dict.fromkeys(names - said.keys(), "is in the crate, and its description does not name it")
    changed = [name for name in names & said.keys() if records.digest(folder / name) != said[name]]
    found |= dict.fromkeys(changed, "was altered: its digest is not the one that the crate's description gives")
    return dict(sorted(found.items()))


def _faults_of_names(members: Sequence[zipfile.ZipInfo]) -> Iterator[Fault]:
    names = [member.filename.rstrip("/") for member in members]
    files = {member.filename for member in members if not member.is_dir()}
    above = {parent.as_posix() for name in names for parent in PurePosixPath(name).parents}
    for member in members:
        for wrong, found in _oddities(member):
            if wrong:
                yield Fault(repr(member.filename), found, "a file or a folder inside the crate", ASK_AGAIN)
    for name in sorted({name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else ()):
        yield Fault(repr(name), "the same name twice", "each name once", ASK_AGAIN)
    for name in sorted(files & above):
        yield Fault(repr(name), "a file that is a folder too", "one of both", ASK_AGAIN)


def _oddities(member: zipfile.ZipInfo) -> Iterator[tuple[bool, str]]:
    parts = member.filename.removesuffix("/").split("/")
    yield member.filename.startswith("/"), "an absolute path"
    yield ".." in parts, "a path that leaves the crate"
    yield any(part in ("", ".") for part in parts) and not member.filename.startswith("/"), "a path that is none"
    yield bool(UNSAFE.search(member.orig_filename)), "a character that no path of a project has"
    yield stat.S_IFMT(member.external_attr >> 16) not in KINDS, "a link, a pipe or a device"
    yield bool(member.flag_bits & ENCRYPTED), "a file with a password"
    yield member.compress_type not in METHODS, "a way of packing that no crate uses"


def _faults_of_sizes(members: Sequence[zipfile.ZipInfo]) -> Iterator[Fault]:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MOST_FILES:
        yield Fault("the crate", f"{len(members):,} files", f"at most {MOST_FILES:,}", ASK_AGAIN)
    if unpacked > LARGEST or (unpacked > SMALL and unpacked / packed > LARGEST_RATIO):
        found = f"{unpacked:,} bytes once unpacked, {unpacked // packed} times its size"
        yield Fault("the crate", found, f"at most {LARGEST:,} bytes and {LARGEST_RATIO} times its size", ASK_AGAIN)


def _refuse(crate: Path, faults: Sequence[Fault]) -> None:
    if faults:
        raise CallError(f"{crate.name} is not opened.", faults)


def _put(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """Write one member; no more of it is read than its entry says, and its checksum must be right."""
    if member.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("xb") as file:
        shutil.copyfileobj(source, file)
