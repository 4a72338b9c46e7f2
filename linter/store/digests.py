"""Digests of what carelint and its rules are made of. They tell one state of the files from another by what these hold.

To read some 300 files takes longer than to lint a page from the cache. So the digest of a set of files is remembered by their
names, sizes and times, and they are read again only when one of these is another.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from linter.shipped import PACKAGE, rules_folder
from linter.store import cache_files
from linter.store.hashing import blake2b
from linter.store.regexes import regex
from linter.version import VERSION

_KIND = b"carelint-digests-1\n"
_READ_WITH = ("google_re2-", "lxml-", "pyromark-", "python_docx-", "pyyaml-")  # packages that what is found rests on
_MOST = 100  # sets of files that are remembered
_SETTLED = 3  # seconds after which a file that changes again has another time, on any file system
_DEPTH = 2  # slashes in the name of a rule's file: folder, family, rule
_CHECK = regex(r"\bcheck[\"']?[ \t]*:(.*)")  # of rule files
_Files = list[tuple[str, str]]  # the name that counts, and the path


def rules_digest(extra: Iterable[Path], tables: Iterable[Path], *, keep: bool = True) -> str:
    """Tells rulebooks apart by what their files hold: those that ship, a team's folders and tables; and by the packages that
    provide kinds of check, where a team's rules name some.

    `keep` says whether the user's cache may be used. Raises OSError where a file cannot be read.
    """
    about, found = VERSION, _rule_files(rules_folder())
    own = [file for root in extra for file in _rule_files(root)]
    found += own
    if _name_other_checks(own, keep=keep):
        from linter import plugins

        installed, places = plugins.state()
        about += f"\0{installed}"
        for name, place in places:
            found += _code(name, place)
    found += ((f"table {table.name}", os.fspath(table)) for table in tables)
    return _digest(about, found, keep=keep)


def _rule_files(root: Path) -> _Files:
    return [(f"{root.name}/{name}", path) for name, path in _under(root, (".yaml", ".yml", ".tsv"))]


def _code(name: str, place: Path) -> _Files:
    """The files of a package, or the one that a module is."""
    if not place.is_dir():
        return [(name, os.fspath(place))]
    return [(f"{name}/{inside}", path) for inside, path in _under(place, ("",)) if "__pycache__/" not in inside]


def _name_other_checks(files: _Files, *, keep: bool) -> bool:
    """Whether rules in these files may name a kind of check that does not ship: whether one does not plainly name another."""
    rules = [(name, path) for name, path in files if name.endswith(".yaml") and name.count("/") == _DEPTH]
    if not rules:
        return False
    from linter.checks import names

    def work_out() -> str:
        return "no" if all(_names_only(names(), Path(path).read_bytes()) for _, path in rules) else "yes"

    return (_once(" ".join(("checks", *names())), rules, work_out) if keep else work_out()) == "yes"


def _names_only(checks: tuple[str, ...], rule: bytes) -> bool:
    said = _CHECK.findall(rule.decode("utf-8", "replace"))
    return bool(said) and all(name.partition(" #")[0].strip(" \t\r\"'") in checks for name in said)


def code_digest(*, keep: bool = True) -> str:
    """Tells one state of the code from another, be it in a checkout where the version stays as it is. `keep` as above."""
    beside = Path(msgspec.__file__).parents[1]
    versions = [name for name in os.listdir(beside) if name.endswith(".dist-info") and name.lower().startswith(_READ_WITH)]
    found = [*_under(PACKAGE, (".py",)), *_under(PACKAGE / "language" / "data", ("",))]
    return _digest("\0".join(sorted(versions)), found, keep=keep)


def is_sound(file: Path, check: Callable[[], bool]) -> bool:
    """What a check says of a large file, asked once while its size and times stay. Raises OSError where there is none."""
    return _once("sound", [("", os.fspath(file))], lambda: "yes" if check() else "no") == "yes"


def _under(folder: str | Path, endings: tuple[str, ...], inside: str = "") -> _Files:
    """The files under a folder that end so, in order; those, too, of folders that a link in it leads to."""
    found: _Files = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=not inside):
                found += _under(entry.path, endings, f"{inside}{entry.name}/")
            elif entry.name.lower().endswith(endings) and not entry.is_dir():
                found.append((inside + entry.name, entry.path))
    return found


def _digest(about: str, files: _Files, *, keep: bool) -> str:
    return _once(about, files, lambda: _of_content(about, files)) if keep else _of_content(about, files)


def _once(about: str, files: _Files, work_out: Callable[[], str]) -> str:
    """What was worked out of files when their sizes and times were as they are now; where it was not, it is."""
    seen, newest = _of_times(about, files)
    known = _remembered()
    if seen not in known:
        known[seen] = work_out()
        if newest < time.time() - _SETTLED:
            _remember(known)
    return known[seen]


def _of_content(about: str, files: _Files) -> str:
    digest = blake2b(about.encode(), digest_size=16)
    for name, path in files:
        content = Path(path).read_bytes()
        digest.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def _of_times(about: str, files: _Files) -> tuple[str, float]:
    """A digest of the files' names, sizes and times, and the newest of the times."""
    newest = 0.0
    seen = [about]
    for name, path in files:
        status = os.stat(path)
        newest = max(newest, status.st_mtime, status.st_ctime)
        seen.append(f"{name}\0{path}\0{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}")
    text = "\0\0".join(seen).encode("utf-8", "surrogateescape")
    return blake2b(text, digest_size=16).hexdigest(), newest


def _remembered() -> dict[str, str]:
    with suppress(RuntimeError, msgspec.MsgspecError):
        body = cache_files.read(cache_files.folder() / "digests.msgpack", _KIND)
        if body is not None:
            return msgspec.msgpack.decode(body, type=dict[str, str])
    return {}


def _remember(known: dict[str, str]) -> None:
    newest = dict(list(known.items())[-_MOST:])
    with suppress(RuntimeError):
        cache_files.write(cache_files.folder() / "digests.msgpack", _KIND, msgspec.msgpack.encode(newest))
