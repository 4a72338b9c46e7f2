"""The command line. Heavy parts are imported by the command that needs them, so that `--help` is quick."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING

from linter import corpus_command, init_options, legacy_options, option_types
from linter.output import REPORT_FORMATS
from linter.version import VERSION

if TYPE_CHECKING:
    from linter.gather import Request
    from linter.options import Options

    _Options = argparse.ArgumentParser | argparse._ArgumentGroup

_PAGE_TYPES = ("condition", "procedure", "medicine", "supplement", "promotional", "story", "reference", "admin")
_SEVERITIES = ("error", "warning", "suggestion", "never")


def main(argv: list[str] | None = None) -> int:
    """Run a command and give its exit code: 0 clean, 1 findings that fail, 2 wrong usage or input."""
    from linter.errors import InputError

    if argv is None:
        # What is made of a page is freed as it goes, and rules stay: looking for circles of garbage often finds none.
        gc.set_threshold(50_000, 20, 50)
    _open_streams()
    try:
        arguments = _parser().parse_args(argv)
        _require_working_folder()
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except InputError as problem:
        from linter.output import say

        say(str(problem))
        return 2
    except BrokenPipeError:  # the reader has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as problem:  # standard output on a disk that is full
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"carelint: {problem.filename or 'output'}: cannot be written: {problem.strerror or problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("carelint: stopped", file=sys.stderr)
        return 130
    return code


def _open_streams() -> None:
    """Where who started carelint has closed a stream (`>&-`), nothing is read from it, and what is written goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _require_working_folder() -> None:
    from linter.errors import InputError

    try:
        os.getcwd()
    except OSError:
        raise InputError("working folder", 0, "is not there any more; go to another one") from None


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
    init_options.add_to(commands)
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
    explaining.add_argument("--no-cache", action="store_true", help="use nothing that earlier runs have kept, and keep nothing")
    explaining.set_defaults(run=_explain)
    grading = commands.add_parser(
        "grade", help="say how hard pages are to read", description="Say how hard pages are to read, and where."
    )
    grading.add_argument("--format", choices=("text", "json"), default="text", help="how to write it")
    grading.add_argument("--max-grade", type=option_types.grade, metavar="N", help="a page above this grade fails")
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
    _add_corpus(
        commands.add_parser(
            "corpus",
            help="lint an archive of any size into tables",
            description="Lint an archive into tables and a summary; go on where it stopped. Findings do not fail it.",
        )
    )
    completing = commands.add_parser(
        "completion",
        help="complete commands in your shell",
        description="Write a script that completes commands, options and names of rules in your shell.",
    )
    completing.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell it is for")
    completing.set_defaults(run=_completion)
    serving = commands.add_parser(
        "lsp",
        help="serve an editor",
        description="Serve an editor that speaks the Language Server Protocol (see docs/editors.md).",
    )
    serving.add_argument("--stdio", action="store_true", help="speak on standard input and output, as it always does")
    serving.add_argument("--syntax", metavar="WHAT", help="auto, on or off: whether a parser confirms findings")
    _add_rulebook(serving)
    serving.set_defaults(run=_lsp)
    return parser


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
        "--stdin-filename", default="stdin.md", metavar="NAME", help="the name, and so the format, of standard input"
    )


def _add_baseline(parser: argparse.ArgumentParser) -> None:
    _add_pages(parser)
    _add_rulebook(parser)
    parser.add_argument("--type", choices=_PAGE_TYPES, help="the page type, whatever the pages say")
    _add_today(parser)
    legacy_options.add_to_baseline(parser)
    parser.set_defaults(run=_baseline)


def _add_audit(parser: argparse.ArgumentParser) -> None:
    _add_pages(parser)
    _add_rulebook(parser)
    parser.add_argument("--standard", action="append", default=[], metavar="ID", help="only this standard, as pemat")
    parser.add_argument("--type", choices=_PAGE_TYPES, help="the page type, whatever the pages say")
    _add_today(parser)
    parser.add_argument("--format", choices=("html", "json"), default="html", help="how to write the sheet")
    parser.add_argument("--output", metavar="FILE", help="write the sheet to a file")
    parser.set_defaults(run=_audit)


def _add_corpus(parser: argparse.ArgumentParser) -> None:
    corpus_command.add_to(parser)
    _add_rulebook(parser)
    _add_choice(parser)
    parser.add_argument("--type", choices=_PAGE_TYPES, help="the page type of pages whose row does not say")
    parser.add_argument("--syntax", metavar="WHAT", help="auto, on or off: whether a parser confirms findings")
    _add_today(parser)
    parser.set_defaults(run=lambda arguments: corpus_command.run(arguments, _options(arguments)))


def _add_rulebook(parser: _Options) -> None:
    parser.add_argument("--profile", metavar="NAME", help="choice of rules: us-default, uk-nhs, medicines, supplements, strict")
    parser.add_argument("--locale", choices=("us", "uk", "eu"), help="emergency numbers, units and spelling of this place")
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
    what.add_argument("--type", choices=_PAGE_TYPES, help="the page type, whatever the pages say")
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
    gate.add_argument("--fail-on", choices=_SEVERITIES, help="the least severity that fails (default: error)")
    gate.add_argument("--max-warnings", type=option_types.count, metavar="N", help="more warnings than this fail")
    gate.add_argument("--fail-on-skipped", action="store_true", help="a page that is not linted fails")
    gate.add_argument("--exit-zero", action="store_true", help="findings do not fail; a file that cannot be read still does")
    legacy_options.add_to_check(parser)
    parser.set_defaults(run=_check)


def _options(arguments: argparse.Namespace) -> Options:
    from linter.options import Options

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
    from linter.gather import Request, standard_input
    from linter.progress import Progress

    paths = tuple(arguments.paths) or (".",)
    return Request(
        paths=paths,
        options=_options(arguments),
        config=arguments.config,
        exclude=tuple(arguments.exclude),
        stdin=standard_input(arguments.config) if "-" in paths else b"",
        stdin_filename=arguments.stdin_filename,
        jobs=getattr(arguments, "jobs", 1),
        output=getattr(arguments, "output", None) or "",
        progress=Progress(quiet=getattr(arguments, "quiet", False)),
    )


def _check(arguments: argparse.Namespace) -> int:
    from linter import output, run
    from linter.steps import Steps

    output.require_folder(arguments.output)
    steps = Steps(arguments, _request(arguments))
    shows_lines = arguments.format in output.SHOW_LINES
    result = steps.finish(run.check(steps.request, steps.page, views=arguments.format == "html", sources=shows_lines))
    if not result.reports and not result.failures:
        steps.say_nothing_found(arguments.paths)
    fail_on = arguments.fail_on or result.config.fail_on
    max_warnings = arguments.max_warnings if arguments.max_warnings is not None else result.config.max_warnings
    output.render(arguments, result, fail_on, steps.reports_to())
    for note in steps.notes():
        output.say(note)
    code = run.exit_code(
        result,
        fail_on=fail_on,
        max_warnings=max_warnings,
        fail_on_skipped=arguments.fail_on_skipped,
        exit_zero=arguments.exit_zero,
    )
    if code == 1:
        output.why_it_fails(result, max_warnings, fail_on_skipped=arguments.fail_on_skipped)
    return code


def _rules(arguments: argparse.Namespace) -> int:
    from linter import rules_command

    if arguments.test:
        said, code = rules_command.tested(_options(arguments), arguments.config)
        sys.stdout.write(said)
        return code
    sys.stdout.write(rules_command.listing(_options(arguments), arguments.config, arguments.format))
    return 0


def _grade(arguments: argparse.Namespace) -> int:
    from linter import grade_command, output

    found, compared, failures = grade_command.grades(_request(arguments), compared=arguments.compare)
    if arguments.format == "json":
        grade_command.render_json(found, failures, sys.stdout, compared)
    else:
        grade_command.render_text(found, failures, sys.stdout, unicode=output.shows_unicode(sys.stdout), compared=compared)
    if not found and not failures:
        output.nothing_found("grade", arguments.paths)
    hard = 0 if arguments.max_grade is None else sum(grade.grade > arguments.max_grade for grade in found)
    if hard:
        said = "1 page is" if hard == 1 else f"{hard} pages are"
        print(f"carelint: {said} above grade {arguments.max_grade:g}", file=sys.stderr)
    return 2 if failures else int(hard > 0)


def _baseline(arguments: argparse.Namespace) -> int:
    from linter import baseline_command, output

    written = baseline_command.write(_request(arguments), arguments.file, update=arguments.update, force=arguments.force)
    output.shows_unicode(sys.stdout)
    baseline_command.say(written, sys.stdout)
    return 2 if written.failures else 0


def _audit(arguments: argparse.Namespace) -> int:
    from linter import audit, audit_sheet, output

    output.require_folder(arguments.output)
    made = audit.audit(_request(arguments), arguments.standard)
    render = audit_sheet.render_json if arguments.format == "json" else audit_sheet.render_html
    with output.opened(arguments.output) as out:
        output.shows_unicode(out)
        render(made, out)
    if not made.pages and not made.failures:
        output.nothing_found("audit", arguments.paths)
    return 2 if made.failures else 0


def _terms(arguments: argparse.Namespace) -> int:
    from linter import output, terms_command
    from linter.errors import InputError

    if arguments.glossary and arguments.all:
        raise InputError("--glossary", 0, "is for terms; leave out --all")
    found, failures = terms_command.terms(
        _request(arguments), undefined=arguments.undefined, every_word=arguments.all, meanings=bool(arguments.glossary)
    )
    if arguments.glossary:
        terms_command.render_glossary(found, arguments.glossary, sys.stdout)
        for failure in failures:  # standard output is the glossary's
            output.say(failure.message)
    elif arguments.format == "json":
        terms_command.render_json(found, failures, sys.stdout)
    else:
        terms_command.render_text(
            found, failures, sys.stdout, unicode=output.shows_unicode(sys.stdout), undefined=arguments.undefined
        )
    if not found and not failures:
        output.nothing_found("list", arguments.paths)
    return 2 if failures else 0


def _explain(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from linter import explain
    from linter.config import discover, read
    from linter.engine import Linter, Options
    from linter.reporters.plain import safe

    config = read(Path(arguments.config)) if arguments.config else discover(Path.cwd())
    rulebook = Linter(config=config, options=Options(cache=not arguments.no_cache)).rulebook
    rule = rulebook.require(arguments.rule, "carelint explain", 0)
    for line in explain.page(rule, rulebook.profiles.values(), rulebook.policy.protected).splitlines():
        sys.stdout.write(safe(line) + "\n")
    return 0


def _completion(arguments: argparse.Namespace) -> int:
    from linter import completion

    sys.stdout.write(completion.script(_parser(), arguments.shell))
    return 0


def _lsp(arguments: argparse.Namespace) -> int:
    from linter.lsp import command

    return command.serve(_options(arguments), arguments.config)


if __name__ == "__main__":
    sys.exit(main())
