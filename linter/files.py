"""Which files to lint: named ones, and those found by walking folders, less what is ignored or excluded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from linter.config import Config, discover
from linter.errors import InputError, unreadable
from linter.globs import compiled, covers, is_pattern

_LOCK = "~$"  # begins the name of the file that Word keeps beside an open document
_NEVER = frozenset({".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox"})


def read_bytes(file: Path, shown: str, config: Config) -> bytes:
    """The content of a file; `shown` is its name in messages. Raises InputError where it cannot be read or is too large."""
    try:
        check_size(file.stat().st_size, shown, config)
        if not file.is_file():
            raise InputError(shown, 0, "is not a file that can be read")
        with file.open("rb") as opened:
            data = opened.read(config.max_bytes + 1)
        check_size(len(data), shown, config)  # it may grow while it is read
        return data
    except OSError as problem:
        raise InputError(shown, 0, f"cannot be read: {problem.strerror or problem}") from None


def check_size(size: int, shown: str, config: Config) -> None:
    """Raise InputError for a page of more bytes than the configuration allows."""
    if size > config.max_bytes:
        most = f'max-page-size = "{config.max_page_size}"'
        raise InputError(shown, 0, f"is {size:,} bytes; the most is {most} in the configuration")


def is_wanted(path: Path, config: Config, exclude: Sequence[str]) -> bool:
    """Whether `include` and `exclude`, of the configuration and the command line, let a file in."""
    if config.include and not covers(config.include, path, config.root):
        return False
    if covers(config.exclude, path, config.root):
        return False
    return not covers(exclude, path, Path.cwd())


def walk(folder: Path, suffixes: frozenset[str], unread: list[InputError]) -> Iterator[Path]:
    """Files with a known suffix under a folder, sorted; what git ignores, and folders of tools, left out. Links to folders are
    not followed, so that no loop can be walked. Folders that cannot be read are added to `unread`."""
    yield from _walk(folder, suffixes, _ignores_above(folder), unread)


def _walk(folder: Path, suffixes: frozenset[str], ignores: list[tuple[Path, Any]], unread: list[InputError]) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        unread.append(InputError(folder.as_posix(), 0, f"cannot be read: {problem.strerror}"))
        return
    if any(entry.name in (".git", ".gitignore") for entry in entries):
        ignores = [*ignores, *_ignore_file(folder)]
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _NEVER and not _is_ignored(path, ignores, True):
                yield from _walk(path, suffixes, ignores, unread)
        elif entry.name.startswith(_LOCK):
            continue
        elif path.suffix.lower() in suffixes and not _leads_to_folder(entry) and not _is_ignored(path, ignores, False):
            yield path


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a link to a folder. A link to nothing, or in a circle, is a page that cannot be read, and is said."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _ignores_above(folder: Path) -> list[tuple[Path, Any]]:
    """The `.gitignore` files between the top of the repository and a folder."""
    ignores: list[tuple[Path, Any]] = []
    absolute = Path(os.path.abspath(folder))
    for at in absolute.parents:
        ignores = [*_ignore_file(at), *ignores]
        if (at / ".git").exists():
            return ignores
    return []


def _ignore_file(folder: Path) -> list[tuple[Path, Any]]:
    """What git leaves out from a folder on: by its `.gitignore`, and at the top of a repository by `.git/info/exclude` too."""
    files = (folder / ".git" / "info" / "exclude", folder / ".gitignore")
    lines = [line for file in files for line in _lines(file) if line.strip() and not line.startswith("#")]
    if not lines:
        return []
    try:
        spec = compiled(tuple(lines))
    except ValueError:  # a line that is no pattern ignores nothing, as for git
        spec = compiled(tuple(filter(is_pattern, lines)))
    return [(Path(os.path.abspath(folder)), spec)]


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def _is_ignored(path: Path, ignores: list[tuple[Path, Any]], is_folder: bool) -> bool:
    absolute = Path(os.path.abspath(path))
    for root, spec in reversed(ignores):
        name = absolute.relative_to(root).as_posix().encode("utf-8", "replace").decode()  # RE2 takes no half characters
        verdict = spec.check_file(name + ("/" if is_folder else "")).include
        if verdict is not None:
            return bool(verdict)
    return False


def gather(
    paths: Sequence[str], suffixes: frozenset[str], exclude: Sequence[str], config: Config | None, unread: list[InputError]
) -> list[tuple[Path, Config]]:
    """The files that paths stand for, each once, with its configuration; what cannot be looked at is added to `unread`.

    Raises InputError for a path that is missing.
    """
    found: dict[Path, Config] = {}
    for name in paths:
        for file in _candidates(name, suffixes, unread):
            try:
                holds = config or configuration(file)
            except OSError as problem:  # a folder that may be listed, and not entered
                unread.append(unreadable(file.as_posix(), problem))
                continue
            if file not in found and is_wanted(file, holds, exclude):
                found[file] = holds
    return list(found.items())


def configuration(file: Path) -> Config:
    """The configuration that holds for a file, which need not be there. Raises OSError where its folder cannot be looked at."""
    return discover(Path(os.path.abspath(file)).parent)


def _candidates(name: str, suffixes: frozenset[str], unread: list[InputError]) -> Iterator[Path]:
    """A file, or the pages under a folder. A link to nothing is a page: who reads it says what is wrong with it."""
    if os.path.isdir(name):
        yield from walk(Path(name), suffixes, unread)
        return
    try:
        os.lstat(name)
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(name, 0, "there is no such file or folder") from None
    except OSError as problem:
        unread.append(unreadable(name, problem))
    else:
        yield Path(name)
