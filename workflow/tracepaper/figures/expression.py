"""The one expression language: Jinja2's sandboxed expressions over figures, tables and calculations.

Formulas in settings are such expressions; templates use the same names, but may not compute. Only what a class lists
in `OPEN` can be reached, so no expression gets at a file, a module or a data frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tracepaper.errors import Fault, FigureError
from tracepaper.figures.figure import Figure

OPERATORS = frozenset({"+", "-", "*", "/", "//", "%", "**"})
MAPPING_METHODS = frozenset({"keys", "values", "items", "get"})


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja2 environment in which only figures are computed with, and only open attributes are reached."""

    intercepted_binops = OPERATORS
    intercepted_unops = frozenset({"-", "+"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Reach methods of mappings and what a class opens, nothing else."""
        if isinstance(obj, Mapping):
            return attr in MAPPING_METHODS
        return attr in getattr(type(obj), "OPEN", ())

    def is_safe_callable(self, obj: Any) -> bool:
        """Whatever can be reached at all may be called."""
        return True

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute with figures only: a bare number in a formula has no unit, no reason and no trace."""
        for operand in (left, right):
            if not isinstance(operand, Figure):
                remedy = "Declare the number under literals:, with its unit and its reason, and use its name."
                raise FigureError(f'"{operator}" works on figures; {operand!r} is not one. {remedy}')
        return super().call_binop(context, operator, left, right)

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        """Only figures have a sign."""
        if not isinstance(arg, Figure):
            raise FigureError(f'"{operator}" works on figures; {arg!r} is not one.')
        return super().call_unop(context, operator, arg)


class Expressions:
    """Compiles and evaluates expressions."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        self._environment = Sandbox(undefined=StrictUndefined)
        self._environment.globals = dict(functions)
        self._environment.filters = {}
        self._environment.tests = {}

    def value(self, text: str, names: Mapping[str, Any], *, place: str) -> Any:
        """Evaluate one expression.

        Args:
            text: the expression: "spend.total('2020/21') / packages".
            names: what it may refer to.
            place: where it stands, for messages.

        Raises:
            FigureError: the expression is malformed, names what is not there, or computes what makes no sense.
        """
        try:
            return self._environment.compile_expression(text, undefined_to_none=False)(**names)
        except FigureError as error:
            raise _failure(text, place, error.heading) from None
        except (TemplateSyntaxError, UndefinedError, SecurityError, TypeError, KeyError, ValueError) as error:
            raise _failure(text, place, str(error)) from None


def _failure(text: str, place: str, reason: str) -> FigureError:
    remedy = "Check the names of tables, columns and figures, and that each figure stands before its use."
    return FigureError("A formula cannot be computed.", [Fault(place, f"{text}\n     {reason}", "a figure", remedy)])
