"""The verbs of the command line that are about editions."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Root = Callable[[], Path]
Print = Callable[[argparse.Namespace, Any, str], None]


class EditionVerbs:
    """Declares the verbs of editions, and runs them.

    Args:
        root: gives the project's folder, or refuses.
        project: the same, or None outside of any.
        print: prints plain values as JSON, or their text.
    """

    def __init__(self, *, root: Root, project: Callable[[], Path | None], print: Print) -> None:
        self._root, self._project, self._print = root, project, print

    def declare(self, verb: Callable[..., argparse.ArgumentParser]) -> None:
        """Add every verb.

        Args:
            verb: makes a verb of its name, what runs it, its help, and what it is about.
        """
        one = verb(
            "refresh", self.refresh, "build papers anew and publish what changed, or leave it waiting", many=True
        )
        one.add_argument("--period", default="", metavar="MONTH", help="the month to report to: 2026-11")
        one.add_argument("--because", default="", metavar="WHY", help="why an edition is corrected, where one is")
        verb("editions", self.editions, "list the editions of papers: what became of each", many=True)
        one = verb("publish", self.publish, "publish an edition that waits for approval")
        self._decision(one, because="why it corrects an earlier edition, where it does")
        one = verb("refuse", self.refuse, "refuse an edition that waits for approval")
        self._decision(one, because="why, in a sentence", required=True)
        one = verb("withdraw", self.withdraw, "mark a published edition as withdrawn")
        self._decision(one, because="why, in a sentence that readers will see", required=True)
        one = verb("changes", self.changes, "say figure by figure what an edition changes, and why")
        one.add_argument(
            "--since", default="", metavar="EDITION", help="the edition to compare with, in place of the one before"
        )
        one = verb(
            "reproduce",
            self.reproduce,
            "build PAPER/EDITION, or a crate.zip, again from its crate alone, and compare bytes",
            "edition",
        )
        one = verb("expire", self.expire, "list the editions whose time of keeping has passed", many=True)
        one.add_argument("--remove", action="store_true", help="remove their files; the register keeps their names")
        one = verb("bundle", self.bundle, "write all that an edition rests on to one file, for public inspection")
        one.add_argument("edition", metavar="EDITION", help="its id: 2026-11")
        one.add_argument("file", metavar="FILE", type=Path, help="the zip file to write")

    def refresh(self, parsed: argparse.Namespace) -> int:
        """Refresh, tell who asked to be told, and print what became of each paper."""
        from tracepaper.editions import refresh, telling

        root = self._root()
        with telling.when_stopped(root, os.environ):
            summary = refresh.refresh(root, parsed.paper, period=parsed.period, because=parsed.because)
        faults = telling.told(root, summary, os.environ)
        self._print(parsed, {**summary.as_json(), "notices": faults}, str(summary))
        for fault in faults:
            print(fault, file=sys.stderr)
        return summary.exit_status

    def editions(self, parsed: argparse.Namespace) -> int:
        """List editions."""
        from tracepaper.editions import listing

        found = listing.listed(self._root(), parsed.paper)
        self._print(
            parsed, [one.as_json() for one in found], "\n".join(map(str, found)) or "No paper has editions yet."
        )
        return 0

    def publish(self, parsed: argparse.Namespace) -> int:
        """Publish a waiting edition."""
        from tracepaper.editions import decisions

        said = decisions.publish(self._root(), parsed.paper, parsed.edition, role=parsed.role, because=parsed.because)
        return self._said(parsed, said)

    def refuse(self, parsed: argparse.Namespace) -> int:
        """Refuse a waiting edition."""
        from tracepaper.editions import decisions

        said = decisions.refuse(self._root(), parsed.paper, parsed.edition, role=parsed.role, because=parsed.because)
        return self._said(parsed, said)

    def withdraw(self, parsed: argparse.Namespace) -> int:
        """Withdraw a published edition."""
        from tracepaper.editions import decisions

        said = decisions.withdraw(self._root(), parsed.paper, parsed.edition, role=parsed.role, because=parsed.because)
        return self._said(parsed, said)

    def changes(self, parsed: argparse.Namespace) -> int:
        """Compare two editions."""
        from tracepaper.editions import catalogue, change_report, changes

        catalogue.chosen(self._root(), [parsed.paper])
        found = changes.report(self._root(), parsed.paper, since=parsed.since)
        self._print(parsed, found, change_report.words(found))
        return 0

    def reproduce(self, parsed: argparse.Namespace) -> int:
        """Build an edition again."""
        from tracepaper.editions import reproduce

        found = reproduce.reproduce(self._project(), parsed.edition)
        self._print(parsed, found.as_json(), str(found))
        return found.exit_status

    def expire(self, parsed: argparse.Namespace) -> int:
        """List, or remove, what need not be kept any longer."""
        from tracepaper.editions import retention

        found = retention.expire(self._root(), parsed.paper, remove=parsed.remove)
        text = "\n".join(map(str, found)) or "No edition has passed the time for which it is kept."
        self._print(parsed, [one.as_json() for one in found], text)
        return 0

    def bundle(self, parsed: argparse.Namespace) -> int:
        """Write the bundle of an edition for public inspection."""
        from tracepaper.editions import catalogue, inspection

        catalogue.chosen(self._root(), [parsed.paper])
        found = inspection.bundle(self._root(), parsed.paper, parsed.edition, parsed.file)
        self._print(parsed, found.as_json(), str(found))
        return 0

    def _decision(self, one: argparse.ArgumentParser, *, because: str, required: bool = False) -> None:
        one.add_argument("edition", metavar="EDITION", help="its id: 2026-11")
        one.add_argument("--role", required=True, metavar="ROLE", help="the role that decides, as the settings name it")
        one.add_argument("--because", default="", required=required, metavar="WHY", help=because)

    def _said(self, parsed: argparse.Namespace, said: str) -> int:
        self._print(parsed, {"said": said}, said)
        return 0
