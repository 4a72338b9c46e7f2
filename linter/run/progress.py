"""Says on a terminal how far a long run is; says nothing where nobody watches."""

from __future__ import annotations

import os
import sys
from time import monotonic

_FIRST = 1.0  # seconds before the first word: a short run needs none
_EVERY = 0.1


class Progress:
    """One line on standard error that is written anew, and wiped when the run ends, however it ends."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shows = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._next = monotonic() + _FIRST
        self._written = 0

    def __call__(self, done: int, total: int) -> None:
        """Tell that some of all pages are done; with a total of 0, nobody knows how many there are."""
        if not self._shows or monotonic() < self._next:
            return
        self._next = monotonic() + _EVERY
        self._write(f"carelint: {done} of {total} pages" if total else f"carelint: {done} pages")

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *problem: object) -> None:
        if self._written:
            self._write("")

    def _write(self, text: str) -> None:
        sys.stderr.write("\r" + text.ljust(self._written) + ("" if text else "\r"))
        sys.stderr.flush()
        self._written = len(text)
