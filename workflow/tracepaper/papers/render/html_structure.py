"""Complete the HTML of either engine: one file, charts as real text, tables that scroll on their own."""

from __future__ import annotations

import html
import re
from pathlib import Path

from lxml import etree

from tracepaper.errors import Fault, RenderError
from tracepaper.papers.render.html_evidence import add_evidence

SCRIPT = "brand/evidence.js"
STYLESHEET = re.compile(r'<link[^>]*href="(brand/[^"]+\.css)"[^>]*>')
IMAGE = re.compile(r'<img\b[^>]*?src="(charts/[^"]+\.svg)"[^>]*>')
ALTERNATIVE = re.compile(r'\balt="([^"]*)"')
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
FIGURE_CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.DOTALL)
PRINTED_ONLY = re.compile(r'<span aria-hidden="true">.*?</span>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
# Looked for in tags and in style sheets only: the words of a paper may well speak of src="x".
EXTERNAL = re.compile(
    r'^<(?:script|link|iframe|object|embed)\b|\ssrc="(?!data:)'
    r'|\s(?:style|fill|stroke|mask|filter|clip-path|marker-[a-z]+)="[^"]*url\((?!#|&quot;#)',
    re.IGNORECASE,
)
EXTERNAL_STYLE = re.compile(r'url\((?!#|"#)|@import', re.IGNORECASE)
SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
DRAWING = re.compile(
    "svg|g|defs|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|use|clipPath|style|title|desc|pattern|marker"
    "|linearGradient|radialGradient|stop|image"
)


def complete_html(page: str, *, folder: Path, evidence: bytes | None = None) -> str:
    """Inline the style sheet and the charts of `folder` into the page, and make each table a scrollable region.

    Args:
        page: what an engine wrote; a script in it is refused.
        folder: the composed folder.
        evidence: evidence.json; the page then also gets the panel that shows it.

    Raises:
        RenderError: a chart is not a plain drawing, or the page would still load something.
    """
    page = TABLE.sub(_table_region, page)
    page = FIGURE.sub(_chart_region, page)
    page = STYLESHEET.sub(lambda found: f"<style>\n{(folder / found[1]).read_text(encoding='utf-8')}</style>", page)
    page = IMAGE.sub(lambda found: _inline(folder / found[1], found[0]), page)
    left = [tag for tag in TAG.findall(page) if EXTERNAL.search(tag)]
    left += [sheet for sheet in STYLE.findall(page) if EXTERNAL_STYLE.search(sheet)]
    if left:
        raise _error("the HTML page", left[0][:80], "one file that loads nothing")
    if evidence is None:
        return page
    return add_evidence(page, evidence=evidence, script=(folder / SCRIPT).read_text(encoding="utf-8"))


def _table_region(found: re.Match[str]) -> str:
    return _region(found[0], name=CAPTION.search(found[0]), kind="table-region")


def _chart_region(found: re.Match[str]) -> str:
    name = FIGURE_CAPTION.search(found[0])
    return IMAGE.sub(lambda image: _region(image[0], name=name, kind="chart-region"), found[0])


def _region(content: str, *, name: re.Match[str] | None, kind: str) -> str:
    """A box that scrolls by itself, and so must take the focus and have a name."""
    words = html.unescape(TAG.sub("", PRINTED_ONLY.sub("", name[1]))).split() if name else []
    label = html.escape(" ".join(words) or "Scrolls sideways")
    return f'<div class="scroll {kind}" role="region" tabindex="0" aria-label="{label}">\n{content}\n</div>'


def _inline(path: Path, tag: str) -> str:
    drawing = _drawing(path)
    _make_ids_unique(drawing, prefix=f"chart-{path.stem}-")
    drawing.set("role", "img")
    alternative = ALTERNATIVE.search(tag)
    drawing.set("aria-label", html.unescape(alternative[1]) if alternative else "")
    drawing.set("id", f"chart-{path.stem}")
    etree.cleanup_namespaces(drawing)
    text: str = etree.tostring(drawing, encoding="unicode", with_tail=False)
    return text.replace(f' xmlns="{SVG}"', "", 1)


def _drawing(path: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise _error(f"charts/{path.name}", str(error), "an SVG drawing") from error
    etree.strip_elements(root, f"{{{SVG}}}metadata", with_tail=False)
    for element in root.iter():
        _check(element, path)
    return root


def _check(element: etree._Element, path: Path) -> None:
    name = etree.QName(element)
    if name.namespace != SVG or not DRAWING.fullmatch(name.localname):
        raise _error(f"charts/{path.name}", f"<{name.localname}>", "shapes and text only")
    for key, value in element.attrib.items():
        target = str(key) in (XLINK_HREF, "href") and not str(value).startswith(("#", "data:image/png;"))
        if target or str(key).startswith("on"):
            raise _error(f"charts/{path.name}", f'{key!s}="{str(value)[:60]}"', "shapes and text only")


def _make_ids_unique(root: etree._Element, *, prefix: str) -> None:
    for element in root.iter():
        if etree.QName(element).localname == "style":
            element.text = _scoped(element.text or "", f"#{prefix.removesuffix('-')}")
        for key, value in list(element.attrib.items()):
            text = str(value)
            if key == "id":
                element.set(key, prefix + text)
            elif key == XLINK_HREF:
                del element.attrib[key]
                element.set("href", re.sub("^#", f"#{prefix}", text))
            elif "url(#" in text:
                element.set(key, text.replace("url(#", f"url(#{prefix}"))


def _scoped(css: str, scope: str) -> str:
    return re.sub(r"([^{}]+)\{", lambda rule: f"{scope} {rule[1].strip()} {{", css)


def _error(place: str, found: str, expected: str) -> RenderError:
    remedy = "Draw the chart with the charts module, which writes such files."
    return RenderError("The HTML page cannot be completed.", [Fault(place, found, expected, remedy)])
