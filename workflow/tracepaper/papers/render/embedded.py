"""The embedded engine: pandoc for HTML, DOCX and Typst code, and Typst for the PDF. It needs nothing installed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tracepaper.papers.render.drafts import Drafts, Engine
from tracepaper.papers.render.front_matter import FrontMatter
from tracepaper.papers.render.process import failure, run

SECONDS = 60
PDF_STANDARDS = ["ua-1", "a-3a"]
SUBSET_FILTER = "brand/filters/quarto_subset.lua"
ROW_HEADERS = re.compile(r"^// row headers: (\d)$", re.MULTILINE)


def engine() -> Engine:
    """The embedded engine and the versions of its two programs."""
    import pypandoc
    import typst

    return Engine("embedded", f"pandoc {pypandoc.get_pandoc_version()}, typst {typst.__version__}")


def drafts(folder: Path, *, paper: str, front: FrontMatter) -> Drafts:
    """Render the paper in `folder`, a fresh copy of a composed folder, in its three formats.

    Raises:
        RenderError: pandoc or Typst found a fault, or warned.
    """
    formats = _options(folder)["format"]
    html = _pandoc(folder, front, "html5", *_html_options(formats["html"]))
    docx = _pandoc(folder, front, "docx", *_docx_options(formats["docx"]))
    code = typst_code(folder, front=front)
    return Drafts(html.decode("utf-8"), _compile(code, folder, front), docx, row_headers(code))


def typst_code(folder: Path, *, front: FrontMatter) -> str:
    """The paper as Typst code.

    Raises:
        RenderError: pandoc or a filter found a fault.
    """
    options = ["--template=brand/embedded.typ", "--shift-heading-level-by=-1", "--wrap=none"]
    return _pandoc(folder, front, "typst-smart", *options).decode("utf-8")


def row_headers(code: str) -> tuple[int, ...]:
    """How many columns of row headers each table of the Typst code has, in its order."""
    return tuple(int(count) for count in ROW_HEADERS.findall(code))


def _html_options(options: dict[str, Any]) -> list[str]:
    return [f"--template={options['template']}", "--toc", f"--toc-depth={options['toc-depth']}", "--wrap=none"]


def _docx_options(options: dict[str, Any]) -> list[str]:
    shift = options["shift-heading-level-by"]
    return [f"--reference-doc={options['reference-doc']}", f"--shift-heading-level-by={shift}"]


def _options(folder: Path) -> dict[str, Any]:
    options: dict[str, Any] = yaml.safe_load((folder / "_quarto.yml").read_text(encoding="utf-8"))
    return options


def _pandoc(folder: Path, front: FrontMatter, to: str, *more: str) -> bytes:
    import pypandoc

    options = _options(folder)
    (folder / "front.yml").write_text(front.yaml, encoding="utf-8")
    (folder / "body.md").write_text(front.body, encoding="utf-8")
    filters = [entry["path"] for entry in options["filters"]] + [SUBSET_FILTER]
    command = [
        pypandoc.get_pandoc_path(),
        "--sandbox",
        "--fail-if-warnings",
        "--standalone",
        f"--from={options['from']}-yaml_metadata_block",
        f"--to={to}",
        "--metadata-file=front.yml",
        *(f"--lua-filter={path}" for path in filters),
        *more,
        "--output=-",
        "body.md",
    ]
    doing = f"Writing the paper as {to.partition('-')[0]} (pandoc)"
    return run(command, folder=folder, timestamp=front.timestamp, seconds=SECONDS, doing=doing)[0]


def _compile(code: str, folder: Path, front: FrontMatter) -> bytes:
    import typst

    doing = "Making the PDF (Typst)"
    compiler = typst.Compiler(
        code.encode("utf-8"), root=folder, font_paths=[folder / "brand" / "fonts"], ignore_system_fonts=True
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=PDF_STANDARDS, timestamp=front.timestamp
        )
    except (typst.TypstError, RuntimeError) as error:
        raise failure(doing, str(error)) from error
    if warnings:
        raise failure(doing, "; ".join(_words(warning) for warning in warnings))
    return bytes(pdf)


def _words(warning: Any) -> str:
    return " ".join([warning.message, *warning.hints])
