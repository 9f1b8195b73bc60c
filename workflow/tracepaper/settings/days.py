"""Days in settings: YYYY-MM-DD, and in the calendar."""

from __future__ import annotations

import datetime

from tracepaper.errors import Fault, SettingsError
from tracepaper.settings.strict_yaml import Document


def read(document: Document, key: tuple[str | int, ...], text: str) -> datetime.date:
    """The day that a key of a document says.

    Raises:
        SettingsError: the calendar has no such day.
    """
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        fault = Fault(document.place(key), f'"{text}"', "a day that the calendar has", "Write it as YYYY-MM-DD.")
        raise SettingsError(f"{document.path} holds a day that is none.", [fault]) from None
