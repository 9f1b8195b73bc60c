"""Two builds of the same inputs, in different folders, give the same bytes."""

import zipfile
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

CONTEXT = 30  # bytes shown from the first difference on


def check(first: Path, second: Path, *, folder: str = "reports") -> list[str]:
    """Every file in `folder` of the two roots that is in one only or differs, with the first difference."""
    ours, theirs = _files(first / folder), _files(second / folder)
    if not ours and not theirs:
        return [f"neither build has made a report: {first} and {second}"]
    return [fault for name in sorted(ours.keys() | theirs.keys()) for fault in _compared(name, ours, theirs)]


def _files(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _compared(name: str, ours: dict[str, bytes], theirs: dict[str, bytes]) -> list[str]:
    if name not in theirs:
        return [f"{name} is in the first build only"]
    if name not in ours:
        return [f"{name} is in the second build only"]
    return [] if ours[name] == theirs[name] else [f"{name} differs: {_difference(ours[name], theirs[name])}"]


def _difference(ours: bytes, theirs: bytes) -> str:
    if member := _member(ours, theirs):
        name, one, other = member
        return f"in its part {name} {_place(one, other)}"
    return _place(ours, theirs)


def _member(ours: bytes, theirs: bytes) -> tuple[str, bytes, bytes] | None:
    """The first part of two zip packages (.docx, .xlsx) whose content differs; None where none does."""
    if not all(zipfile.is_zipfile(BytesIO(content)) for content in (ours, theirs)):
        return None
    one, other = _parts(ours), _parts(theirs)
    names = [name for name in one if one[name] != other.get(name)] + [name for name in other if name not in one]
    return (names[0], one.get(names[0], b""), other.get(names[0], b"")) if names else None


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _place(ours: bytes, theirs: bytes) -> str:
    pairs = enumerate(zip_longest(ours, theirs))
    at = next(place for place, (one, other) in pairs if one != other)
    return f"at byte {at}: {ours[at : at + CONTEXT]!r} against {theirs[at : at + CONTEXT]!r}"
