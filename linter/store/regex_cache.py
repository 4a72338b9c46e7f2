"""What the standard library makes of a regular expression, kept in the user's cache folder from one run to the next.

It translates patterns in Python, which is a fifth of the time of a first page. What it makes is a list of numbers that this
very Python understands, as a `.pyc` file is; where anything about it is not as expected, the pattern is compiled anew.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, cast

import msgspec

from linter.model import Struct
from linter.store.cache_files import Entries

_KIND = f"carelint-regexes-1 {sys.version} {sys.byteorder}\n".encode()
_NAME = "regexes.msgpack"
_MOST = 2_000  # of which carelint has some 250


class _Made(Struct, frozen=True, array_like=True):
    flags: int
    code: list[int]
    groups: int
    names: dict[str, int]  # of groups, and their numbers


class RegexCache:
    """Compiles patterns, or takes them as they were compiled before. `save` keeps those that are new."""

    def __init__(self) -> None:
        self._made = Entries(_NAME, _KIND, msgspec.Raw, _MOST)
        self._new: list[tuple[str, int]] = []

    def compile(self, pattern: str, flags: int) -> re.Pattern[str]:
        """As `re.compile`. Raises re.error."""
        data = self._made.get(_key(pattern, flags))
        if data is not None:
            with suppress(Exception):  # whatever another state of the library says of it
                return _revived(pattern, msgspec.msgpack.decode(data, type=_Made))
        self._new.append((pattern, flags))
        return re.compile(pattern, flags)

    def save(self) -> None:
        """Write what is new, if anything is."""
        for pattern, flags in self._new:
            with suppress(Exception):  # a Python that does it in another way
                self._made.put(_key(pattern, flags), msgspec.Raw(msgspec.msgpack.encode(_translated(pattern, flags))))
        self._new.clear()
        self._made.save()


def _key(pattern: str, flags: int) -> bytes:
    return f"{int(flags)} {pattern}".encode("utf-8", "surrogatepass")


def _translated(pattern: str, flags: int) -> _Made:
    parser, compiler = (cast("Any", import_module(f"re.{name}")) for name in ("_parser", "_compiler"))
    parsed = parser.parse(pattern, int(flags))
    code = [int(part) for part in compiler._code(parsed, int(flags))]  # some are named constants
    return _Made(int(flags) | parsed.state.flags, code, parsed.state.groups - 1, dict(parsed.state.groupdict))


def _revived(pattern: str, made: _Made) -> re.Pattern[str]:
    numbered: list[str | None] = [None] * (made.groups + 1)
    for name, number in made.names.items():
        numbered[number] = name
    compiled = import_module("_sre").compile(pattern, made.flags, made.code, made.groups, made.names, tuple(numbered))
    return cast("re.Pattern[str]", compiled)
