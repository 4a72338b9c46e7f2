"""Options for what is known or changed, and for fixes. Apart from what does the work, so that `--help` is quick."""

from __future__ import annotations

import argparse


def add_to_check(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    known = parser.add_argument_group("pages that are not new")
    known.add_argument("--baseline", metavar="FILE", help="report only what this baseline does not know")
    known.add_argument("--diff-base", metavar="REF", help="report only what changed since this branch or commit")
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="write safe fixes into the pages")
    fixes.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff: also fixes that a person must look at"
    )
    fixes.add_argument("--diff", action="store_true", help="show what --fix would change, and write nothing")


def add_to_baseline(parser: argparse.ArgumentParser) -> None:
    """The options of `baseline` besides those for pages and rules."""
    parser.add_argument(
        *("--output", "--baseline"),
        dest="file",
        metavar="FILE",
        help="the file to write (default: what the configuration names, or carelint-baseline.json)",
    )
    parser.add_argument("--update", action="store_true", help="take out what is fixed; put nothing in")
    parser.add_argument("--force", action="store_true", help="put in what is new, too")
