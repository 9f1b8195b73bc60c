"""docs/methods: every calculation with its formula, conventions, source and worked examples.

`make methods` writes the pages. All that they say is from the docstrings of the calculations and from runs of the
examples.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import published
from published import shown
from published.docstrings import Described, described, one_line
from published.shown import escaped
from published.worked import Example, refused, result
from tracepaper import calculations

FOLDER = Path(__file__).parents[2] / "docs" / "methods"
INDEX = "README.md"
ABOUT = """\
# Calculations

Every function that a formula in a paper's settings can use, by subject. Each page gives the formula, the conventions,
the source, and worked examples: what the example is given, the formula as an officer writes it, the result of a run,
and the working by hand. A result that a publication prints names the publication.

A formula never holds a bare number: counts, rates and weights are figures too, from a table, from a parameter, or
declared under `literals:` with a reason. In a signature `name=…` is given by its name, and `[name=…]` may be left out.

These pages are written by `make methods` from [the calculations](../../workflow/tracepaper/calculations) and
[the examples](../../tests/published), and a test holds that they are what the examples give.
"""


@dataclass(frozen=True)
class Subject:
    """A module of calculations: its name, what it is about, and its public functions in the order of the file."""

    name: str
    title: str
    about: str
    functions: Mapping[str, Callable[..., Any]]


def subjects() -> list[Subject]:
    """The modules of calculations that have public functions, by name."""
    names = sorted(info.name for info in pkgutil.iter_modules(calculations.__path__))
    modules = [importlib.import_module(f"{calculations.__name__}.{name}") for name in names]
    return [one for one in map(_subject, modules) if one.functions]


def example_modules() -> list[ModuleType]:
    """The modules of tests in this folder that have examples, by name."""
    names = sorted(info.name for info in pkgutil.iter_modules(published.__path__) if info.name.startswith("test_"))
    modules = [importlib.import_module(f"{published.__name__}.{name}") for name in names if name != "test_methods"]
    return [module for module in modules if hasattr(module, "EXAMPLES")]


def examples() -> dict[str, list[Example]]:
    """The worked examples of all modules, by calculation, in the order in which they stand."""
    found: dict[str, list[Example]] = {}
    for example in itertools.chain.from_iterable(module.EXAMPLES for module in example_modules()):
        found.setdefault(example.calculation, []).append(example)
    return found


def pages() -> dict[str, str]:
    """Every page of docs/methods: file name to text."""
    worked = examples()
    found = subjects()
    written = {f"{subject.name}.md": _text(_page(subject, worked)) for subject in found}
    return {**written, INDEX: _text(_index(found))}


def write() -> None:
    """Write the pages, and remove those of modules that are gone."""
    FOLDER.mkdir(exist_ok=True)
    texts = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


def _subject(module: ModuleType) -> Subject:
    title, _, about = inspect.getdoc(module).partition("\n")
    own = [one for _, one in inspect.getmembers(module, inspect.isfunction) if _is_public(one, module)]
    in_order = sorted(own, key=lambda function: function.__code__.co_firstlineno)
    name = module.__name__.rpartition(".")[2]
    return Subject(name, title.rstrip("."), about.strip(), {one.__name__: one for one in in_order})


def _is_public(function: Callable[..., Any], module: ModuleType) -> bool:
    return function.__module__ == module.__name__ and not function.__name__.startswith("_")


def _index(found: Iterable[Subject]) -> list[str]:
    lines = [ABOUT]
    for subject in found:
        lines += [f"## [{escaped(subject.title)}]({subject.name}.md)", ""]
        for name in sorted(subject.functions):
            summary = escaped(described(subject.functions[name]).summary)
            lines.append(f"- [`{name}`]({subject.name}.md#{name}): {summary}")
        lines.append("")
    return lines


def _page(subject: Subject, worked: Mapping[str, list[Example]]) -> list[str]:
    lines = [f"# {escaped(subject.title)}", ""]
    lines += [f"{escaped(one_line(paragraph))}\n" for paragraph in subject.about.split("\n\n") if paragraph]
    lines += [", ".join(f"[`{name}`](#{name})" for name in subject.functions) + f". [All calculations]({INDEX}).", ""]
    for name, function in subject.functions.items():
        lines += [f"## {name}", "", *_described(function)]
        for example in worked.get(name, []):
            lines += _example(example)
    return lines


def _described(function: Callable[..., Any]) -> list[str]:
    said = described(function)
    lines = [escaped(said.summary), "", "```text", signature(function), "```", ""]
    lines += [f"{escaped(one_line(paragraph))}\n" for paragraph in said.description.split("\n\n") if paragraph]
    if formula := said.sections.get("Formula"):
        lines += ["**Formula**", "", "```text", formula, "```", ""]
    lines += _paragraph("Convention", said)
    lines += _listed("Arguments", said.entries("Args"))
    lines += _listed("Gives", said.entries("Returns")) or _paragraph("Returns", said, "Gives")
    if raised := said.entries("Raises"):
        lines += ["**Refuses:** " + " ".join(f"{escaped(_sentence(words))}" for words in raised.values()), ""]
    return lines + _paragraph("Source", said)


def signature(function: Callable[..., Any]) -> str:
    """A function as an officer calls it: "shares(series, of=…)"; what may be left out in square brackets."""
    return f"{function.__name__}({', '.join(map(_called, inspect.signature(function).parameters.values()))})"


def _called(parameter: inspect.Parameter) -> str:
    if parameter.kind is parameter.VAR_POSITIONAL:
        return f"{parameter.name}, …"
    if parameter.default is parameter.empty:
        return f"{parameter.name}=…" if parameter.kind is parameter.KEYWORD_ONLY else parameter.name
    known = f'"{parameter.default}"' if isinstance(parameter.default, str) else str(parameter.default).lower()
    return f"[{parameter.name}={'…' if parameter.default in (None, '') else known}]"


def _example(example: Example) -> list[str]:
    lines = [f"### {escaped(example.title)}", "", *shown.given(example.given), "```text", example.formula, "```", ""]
    if example.refuses is None:
        lines += shown.result(result(example), example.gives)
    else:
        lines += [f"Refused: {escaped(refused(example).faults[0].remedy)}", ""]
    return [*lines, f"By hand: {escaped(one_line(example.working))}", "", f"Source: {escaped(example.source)}", ""]


def _paragraph(section: str, said: Described, word: str = "") -> list[str]:
    text = said.sections.get(section)
    return [f"**{word or section}:** {escaped(_sentence(one_line(text)))}", ""] if text else []


def _listed(word: str, entries: Mapping[str, str]) -> list[str]:
    if not entries or "" in entries:
        return []
    return [f"**{word}**", "", *(f"- {_names(name)}: {escaped(text)}" for name, text in entries.items()), ""]


def _names(names: str) -> str:
    return ", ".join(f"`{name.lstrip('*')}`" for name in names.split(", "))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    write()
