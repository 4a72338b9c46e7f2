"""Plain data as the struct that stands for it; where it does not fit, what is wrong, what would be right, and where."""

from __future__ import annotations

import re
from bisect import bisect_left
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import msgspec

from linter.errors import InputError, nearest
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.yaml_source import Document

Keys = list[str | int]

_UNKNOWN = regex(r"Object contains unknown field `(.+)`")
_OTHER = regex(r"Invalid enum value (.+)", re.DOTALL)
_PLACE = regex(r"(?P<what>.*?)(?: - at (?:`(?P<key>key)` in )?`\$(?P<path>.*)`)?", re.DOTALL)
_STEP = regex(r"\[(\d+|\.\.\.)\]|([^.\[\]]+)")


def convert(data: Any, model: Any, document: Document, name: str) -> Any:
    """What a file holds, as a struct. Raises InputError with file and line."""
    try:
        return msgspec.convert(data, model, strict=True)
    except msgspec.ValidationError as problem:
        said, keys = explained(problem, data, model)
        raise InputError(name, document.line(*keys), said) from None


def explained(problem: msgspec.ValidationError, data: Any, model: Any) -> tuple[str, Keys]:
    """What is wrong with data that are not of a model, where in it and what may stand there; and the keys that lead there."""
    place = _PLACE.fullmatch(str(problem))
    message, path = (place["what"], place["path"] or "") if place else (str(problem), "")
    is_key = bool(place and place["key"])
    keys = _keys(path, data, model, str(problem), is_key)
    where = ".".join(map(str, keys)) + ": " if keys else ""
    if unknown := _UNKNOWN.fullmatch(message):
        hint = nearest(unknown[1], _known_at(model, keys))
        return f"{where}unknown key ‘{unknown[1]}’{hint}", [*keys, unknown[1]]
    if (other := _OTHER.fullmatch(message)) and (known := _known_at(model, keys[:-1] if is_key else keys, is_key)):
        word = other[1].strip("'")
        return f"{where}‘{word}’ is none of {', '.join(known)}{nearest(word, known)}", keys
    return where + message[0].lower() + message[1:], keys


def _keys(path: str, data: Any, model: Any, said: str, is_key: bool) -> Keys:
    """msgspec's `$.examples.bad[1].text` as keys; `[...]`, which is any key, as the first one that is wrong."""
    keys: Keys = []
    steps: Keys = [int(at) if at.isdigit() else at or name for at, name in _STEP.findall(path)]
    steps += ["..."] if is_key else []
    whole = here = deepcopy(data)
    for step in steps:
        if step == "..." and isinstance(here, dict):
            wrong = _wrong(here, whole, model, said)
            if wrong is None:
                break
            step = wrong
        keys.append(step)
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
    return keys


def _wrong(here: dict[str, Any], whole: Any, model: Any, said: str) -> str | None:
    """The first key of a dictionary that the message speaks of."""
    everything = list(here.items())

    def is_said(count: int) -> bool:
        here.clear()
        here.update(everything[:count])
        try:
            msgspec.convert(whole, model, strict=True)
        except msgspec.ValidationError as problem:
            return str(problem) == said
        return False

    count = bisect_left(range(len(everything) + 1), True, key=is_said)
    is_said(count)
    return everything[count - 1][0] if 0 < count <= len(everything) else None


def _known_at(model: Any, keys: Keys, is_key: bool = False) -> list[str]:
    """The keys, or the words, that may stand at a place of a file of this model."""
    found: Any = msgspec.inspect.type_info(model)
    for key in keys:
        found = _one_of(found)
        if isinstance(found, msgspec.inspect.StructType):
            found = next(field.type for field in found.fields if field.encode_name == key)
        else:
            found = found.value_type if isinstance(found, msgspec.inspect.DictType) else found.item_type
    found = _one_of(found)
    if is_key and isinstance(found, msgspec.inspect.DictType):
        found = found.key_type
    if isinstance(found, msgspec.inspect.LiteralType):
        return [str(value) for value in found.values if value != ""]
    if isinstance(found, msgspec.inspect.EnumType):
        return [str(member.value) for member in found.cls]
    return [field.encode_name for field in found.fields] if isinstance(found, msgspec.inspect.StructType) else []


def _one_of(found: Any) -> Any:
    """A type that may be missing too, without that."""
    if isinstance(found, msgspec.inspect.UnionType):
        return next(one for one in found.types if not isinstance(one, msgspec.inspect.NoneType))
    return found
