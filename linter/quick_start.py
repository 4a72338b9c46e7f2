"""Imports msgspec without typing_extensions, which takes as long as all of msgspec to import.

It is there beside python-docx. msgspec asks for it and does without: every Python that carelint runs on has what it would add.
"""

from __future__ import annotations

import sys

if "typing_extensions" not in sys.modules:
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules["typing_extensions"]
