"""One digit altered, as somebody would who has the file and a tool for it: in a PDF, in a page, in evidence."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

DIGITS = "0123456789"
# Text between tags, and what is read aloud in its place.
SHOWN = re.compile(r'>([^<>]*\d[^<>]*)<|\saria-label="([^"]*\d[^"]*)"')
BODY = re.compile(r"<body.*</footer>", re.DOTALL)


def other_digit(digit: str, chance: random.Random) -> str:
    return chance.choice(DIGITS.replace(digit, ""))


def html_digit(page: str, chance: random.Random) -> tuple[str, str]:
    """A page with one digit of its text altered, and what was altered, in words."""
    body = BODY.search(page)
    assert body
    match = chance.choice(list(SHOWN.finditer(page, body.start(), body.end())))
    group = 1 if match[1] is not None else 2
    place = chance.choice([n for n in range(match.start(group), match.end(group)) if page[n] in DIGITS])
    new = other_digit(page[place], chance)
    return page[:place] + new + page[place + 1 :], f'"{match[group][:80]}" with {page[place]} made {new}'


def pdf_digit(pdf: bytes, chance: random.Random) -> tuple[bytes, str]:
    """A PDF with one digit drawn otherwise, and what was altered, in words."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        number = chance.randrange(len(document.pages))
        page = document.pages[number]
        codes, steps = _codes(page), [(list(s.operands), str(s.operator)) for s in pikepdf.parse_content_stream(page)]
        index, font, said = chance.choice([one for one in _texts(steps, codes) if any(c in DIGITS for c in one[2])])
        place = chance.choice([n for n, letter in enumerate(said) if letter in DIGITS])
        known = {letter: code for code, letter in codes[font].items()}
        new = chance.choice([digit for digit in DIGITS if digit in known and digit != said[place]])
        redrawn = said[:place] + new + said[place + 1 :]
        drawn = pikepdf.String(bytes.fromhex("".join(known[letter] for letter in redrawn)))
        steps[index] = ([drawn], "Tj")
        content = pikepdf.unparse_content_stream([(operands, pikepdf.Operator(name)) for operands, name in steps])
        page.Contents = document.make_stream(content)
        target = io.BytesIO()
        document.save(target)
    return target.getvalue(), f'page {number + 1}: "{said}" made "{redrawn}"'


def _codes(page: pikepdf.Page) -> dict[str, dict[str, str]]:
    """For each font of a page, what each two-byte code says."""
    pattern = "<([0-9A-F]{4})> <([0-9A-F]+)>\n"
    return {
        str(name): {
            code: bytes.fromhex(said).decode("utf-16-be")
            for code, said in re.findall(pattern, font.ToUnicode.read_bytes().decode())
        }
        for name, font in page.Resources.Font.items()
    }


def _texts(steps: list[tuple[list[Any], str]], codes: dict[str, dict[str, str]]) -> Iterator[tuple[int, str, str]]:
    """Each piece of text that a page draws: the step, its font, and what it says."""
    font = ""
    for index, (operands, operator) in enumerate(steps):
        if operator == "Tf":
            font = str(operands[0])
        if operator in ("TJ", "Tj"):
            parts = operands[0] if operator == "TJ" else operands
            drawn = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String)).hex().upper()
            yield index, font, "".join(codes[font][drawn[n : n + 4]] for n in range(0, len(drawn), 4))
