"""What is kept in the user's cache folder: the compiled rulebook, so that starting parses no YAML; reports; parsed sentences.

The rulebook is keyed by version and what all rule files and tables hold, a report by its page and all it was linted under,
sentences by their text and the pipeline's version. msgpack with a checksum, in a folder of mode 0700, never pickle.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from linter.errors import InputError
from linter.model import Struct
from linter.shipped import compiled_folder
from linter.store import cache_files
from linter.store.bulk import Bulk
from linter.store.cache_files import DAY, Entries, folder
from linter.store.digests import is_sound, rules_digest
from linter.store.packing import unpacked

if TYPE_CHECKING:
    from linter.findings import Report
    from linter.language.syntax import Parsed
    from linter.rulebook import Rulebook

_RULEBOOK, _SENTENCES, _REPORTS = b"carelint-rulebook-32\n", b"carelint-sentences-2\n", b"carelint-reports-3\n"
_MOST_SENTENCES = 20_000  # about 4 MB
_MOST_BYTES = 32_000_000  # of reports in one file: some 8,000 pages
_MOST_FILES = 16  # of reports: one for each configuration, day and so on


def cached_rulebook(extra: Iterable[Path] = (), terms: Iterable[Path] = (), *, keep: bool = True, digest: str = "") -> Rulebook:
    """The rulebook, from where this very content is compiled: the package, or the user's cache if `keep` says to use it.

    `digest` is what `rules_digest` says, where that was asked already.
    Raises InputError as `load_rulebook` does.
    """
    from linter.rulebook import load_rulebook

    folders, tables = tuple(extra), tuple(terms)
    try:
        name = _name(digest or rules_digest(folders, tables, keep=keep))
        stored = _stored(compiled_folder() / name, keep=keep)
        file = folder() / name if keep else None
        if stored is None and file is not None:
            stored = _stored(file, keep=True)
    except (OSError, RuntimeError):  # no home folder
        return load_rulebook(folders, tables)
    if stored is not None:
        return stored
    rulebook = load_rulebook(folders, tables)
    return rulebook if file is None else _stored_now(file, rulebook)


def compiled_rulebook() -> tuple[str, bytes]:
    """The shipped rulebook as a file for `compiled_folder()`: its name and what it holds."""
    from linter.rulebook import load_rulebook

    body = load_rulebook().pack()
    return _name(rules_digest((), (), keep=False)), cache_files.head(_RULEBOOK, body) + body


def _name(digest: str) -> str:
    return f"rulebook-{digest}.msgpack"


def _stored(file: Path, *, keep: bool) -> Rulebook | None:
    from linter.rulebook import Rulebook

    body = cache_files.opened(file, _RULEBOOK, is_sound) if keep else cache_files.opened(file, _RULEBOOK)
    if body is None:
        return None
    try:
        return Rulebook.unpack(body)
    except (msgspec.MsgspecError, InputError, ValueError, ImportError, KeyError):  # KeyError: a kind of check that is gone
        return None


def _stored_now(file: Path, rulebook: Rulebook) -> Rulebook:
    """A rulebook after it was kept, as the next run will find it: what the scanner looks for is worked out by then."""
    from linter.search import worked_out

    worked_out.recall(file.parent)
    body = rulebook.pack()
    worked_out.keep(file.parent)
    if cache_files.write(file, _RULEBOOK, body, wait=True):
        with suppress(OSError):
            for old in file.parent.glob("rulebook-*.msgpack"):
                if old != file and old.stat().st_mtime < file.stat().st_mtime - 7 * DAY:
                    old.unlink()
    return type(rulebook).unpack(Bulk.of(body))


class Defaults(Struct, frozen=True, array_like=True):
    """What holds for a page that no override covers."""

    profile: str
    locale: str


class _Kept(Struct, frozen=True, array_like=True):
    defaults: Defaults
    pages: dict[bytes, bytes]


class Reports:
    """Reports on disk, one file for all pages that are linted under the same conditions; read when the first is asked for.

    A file stands for conditions that were found to be right: what it says of them need not be checked again. Several processes
    may use it: each adds its own to what is there when it saves. The oldest reports fall out over a limit, and so do the files
    that were not used for longest.
    """

    def __init__(self, conditions: str) -> None:
        self._name = f"reports-{conditions}.msgpack"
        self._new: dict[bytes, bytes] = {}
        self._kept: _Kept | None = None
        self._is_read = False

    def _stored(self) -> _Kept | None:
        if not self._is_read:
            self._kept, self._is_read = self._load(), True
        return self._kept

    @property
    def defaults(self) -> Defaults | None:
        """What was found to hold under these conditions; None where nothing is kept."""
        stored = self._stored()
        return None if stored is None else stored.defaults

    def get(self, key: bytes) -> tuple[Report, bytes] | None:
        """The report that was kept under a key, if it is sound; and packed, as it was kept."""
        stored = self._stored()
        data = None if stored is None else stored.pages.get(key)
        if data is None:
            return None
        try:
            return unpacked(data), data
        except (msgspec.MsgspecError, zlib.error):
            return None

    def put(self, key: bytes, data: bytes) -> None:
        """Keep a packed report from the next save on."""
        self._new[key] = data

    def save(self, defaults: Defaults) -> None:
        """Write what is new, if anything is."""
        if not self._new:
            return
        there = self._load()  # by now; another process may have saved
        pages = {**(there.pages if there is not None else {}), **self._new}
        size = sum(map(len, pages.values()))
        for key in list(pages):
            if size <= _MOST_BYTES:
                break
            size -= len(pages.pop(key))
        self._new.clear()
        with suppress(RuntimeError):  # no home folder
            file = folder() / self._name
            if cache_files.write(file, _REPORTS, msgspec.msgpack.encode(_Kept(defaults, pages))):
                _tidy(file)

    def _load(self) -> _Kept | None:
        try:
            file = folder() / self._name
            body = cache_files.read(file, _REPORTS)
            kept = None if body is None else msgspec.msgpack.decode(body, type=_Kept)
        except (msgspec.MsgspecError, RuntimeError):
            return None
        if kept is not None:
            with suppress(OSError):
                os.utime(file)  # in use
        return kept


def _tidy(file: Path) -> None:
    """Take away files of reports over the limit, the one that was not used for longest first; never the one just written."""
    with suppress(OSError):
        used = sorted(file.parent.glob("reports-*.msgpack"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in used[_MOST_FILES:]:
            if old != file:
                old.unlink(missing_ok=True)


def sentences(version: str) -> Entries[Parsed]:
    """Parsed sentences, one file for each version of a pipeline."""
    from linter.language.syntax import Parsed

    name = re.sub(r"[^\w.-]+", "-", version)
    return Entries(f"sentences-{name}.msgpack", _SENTENCES, Parsed, _MOST_SENTENCES)
