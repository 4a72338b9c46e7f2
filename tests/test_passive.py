"""Passive voice: found by words alone, turned into an order, counted over a page, confirmed by a parser."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import Finding, Linter
from linter.folding import fold
from linter.language import passive, tables, words
from linter.language.syntax import Parsed

DATA = Path(__file__).parent / "data"
needs_spacy = pytest.mark.skipif(find_spec("spacy") is None, reason='needs spaCy: pip install "carelint[syntax]"')
ENGINE = Linter(syntax="off")


def groups(sentence: str) -> list[str]:
    text = fold(sentence)
    spans = words.find(text)
    lower = [text[start:end].lower() for start, end in spans]
    found = passive.by_words(lower, lambda i: i + 1 < len(spans) and not text[spans[i][1] : spans[i + 1][0]].isspace())
    return [sentence[spans[group.first][0] : spans[group.verb][1]] for group in found]


def findings(text: str, engine: Linter = ENGINE, *, fragment: bool = True) -> list[Finding]:
    report = engine.check_text(text, "page.md", fragment=fragment)
    return [one for one in report.findings if one.rule == "readability/passive-voice"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The drain will be taken out by the nurse.", ["will be taken"]),
        ("It has never been tested.", ["has never been tested"]),
        ("How long is the sling worn?", ["is the sling worn"]),
        ("The drops need to be kept cold.", ["be kept"]),
        ("Once it has been tested, we will ring you.", ["has been tested"]),
        ("You’re given a gown, and blood is taken.", ["’re given", "is taken"]),
        ("Some people got bitten.", ["got bitten"]),
        ("You may be tired and the scar is located low.", []),
        ("These are dried fruits.", []),
        ("There are increased risks.", []),
        ("You are used to the dark.", []),
        ("Needles are used to take blood.", ["are used"]),
        ("An old-fashioned bed is needed.", ["is needed"]),
        ("He is left-handed, and is unaffected.", []),
        ("She had been ill, and it is indeed a need.", []),
    ],
)
def test_groups_are_found_by_words(sentence: str, expected: list[str]) -> None:
    assert [group.removeprefix("You") for group in groups(sentence)] == expected


def test_words_alone_do_well_on_the_labelled_sentences() -> None:
    for name, least in (("passive_sentences.tsv", 0.98), ("passive_sentences_fresh.tsv", 0.95)):
        lines = (DATA / name).read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if not line.startswith(("#", "passive\t"))]
        said = [bool(groups(re.sub("[⟦⟧]", "", sentence))) for *_, sentence in rows]
        right = sum(found and so == "yes" for found, (so, *_) in zip(said, rows, strict=True))
        assert right / sum(said) >= least
        assert right / sum(so == "yes" for so, *_ in rows) >= least


@given(st.lists(st.sampled_from("is be being been get taken used to the not ly needed red there how it were given by".split())))
def test_groups_stand_in_order_inside_the_sentence(tokens: list[str]) -> None:
    found = passive.by_words(tokens, lambda i: i % 3 == 0)
    assert all(0 <= group.first <= group.auxiliary < group.verb < len(tokens) for group in found)
    assert [group.verb for group in found] == sorted({group.verb for group in found})


@pytest.mark.parametrize(
    ("participle", "verb"), [("taken", "take"), ("stored", "store"), ("rubbed", "rub"), ("dried", "dry"), ("cleaned", "clean")]
)
def test_the_verb_of_a_participle_is_known(participle: str, verb: str) -> None:
    assert passive.verb_of(participle) == verb


def test_participles_are_sorted_and_each_has_a_verb_or_says_why_not() -> None:
    known = tables.participles()
    assert list(known) == sorted(known)
    assert all(one.verb != "-" or one.adjective != "-" for one in known.values())


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("The tablet should be taken with food.", "Take the tablet with food."),
        ("Tablets must not be crushed. We make tablets.", "Do not crush tablets."),
        ("This cream should always be rubbed in well.", "Always rub this cream in well."),
        ("Your pen needs to be kept cold.", "Keep your pen cold."),
        ("Patients are advised to drink water.", "Drink water."),
        ("After two days the wound must be washed.", None),
    ],
)
def test_an_order_is_turned_round_where_that_is_simple(text: str, instead: str | None) -> None:
    assert [one.suggestion for one in findings(text)] == [instead]


def test_a_page_with_too_many_passives_gets_one_finding_with_all_places() -> None:
    page = "A gel is put on. Some pictures are taken. You lie very still. The scan is read by us. You can go home. We ring you soon.\n"
    (one,) = findings(page, fragment=False)
    assert (one.severity, one.text, one.count, len(one.related)) == ("warning", "is put", 3, 2)
    assert "50%" in one.message
    assert findings(page.replace("is read by us", "comes to us"), fragment=False) == []


def test_the_limit_is_the_profiles() -> None:
    page = "A gel is put on. Some pictures are taken. The scan is read by us. " + "You lie very still here. " * 14
    assert findings(page, fragment=False) == []
    assert findings(page, Linter(profile="strict", syntax="off"), fragment=False)


class Parser:
    """Finds no passive, in whatever it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def version(self) -> str:
        return "none 1"

    def parse(self, sentences: list[str]) -> list[Parsed]:
        self.asked += sentences
        return [Parsed((0,), (sentence,), ("NN",), ("ROOT",), (0,)) for sentence in sentences]


def test_a_parser_withdraws_what_only_looks_like_a_passive() -> None:
    page = "Your ears are infected often. It is closed just now. The skin is torn here. The gel must be rubbed in.\n\nIt hurts a lot."
    by_words = findings(page, fragment=False)
    assert [one.severity for one in by_words] == ["warning", "suggestion"]
    engine = Linter(syntax="auto")
    engine.options = msgspec.structs.replace(engine.options, syntax="on")
    engine.syntax = parser = Parser()  # type: ignore[assignment]
    assert [one.text for one in findings(page, engine, fragment=False)] == ["must be rubbed"]  # an order leaves no doubt
    assert len(parser.asked) == 3


@needs_spacy
def test_a_page_below_the_limit_asks_no_parser() -> None:
    engine = Linter(syntax="on")
    findings("Sit down here now. The gel is put on. " + "We look at you. " * 8, engine, fragment=False)
    assert engine.syntax is not None
    assert engine.syntax._nlp is None
