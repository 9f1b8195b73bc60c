"""The conda environment, the package and the locks name the same versions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]


def pins(requirements: list[str]) -> dict[str, str]:
    split = [requirement.split("==") for requirement in requirements]
    assert all(len(parts) == 2 for parts in split), f"every requirement is pinned: {requirements}"
    return {name.lower().replace("_", "-"): version for name, version in split}


def locked(name: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    return dict(found)


RUN = pins(PROJECT["dependencies"])
EXTRAS = {name: pins(extra) for name, extra in PROJECT["optional-dependencies"].items()}


def test_the_lock_holds_every_package_at_the_version_that_the_project_names() -> None:
    assert (RUN | EXTRAS["build"]).items() <= locked("requirements.lock").items()


def test_the_test_lock_holds_them_too_and_the_test_packages() -> None:
    assert (RUN | EXTRAS["build"] | EXTRAS["test"]).items() <= locked("requirements-test.lock").items()
    both = locked("requirements.lock").keys() & locked("requirements-test.lock").keys()
    assert {n: locked("requirements.lock")[n] for n in both} == {n: locked("requirements-test.lock")[n] for n in both}


def test_the_conda_environment_has_the_same_versions_and_quarto_with_its_wrapper() -> None:
    by_pip = next(entry["pip"] for entry in CONDA if isinstance(entry, dict))
    assert pins(by_pip) == RUN | EXTRAS["build"] | {"quarto": EXTRAS["quarto"]["quarto"]}
    assert "quarto>=1.9" in CONDA


def test_what_builds_the_package_is_what_the_lock_holds() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    assert pins(build) == EXTRAS["build"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_every_locked_package_has_a_hash_and_no_lock_names_an_index(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text and "--index" not in text and "--find-links" not in text
    for requirement in re.split(r"\n(?=[a-z0-9])", text):
        assert "--hash=sha256:" in requirement, requirement.splitlines()[0]
