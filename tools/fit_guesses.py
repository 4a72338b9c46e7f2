#!/usr/bin/env python3
"""Fit the weights of `linter/language/guesses.py` to texts that are wrong and texts that are right, and say how well they fit.

    python tools/fit_guesses.py --pages FOLDER [FOLDER …]

Needs scikit-learn. The texts in `tools/guesses` and in `tests/data` were written for carelint; FOLDERs hold published pages of
several publishers, one folder each, whose sentences are taken for right: pages of public bodies, as the product is run on. Of
these no words are kept, but weights of words. Half of the folders at a time is held out to count false alarms. Nothing random:
the same files give the same table.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import yaml
from scipy.sparse import hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linter import readers  # noqa: E402 - from this checkout, wherever the script is started
from linter.examples import unmarked  # noqa: E402
from linter.language import guesses, tables  # noqa: E402
from linter.lexicon import Lexicon  # noqa: E402
from linter.page import Kind  # noqa: E402
from linter.rulebook import load_rulebook  # noqa: E402
from linter.search.hits import NAMES  # noqa: E402
from linter.search.scanner import Scanner  # noqa: E402
from tests import (  # noqa: E402
    test_safety_lookalikes,
    test_wordings,
    wordings_forms,
    wordings_fresh,
    wordings_idioms,
    wordings_required,
)

_HEAD = """\
# What words say, in hundredths, nothing for 0: for unsafe advice (above 0) or against it, then for each kind of it; for a claim
# that nobody can support or against it, then for each kind of that. linter/language/guesses.py has the kinds. <medicine> is the
# name of one, <condition> that of an illness, <number> any number, <other> a word that has no line; ^ and $ are the edges of
# a sentence, ~ stands before a word near it, (base) is added to each sum.
# Built by tools/fit_guesses.py from texts written for carelint and the sentences of public bodies' pages; do not edit.

"""
_COMMON = 3.0  # Zipf frequency from which a word counts by itself: once in a million
_TWICE = 2  # a word, pair or triple counts from so many texts on
_OWN, _TESTED, _PUBLISHED = 2.0, 6.0, 12.0  # what a sentence that is right weighs
_FOUND = 4.0  # what one of a test that has to be found weighs beside `_OWN`
_SHARE = 0.08  # what guilty ones of a family weigh together, beside all that are right
_STRENGTH = 2.5  # how closely the weights follow the texts: scikit-learn's C
_NEAR_OFTEN = 5  # guilty texts that a word stands near, from which on it tells the kind
_SUFFIXES = frozenset(suffix for suffix, form in readers.FORMATS.items() if form != "docx")
_ANOTHER = "another"  # the kind of what rules find for which there is no model


class Text(NamedTuple):
    """A sentence, by its words, and its kinds; none for one that is right."""

    said: guesses.Said
    kinds: frozenset[str]
    near: list[str]
    beside: list[str]
    weight: float = _OWN


LISTS = Lexicon.from_folder(ROOT / "rules" / "lexicon").lists
SCANNER = Scanner(names={name: LISTS[name] for name in guesses.NEAR_BY})


def sentences(source: str, name: str) -> Iterator[tuple[str, Text]]:
    """The sentences of a page that are looked at, as they stand there and as they count."""
    page, _ = readers.read(source, name)
    found = SCANNER.scan(page)
    sight = guesses.Sight(page, {name: found.get((NAMES, name)) for name in guesses.NEAR_BY})
    for one in page.sentences:
        if page.blocks[one.block].kind is not Kind.LABEL and guesses.is_asked(one):
            text = Text(sight.said(one), frozenset(), sorted(sight.near(one)), sight.beside(one))
            yield page.text[one.start : one.end], text


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def of_case(source: str, name: str, bad: Sequence[tuple[str, str]]) -> Iterator[Text]:
    """The sentences of a text; `bad` are words of those that are wrong, each with its kind."""
    marked = [(_plain(words), kind) for words, kind in bad]
    for said, text in sentences(source, name):
        plain = _plain(said)
        kinds = frozenset(kind for one, kind in marked if one and (one[:30] in plain or plain in one))
        yield text._replace(kinds=kinds) if kinds else text


def _kind(rule_id: str) -> str:
    """The kind that a rule's finding is of; "" for a rule that says nothing of what a sentence claims or advises."""
    family, _, name = rule_id.partition("/")
    if any(name in one.kinds for one in guesses.FAMILIES):
        return name
    return _ANOTHER if family in ("claims", "tone", "people") else ""


def _kinds(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(words, kind) for rule_id, words in found if (kind := _kind(rule_id))]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def own_texts() -> Iterator[Text]:
    """All that was written for carelint. What the tests want quiet weighs more."""
    for path in sorted((ROOT / "tools" / "guesses").glob("*.jsonl")):
        for row in rows(path):
            yield from of_case(row["text"], "page.md", [(words, row["rule"]) for words in row["bad"]])
    yield from (text._replace(weight=_FOUND if text.kinds else _TESTED) for text in tested_texts())


def tested_texts() -> Iterator[Text]:
    for name in ("blind_cases.jsonl", "blind_pages.jsonl"):
        for row in rows(ROOT / "tests" / "data" / name):
            yield from of_case(row["text"], row.get("name", "page.md"), _kinds(row["expect"]))
    for path in sorted((ROOT / "fixtures" / "pages").glob("*.expected.yaml")):
        found = yaml.safe_load(path.read_text("utf-8"))["findings"]
        page = path.with_name(path.name.removesuffix(".expected.yaml"))
        if page.suffix in _SUFFIXES:
            bad = _kinds((one["rule"], one.get("text", "")) for one in found)
            yield from of_case(page.read_text("utf-8", "replace"), page.name, bad)
    for rule in load_rulebook().rules.values():
        for example in (*rule.examples.bad, *rule.examples.good):
            text, (start, end) = unmarked(example)
            yield from of_case(text, "page.md", _kinds([(rule.id, text[start:end])] if end else []))
    for module in (test_wordings, wordings_forms, wordings_fresh, wordings_idioms, wordings_required):
        for found, by_rule in ((True, module.FOUND), (False, module.QUIET)):
            for rule_id, by_type in by_rule.items():
                for text in (text for texts in by_type.values() for text in texts):
                    yield from of_case(text, "page.md", _kinds([(rule_id, text)] if found else []))
    for _, text in test_safety_lookalikes.PASSAGES:
        yield from of_case(text, "page.md", [])
    prose = (ROOT / "tests" / "data" / "plain_prose.txt").read_text("utf-8")
    yield from (text for _, text in sentences(prose, "prose.txt"))


def published(folder: Path) -> list[Text]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES)
    found = (text for path in paths for _, text in sentences(path.read_text("utf-8", "replace"), path.name))
    return [text._replace(weight=_PUBLISHED) for text in found]


class Family:
    """One family's share of the texts: those of its kinds, and those that are right. Others may be of it too: left out."""

    def __init__(self, family: guesses.Family, texts: Sequence[Text]) -> None:
        self.kinds = family.kinds
        self.texts = [text for text in texts if not text.kinds or text.kinds & {*family.kinds}]
        self.guilty = numpy.array([bool(text.kinds) for text in self.texts])
        weights = numpy.array([text.weight for text in self.texts])
        weights[self.guilty] *= _SHARE * weights[~self.guilty].sum() / weights[self.guilty].sum()
        self.weights = weights

    def known_words(self) -> frozenset[str]:
        """The words that count by themselves: common ones, and any that guilty texts hold more than once."""
        seen, guilty = Counter[str](), Counter[str]()
        for text in self.texts:
            words = {*text.said.words, *text.said.masked}
            seen.update(words)
            if text.kinds:
                guilty.update(words)
        often = {word for word, count in seen.items() if count >= _TWICE}
        kept = {word for word in often if word.startswith("<") or tables.frequency(word) >= _COMMON or guilty[word] >= _TWICE}
        return frozenset(kept | {guesses.START, guesses.END, guesses.OTHER})

    def heaviest(self, most: int) -> set[str]:
        """The words, pairs and triples that tell most, and the words that these are made of."""
        names, counts = _counted(self.texts, self.known_words(), None)
        fitted = self._fitted(counts, self.guilty, self.weights)
        order = numpy.argsort(-numpy.abs(fitted.coef_[0]), kind="stable")[:most]
        kept = {names[number] for number in order}
        return kept | {word for one in kept if not one.startswith(guesses.BESIDE) for word in one.split(" ")}

    def fit(self, kept: list[str]) -> dict[str, list[float]]:
        """By word, pair and triple: the weight of being of this family at all, then of each kind."""
        names, counts = _counted(self.texts, frozenset(kept), kept)
        family = self._fitted(counts, self.guilty, self.weights)
        of_it = [text for text in self.texts if text.kinds]
        words = CountVectorizer(analyzer=lambda beside: beside, binary=True, min_df=_NEAR_OFTEN)
        near = words.fit_transform([text.beside for text in of_it]) * guesses.BESIDE_FACTOR
        own = [min(self.kinds.index(kind) for kind in text.kinds if kind in self.kinds) for text in of_it]
        kind = self._fitted(hstack([counts[self.guilty], near]), own, None)
        rows = {name: [0.0] * (len(self.kinds) + 1) for name in (*names, *words.get_feature_names_out())}
        for name, weight in zip(names, family.coef_[0], strict=True):
            rows[name][0] = weight
        for name, weights in zip([*names, *words.get_feature_names_out()], kind.coef_.T, strict=True):
            rows[name][1:] = weights
        rows[tables.BASE] = [*family.intercept_, *kind.intercept_]
        return rows

    @staticmethod
    def _fitted(counts: Any, labels: Any, weights: Any) -> Any:
        return LogisticRegression(C=_STRENGTH, max_iter=1000).fit(counts, labels, sample_weight=weights)


def fitted(texts: Sequence[Text], most: int) -> bytes:
    """The table, as `guesses.Table` reads it.

    The heaviest of each family are kept; then words that no kept one holds are all alike, and what is kept is fitted again.
    """
    families = [Family(family, texts) for family in guesses.FAMILIES]
    kept = sorted({guesses.OTHER}.union(*(family.heaviest(most) for family in families)))
    fits = [family.fit(kept) for family in families]
    lines = []
    empty = [[0.0] * (len(family.kinds) + 1) for family in families]
    for name in sorted({name for fit in fits for name in fit}, key=str.encode):
        numbers = [number for fit, none in zip(fits, empty, strict=True) for number in fit.get(name, none)]
        whole = [round(number * tables.SCALE) for number in numbers]
        if any(whole) or " " not in name:  # words that pairs and triples are made of are known, whatever they weigh
            lines.append("\t".join([name, *(str(number) if number else "" for number in whole)]))
    return (_HEAD + "\n".join(lines) + "\n").encode()


def _counted(texts: Sequence[Text], known: frozenset[str], kept: list[str] | None) -> tuple[list[str], Any]:
    """Words, pairs and triples, and which text holds which; those of `kept` where they are given."""
    counter = CountVectorizer(
        analyzer=lambda text: [*(one for one, _, _ in guesses.features(text.said, known.__contains__)), *text.near],
        binary=True,
        vocabulary=kept,
        **({} if kept else {"min_df": _TWICE}),
    )
    factors = numpy.array([guesses.length_factor(text.said.words) for text in texts])[:, None]
    counts = counter.fit_transform(texts).multiply(factors).tocsr()
    return list(counter.get_feature_names_out()), counts


def scores(texts: Iterable[Text], weighed: guesses.Table, family: guesses.Family) -> Iterator[tuple[float, float]]:
    """How sure it is of each text that it is of a family, by all that it holds and by single words alone."""
    for text in texts:
        rows = [row for row, _, _ in guesses.all_of(text.said, weighed).values()]
        rows += filter(None, map(weighed.of, text.near))
        factor = guesses.length_factor(text.said.words)
        yield guesses.odds(rows, factor, weighed.base, family), weighed.singly(text.said.words, factor, family)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=Path, nargs="+", required=True)
    arguments.add_argument("--most", type=int, default=26_000, help="lines of the table for each family")
    given = arguments.parse_args()
    own = list(own_texts())
    folders = [published(folder) for folder in sorted(given.pages)]
    count = Counter(kind for text in own for kind in text.kinds or ("right",))
    sys.stdout.write(f"own: {dict(sorted(count.items()))}; published: {sum(map(len, folders))} sentences\n")
    alarms: dict[guesses.Family, list[float]] = {family: [] for family in guesses.FAMILIES}
    for half in (0, 1):
        texts = own + [text for number, folder in enumerate(folders) if number % 2 != half for text in folder]
        held_out = [text for number, folder in enumerate(folders) if number % 2 == half for text in folder]
        weighed = guesses.Table(fitted(texts, given.most))
        for family, found in alarms.items():
            found += (score for score, _ in scores(held_out, weighed, family))
    table = fitted(own + [text for folder in folders for text in folder], given.most)
    for family, found in alarms.items():
        sys.stdout.write(f"{', '.join(family.kinds)}:\n")
        for level in (0.0, 0.5, 1.0, 1.5, 2.0):
            sys.stdout.write(f"    published sentences, held out, above {level}: {sum(one > level for one in found)}\n")
        guilty = (text for text in own if text.kinds & {*family.kinds})
        sure = sorted(single for score, single in scores(guilty, guesses.Table(table), family) if score > 0)
        sys.stdout.write(f"    single words of such ones, one in 200 below: {sure[len(sure) // 200]:.2f}\n")
    guesses.WEIGHTS.write_bytes(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
