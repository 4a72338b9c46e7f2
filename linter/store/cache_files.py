"""Files in the user's cache folder: each with what kind it is and a checksum, replaced as a whole.

A damaged or foreign file is as good as none; a folder that cannot be written to costs speed, nothing else.
"""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec

from linter.errors import InputError
from linter.store.bulk import Bulk

T = TypeVar("T")
Ask: TypeAlias = Callable[[Path, Callable[[], bool]], bool]

DAY = 86400  # seconds


def folder() -> Path:
    """The cache folder: CARELINT_CACHE, else the platform's place for caches. Raises RuntimeError where there is no home."""
    if given := os.environ.get("CARELINT_CACHE"):
        return Path(given)
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "carelint"


def read(file: Path, kind: bytes) -> memoryview | None:
    """The content of a file of a kind; None where it is not there, damaged, or something else."""
    try:
        data = memoryview(file.read_bytes())
    except OSError:
        return None
    start = len(kind) + 4
    body = data[start:]
    return body if data[:start] == head(kind, body) else None


def opened(file: Path, kind: bytes, ask: Ask = lambda _, check: check()) -> Bulk | None:
    """The content of a file as `read` gives it, of which no more is read than what is asked for.

    `ask` is given the file and what looks at its checksum, and says whether that is right: it may know (`digests.is_sound`).
    """
    start = len(kind) + 4
    try:
        whole = Bulk.in_file(file)
        said, body = whole.between(0, start), whole.after(start)
        return body if said[: len(kind)] == kind and ask(file, lambda: said == head(kind, body.whole())) else None
    except (OSError, InputError):
        return None


def head(kind: bytes, body: bytes | memoryview) -> bytes:
    """What stands before the body in a file of that kind. The CRC-32 has to tell what was torn, not what was forged."""
    return kind + zlib.crc32(body).to_bytes(4, "big")


def write(file: Path, kind: bytes, body: bytes, *, wait: bool = False) -> bool:
    """Replace a file as a whole, so that no other process reads half of it; False where that fails.

    Not to wait for the disk is safe where the checksum is looked at each time: what a crash tears has a wrong one.
    """
    from linter.store import writing

    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        writing.replace(file, body, head=head(kind, body), mode=0o600, wait=wait)
        for left in file.parent.glob(writing.TEMPORARY):  # by a process that was killed
            if left.stat().st_mtime < time.time() - DAY:
                left.unlink()
    except OSError:
        return False
    return True


class Entries(Generic[T]):
    """Entries by key in one file of the cache folder; read when the first is asked for.

    Several processes may use one file: each adds its own to what is there when it saves. The oldest fall out over a limit.
    """

    def __init__(self, name: str, kind: bytes, type_: type[T], most: int) -> None:
        self._name, self._kind, self._most = name, kind, most
        self._decoder: msgspec.msgpack.Decoder[dict[bytes, Any]] = msgspec.msgpack.Decoder(dict[bytes, type_])  # type: ignore[valid-type]
        self._new: dict[bytes, T] = {}
        self._kept: dict[bytes, T] | None = None

    def get(self, key: bytes) -> T | None:
        if self._kept is None:
            self._kept = self._load()
        return self._new.get(key) or self._kept.get(key)

    def put(self, key: bytes, entry: T) -> None:
        self._new[key] = entry

    def save(self) -> None:
        """Write what is new, if anything is."""
        if not self._new:
            return
        kept = {**self._load(), **self._new}
        for key in list(kept)[: max(0, len(kept) - self._most)]:
            del kept[key]
        try:
            write(folder() / self._name, self._kind, msgspec.msgpack.encode(kept))
        except RuntimeError:  # no home folder
            return
        self._new.clear()
        self._kept = kept

    def _load(self) -> dict[bytes, T]:
        try:
            body = read(folder() / self._name, self._kind)
            return {} if body is None else self._decoder.decode(body)
        except (msgspec.MsgspecError, RuntimeError):
            return {}
