"""docs/corpus.md says what is: its tables of columns, and its examples."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from linter.corpus import tables
from linter.corpus.linting import COLUMNS
from tests.corpus_tools import corpus, lines, rows
from tests.test_docs import blocks, text_of

PAGE = "docs/corpus.md"


def spark_examples(source: str, target: str) -> None:
    """Run the examples for Spark over a source, in the session that there is."""
    first, second = (block for block in blocks(PAGE, "python") if "spark." in block)
    example = re.sub(r"(?m)^SOURCE, TARGET = .*$", f"SOURCE, TARGET = {source!r}, {target!r}", first)
    names = {"__name__": "__main__"}
    exec(compile(example, PAGE, "exec"), names)
    exec(compile(second.replace("linted-by-spark", target), PAGE, "exec"), names)


def described(heading: str) -> dict[str, str]:
    """Columns and their types in the table that follows a sentence."""
    part = text_of(PAGE).partition(heading)[2].partition("\n\n")[2].partition("\n\n")[0]
    found = {}
    for names, kind in re.findall(r"(?m)^\| (`[^|]+) \| (\w+) \|", part):
        found.update(dict.fromkeys(re.findall(r"`([^`]+)`", names), kind))
    return found


@pytest.mark.parametrize(
    ("heading", "schema"), [("`pages` has a row", tables.PAGES), ("`findings` has a row", tables.FINDINGS)]
)
def test_every_column_is_described_with_its_type_and_no_other(heading: str, schema: pa.Schema) -> None:
    kinds = {field.name: {"double": "float64"}.get(str(field.type), str(field.type)) for field in schema}
    assert described(heading) == kinds


def test_what_is_read_of_a_row_is_described() -> None:
    part = text_of(PAGE).partition("these columns are read")[2].partition("Are they called")[0]
    assert tuple(re.findall(r"(?m)^\| `(\w+)` \|", part)) == COLUMNS


def test_the_example_for_arrow_finds_cures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    corpus(lines(tmp_path / "archive.jsonl", rows(12)), tmp_path / "linted")
    names: dict[str, Any] = {}
    example = next(block for block in blocks(PAGE, "python") if "ds.dataset" in block)
    exec(compile(example, PAGE, "exec"), names)
    assert set(names["cures"]["text"].to_pylist()) == {"cures"}
