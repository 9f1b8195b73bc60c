"""The command line, as an officer meets it: help, plain words, JSON, and an exit status for each kind of trouble."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tracepaper import cli
from tracepaper.papers import compose
from unit.papers.conftest import Typed
from unit.papers.desk import SETTINGS, Desk, write

VERBS = {
    "new": "TYPE PAPER",
    "check": "PAPER ...",
    "ingest": "SOURCE",
    "calculate": "PAPER",
    "figures": "PAPER",
    "compose": "PAPER",
    "render": "PAPER",
    "evidence": "PAPER",
    "deliver": "PAPER",
    "trace": "PAPER FIGURE",
    "verify": "PAPER",
    "reconcile": "PAPER",
    "refresh": "PAPER ...",
    "editions": "PAPER ...",
    "publish": "PAPER EDITION",
    "refuse": "PAPER EDITION",
    "withdraw": "PAPER EDITION",
    "changes": "PAPER",
    "reproduce": "EDITION",
    "expire": "PAPER ...",
    "bundle": "PAPER EDITION FILE",
    "status": "PAPER ...",
}
# What these read can lie anywhere: a PDF that came by e-mail.
OF_EVIDENCE = ["trace", "verify", "reconcile"]
# A paper that was taken out of the project may still have editions.
OF_A_REGISTER = ["editions", "changes", "expire", "bundle"]
OF_A_PAPER = [verb for verb, noun in VERBS.items() if noun.startswith("PAPER") and verb not in OF_A_REGISTER]
DECISION = ["2026-11", "--role", "Director", "--because", "It is right."]
MORE = {
    **{"trace": ["£950"], "new": ["hours"], "bundle": ["2026-11", "bundle.zip"]},
    **dict.fromkeys(("publish", "refuse", "withdraw"), DECISION),
}
NO_NAMES = ("nosuch", "", "hours.yaml", "HOURS", "-", "ho urs", "hours\n")


def call(verb: str, subject: str) -> list[str]:
    """The words that call a verb."""
    return [verb, subject, *MORE.get(verb, [])]


class TestHelp:
    def test_names_every_verb(self, typed: Typed) -> None:
        done = typed("--help")
        assert done.status == 0
        assert re.findall(r"^    ([a-z]+)", done.printed, re.MULTILINE) == list(VERBS)

    @pytest.mark.parametrize("verb", VERBS)
    def test_of_each_verb_says_what_it_does_and_takes(self, verb: str, typed: Typed) -> None:
        done = typed(verb, "--help")
        assert done.status == 0
        assert VERBS[verb] in done.printed.replace("[", "").replace("]", "") and "--json" in done.printed
        assert f"id of the {VERBS[verb].split()[0].lower()}" in done.printed

    def test_comes_outside_the_project_too(self, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert typed("--help").status == 0


class TestACallThatIsWrong:
    """Status 2: nothing was read, and nothing is at fault but the call."""

    @pytest.mark.parametrize(
        "call",
        [[], ["nosuch"], ["compose"], ["compose", "hours", "more"], ["compose", "hours", "--nosuch"], ["ingest"]],
    )
    def test_in_its_form(self, call: list[str], typed: Typed) -> None:
        typed(*call).refused("usage: tracepaper", status=2)

    @pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in (*OF_EVIDENCE, "reproduce")])
    def test_outside_the_project(
        self, verb: str, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        typed(*call(verb, "hours")).refused(
            "Run tracepaper in the project's folder, the one that holds the Snakefile.", status=2
        )

    @pytest.mark.parametrize("verb", OF_EVIDENCE)
    def test_outside_the_project_by_the_name_of_a_paper(
        self, verb: str, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        typed(*call(verb, "hours")).refused('"hours" is no file', "in the project's folder only", status=2)

    @pytest.mark.parametrize("verb", [verb for verb in OF_A_PAPER if verb != "check"])
    def test_for_a_paper_that_is_not_there(self, verb: str, desk: Desk) -> None:
        for name in (*NO_NAMES, *(() if verb in (*OF_EVIDENCE, "figures") else ("../hours", "/etc/passwd"))):
            desk.type(*call(verb, name)).refused(f'There is no paper "{name}". There are: hours.', status=2)

    @pytest.mark.parametrize("verb", OF_A_REGISTER)
    def test_for_a_paper_that_has_no_editions(self, verb: str, desk: Desk) -> None:
        for name in ("nosuch", "", "hours", "../hours", "/etc/passwd"):
            desk.type(*call(verb, name)).refused(f'"{name}" has no editions.', "none yet", status=2)

    def test_to_reproduce_what_is_no_edition(self, desk: Desk) -> None:
        desk.type("reproduce", "hours/2026-11").refused('"hours/2026-11" is no edition', status=2)

    @pytest.mark.parametrize("verb", [*OF_EVIDENCE, "figures"])
    def test_for_a_file_that_is_not_there_or_holds_no_evidence(self, verb: str, desk: Desk) -> None:
        for name in ("../hours", "hours.pdf", "hours.HTML", "reports/hours/evidence.json"):
            desk.type(*call(verb, name)).refused(f"There is no file {name}.", status=2)
        for name, text in (
            ("own.json", "{}"),
            ("list.json", "[1]"),
            ("half.json", '{"paper": '),
            ("./words", "Said."),
            ("page.html", "<p>Said.</p>"),
            ("binary.json", "\ufeff\0"),
        ):
            write(desk.root / name, text)
            file = Path(name)
            desk.type(*call(verb, name)).refused(f"{file} holds no evidence. Was it made by tracepaper", status=2)

    def test_for_a_check_of_one_as_well(self, desk: Desk) -> None:
        done = desk.type("check", "nosuch", "hours")
        assert done.status == 2
        assert 'There is no paper "nosuch"' in done.printed and "Settings of hours: in order." in done.printed

    @pytest.mark.parametrize("name", ["nosuch", "../raw", "libraries/visits"])
    def test_for_a_source_that_is_not_there(self, name: str, desk: Desk) -> None:
        desk.type("ingest", name).refused(f'There is no source "{name}"', "There are: libraries.", status=2)

    @pytest.mark.parametrize("verb", OF_EVIDENCE)
    @pytest.mark.parametrize(
        ("name", "content"),
        [("empty.html", b""), ("saved.html", "<p>Cost: £5</p>".encode("cp1252")), ("blank.html", b" \n")],
    )
    def test_for_a_page_that_is_none(self, name: str, content: bytes, verb: str, desk: Desk) -> None:
        (desk.root / name).write_bytes(content)
        desk.type(*call(verb, name)).refused(name, status=2)

    @pytest.mark.parametrize("verb", OF_EVIDENCE)
    @pytest.mark.parametrize("content", [b"", b"Said.", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R>>\n"])
    def test_for_a_pdf_that_is_none(self, content: bytes, verb: str, desk: Desk) -> None:
        (desk.root / "words.pdf").write_bytes(content)
        desk.type(*call(verb, "words.pdf")).refused("words.pdf", "expected a PDF", status=2)

    @pytest.mark.parametrize(
        ("verb", "needed"),
        [("calculate", "ingest libraries"), ("compose", "calculate hours"), ("render", "compose hours"),
         ("evidence", "render hours"), ("deliver", "evidence hours")],
    )  # fmt: skip
    def test_before_the_stage_that_it_needs(self, verb: str, needed: str, desk: Desk) -> None:
        shutil.rmtree(desk.root / "data" / "processed")
        desk.type(verb, "hours").refused(f"Run: snakemake, or tracepaper {needed}", status=2)

    @pytest.mark.parametrize("verb", OF_EVIDENCE)
    def test_before_the_paper_was_built(self, verb: str, desk: Desk) -> None:
        desk.type(*call(verb, "hours")).refused("hours has not been built. Run: snakemake", status=2)

    def test_for_figures_of_a_source_that_was_not_ingested(self, desk: Desk) -> None:
        shutil.rmtree(desk.root / "data" / "processed")
        desk.type("figures", "hours").refused("tracepaper ingest libraries", status=2)


class TestTheFaultOfASource:
    def test_has_status_3(self, desk: Desk) -> None:
        desk.source("visits", 'Library,Remark,2023/24,2024/25\nCentral,,"1,0",2\nTotal,,1,2\n')
        desk.type("ingest", "libraries").refused('found "1,0"', "data/raw/libraries/visits.csv", status=3)
        assert desk.type("check").status == 3

    def test_is_told_together_with_every_other(self, desk: Desk) -> None:
        desk.source("visits", 'Library,Remark,2023/24,2024/25\nCentral,,"1,0",2\nTotal,,1,n/k\n')
        desk.source("staff", "Library,Hours\nCentral,many\n")
        done = desk.type("ingest", "libraries")
        done.refused('"1,0"', '"n/k"', '"many"', status=3)


class TestTheFaultOfASetting:
    def test_has_status_4(self, desk: Desk) -> None:
        desk.settings(titel="Hours")
        for verb in ("calculate", "figures"):
            desk.type(verb, "hours").refused('the unknown key "titel"', 'Did you mean "title"?', status=4)
        assert desk.type("check").status == 4

    def test_in_a_formula(self, desk: Desk) -> None:
        desk.settings(figures=[{"id": "all", "label": "All", "formula": "by_library.total('2025/26')"}])
        for verb in ("calculate", "figures"):
            desk.type(verb, "hours").refused("figures.0.formula (all)", "2025/26", status=4)

    @pytest.mark.parametrize(
        "formula", ["by_library", "none", "1", "visits", "by_library.keys + by_library.keys", "((((", ""]
    )
    def test_in_a_formula_that_gives_no_figure(self, formula: str, desk: Desk) -> None:
        desk.settings(figures=[{"id": "all", "label": "All", "formula": formula}])
        done = desk.type("calculate", "hours")
        done.refused("figures.0.formula (all)", status=4)
        assert str(desk.root) not in done.complaint

    def test_in_the_settings_of_the_site(self, desk: Desk) -> None:
        write(desk.root / "config" / "config.yaml", "renderer: typewriter\n")
        done = desk.type("check")
        assert done.status == 4 and "typewriter" in done.printed
        assert desk.type("compose", "hours").status == 0
        desk.type("render", "hours").refused("typewriter", status=4)

    def test_in_a_paper_does_not_hide_the_state_of_the_others(self, desk: Desk) -> None:
        write(desk.root / "config" / "papers" / "other.yaml", "nonsense\n")
        done = desk.type("status")
        assert done.status == 1
        assert "hours: not built" in done.printed and "other: not built" in done.printed


class TestCheck:
    def test_says_what_is_in_order(self, desk: Desk) -> None:
        done = desk.type("check")
        assert done.status == 0
        assert "Settings of hours: in order." in done.printed
        assert "Source libraries: 3 tables, 3 checks, 2 acknowledged findings." in done.printed

    @pytest.mark.parametrize(
        ("changes", "place", "found"),
        [
            ({"tables": {**SETTINGS["tables"], "odd": "libraries/nosuch"}}, "tables.odd", "libraries/nosuch"),
            ({"parameters": {"rates": "nosuch"}}, "parameters", "nosuch"),
        ],
    )
    def test_sees_a_table_or_parameter_that_is_not_there(
        self, changes: dict[str, object], place: str, found: str, desk: Desk
    ) -> None:
        desk.settings(**changes)
        done = desk.type("check")
        assert done.status == 4, done.printed
        assert place in done.printed and found in done.printed


class TestJson:
    def test_of_what_was_made(self, desk: Desk) -> None:
        for verb, of in (("ingest", "libraries"), ("calculate", "hours"), ("compose", "hours")):
            done = desk.type(verb, of, "--json")
            made = json.loads(done.printed)["made"]
            assert made and all((desk.root / path).exists() for path in made)

    def test_of_the_figures(self, desk: Desk) -> None:
        figures = json.loads(desk.type("figures", "hours", "--json").printed)
        assert {
            "id": "visits-central-2024-25",
            "label": "Visits to Central in 2024/25",
            "value": "43050",
            "unit": "person",
            "display": "43,050",
        } in figures
        # Four visits and four costs, a total of each year for both, and the three of the finding in costs.csv.
        assert len({figure["id"] for figure in figures}) == len(figures) == 4 + 4 + 2 + 2 + 3

    def test_of_the_figures_holds_what_a_failed_check_found(self, desk: Desk) -> None:
        figures = json.loads(desk.type("figures", "hours", "--json").printed)
        start = "check-libraries-total-2024-25-"
        found = {one["id"].removeprefix(start): one for one in figures if one["id"].startswith(start)}
        assert {name: (one["label"], one["value"], one["unit"], one["display"]) for name, one in found.items()} == {
            "stated": ("Total for 2024/25, as stated", "960", "GBP", "£960"),
            "added": ("Total for 2024/25, sum of its rows", "950", "GBP", "£950"),  # 1,250.00 - 300
            "difference": ("Total for 2024/25, difference between stated and sum", "10", "GBP", "£10"),
        }

    def test_of_the_state(self, desk: Desk) -> None:
        done = desk.type("status", "--json")
        assert json.loads(done.printed) == [{"paper": "hours", "state": "not built", "files": []}]
        assert done.status == 1

    def test_of_a_check_good_and_bad(self, desk: Desk) -> None:
        assert json.loads(desk.type("check", "--json").printed)["errors"] == []
        desk.settings(titel="Hours")
        done = desk.type("check", "--json")
        assert done.status == 4
        assert 'the unknown key "titel"' in json.loads(done.printed)["errors"][0]


class TestWhatCannotBeReadOrWritten:
    def test_has_status_73(self, desk: Desk) -> None:
        shutil.rmtree(desk.root / "data" / "processed" / "papers")
        write(desk.root / "data" / "processed" / "papers", "Not a folder.")
        desk.type("calculate", "hours").refused("cannot be read or written", status=73)

    def test_also_when_the_disk_is_full(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*arguments: object, **more: object) -> None:
            raise OSError(28, "No space left on device", "somewhere")

        monkeypatch.setattr(shutil, "copytree", full)
        desk.type("compose", "hours").refused("somewhere cannot be read or written: No space left on device", status=73)


class TestAFaultOfOurs:
    def test_has_status_70_and_says_whose_it_is(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*arguments: object) -> None:
            raise ZeroDivisionError("a slip of ours")

        monkeypatch.setattr(compose, "compose", broken)
        done = desk.type("compose", "hours")
        assert done.status == 70
        assert "a slip of ours" in done.complaint
        assert done.complaint.endswith("This is a fault of tracepaper, not yours: report it with the lines above.\n")

    def test_to_stop_it_is_no_fault(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        def stopped(*arguments: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(compose, "compose", stopped)
        done = desk.type("compose", "hours")
        assert (done.status, done.complaint) == (130, "")


def test_nothing_is_printed_where_it_would_be_lost_in_a_pipe(desk: Desk) -> None:
    """What was asked for goes to standard output, and complaints go to standard error."""
    assert desk.type("figures", "hours").complaint == ""
    assert desk.type("figures", "nosuch").printed == ""


def test_main_takes_the_words_of_the_command_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["tracepaper", "status"])
    assert cli.main() == 1
