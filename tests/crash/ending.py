"""A process that runs verbs in children of its own and ends them at a step, as a kill would.

The steps are the operations on the disk that the interpreter announces before it does them: files opened for writing,
renamed and removed, folders made and removed. It reads lines of a project, a verb, a subject and a step (0 for none),
and writes the exit status of each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracepaper.evidence import gather
from tracepaper.papers import calculate, compose, deliver, rendering
from tracepaper.sources import ingest

VERBS: dict[str, Callable[[Path, str], Path]] = {
    "ingest": ingest.ingest,
    "calculate": calculate.calculate,
    "compose": compose.compose,
    "render": rendering.render_paper,
    "evidence": gather.gather,
    "deliver": deliver.deliver,
}
CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir")
DONE, FAILED, KILLED = 0, 1, 9


def main() -> None:
    """Answer until there is nothing more to read."""
    for line in sys.stdin:
        root, verb, subject, step = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            _run(Path(root), VERBS[verb], subject, int(step))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(root: Path, verb: Callable[[Path, str], Path], subject: str, step: int) -> None:
    status = FAILED
    try:
        os.chdir(root)
        if step:
            sys.addaudithook(_ends_at(step, str(root)))
        verb(root, subject)
        status = DONE
    finally:
        os._exit(status)


def _ends_at(step: int, root: str) -> Callable[[str, tuple[Any, ...]], None]:
    left = step

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if _is_step(event, arguments, root):
            left -= 1
            if left == 0:
                os._exit(KILLED)

    return hook


def _is_step(event: str, arguments: tuple[Any, ...], root: str) -> bool:
    if event != "open":
        return event in CHANGES and str(arguments[0]).startswith(root)
    path, _, flags = arguments
    return str(path).startswith(root) and bool(flags & (os.O_WRONLY | os.O_RDWR))


if __name__ == "__main__":
    main()
