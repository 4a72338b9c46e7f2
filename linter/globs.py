"""Patterns of paths, written as in `.gitignore`: which files they cover, seen from a folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=512)
def compiled(patterns: tuple[str, ...]) -> Any:
    """Patterns written as in `.gitignore`. Raises ValueError for one that is none."""
    import pathspec

    return pathspec.GitIgnoreSpec.from_lines(patterns)


def is_pattern(text: str) -> bool:
    """Whether a text can be read as in `.gitignore`: `!` alone cannot, nor a backslash with nothing after it."""
    try:
        compiled((text,))
    except ValueError:
        return False
    return True


def covers(patterns: Sequence[str], path: str | Path, root: Path) -> bool:
    """Whether a path, seen from the configuration's folder, matches one of the patterns."""
    if not patterns:
        return False
    return bool(compiled(tuple(patterns)).match_file(seen_from(Path(path), root)))


def seen_from(path: Path, root: Path) -> str:
    """A path as it is seen from a folder; as it is, where it is elsewhere."""
    absolute = Path(os.path.abspath(path))
    try:
        return absolute.relative_to(Path(os.path.abspath(root))).as_posix()
    except ValueError:
        return path.as_posix().lstrip("/")
