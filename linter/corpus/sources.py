"""What a corpus is read from: Parquet, JSON lines or a tree of pages, in batches that are numbered by their place in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from linter.config import Config
from linter.corpus import lines, parquet, tree
from linter.corpus.linting import COLUMNS
from linter.corpus.source import LINES, PAGE_SUFFIXES, PARQUET, Batch, Limits, Source, data_files
from linter.errors import InputError, unreadable


def source(path: Path, columns: dict[str, str], config: Config, out: Path) -> Source:
    """The source at a path. Raises InputError where nothing can be read there, or where `out` is inside it."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(path.as_posix(), 0, "there is no such file or folder") from None
    except OSError as problem:
        raise unreadable(path.as_posix(), problem) from None
    if path.resolve() in (out.resolve(), *out.resolve().parents) and path.is_dir():
        raise InputError(out.as_posix(), 0, "is inside what is to be linted; name a folder outside it")
    return Source(path=path, kind=_kind(path), columns=columns, config=config)


def _kind(path: Path) -> str:
    if path.is_dir():
        has = {kind for kind, suffixes in (("parquet", PARQUET), ("lines", LINES)) if any(data_files(path, suffixes, []))}
        if len(has) > 1:
            raise InputError(path.as_posix(), 0, "holds Parquet and JSON lines; name the folder of one of them")
        return has.pop() if has else "tree"
    name = path.name.lower()
    if name.endswith(PARQUET):
        return "parquet"
    if name.endswith(LINES):
        return "lines"
    if path.suffix.lower() in PAGE_SUFFIXES:
        raise InputError(path.as_posix(), 0, "is a single page; run carelint check on it, or name its folder")
    raise InputError(path.as_posix(), 0, f"is no corpus; expected {', '.join(PARQUET + LINES)}, or a folder of pages")


def total(source: Source) -> int:
    """How many pages it has; 0 where that is not known before it is read. Raises InputError for what cannot be read."""
    if source.kind == "parquet":
        return sum(parquet.rows_of(file, source.columns) for file in source.files())
    return sum(1 for _ in source.files()) if source.kind == "tree" else 0


def batches(source: Source, rows: int, is_done: Callable[[int], bool]) -> Iterator[Batch]:
    """The source in batches of at most so many rows; of those that are done, the tables are left out."""
    read = {"parquet": parquet.batches, "lines": lines.batches, "tree": tree.batches}[source.kind]
    return read(source, Limits(rows), is_done)


def columns(given: str) -> dict[str, str]:
    """What `--columns` says: ours and theirs, as `id=url,text=body`; what it leaves out has our name. Raises InputError."""
    known = {name: name for name in COLUMNS}
    for entry in filter(None, (part.strip() for part in given.split(","))):
        ours, equals, theirs = (part.strip() for part in entry.partition("="))
        if ours not in known or not equals or not theirs:
            raise InputError("--columns", 0, f"‘{entry}’ is not as id=url; the names before = are {', '.join(COLUMNS)}")
        known[ours] = theirs
    return known
