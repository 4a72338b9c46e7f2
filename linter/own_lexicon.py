"""A team's own terms: tables with the columns of `rules/lexicon/terms.tsv`, whose entries stand in for those that ship."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from linter.errors import InputError, nearest, unreadable
from linter.folding import fold, lower
from linter.lexicon import Lexicon, Row, Table, read_table, split_cell

KINDS = (
    "anatomy", "care", "condition", "descriptor", "insurance", "medicine", "number", "procedure", "research", "sense",
    "symptom", "test",
)  # fmt: skip
_NEEDED = ("term", "plain", "meaning")
_FAMILIARITY = "0.2"  # of a term that nobody has said it of: few readers know it
_MOST_BYTES = 5_000_000


def with_own(lexicon: Lexicon, files: Iterable[tuple[Path, str]]) -> Lexicon:
    """The lexicon with a team's entries; files come with the names to show. Raises InputError with file and line."""
    own: list[Row] = []
    places: dict[str, str] = {}
    shipped = lexicon.table("terms")
    for path, name in files:
        table = _read(path, name, shipped.columns)
        for number, row in zip(table.numbers, table, strict=True):
            own.append(_checked({column: _bare(cell) for column, cell in row.items()}, name, number))
            for form in _forms(own[-1]):
                if (key := _key(form)) in places:
                    raise InputError(name, number, f"‘{form}’ already stands in {places[key]}; leave one of them out")
                places[key] = f"{name}:{number}"
    return lexicon.with_table("terms", _merged(shipped, own)) if own else lexicon


def _read(path: Path, name: str, known: list[str]) -> Table:
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise unreadable(name, problem) from None
    if len(data) > _MOST_BYTES:
        raise InputError(name, 0, f"is {len(data):,} bytes; {_MOST_BYTES:,} is the most for a table of terms")
    table = read_table(text, name)
    line = next((n for n, line in enumerate(text.split("\n"), 1) if line.rstrip("\r").split("\t") == table.columns), 1)
    for column in table.columns:
        if column not in known:
            raise InputError(name, line, f"there is no column ‘{column}’{nearest(column, known)}")
        if table.columns.count(column) > 1:
            raise InputError(name, line, f"the column ‘{column}’ stands twice")
    for column in _NEEDED:
        if column not in table.columns:
            raise InputError(
                name, line, f"the column ‘{column}’ is missing; the first line names term, plain and meaning, parted by tabs"
            )
    return table


def _checked(row: Row, name: str, line: int) -> Row:
    for column in ("term", "meaning"):
        if not row[column]:
            raise InputError(name, line, f"the cell ‘{column}’ is empty")
    if any(not form.strip() for form in split_cell(row.get("forms", ""))):
        raise InputError(name, line, "one of the forms is empty; they are parted by single |")
    if familiarity := row.get("familiarity", ""):
        try:
            share = float(familiarity)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            raise InputError(name, line, f"‘{familiarity}’ is no familiarity; it goes from 0 (nobody knows it) to 1 (all do)")
    if (kind := row.get("kind", "")) and kind not in KINDS:
        raise InputError(
            name, line, f"no kind of term is called ‘{kind}’{nearest(kind, KINDS) or '; there are ' + ', '.join(KINDS)}"
        )
    return row


def _merged(shipped: Table, own: list[Row]) -> Table:
    """The team's entries, completed from the shipped ones of the same term, after those that they leave of the others."""
    by_term = {_key(row["term"]): dict(row) for row in own}
    claimed = {_key(form) for row in own for form in _forms(row)}
    kept: list[str] = []
    for line in shipped.lines:
        term, forms = line.split("\t", 2)[:2]
        written = [term, *(split_cell(forms) if forms != "-" else ())]
        if claimed.isdisjoint(map(_key, written)):
            kept.append(line)
            continue
        row = shipped.row(line)
        left = [form for form in written if _key(form) not in claimed]
        if (ours := by_term.get(_key(term))) is not None:
            ours["forms"] = "|".join([*split_cell(ours.get("forms", "")), *left])
            for column in ("kind", "familiarity"):
                ours[column] = ours.get(column) or row[column]
        elif left:
            kept.append(_line(shipped.columns, {**row, "term": left[0], "forms": "|".join(left[1:])}))
    added = [_line(shipped.columns, {**row, "familiarity": row.get("familiarity") or _FAMILIARITY}) for row in by_term.values()]
    return Table(shipped.columns, [*kept, *added])


def _bare(cell: str) -> str:
    cell = " ".join(cell.split())
    return "" if cell == "-" else cell


def _forms(row: Row) -> list[str]:
    return [row["term"], *(form.strip() for form in split_cell(row.get("forms", "")))]


def _key(form: str) -> str:
    return lower(fold(form))


def _line(columns: list[str], row: Row) -> str:
    return "\t".join(row.get(column) or "-" for column in columns)
