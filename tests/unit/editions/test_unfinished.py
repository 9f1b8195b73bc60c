"""What a plain build clears away is what builds left: never what a refresh is writing at that moment."""

from __future__ import annotations

from pathlib import Path

from tracepaper import records


def test_the_catalogue_of_papers_is_left_to_whoever_writes_it(tmp_path: Path) -> None:
    names = [
        "reports/.index.html.4242.part",  # a refresh at work
        "reports/north/editions/.index.html.4242.part",
        "reports/.north.4242.part",
        "reports/north/.index.html.4242.part",
        "data/processed/papers/north/.index.html.4242.part",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("half", "utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in records.unfinished(tmp_path)]
    assert found == sorted(names[2:])
