"""README.md of a crate: what an auditor who opens the zip file reads first."""

from __future__ import annotations

from collections.abc import Iterable

from tracepaper.evidence.crate.about import About
from tracepaper.papers import place

NAME = "README.md"


def text(told: About, files: Iterable[str]) -> str:
    """The page in Markdown; `files` are the paths of all other files of the crate."""
    reports = sorted(f"`{file}`" for file in files if file.startswith("reports/"))
    sources = [f"`data/raw/{source['id']}/`: {source['title']}, {source['publisher']}" for source in told.sources]
    return f"""# {told.title}

Everything behind one committee paper of {told.council}, dated {place.day(told.date)}:
the paper as it was built, the tables that its figures come from, and the code and settings between the two.

## To read it

{_listed(reports)}

## To check it

The sources, as they were received:

{_listed(sources)}

The paper's settings, with the formula of every figure, are in `config/papers/{told.paper}.yaml`.
`ro-crate-metadata.json` describes each file for machines, with its SHA-256 (a Workflow Run RO-Crate).

## To build it again

Extract the file in an empty folder, and keep the zip file: a build replaces what is in `reports/`. With Python
3.11 or later and make, `make papers` installs the packages of `requirements.lock` and builds the paper. It runs these
commands, in this order:

{_commands(told)}

With the same packages and programs, the files that it makes in `reports/{told.paper}/` have the same bytes as those
in the zip file. The programs were {_programs(told)}.
"""


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _commands(told: About) -> str:
    return "\n".join(f"    {command}" for command in told.commands)


def _programs(told: About) -> str:
    *first, last = (f"{name} {version}" for name, version in told.programs)
    return f"{', '.join(first)} and {last}"
