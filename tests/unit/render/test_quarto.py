"""The Quarto engine, with a stand-in for the program; test_quarto_itself.py tries the real one."""

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tracepaper.errors import RenderError
from tracepaper.papers.render import render

# Writes its arguments to a log; answers --version; renders by copying what the embedded engine made.
STAND_IN = """#!{python}
import pathlib, shutil, sys
pathlib.Path({log!r}).open("a").write(" ".join(sys.argv[1:]) + "\\n")
if sys.argv[1:] == ["--version"]:
    print({version!r})
    sys.exit(0)
paper, to = sys.argv[2], sys.argv[4]
assert sys.argv[1] == "render" and sys.argv[3] == "--to" and pathlib.Path(paper).is_file()
print({says!r}, file=sys.stderr)
if to not in {leaves_out!r}:
    name = pathlib.Path(paper).stem + {{"html": ".html", "typst": ".pdf", "docx": ".docx"}}[to]
    shutil.copy(pathlib.Path({drafts!r}) / name, name)
sys.exit({status})
"""

Make = Callable[..., Path]


@pytest.fixture
def stand_in(tmp_path: Path, rendered: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Put a stand-in on PATH as quarto; returns the log of its calls."""
    monkeypatch.delenv("QUARTO_PATH", raising=False)

    def make(version: str = "1.9.2", says: str = "", leaves_out: str = "", status: int = 0) -> Path:
        log, program = tmp_path / "log", tmp_path / "bin" / "quarto"
        program.parent.mkdir()
        code = STAND_IN.format(
            python=sys.executable, log=str(log), version=version, says=says, leaves_out=leaves_out.split(),
            drafts=str(drafts(rendered, tmp_path)), status=status,
        )  # fmt: skip
        program.write_text(code, encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
        return log

    return make


def drafts(rendered: Path, tmp_path: Path) -> Path:
    """Outputs as an engine leaves them: here those of the embedded engine, and a page of no content."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    for name in ("short-breaks.pdf", "short-breaks.docx"):
        (folder / name).write_bytes((rendered / name).read_bytes())
    link = '<link rel="stylesheet" href="brand/paper.css">'
    figure = '<figure><img src="charts/spend.svg" alt="Bars" /><figcaption>Spend</figcaption></figure>'
    (folder / "short-breaks.html").write_text(f"<html><head>{link}</head><body>{figure}</body></html>")
    return folder


def fault(caught: pytest.ExceptionInfo[RenderError]) -> str:
    return str(caught.value)


def test_it_is_called_once_a_format_and_its_page_is_completed(sample: Path, tmp_path: Path, stand_in: Make) -> None:
    log = stand_in()
    used = render(sample, paper="short-breaks", out=tmp_path, engine="auto")
    assert (used.name, used.version) == ("quarto", "1.9.2")
    calls = [f"render short-breaks.qmd --to {to}" for to in ("html", "typst", "docx")]
    assert log.read_text().splitlines() == ["--version", *calls]
    page = (tmp_path / "short-breaks.html").read_text(encoding="utf-8")
    assert "<style>" in page and 'aria-label="Bars"' in page and "<img" not in page


def test_quarto_path_comes_before_path(
    sample: Path, tmp_path: Path, stand_in: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = stand_in()
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "bin" / "quarto"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert render(sample, paper="short-breaks", out=tmp_path, engine="quarto").name == "quarto"
    assert len(log.read_text().splitlines()) == 4


def test_embedded_asks_no_quarto(sample: Path, tmp_path: Path, stand_in: Make) -> None:
    log = stand_in(version="1.2.0")
    assert render(sample, paper="short-breaks", out=tmp_path, engine="embedded").name == "embedded"
    assert not log.exists()


@pytest.mark.parametrize(
    ("habits", "told"),
    [
        ({"version": "1.8.27"}, "version 1.8.27"),
        ({"version": "0.9.2"}, "version 0.9.2"),
        ({"version": "no version"}, '"no version" for a version'),
        ({"status": 1, "says": "it broke"}, "it broke"),
        ({"status": 3}, "exit status 3"),
        ({"leaves_out": "typst"}, "exit status 0, but no short-breaks.pdf"),
        ({"says": "[WARNING] Unable to resolve crossref @tbl-x"}, "Unable to resolve crossref @tbl-x"),
        ({"says": "WARN: unknown key"}, "WARN: unknown key"),
    ],
)
def test_a_quarto_that_cannot_be_trusted_is_an_error(
    sample: Path, tmp_path: Path, stand_in: Make, habits: dict[str, str], told: str
) -> None:
    stand_in(**habits)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(RenderError) as caught:
        render(sample, paper="short-breaks", out=out, engine="auto")
    assert told in fault(caught)
    assert list(out.iterdir()) == []


def test_an_old_quarto_is_told_with_the_way_round(sample: Path, tmp_path: Path, stand_in: Make) -> None:
    stand_in(version="1.8.27")
    with pytest.raises(RenderError, match="renderer: embedded"):
        render(sample, paper="short-breaks", out=tmp_path, engine="auto")


def test_no_quarto_is_an_error_only_where_it_is_asked_for(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert render(sample, paper="short-breaks", out=tmp_path, engine="auto").name == "embedded"
    with pytest.raises(RenderError, match="nothing on PATH"):
        render(sample, paper="short-breaks", out=tmp_path, engine="quarto")


def test_a_wrong_quarto_path_is_an_error(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "nothing"))
    with pytest.raises(RenderError, match="QUARTO_PATH"):
        render(sample, paper="short-breaks", out=tmp_path, engine="auto")
