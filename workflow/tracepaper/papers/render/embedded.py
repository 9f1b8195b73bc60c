"""The embedded engine: pandoc for HTML, DOCX and Typst code, and Typst for the PDF; all of it from wheels."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from tracepaper.papers.render.drafts import Drafts, Engine
from tracepaper.papers.render.front_matter import FrontMatter
from tracepaper.papers.render.process import failure, run

SECONDS = 120
READING = "Reading the paper (pandoc)"
SUBSET_FILTER = "brand/filters/quarto_subset.lua"


def engine() -> Engine:
    """The embedded engine and the versions of its two programs."""
    import pypandoc

    return Engine("embedded", f"pandoc {pypandoc.get_pandoc_version()}, typst {version('typst')}")


def drafts(folder: Path, *, front: FrontMatter) -> Drafts:
    """Render the paper in `folder`, a fresh copy of a composed folder, in its three formats.

    Raises:
        RenderError: pandoc or Typst found a fault, or warned.
    """
    _parsed(folder, front)
    with ThreadPoolExecutor() as pool:
        html = pool.submit(html_page, folder, front=front)
        docx = pool.submit(word_file, folder, front=front)
        pdf = pdf_file(typst_code(folder, front=front), folder=folder, front=front)
        return Drafts(html.result(), pdf, docx.result())


def html_page(folder: Path, *, front: FrontMatter) -> str:
    """The paper as an HTML page that still refers to its style sheet and charts."""
    options = _options(folder)["format"]["html"]
    contents = ["--toc", f"--toc-depth={options['toc-depth']}"]
    return _pandoc(folder, front, "html5", f"--template={options['template']}", *contents).decode("utf-8")


def word_file(folder: Path, *, front: FrontMatter) -> bytes:
    """The paper as a DOCX."""
    options = _options(folder)["format"]["docx"]
    return _pandoc(folder, front, "docx", f"--reference-doc={options['reference-doc']}")


def typst_code(folder: Path, *, front: FrontMatter) -> str:
    """The paper as Typst code."""
    return _pandoc(folder, front, "typst-smart", "--template=brand/embedded.typ").decode("utf-8")


def pdf_file(code: str, *, folder: Path, front: FrontMatter) -> bytes:
    """Typst code as a tagged PDF; it can read what is in `folder`, and nothing else.

    Raises:
        RenderError: Typst found a fault, or warned.
    """
    import typst

    doing = "Making the PDF (Typst)"
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "brand" / "fonts"]
    )
    standards = _options(folder)["format"]["typst"]["pdf-standard"]
    compiler = typst.Compiler(input=code.encode("utf-8"), root=folder, font_paths=fonts)
    try:
        pdf, warnings = compiler.compile_with_warnings(pdf_standards=standards, timestamp=front.timestamp)
    except (typst.TypstError, RuntimeError) as error:
        raise failure(doing, _words(error)) from error
    if warnings:
        raise failure(doing, "\n".join(_words(warning) for warning in warnings))
    assert isinstance(pdf, bytes)
    return pdf


def _words(message: Any) -> str:
    return " ".join([message.message, *message.hints]) if hasattr(message, "hints") else str(message)


def _options(folder: Path) -> dict[str, Any]:
    return _read_options((folder / "_quarto.yml").read_text(encoding="utf-8"))


@cache
def _read_options(text: str) -> dict[str, Any]:
    """Asked for by each format, and slow to read."""
    options: dict[str, Any] = yaml.safe_load(text)
    return options


def _pandoc(folder: Path, front: FrontMatter, to: str, *more: str) -> bytes:
    options, name = _options(folder), to.partition("-")[0]
    (folder / f"{name}.yml").write_text(front.yaml, encoding="utf-8")
    filters = [entry["path"] for entry in options["filters"]] + [SUBSET_FILTER]
    text, warnings = _parsed(folder, front)
    command = [
        *_program("json", to),
        "--fail-if-warnings",
        "--standalone",
        "--wrap=none",
        f"--metadata-file={name}.yml",
        *(f"--lua-filter={path}" for path in filters),
        *more,
        "--output=-",
        text,
    ]
    doing = f"Writing the paper as {name} (pandoc)"
    written, _ = run(command, folder=folder, timestamp=front.timestamp, seconds=SECONDS, doing=doing)
    if warnings:
        # Only now: our filters tell most of what pandoc warns of in words for an officer.
        raise failure(READING, warnings)
    return written


def _parsed(folder: Path, front: FrontMatter) -> tuple[str, str]:
    """The file of the paper's text as pandoc reads it, and what pandoc said; read once, for it takes longest."""
    read, said = folder / "paper.json", folder / "paper.warnings"
    if not said.exists():
        (folder / "paper.md").write_text(front.body, encoding="utf-8")
        command = [*_program(f"{_options(folder)['from']}-yaml_metadata_block", "json"), "--output=-", "paper.md"]
        content, warnings = run(command, folder=folder, timestamp=front.timestamp, seconds=SECONDS, doing=READING)
        read.write_bytes(content)
        said.write_text(warnings, encoding="utf-8")
    return read.name, said.read_text(encoding="utf-8")


def _program(source: str, to: str) -> list[str]:
    import pypandoc

    return [pypandoc.get_pandoc_path(), "--sandbox", f"--from={source}", f"--to={to}"]
