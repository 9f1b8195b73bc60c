"""ro-crate-metadata.json: what each file of a crate is, where it is from, and the run that made the paper."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tracepaper.evidence.crate import readme
from tracepaper.evidence.crate.about import HOMES, SNAKEFILE, About
from tracepaper.papers import place
from tracepaper.records import LOCK

if TYPE_CHECKING:
    from rocrate.rocrate import ROCrate

NAME = "ro-crate-metadata.json"
# The version that the profile rests on.
RO_CRATE = "1.1"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
# Later than the context of RO-Crate 1.1.
TERMS = {"sha256": "http://schema.org/sha256"}
LICENCE = "LICENSE"
RUN = "#run"
# Written out, since Python's own table follows the machine.
FORMATS = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".json": "application/json",
    ".lua": "text/x-lua",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".qmd": "text/markdown",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".ttf": "font/ttf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}
OUTPUTS = {
    ".html": "The paper as a web page",
    ".pdf": "The paper as a PDF",
    ".docx": "The paper as a Word document",
    ".qmd": "The text of the paper, in Quarto's Markdown",
    "evidence.json": "The derivation of every figure, down to its cells",
    "audit.xlsx": "The audit workbook: every figure as a formula over the source tables",
}
FOLDERS = {
    "config/": "Settings: of the site, of this paper, and the parameters that it uses",
    "profiles/": "How Snakemake runs",
    "templates/": "Words of this paper, and what the papers of the site share",
    "workflow/": "The rules, the schemas of the settings, and the package that does the work",
}
INPUTS = ("config/", "data/raw/", "templates/")


def text(told: About, files: Mapping[str, bytes]) -> str:
    """The description of all `files`, by path, as JSON-LD."""
    from rocrate.rocrate import ROCrate

    crate = ROCrate(version=RO_CRATE)
    crate.metadata.extra_terms.update(TERMS)
    _describe_organisations(crate, told)
    _describe_files(crate, told, files)
    _describe_sources(crate, told, files)
    _describe_workflow(crate, told, files)
    _describe_run(crate, told, files)
    _describe_root(crate, told)
    return json.dumps(crate.metadata.generate(), indent=1, ensure_ascii=False) + "\n"


def folders(told: About) -> list[str]:
    """The folders that are described: a zip file must hold an entry for each."""
    return [*FOLDERS, f"reports/{told.paper}/", *(f"data/raw/{source['id']}/" for source in told.sources)]


def _describe_root(crate: ROCrate, told: About) -> None:
    root = crate.root_dataset
    root["name"] = told.title
    root["description"] = told.summary
    # The day that the paper bears, by which it is cited; when it was built is not recorded (see _describe_run).
    root["datePublished"] = told.date.isoformat()
    root["keywords"] = ", ".join(told.keywords)
    if told.status:
        root["creativeWorkStatus"] = told.status
    if told.settings.edition:
        root["version"] = told.settings.edition.edition
    root["author"] = root["publisher"] = crate.get(_organisation(told.council))
    root["license"] = _add(crate, "#terms", "CreativeWork", name="Terms of use", description=_terms(told))
    root["conformsTo"] = [
        _add(crate, address, "CreativeWork", name=name, version=version)
        for address, (name, version) in PROFILES.items()
    ]
    root["mentions"] = crate.get(RUN)


def _terms(told: About) -> str:
    sources = " ".join(f"The source {source['title']}: {source['terms']}." for source in told.sources)
    return f"No one licence covers this crate. The code is under the terms of the file {LICENCE}. {sources}"


def _describe_organisations(crate: ROCrate, told: About) -> None:
    """No person is named in a crate."""
    for name in sorted({told.council, *(source["publisher"] for source in told.sources)}):
        _add(crate, _organisation(name), "Organization", name=name)


def _organisation(name: str) -> str:
    return f"#organisation-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}"


def _describe_files(crate: ROCrate, told: About, files: Mapping[str, bytes]) -> None:
    tables = {table["path"]: table["title"] for source in told.sources for table in source["tables"].values()}
    for file in sorted(files.keys() - {SNAKEFILE}):
        name = tables.get(file) or _name(file)
        crate.add_file(dest_path=file, properties={"name": name, **_bytes(file, files[file])})
    for folder, name in {f"reports/{told.paper}/": "The paper, and what comes with it", **FOLDERS}.items():
        _add_folder(crate, folder, files, name=name)
    crate.get(readme.NAME)["about"] = crate.root_dataset


def _name(file: str) -> str:
    path = PurePosixPath(file)
    known = OUTPUTS.get(path.name) or OUTPUTS.get(path.suffix)
    return known if known and path.parts[0] == "reports" else file


def _bytes(file: str, content: bytes) -> dict[str, str]:
    return {
        "encodingFormat": FORMATS.get(PurePosixPath(file).suffix, "text/plain"),
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _add_folder(crate: ROCrate, folder: str, files: Iterable[str], **properties: Any) -> Any:
    parts = [crate.get(_quoted(file)) for file in sorted(files) if file.startswith(folder)]
    return crate.add_dataset(dest_path=folder, properties={**properties, "hasPart": _compact(parts)})


def _describe_sources(crate: ROCrate, told: About, files: Mapping[str, bytes]) -> None:
    for source in told.sources:
        terms = _add(crate, f"#terms-of-{source['id']}", "CreativeWork", name=source["terms"])
        documents = [
            _add(crate, f"#document-{number}-of-{source['id']}", "CreativeWork", name=title, description=printed)
            for number, (title, printed) in enumerate(source["documents"], 1)
        ]
        received = place.day(date.fromisoformat(source["received"]))
        folder = _add_folder(crate, f"data/raw/{source['id']}/", files, name=source["title"], license=terms)
        folder["description"] = f"Tables as received on {received}, and their data dictionary"
        folder["publisher"] = crate.get(_organisation(source["publisher"]))
        if documents:
            folder["isBasedOn"] = _compact(documents)


def _describe_workflow(crate: ROCrate, told: About, files: Mapping[str, bytes]) -> None:
    versions = dict(told.programs)
    programs = [
        _add(crate, HOMES[name], "SoftwareApplication", name=name, softwareVersion=version, url=HOMES[name])
        for name, version in versions.items()
    ]
    workflow = crate.add_workflow(
        dest_path=SNAKEFILE, main=True, lang="snakemake", lang_version=versions["Snakemake"],
        properties={"name": "tracepaper", **_bytes(SNAKEFILE, files[SNAKEFILE])},
    )  # fmt: skip
    workflow["version"] = told.code_version
    workflow["license"] = crate.get(LICENCE)
    workflow["softwareRequirements"] = [crate.get(LOCK), *programs]


def _describe_run(crate: ROCrate, told: About, files: Mapping[str, bytes]) -> None:
    """The one run that made the outputs from the inputs.

    It has no endTime, which the profile recommends: the same inputs must give the same crate whenever it is built, and
    the day of the paper is not the day of the run.
    """
    crate.add_action(
        crate.get(SNAKEFILE),
        identifier=RUN,
        object=[crate.get(_quoted(file)) for file in sorted(files) if file.startswith(INPUTS)],
        result=_compact([crate.get(_quoted(file)) for file in sorted(files) if file.startswith("reports/")]),
        properties={
            "name": f"The build of {told.paper}",
            "description": f"Commands, in order: {'; '.join(told.commands)}.",
            "agent": crate.get(_organisation(told.council)),
            "actionStatus": "http://schema.org/CompletedActionStatus",
        },
    )


def _add(crate: ROCrate, id: str, type: str, **properties: Any) -> Any:
    return crate.add_jsonld({"@id": id, "@type": type, **properties})


def _quoted(file: str) -> str:
    """The id of a file: its path as a relative address."""
    return quote(file)


def _compact(values: list[Any]) -> Any:
    """As RO-Crate 1.1 wants it: one value alone, several as a list."""
    return values[0] if len(values) == 1 else values
