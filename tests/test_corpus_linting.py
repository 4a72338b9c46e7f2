"""`lint_table`: what it says of pages is what `check` says; a bad row is set aside, whatever is wrong with it."""

from __future__ import annotations

import pickle
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter import Linter
from linter.config import Approval, Config, Override
from linter.corpus import linting, tables
from linter.corpus.linting import Setup, lint_table
from linter.corpus.tables import FINDINGS, NESTED, PAGES, REJECTED, Linted
from linter.engine import Linter as Engine
from linter.errors import InputError
from linter.options import Options
from tests.corpus_tools import OPTIONS, rows

SETUP = Setup(options=OPTIONS)


def lint(setup: Setup = SETUP, text: list[Any] | pa.Array = (), **columns: Any) -> Linted:
    columns = {"id": [f"page {number}" for number in range(len(text))], **columns}
    return lint_table(pa.table({**columns, "text": text}), setup)


def reasons(linted: Linted) -> list[tuple[int, str]]:
    return [(row["row"], row["reason"]) for row in linted.rejected.to_pylist()]


def test_every_figure_and_finding_is_that_of_check() -> None:
    pages = rows(30)
    made = lint_table(pa.Table.from_pylist(pages), SETUP)
    assert (made.pages.schema, made.findings.schema, made.rejected.schema) == (PAGES, FINDINGS, REJECTED)
    engine = Linter(options=OPTIONS)
    found: list[dict[str, Any]] = []
    for page, row in zip(made.pages.to_pylist(), pages, strict=True):
        report = engine.check_text(row["text"], f"{row['id']}.{row['format']}", row["page_type"])
        for name in ("language", "words", "sentences", "grade", "difficulty", "type_from", "skipped"):
            assert page[name] == getattr(report, name)
        assert (page["id"], page["publisher"], page["page_type"]) == (row["id"], row["publisher"], report.type)
        assert page["errors"] + page["warnings"] + page["suggestions"] == len(report.findings)
        found += [{"id": row["id"], **{name: getattr(one, name) for name in _SHARED}} for one in report.findings]
    assert [{name: row[name] for name in ("id", *_SHARED)} for row in made.findings.to_pylist()] == found
    assert found


_SHARED = (
    "rule", "severity", "line", "column", "end_line", "end_column", "start", "end", "text", "count", "message", "suggestion",
    "fingerprint",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(["Our gel cures arthritis. ", "# Übung\n\n", "Take 1 bid. ", "é\r\n", "🦴 ", "<p>"]), max_size=12)
)
def test_places_are_those_of_the_page(pieces: list[str]) -> None:
    text = "".join(pieces)
    for row in lint(text=[text]).findings.to_pylist():
        assert row["text"] in (text[row["start"] : row["end"]], "")
        assert text.count("\n", 0, row["start"]) == row["line"] - 1
        assert row["column"] == row["start"] - text.rfind("\n", 0, row["start"])


def test_a_finding_names_the_heading_above_it_and_one_about_the_page_names_none() -> None:
    page = "It cures colds.\n\n# How *we* help\n\nIt cures flu.\n\n## Doses\n\nTake 5 mg bid.\n"
    found = lint(text=[page]).findings.to_pylist()
    assert {(row["section"], row["text"]) for row in found if row["text"]} >= {
        ("", "cures"),
        ("How we help", "cures"),
        ("Doses", "bid"),
    }
    assert {row["section"] for row in found if not row["text"]} == {""}
    assert {row["family"] for row in found} == {"claims", "jargon", "required"}


def test_each_kind_of_bad_row_is_set_aside_with_its_reason() -> None:
    table = pa.table(
        {
            "id": pa.array(["", None, "c", "d", "e", "f", "g", "good", "good", "j", "k"]),
            "text": pa.array([b"x", b"x", None, b"x", b"x", b"caf\xe9", b"a\0b", b"# Good", b"x", b"%PDF-1.4", b"x" * 2_000]),
            "format": [None, None, None, "docx", "md", "txt", "md", "md", "md", "md", "md"],
            "page_type": [None, None, None, None, "recipe", None, None, None, None, None, None],
        }
    )
    made = lint_table(table, Setup(config=Config(max_page_size="1KB"), options=OPTIONS))
    assert [row["id"] for row in made.pages.to_pylist()] == ["good"]
    assert [row["id"] for row in made.rejected.to_pylist()] == ["", "", "c", "d", "e", "f", "g", "good", "j", "k"]
    said = dict(reasons(made))
    assert said[1] == said[2] == "has no id"
    assert said[3] == "has no text"
    assert said[4].startswith("‘docx’ is no format that is read here")
    assert said[5].startswith("no page type is called ‘recipe’")
    assert said[6].startswith("line 1: byte 3 is not UTF-8 text")
    assert said[7].startswith("looks like a binary file")
    assert said[9] == "its id stands in row 8 already"
    assert said[10].startswith("looks like a binary file")
    assert said[11].startswith('is 2,000 bytes; the most is max-page-size = "1KB"')


CELLS = st.one_of(st.none(), st.binary(max_size=6), st.sampled_from([b"a", b"md", b"medicine", b"It cures.", b"\xff"]))


@example([(b"a", b"", b"\0\n\0", None, None)])
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=8))
def test_every_row_is_a_page_or_set_aside_whatever_it_holds(cells: list[tuple[bytes | None, ...]]) -> None:
    columns = [pa.array(list(column), pa.binary()) for column in zip(*cells, strict=True)] or [pa.array([], pa.binary())] * 5
    made = lint_table(pa.table(dict(zip(linting.COLUMNS, columns, strict=True))), SETUP)
    aside = {row["row"] for row in made.rejected.to_pylist()}
    assert all(row["reason"] and "\n" not in row["reason"] for row in made.rejected.to_pylist())
    assert "a fault of carelint" not in str(reasons(made))
    linted = [name for number, (name, *_) in enumerate(cells, 1) if number not in aside]
    assert made.pages["id"].to_pylist() == [(name or b"").decode("utf-8", "backslashreplace") for name in linted]


def test_a_fault_of_ours_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    check = Engine.check_page

    def fails(self: Engine, text: str, path: str, page_type: str | None = None) -> Any:
        if "boom" in text:
            raise KeyError("one\nline")
        return check(self, text, path, page_type)

    monkeypatch.setattr(Engine, "check_page", fails)
    made = lint(text=["fine", "boom", "fine too"])
    assert made.pages["id"].to_pylist() == ["page 0", "page 2"]
    assert reasons(made) == [(2, "could not be linted, which is a fault of carelint: KeyError: 'one\\nline'")]


def test_what_is_wrong_with_rules_is_no_fault_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: object) -> Any:
        raise InputError("carelint.toml", 3, "is wrong")

    monkeypatch.setattr(Engine, "check_page", fails)
    with pytest.raises(InputError, match=r"carelint\.toml:3: is wrong"):
        lint(text=["fine"])


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int8(), pa.string())],
    ids=str,
)
def test_text_may_be_in_any_kind_of_column(kind: pa.DataType) -> None:
    values = pa.array(["It cures.", None, "Gärten"]).cast(kind)
    made = lint(text=values)
    assert made.pages["id"].to_pylist() == ["page 0", "page 2"]
    assert "cures" in made.findings["text"].to_pylist()


def test_bytes_are_decoded_as_files_are_and_text_was_decoded_before() -> None:
    page = '<meta charset="windows-1252"><h1>Café</h1><p>It cures.'
    as_bytes = lint(text=pa.array([page.encode("cp1252")]), format=["html"])
    as_text = lint(text=[page], format=["html"])
    assert as_bytes.findings == as_text.findings
    assert "Café" in as_text.findings["section"].to_pylist()


def test_text_that_is_no_utf_8_is_set_aside_and_an_id_is_shown() -> None:
    broken = pa.array([b"fine", b"\xff"]).view(pa.string())
    made = lint(text=broken, id=pa.array([b"caf\xe9", b"b"]).view(pa.string()))
    assert made.pages["id"].to_pylist() == ["caf\\xe9"]
    assert [row for row, _ in reasons(made)] == [2]


@pytest.mark.parametrize(
    ("stated", "name", "default", "expected"),
    [
        ("HTML", "a.md", "txt", "html"),
        (".Markdown", "a", "txt", "md"),
        ("text/html; charset=utf-8", "a", "txt", "html"),
        ("text/plain", "a", "md", "txt"),
        (None, "https://x.example/a.htm", "txt", "html"),
        (None, "a.b", "txt", "txt"),
        ("", "a", "html", "html"),
    ],
)
def test_a_page_has_the_format_of_its_row_then_its_id_then_the_default(
    stated: str | None, name: str, default: str, expected: str
) -> None:
    made = lint(Setup(options=OPTIONS, format=default), text=["x"], id=[name], format=pa.array([stated], pa.string()))
    assert made.pages["format"].to_pylist() == [expected]


@pytest.mark.parametrize("text", ["<!DOCTYPE html><p>x", "\ufeff \n<html lang=en><p>x"])
def test_a_page_that_begins_as_html_is_html_unless_its_row_says_otherwise(text: str) -> None:
    made = lint(text=[text, text, f"Not {text}"], format=pa.array([None, "txt", None]))
    assert made.pages["format"].to_pylist() == ["html", "txt", "md"]


def test_ids_may_be_numbers() -> None:
    made = lint(text=["x", "y", "z"], id=[7, 8, 7])
    assert made.pages["id"].to_pylist() == ["7", "8"]
    assert reasons(made) == [(3, "its id stands in row 1 already")]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (pa.table({"id": ["a"]}), "table: has no column ‘text’; it has id"),
        (pa.table({"id": ["a"], "text": [1]}), "table: column ‘text’ holds int64; expected text or bytes"),
        (pa.table({"id": [["a"]], "text": ["x"]}), "table: column ‘id’ holds list<"),
        (pa.Table.from_arrays([pa.array(["a"])] * 3, ["id", "text", "text"]), "table: has 2 columns called ‘text’"),
    ],
)
def test_a_table_without_the_columns_is_refused(table: pa.Table, message: str) -> None:
    with pytest.raises(InputError) as problem:
        lint_table(table, SETUP)
    assert str(problem.value).startswith(message)


def test_settings_for_paths_and_approvals_mean_ids() -> None:
    from datetime import date

    config = Config(
        overrides=(Override(paths=("medicines/**",), type="medicine", severity={"jargon/sig-abbreviation": "suggestion"}),),
        approved=(Approval("claims/cure", "other/hep-c.md", "cures", "Cited.", "The director", date(2099, 1, 1)),),
    )
    setup = Setup(config=config, options=OPTIONS, base=linting.Path.cwd().as_posix())
    made = lint(setup, text=["It cures. Take 5 mg bid."] * 3, id=["medicines/a", "other/hep-c", "other/b"])
    found = made.findings.to_pylist()
    assert [row["id"] for row in found if row["text"] == "cures"] == ["medicines/a", "other/b"]
    assert [row["severity"] for row in found if row["text"] == "bid"] == ["suggestion", "warning", "warning"]
    assert made.pages["page_type"].to_pylist()[0] == "medicine"
    assert made.pages["suppressed"].to_pylist() == [0, 1, 0]


def test_a_page_in_another_language_is_skipped_with_its_reason() -> None:
    german = "Nehmen Sie die Tabletten nicht ein, wenn Sie schwanger sind. Fragen Sie bitte Ihren Arzt oder Apotheker. " * 4
    page = lint(text=[german]).pages.to_pylist()[0]
    assert (page["language"], page["skipped"]) == ("de", "language de: carelint reads English")


def test_nested_holds_the_same_in_one_table() -> None:
    made = lint(text=["It cures.", None, "Rest."])
    whole = tables.nested(made)
    assert whole.schema == NESTED
    pages = whole.to_pylist()
    assert [(row["id"], row["rejected"]) for row in pages] == [("page 0", None), ("page 2", None), ("page 1", "has no text")]
    flat = [{**finding, "id": page["id"]} for page in pages for finding in page["findings"] or ()]
    keys = {"id", *flat[0]}
    assert flat == [{key: row[key] for key in keys} for row in made.findings.to_pylist()]


def test_rules_are_loaded_once_for_the_same_conditions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linting, "_linters", {})
    one = linting.linter_of(SETUP)
    assert linting.linter_of(pickle.loads(pickle.dumps(SETUP))) is one
    assert linting.linter_of(Setup(options=Options(syntax="off"))) is not one
    assert len(linting._linters) == 2


def test_no_parsed_sentence_is_kept_on_disk_or_beside_the_memory_of_the_parser() -> None:
    linter = linting.linter_of(Setup(options=Options(select=("claims",), syntax="on")))
    assert linter._parsed is not None
    lint(Setup(options=Options(select=("claims",), syntax="on")), text=["Our gel cures arthritis.", "We cure colds."])
    assert not linter._parsed._new


def test_a_problem_can_be_sent_from_one_process_to_another() -> None:
    problem = pickle.loads(pickle.dumps(InputError("a.yaml", 3, "is wrong")))
    assert str(problem) == "a.yaml:3: is wrong"
