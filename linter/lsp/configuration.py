"""Which linter holds for a document, what is wrong with a configuration, and when one has to be read again.

Used from the linting thread alone, but for `problems`, which is replaced and never changed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from linter.config import NAMES, Config, discover, read
from linter.engine import Linter, Options
from linter.errors import InputError
from linter.files import is_wanted
from linter.lsp.documents import Document

WATCHED = ("**/*.toml", "**/*.{yaml,yml,tsv}")
_NOWHERE = Path("untitled")  # the folder of a draft where no folder is open


class Problem:
    """Something wrong with a configuration, a rule or a table; `file` is None where it stands in none."""

    def __init__(self, error: InputError, file: Path | None) -> None:
        self.file, self.line, self.message, self.said = file, error.line, error.message, str(error)


class Linters:
    """The linters by folder. Where a configuration has become wrong, the linter from before it did stays."""

    def __init__(self, options: Options, stated: str = "") -> None:
        self._options = options
        self._stated = stated
        self._known: dict[Path, Linter | None] = {}
        self._before: dict[Path, Linter | None] = {}
        self._wrong: dict[Path, Problem] = {}
        self._day = date.today()
        self._stamp: frozenset[tuple[str, int, int]] = frozenset()
        self.root: Path | None = None
        self.problems: tuple[Problem, ...] = ()  # what is wrong now, each mistake once

    def of(self, document: Document) -> Linter | None:
        """The linter for a document; None where its configuration leaves it out, or is wrong and never was right."""
        if date.today() != self._day:  # review dates and approvals are judged anew
            self._day = date.today()
            self.reload()
        linter = self._in(document.file.parent if document.file else self.root or _NOWHERE)
        if linter is not None and document.file is not None and not is_wanted(document.file, linter.config, ()):
            return None
        return linter

    def reload(self) -> None:
        """Read configurations, rules and tables again."""
        discover.cache_clear()
        self._before.update((folder, linter) for folder, linter in self._known.items() if linter is not None)
        folders = list(self._known)
        self._known.clear()
        self._wrong.clear()
        for folder in folders:
            self._known[folder] = self._made(folder)
        self._settle()

    def save(self) -> None:
        """Keep what the parser said of sentences for the next session."""
        for linter in {id(linter): linter for linter in self._known.values() if linter is not None}.values():
            linter.save()

    def is_stale(self) -> bool:
        """Whether a file that was read has changed: for editors that watch no files."""
        return self._stamp != self._stamped()

    def concern(self, files: Iterable[Path]) -> bool:
        """Whether a change of one of some files may change what is found."""
        return any(self._concerns(file) for file in files)

    def _concerns(self, file: Path) -> bool:
        if file.suffix == ".toml" or self._wrong:
            return True
        places = [place for config in self._configs() for place in (*config.rule_folders(), *config.lexicon_files())]
        return any(file.resolve().is_relative_to(place.resolve()) for place in places)

    def _in(self, folder: Path) -> Linter | None:
        if folder not in self._known:
            self._known[folder] = self._made(folder)
            self._settle()
        return self._known[folder]

    def _settle(self) -> None:
        self._stamp = self._stamped()
        self.problems = tuple({problem.said: problem for problem in self._wrong.values()}.values())

    def _made(self, folder: Path) -> Linter | None:
        config: Config | None = None
        try:
            if self._stated:
                known = next((linter.config for linter in self._known.values() if linter), None)
                config = known or read(Path(self._stated))
            else:
                config = Config() if folder is _NOWHERE else discover(folder)
            for linter in self._known.values():
                if linter is not None and linter.config is config:
                    return linter
            linter = Linter(config=config, options=self._options)
            linter.choices()  # rules and options that do not exist are said before the first page is read
        except InputError as error:
            self._wrong[folder] = Problem(error, _file_of(error, config))
            return self._before.get(folder)
        return linter

    def _configs(self) -> list[Config]:
        return list({id(linter): linter.config for linter in self._known.values() if linter is not None}.values())

    def _stamped(self) -> frozenset[tuple[str, int, int]]:
        """The files that were read, or would be, with their time and size."""
        return frozenset(stamp for file in set(self._files()) if (stamp := _stamp_of(file)) is not None)

    def _files(self) -> Iterator[Path]:
        if self._stated:
            yield Path(self._stated)
        for folder in self._known:
            for at in (folder, *folder.parents):
                yield from (at / name for name in NAMES)
        for config in self._configs():
            yield from _chain(Path(config.file))
            yield from config.lexicon_files()
            for rules in config.rule_folders():
                yield from rules.glob("*/*.y*ml")
        for problem in self._wrong.values():
            if problem.file is not None:
                yield from _chain(problem.file)


def _chain(file: Path) -> Iterator[Path]:
    """A configuration file and those that it extends; of a file that is none, the file."""
    seen: set[Path] = set()
    while file.is_file() and file not in seen:
        yield file
        seen.add(file)
        with suppress(OSError, ValueError, AttributeError, RecursionError):  # its mistakes are said elsewhere
            data = tomllib.loads(file.read_text("utf-8-sig")) if file.suffix == ".toml" else {}
            if file.name == "pyproject.toml":
                data = data.get("tool", {}).get("carelint", {})
            file = (file.parent / str(data.get("extends", ""))).resolve()


def _stamp_of(file: Path) -> tuple[str, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return str(file), status.st_mtime_ns, status.st_size


def _file_of(error: InputError, config: Config | None) -> Path | None:
    """The file that a message speaks of, which names it as people see it; or the configuration that led there."""
    named = Path(error.path)
    places = [named]
    if config is not None:
        places += [folder.parent / named for folder in (config.root, *config.rule_folders())]
        places += [config.root / named, Path(config.file)]
    return next((place.absolute() for place in places if place.is_file()), None)
