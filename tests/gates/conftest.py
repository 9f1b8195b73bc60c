"""The specimen paper, built once for all tests of the gates."""

from pathlib import Path

import pytest

from gates import specimens


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds paper.html, paper.pdf and paper.docx: a paper that every gate passes."""
    folder = tmp_path_factory.mktemp("specimen")
    specimens.build(folder)
    return folder
