"""Composed folders to render: the sample paper, rendered once, and small papers of a few lines."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tracepaper.papers.render import render
from tracepaper.papers.render.front_matter import FrontMatter, read_front_matter

HERE = Path(__file__).parent
BRAND = HERE.parents[2] / "templates" / "brand"
FRONT = """---
title: A small paper
date: 2021-04-15
lang: en-GB
author: Sampleshire County Council
description: A paper of a few lines.
---

"""


@dataclass(frozen=True)
class Small:
    """A composed folder of one small paper, called small."""

    folder: Path
    front: FrontMatter


def add_brand(folder: Path) -> None:
    shutil.copytree(BRAND, folder / "brand")
    shutil.copy(BRAND / "_quarto.yml", folder / "_quarto.yml")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The composed folder of the sample paper, short-breaks."""
    folder = tmp_path / "composed"
    shutil.copytree(HERE / "sample", folder)
    add_brand(folder)
    return folder


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample paper as HTML, PDF and DOCX, from the embedded engine."""
    composed, out = tmp_path_factory.mktemp("composed"), tmp_path_factory.mktemp("rendered")
    shutil.copytree(HERE / "sample", composed, dirs_exist_ok=True)
    add_brand(composed)
    render(composed, paper="short-breaks", out=out, engine="embedded")
    return out


@pytest.fixture
def small(tmp_path: Path) -> Callable[[str], Small]:
    """Make a composed folder of a paper with the given body, which may show charts/spend.svg."""

    def make(body: str) -> Small:
        folder = tmp_path / "small"
        shutil.copytree(HERE / "sample" / "charts", folder / "charts")
        add_brand(folder)
        (folder / "small.qmd").write_text(FRONT + body, encoding="utf-8")
        return Small(folder, read_front_matter(folder / "small.qmd"))

    return make
