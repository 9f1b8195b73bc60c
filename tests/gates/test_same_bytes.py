"""The comparison of two builds finds every file that differs and where."""

import zipfile
from pathlib import Path

import pytest

from gates import same_bytes


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, Path]:
    """Two builds that are alike: a page and a package each."""
    for name in ("first", "second"):
        folder = tmp_path / name / "reports" / "paper"
        folder.mkdir(parents=True)
        (folder / "paper.html").write_bytes(b"<p>569,385</p>")
        _package(folder / "paper.docx", body=b"<p>569,385</p>")
    return tmp_path / "first", tmp_path / "second"


def _package(path: Path, *, body: bytes, year: int = 2021) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(zipfile.ZipInfo("word/styles.xml", (2021, 4, 1, 0, 0, 0)), b"<styles/>")
        package.writestr(zipfile.ZipInfo("word/document.xml", (year, 4, 1, 0, 0, 0)), body)


def test_builds_that_are_alike_pass(roots: tuple[Path, Path]) -> None:
    assert same_bytes.check(*roots) == []


def test_the_first_difference_is_shown(roots: tuple[Path, Path]) -> None:
    (roots[1] / "reports/paper/paper.html").write_bytes(b"<p>569,386</p>")
    expected = "paper/paper.html differs: at byte 9: b'5</p>' against b'6</p>'"
    assert same_bytes.check(*roots) == [expected]


def test_a_file_that_only_ends_earlier_differs_where_it_ends(roots: tuple[Path, Path]) -> None:
    (roots[1] / "reports/paper/paper.html").write_bytes(b"<p>569,385")
    assert same_bytes.check(*roots) == ["paper/paper.html differs: at byte 10: b'</p>' against b''"]


def test_a_package_is_compared_part_by_part(roots: tuple[Path, Path]) -> None:
    _package(roots[1] / "reports/paper/paper.docx", body=b"<p>569,386</p>")
    expected = "paper/paper.docx differs: in its part word/document.xml at byte 9: b'5</p>' against b'6</p>'"
    assert same_bytes.check(*roots) == [expected]


def test_a_package_with_another_date_inside_differs(roots: tuple[Path, Path]) -> None:
    _package(roots[1] / "reports/paper/paper.docx", body=b"<p>569,385</p>", year=2022)
    [fault] = same_bytes.check(*roots)
    assert fault.startswith("paper/paper.docx differs: at byte ")


def test_a_file_in_one_build_only_is_named(roots: tuple[Path, Path]) -> None:
    (roots[0] / "reports/index.html").write_bytes(b"")
    (roots[1] / "reports/paper/extra.txt").write_bytes(b"")
    assert same_bytes.check(*roots) == [
        "index.html is in the first build only",
        "paper/extra.txt is in the second build only",
    ]


def test_two_builds_of_nothing_are_no_pass(tmp_path: Path) -> None:
    [fault] = same_bytes.check(tmp_path / "one", tmp_path / "two")
    assert fault.startswith("neither build has made a report")
