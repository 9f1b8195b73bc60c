"""What a crate says of its paper: its words, its sources, the commands that build it and the programs that ran them."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from tracepaper import records
from tracepaper.papers.calculate import PAPERS
from tracepaper.papers.render.front_matter import read_front_matter
from tracepaper.settings import paper as paper_settings
from tracepaper.settings.paper import Paper
from tracepaper.sources import tables

SNAKEFILE = "Snakefile"
INCLUDED = re.compile(r'^include: "(.+)"$', re.MULTILINE)
CALLED = re.compile(r'"(tracepaper \w+) \{wildcards\.(source|paper):q\}')
SPAN = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\{[^{}]*\}")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
HOMES = {
    "Python": "https://www.python.org",
    "Snakemake": "https://snakemake.github.io",
    "pandoc": "https://pandoc.org",
    "typst": "https://typst.app",
    "quarto": "https://quarto.org",
}


@dataclass(frozen=True)
class About:
    """What a crate says of its paper.

    Attributes:
        title, summary, council, status, keywords: as printed, without markup; status may be empty.
        sources: what ingest wrote of each source, in the order of the settings.
        commands: what the rules run, in order.
        programs: name and version of each program that was at work.
    """

    settings: Paper
    title: str
    summary: str
    council: str
    status: str
    keywords: tuple[str, ...]
    code_version: str
    sources: tuple[Mapping[str, Any], ...]
    commands: tuple[str, ...]
    programs: tuple[tuple[str, str], ...]

    @property
    def paper(self) -> str:
        """Id of the paper."""
        return self.settings.id

    @property
    def date(self) -> date:
        """Day of the paper."""
        return self.settings.date


def about(root: Path, paper: str) -> About:
    """Gather what a crate says of a paper that has been rendered.

    Raises:
        CallError: there is no such paper, or one of its sources has not been ingested.
    """
    settings = paper_settings.load(root, paper)
    front = _front_matter(root, paper)
    return About(
        settings=settings,
        title=front["title"],
        summary=front["description"],
        council=front["author"],
        status=front.get("status", ""),
        keywords=tuple(front["keywords"]),
        code_version=records.code_version(root),
        sources=tuple(tables.description(root, source) for source in settings.sources),
        commands=tuple(_commands(root, settings)),
        programs=tuple(_programs(root, paper)),
    )


def _front_matter(root: Path, paper: str) -> Any:
    """The words of a composed paper, without the marks that trace its figures."""
    front = read_front_matter(root / PAPERS / paper / "composed" / "paper" / f"{paper}.qmd")
    return _plain(yaml.safe_load(front.yaml))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return ESCAPE.sub(r"\1", SPAN.sub(r"\1", value)) if isinstance(value, str) else value


def _commands(root: Path, settings: Paper) -> Iterator[str]:
    """Read from the rules, so that what the crate names is what Snakemake runs."""
    for rules in INCLUDED.findall((root / SNAKEFILE).read_text("utf-8")):
        for verb, noun in CALLED.findall((root / rules).read_text("utf-8")):
            for id in settings.sources if noun == "source" else [settings.id]:
                yield f"{verb} {id}"


def _programs(root: Path, paper: str) -> Iterator[tuple[str, str]]:
    yield "Python", platform.python_version()
    yield "Snakemake", metadata.version("snakemake")
    renderer = json.loads((root / PAPERS / paper / "rendered" / "renderer.json").read_text("utf-8"))
    for program in renderer["version"].split(", "):
        name, _, version = program.rpartition(" ")
        yield name or renderer["name"], version
