"""A paper of a few figures as its HTML page, with evidence, and a browser to open it in."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gates.reading.browser import chromium
from tracepaper.papers.render import embedded
from tracepaper.papers.render.front_matter import read_front_matter
from tracepaper.papers.render.html_structure import complete_html

SPECIMEN = Path(__file__).parent / "specimen"
BRAND = Path(__file__).parents[2] / "templates" / "brand"


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the paper, short.html."""
    folder = tmp_path_factory.mktemp("short")
    shutil.copytree(SPECIMEN, folder, dirs_exist_ok=True)
    shutil.copytree(BRAND, folder / "brand")
    shutil.copy(BRAND / "_quarto.yml", folder)
    draft = embedded.html_page(folder, front=read_front_matter(folder / "short.qmd"))
    page = folder / "short.html"
    evidence = (folder / "evidence.json").read_bytes()
    page.write_text(complete_html(draft, folder=folder, evidence=evidence), encoding="utf-8")
    return page


@pytest.fixture(scope="session")
def browser() -> Browser:
    """A running Chromium."""
    return chromium()
