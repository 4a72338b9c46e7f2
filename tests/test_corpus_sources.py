"""Sources: every row of Parquet, JSON lines or a tree comes once, in order, in batches that do not depend on what is done."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.config import Config
from linter.corpus import lines as json_lines
from linter.corpus import sources
from linter.corpus.linting import lint_table, shown_ids
from linter.corpus.source import Batch, Limits, Source
from linter.errors import InputError
from tests.corpus_tools import SETUP, lines, parquet, rows


def opened(path: Path, columns: str = "", config: Config | None = None) -> Source:
    return sources.source(path, sources.columns(columns), config or Config(), path.parent / "out")


def batches(source: Source, count: int = 10, *done: int) -> list[Batch]:
    return list(sources.batches(source, count, lambda number: number in done))


def read(source: Source, count: int = 10) -> list[tuple[int, str | None, str | None]]:
    """Row, id and problem of all rows."""
    return [
        row
        for batch in batches(source, count)
        if batch.table is not None
        for row in zip(batch.table["row"].to_pylist(), shown_ids(batch.table), batch.table["problem"].to_pylist(), strict=True)
    ]


def tree(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def every_kind(folder: Path) -> list[Path]:
    """The same pages, as every kind of source."""
    pages = rows(25)
    many = folder / "many"
    for number, some in enumerate((pages[:3], pages[3:3], pages[3:20], pages[20:])):
        table = pa.Table.from_pylist(some, schema=pa.Table.from_pylist(pages).schema)
        many.mkdir(exist_ok=True)
        pq.write_table(table, many / f"{number}.parquet", row_group_size=4)
    lines(folder / "pages.jsonl", pages)
    packed = folder / "packed" / "2026"
    packed.mkdir(parents=True)
    (packed / "a.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in pages[:11]).encode()))
    lines(packed / "b.jsonl", pages[11:])
    return [parquet(folder / "pages.parquet", pages), many, folder / "pages.jsonl", folder / "packed"]


def test_every_kind_gives_the_same_rows_and_findings(tmp_path: Path) -> None:
    made = []
    for path in every_kind(tmp_path):
        found = batches(opened(path))
        assert [batch.number for batch in found] == [0, 1, 2]
        assert [batch.rows for batch in found] == [10, 10, 5]
        made.append([lint_table(batch.table, SETUP) for batch in found])
    assert all(one == made[0] for one in made)
    assert sum(part.pages.num_rows for part in made[0]) == 25


def test_what_is_done_is_left_out_and_changes_nothing_else(tmp_path: Path) -> None:
    for path in every_kind(tmp_path):
        whole, rest = batches(opened(path)), batches(opened(path), 10, 0, 2)
        assert [batch.table is None for batch in rest] == [True, False, True]
        assert rest[1] == whole[1]
        assert [batch.rows for batch in rest] == [batch.rows for batch in whole]


@given(st.lists(st.integers(0, 9_000_000), max_size=40), st.integers(1, 12))
def test_a_batch_ends_when_it_is_full_of_rows_or_bytes(sizes: list[int], most: int) -> None:
    limits = Limits(most)
    made: list[list[int]] = [[]]
    for size in sizes:
        made[-1].append(size)
        if limits.add(size):
            made.append([])
    for batch in made[:-1]:
        assert len(batch) == most or sum(batch) >= 8_000_000
    for batch in made:
        assert len(batch) <= most
        assert sum(batch[:-1]) < 8_000_000


def test_large_pages_make_small_batches(tmp_path: Path) -> None:
    pages = [{"id": str(number), "text": "x" * 3_000_000} for number in range(7)]
    for path in (parquet(tmp_path / "a.parquet", pages), lines(tmp_path / "a.jsonl", pages)):
        assert [batch.rows for batch in batches(opened(path), 500)] == [3, 3, 1]
    folder = tree(tmp_path / "tree", {f"{row['id']}.md": row["text"] for row in pages})
    assert [batch.rows for batch in batches(opened(folder), 500)] == [3, 3, 1]


def test_columns_may_have_other_names_and_kinds(tmp_path: Path) -> None:
    pages = [{"url": number, "body": b"It cures.", "site": "A"} for number in range(3)]
    file = parquet(tmp_path / "a.parquet", pages)
    batch = batches(opened(file, "id=url, text=body,publisher=site"))[0]
    assert batch.table is not None
    assert lint_table(batch.table, SETUP).pages.select(["id", "publisher"]).to_pylist()[1] == {"id": "1", "publisher": "A"}
    assert sources.total(opened(file, "id=url,text=body")) == 3


def test_files_of_one_folder_may_hold_text_and_bytes(tmp_path: Path) -> None:
    page = '<meta charset="windows-1252"><p>Café: it cures.'
    parquet(tmp_path / "in" / "a.parquet", [{"id": "a.html", "text": page}])
    parquet(tmp_path / "in" / "b.parquet", [{"id": "b.html", "text": page.encode("cp1252")}])
    batch = batches(opened(tmp_path / "in"))[0]
    assert batch.table is not None
    texts = lint_table(batch.table, SETUP)
    assert texts.rejected.num_rows == 0
    assert texts.pages["words"].to_pylist() == [3, 3]


def test_bad_lines_are_set_aside_with_file_and_line(tmp_path: Path) -> None:
    bad = [
        '{"id": "a", "text": "x"}',
        "",
        '{"id": "b", "text"',
        "[1]",
        '{"id": ["b"], "text": "x"}',
        '{"id": "c", "text": 7}',
        "[" * 100_000,
        '{"id": 5, "text": "half \\ud800"}',
        '{"text": "x"}',
    ]
    (tmp_path / "a.jsonl").write_text("\ufeff" + "\n".join(bad), "utf-8")
    said = {row: (name, (problem or "").partition(": Exp")[0]) for row, name, problem in read(opened(tmp_path / "a.jsonl"))}
    assert said[1] == ("a", "")
    assert 2 not in said
    assert said[3][1].startswith("a.jsonl:3: is no JSON")
    assert said[4][1] == "a.jsonl:4: is no JSON object"
    assert said[5][1] == "a.jsonl:5: ‘id’ is a list; expected text"
    assert said[6] == ("c", "a.jsonl:6: ‘text’ is a number; expected text")
    assert said[7][1].startswith("a.jsonl:7: is no JSON")
    assert said[8] == ("5", "")
    assert said[9] == (None, "")


@pytest.mark.parametrize("columns", ["id=url", "text=body"])
def test_lines_that_all_lack_a_column_are_a_wrong_call(columns: str, tmp_path: Path) -> None:
    source = opened(lines(tmp_path / "a.jsonl", [[], *rows(20)]), columns)
    with pytest.raises(InputError, match=f"a.jsonl: has no ‘{columns.partition('=')[2]}’ in its first 10 lines"):
        batches(source)


def test_a_line_without_end_is_not_read_into_memory(tmp_path: Path) -> None:
    config = Config(max_page_size="1KB")
    (tmp_path / "a.jsonl").write_text(f'{{"id": "a", "text": "{"x" * 500_000}"}}\n{{"id": "b", "text": "x"}}\n', "utf-8")
    source = opened(tmp_path / "a.jsonl", config=config)
    (first, second) = read(source)
    assert first[2] == 'a.jsonl:1: is longer than a page may be; the most is max-page-size = "1KB"'
    assert second == (2, "b", None)
    assert max(len(line.data) for line in json_lines._lines(source)) < 100


def test_a_file_that_breaks_off_is_said_and_the_next_one_is_read(tmp_path: Path) -> None:
    whole = gzip.compress("".join(json.dumps(row) + "\n" for row in rows(2_000)).encode())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "in" / "b.jsonl.gz").write_bytes(b"no gzip at all")
    lines(tmp_path / "in" / "c.jsonl", rows(3))
    found = read(opened(tmp_path / "in"), 500)
    problems = [problem for _, _, problem in found if problem]
    assert len(problems) == 2
    assert "a.jsonl.gz:" in problems[0]
    assert "b.jsonl.gz:1: the file cannot be read from here on" in problems[1]
    assert [name for _, name, _ in found[-3:]] == [row["id"] for row in rows(3)]


def test_parquet_that_is_damaged_inside_is_said_and_the_next_file_is_read(tmp_path: Path) -> None:
    file = parquet(tmp_path / "in" / "a.parquet", rows(300), row_group_size=100, compression="zstd")
    parquet(tmp_path / "in" / "b.parquet", rows(3))
    chunk = pq.ParquetFile(file).metadata.row_group(1).column(1)
    data = bytearray(file.read_bytes())
    at = chunk.data_page_offset
    data[at : at + chunk.total_compressed_size] = b"\xff" * chunk.total_compressed_size
    file.write_bytes(bytes(data))
    found = read(opened(tmp_path / "in"), 500)
    problems = [(row, problem) for row, _, problem in found if problem]
    assert len(problems) == 1
    assert problems[0][1].startswith(f"a.parquet: cannot be read from row {problems[0][0]} on: ")
    assert 65 <= problems[0][0] <= 129
    assert [row for row, _, _ in found[-3:]] == [301, 302, 303]


def test_a_tree_has_paths_as_ids_and_first_folders_as_publishers(tmp_path: Path) -> None:
    folder = tree(
        tmp_path / "site",
        {"b/x/knee.html": "<p>It cures.", "b/hip.md": "x", "a.txt": "x", "c/data.csv": "x", "c/notes.markdown": "x"},
    )
    (folder / "b" / "gone.md").symlink_to("nowhere.md")
    batch = batches(opened(folder))[0]
    assert batch.table is not None
    made = lint_table(batch.table, SETUP)
    assert [(row["id"], row["publisher"], row["format"]) for row in made.pages.to_pylist()] == [
        ("a.txt", "", "txt"),
        ("b/hip.md", "b", "md"),
        ("b/x/knee.html", "b", "html"),
        ("c/notes.markdown", "c", "md"),
    ]
    assert made.rejected.to_pylist() == [{"id": "b/gone.md", "row": 2, "reason": "cannot be read: No such file or directory"}]
    assert sources.total(opened(folder)) == 5


def test_a_tree_heeds_what_a_configuration_leaves_out(tmp_path: Path) -> None:
    folder = tree(tmp_path / "site", {"drafts/a.md": "x", "b.md": "x"})
    config = Config(exclude=("drafts/**",), root=folder)
    assert [name for _, name, _ in read(opened(folder, config=config))] == ["b.md"]


def test_hidden_and_underscored_files_are_no_data(tmp_path: Path) -> None:
    parquet(tmp_path / "in" / "day=1" / "part.parquet", rows(2))
    for name in ("_metadata.parquet", ".part.parquet.crc", "_temporary/part.parquet"):
        parquet(tmp_path / "in" / name, rows(5))
    assert sources.total(opened(tmp_path / "in")) == 2


def test_a_source_that_changes_has_another_fingerprint(tmp_path: Path) -> None:
    file = parquet(tmp_path / "in" / "a.parquet", rows(3))
    before = opened(tmp_path / "in").fingerprint
    assert opened(tmp_path / "in").fingerprint == before
    assert opened(tmp_path / "in", "id=url").fingerprint != before
    parquet(tmp_path / "in" / "b.parquet", rows(3))
    more = opened(tmp_path / "in").fingerprint
    os.utime(file, ns=(1, 1))
    assert len({before, more, opened(tmp_path / "in").fingerprint}) == 3


@pytest.mark.parametrize(
    ("made", "message"),
    [
        ({}, "in: there is no such file or folder"),
        ({"in/a.parquet": b"no Parquet"}, "in/a.parquet: cannot be read as Parquet: "),
        ({"in/a.parquet": "parquet", "in/b.jsonl": b""}, "in: holds Parquet and JSON lines; name the folder of one of them"),
    ],
)
def test_a_source_that_is_none_is_refused(
    made: dict[str, Any], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in made.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        if content == "parquet":
            parquet(tmp_path / name, rows(1))
        else:
            (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as problem:
        sources.total(opened(Path("in")))
    assert str(problem.value).startswith(message)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("id", "--columns: ‘id’ is not as id=url; the names before = are id, text, format, page_type, publisher"),
        ("name=x", "--columns: ‘name=x’ is not as id=url"),
        ("id=", "--columns: ‘id=’ is not as id=url"),
    ],
)
def test_columns_that_are_not_named_right_are_refused(given: str, message: str) -> None:
    with pytest.raises(InputError) as problem:
        sources.columns(given)
    assert str(problem.value).startswith(message)
