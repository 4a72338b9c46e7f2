"""Reports and texts in few bytes: for the cache, for other processes, and for a run over any number of pages."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from linter.findings import Report, Severity

_ROOM = 1_000_000  # characters of texts that are not packed
_FEW = 16  # reports that are not packed: to unpack them again takes longer than they take up


def packed(report: Report) -> bytes:
    """A report in about an eighth of the memory. Raises UnicodeEncodeError where it holds half a character."""
    return zlib.compress(msgspec.msgpack.encode(report), 1)


def unpacked(data: bytes) -> Report:
    """The report that was packed. Raises msgspec.MsgspecError or zlib.error for what is none."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=Report)


class PackedReports:
    """Reports in order, packed where they are many: each is unpacked when its turn comes. They are counted as they come in."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._kept: list[bytes | Report] = []
        self.counts: Counter[Severity] = Counter()
        """How many findings have each severity."""
        self.held = 0
        """How many findings were held back."""
        for report in reports:
            self.append(report)

    def append(self, report: Report, data: bytes | None = None) -> None:
        """Add a report; `data` is that report packed, where it is at hand."""
        self.counts.update(finding.severity for finding in report.findings)
        self.held += len(report.suppressed)
        if len(self._kept) < _FEW:
            self._kept.append(report)
            return
        try:
            self._kept.append(data or packed(report))
        except UnicodeEncodeError:
            self._kept.append(report)

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return self.counts[severity]

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Report]:
        return (unpacked(kept) if isinstance(kept, bytes) else kept for kept in self._kept)


class PackedTexts:
    """The texts of pages by their names. Of a small run they are left as they are."""

    def __init__(self, texts: Mapping[str, str] = {}) -> None:
        self._kept: dict[str, str | bytes] = {}
        self._room = _ROOM
        for name, text in texts.items():
            self.put(name, text)

    def put(self, name: str, text: str) -> None:
        self._room -= len(text)
        self._kept[name] = text if self._room >= 0 else zlib.compress(text.encode("utf-8", "surrogatepass"), 1)

    def get(self, name: str) -> str:
        """A text; an empty one where there is none of that name."""
        kept = self._kept.get(name, "")
        return kept if isinstance(kept, str) else zlib.decompress(kept).decode("utf-8", "surrogatepass")
