"""A crate is opened with suspicion: nothing of a bad one reaches the disk outside the folder that it is given."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from project import Project
from tracepaper.editions import crates
from tracepaper.errors import CallError
from unit.editions import crate_files
from unit.editions.conftest import PAPER


def member(name: str, kind: int = stat.S_IFREG, content: bytes = b"x") -> Callable[[zipfile.ZipFile], None]:
    def add(archive: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = (kind | 0o644) << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, content)

    return add


def of_method(method: int) -> Callable[[zipfile.ZipFile], None]:
    return lambda archive: archive.writestr("a.csv", b"x" * 100, method)


def many(archive: zipfile.ZipFile) -> None:
    for number in range(crates.MOST_FILES + 1):
        archive.writestr(f"{number}", b"")


ATTACKS: dict[str, tuple[list[Callable[[zipfile.ZipFile], None]], str]] = {
    "a path that climbs out": ([member("../outside.txt")], "a path that leaves the crate"),
    "a path that climbs out later": ([member("data/../../outside.txt")], "a path that leaves the crate"),
    "a path of another system": ([member("..\\outside.txt")], "a character that no path of a project has"),
    "a drive": ([member("C:outside.txt")], "a character that no path of a project has"),
    "a path through itself": ([member("data/./a.csv")], "a path that is none"),
    "a link": ([member("data/raw/north/places.csv", stat.S_IFLNK, b"/etc/passwd")], "a link, a pipe or a device"),
    "a pipe": ([member("data/raw/north/places.csv", stat.S_IFIFO)], "a link, a pipe or a device"),
    "a device": ([member("data/raw/north/places.csv", stat.S_IFCHR)], "a link, a pipe or a device"),
    "a name twice": ([member("Snakefile"), member("Snakefile")], "the same name twice"),
    "a file and a folder of one name": ([member("data"), member("data/a.csv")], "a file that is a folder too"),
    "a bomb": ([member("a.csv", content=bytes(50_000_000))], "50,000,000 bytes once unpacked"),
    "a bomb of many parts": ([member(f"{n}.csv", content=bytes(2_000_000)) for n in range(20)], "40,000,000 bytes"),
    "too many files": ([many], "20,001 files"),
    "another way of packing": ([of_method(zipfile.ZIP_LZMA)], "a way of packing that no crate uses"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("attack", ATTACKS)
def test_what_no_crate_holds_is_refused_and_nothing_is_written(attack: str, tmp_path: Path) -> None:
    adds, says = ATTACKS[attack]
    crate = tmp_path / "deep" / "in" / "crate.zip"
    crate.parent.mkdir(parents=True)
    with zipfile.ZipFile(crate, "w") as archive:
        for add in adds:
            add(archive)
    with pytest.raises(CallError, match=re.escape(says)):
        crates.extract(crate, crate.parent / "unpacked")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [crate]


def test_an_absolute_path_is_refused(tmp_path: Path) -> None:
    crate = tmp_path / "crate.zip"
    with zipfile.ZipFile(crate, "w") as archive:
        member(str(tmp_path / "outside.txt"))(archive)
    with pytest.raises(CallError, match="an absolute path"):
        crates.extract(crate, tmp_path / "in" / "unpacked")
    assert list(tmp_path.iterdir()) == [crate]


def test_a_name_that_ends_early_is_refused(tmp_path: Path) -> None:
    """Programs that stop at a zero byte would write another file than was looked at."""
    crate = crate_files.write(tmp_path / "crate.zip", {"a.csv_.txt": b"x"})
    crate.write_bytes(crate.read_bytes().replace(b"a.csv_.txt", b"a.csv\0.txt"))
    with pytest.raises(CallError, match="a character that no path of a project has"):
        crates.extract(crate, tmp_path / "unpacked")


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    crate = crate_files.write(tmp_path / "crate.zip", {"../a": b"", "/b": b"", "c\\d": b""})
    with pytest.raises(CallError) as told:
        crates.extract(crate, tmp_path / "unpacked")
    assert len(told.value.faults) == 3


def test_a_member_that_is_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    """Its entry says one byte; its content unpacks to 100 million."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", bytes(100_000_000))
    content = bytearray(buffer.getvalue())
    for signature, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<L", content, content.index(signature) + offset, 1)
    crate = tmp_path / "crate.zip"
    crate.write_bytes(content)
    with pytest.raises(CallError, match="a damaged file"):
        crates.extract(crate, tmp_path / "unpacked")
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path != crate and path.is_file()) <= 1


@pytest.mark.parametrize("content", [b"", b"no zip file", b"PK\5\6" + bytes(10)])
def test_what_is_no_zip_file_is_refused(content: bytes, tmp_path: Path) -> None:
    crate = tmp_path / "crate.zip"
    crate.write_bytes(content)
    with pytest.raises(CallError, match=r"crate\.zip is not opened"):
        crates.extract(crate, tmp_path / "unpacked")


def test_a_damaged_crate_is_refused(small: Project, tmp_path: Path) -> None:
    content = bytearray((small.root / "reports" / PAPER / "crate.zip").read_bytes())
    content[len(content) // 2] ^= 1
    crate = tmp_path / "crate.zip"
    crate.write_bytes(content)
    with pytest.raises(CallError, match="a damaged file"):
        crates.extract(crate, tmp_path / "unpacked")


def test_a_crate_as_it_was_made_has_nothing_altered(small: Project, tmp_path: Path) -> None:
    crates.extract(small.root / "reports" / PAPER / "crate.zip", tmp_path / "unpacked")
    assert crates.altered(tmp_path / "unpacked") == {}
    assert crates.paper(tmp_path / "unpacked") == PAPER


def test_what_its_description_does_not_say_is_found(small: Project, tmp_path: Path) -> None:
    files = crate_files.read(small.root / "reports" / PAPER / "crate.zip")
    del files["LICENSE"]
    files["data/raw/north/places.csv"] += b"Ash House,1\n"
    files["workflow/tracepaper/more.py"] = b"print()"
    crates.extract(crate_files.write(tmp_path / "crate.zip", files), tmp_path / "unpacked")
    found = crates.altered(tmp_path / "unpacked")
    assert list(found) == ["LICENSE", "data/raw/north/places.csv", "workflow/tracepaper/more.py"]
    assert found["LICENSE"] == "is described, and is not in the crate"


@pytest.mark.parametrize("description", [b"", b"{}", b"[]", b'{"@graph": [1]}', b'{"@graph": [{}]}', b"\xff"])
def test_a_zip_file_without_a_description_is_no_crate(description: bytes, tmp_path: Path) -> None:
    crates.extract(crate_files.write(tmp_path / "a.zip", {crate_files.METADATA: description}), tmp_path / "unpacked")
    with pytest.raises(CallError, match="it is no crate of a paper"):
        crates.altered(tmp_path / "unpacked")


def test_a_crate_of_no_paper_or_of_two_is_refused(tmp_path: Path) -> None:
    for count, files in enumerate(({"a": b""}, {"config/papers/a.yaml": b"", "config/papers/b.yaml": b""})):
        folder = tmp_path / str(count)
        crates.extract(crate_files.write(tmp_path / "crate.zip", files), folder)
        with pytest.raises(CallError, match=f"it holds the settings of {2 * count}"):
            crates.paper(folder)
