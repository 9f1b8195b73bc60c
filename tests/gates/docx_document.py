"""A paper's DOCX is accessible and anonymous: language, title, headings, header rows, pictures in words, no names."""

import re
from pathlib import Path
from typing import Any

from gates.reading.docx import Parts, attribute, find, parts
from gates.reading.headings import level_faults
from gates.reading.words import squeeze, weakness

LANGUAGE = "en-GB"
BODY = "word/document.xml"
STYLES = "word/styles.xml"
CORE = "docProps/core.xml"
PERSONAL_PARTS = ("word/comments.xml", "word/people.xml", "docProps/custom.xml")
HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)


def check(path: Path) -> list[str]:
    """Faults in the structure and metadata of the DOCX at `path`."""
    package = parts(path)
    return [
        *_language(package),
        *_title(package),
        *_people(package),
        *_headings(package),
        *_pictures(package),
        *_tables(package),
    ]


def _language(package: Parts) -> list[str]:
    default = find(package, STYLES, "//w:docDefaults//w:lang/@w:val")
    others = {*find(package, STYLES, "//w:style//w:lang/@w:val"), *find(package, BODY, "//w:lang/@w:val")}
    faults = [] if default == [LANGUAGE] else [f"the document's language is {default}, not {LANGUAGE}"]
    return faults + [f"some of the text is marked as {other}" for other in sorted(others - {LANGUAGE})]


def _title(package: Parts) -> list[str]:
    title = squeeze("".join(find(package, CORE, "//dc:title/text()")))
    return [] if len(title.split()) > 1 else [f'the title is "{title}", which does not name the paper']


def _people(package: Parts) -> list[str]:
    names = find(package, CORE, "//dc:creator/text() | //cp:lastModifiedBy/text()")
    work = find(package, "docProps/app.xml", "//app:Manager/text() | //app:Company/text()")
    tracked = find(package, BODY, "//@w:author")
    faults = [f'it names "{name}", not a council' for name in [*names, *work] if "Council" not in name]
    faults += [] if names else ["it names no author"]
    faults += [f'a tracked change is by "{name}"' for name in sorted(set(tracked))]
    return faults + [f"it holds {part}" for part in PERSONAL_PARTS if find(package, part, "/*/*")]


def _headings(package: Parts) -> list[str]:
    levels = dict(_heading_styles(package))
    found = [(_style(paragraph), paragraph) for paragraph in find(package, BODY, "//w:body//w:p[w:pPr/w:pStyle]")]
    return level_faults([(levels[style], _words(paragraph)) for style, paragraph in found if style in levels])


def _heading_styles(package: Parts) -> list[tuple[str, int]]:
    styles = find(package, STYLES, "//w:style[@w:type='paragraph']")
    named = [(style.get(attribute("styleId")), style.find("{*}name").get(attribute("val"))) for style in styles]
    matched = [(ident, HEADING.fullmatch(name)) for ident, name in named]
    return [(ident, int(match[1])) for ident, match in matched if match]


def _style(paragraph: Any) -> str:
    return str(paragraph.find("{*}pPr/{*}pStyle").get(attribute("val")))


def _words(paragraph: Any) -> str:
    return squeeze("".join(paragraph.xpath(".//*[local-name()='t']/text()")))


def _pictures(package: Parts) -> list[str]:
    pictures = enumerate(find(package, BODY, "//wp:docPr"), start=1)
    weak = ((number, weakness(picture.get("descr", ""))) for number, picture in pictures)
    return [f"picture {number} {fault}" for number, fault in weak if fault]


def _tables(package: Parts) -> list[str]:
    tables = enumerate(find(package, BODY, "//w:tbl"), start=1)
    return [f"table {number}: {fault}" for number, table in tables for fault in _table(table)]


def _table(table: Any) -> list[str]:
    header = table.find("{*}tr").find("{*}trPr/{*}tblHeader")
    look = table.find("{*}tblPr/{*}tblLook")
    faults = [] if _on(header) else ["its first row is not marked as a header row"]
    marked = look is not None and look.get(attribute("firstRow")) in ("1", "true")
    return faults if marked else [*faults, "its look does not set off the header row"]


def _on(toggle: Any) -> bool:
    return toggle is not None and toggle.get(attribute("val"), "true") in ("1", "true", "on")
