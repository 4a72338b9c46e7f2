"""What is kept in the user's cache folder: the compiled rulebook, so that starting parses no YAML, and parsed sentences.

The rulebook is keyed by version and what all rule files and tables hold, sentences by their text and the pipeline's version.
msgpack with a checksum, in a folder of mode 0700, never pickle. A damaged or foreign file is ignored and written anew; a folder
that cannot be written to costs speed, nothing else.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from linter.rulebook import Rulebook, load_rulebook, rules_folder
from linter.version import VERSION

if TYPE_CHECKING:
    from linter.language.syntax import Parsed

_RULEBOOK, _SENTENCES = b"carelint-rulebook-9\n", b"carelint-sentences-1\n"
_MOST_SENTENCES = 20_000  # about 4 MB


def folder() -> Path:
    """The cache folder: CARELINT_CACHE, else the platform's place for caches."""
    if given := os.environ.get("CARELINT_CACHE"):
        return Path(given)
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "carelint"


def cached_rulebook(extra: Iterable[Path] = (), terms: Iterable[Path] = ()) -> Rulebook:
    """The rulebook, from the cache where it holds this very content. Raises InputError as `load_rulebook` does."""
    folders, tables = tuple(extra), tuple(terms)
    try:
        key = _key((rules_folder(), *folders), tables)
        file = folder() / f"rulebook-{key}.msgpack"
        stored = _stored(file)
    except (OSError, RuntimeError):  # no home folder
        return load_rulebook(folders, tables)
    if stored is not None:
        return stored
    rulebook = load_rulebook(folders, tables)
    _store(file, rulebook)
    return rulebook


def _key(folders: Iterable[Path], tables: Iterable[Path]) -> str:
    digest = hashlib.blake2b(VERSION.encode(), digest_size=16)

    def add(path: Path, name: str) -> None:
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)

    for root in folders:
        for path in sorted(root.glob("**/*")):
            if path.suffix in (".yaml", ".yml", ".tsv"):
                add(path, path.relative_to(root).as_posix())
    digest.update(b"tables\0")
    for table in tables:
        add(table, table.name)
    return digest.hexdigest()


def _stored(file: Path) -> Rulebook | None:
    body = _read(file, _RULEBOOK)
    if body is None:
        return None
    try:
        return Rulebook.unpack(msgspec.msgpack.decode(body))
    except (msgspec.MsgspecError, KeyError, TypeError):
        return None


def _store(file: Path, rulebook: Rulebook) -> None:
    if not _write(file, _RULEBOOK, msgspec.msgpack.encode(rulebook.pack())):
        return
    try:
        for old in file.parent.glob("rulebook-*.msgpack"):
            if old != file and old.stat().st_mtime < file.stat().st_mtime - 7 * 86400:
                old.unlink()
    except OSError:
        return


class Sentences:
    """Parsed sentences on disk, one file for each version of a pipeline; read when the first is asked for.

    Several processes may use one file: each adds its own to what is there when it saves. The oldest fall out over a limit.
    """

    def __init__(self, version: str) -> None:
        name = re.sub(r"[^\w.-]+", "-", version)
        self._name = f"sentences-{name}.msgpack"
        self._new: dict[bytes, Parsed] = {}
        self._kept: dict[bytes, Parsed] | None = None

    def get(self, key: bytes) -> Parsed | None:
        if self._kept is None:
            self._kept = self._load()
        return self._new.get(key) or self._kept.get(key)

    def put(self, key: bytes, parsed: Parsed) -> None:
        self._new[key] = parsed

    def save(self) -> None:
        """Write what is new, if anything is."""
        if not self._new:
            return
        kept = {**self._load(), **self._new}
        for key in list(kept)[: max(0, len(kept) - _MOST_SENTENCES)]:
            del kept[key]
        try:
            _write(folder() / self._name, _SENTENCES, msgspec.msgpack.encode(kept))
        except RuntimeError:  # no home folder
            return
        self._new.clear()
        self._kept = kept

    def _load(self) -> dict[bytes, Parsed]:
        from linter.language.syntax import Parsed

        try:
            body = _read(folder() / self._name, _SENTENCES)
            return {} if body is None else msgspec.msgpack.decode(body, type=dict[bytes, Parsed])
        except (msgspec.MsgspecError, RuntimeError):
            return {}


def _read(file: Path, kind: bytes) -> bytes | None:
    """The content of a file of a kind; None where it is not there, damaged, or something else."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    head = len(kind)
    body = data[head + 32 :]
    if data[:head] != kind or hashlib.blake2b(body, digest_size=32).digest() != data[head : head + 32]:
        return None
    return body


def _write(file: Path, kind: bytes, body: Any) -> bool:
    """Write a file beside and move it into place, so that no other process reads half of it; False where that fails."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix="writing-")
        with os.fdopen(handle, "wb") as out:
            out.write(kind + hashlib.blake2b(body, digest_size=32).digest() + body)
        os.replace(name, file)
    except OSError:
        return False
    return True
