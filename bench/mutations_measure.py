"""Mutations: correct statements with measurements, made wrong by script; how many does carelint find?

    python bench/mutations_measure.py [--seed 6] [--verbose]

Each of the twenty statements is right as it stands, and must stay quiet. Each way to make one wrong is tried on each place it
fits; a wrong one is found where one of the rules meant for it speaks at the changed place. The seed picks numbers and units.
"""

# ruff: noqa: T201, ARG001

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from linter import Linter

STATEMENTS = (
    "Adults take 40 mg once a day with water.",
    "Give your child 5 mL every 8 hours with the oral syringe.",
    "The starting dose is 0.25 mg at bedtime.",
    "Take 10 to 20 mg before the trip.",
    "Inject 12 units under the skin in the evening.",
    "Each capsule contains 250 mg of amoxicillin.",
    "Swallow two 400 mg tablets with a glass of water.",
    "Take half a tablet in the morning for 7 days.",
    "The usual dose is 75 mcg daily, taken before breakfast.",
    "Give 2.5 mL to 5 mL of the suspension twice a day.",
    "Call us if your temperature is over 101°F (38.3°C).",
    "A fever of 39°C or more needs a doctor the same day.",
    "Store the tablets below 25°C in the box.",
    "The nurse will inject 0.5 mL into your arm.",
    "Take 500 mg to 1 g every 6 hours, and no more than 4 g a day.",
    "Use 2 puffs every 4 to 6 hours when you wheeze.",
    "Take 7.5 mg at night, and 15 mg from the second week.",
    "Your child's dose is 120 mg every 6 hours.",
    "Swallow 1 and a half tablets each morning.",
    "The patch gives 25 mcg every hour for 3 days.",
)

NUMBER = r"\d+(?:\.\d+)?"
UNIT = r"(?:mg|mcg|mL|g|units)"
DOSE = re.compile(rf"(?<![\d.])({NUMBER}) ({UNIT})\b")
IMPOSSIBLE = ("km", "mmHg", "kg", "°C", "dB", "kHz", "mg/dL", "inches")
PRONE = {"units": ("U", "IU"), "mcg": ("µg",), "mL": ("cc",)}


class Wrong(NamedTuple):
    """A statement made wrong: the stretch that changed, how, and the rules that may say so."""

    text: str
    start: int
    end: int
    how: str
    rules: tuple[str, ...]


Mutation = Callable[[str, random.Random], Iterator[Wrong]]


def _swap(text: str, start: int, end: int, new: str, how: str, *rules: str) -> Wrong:
    return Wrong(text[:start] + new + text[end:], start, start + len(new), how, tuple(f"measure/{rule}" for rule in rules))


def _each(pattern: str | re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return re.finditer(pattern, text)


def trailing_zero(text: str, rng: random.Random) -> Iterator[Wrong]:
    for match in _each(DOSE, text):
        number = match[1] + ("0" if "." in match[1] else rng.choice((".0", ".00")))
        yield _swap(text, *match.span(), f"{number} {match[2]}", "zero added", "trailing-zero")


def naked_decimal(text: str, rng: random.Random) -> Iterator[Wrong]:
    for match in _each(r"\b0(\.\d+ \w+)", text):
        yield _swap(text, *match.span(), match[1], "leading zero lost", "naked-decimal")


def unit_dropped(text: str, rng: random.Random) -> Iterator[Wrong]:
    for match in _each(DOSE, text):
        if (
            not text[match.end() :].startswith((" tablet", " to ", " patch"))
            and " to " not in text[match.start() - 4 : match.start()]
        ):
            yield _swap(text, *match.span(), match[1], "unit dropped", "missing-unit")
    for match in _each(r"\d+(?:\.\d+)?(°[CF])", text):
        if "(" not in text:
            yield _swap(text, *match.span(), match[0].removesuffix(match[1]), "scale dropped", "temperature-scale")


def unit_impossible(text: str, rng: random.Random) -> Iterator[Wrong]:
    for match in _each(DOSE, text):
        if "patch" in text or text.startswith("Each") or " to " in text[match.start() - 4 : match.end() + 4]:
            continue
        for unit in rng.sample(IMPOSSIBLE, 3) if "tablet" not in text else rng.sample(("mL", "mmHg", "g", "kHz"), 3):
            new = f"{match[1]} {unit}"
            yield _swap(text, *match.span(), new, "impossible unit", "incompatible-dose-unit")
    for match in _each(r"(\d) puffs", text):
        yield _swap(text, *match.span(), f"{match[1]} mL puffs", "impossible unit", "incompatible-dose-unit")


def scale_swapped(text: str, rng: random.Random) -> Iterator[Wrong]:
    for match in _each(r"(?<![(\d])(\d+)°([CF])", text):
        other = "F" if match[2] == "C" else "C"
        yield _swap(text, *match.span(), f"{match[1]}°{other}", "scale swapped", "temperature-scale", "wrong-conversion")


def reversed_range(text: str, rng: random.Random) -> Iterator[Wrong]:
    for match in _each(rf"({NUMBER}(?: {UNIT})?) to ({NUMBER})( {UNIT})?", text):
        low, high = match[1], match[2] + (match[3] or "")
        own = re.search(rf" {UNIT}$", low)
        new = f"{high} to {low}" if own else f"{match[2]} to {low}{match[3] or ''}"
        yield _swap(text, *match.span(), new, "range reversed", "range-reversed")
        yield _swap(text, *match.span(), new.replace(" to ", "-"), "range reversed", "range-reversed")


def dashed(text: str, rng: random.Random) -> Iterator[Wrong]:
    for match in _each(rf"{NUMBER}(?: {UNIT})? to {NUMBER} \w+", text):
        for dash in ("-", "–"):
            yield _swap(text, *match.span(), match[0].replace(" to ", dash), "dash for to", "range-dash")


def error_prone(text: str, rng: random.Random) -> Iterator[Wrong]:
    for match in _each(DOSE, text):
        for unit in PRONE.get(match[2], ()):
            new = f"{match[1]}{rng.choice(('', ' '))}{unit}"
            yield _swap(text, *match.span(), new, "error-prone unit", "error-prone-abbreviation")
    for match in _each(r"\b(?:once a day|daily)\b", text):
        yield _swap(text, *match.span(), rng.choice(("QD", "qd", "q.d.")), "error-prone word", "error-prone-abbreviation")
    for match in _each(r"\bat (?:bedtime|night)\b", text):
        yield _swap(text, *match.span(), rng.choice(("HS", "qhs")), "error-prone word", "error-prone-abbreviation")
    for match in _each(r"\bunder the skin\b", text):
        yield _swap(text, *match.span(), rng.choice(("SC", "SQ", "subq")), "error-prone word", "error-prone-abbreviation")


def run_together(text: str, rng: random.Random) -> Iterator[Wrong]:
    for match in _each(DOSE, text):
        if match[2] in ("mg", "mcg", "mL", "g"):
            yield _swap(text, *match.span(), match[1] + match[2], "number and unit run together", "unit-spacing")


def spoons(text: str, rng: random.Random) -> Iterator[Wrong]:
    for match in _each(r"\b(\d+(?:\.\d)?) mL(?= every| twice)", text):
        new = rng.choice(("1 teaspoon", "2 tsp", "half a teaspoon", "a teaspoon", "1 tablespoonful"))
        yield _swap(text, *match.span(), new, "spoon for mL", "spoon-dose")


def fractions(text: str, rng: random.Random) -> Iterator[Wrong]:
    for words, forms in (("half a tablet", ("1/2 tablet", "0.5 tablet", "1/2 a tablet", "1/2 tab")),
                         ("1 and a half tablets", ("1 1/2 tablets", "1.5 tablets", "1-1/2 tabs"))):  # fmt: skip
        at = text.find(words)
        for form in forms if at >= 0 else ():
            yield _swap(text, at, at + len(words), form, "part of a tablet in figures", "fraction-dose")


MUTATIONS: tuple[Mutation, ...] = (
    trailing_zero, naked_decimal, unit_dropped, unit_impossible, scale_swapped, reversed_range, dashed, error_prone,
    run_together, spoons, fractions,
)  # fmt: skip


def all_wrong(seed: int) -> list[Wrong]:
    """Every statement, made wrong in every way that fits it."""
    rng = random.Random(seed)
    return [wrong for text in STATEMENTS for mutation in MUTATIONS for wrong in mutation(text, rng)]


def is_found(linter: Linter, wrong: Wrong) -> bool:
    findings = linter.check_text(wrong.text, path="page.txt", page_type="medicine", fragment=True).findings
    return any(f.rule in wrong.rules and f.start < wrong.end and wrong.start < f.end for f in findings)


def false_alarms(linter: Linter) -> list[str]:
    """What is said of the statements that are right."""
    return [
        f"{finding.rule}: {finding.text!r} in {text}"
        for text in STATEMENTS
        for finding in linter.check_text(text, path="page.txt", page_type="medicine", fragment=True).findings
        if finding.rule.startswith("measure/")
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--verbose", action="store_true", help="show what is missed")
    options = parser.parse_args()
    linter = Linter(profile="medicines", syntax="off")
    wrong = all_wrong(options.seed)
    by_how: dict[str, Counter[bool]] = {}
    for one in wrong:
        found = is_found(linter, one)
        by_how.setdefault(one.how, Counter())[found] += 1
        if not found and options.verbose:
            print(f"  missed  {one.how}: {one.text}")
    for how, told in by_how.items():
        print(f"{how:32} {told[True]:3} found  {told[False]:3} missed")
    alarms = false_alarms(linter)
    print(*(f"  alarm   {alarm}" for alarm in alarms), sep="\n", end="\n" if alarms else "")
    found = sum(told[True] for told in by_how.values())
    print(f"{'all':32} {found:3} found  {len(wrong) - found:3} missed  of {len(wrong)}: {found / len(wrong):.1%}")
    print(f"{'as they were':32} {len(alarms):3} alarms of {len(STATEMENTS)}")
    return 0 if not alarms and found >= 0.95 * len(wrong) else 1


if __name__ == "__main__":
    sys.exit(main())
