"""Notices to people, by e-mail or webhook: a refresh failed, was killed, or left an edition to approve; or none ran.

`python -m tracepaper.editions.notices killed` and `... overdue` are what a scheduler runs where no refresh is alive to
speak for itself. A notice that cannot be sent changes nothing else: it is said, and that is all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracepaper import records
from tracepaper.editions import courier, outcome_files
from tracepaper.errors import CallError, Fault, SettingsError

VARIABLE, FILE_VARIABLE = "TRACEPAPER_NOTICES", "TRACEPAPER_NOTICES_FILE"
# Seconds for one address; days without a good refresh, a little over a month.
LIMIT = 60.0
OVERDUE_DAYS = 35
# What each exit status of a refresh means, and what to do about it.
MEANINGS = {
    0: ("ended well", "Approve what waits for approval."),
    1: ("was checked and found wanting", "Read what the check found, and put right what it names. Then refresh again."),
    2: ("was called wrongly", "Mend the command line in the schedule: tracepaper refresh --help."),
    3: ("met a source that is at fault", "Mend or replace the file in data/raw, or correct it. Then refresh again."),
    4: ("met a setting or template that is at fault", "Mend the file that is named. Then refresh again."),
    70: ("met a fault of tracepaper itself", "Report it to those who look after tracepaper, with the log of the run."),
    73: ("could not write", "Make room on the disk, or give the right to write. Then refresh again."),
    75: ("found another run at work", "Nothing: the other run says how it ended."),
    124: ("was stopped at its time limit", "Refresh again; if it is only slow, raise its limit in config/config.yaml."),
}
KILLED = ("was killed, or never began", "Look into the journal of the machine (memory, power). Then refresh again.")


@dataclass(frozen=True)
class Notice:
    """What is sent: a title of one line, and plain text."""

    title: str
    body: str


def ended(
    *, run: str, outcomes: Sequence[tuple[str, str, str]], status: int, current: Mapping[str, str], root: Path
) -> Notice:
    """The notice of a refresh that ended.

    Args:
        run: id of the run.
        outcomes: of each paper its id, how it came out in a word, and a sentence.
        status: exit status of the refresh.
        current: paper to the folder of its last good edition, "" or absent for none.
        root: folder of the project.
    """
    meaning, remedy = MEANINGS.get(status, KILLED)
    papers = [line for outcome in outcomes for line in _paper(*outcome, current.get(outcome[0], ""))]
    log = f"Log of the run: runs/log/{run}.jsonl in {root}"
    body = [f"The refresh {run} {meaning} (exit status {status}).", "", *papers, f"What to do: {remedy}", log]
    waits = ", and an edition waits for approval" if any(outcome == "waiting" for _, outcome, _ in outcomes) else ""
    return Notice(f"tracepaper: the refresh {meaning}{waits}", "\n".join(body))


def _paper(paper: str, outcome: str, said: str, edition: str) -> list[str]:
    stands = [f"The last good edition is in {edition}."] if edition else []
    return [f"{paper}: {outcome}. {said}", *stands, ""]


def stopped(root: Path, *, status: int, said: str) -> Notice:
    """The notice of a refresh that could not go on at all, and said why."""
    meaning, remedy = MEANINGS.get(status, KILLED)
    # Whoever called wrongly touched nothing, and need not be told so.
    stands = "" if status == CallError.exit_status else " What was published stands."
    body = [f"The refresh in {root} {meaning} (exit status {status}).{stands}", "", said, ""]
    return Notice(f"tracepaper: the refresh {meaning}", "\n".join([*body, f"What to do: {remedy}"]))


def killed(root: Path) -> Notice:
    """The notice of a refresh that ended without a word, by whoever started it."""
    meaning, remedy = KILLED
    body = [
        f"The refresh in {root} {meaning}. Editions are published whole or not at all, so what was published stands.",
        f"What to do: {remedy} The newest file in runs/log says how far it came.",
    ]
    return Notice(f"tracepaper: the refresh {meaning}", "\n".join(body))


def overdue(root: Path, today: date) -> Notice | None:
    """The notice that runs/status.json knows of no refresh that ended well in the last 35 days; None where one did.

    A file that is damaged, or tells of a day after `today`, knows of none.
    """
    last = outcome_files.last_success(root, today)
    if last and (today - last).days <= OVERDUE_DAYS:
        return None
    since = f"since {last}" if last else "yet, as far as runs/status.json says"
    body = [
        f"No refresh of all papers in {root} has ended well {since}. Readers still see the editions of that time.",
        "What to do: see in runs/status.txt how the last refresh ended, and whether the schedule is still switched on.",
    ]
    return Notice(f"tracepaper: no good refresh for {OVERDUE_DAYS} days", "\n".join(body))


def addresses(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Whom to tell: the apprise addresses in TRACEPAPER_NOTICES (between blanks) and in TRACEPAPER_NOTICES_FILE.

    The file has one address a line; a line that begins with # is a comment.

    Raises:
        SettingsError: the file cannot be read.
    """
    lines = _lines(Path(environment[FILE_VARIABLE])) if environment.get(FILE_VARIABLE) else []
    given = [*environment.get(VARIABLE, "").split(), *(line.strip() for line in lines)]
    return tuple(address for address in given if address and not address.startswith("#"))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeError):
        expected, remedy = "a text file, one address a line", "Mend the variable, or give the right to read."
        fault = Fault(FILE_VARIABLE, f"{path}, which cannot be read", expected, remedy)
        raise SettingsError("Nobody can be told how the refresh ended.", [fault]) from None


def send(title: str, body: str, *, addresses: Sequence[str]) -> tuple[str, ...]:
    """Tell every address.

    Returns:
        A sentence for each that could not be told. No sentence holds any part of an address, which may be a password.
    """
    why = [_carried(address, title, body) for address in addresses]
    return tuple(
        f"The notice to address {number} of {len(why)} was not sent: {reason}."
        for number, reason in enumerate(why, start=1)
        if reason
    )


def _carried(address: str, title: str, body: str) -> str:
    """Nothing, or why the notice was not sent."""
    letter = json.dumps({"address": address, "title": title, "body": body}).encode()
    command = [sys.executable, "-P", courier.__file__]
    try:
        ended = subprocess.run(command, input=letter, capture_output=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return f"its server took more than {LIMIT:g} seconds"
    except OSError as error:
        return f"no program could be started ({error.strerror})"
    if ended.returncode:
        return "the program that sends it failed; see whether the package apprise is installed"
    return ended.stdout.decode("ascii", "replace").strip()


def announce(notice: Notice, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Tell everybody whom the environment names; return what went wrong, in sentences. Nothing is raised."""
    try:
        told = addresses(environment)
    except SettingsError as error:
        return (str(error),)
    return send(notice.title, notice.body, addresses=told)


def main(arguments: Sequence[str]) -> int:
    """What a scheduler says in place of a refresh: `killed`, or `overdue` where that is so.

    Returns:
        0 where all is well or everybody was told; 1 where a refresh is overdue or somebody could not be told.
    """
    late = arguments == ["overdue"]
    if not late and arguments != ["killed"]:
        print("usage: python -m tracepaper.editions.notices killed | overdue", file=sys.stderr)
        return 2
    notice = overdue(Path.cwd(), records.today()) if late else killed(Path.cwd())
    if notice is None:
        return 0
    print(f"{notice.title}\n{notice.body}")
    faults = announce(notice, os.environ)
    print(*faults, sep="\n", end="\n" * bool(faults), file=sys.stderr)
    return 1 if late or faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
