"""The settings of the site: config/config.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tracepaper.settings import schema

FILE = Path("config", "config.yaml")


@dataclass(frozen=True)
class Site:
    """What all papers of a site share.

    Attributes:
        renderer: "auto", "embedded" or "quarto".
    """

    renderer: Literal["auto", "embedded", "quarto"]


def load(root: Path) -> Site:
    """Read the site's settings.

    Raises:
        SettingsError: with every fault, its line and key.
    """
    return Site(renderer=schema.load(root / FILE, kind="site").content["renderer"])
