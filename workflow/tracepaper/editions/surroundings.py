"""What a build has around it, each with its version: Python, the platform, the renderer, the packages of the lock."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from tracepaper import records
from tracepaper.editions import crates

PYTHON, PLATFORM, RENDERER = "Python", "the platform", "the renderer"
MISSING = "not installed"
UNSAID = "not recorded"


def here(project: Path) -> dict[str, str]:
    """Name to version, as installed here: Python, the platform, and each package that the project's lock pins."""
    found = {PYTHON: platform.python_version(), PLATFORM: f"{platform.system()} {platform.machine()}"}
    return found | {name: _installed(name) for name in _pinned(project)}


def of_crate(project: Path) -> dict[str, str]:
    """Name to version as an unpacked crate has it: its packages are those of its lock; it names no platform."""
    said = {entity.get("name"): str(entity.get("softwareVersion", "")) for entity in crates.entities(project)}
    return {PYTHON: said.get(PYTHON) or UNSAID, **_pinned(project)}


def renderer(evidence: Path) -> str:
    """The renderer with its version, as an evidence.json names it."""
    try:
        said: Mapping[str, str] = json.loads(evidence.read_text("utf-8"))["renderer"]
        return f"{said['name']} ({said['version']})"
    except (OSError, ValueError, KeyError, TypeError):
        return UNSAID


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return MISSING


def _pinned(project: Path) -> dict[str, str]:
    """Name to version of each package that the lock pins, for Python and platform as they are here."""
    lock = project / records.LOCK
    lines = lock.read_text("utf-8", "replace").splitlines() if lock.is_file() else []
    pins = [pin for line in lines if line[:1].isalnum() and (pin := _pin(line))]
    return {pin.name: next(iter(pin.specifier)).version for pin in pins if not pin.marker or pin.marker.evaluate()}


def _pin(line: str) -> Requirement | None:
    try:
        pin = Requirement(line.removesuffix("\\").strip())
    except InvalidRequirement:
        return None
    return pin if len(pin.specifier) == 1 else None
