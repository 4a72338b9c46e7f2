"""Turns a treebank folder of CoNLL-U files into spaCy's training format, one sentence a document.

carelint parses the sentences it has found itself, so the parser is never asked where a sentence ends. Patients' pages are
full of list items and headings: a part of the training sentences is repeated without the mark that ends it.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training.converters import conllu_to_docs

_BARE = 0.25  # share of training sentences that are repeated without their last mark
_SEED = 20


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
    kept = list(doc[:last])
    return Doc(
        doc.vocab,
        words=[token.text for token in kept],
        spaces=[bool(token.whitespace_) for token in kept[:-1]] + [False],
        tags=[token.tag_ for token in kept],
        pos=[token.pos_ for token in kept],
        deps=[token.dep_ for token in kept],
        heads=[token.head.i for token in kept],
    )


def prepare(treebank: Path, out: Path) -> None:
    """Writes train.spacy, dev.spacy and test.spacy to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(_SEED)
    for part in ("train", "dev", "test"):
        docs = DocBin(attrs=["TAG", "POS", "DEP", "HEAD", "SPACY"])
        for doc in read(treebank, part):
            docs.add(doc)
            if part == "train" and chance.random() < _BARE and (bare := without_last_mark(doc)):
                docs.add(bare)
        docs.to_disk(out / f"{part}.spacy")
