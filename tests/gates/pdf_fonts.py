"""A paper's PDF carries the brand's fonts and no others."""

from pathlib import Path
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

BRAND_FONTS = Path(__file__).parents[2] / "templates" / "brand" / "fonts"
FILES = ("/FontFile", "/FontFile2", "/FontFile3")
POSTSCRIPT_NAME = 6


def check(path: Path) -> list[str]:
    """Fonts in the PDF at `path` that are not embedded or not among the brand's."""
    allowed = brand_names(BRAND_FONTS)
    with pikepdf.open(path) as pdf:
        fonts = {str(font.FontName).lstrip("/"): _embedded(font) for font in _descriptors(pdf)}
    if not fonts:
        return ["it holds no fonts: its words are pictures"]
    foreign = [f"the font {name} is not the brand's" for name in sorted(fonts) if _bare(name) not in allowed]
    return foreign + [f"the font {name} is not embedded" for name, whole in sorted(fonts.items()) if not whole]


def brand_names(folder: Path) -> set[str]:
    """The PostScript names of the font files in `folder`."""
    files = [path for path in folder.iterdir() if path.suffix in (".ttf", ".otf")]
    return {str(TTFont(path)["name"].getDebugName(POSTSCRIPT_NAME)) for path in files}


def _descriptors(pdf: pikepdf.Pdf) -> list[Any]:
    found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    return [item for item in found if item.get("/Type") == pikepdf.Name.FontDescriptor]


def _embedded(descriptor: Any) -> bool:
    return any(key in descriptor for key in FILES)


def _bare(name: str) -> str:
    return name.split("+", 1)[-1].removesuffix("-Identity-H")
