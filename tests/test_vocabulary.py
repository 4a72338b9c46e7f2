"""Words that a house accepts are no jargon on its pages, in whatever form they stand; no other rule heeds them."""

from __future__ import annotations

from datetime import date

import pytest

from linter import Linter
from linter.config import Config
from linter.engine import Options


def linter(*words: str) -> Linter:
    return Linter(config=Config(vocabulary=words), options=Options(today=date(2026, 11, 22)))


def terms(text: str, *words: str) -> list[str]:
    return [term.text for term in linter(*words).find_terms(text)]


def rules(text: str, *words: str) -> list[tuple[str, str]]:
    return [(one.rule, one.text) for one in linter(*words).check_text(text, fragment=True).findings]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("embolism", "An embolism was seen. EMBOLISMS were seen. The embolism's size is small."),
        ("Embolisms", "An embolism was seen."),
        ("biopsy", "We take biopsies."),
        ("AccuCision", "The AccuCision is kept. An accucision helps. AccuCision’s nurses help. ACCUCISION"),
        ("AccuCision Duo", "Your accucision duo is kept. AccuCision Duos help."),
        ("nerve root", "The nerve roots hurt."),
        ("COPD", "Ask about COPD."),
        ("COPD nurse", "Ask the COPD nurse. COPD nurses help."),
        ("cholecystogastrotomy", "Cholecystogastrotomies help."),
        ("warfarin", "Take Warfarin."),
        ("stenosis", "You have two stenoses."),
        ("metastases", "A metastasis can grow."),
        ("pneumothorax", "Pneumothoraces hurt."),
        ("diverticulum", "Diverticula hurt."),
    ],
)
def test_an_accepted_word_is_no_term_in_any_case_or_number(word: str, text: str) -> None:
    assert terms(text)
    assert terms(text, word) == []
    assert [found for found in rules(text, word) if found[0].startswith("jargon/")] == []


def test_what_only_holds_an_accepted_word_is_still_a_term() -> None:
    assert terms("A pulmonary embolism was seen.", "embolism") == ["pulmonary embolism"]
    assert terms("Ask about COPD.", "COPD nurse") == ["COPD"]
    assert terms("Your stenosis and embolism.", "stenosis") == ["embolism"]
    assert terms("Embolismal stenosis.", "embolism") != []


def test_an_accepted_word_is_none_of_the_jargon_rules_business() -> None:
    text = "They will utilize it."
    assert ("jargon/plain-alternative", "utilize") in rules(text) or ("readability/wordy-phrase", "utilize") in rules(text)
    assert ("jargon/plain-alternative", "utilize") not in rules(text, "utilize")


def test_an_accepted_word_is_every_other_rules_business() -> None:
    assert ("claims/hype", "miracle") in rules("A miracle gel.", "miracle")
    text = "The embolism was completely safe."
    assert [one for one in rules(text) if not one[0].startswith("jargon/")] == rules(text, "embolism")


def test_an_accepted_word_may_explain_another() -> None:
    text = "You may have a thrombus (embolism)."
    assert ("jargon/undefined-term", "thrombus") in rules(text)
    assert ("jargon/undefined-term", "thrombus") not in rules(text, "embolism")


# -- topic terms ----------------------------------------------------------------------------------

PAGE = (
    "---\ntopic-terms: [{}]\n---\n\nA hemilaminectomy takes a day. Ask when your hemilaminectomy will be. You go home soon.\n"
)


def test_a_topic_term_does_not_make_a_page_harder_and_still_has_to_be_explained() -> None:
    engine = linter()
    named, silent = PAGE.format("hemilaminectomy"), PAGE.format("knee")
    assert engine.grade_text(named).grade < engine.grade_text(silent).grade
    for page in (named, silent):
        found = {(one.rule, one.text) for one in engine.check_text(page, fragment=True).findings}
        assert ("jargon/undefined-term", "hemilaminectomy") in found
        assert [term.defined for term in engine.find_terms(page)] == [False, False]
    explained = named.replace("takes", "(surgery on a bone of the spine) takes")
    assert "jargon/undefined-term" not in {one.rule for one in engine.check_text(explained, fragment=True).findings}
    assert engine.grade_text(named).grade == engine.check_text(named).grade
