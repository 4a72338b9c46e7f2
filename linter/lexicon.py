"""The tables of words in `rules/lexicon/`: read when a rule first needs one.

A table is UTF-8 text, one entry a line, cells parted by tabs; `#` begins a comment line; the first other line names the
columns; `-` is an empty cell; `|` parts several values in one cell.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from linter.errors import InputError, nearest

Row = dict[str, str]


def read_table(text: str, name: str) -> list[Row]:
    """The rows of a table. Raises InputError with file and line where a line has too few or too many cells."""
    columns: list[str] = []
    rows: list[Row] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
        elif len(cells) != len(columns):
            raise InputError(name, number, f"{len(cells)} cells where the table has {len(columns)}: {', '.join(columns)}")
        else:
            rows.append(dict(zip(columns, ("" if cell == "-" else cell for cell in cells), strict=True)))
    return rows


def split_cell(cell: str) -> list[str]:
    """The values of a cell."""
    return cell.split("|") if cell else []


_SET = re.compile(r"(?<!\?P)<([a-z-]+)>")  # runs on rule files


class Lexicon:
    """The tables, by name: `plain-words` is the file `plain-words.tsv`."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self._tables: dict[str, list[Row]] = {}

    @classmethod
    def from_folder(cls, folder: Path) -> Lexicon:
        return cls({path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.tsv"))})

    def table(self, name: str) -> list[Row]:
        """All rows of a table. Raises KeyError where there is none of that name."""
        if name not in self._tables:
            self._tables[name] = read_table(self.texts[name], f"rules/lexicon/{name}.tsv")
        return self._tables[name]

    @cached_property
    def sets(self) -> dict[str, tuple[str, ...]]:
        """The short sets of words that patterns name in angle brackets, as `<treatment>`: those of `word-sets.tsv`."""
        return {row["set"]: tuple(split_cell(row["words"])) for row in self.table("word-sets")}

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """The long ones, which a scanner finds otherwise: `<medicine>` and `<condition>`."""
        conditions = (form for row in self.table("conditions") for form in (row["name"], *split_cell(row["forms"])))
        return {"medicine": [row["name"] for row in self.table("medicines")], "condition": list(conditions)}

    def fill(self, pattern: str) -> str:
        """A pattern with its short `<set>`s written out. Raises ValueError for a set that does not exist."""
        if "<" not in pattern:
            return pattern
        return _SET.sub(lambda match: self._alternatives(match[1]), pattern)

    def _alternatives(self, name: str) -> str:
        if name in self.lists:
            return f"<{name}>"
        if name not in self.sets:
            raise ValueError(f"there is no word set <{name}>{nearest(name, [*self.sets, *self.lists])}")
        return "(?:" + "|".join(sorted(self.sets[name], key=len, reverse=True)) + ")"  # the longest first

    @cached_property
    def names(self) -> list[str]:
        return sorted(self.texts)
