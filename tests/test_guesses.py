"""Sentences that read like unsafe advice or a claim: what the model finds, where, how sure it is, and to what it yields."""

from __future__ import annotations

import json
import time
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import Linter, readers, rulefile
from linter.findings import Finding
from linter.language import guesses, tables
from linter.language.guesses import CONDITION, END, START, Table
from linter.lexicon import Lexicon
from linter.search.hits import NAMES, Hit
from linter.search.scanner import Scanner
from tests.test_check_cells import HEAD, NAME

ROOT = Path(__file__).parents[1]
NOTHING: dict[str, list[Hit]] = {name: [] for name in guesses.NEAR_BY}


@cache
def linter() -> Linter:
    return Linter(syntax="off", today=date(2026, 11, 26))


def safety(text: str, page_type: str | None = None) -> list[Finding]:
    report = linter().check_text(text, "page.md", page_type=page_type, fragment=True)
    return [one for one in report.findings if one.rule.startswith("safety/")]


# Words that no pattern of the rules has.
READS_LIKE = [
    ("safety/stop-medicine", "Fed up with your monthly jab? Miss the next few and see if you even notice."),
    ("safety/dose-change", "Is the ibuprofen doing nothing? Chuck a couple extra down you and get on with your evening."),
    (
        "safety/delay-care",
        "Your calf is hot and swollen after a long flight? Rub it well and give it till the weekend before you fuss.",
    ),
    ("safety/replace-treatment", "Keto is all the insulin you will ever need, whatever the clinic tells you."),
]
SAFE = [
    "Take your tablets with a glass of water at the same time each day.",
    "Do not stop your tablets without talking to your doctor first.",
    "You no longer qualify for the plan once you move to another state.",
    "Call 999 at once if your chest hurts or you cannot get your breath.",
    "Leave the dressing on until the nurse has seen the wound.",
]


@pytest.mark.parametrize(("rule", "text"), READS_LIKE)
def test_advice_in_words_that_no_pattern_has_is_found(rule: str, text: str) -> None:
    assert rule in [one.rule for one in safety(text)]


@pytest.mark.parametrize("text", SAFE)
def test_right_advice_stays_clean(text: str) -> None:
    assert safety(text) == []


def test_what_is_marked_are_whole_clauses_of_one_sentence() -> None:
    text = "Some people feel sick at first. If it bothers you, bung the apixaban in a drawer and forget it, says my aunt."
    page, _ = readers.read(text, "page.md")
    found = [page.text[one.start : one.end] for one in guesses.find(page, {**NOTHING, "medicine": [Hit(60, 68, 0)]})]
    assert len(found) == 1
    assert "bung the apixaban in a drawer and forget it" in found[0]
    assert not found[0].startswith("Some")


# -- weights by hand -------------------------------------------------------------------------------

# By word: of unsafe advice at all, then of each kind of it; of a claim at all, then of each kind.
_BY_HAND = {
    "$": {},
    "(base)": {0: -100, 5: -100},
    "<condition>": {},
    "<other>": {},
    "<number>": {},
    "^": {},
    "drop": {0: 100},
    "drop them": {0: 900, 1: 100},
    "packing": {},
    "sends": {},
    "sends <condition> packing": {5: 1000, 8: 100},
    "them": {},
    "~tea": {4: 900},
}


def by_hand() -> Table:
    rows = (
        "\t".join([word, *(str(weights.get(column, "")) for column in range(guesses.COLUMNS))])
        for word, weights in sorted(_BY_HAND.items(), key=lambda row: row[0].encode())
    )
    return Table(("# what it is\n\n" + "\n".join(rows) + "\n").encode())


def judged(text: str, monkeypatch: pytest.MonkeyPatch, named: dict[str, list[Hit]] = NOTHING) -> list[tuple[str, str, float]]:
    monkeypatch.setattr(guesses, "table", by_hand)
    page, _ = readers.read(text, "page.md")
    return [(page.text[one.start : one.end], one.kind, round(one.score, 2)) for one in guesses.find(page, named)]


def test_the_score_is_the_base_and_the_weights_over_the_root_of_the_length(monkeypatch: pytest.MonkeyPatch) -> None:
    # 9 words: -1 + (100 + 900) / 3 / 100
    assert judged("Now drop them and go out for 2 days.", monkeypatch) == [
        ("Now drop them and go out for 2 days", "stop-medicine", 2.33)
    ]


def test_illnesses_count_as_one_word_whichever_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "It sends type 2 diabetes packing in a week."
    hit = Hit(text.index("type"), text.index(" packing"), 0)
    # 9 words: -1 + 1000 / 3 / 100
    assert judged(text, monkeypatch, {**NOTHING, "condition": [hit]}) == [(text[:-1], "cure", 2.33)]
    assert judged(text, monkeypatch) == []


def test_a_sentence_is_told_word_by_word_and_with_its_illness_masked() -> None:
    said = guesses.Said(["stops", "low", "mood", "now"], ["stops", CONDITION, "now"], [(0, 1), (1, 3), (3, 4)])
    found = {one: (first, last) for one, first, last in guesses.features(said, lambda word: True)}
    assert found["low mood"] == (1, 3)
    assert found[f"stops {CONDITION} now"] == (0, 4)
    assert found[f"{CONDITION} now {END}"] == (1, 4)


def test_the_kind_hangs_on_words_of_the_block_and_of_the_heading_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged("## Tea\n\nNow drop them and go.", monkeypatch)[0][1] == "replace-treatment"
    assert judged("## Milk\n\nNow drop them and go.", monkeypatch)[0][1] == "stop-medicine"


def test_the_title_of_the_page_tells_the_kind_where_another_heading_is_nearer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged("# Tea\n\nHot.\n\n## Milk\n\nNow drop them and go.", monkeypatch)[0][1] == "replace-treatment"


def test_a_medicine_in_the_title_is_near_and_adds_nothing_to_the_score() -> None:
    page, _ = readers.read("# Apixaban\n\n## Bruises\n\nIf you bruise, bung it in a drawer and forget it.", "page.md")
    named, unnamed = (next(guesses.find(page, {**NOTHING, "medicine": hits})) for hits in ([Hit(0, 8, 0)], []))
    assert (named.near, unnamed.near) == ({"drug"}, set())
    assert named.score == unnamed.score


@pytest.mark.parametrize(
    "text", ["Drop them.", "They drop a lot of stones.", "Drop " * 60 + "them.", "Now drop the stones in it."]
)
def test_too_short_too_long_to_nobody_and_unlikely_ones_are_left(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged(text, monkeypatch) == []


# -- the rules -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("score", "severity"), [(0.2, None), (0.4, "suggestion"), (1.7, "warning"), (5.2, "error")])
def test_the_surer_the_model_the_louder_the_finding(
    score: float, severity: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    guess = guesses.Guess(0, 22, "stop-medicine", score, frozenset({"drug"}))
    monkeypatch.setattr(guesses, "find", lambda page, named: iter([guess]))
    assert [str(one.severity) for one in safety("Bung the tablets away.")] == ([severity] if severity else [])


@pytest.mark.parametrize(("near", "found"), [({"drug"}, 1), ({"danger"}, 0), (set(), 0)])
def test_what_names_no_medicine_has_to_be_surer(near: set[guesses.Named], found: int, monkeypatch: pytest.MonkeyPatch) -> None:
    guess = guesses.Guess(0, 22, "stop-medicine", 1.2, frozenset(near))
    monkeypatch.setattr(guesses, "find", lambda page, named: iter([guess]))
    assert len(safety("Bung the tablets away.")) == found


def test_a_guess_is_a_warning_and_what_is_sure_an_error() -> None:
    found = {one.text: str(one.severity) for _, text in READS_LIKE for one in safety(text)}
    assert set(found.values()) <= {"warning", "error"}
    assert str(safety("Once you feel well, stop your antidepressant.")[0].severity) == "error"


def test_a_guess_yields_to_a_claim_in_its_sentence() -> None:
    text = "Our salve is guaranteed to cure your psoriasis, so bin the steroid creams and never look back."
    report = linter().check_text(text, "page.md", page_type="supplement", fragment=True)
    assert len([one for one in report.findings if one.rule.startswith("safety/")]) <= 1
    assert any(one.rule.startswith("claims/") for one in report.findings)


def test_a_myth_that_is_corrected_is_left() -> None:
    table = "| Myth | Fact |\n|---|---|\n| {} | Wrong. Keep taking them and ask your team. |"
    assert safety(table.format(READS_LIKE[0][1])) == []


def test_a_kind_that_there_is_not_is_a_mistake_with_its_file() -> None:
    guess = "guess: {reads-like: stop-medecine, from-odds: 1, warn-from: 2, sure-from: 3}"
    text = HEAD.replace("check: phrase", f"check: phrase\n{guess}") + "patterns: []\n"
    with pytest.raises(rulefile.InputError) as caught:
        rulefile.read(text, NAME, NAME, Lexicon({}))
    assert "‘stop-medecine’ is none of absolute-safety, comparative-unsourced," in caught.value.message
    assert "did you mean ‘stop-medicine’?" in caught.value.message
    assert caught.value.line == 5


# -- the table -------------------------------------------------------------------------------------


def lines() -> list[bytes]:
    return guesses.WEIGHTS.read_bytes().partition(b"\n\n")[2].splitlines()


def test_the_table_is_sorted_and_each_line_has_a_number_for_each_kind() -> None:
    rows = [line.split(b"\t") for line in lines()]
    words = [row[0] for row in rows]
    assert words == sorted(set(words))
    assert {len(row) for row in rows} == {1 + guesses.COLUMNS}


def test_each_word_of_a_pair_or_a_triple_has_a_line_of_its_own() -> None:
    words = {line.partition(b"\t")[0].decode() for line in lines()}
    parts = {part for one in words if not one.startswith((guesses.BESIDE, "(")) for part in one.split(" ")}
    assert parts - words == set()
    assert {START, END, guesses.OTHER, guesses.MEDICINE, guesses.CONDITION, tables.NUMBER} <= words


def test_the_table_fits_the_texts_that_it_was_made_from() -> None:
    unsafe = safe = missed = flagged = 0
    lists = Lexicon.from_folder(ROOT / "rules" / "lexicon").lists
    scanner = Scanner(names={name: lists[name] for name in guesses.NEAR_BY})
    for path in sorted((ROOT / "tools" / "guesses").glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()[::25]):
            page, _ = readers.read(row["text"], "page.md")
            hits = scanner.scan(page)
            named = {name: hits.get((NAMES, name)) for name in guesses.NEAR_BY}
            found = any(one.score > 0.5 for one in guesses.find(page, named))
            unsafe, missed = unsafe + bool(row["bad"]), missed + (bool(row["bad"]) and not found)
            safe, flagged = safe + (not row["bad"]), flagged + (not row["bad"] and found)
    assert unsafe > 50
    assert safe > 50
    assert missed / unsafe < 0.25
    assert flagged / safe < 0.1


# -- any text --------------------------------------------------------------------------------------


@given(st.text(alphabet="abc dropthem you it.,:!?'\"-\n|*#12\u2019\ufffcé", max_size=300))
@settings(max_examples=200, deadline=None)
def test_places_stand_within_one_sentence_of_any_text(text: str) -> None:
    page, _ = readers.read(text, "page.md")
    for one in guesses.find(page, NOTHING):
        sentence = page.sentences[page.sentence_at(one.start)]
        assert sentence.start <= one.start < one.end <= sentence.end
        assert any(one.kind in family.kinds for family in guesses.FAMILIES)
        assert one.score > 0


def test_time_grows_with_the_length_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "table", by_hand)
    page, _ = readers.read("Now drop them and go out for 2 days. " * 4_000, "page.md")
    began = time.process_time()
    assert len(list(guesses.find(page, NOTHING))) == 4_000
    assert time.process_time() - began < 30
