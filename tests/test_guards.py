"""What each guard withdraws and what it leaves: a place is marked ⟦…⟧."""

from __future__ import annotations

import pytest

from linter.guards import GUARDS
from tests import rule_tools


def holds(guard: str, marked: str, path: str = "page.md") -> bool:
    """Whether a guard withdraws the marked place of a text."""
    text = marked.replace("⟦", "").replace("⟧", "")
    reading = rule_tools.reading(text, path)
    words = marked[marked.index("⟦") + 1 : marked.index("⟧")]
    start = reading.page.text.index(words)
    return GUARDS[guard](reading, start, start + len(words))


# -- negated ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "There is no ⟦cure⟧ for lupus.",
        "It does not prevent, treat or ⟦cure⟧ the flu.",
        "Nobody can ⟦guarantee⟧ a result.",
        "There isn't a ⟦cure⟧ yet.",
        "We do not yet have a ⟦cure⟧.",
        "It eases pain rather than ⟦curing⟧ the cause.",
        "A ⟦cure⟧ has not been found.",
        "Success is far from ⟦guaranteed⟧.",
        "No surgery is ⟦risk-free⟧.",
        "Surgery is not without ⟦risk⟧.",
        "No seller may say so without a ⟦proven⟧ result.",
        "If it hurts, do not ⟦stop your pills⟧.",
        "Splints ⟦cure⟧ neither the joint nor the pain.",
        "A ⟦magic⟧ wand it is not.",
        "A ⟦miracle⟧ cure for gout, sad to say, is not to be had.",
        "A ⟦cure⟧ for gout cannot be promised.",
    ],
)
def test_a_negator_reaches_to_the_end_of_its_clause(text: str) -> None:
    assert holds("negated", text)


@pytest.mark.parametrize(
    "text",
    [
        "Others have no answer, but our gel ⟦cures⟧ warts.",
        "This is no plain oil: it ⟦cures⟧ warts.",
        "We do not use needles, and we ⟦cure⟧ warts.",
        "You need no needles because our lamp ⟦cures⟧ warts.",
        "Doctors say nothing helps; our lamp ⟦cures⟧ warts.",
        "Nothing helped — then the lamp ⟦cured⟧ it.",
        "While others cannot promise a thing, we ⟦guarantee⟧ it.",
        "It is a ⟦miracle⟧ drink and it is not dear.",
        "It is a ⟦miracle⟧ that is not to be had elsewhere.",
    ],
)
def test_negation_ends_with_its_clause(text: str) -> None:
    assert not holds("negated", text)


@pytest.mark.parametrize(
    "text",
    [
        "Not only does it help, it ⟦cures⟧.",
        "It does not only help but ⟦cures⟧.",
        "This is no ordinary cream that ⟦cures⟧ acne.",
        "It is nothing less than a ⟦cure⟧.",
        "Without a doubt a ⟦cure⟧.",
        "Do not hesitate to ⟦stop your pills⟧.",
        "Don't be afraid to ⟦stop your pills⟧.",
        "No pain, no needles, ⟦guaranteed⟧.",
        "Without pills it ⟦cures⟧ sleepless nights.",
        "A diet without sugar ⟦cures⟧ it.",
        "A cream with no perfume ⟦cures⟧ it.",
        "If one does not help, ⟦take three⟧.",
        "It is no problem to ⟦miss a dose⟧.",
        "⟦Five-star reviews⟧ can't be wrong.",
    ],
)
def test_some_negators_deny_nothing(text: str) -> None:
    assert not holds("negated", text)


# -- warned, quoted --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Beware of ads for a ⟦miracle⟧.",
        "It is a myth that garlic ⟦cures⟧ the flu.",
        "Anyone who promises a ⟦cure⟧ wants your money.",
        "Some websites claim to ⟦cure⟧ autism.",
        "People used to think that leeches ⟦cured⟧ fever.",
        "You may read that a detox ⟦cures⟧ fatigue.",
        "The idea that it ⟦cures⟧ cancer is false.",
        "They said it ⟦cures⟧ all, which is not true.",
        "Some call it a ⟦miracle⟧ drug. It is not.",
        "Friends swear that it ⟦cures⟧ warts. There is no proof.",
        "Makers of the lamp insist that it ⟦cures⟧ warts.",
        "The tonic was said to ⟦cure⟧ gout.",
        "The man who sold the tonic swore it ⟦cures⟧ gout.",
        "There are those who say it ⟦cures⟧ gout.",
        "That mud can ⟦cure⟧ gout no study has ever shown.",
        "It is named a ⟦miracle⟧ drug, but none of that is proven.",
        "It ⟦cures⟧ warts, some say, but that has yet to be shown.",
    ],
)
def test_a_frame_of_warning_or_refutation_covers_its_sentence(text: str) -> None:
    assert holds("warned", text)


@pytest.mark.parametrize(
    "text",
    [
        "Other clinics claim to cure it, but ours really ⟦does cure⟧ it.",
        "Beware of copies: our cream ⟦cures⟧ eczema.",
        "Some people say it is rare. Our cream ⟦cures⟧ eczema.",
        "Our cream ⟦cures⟧ eczema.",
        "Our cream ⟦cures⟧ eczema. It is not greasy.",
        "It was said to be hopeless until our cream ⟦cured⟧ it.",
        "There are people who were ⟦cured⟧ by it.",
        "It ⟦cures⟧ warts, and nobody comes back to show us new ones.",
    ],
)
def test_a_warning_of_others_is_none_of_ones_own_words(text: str) -> None:
    assert not holds("warned", text)


@pytest.mark.parametrize(
    "text",
    [
        "While you are on warfarin, do not:\n\n- drink alcohol\n- ⟦double your dose⟧",
        "It is dangerous to:\n\n1. drive\n2. ⟦stop your tablets⟧",
        "Call the clinic before you:\n\n- travel\n- ⟦stop your tablets⟧",
        "| Do | Don't |\n|---|---|\n| Rest | ⟦Skip your tablets⟧ |",
        "| Myth | Fact |\n|---|---|\n| ⟦Garlic cures colds⟧ | It does not |",
        "Watch out for claims like these:\n\n- ⟦a cure for all cancers⟧",
        "## Common myths about asthma\n\n⟦Honey cures asthma⟧",
        "## Signs of a health scam\n\nThere is ⟦a guaranteed cure⟧ in it.",
    ],
)
def test_what_stands_over_a_place_takes_it_back(text: str) -> None:
    assert holds("disowned", text)


@pytest.mark.parametrize(
    "text",
    [
        "Do not:\n\n- drink alcohol\n\nAfter a week, ⟦stop your tablets⟧.",
        "Do not worry. You can:\n\n- ⟦stop your tablets⟧",
        "| Do | Don't |\n|---|---|\n| ⟦Skip your tablets⟧ | Smoke |",
        "Before you go home:\n\n- ⟦stop your tablets⟧",
        "## Signs of asthma\n\n⟦Honey cures asthma⟧",
    ],
)
def test_what_stands_over_another_place_does_not(text: str) -> None:
    assert not holds("disowned", text)


def test_a_quotation_is_let_off_only_where_it_is_warned_of() -> None:
    assert holds("quoted", "Be wary when a seller says, “I can ⟦cure⟧ you.”")
    assert holds("quoted", "“We ⟦guarantee⟧ it” is a warning sign.")
    assert not holds("quoted", "“It ⟦cured⟧ me!” says Ann.")
    assert not holds("quoted", "Beware: it ⟦cured⟧ me.")


def test_a_quotation_is_between_marks_or_set_apart() -> None:
    assert holds("quotation", "She said, “I am an ⟦alcoholic⟧ and proud.”")
    assert holds("quotation", "> I am an ⟦alcoholic⟧.")
    assert not holds("quotation", "She said “no” to the ⟦alcoholic⟧ drink.")


# -- question, conditional -------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Can surgery ⟦cure⟧ it?", "Is it ⟦completely safe⟧?", "## Will it ⟦cure⟧ me?\n\nIt may not."])
def test_a_question_claims_nothing(text: str) -> None:
    assert holds("question", text)


@pytest.mark.parametrize(
    "text",
    [
        "Why is our team ⟦the best⟧?",
        "What makes our clinic ⟦the best⟧?",
        "How does our lamp ⟦cure⟧ warts?",
        "Want a ⟦guaranteed⟧ result?",
        "Are you ready for a ⟦guaranteed⟧ result?",
        "Why not ⟦stop your pills⟧ today?",
        "Is it any wonder that it ⟦cures⟧ tinnitus?",
        "⟦Side effects? None⟧.",
        "It ⟦cures⟧ warts. Why wait?",
        "Living with ⟦gout⟧?",
        "Who needs ⟦statins⟧?",
        "Why take ⟦warfarin⟧ when there is garlic?",
    ],
)
def test_a_question_that_takes_the_claim_for_granted_makes_it(text: str) -> None:
    assert not holds("question", text)


def test_a_condition_a_hope_or_an_aim_claims_nothing() -> None:
    assert holds("conditional", "Ask whether it can ⟦cure⟧ you.")
    assert holds("conditional", "We hope to find a ⟦cure⟧.")
    assert holds("conditional", "Scientists are looking for a ⟦cure⟧.")
    assert holds("conditional", "We wish that we could ⟦guarantee⟧ it.")
    assert holds("conditional", "Should a healer ⟦guarantee⟧ it, walk away.")


def test_an_offer_is_no_condition() -> None:
    assert not holds("conditional", "Call us if you want a lasting ⟦cure⟧.")
    assert not holds("conditional", "Should anyone doubt it, we ⟦guarantee⟧ it.")
    assert not holds("conditional", "Looking for a ⟦cure⟧?")
    assert not holds("conditional", "If your ears ring, our lamp ⟦cures⟧ it.")


# -- hedged, some-people, observed -----------------------------------------------------------


def test_a_hedge_limits_the_statement() -> None:
    assert holds("hedged", "Antibiotics usually ⟦cure⟧ it.")
    assert holds("hedged", "It may ⟦cure⟧ warts.")
    assert not holds("hedged", "It ⟦cures⟧ warts.")


def test_a_quantified_subject_speaks_of_some_people() -> None:
    assert holds("some-people", "Most people have ⟦no side effects⟧.")
    assert holds("some-people", "About half of those who take it have ⟦no side effects⟧.")
    assert holds("some-people", "You may have ⟦no side effects⟧.")
    assert holds("some-people", "3 in 10 adults had ⟦no side effects⟧.")
    assert not holds("some-people", "Our drops have ⟦no side effects⟧.")
    assert not holds("some-people", "Most people know us. Our drops have ⟦no side effects⟧.")


def test_what_a_cited_study_saw_is_told_in_the_past() -> None:
    assert holds("observed", "In a 2021 trial the group had ⟦no side effects⟧.")
    assert holds("observed", "The low-dose group had ⟦no side effects⟧ [3].")
    assert not holds("observed", "It has ⟦no side effects⟧ [3].")
    assert not holds("observed", "The group had ⟦no side effects⟧.")


# -- name, defined ---------------------------------------------------------------------------


def test_a_name_has_capitals_and_a_neighbour_with_them() -> None:
    assert holds("name", "She asked Susan ⟦Cure⟧ about it.")
    assert holds("name", "Susan ⟦Cure⟧, RN, wrote this page.")
    assert holds("name", "Call the Royal Institute for ⟦the Deaf⟧ today.")
    assert holds("name", "He wears a ⟦Miracle⟧-Ear aid.")


def test_a_capital_alone_is_no_name() -> None:
    assert not holds("name", "⟦Guaranteed⟧ to work for all.")
    assert not holds("name", "Garlic ⟦Cures⟧ Colds")
    assert not holds("name", "We say that it ⟦cures⟧ colds.")


def test_a_word_is_defined_where_it_stands() -> None:
    assert holds("defined", "A ⟦benign⟧ (harmless) lump.")
    assert holds("defined", "⟦Benign⟧ means that it is not cancer.")
    assert not holds("defined", "A ⟦benign⟧ lump.")


# -- cited -----------------------------------------------------------------------------------

_LIST = "\n\n## References\n\n1. Journal of Knees, 2022.\n2. Journal of Hips, 2023."


@pytest.mark.parametrize(
    "text",
    [
        "It is ⟦safer⟧ (Okoro, 2023).",
        "In a 2022 study, it was ⟦safer⟧.",
        "According to the NHS, it is ⟦safer⟧.",
        "It is ⟦safer⟧. This comes from a study of 90 people.",
        "It is ⟦safer⟧ [1]." + _LIST,
        "It is ⟦safer⟧ [9].",
        "It is ⟦safer⟧.[^1]\n\n[^1]: Journal of Knees, 2022.",
        "It is ⟦safer⟧, a [large study](https://example.org) says.",
        "A 2020 trial found it ⟦safer⟧.",
        "It is ⟦safer⟧ for most people.3 It is quick.",
        "It is ⟦safer⟧ ([Red Book, chapter 9](https://example.org)).",
        "It is ⟦safer⟧, an NIH-funded study found.",
        "It is ⟦safer⟧ (Office for National Statistics survey).",
        "- It is ⟦safer⟧.\n- It is cheap.\n\nThese figures come from the national knee survey.",
    ],
)
def test_a_source_in_the_sentence_or_the_next_counts(text: str) -> None:
    assert holds("cited", text)


@pytest.mark.parametrize(
    "text",
    [
        "It is ⟦safer⟧.",
        "It is ⟦safer⟧ [9]." + _LIST,
        "It is ⟦safer⟧. Rest for a day. See a 2022 study.",
        "It is ⟦safer⟧: [book now](https://example.org).",
        "It is ⟦safer⟧ at age 3. Rest for a day.",
        "- It is ⟦safer⟧.\n\nThe leaflets come from the national knee survey.",
        "It is ⟦safer⟧.\n\nIn a 2022 study of 90 people, knees hurt less.",
    ],
)
def test_a_marker_that_leads_nowhere_or_stands_far_off_does_not(text: str) -> None:
    assert not holds("cited", text)


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        ("negated", "No clinic, however well known, and no surgeon, however skilled, can ⟦guarantee⟧ it."),
        ("cited", "In a 2022 audit of 4,100 operations:\n\n- ⟦3 in 100 people⟧ had an infection\n- others had none"),
        ("cited", "According to a 2020 review of 9 trials, it helps. In plain numbers: ⟦12 in 100 people⟧ had a stroke."),
        ("quoted", 'A label that says "⟦FDA approved⟧" is a reason to put the jar back.'),
        ("warned", "Treat such words as a warning sign. So is a ⟦money-back guarantee⟧."),
        ("defined", "| On the label | What it means |\n|---|---|\n| ⟦prn⟧ | when you need it |"),
    ],
)
def test_what_stands_farther_off_withdraws_a_place_too(guard: str, text: str) -> None:
    assert holds(guard, text)


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        ("negated", "You cannot overdo it and ⟦it cannot hurt you⟧."),
        ("warned", "Our approved clinic offers the ⟦most advanced care⟧ in Ohio."),
        ("some-people", "By 6 weeks ⟦you will be pain free⟧."),
        ("cited", "According to a 2020 review of 9 trials, it helps. Call us today. ⟦12 in 100 people⟧ had a stroke."),
    ],
)
def test_what_only_looks_so_withdraws_nothing(guard: str, text: str) -> None:
    assert not holds(guard, text)


# -- regretted -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "I ⟦binned my tablets⟧ in May. I ended up back on the ward.",
        "I ⟦halved my pills⟧ for a year. Please do not do as I did.",
        "We ⟦waited till Monday⟧. We would never do that again.",
        "She ⟦swapped insulin for tea⟧, and she nearly died.",
    ],
)
def test_a_story_that_went_wrong_is_no_advice(text: str) -> None:
    assert holds("regretted", text)


@pytest.mark.parametrize(
    "text",
    [
        "I ⟦binned my tablets⟧ in May and feel fine. So can you.",
        "I ⟦binned my tablets⟧ in May.\n\nMy uncle regretted his tattoo.",
        "I do not regret it: ⟦bin your tablets⟧ too.",
    ],
)
def test_a_story_that_went_well_is(text: str) -> None:
    assert not holds("regretted", text)


@pytest.mark.parametrize(
    "text",
    ["Please do not simply ⟦leave your tablets off⟧.", "So never just ⟦stop your tablets⟧.", "Do not merely ⟦halve it⟧."],
)
def test_an_order_not_to_just_do_it_is_an_order_not_to(text: str) -> None:
    assert holds("negated", text)


def test_what_does_not_just_do_something_does_it() -> None:
    assert not holds("negated", "It does not just ⟦cure colds⟧, it prevents them.")
