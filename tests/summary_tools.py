"""What the tests of a corpus run's summary share: a run's folder, made of a few rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from linter.corpus import summary

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


HOSTILE = "</title><script>alert(1)</script> ‮evil‬ {{ 7*7 }} \"'><svg onload=alert(2)>"

CURE: Row = {"rule": "claims/cure"}
LONG: Row = {"rule": "readability/long-sentence", "severity": "suggestion", "section": "Care", "text": "A sentence."}
TERM: Row = {"rule": "jargon/undefined-term", "severity": "warning", "section": "risks: ", "text": "oedema"}
REVIEW: Row = {"rule": "required/review-date", "severity": "warning", "text": ""}


def small() -> tuple[Made, Made]:
    """Two parts of a small archive."""
    one, two = Made(), Made()
    one.page("north/a.md", CURE, CURE, TERM, REVIEW, grade=9.3, words=800)
    one.page("north/b.md", TERM, TERM, {**TERM, "section": "1. RISKS"}, REVIEW, grade=10.0, words=400, page_type="procedure")
    one.page("north/c.md", LONG, grade=6.2)
    one.page("north/fr.md", grade=0.0, words=0, skipped="it is in another language (fr)", language="fr")
    two.page("south/a.md", REVIEW, grade=8.0, publisher="South", suppressed=2)
    two.page("south/b.md", grade=8.1, publisher="South", page_type="medicine")
    two.page("south/empty.md", grade=0.0, words=0, publisher="South", page_type="admin")
    return one, two


ASIDE: list[Row] = [{}, {"row": 9}, {"id": "x.pdf", "reason": "a format nobody reads"}]


def archive(folder: Path, *more: Made) -> Path:
    """The summary of an archive in which North uses hard words, South promises cures, and East is small; and of more parts."""
    one, two = small()
    for number in range(12):
        one.page(f"north/{number}.md", *[TERM] * (1 + number % 3), LONG, grade=8.5 + number / 4, page_type="procedure")
        cure = [{**CURE, "section": "Why us"}] * (number % 4 > 1)
        two.page(f"south/{number}.md", *cure, TERM, REVIEW, grade=6.5 + number / 6, publisher="South", words=300)
    two.page("east/a.html", CURE, publisher="East", format="html")
    summary.write(write_run(folder, one, two, *more, rejected=ASIDE))
    return folder


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
