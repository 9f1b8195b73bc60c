"""The strict grammar of cells: text in, an exact value or a stated absence out, never a guess.

Eight ways of not having a number stay different (blank, [c], x, z, k, [low], ":", ".."), thousands groups have exactly
three digits, brackets mean negative, and whatever is not understood is refused with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tracepaper.figures import days

ABSENT: Mapping[str, str] = {
    "": "missing",
    "Not set": "missing",
    "c": "suppressed",
    "[c]": "suppressed",
    "x": "unavailable",
    "[x]": "unavailable",
    "z": "not applicable",
    "[z]": "not applicable",
    "k": "low",
    "[low]": "low",
    ":": "not available",
    "..": "not available",
    "-": "dash",
    "N/A": "not applicable",
}
# As many as a spreadsheet keeps; with twelve digits before the point a sum of millions of rows stays exact.
PLACES = 15
# What `number` reads as it stands, thousands commas apart: a typed column takes such texts without a second look.
PLAIN_NUMBER = r"-?(0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(,[0-9]{3}){1,3})(\.[0-9]{1,15})?"
NUMBER = re.compile(
    r"(?P<about>c\.? ?|~)?(?P<open>\()?(?P<sign>[-\N{MINUS SIGN}])?(?P<currency>£)?"
    r"(?P<whole>0|[1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]*)(?P<fraction>\.[0-9]+)?(?P<scale>k|K|m|bn)?"
    r"(?P<percent>%)?(?P<close>\))?(?: ?(?P<note>\*+|\[[a-z0-9]+\]|[†‡]))?(?: (?P<qualifier>\(.+\)))?",
    re.DOTALL,
)
EXPRESSION = re.compile(r".*[0-9].* x .* = .*[0-9].*", re.DOTALL)
SCALES = {"": 1, "k": 1_000, "K": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
WORDS = {
    word: number for number, word in enumerate(f"one two three four five six seven eight nine ten {TEENS}".split(), 1)
}
LARGEST = Decimal(10) ** 12
# Letters of other alphabets that look like a Latin capital: what a copy from a scan or another keyboard leaves.
LOOKALIKES = dict(zip("АВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXABEZHIKMNOPTYX", strict=True))
MONTHS = {
    "Jan": 1,
    "Feb": 2,
    "Mar": 3,
    "Apr": 4,
    "May": 5,
    "Jun": 6,
    "Jul": 7,
    "Aug": 8,
    "Sep": 9,
    "Oct": 10,
    "Nov": 11,
    "Dec": 12,
}
# Unicode's control, format, separator, private and unassigned characters: nobody can see them on a page.
INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


@dataclass(frozen=True)
class Parsed:
    """What a cell says.

    Attributes:
        value: Decimal, text, date text or None when there is none.
        state: "value", or the kind of absence ("missing", "suppressed", ...), or "expression".
        note: a footnote mark that stood after the number: "*".
        approximate: the cell itself says so: "c£720K".
        precision: the size of the last stated digit: £22.975m is stated to 1,000.
        qualifier: words in brackets after the number.
        written: features a column must allow: "a scale letter", "brackets", "a footnote mark", ...
        normalised: what was changed on the way to the value, in words.
    """

    value: Decimal | str | None
    state: str = "value"
    note: str = ""
    approximate: bool = False
    precision: Decimal | None = None
    qualifier: str = ""
    written: tuple[str, ...] = ()
    normalised: tuple[str, ...] = ()


class NotUnderstood(Exception):
    """The text of a cell breaks the grammar; the message says how, to follow the quoted text."""


def number(raw: str) -> Parsed:
    """Parse a number as people write it: "1,234.50", "(323,750)", "£150K", "16,241.00 *", "[c]", "".

    Raises:
        NotUnderstood: with the reason, for anything else.
    """
    text, normalised = _tidied(raw)
    if text in ABSENT:
        return Parsed(None, ABSENT[text], normalised=normalised)
    if text.lower() in WORDS:
        return Parsed(Decimal(WORDS[text.lower()]), precision=Decimal(1), written=("a number in words",))
    match = NUMBER.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["open"] and match["sign"]):
        if EXPRESSION.fullmatch(text):
            return Parsed(text, "expression", written=("an expression",))
        raise NotUnderstood(_why_not(text))
    return _number(match, normalised)


def _number(match: re.Match[str], normalised: tuple[str, ...]) -> Parsed:
    scale = Decimal(SCALES[match["scale"] or ""]) / (100 if match["percent"] else 1)
    magnitude = Decimal(match["whole"].replace(",", "") + (match["fraction"] or "")) * scale
    if magnitude >= LARGEST:
        raise NotUnderstood("is larger than any amount a council table holds")
    value = -magnitude if match["open"] or match["sign"] else magnitude
    precision = _precision(match, scale)
    if precision < Decimal(1).scaleb(-PLACES):
        raise NotUnderstood(f"is stated to more than {PLACES} decimal places")
    features = {
        "a pound sign": "currency",
        "a scale letter": "scale",
        "an approximation": "about",
        "brackets": "open",
        "a footnote mark": "note",
        "a qualification": "qualifier",
        "a percent sign": "percent",
    }
    written = tuple(feature for feature, group in features.items() if match[group])
    changes: tuple[str, ...] = ("£ sign removed",) if match["currency"] else ()
    changes += ("minus sign U+2212 read as -",) if match["sign"] == "\N{MINUS SIGN}" else ()
    return Parsed(
        value,
        note=match["note"] or "",
        approximate=bool(match["about"]),
        precision=precision,
        qualifier=match["qualifier"] or "",
        written=written,
        normalised=normalised + changes,
    )


def _precision(match: re.Match[str], scale: Decimal) -> Decimal:
    """The size of the last stated digit; in an approximation the noughts at the end state nothing."""
    if fraction := match["fraction"]:
        return scale.scaleb(1 - len(fraction))
    whole = match["whole"].replace(",", "")
    noughts = len(whole) - len(whole.rstrip("0")) if match["about"] and whole != "0" else 0
    return scale.scaleb(noughts)


def code(raw: str, allowed: Collection[str]) -> Parsed:
    """Parse one of the allowed codes; a look-alike letter of another alphabet is normalised and named.

    Raises:
        NotUnderstood: the text, look-alikes replaced, is none of the codes.
    """
    text, normalised = _tidied(raw)
    if not text:
        return Parsed(None, "missing")
    latin = "".join(LOOKALIKES.get(letter, letter) for letter in text)
    strange = tuple(
        f"{unicodedata.name(letter).title()} (U+{ord(letter):04X}) read as {LOOKALIKES[letter]}"
        for letter in dict.fromkeys(text)
        if letter in LOOKALIKES
    )
    if latin not in allowed:
        raise NotUnderstood(f"is none of the codes {', '.join(allowed)}")
    written = ("a look-alike letter",) if strange else ()
    return Parsed(latin, written=written, normalised=normalised + strange)


def text(raw: str) -> Parsed:
    """Accept text as it is; blank text is missing; invisible and control characters are refused."""
    for letter in raw:
        if letter != "\n" and unicodedata.category(letter) in INVISIBLE:
            raise NotUnderstood(f"holds the invisible character U+{ord(letter):04X}")
    return Parsed(raw, "value" if raw.strip() else "missing")


def identifier(raw: str) -> Parsed:
    """Accept a whole-number identifier, also as a spreadsheet may have spoilt it: "1900502872.0"."""
    stripped, normalised = _tidied(raw)
    if stripped in ABSENT:
        return Parsed(None, ABSENT[stripped], normalised=normalised)
    if found := re.fullmatch(r"([0-9]+)(\.0+)?", stripped):
        changes = ("decimal places of an identifier removed",) if found[2] else ()
        return Parsed(found[1], normalised=normalised + changes)
    raise NotUnderstood("is not a whole-number identifier")


def calendar(raw: str) -> Parsed:
    """Parse "24/09/14", "24/09/2014", "13.07.2018", "2014-09-24" (day first) or "Sep 2014" to ISO text.

    Raises:
        NotUnderstood: no such day, another form, or a bare spreadsheet serial number.
    """
    stripped, normalised = _tidied(raw)
    if stripped in ABSENT:
        return Parsed(None, ABSENT[stripped], normalised=normalised)
    if (found := re.fullmatch(r"([A-Z][a-z]{2}) ([0-9]{4})", stripped)) and found[1] in MONTHS:
        return Parsed(f"{found[2]}-{MONTHS[found[1]]:02d}", normalised=normalised)
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", stripped):
        return Parsed(_day(*map(int, found.groups())), normalised=normalised)
    if found := re.fullmatch(r"([0-9]{2})([/.])([0-9]{2})\2([0-9]{2}|[0-9]{4})", stripped):
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        return Parsed(_day(year, int(found[3]), int(found[1])), normalised=normalised)
    raise NotUnderstood(f"is not a date as day/month/year{_serial(stripped)}")


def whole_day(value: object) -> date | None:
    """The day that a value of a date column is; none for a month or an absence."""
    return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2020-03-06") else None


def _serial(text: str) -> str:
    if not re.fullmatch("[1-9][0-9]{4}", text):
        return ""
    return f"; as a spreadsheet's serial number of a day it is {days.START + timedelta(int(text)):%d/%m/%Y}"


def _day(year: int, month: int, day: int) -> str:
    try:
        found = date(year, month, day)
    except ValueError:
        raise NotUnderstood("is a day that no calendar has (read as day/month/year)") from None
    if not 1990 <= found.year <= 2100:
        raise NotUnderstood(f"is in the year {found.year}; expected 1990 to 2100")
    return found.isoformat()


def year(raw: str, *, kind: str = "financial") -> Parsed:
    """Parse "2018/19", "2018-19", "2018 to 2019" or "201819" to "FY2018-19" (financial) or "AY2018/19" (academic).

    Raises:
        NotUnderstood: another form, or two years that do not follow each other.
    """
    stripped, normalised = _tidied(raw)
    if stripped in ABSENT:
        return Parsed(None, ABSENT[stripped], normalised=normalised)
    found = re.fullmatch(r"(20[0-9]{2}|19[0-9]{2})(?:[/-]| to |)((?:20|19)?[0-9]{2})", stripped)
    if not found:
        raise NotUnderstood("is not a year such as 2018/19")
    if str(int(found[1]) + 1)[-len(found[2]) :] != found[2]:
        raise NotUnderstood("names two years that do not follow each other")
    second = found[2][-2:]
    form = {"financial": f"FY{found[1]}-{second}", "academic": f"AY{found[1]}/{second}"}
    return Parsed(form[kind], normalised=normalised)


def _tidied(raw: str) -> tuple[str, tuple[str, ...]]:
    text = raw.strip(" \N{NO-BREAK SPACE}")
    if text == raw:
        return text, ()
    removed = raw[: len(raw) - len(raw.lstrip(" \N{NO-BREAK SPACE}"))] + raw[len(raw.rstrip(" \N{NO-BREAK SPACE}")) :]
    kind = "no-break space" if "\N{NO-BREAK SPACE}" in removed else "space"
    return text, (f"{kind} at an end removed",)


def _why_not(text: str) -> str:
    if found := re.search(r",([0-9]{1,2}|[0-9]{4,})(?![0-9])", text):
        digits = {1: "one digit", 2: "two digits"}.get(len(found[1]), f"{len(found[1])} digits")
        return f"is not a number: the group after a comma has {digits}, where thousands have three"
    reasons = (
        (r"[0-9.]+[eE][+-]?[0-9]+", "is in scientific notation"),
        (r"[0-9,.]+-", "has its minus sign at the end"),
        (r"0[0-9]+.*", "starts with 0, as codes do and numbers do not"),
        (r"=.*", "is a formula typed as text"),
        (r"[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]", "is true or false"),
        (r"#[A-Z/0!?]+", "is a spreadsheet's error value"),
        (r"(?i)nan|inf(inity)?", "is no number at all"),
    )
    for pattern, reason in reasons:
        if re.fullmatch(pattern, text):
            return reason
    return "is not a number"


def likely(raw: str) -> str:
    """The value that a publisher most likely meant by a badly grouped number, or an empty text: for remedies only."""
    if re.fullmatch(r"£?[0-9]{1,3}(,[0-9]{3})*,[0-9]{2}", raw):
        head, _, pence = raw.rpartition(",")
        return f"{head}.{pence}"
    return ""
