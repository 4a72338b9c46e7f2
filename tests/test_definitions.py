"""Which sentences of a page explain a word, and which only speak of it."""

from __future__ import annotations

from functools import cache

import pytest

from linter import Linter

EXPLAINED = {
    "the next sentence says when": "You may get vertigo. This is when the room seems to spin.",
    "the next sentence says what it means": "Your scan shows stenosis. This means that a blood vessel is too narrow.",
    "the next sentence says what it is": "We will fit a nephrostomy. It is a thin tube that drains the kidney.",
    "the next sentence says it in other words": "You will have a cystectomy. In other words, we take out the bladder.",
    "the next sentence says how it comes": "Some people get lymphedema. It happens when fluid builds up in an arm.",
    "after a colon, behind other words": "It is given off-label for sleep: that means it is not approved for that.",
    "an example of the short form": "ARBs, such as losartan (they lower blood pressure). ARBs are angiotensin receptor blockers.",
    "a condition that does something": "Atopic eczema makes your skin dry and itchy.",
    "after a semicolon": "Wear the orthosis; it is a splint that holds the ankle.",
    "what doctors mean by it": "Your heart beats too fast. That is what doctors mean by tachycardia.",
    "in apposition before": "A tube that drains urine, the ureter, joins the kidney to the bladder.",
    "a question in bold type": "**What is stenosis?**\n\nA blood vessel gets too narrow.",
    "without an article": "Fibrosis is scarring of the lung.",
    "the commonest of a kind": "Melanoma is the most serious type of skin cancer.",
    "in brackets in a heading": "# Removal of the womb (hysterectomy)\n\nHere is what to bring.",
    "it's": "You will get mannitol and a nephrostomy. It's a tube that drains the kidney.",
    "plain words after a stop": "The report says *stenosis*. In plain words: a blood vessel is too narrow.",
    "what happens in which": "We do a cystoscopy, in which a doctor looks into the bladder.",
    "the name for it": "Sometimes the heart beats too fast. Doctors use the term tachycardia.",
    "it has a name": "A heart that beats too slowly has a name: bradycardia.",
    "a name for this": "The skin turns blue. Nurses have a word for this: cyanosis.",
    "what doctors call these": "Take it so that the clots do not come back. We call these prophylactic doses.",
    "this something is": "You may not feel a stone in your shoe. This loss of feeling is peripheral neuropathy.",
    "that's": "Protein in your pee? That's proteinuria for you.",
    "in the notes these are": "A few medicines are kept at home for you. In the notes these are your anticipatory medicines.",
    "people know it as": "A gland in your belly fights germs. You know it as the spleen.",
    "in brackets doctors say": "Your writing may get small (doctors say micrographia).",
    "a label": "Pain during sex has a label, dyspareunia.",
    "we speak of": "Germs can sleep in you for years. We then talk of latent tuberculosis.",
    "a question of one term": "What else helps? Palliative care? It is care that aims at comfort.",
    "plain words in the next sentence": "Warfarin is an anticoagulant. You may hear people say blood thinner.",
    "the meaning in any form: who does what": "Today you have a bronchoscopy. A doctor looks into your lungs with a thin tube.",
    "the meaning in any form: this is": "Water builds up and your ankles swell. This is edema.",
    "the meaning in any form: the end of a sentence": "An opening in the belly that lets out poop is your colostomy.",
    "the meaning in any form: when": "If the bulge is in the groin, it is an inguinal hernia.",
    "the meaning in any form: with a sign": "Cystitis = an infection of the bladder.",
    "the meaning in any form: the letter may say": "The muscle of the heart is weak. The letter may say cardiomyopathy.",
    "the meaning in any form: what it does": "Radiotherapy aims strong rays at the cancer cells.",
    "the meaning in any form: a line of its own": "Spirometry.\n\nYou blow hard, so that we see how much air you can breathe out, and how fast.",
    "the cell beside it": "| Your test | How it is done |\n|---|---|\n| Tonometry | A puff of air measures the pressure in your eye. |",
    "asked, and then answered in speech": 'I asked what stenosis was. "It just means a blood vessel is too narrow," she said.',
    "the word that somebody uses for it": "A blood vessel gets too narrow. The word your doctor may use for this is stenosis.",
    "where it lies": "The pituitary sits behind your eyes and is as small as a pea.",
    "the next sentence holds nearly all of its meaning": "Your child has glue ear. Sticky fluid has built up behind the eardrum.",
    "a column of what it shows": "| Test | What it shows |\n|---|---|\n| Ferritin | How much iron your body holds |",
}
NOT_EXPLAINED = {
    "what follows from it": ("You have stenosis. This means you will need surgery.", "stenosis"),
    "how common it is": ("You have stenosis. This is a common problem in older people.", "stenosis"),
    "how it is going": ("The hemiparesis is a bit better today.", "hemiparesis"),
    "what it leads to": ("Stenosis is a common cause of pain.", "Stenosis"),
    "whom it helps": ("Ablation helps many people with a fast heartbeat.", "Ablation"),
    "whom to call": ("Call the nephrostomy nurse on 0113 496 0000.", "nephrostomy"),
    "what a longer meaning begins with": ("An abscess means a pyogenic lump.", "pyogenic"),
    "the last of a list": ("Call us for itching, stomach pain, or ascites.", "ascites"),
    "another word stands between": ("You have stenosis and may need a stent. It is a small tube that holds a vessel open.", "stenosis"),
    "a result": ("| Test | What it shows |\n|---|---|\n| Ferritin | 14 ng/mL |", "Ferritin"),
    "a list that holds words of its meaning": ("Call us for low platelets, low white blood cells, or a fever.", "platelets"),
    "what it is in, not what it is": ("When the hepatic artery is blocked, the rest of the liver gets its blood elsewhere.", "hepatic artery"),
    "an item of a list": ("We treat brain injury, polytrauma, and burns.", "polytrauma"),
    "words of its meaning elsewhere": ("Your eye hurts. We did tonometry. Glaucoma means high pressure in the eye.", "tonometry"),
    "one word of its meaning": ("Edema can be sore, so put your feet up.", "Edema"),
    "words for what follows": ("A stroke can leave you with hemiparesis. Your arm may need a splint.", "hemiparesis"),
    "what follows from it, behind a colon": ("You have stenosis: that means you will need surgery.", "stenosis"),
    "letters that nothing explains": ("Ask about ARBs. ARBs are angiotensin receptor blockers.", "angiotensin receptor blockers"),
    "the next sentence is about something else": ("The knee has a meniscus. It is a good idea to rest.", "meniscus"),
}  # fmt: skip


@cache
def undefined(text: str) -> list[str]:
    report = Linter(profile="us-default", syntax="off").check_text(text, "page.md", page_type="condition", fragment=True)
    return [finding.text for finding in report.findings if finding.rule == "jargon/undefined-term"]


@pytest.mark.parametrize("text", EXPLAINED.values(), ids=EXPLAINED)
def test_a_word_is_explained_by(text: str) -> None:
    assert not undefined(text)


@pytest.mark.parametrize(("text", "term"), NOT_EXPLAINED.values(), ids=NOT_EXPLAINED)
def test_a_word_is_not_explained_by(text: str, term: str) -> None:
    assert term in undefined(text)
