"""Batches of Parquet files, read as they are needed: a file is never in memory as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from linter.corpus.linting import as_bytes, check_columns, holds_text
from linter.corpus.source import Batch, Limits, Source
from linter.errors import InputError

_AT_ONCE = 64  # rows


def rows_of(file: Path, columns: dict[str, str]) -> int:
    """How many rows a file has. Raises InputError where it cannot be read, or has not the columns."""
    with _opened(file) as opened:
        check_columns(opened.schema_arrow, columns, file.as_posix())
        rows: int = opened.metadata.num_rows
        return rows


def batches(source: Source, limits: Limits, is_done: Callable[[int], bool]) -> Iterator[Batch]:
    """The batches of all files, one file after the other. Raises InputError for a file that cannot be opened."""
    waiting: list[pa.Table] = []
    number = 0
    for piece in _pieces(source):
        start = 0
        for at, size in enumerate(pc.binary_length(piece["text"]).to_pylist(), 1):
            if limits.add(size or 0):
                waiting.append(piece.slice(start, at - start))
                yield _batch(number, waiting, is_done)
                number, waiting, start = number + 1, [], at
        if start < piece.num_rows:
            waiting.append(piece.slice(start))
    if waiting:
        yield _batch(number, waiting, is_done)


def _batch(number: int, pieces: list[pa.Table], is_done: Callable[[int], bool]) -> Batch:
    rows = sum(piece.num_rows for piece in pieces)
    if is_done(number):
        return Batch(number, rows, None)
    return Batch(number, rows, pa.concat_tables(pieces, promote_options="default").combine_chunks())


def _pieces(source: Source) -> Iterator[pa.Table]:
    before = 0  # rows of the files before
    for file in source.files():
        with _opened(file) as opened:
            wanted = {ours: theirs for ours, theirs in source.columns.items() if theirs in opened.schema_arrow.names}
            total, done = opened.metadata.num_rows, 0
            try:
                for read in opened.iter_batches(_AT_ONCE, columns=list(dict.fromkeys(wanted.values()))):
                    yield _piece(read, wanted, before + done)
                    done += read.num_rows
            except (pa.ArrowException, OSError) as problem:
                yield _broken(file, before + done + 1, str(problem))
            before += total


def _piece(read: pa.RecordBatch, wanted: dict[str, str], before: int) -> pa.Table:
    """Rows with the columns of a batch, in the same kinds for every file; `is_text` says what the file called text."""
    kind = read[wanted["text"]].type
    columns = {ours: as_bytes(read[theirs]) for ours, theirs in wanted.items()}
    return pa.table(
        {
            **columns,
            "is_text": pa.array([holds_text(kind)] * read.num_rows, pa.bool_()),
            "row": pa.array(range(before + 1, before + 1 + read.num_rows), pa.int64()),
            "problem": pa.nulls(read.num_rows, pa.string()),
        }
    )


def _broken(file: Path, row: int, problem: str) -> pa.Table:
    said = f"{file.name}: cannot be read from row {row:,} on: {' '.join(problem.split())[:200]}"
    return pa.table(
        {
            "id": pa.array([b""], pa.large_binary()),
            "text": pa.array([b""], pa.large_binary()),
            "is_text": pa.array([True], pa.bool_()),
            "row": pa.array([row], pa.int64()),
            "problem": pa.array([said], pa.string()),
        }
    )


def _opened(file: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(file, pre_buffer=False)
    except (pa.ArrowException, OSError) as problem:
        said = " ".join(str(problem).split())[:200]
        raise InputError(file.as_posix(), 0, f"cannot be read as Parquet: {said}") from None
