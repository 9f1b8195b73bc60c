"""The command line: one subcommand a verb. Each rule of the workflow calls one, and so can anybody."""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tracepaper.edition_verbs import EditionVerbs
from tracepaper.errors import CallError, OutputError, TracepaperError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; a fault that a user can mend is printed in words, and its kind is the exit status."""
    parsed = _parser().parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except TracepaperError as error:
        return _refused(error)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; what is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _refused(_worded(error))
    except KeyboardInterrupt:
        return 130
    except Exception:
        traceback.print_exc()
        return _refused(TracepaperError("This is a fault of tracepaper, not yours: report it with the lines above."))


def _worded(error: OSError) -> OutputError:
    """In words; who copied a folder has a list of errors, one a file."""
    each = error.args[0] if error.args and isinstance(error.args[0], list) else []
    path, why = each[0][1:] if each else (error.filename or "A file", error.strerror)
    return OutputError(f"{path} cannot be read or written: {why}.")


def _refused(error: TracepaperError) -> int:
    print(error, file=sys.stderr)
    return error.exit_status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tracepaper", description=__doc__)
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    new = _verb(verbs, "new", _new, "start a paper of a report type, from a sample that builds at once", "type")
    new.add_argument("paper", metavar="PAPER", help="id of the new paper: small letters, digits and hyphens")
    _verb(verbs, "check", _check, "check sources and settings: every fault with its place", "paper", many=True)
    _verb(verbs, "ingest", _ingest, "read, type and check the tables of a source", "source")
    _verb(verbs, "calculate", _calculate, "compute the figures of a paper", "paper")
    _verb(verbs, "figures", _figures, "list the figures of a paper, or of its PDF or page alone", "paper")
    _verb(verbs, "compose", _compose, "fill the template of a paper", "paper")
    _verb(verbs, "render", _render, "make HTML, PDF and DOCX of a composed paper", "paper")
    _verb(verbs, "evidence", _evidence, "check what a rendered paper prints, and write its audit files", "paper")
    _verb(verbs, "deliver", _deliver, "put a rendered paper in reports/", "paper")
    trace = _verb(verbs, "trace", _trace, "follow a printed figure down to its source cells", "paper")
    trace.add_argument("figure", metavar="FIGURE", help='its id, or the text as printed: "£585,626"')
    _verb(verbs, "verify", _verify, "compare a paper, or a PDF or HTML page alone, with its evidence", "paper")
    _verb(verbs, "reconcile", _reconcile, "compare what a published document states with its tables", "paper")
    editions = EditionVerbs(root=_root, project=_project, print=_print)
    editions.declare(lambda name, run, help, noun="paper", many=False: _verb(verbs, name, run, help, noun, many=many))
    _verb(verbs, "status", _status, "say of each paper where it is and whether it is up to date", "paper", many=True)
    return parser


def _verb(
    verbs: Any, name: str, run: Callable[[argparse.Namespace], int], help: str, noun: str, *, many: bool = False
) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=help, description=help.capitalize() + ".")
    verb.add_argument(noun, nargs="*" if many else None, metavar=noun.upper(), help=f"id of the {noun}")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=run)
    return verb


def _root() -> Path:
    root = Path.cwd()
    if not (root / "Snakefile").exists():
        raise CallError("Run tracepaper in the project's folder, the one that holds the Snakefile.")
    return root


def _project() -> Path | None:
    """The project, or None: a file can be traced and verified anywhere."""
    return Path.cwd() if (Path.cwd() / "Snakefile").exists() else None


def _new(parsed: argparse.Namespace) -> int:
    from tracepaper.papers import scaffold

    written = [path.as_posix() for path in scaffold.new(_root(), parsed.type, parsed.paper)]
    then = "Type `snakemake` to build it. Then put your own words and tables in the sample's place, a piece at a time."
    _print(parsed, {"made": written}, "\n".join([*written, then]))
    return 0


def _check(parsed: argparse.Namespace) -> int:
    from tracepaper import checking

    report = checking.check(_root(), parsed.paper)
    _print(parsed, report.as_json(), str(report))
    return report.exit_status


def _ingest(parsed: argparse.Namespace) -> int:
    from tracepaper.sources import ingest

    return _made(parsed, ingest.ingest, parsed.source)


def _calculate(parsed: argparse.Namespace) -> int:
    from tracepaper.papers import calculate

    return _made(parsed, calculate.calculate, parsed.paper)


def _figures(parsed: argparse.Namespace) -> int:
    from tracepaper.evidence import document, trace
    from tracepaper.papers import listing

    if document.is_file(parsed.paper):
        with document.well_formed(parsed.paper):
            rows = trace.named(document.held(_project(), parsed.paper).content)
    else:
        rows = listing.figures(_root(), parsed.paper)
    _print(parsed, rows, "\n".join("\t".join(row.values()) for row in rows))
    return 0


def _compose(parsed: argparse.Namespace) -> int:
    from tracepaper.papers import compose

    return _made(parsed, compose.compose, parsed.paper)


def _render(parsed: argparse.Namespace) -> int:
    from tracepaper.papers import rendering

    return _made(parsed, rendering.render_paper, parsed.paper)


def _evidence(parsed: argparse.Namespace) -> int:
    from tracepaper.evidence import gather

    return _made(parsed, gather.gather, parsed.paper)


def _trace(parsed: argparse.Namespace) -> int:
    from tracepaper.evidence import document, trace

    evidence = document.held(_project(), parsed.paper).content
    with document.well_formed(parsed.paper):
        ids = trace.found(evidence, parsed.figure)
        found: Any = [trace.as_json(evidence, id) for id in ids]
        several = f'"{parsed.figure}" is printed for several figures; trace one by its id:'
        one = len(ids) == 1
        text = trace.tree(evidence, ids[0]) if one else f"{several}\n{trace.listing(evidence, ids)}"
    _print(parsed, found[0] if one else found, text)
    return 0


def _verify(parsed: argparse.Namespace) -> int:
    from tracepaper.evidence import document, verify

    with document.well_formed(parsed.paper):
        report = verify.verify(_project(), parsed.paper)
    _print(parsed, report.as_json(), str(report))
    return report.exit_status


def _reconcile(parsed: argparse.Namespace) -> int:
    from tracepaper.evidence import document, reconcile

    evidence = document.held(_project(), parsed.paper).content
    with document.well_formed(parsed.paper):
        text = reconcile.report(evidence)
    _print(parsed, evidence["claims"], text)
    return 0


def _deliver(parsed: argparse.Namespace) -> int:
    from tracepaper.papers import deliver

    return _made(parsed, deliver.deliver, parsed.paper)


def _status(parsed: argparse.Namespace) -> int:
    from tracepaper.papers import listing

    states = listing.states(_root(), _papers(parsed.paper))
    _print(parsed, [state.as_json() for state in states], "\n".join(map(str, states)))
    return 0 if all(state.current for state in states) else 1


def _papers(named: Sequence[str]) -> Sequence[str]:
    from tracepaper.settings import paper

    return named or paper.ids(_root())


def _made(parsed: argparse.Namespace, stage: Callable[[Path, str], Path], subject: str) -> int:
    from tracepaper import begin

    root = _root()
    with begin.stage(root):
        made = json.loads(stage(root, subject).read_text("utf-8"))["made"]
    _print(parsed, {"made": sorted(made)}, "\n".join(sorted(made)))
    return 0


def _print(parsed: argparse.Namespace, content: Any, text: str) -> None:
    print(json.dumps(content, indent=1, ensure_ascii=False) if parsed.json else text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
