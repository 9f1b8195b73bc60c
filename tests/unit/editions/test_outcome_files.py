"""What runs/status.json vouches for: a day on which all papers went well, and nothing that somebody damaged."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tracepaper import records
from tracepaper.editions import notices, outcome_files
from tracepaper.editions.refresh import Outcome, Summary

DAY, LATER = date(2026, 11, 22), date(2026, 11, 23)
WELL, FAILED = Outcome("north", "published", "It is there."), Outcome("north", "failed", "B6.", status=3)


def written(root: Path, *outcomes: Outcome, complete: bool, monkeypatch: pytest.MonkeyPatch, day: date = DAY) -> str:
    """The last success that the file tells after a refresh."""
    monkeypatch.setattr(records, "today", lambda: day)
    outcome_files.write(root, Summary("run", outcomes), complete=complete)
    return str(json.loads((root / outcome_files.MACHINES).read_text("utf-8"))["last_success"])


def test_a_refresh_of_all_papers_that_went_well_is_vouched_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(tmp_path, WELL, complete=True, monkeypatch=monkeypatch) == "2026-11-22"
    assert written(tmp_path, FAILED, complete=True, monkeypatch=monkeypatch, day=LATER) == "2026-11-22"
    told = (tmp_path / outcome_files.PEOPLE).read_text("utf-8")
    assert told.startswith("Refresh of 2026-11-23, exit status 3. Last time that all papers went well: 2026-11-22.\n")


def test_a_refresh_of_some_papers_or_of_none_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(tmp_path, WELL, complete=False, monkeypatch=monkeypatch) == ""
    assert written(tmp_path, complete=True, monkeypatch=monkeypatch) == ""
    assert "Last time that all papers went well: none yet." in (tmp_path / outcome_files.PEOPLE).read_text("utf-8")
    assert written(tmp_path, WELL, complete=True, monkeypatch=monkeypatch) == "2026-11-22"
    assert written(tmp_path, WELL, complete=False, monkeypatch=monkeypatch, day=LATER) == "2026-11-22"


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"[]", b"null", b"7", b"{}", b"{", b"\xff", b"[" * 100_000),
        *(b'{"last_success": null}', b'{"last_success": 7}', b'{"last_success": "soon"}', b'{"last_success": []}'),
        b'{"last_success": "2026-11-23"}',  # tomorrow
        b'{"last_success": "9999-12-31"}',
    ],
)
def test_what_is_odd_or_to_come_vouches_for_nothing(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / outcome_files.MACHINES).write_bytes(content)
    notice = notices.overdue(tmp_path, DAY)
    assert notice and "has ended well yet, as far as runs/status.json says" in notice.body
    assert written(tmp_path, FAILED, complete=True, monkeypatch=monkeypatch) == ""


def test_today_is_not_to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, WELL, complete=True, monkeypatch=monkeypatch)
    assert outcome_files.last_success(tmp_path, DAY) == DAY
    assert notices.overdue(tmp_path, DAY) is None


@pytest.mark.parametrize(("status", "stands"), [(2, False), (1, True), (4, True), (73, True)])
def test_of_a_wrong_call_nothing_is_said_to_stand(status: int, stands: bool) -> None:
    body = notices.stopped(Path("/srv/tracepaper"), status=status, said="There is no paper west.").body
    assert ("What was published stands." in body) is stands
    assert body.splitlines()[0].startswith("The refresh in /srv/tracepaper ")
    assert body.splitlines()[0].endswith(".")
