"""`carelint corpus`: its options, and what it says. What does the work is imported when it is called."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from linter.commands import option_types

if TYPE_CHECKING:
    from linter.config import Config
    from linter.corpus.folder import Totals
    from linter.options import Options

_NEEDED = ("pyarrow", "dask", "distributed")


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of `corpus` besides those for rules."""
    parser.add_argument("source", metavar="SOURCE", help="a file or folder of Parquet or JSON lines, or a tree of pages")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="the folder that tables and summary are written to")
    parser.add_argument(
        "--columns", default="", metavar="NAMES", help="what columns are called in SOURCE, as id=url,text=body,publisher=site"
    )
    parser.add_argument(
        "--page-format", choices=("md", "html", "txt"), default="md", help="the format of pages that do not tell (default: md)"
    )
    parser.add_argument(
        "--batch", type=option_types.pages, default=500, metavar="N", help="how many pages are in one part (default: 500)"
    )
    who = parser.add_mutually_exclusive_group()
    who.add_argument(
        *("--jobs", "-j"),
        type=option_types.jobs,
        default=0,
        metavar="N",
        help="how many processes lint (default: auto, one for each core)",
    )
    who.add_argument("--scheduler", default="", metavar="ADDRESS", help="lint on the workers of this Dask scheduler")
    parser.add_argument("--restart", action="store_true", help="throw away what is in FOLDER, and begin anew")
    parser.add_argument("--quiet", action="store_true", help="say no progress")


def run(arguments: argparse.Namespace, options: Options) -> int:
    """Lint a corpus: 0 when it is complete, whatever was found; 2 where no row of it is a page, or a folder could not be read.

    Raises InputError, also where a package is missing.
    """
    from pathlib import Path

    from linter.errors import InputError
    from linter.run.output import say
    from linter.run.progress import Progress

    unread: list[InputError] = []
    try:
        from linter.corpus import run, sources
        from linter.corpus.linting import Setup

        request = run.Request(
            source=Path(arguments.source),
            out=Path(arguments.out),
            setup=Setup(config=_config(arguments), options=options, format=arguments.page_format),
            columns=sources.columns(arguments.columns),
            rows=arguments.batch,
            jobs=arguments.jobs,
            scheduler=arguments.scheduler,
            restart=arguments.restart,
            progress=Progress(quiet=arguments.quiet),
        )
        totals = run.run(request, unread)
    except ModuleNotFoundError as problem:
        name = (problem.name or "").partition(".")[0]
        if name not in _NEEDED:
            raise
        raise InputError("corpus", 0, f"needs {name}, which is not installed; run: pip install 'carelint[corpus]'") from None
    _say(totals, arguments.out)
    for folder in unread:
        say(f"{folder}; what is in it was left out")
    return 2 if unread or not totals.pages else 0


def _config(arguments: argparse.Namespace) -> Config:
    """The configuration that is named, or the nearest one upwards from the source."""
    import os
    from pathlib import Path

    from linter.config import discover, read
    from linter.errors import unreadable

    if arguments.config:
        return read(Path(arguments.config))
    source = Path(os.path.abspath(arguments.source))
    try:
        return discover(source if source.is_dir() else source.parent)
    except OSError as problem:
        raise unreadable(arguments.source, problem) from None


def _say(totals: Totals, out: str) -> None:
    from linter.reporters.plain import safe
    from linter.reporters.wording import some
    from linter.run.output import say, shows_unicode

    shows_unicode(sys.stdout)
    counted = (some(totals.errors, "error"), some(totals.warnings, "warning"), some(totals.suggestions, "suggestion"))
    sys.stdout.write(f"{some(totals.pages - totals.skipped, 'page')} linted: {', '.join(counted)}\n")
    if totals.skipped:
        sys.stdout.write(f"{some(totals.skipped, 'page')} left alone: not in English\n")
    sys.stdout.write(f"The summary is {safe(out.rstrip('/'))}/summary.html\n")
    if totals.rejected:
        say(f"{some(totals.rejected, 'row was', 'rows were')} set aside; {out.rstrip('/')}/rejected says why")
