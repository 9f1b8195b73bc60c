"""Calculations: pure functions, figures in and figures out. Every public function here can be used in a formula."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any


def functions() -> dict[str, Callable[..., Any]]:
    """Every public function of the modules in this package, by name."""
    found: dict[str, Callable[..., Any]] = {}
    for module_info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                if name in found:
                    raise ImportError(f'two calculations are called "{name}"')
                found[name] = function
    return found
