"""The pages that lead to editions: all editions of a paper, and the catalogue of papers.

They are made from the registers; of an edition's own files only its title and its council are read.
"""

from __future__ import annotations

import contextlib
import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracepaper import records
from tracepaper.editions import pages, register
from tracepaper.editions.register import EDITIONS, Entry, Register
from tracepaper.errors import CallError, OutputError
from tracepaper.papers import EVIDENCE, REPORTS

INDEX = "index.html"
# What a reader may open, in the words of the links.
FILES = {
    "{paper}.html": "Web page",
    "{paper}.pdf": "PDF",
    "{paper}.docx": "Word",
    "changes.html": "What changed",
    "audit.xlsx": "Audit workbook",
    "crate.zip": "Provenance crate",
}
TONES = {"Current": "good", "Withdrawn": "bad", "Corrected": "open"}


@dataclass(frozen=True)
class Item:
    """An edition as a page shows it.

    Attributes:
        standing: "Current", "Superseded", "Corrected", "Withdrawn", "Removed", "Waiting".
        tone: "good", "bad", "open" or "".
        says: sentences on what became of it.
        links: words to addresses, relative to the page.
    """

    entry: Entry
    standing: str
    tone: str
    says: Sequence[str]
    links: Mapping[str, str]


@dataclass(frozen=True)
class Subject:
    """A paper as the catalogue shows it.

    Attributes:
        current: None where no edition is to be read now.
    """

    paper: str
    title: str
    council: str
    current: Item | None
    waiting: Sequence[Item]


def write(root: Path, paper: str) -> None:
    """Make the page of a paper's editions and the catalogue anew; the same registers give the same bytes.

    Whoever calls it holds the lock of runs: what another left unfinished of a page is removed.

    Raises:
        TracepaperError: whatever goes wrong, as one kind: a TemplateError where a template is at fault, an AlteredError
            where a register is, an OutputError where a file cannot be read or written.
    """
    write_paper(root, paper)
    write_list(root)


def write_paper(root: Path, paper: str) -> None:
    """The page of a paper's editions alone, as `write` makes it."""
    with _worded():
        kept = register.load(root, paper)
        title, council = _headed(root, kept)
        values = {"paper": paper, "title": title, "council": council, "items": _published(root, kept)}
        _put(root, REPORTS / paper / EDITIONS / INDEX, "index.html.j2", values)


def write_list(root: Path) -> None:
    """The catalogue of papers alone, as `write` makes it."""
    with _worded():
        subjects = [_subject(root, one) for one in papers(root)]
        councils = sorted({one.council for one in subjects if one.council})
        _put(root, REPORTS / INDEX, "catalogue.html.j2", {"subjects": subjects, "council": ", ".join(councils)})


@contextlib.contextmanager
def _worded() -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeError) as error:
        what = getattr(error, "strerror", None) or "it is not a text in UTF-8"
        where = getattr(error, "filename", None) or "A file of the pages of editions"
        raise OutputError(f"{where}: {what}. The page of editions and the catalogue may be those of before.") from None


def papers(root: Path) -> list[str]:
    """Ids of every paper that has a register."""
    return sorted(path.parts[-3] for path in (root / REPORTS).glob(f"*/{register.FILE.as_posix()}"))


def chosen(root: Path, named: Sequence[str]) -> Sequence[str]:
    """The papers that are named, or all that have a register.

    Raises:
        CallError: one has none.
    """
    known = papers(root)
    for paper in named:
        if paper not in known:
            raise CallError(f'"{paper}" has no editions. Papers that have: {", ".join(known) or "none yet"}.')
    return named or known


def _put(root: Path, path: Path, template: str, values: Mapping[str, object]) -> None:
    text = pages.page(root, template, values)
    for left in (root / path).parent.glob(f".{path.name}.*{records.UNFINISHED}"):
        left.unlink()
    records.replace_text(root / path, text)


def _headed(root: Path, kept: Register) -> tuple[str, str]:
    """Title and council, as the newest edition that can be read prints them."""
    drafts = [entry for entry in kept.entries if entry.state not in ("published", "withdrawn")]
    for entry in [*_newest_first(kept.in_state("published", "withdrawn")), *_newest_first(drafts)]:
        # A file that somebody damaged is told of by whatever goes on from it; here it names nothing.
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            content = json.loads((register.folder(root, kept.paper, entry) / EVIDENCE).read_text("utf-8"))
            return str(content["title"]), str(content["council"])
    return kept.paper, ""


def _newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """By month; of one month by the order in which they were built, which is that of the register."""
    return sorted(entries, key=lambda one: one.period)[::-1]


def _subject(root: Path, paper: str) -> Subject:
    kept = register.load(root, paper)
    current = _item(root, kept, kept.entry(kept.current), REPORTS) if kept.current else None
    waiting = [_item(root, kept, entry, REPORTS) for entry in kept.in_state("waiting")]
    return Subject(paper, *_headed(root, kept), current, waiting)


def _published(root: Path, kept: Register) -> list[Item]:
    """Every edition that ever was published, newest first."""
    shown = _newest_first([entry for entry in kept.entries if _was_published(entry)])
    return [_item(root, kept, entry, REPORTS / kept.paper / EDITIONS) for entry in shown]


def _was_published(entry: Entry) -> bool:
    return entry.folder.startswith(f"{EDITIONS}/")


def _item(root: Path, kept: Register, entry: Entry, at: Path) -> Item:
    """An edition on the page that stands in the folder `at`."""
    standing, says = _standing(kept, entry)
    folder = REPORTS / kept.paper / entry.folder
    names = {name.format(paper=kept.paper): words for name, words in FILES.items()}
    links = {
        words: posixpath.relpath((folder / name).as_posix(), at.as_posix())
        for name, words in names.items()
        if entry.state != "removed" and (root / folder / name).is_file()
    }
    own = [f"It corrects edition {entry.corrects}: {entry.because}"] if entry.corrects else []
    return Item(entry, standing, TONES.get(standing, ""), [*says, *own], links)


def _standing(kept: Register, entry: Entry) -> tuple[str, list[str]]:
    if entry.state == "waiting":
        return "Waiting", ["It waits for approval."]
    if entry.state == "removed":
        return "Removed", ["The time for which it was kept has passed."]
    if entry.state == "withdrawn":
        return "Withdrawn", [entry.sign_off[-1].why]
    corrected = [_corrected_by(one) for one in kept.entries if one.corrects == entry.edition and _was_published(one)]
    if corrected:
        return "Corrected", corrected
    return ("Current" if entry.edition == kept.current else "Superseded"), []


def _corrected_by(one: Entry) -> str:
    """A correction stands however it ended: what it corrected was wrong still."""
    last = one.sign_off[-1]
    withdrawn = f" That edition was withdrawn: {last.why}" if last.decision == "withdrawn" else ""
    return f"By edition {one.edition}: {one.because}{withdrawn}"
