"""The command line. Heavy parts are imported by the command that needs them, so that `--help` is quick."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, TextIO

from linter import legacy_options
from linter.version import VERSION

if TYPE_CHECKING:
    from datetime import date

    from linter.engine import Options
    from linter.gather import Request

    _Options = argparse.ArgumentParser | argparse._ArgumentGroup

_PAGE_TYPES = ("condition", "procedure", "medicine", "supplement", "promotional", "story", "reference", "admin")
_SEVERITIES = ("error", "warning", "suggestion", "never")


def main(argv: list[str] | None = None) -> int:
    """Run a command and give its exit code: 0 clean, 1 findings that fail, 2 wrong usage or input."""
    arguments = _parser().parse_args(argv)
    from linter.errors import InputError

    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except InputError as problem:
        print(f"carelint: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        print("carelint: stopped", file=sys.stderr)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="carelint",
        description="A linter for text written for patients.",
        epilog="Exit codes: 0 nothing that fails; 1 findings that fail; 2 wrong usage or configuration, or an unreadable file.",
    )
    parser.add_argument("--version", action="version", version=f"carelint {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_check(
        commands.add_parser("check", help="lint pages", description="Lint pages: files, folders, or - for standard input.")
    )
    listing = commands.add_parser(
        "rules", help="list the rules", description="List the rules that hold here, or all there are."
    )
    listing.add_argument("--format", choices=("text", "json"), default="text", help="how to write the list")
    listing.add_argument("--test", action="store_true", help="run the examples of your own rules (of all, where you have none)")
    _add_rulebook(listing)
    listing.set_defaults(run=_rules)
    explaining = commands.add_parser(
        "explain", help="explain a rule", description="Explain a rule: what it flags, why, and what to write."
    )
    explaining.add_argument("rule", help="a rule's id, as claims/superlative")
    explaining.add_argument("--config", default="", metavar="FILE", help="read this configuration, not the nearest one")
    explaining.add_argument("--no-cache", action="store_true", help="read every rule file anew")
    explaining.set_defaults(run=_explain)
    grading = commands.add_parser(
        "grade", help="say how hard pages are to read", description="Say how hard pages are to read, and where."
    )
    grading.add_argument("--format", choices=("text", "json"), default="text", help="how to write it")
    grading.add_argument("--max-grade", type=_limit, metavar="N", help="a page above this grade fails")
    grading.add_argument(
        "--compare", action="store_true", help="show textstat's figures beside carelint's, and why they differ"
    )
    _add_pages(grading)
    _add_rulebook(grading)
    grading.set_defaults(run=_grade)
    naming = commands.add_parser(
        "terms",
        help="list the words that readers may not know",
        description="List the words that readers may not know, and where each is explained; or write a draft glossary of them.",
    )
    shape = naming.add_mutually_exclusive_group()
    shape.add_argument("--format", choices=("text", "json"), default="text", help="how to write it")
    shape.add_argument(
        "--glossary", choices=("markdown", "html"), help="write a draft glossary of the terms, for a clinician to check"
    )
    which = naming.add_mutually_exclusive_group()
    which.add_argument("--undefined", action="store_true", help="only terms that their page does not explain")
    which.add_argument("--all", action="store_true", help="every word but the smallest, for how well known it is")
    _add_pages(naming)
    _add_rulebook(naming)
    naming.set_defaults(run=_terms)
    _add_baseline(
        commands.add_parser(
            "baseline",
            help="write down what is known, to report what is new",
            description="Write down the findings of today, so that check --baseline reports what is new from now on.",
        )
    )
    _add_audit(
        commands.add_parser(
            "audit",
            help="go through the standards with a page",
            description="Say for each item of each standard what was checked, passed, failed, or needs a person.",
        )
    )
    return parser


def _add_pages(parser: _Options) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders; - is standard input; this folder where none is named"
    )
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="PATTERN", help="leave out paths that match, written as in .gitignore"
    )
    parser.add_argument(
        "--stdin-filename", default="stdin.md", metavar="NAME", help="the name, and so the format, of standard input"
    )


def _add_baseline(parser: argparse.ArgumentParser) -> None:
    _add_pages(parser)
    _add_rulebook(parser)
    parser.add_argument("--type", choices=_PAGE_TYPES, help="the page type, whatever the pages say")
    parser.add_argument("--today", type=_day, metavar="DATE", help="judge review dates as of this day, as 2026-05-04")
    legacy_options.add_to_baseline(parser)
    parser.set_defaults(run=_baseline)


def _add_audit(parser: argparse.ArgumentParser) -> None:
    _add_pages(parser)
    _add_rulebook(parser)
    parser.add_argument("--standard", action="append", default=[], metavar="ID", help="only this standard, as pemat")
    parser.add_argument("--type", choices=_PAGE_TYPES, help="the page type, whatever the pages say")
    parser.add_argument("--today", type=_day, metavar="DATE", help="judge review dates as of this day, as 2026-05-04")
    parser.add_argument("--format", choices=("html", "json"), default="html", help="how to write the sheet")
    parser.add_argument("--output", metavar="FILE", help="write the sheet to a file")
    parser.set_defaults(run=_audit)


def _add_rulebook(parser: _Options) -> None:
    parser.add_argument("--profile", metavar="NAME", help="choice of rules: us-default, uk-nhs, medicines, supplements, strict")
    parser.add_argument("--locale", choices=("us", "uk", "eu"), help="emergency numbers, units and spelling of this place")
    parser.add_argument("--config", default="", metavar="FILE", help="read this configuration, not the nearest one")
    parser.add_argument("--no-cache", action="store_true", help="read every rule file anew")


def _add_check(parser: argparse.ArgumentParser) -> None:
    what = parser.add_argument_group("what to lint, and by which rules")
    _add_pages(what)
    _add_rulebook(what)
    what.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="RULES",
        help="only these rules or families, as claims,safety/stop-medicine",
    )
    what.add_argument("--ignore", action="append", default=[], metavar="RULES", help="without these rules or families")
    what.add_argument("--type", choices=_PAGE_TYPES, help="the page type, whatever the pages say")
    what.add_argument("--fragment", action="store_true", help="the text is a snippet: rules about whole pages are off")
    what.add_argument("--syntax", metavar="WHAT", help="auto, on or off: whether a parser confirms findings")
    what.add_argument("--today", type=_day, metavar="DATE", help="judge review dates as of this day, as 2026-05-04")
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=("text", "json"), default="text", help="how to write the report")
    output.add_argument("--output", metavar="FILE", help="write the report to a file")
    output.add_argument("--quiet", action="store_true", help="leave suggestions out of the text report")
    output.add_argument("--explain", action="store_true", help="say why under each finding")
    output.add_argument("--statistics", action="store_true", help="count findings by rule")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour in the text report")
    gate = parser.add_argument_group("what fails")
    gate.add_argument("--fail-on", choices=_SEVERITIES, help="the least severity that fails (default: error)")
    gate.add_argument("--max-warnings", type=int, metavar="N", help="more warnings than this fail")
    gate.add_argument("--fail-on-skipped", action="store_true", help="a page that is not linted fails")
    gate.add_argument("--exit-zero", action="store_true", help="findings do not fail; a file that cannot be read still does")
    legacy_options.add_to_check(parser)
    parser.set_defaults(run=_check)


def _day(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"‘{text}’ is not a day; write it as 2026-05-04") from None


def _limit(text: str) -> float:
    try:
        limit = float(text)
    except ValueError:
        limit = -1.0
    if not 0 <= limit < 100:  # no infinity, and nothing that is not a number
        raise argparse.ArgumentTypeError(f"‘{text}’ is not a grade; write it as 8 or 8.5")
    return limit


def _options(arguments: argparse.Namespace) -> Options:
    from linter.engine import Options

    def names(given: list[str]) -> tuple[str, ...]:
        return tuple(name.strip() for entry in given for name in entry.split(",") if name.strip())

    return Options(
        profile=arguments.profile,
        locale=arguments.locale,
        syntax=getattr(arguments, "syntax", None),
        page_type=getattr(arguments, "type", None),
        fragment=getattr(arguments, "fragment", False),
        select=names(getattr(arguments, "select", [])),
        ignore=names(getattr(arguments, "ignore", [])),
        today=getattr(arguments, "today", None),
        cache=not arguments.no_cache,
    )


def _request(arguments: argparse.Namespace) -> Request:
    """The pages that a command is asked about."""
    from linter.gather import Request

    paths = tuple(arguments.paths) or (".",)
    return Request(
        paths=paths,
        options=_options(arguments),
        config=arguments.config,
        exclude=tuple(arguments.exclude),
        stdin=sys.stdin.buffer.read() if "-" in paths else b"",
        stdin_filename=arguments.stdin_filename,
    )


def _check(arguments: argparse.Namespace) -> int:
    from linter import run
    from linter.steps import Steps

    steps = Steps(arguments, _request(arguments))
    result = steps.finish(run.check(steps.request, steps.page))
    if not result.reports and not result.failures:
        print(f"carelint: {steps.nothing('.md, .html or .txt')}", file=sys.stderr)
    if arguments.output:
        _write(arguments, result)
    elif (out := steps.reports_to()) is not None:
        _render(arguments, result, out)
    _shows_unicode(sys.stderr)
    for note in steps.notes():
        print(f"carelint: {note}", file=sys.stderr)
    config = result.config
    return run.exit_code(
        result,
        fail_on=arguments.fail_on or config.fail_on,
        max_warnings=arguments.max_warnings if arguments.max_warnings is not None else config.max_warnings,
        fail_on_skipped=arguments.fail_on_skipped,
        exit_zero=arguments.exit_zero,
    )


def _write(arguments: argparse.Namespace, result: object) -> None:
    from linter.errors import InputError

    try:
        with open(arguments.output, "w", encoding="utf-8", newline="\n") as out:
            _render(arguments, result, out)
    except OSError as problem:
        raise InputError(arguments.output, 0, f"cannot be written: {problem.strerror}") from None


def _render(arguments: argparse.Namespace, result: object, out: TextIO) -> None:
    from importlib import import_module
    from shutil import get_terminal_size

    from linter.reporters import Style

    is_terminal = out.isatty()
    color = arguments.color == "always" or (arguments.color == "auto" and is_terminal and not os.environ.get("NO_COLOR"))
    style = Style(
        color=color,
        unicode=_shows_unicode(out),
        width=min(get_terminal_size((100, 24)).columns, 110),
        quiet=arguments.quiet,
        explain=arguments.explain,
        statistics=arguments.statistics,
    )
    import_module(f"linter.reporters.{arguments.format}").render(result, out, style)


def _shows_unicode(out: TextIO) -> bool:
    """Whether all characters can be written there; those that cannot are replaced."""
    if hasattr(out, "reconfigure"):
        out.reconfigure(errors="replace")
    return (getattr(out, "encoding", None) or "utf-8").lower().startswith("utf")


def _rules(arguments: argparse.Namespace) -> int:
    from linter import rules_command

    if arguments.test:
        said, code = rules_command.tested(_options(arguments), arguments.config)
        sys.stdout.write(said)
        return code
    sys.stdout.write(rules_command.listing(_options(arguments), arguments.config, arguments.format))
    return 0


def _grade(arguments: argparse.Namespace) -> int:
    from linter import grade_command

    found, compared, failures = grade_command.grades(_request(arguments), compared=arguments.compare)
    if arguments.format == "json":
        grade_command.render_json(found, failures, sys.stdout, compared)
    else:
        grade_command.render_text(found, failures, sys.stdout, unicode=_shows_unicode(sys.stdout), compared=compared)
    if not found and not failures:
        print("carelint: nothing to grade here: no .md, .html or .txt file was found (or all are excluded)", file=sys.stderr)
    hard = 0 if arguments.max_grade is None else sum(grade.grade > arguments.max_grade for grade in found)
    if hard:
        said = "1 page is" if hard == 1 else f"{hard} pages are"
        print(f"carelint: {said} above grade {arguments.max_grade:g}", file=sys.stderr)
    return 2 if failures else int(hard > 0)


def _baseline(arguments: argparse.Namespace) -> int:
    from linter import baseline_command

    written = baseline_command.write(_request(arguments), arguments.file, update=arguments.update, force=arguments.force)
    _shows_unicode(sys.stdout)
    baseline_command.say(written, sys.stdout)
    return 2 if written.failures else 0


def _audit(arguments: argparse.Namespace) -> int:
    from linter import audit, audit_sheet
    from linter.errors import InputError

    made = audit.audit(_request(arguments), arguments.standard)
    render = audit_sheet.render_json if arguments.format == "json" else audit_sheet.render_html
    if arguments.output:
        try:
            with open(arguments.output, "w", encoding="utf-8", errors="replace", newline="\n") as out:
                render(made, out)
        except OSError as problem:
            raise InputError(arguments.output, 0, f"cannot be written: {problem.strerror}") from None
    else:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        render(made, sys.stdout)
    if not made.pages and not made.failures:
        print("carelint: nothing to audit here: no page that carelint reads was found", file=sys.stderr)
    return 2 if made.failures else 0


def _terms(arguments: argparse.Namespace) -> int:
    from linter import terms_command
    from linter.errors import InputError

    if arguments.glossary and arguments.all:
        raise InputError("--glossary", 0, "is for terms; leave out --all")
    found, failures = terms_command.terms(
        _request(arguments), undefined=arguments.undefined, every_word=arguments.all, meanings=bool(arguments.glossary)
    )
    if arguments.glossary:
        terms_command.render_glossary(found, arguments.glossary, sys.stdout)
        for failure in failures:  # standard output is the glossary's
            print(f"carelint: {failure.message}", file=sys.stderr)
    elif arguments.format == "json":
        terms_command.render_json(found, failures, sys.stdout)
    else:
        terms_command.render_text(
            found, failures, sys.stdout, unicode=_shows_unicode(sys.stdout), undefined=arguments.undefined
        )
    if not found and not failures:
        print("carelint: no pages here: no .md, .html or .txt file was found (or all are excluded)", file=sys.stderr)
    return 2 if failures else 0


def _explain(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from linter import explain
    from linter.config import discover, read
    from linter.engine import Linter, Options

    config = read(Path(arguments.config)) if arguments.config else discover(Path.cwd())
    rulebook = Linter(config=config, options=Options(cache=not arguments.no_cache)).rulebook
    sys.stdout.write(explain.page(rulebook.require(arguments.rule, "carelint explain", 0)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
