"""What carelint is made of: where its rules stand, and a digest of its code and tables."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

import msgspec

_PACKAGE = Path(__file__).parent
_READ_WITH = ("google_re2-", "lxml-", "pyromark-", "python_docx-", "pyyaml-")  # packages that what is found rests on


def rules_folder() -> Path:
    """Where the shipped rules are: inside the package when installed, beside it in a checkout."""
    inside = _PACKAGE / "rules"
    return inside if inside.is_dir() else _PACKAGE.parent / "rules"


def compiled_folder() -> Path:
    """Where an installed package has the shipped rules compiled (`hatch_build.py`); a checkout has no such folder."""
    return _PACKAGE / "compiled"


@lru_cache(maxsize=1)
def code_digest() -> bytes:
    """Tells one state of the code from another, be it in a checkout where the version stays as it is."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted([*_PACKAGE.rglob("*.py"), *_PACKAGE.glob("language/data/*")]):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(_PACKAGE).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    beside = Path(msgspec.__file__).parents[1]
    versions = [name for name in os.listdir(beside) if name.endswith(".dist-info") and name.lower().startswith(_READ_WITH)]
    digest.update("\0".join(sorted(versions)).encode())
    return digest.digest()
