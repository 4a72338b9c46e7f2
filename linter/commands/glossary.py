"""A draft glossary of the terms on pages, from the lexicon. What comes from a page or a table is data: markup is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable

import msgspec

from linter.language.term_list import Term
from linter.language.terms import acronyms
from linter.lexicon import Lexicon
from linter.reporters.plain import safe
from linter.store.regexes import regex

TITLE = "Words to know"
DRAFT = "Draft: a clinician has to check every meaning before this is published. carelint wrote it from a list of words."
TO_FILL = "Still to be explained"
BLANK = "To do"  # before the word, so that the glossary does not count as explaining it


class Meanings:
    """What the lexicon says that terms, medicines and acronyms mean."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._terms = lexicon.table("terms").by("term")
        self._medicines = lexicon.table("medicines").by("name")
        self._acronyms = acronyms(lexicon)

    def of(self, term: Term) -> dict[str, str]:
        """The words to explain for a term, as the lexicon writes them, each with its meaning: empty where it has none."""
        if term.kind == "drug":
            return {term.lemma: self._medicines[term.lemma]["class"] if term.lemma in self._medicines else ""}
        if term.kind == "acronym":
            name = term.words if term.words in self._acronyms else term.words.removesuffix("s")
            return {name: self._acronyms[name]["meaning"] if name in self._acronyms else ""}
        if term.lemma in self._terms:
            return {term.lemma: self._terms[term.lemma]["meaning"]}
        known = {lemma: self._terms[lemma]["meaning"] for lemma in term.parts if lemma in self._terms}
        return known or {term.words or term.lemma: ""}


class Entries(msgspec.Struct, frozen=True):
    """The glossary: words with their meanings, and words that the lexicon has no meaning for; both sorted."""

    explained: list[tuple[str, str]]
    blank: list[str]


def entries(found: Iterable[dict[str, str]]) -> Entries:
    """A glossary of what `Meanings` says of the terms of pages."""
    meanings: dict[str, tuple[str, str]] = {}
    for words in found:
        for word, meaning in words.items():
            if not meanings.get(word.casefold(), ("", ""))[1]:
                meanings[word.casefold()] = word, meaning
    ordered = [meanings[key] for key in sorted(meanings)]
    return Entries([entry for entry in ordered if entry[1]], [word for word, meaning in ordered if not meaning])


def markdown(glossary: Entries) -> str:
    """The glossary as a Markdown section."""
    lines = [f"## {TITLE}", "", f"> **{DRAFT}**", ""]
    lines += [f"- **{as_markdown(word)}**: {as_markdown(meaning)}" for word, meaning in glossary.explained]
    if glossary.blank:
        lines += ["", f"### {TO_FILL}", "", *(f"- {BLANK}: {as_markdown(word)}" for word in glossary.blank)]
    return "\n".join(lines) + "\n"


def as_html(glossary: Entries) -> str:
    """The glossary as an HTML section."""
    lines = ["<section>", f"<h2>{TITLE}</h2>", f"<p><strong>{DRAFT}</strong></p>", "<dl>"]
    lines += [f"<dt>{_html(word)}</dt>\n<dd>{_html(meaning)}</dd>" for word, meaning in glossary.explained]
    lines.append("</dl>")
    if glossary.blank:
        lines += [f"<h3>{TO_FILL}</h3>", "<ul>", *(f"<li>{BLANK}: {_html(word)}</li>" for word in glossary.blank), "</ul>"]
    return "\n".join([*lines, "</section>"]) + "\n"


_MARKUP = regex(r"[\\`*_\[\]|~$@^=]|(?<=:)/|(?i:(?<=www)\.)|(?<!&)#")


def as_markdown(text: str) -> str:
    """A text as Markdown that shows just that: no emphasis, links, HTML, footnotes or shortcodes."""
    return _MARKUP.sub(lambda match: "\\" + match[0], _html(text))


def _html(text: str) -> str:
    """A text as HTML that shows just that; braces too, which template engines read."""
    return html.escape(safe(text), quote=False).replace("{", "&#123;").replace("}", "&#125;")
