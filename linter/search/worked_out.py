"""What was worked out of patterns, each by itself. For all it takes seconds, and most stay as they are when a rule changes.

It is remembered as long as the process lives, and kept in the user's cache folder for the next one.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

import msgspec

from linter.model import Struct
from linter.search.chains import Link
from linter.search.pattern_parts import Clause
from linter.store import cache_files
from linter.store.digests import code_digest

_NAME = "patterns.msgpack"
_KIND = b"carelint-patterns-1\n"
_MOST = 10_000  # patterns that are remembered: some rulebooks' worth

Needed = tuple[list[Clause], list[list[Link]]]


class _WorkedOut(Struct, array_like=True, frozen=True):
    needs: dict[str, Needed] = {}
    lowered: dict[str, str | None] = {}


_known = _WorkedOut({}, {})
needs, lowered = _known.needs, _known.lowered
"""By pattern: its clauses and chains (`needs.py`); what finds the same in lower case (`pattern_case.py`)."""


def recall(folder: Path) -> None:
    """Know what an earlier process worked out, if this very code did. What is known by then stays."""
    if len(needs) > _MOST:  # an editor's process, in which patterns are written
        needs.clear()
        lowered.clear()
    if needs:
        return
    with suppress(OSError, msgspec.MsgspecError, zlib.error):
        body = cache_files.read(folder / _NAME, _kind())
        if body is not None:
            kept = msgspec.msgpack.decode(zlib.decompress(body), type=_WorkedOut)
            needs.update(kept.needs)
            lowered.update(kept.lowered)


def keep(folder: Path) -> None:
    """Keep all that is known for later processes."""
    with suppress(OSError):
        cache_files.write(folder / _NAME, _kind(), zlib.compress(msgspec.msgpack.encode(_known), 1))


def _kind() -> bytes:
    return _KIND + code_digest().encode()
