"""Sums up a corpus run for the archive's owner: tables in `summary/`, and `summary.html` to read.

It reads what the run wrote, a part at a time, so that it can be made anew at any time, and its memory does not grow with the
number of pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from linter.config import shown_path
from linter.corpus import tally as counting
from linter.corpus.made import Made, made_from
from linter.corpus.tally import Group, Named, Spoken, Tally, by_gravity, by_need, by_pages, by_rows, per_1000, times
from linter.errors import InputError
from linter.store.writing import replace

if TYPE_CHECKING:
    import pyarrow as pa


def write(folder: Path) -> None:
    """Write the tables and the page beside the run's own files. Raises InputError for files that cannot be read or written."""
    from linter.corpus import summary_page

    made = made_from(folder)
    tally = Tally(made.target)
    for pages, findings, rejected in _parts(folder):
        tally.add(pages, findings, rejected)
    try:
        (folder / "summary").mkdir(exist_ok=True)
        for name, table in _tables(tally, made).items():
            replace(folder / "summary" / f"{name}.parquet", _parquet(table))
        out = io.StringIO()
        summary_page.render(tally, made, out)
        replace(folder / "summary.html", out.getvalue().encode())
    except OSError as problem:
        raise InputError(shown_path(folder), 0, f"the summary cannot be written: {problem.strerror or problem}") from None


# -- what a run wrote --------------------------------------------------------------------------


def _parts(folder: Path) -> Iterator[tuple[pa.Table, pa.Table | None, pa.Table | None]]:
    """The parts that are finished: those whose pages are in place. A page's findings are in the part of the same number."""
    for file in sorted((folder / "pages").glob("part-*.parquet")):
        pages = _read(file, counting.PAGES)
        if pages is not None:
            findings = _read(folder / "findings" / file.name, counting.FINDINGS)
            yield pages, findings, _read(folder / "rejected" / file.name, counting.REJECTED)


def _read(file: Path, columns: Iterable[str]) -> pa.Table | None:
    from pyarrow import parquet

    from linter.corpus.folder import readable

    if not file.exists():
        return None
    with readable(file), parquet.ParquetFile(file) as part:
        return _filled(part.read(list(columns)))


def _filled(table: pa.Table) -> pa.Table:
    """What is not known, as nothing: another program may have written the parts."""
    import pyarrow as pa

    nothing = ["" if pa.types.is_string(column.type) else 0 for column in table.columns]
    columns = [column.fill_null(empty) for column, empty in zip(table.columns, nothing, strict=True)]
    return pa.table(columns, names=table.column_names)


# -- the tables --------------------------------------------------------------------------------


def _tables(tally: Tally, made: Made) -> dict[str, pa.Table]:
    import pyarrow as pa

    text, whole, number = pa.string(), pa.int64(), pa.float64()
    group = {
        name: number if name == "grades" else whole
        for name in Group.__struct_fields__
        if name not in ("families", "of_whole", "graded")
    }
    group["mean_grade"] = group.pop("grades")
    group["per_1000_words"] = number
    counts = dict.fromkeys(Spoken.__struct_fields__, whole)
    grave = {name: column for name, column in counts.items() if not name.startswith("suggestion")}
    aside = {"reason": text, "rows": whole, "example": text}

    def table(columns: dict[str, pa.DataType], rows: Iterable[dict[str, Any]]) -> pa.Table:
        return pa.Table.from_pylist(list(rows), schema=pa.schema(columns.items()))

    def spoken(sums: Spoken) -> dict[str, Any]:
        return {**msgspec.to_builtins(sums), "per_1000_words": per_1000(sums.findings, tally.whole.words)}

    return {
        "whole": table(group, [_group(tally.whole)]),
        "rules": table(
            {"rule": text, "title": text, **counts, "per_1000_words": number},
            ({"rule": name, "title": made.title(name), **spoken(sums)} for name, sums in by_gravity(tally.rules)),
        ),
        "publishers": table({"publisher": text, **group}, _groups("publisher", tally.publishers)),
        "page_types": table({"page_type": text, **group}, _groups("page_type", tally.page_types)),
        "families": table(
            {"publisher": text, "family": text, "errors_and_warnings": whole, "per_1000_words": number, "times": number},
            (
                {
                    "publisher": name,
                    "family": family,
                    "errors_and_warnings": count,
                    "per_1000_words": per_1000(count, sums.words),
                    "times": times(sums, tally.whole, family),
                }
                for name, sums in by_need(tally.publishers)
                for family, count in sorted(sums.families.items())
            ),
        ),
        "sections": table(
            {"heading": text, **grave, "per_1000_words": number},
            ({"heading": tally.heading(name), **spoken(sums)} for name, sums in by_pages(tally.sections)),
        ),
        "grades": table(
            {"grade": whole, "pages": whole, "above_target": pa.bool_()},
            (
                {"grade": grade, "pages": pages, "above_target": made.target is not None and grade > made.target}
                for grade, pages in sorted(tally.grades.items())
            ),
        ),
        "first": table(
            {
                "rank": whole,
                "id": text,
                "publisher": text,
                "page_type": text,
                "words": whole,
                "grade": number,
                "over": number,
                "errors": whole,
                "warnings": whole,
                "suggestions": whole,
                "rules": pa.list_(text),
            },
            ({"rank": rank, **msgspec.to_builtins(page)} for rank, page in enumerate(tally.first, 1)),
        ),
        "skipped": table(aside, _asides(tally.skipped)),
        "rejected": table({**aside, "first_row": whole}, _asides(tally.rejected)),
    }


def _group(sums: Group) -> dict[str, Any]:
    findings = sums.errors + sums.warnings
    return {**msgspec.to_builtins(sums), "mean_grade": sums.grade, "per_1000_words": per_1000(findings, sums.words)}


def _groups(key: str, named: Named[Group]) -> Iterator[dict[str, Any]]:
    return ({key: name, **_group(sums)} for name, sums in by_need(named))


def _asides(named: Named[counting.Aside]) -> Iterator[dict[str, Any]]:
    return ({"reason": name, **msgspec.to_builtins(sums)} for name, sums in by_rows(named))


def _parquet(table: pa.Table) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    out = pa.BufferOutputStream()
    parquet.write_table(table, out, compression="zstd")
    content: bytes = out.getvalue().to_pybytes()
    return content
