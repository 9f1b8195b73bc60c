"""Whatever the bytes of a file, it is a table that says what it says, or it is refused in words; never a crash."""

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracepaper.errors import SourceError
from tracepaper.sources import dictionary, raw, typed
from unit.sources.source_project import OPTION, SourceProject, column

OFTEN = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"]), max_size=12)
CELL = TEXT | st.text('a,"\n ', max_size=6)


@pytest.fixture
def described(project: SourceProject) -> dictionary.Resource:
    """A table of two columns of text, no one of which must hold anything."""
    project.table([["A", "b"]], column("option"), column("words"))
    return dictionary.load(project.folder).resources[0]


def outcome(resource: dictionary.Resource, content: bytes) -> typed.Typed | SourceError:
    """What the file is read as: a table, or the error."""
    Path(resource.path).write_bytes(content)
    try:
        return typed.typed(resource, raw.read(resource))
    except SourceError as error:
        assert error.faults
        return error


@OFTEN
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_any_cells_that_a_spreadsheet_writes_are_read_back(rows: list[tuple[str, str]], described: dictionary.Resource):
    text = io.StringIO()
    csv.writer(text).writerows([("Option", "Words"), *rows])
    read = outcome(described, text.getvalue().encode())
    wanted = [(number, *row) for number, row in enumerate(rows, 2) if any(row)]
    if not wanted:
        assert isinstance(read, SourceError) and "a header and no rows" in str(read)
        return
    assert isinstance(read, typed.Typed)
    columns = [read.table[name].to_pylist() for name in ("row", "raw.option", "raw.words")]
    assert list(zip(*columns, strict=True)) == wanted


@OFTEN
@given(body=st.binary(max_size=60) | st.text('ab1,"\n\r£“', max_size=40).map(str.encode))
def test_any_bytes_below_the_header_are_a_table_or_refused(body: bytes, described: dictionary.Resource):
    read = outcome(described, b"Option,Words\n" + body)
    if isinstance(read, typed.Typed) and not read.faults:
        assert read.table.num_rows > 0


@OFTEN
@given(content=st.binary(max_size=80))
def test_any_bytes_are_a_table_or_refused(content: bytes, described: dictionary.Resource):
    assert isinstance(outcome(described, content), SourceError)


def test_a_workbook_with_any_byte_changed_is_read_or_refused(project: SourceProject):
    path = project.xlsx([["Option"], ["A"], ["B"]], OPTION)
    resource = dictionary.load(project.folder).resources[0]
    whole, chance = path.read_bytes(), random.Random(7)
    for _ in range(60):
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        read = outcome(resource, bytes(spoilt))
        if isinstance(read, typed.Typed):
            assert read.table["option"].to_pylist() == ["A", "B"]
