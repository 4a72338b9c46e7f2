"""What the tests of a corpus run's summary share: a run's folder, made of a few rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

Row = dict[str, Any]

PAGE: Row = {
    "id": "a.md",
    "publisher": "North",
    "format": "md",
    "page_type": "condition",
    "type_from": "inferred",
    "language": "en",
    "words": 500,
    "sentences": 40,
    "grade": 7.0,
    "difficulty": 2.5,
    "errors": 0,
    "warnings": 0,
    "suggestions": 0,
    "suppressed": 0,
    "skipped": "",
}
FINDING: Row = {
    "id": "a.md",
    "publisher": "North",
    "page_type": "condition",
    "rule": "claims/cure",
    "family": "claims",
    "severity": "error",
    "section": "Risks",
    "line": 3,
    "column": 1,
    "start": 20,
    "end": 25,
    "text": "cured",
    "message": "‘cured’ promises too much.",
    "fingerprint": "f",
}
REJECTED: Row = {"id": "", "row": 7, "reason": "it has no id"}


class Made:
    """Pages and findings that agree: a page's counts are those of its findings."""

    def __init__(self) -> None:
        self.pages: list[Row] = []
        self.findings: list[Row] = []

    def page(self, id: str, *findings: Row, **fields: Any) -> Made:
        """Add a page; a finding takes what it does not say from its page and from `FINDING`."""
        page = {**PAGE, "id": id, **fields}
        of_page = {"id": id, "publisher": page["publisher"], "page_type": page["page_type"]}
        full = [{**FINDING, **of_page, **finding} for finding in findings]
        for one in full:
            one["family"] = one["rule"].partition("/")[0]
            page[one["severity"] + "s"] += 1
        self.pages.append(page)
        self.findings += full
        return self


MANIFEST: Row = {
    "schema": "carelint/corpus@1",
    "source": {"kind": "tree", "name": "archive"},
    "conditions": {"version of carelint": "0.1.0", "profile": "us-default", "day": "2026-11-22"},
    "target": 8,
}


def write_run(folder: Path, *parts: Made, rejected: Sequence[Row] = (), **manifest: Any) -> Path:
    """A run's folder with these parts; what was set aside is in the first."""
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps({**MANIFEST, **manifest}), "utf-8")
    for number, part in enumerate(parts):
        name = f"part-{number:06}.parquet"
        _write(folder / "pages" / name, part.pages, PAGE)
        _write(folder / "findings" / name, part.findings, FINDING)
        if rejected and not number:
            _write(folder / "rejected" / name, [{**REJECTED, **row} for row in rejected], REJECTED)
    return folder


def rows_of(folder: Path, name: str) -> list[Row]:
    """A table of the summary."""
    rows: list[Row] = parquet.ParquetFile(folder / "summary" / f"{name}.parquet").read().to_pylist()
    return rows


def table(rows: Iterable[Row], like: Row) -> pa.Table:
    """Rows as a table with the columns of one that is like them."""
    whole = {"words", "sentences", "errors", "warnings", "suggestions", "suppressed", "line", "column"}
    types = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    schema = pa.schema([(name, pa.int32() if name in whole else types[type(value)]) for name, value in like.items()])
    return pa.Table.from_pylist(list(rows), schema)


def _write(file: Path, rows: Iterable[Row], like: Row) -> None:
    file.parent.mkdir(exist_ok=True)
    parquet.write_table(table(rows, like), file)
