"""What carelint is made of, and where it stands."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def rules_folder() -> Path:
    """Where the shipped rules are: inside the package when installed, beside it in a checkout."""
    inside = PACKAGE / "rules"
    return inside if inside.is_dir() else PACKAGE.parent / "rules"


def compiled_folder() -> Path:
    """Where an installed package has the shipped rules compiled (`hatch_build.py`); a checkout has no such folder."""
    return PACKAGE / "compiled"
