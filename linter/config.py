"""Configuration: found upwards from each page, read, validated, inherited; the narrowest setting last.

`carelint.toml`, or the table `[tool.carelint]` of a `pyproject.toml`. Whatever is wrong is said with file and line.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from linter.choices import FailOn, Level, Locale, PageTypeName
from linter.converted import explained
from linter.errors import InputError, unreadable
from linter.frontmatter import Fact
from linter.globs import is_pattern
from linter.model import Model
from linter.store.regexes import regex

NAMES = ("carelint.toml", "pyproject.toml")
_MOST_DOTS = 100
_MOST_FILES = 20  # of a chain of `extends`, in which a setting is looked for
_QUOTED = regex(r"\"[^\"]*\"|'[^']*'")
_Disclaimer = Literal["page", "site-footer"]
_Emergency = Literal["page", "site-header"]
_PageMaySet = Literal["page-type"]
_SIZES = {"KB": 10**3, "MB": 10**6, "GB": 10**9}


class _Table(Model, frozen=True, kw_only=True):
    """Base of what configuration files hold."""


class Override(_Table, frozen=True):
    """Settings for some paths. `type` is the page type of the pages there."""

    paths: tuple[str, ...]
    profile: str | None = None
    locale: Locale | None = None
    type: PageTypeName | None = None
    severity: dict[str, Level] = {}
    options: dict[str, dict[str, Any]] = {}


class Approval(_Table, frozen=True):
    """A finding that a named person has taken responsibility for, until a day."""

    rule: str
    path: str
    text: str
    reason: str
    approved_by: str
    until: date


class Settings(_Table, frozen=True):
    """What a configuration file may say, what it inherits included."""

    profile: str = "us-default"
    locale: Locale | None = None
    syntax: str = "auto"
    fail_on: FailOn = "error"
    max_warnings: Annotated[int, msgspec.Meta(ge=0)] | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    lexicon: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    encoding: str = ""
    max_page_size: str = "10MB"
    disclaimer: _Disclaimer = "page"
    emergency: _Emergency = "page"
    page_may_set: tuple[_PageMaySet, ...] = ()
    front_matter: dict[str, Fact] = {}  # a content system's own key → ours
    provides: dict[str, tuple[str, ...]] = {}
    fix_doses: bool = False
    baseline: str = ""
    severity: dict[str, Level] = {}
    options: dict[str, dict[str, Any]] = {}
    overrides: tuple[Override, ...] = ()
    approved: tuple[Approval, ...] = ()
    extends: str = ""


class Config(Settings, frozen=True):
    """Settings with the file they stand in. `root` is the folder that their paths are relative to."""

    root: Path = Path()
    file: str = ""

    @property
    def max_bytes(self) -> int:
        """`max-page-size` in bytes."""
        unit = self.max_page_size[-2:].upper()
        return int(float(self.max_page_size[:-2]) * _SIZES[unit])

    def rule_folders(self) -> tuple[Path, ...]:
        """The team's own rule folders."""
        return tuple(self.root / folder for folder in self.rules)

    def place(self, *words: str) -> tuple[str, int]:
        """The file and line of a setting that has these words: a rule and its option, a key and its value."""
        file = self.root / Path(self.file).name
        for _ in range(_MOST_FILES if self.file else 0):
            try:
                text = file.read_bytes().decode("utf-8-sig")
                if line := _line_with(text, words):
                    return shown_path(file), line
                extended = next((line for line in text.split("\n") if line.replace(" ", "").startswith("extends=")), "")
                file = file.parent / extended.partition("=")[2].partition("#")[0].strip(" \r\t\"'")
            except (OSError, ValueError):
                break
        return self.file or "options", 0

    def lexicon_files(self) -> tuple[Path, ...]:
        """The team's own tables of terms."""
        return tuple(self.root / file for file in self.lexicon)


_DEFAULT = Config()


@lru_cache(maxsize=256)
def discover(folder: Path) -> Config:
    """The configuration that holds for a folder: the nearest file upwards, or the defaults. Raises InputError.

    Folders that share a file share the object too: rules are loaded once for each configuration.
    """
    for name in NAMES:
        file = folder / name
        if file.is_file() and (name == "carelint.toml" or has_table(file)):
            return read(file)
    if (folder / ".git").exists() or folder.parent == folder:
        return _DEFAULT
    return discover(folder.parent)


def has_table(file: Path) -> bool:
    """Whether a `pyproject.toml` holds a configuration, however its table is written."""
    try:
        data = file.read_bytes()
    except OSError:
        return False
    if b"carelint" not in data:
        return False
    import tomllib

    try:
        tools = tomllib.loads(data.decode("utf-8-sig")).get("tool")
    except ValueError:  # which is said where it is read
        return b"[tool.carelint" in data
    return isinstance(tools, dict) and "carelint" in tools


def read(file: Path, _seen: tuple[Path, ...] = ()) -> Config:
    """A configuration file with what it extends. Raises InputError with file and line."""
    shown = shown_path(file)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(shown, 0, "there is no such configuration file") from None
    except (OSError, UnicodeDecodeError) as problem:
        raise unreadable(shown, problem) from None
    data = _parse(text, shown)
    if file.name == "pyproject.toml":
        tool = data.get("tool")
        data = tool.get("carelint", {}) if isinstance(tool, dict) else {}
        if not isinstance(data, dict):
            raise InputError(shown, line_of(text, "carelint", "tool"), "[tool.carelint] has to be a table of settings")
    base: dict[str, Any] = {}
    if not isinstance(extends := data.get("extends", ""), str):
        raise InputError(shown, line_of(text, "extends"), '‘extends’ names one file, as "../house.toml"')
    if extends:
        parent = _resolved(file.parent / extends, text, shown, "extends")
        if parent in (*_seen, file.resolve()):
            raise InputError(shown, line_of(text, "extends"), f"‘{extends}’ extends this file in turn; a chain has to end")
        _inside(parent, file, text, shown, "extends")
        base = msgspec.to_builtins(read(parent, (*_seen, file.resolve())), builtin_types=(date,), enc_hook=str)
        base.pop("root"), base.pop("file")
        # Paths of the file that is extended are relative to it.
        for key in ("rules", "lexicon"):
            base[key] = [str((parent.parent / path).resolve()) for path in base[key]]
        if base["baseline"]:
            base["baseline"] = str((parent.parent / base["baseline"]).resolve())
    settings = _convert(_merge(base, data), text, shown)
    config = Config(**msgspec.structs.asdict(settings), root=file.parent, file=shown)
    for folder in config.rule_folders():
        _inside(folder, file, text, shown, "rules")
    for table in config.lexicon_files():
        _inside(table, file, text, shown, "lexicon")
    if config.baseline:
        _inside(config.root / config.baseline, file, text, shown, "baseline")
    _validate(config, text, shown)
    return config


def _parse(text: str, shown: str) -> dict[str, Any]:
    import tomllib

    for number, line_text in enumerate(text.split("\n"), 1):
        # `a.a.a.…`, for which tomllib takes quadratic time; dots in quotes are those of paths
        if line_text.count(".") > _MOST_DOTS < _QUOTED.sub("", line_text).count("."):
            raise InputError(shown, number, f"expected at most {_MOST_DOTS} dots in one line")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        message = str(problem)
        tail = message.partition("at line ")[2].split(",")[0]
        line = int(tail) if tail.isdigit() else text.count("\n") + 1  # else “at end of document”
        raise InputError(shown, line, f"this is not TOML: {message.partition(' (at ')[0]}") from None
    except RecursionError:
        raise InputError(shown, 0, "this is nested too deeply to be read") from None


def _inside(path: Path, file: Path, text: str, shown: str, key: str) -> None:
    """What a configuration names stays inside its repository."""
    root = next((at for at in file.resolve().parents if (at / ".git").exists()), None)
    place = _resolved(path, text, shown, key)
    if root is not None and not place.is_relative_to(root):
        raise InputError(shown, line_of(text, key), f"‘{path.name}’ is outside the repository; keep it inside")


def _resolved(path: Path, text: str, shown: str, key: str) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):  # a NUL, links in a circle
        raise InputError(shown, line_of(text, key), f"what `{key}` says is no path") from None


def _merge(base: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Tables are joined, lists of tables added up, everything else replaced."""
    merged = dict(base)
    for key, value in data.items():
        if key == "extends":
            continue
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = _merge(known, value)
        elif key in ("overrides", "approved") and isinstance(known, list) and isinstance(value, list):
            merged[key] = [*known, *value]
        else:
            merged[key] = value
    return merged


def _convert(data: dict[str, Any], text: str, shown: str) -> Settings:
    if isinstance(names := data.get("front-matter"), dict):  # `page_type` is as good as `page-type`
        names = {key: name.replace("_", "-") if isinstance(name, str) else name for key, name in names.items()}
        data = {**data, "front-matter": names}
    try:
        return msgspec.convert(data, Settings, strict=True)
    except msgspec.ValidationError as problem:
        said, keys = explained(problem, data, Settings)
        value: Any = data
        with suppress(KeyError, IndexError, TypeError):
            for key in keys:
                value = value[key]
        name = next((key for key in reversed(keys) if isinstance(key, str)), "")
        raise InputError(shown, line_of(text, name, value if isinstance(value, str) else ""), said) from None


def _validate(config: Config, text: str, shown: str) -> None:
    _require_patterns(config, text, shown)
    for approval in config.approved:
        for key in ("rule", "path", "text", "reason", "approved-by"):
            if not getattr(approval, key.replace("-", "_")).strip():
                raise InputError(shown, line_of(text, key, '""'), f"an approval says {key}; here it is empty")
    try:
        limit = config.max_bytes
    except (KeyError, ValueError, OverflowError):
        limit = 0
    if limit <= 0:
        raise InputError(shown, line_of(text, "max-page-size"), '`max-page-size` is written as "10MB" or "500KB"')
    if config.encoding:
        from linter.readers import encoding_of

        try:
            encoding_of(b"", shown, config.encoding)
        except InputError as problem:
            raise InputError(shown, line_of(text, "encoding", config.encoding), problem.message) from None
    for folder in config.rule_folders():
        if not os.path.isdir(folder):  # asks of names that are too long, too
            raise InputError(shown, line_of(text, "rules"), f"there is no rule folder ‘{folder.name}’ here")
    for table in config.lexicon_files():
        if not os.path.isfile(table):
            raise InputError(shown, line_of(text, "lexicon"), f"there is no table of terms ‘{table.name}’ here")


def _require_patterns(config: Config, text: str, shown: str) -> None:
    written = [("include", config.include), ("exclude", config.exclude)]
    for key, patterns in [*written, *(("paths", override.paths) for override in config.overrides)]:
        for pattern in patterns:
            if not is_pattern(pattern):
                raise InputError(shown, line_of(text, key, pattern), f"‘{pattern}’ is no pattern as in .gitignore")


def line_of(text: str, key: str, value: str = "") -> int:
    """The line on which a key (or, better, a key or table with that value) first stands; 1 where it cannot be told."""
    lines = text.split("\n")
    for wanted in ((value,) if value else ()), ():
        for number, line in enumerate(lines, 1):
            name, equals, rest = line.partition("=")
            bare = name.strip().strip("\"'")
            if equals and (bare == key or bare.split(".")[-1].strip("\"'") == key) and all(word in rest for word in wanted):
                return number
    for number, line in enumerate(lines, 1):
        if (key and key in line) or (value and value in line):
            return number
    return 1


def _line_with(text: str, words: tuple[str, ...]) -> int:
    """The line that holds all words; else one with the last, after one with the first, which may head a table; 0 for none."""
    lines = text.split("\n")
    holds = [[_holds(line, word) for word in words] for line in lines]
    if (number := next((number for number, held in enumerate(holds, 1) if all(held)), 0)) or len(words) < 2:
        return number
    first = next((number for number, held in enumerate(holds, 1) if held[0]), 0)
    return next((number for number, held in enumerate(holds, 1) if held[-1] and number > first > 0), first)


def _holds(line: str, word: str) -> bool:
    """Whether a line holds a word as a whole, outside of a comment of its own."""
    is_comment = line.lstrip().startswith("#")
    return not is_comment and word in line and regex(rf"(?<![\w/-]){re.escape(word)}(?![\w/-])").search(line) is not None


def shown_path(file: Path) -> str:
    """A path as messages show it: relative to the working folder where it is inside."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except (OSError, ValueError, RuntimeError):  # outside, or links in a circle
        return file.as_posix()
