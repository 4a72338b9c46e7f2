"""`carelint terms`: the terms of pages for people and programs, and a draft glossary that is never more than data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from linter import Linter, readers
from linter.cli import main
from linter.commands.glossary import DRAFT, Entries, as_html, entries, markdown
from linter.language import english

PAGE = """# Café notes 😀

You have an embolism. The COPD nurse gives you warfarin for the embolisms.

Stenosis (a tube that is too narrow) is common. A stenosis can be mild.
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")

    def run(*arguments: str, code: int = 0) -> str:
        assert main(["terms", *arguments]) == code
        return capsys.readouterr().out

    return run


def test_json_is_as_contracted_and_places_are_code_points_of_the_source(run) -> None:
    data = json.loads(run("page.md", "--format", "json"))
    assert list(data) == ["pages"]
    (page,) = data["pages"]
    assert list(page) == ["path", "terms"]
    assert page["path"] == "page.md"
    for term in page["terms"]:
        assert list(term) == [
            "text", "start", "end", "line", "column", "kind", "familiarity", "defined", "defined_at", "plain",
        ]  # fmt: skip
        assert PAGE[term["start"] : term["end"]] == term["text"]
        before = PAGE[: term["start"]]
        assert (term["line"], term["column"]) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    said = [(term["text"], term["kind"], term["defined"], term["defined_at"]) for term in page["terms"]]
    assert said == [
        ("embolism", "term", False, None),
        ("COPD", "acronym", False, None),
        ("warfarin", "drug", False, None),
        ("embolisms", "term", False, None),
        ("Stenosis", "term", True, {"line": 5, "column": 1}),
        ("stenosis", "term", True, {"line": 5, "column": 1}),
    ]
    assert page["terms"][0]["plain"]


def test_text_names_each_term_once_in_order_of_first_use(run) -> None:
    lines = run("page.md").splitlines()
    assert lines[0] == "page.md: 4 terms that readers may not know, 3 not explained"
    rows = [line for line in lines if line[:7].strip().isdigit()]
    assert [row.split()[0] for row in rows] == ["3", "3", "3", "5"]
    assert "embolism ×2 " in rows[0]
    assert "not explained; plain words: " in rows[0]
    assert "COPD (acronym)" in rows[1]
    assert "warfarin (medicine)" in rows[2]
    assert "Stenosis ×2 " in rows[3]
    assert "explained on line 5" in rows[3]
    assert all("░" in row for row in rows)


def test_undefined_leaves_out_what_the_page_explains_somewhere(run) -> None:
    shown = run("page.md", "--undefined")
    assert shown.startswith("page.md: 3 terms not explained\n")
    assert "tenosis" not in shown
    terms = json.loads(run("page.md", "--undefined", "--format", "json"))["pages"][0]["terms"]
    assert [term["text"] for term in terms] == ["embolism", "COPD", "warfarin", "embolisms"]
    Path("plain.md").write_text("Stenosis (a tube that is too narrow) is common.\n")
    assert run("plain.md", "--undefined") == "plain.md: no term is left unexplained\n"


def test_all_gives_every_content_word_for_its_familiarity(run) -> None:
    terms = json.loads(run("page.md", "--all", "--format", "json"))["pages"][0]["terms"]
    assert {term["kind"] for term in terms} >= {"word", "term", "drug"}
    assert "nurse" in [term["text"] for term in terms]
    assert "different words" in run("page.md", "--all")


def test_standard_input_that_is_closed_is_a_failure_beside_pages_that_are_read(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.__stdin__", None)
    data = json.loads(run("page.md", "-", "--format", "json", code=2))
    assert [page["path"] for page in data["pages"]] == ["page.md"]
    assert [one["message"] for one in data["errors"]] == ["standard input: cannot be read: it is closed"]


def test_folders_and_standard_input_are_read_and_what_cannot_be_is_said(
    run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io
    import sys

    Path("old.md").write_bytes(b"caf\xe9")
    Path("es.md").write_text(
        "Tome una tableta al día con un vaso de agua y no deje de tomar la medicina si no lo dice el médico.\n"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"An embolism.")))
    data = json.loads(run(".", "-", "gone.md", "--stdin-filename", "note.txt", "--format", "json", code=2))
    assert [(page["path"], len(page["terms"])) for page in data["pages"]] == [("note.txt", 1), ("page.md", 6)]
    assert data["skipped"] == [{"path": "es.md", "reason": "language es: carelint reads English"}]
    assert [error["path"] for error in data["errors"]] == ["gone.md", "old.md"]
    shown = run(".", "gone.md", code=2)
    assert "es.md: not read: language es" in shown
    assert "error: gone.md: there is no such file or folder\n" in shown
    assert run(".", "--exclude", "*") == ""


@pytest.mark.parametrize(
    "arguments", [["--glossary", "html", "--format", "json"], ["--glossary", "markdown", "--all"], ["--undefined", "--all"]]
)
def test_options_that_do_not_go_together_are_said(run, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["terms", "page.md", *arguments])
    except SystemExit as left:
        code = int(str(left.code))
    assert code == 2
    assert "--" in capsys.readouterr().err


def test_what_a_page_says_cannot_drive_the_terminal(run) -> None:
    Path("hostile.md").write_text(
        "An \x1b[31membolism\x1b[0m of hemi\x1bangioma \u202eemboli\u202c, xyz\x9bosis.\n", encoding="utf-8"
    )
    for arguments in ((), ("--undefined",), ("--all",), ("--glossary", "markdown"), ("--glossary", "html")):
        shown = run("hostile.md", *arguments)
        assert not any(
            ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u202e\u202c" for line in shown.splitlines() for char in line
        )


def test_markup_inside_a_term_is_not_shown(run) -> None:
    Path("page.html").write_text("<p>You have athero<b>sclerosis</b>.</p>", encoding="utf-8")
    assert "  atherosclerosis  not explained" in run("page.html")


# -- glossary -------------------------------------------------------------------------------------

UNKNOWN = "Ask about COPD, warfarin, embolisms, an embolism and a hemizygotoplasty.\n"


@pytest.mark.parametrize(("format", "name"), [("markdown", "words.md"), ("html", "words.html")])
def test_the_glossary_explains_what_the_lexicon_knows_and_leaves_the_rest_open(run, format: str, name: str) -> None:
    Path("page.md").write_text(UNKNOWN, encoding="utf-8")
    glossary = run("page.md", "--glossary", format)
    assert DRAFT in glossary
    page = (
        glossary + "\nAn embolism. A hemizygotoplasty. Your COPD.\n"
        if format == "markdown"
        else f"{glossary}<p>An embolism. A hemizygotoplasty. Your COPD.</p>"
    )
    terms = Linter().find_terms(page, path=name)
    assert {
        term.lemma: term.defined for term in terms if term.kind == "term" and term.lemma in ("embolism", "hemizygotoplasty")
    } == {
        "embolism": True,
        "hemizygotoplasty": False,
    }
    words = [word for word in ("COPD", "embolism", "warfarin", "hemizygotoplasty") if word in glossary]
    assert sorted(words, key=glossary.index) == words == ["COPD", "embolism", "warfarin", "hemizygotoplasty"]


def test_several_pages_have_one_glossary_and_only_undefined_terms_where_that_is_asked(
    run, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("more.md").write_text("An embolism. A fistula.\n", encoding="utf-8")
    lines = run(".", "--glossary", "markdown", "--undefined").splitlines()
    assert [line.split("**")[1] for line in lines if line.startswith("- **")] == ["COPD", "embolism", "fistula", "warfarin"]
    assert main(["terms", "page.md", "gone.md", "--glossary", "html"]) == 2
    shown = capsys.readouterr()
    assert shown.err == "carelint: gone.md: there is no such file or folder\n"
    assert shown.out.startswith("<section>")


HOSTILE = [
    "<script>alert(1)</script>", "a & b", "[x](javascript:y)", "![x](y)", "*bold* _it_ **b**", "`code`", "{{< x >}} {% y %} {{ z }}", "a | b",
    "https://evil.example/x", "www.evil.example", "a@b.example", "~~no~~", "[^1]", "&lt;", "\\*x\\*", "$x^2$", '" onload="x',
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_terms_and_meanings_is_shown_and_not_obeyed(text: str) -> None:
    glossary = Entries([("word", text), (text, "meaning")], [text])
    for written, name in ((markdown(glossary), "x.md"), (as_html(glossary), "x.html")):
        assert "{{" not in written
        assert "{%" not in written
        assert "<script" not in written
        page, _ = readers.read(written, name)
        shown = [page.text_of(block) for block in page.blocks]
        assert f"To do: {text}" in shown, name
        assert english.language(page) == "en"


def test_a_word_stands_once_whatever_its_capitals_and_with_a_meaning_where_there_is_one() -> None:
    glossary = entries([{"Lamina": ""}, {"lamina": "part of a bone"}, {"disc": ""}, {"Zebra": "z", "ear": "e"}])
    assert glossary == Entries([("ear", "e"), ("lamina", "part of a bone"), ("Zebra", "z")], ["disc"])


def listed(capsys: pytest.CaptureFixture[str], folder: Path, text: str, *options: str) -> list[dict[str, Any]]:
    (folder / "page.md").write_text(f"# A test\n\n{text}\n", "utf-8")
    assert main(["terms", "--format", "json", *options, str(folder / "page.md")]) == 0
    terms: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["pages"][0]["terms"]
    return terms


def test_an_acronym_that_is_explained_once_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "You may have a CABG (a bypass operation on the heart). A CABG takes hours. LFTs (blood tests) are done. Your LFT is fine."
    for options in ((), ("--all",)):
        short = [term for term in listed(capsys, tmp_path, text, *options) if term["kind"] == "acronym"]
        assert [term["defined"] for term in short] == [True] * 4
    assert listed(capsys, tmp_path, text, "--undefined") == []


@pytest.mark.parametrize(
    "text",
    ["You may take warfarin (a blood-thinning medicine).", "## Words to know\n\n- **Warfarin**: a medicine for the blood"],
)
def test_a_medicine_can_be_explained(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [term["defined"] for term in listed(capsys, tmp_path, text) if term["kind"] == "drug"] == [True]
    assert [term["defined"] for term in listed(capsys, tmp_path, "Take warfarin.") if term["kind"] == "drug"] == [False]


def test_what_check_takes_for_no_explanation_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (psoriasis,) = listed(capsys, tmp_path, "Psoriasis is a big decision.")
    assert not psoriasis["defined"]


def test_pages_in_other_languages_are_not_graded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "es.md"
    page.write_text(
        "# El corazón\n\nEsta página es para los pacientes que tienen dolor en el pecho y quieren saber más.\n", "utf-8"
    )
    assert main(["grade", "--max-grade", "1", str(page)]) == 0
    assert capsys.readouterr().out.endswith("es.md: not graded: language es: carelint reads English\n")


@pytest.mark.parametrize("command", ["terms", "grade"])
def test_a_page_is_read_once(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read, asked = readers.read, []

    def counted(source: str, path: str, *more: Any, **named: Any) -> Any:
        asked.append(path)
        return read(source, path, *more, **named)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(readers, "read", counted)
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    assert main([command, "page.md"]) == 0
    assert asked == ["page.md"]
    assert capsys.readouterr().out
