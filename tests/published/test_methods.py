"""docs/methods is what the examples give, and no calculation lacks its formula, conventions, source or an example."""

import re
import sys
from pathlib import Path

import pytest

from published import methods
from published.docstrings import described

SUBJECTS = {subject.name: subject for subject in methods.subjects()}
# A path from the root of a machine, in either kind of slash, not one within the project or an address.
MACHINE_PATH = re.compile(r"(?<![\w./:\])\u2026])/[a-z]+/\w|\b[A-Z]:\\\w")


@pytest.fixture(scope="module")
def pages():
    return methods.pages()


@pytest.fixture(scope="module")
def worked():
    return methods.examples()


@pytest.mark.parametrize("name", [methods.INDEX, *(f"{name}.md" for name in SUBJECTS)])
def test_the_committed_page_is_what_the_examples_give(pages, name):
    committed = methods.FOLDER / name
    assert committed.exists(), f"docs/methods/{name} is not there: type `make methods`"
    assert committed.read_text(encoding="utf-8") == pages[name], f"docs/methods/{name} is old: type `make methods`"


def test_no_page_is_left_of_what_is_gone(pages):
    assert {path.name for path in methods.FOLDER.iterdir()} == set(pages)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_calculation_has_its_sections_and_an_example(worked, subject):
    lacks = {
        name: [*described(function).lacks(), *([] if name in worked else ["an example"])]
        for name, function in SUBJECTS[subject].functions.items()
    }
    assert {name: missing for name, missing in lacks.items() if missing} == {}


def test_every_example_is_of_a_calculation(worked):
    known = {name for subject in SUBJECTS.values() for name in subject.functions}
    assert set(worked) - known == set()


def test_every_example_is_tested():
    """A page shows what an example gives; only its module's test holds that to what it should give."""
    untested = [module.__name__ for module in methods.example_modules() if not hasattr(module, "test_examples")]
    assert untested == []


def test_every_link_leads_somewhere(pages):
    for name, text in pages.items():
        for target, anchor in re.findall(r"\]\(([^()#]*)#?([^()]*)\)", text):
            path = methods.FOLDER / (target or name)
            assert path.exists() or target in pages, f"{name}: {target}"
            assert not anchor or f"\n## {anchor}\n" in pages[target or name], f"{name}: {target}#{anchor}"


def test_no_page_holds_a_path_of_a_machine(pages):
    own = [str(methods.FOLDER.parents[1]), str(Path.home()), sys.prefix]
    for name, text in pages.items():
        assert not MACHINE_PATH.search(text), f"{name}: {MACHINE_PATH.search(text)}"
        assert not [path for path in own if path in text], name


def test_a_path_of_a_machine_is_told_from_other_slashes():
    found = [bool(MACHINE_PATH.search(text)) for text in ("see /srv/x", "(C:\\x", "2019/20", "a / b", "../../tests/x")]
    assert found == [True, True, False, False, False]
