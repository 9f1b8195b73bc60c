"""Columns are named as a spreadsheet names them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import column_index_from_string, get_column_letter

from tracepaper.sources import addresses

LAST_OF_A_SHEET = 16_384


def test_the_columns_that_everybody_knows() -> None:
    assert [addresses.letters(n) for n in (1, 2, 26, 27, 28, 702, 703, 16_384)] == "A B Z AA AB ZZ AAA XFD".split()


@given(st.integers(1, LAST_OF_A_SHEET))
def test_another_library_names_each_column_alike(position: int) -> None:
    assert addresses.letters(position) == get_column_letter(position)
    assert (
        addresses.position(addresses.letters(position))
        == position
        == column_index_from_string(addresses.letters(position))
    )
