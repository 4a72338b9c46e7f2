"""Many packed pieces in one run of bytes, by number or by word: each is unpacked when it is asked for.

The rules know eighteen thousand words and two thousand patterns, and a page asks for a few hundred of them: to unpack all would
take longer than to lint the page.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar, overload

import msgspec

from linter.model import Struct
from linter.store.bulk import Bulk

T = TypeVar("T")

_NUMBER: Final = "I"
_BYTES = 4  # a number is written in four bytes, the lowest first


class Pieces(Struct, frozen=True):
    """What is packed: where each piece starts, and where one more would, as numbers of four bytes; and the pieces in a row."""

    starts: memoryview
    data: Bulk

    @classmethod
    def of(cls, pieces: Iterable[bytes]) -> Pieces:
        """These pieces in a row."""
        starts = array(_NUMBER, [0])
        data = bytearray()
        for piece in pieces:
            data += piece
            starts.append(len(data))
        return cls(memoryview(_low_first(starts).tobytes()), Bulk.of(bytes(data)))


class Pile:
    """Pieces by number."""

    def __init__(self, packed: Pieces) -> None:
        self._starts = _numbers(packed.starts)
        self._data = packed.data

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes | memoryview:
        return self._data.between(self._starts[number], self._starts[number + 1])


class Shelves(Generic[T]):
    """What is known of words: a word's checksum says on which shelf it is, and a shelf holds one or two, or none."""

    def __init__(self, packed: Pieces, type_: type[T]) -> None:
        self._pile = Pile(packed)
        self._rest = len(self._pile) - 1
        self._decode = msgspec.msgpack.Decoder(dict[str, type_]).decode  # type: ignore[valid-type]

    @staticmethod
    def filled(known: Mapping[str, Any]) -> Pieces:
        """The shelves for what is known of words, packed. The same words make the same bytes."""
        encode = msgspec.msgpack.Encoder(order="deterministic").encode
        shelves: list[dict[str, Any]] = [{} for _ in range(1 << len(known).bit_length())]
        for word in sorted(known):
            shelves[zlib.crc32(word.encode()) & len(shelves) - 1][word] = known[word]
        return Pieces.of(encode(shelf) if shelf else b"" for shelf in shelves)

    def get(self, word: str) -> T | None:
        """What is known of a word, if anything is."""
        shelf = self._pile[zlib.crc32(word.encode("utf-8", "replace")) & self._rest]
        return self._decode(shelf).get(word) if shelf else None


class OneByOne(Sequence[T]):
    """Things by number, each made when it is asked for: `one` makes it."""

    def one(self, number: int) -> T:
        raise NotImplementedError

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        numbers = range(len(self))[at]
        return self.one(numbers) if isinstance(numbers, int) else [self.one(number) for number in numbers]


class Lines(OneByOne[str]):
    """Lines of a text, packed; each is decoded when it is asked for."""

    def __init__(self, packed: Pieces) -> None:
        self._pile = Pile(packed)
        self._data = packed.data

    @staticmethod
    def of(lines: Iterable[str]) -> Pieces:
        """These lines, packed. None may hold a line break."""
        return Pieces.of(line.encode() + b"\n" for line in lines)

    def __len__(self) -> int:
        return len(self._pile)

    def one(self, number: int) -> str:
        return str(self._pile[number][:-1], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(str(self._data.whole(), "utf-8").split("\n")[:-1])


def _numbers(packed: memoryview) -> Sequence[int]:
    """Numbers that were packed; where this machine writes them likewise, they are read where they are."""
    if sys.byteorder == "little" and array(_NUMBER).itemsize == _BYTES:
        return packed.cast(_NUMBER)
    numbers = array(_NUMBER)
    numbers.frombytes(packed)
    return _low_first(numbers)


def _low_first(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
