"""Fixes: which edits are made, in what order, until when, and what they never change."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import Linter, fix, readers
from linter.findings import Edit, Finding, Fix, Report, Severity, Standard
from linter.fix import Allowed
from tests.test_fixtures import NAMES, PAGES, TODAY, expected

SAFE_ONLY, ALL = Allowed(), Allowed(unsafe=True, doses=True)


@cache
def engine(profile: str = "us-default") -> Linter:
    return Linter(profile, syntax="off", today=TODAY)


def fixed(text: str, allowed: Allowed = SAFE_ONLY, path: str = "page.md", profile: str = "us-default") -> str:
    lint = engine(profile).check_text
    return fix.fix(text, lambda source: lint(source, path, fragment=True), allowed).source


def edits(text: str, path: str = "page.md") -> list[tuple[str, bool, Edit]]:
    report = engine().check_text(text, path, fragment=True)
    return [(one.rule, one.fix.safe, edit) for one in report.findings if one.fix is not None for edit in one.fix.edits]


# -- what is safe (CATALOGUE.md 0.12) ----------------------------------------------------------

SAFE = [
    ("In the event that you feel sick, sit down.", "If you feel sick, sit down."),
    ("Rest prior to lunch. PRIOR TO", "Rest before lunch. BEFORE"),
    ("The lump is 8mm wide.", "The lump is 8 mm wide."),
    ("The cut is .5 cm long.", "The cut is 0.5 cm long."),
    ("The tile is 15mm 7mm 5mm.", "The tile is 15 mm 7 mm 5 mm."),
]


@pytest.mark.parametrize(("before", "after"), SAFE)
def test_safe_fixes_are_made(before: str, after: str) -> None:
    assert fixed(before) == after


DOSES = [
    ("Take 5mg with food.", "Take 5 mg with food."),
    ("Take .5 mg with food.", "Take 0.5 mg with food."),
    ("Take 5.0 mg with food.", "Take 5 mg with food."),
    ("Take 5 mg prior to food.", "Take 5 mg before food."),
    ("Levetiracetam is often started at 500mg.", "Levetiracetam is often started at 500 mg."),
]


@pytest.mark.parametrize(("before", "after"), DOSES)
def test_a_dose_is_left_alone_until_the_configuration_says_otherwise(before: str, after: str) -> None:
    assert fixed(before) == before
    assert fixed(before, Allowed(unsafe=True)) == before
    assert fixed(before, Allowed(doses=True)) == after


UNSAFE = [
    ("Utilize the brace.", "Use the brace."),
    ("It is an additional cost.", "It is an extra cost."),
    ("You may have a fever over 101.", "You may have a fever over 101°F (38.3°C)."),
    ("Diabetics need eye tests.", "People with diabetes need eye tests."),
    ("She suffers from asthma.", "She has asthma."),
    ("A vertebrae is a bone.", "A vertebra is a bone."),
    ("The lump is 5 cm wide. The lump was 2 inches wide.", "The lump is 5 cm wide. The lump was 2 inches (5.1 cm) wide."),
]


@pytest.mark.parametrize(("before", "after"), UNSAFE)
def test_unsafe_fixes_are_made_only_when_asked_for(before: str, after: str) -> None:
    assert fixed(before) == before
    assert fixed(before, Allowed(unsafe=True)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He was suffering from gout.", "He had gout."),
        ("You are stricken with gout.", "You have gout."),
        ("A disabled child needs care.", "A child with a disability needs care."),
        ("It must not be discarded.", "It must not be thrown away."),
        ("A majority of the nurses agreed.", "Most of the nurses agreed."),
        ("A myriad of cells die.", "Many cells die."),
        ("She discarded the needle.", "She threw away the needle."),
        ("His sight has deteriorated.", "His sight has worsened."),
        ("Rest for very long periods of time.", "Rest for very long periods."),
    ],
)
def test_other_words_keep_tense_number_and_who_is_meant(before: str, after: str) -> None:
    assert fixed(before, Allowed(unsafe=True)) == after


@pytest.mark.parametrize(
    "text",
    [
        "It is recommended that you do not drive.",
        "A significant number of the cells die.",
        "He was left without the use of his legs.",
        "In most cases, but not all, it heals.",
        "Are you suffering from gout?",
        "A severely disabled child is here.",
        "Some type 1 diabetics came.",
        "A diabetics' clinic is here.",
    ],
)
def test_what_hangs_on_the_words_around_it_is_found_and_not_fixed(text: str) -> None:
    report = engine().check_text(text, "page.md", fragment=True)
    assert {one.rule for one in report.findings} & {
        "readability/wordy-phrase",
        "people/condition-as-noun",
        "people/victim-language",
    }
    assert fixed(text, Allowed(unsafe=True)) == text


@pytest.mark.parametrize(
    "text",
    [
        "She discarded it.",  # threw it away
        "Needles discarded at home can hurt people.",
        "Ensure your safety.",
        "A variety of the foods are safe.",
        "The dose must not be exceeded.",
        "It depends on the severity of the injury.",
        "Cut down on salt intake.",
        "The aforementioned gel is cold.",
    ],
)
def test_a_plain_word_that_needs_other_words_around_it_is_said_and_not_put_in(text: str) -> None:
    report = engine().check_text(text, "page.md", fragment=True)
    assert [one.fix for one in report.findings if one.rule == "jargon/plain-alternative"] == [None]
    assert fixed(text, Allowed(unsafe=True)) == text


UNSAFE_DOSES = [
    ("Take 1 tablet BID.", "Take 1 tablet 2 times a day."),
    ("Inject 8 U at noon.", "Inject 8 units at noon."),
    ("Take 50 µg at noon.", "Take 50 mcg at noon."),
    ("Take 5 cc at noon.", "Take 5 mL at noon."),
    ("Take 1/2 tablet at noon.", "Take half a tablet at noon."),
    ("Take 5 mg QD.", "Take 5 mg daily."),
]


@pytest.mark.parametrize(("before", "after"), UNSAFE_DOSES)
def test_short_forms_in_doses_need_both(before: str, after: str) -> None:
    assert fixed(before, Allowed(doses=True)) == before
    assert fixed(before, Allowed(unsafe=True)) == before
    assert fixed(before, ALL) == after


MEDICINE = [
    ("Take 1 or 2 teaspoons of the syrup.", "Take 5 or 10 mL of the syrup."),  # a choice stays one
    ("Take between 1 and 2 teaspoons of the syrup.", "Take between 5 and 10 mL of the syrup."),
    ("Take 1/2 or 1 tablet at noon.", "Take half a tablet or 1 tablet at noon."),
    ("Take 1/2 an aspirin tablet.", "Take half an aspirin tablet."),
    ("Take 1/8 tablet at noon.", "Take an eighth of a tablet at noon."),
    ("1/2 tablet is enough.", "Half a tablet is enough."),
    ("Take 1 tablet b.i.d. Then call us.", "Take 1 tablet 2 times a day. Then call us."),
    ("Take 1 tablet b.i.d. for pain.", "Take 1 tablet 2 times a day for pain."),
    ("Give 3 tsp. of the syrup.", "Give 15 mL of the syrup."),  # the point of a short form goes with it
    ("Give 3 tsp. Then rest.", "Give 15 mL. Then rest."),
    ("Give 1/2 tab. at noon.", "Give half a tablet at noon."),
    ("STAT labs are sent.", "STAT labs are sent."),  # labs that cannot wait
    ("Call us STAT if it hurts.", "Call us right away if it hurts."),
    ("Take 1 tablet q4h prn pain.", "Take 1 tablet every 4 hours only when you need it for pain."),
    ("Take 1 tablet every q6h.", "Take 1 tablet every 6 hours."),
    ("Take 1 tablet q1h.", "Take 1 tablet every hour."),
    ("Give a 5,000-U dose of heparin.", "Give a 5,000-unit dose of heparin."),
    ("NPO after midnight.", "Nothing to eat or drink after midnight."),
    ("You will be NPO after midnight.", "You will be NPO after midnight."),  # other words would be needed before it
]


@pytest.mark.parametrize(("before", "after"), MEDICINE)
def test_what_is_put_in_keeps_the_amount_and_the_sentence(before: str, after: str) -> None:
    def look(text: str) -> Report:
        return engine().check_text(text, "page.md", page_type="medicine", fragment=True)

    assert look(before).findings
    assert fix.fix(before, look, ALL).source == after


def test_capitals_stay_capitals() -> None:
    assert fixed("DISCONTINUE USE. DIABETICS NEED TESTS.", ALL) == "STOP USE. PEOPLE WITH DIABETES NEED TESTS."
    assert fixed("AN ADDITIONAL VISIT. AN UTTERANCE.", ALL).startswith("AN EXTRA VISIT.")


def test_a_spoon_is_given_no_rounded_millilitres() -> None:
    text = "Give 2.5 mL of the medicine. Give 1/8 teaspoon of the medicine."
    report = engine().check_text(text, "page.md", page_type="medicine", fragment=True)
    assert [one.suggestion for one in report.findings if one.rule == "measure/mixed-unit-systems"] == [None]


def test_an_eighth_of_a_teaspoon_is_not_rounded() -> None:
    report = engine().check_text("Take 1/8 teaspoon of the syrup.", "page.md", page_type="medicine", fragment=True)
    assert [one.fix for one in report.findings if one.rule == "measure/spoon-dose"] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "It goes by weight, 4mg for each kilo. Somebody who weighs 70 kg gets 280mg.",
        "- Needles and syringes for it, 0.5mL, 1mL and 3mL",
    ],
)
def test_amounts_by_weight_and_sizes_of_syringes_are_left_alone_all_alike(text: str) -> None:
    assert fixed(text, Allowed(unsafe=True)) == text


NOT_FIXED = [
    "Take 45 kg (10 pounds) off.",  # a value that does not convert is never corrected
    "Our gel cures arthritis.",
    "We guarantee you will walk.",
    "A score of 5.0 is normal.",
    "The ratio is .5 here.",
    "Rest **prior** to lunch.",
    "Rest prior&nbsp;to lunch.",
    "Rest `prior to` lunch.",
    "“Rest prior to lunch,” she said.",
    "<!-- carelint-disable-next-line readability/wordy-phrase: quoted from the leaflet -->\nRest prior to lunch.",
    "Rest for 8 in order to 9 days.",  # "8 to 9 days" would be a range
    "Rest for eight in order to nine days.",
]


@pytest.mark.parametrize("text", NOT_FIXED)
def test_what_no_fix_may_touch_stays(text: str) -> None:
    assert fixed(text, ALL if "pounds" not in text else Allowed(doses=True)) == text


def test_an_article_follows_the_word_that_comes_after_it() -> None:
    assert fixed("You have an additional visit.", ALL) == "You have an extra visit."
    found = {edit.text for _, _, edit in edits("You may need an incision and an abrasion may form.")}
    assert "a scrape" in found


def test_one_fix_leaves_the_rest_of_the_page_as_it_is() -> None:
    page = "\ufeff# Rest\r\n\r\n| a  |  b |\r\n|---|---|\r\n| prior to lunch |\t8mm |\r\n\r\n*  end  &copy;  \r\n"
    assert fixed(page) == page.replace("prior to", "before").replace("8mm", "8 mm")


def test_html_is_fixed_in_text_and_in_words_read_aloud_and_nowhere_else() -> None:
    page = (
        "<p title='prior to'>Rest prior to lunch.</p><img alt='Rest prior to lunch.' src='prior to.png'><code>prior to</code>"
    )
    after = page.replace(">Rest prior to", ">Rest before")
    assert fixed(page, path="page.html") == after


# -- order -------------------------------------------------------------------------------------


def reporting(*found: tuple[str, bool, Edit]) -> Report:
    findings = [
        Finding(
            rule=rule, severity=Severity.WARNING, message="", line=1, column=1, end_line=1, end_column=1, start=edit.start,
            end=edit.end, text="x", fix=Fix(safe, (edit,)), standard=Standard("s"),
        )
        for rule, safe, edit in found
    ]  # fmt: skip
    return Report(
        path="page.md", type="condition", type_from="default", type_confidence=0.0, language="en", words=1, sentences=1, grade=1.0,
        difficulty=1.0, findings=tuple(findings),
    )  # fmt: skip


def test_of_edits_that_overlap_the_first_is_made_and_the_rest_found_anew() -> None:
    passes = [
        reporting(("b/two", True, Edit(1, 4, "Y")), ("a/one", True, Edit(0, 2, "X"))),
        reporting(("b/two", True, Edit(1, 3, "Z"))),
        reporting(),
    ]
    seen: list[str] = []

    def lint(text: str) -> Report:
        seen.append(text)
        return passes[len(seen) - 1]

    done = fix.fix("abcdef", lint, Allowed())
    assert seen == ["abcdef", "Xcdef", "XZef"]
    assert done.source == "XZef"
    assert [(one.rule, one.before, one.after) for one in done.changes] == [("a/one", "ab", "X"), ("b/two", "cd", "Z")]


def test_of_two_edits_of_one_place_the_safe_one_is_made() -> None:
    passes = iter([reporting(("a/one", False, Edit(0, 2, "X")), ("b/two", True, Edit(0, 2, "Y"))), reporting()])
    assert fix.fix("ab", lambda _: next(passes), ALL).source == "Y"


def test_edits_that_touch_are_both_made_and_two_insertions_at_one_place_are_not() -> None:
    passes = iter([reporting(("a/a", True, Edit(0, 1, "X")), ("a/b", True, Edit(1, 2, "Y"))), reporting()])
    assert fix.fix("ab", lambda _: next(passes), Allowed()).source == "XY"
    report = reporting(("a/a", True, Edit(1, 1, "X")), ("a/b", True, Edit(1, 1, "Y")))
    passes = iter([report, reporting()])
    assert fix.fix("ab", lambda _: next(passes), Allowed()).source == "aXb"


def test_fixes_that_undo_each_other_leave_the_text_as_it_was() -> None:
    def lint(text: str) -> Report:
        return reporting(("a/one", True, Edit(0, 1, "b" if text[0] == "a" else "a")))

    done = fix.fix("a text", lint, Allowed())
    assert (done.source, done.changes, done.settled) == ("a text", (), False)


def test_fixes_that_never_end_leave_the_text_as_it_was() -> None:
    done = fix.fix("a", lambda text: reporting(("a/one", True, Edit(0, 0, "x"))), Allowed())
    assert (done.source, done.settled) == ("a", False)


# -- what holds for every page -----------------------------------------------------------------


def check_that_fixing_settles(source: str, path: str, allowed: Allowed, page_type: str | None = None) -> None:
    def lint(text: str) -> Report:
        return engine().check_text(text, path, page_type=page_type)

    before = lint(source)
    for one in before.findings:
        for edit in one.fix.edits if one.fix is not None else ():
            assert 0 <= edit.start <= edit.end <= len(source)
            assert source[edit.start : edit.end] != edit.text
    done = fix.fix(source, lint, allowed)
    assert done.settled
    assert done.source.count("\n") == source.count("\n")
    assert done.source.count("\r") == source.count("\r")
    again = fix.fix(done.source, lint, allowed)
    assert again.source == done.source
    assert again.changes == ()
    assert again.report == done.report
    if not allowed.unsafe:
        values = [
            [(one.low, one.high, one.unit) for one in engine().find_quantities(text, path)] for text in (source, done.source)
        ]
        assert values[0] == values[1]


@pytest.mark.parametrize("allowed", [Allowed(), Allowed(doses=True), Allowed(unsafe=True), ALL], ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_a_second_run_over_a_sample_page_changes_nothing(name: str, allowed: Allowed) -> None:
    source = readers.decode((PAGES / name).read_bytes(), name)
    check_that_fixing_settles(source, name, allowed, expected(name).get("type"))


PIECES = st.sampled_from(
    (
        *(
            "prior to",
            "in order to",
            "In the event that",
            "a minimum of",
            "due to the fact that",
            "at this point in time",
            "an",
            "a",
        ),
        *(
            "utilize",
            "discontinue",
            "additional",
            "suffers from",
            "diabetics",
            "asthmatics",
            "both lamina",
            "a vertebrae",
            "BID",
        ),
        *(
            "5mg",
            "5.0 mg",
            ".5 mL",
            "8mm",
            "1/2 tablet",
            "2 tsp",
            "10-5 mL",
            "5-10 mg",
            "8 U",
            "50 µg",
            "q4h",
            "101",
            "fever over",
        ),
        *(
            "take",
            "you",
            "with food",
            "the",
            "and",
            "lump",
            "is",
            "wide",
            "dose",
            ".",
            ",",
            "**",
            "*",
            "`",
            "&nbsp;",
            "&amp;",
            "“",
            "”",
        ),
        *(
            "\n",
            "\r\n",
            "\n\n",
            "# ",
            "- ",
            "1. ",
            "> ",
            "| ",
            " |\n",
            "<b>",
            "</b>",
            "<p>",
            "<!-- x -->",
            "[a](b)",
            "\u00a0",
            "\ufeff",
            "é",
        ),
    )
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


@settings(max_examples=150)
@given(TEXTS, st.sampled_from(["page.md", "page.html", "page.txt"]), st.booleans(), st.booleans())
def test_fixing_a_text_settles_and_keeps_its_lines_and_values(text: str, path: str, unsafe: bool, doses: bool) -> None:
    check_that_fixing_settles(text, path, Allowed(unsafe, doses))


@settings(max_examples=150)
@given(TEXTS, st.sampled_from(["page.md", "page.html", "page.txt"]))
def test_an_edit_changes_the_page_at_its_place_and_nowhere_else(text: str, path: str) -> None:
    report = engine().check_text(text, path, fragment=True)
    page, _ = readers.read(text, path)
    for one in report.findings:
        for edit in one.fix.edits if one.fix is not None else ():
            was = text[edit.start : edit.end]
            assert was in page.text
            after, _ = readers.read(fix.apply(text, [edit]), path)
            assert len(after.text) - len(page.text) == len(edit.text) - len(was)
            assert edit.text in after.text
            if path != "page.txt":  # there a line may become so short that it is a heading
                assert [block.kind for block in after.blocks] == [block.kind for block in page.blocks]
