"""The files of a crate, to alter: what a careless hand or an enemy could send."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

METADATA = "ro-crate-metadata.json"


def read(crate: Path) -> dict[str, bytes]:
    """The content of each file by its path, without folders."""
    with zipfile.ZipFile(crate) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def write(crate: Path, files: Mapping[str, bytes]) -> Path:
    """Write a crate of some files."""
    with zipfile.ZipFile(crate, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return crate


def altered(crate: Path, target: Path, changes: Mapping[str, tuple[str, str]], *, described: bool = False) -> Path:
    """A crate in which each file of `changes` has one text in place of another.

    Args:
        described: whether the description of the crate is made to fit, so that nothing shows.
    """
    files = read(crate)
    for name, (old, new) in changes.items():
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode())
    if described:
        files[METADATA] = _fitted(files)
    return write(target, files)


def _fitted(files: Mapping[str, bytes]) -> bytes:
    described = json.loads(files[METADATA])
    for entity in described["@graph"]:
        if "sha256" in entity:
            entity["sha256"] = hashlib.sha256(files[entity["@id"]]).hexdigest()
    return json.dumps(described).encode()
