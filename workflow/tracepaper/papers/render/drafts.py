"""What an engine hands over: its name, and the three formats before their structure is completed."""

from __future__ import annotations

from dataclasses import dataclass

from tracepaper.errors import Fault, RenderError


@dataclass(frozen=True)
class Engine:
    """The program that rendered a paper, as printed in its evidence."""

    name: str
    version: str


@dataclass(frozen=True)
class Drafts:
    """HTML text, PDF bytes and DOCX bytes of one paper; `row_headers` counts the header columns of each table."""

    html: str
    pdf: bytes
    docx: bytes
    row_headers: tuple[int, ...]


def structure_mismatch(kind: str, *, found: int, expected: int) -> RenderError:
    """The error of an output of that kind ("PDF", "DOCX") that does not hold the tables of its paper."""
    remedy = "Report this fault; set engine: embedded in config/config.yaml in the meantime, if it is not."
    fault = Fault("tables", f"{found} in the {kind}", f"{expected}, as in the paper", remedy)
    return RenderError(f"The structure of the {kind} does not match the paper.", [fault])
