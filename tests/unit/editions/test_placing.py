"""The folder of an edition is there whole, or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tracepaper.editions import placing, register
from tracepaper.editions.register import Register
from tracepaper.errors import OutputError
from unit.editions.test_register import entry

FILES = {"places.pdf": b"pdf", "charts/one.svg": b"svg"}


def written(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_file_is_in_its_place_and_nothing_beside(tmp_path: Path) -> None:
    placing.place(FILES, tmp_path / "editions" / "2026-11")
    assert written(tmp_path / "editions") == {f"2026-11/{name}": content for name, content in FILES.items()}


@pytest.mark.parametrize(("part", "fails"), [(os, "fsync"), (Path, "rename")])
def test_when_the_disk_fails_nothing_is_seen(
    part: object, fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(part, fails, full)
    with pytest.raises(OutputError, match=r"No space left on device\. The last edition stays as it is"):
        placing.place(FILES, tmp_path / "editions" / "2026-11")
    assert written(tmp_path) == {}


def test_an_edition_is_never_replaced(tmp_path: Path) -> None:
    placing.place(FILES, tmp_path / "2026-11")
    with pytest.raises(OutputError, match="2026-11 cannot be written"):
        placing.place({"places.pdf": b"other"}, tmp_path / "2026-11")
    assert written(tmp_path / "2026-11") == FILES


def test_what_the_register_does_not_name_is_cleared_away(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "places"
    for name in ("editions/2026-10", "editions/2026-11", "editions/.2026-12.77", "drafts/2026-12"):
        placing.place(FILES, folder / name)
    register.save(tmp_path, Register("places", "2026-10", (entry("2026-10"),)))
    assert placing.sweep(tmp_path, "places") == [".2026-12.77", "2026-11", "2026-12"]
    assert sorted(path.name for path in (folder / "editions").iterdir()) == ["2026-10", "register.json"]
