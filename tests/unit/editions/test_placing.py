"""The folder of an edition is there whole, or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tracepaper.editions import placing, register
from tracepaper.editions.register import Register
from tracepaper.errors import AlteredError, OutputError
from unit.editions.test_register import entry

FILES = {"places.pdf": b"pdf", "charts/one.svg": b"svg"}


def written(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_file_is_in_its_place_and_nothing_beside(tmp_path: Path) -> None:
    target = tmp_path / "editions" / "2026-11"
    placing.place(FILES, target)
    assert written(target) == FILES
    placing.settle(target)
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
    assert [name for name in written(tmp_path) if not name.endswith(placing.INTENT)] == []


def test_an_edition_is_never_replaced(tmp_path: Path) -> None:
    placing.place(FILES, tmp_path / "2026-11")
    with pytest.raises(OutputError, match="2026-11 cannot be written"):
        placing.place({"places.pdf": b"other"}, tmp_path / "2026-11")
    assert written(tmp_path / "2026-11") == FILES


def laid_out(root: Path, *names: str) -> Path:
    """Folders that are there, of which nobody was being placed."""
    folder = root / "reports" / "places"
    for name in names:
        placing.place({**FILES, "evidence.json": b"{}"}, folder / name)
        placing.settle(folder / name)
    return folder


def test_what_was_being_placed_when_a_run_was_broken_off_goes(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, "editions/2026-10", "editions/.2026-11.77")
    placing.place(FILES, folder / "editions" / "2026-11")
    register.save(tmp_path, Register("places", "2026-10", (entry("2026-10"),)))
    assert placing.sweep(tmp_path, "places") == []
    assert sorted(path.name for path in (folder / "editions").iterdir()) == ["2026-10", "register.json"]


def test_what_the_register_knows_stays_although_its_placing_was_not_settled(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "places"
    placing.place(FILES, folder / "editions" / "2026-10")
    register.save(tmp_path, Register("places", "2026-10", (entry("2026-10"),)))
    assert placing.sweep(tmp_path, "places") == []
    assert written(folder / "editions" / "2026-10") == FILES


def test_what_nobody_can_account_for_is_put_aside_and_not_removed(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, "editions/2026-10", "editions/2026-11", "drafts/2026-12")
    register.save(tmp_path, Register("places", "2026-10", (entry("2026-10"),)))
    assert placing.sweep(tmp_path, "places") == ["2026-11", "2026-12"]
    aside = sorted(path.name.rpartition(".")[0] for path in (folder / placing.UNREGISTERED).iterdir())
    assert aside == ["2026-11", "2026-12"]
    assert sorted(path.name for path in (folder / "editions").iterdir()) == ["2026-10", "register.json"]


def test_editions_without_a_register_are_left_alone_and_said(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, "editions/2026-10", "editions/2026-11")
    with pytest.raises(AlteredError, match=r"register\.json is not there, but editions are: bring it back"):
        placing.sweep(tmp_path, "places")
    assert sorted(path.name for path in (folder / "editions").iterdir()) == ["2026-10", "2026-11"]


def test_a_link_beside_the_editions_is_not_followed(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, "editions/2026-10")
    register.save(tmp_path, Register("places", "2026-10", (entry("2026-10"),)))
    (folder / "editions" / "latest").symlink_to("2026-10")
    assert placing.sweep(tmp_path, "places") == []
    assert (folder / "editions" / "latest").is_symlink()
