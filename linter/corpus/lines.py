"""Batches of JSON lines, packed by gzip or not; a line is read up to a limit, whatever it holds."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

import pyarrow as pa

from linter.corpus.linting import COLUMNS
from linter.corpus.source import Batch, Limits, Source, table
from linter.errors import InputError
from linter.store.regexes import regex

_HALF = regex("[\ud800-\udfff]")
_BOM = b"\xef\xbb\xbf"


class _Line(NamedTuple):
    """A line: its place in the source and in its file, and its bytes, or why there are none."""

    row: int
    where: str
    data: bytes
    problem: str = ""


def batches(source: Source, limits: Limits, is_done: Callable[[int], bool]) -> Iterator[Batch]:
    """The batches of all files, one file after the other. Raises InputError for a file that cannot be opened."""
    waiting: list[_Line] = []
    number = 0
    for line in _lines(source):
        waiting.append(line)
        if limits.add(len(line.data)):
            yield _batch(number, waiting, source, is_done)
            number, waiting = number + 1, []
    if waiting:
        yield _batch(number, waiting, source, is_done)


def _batch(number: int, lines: list[_Line], source: Source, is_done: Callable[[int], bool]) -> Batch:
    if is_done(number):
        return Batch(number, len(lines), None)
    rows = [{"row": line.row, **_read(line, source.columns)} for line in lines]
    sound = [row for row in rows if "problem" not in row]
    for ours in ("id", "text") if number == 0 and sound else ():  # else every row would be set aside
        if not any(ours in row for row in sound):
            said = f"has no ‘{source.columns[ours]}’ in its first {len(rows)} lines (see --columns)"
            raise InputError(source.path.as_posix(), 0, said)
    return Batch(number, len(lines), table(rows, pa.large_string()))


def _lines(source: Source) -> Iterator[_Line]:
    most = source.config.max_bytes * 6 + 100_000  # a character may be written in six
    row = 0
    for file in source.files():
        number = 0
        try:
            with _opened(file) as opened:
                while data := opened.readline(most):
                    row, number = row + 1, number + 1
                    is_cut = len(data) == most and not data.endswith(b"\n")
                    if is_cut:
                        while (rest := opened.readline(most)) and not rest.endswith(b"\n"):
                            pass
                        limit = f'max-page-size = "{source.config.max_page_size}"'
                        yield _Line(row, f"{file.name}:{number}", b"", f"is longer than a page may be; the most is {limit}")
                    elif data.strip():
                        yield _Line(row, f"{file.name}:{number}", data.removeprefix(_BOM) if number == 1 else data)
        except (OSError, EOFError, zlib.error) as problem:
            row, number = row + 1, number + 1
            yield _Line(row, f"{file.name}:{number}", b"", f"the file cannot be read from here on: {problem}")


def _opened(file: Path) -> IO[bytes]:
    try:
        return gzip.open(file) if file.suffix.lower() == ".gz" else file.open("rb")  # type: ignore[return-value]
    except OSError as problem:
        raise InputError(file.as_posix(), 0, f"cannot be read: {problem.strerror or problem}") from None


def _read(line: _Line, columns: dict[str, str]) -> dict[str, object]:
    """The cells of a line, or its `problem`."""
    if line.problem:
        return {"problem": f"{line.where}: {line.problem}"}
    try:
        data = json.loads(line.data)
    except (ValueError, RecursionError) as problem:
        return {"problem": f"{line.where}: is no JSON: {' '.join(str(problem).split())[:200]}"}
    if not isinstance(data, dict):
        return {"problem": f"{line.where}: is no JSON object"}
    cells: dict[str, object] = {}
    for ours in COLUMNS:
        value = data.get(columns[ours])
        if isinstance(value, bool | list | dict) or (ours == "text" and isinstance(value, int | float)):
            kind = {bool: "true or false", list: "a list", dict: "an object"}.get(type(value), "a number")
            cells["problem"] = f"{line.where}: ‘{columns[ours]}’ is {kind}; expected text"
        elif value is not None:
            cells[ours] = _HALF.sub("\ufffd", str(value))
    return cells
