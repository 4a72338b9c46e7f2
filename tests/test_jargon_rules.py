"""The rules about how a page names and explains things: what they join into one finding, and the tables they rest on."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from linter import Linter
from linter.findings import Finding
from linter.language import names, spelling
from linter.lexicon import Row, read_table, split_cell
from linter.rulebook import rules_folder


@cache
def linter(profile: str) -> Linter:
    return Linter(profile=profile, syntax="off")


def found(text: str, rule: str, *, page_type: str = "condition", profile: str = "us-default") -> list[Finding]:
    report = linter(profile).check_text(text, "page.md", page_type=page_type, fragment=True)
    return [one for one in report.findings if one.rule == f"jargon/{rule}"]


def rows(table: str) -> list[Row]:
    return read_table((rules_folder() / "lexicon" / f"{table}.tsv").read_text("utf-8"), table)


# -- shorthand ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page_type", "profile", "severity"),
    [
        ("medicine", "us-default", "error"),
        ("condition", "us-default", "warning"),
        ("condition", "medicines", "error"),
        ("procedure", "strict", "error"),
    ],
)
def test_shorthand_weighs_more_where_people_read_how_to_take_a_medicine(page_type: str, profile: str, severity: str) -> None:
    (finding,) = found("Take one tablet prn.", "sig-abbreviation", page_type=page_type, profile=profile)
    assert finding.severity.value == severity


def test_each_short_form_is_one_finding_with_a_count_and_says_its_number() -> None:
    said = found("Take one tablet q4-6h.\n\nTake two tablets prn, then one prn.", "sig-abbreviation")
    assert [(one.text, one.count, one.suggestion) for one in said] == [
        ("q4-6h", 1, "every 4 to 6 hours"),
        ("prn", 2, "only when you need it"),
    ]


def test_shorthand_is_not_an_acronym_as_well_and_the_dose_rule_is_heard_first() -> None:
    text = "Take 1 tablet TID. Take 10 mg HS."
    assert [one.text for one in found(text, "sig-abbreviation", page_type="medicine")] == ["TID"]
    assert not found(text, "acronym-unexpanded", page_type="medicine")


# -- singular and plural -----------------------------------------------------------------------


def test_mix_ups_of_one_word_are_one_finding() -> None:
    (finding,) = found("Lamina are thin. The lamina connect two parts. Take out both lamina.", "term-number-agreement")
    assert (finding.text, finding.count) == ("Lamina are", 3)


def test_a_number_word_can_be_put_right_and_a_verb_is_the_writers_choice() -> None:
    (verb,) = found("The bacteria is gone.", "term-number-agreement")
    assert (verb.suggestion, verb.fix) == ("bacterium is, or bacteria are", None)
    (number,) = found("You broke a vertebrae.", "term-number-agreement")
    assert number.fix is not None
    assert not number.fix.safe
    assert number.fix.edits[0].text == "a vertebra"


def test_pairs_are_sorted_and_each_form_stands_once() -> None:
    pairs = [(row["singular"], row["plural"]) for row in rows("latin-plurals")]
    assert len(pairs) >= 60
    assert pairs == sorted(pairs)
    every = [form for pair in pairs for form in pair]
    assert len(set(every)) == len(every)
    assert all(form.islower() for form in every)


# -- names -------------------------------------------------------------------------------------


def test_the_name_in_the_title_is_the_one_to_keep() -> None:
    text = "Rest after a heart attack. A myocardial infarction scars the heart. Most heart attacks can be treated."
    assert found(text, "inconsistent-name")[0].suggestion == "heart attack"
    (finding,) = found(f"# Myocardial infarction\n\n{text}", "inconsistent-name")
    assert (finding.suggestion, finding.count) == ("myocardial infarction", 2)
    assert finding.related[0].message == "‘myocardial infarction’ here"


def test_a_name_may_be_given_beside_the_other_and_not_be_used_after_that() -> None:
    beside = "High blood pressure (hypertension) harms the heart. High blood pressure is common."
    assert not found(beside, "inconsistent-name")
    assert found(f"{beside} Hypertension can be treated. Ask about hypertension.", "inconsistent-name")[0].count == 2


def test_a_pair_that_the_page_makes_counts_as_one_that_the_table_holds() -> None:
    text = (
        "Red drum fever, also known as marsh ague, is rare. People with marsh ague rest. Red drum fever ends. Marsh ague stays."
    )
    (finding,) = found(text, "inconsistent-name")
    assert (finding.text, finding.suggestion, finding.count) == ("marsh ague", "red drum fever", 2)


def test_a_name_that_covers_two_things_is_none_of_theirs() -> None:
    text = "Heart cells and lung cells are also called body bricks. Lung cells breathe. Body bricks grow. Lung cells and body bricks."
    assert not found(text, "inconsistent-name")


def test_synonyms_are_sorted_and_no_name_stands_in_two_sets() -> None:
    sets = rows("synonyms")
    plains = [row["plain"].lower() for row in sets]
    assert len(sets) >= 120
    assert [(one, two) for one, two in pairwise(plains) if one > two] == []
    every = [
        form
        for row in sets
        for name in (row["plain"], *split_cell(row["others"]))
        if not name.startswith("~")
        for form in name.split("=")
    ]
    assert sorted(form for form in set(every) if every.count(form) > 1) == []


@pytest.mark.parametrize(
    ("name", "plural"),
    [("biopsy", "biopsies"), ("heart bypass", "heart bypass"), ("hot flush", "hot flushes"), ("X-ray", "X-rays")],
)
def test_plurals_of_names(name: str, plural: str) -> None:
    assert names.plural(name) == plural


# -- explanations ------------------------------------------------------------------------------


def test_a_term_that_is_explained_later_is_said_once_with_both_lines_and_is_not_called_undefined() -> None:
    text = "You rest.\n\nThen a stenosis is seen. It is treated. A stenosis can come back.\n\nA stenosis is a tube that got too narrow."
    (finding,) = found(text, "defined-after-first-use")
    assert (finding.line, finding.text) == (3, "stenosis")
    assert "line 3 and explained on line 5" in finding.message
    assert finding.related[0].line == 5
    assert not found(text, "undefined-term")


def test_an_explanation_names_all_its_hard_words() -> None:
    (finding,) = found("Stenosis is a pathological narrowing of a lumen.", "jargon-in-definition")
    assert finding.text == "pathological narrowing of a lumen"
    assert "‘pathological’ and ‘lumen’" in finding.message


# -- plain words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("She utilized a pump.", "used"),
        ("Utilizing a pump helps.", "Using"),
        ("He discontinues the drops.", "stops"),
        ("The drops were discontinued.", "stopped"),
    ],
)
def test_the_plain_word_has_the_form_of_the_word_it_stands_for(text: str, plain: str) -> None:
    assert plain in [one.suggestion for one in found(text, "plain-alternative")]


def test_a_row_with_one_plain_word_for_all_its_forms_holds_no_inflections() -> None:
    """`utilize|utilized` with `use` alone would write “she use”."""
    cells = [[split_cell(cell) for cell in row.values()][:2] for row in rows("plain-words")]
    shared = [forms for forms, plains in cells if len(forms) > len(plains)]
    ends = ("ed", "ing")  # an adjective may end so in every spelling: longstanding, long-standing
    assert [forms for forms in shared if not forms[0].endswith(ends) and any(form.endswith(ends) for form in forms)] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The buccal surface is sore.", "buccal (of the cheek)"),
        ("The tear is bibasilar.", "bibasilar (at the bottom of both lungs)"),
        ("Your dyspnea is worse.", "shortness of breath (dyspnea)"),
    ],
)
def test_a_term_is_written_with_its_plain_words_as_the_sentence_allows(text: str, written: str) -> None:
    (one,) = found(text, "undefined-term")
    assert one.suggestion == written
    assert f"‘{written}’" in one.message


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The rotavirus spreads.", "virus causing diarrhoea in children (rotavirus)"),
        ("You need a general anaesthetic.", "medicine for deep sleep in surgery (general anaesthetic)"),
    ],
)
def test_plain_words_are_spelled_as_the_readers_spell_and_with_the_form_that_the_page_uses(text: str, written: str) -> None:
    (one,) = found(text, "undefined-term", profile="uk-nhs")
    assert one.suggestion == written


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("Tumors of the esophagus, not the laboratory", "Tumours of the oesophagus, not the laboratory"),
        ("organizing specialized tests of size and for a prize", "organising specialised tests of size and for a prize"),
        ("Edema in a labor program", "Oedema in a labour programme"),
        ("low hemoglobin, hypoglycemia", "low haemoglobin, hypoglycaemia"),
    ],
)
def test_american_words_are_spelled_in_the_british_way_elsewhere(american: str, british: str) -> None:
    assert spelling.local(american, "uk") == british
    assert spelling.local(american, "us") == american
