"""The provenance crate of each paper: valid, the same every time, and enough to build the paper again."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from rocrate_validator import services
from rocrate_validator.models import Severity
from urllib3 import HTTPResponse

from project import HERE, PAPERS, SMALLEST, Project, every_paper
from tracepaper.errors import OutputError, SettingsError
from tracepaper.evidence import crate

METADATA = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
VENDORED = HERE / "tests" / "vendor" / "ro-crate" / "context-1.1.jsonld"
# What the profiles recommend and a crate does without, with the reason.
UNMET = {
    "process-run-crate-0.5_3.2": "the pipeline has no address on the web that a council would share",
    "process-run-crate-0.5_5.1": "the workflow is a file of the crate, so its id is a path",
    "process-run-crate-0.5_8.4": "endTime: the same inputs give the same crate, whenever it is built",
    "ro-crate-1.1_31.2": "settings hold no web address of a council or a publisher",
    "workflow-ro-crate-1.0_8.1": "Bioschemas wants properties that the workflow does not have, an address first of all",
}


class Shelf(HTTPAdapter):
    """Answers every request with the vendored context, and opens no connection."""

    def send(self, request: Any, *_: Any, **__: Any) -> Any:
        headers = {"Content-Type": "application/ld+json"}
        body = VENDORED.open("rb")
        return self.build_response(request, HTTPResponse(body, headers, status=200, preload_content=False))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store from which the validator, told to stay offline, takes the context."""
    store = tmp_path_factory.mktemp("context") / "store"
    with CachedSession(str(store), backend="sqlite", expire_after=-1) as session:
        session.mount("https://", Shelf())
        session.get(CONTEXT)
    return store


@pytest.fixture(scope="session")
def project(built: Project) -> Project:
    """The built project."""
    return built


@pytest.fixture(scope="session")
def written(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the crate of a paper, written once."""
    folder = tmp_path_factory.mktemp("crates")

    def path(paper: str) -> Path:
        if not (folder / f"{paper}.zip").exists():
            write(project, paper, folder / f"{paper}.zip")
        return folder / f"{paper}.zip"

    return path


def outputs(project: Project, paper: str) -> dict[str, Path]:
    """What is delivered of a paper, but for the crate itself and the brand."""
    folder = project.root / "reports" / paper
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path != folder / "crate.zip"]
    delivered = {path.relative_to(project.root).as_posix(): path for path in files}
    return {name: path for name, path in delivered.items() if not name.startswith(f"reports/{paper}/brand/")}


def write(project: Project, paper: str, path: Path) -> None:
    crate.write(project.root, paper, outputs=outputs(project, paper), path=path)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def graph(content: bytes) -> dict[str, Any]:
    return {entity["@id"]: entity for entity in json.loads(content)["@graph"]}


def findings(path: Path, cache: Path, severity: Severity) -> set[str]:
    """Ids of the checks that fail, those of the profiles that the profile rests on included."""
    settings = services.ValidationSettings(
        rocrate_uri=str(path),
        profile_identifier="workflow-run-crate-0.5",
        requirement_severity=severity,
        offline=True,
        cache_path=cache,
    )
    return {issue.check.identifier for issue in services.validate(settings).get_issues()}


def rewritten(path: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    files = contents(path)
    change(files)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def changed_graph(change: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, bytes]], None]:
    def apply(files: dict[str, bytes]) -> None:
        described = json.loads(files[METADATA])
        entities = {entity["@id"]: entity for entity in described["@graph"]}
        change(entities)
        files[METADATA] = json.dumps({**described, "@graph": list(entities.values())}).encode()

    return apply


@pytest.mark.parametrize("paper", every_paper(SMALLEST))
def test_the_validator_passes_and_every_recommendation_that_is_not_followed_has_its_reason(
    paper: str, written: Callable[[str], Path], cache: Path
) -> None:
    assert findings(written(paper), cache, Severity.RECOMMENDED) == UNMET.keys()


BROKEN = {
    "no main entity": (changed_graph(lambda entities: entities["./"].pop("mainEntity")), "workflow-ro-crate-1.0_"),
    "no workflow file": (lambda files: files.pop("Snakefile"), "workflow-ro-crate-1.0_"),
    "a run of nothing": (changed_graph(lambda entities: entities["#run"].pop("instrument")), "process-run-crate-0.5_"),
    "a lost source": (lambda files: files.pop(next(name for name in files if name.endswith(".csv"))), "ro-crate-1.1_"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_the_validator_fails_a_crate_that_is_broken(
    fault: str, written: Callable[[str], Path], cache: Path, tmp_path: Path
) -> None:
    change, profile = BROKEN[fault]
    broken = rewritten(written(SMALLEST), tmp_path / "crate.zip", change)
    assert any(check.startswith(profile) for check in findings(broken, cache, Severity.REQUIRED))


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_is_described_with_its_digest_and_nothing_else_is(
    paper: str, written: Callable[[str], Path]
) -> None:
    files = {name: content for name, content in contents(written(paper)).items() if not name.endswith("/")}
    entities = graph(files.pop(METADATA)).values()
    described = {entity["@id"]: entity for entity in entities if "File" in entity["@type"]}
    assert described.keys() == files.keys()
    for name, content in files.items():
        assert described[name]["sha256"] == hashlib.sha256(content).hexdigest(), name
        assert described[name]["contentSize"] == str(len(content)), name


@pytest.mark.parametrize("paper", PAPERS)
def test_it_holds_the_paper_and_no_source_settings_or_template_of_another(
    paper: str, project: Project, written: Callable[[str], Path]
) -> None:
    names = {name for name in contents(written(paper)) if not name.endswith("/")}
    own = {path.name for path in sources(project, paper)}
    assert {Path(name).parts[2] for name in names if name.startswith("data/raw/")} == own
    assert {name for name in names if name.startswith("config/papers/")} == {f"config/papers/{paper}.yaml"}
    assert {name for name in names if name.startswith("templates/papers/")} == {f"templates/papers/{paper}.qmd.j2"}
    assert {name for name in names if name.startswith("reports/")} == outputs(project, paper).keys()
    assert not [name for name in names if name.startswith("data/processed/") or "__pycache__" in name]


@pytest.mark.parametrize("paper", PAPERS)
def test_no_entry_is_a_link_leads_elsewhere_or_tells_of_this_machine(
    paper: str, project: Project, written: Callable[[str], Path]
) -> None:
    places = [str(project.root).encode(), str(HERE).encode()]
    year, month, day = map(int, settings(project, paper)["date"].split("-"))
    with zipfile.ZipFile(written(paper)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(year, month, day, 0, 0, 0)}
        for entry in archive.infolist():
            mode = entry.external_attr >> 16
            assert stat.S_ISDIR(mode) if entry.is_dir() else stat.S_ISREG(mode), entry.filename
            assert not {"..", ""} & set(entry.filename.rstrip("/").split("/")) and "\\" not in entry.filename
            assert not entry.extra and not entry.comment
            assert not [place for place in places if place in archive.read(entry)], entry.filename
        entities = graph(archive.read(METADATA)).values()
        assert not [entity for entity in entities if "Person" in entity["@type"]]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_run_names_its_inputs_outputs_and_the_organisation(
    paper: str, project: Project, written: Callable[[str], Path]
) -> None:
    entities = graph(contents(written(paper))[METADATA])
    run = entities["#run"]
    assert run["instrument"] == entities["./"]["mainEntity"] == {"@id": "Snakefile"}
    assert {f"reports/{paper}/{paper}{suffix}" for suffix in (".html", ".pdf", ".docx", ".qmd")} <= ids(run["result"])
    assert f"config/papers/{paper}.yaml" in ids(run["object"])
    assert not ids(run["object"]) & ids(run["result"])
    assert entities[run["agent"]["@id"]]["@type"] == "Organization"
    assert "endTime" not in run and "startTime" not in run
    programs = [entity for entity in entities.values() if entity["@type"] == "SoftwareApplication"]
    assert {"Python", "Snakemake"} < {program["name"] for program in programs}
    assert all(program["softwareVersion"] for program in programs)


def ids(references: Any) -> set[str]:
    """One reference stands alone, several in a list."""
    return {one["@id"] for one in (references if isinstance(references, list) else [references])}


@pytest.mark.parametrize("paper", PAPERS)
def test_each_source_has_its_title_publisher_terms_and_documents(
    paper: str, project: Project, written: Callable[[str], Path]
) -> None:
    entities = graph(contents(written(paper))[METADATA])
    folders = [entity for id, entity in entities.items() if re.fullmatch(r"data/raw/[^/]+/", id)]
    assert folders
    for folder in folders:
        described = project.root / "data" / "processed" / "tables" / Path(folder["@id"]).name / "source.json"
        source = json.loads(described.read_text("utf-8"))
        assert folder["name"] == source["title"]
        assert entities[folder["publisher"]["@id"]]["name"] == source["publisher"]
        assert entities[folder["license"]["@id"]]["name"] == source["terms"]
        documents = {title for title, _ in source["documents"]}
        assert {entities[id]["name"] for id in ids(folder["isBasedOn"])} == documents


@pytest.fixture
def desk(project: Project, tmp_path: Path) -> Project:
    """A copy of the built project that a test may spoil."""
    shutil.copytree(project.root, tmp_path / "desk")
    return Project(tmp_path / "desk")


def sources(project: Project, paper: str) -> list[Path]:
    ids = {table.partition("/")[0] for table in settings(project, paper)["tables"].values()}
    return [project.root / "data" / "raw" / id for id in sorted(ids)]


def settings(project: Project, paper: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((project.root / "config" / "papers" / f"{paper}.yaml").read_text("utf-8"))
    return content


def test_what_nobody_described_stays_out(desk: Project, written: Callable[[str], Path], tmp_path: Path) -> None:
    source = sources(desk, SMALLEST)[0]
    (source / "letter to the chair.txt").write_text("not described")
    (source / ".~lock.table.csv#").write_text("the name of whoever has it open")
    (desk.root / "templates" / "partials" / "~$notes.docx").write_text("the name of whoever has it open")
    (desk.root / "workflow" / "tracepaper.egg-info").mkdir()
    write(desk, SMALLEST, tmp_path / "crate.zip")
    assert (tmp_path / "crate.zip").read_bytes() == written(SMALLEST).read_bytes()


def test_a_changed_input_changes_the_crate(desk: Project, written: Callable[[str], Path], tmp_path: Path) -> None:
    with (desk.root / "config" / "papers" / f"{SMALLEST}.yaml").open("a") as file:
        file.write("# looked at\n")
    write(desk, SMALLEST, tmp_path / "crate.zip")
    assert (tmp_path / "crate.zip").read_bytes() != written(SMALLEST).read_bytes()


def refusal(project: Project, tmp_path: Path, **more: Path) -> str:
    with pytest.raises(SettingsError) as refused:
        files = {**outputs(project, SMALLEST), **more}
        crate.write(project.root, SMALLEST, outputs=files, path=tmp_path / "crate.zip")
    assert not (tmp_path / "crate.zip").exists()
    return str(refused.value)


def test_a_link_is_refused(desk: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("private")
    (desk.root / "templates" / "partials" / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert "templates/partials/link.txt" in refusal(desk, tmp_path)


def test_a_folder_that_is_a_link_is_refused(desk: Project, tmp_path: Path) -> None:
    source = sources(desk, SMALLEST)[0]
    source.rename(tmp_path / "moved")
    source.symlink_to(tmp_path / "moved")
    assert f"data/raw/{source.name}/" in refusal(desk, tmp_path)


def test_an_output_outside_the_project_is_refused(desk: Project, tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_text("private")
    assert "other.pdf" in refusal(desk, tmp_path, **{"other.pdf": tmp_path / "other.pdf"})
    up = desk.root / "reports" / ".." / ".." / "other.pdf"
    assert "other.pdf" in refusal(desk, tmp_path, **{"other.pdf": up})


def test_a_pipe_is_refused_unread(desk: Project, tmp_path: Path) -> None:
    os.mkfifo(desk.root / "profiles" / "pipe")
    assert "profiles/pipe" in refusal(desk, tmp_path)


def test_a_missing_file_is_named(desk: Project, tmp_path: Path) -> None:
    (desk.root / "environment.yml").unlink()
    assert "environment.yml" in refusal(desk, tmp_path)


def test_a_source_with_exempt_data_is_refused_though_the_paper_leaves_that_table_alone(
    desk: Project, tmp_path: Path
) -> None:
    path = desk.root / "data" / "processed" / "tables" / sources(desk, SMALLEST)[0].name / "source.json"
    described = json.loads(path.read_text("utf-8"))
    table = next(iter(described["tables"].values()))
    table["columns"][0]["classification"] = "exempt"
    path.write_text(json.dumps(described), "utf-8")
    told = refusal(desk, tmp_path)
    assert table["path"] in told and "exempt" in told and "a source of its own" in told


def test_a_place_that_cannot_be_written_is_said_in_words(project: Project, tmp_path: Path) -> None:
    (tmp_path / "full").write_text("a file, not a folder")
    with pytest.raises(OutputError, match=r"crate\.zip cannot be written"):
        write(project, SMALLEST, tmp_path / "full" / "crate.zip")


def test_a_paper_older_than_zip_files_has_a_crate_all_the_same(desk: Project, tmp_path: Path) -> None:
    path = desk.root / "config" / "papers" / f"{SMALLEST}.yaml"
    path.write_text(re.sub(r'^date: ".*"$', 'date: "1974-04-01"', path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    write(desk, SMALLEST, tmp_path / "crate.zip")
    with zipfile.ZipFile(tmp_path / "crate.zip") as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        assert graph(archive.read(METADATA))["./"]["datePublished"] == "1974-04-01"


def test_figures_in_a_title_lose_their_marks(desk: Project, tmp_path: Path) -> None:
    text = desk.root / "data" / "processed" / "papers" / SMALLEST / "composed" / "paper" / f"{SMALLEST}.qmd"
    marked = r'title: "Saving [£1,234]{.traced data-figure=\"saving\"} with C\\# \\[again\\]"'
    text.write_text(re.sub(r"^title: .*$", lambda _: marked, text.read_text("utf-8"), count=1, flags=re.MULTILINE))
    write(desk, SMALLEST, tmp_path / "crate.zip")
    files = contents(tmp_path / "crate.zip")
    assert graph(files[METADATA])["./"]["name"] == "Saving £1,234 with C# [again]"
    assert files["README.md"].decode().startswith("# Saving £1,234 with C# [again]\n")
