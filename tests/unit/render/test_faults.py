"""What an officer is told when a paper cannot be rendered, and that nothing is left half done."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracepaper.errors import RenderError
from tracepaper.papers.render import embedded, process, render

Make = Callable[[str], Any]


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("date: 2021-04-15", "date: 15/04/2021", "15/04/2021"),
        ("date: 2021-04-15", "date: 2021-04-15T09:00:00", "a date such as 2021-04-15"),
        ("lang: en-GB", "lang:", "lang:: found nothing"),
        ('author: "Sampleshire County Council"\n', "", "author:: found nothing"),
        ("---\ntitle", "title", "no front matter"),
        ("title: ", "title: [", "is not YAML"),
    ],
)
def test_front_matter(sample: Path, tmp_path: Path, old: str, new: str, told: str) -> None:
    rewrite(sample / "short-breaks.qmd", old, new)
    with pytest.raises(RenderError) as caught:
        render(sample, paper="short-breaks", out=tmp_path, engine="embedded")
    assert told in str(caught.value)


def test_nothing_is_written_when_a_fault_is_found(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    rewrite(sample / "short-breaks.qmd", "@tbl-finance)", "@tbl-gone)")
    with pytest.raises(RenderError, match="@tbl-gone"):
        render(sample, paper="short-breaks", out=out, engine="embedded")
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("![Caption](charts/spend.svg){#fig-a}\n", "no caption, no id or no fig-alt"),
        ('![Caption](charts/spend.svg){fig-alt="Bars"}\n', "no caption, no id or no fig-alt"),
        ('![](charts/spend.svg){#fig-a fig-alt="Bars"}\n', "no caption, or text beside it"),
        ('In text ![Caption](charts/spend.svg){#fig-a fig-alt="Bars"} it stands.\n', "no caption, or text beside it"),
    ],
)
def test_charts(small: Make, body: str, found: str) -> None:
    made = small(body)
    with pytest.raises(RenderError) as caught:
        embedded.html_page(made.folder, front=made.front)
    assert [fault.found for fault in caught.value.faults] == [found]


def test_a_chart_that_is_not_there(small: Make) -> None:
    made = small('![Caption](charts/gone.svg){#fig-a fig-alt="Bars"}\n')
    code = embedded.typst_code(made.folder, front=made.front)
    with pytest.raises(RenderError, match=r"gone\.svg"):
        embedded.pdf_file(code, folder=made.folder, front=made.front)


def test_a_letter_that_the_brand_font_lacks(small: Make) -> None:
    made = small("A tick: ✓.\n")
    code = embedded.typst_code(made.folder, front=made.front)
    with pytest.raises(RenderError, match="✓"):
        embedded.pdf_file(code, folder=made.folder, front=made.front)


def test_a_typst_warning_is_an_error(small: Make) -> None:
    made = small("Text.\n")
    code = embedded.typst_code(made.folder, front=made.front).replace(
        '"Liberation Sans"', '("Gone", "Liberation Sans")'
    )
    with pytest.raises(RenderError, match="unknown font family: gone"):
        embedded.pdf_file(code, folder=made.folder, front=made.front)


def test_typst_reads_nothing_outside_the_paper(small: Make, tmp_path: Path) -> None:
    made = small("Text.\n")
    (tmp_path / "secret.txt").write_text("secret")
    for path in ("../secret.txt", str(tmp_path / "secret.txt")):
        with pytest.raises(RenderError):
            embedded.pdf_file(f'#read("{path}")', folder=made.folder, front=made.front)


@pytest.mark.parametrize("where", ["charts/x.svg", "brand/x.css", "brand/fonts/x.ttf"])
def test_links_in_the_composed_folder_are_refused(sample: Path, tmp_path: Path, where: str) -> None:
    (sample / where).symlink_to("/etc/hostname")
    with pytest.raises(RenderError, match=f"{where}: found a link"):
        render(sample, paper="short-breaks", out=tmp_path, engine="embedded")


@pytest.mark.parametrize("missing", ["short-breaks.qmd", "_quarto.yml"])
def test_missing_files_are_told(sample: Path, tmp_path: Path, missing: str) -> None:
    (sample / missing).unlink()
    with pytest.raises(RenderError, match=f"{missing}: found nothing"):
        render(sample, paper="short-breaks", out=tmp_path, engine="embedded")


def test_a_program_that_does_not_end_is_stopped_with_its_children(tmp_path: Path) -> None:
    script = "sh -c 'sleep 2; touch late' & wait"
    with pytest.raises(RenderError, match="no end after 1 s"):
        process.run(["/bin/sh", "-c", script], folder=tmp_path, timestamp=0, seconds=1, doing="Waiting")
    time.sleep(2)
    assert not (tmp_path / "late").exists()


def test_programs_see_a_fixed_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "x")
    code = "import os; print(sorted(set(os.environ) - {'PATH', 'HOME', 'LC_CTYPE'}), os.environ['SOURCE_DATE_EPOCH'])"
    said, _ = process.run([sys.executable, "-c", code], folder=tmp_path, timestamp=86400, seconds=9, doing="Asking")
    assert said.decode().strip() == "['LC_ALL', 'SOURCE_DATE_EPOCH', 'TZ'] 86400"
