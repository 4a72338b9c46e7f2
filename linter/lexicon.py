"""The tables of words in `rules/lexicon/`: read when a rule first needs one.

A table is UTF-8 text, one entry a line, cells parted by tabs; `#` begins a comment line; the first other line names the
columns; `-` is an empty cell; `|` parts several values in one cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

from linter.errors import InputError, nearest
from linter.model import Struct
from linter.search.hits import TAGS
from linter.store.pieces import Lines, OneByOne, Pieces
from linter.store.regexes import regex

T = TypeVar("T")

Row = dict[str, str]


class PackedTable(Struct, frozen=True, array_like=True):
    """A table as the cache holds it."""

    columns: list[str]
    lines: Pieces


class Table(OneByOne[Row]):
    """The rows of a table; each is taken apart when it is asked for, as a page holds few of thousands."""

    def __init__(self, columns: list[str], lines: Sequence[str], numbers: Sequence[int] = ()) -> None:
        self.columns = columns
        self.lines = lines
        self.numbers = numbers  # of the lines in the file they were read from

    def __len__(self) -> int:
        return len(self.lines)

    def one(self, number: int) -> Row:
        return self.row(self.lines[number])

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, self.lines)

    def row(self, line: str) -> Row:
        """A line taken apart."""
        return {column: "" if cell == "-" else cell for column, cell in zip(self.columns, line.split("\t"), strict=True)}

    def column(self, name: str) -> list[str]:
        """The cells of one column. Raises ValueError where there is none of that name."""
        at = self.columns.index(name)
        cells = (line.split("\t", at + 1)[at] for line in self.lines)
        return ["" if cell == "-" else cell for cell in cells]

    def by(self, name: str) -> Mapping[str, Row]:
        """The rows by what tells them apart: the cells of one column. Raises ValueError where there is none of that name."""
        return _Rows(self, name)

    def pack(self) -> PackedTable:
        """The table for the cache."""
        return PackedTable(self.columns, Lines.of(self.lines))

    @classmethod
    def unpack(cls, packed: PackedTable) -> Table:
        """The table that was packed."""
        return cls(packed.columns, Lines(packed.lines))


class PerRow(OneByOne[T]):
    """What the rows of a table stand for, by number; `count` says of a line for how many, `made` takes a row apart for one."""

    def __init__(self, table: Table, count: Callable[[str], int], made: Callable[[int, Row], Sequence[T]]) -> None:
        self._table, self._made = table, made
        self._ends = list(accumulate(map(count, table.lines), initial=0))

    def __len__(self) -> int:
        return self._ends[-1]

    def one(self, number: int) -> T:
        row = bisect_right(self._ends, number) - 1
        return self._made(row, self._table[row])[number - self._ends[row]]


class _Rows(Mapping[str, Row]):
    def __init__(self, table: Table, column: str) -> None:
        self._table = table
        self._numbers = {cell: number for number, cell in enumerate(table.column(column))}

    def __getitem__(self, cell: str) -> Row:
        return self._table[self._numbers[cell]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


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


_SET = regex(r"(?<!\(\?)(?<!\(\?P)<([A-Za-z][\w-]*)>")  # runs on rule files


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

    def __init__(self, makers: Mapping[str, Callable[[], Table]]) -> None:
        """`makers` say what makes each table, when it is first asked for."""
        self._makers = makers
        self._tables: dict[str, Table] = {}

    @classmethod
    def from_folder(cls, folder: Path) -> Lexicon:
        """The tables of a folder. Each raises InputError, when it is asked for, where its file is wrong."""
        texts = ((path, path.read_text("utf-8")) for path in sorted(folder.glob("*.tsv")))
        return cls({path.stem: partial(read_table, text, f"rules/lexicon/{path.name}") for path, text in texts})

    def table(self, name: str) -> Table:
        """All rows of a table. Raises KeyError where there is none of that name."""
        if name not in self._tables:
            self._tables[name] = self._makers[name]()
        return self._tables[name]

    def with_table(self, name: str, table: Table) -> Lexicon:
        """A lexicon that has another table of that name."""
        return Lexicon({**self._makers, name: lambda: table})

    def pack(self) -> dict[str, PackedTable]:
        """The tables for the cache."""
        return {name: self.table(name).pack() for name in self._makers}

    @classmethod
    def unpack(cls, packed: Mapping[str, PackedTable]) -> Lexicon:
        """The lexicon that was packed."""
        return cls({name: partial(Table.unpack, table) for name, table in packed.items()})

    @cached_property
    def sets(self) -> dict[str, tuple[str, ...]]:
        """The short sets of words that patterns name in angle brackets, as `<treatment>`: those of `word-sets.tsv`."""
        return {row["set"]: tuple(split_cell(row["words"])) for row in self.table("word-sets")}

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """The long ones, which a scanner finds otherwise: those of `TAGS`."""
        rows = [(row["name"], row["forms"]) for row in self.table("conditions")]
        rows += [(row["term"], row["forms"]) for row in self.table("terms") if row["kind"] == "condition"]
        return {
            "condition": sorted({form for name, forms in rows for form in (name, *split_cell(forms))}),
            "danger": self.table("danger-signs").column("sign"),
            "drug-word": [word for short in self.sets["medicine-word"] for word in spellings(short)],
            "medicine": self.table("medicines").column("name"),
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
        return sorted(self._makers)
