"""The one expression language: Jinja2's sandboxed expressions over figures, tables and calculations.

Formulas in settings are such expressions; templates use the same names, but may not compute. Only what a class lists
in `OPEN` can be reached, so no expression gets at a file, a module or a data frame.
"""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from numbers import Number
from typing import Any

from jinja2 import StrictUndefined, TemplateError, Undefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from tracepaper.errors import Fault, FigureError
from tracepaper.figures.figure import Figure
from tracepaper.figures.kinds import kind

OPERATORS = frozenset({"+", "-", "*", "/", "//", "%", "**"})
COMPUTED = ("+", "-", "*", "/")
MAPPING_METHODS = frozenset({"keys", "values", "items", "get"})
SHOWN_KEYS = 40
NOTHING_CALLED = re.compile(r'Nothing is called "([^"]+)"')
DECLARE = "Declare the number under literals:, with its unit and its reason, and use its name."


class Unknown(StrictUndefined):
    """A name that is not there, reported in words for an officer with the names that are."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, owner = self._undefined_name, self._undefined_obj
        if owner is missing:
            return f'Nothing is called "{name}" here.'
        if isinstance(owner, Mapping):
            return f'There is no "{name}" here. There are: {_listed(owner)}.'
        known = f" What can: {_listed(sorted(_open(owner)))}." if _open(owner) else ""
        return f'"{name}" cannot be asked of {kind(owner)}.{known}'


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja2 environment in which only figures are computed with, and only open attributes are reached."""

    intercepted_binops = OPERATORS
    intercepted_unops = frozenset({"-", "+"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Reach methods of mappings and what a class opens, nothing else."""
        return attr in _open(obj)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Ask before looking: Jinja2 looks first, and to look at a property is to run it."""
        return super().getattr(obj, attribute) if self._reaches(obj, attribute) else self._item(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Items of mappings and lists; by a text also what `getattr` reaches, as Jinja2 has it."""
        return super().getitem(obj, argument) if self._reaches(obj, argument) else self._item(obj, argument)

    def _reaches(self, obj: Any, name: Any) -> bool:
        return isinstance(name, str) and self.is_safe_attribute(obj, name, None)

    def _item(self, obj: Any, key: Any) -> Any:
        try:
            return obj[key]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=key)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whatever can be reached at all may be called."""
        return True

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute with figures only: a bare number in a formula has no unit, no reason and no trace."""
        if operator not in COMPUTED:
            raise FigureError(f'"{operator}" is not for figures; {_listed(COMPUTED)} are.')
        for operand in (left, right):
            _refuse_other_than_figure(operator, operand)
        return super().call_binop(context, operator, left, right)

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        """Only figures have a sign."""
        _refuse_other_than_figure(operator, arg)
        return arg if operator == "+" else super().call_unop(context, operator, arg)


class _Formulas(Sandbox):
    def call(self, context: Any, called: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a calculation; a wrong argument is told in words, not as Python's complaint about an object."""
        _refuse_unknown([*args, *kwargs.values()])
        try:
            return super().call(context, called, *args, **kwargs)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise FigureError(_misused(called, [*args, *kwargs.values()])) from error


class Expressions:
    """Compiles and evaluates expressions."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        self._environment = _Formulas(undefined=Unknown)
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
            found = self._environment.compile_expression(text, undefined_to_none=False)(dict(names))
            _refuse_unknown([found])
            return found
        except FigureError as error:
            raise _failure(text, place, error.heading) from error
        except UndefinedError as error:
            remedy = "Check the names, and that each figure stands before its use."
            meant = _meant(str(error), text, {**self._environment.globals, **names})
            raise _failure(text, place, f"{error} {meant}{remedy}") from None
        except (RecursionError, SyntaxError):
            raise _failure(text, place, "It is nested too deeply. Make several figures of it.") from None
        except (TemplateError, TypeError) as error:
            raise _failure(text, place, f"It is not a formula: {error}") from None


def _meant(complaint: str, text: str, names: Iterable[str]) -> str:
    """What an unknown name is likely to mean; empty where nothing is like it."""
    found = NOTHING_CALLED.match(complaint)
    if not found:
        return ""
    hyphened = [name for name in names if "_" in name and name.replace("_", "-") in text]
    if hyphened:
        return f'In a formula hyphens are underscores: write "{hyphened[0]}". '
    close = difflib.get_close_matches(found[1], names, n=1)
    return f'Did you mean "{close[0]}"? ' if close else ""


def _failure(text: str, place: str, reason: str) -> FigureError:
    fault = Fault(place, text, "a formula that can be computed", reason[:1].upper() + reason[1:])
    return FigureError("A formula cannot be computed.", [fault])


def _open(obj: Any) -> Iterable[str]:
    return MAPPING_METHODS if isinstance(obj, Mapping) else getattr(type(obj), "OPEN", ())


def _refuse_unknown(values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, Undefined):
            value._fail_with_undefined_error()
        if isinstance(value, Number) and not isinstance(value, bool):
            raise FigureError(f"{value!r} is a bare number, which nobody could trace. {DECLARE}")
        if isinstance(value, Mapping | list | tuple):
            _refuse_unknown(value.values() if isinstance(value, Mapping) else value)


def _refuse_other_than_figure(operator: str, operand: Any) -> None:
    if isinstance(operand, Undefined):
        operand._fail_with_undefined_error()
    if not isinstance(operand, Figure):
        raise FigureError(f'"{operator}" works on figures; {operand!r} is not one. {DECLARE}')


def _misused(called: Any, arguments: Iterable[Any]) -> str:
    name = getattr(called, "__name__", "")
    if not name:
        return f"{kind(called)} is not a calculation. Does the id of a figure hide the calculation of that name?"
    takes = ", ".join(inspect.signature(called).parameters)
    given = ", ".join(map(kind, arguments)) or "nothing"
    return f"The calculation {name}({takes}) cannot be computed from {given}. See its description for what it takes."


def _listed(names: Iterable[Any]) -> str:
    shown = [str(name) for name in names]
    return ", ".join(shown[:SHOWN_KEYS]) + (", …" if len(shown) > SHOWN_KEYS else "") or "none"
