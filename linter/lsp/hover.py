"""What the editor shows under the pointer: the rule behind a finding, and what a term means."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from linter.commands.glossary import Meanings, as_markdown
from linter.findings import Finding
from linter.language.term_list import Term
from linter.lsp.client import Client
from linter.lsp.linting import Result
from linter.reporters.plain import safe
from linter.reporters.wording import advice, cited
from linter.rulebook import Rulebook

_IN_FULL = 3  # findings at one place that are explained; the others are named

_Part = tuple[str, str, str]
"""A label, a text, and an address to link it to; each may be empty."""


def with_terms(result: Result) -> Result:
    """The result with the terms of its page, found when they are first asked for."""
    if result.terms is None and result.linter is not None and result.report is not None and not result.report.skipped:
        result.terms = result.linter.find_terms(result.document.text, result.document.name)
    return result


def at(result: Result, position: types.Position, client: Client) -> types.Hover | None:
    """What there is to say of a place; None for nothing."""
    if result.linter is None:
        return None
    offset = result.document.lines.offset(position)
    findings = [one for one in result.findings if one.start <= offset <= one.end]  # a cursor may stand after a word
    findings.sort(key=lambda one: (one.end - one.start, -one.severity.rank))
    term = next((one for one in result.terms or () if one.start <= offset <= one.end), None)
    rulebook = result.linter.rulebook
    parts = [_term(term, rulebook)] if term is not None else []
    parts += [list(_finding(one, rulebook)) for one in findings[:_IN_FULL]]
    if also := findings[_IN_FULL:]:
        parts.append([(one.rule, one.message, "") for one in also])
    if not any(parts):
        return None
    place = term or findings[0]
    kind = types.MarkupKind.Markdown if client.markdown else types.MarkupKind.PlainText
    said = ("\n\n---\n\n" if client.markdown else "\n\n").join(
        "\n\n".join(_shown(*part, markdown=client.markdown) for part in block) for block in parts if block
    )
    return types.Hover(types.MarkupContent(kind, said), result.document.lines.range(place.start, place.end))


def _finding(finding: Finding, rulebook: Rulebook) -> Iterator[_Part]:
    rule = rulebook.rules[finding.rule]
    yield f"{finding.rule} ({finding.severity})", rule.title, ""
    yield "", finding.message, ""
    yield "Why", rule.why, ""
    if instead := advice(finding):
        yield "Write instead", instead, ""
    yield "Standard", cited(finding.standard), finding.standard.url


def _term(term: Term, rulebook: Rulebook) -> list[_Part]:
    meanings = {word: meaning for word, meaning in rulebook.derived("meanings", Meanings).of(term).items() if meaning}
    if term.plain and len(meanings) == 1:
        return [(word, f"{term.plain}: {meaning}", "") for word, meaning in meanings.items()]
    parts = [(word, meaning, "") for word, meaning in meanings.items()]
    return parts or ([(term.words, term.plain, "")] if term.plain else [])


def _shown(label: str, text: str, url: str, *, markdown: bool) -> str:
    if not markdown:
        return safe(f"{label}: {text}" if label else text) + (f"\n{safe(url)}" if url else "")
    said = as_markdown(text)
    if url.startswith(("https://", "http://")):
        said = f"[{said}](<{safe(url).replace('<', '%3C').replace('>', '%3E')}>)"
    return f"**{as_markdown(label)}**: {said}" if label else said
