"""The tables of words in `rules/lexicon/`: read when a rule first needs one.

A table is UTF-8 text, one entry a line, cells parted by tabs; `#` begins a comment line; the first other line names the
columns; `-` is an empty cell; `|` parts several values in one cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import overload

from linter.errors import InputError, nearest
from linter.hits import TAGS
from linter.regexes import regex

Row = dict[str, str]


class Table(Sequence[Row]):
    """The rows of a table; each is taken apart when it is asked for, as a page holds few of thousands."""

    def __init__(self, columns: list[str], lines: list[str], numbers: Sequence[int] = ()) -> None:
        self.columns = columns
        self.lines = lines
        self.numbers = numbers  # of the lines in the file they were read from

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self.row(line) for line in self.lines[at]]
        return self.row(self.lines[at])

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, self.lines)

    def row(self, line: str) -> Row:
        """A line taken apart."""
        return {column: "" if cell == "-" else cell for column, cell in zip(self.columns, line.split("\t"), strict=True)}

    def pack(self) -> str:
        """The table as one text, for the cache."""
        return "\n".join(["\t".join(self.columns), *self.lines])

    @classmethod
    def unpack(cls, packed: str) -> Table:
        """The table that was packed."""
        columns, *lines = packed.split("\n")
        return cls(columns.split("\t"), lines)


def read_table(text: str, name: str) -> Table:
    """The rows of a table. Raises InputError with file and line where a line has too few or too many cells."""
    columns: list[str] = []
    lines: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if not columns:
            columns = line.split("\t")
        elif (cells := line.count("\t") + 1) != len(columns):
            raise InputError(name, number, f"{cells} cells where the table has {len(columns)}: {', '.join(columns)}")
        else:
            lines.append(line)
            numbers.append(number)
    return Table(columns, lines, numbers)


def split_cell(cell: str) -> list[str]:
    """The values of a cell."""
    return cell.split("|") if cell else []


_SET = regex(r"(?<!\?P)<([a-z-]+)>")  # runs on rule files


_SHORT = regex(r"(\[- \]|[a-z])\?|\[- \]")  # in a word of a set


def spellings(word: str) -> list[str]:
    """What a word of a set is short for: `health[- ]?cares?` for six words."""
    found = [""]
    at = 0
    for short in _SHORT.finditer(word):
        choices = [" ", "-"] if short[0].startswith("[") else [short[1]]
        choices += [""] if short[0].endswith("?") else []
        found = [before + word[at : short.start()] + choice for before in found for choice in choices]
        at = short.end()
    return [before + word[at:] for before in found]


def sets_in(pattern: str) -> list[str]:
    """The sets that a pattern names in angle brackets."""
    return _SET.findall(pattern)


class Lexicon:
    """The tables, by name: `plain-words` is the file `plain-words.tsv`."""

    def __init__(self, texts: dict[str, str], unpacked: Callable[[str], Table] | None = None) -> None:
        self._texts = texts
        self._unpacked = unpacked
        self._tables: dict[str, Table] = {}

    @classmethod
    def from_folder(cls, folder: Path) -> Lexicon:
        return cls({path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.tsv"))})

    def table(self, name: str) -> Table:
        """All rows of a table. Raises KeyError where there is none of that name."""
        if name not in self._tables:
            text = self._texts[name]
            self._tables[name] = self._unpacked(text) if self._unpacked else read_table(text, f"rules/lexicon/{name}.tsv")
        return self._tables[name]

    def with_table(self, name: str, table: Table) -> Lexicon:
        """A lexicon that has another table of that name."""
        changed = Lexicon(self._texts, self._unpacked)
        changed._tables[name] = table
        return changed

    def pack(self) -> dict[str, str]:
        """The tables as texts, for the cache."""
        return {name: self.table(name).pack() for name in self._texts}

    @classmethod
    def unpack(cls, packed: dict[str, str]) -> Lexicon:
        """The lexicon that was packed."""
        return cls(packed, Table.unpack)

    @cached_property
    def sets(self) -> dict[str, tuple[str, ...]]:
        """The short sets of words that patterns name in angle brackets, as `<treatment>`: those of `word-sets.tsv`."""
        return {row["set"]: tuple(split_cell(row["words"])) for row in self.table("word-sets")}

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """The long ones, which a scanner finds otherwise: those of `TAGS`."""
        conditions = (form for row in self.table("conditions") for form in (row["name"], *split_cell(row["forms"])))
        return {
            "condition": list(conditions),
            "danger": [row["sign"] for row in self.table("danger-signs")],
            "drug-word": [word for short in self.sets["medicine-word"] for word in spellings(short)],
            "medicine": [row["name"] for row in self.table("medicines")],
        }

    def fill(self, pattern: str, own: Mapping[str, Sequence[str]] = {}) -> str:
        """A pattern with its short `<set>`s written out, `own` those of its rule file.

        Raises ValueError for a set that does not exist, and for one that names itself.
        """
        return self._filled(pattern, own, ())

    def _filled(self, pattern: str, own: Mapping[str, Sequence[str]], within: tuple[str, ...]) -> str:
        if "<" not in pattern:
            return pattern
        return _SET.sub(lambda match: self._alternatives(match[1], own, within), pattern)

    def _alternatives(self, name: str, own: Mapping[str, Sequence[str]], within: tuple[str, ...]) -> str:
        if name in within:
            raise ValueError(f"the set <{name}> stands for itself")
        if name in own:
            return "(?:" + "|".join(self._filled(one, own, (*within, name)) for one in own[name]) + ")"
        if name in TAGS:
            return f"<{name}>"
        if name not in self.sets:
            raise ValueError(f"there is no word set <{name}>{nearest(name, [*own, *self.sets, *TAGS])}")
        return "(?:" + "|".join(sorted(self.sets[name], key=len, reverse=True)) + ")"  # the longest first

    @cached_property
    def names(self) -> list[str]:
        return sorted(self._texts)
