"""The pages a command is asked about: each read with its own configuration, what cannot be read said and passed by."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from linter.config import Config, discover, read
from linter.engine import Linter, Options
from linter.errors import InputError
from linter.files import gather
from linter.progress import Progress
from linter.readers import FORMATS
from linter.reporters import Failure

if TYPE_CHECKING:
    from linter.changes import Since

T = TypeVar("T")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Which pages. `config` is a configuration file that stands in for discovery; `stdin` the bytes of `-`; `progress` is told
    how far the run is."""

    paths: tuple[str, ...]
    options: Options
    config: str = ""
    exclude: tuple[str, ...] = ()
    stdin: bytes = b""
    stdin_filename: str = "stdin.md"
    progress: Progress = msgspec.field(default_factory=lambda: Progress(quiet=True))
    since: Since | None = None  # only pages that changed
    begin: Callable[[Config], object] | None = None  # is given each configuration before the first page is read


class Gathered(msgspec.Struct, Generic[T], frozen=True):
    """What was made of each page, in order; the files that could not be read; the linter of the first page."""

    made: list[T]
    failures: list[Failure]
    first: Linter


class _Place(msgspec.Struct, frozen=True):
    """A file, or standard input where there is none, and the linter that holds for it."""

    name: str
    engine: Linter
    file: Path | None


def each_page(request: Request, make: Callable[[Linter, str, str], T]) -> Gathered[T]:
    """What `make` says of every page, given its linter, its source and its name; standard input first.

    Raises InputError for a wrong configuration or rule, before the first page is read.
    """
    places, failures, first = _places(request)
    made: list[T] = []
    with request.progress as progress:
        for number, place in enumerate(places):
            progress(number, len(places))
            try:
                made.append(make(place.engine, _source(place, request), place.name))
            except InputError as problem:
                failures.append(Failure(place.name, str(problem)))
    for engine in {id(place.engine): place.engine for place in places}.values():
        engine.save()
    return Gathered(made, failures, first)


def _places(request: Request) -> tuple[list[_Place], list[Failure], Linter]:
    stated = read(Path(request.config)) if request.config else None
    linters: dict[int, Linter] = {}

    def linter(config: Config) -> Linter:
        if id(config) not in linters:
            linters[id(config)] = Linter(config=config, options=request.options)
            linters[id(config)].choices()  # rules and options that do not exist are said before the first page is read
            if request.begin is not None:
                request.begin(config)
        return linters[id(config)]

    failures: list[Failure] = []
    unread: list[InputError] = []
    files: dict[Path, Config] = {}
    for path in request.paths:
        if path == "-":
            continue
        try:
            found = gather([path], frozenset(FORMATS), request.exclude, stated, unread)
            files.update((file, config) for file, config in found if request.since is None or request.since.has_changed(file))
        except InputError as problem:
            if problem.path != path:  # the configuration's, not the path's
                raise
            if request.since is None or not request.since.has_gone(path):
                unread.append(problem)
    for missing in unread:
        name = shown(Path(missing.path))
        failures.append(Failure(name, f"{name}: {missing.message}"))
    here = stated or discover(Path.cwd())
    places = [_Place(shown(file), linter(config), file) for file, config in files.items()]
    first = places[0].engine if places else linter(here)
    if "-" in request.paths:
        places.insert(0, _Place(_readable(request.stdin_filename), linter(here), None))
    return places, failures, first


def _source(place: _Place, request: Request) -> str:
    if place.file is None:
        return place.engine.decode(request.stdin, place.name)
    return place.engine.read_file(place.file, place.name)


def shown(path: Path) -> str:
    """A path for reports: POSIX, relative to the working folder where it is inside; bytes that are no text as `\\xff`."""
    try:
        name = Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        name = path.as_posix()
    return _readable(name)


def _readable(name: str) -> str:
    """A name whose bytes are text; those that are not are shown as `\\xe9`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
