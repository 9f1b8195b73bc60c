"""What pandoc reads in a composed text, with the very options that papers are rendered with."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypandoc
import yaml

QUARTO = Path(__file__).parents[3] / "templates" / "brand" / "_quarto.yml"
WORDS = ("Str", "Space", "SoftBreak")
NO_BREAK = "\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{NARROW NO-BREAK SPACE}"


def blocks(markdown: str) -> list[Any]:
    """The blocks of a text, as pandoc reads it."""
    options = yaml.safe_load(QUARTO.read_text("utf-8"))
    command = [pypandoc.get_pandoc_path(), f"--from={options['from']}-yaml_metadata_block", "--to=json"]
    done = subprocess.run(command, input=markdown.encode(), capture_output=True, timeout=60, check=True)
    assert not done.stderr, done.stderr
    return list(json.loads(done.stdout)["blocks"])


def cells_of(texts: Sequence[str]) -> list[str]:
    """What each text reads as in a cell of one table, all in one call; the table must keep its shape."""
    lines = "".join(f"| {text} | end |\n" for text in texts)
    (table,) = blocks(f"| Text | End |\n|:-----|:----|\n{lines}\n: Caption {{#tbl-texts}}\n")
    rows = table["c"][4][0][3]
    assert [len(row[1]) for row in rows] == [2] * len(texts)
    assert all(plain(row[1][1]) == "end" for row in rows)
    return [plain(row[1][0]) for row in rows]


def plain(cell: Any) -> str:
    """The text of a cell that holds words and nothing else."""
    found = cell[4]
    if not found:
        return ""
    (block,) = found
    assert block["t"] == "Plain", block
    assert {inline["t"] for inline in block["c"]} <= set(WORDS), block
    return "".join(inline.get("c", " ") for inline in block["c"])


def as_read(text: str) -> str:
    """A text as a reader sees it: a run of white space is one space, but a no-break space stays what it is."""
    return re.sub(rf"[^\S{NO_BREAK}]+", " ", text).strip()


def skeleton(node: Any) -> Any:
    """What is left of pandoc's tree without values of attributes, each run of words being one word."""
    if isinstance(node, dict) and node.get("t") in ("Header", "Link", "Image", "Div", "Span"):
        return {"t": node["t"], "c": [skeleton(part) for part in _without_values(node)]}
    if isinstance(node, dict) and node.get("t") == "ColWidth":
        return {"t": "ColWidthDefault"}
    if isinstance(node, dict):
        return {key: skeleton(value) for key, value in node.items()}
    if isinstance(node, list):
        return list(_runs(node))
    return node


def untraced(node: Any) -> Any:
    """Pandoc's tree with each traced span replaced by what stands in it."""
    if isinstance(node, list):
        return [part for item in node for part in (untraced(item["c"][1]) if _is_traced(item) else [untraced(item)])]
    return {key: untraced(value) for key, value in node.items()} if isinstance(node, dict) else node


def _is_traced(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") == "Span" and "traced" in node["c"][0][1]


def _without_values(node: Any) -> list[Any]:
    parts = list(node["c"])
    place = 1 if node["t"] == "Header" else 0
    id, classes, attributes = parts[place]
    parts[place] = ["" if node["t"] == "Header" else id, classes, [key for key, _ in attributes]]
    return parts


def _runs(nodes: Sequence[Any]) -> Iterator[Any]:
    within = False
    for node in nodes:
        word = isinstance(node, dict) and node.get("t") in WORDS
        if not word or not within:
            yield "words" if word else skeleton(node)
        within = word
