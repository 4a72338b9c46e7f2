#!/usr/bin/env python3
"""Fit the weights of `linter/language/explained.py` to passages that explain a term and passages that do not.

    python tools/fit_explained.py --pages FOLDER [FOLDER …]

Needs scikit-learn. The passages in `tools/explained` and `tests/data`, and the sample pages, were written for carelint. FOLDERs
hold published pages of public bodies. There a term counts as explained where a form or its meaning explains it, and as not
explained where none does, anywhere on the page; where a term is met again further on, nothing explains it there. Of these pages
no words are kept, but weights of words. A fifth of the pairs at a time is held out to say how well it works. Nothing random:
the same files give the same table.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linter import readers  # noqa: E402 - from this checkout, wherever the script is started
from linter.language import explained, likeness, tables  # noqa: E402
from linter.language.terms import Terms, Use  # noqa: E402
from tests import rule_tools  # noqa: E402

_HEAD = """\
# What stands around a term, in hundredths for (above 0) or against it being explained there. before: and after: are words of
# its sentence, last: and next: of the sentences beside it, left and right the words at its side, first: and firsts: those that
# the next sentence begins with. meaning, share and more: how much of its meaning stands here, in the next sentence, the last,
# here and in the next (on), here and in the last (back), in all, or two sentences away (far). (base) is added to each sum.
# Built by tools/fit_explained.py from passages written for carelint and pages of public bodies; do not edit.

"""
_STRENGTH = 0.3  # how closely the weights follow the passages: scikit-learn's C
_OFTEN = 3  # what stands in so many passages counts
_TESTED, _PUBLISHED = 2.0, 0.3  # what a term of a test, or of a published page, weighs beside one of a passage
_PLACES = 3  # of a term on a page that are taken
_AGAIN = 6  # sentences after its explanation from which on a term is met again
_FOLDS = 5
_RULE = "jargon/undefined-term"
_HARD = 0.5  # familiarity below which a term is taken
_SUFFIXES = frozenset(suffix for suffix, form in readers.FORMATS.items() if form != "docx")


def _terms(source: str, name: str) -> Terms:
    return rule_tools.reading(source, name).terms


def _uses(terms: Terms) -> dict[str, list[Use]]:
    """Where the terms of the lexicon that are hard stand on a page, by lemma."""
    found: dict[str, list[Use]] = {}
    for use in terms.uses:
        entry = use.entry
        if entry.kind == "term" and entry.meaning and not entry.built and entry.familiarity < _HARD:
            found.setdefault(entry.lemma, []).append(use)
    return found


class Place(NamedTuple):
    """A term where it stands: what is around it at each place of one passage that is taken, whether one of them explains it,
    and whether the forms alone say so. Places of one `group` are held out together."""

    around: list[frozenset[str]]
    is_explained: bool
    by_form: bool
    group: str
    weight: float = 1.0


def _place(terms: Terms, uses: Sequence[Use], is_explained: bool, group: str, weight: float = 1.0) -> Place:
    page = terms.page
    around = terms.definitions.around
    names = [
        frozenset(around.features(use.start, use.end, likeness.meaning(page.lower[use.start : use.end], *use.entry.told)))
        for use in uses[:_PLACES]
    ]
    return Place(names, is_explained, any(_form(terms, use) for use in uses), group, weight)


def passages() -> Iterator[Place]:
    """The passages in `tools/explained`: two of one number are a pair."""
    for path in sorted((ROOT / "tools" / "explained").glob("*.jsonl")):
        for row in _rows(path):
            terms = _terms(row["text"], "page.md")
            wanted = row["term"].lower()
            for uses in _uses(terms).values():
                said = {terms.page.lower[use.start : use.end] for use in uses}
                if any(one in wanted or wanted in one for one in said):
                    yield _place(terms, uses, row["explained"], row["id"][:-1])


def tested() -> Iterator[Place]:
    """The passages and pages of the tests: terms that a rule has to find, and those that it has to leave alone."""
    for name in ("blind_cases.jsonl", "blind_pages.jsonl"):
        for row in _rows(ROOT / "tests" / "data" / name):
            wanted = {words.lower() for rule, words in row["expect"] if rule == _RULE}
            quiet = {words.lower() for words, rules in row.get("quiet", ()) if _RULE.startswith(tuple(rules))}
            is_quiet = not wanted and _RULE in row.get("forbid", ())
            if not (wanted or quiet or is_quiet):
                continue
            terms = _terms(row["text"], row.get("name", "page.md"))
            for uses in _uses(terms).values():
                said = {terms.page.lower[use.start : use.end] for use in uses}
                if said & wanted:
                    yield _place(terms, uses, False, row["id"], _TESTED)
                elif (is_quiet or said & quiet) and (telling := next((use for use in uses if _form(terms, use)), None)):
                    yield _place(terms, [telling], True, row["id"], _TESTED)


def samples() -> Iterator[Place]:
    """The terms of the sample pages that are to be found there."""
    for path in sorted((ROOT / "fixtures" / "pages").glob("*.expected.yaml")):
        page = path.with_name(path.name.removesuffix(".expected.yaml"))
        found = yaml.safe_load(path.read_text("utf-8"))["findings"]
        wanted = {one["text"].lower() for one in found if one["rule"] == _RULE}
        if page.suffix not in _SUFFIXES or not wanted:
            continue
        terms = _terms(page.read_text("utf-8", "replace"), page.name)
        for uses in _uses(terms).values():
            if wanted & {terms.page.lower[use.start : use.end] for use in uses}:
                yield _place(terms, uses, False, page.name, _TESTED)


def _by_form(terms: Terms, uses: Sequence[Use]) -> Use | None:
    """The first place at which a form shows what a term means."""
    return next((use for use in uses if _form(terms, use) == "shows"), None)


def _form(terms: Terms, use: Use) -> str:
    return terms.definitions.form(use.start, use.end, *use.entry.told)


def published(folder: Path) -> Iterator[Place]:
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES):
        terms = _terms(path.read_text("utf-8", "replace"), path.name)
        for lemma, uses in _uses(terms).items():
            group = f"{path.name} {lemma}"
            explaining = _by_form(terms, uses)
            if explaining is not None:
                yield _place(terms, [explaining], True, group, _PUBLISHED)
                at = terms.page.sentence_at(explaining.start) + _AGAIN
                again = [use for use in uses if terms.page.sentence_at(use.start) > at]
                if again and not any(_form(terms, use) for use in again):
                    yield _place(terms, again, False, group, _PUBLISHED)
            elif telling := next((use for use in uses if _form(terms, use)), None):
                yield _place(terms, [telling], True, group, _PUBLISHED)
            else:
                yield _place(terms, uses, False, group, _PUBLISHED)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def fitted(places: Sequence[Place]) -> dict[str, int]:
    """The weights, in hundredths."""
    rows = [(dict.fromkeys(one, 1.0), place, len(place.around)) for place in places for one in place.around]
    seen = Counter(name for row, _, _ in rows for name in row)
    vectors = DictVectorizer()
    counts = vectors.fit_transform([{name: 1.0 for name in row if seen[name] >= _OFTEN} for row, _, _ in rows])
    labels = numpy.array([place.is_explained for _, place, _ in rows])
    weights = numpy.array([place.weight / count**0.5 for _, place, count in rows])
    for of_kind in (labels, ~labels):  # both weigh the same
        weights[of_kind] *= len(rows) / 2 / weights[of_kind].sum()
    model = LogisticRegression(C=_STRENGTH, max_iter=3000).fit(counts, labels, sample_weight=weights)
    found = {tables.BASE: round(float(model.intercept_[0]) * tables.SCALE)}
    for name, weight in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True):
        if whole := round(float(weight) * tables.SCALE):
            found[str(name)] = whole
    return found


def table(weights: dict[str, int]) -> bytes:
    lines = sorted((f"{name}\t{weight}" for name, weight in weights.items()), key=str.encode)
    return (_HEAD + "\n".join(lines) + "\n").encode()


def odds(weights: dict[str, int], place: Place) -> float:
    """How sure the model is that one of the places explains the term."""
    base = weights[tables.BASE]
    return max((base + sum(weights.get(name, 0) for name in names)) / tables.SCALE for names in place.around)


_LEVELS = (-3.0, -2.5, -2.0, -1.5, 0.0, 1.0, 1.5, 2.0, 2.5)


def _report(what: str, found: Iterable[tuple[Place, float]]) -> None:
    """Write how many of each kind are on the wrong side of each level, in a form and in none."""
    rows = list(found)
    for by_form, of_form in ((True, "where a form says so"), (False, "where no form does")):
        good, bad = (
            [score for place, score in rows if place.by_form == by_form and place.is_explained == is_explained]
            for is_explained in (True, False)
        )
        sys.stdout.write(f"{what}, {of_form}: {len(good)} explained, {len(bad)} not\n")
        for level in _LEVELS:
            low, high = sum(score < level for score in good), sum(score >= level for score in bad)
            sys.stdout.write(f"    {level}: {low} explained ones below, {high} others above\n")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=Path, nargs="+", required=True)
    given = arguments.parse_args()
    own = [*passages(), *tested(), *samples()]
    pages = [place for folder in sorted(given.pages) for place in published(folder)]
    held_out: list[tuple[Place, float]] = []
    for fold in range(_FOLDS):
        is_out = {place.group: crc32(place.group.encode()) % _FOLDS == fold for place in (*own, *pages)}
        weights = fitted([place for place in (*own, *pages) if not is_out[place.group]])
        held_out += ((place, odds(weights, place)) for place in (*own, *pages) if is_out[place.group])
    _report("passages, held out", ((place, score) for place, score in held_out if place.weight >= 1.0))
    _report("published pages, held out", ((place, score) for place, score in held_out if place.weight < 1.0))
    explained.WEIGHTS.write_bytes(table(fitted([*own, *pages])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
