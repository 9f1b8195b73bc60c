"""What stands on every page, and on the cover: a draft until an edition is signed off."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
import yaml

from tracepaper.papers import edition
from tracepaper.settings import edition as settings
from tracepaper.settings.edition import Edition
from unit.papers.desk import SETTINGS, Desk, write

DRAFT = Edition(
    *("hours", "2026-11", "2026-11", date(2026, 12, 11), "draft"),
    author="Head of Libraries",
    approver="Director of Communities",
)
APPROVED = dataclasses.replace(DRAFT, state="approved", approved=date(2026, 12, 14))
STANDING = dataclasses.replace(DRAFT, state="unattended", approved=date(2026, 4, 1), until=date(2027, 3, 31))
SHEET = (
    '{% import "partials/cover.qmd.j2" as cover_sheet with context %}'
    "{% call cover_sheet.sheet(paper, background_papers) %}\nThe summary.\n{% endcall %}"
)


def put(desk: Desk, one: Edition | None) -> None:
    path = desk.root / settings.FOLDER / "hours.yaml"
    path.unlink(missing_ok=True)
    if one:
        write(path, settings.text(one))


def front(desk: Desk, one: Edition | None, **own: Any) -> dict[str, Any]:
    put(desk, one)
    done = desk.compose("Said.", **own, summary="Hours.")
    assert done.status == 0, done.complaint
    return dict(yaml.safe_load(desk.qmd.split("\n---\n")[0]))


class TestTheStatus:
    @pytest.mark.parametrize(
        ("own", "drafted"),
        [
            ("", "Draft"),
            ("Worked example", "Draft: Worked example"),
            ("Staffordshire cabinet version", "Draft: Staffordshire cabinet version"),
            ("NHS pilot", "Draft: NHS pilot"),
            ("Draft for consultation", "Draft for consultation"),
            ("DRAFT two", "DRAFT two"),
            ("draft", "draft"),
            ("Agreed; replaces the draft of 3 May", "Draft: Agreed; replaces the draft of 3 May"),
            ("Drafted by Finance", "Draft: Drafted by Finance"),
            ("A", "Draft: A"),
        ],
    )
    def test_says_draft_once_until_it_is_signed_off(self, own: str, drafted: str) -> None:
        assert edition.status(own, None) == edition.status(own, DRAFT) == drafted
        assert edition.status(own, APPROVED) == edition.status(own, STANDING) == own

    def test_of_a_working_build_is_draft(self, desk: Desk) -> None:
        assert front(desk, None)["status"] == "Draft"
        assert front(desk, None, status="Worked example")["status"] == "Draft: Worked example"

    def test_of_a_draft_edition_is_draft(self, desk: Desk) -> None:
        assert front(desk, DRAFT, status="Worked example")["status"] == "Draft: Worked example"

    @pytest.mark.parametrize("one", [APPROVED, STANDING], ids=["approved", "standing"])
    def test_of_a_signed_edition_is_its_own(self, one: Edition, desk: Desk) -> None:
        assert "status" not in front(desk, one)
        assert front(desk, one, status="Worked example")["status"] == "Worked example"

    def test_may_hold_a_figure(self, desk: Desk) -> None:
        said = front(desk, None, status="Visited {{ all_visits['2024/25'] }} times")["status"]
        assert said == 'Draft: Visited [55,530]{.traced data-figure="all-visits-2024-25"} times'


class TestTheDate:
    def test_is_that_of_the_edition(self, desk: Desk) -> None:
        assert front(desk, APPROVED)["date"] == date(2026, 12, 11)

    def test_of_a_working_build_is_that_of_the_settings(self, desk: Desk) -> None:
        assert front(desk, None)["date"].isoformat() == SETTINGS["date"]


class TestTheCover:
    def cover(self, desk: Desk, one: Edition | None) -> str:
        put(desk, one)
        return desk.printed(SHEET, summary="Hours.")

    def test_of_a_working_build_names_no_edition(self, desk: Desk) -> None:
        assert "Edition" not in self.cover(desk, None) and "Sign" not in self.cover(desk, None)

    @pytest.mark.parametrize(
        ("one", "words"),
        [
            (DRAFT, "Not approved yet"),
            (APPROVED, "Approved by Director of Communities on 14 December 2026"),
            (
                STANDING,
                "Published under the standing approval that the Director of Communities gave on 1 April 2026, "
                "and that ends on 31 March 2027",
            ),
        ],
        ids=["draft", "approved", "standing"],
    )
    def test_says_who_signed_it_off(self, one: Edition, words: str, desk: Desk) -> None:
        printed = self.cover(desk, one)
        assert f"| Sign\\-off | {words} |" in printed
        assert "| Edition | 2026\\-11 |" in printed and "| Data up to | November 2026 |" in printed
        assert "| Replaces | None: this is the first edition |" in printed and "Corrects" not in printed

    def test_says_what_it_replaces_and_corrects_and_why(self, desk: Desk) -> None:
        one = dataclasses.replace(
            APPROVED, edition="2026-11-2", previous="2026-11", corrects="2026-11", because="two rows | were *swapped*."
        )
        printed = self.cover(desk, one)
        assert "| Edition | 2026\\-11\\-2 |" in printed and "| Replaces | Edition 2026\\-11 |" in printed
        assert "| Corrects | Edition 2026\\-11: two rows \\| were \\*swapped\\* |" in printed

    def test_is_one_table_all_the_same(self, desk: Desk) -> None:
        table = self.cover(desk, APPROVED).partition(": Cover sheet")[0].strip().partition("| Item")[2]
        assert all(line.startswith("|") for line in table.splitlines()[1:])

    def test_any_template_may_ask_for_it(self, desk: Desk) -> None:
        body = "{% if edition %}{{ edition.id }}, {{ edition.period }}{% else %}None.{% endif %}"
        put(desk, DRAFT)
        assert desk.printed(body, summary="Hours.") == "2026\\-11, November 2026"
        put(desk, None)
        assert desk.printed(body, summary="Hours.") == "None."


class TestWhatABuildIsMadeFrom:
    def test_another_edition_is_another_build(self, desk: Desk) -> None:
        put(desk, None)
        assert desk.compose("Said.", summary="Hours.").status == 0
        put(desk, DRAFT)
        desk.type("compose", "hours").refused("is not what its inputs make", "tracepaper calculate hours", status=2)
        assert desk.compose("Said.", summary="Hours.").status == 0
        put(desk, APPROVED)
        desk.type("render", "hours").refused("is not what its inputs make", status=2)

    def test_the_evidence_says_which_edition_it_is_of(self) -> None:
        assert edition.facts(None) == {}
        assert edition.facts(dataclasses.replace(APPROVED, previous="2026-10")) == {
            **{"period": "2026-11", "state": "approved", "previous": "2026-10", "corrects": ""}
        }
