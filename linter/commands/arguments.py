"""What the command line takes: commands and their options. Nothing heavy is imported here, so that `--help` is quick."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial

from linter.choices import FAIL_ON, LOCALES, PAGE_TYPES
from linter.commands import change_options, init_options, option_types
from linter.commands import corpus as corpus_command
from linter.run.output import REPORT_FORMATS
from linter.version import VERSION

_Options = argparse.ArgumentParser | argparse._ArgumentGroup


def parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The parser of the command line. What it gives names its command, and holds what was asked of it.

    `words` are those it is made for: it knows only the command that they name then, as all take long to make. Where they name
    none, or ask for help, it knows all commands, and the options of the one they name.
    """
    named = None if words is None else next((word for word in words if not word.startswith("-")), "")
    is_help = words is None or not {"-h", "--help"}.isdisjoint(words)
    # Without a width it asks the terminal, once for each option.
    shape = argparse.HelpFormatter if is_help else partial(argparse.HelpFormatter, width=78)
    made = argparse.ArgumentParser(
        prog="carelint",
        description="A linter for text written for patients.",
        epilog="Exit codes: 0 nothing that fails; 1 findings that fail; 2 wrong usage or configuration, or an unreadable file.",
        formatter_class=shape,
    )
    made.add_argument("--version", action="version", version=f"carelint {VERSION}")
    commands = made.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    made_for = [named] if named in _COMMANDS and not is_help else list(_COMMANDS)
    for name in made_for:
        summary, description, add_options = _COMMANDS[name]
        command = commands.add_parser(name, help=summary, description=description, formatter_class=shape)
        if named in (None, name):
            add_options(command)
    return made


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to write the list")
    parser.add_argument("--test", action="store_true", help="run the examples of your own rules (of all, where you have none)")
    _add_rulebook(parser)


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", help="a rule's id, as claims/superlative")
    _add_config(parser)


def _add_grade(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to write it")
    parser.add_argument("--max-grade", type=option_types.grade, metavar="N", help="a page above this grade fails")
    parser.add_argument("--compare", action="store_true", help="show textstat's figures beside carelint's, and why they differ")
    _add_pages(parser)
    _add_rulebook(parser)


def _add_terms(parser: argparse.ArgumentParser) -> None:
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--format", choices=("text", "json"), default="text", help="how to write it")
    shape.add_argument(
        "--glossary", choices=("markdown", "html"), help="write a draft glossary of the terms, for a clinician to check"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--undefined", action="store_true", help="only terms that their page does not explain")
    which.add_argument("--all", action="store_true", help="every word but the smallest, for how well known it is")
    _add_pages(parser)
    _add_rulebook(parser)


def _add_completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell it is for")


def _add_lsp(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stdio", action="store_true", help="speak on standard input and output, as it always does")
    parser.add_argument("--syntax", metavar="WHAT", help="auto, on or off: whether a parser confirms findings")
    _add_rulebook(parser)


def _add_pages(parser: _Options) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders; - is standard input; this folder where none is named"
    )
    parser.add_argument(
        "--exclude",
        type=option_types.pattern,
        action="append",
        default=[],
        metavar="PATTERN",
        help="leave out paths that match, written as in .gitignore",
    )
    parser.add_argument(
        "--stdin-filename", default="", metavar="NAME", help="where the page on standard input stands, as notes/croup.html"
    )


def _add_baseline(parser: argparse.ArgumentParser) -> None:
    _add_pages(parser)
    _add_rulebook(parser)
    parser.add_argument("--type", choices=PAGE_TYPES, help="the page type, whatever the pages say")
    _add_today(parser)
    change_options.add_to_baseline(parser)


def _add_audit(parser: argparse.ArgumentParser) -> None:
    _add_pages(parser)
    _add_rulebook(parser)
    parser.add_argument("--standard", action="append", default=[], metavar="ID", help="only this standard, as pemat")
    parser.add_argument("--type", choices=PAGE_TYPES, help="the page type, whatever the pages say")
    _add_today(parser)
    parser.add_argument("--format", choices=("html", "json"), default="html", help="how to write the sheet")
    parser.add_argument("--output", metavar="FILE", help="write the sheet to a file")


def _add_corpus(parser: argparse.ArgumentParser) -> None:
    corpus_command.add_to(parser)
    _add_rulebook(parser)
    _add_choice(parser)
    parser.add_argument("--type", choices=PAGE_TYPES, help="the page type of pages whose row does not say")
    parser.add_argument("--syntax", metavar="WHAT", help="auto, on or off: whether a parser confirms findings")
    _add_today(parser)


def _add_rulebook(parser: _Options) -> None:
    parser.add_argument("--profile", metavar="NAME", help="choice of rules: us-default, uk-nhs, medicines, supplements, strict")
    parser.add_argument("--locale", choices=LOCALES, help="emergency numbers, units and spelling of this place")
    _add_config(parser)


def _add_config(parser: _Options) -> None:
    parser.add_argument("--config", default="", metavar="FILE", help="read this configuration, not the nearest one")
    parser.add_argument("--no-cache", action="store_true", help="use nothing that earlier runs have kept, and keep nothing")


def _add_today(parser: _Options) -> None:
    parser.add_argument(
        "--today", type=option_types.day, metavar="DATE", help="judge review dates as of this day, as 2026-05-04"
    )


def _add_choice(parser: _Options) -> None:
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="RULES",
        help="only these rules or families, as claims,safety/stop-medicine",
    )
    parser.add_argument("--ignore", action="append", default=[], metavar="RULES", help="without these rules or families")


def _add_check(parser: argparse.ArgumentParser) -> None:
    what = parser.add_argument_group("what to lint, and by which rules")
    _add_pages(what)
    _add_rulebook(what)
    _add_choice(what)
    what.add_argument("--type", choices=PAGE_TYPES, help="the page type, whatever the pages say")
    what.add_argument("--fragment", action="store_true", help="the text is a snippet: rules about whole pages are off")
    what.add_argument("--syntax", metavar="WHAT", help="auto, on or off: whether a parser confirms findings")
    _add_today(what)
    what.add_argument(
        *("--jobs", "-j"),
        type=option_types.jobs,
        default=0,
        metavar="N",
        help="how many processes lint (default: auto, one for few pages, else one for each core)",
    )
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=REPORT_FORMATS, default="text", help="how to write the report")
    output.add_argument("--output", metavar="FILE", help="write the report to a file")
    output.add_argument("--quiet", action="store_true", help="leave suggestions out of the text report, and say no progress")
    output.add_argument("--explain", action="store_true", help="say why under each finding, with the standard")
    output.add_argument("--statistics", action="store_true", help="count findings by rule")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour in the text report")
    gate = parser.add_argument_group("what fails")
    gate.add_argument("--fail-on", choices=FAIL_ON, help="the least severity that fails (default: error)")
    gate.add_argument("--max-warnings", type=option_types.count, metavar="N", help="more warnings than this fail")
    gate.add_argument("--fail-on-skipped", action="store_true", help="a page that is not linted fails")
    gate.add_argument("--exit-zero", action="store_true", help="findings do not fail; a file that cannot be read still does")
    change_options.add_to_check(parser)


# Each command with its line in the list of commands, what its own help says, and what adds its options.
_COMMANDS = {
    "check": ("lint pages", "Lint pages: files, folders, or - for standard input.", _add_check),
    "init": (
        "set carelint up for your pages",
        "Write a configuration, a hook and a workflow for your pages. Asks on a terminal for what no option says.",
        init_options.add_to,
    ),
    "rules": ("list the rules", "List the rules that hold here, or all there are.", _add_rules),
    "explain": ("explain a rule", "Explain a rule: what it flags, why, and what to write.", _add_explain),
    "grade": ("say how hard pages are to read", "Say how hard pages are to read, and where.", _add_grade),
    "terms": (
        "list the words that readers may not know",
        "List the words that readers may not know, and where each is explained; or write a draft glossary of them.",
        _add_terms,
    ),
    "baseline": (
        "write down what is known, to report what is new",
        "Write down the findings of today, so that check --baseline reports what is new from now on.",
        _add_baseline,
    ),
    "audit": (
        "go through the standards with a page",
        "Say for each item of each standard what was checked, passed, failed, or needs a person.",
        _add_audit,
    ),
    "corpus": (
        "lint an archive of any size into tables",
        "Lint an archive into tables and a summary; go on where it stopped. Findings do not fail it.",
        _add_corpus,
    ),
    "completion": (
        "complete commands in your shell",
        "Write a script that completes commands, options and names of rules in your shell.",
        _add_completion,
    ),
    "lsp": ("serve an editor", "Serve an editor that speaks the Language Server Protocol (see docs/editors.md).", _add_lsp),
}
