"""The simulated year, lived once."""

from __future__ import annotations

import pytest

from editions import year


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> year.Year:
    """A year that is over; nobody may change it."""
    return year.lived(tmp_path_factory.mktemp("year") / "project")
