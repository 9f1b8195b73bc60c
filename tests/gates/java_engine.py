"""A checker written in Java, kept running: Java is slow to start, and faster with every file that it has seen.

The checker is a script in a process of its own: a Java machine inside the test process would take over its signals and
could not be started twice. It reads a line for each file, a list of arguments as JSON, and answers with a line of JSON.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO, Any

LONGEST = 300


class Engine:
    """A running checker; it ends with this process."""

    def __init__(self, script: Path) -> None:
        self._name = script.stem
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, text=True
        )
        atexit.register(self._end)

    def ask(self, *arguments: str) -> Any:
        """The checker's answer.

        Raises:
            RuntimeError: it has none, with what it said.
        """
        into, out = self._process.stdin, self._process.stdout
        assert into is not None and out is not None
        try:
            into.write(json.dumps(arguments) + "\n")
            into.flush()
        except BrokenPipeError:
            raise self._silent() from None
        if not select.select([out], [], [], LONGEST)[0] or not (line := out.readline()):
            raise self._silent()
        return json.loads(line)

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()

    def _silent(self) -> RuntimeError:
        self._end()
        running.cache_clear()
        self._said.seek(0)
        return RuntimeError(f"{self._name} did not answer: {self._said.read()}")


@cache
def running(script: Path) -> Engine:
    """The checker of a script, started when it is first asked for."""
    return Engine(script)


def serve(answer: Callable[..., Any]) -> None:
    """What the script does: answer each line of standard input; whatever Java prints goes to standard error."""
    with _answers() as answers:
        for line in sys.stdin:
            answers.write(json.dumps(answer(*json.loads(line))) + "\n")
            answers.flush()


def _answers() -> IO[str]:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    return answers
