"""Settings as people type them: what they see is what the program sees, or an error with its line."""

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracepaper.errors import SettingsError
from tracepaper.settings import strict_yaml


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.yaml"


def read(file: Path, text: str | bytes) -> Any:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return strict_yaml.load(file).content


def refusal(file: Path, text: str | bytes) -> str:
    with pytest.raises(SettingsError) as refused:
        read(file, text)
    assert str(file) in str(refused.value)
    assert refused.value.exit_status == 4
    return str(refused.value)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("010", "010"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("1E5", "1E5"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("3.5%", "3.5%"),
        ("+5", "+5"),
        ("2024-04-01", "2024-04-01"),
        ('"5"', "5"),
        ("'null'", "null"),
        ("5", 5),
        ("-5", -5),
        ("0", 0),
        ("1.10", Decimal("1.10")),
        ("-0.035", Decimal("-0.035")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("9" * 18, int("9" * 18)),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_a_value_is_what_was_typed(typed: str, seen: object, file: Path):
    found = read(file, f"key: {typed}\n")["key"]
    assert (found, type(found)) == (seen, type(seen))
    assert str(found) == typed.strip("'\"") or not isinstance(seen, str | Decimal)


def test_a_key_is_text_whatever_it_looks_like(file: Path):
    assert read(file, "on: x\n1: y\ntrue: z\n2018/19: w\n") == {"on": "x", "1": "y", "true": "z", "2018/19": "w"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: Block #4 costs\n", ["line 1", '"Block" followed by "#4 costs", which YAML drops', "Quote the text"]),
        ("a: 1\ntitle: two words # a remark\n", ["line 2", '"two words" followed by "# a remark"']),
        ("list:\n  - one #1\n", ["line 2", '"one" followed by "#1"']),
        ("a:\n\tb: 1\n", ["line 2", "column 1", "spaces, not tabs"]),
        ("a: &x 1\nb: *x\n", ["line 1", "an anchor or alias", "Copy the value"]),
        ("a: &a [*a]\n", ["line 1", "an anchor or alias"]),
        ("a: !!python/object/apply:os.system [ls]\n", ["line 1", "the tag", "Remove the tag"]),
        ("a: !!int 5\n", ["line 1", "the tag"]),
        ("a: 1\nb: 2\na: 3\n", ["line 3", 'the key "a" a second time', "Remove one of the two"]),
        ("? [a, b]\n: 1\n", ["line 1", "a key that is not a word"]),
        ("? {a: b}\n: 1\n", ["line 1", "a key that is not a word"]),
        ('"": 1\n', ["line 1", "a key that is not a word"]),
        ("---\na: 1\n---\nb: 2\n", ["line 3", "found another document"]),
        ("title: “Costs”\n", ["line 1", "typographic quotation mark", "straight"]),
        ("a: [1, 2\n", ["well-formed YAML"]),
        ("a: 'open\n", ["well-formed YAML"]),
        ("a: \x07\n", ["well-formed YAML"]),
        ("", ["is empty", "Fill it in"]),
        ("# only a remark\n", ["is empty"]),
        ("[" * 5000, ["more than 40 levels", "Flatten"]),
        ("".join("  " * n + "a:\n" for n in range(60)), ["line 41", "more than 40 levels"]),
        (b"a: \xa35\n", ["cannot be read", "UTF-8"]),
    ],
)
def test_what_yaml_readers_disagree_about_is_refused_with_its_line(text: str | bytes, words: list[str], file: Path):
    message = refusal(file, text)
    for word in words:
        assert word in message, message


def test_a_remark_on_a_line_of_its_own_or_after_a_quoted_text_is_no_fault(file: Path):
    assert read(file, '# remark\na: "x" # remark\nb: x#y\n  # remark\nc: [1] # remark\n') == {
        "a": "x", "b": "x#y", "c": [1],
    }  # fmt: skip


def test_text_over_several_lines_is_joined_and_a_cut_at_its_end_is_seen(file: Path):
    assert read(file, "a: one\n  two\nb: 1\n") == {"a": "one two", "b": 1}
    assert '"one two" followed by "# cut"' in refusal(file, "a: one\n  two # cut\nb: 1\n")


def test_a_thousandfold_alias_is_refused_in_less_than_a_second(file: Path):
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    start = time.perf_counter()
    assert "an anchor or alias" in refusal(file, bomb)
    assert time.perf_counter() - start < 1


def test_a_byte_order_mark_is_no_part_of_the_first_key(file: Path):
    assert read(file, "\ufefftitle: x\n") == {"title": "x"}


@pytest.mark.parametrize("kind", ["missing", "folder", "link", "too large"])
def test_what_is_no_settings_file_is_refused(kind: str, file: Path):
    if kind == "folder":
        file.mkdir()
    if kind == "link":
        (file.parent / "other.yaml").write_text("a: 1\n")
        file.symlink_to("other.yaml")
    if kind == "too large":
        file.write_text("a: 1\n" + "#" * strict_yaml.LARGEST)
    with pytest.raises(SettingsError, match=r"settings\.yaml is (a link|not there)"):
        strict_yaml.load(file)


def test_a_key_is_placed_by_its_line_and_path(file: Path):
    file.write_text("cover:\n  title: x\n  names:\n    - a\n    - b\n")
    document = strict_yaml.load(file)
    assert document.place(("cover", "names", 1)) == "line 5, cover.names.1"
    assert document.place(("cover", "subtitle")) == "line 1, cover.subtitle"
    assert document.place(()) == "line 1, the whole file"


OFTEN = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
YAMLISH = st.text("ab: \n-[]{}&*!#'\"|>%@`,?~\t0.\ufeff\x85", max_size=40)


@OFTEN
@given(text=st.text(max_size=60) | YAMLISH)
def test_any_text_is_plain_values_or_refused_in_words(text: str, file: Path):
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        content = strict_yaml.load(file).content
    except SettingsError as refused:
        assert str(file) in str(refused)
    else:
        assert plain(content)


@OFTEN
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]), max_size=40))
def test_any_quoted_text_is_read_back(text: str, file: Path):
    quoted = text.replace("'", "''")
    assert read(file, f"key: '{quoted}'\n") == {"key": text} or "\ufeff" in text or "\ufffe" in text


def plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(map(plain, value))
    return value is None or isinstance(value, str | int | Decimal | bool)
