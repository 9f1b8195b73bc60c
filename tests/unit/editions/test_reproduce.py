"""An edition is built again from its crate alone; whatever differs is told, in words and with what surrounds it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest

from project import Project
from tracepaper.editions import reproduce, surroundings
from tracepaper.editions.reproduction import Report
from tracepaper.errors import CallError
from unit.editions import crate_files
from unit.editions.conftest import PAPER, Shelf
from workflow.conftest import add

TABLE = "data/raw/north/places.csv"
DICTIONARY = "data/raw/north/datapackage.yaml"
# In reports/north/: what the crate holds, and the crate.
FILES = ["audit.xlsx", "crate.zip", "evidence.json", "north.docx", "north.html", "north.pdf", "north.qmd"]
# Corrected to 1000; the entry was looked at last year.
CORRECTION = """\
    tracepaper:
      corrections:
        - {cell: B2, found: "1OOO", value: "1000", reason: A slip., by: Head of Places, expires: "2026-02-01"}
    schema:
"""


@pytest.fixture
def crate(small: Project) -> Path:
    """The crate of the small paper."""
    return small.root / "reports" / PAPER / "crate.zip"


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails the test if anything is run."""

    def run(*_: object, **__: object) -> None:
        raise AssertionError("a program was run")

    monkeypatch.setattr(reproduce.supervise, "run", run)


def test_the_crate_alone_gives_every_byte_again(crate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another time zone and locale, far from any project; and nothing is left of it."""
    alone, temporary = tmp_path / "alone", tmp_path / "temporary"
    alone.mkdir()
    temporary.mkdir()
    shutil.copy(crate, alone / "north.zip")
    monkeypatch.chdir(alone)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setattr(reproduce.tempfile, "tempdir", str(temporary))
    report = reproduce.reproduce(None, "north.zip")
    assert report.exit_status == 0, str(report)
    assert sorted(report.same) == FILES
    assert str(report).endswith("It was built again from its crate: all 7 files have the same bytes.")
    assert not report.surroundings
    assert not list(temporary.iterdir())
    content = json.loads(json.dumps(report.as_json()))
    assert content["same_bytes"] is True
    assert content["surroundings"] == []


def test_an_altered_file_of_an_edition_is_told_in_words(
    shelf: Shelf, small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One digit in the page, one byte in the PDF; and the packages here are others than the lock pins."""
    folder = shelf.add("2026-01", current=True)
    page, document = folder / "north.html", folder / "north.pdf"
    page.write_bytes(page.read_bytes().replace("£1,234</a>".encode(), "£1,235</a>".encode(), 1))
    content = document.read_bytes()
    document.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    installed = metadata.version
    monkeypatch.setattr(surroundings.metadata, "version", lambda name: "0.14.0" if name == "typst" else installed(name))
    report = reproduce.reproduce(shelf.root, "north/2026-01")
    assert report.exit_status == 1
    assert report.differences["edition: north.html"] == 'the figure total-cost: "£1,235" there, "£1,234" here'
    assert report.differences["edition: north.pdf"].startswith("what it prints is the same; ")
    assert set(report.differences) == {"edition: north.html", "edition: north.pdf"}
    assert set(FILES) <= set(report.same)
    pinned = re.search(r"^typst==(\S+)", (small.root / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    assert pinned
    assert report.surroundings == {"typst": (pinned[1], "0.14.0")}
    assert f"Here typst is 0.14.0, there it was {pinned[1]}." in str(report)


def test_a_source_that_was_altered_with_all_that_tells_of_it_gives_another_paper(crate: Path, tmp_path: Path) -> None:
    """1,000 becomes 1,002, so the total 1,234 becomes 1,236; digests are made to fit."""
    was, now = "Oak House,1000", "Oak House,1002"
    old = crate_files.read(crate)[TABLE]
    digests = (_sha256(old), _sha256(old.replace(was.encode(), now.encode())))
    changes = {TABLE: (was, now), DICTIONARY: digests}
    report = reproduce.reproduce(None, str(crate_files.altered(crate, tmp_path / "a.zip", changes, described=True)))
    assert report.exit_status == 1
    assert (
        report.differences["evidence.json"]
        == 'figure "Cost of all places" (total-cost), value: "1234" there, "1236" here'
    )
    assert report.differences["north.html"] == 'the figure total-cost: "£1,234" there, "£1,236" here'
    assert report.differences["north.pdf"] == 'the figure total-cost: "£1,234" there, "£1,236" here'
    assert report.differences["north.qmd"].startswith("line ")
    assert set(report.differences) == set(FILES)
    assert str(report).endswith("7 files differ; 0 with the same bytes.")


def test_an_output_that_was_altered_in_the_crate_is_told(crate: Path, tmp_path: Path) -> None:
    changes = {"reports/north/evidence.json": ('"display": "£1,234"', '"display": "£1,239"')}
    report = reproduce.reproduce(None, str(crate_files.altered(crate, tmp_path / "a.zip", changes)))
    assert report.exit_status == 1
    assert report.differences.keys() == {"evidence.json", "crate.zip"}
    told = 'figure "Cost of all places" (total-cost), display: "£1,239" there, "£1,234" here'
    assert report.differences["evidence.json"] == told


def test_a_build_that_fails_says_why(crate: Path, tmp_path: Path) -> None:
    changes = {TABLE: ("Oak House,1000", "Oak House,10,00")}
    report = reproduce.reproduce(None, str(crate_files.altered(crate, tmp_path / "a.zip", changes, described=True)))
    assert report.exit_status == 1
    assert "places.csv" in report.failure
    assert str(report).endswith("It could not be built again.")


@pytest.mark.usefixtures("unbuilt")
@pytest.mark.parametrize("name", [TABLE, "workflow/tracepaper/records.py", "Snakefile"])
def test_inputs_that_were_altered_are_named_and_not_built_from(name: str, crate: Path, tmp_path: Path) -> None:
    changes = {name: ("\n", "\n\n")}
    report = reproduce.reproduce(None, str(crate_files.altered(crate, tmp_path / "a.zip", changes)))
    assert report.exit_status == 1
    assert report.failure == f"what it is built from is not what the crate describes: {name}."
    assert "was altered" in report.differences[name]


def test_corrections_that_have_expired_since_hold_for_the_edition(tmp_path: Path) -> None:
    project = Project.without_papers(tmp_path / "project")
    add(project.root, PAPER)
    dictionary, table = (project.root / "data" / "raw" / PAPER / name for name in ("datapackage.yaml", "places.csv"))
    old = _sha256(table.read_bytes())
    table.write_text(table.read_text("utf-8").replace("1000", "1OOO"), "utf-8")
    text = dictionary.read_text("utf-8").replace(old, _sha256(table.read_bytes()))
    dictionary.write_text(text.replace("    schema:\n", CORRECTION), "utf-8")
    failed = project.snakemake()
    assert "somebody must look at again" in failed.stdout + failed.stderr
    then = str(int((date(2026, 1, 20) - date(1970, 1, 1)).total_seconds()))
    done = Project(project.root, {"SOURCE_DATE_EPOCH": then}).snakemake()
    assert done.returncode == 0, done.stdout + done.stderr
    report = reproduce.reproduce(None, str(project.root / "reports" / PAPER / "crate.zip"))
    assert report.exit_status == 0, str(report)


def test_a_build_without_end_is_stopped(crate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reproduce, "_minutes", lambda root: 0.005)
    report = reproduce.reproduce(None, str(crate))
    assert report.exit_status == 124
    assert "did not end within 0.005 minutes" in str(report)


@pytest.mark.usefixtures("unbuilt")
def test_what_the_register_and_the_edition_say_is_held_to_the_files(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reproduce, "_build", lambda folder, minutes, report: setattr(report, "failure", "left out"))
    folder = shelf.add("2026-01", current=True)
    assert _differences(shelf) == {}
    (folder / "audit.xlsx").write_bytes(b"")
    assert list(_differences(shelf)) == ["edition: audit.xlsx"]
    shelf.seal(folder)
    assert _differences(shelf) == {"edition: edition.json": "it is not the one that the register names"}


@pytest.mark.usefixtures("unbuilt")
@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b'{"files": []}', b"\xff", b'"files"'])
def test_a_damaged_edition_json_is_told_as_altered(
    content: bytes, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reproduce, "_build", lambda folder, minutes, report: None)
    monkeypatch.setattr(reproduce, "_look_around", lambda held, folder, report: reproduce._recorded(held))
    folder = shelf.add("2026-01", current=True)
    (folder / "edition.json").write_bytes(content)
    said = "it is damaged, and does not say what was published"
    assert _differences(shelf) | {"edition: edition.json": said} == _differences(shelf)
    report = reproduce.reproduce(None, str(folder))
    assert report.exit_status == 1
    assert report.differences["edition: edition.json"] == said
    assert "edition: edition.json" not in reproduce._of_edition(reproduce.Held("", folder / "crate.zip", folder))


@pytest.mark.usefixtures("unbuilt")
def test_files_that_were_added_or_are_gone_are_told(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reproduce, "_build", lambda folder, minutes, report: setattr(report, "failure", "left out"))
    folder = shelf.add("2026-01", current=True)
    (folder / "WITHDRAWN.txt").write_text("Edition 2026-01 was withdrawn.", "utf-8")
    assert _differences(shelf) == {}
    (folder / "more.html").write_text("<p>More</p>", "utf-8")
    assert _differences(shelf) == {"edition: more.html": "it was added"}
    (folder / "edition.json").unlink()
    assert _differences(shelf) == {"edition: edition.json": "it is not the one that the register names"}


def _differences(shelf: Shelf) -> dict[str, str]:
    return reproduce.reproduce(shelf.root, "north/2026-01").differences


def test_what_the_edition_says_was_installed_comes_before_the_lock(shelf: Shelf, small: Project) -> None:
    folder = shelf.add("2026-01", current=True)
    shelf.seal(folder, surroundings={"Python": "3.11.0", "the platform": "Linux sparc64", "typst": "0.13.1"})
    report = Report("")
    unpacked = folder.parent / "unpacked"
    reproduce.crates.extract(folder / "crate.zip", unpacked / "project")
    report.failure = "left out"
    reproduce._look_around(reproduce.Held("", folder / "crate.zip", folder), unpacked, report)
    here = surroundings.here(small.root)
    assert report.surroundings == {
        name: (there, here[name])
        for name, there in {"Python": "3.11.0", "the platform": "Linux sparc64", "typst": "0.13.1"}.items()
    }


def test_a_package_that_is_not_here_is_told(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(surroundings.metadata, "version", version)
    assert surroundings.here(small.root)["snakemake"] == "not installed"


def test_packages_of_the_lock_for_other_platforms_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text(
        "one==1.0 \\\n    --hash=sha256:00\n    # via two\n"
        "two==2.0 ; sys_platform == 'none' \\\n    --hash=sha256:00\n"
        "three==3.0 ; python_full_version >= '3.11' \\\n    --hash=sha256:00\n",
        "utf-8",
    )
    assert surroundings.here(tmp_path).keys() == {"Python", "the platform", "one", "three"}


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        ("north/2031-01", r'north has no edition "2031-01". There are: 2025-12, 2026-01.'),
        ("north/2025-12", "Edition 2025-12 of north was removed"),
        ("north", '"north" is no edition'),
        ("nobody/2026-01", '"nobody/2026-01" is no edition'),
        ("../north/2026-01", "is no edition"),
    ],
)
def test_what_is_no_edition_is_refused(subject: str, says: str, shelf: Shelf) -> None:
    shelf.add("2025-12", "removed")
    shelf.add("2026-01", current=True)
    with pytest.raises(CallError, match=says):
        reproduce.reproduce(shelf.root, subject)


def test_an_edition_whose_crate_is_gone_is_refused(shelf: Shelf) -> None:
    (shelf.add("2026-01") / "crate.zip").unlink()
    with pytest.raises(CallError, match=r"reports/north/editions/2026-01/crate\.zip is not there"):
        reproduce.reproduce(shelf.root, "north/2026-01")


def test_a_folder_of_an_edition_may_be_named(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Path] = []

    def stop(crate: Path, folder: Path) -> None:
        found.append(crate)
        raise CallError("far enough")

    monkeypatch.setattr(reproduce.crates, "extract", stop)
    folder = shelf.add("2026-01")
    with pytest.raises(CallError, match="far enough"):
        reproduce.reproduce(None, str(folder))
    assert found == [folder / "crate.zip"]


def test_the_editions_are_no_part_of_the_working_build_beside_them(shelf: Shelf) -> None:
    shelf.add("2026-01", current=True)
    working = shelf.root / "reports" / PAPER
    compared = reproduce._of_edition(reproduce.Held("", working / "crate.zip", working))
    assert {"north.html", "brand/paper.css"} <= compared.keys()
    assert not [name for name in compared if name.startswith(("editions/", "drafts/"))]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
