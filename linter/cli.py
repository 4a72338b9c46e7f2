"""The command line: runs the command that is asked for. Heavy parts are imported by the command that needs them."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING

from linter.commands.arguments import parser
from linter.store import regexes

if TYPE_CHECKING:
    from linter.options import Options
    from linter.run.gather import Request

_HELD: list[object] = []
"""What the last check was made with. To free its rules takes a fiftieth of a page's time, and a process that ends need not."""


def main(argv: list[str] | None = None) -> int:
    """Run a command and give its exit code: 0 clean, 1 findings that fail, 2 wrong usage or input."""
    from linter.errors import InputError

    if argv is None:
        # What is made of a page is freed as it goes, and rules stay: looking for circles of garbage often finds none.
        gc.set_threshold(200_000, 20, 50)
    _open_streams()
    try:
        words = sys.argv[1:] if argv is None else argv
        arguments = parser(words).parse_args(words)
        _require_working_folder()
        import linter.quick_start  # noqa: F401  (before all others)

        code = _COMMANDS[arguments.command](arguments)
        regexes.save()
        sys.stdout.flush()
    except InputError as problem:
        from linter.run.output import say

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
    """The pages that a command is asked about. Raises InputError where that is standard input alone, which cannot be read."""
    from linter.errors import InputError
    from linter.run.gather import Request, asked_paths, standard_input
    from linter.run.progress import Progress

    paths = asked_paths(arguments.paths, arguments.stdin_filename)
    stdin = standard_input(arguments.config, arguments.stdin_filename) if "-" in paths else b""
    if isinstance(stdin, InputError) and set(paths) == {"-"}:
        raise stdin
    return Request(
        paths=paths,
        options=_options(arguments),
        config=arguments.config,
        exclude=tuple(arguments.exclude),
        stdin=stdin,
        stdin_filename=arguments.stdin_filename,
        jobs=getattr(arguments, "jobs", 1),
        output=getattr(arguments, "output", None) or "",
        progress=Progress(quiet=getattr(arguments, "quiet", False)),
    )


def _check(arguments: argparse.Namespace) -> int:
    from linter.run import check as run
    from linter.run import output
    from linter.run.steps import Steps

    output.require_folder(arguments.output)
    steps = Steps(arguments, _request(arguments))
    _HELD[:] = [steps]
    shows_lines = arguments.format in output.SHOW_LINES
    result = steps.finish(run.check(steps.request, steps.page, views=arguments.format == "html", sources=shows_lines))
    if not result.linted and not result.skipped and not result.failures:
        steps.say_nothing_found(arguments.paths)
    output.render(arguments, result, arguments.fail_on, steps.reports_to())
    for note in steps.notes():
        output.say(note)
    code = run.exit_code(
        result,
        fail_on=arguments.fail_on,
        max_warnings=arguments.max_warnings,
        fail_on_skipped=arguments.fail_on_skipped,
        exit_zero=arguments.exit_zero,
    )
    if code == 1:
        output.why_it_fails(result, arguments.max_warnings, fail_on_skipped=arguments.fail_on_skipped)
    return code


def _rules(arguments: argparse.Namespace) -> int:
    from linter.commands import rules as rules_command

    if arguments.test:
        said, code = rules_command.tested(_options(arguments), arguments.config)
        sys.stdout.write(said)
        return code
    sys.stdout.write(rules_command.listing(_options(arguments), arguments.config, arguments.format))
    return 0


def _grade(arguments: argparse.Namespace) -> int:
    from linter.commands import grade as grade_command
    from linter.run import output

    graded = grade_command.grades(_request(arguments), compared=arguments.compare)
    unicode = output.speaks(sys.stdout, arguments.format)
    if arguments.format == "json":
        grade_command.render_json(graded, sys.stdout)
    else:
        grade_command.render_text(graded, sys.stdout, unicode=unicode)
    if not (graded.pages or graded.failures or graded.skipped):
        output.nothing_found("grade", arguments.paths)
    hard = 0 if arguments.max_grade is None else sum(grade.grade > arguments.max_grade for grade in graded.pages)
    if hard:
        said = "1 page is" if hard == 1 else f"{hard} pages are"
        print(f"carelint: {said} above grade {arguments.max_grade:g}", file=sys.stderr)
    return 2 if graded.failures else int(hard > 0)


def _baseline(arguments: argparse.Namespace) -> int:
    from linter.commands import baseline as baseline_command
    from linter.run import output

    written = baseline_command.write(_request(arguments), arguments.file, update=arguments.update, force=arguments.force)
    output.shows_unicode(sys.stdout)
    baseline_command.say(written, sys.stdout)
    return 2 if written.failures else 0


def _audit(arguments: argparse.Namespace) -> int:
    from linter.commands import audit, audit_sheet
    from linter.run import output

    output.require_folder(arguments.output)
    made = audit.audit(_request(arguments), arguments.standard)
    render = audit_sheet.render_json if arguments.format == "json" else audit_sheet.render_html
    with output.opened(arguments.output) as out:
        output.speaks(out, arguments.format)
        render(made, out)
    if not made.pages and not made.skipped and not made.failures:
        output.nothing_found("audit", arguments.paths)
    return 2 if made.failures else 0


def _terms(arguments: argparse.Namespace) -> int:
    from linter.commands import terms as terms_command
    from linter.errors import InputError
    from linter.run import output

    if arguments.glossary and arguments.all:
        raise InputError("--glossary", 0, "is for terms; leave out --all")
    found, failures = terms_command.terms(
        _request(arguments), undefined=arguments.undefined, every_word=arguments.all, meanings=bool(arguments.glossary)
    )
    unicode = output.speaks(sys.stdout, arguments.glossary or arguments.format)
    if arguments.glossary:
        terms_command.render_glossary(found, arguments.glossary, sys.stdout)
        for failure in failures:  # standard output is the glossary's
            output.say(failure.message)
    elif arguments.format == "json":
        terms_command.render_json(found, failures, sys.stdout)
    else:
        terms_command.render_text(found, failures, sys.stdout, unicode=unicode, undefined=arguments.undefined)
    if not found and not failures:
        output.nothing_found("list", arguments.paths)
    return 2 if failures else 0


def _explain(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from linter import explain
    from linter.config import discover, read
    from linter.engine import Linter, Options
    from linter.reporters.plain import safe
    from linter.run import output

    output.shows_unicode(sys.stdout)
    config = read(Path(arguments.config)) if arguments.config else discover(Path.cwd())
    rulebook = Linter(config=config, options=Options(cache=not arguments.no_cache)).rulebook
    rule = rulebook.require(arguments.rule, lambda _: ("carelint explain", 0))
    for line in explain.page(rule, rulebook.profiles.values(), rulebook.policy.protected).splitlines():
        sys.stdout.write(safe(line) + "\n")
    return 0


def _completion(arguments: argparse.Namespace) -> int:
    from linter.commands import completion

    sys.stdout.write(completion.script(parser(), arguments.shell))
    return 0


def _lsp(arguments: argparse.Namespace) -> int:
    from linter.lsp import command

    return command.serve(_options(arguments), arguments.config)


def _init(arguments: argparse.Namespace) -> int:
    from linter.commands import init as init_command

    return init_command.run(arguments)


def _corpus(arguments: argparse.Namespace) -> int:
    from linter.commands import corpus as corpus_command

    return corpus_command.run(arguments, _options(arguments))


_COMMANDS = {
    "audit": _audit,
    "baseline": _baseline,
    "check": _check,
    "completion": _completion,
    "corpus": _corpus,
    "explain": _explain,
    "grade": _grade,
    "init": _init,
    "lsp": _lsp,
    "rules": _rules,
    "terms": _terms,
}


if __name__ == "__main__":
    sys.exit(main())
