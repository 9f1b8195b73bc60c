"""Every error that a user can meet: what is wrong, where, and how to mend it, each kind with its exit status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong at one place, in words for an officer.

    Attributes:
        place: the cell, line or key: "B6 (2017/18, Non-Framework Provision)", "line 12, cover.title".
        found: what stands there, quoted.
        expected: what should stand there.
        remedy: one sentence that says how to mend it.
    """

    place: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return f"  {self.place}: found {self.found}; expected {self.expected}.\n     {self.remedy}"


class TracepaperError(Exception):
    """Base of all errors that are shown to a user without a traceback."""

    exit_status = 70

    def __init__(self, heading: str, faults: Iterable[Fault] = ()) -> None:
        self.heading = heading
        self.faults = tuple(faults)
        super().__init__("\n".join([heading, *map(str, self.faults)]))


class CallError(TracepaperError):
    """The command was called wrongly: an unknown paper, source or option."""

    exit_status = 2


class SourceError(TracepaperError):
    """A file in data/raw is not what its data dictionary says, or cannot be read."""

    exit_status = 3


class SettingsError(TracepaperError):
    """A settings file, data dictionary or parameter table is at fault."""

    exit_status = 4


class FigureError(SettingsError):
    """A formula asks for something that figures do not do: mixed units, a missing cell, an unknown name."""


class TemplateError(SettingsError):
    """A template is at fault."""


class RenderError(SettingsError):
    """A composed paper could not be turned into HTML, PDF or DOCX."""


class OutputError(TracepaperError):
    """A result cannot be written."""

    exit_status = 73


class AlteredError(TracepaperError):
    """What was published, or the record of it, is not what it was."""

    exit_status = 1
