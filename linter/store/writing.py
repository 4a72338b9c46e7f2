"""Replaces a file as a whole: whoever looks, and whatever is killed, finds the old content or the new, never a part."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".carelint-*.tmp"  # what a killed process may leave
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class _ChangedError(Exception):
    """The file holds something else by now."""


def replace(
    file: Path, content: bytes, expected: bytes | None = None, *, head: bytes = b"", mode: int = 0o666, wait: bool = True
) -> bool:
    """Replace a file as a whole; `head` stands before the content. Raises OSError.

    With `expected`, nothing is written and the answer is False where the file holds something else by now.
    """
    try:
        with replacing(file, expected, mode=mode, wait=wait) as out:
            out.write(head)
            out.write(content)
    except _ChangedError:
        return False
    return True


@contextlib.contextmanager
def replacing(file: Path, expected: bytes | None = None, *, mode: int = 0o666, wait: bool = True) -> Iterator[BinaryIO]:
    """What to write the new content to: a file beside the place of the old one, moved there at the end if nothing went wrong.

    The permissions stay, and a link leads where it led. `mode` is for a file that is new; with `wait`, a computer that loses
    power has the old content or the new, too. Raises OSError.
    """
    target = Path(os.path.realpath(file))
    try:
        before = target.stat()
    except FileNotFoundError:
        before = None
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "it is read-only", str(target))
    # No reader takes a .tmp, so that what a kill leaves behind is never linted.
    temp = target.with_name(TEMPORARY.replace("*", os.urandom(6).hex()))
    try:
        with os.fdopen(os.open(temp, _NEW, mode if before is None else 0o600), "wb") as out:
            yield out
            if wait:
                out.flush()
                os.fsync(out.fileno())
        if before is not None:
            _keep_owner(temp, before)
            os.chmod(temp, stat.S_IMODE(before.st_mode))
        if expected is not None and target.read_bytes() != expected:
            raise _ChangedError
        os.replace(temp, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temp.unlink()
        raise
    if wait:
        _settle(target.parent)


def _keep_owner(temp: Path, before: os.stat_result) -> None:
    if hasattr(os, "chown"):
        own = temp.stat()
        if (own.st_uid, own.st_gid) != (before.st_uid, before.st_gid):
            with contextlib.suppress(OSError):  # only the superuser may give files away
                os.chown(temp, before.st_uid, before.st_gid)


def _settle(folder: Path) -> None:
    """Have the move itself written to disk, where the system can say so."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
