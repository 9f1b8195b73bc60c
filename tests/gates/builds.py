"""What the gates are run on."""

from pathlib import Path
from typing import Protocol


class Build(Protocol):
    """A finished build: the reports are at `root`/reports/<paper>/<paper>.html, .pdf and .docx."""

    @property
    def root(self) -> Path: ...

    @property
    def papers(self) -> tuple[str, ...]: ...
