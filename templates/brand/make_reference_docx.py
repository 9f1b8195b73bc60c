"""Write reference.docx, the styles, header and footer of the Word files: `python templates/brand/make_reference_docx.py`."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = (1980, 1, 1, 0, 0, 0)

FONT, BRAND, SOFT, TINT, RULE, WARNING = "Liberation Sans", "12436D", "505A5F", "E8EEF4", "B1B4B6", "801650"
NUMBER_WIDTH = 709  # twentieths of a point: 1.25 cm, as in the PDF


def paragraph_style(
    name: str, *, based_on: str = "Normal", paragraph: str = "", run: str = "", next_style: str = ""
) -> str:
    following = f'<w:next w:val="{next_style}"/>' if next_style else ""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    default = "" if based_on else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{parent}{following}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def style_id(name: str) -> str:
    return "".join(word[0].upper() + word[1:] for word in name.split())


def spacing(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def colour(code: str) -> str:
    return f'<w:color w:val="{code}"/>'


def hanging(width: int) -> tuple[str, str]:
    return f'<w:tabs><w:tab w:val="left" w:pos="{width}"/></w:tabs>', f'<w:ind w:left="{width}" w:hanging="{width}"/>'


def heading(level: int, points: float, before: int) -> str:
    tabs, indent = hanging(NUMBER_WIDTH) if level == 2 else ("", "")
    keep = f"<w:keepNext/><w:keepLines/>{tabs}{spacing(before, 120)}{indent}"
    return paragraph_style(
        f"heading {level}",
        paragraph=f'{keep}<w:outlineLvl w:val="{level - 1}"/>',
        run=f"<w:b/><w:bCs/>{colour(BRAND)}{size(points)}",
        next_style="BodyText",
    )


def numbered_paragraph() -> str:
    tabs, indent = hanging(NUMBER_WIDTH)
    return paragraph_style("Numbered Paragraph", paragraph=tabs + spacing(100, 140) + indent)


def callout(name: str, *, keep: str, before: int, after: int, run: str = "") -> str:
    border = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{BRAND}"/></w:pBdr>'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
    indent = '<w:ind w:left="227" w:right="113"/>'
    return paragraph_style(name, paragraph=keep + border + shade + spacing(before, after) + indent, run=run)


def paragraph_styles() -> list[str]:
    bold = "<w:b/><w:bCs/>"
    caption = f"<w:keepNext/>{spacing(240, 100)}"
    return [
        paragraph_style("Normal", based_on="", paragraph=spacing(0, 160)),
        paragraph_style("Body Text"),
        paragraph_style("First Paragraph", based_on="BodyText"),
        paragraph_style("Compact", based_on="BodyText", paragraph=spacing(30, 30, 252)),
        paragraph_style("Title", paragraph=spacing(120, 120, 252), run=f"{bold}{colour(BRAND)}{size(20)}"),
        paragraph_style("Subtitle", paragraph=spacing(0, 120), run=size(13)),
        paragraph_style("Author", paragraph=spacing(0, 60), run=f"{bold}{colour(SOFT)}"),
        paragraph_style("Date", paragraph=spacing(0, 120), run=colour(SOFT)),
        paragraph_style("Committee", paragraph=spacing(0, 60), run=colour(SOFT)),
        paragraph_style("Status", paragraph=spacing(60, 200), run=f"{bold}{colour(WARNING)}"),
        heading(1, 20, 120),
        heading(2, 14, 360),
        heading(3, 11.5, 240),
        heading(4, 11, 200),
        numbered_paragraph(),
        callout("Callout Title", keep="<w:keepNext/>", before=200, after=0, run=bold),
        callout("Callout", keep="", before=0, after=0),
        paragraph_style("Block Text", paragraph=spacing(0, 160) + '<w:ind w:left="709"/>'),
        paragraph_style("Caption", paragraph=caption, run=f"{bold}{size(10)}"),
        paragraph_style("Table Caption", based_on="Caption"),
        paragraph_style("Image Caption", based_on="Caption", paragraph=spacing(60, 240)),
        paragraph_style("Captioned Figure", paragraph=f"<w:keepNext/>{spacing(200, 60)}"),
        paragraph_style("Figure", paragraph=f"<w:keepNext/>{spacing(200, 60)}"),
        paragraph_style("Footnote Text", paragraph=spacing(0, 60, 240), run=size(9)),
        paragraph_style("header", run=f"{colour(SOFT)}{size(9)}"),
        paragraph_style("footer", run=f"{colour(SOFT)}{size(9)}"),
    ]


def character_style(name: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{style_id(name)}"><w:name w:val="{name}"/><w:rPr>{run}</w:rPr></w:style>'
    )


def table_style(name: str, *, points: float, margin: int) -> str:
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    return (
        f'<w:style w:type="table" w:styleId="{style_id(name)}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:pPr>{spacing(30, 30, 252)}</w:pPr><w:rPr>{size(points)}</w:rPr>"
        f"<w:tblPr><w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{BRAND}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def styles() -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size(11)}{language}</w:rPr></w:rPrDefault></w:docDefaults>"
    link = f'{colour(BRAND)}<w:u w:val="single"/>'
    characters = [
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        character_style("Hyperlink", link),
        character_style("Footnote Reference", '<w:vertAlign w:val="superscript"/>'),
        character_style("Verbatim Char", ""),
    ]
    tables = [table_style("Table", points=9.5, margin=85), table_style("Matrix Table", points=8, margin=40)]
    body = "".join([defaults, *paragraph_styles(), *characters, *tables])
    return f"{HEAD}<w:styles {NAMESPACE}>{body}</w:styles>"


def field(code: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{separate}<w:r><w:t>1</w:t></w:r>{end}'


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def running(kind: str, content: str) -> str:
    tabs = '<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs>'
    style = f'<w:pStyle w:val="{style_id("header" if kind == "hdr" else "footer")}"/>'
    return f"{HEAD}<w:{kind} {NAMESPACE}><w:p><w:pPr>{style}{tabs}</w:pPr>{content}</w:p></w:{kind}>"


def document() -> str:
    references = '<w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
    references += '<w:footerReference w:type="first" r:id="rId3"/>'
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1247" w:bottom="1247" w:left="1247" '
    margins = 'w:header="624" w:footer="567" w:gutter="0"/>'
    section = f"<w:sectPr>{references}{page}{margins}<w:titlePg/></w:sectPr>"
    return f'{HEAD}<w:document {NAMESPACE} xmlns:r="{RELATIONSHIPS}"><w:body><w:p/>{section}</w:body></w:document>'


def relationships(*targets: tuple[str, str, str]) -> str:
    each = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in targets)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def content_types() -> str:
    parts = {"document": "document.main", "styles": "styles", "header1": "header", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>' for name, kind in parts.items()
    )
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{xml}{rels}{overrides}</Types>'


def parts() -> dict[str, str]:
    kinds = [("rId1", "styles"), ("rId2", "header"), ("rId3", "footer")]
    targets = {"styles": "styles.xml", "header": "header1.xml", "footer": "footer1.xml"}
    inner = [(i, f"{RELATIONSHIPS}/{kind}", targets[kind]) for i, kind in kinds]
    page_x_of_y = text("COUNCIL") + "<w:r><w:tab/></w:r>" + text("Page ") + field("PAGE") + text(" of ") + field("NUMPAGES")
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("rId1", f"{RELATIONSHIPS}/officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relationships(*inner),
        "word/document.xml": document(),
        "word/footer1.xml": running("ftr", page_x_of_y),
        "word/header1.xml": running("hdr", text("SHORT TITLE") + "<w:r><w:tab/></w:r>" + text("STATUS")),
        "word/styles.xml": styles(),
    }


def reference_docx() -> bytes:
    """The reference document; always the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts().items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


if __name__ == "__main__":
    Path(__file__).with_name("reference.docx").write_bytes(reference_docx())
