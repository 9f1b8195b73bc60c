"""The environment of templates: sandboxed, strict about what is undefined, and unable to compute."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    FileSystemLoader,
    Template,
    TemplateAssertionError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2 import TemplateError as JinjaError
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, TemplateReference, Undefined
from jinja2.utils import missing
from markupsafe import Markup

from tracepaper.errors import Fault, SettingsError, TemplateError
from tracepaper.figures.expression import Sandbox, Unknown
from tracepaper.papers import place

FOLDER = Path("templates")
SHARED = ("partials/", "types/")
NEVER = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Concat)
# What a template can go wrong with once it runs; whatever else is raised is a fault of ours.
WRONG = (JinjaError, SettingsError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
NAMES = "Check the names there against figures: and tables: in the paper's settings."
PLACED = (
    "Give a figure an id and a label under figures: in the paper's settings, and place it by that name,"
    " one of a family also by its key."
)
SYNTAX = "Mend the template there; names and filters stand in {{ }}, and statements in {% %}."


class Templates(Sandbox):
    """Reads the template of one paper and what all papers share, and refuses templates that compute.

    Comments are <# #>, since {# starts an id in Quarto's markdown.
    """

    def __init__(self, folder: Path, paper: str) -> None:
        super().__init__(
            loader=FileSystemLoader(folder, followlinks=False),
            undefined=_Unknown,
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
        self.own = f"papers/{paper}.qmd.j2"

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Also reach what a template itself made: the state of a loop, its blocks, imported macros."""
        own = isinstance(obj, LoopContext | TemplateReference | TemplateModule) and not attr.startswith("_")
        return own or super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if filename:
            self._refuse_other(name or "", Path(filename))
        for node in tree.find_all(NEVER):
            remedy = "templates place figures, and figures: in the paper's settings computes them"
            raise TemplateAssertionError(
                f"an operation ({type(node).__name__.lower()}): {remedy}", node.lineno, name, filename
            )
        return tree

    def _refuse_other(self, name: str, path: Path) -> None:
        """What a paper's record does not name, or what stands behind a link, could change unseen."""
        found = "a link" if path.is_symlink() else "" if name == self.own or name.startswith(SHARED) else "another's"
        if found:
            remedy = "Put the file itself there; words that papers share stand in templates/partials."
            fault = Fault(self._shown(str(path)), found, "a file of this paper, or one that all share", remedy)
            raise TemplateError(f"{self.own} reads a template that it may not.", [fault])

    def text(self, values: Mapping[str, Any]) -> str:
        """Render the template of the paper.

        Raises:
            TemplateError: with the template's name and line.
        """
        return self._rendered(self._own, self.own, values)

    def partial(self, name: str, values: Mapping[str, Any]) -> str:
        """Render a partial that all papers share.

        Raises:
            TemplateError: with the partial's name and line.
        """
        return self._rendered(lambda: self.get_template(name), name, values)

    def _own(self) -> Template:
        """The paper's template, once every block that its report type requires is there; all missing ones are named."""
        source, filename, _ = self._source(self.own)
        tree = self._parse(source, self.own, filename)
        bases = [node.template.value for node in tree.find_all(nodes.Extends) if isinstance(node.template, nodes.Const)]
        filled = {block.name for block in tree.find_all(nodes.Block)}
        for base in bases:
            text, path, _ = self._source(base)
            blocks = self._parse(text, base, path).find_all(nodes.Block)
            empty = [block.name for block in blocks if block.required and block.name not in filled]
            if empty:
                remedy = (
                    "Fill each: {% block NAME %} ... {% endblock %}. Where there is nothing to say, say so and why."
                )
                fault = Fault(f"{FOLDER}/{self.own}", f"no block {', '.join(empty)}", f"all blocks of {base}", remedy)
                raise TemplateError(f"{self.own} cannot be filled in.", [fault])
        return self.get_template(self.own)

    def _source(self, name: str) -> tuple[str, str, Any]:
        assert self.loader is not None
        source, filename, fresh = self.loader.get_source(self, name)
        return source, filename or name, fresh

    def phrase(self, source: str, values: Mapping[str, Any], *, where: str) -> Markup:
        """Render a phrase of the settings, in which figures are named in {{ }}."""
        return Markup(self._rendered(lambda: self.from_string(source), where, values))

    def _rendered(self, template: Any, name: str, values: Mapping[str, Any]) -> str:
        try:
            return str(template().render(values))
        except WRONG as error:
            if isinstance(error, TemplateError) and error.faults:
                raise
            found, expected, remedy = _explained(error)
            fault = Fault(self._place(error) or name, found.rstrip("."), expected, remedy)
            raise TemplateError(f"{name} cannot be filled in.", [fault]) from None

    def _place(self, error: BaseException) -> str:
        """The innermost template line that an error names, or that its traceback passes through."""
        if isinstance(error, TemplateSyntaxError):
            return f"{self._shown(error.filename)}, line {error.lineno}" if error.filename else ""
        found = ""
        trace = error.__traceback__
        while trace is not None:
            filename = trace.tb_frame.f_code.co_filename
            if filename.endswith(".j2"):
                found = f"{self._shown(filename)}, line {trace.tb_lineno}"
            trace = trace.tb_next
        return found

    def _shown(self, filename: str) -> str:
        return f"{FOLDER}/{Path(filename).relative_to(self.folder).as_posix()}"


class _Unknown(Unknown):
    """As in formulas; a name that is not there at all is called undefined."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_obj is missing:
            return f"'{self._undefined_name}' is undefined"
        return super()._undefined_message


@pass_context
def _finalize(context: Any, value: Any) -> Any:
    """`placed`, for every value: that it asks for the context keeps Jinja2 from printing constants by itself."""
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    return place.placed(value)


def _explained(error: BaseException) -> tuple[str, str, str]:
    """What was found, what was expected, and the remedy."""
    if isinstance(error, TemplateSyntaxError):
        return error.message or "what is no statement", "what templates can say", SYNTAX
    if isinstance(error, TemplateNotFound):
        return f'no template "{error.name}"', "a file in templates/", "Write it, or mend its name."
    if isinstance(error, RecursionError):
        return "a template, block or macro that calls itself without end", "an end", "Call another, or none."
    if isinstance(error, UnicodeDecodeError):
        return f"bytes that are not UTF-8 text ({error.reason})", "UTF-8 text", "Save the template as UTF-8."
    if isinstance(error, TemplateError):
        return str(error), "a named figure, or text", PLACED
    return str(error), "values that are there", NAMES
