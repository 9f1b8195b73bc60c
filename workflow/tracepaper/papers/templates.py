"""The environment of templates: sandboxed, strict about what is undefined, and unable to compute."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, TemplateReference, Undefined
from markupsafe import Markup

from tracepaper.errors import Fault, FigureError, TemplateError
from tracepaper.figures.expression import Sandbox
from tracepaper.papers import place

FOLDER = Path("templates")
NEVER = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Concat)


class Templates(Sandbox):
    """Reads templates, remembers which files it read, and refuses those that compute.

    Comments are <# #>, since {# starts an id in Quarto's markdown.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(
            loader=FileSystemLoader(folder, followlinks=False),
            undefined=StrictUndefined,
            finalize=_finalize,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            comment_start_string="<#",
            comment_end_string="#>",
        )
        self.globals = {"row": place.row, "rounding_note": place.rounding_note}
        self.filters = dict(place.FILTERS)
        self.tests = {name: self.tests[name] for name in ("defined", "undefined", "string", "mapping", "none")}
        self.folder = folder
        self.files: set[Path] = set()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Also reach what a template itself made: the state of a loop, its blocks, imported macros."""
        own = isinstance(obj, LoopContext | TemplateReference | TemplateModule) and not attr.startswith("_")
        return own or super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if filename:
            self.files.add(Path(filename))
        for node in tree.find_all(NEVER):
            found = type(node).__name__.lower()
            remedy = "Templates place figures; compute under figures: in the paper's settings."
            fault = Fault(f"line {node.lineno}", f"an operation ({found})", "names and filters only", remedy)
            raise TemplateError(f"{name or 'A text in the settings'} computes.", [fault])
        return tree

    def text(self, name: str, values: Mapping[str, Any]) -> str:
        """Render a template.

        Raises:
            TemplateError: with the template's name and line.
        """
        return self._rendered(lambda: self.get_template(name), name, values)

    def phrase(self, source: str, values: Mapping[str, Any], *, where: str) -> Markup:
        """Render a phrase of the settings, in which figures are named in {{ }}."""
        return Markup(self._rendered(lambda: self.from_string(source), where, values))

    def _rendered(self, template: Any, name: str, values: Mapping[str, Any]) -> str:
        try:
            return str(template().render(values))
        except TemplateSyntaxError as error:
            place_ = f"{error.filename or name}, line {error.lineno}"
            raise _failure(name, place_, error.message or "a syntax error") from None
        except (JinjaError, FigureError, TypeError, KeyError, ValueError) as error:
            raise _failure(name, _line(error) or name, str(error)) from None


def _finalize(value: Any) -> Any:
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    return place.placed(value)


def _failure(name: str, where: str, reason: str) -> TemplateError:
    remedy = "Check the names there against figures: and tables: in the paper's settings."
    return TemplateError(f"{name} cannot be filled in.", [Fault(where, reason, "values that are there", remedy)])


def _line(error: BaseException) -> str:
    """The innermost template line in an error's traceback."""
    found = ""
    trace = error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if filename.endswith(".j2") or filename == "<template>":
            found = f"{Path(filename).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found
