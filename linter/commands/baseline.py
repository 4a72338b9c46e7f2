"""`carelint baseline`: writes down what is known today, so that `check` reports what is new from now on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TextIO

import msgspec

from linter import baseline
from linter.baseline import NAME, Baseline
from linter.config import Config, discover, read, shown_path
from linter.errors import InputError
from linter.findings import Report
from linter.reporters import Failure
from linter.reporters.plain import safe
from linter.reporters.wording import some
from linter.run import output
from linter.run.gather import Request, each_page
from linter.store import writing


class Written(msgspec.Struct, frozen=True):
    """A baseline as it was written: what it holds now, what was taken out, what is new and was not put in."""

    file: Path
    known: int
    pages: int
    gone: int
    new: int
    protected: Counter[str]
    is_named: bool  # whether the configuration names it
    failures: list[Failure]


def write(request: Request, given: str | None, *, update: bool, force: bool) -> Written:
    """Lint the pages and write the baseline. Raises InputError where there is one already and neither option is given."""
    config = read(Path(request.config)) if request.config else _configuration(request.paths)
    file = baseline.find(given, config) or Path(NAME)
    output.require_folder(str(file))
    exists = file.exists()
    if exists and not (update or force):
        raise InputError(
            shown_path(file), 0, "is there already; --update takes out what is fixed, --force puts in what is new as well"
        )
    if update and not exists:
        raise InputError(shown_path(file), 0, "there is no such baseline to update; make it with `carelint baseline`")
    before = baseline.read(file) if exists and not (force and not update) else _readable(file) if exists else Baseline((), file)
    gathered = each_page(request, lambda engine, source, name: engine.check_text(source, name))
    reports = [report for report in gathered.made if not report.skipped]
    entries = before.updated(reports, add=force or not exists)
    after = Baseline(entries, file)
    try:
        writing.replace(file, baseline.encoded(entries))
    except OSError as problem:
        raise InputError(shown_path(file), 0, f"cannot be written: {problem.strerror or problem}") from None
    return Written(
        file=file,
        known=len(after),
        pages=len({entry.path for entry in entries}),
        gone=before.fixed(),
        new=0 if force or not exists else sum(_new(after, report) for report in reports),
        protected=Counter(one.rule for report in reports for one in report.findings if one.protected),
        is_named=bool(config.baseline) and baseline.find(None, config) == file,
        failures=gathered.failures,
    )


def _configuration(paths: tuple[str, ...]) -> Config:
    """The one that holds for all that is named, where it is one; else that of the working folder."""
    named = map(Path, paths)
    found = {id(config): config for config in (discover((p if p.is_dir() else p.parent).resolve()) for p in named)}
    return next(iter(found.values())) if len(found) == 1 else discover(Path.cwd())


def _readable(file: Path) -> Baseline:
    """The baseline that is to be written anew: what it says of pages that are not linted now stays, where it can be read."""
    try:
        return baseline.read(file)
    except InputError:
        return Baseline((), file)


def _new(known: Baseline, report: Report) -> int:
    return sum(not one.protected for one in known.hold_back(report).findings)


def say(written: Written, out: TextIO) -> None:
    """Tell people what was written, and what to do next."""
    name = safe(shown_path(written.file))
    lines = [f"{name}: {some(written.known, 'known finding')} in {some(written.pages, 'page')}"]
    if written.gone:
        lines.append(f"{some(written.gone, 'finding')} taken out: fixed")
    if written.new:
        lines.append(f"{some(written.new, 'new finding')} not put in; fix them, or put them in with --force")
    if written.protected:
        rules = ", ".join(f"{rule} ({count})" for rule, count in sorted(written.protected.items()))
        count = some(written.protected.total(), "finding")
        lines.append(f"{count} of protected rules not put in; fix or approve them: {rules}")
    if not written.is_named:
        lines.append(f'Use it with `carelint check --baseline {name}`, or name it in the configuration: baseline = "{name}"')
    lines += (f"error: {safe(failure.message)}" for failure in written.failures)
    out.write("\n".join(lines) + "\n")
