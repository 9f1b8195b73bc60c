"""A missing program skips a test, or fails it where programs are required."""

from pathlib import Path

import pytest

import programs


@pytest.fixture(autouse=True)
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder as the whole PATH, and no variable that names a program."""
    for name in ("QUARTO_PATH", "TRACEPAPER_REQUIRE_ALL", "TRACEPAPER_WITHOUT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def _install(folder: Path, name: str) -> str:
    program = folder / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return str(program)


def test_a_missing_program_skips_and_says_how_to_install_it() -> None:
    with pytest.raises(pytest.skip.Exception, match="chromium is not installed: apt-get install chromium"):
        programs.need("chromium")


def test_a_missing_program_fails_where_all_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACEPAPER_REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="chromium is not installed: apt-get install chromium"):
        programs.need("chromium")


def test_an_excused_program_skips_where_all_others_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACEPAPER_REQUIRE_ALL", "1")
    monkeypatch.setenv("TRACEPAPER_WITHOUT", "quarto, soffice")
    with pytest.raises(pytest.skip.Exception):
        programs.need("quarto")
    with pytest.raises(pytest.fail.Exception):
        programs.need("chromium")


def test_an_unknown_name_is_not_excused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACEPAPER_WITHOUT", "quatro")
    with pytest.raises(ValueError, match="TRACEPAPER_WITHOUT names quatro; known are chromium"):
        programs.need("chromium")


def test_a_program_is_found_by_any_of_its_names(nothing_installed: Path) -> None:
    path = _install(nothing_installed, "chromium-browser")
    assert programs.need("chromium") == path


def test_a_program_is_found_by_its_variable(nothing_installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _install(nothing_installed, "my-quarto")
    monkeypatch.setenv("QUARTO_PATH", path)
    assert programs.need("quarto") == path


def test_libreoffice_without_writer_does_not_count(nothing_installed: Path) -> None:
    path = _install(nothing_installed, "soffice")
    assert programs.find("soffice") is None
    (nothing_installed / "libswlo.so").touch()
    assert programs.find("soffice") == path
