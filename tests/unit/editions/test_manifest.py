"""An edition is what was published: nothing altered, nothing gone, nothing added."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracepaper import records
from tracepaper.editions import manifest
from tracepaper.errors import AlteredError, CallError
from unit.editions.conftest import Shelf


@pytest.fixture
def edition(shelf: Shelf) -> Path:
    return shelf.add("2026-01", current=True)


def altered(folder: Path) -> list[str]:
    return manifest.altered(folder, manifest=records.digest(folder / manifest.NAME))


def test_nothing_is_found_in_what_was_published(edition: Path) -> None:
    assert altered(edition) == []
    (edition / "empty").mkdir()
    assert altered(edition) == []


def test_only_the_mark_of_a_withdrawal_may_be_added(edition: Path) -> None:
    (edition / "WITHDRAWN.txt").write_text("It was withdrawn.", "utf-8")
    (edition / ".WITHDRAWN.txt.4242.part").write_text("It was w", "utf-8")
    assert altered(edition) == []
    (edition / "charts").mkdir()
    for name in ("more.html", ".hidden", "charts/one.svg", "charts/WITHDRAWN.txt"):
        (edition / name).write_text("more", "utf-8")
    (edition / "link").symlink_to(edition.parent)
    added = [".hidden", "charts/WITHDRAWN.txt", "charts/one.svg", "link", "more.html"]
    assert sorted(altered(edition)) == [f"{name} was added" for name in added]


def test_what_was_changed_is_refused_as_found_wanting(edition: Path) -> None:
    digest = records.digest(edition / manifest.NAME)
    (edition / "more.html").write_text("more", "utf-8")
    (edition / "north.html").unlink()
    with pytest.raises(AlteredError, match=r"north\.html is not what was published; more\.html was added\.") as told:
        manifest.refuse_altered(edition, manifest=digest)
    assert told.value.exit_status == 1


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"files": 7}', b'{"files": {}, "inputs": []}', b"\xff"])
def test_a_damaged_edition_json_is_told(content: bytes, edition: Path) -> None:
    (edition / manifest.NAME).write_bytes(content)
    with pytest.raises(AlteredError, match=r"edition\.json is damaged"):
        manifest.load(edition)


def test_a_folder_without_edition_json_is_none(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="is not the folder of an edition"):
        manifest.load(tmp_path)
