"""Plants one defect in each of 60 sentences of the good sample pages, and counts how many are found.

    python bench/mutations_claims.py [--seed N] [--count N]

Each defect breaks a named rule of `claims/`, `safety/`, `people/` or `tone/`. It is planted in a page of a kind on which the
rule runs, after a sentence chosen by a fixed seed, and counts as found where that rule has a finding that touches it. The pages
as they are must have none.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import random
import sys
from datetime import date
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linter import Linter, readers  # noqa: E402
from linter.page import Kind  # noqa: E402

PAGES = {
    "condition": ("epilepsy.good.md", "angina.good.html", "sprained-ankle.uk.good.md", "living-with-gout.good.txt"),
    "procedure": ("knee-replacement.good.md", "colonoscopy.good.md", "microdiscectomy.good.txt"),
    "medicine": ("insulin-glargine.good.md",),
    "supplement": ("turmeric-capsules.good.md",),
    "promotional": ("vein-clinic.good.html",),
}
SEED = 20261122
COUNT = 60
_LEAST_WORDS = 6  # of a sentence that a defect is planted after


class Defect(msgspec.Struct, frozen=True):
    """Words that break one rule, on pages of one kind."""

    rule: str
    kind: str
    words: str


DEFECTS = [
    Defect(rule, kind, words)
    for rule, kind, words in (
        ("claims/guarantee", "promotional", "We give you our word that the veins will be gone."),
        ("claims/guarantee", "procedure", "This operation works every time."),
        ("claims/guarantee", "supplement", "Your money back if your knees do not feel better."),
        ("claims/cure", "supplement", "Turmeric cures arthritis in a matter of weeks."),
        ("claims/cure", "promotional", "Your varicose veins will be gone for good."),
        ("claims/cure", "condition", "A diet without sugar cures it."),
        ("claims/absolute-safety", "promotional", "The laser is one hundred percent safe."),
        ("claims/absolute-safety", "procedure", "There is no risk at all."),
        ("claims/absolute-safety", "supplement", "The capsules have no side effects."),
        ("claims/superlative", "promotional", "Our vein team is the best in the region."),
        ("claims/superlative", "procedure", "We have the most experienced surgeons in the country."),
        ("claims/superlative", "supplement", "It is the purest turmeric money can buy."),
        ("claims/comparative-unsourced", "promotional", "Our laser is kinder than surgery."),
        ("claims/comparative-unsourced", "procedure", "It is safer than other operations."),
        ("claims/comparative-unsourced", "medicine", "It works better than any other insulin."),
        ("claims/statistic-unsourced", "promotional", "97% of our clients say that their legs feel lighter."),
        ("claims/statistic-unsourced", "procedure", "The success rate is 94 percent."),
        ("claims/statistic-unsourced", "condition", "About 1 in 26 people will get it in their lifetime."),
        ("claims/clinically-proven", "supplement", "The root is clinically proven to calm sore joints."),
        ("claims/clinically-proven", "promotional", "Vein doctors recommend our laser."),
        ("claims/clinically-proven", "condition", "Research has shown that yoga calms the nerves."),
        ("claims/testimonial", "promotional", "“I can wear skirts again, thanks to this clinic!” - Paula, 49"),
        ("claims/testimonial", "supplement", "“My knees have never felt better,” says Hugo T."),
        ("claims/testimonial", "promotional", "Read what our patients say about us."),
        ("claims/urgency", "promotional", "Only three places are left for June."),
        ("claims/urgency", "supplement", "Order today and get a second jar free."),
        ("claims/urgency", "promotional", "This price ends on Sunday."),
        ("claims/natural-safe", "supplement", "It is a natural root, so it cannot hurt you."),
        ("claims/natural-safe", "supplement", "As a plant product it is gentle and free of side effects."),
        ("claims/natural-safe", "condition", "Herbal drops are natural and therefore safe."),
        ("claims/relative-risk-only", "condition", "Poor sleep doubles the risk of an attack."),
        ("claims/relative-risk-only", "medicine", "Good control cuts your risk of blindness by 60%."),
        ("claims/relative-risk-only", "condition", "People who smoke are three times more likely to have one."),
        ("claims/regulator-approval", "supplement", "Our capsules are approved by the FDA."),
        ("claims/regulator-approval", "promotional", "We are an FDA-registered clinic."),
        ("claims/regulator-approval", "supplement", "It is made in a government approved plant."),
        ("claims/off-label", "medicine", "Some clinics offer it off-label to people who want to gain muscle."),
        ("claims/off-label", "promotional", "We also inject it off-label to slim the jaw."),
        ("claims/outcome-promise", "procedure", "You will walk without pain."),
        ("claims/outcome-promise", "promotional", "You will love how your legs look."),
        ("claims/outcome-promise", "supplement", "Your knees will feel ten years younger."),
        ("claims/hype", "promotional", "Our revolutionary laser is a miracle for tired legs."),
        ("claims/hype", "supplement", "This golden superfood holds an ancient secret."),
        ("claims/hype", "supplement", "Doctors do not want you to know about it."),
        ("claims/supplement-disease-claim", "supplement", "Turmeric prevents cancer."),
        ("claims/supplement-disease-claim", "supplement", "It lowers your blood sugar and fights diabetes."),
        ("claims/supplement-disease-claim", "supplement", "Many customers use our capsules against arthritis."),
        ("safety/stop-medicine", "condition", "Once you have had a good month, stop your tablets."),
        ("safety/stop-medicine", "medicine", "You can stop your insulin when your sugar is normal."),
        ("safety/stop-medicine", "supplement", "Put your painkillers in the trash."),
        ("safety/delay-care", "condition", "There is no need to call an ambulance for chest pain."),
        ("safety/delay-care", "procedure", "If your leg turns blue, wait a few days to see if it passes."),
        ("safety/delay-care", "supplement", "Skip the doctor and try our capsules."),
        ("safety/dose-change", "medicine", "If you forget it, inject twice as much the next day."),
        ("safety/dose-change", "condition", "Take an extra tablet if you feel an attack coming."),
        ("safety/dose-change", "medicine", "Share your pen with a friend who has run out."),
        ("safety/replace-treatment", "supplement", "Take our capsules instead of your painkillers."),
        ("safety/replace-treatment", "condition", "Meditation can take the place of your medicine."),
        ("safety/replace-treatment", "medicine", "Cinnamon is a natural alternative to insulin."),
        ("claims/guarantee", "procedure", "Nobody who has this operation ever needs a second one."),
        ("claims/cure", "promotional", "After two visits the ache in your legs is history."),
        ("claims/absolute-safety", "procedure", "Not one thing can go wrong while you are asleep."),
        ("claims/clinically-proven", "supplement", "Top rheumatologists give it to their own mothers."),
        ("claims/statistic-unsourced", "procedure", "Nineteen in twenty people are glad that they had it done."),
        ("claims/off-label", "medicine", "It is not licensed for dieting, but many people inject it to slim down."),
        ("safety/stop-medicine", "condition", "If the tablets make you sleepy, just leave them off for a while."),
        ("safety/dose-change", "medicine", "When you plan a big dinner, give yourself double your dose."),
        ("people/condition-as-noun", "condition", "Epileptics should tell their swimming teacher."),
        ("people/condition-as-noun", "medicine", "Many diabetics eat too late at night."),
        ("people/stigmatising-term", "procedure", "Tell us if you are an addict or were ever wheelchair-bound."),
        ("people/stigmatising-term", "condition", "Normal people do not have such spells."),
        ("people/victim-language", "condition", "He has been a victim of seizures since he was six."),
        ("people/victim-language", "procedure", "Many who suffer from arthritis put it off for years."),
        ("people/address-reader", "procedure", "Patients must not eat or drink from midnight."),
        ("people/address-reader", "medicine", "The patient should wash their hands before each shot."),
        ("tone/blame", "medicine", "High readings mean that you have been careless."),
        ("tone/blame", "condition", "People who will not follow the plan bring it on themselves."),
        ("tone/fear", "condition", "It is a silent killer that can strike you dead at any moment."),
        ("tone/fear", "promotional", "Bad veins are a ticking time bomb in your legs."),
    )
]


class Planted(msgspec.Struct, frozen=True):
    """A page with a defect in it, and where."""

    path: Path
    source: str
    start: int
    end: int


def sentence_ends(path: Path) -> list[int]:
    """Where, in the source of a page, a sentence of its own prose ends."""
    page, _ = readers.read(path.read_text("utf-8"), path.name)
    ends = []
    for sentence in page.sentences:
        block = page.blocks[sentence.block]
        text = page.text[sentence.start : sentence.end].rstrip()
        if sentence.block in page.references:
            continue
        if block.kind is Kind.PARAGRAPH and not block.quoted and len(text.split()) >= _LEAST_WORDS and text.endswith("."):
            ends.append(page.place(sentence.start, sentence.start + len(text))[1])
    return ends


def plant(defect: Defect, chance: random.Random) -> Planted:
    """The defect after a sentence of a page of its kind."""
    path = ROOT / "fixtures" / "pages" / chance.choice(PAGES[defect.kind])
    source = path.read_text("utf-8")
    at = chance.choice(sentence_ends(path))
    return Planted(path, f"{source[:at]} {defect.words}{source[at:]}", at + 1, at + 1 + len(defect.words))


def chosen(count: int, chance: random.Random) -> list[Defect]:
    """As many defects as asked for, every rule in turn."""
    by_rule: dict[str, list[Defect]] = {}
    for defect in DEFECTS:
        by_rule.setdefault(defect.rule, []).append(defect)
    for group in by_rule.values():
        chance.shuffle(group)
    turns = [group[i] for i in range(max(map(len, by_rule.values()))) for group in by_rule.values() if i < len(group)]
    return turns[:count]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    engine = Linter(today=date(2026, 11, 22))
    alarms = 0
    for path in sorted({ROOT / "fixtures" / "pages" / name for names in PAGES.values() for name in names}):
        for finding in engine.check_text(path.read_text("utf-8"), path=path.name).findings:
            if finding.rule.startswith(("claims/", "safety/", "people/", "tone/")):
                alarms += 1
                print(f"ALARM   {path.name}:{finding.line} {finding.rule} {finding.text!r}")
    defects = chosen(args.count, chance)
    found = 0
    for defect in defects:
        planted = plant(defect, chance)
        findings = engine.check_text(planted.source, path=planted.path.name, page_type=defect.kind).findings
        hit = any(one.rule == defect.rule and one.start < planted.end and planted.start < one.end for one in findings)
        found += hit
        if not hit:
            print(f"MISSED  {planted.path.name} {defect.rule}: {defect.words}")
    print(f"found {found} of {len(defects)}; findings on the pages as they are: {alarms}")


if __name__ == "__main__":
    main()
