"""Turns a treebank folder of CoNLL-U files into spaCy's training format, one sentence a document.

carelint parses the sentences it has found itself, so the parser is never asked where a sentence ends. Patients' pages are
full of list items, headings and questions, the treebank is not: a part of the training sentences is repeated without the
mark that ends it, and a part, nearly all of the passive ones, turned into questions ("How is the test done?") and headings
("How the test is done").
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc, DocBin, Token
from spacy.training.converters import conllu_to_docs

_BARE = 0.25  # share of training sentences that are repeated without their last mark
_ASKED = 0.15  # share of those that could be questions or headings, and are repeated as one; all of the passive ones are
_SEED = 20
_INVERTS = frozenset("am is are was were has have had do does did will would can could should must may might".split())
_ASKING = ("How", "When", "Why", "Where")


class Row(NamedTuple):
    """One token of a sentence that is being changed; `head` is the place of another in the sentence it came from."""

    place: int
    head: int
    word: str
    space: bool
    tag: str
    dep: str


def read(folder: Path, part: str) -> Iterator[Doc]:
    """The sentences of `train`, `dev` or `test`, from the one file whose name holds that word."""
    files = [path for path in sorted(folder.iterdir()) if part in path.name and path.name.endswith((".conllu", ".conllu.gz"))]
    if len(files) != 1:
        raise SystemExit(f"{folder}: one CoNLL-U file for ‘{part}’ is needed, {len(files)} found")
    data = files[0].read_bytes()
    text = gzip.decompress(data).decode() if files[0].suffix == ".gz" else data.decode()
    yield from conllu_to_docs(text, n_sents=1, no_print=True)


def without_last_mark(doc: Doc) -> Doc | None:
    """The sentence without its final full stop or the like; None where it has none."""
    last = len(doc) - 1
    if last < 2 or doc[last].dep_ != "punct" or any(token.head.i == last for token in doc[:last]):
        return None
    return _built(doc, [_row(token) for token in doc[:last]])


def asked(doc: Doc, asking: str, short: bool, heading: bool) -> Doc | None:
    """“The test was done here.” as “Was the test done here?”, after a word that asks if one is given; if `short`, ended
    after the verb; if `heading`, “Why the test was done here”. None where subject and auxiliary do not come first."""
    root = next(token for token in doc if token.dep_ == "ROOT")
    helper = next((token for token in root.lefts if token.dep_ in ("aux", "aux:pass", "cop")), None)
    subject = next((token for token in root.lefts if token.dep_ in ("nsubj", "nsubj:pass")), None)
    if (
        helper is None
        or subject is None
        or helper.text.lower() not in _INVERTS
        or doc[helper.i + 1].text.lower() in ("n't", "not")
    ):
        return None
    if (
        subject.left_edge.i != 0
        or subject.right_edge.i != helper.i - 1
        or doc[0].dep_ == "punct"
        or subject.tag_ in ("WP", "WDT")
    ):
        return None
    end = root.i + 1 if short else len(doc) - (doc[-1].dep_ == "punct" and doc[-1].head == root)
    if any(token.head.i >= end for token in doc[:end]):
        return None

    first = doc[0]
    kept = first.text == "I" or first.tag_.startswith("NNP")
    rows = [_row(first)._replace(word=first.text if kept else first.text.lower())]
    rows += [_row(token) for token in doc[1:end] if heading or token != helper]
    rows[-1] = rows[-1]._replace(space=False)
    if not heading:
        rows.insert(0, _row(helper)._replace(word=helper.text.lower() if asking else helper.text.capitalize(), space=True))
        rows.append(Row(-2, root.i, "?", False, ".", "punct"))
    if asking:
        rows.insert(0, Row(-1, root.i, asking, True, "WRB", "advmod"))
    return _built(doc, rows)


def _row(token: Token) -> Row:
    return Row(token.i, token.head.i, token.text, bool(token.whitespace_), token.tag_, token.dep_)


def _built(doc: Doc, rows: list[Row]) -> Doc:
    place = {row.place: number for number, row in enumerate(rows)}
    return Doc(
        doc.vocab,
        words=[row.word for row in rows],
        spaces=[row.space for row in rows[:-1]] + [False],
        tags=[row.tag for row in rows],
        deps=[row.dep for row in rows],
        heads=[place[row.head] for row in rows],
    )


def varied(doc: Doc, chance: random.Random) -> Iterator[Doc]:
    """A training sentence, and what is made of it."""
    yield doc
    if chance.random() < _BARE and (bare := without_last_mark(doc)):
        yield bare
    passive = any(token.dep_ == "nsubj:pass" and token.head.dep_ == "ROOT" for token in doc)
    if passive or chance.random() < _ASKED:
        heading = chance.random() < 0.2
        asking = chance.choice(_ASKING) if heading or chance.random() < 0.5 else ""
        if question := asked(doc, asking, short=passive and chance.random() < 0.5, heading=heading):
            yield question


def prepare(treebank: Path, out: Path) -> None:
    """Writes train.spacy, dev.spacy and test.spacy to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(_SEED)
    for part in ("train", "dev", "test"):
        docs = DocBin(attrs=["TAG", "DEP", "HEAD", "SPACY"])
        for doc in read(treebank, part):
            for one in varied(doc, chance) if part == "train" else (doc,):
                docs.add(one)
        docs.to_disk(out / f"{part}.spacy")
