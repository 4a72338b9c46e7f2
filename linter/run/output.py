"""Where a report goes: standard output or a file, with or without colour; and what is said of a run beside it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from linter.errors import InputError

if TYPE_CHECKING:
    from linter.reporters import Result

SHOW_LINES = ("text", "sarif", "rdjson")  # formats that need the pages' texts beside what was found
REPORT_FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "html")


def require_folder(path: str | None) -> None:
    """Raise InputError where no file can be written there: said before a long run, not after it."""
    if path is None:
        return
    if os.path.isdir(path):
        raise InputError(path, 0, "cannot be written: it is a folder; name a file")
    if not _is_device(path) and not os.path.isdir(os.path.dirname(os.path.realpath(path))):
        raise InputError(path, 0, "cannot be written: there is no such folder; make it first")


@contextmanager
def opened(path: str | None, to: TextIO | None = None) -> Iterator[TextIO]:
    """A file that is there whole when all is written and is left alone when anything goes wrong; or `to`, or standard output.

    Raises InputError where the file cannot be written.
    """
    require_folder(path)
    if path is None:
        yield to or sys.stdout
        return
    from linter.store import writing

    try:
        if _is_device(path):
            with open(path, "w", encoding="utf-8", errors="replace", newline="\n") as out:
                yield out
            return
        with writing.replacing(Path(path)) as whole:
            out = TextIOWrapper(whole, encoding="utf-8", errors="replace", newline="\n")
            yield out
            out.flush()
    except OSError as problem:
        raise InputError(path, 0, f"cannot be written: {problem.strerror or problem}") from None


def _is_device(path: str) -> bool:
    """Whether this is a pipe or the like, as /dev/stderr, that can be written to and not be replaced."""
    return os.path.exists(path) and not os.path.isfile(path)


def render(arguments: argparse.Namespace, result: Result, fail_on: str | None, to: TextIO | None) -> None:
    """Write the report of `check` in the format that is asked for, to the file that is asked for or else `to`, if anywhere."""
    if to is None and not arguments.output:
        return
    from importlib import import_module

    from linter.reporters import Style

    with opened(arguments.output, to) as out:
        style = Style(
            color=colors(arguments.color, out),
            unicode=speaks(out, arguments.format),
            width=min(_columns(), 110),
            quiet=arguments.quiet,
            explain=arguments.explain,
            statistics=arguments.statistics,
            fail_on=fail_on,
        )
        import_module(f"linter.reporters.{arguments.format}").render(result, out, style)


def _columns() -> int:
    """How wide the terminal is; 100 where there is none."""
    if "COLUMNS" not in os.environ and not (sys.__stdout__ and sys.__stdout__.isatty()):
        return 100  # as shutil would say, which takes long to import
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns


def colors(choice: str, out: TextIO) -> bool:
    """Whether to write in colour: as chosen; else as NO_COLOR or FORCE_COLOR say, or where a terminal shows it."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if out is sys.stdout and os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return out.isatty() and os.environ.get("TERM") != "dumb"


def shows_unicode(out: TextIO) -> bool:
    """Whether all characters can be written there; those that cannot are replaced."""
    if hasattr(out, "reconfigure"):
        out.reconfigure(errors="replace")
    return (getattr(out, "encoding", None) or "utf-8").lower().startswith("utf")


def speaks(out: TextIO, format: str) -> bool:
    """Make a stream ready for a format: UTF-8 for programs, what the terminal can show for people. Whether it shows all."""
    return shows_unicode(out) if format == "text" else _as_utf8(out)


def _as_utf8(out: TextIO) -> bool:
    """What programs read is UTF-8, whatever the terminal speaks."""
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8", errors="replace")
    return True


def say(text: str) -> None:
    """Tell a person something on standard error, as one harmless line."""
    from linter.reporters.plain import safe

    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="replace")
    sys.stderr.write(f"carelint: {safe(text)}\n")


def nothing_found(what: str, paths: Sequence[str]) -> None:
    """Say that a command found no page, what it looked for, and what may hide pages."""
    from linter.readers import FORMATS

    places = "" if list(paths) in ([], ["."]) else f" in {', '.join(paths)}"
    say(
        f"nothing to {what} here{places}: carelint reads files that end in {', '.join(FORMATS)}; "
        "`include`, `exclude` and .gitignore leave files out"
    )


def why_it_fails(result: Result, max_warnings: int | None, *, fail_on_skipped: bool) -> None:
    """Say which limits a run broke; errors speak for themselves."""
    for warnings, limit in result.broken_limits(max_warnings):
        say(f"{warnings} {'warning is' if warnings == 1 else 'warnings are'} more than the {limit} that may be")
    if fail_on_skipped and result.skipped:
        count = len(result.skipped)
        say(f"{count} {'page was' if count == 1 else 'pages were'} not linted, which fails with --fail-on-skipped")
