"""What a corpus is read from: Parquet, JSON lines or a tree of pages, in batches that are numbered by their place in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa

from linter import files
from linter.config import Config
from linter.corpus.linting import COLUMNS
from linter.errors import InputError
from linter.hashing import blake2b
from linter.readers import FORMATS

PAGE_SUFFIXES = frozenset(suffix for suffix, name in FORMATS.items() if name != "docx")
_PARQUET = (".parquet", ".pq")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_MOST_BYTES = 8_000_000  # of pages in one batch: what is at work at one time has to fit into memory


class Batch(NamedTuple):
    """A part of the source: `COLUMNS`, the place of each `row`, and the `problem` of a row that cannot be read.

    `table` is None where the part is finished already. `rows` is how many it has.
    """

    number: int
    rows: int
    table: pa.Table | None


class Limits:
    """Says when a batch is full: of rows, or of bytes."""

    def __init__(self, rows: int) -> None:
        self._most = rows
        self._rows = self._bytes = 0

    def add(self, size: int) -> bool:
        """Count a row of so many bytes; whether the batch ends with it."""
        self._rows, self._bytes = self._rows + 1, self._bytes + size
        is_full = self._rows >= self._most or self._bytes >= _MOST_BYTES
        if is_full:
            self._rows = self._bytes = 0
        return is_full


class Source(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What is to be linted. `columns` says what ours are called there."""

    path: Path
    kind: str  # parquet, lines or tree
    columns: dict[str, str]
    config: Config

    def files(self) -> Iterator[Path]:
        """The files of it, in order, as they are found. Raises InputError for a folder that cannot be read."""
        if not self.path.is_dir():
            yield self.path
        elif self.kind == "tree":
            unread: list[InputError] = []
            for file in files.walk(self.path, PAGE_SUFFIXES, unread):
                if unread:
                    break
                if files.is_wanted(file, self.config, ()):
                    yield file
            for problem in unread:
                raise problem
        else:
            yield from _data(self.path, _PARQUET if self.kind == "parquet" else _LINES)

    @cached_property
    def total(self) -> int:
        """How many pages it has; 0 where that is not known before it is read. Raises InputError for what cannot be read."""
        if self.kind == "parquet":
            from linter.corpus import parquet

            return sum(parquet.rows_of(file, self.columns) for file in self.files())
        return sum(1 for _ in self.files()) if self.kind == "tree" else 0

    @cached_property
    def fingerprint(self) -> str:
        """Tells one state of the source from another: by names, sizes and times of its files, and what columns are read."""
        digest = blake2b(f"{self.kind} {sorted(self.columns.items())}".encode(), digest_size=12)
        for file in self.files():
            try:
                state = file.stat()
                said = f"{state.st_size} {state.st_mtime_ns}"
            except OSError:  # a link to nothing
                said = "gone"
            digest.update(os.fsencode(file.relative_to(self.path)) + f"\0{said}\0".encode())
        return digest.hexdigest()

    def batches(self, rows: int, is_done: Callable[[int], bool]) -> Iterator[Batch]:
        """The source in batches of at most so many rows; of those that are done, the tables are left out."""
        from linter.corpus import lines, parquet, tree

        read = {"parquet": parquet.batches, "lines": lines.batches, "tree": tree.batches}[self.kind]
        return read(self, Limits(rows), is_done)


def source(path: Path, columns: dict[str, str], config: Config, out: Path) -> Source:
    """The source at a path. Raises InputError where nothing can be read there, or where `out` is inside it."""
    if not path.exists():
        raise InputError(path.as_posix(), 0, "there is no such file or folder")
    if path.resolve() in (out.resolve(), *out.resolve().parents) and path.is_dir():
        raise InputError(out.as_posix(), 0, "is inside what is to be linted; name a folder outside it")
    return Source(path=path, kind=_kind(path), columns=columns, config=config)


def _kind(path: Path) -> str:
    if path.is_dir():
        has = {kind for kind, suffixes in (("parquet", _PARQUET), ("lines", _LINES)) if any(_data(path, suffixes))}
        if len(has) > 1:
            raise InputError(path.as_posix(), 0, "holds Parquet and JSON lines; name the folder of one of them")
        return has.pop() if has else "tree"
    name = path.name.lower()
    if name.endswith(_PARQUET):
        return "parquet"
    if name.endswith(_LINES):
        return "lines"
    if path.suffix.lower() in PAGE_SUFFIXES:
        raise InputError(path.as_posix(), 0, "is a single page; run carelint check on it, or name its folder")
    raise InputError(path.as_posix(), 0, f"is no corpus; expected {', '.join(_PARQUET + _LINES)}, or a folder of pages")


def _data(folder: Path, suffixes: Sequence[str]) -> Iterator[Path]:
    """Files of data under a folder, in order; a name that begins with a dot or an underscore is no data's, as for Spark."""

    def stop(problem: OSError) -> None:
        raise InputError(str(problem.filename), 0, f"cannot be read: {problem.strerror}")

    for at, folders, names in os.walk(folder, onerror=stop):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            if name.lower().endswith(tuple(suffixes)) and not name.startswith((".", "_")):
                yield Path(at, name)


def columns(given: str) -> dict[str, str]:
    """What `--columns` says: ours and theirs, as `id=url,text=body`; what it leaves out has our name. Raises InputError."""
    known = {name: name for name in COLUMNS}
    for entry in filter(None, (part.strip() for part in given.split(","))):
        ours, equals, theirs = (part.strip() for part in entry.partition("="))
        if ours not in known or not equals or not theirs:
            raise InputError("--columns", 0, f"‘{entry}’ is not as id=url; the names before = are {', '.join(COLUMNS)}")
        known[ours] = theirs
    return known


def table(rows: Sequence[dict[str, object]], text: pa.DataType) -> pa.Table:
    """Rows as the table of a batch."""
    kinds = {name: text if name == "text" else pa.string() for name in COLUMNS}
    return pa.table(
        {
            **{name: pa.array([row.get(name) for row in rows], kind) for name, kind in kinds.items()},
            "row": pa.array([row["row"] for row in rows], pa.int64()),
            "problem": pa.array([row.get("problem") for row in rows], pa.string()),
        }
    )
