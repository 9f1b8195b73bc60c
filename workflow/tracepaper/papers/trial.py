"""A folder in which the verbs of a project can be tried and that is thrown away: nothing of the project changes."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def folder(root: Path) -> Iterator[Path]:
    """A folder with the settings, sources and templates of the project; it is the working folder meanwhile."""
    root = root.resolve()
    with tempfile.TemporaryDirectory() as made, contextlib.chdir(made):
        copy = Path.cwd()
        for part in ("config", "data/raw", "templates"):
            (copy / part).parent.mkdir(exist_ok=True)
            (copy / part).symlink_to(root / part)
        yield copy
