"""The compiled rulebook, kept in the user's cache folder so that starting parses no YAML.

Keyed by the content of every rule file and by version; msgpack with a checksum, in a folder of mode 0700, never pickle. A
damaged or foreign file is ignored and written anew; a folder that cannot be written to costs speed, nothing else.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from linter.rulebook import Rulebook, load_rulebook, rules_folder
from linter.version import VERSION

_FORMAT = b"carelint-rulebook-1\n"


def folder() -> Path:
    """The cache folder: CARELINT_CACHE, else the platform's place for caches."""
    if given := os.environ.get("CARELINT_CACHE"):
        return Path(given)
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "carelint"


def cached_rulebook(extra: Iterable[Path] = ()) -> Rulebook:
    """The rulebook, from the cache where it holds this very content. Raises InputError as `load_rulebook` does."""
    folders = tuple(extra)
    try:
        key = _key((rules_folder(), *folders))
        file = folder() / f"rulebook-{key}.msgpack"
        stored = _stored(file)
    except (OSError, RuntimeError):  # no home folder
        return load_rulebook(folders)
    if stored is not None:
        return stored
    rulebook = load_rulebook(folders)
    _store(file, rulebook)
    return rulebook


def _key(folders: Iterable[Path]) -> str:
    digest = hashlib.blake2b(VERSION.encode(), digest_size=16)
    for root in folders:
        for path in sorted(root.glob("**/*")):
            if path.suffix in (".yaml", ".tsv"):
                content = path.read_bytes()
                digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
                digest.update(content)
    return digest.hexdigest()


def _stored(file: Path) -> Rulebook | None:
    try:
        data = file.read_bytes()
    except OSError:
        return None
    head = len(_FORMAT)
    body = data[head + 32 :]
    if data[:head] != _FORMAT or hashlib.blake2b(body, digest_size=32).digest() != data[head : head + 32]:
        return None
    try:
        return Rulebook.unpack(msgspec.msgpack.decode(body))
    except (msgspec.MsgspecError, KeyError, TypeError):
        return None


def _store(file: Path, rulebook: Rulebook) -> None:
    packed: Any = msgspec.msgpack.encode(rulebook.pack())
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Written beside and moved into place, so that no other process reads half a file.
        handle, name = tempfile.mkstemp(dir=file.parent, prefix="writing-")
        with os.fdopen(handle, "wb") as out:
            out.write(_FORMAT + hashlib.blake2b(packed, digest_size=32).digest() + packed)
        os.replace(name, file)
        for old in file.parent.glob("rulebook-*.msgpack"):
            if old != file and old.stat().st_mtime < file.stat().st_mtime - 7 * 86400:
                old.unlink()
    except OSError:
        return
