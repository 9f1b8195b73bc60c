"""Pages about editions: a template of templates/editions, filled with plain values, in the look of the papers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from tracepaper.errors import Fault, TemplateError
from tracepaper.papers import place
from tracepaper.papers.templates import FOLDER as TEMPLATES

FOLDER = TEMPLATES / "editions"
STYLE = TEMPLATES / "brand" / "paper.css"


def page(root: Path, template: str, values: Mapping[str, Any]) -> str:
    """A whole page in one file that loads nothing; every value is escaped.

    Args:
        template: its name in templates/editions.

    Raises:
        TemplateError: the template is at fault.
    """
    style = Markup((root / STYLE).read_text("utf-8"))
    try:
        return _environment(root).get_template(template).render(style=style, **values)
    except jinja2.TemplateError as error:
        fault = Fault(f"{FOLDER / template}", str(error), "a template that can be filled in", "Mend it there.")
        raise TemplateError(f"{template} cannot be filled in.", [fault]) from None


def _environment(root: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root / FOLDER),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["day"] = place.day
    return environment
