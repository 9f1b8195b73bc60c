"""Delivery: reports/ holds the whole new set or the whole old one, and nothing else."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from project import HERE
from tracepaper import cli, records
from unit.papers.desk import Desk, write

COVER = """\
{% import "partials/cover.qmd.j2" as cover_sheet with context %}
{% call cover_sheet.sheet(paper, background_papers) %}
The summary.
{% endcall %}

## Recommendations {#sec-recommendations}

::: {.recommendations}
{% for text in paper.recommendations %}
1. {{ text }}
{% endfor %}
:::
"""
RECOMMENDATIONS = [
    "That the {{ all_visits['2024/25'] }} visits be noted, at a cost of {{ all_costs['2024/25'] }}.",
    "That *Central* open on Sunday: see [the report](#sec-recommendations).",
]


@pytest.fixture(scope="module")
def rendered(calculated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose paper is rendered and waits to be delivered."""
    root = tmp_path_factory.mktemp("rendered") / "project"
    shutil.copytree(calculated, root)
    desk = Desk(root, lambda *arguments: None)  # type: ignore[arg-type, return-value]
    desk.settings(recommendations=RECOMMENDATIONS)
    desk.words(COVER)
    _add_what_crates_hold(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert cli.main(["ingest", "libraries"]) == 0
        for verb in ("calculate", "compose", "render", "evidence"):
            assert cli.main([verb, "hours"]) == 0
    return root


def _add_what_crates_hold(root: Path) -> None:
    """The parts of a whole project that composing and rendering leave alone."""
    for part in ("workflow", "profiles"):
        shutil.copytree(HERE / part, root / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for part in ("LICENSE", "Makefile", "environment.yml", "pyproject.toml", "requirements.lock"):
        shutil.copy(HERE / part, root / part)


@pytest.fixture
def ready(rendered: Path, desk: Desk) -> Desk:
    """A desk whose paper waits to be delivered."""
    shutil.copytree(rendered, desk.root, dirs_exist_ok=True)
    return desk


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_whole_set_is_delivered_and_nothing_else(ready: Desk) -> None:
    assert ready.type("deliver", "hours").status == 0
    papers = {"hours.html", "hours.pdf", "hours.docx", "hours.qmd", "_quarto.yml", "renderer.json"}
    wanted = papers | {"evidence.json", "audit.xlsx", "crate.zip"}
    assert {name for name in contents(ready.reports) if not name.startswith("brand/")} == wanted
    assert contents(ready.reports)["hours.qmd"] == (ready.composed / "hours.qmd").read_bytes()
    stage = ready.composed.parents[1]
    for made in ("rendered/evidence.json", "evidence/audit.xlsx", "evidence/crate.zip"):
        assert contents(ready.reports)[Path(made).name] == (stage / made).read_bytes()
    assert [path.name for path in ready.reports.parent.iterdir()] == ["hours"]


def test_recommendations_say_the_same_on_the_cover_and_in_the_body(ready: Desk) -> None:
    assert ready.type("deliver", "hours").status == 0
    page = lxml.html.fromstring((ready.reports / "hours.html").read_bytes())
    cover = [_words(item) for item in page.iterfind(".//ol/li")]
    body = [_words(item).partition(" ") for item in page.iterfind(".//div[@class='recommendations']/div")]
    assert [number for number, _, _ in body] == ["1.1", "1.2"]
    assert cover == [text for _, _, text in body]
    assert cover[0] == "That the 55,530 visits be noted, at a cost of £950."


def _words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_charts_of_an_earlier_set_are_removed(ready: Desk) -> None:
    for name in ("charts/gone.svg", "charts/deep/gone.svg", "brand/gone.css"):
        write(ready.reports / name, "Left over.")
    (ready.reports / "charts" / "link.svg").symlink_to("nowhere.svg")
    assert ready.type("deliver", "hours").status == 0
    left = {path.name for part in ("charts", "brand") for path in (ready.reports / part).rglob("*")}
    assert not left & {"gone.svg", "gone.css", "link.svg"}


def test_what_others_put_beside_a_paper_is_theirs(ready: Desk) -> None:
    for name in ("clerk-notes.docx", "editions/2026-11/hours.pdf"):
        write(ready.reports / name, "Not ours.")
    assert ready.type("deliver", "hours").status == 0
    assert (ready.reports / "clerk-notes.docx").read_text("utf-8") == "Not ours."
    assert (ready.reports / "editions" / "2026-11" / "hours.pdf").exists()


def test_other_papers_are_left_alone(ready: Desk) -> None:
    write(ready.root / "reports" / "other" / "other.html", "Another paper.")
    assert ready.type("deliver", "hours").status == 0
    assert (ready.root / "reports" / "other" / "other.html").read_text("utf-8") == "Another paper."


def test_a_second_delivery_changes_nothing(ready: Desk) -> None:
    assert ready.type("deliver", "hours").status == 0
    first = contents(ready.reports)
    assert ready.type("deliver", "hours").status == 0
    assert contents(ready.reports) == first


@pytest.mark.parametrize("failing", [1, 2, 3, 9])
def test_a_disk_that_fills_up_leaves_the_old_set_whole(
    failing: int, ready: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _deliver_old_set(ready)
    monkeypatch.setattr(records, "replace_bytes", _fails(records.replace_bytes, failing, errno.ENOSPC))
    ready.type("deliver", "hours").refused("reports/hours cannot be written: No space left on device", status=73)
    assert contents(ready.reports) == old
    assert [path.name for path in ready.reports.parent.iterdir()] == ["hours"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root: the test below stands in")
def test_a_read_only_folder_is_refused_and_the_old_set_stays_whole(ready: Desk) -> None:
    old = _deliver_old_set(ready)
    ready.reports.chmod(0o555)
    try:
        ready.type("deliver", "hours").refused("reports/hours cannot be written: Permission denied", status=73)
        assert contents(ready.reports) == old
    finally:
        ready.reports.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_refused_and_the_old_set_stays_whole(
    ready: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _deliver_old_set(ready)
    monkeypatch.setattr(Path, "replace", _fails(Path.replace, 1, errno.EROFS, within=ready.reports))
    ready.type("deliver", "hours").refused("reports/hours cannot be written: Read-only file system", status=73)
    assert contents(ready.reports) == old


def test_a_file_where_the_folder_should_be_is_refused(ready: Desk) -> None:
    write(ready.root / "reports", "Not a folder.")
    ready.type("deliver", "hours").refused("reports/hours cannot be written", status=73)


def test_a_paper_that_was_changed_by_hand_after_rendering_is_refused(ready: Desk) -> None:
    page = ready.composed.parents[1] / "rendered" / "hours.html"
    page.write_text(page.read_text("utf-8").replace("55,530", "99,999"), "utf-8")
    ready.type("deliver", "hours").refused("is not what its inputs make", "tracepaper evidence hours", status=2)
    ready.type("evidence", "hours").refused("is not what its inputs make", "tracepaper render hours", status=2)
    ready.type("deliver", "hours").refused("is not what its inputs make", status=2)
    assert not ready.reports.exists()
    for verb in ("render", "evidence", "deliver"):
        assert ready.type(verb, "hours").status == 0
    assert "99,999" not in (ready.reports / "hours.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["audit.xlsx", "crate.zip"])
def test_what_an_auditor_gets_is_refused_when_it_was_changed_by_hand(name: str, ready: Desk) -> None:
    file = ready.composed.parents[1] / "evidence" / name
    file.write_bytes(file.read_bytes() + b"\0")
    ready.type("deliver", "hours").refused("is not what its inputs make", "tracepaper evidence hours", status=2)
    assert not ready.reports.exists()


def _deliver_old_set(desk: Desk) -> dict[str, bytes]:
    """Deliver, then make the delivered set look like that of last month."""
    assert desk.type("deliver", "hours").status == 0
    for path in desk.reports.rglob("*"):
        if path.is_file():
            path.write_bytes(b"Last month. " + path.name.encode())
    return contents(desk.reports)


def _fails(
    real: Callable[..., object], failing: int, code: int, *, within: Path | None = None
) -> Callable[..., object]:
    """`real`, until it is called for the `failing`th time with a target in the folder `within`."""
    calls = 0

    def run(path: Path, *arguments: object) -> object:
        nonlocal calls
        target = Path(str(arguments[0])) if within else path
        if within is None or target.is_relative_to(within):
            calls += 1
            if calls == failing:
                raise OSError(code, os.strerror(code), str(target))
        return real(path, *arguments)

    return run
