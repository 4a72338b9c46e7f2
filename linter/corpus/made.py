"""How a corpus run was made, as its manifest tells."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from linter import shipped, yaml_source
from linter.config import shown_path
from linter.errors import InputError
from linter.store.regexes import regex
from linter.view import TARGET

_NAMES = {"version": "version of carelint", "profile": "profile", "day": "day"}  # what a manifest's conditions call them
_RULE = regex(r"[a-z0-9-]+/[a-z0-9-]+")


class Made(msgspec.Struct, frozen=True):
    """How a run was made, as its manifest tells. `titles`: of rules, by their ids."""

    source: str = ""
    version: str = ""
    profile: str = ""
    day: str = ""
    target: float | None = None
    titles: dict[str, str] = {}

    def title(self, rule: str) -> str:
        """What a rule is about; its id for a house's own rule that the manifest does not name."""
        return self.titles.get(rule) or str(_shipped(rule).get("title", rule))


class _Manifest(msgspec.Struct, frozen=True):
    """What is read of the manifest. Those of older versions name neither target nor titles."""

    source: dict[str, Any] = {}
    conditions: dict[str, Any] = {}
    target: float | msgspec.UnsetType | None = msgspec.UNSET
    titles: dict[str, str] = {}


def made_from(folder: Path) -> Made:
    """What the manifest says; the target that ships where it names none."""
    file = folder / "manifest.json"
    try:
        manifest = msgspec.json.decode(file.read_bytes(), type=_Manifest)
    except (OSError, msgspec.MsgspecError) as problem:
        raise InputError(shown_path(file), 0, f"it is not a manifest of `carelint corpus`: {problem}") from None
    about = {name: str(manifest.conditions.get(key) or "") for name, key in _NAMES.items()}
    target = _shipped(TARGET).get("limit") if manifest.target is msgspec.UNSET else manifest.target
    return Made(source=str(manifest.source.get("name") or ""), target=target, titles=manifest.titles, **about)


@lru_cache(maxsize=1000)
def _shipped(rule: str) -> dict[str, Any]:
    """A shipped rule's file, as plain data; empty where carelint ships no such rule."""
    file = shipped.rules_folder() / f"{rule}.yaml"
    if _RULE.fullmatch(rule) is None or not file.is_file():
        return {}
    data: dict[str, Any] = yaml_source.load(file.read_text("utf-8"), file.name).data
    return data
