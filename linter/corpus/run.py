"""One corpus run: from the source, by whoever lints, into the folder; taken up where it stopped."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from linter.corpus import linting, sources, teams
from linter.corpus.folder import Folder, Manifest, Totals
from linter.corpus.linting import Setup
from linter.corpus.source import Batch, Source
from linter.corpus.teams import Part
from linter.errors import InputError
from linter.run.jobs import MOST, cores
from linter.run.progress import Progress
from linter.store.hashing import blake2b
from linter.version import VERSION
from linter.view import TARGET


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What to lint, where to write, and who does it: `jobs` processes (0: one for each core), or the workers of `scheduler`."""

    source: Path
    out: Path
    setup: Setup
    columns: dict[str, str]
    rows: int = 500  # pages of one batch, and so of one part
    jobs: int = 0
    scheduler: str = ""
    restart: bool = False
    progress: Progress = msgspec.field(default_factory=lambda: Progress(quiet=True))


def run(request: Request, unread: list[InputError]) -> Totals:
    """Lint what is not linted yet, write the summary, and add folders that cannot be read to `unread`. Raises InputError."""
    from linter.corpus import summary

    folder = Folder(request.out)
    source = sources.source(request.source, request.columns, request.setup.config, request.out)
    base = source.path if source.kind == "tree" else request.setup.config.root
    setup = linting.prepared(
        msgspec.structs.replace(
            request.setup,
            base=base.resolve().as_posix(),
            options=msgspec.structs.replace(request.setup.options, today=_day(request, folder)),
        )
    )
    manifest = Manifest(
        source=_about(source, request),
        conditions=_conditions(setup, request.rows),
        target=_target(setup),
        titles={rule.id: rule.title for rule in linting.linter_of(setup).rulebook.rules.values()},
    )
    total = sources.total(source)
    unread.extend(source.unread.values())
    known = folder.begin(manifest, restart=request.restart)
    if known is not None:
        summary.write(request.out)
        return known
    batches = sources.batches(source, request.rows, folder.is_done)
    first = next(batches, None)
    if first is None:
        for problem in unread:
            raise problem
        raise InputError(request.source.as_posix(), 0, "holds no page")
    done = count = 0
    with request.progress as progress, closing(_linted(chain([first], batches), request, setup)) as parts:
        progress(0, total)
        for part in parts:
            if part.linted is not None:
                folder.write(part.batch.number, part.linted)
            count, done = count + 1, done + part.batch.rows
            progress(done, total)
    totals = folder.finish(manifest, count)
    summary.write(request.out)
    return totals


def _linted(batches: Iterator[Batch], request: Request, setup: Setup) -> Generator[Part, None, None]:
    if request.scheduler:
        from linter.corpus.cluster import Cluster

        return teams.together(batches, Cluster(request.scheduler, setup))
    jobs = min(request.jobs or cores(), MOST)
    if not request.jobs:  # no process is started for the only batch
        begin = list(islice(batches, 2))
        batches, jobs = chain(begin, batches), 1 if len(begin) < 2 else jobs
    return teams.alone(batches, setup) if jobs == 1 else teams.together(batches, teams.Processes(jobs, setup))


def _day(request: Request, folder: Folder) -> date:
    """The day that is asked for; else that of the run that is taken up; else today."""
    if request.setup.options.today is not None:
        return request.setup.options.today
    there = None if request.restart else folder.manifest()
    try:
        return date.fromisoformat(there.conditions["day"]) if there is not None else date.today()
    except (KeyError, TypeError, ValueError):
        return date.today()


def _about(source: Source, request: Request) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "name": request.source.resolve().name,
        "columns": source.columns,
        "fingerprint": source.fingerprint,
    }


def _target(setup: Setup) -> float | None:
    """The grade that pages should have; None where the rule for it is off."""
    choices = linting.linter_of(setup).choices()
    running = (choice.rule for choice in choices if choice.picked and choice.chosen != "off")
    return next((float(rule.params.limit) for rule in running if rule.id == TARGET), None)


def _conditions(setup: Setup, rows: int) -> dict[str, Any]:
    """What the findings hang on, under names that people know."""
    options = setup.options
    config = msgspec.structs.replace(setup.config, root=Path(), file="")
    encoded = msgspec.msgpack.encode(config, enc_hook=str, order="deterministic")
    linter = linting.linter_of(setup)
    return {
        "version of carelint": VERSION,
        "carelint, rules or parser": setup.build,
        "configuration": blake2b(encoded, digest_size=12).hexdigest(),
        "profile": linter.defaults().profile,
        "locale": linter.defaults().locale,
        "syntax": None if linter.syntax is None else linter.syntax.version(),
        "type": options.page_type,
        "select": list(options.select),
        "ignore": list(options.ignore),
        "format": setup.format,
        "batch": rows,
        "day": None if options.today is None else options.today.isoformat(),
    }
