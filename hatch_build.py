"""Puts the shipped rules into the wheel compiled, so that the first run on a machine starts as fast as all others."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRules(BuildHookInterface):
    """A checkout that is installed as editable has none: its rules change, and the user's cache holds them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from linter.cache import compiled_rulebook

        name, data = compiled_rulebook()
        self.folder = TemporaryDirectory()
        file = Path(self.folder.name) / name
        file.write_bytes(data)
        build_data["force_include"][str(file)] = f"linter/compiled/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        if hasattr(self, "folder"):
            self.folder.cleanup()
