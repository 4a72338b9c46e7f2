"""A corpus as it lies there: its files, and the batches that they are read in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa

from linter import files
from linter.config import Config
from linter.corpus.linting import COLUMNS
from linter.errors import InputError, unreadable
from linter.readers import FORMATS
from linter.store.hashing import blake2b

PAGE_SUFFIXES = frozenset(suffix for suffix, name in FORMATS.items() if name != "docx")
PARQUET = (".parquet", ".pq")
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
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
        """The files of it, in order, as they are found; folders that cannot be read are added to `unread`."""
        if not self.path.is_dir():
            yield self.path
        else:
            unread: list[InputError] = []
            if self.kind == "tree":
                found: Iterator[Path] = (
                    one for one in files.walk(self.path, PAGE_SUFFIXES, unread) if files.is_wanted(one, self.config, ())
                )
            else:
                found = data_files(self.path, PARQUET if self.kind == "parquet" else LINES, unread)
            yield from found
            self.unread.update({problem.path: problem for problem in unread})

    @cached_property
    def unread(self) -> dict[str, InputError]:
        """What was said of the folders that could not be read, by path; complete when all files were found."""
        return {}

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


def data_files(folder: Path, suffixes: Sequence[str], unread: list[InputError]) -> Iterator[Path]:
    """Files of data under a folder, in order; a name that begins with a dot or an underscore is no data's, as for Spark.
    Folders that cannot be read are added to `unread`."""

    def pass_by(problem: OSError) -> None:
        unread.append(unreadable(Path(problem.filename).as_posix(), problem))

    for at, folders, names in os.walk(folder, onerror=pass_by):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            if name.lower().endswith(tuple(suffixes)) and not name.startswith((".", "_")):
                yield Path(at, name)


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
