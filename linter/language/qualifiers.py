"""The words that tell one dose, wait or size from another, made ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.language import clauses, units
from linter.model import Model
from linter.store.regexes import regex

_PART = regex(r"\w+")


class Vocabulary(Model, frozen=True, kw_only=True):
    """Words by what they say of a quantity, in lower case: a phrase counts as all its words together.

    `groups`, `routes` and `stages` by the name they count under: who it is for, how it is given, which of several steps it is.
    `counted` are nouns that a page counts though no unit measures them: nights, sessions.
    `empty` say nothing of their own (usual, dose, take); those of `same` count as the word they stand under. `forms` are what a
    medicine comes as. A heading of `summaries` alone names nothing: at a glance. One with a word of `parts` names a part of the
    page: storage, recovery.
    """

    groups: dict[str, tuple[str, ...]] = {}
    routes: dict[str, tuple[str, ...]] = {}
    stages: dict[str, tuple[str, ...]] = {}
    empty: tuple[str, ...] = ()
    same: dict[str, tuple[str, ...]] = {}
    forms: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class _Table:
    """Words and the name that each stands under: one pattern for all, to be tried where a text has all parts of one of them."""

    def __init__(self, entries: dict[str, tuple[str, ...]]) -> None:
        from linter.search.scanner import expand

        self._names = {form: name for name, words in entries.items() for word in words for form in expand(word)}
        forms = sorted(self._names, key=len, reverse=True)
        self._pattern = regex(rf"\b(?:{'|'.join(map(re.escape, forms)) or '(?!)'})\b")
        self._needed: dict[str, list[frozenset[str]]] = {}  # the parts of each, found by the first
        for form in forms:
            parts = _PART.findall(form)
            self._needed.setdefault(parts[0] if parts else "", []).append(frozenset(parts))

    @property
    def words(self) -> list[str]:
        """The entries that are one word."""
        return [form for form in self._names if form.isalpha()]

    def found(self, text: str, parts: frozenset[str]) -> frozenset[str]:
        """The names under which words of a text stand. `parts` holds the parts of its words, "", and may hold more."""
        if any(needed <= parts for first in self._needed.keys() & parts for needed in self._needed[first]):
            return frozenset([self._names[match[0]] for match in self._pattern.finditer(text)])
        return frozenset()


class Tables:
    """A vocabulary, made ready to be looked up. The names of units are empty too: they stand for the numbers before them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.groups, self.routes, self.stages = map(_Table, (vocabulary.groups, vocabulary.routes, vocabulary.stages))
        self.persons = frozenset(map(clauses.stem, self.groups.words))
        self.empty = frozenset(clauses.stem(word) for word in (*vocabulary.empty, *units.load().words, "mg", "ml", "mcg", "kg"))
        self.general = frozenset(map(clauses.stem, (*vocabulary.empty, *vocabulary.summaries)))
        self.parts = frozenset(map(clauses.stem, vocabulary.parts))
        self.forms = frozenset(map(clauses.stem, vocabulary.forms))
        self.same = {clauses.stem(word): clauses.stem(name) for name, words in vocabulary.same.items() for word in words}

    def stems(self, text: str) -> Iterator[str]:
        """The stems of a text that say something, each by the word it counts as."""
        for found in clauses.WORD.findall(text):
            if found not in clauses.LITTLE and (word := clauses.stem(found)) not in self.empty and len(word) > 1:
                yield self.same.get(word, word)
