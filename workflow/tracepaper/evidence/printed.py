"""A printed file held against the evidence: every figure, every other number, every chart, whatever was altered."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracepaper.figures import explain
from tracepaper.papers.printed import html, pdf
from tracepaper.papers.printed.numbers import digits
from tracepaper.papers.printed.typed import listed, sequence

Evidence = Mapping[str, Any]
# A place is compared with its page by the reader, what is said with the figure, and list marks with one another.
ELSEWHERE = ("place", "said", "Lbl")


@dataclass(frozen=True)
class Compared:
    """What comparing a printed file with its evidence found.

    Attributes:
        figures: how many places print a figure.
        others: how many other numbers are printed.
        faults: what differs, in words.
    """

    figures: int
    others: int
    faults: tuple[str, ...]


def compared_html(page: html.PrintedHtml, evidence: Evidence) -> Compared:
    """An HTML paper held against its evidence."""
    found, wanted = (_by_kind(entries) for entries in (listed(page), evidence["typed_numbers"]["printed"]))
    faults = [
        *_figures(page.figures, evidence, lambda one: f'under "{one.place}"'),
        *_order(sequence(page), evidence, [f'under "{one.place}"' for one in page.figures if not one.in_chart]),
        *(fault for kind in sorted(found | wanted) for fault in _numbers(found[kind], wanted[kind])),
        *_alternatives(page.alts.values(), evidence),
    ]
    return Compared(len(page.figures), sum(counted.total() for counted in found.values()), tuple(faults))


def _by_kind(entries: Iterable[Mapping[str, Any]]) -> defaultdict[str, Counter[str]]:
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in entries:
        counted[one["kind"]][one["text"]] = one["times"]
    return counted


def compared_pdf(document: pdf.PrintedPdf, evidence: Evidence) -> Compared:
    """A PDF held against its evidence; charts by the numbers drawn in them, pages by their own count."""
    found = Counter(number for run in document.words if run.role not in ELSEWHERE for number in digits(run.text))
    wanted = _counted(one for one in evidence["typed_numbers"]["printed"] if one["kind"] == "text")
    faults = [
        *_figures(document.figures, evidence, lambda one: f"on page {one.page}"),
        *_order([[f.id, f.text] for f in document.figures], evidence, [f"on page {f.page}" for f in document.figures]),
        *_numbers(found, wanted),
        *_charts(document.charts, evidence),
        *_alternatives(document.alts, evidence),
        *_furniture(document, set(wanted)),
        *_marks(run for run in document.words if run.role == "Lbl"),
        *document.doubts,
    ]
    return Compared(len(document.figures), found.total(), tuple(faults))


def _counted(entries: Iterable[Mapping[str, Any]]) -> Counter[str]:
    return Counter({one["text"]: one["times"] for one in entries})


def _figures(found: Iterable[Any], evidence: Evidence, where: Any) -> Iterator[str]:
    nodes = evidence["figures"]
    known = {id: set(map(_bare, node["printed"])) for id, node in nodes.items()}
    seen = set()
    for one in found:
        seen.add(one.id)
        if one.id not in nodes:
            yield f'"{one.text}" {where(one)} is said to be the figure "{one.id}", which the evidence does not have'
            continue
        called = f"{explain.name(nodes[one.id])} ({one.id})"
        for text in filter(None, (one.text, one.spoken)):
            if _bare(text) not in known[one.id]:
                says = " or ".join(f'"{printed}"' for printed in nodes[one.id]["printed"])
                yield f'"{text}" {where(one)} is printed for {called}; the evidence says {says or "nothing is printed"}'
    missing = [id for id, node in nodes.items() if node["printed"] and id not in seen]
    yield from (f"{explain.name(nodes[id])} ({id}) is printed nowhere" for id in missing)


def _order(found: Sequence[Sequence[str]], evidence: Evidence, places: Sequence[str]) -> Iterator[str]:
    """Figures that were exchanged, put in or taken out: the first place at which the order is another."""
    wanted = [(id, _bare(text)) for id, text in evidence["sequence"]]
    printed = [(id, _bare(text)) for id, text in found]
    for number, (was, now) in enumerate(itertools.zip_longest(wanted, printed)):
        if was != now:
            where = places[min(number, len(places) - 1)] if places else "at the start"
            yield f"{where} stands {_told(now)}, where the paper was made with {_told(was)}"
            return


def _told(figure: tuple[str, str] | None) -> str:
    return f'"{figure[1]}" ({figure[0]})' if figure else "no figure"


def _bare(text: str) -> str:
    return " ".join(text.split())


def _numbers(found: Counter[str], wanted: Counter[str]) -> Iterator[str]:
    """Pieces of text with a digit that stand in no figure: each is printed as often as when the paper was made."""
    for text in sorted(found.keys() | wanted.keys()):
        if found[text] != wanted[text]:
            was, now = _times(wanted[text]), _times(found[text])
            yield f'"{text}" is printed {now}; when the paper was made, {was}'


def _times(times: int) -> str:
    return {0: "nowhere", 1: "once"}.get(times, f"{times} times")


def _charts(drawn: Sequence[Sequence[str]], evidence: Evidence) -> Iterator[str]:
    wanted = [Counter(digits(" ".join(chart["labels"]))) for chart in evidence["charts"].values()]
    for number, texts in enumerate(drawn, 1):
        found = Counter(digits(" ".join(texts)))
        if found in wanted:
            wanted.remove(found)
        else:
            yield f"chart {number} shows numbers that are not those of a chart of this paper: {_odd(found, wanted)}"
    if wanted and len(drawn) < len(evidence["charts"]):
        yield f"the paper has {len(evidence['charts'])} charts, and {len(drawn)} are drawn"


def _odd(found: Counter[str], wanted: Sequence[Counter[str]]) -> str:
    nearest = min(wanted, key=lambda one: ((found - one) + (one - found)).total(), default=Counter())
    return ", ".join(sorted((found - nearest) + (nearest - found)))


def _alternatives(alts: Iterable[str], evidence: Evidence) -> Iterator[str]:
    wanted = {_bare(chart["alt"]) for chart in evidence["charts"].values()}
    for alt in alts:
        if _bare(alt) not in wanted:
            yield f'a chart is described as "{_bare(alt)[:120]}...", which is not what was written for it'


def _marks(labels: Iterable[pdf.Run]) -> Iterator[str]:
    """Marks of lists and notes, which HTML does not hold as text: each is the first, or follows one before it."""
    following = {1}
    for label in labels:
        if (mark := label.text.strip("[]().")).isdecimal():
            if int(mark) not in following:
                yield f'the item "{label.text}" on page {label.page} does not follow one before it'
            following.add(int(mark) + 1)


def _furniture(document: pdf.PrintedPdf, known: set[str]) -> Iterator[str]:
    """Heads and feet of pages: their own count, and numbers that the paper prints anyway."""
    pages = len(document.furniture)
    texts = {text for node in document.figures for text in digits(node.text)} | known
    for page, parts in enumerate(document.furniture, 1):
        for text in parts:
            strange = [one for one in digits(text) if one not in texts and one not in (str(page), str(pages))]
            if strange or ("Page " in text and f"Page {page} of {pages}" not in _bare(text)):
                yield f'the head or foot of page {page} reads "{text}"'
