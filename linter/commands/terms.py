"""`carelint terms`: the words on pages that readers may not know, where each is explained, and a draft glossary of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

import msgspec

from linter.commands import glossary
from linter.engine import Linter
from linter.language import english
from linter.language.term_list import Term, group
from linter.reporters import Failure, json
from linter.reporters.plain import safe
from linter.run.gather import Request, each_page

_KINDS = {"term": "", "word": "", "acronym": " (acronym)", "drug": " (medicine)"}
_BAR = 5
_WIDEST = 40  # characters for a term, before what is said of it


class PageTerms(msgspec.Struct, frozen=True, kw_only=True):
    """The terms of one page, and what the lexicon says that they mean; none where the page was not read, and why."""

    path: str
    terms: list[Term]
    meanings: list[dict[str, str]]
    unread: str = ""


def terms(
    request: Request, *, undefined: bool = False, every_word: bool = False, meanings: bool = False
) -> tuple[list[PageTerms], list[Failure]]:
    """The terms of every page, and the files that could not be read. Raises InputError for a wrong configuration.

    `undefined`: only those that their page does not explain; `every_word`: every content word too; `meanings`: what they mean.
    """

    def find(engine: Linter, source: str, name: str) -> PageTerms:
        page, front = engine.read(source, name)
        unread = english.unread(english.language(page))
        found = [] if unread else engine.terms_of(page, front, all=every_word)
        if undefined:
            explained = {group(term) for term in found if term.defined}
            found = [term for term in found if group(term) not in explained]
        said = engine.rulebook.derived("meanings", glossary.Meanings) if meanings else None
        return PageTerms(path=name, terms=found, meanings=[said.of(term) for term in found] if said else [], unread=unread)

    gathered = each_page(request, find)
    return gathered.made, gathered.failures


def render_json(pages: Sequence[PageTerms], failures: Sequence[Failure], out: TextIO) -> None:
    """The contracted JSON; with the pages that are not English under `skipped`."""
    data: dict[str, Any] = {
        "pages": [{"path": page.path, "terms": [_data(term) for term in page.terms]} for page in pages if not page.unread]
    }
    if skipped := [{"path": page.path, "reason": page.unread} for page in pages if page.unread]:
        data["skipped"] = skipped
    if failures:
        data["errors"] = msgspec.to_builtins(failures)
    out.write(json.text(data))


def _data(term: Term) -> dict[str, Any]:
    place = term.defined_at
    return {
        "text": term.text,
        "start": term.start,
        "end": term.end,
        "line": term.line,
        "column": term.column,
        "kind": term.kind,
        "familiarity": term.familiarity,
        "defined": term.defined,
        "defined_at": {"line": place[0], "column": place[1]} if place else None,
        "plain": term.plain,
    }


def render_glossary(pages: Sequence[PageTerms], format: str, out: TextIO) -> None:
    """A draft glossary of all pages together."""
    entries = glossary.entries(words for page in pages for words in page.meanings)
    out.write(glossary.markdown(entries) if format == "markdown" else glossary.as_html(entries))


def render_text(
    pages: Sequence[PageTerms], failures: Sequence[Failure], out: TextIO, *, unicode: bool, undefined: bool
) -> None:
    """Each page's terms in order of first use: how well known, how often used, whether explained, and plain words."""
    for page in pages:
        _page(page, out, unicode, undefined)
    for failure in failures:
        out.write(f"error: {safe(failure.message)}\n")


def _page(page: PageTerms, out: TextIO, unicode: bool, undefined: bool) -> None:
    if page.unread:
        out.write(f"{safe(page.path)}: not read: {safe(page.unread)}\n")
        return
    groups: dict[tuple[str, str], list[Term]] = {}
    for term in page.terms:
        groups.setdefault(group(term), []).append(term)
    out.write(f"{safe(page.path)}: {_summary(list(groups.values()), undefined)}\n")
    if not groups:
        return
    names = [_name(uses, "×" if unicode else "x") for uses in groups.values()]
    width = min(_WIDEST, max(map(len, names)))
    out.write("\n   line  known\n")
    for name, uses in zip(names, groups.values(), strict=True):
        bar = _bar(min(term.familiarity for term in uses), unicode)
        out.write(f"  {uses[0].line:5}  {bar}  {name:<{width}}  {_status(uses)}".rstrip() + "\n")
    out.write("\n")


def _summary(groups: list[list[Term]], undefined: bool) -> str:
    if not groups:
        return "no term is left unexplained" if undefined else "no terms that readers may not know"
    if any(uses[0].kind == "word" for uses in groups):
        return f"{len(groups)} different words"
    counted = "1 term" if len(groups) == 1 else f"{len(groups)} terms"
    open_ = sum(not any(term.defined for term in uses) for uses in groups)
    return f"{counted} not explained" if undefined else f"{counted} that readers may not know, {open_} not explained"


def _name(uses: list[Term], sign: str) -> str:
    times = f" {sign}{len(uses)}" if len(uses) > 1 else ""
    return safe(uses[0].words) + _KINDS[uses[0].kind] + times


def _status(uses: list[Term]) -> str:
    if uses[0].kind == "word":
        return ""
    where = [term.defined_at[0] for term in uses if term.defined and term.defined_at]
    said = f"explained on line {min(where)}" if where else "not explained"
    plain = next((term.plain for term in uses if term.plain), None)
    return f"{said}; plain words: {safe(plain)}" if plain else said


def _bar(familiarity: float, unicode: bool) -> str:
    filled = round(max(0.0, min(1.0, familiarity)) * _BAR)
    return ("█" if unicode else "#") * filled + ("░" if unicode else "-") * (_BAR - filled)
