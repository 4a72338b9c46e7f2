"""Structs whose fields have types in place of their names."""

from __future__ import annotations

from typing import Any, Literal, get_type_hints

import msgspec

from linter.model import Model, Struct


class Inner(Struct):
    n: int = 0


class Outer(Struct):
    one: Inner | None = None
    many: tuple[Inner, ...] = ()
    by_name: dict[str, tuple[str, ...]] = {}
    deep: dict[str, dict[str, list[Inner]]] = {}
    either: Literal["a", "b"] = "a"
    later: Later | None = None
    any: Any = None


class Later(Model):
    a_word: str = ""


def test_fields_have_the_types_that_are_written_there() -> None:
    assert {field.name: field.type for field in msgspec.structs.fields(Outer)} == get_type_hints(Outer)


def test_common_kinds_of_types_need_no_name() -> None:
    names = [name for name, said in Outer.__annotations__.items() if isinstance(said, str)]
    assert names == ["either", "later"]


def test_what_is_packed_comes_back() -> None:
    outer = Outer(Inner(1), (Inner(2),), {"a": ("b",)}, {"x": {"y": [Inner(3)]}}, "b", Later(a_word="c"), 4)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(outer), type=Outer) == outer
