"""Closed JSON Schemas for settings files: every key known and described, every fault with its line and key."""

from __future__ import annotations

import difflib
import functools
import json
from pathlib import Path
from typing import Any

import jsonschema

from tracepaper.errors import Fault, SettingsError
from tracepaper.settings import strict_yaml

SCHEMAS = Path(__file__).parents[2] / "schemas"


def load(path: Path, *, kind: str) -> strict_yaml.Document:
    """Read a settings file and check it against workflow/schemas/<kind>.schema.json.

    Raises:
        SettingsError: naming every fault with its line, key and remedy.
    """
    document = strict_yaml.load(path)
    errors = sorted(_validator(kind).iter_errors(document.content), key=lambda e: [str(p) for p in e.absolute_path])
    if errors:
        raise SettingsError(f"{path} does not match its schema.", [f for e in errors for f in _faults(document, e)])
    return document


@functools.cache
def _validator(kind: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def _faults(document: strict_yaml.Document, error: jsonschema.ValidationError) -> list[Fault]:
    if error.validator == "additionalProperties":
        return _unknown_keys(document, error)
    if meant := _meant(error):
        return [fault for one in meant for fault in _faults(document, one)]
    return [_fault(document, error)]


def _meant(error: jsonschema.ValidationError) -> list[jsonschema.ValidationError]:
    """Of several ways to write a setting, what is wrong with the one that was chosen: the first of its type."""
    ways: dict[str | int, list[jsonschema.ValidationError]] = {}
    for one in error.context or ():
        ways.setdefault(one.schema_path[0], []).append(one)
    for faults in ways.values():
        if not any(one.validator == "type" and not one.relative_path for one in faults):
            return faults
    return []


def _fault(document: strict_yaml.Document, error: jsonschema.ValidationError) -> Fault:
    place = document.place(tuple(error.absolute_path))
    description = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
    if error.validator == "required":
        missing = error.message.split("'")[1]
        return Fault(place, f'no key "{missing}"', f'the key "{missing}"', _about(error.schema, missing))
    allowed: Any = error.validator_value if error.validator == "enum" else ()
    near = difflib.get_close_matches(str(error.instance), map(str, allowed), n=1)
    known = f"It is: {description}" if description else "See the schema beside the rules, in workflow/schemas."
    remedy = f'Did you mean "{near[0]}"? {known}' if near else known
    return Fault(place, json.dumps(error.instance, default=str)[:120], _expectation(error), remedy)


def _unknown_keys(document: strict_yaml.Document, error: jsonschema.ValidationError) -> list[Fault]:
    assert isinstance(error.schema, dict) and isinstance(error.instance, dict)
    known = list(error.schema.get("properties", {}))
    faults = []
    for key in error.instance:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            remedy = f'Did you mean "{near[0]}"?' if near else f"Known keys here: {', '.join(known)}."
            place = document.place((*error.absolute_path, key))
            faults.append(Fault(place, f'the unknown key "{key}"', "a key that the schema knows", remedy))
    return faults


def _about(schema: Any, key: str) -> str:
    properties = schema.get("properties", {}) if isinstance(schema, dict) else {}
    return f"Add it. It is: {properties.get(key, {}).get('description', 'described in workflow/schemas')}"


def _expectation(error: jsonschema.ValidationError) -> str:
    wanted = error.validator_value
    words = {
        "type": f"a value of type {wanted}",
        "enum": f"one of {', '.join(map(str, wanted)) if isinstance(wanted, list) else wanted}",
        "pattern": f"text that matches {wanted}",
        "minItems": f"at least {wanted} entries",
        "oneOf": f"a value of type {' or '.join(_types(wanted))}",
        "anyOf": f"a value of type {' or '.join(_types(wanted))}",
        "format": "a day that the calendar has, as YYYY-MM-DD" if wanted == "date" else f"a {wanted}",
    }
    return words.get(str(error.validator), f"a value that satisfies {error.validator}: {wanted}")


def _types(ways: Any) -> list[str]:
    return [str(way.get("type", "any")) for way in ways if isinstance(way, dict)] if isinstance(ways, list) else []
