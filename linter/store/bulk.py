"""Long runs of bytes of which a process needs few pieces: they stay in their file, and a piece is read when it is asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Protocol

from linter.errors import InputError

_SIZE = 4  # bytes that say how long a head is


class _Source(Protocol):
    def between(self, first: int, last: int) -> bytes | memoryview: ...


class _InMemory:
    def __init__(self, data: bytes | memoryview) -> None:
        self._data = memoryview(data)

    def between(self, first: int, last: int) -> memoryview:
        return self._data[first:last]


class _InFile:
    """A file as it was when it was opened: who replaces it or takes it away changes nothing here."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened = os.open(file, os.O_RDONLY)

    @property
    def size(self) -> int:
        return os.fstat(self._opened).st_size

    def between(self, first: int, last: int) -> bytes:
        data = os.pread(self._opened, last - first, first)
        if len(data) < last - first:
            raise InputError(self._file.as_posix(), 0, "was cut short while it was in use; run this again")
        return data

    def __del__(self) -> None:
        if hasattr(self, "_opened"):
            os.close(self._opened)


class Bulk:
    """A run of bytes, in memory or in a file."""

    def __init__(self, source: _Source, start: int, size: int) -> None:
        self._source, self._start, self._size = source, start, size

    @classmethod
    def of(cls, data: bytes | memoryview) -> Bulk:
        """These bytes, in memory."""
        return cls(_InMemory(data), 0, len(data))

    @classmethod
    def in_file(cls, file: Path) -> Bulk:
        """The bytes of a file; in memory where the system cannot read a part without moving on. Raises OSError."""
        if not hasattr(os, "pread"):
            return cls.of(file.read_bytes())
        opened = _InFile(file)
        return cls(opened, 0, opened.size)

    def __len__(self) -> int:
        return self._size

    def between(self, first: int, last: int) -> bytes | memoryview:
        """The bytes between two places. Raises InputError where the file is shorter by now."""
        return self._source.between(self._start + first, self._start + last) if first < last else b""

    def whole(self) -> bytes | memoryview:
        """All of it."""
        return self.between(0, self._size)

    def after(self, start: int) -> Bulk:
        """The run without its beginning."""
        return Bulk(self._source, self._start + start, self._size - start)


class Runs:
    """Runs that are packed one after the other, apart from what holds them: there, each is known by its place and size."""

    def __init__(self) -> None:
        self._data = bytearray()

    def put(self, one: Any) -> tuple[int, int]:
        """msgspec's hook for what it does not know."""
        if not isinstance(one, Bulk):
            raise NotImplementedError
        start = len(self._data)
        self._data += one.whole()
        return start, len(one)

    def after(self, head: bytes) -> bytes:
        """The head, and the runs after it."""
        return len(head).to_bytes(_SIZE, "big") + head + self._data


class HeadAndRuns:
    """What `Runs.after` made, taken apart."""

    def __init__(self, packed: Bulk) -> None:
        first = _SIZE + int.from_bytes(packed.between(0, _SIZE), "big")
        self.head = packed.between(_SIZE, first)
        self._runs = packed.after(first)

    def get(self, kind: type, place: Any) -> Any:
        """msgspec's hook for a type that it does not know: the run that a head names."""
        if kind is not Bulk:
            raise NotImplementedError
        start, size = place
        return Bulk(self._runs, int(start), int(size))
