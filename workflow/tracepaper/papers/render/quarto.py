"""The Quarto engine: the `quarto` program of the machine, trusted neither in its exit status nor in its silence."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from tracepaper.errors import Fault, RenderError
from tracepaper.papers.render.drafts import Drafts, Engine
from tracepaper.papers.render.front_matter import FrontMatter
from tracepaper.papers.render.process import failure, run

OLDEST = (1, 9)
SECONDS = 300
FORMATS = {"html": ".html", "typst": ".pdf", "docx": ".docx"}
VERSION = re.compile(r"^(\d+)\.(\d+)(?:\.\d+)*", re.MULTILINE)
WARNING = re.compile(r"^.*(?:\bWARN(?:ING)?\b|\bERROR\b|^warning:).*$", re.MULTILINE)


def find() -> Path | None:
    """The Quarto of this machine: `$QUARTO_PATH` where it is set, else `quarto` on PATH, else none.

    Raises:
        RenderError: `$QUARTO_PATH` is set and is no program.
    """
    named = os.environ.get("QUARTO_PATH")
    found = shutil.which(named or "quarto")
    if named and found is None:
        raise _unusable("QUARTO_PATH", f'"{named}"', "the path of the quarto program")
    return Path(found).absolute() if found else None


def missing() -> RenderError:
    """The error of a site that asks for Quarto on a machine that has none."""
    return _unusable("quarto", "nothing on PATH, and QUARTO_PATH is not set", f"Quarto {_dotted(OLDEST)} or later")


def engine(program: Path) -> Engine:
    """The engine with its version.

    Raises:
        RenderError: it does not say its version, or is too old to make an accessible PDF.
    """
    output, _ = run(
        [program, "--version"], folder=Path.cwd(), timestamp=0, seconds=60, doing="Asking Quarto its version"
    )
    said = output.decode("utf-8", "replace").strip()
    version = VERSION.search(said)
    if version is None:
        raise _unusable(program.name, f'"{said[:60]}" for a version', "a version such as 1.9.2")
    if (int(version[1]), int(version[2])) < OLDEST:
        raise _unusable("quarto", f"version {version[0]}", f"version {_dotted(OLDEST)} or later, which writes PDF/UA")
    return Engine("quarto", version[0])


def drafts(folder: Path, *, paper: str, front: FrontMatter, program: Path) -> Drafts:
    """Render the paper in `folder`, a fresh copy of a composed folder, in its three formats.

    Raises:
        RenderError: Quarto failed, warned, or left an output out.
    """
    html, pdf, docx = (_one(folder, paper, front, program, to) for to in FORMATS)
    return Drafts(html.decode("utf-8"), pdf, docx)


def _one(folder: Path, paper: str, front: FrontMatter, program: Path, to: str) -> bytes:
    doing = f"Writing the paper as {to} (Quarto)"
    command: list[str | Path] = [program, "render", f"{paper}.qmd", "--to", to]
    _, messages = run(command, folder=folder, timestamp=front.timestamp, seconds=SECONDS, doing=doing)
    warnings = WARNING.findall(messages)
    if warnings:
        raise failure(doing, "\n".join(warnings))
    output = folder / f"{paper}{FORMATS[to]}"
    if not output.is_file() or output.stat().st_size == 0:
        raise failure(doing, f"exit status 0, but no {output.name}")
    return output.read_bytes()


def _unusable(place: str, found: str, expected: str) -> RenderError:
    remedy = "Install a newer Quarto, or set renderer: embedded in config/config.yaml, which needs no Quarto."
    return RenderError("Quarto cannot be used.", [Fault(place, found, expected, remedy)])


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))
