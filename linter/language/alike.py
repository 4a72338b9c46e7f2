"""How alike two words are in what they are used for: kidney and renal, tube and pipe, tiredness and fatigue.

`linter/language/data/alike.tsv` says of each word on which side of 256 planes its GloVe vector stands. The share of planes
that have two words on one side gives the angle between them (Charikar 2002), and counting bits is quick.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Container, Mapping
from functools import cache
from math import cos, pi
from pathlib import Path
from typing import TypeAlias

from linter.language import tables
from linter.store.regexes import regex
from linter.store.remembered import Remembered

ALIKE = Path(__file__).with_name("data") / "alike.tsv"
BITS = 256

Words: TypeAlias = Mapping[str, int]
"""Words with the sides on which they stand."""

GROUPS = [
    group.split()
    for group in (
        "abdomen abdominal belly stomach tummy",
        "anxious anxiety fear fears worry worried",
        "asleep sleep sleeping sleepy",
        "bag pocket pouch sac sack",
        "beat beats heartbeat pulse rhythm",
        "bend bends bent curve curved curving",
        "block blockage blocked blocking blocks clog clogged",
        "blood bleed bleeding bleeds bloody",
        "bowel gut intestine",
        "break breaking breaks broken",
        "bulge bulges bulging widen widened widening",
        "buttocks bum",
        "cut cuts incision opening",
        "deaf deafness hear hearing",
        "dizzy dizziness spin spinning spins",
        "empties empty emptying",
        "faint fainting blackout",
        "fast quick quickly racing rapid",
        "fat fats fatty lipid",
        "feces faeces poo poop stool",
        "fluid liquid water watery",
        "foot feet",
        "forget forgets forgetting memory",
        "germ germs infect infected infection",
        "glucose sugar sugars",
        "growth lump lumps tumor tumour",
        "heart cardiac",
        "immune defect defence defense",
        "inject injected injection jab needle shot",
        "itch itching itchy",
        "kidney renal",
        "layer lining",
        "lung breath breathe breathes breathing",
        "narrow narrowed narrowing",
        "operation surgery",
        "pain ache aches aching hurt hurting hurts painful sore soreness tender",
        "picture photo image scan",
        "pregnancy pregnant",
        "rip ripped rupture ruptured tear tearing tears torn",
        "scar scarred scarring scars",
        "seizure fit fits seizures",
        "shake shakes shaking tremble trembling",
        "sick sickness throw throwing vomit vomiting",
        "sight see vision",
        "slip slipped",
        "stiff stiffen stiffness",
        "swell swelling swells swollen",
        "tooth teeth",
        "tube passage pipe",
        "twist twisted twisting",
        "urine pee peeing urinate wee",
        "uterus womb",
        "weak weaken weakness",
    )
]
"""Words that stand for each other in pages for the public, where vectors, made of news, know little of them. The first of each
stands for all.
"""

_WORD = regex("[a-z]{3,}")
_STANDS_FOR = {word: group[0] for group in GROUPS for word in group}
_SAYS_LITTLE = 6.0  # Zipf frequency from which on a word stands beside all others
_RAREST = 8.0  # less its frequency is what a word weighs
_COSINES = [cos(pi * apart / BITS) for apart in range(BITS + 1)]


def words(text: str, but: Container[str] = ()) -> dict[str, int]:
    """The words of a text in lower case that tell something, those left out that the table lacks, and those of `but`."""
    sides = _sides()
    said = (word for word in _WORD.findall(text) if word not in but and tables.frequency(word) < _SAYS_LITTLE)
    return {word: found for word in (_STANDS_FOR.get(one, one) for one in said) if (found := sides[word])}


def share_said(wanted: Words, said: Words) -> float:
    """How much of what is wanted is said, from -1 (quite another thing) to 1 (the same words): each of its words by the
    likest that is said, a rare one weighing more."""
    if not wanted or not said:
        return 0.0
    total = sum(_weight(word) for word in wanted)
    found = sum(_weight(word) * _likest(word, sides, said) for word, sides in wanted.items())
    return found / total


def _likest(word: str, sides: int, said: Words) -> float:
    if word in said:
        return 1.0
    return _COSINES[min([(sides ^ other).bit_count() for other in said.values()])]


def _weight(word: str) -> float:
    return _RAREST - tables.frequency(word)


@cache
def _sides() -> Remembered[int]:
    """The sides of a word; 0 for one that the table lacks."""
    find = tables.Sorted(ALIKE.read_bytes()).find
    return Remembered(lambda word: int.from_bytes(b64decode(found + b"="), "big") if (found := find(word)) else 0)
