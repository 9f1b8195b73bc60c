"""What an engine hands over: its name, and the three formats before their structure is completed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Engine:
    """The program that rendered a paper, as printed in its evidence."""

    name: str
    version: str


@dataclass(frozen=True)
class Drafts:
    """HTML text, PDF bytes and DOCX bytes of one paper."""

    html: str
    pdf: bytes
    docx: bytes
