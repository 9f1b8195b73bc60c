"""A new paper is started from the sample of its type: whole or not at all, over nothing, every setting explained."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from project import HERE
from tracepaper.papers import scaffold
from tracepaper.settings import paper as paper_settings
from tracepaper.settings import schema, strict_yaml
from tracepaper.sources import dictionary
from unit.papers.conftest import Typed

TYPES = scaffold.types(HERE)
PLACES = ("config/papers/clubs.yaml", "templates/papers/clubs.qmd.j2", "data/raw/clubs")
Key = tuple[str | int, ...]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that holds the samples and no paper."""
    shutil.copytree(HERE / "templates" / "new", tmp_path / "templates" / "new")
    (tmp_path / "Snakefile").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def everything(root: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None for path in root.rglob("*")
    }


class TestANewPaper:
    def test_is_its_settings_its_template_and_its_source(self, project: Path, typed: Typed) -> None:
        done = typed("new", "options_appraisal", "clubs", "--json")
        assert done.status == 0
        made = json.loads(done.printed)["made"]
        assert set(PLACES[:2]) < set(made) and "data/raw/clubs/datapackage.yaml" in made
        assert all((project / path).is_file() for path in made)
        assert "snakemake" in typed("new", "options_appraisal", "hubs").printed

    def test_is_told_of_as_the_how_to_page_shows(self, project: Path, typed: Typed) -> None:
        page = (HERE / "docs" / "how-to" / "start-a-paper.md").read_text("utf-8")
        call, shown = re.findall(r"^```\n\$ tracepaper (.*)\n((?:.*\n)*?)```$", page, re.MULTILINE)[0]
        assert typed(*call.split()).printed == shown

    def test_may_be_asked_for_with_hyphens(self, project: Path) -> None:
        assert scaffold.new(project, "options-appraisal", "clubs")

    @pytest.mark.parametrize("type", TYPES)
    @pytest.mark.parametrize("paper", ["clubs", "2024", "null", "a-b"])
    def test_is_in_order_under_every_id(self, paper: str, type: str, project: Path) -> None:
        made = scaffold.new(project, type, paper)
        assert paper_settings.load(project, paper).type == type
        described = dictionary.load(project / "data" / "raw" / paper)
        assert described.name == paper
        for resource in described.resources:
            assert hashlib.sha256(resource.path.read_bytes()).hexdigest() == resource.sha256, resource.path.name
        # Tables keep their bytes, so that their digests stay: the token occurs in none of them.
        assert not [path for path in made if scaffold.TOKEN.search((project / path).read_bytes().decode("latin-1"))]

    def test_is_no_report_type(self, project: Path) -> None:
        types = {path.name.removesuffix(".qmd.j2") for path in (HERE / "templates" / "types").iterdir()}
        assert set(TYPES) <= types


class TestNothingIsWritten:
    def test_for_a_type_that_has_no_sample(self, project: Path, typed: Typed) -> None:
        before = everything(project)
        for type in ("nosuch", "", ".", "..", "../types", "options_appraisal/source"):
            typed("new", type, "clubs").refused(f'no sample of a report type "{type}"', "options_appraisal", status=2)
        assert everything(project) == before

    @pytest.mark.parametrize("paper", ["", "Clubs", "young carers", "../clubs", "clubs.yaml", "-", "_", "ü", "a" * 65])
    def test_for_what_is_no_id(self, paper: str, project: Path, typed: Typed) -> None:
        before = everything(project)
        call = typed("new", "options_appraisal", "--", paper)
        call.refused(f'"{paper}" cannot be the id of a paper', status=2)
        assert everything(project) == before

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("kind", ["file", "folder", "link to nowhere"])
    def test_over_anything_that_is_there(self, kind: str, place: str, project: Path, typed: Typed) -> None:
        path = project / place
        path.parent.mkdir(parents=True)
        path.mkdir() if kind == "folder" else path.write_text("mine") if kind == "file" else path.symlink_to("gone")
        before = everything(project)
        typed("new", "options_appraisal", "clubs").refused(place, "nothing was written", status=2)
        assert everything(project) == before

    @pytest.mark.parametrize("full", [1, 2, 3])
    def test_when_it_cannot_be_written_whole(self, full: int, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        rename, calls = Path.rename, iter(range(1, 9))

        def failing(path: Path, target: Path) -> Path:
            if next(calls) == full:
                raise OSError(28, "No space left on device", str(target))
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", failing)
        before = everything(project)
        with pytest.raises(OSError, match="No space left"):
            scaffold.new(project, "options_appraisal", "clubs")
        left = {path for path in everything(project).keys() - before.keys() if not (project / path).is_dir()}
        assert left == set() and not any((project / place).exists() for place in PLACES)


class TestEverySettingIsExplained:
    """A key is explained by a comment above or beside its line; or by name, above the entry that it stands in."""

    @pytest.mark.parametrize("type", TYPES)
    def test_that_a_sample_uses(self, type: str) -> None:
        folder = HERE / "templates" / "new" / type
        missing = [*unexplained(folder / "settings.yaml", "paper")]
        assert not missing, f"{folder.name}/settings.yaml uses without a comment: {', '.join(missing)}"

    @pytest.mark.parametrize("kind", ["paper", "datapackage"])
    def test_that_there_is(self, kind: str) -> None:
        files = {"paper": "*/settings.yaml", "datapackage": "*/source/datapackage.yaml"}[kind]
        paths = sorted((HERE / "templates" / "new").glob(files))
        explained = {key for path in paths for key in explained_keys(path, kind)}
        named = {word for path in paths for word in re.findall(r"\b(\w+):", comments(path))}
        every = dict.fromkeys(schema_keys(rules(kind)))
        missing = [key for key in every if key not in explained and key.split(".")[-1] not in named]
        assert not missing, f"no sample explains {', '.join(missing)}"

    def test_of_which_one_without_a_comment_is_told(self, tmp_path: Path) -> None:
        sample = (HERE / "templates" / "new" / "options_appraisal" / "settings.yaml").read_text("utf-8")
        bare = tmp_path / "bare.yaml"
        bare.write_text(
            re.sub(r"\n *# Label of the vertical axis\.|\n# Title on the first page\.", "", sample), "utf-8"
        )
        assert list(unexplained(bare, "paper")) == ["title", "charts.y_label"]


def rules(kind: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((schema.SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
    return content


def comments(path: Path) -> str:
    return "\n".join(line for line in path.read_text("utf-8").splitlines() if line.lstrip().startswith("#"))


def unexplained(path: Path, kind: str) -> Iterator[str]:
    known = set(explained_keys(path, kind))
    yield from dict.fromkeys(name for name, _, _ in used(path, kind) if name not in known)


def explained_keys(path: Path, kind: str) -> Iterator[str]:
    lines = ["", *path.read_text("utf-8").splitlines()]
    for name, line, entries in used(path, kind):
        word = re.compile(rf"\b{name.split('.')[-1]}\b")
        if above(lines, line) or any(word.search(above(lines, entry)) for entry in entries):
            yield name


def above(lines: list[str], line: int) -> str:
    """The comment above a line, and what stands beside it."""
    text = [found[1]] if (found := re.search(r"(?:^| )# (.*)", lines[line])) else []
    while line > 1 and lines[line - 1].lstrip().startswith("#"):
        line -= 1
        text.append(lines[line])
    return "\n".join(text)


def used(path: Path, kind: str) -> Iterator[tuple[str, int, list[int]]]:
    """Each key of the schema that a file uses: its name without numbers, its line, and those of what it stands in."""
    document = strict_yaml.load(path)
    for key, line in document.lines.items():
        if name := known_name(rules(kind), key):
            yield name, line, [document.lines[key[:length]] for length in range(1, len(key))]


def known_name(part: dict[str, Any], key: Key) -> str:
    """The dotted name of a key that the schema itself names, "" for an index or for what an officer names."""
    name, own = [], False
    for step in key:
        ways = [part, *part.get("oneOf", []), *part.get("anyOf", [])]
        inner = [way["properties"][step] for way in ways if step in way.get("properties", {})]
        own = bool(inner)
        free = [way.get("items" if isinstance(step, int) else "additionalProperties") for way in ways]
        part = next((one for one in (*inner, *free) if isinstance(one, dict)), {})
        name += [str(step)] if own else []
    return ".".join(name) if own else ""


def schema_keys(part: dict[str, Any], above: str = "") -> Iterator[str]:
    for key, inner in part.get("properties", {}).items():
        yield f"{above}{key}"
        yield from schema_keys(inner, f"{above}{key}.")
    for way in (*part.get("oneOf", []), *part.get("anyOf", []), part.get("items"), part.get("additionalProperties")):
        if isinstance(way, dict):
            yield from schema_keys(way, above)
