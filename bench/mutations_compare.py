"""Makes wrong pages from right ones, and counts how many of them carelint finds.

    python bench/mutations_compare.py [--seed N] [--verbose]

Each of the pages below is right, and says a value twice: in two units, in two places, or as chances that compare. A mutation
changes one of the two values: a digit moved, a unit swapped, a conversion off, a denominator changed. A wrong page counts as
found where a rule that compares says something of it that it did not say of the right one. A right page must stay clean.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linter import Linter  # noqa: E402

RULES = (
    "measure/wrong-conversion",
    "measure/conflicting-values",
    "measure/mixed-unit-systems",
    "numbers/mixed-risk-formats",
    "numbers/differing-denominators",
)


class Original(msgspec.Struct, frozen=True):
    """A right page. The value in `⟦ ⟧` is changed; `kind` says how: value, conversion, temperature or risk."""

    kind: str
    text: str
    page_type: str = "condition"


ORIGINALS = (
    # doses
    Original(
        "value",
        "Take 250 mg with breakfast.\n\n"
        "It works best at the same time. The usual dose is ⟦250 mg⟧ with breakfast.", "medicine",
    ),
    Original(
        "value",
        "## How to take it\n\nAdults: take 15 mL every 6 hours.\n\n## Reminder\n\n"
        "Adults take ⟦15 mL⟧ every 6 hours.", "medicine",
    ),
    Original(
        "value",
        "Inject 12 units of insulin before supper.\n\nStore it in the fridge.\n\n"
        "You inject ⟦12 units⟧ of insulin before supper.", "medicine",
    ),
    Original(
        "value",
        "| Who | Dose of amoxicillin, 3 times a day |\n|---|---|\n| Children | 125 mg |\n\n"
        "Children take ⟦125 mg⟧ of amoxicillin 3 times a day.", "medicine",
    ),
    Original("conversion", "Give your baby 2.5 mL (⟦half a teaspoon⟧) of the syrup. Use the syringe.", "medicine"),
    Original("conversion", "Each morning, take 125 micrograms (⟦0.125 mg⟧) of the tablets.", "medicine"),
    # sizes and weights
    Original("conversion", "The surgeon makes a cut of about 4 inches (⟦10 cm⟧) in your side.", "procedure"),
    Original("conversion", "For eight weeks, lift nothing over 8 pounds (⟦3.6 kg⟧).", "procedure"),
    Original("conversion", "He is 6 feet 1 inch tall (⟦185 cm⟧)."),
    Original("conversion", "Drink 2 pints (⟦1.1 litres⟧) of the bowel wash by midnight.", "procedure"),
    Original(
        "value",
        "The tube is 30 cm long.\n\n"
        "A nurse takes it out after a week. You will hardly feel it, though the tube is ⟦30 cm⟧ long.", "procedure",
    ),
    Original(
        "value",
        "Do not lift more than 10 pounds.\n\n## At home\n\n"
        "Walk every day. Never lift anything heavier than ⟦10 pounds⟧.", "procedure",
    ),
    Original(
        "value",
        "Stop eating 6 hours before surgery.\n\n## The day itself\n\n"
        "Stop eating ⟦6 hours⟧ before surgery. Bring a book.", "procedure",
    ),
    # temperatures
    Original("temperature", "Call us if your temperature is over 101°F (⟦38.3°C⟧)."),
    Original("temperature", "Keep the vaccine at 2°C to 8°C (⟦36°F to 46°F⟧).", "medicine"),
    Original(
        "value",
        "Call a nurse if your child has a fever over 39°C.\n\n## Questions\n\n"
        "When do I call a nurse? If your child has a fever over ⟦39°C⟧.",
    ),
    # laboratory values
    Original("conversion", "A fasting blood glucose of 126 mg/dL (⟦7 mmol/L⟧) or more means diabetes."),
    # chances
    Original(
        "risk",
        "Out of all patients, 4 in 100 get an infection and ⟦7 in 100⟧ need a second operation.", "procedure",
    ),
    Original("risk", "- Headache: 12 in 1,000 people\n- Rash: ⟦3 in 1,000⟧ people", "medicine"),
    Original(
        "value",
        "The risk of a leak is 5%.\n\n## Your questions\n\n"
        "How high is the risk? The risk of a leak is ⟦5%⟧.", "procedure",
    ),
)  # fmt: skip

FRESH = (
    # written after the rules, and counted apart: doses
    Original(
        "value",
        "Swallow 2 capsules of the medicine at bedtime.\n\n"
        "Do not chew them. At bedtime, swallow ⟦2 capsules⟧.", "medicine",
    ),
    Original(
        "value",
        "Put 1 drop in each eye every 4 hours.\n\n## If it stings\n\n"
        "Keep going: put ⟦1 drop⟧ in each eye every 4 hours.", "medicine",
    ),
    Original(
        "value",
        "The starting dose of metformin is 500 mg.\n\n"
        "Your doctor begins with a starting dose of ⟦500 mg⟧ of metformin.", "medicine",
    ),
    Original(
        "value",
        "Wear the patch for 72 hours.\n\n## Changing it\n\n"
        "You wear the patch for ⟦72 hours⟧. Then put on a new one.", "medicine",
    ),
    Original("conversion", "The strength is 0.5 g (⟦500 mg⟧) in each tablet.", "medicine"),
    Original("conversion", "Give 1 tablespoon (⟦15 mL⟧) after each loose stool.", "medicine"),
    # sizes, weights and waits
    Original("conversion", "The screw is ⟦8 mm⟧ (0.3 inches) long.", "procedure"),
    Original(
        "conversion",
        "You need to fit into the scanner, so tell us if you weigh over 300 pounds (⟦136 kg⟧).", "procedure",
    ),
    Original("conversion", "Walk 2 miles (⟦3.2 km⟧) each day."),
    Original("conversion", "Babies of this age weigh 14 to 18 pounds (⟦6.4 to 8.2 kg⟧)."),
    Original("conversion", "A can holds 12 fluid ounces, or about ⟦355 mL⟧."),
    Original(
        "value",
        "The scar will be about 4 inches long.\n\n## Looking after the scar\n\n"
        "The scar, about ⟦4 inches⟧ long, fades in a year.", "procedure",
    ),
    Original(
        "value",
        "The camera is 11 mm wide.\n\n"
        "You swallow it like a pill. At ⟦11 mm⟧ wide, the camera goes down easily.", "procedure",
    ),
    Original(
        "value",
        "You can go back to work after 10 days.\n\n## Work\n\n"
        "Most people go back to work after ⟦10 days⟧.", "procedure",
    ),
    Original(
        "value",
        "Drink at least 3 litres of water a day.\n\n- Drink at least ⟦3 litres⟧ of water a day\n- Eat fruit",
    ),
    # temperatures
    Original("temperature", "A body temperature of ⟦35°C⟧ (95°F) or less is an emergency."),
    Original("temperature", "Set your water heater to 120°F (⟦49°C⟧)."),
    # chances
    Original(
        "risk",
        "Of 1,000 people who take it, 8 in 1,000 bleed. Without it, ⟦6 in 1,000⟧ have a stroke.", "medicine",
    ),
    Original(
        "risk",
        "| Problem | How often |\n|---|---|\n| Infection | 3 in 100 |\n| Clot | ⟦2 in 100⟧ |", "procedure",
    ),
    Original(
        "value",
        "About 15% of patients need a blood transfusion.\n\n## Blood\n\n"
        "A blood transfusion is needed by ⟦15%⟧ of patients.", "procedure",
    ),
)  # fmt: skip

_MARKED = re.compile(r"⟦([^⟧]*)⟧")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNITS = {
    "mg": ("g", "mcg"), "micrograms": ("mg",), "mL": ("L",), "cm": ("mm", "m", "inches"), "kg": ("g", "lb"), "litres": ("mL",),
    "hours": ("days", "minutes"), "pounds": ("ounces", "kg"), "teaspoon": ("tablespoon", "cup"),
}  # fmt: skip


def mutations(original: Original, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Wrong values for the marked one, each with what was done to it."""
    marked = _MARKED.search(original.text)
    assert marked is not None
    value = marked[1]
    if original.kind == "risk":
        yield from _chances(value, rng)
        return
    if original.kind == "temperature":
        for step in (-4, -3, 3, 4, 6):
            yield "conversion off", _each_number(value, lambda n, by=step: n + by)
        yield "digit moved", _each_number(value, lambda n: n * 10)
        return
    for name, times in (
        ("digit moved", 10.0),
        ("digit moved", 0.1),
        ("figure off", 2.0),
        ("figure off", rng.choice((1.4, 1.5, 3.0))),
    ):
        yield name, _each_number(value, lambda n, by=times: n * by)
    if original.kind == "conversion":
        yield "conversion off", _each_number(value, lambda n: n * rng.choice((0.7, 1.25, 1.3)))
    if swapped := _swapped(value):
        yield "digits swapped", swapped
    for unit, others in _UNITS.items():
        if re.search(rf"\b{unit}\b", value):
            for other in others:
                yield "unit swapped", re.sub(rf"\b{unit}\b", other, value)


def _each_number(value: str, change: object) -> str:
    if not _NUMBER.search(value):  # half a teaspoon
        value = value.replace("half a ", "0.5 ")
    return _NUMBER.sub(lambda match: _written(change(float(match[0].replace(",", "")))), value)  # type: ignore[operator]


def _written(number: float) -> str:
    return f"{float(f'{number:.3g}'):,.10g}"


def _swapped(value: str) -> str:
    """The first two digits that differ, swapped: 15 mL as 51 mL."""
    match = re.search(r"([1-9])([1-9])", value)
    return f"{value[: match.start()]}{match[2]}{match[1]}{value[match.end() :]}" if match and match[1] != match[2] else ""


def _chances(value: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    above, _, below = value.partition(" in ")
    chance = int(above) / int(below.replace(",", ""))
    yield "one in N", f"1 in {round(1 / chance):,}"
    yield "one in N", f"1 in {round(1 / chance) + rng.randint(1, 9):,}"
    for factor in (2, 5, 10):
        yield "denominators mixed", f"{int(above) * factor} in {int(below.replace(',', '')) * factor:,}"
    yield "denominators mixed", f"{above} in {int(below.replace(',', '')) * 2:,}"
    yield "format changed", f"{chance * 100:g}%"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--verbose", action="store_true", help="show what was missed")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    engine = Linter(syntax="off")

    def said(text: str, page_type: str) -> set[str]:
        findings = engine.check_text(text, path="page.md", page_type=page_type, fragment=True).findings
        return {finding.rule for finding in findings if finding.rule in RULES}

    for title, originals in (("pages the rules were made with", ORIGINALS), ("pages written afterwards", FRESH)):
        alarms = 0
        made: Counter[str] = Counter()
        found: Counter[str] = Counter()
        for original in originals:
            right = _MARKED.sub(r"\1", original.text)
            if rules := said(right, original.page_type):
                alarms += 1
                print(f"ALARM {sorted(rules)}: {right!r}")
            for name, value in sorted(set(mutations(original, rng))):
                wrong = _MARKED.sub(lambda _, value=value: value, original.text)  # type: ignore[misc]
                made[name] += 1
                if said(wrong, original.page_type):
                    found[name] += 1
                elif options.verbose:
                    print(f"MISS  {name}: {value!r} in {original.text!r}")
        print(title)
        for name in sorted(made):
            print(f"  {name:20s} {found[name]:4d} of {made[name]}")
        total, hits = sum(made.values()), sum(found.values())
        print(f"  {'all':20s} {hits:4d} of {total} ({hits / total:.1%}); {alarms} of {len(originals)} right pages flagged")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
