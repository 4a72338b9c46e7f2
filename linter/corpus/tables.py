"""The tables that a corpus run writes: their columns, and how they are put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

PAGES = pa.schema(
    [
        ("id", pa.string()),
        ("publisher", pa.string()),
        ("format", pa.string()),
        ("page_type", pa.string()),
        ("type_from", pa.string()),
        ("language", pa.string()),
        ("words", pa.int32()),
        ("sentences", pa.int32()),
        ("grade", pa.float64()),
        ("difficulty", pa.float64()),
        ("errors", pa.int32()),
        ("warnings", pa.int32()),
        ("suggestions", pa.int32()),
        ("suppressed", pa.int32()),
        ("skipped", pa.string()),
    ]
)
"""One row a page that was read."""

FINDINGS = pa.schema(
    [
        ("id", pa.string()),
        ("publisher", pa.string()),
        ("page_type", pa.string()),
        ("rule", pa.string()),
        ("family", pa.string()),
        ("severity", pa.string()),
        ("section", pa.string()),
        ("line", pa.int32()),
        ("column", pa.int32()),
        ("end_line", pa.int32()),
        ("end_column", pa.int32()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("count", pa.int32()),
        ("message", pa.string()),
        ("suggestion", pa.string()),
        ("standard", pa.string()),
        ("fingerprint", pa.string()),
    ]
)
"""One row a finding."""

REJECTED = pa.schema([("id", pa.string()), ("row", pa.int64()), ("reason", pa.string())])
"""One row a row of the source that is set aside."""

_OF_THE_PAGE = ("id", "publisher", "page_type")
_OF_A_FINDING = [field for field in FINDINGS if field.name not in _OF_THE_PAGE]

NESTED = pa.schema([*PAGES, ("findings", pa.list_(pa.struct(_OF_A_FINDING))), ("row", pa.int64()), ("rejected", pa.string())])
"""One row a row of the source, with its findings in it, for engines that take one table from a function."""


class Linted(NamedTuple):
    """What was made of a table of pages: one row a page in `pages`, or in `rejected`; and the findings on all of them."""

    findings: pa.Table
    pages: pa.Table
    rejected: pa.Table


Row = dict[str, Any]


def linted(findings: Sequence[Row], pages: Sequence[Row], rejected: Sequence[Row]) -> Linted:
    """The tables of these rows."""
    return Linted(_table(findings, FINDINGS), _table(pages, PAGES), _table(rejected, REJECTED))


def joined(parts: Iterable[Linted]) -> Linted:
    """The tables of all parts, one after the other."""
    findings, pages, rejected = zip(*parts, strict=True)
    return Linted(pa.concat_tables(findings), pa.concat_tables(pages), pa.concat_tables(rejected))


def nested(made: Linted) -> pa.Table:
    """What was linted as one table, as `NESTED` has it: pages first, then what was set aside, with the reason in `rejected`."""
    found: dict[str, list[Row]] = {}
    for finding in made.findings.to_pylist():
        found.setdefault(finding["id"], []).append(finding)
    rows = [{**page, "findings": found.get(page["id"], [])} for page in made.pages.to_pylist()]
    rows += [{"id": one["id"], "row": one["row"], "rejected": one["reason"]} for one in made.rejected.to_pylist()]
    return pa.Table.from_pylist(rows, NESTED)


def _table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    try:
        return pa.Table.from_pylist(rows, schema)
    except UnicodeEncodeError:  # half a character
        return pa.Table.from_pylist([{name: _whole(value) for name, value in row.items()} for row in rows], schema)


def _whole(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
