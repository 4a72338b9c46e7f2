"""Batches of a tree of pages: the path in it is the id, its first folder the publisher."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

from linter import files
from linter.corpus.source import Batch, Limits, Source, table
from linter.errors import InputError
from linter.run.gather import readable


def batches(source: Source, limits: Limits, is_done: Callable[[int], bool]) -> Iterator[Batch]:
    """The batches of the tree, in the order of its paths."""
    waiting: list[Path] = []
    number = before = 0
    for file in source.files():
        waiting.append(file)
        if limits.add(_size(file)):
            yield _batch(source, number, waiting, before, is_done)
            number, before, waiting = number + 1, before + len(waiting), []
    if waiting:
        yield _batch(source, number, waiting, before, is_done)


def _batch(source: Source, number: int, pages: list[Path], before: int, is_done: Callable[[int], bool]) -> Batch:
    if is_done(number):
        return Batch(number, len(pages), None)
    rows = [{"row": before + place, **_read(source, file)} for place, file in enumerate(pages, 1)]
    return Batch(number, len(pages), table(rows, pa.large_binary()))


def _read(source: Source, file: Path) -> dict[str, object]:
    inside = file.relative_to(source.path)
    name = readable(inside.as_posix())
    row: dict[str, object] = {
        "id": name,
        "format": file.suffix,
        "publisher": readable(inside.parts[0]) if len(inside.parts) > 1 else "",
    }
    try:
        row["text"] = files.read_bytes(file, name, source.config)
    except InputError as problem:
        row["problem"] = problem.message
    return row


def _size(file: Path) -> int:
    try:
        return os.stat(file).st_size
    except OSError:
        return 0
