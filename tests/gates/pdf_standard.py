"""A paper's PDF keeps PDF/UA-1 and PDF/A-2a or 3a, by veraPDF's judgement."""

from pathlib import Path
from typing import Any

import pikepdf

from gates.java_engine import running

ENGINE = Path(__file__).with_name("verapdf_engine.py")
NAMES = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a", "3a": "PDF/A-3a"}
# Each profile makes hundreds of checks on the smallest tagged page: fewer means that the rules did not load.
FEWEST_CHECKS = 100


def check(path: Path) -> list[str]:
    """The rules of PDF/UA-1, and of the PDF/A level that the file at `path` claims, which it breaks."""
    part, level = _claimed(path)
    if f"{part}{level}" not in ("2a", "3a"):
        return [f'claims PDF/A "{part}{level}", where 2a or 3a is expected']
    return [fault for result in _validated(path, "ua1", f"{part}{level}") for fault in _faults(result)]


def _claimed(path: Path) -> tuple[str, str]:
    with pikepdf.open(path) as pdf:
        metadata = pdf.open_metadata()
        return metadata.get("pdfaid:part", ""), metadata.get("pdfaid:conformance", "").lower()


def _validated(path: Path, *flavours: str) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = running(ENGINE).ask(str(path), *flavours)
    if any(result["checks"] < FEWEST_CHECKS for result in results):
        raise RuntimeError("veraPDF made too few checks: its rules did not load")
    return results


def _faults(result: dict[str, Any]) -> list[str]:
    name = NAMES[result["flavour"]]
    return [f"{name} {rule} ({count} times)" for rule, count in sorted(result["failed"].items())]
