"""The settings of the site: config/config.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from tracepaper.settings import schema

FILE = Path("config", "config.yaml")


@dataclass(frozen=True)
class Refresh:
    """How `refresh` runs.

    Attributes:
        time_limit_minutes: the build of a paper is stopped after so many.
    """

    time_limit_minutes: Decimal = Decimal(30)


@dataclass(frozen=True)
class Retention:
    """For how many months editions are kept, by what became of them.

    What was published, and what it was based on, is kept as long as the law lets people inspect reports: six years
    (Local Government Act 1972, section 100C; for background papers section 100D asks for four).
    """

    published: int = 72
    withdrawn: int = 72
    refused: int = 12


@dataclass(frozen=True)
class Site:
    """What all papers of a site share.

    Attributes:
        renderer: "auto", "embedded" or "quarto".
    """

    renderer: Literal["auto", "embedded", "quarto"]
    refresh: Refresh
    retention: Retention


def load(root: Path) -> Site:
    """Read the site's settings.

    Raises:
        SettingsError: with every fault, its line and key.
    """
    content: dict[str, Any] = schema.load(root / FILE, kind="site").content
    refresh = {key: Decimal(value) for key, value in content.get("refresh", {}).items()}
    return Site(content["renderer"], Refresh(**refresh), Retention(**content.get("retention", {})))
