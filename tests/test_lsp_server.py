"""carelint in an editor: a real client drives a real server over its standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types

from linter.engine import Options
from linter.lsp.actions import FIX_ALL
from linter.lsp.documents import opened
from linter.lsp.linting import PAUSE
from linter.lsp.server import Server
from tests.lsp_tools import ROOT, Editor, editor_like, session

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = """\
# Sore 🦵 knees

Our 🦵 gel cures arthritis. You may see erythema. In the event that it hurts, call us. A rash shows frequently.

Erythema can itch. Our clinic is the best clinic.
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor() -> AsyncIterator[Editor]:
    """A session with no folder open, which tests share that need nothing of their own."""
    async with session() as editor:
        yield editor


def by_rule(found: list[types.Diagnostic]) -> dict[str, types.Diagnostic]:
    return {str(one.code): one for one in found}


def at(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


def edited(text: str, edit: types.WorkspaceEdit | None, encoding: str = "utf-16") -> str:
    """A text after an editor has made an edit, counted in UTF-16 as an editor does."""
    assert edit is not None
    if edit.document_changes:
        changes = [
            one for change in edit.document_changes if isinstance(change, types.TextDocumentEdit) for one in change.edits
        ]
    else:
        changes = [one for edits in (edit.changes or {}).values() for one in edits]

    def offset(position: types.Position) -> int:
        lines = text.split("\n")
        before = sum(len(line) + 1 for line in lines[: position.line])
        return before + len(lines[position.line].encode("utf-16-le")[: position.character * 2].decode("utf-16-le"))

    for one in sorted(changes, key=lambda change: -offset(change.range.start)):
        assert isinstance(one, types.TextEdit)
        text = text[: offset(one.range.start)] + one.new_text + text[offset(one.range.end) :]
    return text


# -- diagnostics -------------------------------------------------------------------------------


async def test_findings_are_diagnostics_with_rule_link_related_places_and_fingerprint(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "page.md", PAGE)
    found = by_rule(await editor.found(uri))
    cure = found["claims/cure"]
    assert cure.range == at(2, 11, 16), "the leg is two units of UTF-16"
    assert (cure.source, cure.severity) == ("carelint", types.DiagnosticSeverity.Error)
    assert cure.message.startswith("‘cures’ says the problem is gone for good.")
    assert "\nInstead: " in cure.message
    assert cure.code_description is not None
    assert cure.code_description.href.startswith("https://")
    assert isinstance(cure.data, dict) or cure.data is not None
    term = found["jargon/undefined-term"]
    assert term.severity is types.DiagnosticSeverity.Warning
    assert [(one.location.uri, one.location.range) for one in term.related_information or ()] == [(uri, at(4, 0, 8))]
    assert found["readability/wordy-phrase"].severity is types.DiagnosticSeverity.Information


async def test_findings_about_the_whole_page_stand_on_its_first_heading(editor: Editor, tmp_path: Path) -> None:
    found = by_rule(await editor.found(editor.open(tmp_path / "page.md", PAGE)))
    assert found["required/review-date"].range == at(0, 2, 15)


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 13), ("utf-16", 11), ("utf-32", 10)])
async def test_positions_are_counted_as_the_editor_asks(encoding: str, start: int, tmp_path: Path) -> None:
    asked = editor_like(general__position_encodings=[encoding])
    async with session(tmp_path, capabilities=asked) as editor:
        assert editor.server.position_encoding == encoding
        uri = editor.open(tmp_path / "page.md", PAGE)
        assert by_rule(await editor.found(uri))["claims/cure"].range == at(2, start, start + 5)
        gone = types.TextDocumentContentChangePartial(range=at(2, start, start + 5), text="may help")
        editor.change(uri, 2, gone)
        assert "claims/cure" not in by_rule(await editor.found(uri, 2))


async def test_an_editor_that_can_show_less_is_sent_less(tmp_path: Path) -> None:
    async with session(tmp_path, capabilities=types.ClientCapabilities()) as editor:
        assert editor.server.position_encoding == "utf-16"
        found = await editor.found(editor.open(tmp_path / "page.md", PAGE))
        assert all(
            (one.code_description, one.related_information, one.data, one.tags) == (None, None, None, None) for one in found
        )
        assert "*" not in await editor.says("file://" + str(tmp_path / "page.md"), 2, 12)


async def test_a_suppression_that_keeps_nothing_back_is_shown_as_unneeded(editor: Editor, tmp_path: Path) -> None:
    page = "# Knees\n\n<!-- carelint-disable-next-line claims/hype: a name -->\nRest your knee.\n"
    found = by_rule(await editor.found(editor.open(tmp_path / "page.md", page)))
    assert found["meta/unused-suppression"].tags == (types.DiagnosticTag.Unnecessary,)


async def test_changes_in_place_give_what_the_whole_text_would(editor: Editor, tmp_path: Path) -> None:
    text = "# Knees\r\n\r\nDrink\u2028water 🦵\x0c each day.\r\nRest your knee.\r\n"
    uri = editor.open(tmp_path / "page.md", text)
    editor.change(
        uri,
        2,
        types.TextDocumentContentChangePartial(range=at(3, 5, 9), text="a \U0001f9b5 cures all"),
        types.TextDocumentContentChangePartial(range=at(2, 12, 14), text="🦴🦴"),
        types.TextDocumentContentChangePartial(range=at(2, 0, 0), text="It is completely safe.\r\n"),
    )
    changed = await editor.found(uri, 2)
    whole = (
        text.replace("your", "a \U0001f9b5 cures all")
        .replace("🦵\x0c", "🦴🦴\x0c")
        .replace("Drink", "It is completely safe.\r\nDrink")
    )
    other = editor.open(tmp_path / "other.md", whole)
    assert [(one.code, one.range) for one in changed] == [(one.code, one.range) for one in await editor.found(other)]
    assert "claims/absolute-safety" in by_rule(changed)


async def test_while_a_writer_types_nothing_is_linted_and_then_the_last_version_once(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "page.md", PAGE)
    await editor.found(uri)
    for version in range(2, 30):
        editor.change(uri, version, types.TextDocumentContentChangePartial(range=at(4, 0, 0), text="x"))
        await asyncio.sleep(0.005)
    await editor.found(uri, 29)
    assert [one.version for one in editor.published if one.uri == uri] == [1, 29]


async def test_a_document_that_is_closed_has_no_diagnostics_even_if_it_was_about_to(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "page.md", PAGE)
    await editor.found(uri)
    editor.replace(uri, 2, PAGE + "More.")
    editor.close(uri)
    assert list((await editor.until(uri, lambda one: not one.diagnostics)).diagnostics) == []
    other = editor.open(tmp_path / "other.md", PAGE)
    await editor.found(other)
    await asyncio.sleep(0.4)
    assert [one.version for one in editor.published if one.uri == uri] == [1, None]


# -- actions -----------------------------------------------------------------------------------


async def test_a_safe_fix_is_preferred_and_an_unsafe_one_says_so(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "page.md", PAGE)
    found = await editor.found(uri)
    offered = await editor.actions(uri, at(2, 0, 120), found)
    safe = offered["Change to ‘If’"]
    assert (safe.kind, safe.is_preferred) == (types.CodeActionKind.QuickFix, True)
    assert [one.code for one in safe.diagnostics or ()] == ["readability/wordy-phrase"]
    unsafe = offered["Change to ‘often’ (read it again: the meaning may change)"]
    assert not unsafe.is_preferred
    after = edited(edited(PAGE, unsafe.edit), safe.edit)
    assert "If it hurts, call us. A rash shows often." in after


async def test_a_fix_for_several_places_is_offered_at_each_of_them(editor: Editor, tmp_path: Path) -> None:
    page = "# Knees\n\nRest prior to the test.\n\nEat prior to the test.\n"
    uri = editor.open(tmp_path / "page.md", page)
    offered = await editor.actions(uri, at(4, 6, 6))
    assert edited(page, offered["Change to ‘before’ in 2 places"].edit) == page.replace("prior to", "before")


async def test_edits_name_the_version_they_are_for(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "page.md", PAGE, version=7)
    edit = (await editor.actions(uri, at(2, 0, 120)))["Change to ‘If’"].edit
    assert edit is not None
    assert edit.document_changes is not None
    [change] = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert (change.text_document.uri, change.text_document.version) == (uri, 7)


async def test_plain_words_and_meanings_can_be_put_in(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "page.md", PAGE)
    offered = await editor.actions(uri, at(2, 46, 46))
    after = edited(PAGE, offered["Change to ‘red skin (erythema)’"].edit)
    assert "You may see red skin (erythema)." in after
    editor.replace(uri, 2, after)
    assert "jargon/undefined-term" not in by_rule(await editor.found(uri, 2))


async def test_plain_words_bring_the_article_they_need(editor: Editor, tmp_path: Path) -> None:
    text = "<p>An analgesic may help.</p>\n"
    offered = await editor.actions(editor.open(tmp_path / "page.html", text), at(0, 8, 8))
    after = [edited(text, one.edit) for title, one in offered.items() if title.startswith("Change to")]
    assert after
    assert all(one.startswith("<p>A ") for one in after)


async def test_a_finding_can_be_kept_back_once_its_reason_is_written(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "page.md", PAGE)
    offered = await editor.actions(uri, at(4, 19, 50))
    after = edited(PAGE, offered["Keep claims/superlative back here, with a reason"].edit)
    assert "arthritis" in after
    editor.replace(uri, 2, after)
    found = by_rule(await editor.found(uri, 2))
    assert {"claims/superlative", "meta/suppression-without-reason"} <= found.keys(), "the placeholder is no reason"
    editor.replace(uri, 3, after.replace("REASON", "an award, named below"))
    found = by_rule(await editor.found(uri, 3))
    assert not {"claims/superlative", "meta/suppression-without-reason"} & found.keys()


async def test_a_rule_that_guards_readers_from_harm_cannot_be_kept_back(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "page.md", PAGE)
    offered = await editor.actions(uri, at(2, 11, 16))
    assert offered == {}


async def test_all_safe_changes_are_made_at_once_but_none_in_a_measurement(editor: Editor, tmp_path: Path) -> None:
    page = "# Knees\n\nPrior to the test, rest. In the event that it hurts, take 5.0 mg. It shows frequently.\n"
    uri = editor.open(tmp_path / "page.md", page)
    offered = await editor.actions(uri, at(0, 0, 0), only=["source.fixAll"])
    assert await editor.actions(uri, at(0, 0, 0), only=["source.organizeImports"]) == {}
    assert "carelint: make all safe changes" not in await editor.actions(uri, at(2, 0, 90))
    [action] = offered.values()
    assert action.kind == "source.fixAll.carelint"
    assert edited(page, action.edit) == page.replace("Prior to", "Before").replace("In the event that", "If")


# -- hover -------------------------------------------------------------------------------------


async def test_a_finding_is_explained_under_the_pointer(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "page.md", PAGE)
    said = await editor.says(uri, 2, 12)
    assert said.startswith("**claims/cure (error)**: A claim to cure")
    assert "**Why**: " in said
    assert "**Write instead**: " in said
    assert "**Standard**: [" in said
    assert "](<https://" in said
    assert await editor.hover(uri, 3, 0) is None


async def test_a_term_is_explained_from_the_lexicon_also_where_nothing_is_wrong(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "page.md", "# Rash\n\nErythema (red skin) can itch.\n")
    said = await editor.says(uri, 2, 3)
    shown = await editor.hover(uri, 2, 3)
    assert said.startswith("**erythema**: red skin: ")
    assert shown is not None
    assert shown.range == at(2, 0, 8)


async def test_what_stands_on_a_page_is_data_in_a_hover(editor: Editor, tmp_path: Path) -> None:
    page = "# Knees\n\nOur `x` **[cures](https://example.org)** <b>all</b>. [best](javascript:x) *clinic* \x1b[31m.\n"
    uri = editor.open(tmp_path / "page.md", page)
    for one in await editor.found(uri):
        assert "\x1b" not in one.message
        shown = await editor.hover(uri, one.range.start.line, one.range.start.character)
        if shown is not None:
            assert isinstance(shown.contents, types.MarkupContent)
            assert "javascript:" not in shown.contents.value
            assert "<b>" not in shown.contents.value


# -- configuration -----------------------------------------------------------------------------


async def test_a_mistake_in_the_configuration_is_said_and_marked_and_goes_when_it_is_mended(tmp_path: Path) -> None:
    settings = tmp_path / "carelint.toml"
    settings.write_text('profile = "us-default"\nfail-onn = "error"\n', "utf-8")
    async with session(tmp_path) as editor:
        assert await editor.watched() == ["workspace/didChangeWatchedFiles"]
        uri = editor.open(tmp_path / "page.md", PAGE)
        said = await editor.told("fail-onn")
        assert said.endswith("unknown key ‘fail-onn’; did you mean ‘fail-on’?")
        [mark] = (await editor.until(settings.as_uri(), lambda one: one.diagnostics)).diagnostics
        assert mark.range == at(1, 0, 18)
        assert await editor.found(uri) == []
        settings.write_text('profile = "us-default"\n', "utf-8")
        editor.files_changed(settings)
        await editor.until(settings.as_uri(), lambda one: not one.diagnostics)
        await editor.until(uri, lambda one: one.diagnostics)
        assert len(editor.messages) == 1


async def test_a_configuration_that_becomes_wrong_leaves_the_writer_the_one_before(tmp_path: Path) -> None:
    settings = tmp_path / "carelint.toml"
    settings.write_text('[severity]\n"readability/wordy-phrase" = "off"\n', "utf-8")
    async with session(tmp_path) as editor:
        uri = editor.open(tmp_path / "page.md", PAGE)
        assert "readability/wordy-phrase" not in by_rule(await editor.found(uri))
        settings.write_text("[severity\n", "utf-8")
        editor.files_changed(settings)
        await editor.told("this is not TOML")
        editor.replace(uri, 2, PAGE + "\nMore.\n")
        found = by_rule(await editor.found(uri, 2))
        assert "claims/cure" in found
        assert "readability/wordy-phrase" not in found


async def test_a_mistake_in_a_rule_of_the_house_is_marked_in_its_file(tmp_path: Path) -> None:
    examples = ROOT / "docs" / "examples" / "our-rules" / "house"
    rule = tmp_path / "our-rules" / "house" / "clinic-name.yaml"
    rule.parent.mkdir(parents=True)
    right = (examples / "clinic-name.yaml").read_text("utf-8")
    rule.write_text(right.replace("[quotation]", "[quotations]"), "utf-8")
    (tmp_path / "carelint.toml").write_text('rules = ["our-rules"]\n', "utf-8")
    async with session(tmp_path) as editor:
        uri = editor.open(tmp_path / "page.md", "# Us\n\nCome to Elm Street Surgery.\n")
        [mark] = (await editor.until(rule.as_uri(), lambda one: one.diagnostics)).diagnostics
        assert mark.range.start.line == right.splitlines().index(
            next(line for line in right.splitlines() if "[quotation]" in line)
        )
        rule.write_text(right, "utf-8")
        editor.files_changed(rule)
        await editor.until(rule.as_uri(), lambda one: not one.diagnostics)
        mended = await editor.until(uri, lambda one: one.diagnostics)
        assert "house/clinic-name" in by_rule(list(mended.diagnostics))


async def test_an_editor_that_watches_no_files_sees_the_new_configuration_when_a_page_is_saved(tmp_path: Path) -> None:
    deaf = editor_like(workspace__did_change_watched_files=None)
    async with session(tmp_path, capabilities=deaf) as editor:
        uri = editor.open(tmp_path / "page.md", PAGE)
        assert "readability/wordy-phrase" in by_rule(await editor.found(uri))
        assert editor.watchers == []
        (tmp_path / "carelint.toml").write_text('[severity]\n"readability/wordy-phrase" = "off"\n', "utf-8")
        editor.save(uri)
        await editor.until(uri, lambda one: "readability/wordy-phrase" not in by_rule(list(one.diagnostics)))


async def test_a_file_that_a_configuration_extends_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "house.toml").write_text('[severity]\n"readability/wordy-phrase" = "off"\n', "utf-8")
    (tmp_path / "site" / "carelint.toml").write_text('extends = "../house.toml"\n', "utf-8")
    async with session(tmp_path / "site") as editor:
        uri = editor.open(tmp_path / "site" / "page.md", PAGE)
        assert "readability/wordy-phrase" not in by_rule(await editor.found(uri))
        (tmp_path / "house.toml").write_text("", "utf-8")
        editor.save(uri)
        await editor.until(uri, lambda one: "readability/wordy-phrase" in by_rule(list(one.diagnostics)))


async def test_files_that_change_nothing_are_not_read_again(tmp_path: Path) -> None:
    async with session(tmp_path) as editor:
        uri = editor.open(tmp_path / "page.md", PAGE)
        await editor.found(uri)
        (tmp_path / "other.yaml").write_text("a: 1\n", "utf-8")
        editor.files_changed(tmp_path / "other.yaml")
        editor.save(uri)
        await asyncio.sleep(0.5)
        assert len(editor.published) == 1


# -- which pages -------------------------------------------------------------------------------


async def test_each_folder_of_the_workspace_and_a_page_outside_has_its_own_configuration(tmp_path: Path) -> None:
    one, two, outside = (tmp_path / name for name in ("one", "two", "outside"))
    for folder in (one, two, outside):
        folder.mkdir()
        (folder / ".git").mkdir()
    (one / "carelint.toml").write_text('[severity]\nclaims = "off"\n[[approved]]\nrule = "claims/cure"\npath = "pages/*.md"\n'
        'text = "cures"\nreason = "Proved"\napproved-by = "Medical Director"\nuntil = 2099-01-01\n', "utf-8")  # fmt: skip
    (outside / "carelint.toml").write_text('exclude = ["left-out/**"]\n[severity]\njargon = "off"\n', "utf-8")
    async with session(one, two) as editor:
        pages = [one / "pages" / "page.md", two / "page.md", outside / "page.md", outside / "left-out" / "page.md"]
        first, second, third, fourth = [by_rule(await editor.found(editor.open(page, PAGE))) for page in pages]
    assert not {rule for rule in first if rule.startswith("claims/")}, "the approval's pattern is seen from its folder"
    assert {"claims/cure", "claims/superlative", "jargon/undefined-term"} <= second.keys()
    assert "claims/cure" in third
    assert not {rule for rule in third if rule.startswith("jargon/")}
    assert fourth == {}


async def test_a_draft_is_a_fragment_and_follows_the_folder_that_is_open(tmp_path: Path) -> None:
    (tmp_path / "carelint.toml").write_text('[severity]\njargon = "off"\n', "utf-8")
    async with session(tmp_path) as editor:
        found = by_rule(await editor.found(editor.open("untitled:Untitled-1", PAGE)))
        assert {"claims/cure", "claims/superlative"} <= found.keys()
        assert not {rule for rule in found if rule.startswith(("required/", "jargon/"))}
        html = by_rule(await editor.found(editor.open("untitled:Untitled-2", "<p>Our gel <b>cures</b> all.</p>", "html")))
        assert html["claims/cure"].range == at(0, 14, 19)


async def test_a_draft_with_no_folder_open_is_linted_as_by_default() -> None:
    async with session() as editor:
        found = by_rule(await editor.found(editor.open("untitled:Untitled-1", PAGE)))
    assert {"claims/cure", "jargon/undefined-term"} <= found.keys()


async def test_other_languages_and_documents_are_left_alone(editor: Editor, tmp_path: Path) -> None:
    german = "# Ihr Knie\n\nDas ist ein Text über das Knie und die Schmerzen, die Sie nach der Operation haben können.\n"
    code = editor.open(tmp_path / "page.py", "cures = 'completely safe'\n", "python")
    diff = editor.open("git:/page.md?x", PAGE)
    editor.replace(code, 2, "x = 1\n")
    editor.close(diff)
    assert await editor.actions(code, at(0, 0, 5)) == {}
    assert await editor.hover(code, 0, 1) is None
    assert await editor.found(editor.open(tmp_path / "page.md", german)) == []
    assert not {code, diff} & {one.uri for one in editor.published}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nul.md", "# Knees\n\nOur gel \0 cures all.\n"),
        ("halves.md", "# Knees \ud83e\n\nOur gel \uddb5 cures all.\n"),
        ("bom.md", "\ufeff# Knees\n\nOur gel cures all.\n"),
        ("long.md", "Our gel cures all. " * 1000),
        ("long.html", "<p>Our gel cures all. " * 500),
        ("empty.txt", ""),
    ],
)
async def test_odd_texts_do_not_stop_the_server(name: str, text: str, editor: Editor, tmp_path: Path) -> None:
    odd = editor.open(tmp_path / name, text)
    found = await editor.found(odd)
    assert ("claims/cure" in by_rule(found)) == bool(text)
    await editor.actions(odd, at(0, 0, 1), found)
    await editor.hover(odd, 2, 13)
    editor.change(odd, 2, types.TextDocumentContentChangePartial(range=at(9, 99, 99), text="x"))
    await editor.found(odd, 2)
    assert "claims/cure" in by_rule(await editor.found(editor.open(tmp_path / "page.md", PAGE)))
    assert editor.messages == []


async def test_a_page_that_is_too_large_says_so(tmp_path: Path) -> None:
    (tmp_path / "carelint.toml").write_text('max-page-size = "1KB"\n', "utf-8")
    async with session(tmp_path) as editor:
        [said] = await editor.found(editor.open(tmp_path / "page.md", "é" * 600))
    limit = 'the most is max-page-size = "1KB" in the configuration'
    assert said.message == f"This page was not linted: it is 1,200 bytes; {limit}"


async def test_a_page_that_breaks_the_linter_does_not_break_the_server(caplog: pytest.LogCaptureFixture) -> None:
    server = Server(Options())
    document = opened(types.TextDocumentItem("untitled:1", "markdown", 1, PAGE), "utf-16")
    assert document is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server._linters, "of", lambda _: 1 / 0)
        result = server._lint(document)
    assert result.failure == "is one that carelint cannot read; its log says why"
    assert "ZeroDivisionError" in caplog.text


# -- editors that ask --------------------------------------------------------------------------


async def test_an_editor_that_pulls_is_not_sent_anything_unasked(tmp_path: Path) -> None:
    pulls = editor_like(
        text_document__diagnostic=types.DiagnosticClientCapabilities(),
        workspace__diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
    )
    (tmp_path / "carelint.toml").write_text("", "utf-8")
    async with session(tmp_path, capabilities=pulls) as editor:
        assert editor.server.diagnostic_provider is not None
        uri = editor.open(tmp_path / "page.md", PAGE)
        assert "readability/wordy-phrase" in by_rule(await editor.pull(uri))
        editor.replace(uri, 2, "# Knees\n\nRest.\n")
        assert "claims/cure" not in by_rule(await editor.pull(uri))
        (tmp_path / "carelint.toml").write_text('[severity]\nrequired = "off"\n', "utf-8")
        editor.files_changed(tmp_path / "carelint.toml")
        await editor.asked_to_pull_again()
        assert not {rule for rule in by_rule(await editor.pull(uri)) if rule.startswith("required/")}
        editor.close(uri)
        assert await editor.pull(uri) == []
        assert editor.published == []


async def test_an_editor_that_does_not_pull_is_not_told_that_it_could(tmp_path: Path) -> None:
    async with session(tmp_path) as editor:
        assert editor.server.diagnostic_provider is None


# -- the command -------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["--stdio", "--profile=strict"])
async def test_options_of_the_command_are_heeded(asked: str, tmp_path: Path) -> None:
    async with session(tmp_path, options=("--syntax", "off", asked)) as editor:
        assert await editor.found(editor.open(tmp_path / "page.md", PAGE))


async def test_a_configuration_that_is_named_stands_in_for_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "carelint.toml").write_text("", "utf-8")
    (tmp_path / "house.toml").write_text('[severity]\njargon = "off"\n', "utf-8")
    options = ("--syntax", "off", "--config", str(tmp_path / "house.toml"))
    async with session(tmp_path / "site", options=options) as editor:
        found = by_rule(await editor.found(editor.open(tmp_path / "site" / "page.md", PAGE)))
    assert "claims/cure" in found
    assert "jargon/undefined-term" not in found


def run(*arguments: str, sent: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *arguments], input=sent, capture_output=True, env=environment, timeout=60, check=False
    )


def said(*messages: dict[str, object], shutdown: bool) -> tuple[int, bytes]:
    """The exit code and the answers of a server that is told these messages, and to exit."""
    start: dict[str, object] = {
        "id": 1,
        "method": "initialize",
        "params": {"processId": None, "rootUri": None, "capabilities": {}},
    }
    end: list[dict[str, object]] = [{"id": 2, "method": "shutdown"}] if shutdown else []
    told: list[dict[str, object]] = [start, *end, *messages, {"method": "exit"}]
    bodies = [json.dumps({"jsonrpc": "2.0", **one}).encode() for one in told]
    done = run("-m", "linter", "lsp", sent=b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(one), one) for one in bodies))
    return done.returncode, done.stdout


async def test_an_exit_without_a_shutdown_is_a_failure_and_a_request_that_cannot_be_read_is_answered() -> None:
    code, out = said({"id": 7, "method": "textDocument/hover", "params": {"nonsense": 1}}, shutdown=False)
    assert code == 1
    assert b'"id": 7' in out
    assert b"-32602" in out


async def test_a_request_after_a_shutdown_is_answered_with_an_error() -> None:
    code, out = said({"id": 7, "method": "textDocument/unknown", "params": {}}, shutdown=True)
    assert code == 0
    assert b'"id": 7' in out
    assert b"-32600" in out


async def test_the_server_ends_when_the_editor_is_gone() -> None:
    assert run("-m", "linter", "lsp").stdout == b""


async def test_without_pygls_or_with_an_old_one_the_command_says_what_to_install() -> None:
    for missing in ("pygls", "pygls.lsp.server"):
        ended = run("-c", f"import sys; sys.modules[{missing!r}] = None; from linter.cli import main; sys.exit(main(['lsp']))")
        assert ended.returncode == 2
        assert ended.stderr.decode() == (
            "carelint: lsp: needs pygls 2, which is not installed; run: pip install 'carelint[lsp]'\n"
        )


async def test_only_the_server_imports_pygls() -> None:
    said = run("-c", "import sys; from linter import Linter, cli; Linter().choices(); print('pygls' in sys.modules)")
    assert said.stdout.strip() == b"False"


# -- the docs ----------------------------------------------------------------------------------


async def test_the_settings_that_are_shown_can_be_read_and_start_the_server() -> None:
    said = (ROOT / "docs" / "editors.md").read_text("utf-8")
    blocks = re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", said)
    code = json.loads(next(text for kind, text in blocks if kind == "json"))
    helix = tomllib.loads(next(text for kind, text in blocks if kind == "toml"))["language-server"]["carelint"]
    commands = [[code["glspc.server.command"], *code["glspc.server.commandArguments"]], [helix["command"], *helix["args"]]]
    commands += [re.findall(r"'(\w+)'", cmd) for cmd in re.findall(r"cmd = \{(.*?)\}", said)]
    commands += [re.findall(r'"(\w+)"', cmd) for cmd in re.findall(r"\. \((.*?)\)\)", said)]
    assert commands == [["carelint", "lsp"]] * 5
    on_save = json.loads([text for kind, text in blocks if kind == "json"][1])
    assert list(on_save["editor.codeActionsOnSave"]) == [FIX_ALL]
    assert f"({PAUSE} seconds)" in said
