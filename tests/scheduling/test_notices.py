"""Notices reach real servers on the loopback address; what goes wrong is said, and never holds a password."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import psutil
import pytest

from project import HERE
from scheduling.servers import HOST, dripping, free_port, post, silent, webhook
from tracepaper.editions import notices
from tracepaper.errors import SettingsError

SECRET = "hunter2-QZ7"
TITLE, BODY = "tracepaper: the refresh met a source", "B6: found 490,276,86.\nThe last good edition stands."


def hook(port: int) -> str:
    return f"json://refresh:{SECRET}@{HOST}:{port}/path-{SECRET}"


def mail(port: int, password: str = SECRET) -> str:
    return f"mailto://refresh:{password}@{HOST}:{port}/?smtp={HOST}&from=refresh@council.example&to=officers@council.example"


@pytest.fixture(autouse=True)
def nothing_leaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> object:
    """Whatever a test does, no secret is printed or logged, and no file is written at home."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    caplog.set_level("DEBUG")
    yield
    printed = capfd.readouterr()
    assert SECRET not in printed.out + printed.err + caplog.text
    assert list(home.rglob("*")) == []


# A mail server that asks for a password without TLS is fit for the loopback address alone.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


def sent(*addresses: str) -> tuple[str, ...]:
    """What `send` reports, which never holds a secret."""
    faults = notices.send(TITLE, BODY, addresses=addresses)
    assert SECRET not in "".join(faults)
    return faults


def test_a_webhook_gets_title_and_body_and_no_command_line_shows_the_address() -> None:
    with webhook() as server:
        assert sent(hook(server.port)) == ()
    (received,) = server.received
    assert (received["title"], received["message"], received["type"]) == (TITLE, BODY, "failure")
    assert any("courier.py" in command for command in server.commands)
    assert SECRET not in "".join(server.commands)


def test_an_e_mail_arrives_with_title_as_subject() -> None:
    with post(user="refresh", password=SECRET) as server:
        assert sent(mail(server.port)) == ()
    (received,) = server.received
    assert (received["Subject"], received["To"]) == (TITLE, "officers@council.example")
    plain = received.get_body(("plain",))
    assert plain is not None and plain.get_content().splitlines() == BODY.splitlines()


def test_a_wrong_password_is_said_and_nothing_arrives() -> None:
    with post(user="refresh", password="another") as server:
        (fault,) = sent(mail(server.port))
    assert fault == "The notice to address 1 of 1 was not sent: its server does not accept the user and password."
    assert server.received == []


@pytest.mark.parametrize("status", [401, 403])
def test_a_webhook_that_refuses_the_credentials_is_said(status: int) -> None:
    with webhook(status=status) as server:
        (fault,) = sent(hook(server.port))
    assert "does not accept the user and password" in fault


def test_a_webhook_that_is_broken_is_said_with_its_status() -> None:
    with webhook(status=502) as server:
        (fault,) = sent(hook(server.port))
    assert "its server answered with status 502" in fault


def test_a_refused_connection_keeps_nobody_else_from_being_told() -> None:
    with webhook() as server:
        faults = sent(hook(free_port()), mail(free_port()), hook(server.port))
    refused = "was not sent: nothing listens at its host and port."
    assert faults == (f"The notice to address 1 of 3 {refused}", f"The notice to address 2 of 3 {refused}")
    assert len(server.received) == 1


def test_a_server_that_says_nothing_is_given_up() -> None:
    with silent() as (port, taken):
        (fault,) = sent(hook(port))
    assert "its server did not answer in time" in fault
    assert taken


@pytest.mark.parametrize("address", [hook, mail])
def test_a_server_that_drips_is_cut_off_and_nothing_of_it_is_left(
    address: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "LIMIT", 4.0)
    began = time.monotonic()
    with dripping(each=0.3) as port:
        (fault,) = sent(hook(port) if address is hook else mail(port))
    assert "its server took more than 4 seconds" in fault
    assert time.monotonic() - began < 20
    assert not [
        child for child in psutil.Process().children(recursive=True) if "courier.py" in " ".join(child.cmdline())
    ]


def test_a_server_that_sends_elsewhere_is_not_followed() -> None:
    with webhook() as other, webhook(status=307, location=f"http://{HOST}:{other.port}/") as server:
        (fault,) = sent(hook(server.port))
    assert "its server sends elsewhere" in fault
    assert len(server.received) == 1 and other.received == []


def test_nobody_else_is_asked_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    with silent() as (proxy, taken), webhook() as server, post(user="refresh", password=SECRET) as mails:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://{HOST}:{proxy}")
        monkeypatch.setenv("no_proxy", HOST)
        assert sent(hook(server.port), mail(mails.port)) == ()
    assert taken == []


@pytest.mark.parametrize("address", [SECRET, f"nonsense://{SECRET}", f"mailto://{SECRET}", "json://", "\u00a3"])
def test_what_is_no_address_is_said_without_quoting_it(address: str) -> None:
    (fault,) = sent(address)
    assert "this is not an address of a service that apprise knows" in fault


def test_without_addresses_nobody_is_told_and_nothing_is_wrong() -> None:
    assert notices.addresses({}) == ()
    assert sent() == ()


def test_addresses_come_from_the_variable_and_the_file(tmp_path: Path) -> None:
    file = tmp_path / "notices"
    file.write_text("# whom to tell\n\nmailtos://c/#office \r\n  # nobody\njson://d\n", "utf-8")
    environment = {"TRACEPAPER_NOTICES": "json://a \n json://b", "TRACEPAPER_NOTICES_FILE": str(file)}
    assert notices.addresses(environment) == ("json://a", "json://b", "mailtos://c/#office", "json://d")


def test_a_file_that_cannot_be_read_is_said_and_stops_nothing(tmp_path: Path) -> None:
    environment = {"TRACEPAPER_NOTICES_FILE": str(tmp_path)}
    with pytest.raises(SettingsError, match="cannot be read"):
        notices.addresses(environment)
    (fault,) = notices.announce(notices.Notice(TITLE, BODY), environment)
    assert fault.startswith("Nobody can be told how the refresh ended.") and "TRACEPAPER_NOTICES_FILE" in fault


def test_apprise_is_not_loaded_until_a_notice_is_sent() -> None:
    for module in ("notices", "courier"):
        text = (HERE / "workflow" / "tracepaper" / "editions" / f"{module}.py").read_text("utf-8")
        assert re.findall(r"^(?:import|from) apprise", text, re.MULTILINE) == []


def test_the_notice_of_an_edition_that_waits_says_so_at_once() -> None:
    outcomes = [("north", "waiting", "Edition 2026-11 is in reports/north/drafts/2026-11.")]
    notice = notices.ended(run="1", outcomes=outcomes, status=0, current={}, root=Path("/srv/tracepaper"))
    assert notice.title == "tracepaper: the refresh ended well, and an edition waits for approval"


def test_the_notice_of_a_failure_says_what_where_and_what_to_do() -> None:
    outcomes = [
        ("north", "failed", "B6: found 490,276,86."),
        ("south", "published", "Edition 2026-11 is published."),
    ]
    notice = notices.ended(
        run="20261122T030000Z-7", outcomes=outcomes, status=3, root=Path("/srv/tracepaper"),
        current={"north": "reports/north/editions/2026-10"},
    )  # fmt: skip
    assert notice.title == "tracepaper: the refresh met a source that is at fault"
    assert notice.body.splitlines() == [
        "The refresh 20261122T030000Z-7 met a source that is at fault (exit status 3).",
        "",
        "north: failed. B6: found 490,276,86.",
        "The last good edition is in reports/north/editions/2026-10.",
        "",
        "south: published. Edition 2026-11 is published.",
        "",
        "What to do: Mend or replace the file in data/raw, or correct it. Then refresh again.",
        "Log of the run: runs/log/20261122T030000Z-7.jsonl in /srv/tracepaper",
    ]


def test_the_notice_of_a_refresh_that_could_not_go_on_says_why() -> None:
    notice = notices.stopped(Path("/srv/tracepaper"), status=73, said="There is not enough room to build in.")
    assert notice.title == "tracepaper: the refresh could not write"
    assert notice.body.splitlines() == [
        "The refresh in /srv/tracepaper could not write (exit status 73). What was published stands.",
        "",
        "There is not enough room to build in.",
        "",
        "What to do: Make room on the disk, or give the right to write. Then refresh again.",
    ]


@pytest.mark.parametrize(("last", "late"), [("2026-10-18", False), ("2026-10-17", True), ("", True)])
def test_a_refresh_is_overdue_after_35_days(tmp_path: Path, last: str, late: bool) -> None:
    # 18 October to 22 November: 13 + 22 = 35 days.
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "status.json").write_text(f'{{"last_success": "{last}"}}', "utf-8")
    notice = notices.overdue(tmp_path, date(2026, 11, 22))
    assert (notice is not None) == late
    if notice and last:
        assert f"has ended well since {last}" in notice.body


def test_the_how_to_explains_each_exit_status_as_the_notice_does() -> None:
    page = (HERE / "docs" / "how-to" / "refresh-each-month.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", page, re.MULTILINE)
    assert {int(status): meaning for status, meaning in rows} == {s: m for s, (m, _) in notices.MEANINGS.items()}
