"""What all classes have in common that say what a file of rules may hold."""

from __future__ import annotations

import msgspec

_TYPES = {
    "bool": bool,
    "dict[str, str]": dict[str, str],
    "dict[str, tuple[str, ...]]": dict[str, tuple[str, ...]],
    "float": float,
    "frozenset[str]": frozenset[str],
    "int": int,
    "str": str,
    "tuple[str, ...]": tuple[str, ...],
}


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """Base of what rule files hold: unknown keys are mistakes, `page_type` is written `page-type`."""

    def __init_subclass__(cls) -> None:
        """Put the commonest types in place of their names, each of which msgspec would compile: a thirtieth of a first page."""
        super().__init_subclass__()
        cls.__annotations__.update((name, _TYPES.get(said, said)) for name, said in cls.__annotations__.items())
