"""The styles, header and footer of Word files, as the reference document that pandoc takes them from.

The brand keeps what this makes. After a change:
`python -m tracepaper.papers.render.reference_docx templates/brand/reference.docx`
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = (1980, 1, 1, 0, 0, 0)

FONT, BRAND, SOFT, TINT, RULE, WARNING = "Liberation Sans", "12436D", "505A5F", "E8EEF4", "B1B4B6", "801650"
# Ink and ground of each tone of a status, as in the PDF and in the page.
TONES = {"Good": ("0B4F2E", "DDF0E4"), "Bad": ("8A0F24", "FBE3E6"), "Open": ("5F3D00", "FFEFCC")}
NUMBER_WIDTH = 709  # twentieths of a point: 1.25 cm, as in the PDF


def _paragraph_style(
    name: str, *, based_on: str = "Normal", paragraph: str = "", run: str = "", next_style: str = ""
) -> str:
    following = f'<w:next w:val="{next_style}"/>' if next_style else ""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    default = "" if based_on else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{_style_id(name)}">'
        f'<w:name w:val="{name}"/>{parent}{following}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _style_id(name: str) -> str:
    return "".join(word[0].upper() + word[1:] for word in name.split())


def _spacing(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _colour(code: str) -> str:
    return f'<w:color w:val="{code}"/>'


def _shade(code: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{code}"/>'


def _hanging(width: int) -> tuple[str, str]:
    return f'<w:tabs><w:tab w:val="left" w:pos="{width}"/></w:tabs>', f'<w:ind w:left="{width}" w:hanging="{width}"/>'


def _heading(level: int, points: float, before: int) -> str:
    tabs, indent = _hanging(NUMBER_WIDTH) if level == 2 else ("", "")
    keep = f"<w:keepNext/><w:keepLines/>{tabs}{_spacing(before, 120)}{indent}"
    return _paragraph_style(
        f"heading {level}",
        paragraph=f'{keep}<w:outlineLvl w:val="{level - 1}"/>',
        run=f"<w:b/><w:bCs/>{_colour(BRAND)}{_size(points)}",
        next_style="BodyText",
    )


def _numbered_paragraph() -> str:
    tabs, indent = _hanging(NUMBER_WIDTH)
    return _paragraph_style("Numbered Paragraph", paragraph=tabs + _spacing(100, 140) + indent)


def _callout(name: str, *, keep: str, edge: str, before: int, after: int, run: str = "") -> str:
    # Word joins neighbours that have the same border; an edge in the tint parts a title from the box above it.
    padding = f'<w:{edge} w:val="single" w:sz="4" w:space="4" w:color="{TINT}"/>'
    left = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{BRAND}"/>'
    border = f"<w:pBdr>{padding + left if edge == 'top' else left + padding}</w:pBdr>"
    indent = '<w:ind w:left="227" w:right="113"/><w:contextualSpacing/>'
    return _paragraph_style(name, paragraph=keep + border + _shade(TINT) + _spacing(before, after) + indent, run=run)


def _paragraph_styles() -> list[str]:
    bold = "<w:b/><w:bCs/>"
    caption = f"<w:keepNext/>{_spacing(240, 100)}"
    return [
        _paragraph_style("Normal", based_on="", paragraph=f"<w:widowControl/>{_spacing(0, 160)}"),
        _paragraph_style("Body Text"),
        _paragraph_style("First Paragraph", based_on="BodyText"),
        _paragraph_style("Compact", based_on="BodyText", paragraph=_spacing(30, 30, 252)),
        _paragraph_style("Kept Row", based_on="Compact", paragraph="<w:keepNext/>"),
        _paragraph_style("Title", paragraph=_spacing(120, 120, 252), run=f"{bold}{_colour(BRAND)}{_size(20)}"),
        _paragraph_style("Subtitle", paragraph=_spacing(0, 120), run=_size(13)),
        _paragraph_style("Author", paragraph=_spacing(0, 60), run=f"{bold}{_colour(SOFT)}"),
        _paragraph_style("Date", paragraph=_spacing(0, 120), run=_colour(SOFT)),
        _paragraph_style("Committee", paragraph=_spacing(0, 60), run=_colour(SOFT)),
        _paragraph_style("Status", paragraph=_spacing(60, 200), run=f"{bold}{_colour(WARNING)}"),
        _heading(1, 20, 120),
        _heading(2, 14, 360),
        _heading(3, 11.5, 240),
        _heading(4, 11, 200),
        _numbered_paragraph(),
        _callout("Callout Title", keep="<w:keepNext/>", edge="top", before=240, after=0, run=bold),
        _callout("Callout", keep="", edge="bottom", before=0, after=240),
        _paragraph_style("Block Text", paragraph=_spacing(0, 160) + '<w:ind w:left="709"/>'),
        _paragraph_style("Caption", paragraph=caption, run=f"{bold}{_size(10)}"),
        _paragraph_style("Table Caption", based_on="Caption"),
        _paragraph_style("Image Caption", based_on="Caption", paragraph=f'<w:keepNext w:val="0"/>{_spacing(60, 240)}'),
        _paragraph_style("Captioned Figure", paragraph=f"<w:keepNext/>{_spacing(200, 60)}"),
        _paragraph_style("Figure", paragraph=f"<w:keepNext/>{_spacing(200, 60)}"),
        _paragraph_style("Footnote Text", paragraph=_spacing(0, 60, 240), run=_size(9)),
        _paragraph_style("header", run=f"{_colour(SOFT)}{_size(9)}"),
        _paragraph_style("footer", run=f"{_colour(SOFT)}{_size(9)}"),
    ]


def _character_style(name: str, run: str) -> str:
    head = f'<w:style w:type="character" w:styleId="{_style_id(name)}"><w:name w:val="{name}"/>'
    return f"{head}<w:rPr>{run}</w:rPr></w:style>"


def _table_style(name: str, *, points: float, margin: int) -> str:
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    return (
        f'<w:style w:type="table" w:styleId="{_style_id(name)}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:pPr>{_spacing(30, 30, 252)}</w:pPr><w:rPr>{_size(points)}</w:rPr>"
        f"<w:tblPr><w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{BRAND}"/></w:tcBorders>'
        f'{_shade(TINT)}<w:vAlign w:val="bottom"/>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )


def _styles() -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(11)}{language}</w:rPr></w:rPrDefault></w:docDefaults>"
    )
    link = f'{_colour(BRAND)}<w:u w:val="single"/>'
    characters = [
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        _character_style("Hyperlink", link),
        _character_style("Footnote Reference", '<w:vertAlign w:val="superscript"/>'),
        _character_style("Verbatim Char", ""),
        *(_character_style(f"Status {tone}", _colour(ink) + _shade(ground)) for tone, (ink, ground) in TONES.items()),
    ]
    tables = [
        _table_style("Table", points=9.5, margin=85),
        _table_style("Finance Table", points=9, margin=85),
        _table_style("Matrix Table", points=8, margin=40),
    ]
    body = "".join([defaults, *_paragraph_styles(), *characters, *tables])
    return f"{HEAD}<w:styles {NAMESPACE}>{body}</w:styles>"


def _field(code: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{begin}{instruction}{separate}<w:r><w:t>1</w:t></w:r>{end}"


def _text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _running(kind: str, content: str) -> str:
    tabs = '<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs>'
    style = f'<w:pStyle w:val="{_style_id("header" if kind == "hdr" else "footer")}"/>'
    return f"{HEAD}<w:{kind} {NAMESPACE}><w:p><w:pPr>{style}{tabs}</w:pPr>{content}</w:p></w:{kind}>"


def _document() -> str:
    references = '<w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
    references += '<w:footerReference w:type="first" r:id="rId3"/>'
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1247" w:bottom="1247" w:left="1247" '
    margins = 'w:header="624" w:footer="567" w:gutter="0"/>'
    section = f"<w:sectPr>{references}{page}{margins}<w:titlePg/></w:sectPr>"
    return f'{HEAD}<w:document {NAMESPACE} xmlns:r="{RELATIONSHIPS}"><w:body><w:p/>{section}</w:body></w:document>'


def _relationships(*targets: tuple[str, str, str]) -> str:
    each = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in targets)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def _content_types() -> str:
    parts = {"document": "document.main", "styles": "styles", "header1": "header", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>' for name, kind in parts.items()
    )
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{xml}{rels}{overrides}</Types>'


def _parts() -> dict[str, str]:
    kinds = [("rId1", "styles"), ("rId2", "header"), ("rId3", "footer")]
    targets = {"styles": "styles.xml", "header": "header1.xml", "footer": "footer1.xml"}
    inner = [(i, f"{RELATIONSHIPS}/{kind}", targets[kind]) for i, kind in kinds]
    page_x_of_y = (
        _text("COUNCIL") + "<w:r><w:tab/></w:r>" + _text("Page ") + _field("PAGE") + _text(" of ") + _field("NUMPAGES")
    )
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(("rId1", f"{RELATIONSHIPS}/officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relationships(*inner),
        "word/document.xml": _document(),
        "word/footer1.xml": _running("ftr", page_x_of_y),
        "word/header1.xml": _running("hdr", _text("SHORT TITLE") + "<w:r><w:tab/></w:r>" + _text("STATUS")),
        "word/styles.xml": _styles(),
    }


def reference_docx() -> bytes:
    """The reference document; always the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts().items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(reference_docx())
