"""Columns as spreadsheets name them."""

from __future__ import annotations

from string import ascii_uppercase


def letters(position: int) -> str:
    """The name of a column, counted from 1: 2 is "B", 28 is "AB"."""
    name = ""
    while position:
        position, rest = divmod(position - 1, len(ascii_uppercase))
        name = ascii_uppercase[rest] + name
    return name


def position(letters: str) -> int:
    """The number of a column, counted from 1: "AB" is 28."""
    number = 0
    for letter in letters.upper():
        number = number * len(ascii_uppercase) + ascii_uppercase.index(letter) + 1
    return number
