"""The sample paper through the real Quarto, where there is one: it says what the embedded engine says."""

import re
from pathlib import Path

import programs
from tracepaper.papers.render import render


def words(page: Path) -> list[str]:
    text = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", text).split()


def test_quarto_says_what_the_embedded_engine_says(sample: Path, rendered: Path, tmp_path: Path) -> None:
    programs.need("quarto")
    assert render(sample, paper="short-breaks", out=tmp_path, engine="quarto").name == "quarto"
    main = words(tmp_path / "short-breaks.html")
    assert main == words(rendered / "short-breaks.html")
