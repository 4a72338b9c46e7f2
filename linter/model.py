"""What classes have in common that are read from files of rules and from the cache."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import GenericAlias
from typing import Any

import msgspec

from linter.choices import Locale as Locale
from linter.choices import Weight as Weight

_TYPES: Mapping[str, Any] = {
    "bool": bool,
    "bytes": bytes,
    "float": float,
    "int": int,
    "memoryview": memoryview,
    "str": str,
    "dict[str, tuple[str, ...]]": dict[str, tuple[str, ...]],
    "frozenset[str]": frozenset[str],
}
_OF = (
    ("tuple[", ", ...]", lambda one: GenericAlias(tuple, (one, ...))),
    ("dict[str, ", "]", lambda one: GenericAlias(dict, (str, one))),
    ("dict[Locale, ", "]", lambda one: GenericAlias(dict, (Locale, one))),
    ("list[", "]", lambda one: GenericAlias(list, (one,))),
    ("", " | None", lambda one: one | None),
)  # what stands before and after a type, and what it makes of it


class Struct(msgspec.Struct, frozen=True):
    """A struct whose fields have types in place of their names, which msgspec would compile: a thirtieth of a first page."""

    def __init_subclass__(cls) -> None:
        """Put types in place of their names, where these are of the common kinds."""
        super().__init_subclass__()
        known = vars(sys.modules[cls.__module__])
        cls.__annotations__.update((name, _type(said, known)) for name, said in cls.__annotations__.items())


class Model(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """Base of what rule files hold: unknown keys are mistakes, `page_type` is written `page-type`."""


def _type(said: Any, known: Mapping[str, Any]) -> Any:
    """The type of a name in a module that knows these; the name itself where it is of another kind, or not known yet."""
    if not isinstance(said, str):
        return said
    if (found := _TYPES.get(said, known.get(said))) is not None:
        return found
    for before, after, made in _OF:
        if said.startswith(before) and said.endswith(after):
            inner = _type(said[len(before) : -len(after)], known)
            if not isinstance(inner, str):
                return made(inner)
    return said
