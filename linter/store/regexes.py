"""Regular expressions of our own, each compiled when it is first used: a page asks for less than half of them.

They are the standard library's; what hostile text can do to them is tested. Long ones that run over much text are RE2's, as
patterns of rule files are: `compiled` gives those.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from linter.store.regex_cache import RegexCache

_cache: RegexCache | None = None
_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class Regex:
    """What `re.compile` would give, later. Its methods are those of the compiled pattern once it was used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = _cache.compile(self.pattern, self.flags) if _cache is not None else re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used; only then is re.error raised, where it is wrong."""
    return cast("re.Pattern[str]", Regex(pattern, flags))


@cache
def compiled(pattern: str) -> Any:
    """An expression of our own as RE2 runs it, compiled when it is first asked for, and kept. Never one that a page makes."""
    import re2

    return re2.compile(pattern)


def use_cache() -> None:
    """From now on take from the user's cache folder what was compiled before."""
    global _cache
    if _cache is None:
        from linter.store.regex_cache import RegexCache

        _cache = RegexCache()


def save() -> None:
    """Keep what was compiled, if the cache is used."""
    if _cache is not None:
        _cache.save()
