"""The whole way: a text goes in, findings come out, placed in the source."""

from __future__ import annotations

from cProfile import Profile
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import Config, InputError, Linter
from linter.config import Approval, Override
from linter.engine import Options
from linter.findings import Finding, Severity

TODAY = date(2026, 11, 22)
PAGE = "---\nreviewed: 2026-05-04\n---\n# Sore knees\n\nOur gel ⟦cures⟧ arthritis. Talk to your doctor.\n"


def linter(**settings: object) -> Linter:
    options = {key: settings.pop(key) for key in ("profile", "locale", "select", "ignore") if key in settings}
    return Linter(config=Config(**settings), options=Options(today=TODAY, **options))  # type: ignore[arg-type]


PLAIN = linter()


def findings(
    text: str, *, path: str = "page.md", page_type: str | None = None, fragment: bool = True, **settings: object
) -> list[Finding]:
    return list(linter(**settings).check_text(text, path=path, page_type=page_type, fragment=fragment).findings)


def rules(text: str, **more: object) -> list[str]:
    return [finding.rule for finding in findings(text, **more)]  # type: ignore[arg-type]


# -- places --------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["", "\ufeff", "é 😀 ", "a\u0301\u00a0\u200b ", "“So” — "])
def test_nothing_before_a_finding_shifts_its_place(newline: str, before: str) -> None:
    source = before + f"Rest.{newline}{newline}Ginger cures arthritis."
    (finding,) = [one for one in findings(source) if one.rule == "claims/cure"]
    assert source[finding.start : finding.end] == finding.text == "cures"
    assert (finding.line, finding.column) == (3, 8)
    assert (finding.end_line, finding.end_column) == (3, 13)


def test_a_word_split_by_emphasis_is_found_with_its_markup() -> None:
    (finding,) = [one for one in findings("We guaran**tee** it.") if one.rule == "claims/guarantee"]
    assert finding.text == "guaran**tee"


@given(
    st.text(alphabet="Ginger cures 5mg.\n\r*_[](){}<>&;#|-\ufeff\u00a0é😀’“”`~:/", max_size=120),
    st.sampled_from([".md", ".html", ".txt"]),
)
def test_every_finding_says_what_stands_at_its_place(text: str, suffix: str) -> None:
    for finding in PLAIN.check_text(text, path="page" + suffix).findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.text in ("", text[finding.start : finding.end])
        assert finding.line == text.count("\n", 0, finding.start) + 1
        assert finding.column == finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1


def test_a_whole_page_finding_stands_on_the_first_heading_without_text() -> None:
    source = "Hello.\n\n# Sore knees\n\nRest.\n"
    (finding,) = [one for one in findings(source, fragment=False) if one.rule == "required/review-date"]
    assert finding.text == ""
    assert source[finding.start : finding.end] == "Sore knees"


# -- one root cause, one finding ----------------------------------------------------------------


@pytest.mark.parametrize("key", ["reviewed", "next-review"])
def test_a_date_of_the_front_matter_is_shown_on_its_line_and_can_be_held_back_at_the_first_heading(key: str) -> None:
    page = f"---\nauthor: A. Ruiz\n{key}: 2019-05-04\n---\n%s# Sore knees\n\nTalk to your doctor.\n"
    (stale,) = [one for one in findings(page % "") if one.rule == "required/stale-review-date"]
    assert (stale.line, stale.column, stale.text) == (3, 1, f"{key}: 2019-05-04")
    comment = "<!-- carelint-disable-next-line required/stale-review-date: it was checked in May -->\n"
    assert not [rule for rule in rules(page % comment) if rule in ("required/stale-review-date", "meta/unused-suppression")]


def test_a_review_date_that_is_no_date_is_not_said_to_be_missing_too() -> None:
    page = "---\n%s\n---\n# Sore knees\n\nRest."
    meta = '<meta name="carelint:reviewed" content="soon">\n<h1>Sore knees</h1>\n<p>Rest.'
    for source, path in ((page % "reviewed: 03/05/2026", "a.md"), (meta, "a.html")):
        found = rules(source, path=path, fragment=False)
        assert "meta/front-matter" in found
        assert "required/review-date" not in found
    assert "required/review-date" in rules(page % "page-type: conditoin", fragment=False)


@pytest.mark.parametrize("stated", ["reviewed:", "reviewd: 2026-05-03", "reviewer: A. Ruiz", "reviewedBy: A. Ruiz"])
def test_a_key_that_cannot_be_the_day_of_the_review_is_not_to_be_mapped(stated: str) -> None:
    def said(front: str) -> str:
        found = findings(f"---\n{front}\n---\n# Sore knees\n\nRest.", fragment=False)
        return next(one.message for one in found if one.rule == "required/review-date")

    assert "map it" not in said(stated)
    assert '{last_updated = "reviewed"}' in said(f"{stated}\nlast_updated: 2026-05-04")


def test_a_term_used_three_times_is_one_finding_with_a_count_and_the_other_places() -> None:
    (finding,) = [one for one in findings("An embolism.\n\nThe embolism.\n\nEmbolisms.") if one.rule == "jargon/undefined-term"]
    assert finding.count == 3
    assert [place.line for place in finding.related] == [3, 5]


def test_of_rules_that_precede_one_another_the_first_alone_is_heard_at_a_place() -> None:
    found = rules("Take 10U of insulin at night.", page_type="medicine")
    assert "measure/error-prone-abbreviation" in found
    assert "jargon/acronym-unexpanded" not in found


def test_fingerprints_do_not_change_when_lines_move() -> None:
    (one,) = findings("Ginger cures arthritis.", select=("claims",))
    (other,) = findings("Rest.\n\nGinger cures arthritis.", select=("claims",))
    assert one.fingerprint == other.fingerprint


def test_twins_have_fingerprints_of_their_own() -> None:
    one, other = findings("Ginger cures arthritis.\n\nGinger cures arthritis.", select=("claims",))
    assert one.fingerprint != other.fingerprint


# -- page type, profile, locale -------------------------------------------------------------------


def test_the_page_states_its_type_in_front_matter() -> None:
    report = linter().check_text("---\npage-type: medicine\n---\n# Losartan\n\nTake it.\n")
    assert (report.type, report.type_from, report.type_confidence) == ("medicine", "front-matter", 1.0)


@pytest.mark.parametrize("name", ["story", "reference", "admin"])
def test_a_page_cannot_claim_a_type_that_turns_rules_off(name: str) -> None:
    text = f"---\npage-type: {name}\n---\n# Losartan\n\nTake it.\n"
    assert linter().check_text(text).type != name
    assert linter(page_may_set=("page-type",)).check_text(text).type == name


def test_a_report_names_the_type_that_a_page_may_not_claim() -> None:
    text = "---\npage-type: story\n---\n# Losartan\n\nTake it.\n"
    assert linter().check_text(text).type_refused == "story"
    assert not linter(page_may_set=("page-type",)).check_text(text).type_refused
    assert not linter(overrides=(Override(paths=("*",), type="condition"),)).check_text(text).type_refused


def test_an_option_outweighs_the_configuration_which_outweighs_the_page() -> None:
    text = "---\npage-type: medicine\n---\n# Losartan\n\nTake it.\n"
    engine = linter(overrides=(Override(paths=("drugs/**",), type="procedure"),))
    assert engine.check_text(text, path="drugs/losartan.md").type == "procedure"
    assert engine.check_text(text, path="other/losartan.md").type == "medicine"
    assert engine.check_text(text, path="drugs/losartan.md", page_type="promotional").type == "promotional"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Hemorrhoidectomy\n\nBefore the procedure you rest. After the procedure you rest. The procedure is short.",
            "procedure",
        ),
        (
            "# How to take losartan tablets\n\nTake one tablet. If you forget a dose, wait. This medicine has side effects. 50 mg.",
            "medicine",
        ),
        (
            "# Sunny veins\n\nOur clinic is near. Our surgeons wait. Book now. Special offer: $99. Our patients smile.",
            "promotional",
        ),
        ("# Hay fever\n\nPollen makes your nose run.", "condition"),
    ],
)
def test_the_type_is_inferred_where_nobody_states_it(text: str, expected: str) -> None:
    assert linter().check_text(text).type == expected


def test_a_guessed_type_gives_no_error_of_a_required_rule_below_four_fifths() -> None:
    text = "# Knee replacement\n\nYou rest. You walk."
    report = linter().check_text(text)
    assert report.type == "procedure"
    assert report.type_confidence < 0.8
    assert {one.severity for one in report.findings if one.rule == "required/risks-section"} == {Severity.WARNING}
    stated = linter().check_text(text, page_type="procedure")
    assert {one.severity for one in stated.findings if one.rule == "required/risks-section"} == {Severity.ERROR}


def test_unit_spacing_follows_the_profile_and_names_its_standard() -> None:
    (us,) = [one for one in findings("Take 5mg at night.") if one.rule == "measure/unit-spacing"]
    assert us.suggestion == "5 mg"
    assert "measure/unit-spacing" not in rules("Take 5mg at night.", profile="uk-nhs")
    (uk,) = [one for one in findings("Take 5 mg at night.", profile="uk-nhs") if one.rule == "measure/unit-spacing"]
    assert uk.standard.name.startswith("NHS")


def test_the_emergency_number_is_that_of_the_locale() -> None:
    text = "# Chest pain\n\nChest pain can spread to your arm. Call 999."
    assert "required/emergency-signpost" in rules(text, fragment=False)
    assert "required/emergency-signpost" not in rules(text, fragment=False, locale="uk")


def test_fragments_are_spared_the_rules_about_whole_pages() -> None:
    assert "required/review-date" in rules("# Knees\n\nRest.", fragment=False)
    assert "required/review-date" not in rules("# Knees\n\nRest.")


def test_a_page_in_another_language_is_skipped_and_said_so() -> None:
    report = linter().check_text('<html lang="es"><p>Tome una tableta.</p></html>', path="page.html")
    assert report.skipped
    assert report.language == "es"
    assert not report.findings
    german = (
        "Nehmen Sie die Tablette nicht ein, wenn Sie allergisch sind und der Arzt es nicht erlaubt. Das ist wichtig für Sie."
    )
    assert linter().check_text(german).language == "de"


def test_dense_english_without_small_words_is_still_english() -> None:
    text = "Individuals experiencing exacerbation necessitate immediate pharmacological intervention. Administration facilitates amelioration."
    assert linter().check_text(text).language == "en"


# -- severities, vocabulary, selection -----------------------------------------------------------


def test_the_configuration_changes_severities() -> None:
    (finding,) = findings("Ginger is a miracle.", severity={"claims/hype": "suggestion"}, select=("claims",))
    assert finding.severity is Severity.SUGGESTION
    assert not findings("Ginger is a miracle.", severity={"claims/hype": "off"}, select=("claims",))


def test_a_family_can_be_turned_off_at_once() -> None:
    assert not rules("Use the pump prior to meals. An embolism.", severity={"jargon": "off", "readability": "off"})


def test_vocabulary_touches_jargon_rules_only() -> None:
    assert "jargon/undefined-term" not in rules("An embolism was seen.", vocabulary=("embolism",))
    assert "jargon/acronym-unexpanded" not in rules("Ask about COPD.", vocabulary=("COPD",))
    assert "claims/hype" in rules("A miracle gel.", vocabulary=("miracle",))


def test_options_change_a_rules_own_numbers() -> None:
    text = "You can take one tablet each day with a glass of water after you have had your meal."
    assert "readability/long-sentence" not in rules(text)
    assert "readability/long-sentence" in rules(text, options={"readability/long-sentence": {"limit": 10}})


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"severity": {"claims/cures": "off"}}, "claims/cure"),
        ({"options": {"readability/long-sentence": {"limits": 3}}}, "did you mean ‘limit’"),
        ({"options": {"readability/long-sentence": {"limit": "many"}}}, "readability/long-sentence"),
        ({"select": ("claim",)}, "no rule is called ‘claim’"),
        ({"profile": "us-defalt"}, "did you mean ‘us-default’"),
        ({"locale": "fr"}, "no locale is called ‘fr’"),
    ],
)
def test_what_does_not_exist_is_an_error_that_names_what_is_near(settings: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        findings("Rest.", **settings)  # type: ignore[arg-type]


def test_an_unknown_page_type_or_suffix_is_an_error() -> None:
    with pytest.raises(InputError, match="did you mean ‘procedure’"):
        findings("Rest.", page_type="proceedure")
    with pytest.raises(InputError, match=r"\.pdf"):
        findings("Rest.", path="page.pdf")


# -- protected rules, suppressions, approvals -----------------------------------------------------

STOP = "Once you feel fine, stop your blood pressure pills."


@pytest.mark.parametrize(
    "settings",
    [
        {"severity": {"safety/stop-medicine": "off"}},
        {"severity": {"safety": "suggestion"}},
        {"ignore": ("safety",)},
        {"select": ("readability",)},
    ],
)
def test_no_setting_silences_a_protected_rule(settings: dict[str, object]) -> None:
    (finding,) = [one for one in findings(STOP, **settings) if one.rule == "safety/stop-medicine"]  # type: ignore[arg-type]
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize("page_type", ["story", "reference", "admin"])
def test_a_protected_rule_runs_on_every_type_of_page(page_type: str) -> None:
    assert "safety/stop-medicine" in rules(STOP, page_type=page_type)


def test_a_comment_on_the_page_does_not_silence_a_protected_rule() -> None:
    found = rules(f"<!-- carelint-disable-next-line safety/stop-medicine: we know -->\n\n{STOP}")
    assert "safety/stop-medicine" in found
    assert "meta/unused-suppression" in found


def test_a_dose_is_protected_where_a_lab_value_is_not() -> None:
    off = {"severity": {"measure/trailing-zero": "off"}}
    assert "measure/trailing-zero" in rules("Take 2.0 mg of warfarin daily.", page_type="medicine", **off)
    assert "measure/trailing-zero" not in rules("Your potassium was 4.0 mmol/L.", page_type="medicine", **off)


def approval(until: date) -> Approval:
    return Approval(
        rule="claims/cure",
        path="hepatitis-c.md",
        text="cured",
        reason="Cure rate cited",
        approved_by="Medical Director",
        until=until,
    )


def test_an_approval_in_the_configuration_holds_a_protected_finding_back_until_its_day() -> None:
    text = "Nearly all are cured."
    report = linter(approved=(approval(date(2027, 6, 30)),)).check_text(text, path="pages/hepatitis-c.md", fragment=True)
    assert not [one for one in report.findings if one.rule == "claims/cure"]
    assert [(held.rule, held.by, held.reason) for held in report.suppressed] == [("claims/cure", "approved", "Cure rate cited")]
    late = linter(approved=(approval(date(2026, 6, 30)),)).check_text(text, path="pages/hepatitis-c.md", fragment=True)
    assert {"claims/cure", "meta/expired-approval"} <= {one.rule for one in late.findings}
    other = linter(approved=(approval(date(2027, 6, 30)),)).check_text(text, path="pages/hepatitis-b.md", fragment=True)
    assert "claims/cure" in {one.rule for one in other.findings}


def test_an_approval_that_still_holds_counts_before_one_past_its_day() -> None:
    both = (approval(date(2026, 6, 30)), approval(date(2027, 6, 30)))
    report = linter(approved=both).check_text("Nearly all are cured.", path="pages/hepatitis-c.md", fragment=True)
    assert not {"claims/cure", "meta/expired-approval"} & {one.rule for one in report.findings}


def test_an_approval_is_held_against_the_text_that_is_reported_in_front_matter_too() -> None:
    page = "---\nauthor: A. Ruiz\nreviewed: 2015-01-01\n---\n# Sore knees\n\nTalk to your doctor.\n"
    for text, line in (("reviewed: 2015-01-01", 3), ("Sore knees", None)):
        given = msgspec.structs.replace(
            approval(date(2027, 6, 30)), rule="required/stale-review-date", path="knees.md", text=text
        )
        held = linter(approved=(given,)).check_text(page, path="knees.md").suppressed
        assert [one.line for one in held] == ([line] if line else [])


@pytest.mark.parametrize(("selected", "unused"), [(("tone/", "meta/"), False), (("claims/", "meta/"), True)])
def test_a_suppression_is_called_unused_only_where_its_rule_ran(selected: tuple[str, ...], unused: bool) -> None:
    text = "<!-- carelint-disable-next-line claims/hype: the name of a play -->\nA gel.\n"
    report = linter(select=selected).check_text(text)
    assert ("meta/unused-suppression" in {one.rule for one in report.findings}) is unused


def test_a_suppression_with_a_reason_holds_the_next_line_back_and_is_listed() -> None:
    text = "<!-- carelint-disable-next-line claims/hype: the name of a play -->\nA miracle gel.\n\nA miracle oil.\n"
    report = linter().check_text(text, fragment=True)
    assert [one.line for one in report.findings if one.rule == "claims/hype"] == [4]
    assert [(held.rule, held.line, held.by) for held in report.suppressed] == [("claims/hype", 2, "page")]


def test_a_stretch_is_held_back_up_to_where_it_is_enabled() -> None:
    text = (
        "<!-- carelint-disable claims/hype: a play -->\n\nA miracle gel.\n\nA miracle oil.\n\n"
        "<!-- carelint-enable claims/hype -->\n\nA miracle tea.\n"
    )
    assert [one.line for one in findings(text) if one.rule == "claims/hype"] == [9]


def test_a_term_that_is_suppressed_at_its_first_use_is_reported_at_the_next() -> None:
    text = "<!-- carelint-disable-next-line jargon/undefined-term: named in the video -->\nAn embolism.\n\nThe embolism.\n"
    (finding,) = [one for one in findings(text) if one.rule == "jargon/undefined-term"]
    assert (finding.line, finding.count) == (4, 1)


def test_suppressions_work_in_every_format() -> None:
    for path, text in (
        ("page.html", "<!-- carelint-disable-next-line claims/hype: a play -->\n<p>A miracle gel.</p>"),
        ("page.txt", "<!-- carelint-disable-next-line claims/hype: a play -->\nA miracle gel."),
    ):
        assert "claims/hype" not in rules(text, path=path)


def test_an_example_of_a_suppression_in_code_is_none() -> None:
    text = "```html\n<!-- carelint-disable-next-line claims/hype: a play -->\n```\n\nA miracle gel.\n"
    assert "claims/hype" in rules(text)
    assert "meta/unused-suppression" not in rules(text)


def test_only_types_that_turn_rules_off_are_not_the_pages_own_to_claim() -> None:
    policy = linter().rulebook.policy
    assert {name for name in policy.page_types if policy.lets_off(name)} == {"story", "reference", "admin"}


# -- what is not linted ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Type `ginger cures arthritis` here.",
        "```\nginger cures arthritis\n```",
        "<!-- ginger cures arthritis -->",
        "See https://example.org/ginger-cures-arthritis now.",
        "[Ginger](https://example.org/cures) is a root.",
        "---\ntitle: Ginger cures arthritis\n---\n\nRest.",
        "{{ cures arthritis }} is a root.",
        "## References\n\n- Lee B. Ginger cures arthritis. 2019.",
        '<span lang="de">Ginger</span> is a root. <img src="cures.png" title="cures">',
    ],
)
def test_what_is_not_prose_is_not_linted(text: str) -> None:
    assert "claims/cure" not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "![Ginger cures arthritis](a.png)",
        "| a | b |\n|---|---|\n| x | ginger cures arthritis |",
        "- one\n  - ginger cures arthritis",
        "> Ginger cures arthritis.",
        "Ginger [cures arthritis](https://example.org).",
        "Ginger *cures*\narthritis.",
        "<div>Ginger cures arthritis.</div>",
        "Text[^1]\n\n[^1]: See below.\n\n## Ginger cures arthritis",
    ],
)
def test_prose_is_linted_wherever_it_stands(text: str) -> None:
    assert "claims/cure" in rules(text)


# -- reports ------------------------------------------------------------------------------------------


def test_an_empty_page_gives_a_report_and_no_crash() -> None:
    for suffix in (".md", ".html", ".txt"):
        report = linter().check_text("", path="page" + suffix)
        assert report.words == 0


def test_terms_and_quantities_are_placed_in_the_source() -> None:
    text = "---\na: 1\n---\n\n**Embol**ism: take 5&nbsp;mg."
    (term,) = [one for one in linter().find_terms(text) if one.kind == "term"]
    assert text[term.start : term.end] == term.text == "Embol**ism"
    (quantity,) = linter().find_quantities(text)
    assert text[quantity.start : quantity.end] == quantity.text == "5&nbsp;mg"


def test_a_fix_never_reaches_over_markup() -> None:
    (plain,) = [one for one in findings("Take 5mg at night.") if one.rule == "measure/unit-spacing"]
    assert plain.fix is not None
    assert [(edit.start, edit.end, edit.text) for edit in plain.fix.edits] == [(5, 8, "5 mg")]
    (marked,) = [one for one in findings("Take **5**mg at night.") if one.rule == "measure/unit-spacing"]
    assert marked.fix is None


@pytest.mark.parametrize(
    ("words", "is_fixed"),
    [
        ("[prior to][]", False),
        ("[prior to]", False),
        ("[[prior to]]", False),
        ("[prior to](x.md)", True),
        ("[prior to][a]", True),
        ("[a](x.md) prior to", True),
    ],
)
def test_words_that_may_be_a_label_are_not_fixed(words: str, is_fixed: bool) -> None:
    text = f"Rest {words} lunch.\n\n[prior to]: http://x.org/a\n[a]: http://x.org/b\n"
    (found,) = [one for one in findings(text) if one.rule == "readability/wordy-phrase"]
    assert (found.fix is not None) == is_fixed


def test_a_fix_takes_the_backslash_with_the_sign_it_stood_for() -> None:
    text = "The cut is \\.5 cm long."
    (found,) = [one for one in findings(text) if one.rule == "measure/naked-decimal"]
    assert found.fix is not None
    (edit,) = found.fix.edits
    assert text[: edit.start] + edit.text + text[edit.end :] == "The cut is 0.5 cm long."


@pytest.mark.parametrize(
    ("opened", "ended", "lines"),
    [
        ("claims/hype", "claims/", [7]),
        ("claims/", "claims/hype", [7]),
        ("claims/", "tone/", []),
        ("claims/hype", "claims", [7]),
    ],
)
def test_a_family_and_its_rules_end_each_others_stretches(opened: str, ended: str, lines: list[int]) -> None:
    text = (
        f"<!-- carelint-disable {opened}: a play -->\n\nA miracle gel.\n\n"
        f"<!-- carelint-enable {ended} -->\n\nA miracle tea.\n\n<!-- carelint-enable -->\n"
    )
    assert [one.line for one in findings(text) if one.rule == "claims/hype"] == lines


@pytest.mark.parametrize("space", ["\t", "\n"])
def test_any_white_space_may_stand_after_an_order(space: str) -> None:
    assert "claims/hype" not in rules(f"<!-- carelint-disable-next-line{space}claims/hype: a play -->\nA miracle gel.\n")


def test_one_rule_of_a_stretch_can_be_enabled_while_the_other_stays_held_back() -> None:
    text = (
        "<!-- carelint-disable claims/hype, tone/blame: a play -->\n\nA miracle gel. Some are non-compliant.\n\n"
        "<!-- carelint-enable claims/hype -->\n\nA miracle tea. Some are non-compliant.\n\n<!-- carelint-enable -->\n"
    )
    assert [(one.rule, one.line) for one in findings(text) if one.rule in ("claims/hype", "tone/blame")] == [("claims/hype", 7)]
    assert "meta/unclosed-disable" not in rules(text)


@pytest.mark.parametrize(
    "settings",
    [
        {"approved": (Approval(rule="claims/cures", path="a", text="b", reason="c", approved_by="d", until=TODAY),)},
        {"provides": {"footer": ("required/disclaimer",)}},
        {"overrides": (Override(paths=("nowhere/**",), profile="uk"),)},
        {"overrides": (Override(paths=("nowhere/**",), severity={"claims/cures": "off"}),)},
    ],
)
def test_a_wrong_name_in_the_configuration_is_said_though_no_page_meets_it(settings: dict[str, object]) -> None:
    with pytest.raises(InputError, match="is called"):
        linter(**settings)


def test_iv_is_an_acronym_but_no_numeral() -> None:
    assert "jargon/acronym-unexpanded" in rules("You get the medicine by IV at night.")
    assert "jargon/acronym-unexpanded" not in rules("She has stage IV cancer, not stage III or IIB.")


@pytest.mark.parametrize("suffix", ["md", "html", "txt"])
def test_the_work_grows_with_the_page_and_no_faster(suffix: str) -> None:
    """Calls are counted, not seconds: what asks every heading about every medicine shows, on any machine."""
    piece = {
        "md": "# Asthma and ginger\n\n*Ginger* cures asthma. Take 5mg of metformin (a sugar pill) prior to 8 mm tea.\n\n- Gout\n\n",
        "html": "<h2>Asthma and ginger</h2><p>Ginger cures asthma. Take 5mg of <b>metformin</b> prior to 8 mm tea.</p><ul><li>Gout</ul>\n",
        "txt": "ASTHMA AND GINGER\n\nGinger cures asthma. Take 5mg of metformin (a sugar pill) prior to 8 mm tea.\n\n- Gout\n\n",
    }[suffix]
    linter = Linter(syntax="off")

    def calls(times: int) -> int:
        profile = Profile(builtins=False)
        profile.runcall(linter.check_text, piece * times, f"page.{suffix}")
        return sum(int(entry.callcount) for entry in profile.getstats())

    calls(20)  # words and rules are worked out once
    assert calls(800) < 4.4 * calls(200)


@pytest.mark.parametrize(
    "heading",
    [
        "Where the information on this page comes from",
        "Where we found these figures",
        "References we used",
        "2. What this leaflet is based on",
    ],
)
def test_titles_in_a_list_of_sources_are_left_as_they_are_whatever_its_heading(heading: str) -> None:
    text = "# Gout\n\nGout hurts.\n\n## {}\n\n- Fairhill Society. Colchicine 0.5 mg tablets: utilize in gout. 2025."
    found = {finding.rule for finding in Linter(profile="uk-nhs").check_text(text.format(heading)).findings}
    others = {finding.rule for finding in Linter(profile="uk-nhs").check_text(text.format("Sources of iron")).findings}
    assert "measure/unit-spacing" in others - found
    assert "jargon/plain-alternative" in others - found
