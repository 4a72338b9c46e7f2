#!/usr/bin/env python3
"""Fit the weights of `linter/language/advice.py` to texts that are unsafe and texts that are not, and say how well they fit.

    python tools/fit_advice.py --pages FOLDER [FOLDER …]

Needs scikit-learn. The texts in `tools/advice` and in `tests/data` were written for carelint; FOLDERs hold published pages of
several publishers, one folder each, whose sentences are taken for safe: pages of public bodies, as the product is run on. Of
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
from linter.language import advice, tables  # noqa: E402
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
# What words say for unsafe advice (above 0) or against it, in hundredths; then for each kind of it: stop-medicine, dose-change,
# delay-care, replace-treatment. <medicine> is the name of one, <number> any number, <other> a word that has no line; ^ and $
# are the edges of a sentence, ~ stands before a word near it, (base) is added to each sum.
# Built by tools/fit_advice.py from texts written for carelint and the sentences of public bodies' pages; do not edit.

"""
SAFE = -1
_COMMON = 3.0  # Zipf frequency from which a word counts by itself: once in a million
_TWICE = 2  # a word, pair or triple counts from so many texts on
_UNSAFE, _OWN, _TESTED, _PUBLISHED = 3.0, 2.0, 6.0, 12.0  # what a sentence weighs
_STRENGTH = 2.5  # how closely the weights follow the texts: scikit-learn's C
_NEAR_OFTEN = 5  # unsafe texts that a word stands near, from which on it tells the kind
_SUFFIXES = frozenset(suffix for suffix, form in readers.FORMATS.items() if form != "docx")


class Text(NamedTuple):
    """A sentence, by its words, and its kind; SAFE for none."""

    words: list[str]
    kind: int
    near: list[str]
    beside: list[str]
    weight: float = _OWN


LISTS = Lexicon.from_folder(ROOT / "rules" / "lexicon").lists
SCANNER = Scanner(names={name: LISTS[name] for name in advice.NEAR_BY})


def sentences(source: str, name: str) -> Iterator[tuple[str, Text]]:
    """The sentences of a page that are looked at, as they stand there and as they count."""
    page, _ = readers.read(source, name)
    found = SCANNER.scan(page)
    sight = advice.Sight(page, {name: found.get((NAMES, name)) for name in advice.NEAR_BY})
    for one in page.sentences:
        if page.blocks[one.block].kind is not Kind.LABEL and advice.is_asked(one):
            yield page.text[one.start : one.end], Text(sight.words(one), SAFE, sorted(sight.near(one)), sight.beside(one))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def of_case(source: str, name: str, bad: Sequence[tuple[str, str]]) -> Iterator[Text]:
    """The sentences of a text; `bad` are words of unsafe ones, each with its kind."""
    marked = [(_plain(words), kind) for words, kind in bad]
    for said, text in sentences(source, name):
        plain = _plain(said)
        kinds = [kind for one, kind in marked if one and (one[:30] in plain or plain in one)]
        yield text._replace(kind=advice.KINDS.index(kinds[0]), weight=_UNSAFE) if kinds else text


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def own_texts() -> Iterator[Text]:
    """All that was written for carelint. What the tests want quiet weighs more."""
    for path in sorted((ROOT / "tools" / "advice").glob("*.jsonl")):
        for row in rows(path):
            yield from of_case(row["text"], "page.md", [(words, row["rule"]) for words in row["bad"]])
    yield from (text if text.kind != SAFE else text._replace(weight=_TESTED) for text in tested_texts())


def tested_texts() -> Iterator[Text]:
    for name in ("blind_cases.jsonl", "blind_pages.jsonl"):
        for row in rows(ROOT / "tests" / "data" / name):
            bad = [(words, rule.removeprefix("safety/")) for rule, words in row["expect"] if rule.startswith("safety/")]
            yield from of_case(row["text"], row.get("name", "page.md"), bad)
    for path in sorted((ROOT / "fixtures" / "pages").glob("*.expected.yaml")):
        found = yaml.safe_load(path.read_text("utf-8"))["findings"]
        bad = [(one["text"], one["rule"].removeprefix("safety/")) for one in found if one["rule"].startswith("safety/")]
        page = path.with_name(path.name.removesuffix(".expected.yaml"))
        if page.suffix in _SUFFIXES:
            yield from of_case(page.read_text("utf-8", "replace"), page.name, bad)
    for rule in load_rulebook().rules.values():
        for example in (*rule.examples.bad, *rule.examples.good):
            text, (start, end) = unmarked(example)
            bad = [(text[start:end], rule.id.partition("/")[2])] if rule.family == "safety" and end else []
            yield from of_case(text, "page.md", bad)
    for module in (test_wordings, wordings_forms, wordings_fresh, wordings_idioms, wordings_required):
        for rule_id, by_type in (*module.FOUND.items(), *module.QUIET.items()):
            is_bad = rule_id.startswith("safety/") and rule_id in module.FOUND and by_type is module.FOUND[rule_id]
            for text in (text for texts in by_type.values() for text in texts):
                yield from of_case(text, "page.md", [(text, rule_id.removeprefix("safety/"))] if is_bad else [])
    for _, text in test_safety_lookalikes.PASSAGES:
        yield from of_case(text, "page.md", [])
    prose = (ROOT / "tests" / "data" / "plain_prose.txt").read_text("utf-8")
    yield from (text for _, text in sentences(prose, "prose.txt"))


def published(folder: Path) -> list[Text]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES)
    found = (text for path in paths for _, text in sentences(path.read_text("utf-8", "replace"), path.name))
    return [text._replace(weight=_PUBLISHED) for text in found]


def known_words(texts: Iterable[Text]) -> frozenset[str]:
    """The words that count by themselves: common ones, and any that unsafe texts hold more than once."""
    seen, unsafe = Counter[str](), Counter[str]()
    for text in texts:
        seen.update(set(text.words))
        if text.kind != SAFE:
            unsafe.update(set(text.words))
    often = {word for word, count in seen.items() if count >= _TWICE}
    kept = {word for word in often if word.startswith("<") or tables.frequency(word) >= _COMMON or unsafe[word] >= _TWICE}
    return frozenset(kept | {advice.START, advice.END, advice.OTHER})


class Fitted:
    """Weights for words, pairs and triples: of unsafe advice at all, then of each kind among unsafe ones."""

    def __init__(self, texts: Sequence[Text], most: int) -> None:
        kinds = numpy.array([text.kind for text in texts])
        unsafe = [text for text in texts if text.kind != SAFE]
        weights = numpy.array([text.weight for text in texts])
        names, counts = _counted(texts, known_words(texts), None)
        first = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(counts, kinds >= 0, sample_weight=weights)
        # The heaviest are kept; then words that no kept one holds are all alike, and what is kept is fitted again.
        order = numpy.argsort(-numpy.abs(first.coef_[0]), kind="stable")[:most]
        kept = {names[number] for number in order}
        kept |= {word for one in kept if not one.startswith(advice.BESIDE) for word in one.split(" ")} | {advice.OTHER}
        self.names, counts = _counted(texts, frozenset(kept), sorted(kept))
        self.unsafe = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(counts, kinds >= 0, sample_weight=weights)
        words = CountVectorizer(analyzer=lambda beside: beside, binary=True, min_df=_NEAR_OFTEN)
        near = words.fit_transform([text.beside for text in unsafe]) * advice.BESIDE_FACTOR
        self.beside = words.get_feature_names_out()
        self.kind = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(hstack([counts[kinds >= 0], near]), kinds[kinds >= 0])

    def table(self) -> bytes:
        """The table, as `advice.Table` reads it."""
        unsafe = [*self.unsafe.coef_[0], *(0.0 for _ in self.beside)]
        rows = numpy.vstack([unsafe, self.kind.coef_]).T
        lines = dict(zip([*self.names, *self.beside], rows, strict=True))
        lines[advice.BASE] = numpy.concatenate([self.unsafe.intercept_, self.kind.intercept_])
        written = (
            b"\t".join([name.encode(), *(b"%d" % number for number in numpy.rint(numbers * advice.SCALE))])
            for name, numbers in sorted(lines.items(), key=lambda line: line[0].encode())
        )
        return _HEAD.encode() + b"\n".join(written) + b"\n"


def _counted(texts: Iterable[Text], known: frozenset[str], kept: list[str] | None) -> tuple[list[str], Any]:
    """Words, pairs and triples, and which text holds which; those of `kept` where they are given."""
    counter = CountVectorizer(
        analyzer=lambda text: [*(one for one, _, _ in advice.features(text.words, known.__contains__)), *text.near],
        binary=True,
        vocabulary=kept,
        **({} if kept else {"min_df": _TWICE}),
    )
    texts = list(texts)
    factors = numpy.array([advice.length_factor(text.words) for text in texts])[:, None]
    counts = counter.fit_transform(texts).multiply(factors).tocsr()
    return list(counter.get_feature_names_out()), counts


def scores(texts: Iterable[Text], weighed: advice.Table) -> Iterator[tuple[float, float]]:
    """How sure it is of each text that it is unsafe, by all that it holds and by single words alone."""
    for text in texts:
        rows = [row for row, _, _ in advice.all_of(text.words, weighed).values()]
        rows += filter(None, map(weighed.of, text.near))
        yield advice.odds(rows, advice.length_factor(text.words), weighed.base), advice.by_single_words(text.words, weighed)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=Path, nargs="+", required=True)
    arguments.add_argument("--most", type=int, default=24_000, help="lines of the table")
    given = arguments.parse_args()
    own = list(own_texts())
    folders = [published(folder) for folder in sorted(given.pages)]
    count = Counter(advice.KINDS[text.kind] if text.kind >= 0 else "safe" for text in own)
    sys.stdout.write(f"own: {dict(count)}; published: {sum(map(len, folders))} sentences\n")
    alarms: list[float] = []
    for half in (0, 1):
        texts = own + [text for number, folder in enumerate(folders) if number % 2 != half for text in folder]
        held_out = [text for number, folder in enumerate(folders) if number % 2 == half for text in folder]
        alarms += (score for score, _ in scores(held_out, advice.Table(Fitted(texts, given.most).table())))
    for level in (0.0, 0.5, 1.0, 1.5, 2.0):
        sys.stdout.write(f"published sentences, held out, above {level}: {sum(one > level for one in alarms)}\n")
    table = Fitted(own + [text for folder in folders for text in folder], given.most).table()
    unsafe = (text for text in own if text.kind != SAFE)
    sure = sorted(single for score, single in scores(unsafe, advice.Table(table)) if score > 0)
    sys.stdout.write(f"single words of unsafe ones, one in 200 below: {sure[len(sure) // 200]:.2f}\n")
    advice.WEIGHTS.write_bytes(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
