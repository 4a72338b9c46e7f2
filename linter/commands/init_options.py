"""Options of `carelint init`. Apart from what does the work, so that `--help` is quick."""

from __future__ import annotations

import argparse

from linter.choices import LOCALES


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of `init`."""
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="the folder to set up; this one by default")
    parser.add_argument(
        "--content", metavar="FOLDER", help="where your pages are, seen from FOLDER (default: where most pages are)"
    )
    parser.add_argument("--profile", metavar="NAME", help="choice of rules: us-default, uk-nhs, medicines, supplements, strict")
    parser.add_argument("--locale", choices=LOCALES, help="emergency numbers, units and spelling of this place")
    parser.add_argument(
        "--hook",
        action=argparse.BooleanOptionalAction,
        help="lint pages when they are committed (default: where there is git)",
    )
    parser.add_argument(
        "--workflow",
        choices=("github", "gitlab", "none"),
        help="lint pages in builds of this service (default: what is used)",
    )
    parser.add_argument("--repo", metavar="URL", help="the repository that carelint is fetched from")
    parser.add_argument("--rev", metavar="REV", help="the tag or commit of it")
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    parser.add_argument(
        "--force", action="store_true", help="write a configuration and a GitHub workflow anew that are there already"
    )
