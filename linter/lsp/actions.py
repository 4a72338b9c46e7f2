"""What the editor offers for a finding: a fix, the plain words, a comment that keeps it back; and all safe fixes at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from linter import fix, readers
from linter.checks import fill
from linter.edits import at_source
from linter.findings import Edit, Finding
from linter.lsp import suppression
from linter.lsp.client import Client
from linter.lsp.linting import Result
from linter.page import Page
from linter.reporters.plain import safe
from linter.rulefile import Rule
from linter.store.regexes import regex

FIX_ALL = "source.fixAll.carelint"
KINDS = (types.CodeActionKind.QuickFix.value, FIX_ALL)

_WORDS_OF_THEIR_OWN = ("agreement", "naming", "phrase")  # kinds of check whose suggestions can stand in the place
_MARKUP = regex(r"[*_<>&`\[\]\\\n]")
_SHOWN = 60


def offered(result: Result, params: types.CodeActionParams, client: Client) -> list[types.CodeAction]:
    """The actions for a place. Runs in the linting thread."""
    if result.linter is None or result.report is None:
        return []
    lines, only = result.document.lines, params.context.only
    start, end = lines.offset(params.range.start), lines.offset(params.range.end)
    actions: list[types.CodeAction] = []
    if _wanted(types.CodeActionKind.QuickFix.value, only):
        here = [one for one in result.findings if one.start <= end and start <= one.end]
        fixed = [
            one
            for one in result.findings
            if one.fix and (one in here or any(edit.start <= end and start <= edit.end for edit in one.fix.edits))
        ]
        actions += _fixes(result, fixed, params, client)
        actions += _words(result, here, params, client)
        actions += _comments(result, here, params, client)
    # Not among the fixes for a place, unless it is asked for: as when a page is saved.
    if only and _wanted(FIX_ALL, only) and (edits := all_safe(result)):
        actions.append(types.CodeAction("carelint: make all safe changes", kind=FIX_ALL, edit=_edit(edits, result, client)))
    return actions


def all_safe(result: Result) -> list[Edit]:
    """The edits of all safe fixes that `--fix` would make in one pass: none in a dose, unless the configuration allows it."""
    if result.linter is None or result.report is None:
        return []
    allowed = fix.Allowed(unsafe=False, doses=result.linter.config.fix_doses)
    return [edit for _, edit in fix.choose(result.report, allowed)]


def _wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether an editor that asks for some kinds asks for this one: by its name, or by what comes before a dot."""
    return not only or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in map(_name, only))


def _name(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _fixes(
    result: Result, here: Iterable[Finding], params: types.CodeActionParams, client: Client
) -> Iterator[types.CodeAction]:
    for finding in here:
        if finding.fix is None:
            continue
        edits = finding.fix.edits
        title = _change(edits[0].text) if len({edit.text for edit in edits}) == 1 else "Change the marked words"
        if len(edits) > 1:
            title += f" in {len(edits)} places"
        if not finding.fix.safe:
            title += " (read it again: the meaning may change)"
        yield types.CodeAction(
            title,
            kind=types.CodeActionKind.QuickFix,
            is_preferred=finding.fix.safe or None,
            diagnostics=_about(finding, result, params),
            edit=_edit(edits, result, client),
        )


def _words(
    result: Result, here: Iterable[Finding], params: types.CodeActionParams, client: Client
) -> Iterator[types.CodeAction]:
    assert result.linter is not None
    page: Page | None = None
    for finding in here:
        words = plain_words(finding, result.linter.rulebook.rules[finding.rule])
        if not words:
            continue
        if page is None:
            page, _ = readers.read(result.document.text, result.document.name)
        yield types.CodeAction(
            _change(words),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=_about(finding, result, params),
            edit=_edit([at_source(finding.start, finding.end, words, page)], result, client),
        )


def plain_words(finding: Finding, rule: Rule) -> str:
    """A suggestion that can stand in the place of the words; empty for advice, and where a fix says it already."""
    said = finding.suggestion or ""
    if not said or not finding.text or finding.fix is not None or _MARKUP.search(finding.text + said):
        return ""
    if not (
        f"‘{said}’" in finding.message
        or said.endswith(f"({finding.text})")
        or (rule.check in _WORDS_OF_THEIR_OWN and said != fill(rule.instead, {}))
    ):
        return ""
    opens = finding.text[0].isupper() and finding.text[1:2].islower()
    return said[0].upper() + said[1:] if opens else said


def _comments(
    result: Result, here: Iterable[Finding], params: types.CodeActionParams, client: Client
) -> Iterator[types.CodeAction]:
    """A comment for each rule here that a page may keep back."""
    assert result.linter is not None
    assert result.report is not None
    kept: dict[str, Finding] = {}
    for finding in here:
        if not finding.protected and not finding.rule.startswith("meta/"):
            kept.setdefault(finding.rule, finding)
    if not kept:
        return
    page, _ = readers.read(result.document.text, result.document.name)
    for rule, finding in kept.items():
        if edits := suppression.edits(finding, page):
            yield types.CodeAction(
                f"Keep {rule} back here, with a reason",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=_about(finding, result, params),
                edit=_edit(edits, result, client),
            )


def _change(text: str) -> str:
    shown = safe(text.strip())
    if not shown:
        return "Take it out"
    return f"Change to ‘{shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + '…'}’"


def _about(finding: Finding, result: Result, params: types.CodeActionParams) -> list[types.Diagnostic]:
    """The editor's own diagnostics of a finding."""
    place = result.document.lines.range(finding.start, finding.end)
    return [one for one in params.context.diagnostics if one.code == finding.rule and one.range == place]


def _edit(edits: Iterable[Edit], result: Result, client: Client) -> types.WorkspaceEdit:
    document = result.document
    changes = [types.TextEdit(document.lines.range(edit.start, edit.end), edit.text) for edit in edits]
    if not client.versioned_edits:
        return types.WorkspaceEdit(changes={document.uri: changes})
    identifier = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, changes)])
