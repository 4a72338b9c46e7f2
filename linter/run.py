"""Lints the files of one `check`: each with its own configuration, what cannot be read said and passed by."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from linter.config import Config, discover, read
from linter.engine import Linter, Options
from linter.errors import InputError
from linter.files import gather
from linter.findings import Report, Severity
from linter.readers import FORMATS, decode
from linter.reporters import Failure, Result


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What to lint. `config` is a configuration file that stands in for discovery; `stdin` the bytes of `-`."""

    paths: tuple[str, ...]
    options: Options
    config: str = ""
    exclude: tuple[str, ...] = ()
    stdin: bytes = b""
    stdin_filename: str = "stdin.md"


def check(request: Request) -> Result:
    """Lint everything that is asked for. Raises InputError for a wrong configuration or rule, before the first page is read."""
    stated = read(Path(request.config)) if request.config else None
    linters: dict[int, Linter] = {}

    def linter(config: Config) -> Linter:
        if id(config) not in linters:
            linters[id(config)] = Linter(config=config, options=request.options)
            linters[id(config)].choices()  # rules and options that do not exist are said before the first page is read
        return linters[id(config)]

    failures: list[Failure] = []
    files: list[tuple[Path, Config]] = []
    for path in request.paths:
        if path != "-":
            try:
                files += gather([path], frozenset(FORMATS), request.exclude, stated)
            except InputError as problem:
                if problem.path != path:  # the configuration's, not the path's
                    raise
                failures.append(Failure(shown(Path(path)), str(problem)))
    here = stated or discover(Path.cwd())
    engines = {file: linter(config) for file, config in dict(files).items()}
    first = next(iter(engines.values()), None) or linter(here)
    reports: dict[str, Report] = {}
    sources: dict[str, str] = {}

    def lint(engine: Linter, name: str, text: str | None, file: Path | None) -> None:
        try:
            source = text if text is not None else engine.read_file(file or name, name)
            reports[name] = engine.check_text(source, name)
            sources[name] = source
        except InputError as problem:
            failures.append(Failure(name, str(problem)))

    if "-" in request.paths:
        name = request.stdin_filename
        try:
            lint(linter(here), name, decode(request.stdin, name, here.encoding), None)
        except InputError as problem:
            failures.append(Failure(name, str(problem)))
    for file, engine in engines.items():
        lint(engine, shown(file), None, file)
    for engine in linters.values():
        engine.save()
    settings = first.defaults()
    return Result(
        reports=tuple(reports.values()),
        failures=tuple(failures),
        sources=sources,
        rulebook=first.rulebook,
        config=first.config,
        profile=settings.profile,
        locale=settings.locale,
        syntax=first.syntax.version() if first.syntax else None,
    )


def shown(path: Path) -> str:
    """A path as reports show it: POSIX, relative to the working folder where it is inside."""
    try:
        return Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def exit_code(result: Result, *, fail_on: str, max_warnings: int | None, fail_on_skipped: bool, exit_zero: bool) -> int:
    """0 nothing at or above `fail_on`, 1 something was, 2 a file could not be read."""
    if result.failures:
        return 2
    if exit_zero:
        return 0
    if fail_on_skipped and result.skipped:
        return 1
    if max_warnings is not None and result.count(Severity.WARNING) > max_warnings:
        return 1
    if fail_on == "never":
        return 0
    return int(any(result.count(severity) for severity in Severity if severity.rank >= Severity(fail_on).rank))
