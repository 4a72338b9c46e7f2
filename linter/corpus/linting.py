"""Lints a table of pages into tables of findings: the one function that a single process, many, Dask and Spark all run."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path, PurePath
from threading import Lock
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from linter import files, readers
from linter.config import Config
from linter.corpus import tables
from linter.corpus.tables import Linted, Row
from linter.errors import InputError
from linter.findings import Finding, Severity
from linter.options import Options
from linter.page import OPAQUE, Kind, Page
from linter.reporters.plain import safe
from linter.reporters.wording import cited
from linter.run.conditions import Conditions
from linter.store import digests
from linter.store.hashing import blake2b

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.language.syntax import Parsed

FORMATS = {
    **dict.fromkeys(("md", "markdown", "text/markdown"), "md"),
    **dict.fromkeys(("html", "htm", "text/html"), "html"),
    **dict.fromkeys(("txt", "text", "plain", "text/plain"), "txt"),
}
"""What a row may say of its format, and what it is called here."""

COLUMNS = ("id", "text", "format", "page_type", "publisher")
"""What is read of a source; `id` and `text` have to be there."""

_LONGEST_REASON = 300
_HTML = re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]")  # nothing else begins like that


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What pages are linted under; plain data, for other processes and computers.

    `format` is that of a page whose row, text and id do not tell. `base` is the folder that ids are seen from, for the paths in
    a configuration. `build`, where it is given, is what `built` has to say in every process.
    """

    config: Config = msgspec.field(default_factory=Config)
    options: Options = msgspec.field(default_factory=Options)
    format: str = "md"
    base: str = ""
    build: str = ""


def built(setup: Setup) -> str:
    """Tells one carelint, rulebook and parser from another. Raises InputError where a rule file cannot be read."""
    keep = setup.options.cache
    try:
        rules = digests.rules_digest(setup.config.rule_folders(), setup.config.lexicon_files(), keep=keep)
    except OSError as problem:
        raise InputError(problem.filename or "rules", 0, f"cannot be read: {problem.strerror or problem}") from None
    syntax = Conditions(setup.config, setup.options).syntax
    return blake2b(f"{digests.code_digest(keep=keep)} {rules} {syntax}".encode(), digest_size=12).hexdigest()


class _Forgets:
    """Keeps no parsed sentence: a cache of them would grow with the corpus."""

    def get(self, key: bytes) -> Parsed | None:  # noqa: ARG002
        return None

    def put(self, key: bytes, parsed: Parsed) -> None:
        pass


_linters: dict[bytes, Linter] = {}
_one_at_a_time = Lock()  # a worker may have several threads; a linter and its parser are for one


def linter_of(setup: Setup) -> Linter:
    """The linter of this process for these conditions: rules and parser are loaded once. Raises InputError."""
    key = msgspec.msgpack.encode(setup, enc_hook=str, order="deterministic")
    if key not in _linters:
        if setup.build and setup.build != built(setup):
            others = (
                "has another carelint, other rules, plugins or another parser than where the run was started; install the same"
            )
            raise InputError("worker", 0, others)
        linter = Conditions(setup.config, setup.options).engine
        if linter.syntax is not None:
            linter.syntax.keep_in(_Forgets())
        _linters[key] = linter
    return _linters[key]


def lint_table(table: pa.Table, setup: Setup | None = None) -> Linted:
    """Lint the pages of a table: columns `id` and `text`, and `format`, `page_type` and `publisher` where they are there.

    A row that cannot be linted is set aside with the reason, whatever it is; `row` is its place: the column of that name, or
    counted from 1. Raises InputError where columns are missing or hold no text, and for rules and settings that are wrong.
    """
    setup = setup or Setup()
    findings: list[Row] = []
    pages: list[Row] = []
    rejected: list[Row] = []
    with _one_at_a_time:
        linter = linter_of(setup)
        for row in _rows(with_doubles_marked(table)):
            try:
                page, found = _lint(row, linter, setup)
            except _Rejected as problem:
                rejected.append({"id": row["id"] or "", "row": row["row"], "reason": str(problem)})
            else:
                pages.append(page)
                findings += found
    return tables.linted(findings, pages, rejected)


# -- rows ------------------------------------------------------------------------------------------


class _Rejected(Exception):  # noqa: N818
    """Why a row is set aside."""


def check_columns(schema: pa.Schema, columns: dict[str, str], where: str) -> None:
    """Raise InputError where columns (ours: theirs) are missing that must be there, or hold what is no text."""
    for ours, theirs in columns.items():
        if theirs not in schema.names:
            if ours in ("id", "text") or theirs != ours:
                there = ", ".join(schema.names) or "none"
                raise InputError(where, 0, f"has no column ‘{theirs}’; it has {there} (see --columns)")
            continue
        if schema.names.count(theirs) > 1:
            raise InputError(where, 0, f"has {schema.names.count(theirs)} columns called ‘{theirs}’")
        kind = _plain(schema.field(theirs).type)
        is_plain = pa.types.is_primitive(kind) and ours != "text"
        if not (is_plain or pa.types.is_null(kind) or holds_text(kind) or _is_bytes(kind)):
            raise InputError(where, 0, f"column ‘{theirs}’ holds {kind}; expected text{' or bytes' if ours == 'text' else ''}")


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def holds_text(kind: pa.DataType) -> bool:
    """Whether a column of this kind holds text, rather than bytes that are to be decoded."""
    kind = _plain(kind)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_binary_view(kind)
        or pa.types.is_fixed_size_binary(kind)
    )


def with_doubles_marked(table: pa.Table) -> pa.Table:
    """The table with a column `problem` that says of an id that stands in it twice where it stood first; and with `row`."""
    check_columns(table.schema, dict(zip(COLUMNS, COLUMNS, strict=True)), "table")
    rows = table["row"].to_pylist() if "row" in table.schema.names else list(range(1, table.num_rows + 1))
    problems = table["problem"].to_pylist() if "problem" in table.schema.names else [None] * table.num_rows
    first: dict[bytes, int] = {}
    for at, (name, row) in enumerate(zip(_raw(table["id"]), rows, strict=True)):
        if name and first.setdefault(name, row) != row and problems[at] is None:
            problems[at] = f"its id stands in row {first[name]} already"
    kept = table.drop_columns([name for name in ("row", "problem") if name in table.schema.names])
    return kept.append_column("row", pa.array(rows, pa.int64())).append_column("problem", pa.array(problems, pa.string()))


def _rows(table: pa.Table) -> Iterator[Row]:
    columns: dict[str, list[Any]] = {}
    for name in COLUMNS:
        if name not in table.schema.names:
            columns[name] = [None] * table.num_rows
        else:
            columns[name] = _raw(table[name]) if name == "text" else _shown(table[name])
    columns["row"], columns["problem"] = table["row"].to_pylist(), table["problem"].to_pylist()
    if "is_text" in table.schema.names:
        columns["is_text"] = table["is_text"].to_pylist()
    else:
        columns["is_text"] = [holds_text(table.schema.field("text").type)] * table.num_rows
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def as_bytes(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """A column as bytes: what should be UTF-8 need not be."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not holds_text(column.type) and not _is_bytes(column.type):
        column = column.cast(pa.large_string())
    return column.cast(pa.large_binary())


def _raw(column: pa.ChunkedArray) -> list[bytes | None]:
    raw: list[bytes | None] = as_bytes(column).to_pylist()
    return raw


def _shown(column: pa.ChunkedArray) -> list[str | None]:
    return [None if one is None else one.decode("utf-8", "backslashreplace") for one in _raw(column)]


def shown_ids(table: pa.Table) -> list[str | None]:
    """The ids of a table as people see them."""
    return _shown(table["id"])


# -- one page --------------------------------------------------------------------------------------


def _lint(row: Row, linter: Linter, setup: Setup) -> tuple[Row, list[Row]]:
    """The row of a page, and those of its findings. Raises _Rejected; InputError for what is not the page's fault."""
    if row["problem"] is not None:
        raise _Rejected(row["problem"])
    name, data = row["id"], row["text"]
    if not name:
        raise _Rejected("has no id")
    if data is None:
        raise _Rejected("has no text")
    kind = _format_of(row, setup)
    path = _path_of(name, kind, setup.base)
    try:
        files.check_size(len(data), path, linter.config)
        # What a table holds as text was decoded by who wrote it, whatever the page says of itself.
        encoding = "utf-8" if row["is_text"] else linter.config.encoding
        text = readers.decode(data, path, encoding, linter.config.max_bytes)
        report, page = linter.check_page(text, path, row["page_type"] or None)
    except InputError as problem:
        if problem.path != path:  # the rules' or the configuration's
            raise
        raise _Rejected(f"line {problem.line}: {problem.message}" if problem.line else problem.message) from None
    except Exception as problem:  # one page never ends a run
        raise _Rejected(_unforeseen(problem)) from None
    whose = {"id": name, "publisher": row["publisher"] or "", "page_type": report.type}
    about = {
        **whose,
        "format": kind,
        "type_from": report.type_from,
        "language": report.language,
        "words": report.words,
        "sentences": report.sentences,
        "grade": report.grade,
        "difficulty": report.difficulty,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "suggestions": report.count(Severity.SUGGESTION),
        "suppressed": len(report.suppressed),
        "skipped": report.skipped,
    }
    headings = _headings(page) if report.findings else []
    return about, [{**whose, **_of(finding, headings)} for finding in report.findings]


def _format_of(row: Row, setup: Setup) -> str:
    if stated := (row["format"] or "").partition(";")[0].strip():
        kind = FORMATS.get(stated.lower().removeprefix("."))
        if kind is None:
            raise _Rejected(f"‘{safe(stated[:40])}’ is no format that is read here; expected md, html or txt")
        return kind
    if _HTML.match(row["text"]):
        return "html"
    return _suffix_format(row["id"]) or setup.format


def _suffix_format(name: str) -> str:
    return FORMATS.get(PurePath(name).suffix.lower().removeprefix("."), "")


def _path_of(name: str, kind: str, base: str) -> str:
    """The page as a path: its suffix is that of its format, and it stands where a configuration's paths can mean it."""
    if not PurePath(name).suffix or _suffix_format(name) != kind:
        name = f"{name}.{kind}"
    return f"{base}/{name}" if base else name


def _unforeseen(problem: Exception) -> str:
    said = " ".join(f"{type(problem).__name__}: {problem}".split())
    return f"could not be linted, which is a fault of carelint: {said[:_LONGEST_REASON]}"


def _headings(page: Page) -> list[tuple[int, str]]:
    """The headings of a page, by their place in the source."""
    return sorted(
        (block.source_start, " ".join(page.text_of(block).replace(OPAQUE, " ").split()))
        for block in page.blocks
        if block.kind is Kind.HEADING
    )


def _of(finding: Finding, headings: list[tuple[int, str]]) -> Row:
    """A finding's own columns. One about the whole page stands under no heading."""
    above = bisect_right(headings, finding.start, key=lambda heading: heading[0]) if finding.text else 0
    return {
        "rule": finding.rule,
        "family": finding.rule.partition("/")[0],
        "severity": finding.severity.value,
        "section": headings[above - 1][1] if above else "",
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "count": finding.count,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "standard": cited(finding.standard),
        "fingerprint": finding.fingerprint,
    }


def prepared(setup: Setup) -> Setup:
    """The same conditions, fit for another process: folders whole, the day settled, and what carelint is made of.

    Raises InputError where a rule, option or setting is wrong.
    """
    config = msgspec.structs.replace(setup.config, root=Path(os.path.abspath(setup.config.root)))
    setup = msgspec.structs.replace(setup, config=config, options=Conditions(config, setup.options).options)
    setup = msgspec.structs.replace(setup, build=built(setup))
    linter_of(setup).choices()
    return setup
