"""The pages a command is asked about: each read with its own configuration, what cannot be read said and passed by."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from linter.config import Config, discover, read
from linter.errors import InputError, unreadable
from linter.files import check_size, configuration, gather, is_wanted, read_bytes
from linter.options import Options
from linter.readers import FORMATS
from linter.reporters import Failure
from linter.run.conditions import Conditions
from linter.run.progress import Progress

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.run.changes import Since

T = TypeVar("T")

_UNNAMED = "stdin.md"


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Which pages. `config` is a configuration file that stands in for discovery; `stdin` the bytes of `-`, or why they cannot
    be read, and `stdin_filename` where that page stands, if somebody says so; `progress` is told how far the run is; `jobs` is
    how many processes may lint, 0 for what fits."""

    paths: tuple[str, ...]
    options: Options
    config: str = ""
    exclude: tuple[str, ...] = ()
    stdin: bytes | InputError = b""
    stdin_filename: str = ""
    progress: Progress = msgspec.field(default_factory=lambda: Progress(quiet=True))
    jobs: int = 1
    output: str = ""  # a file that is to be written: the report of an earlier run is no page
    since: Since | None = None  # only pages that changed
    begin: Callable[[Config], object] | None = None  # is given each configuration before the first page is read


class Gathered(msgspec.Struct, Generic[T], frozen=True):
    """What was made of each page, in order; the files that could not be read; the conditions of the first page."""

    made: list[T]
    failures: list[Failure]
    first: Conditions


class Places(msgspec.Struct, frozen=True):
    """The pages that are asked about, not read yet, standard input first; what could not be found or read; and under which
    conditions the first page is linted."""

    pages: list[Place]
    failures: list[Failure]
    first: Conditions

    def conditions(self) -> list[Conditions]:
        """The conditions of all pages, each once."""
        return list(dict.fromkeys(page.conditions for page in self.pages))

    def save(self) -> None:
        """Keep what was worked out for these pages, so that the next run need not."""
        for conditions in self.conditions():
            conditions.save()


class Place(msgspec.Struct, frozen=True):
    """A file, or standard input where there is none, and the conditions that hold for it."""

    name: str
    conditions: Conditions
    file: Path | None
    stdin: bytes | InputError = b""

    def read(self) -> bytes:
        """The page's bytes. Raises InputError."""
        if isinstance(self.stdin, InputError):
            raise self.stdin
        if self.file is None:
            check_size(len(self.stdin), self.name, self.conditions.config)
            return self.stdin
        return read_bytes(self.file, self.name, self.conditions.config)


def each_page(request: Request, make: Callable[[Linter, str, str], T]) -> Gathered[T]:
    """What `make` says of every page, given its linter, its source and its name; standard input first.

    Raises InputError for a wrong configuration or rule, before the first page is read.
    """
    places = find(request)
    made: list[T] = []
    with request.progress as progress:
        for number, place in enumerate(places.pages):
            progress(number, len(places.pages))
            try:
                engine = place.conditions.engine
                made.append(make(engine, engine.decode(place.read(), place.name), place.name))
            except InputError as problem:
                places.failures.append(Failure(place.name, str(problem)))
    places.save()
    return Gathered(made, places.failures, places.first)


def find(request: Request) -> Places:
    """The pages that are asked about. Raises InputError for a wrong configuration or rule."""
    stated = read(Path(request.config)) if request.config else None
    known: dict[int, Conditions] = {}

    def conditions(config: Config) -> Conditions:
        if id(config) not in known:
            known[id(config)] = Conditions(config, request.options)
            known[id(config)].check()  # before the first page is read
            if request.begin is not None:
                request.begin(config)
        return known[id(config)]

    failures: list[Failure] = []
    unread: list[InputError] = []
    files: dict[str, tuple[Path, Config]] = {}  # by where they are: one page may be named in several ways
    for path in request.paths:
        if path == "-":
            continue
        try:
            found = gather([path], frozenset(FORMATS), request.exclude, stated, unread)
        except InputError as problem:
            if problem.path != path:  # the configuration's, not the path's
                raise
            if request.since is None or not request.since.has_gone(path):
                unread.append(problem)
            continue
        for file, config in found:
            if _is_output(file, request.output):
                if file == Path(path):
                    raise InputError(request.output, 0, "is among the pages to read, and would be replaced; name another file")
            elif request.since is None or request.since.has_changed(file):
                files.setdefault(os.path.abspath(file), (file, config))
    for missing in unread:
        name = shown(Path(missing.path))
        failures.append(Failure(name, f"{name}: {missing.message}"))
    here = stated or discover(Path.cwd())
    pages: list[Place] = []
    if "-" in request.paths:
        name = request.stdin_filename
        config = stated or _of_standard_input(name)
        if not name or is_wanted(Path(name), config, request.exclude):
            pages.append(Place(shown(Path(name or _UNNAMED)), conditions(config), None, request.stdin))
    pages += [Place(shown(file), conditions(config), file) for file, config in files.values()]
    return Places(pages, failures, pages[0].conditions if pages else conditions(here))


def _is_output(file: Path, output: str) -> bool:
    return bool(output) and os.path.realpath(file) == os.path.realpath(output)


def asked_paths(paths: Sequence[str], stdin_filename: str) -> tuple[str, ...]:
    """The paths that a command is asked about; a name for standard input asks for it. Raises InputError."""
    if stdin_filename and paths and "-" not in paths:
        raise InputError("--stdin-filename", 0, "names standard input; add `-` to the paths to read it as well")
    return tuple(paths) or ("-" if stdin_filename else ".",)


def standard_input(config: str, name: str) -> bytes | InputError:
    """Standard input, as far as a page may go, and one byte more: it may have no end. `config` and `name` as in `Request`.

    Where it cannot be read, what is to be said of that: there may be other pages. Raises InputError for a configuration.
    """
    holds = read(Path(config)) if config else _of_standard_input(name)
    if sys.__stdin__ is None:  # what stands in for it holds nothing, which is not what was asked about
        return InputError("standard input", 0, "cannot be read: it is closed")
    try:
        return sys.stdin.buffer.read(holds.max_bytes + 1)
    except OSError as problem:
        return unreadable("standard input", problem)


def _of_standard_input(name: str) -> Config:
    """The configuration that holds where standard input is said to stand. Raises InputError."""
    try:
        return configuration(Path(name or _UNNAMED))
    except OSError as problem:
        raise unreadable(name, problem) from None


def shown(path: Path) -> str:
    """A path for reports: POSIX, relative to the working folder where it is inside; bytes that are no text as `\\xff`."""
    try:
        name = Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        name = path.as_posix()
    return readable(name)


def readable(name: str) -> str:
    """A name whose bytes are text; those that are not are shown as `\\xe9`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
