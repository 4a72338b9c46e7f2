"""Where sentences start and end."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.page import Kind, Page
from linter.page_builder import PageBuilder


def page_of(*blocks: str, kind: Kind = Kind.PARAGRAPH) -> Page:
    source = "\n".join(blocks)
    builder = PageBuilder(source)
    at = 0
    for block in blocks:
        builder.open(kind, at)
        builder.text(block, at)
        builder.close(at + len(block))
        at += len(block) + 1
    return builder.build(path="page.txt", format="text")


def sentences(*blocks: str) -> list[str]:
    page = page_of(*blocks)
    return [page.text[s.start : s.end] for s in page.sentences]


@pytest.mark.parametrize(
    "parts",
    [
        ["Dr. Osei saw Mrs. Lind at 9 a.m. on Monday.", "She was fine."],
        ["Take 2.5 mg, e.g. after food, i.e. breakfast.", "See No. 4 first."],
        ["Is it safe?", "No.", "It is not."],
        ['"Why?" he asked.', "(Nobody knew.)", "“Stop!”", "She left."],
        ["Bring creams, pills, etc.", "The nurse will look."],
        ["Come at 3 p.m.", "Call us from 8 a.m. Monday to 5 p.m. EST."],
        ["J. Smith wrote it.", "Eat fruit with vitamin C.", "Ask about hepatitis B.", "It is common."],
        ["1. Wash your hands.", "2. Dry them."],
        ["The U.S. Food and Drug Administration agreed.", "He lives in the U.S.", "You may too."],
        ["A Ph.D. student came.", "St. Mary's is on Main St.", "The bus stops there."],
        ["Wait... and then go.", "Hmm...", "Then stop…", "Yes."],
        ["Really?!", "Yes!!", "See Fig. 2 and vol. 3."],
        ["It works well.1", "Try it.[2, 3]", "Then rest."],
        ["Use the form.", "eGFR is one number.", "It is low."],
        ["You need:", "• a towel", "• a cup", "• soap"],
        ["It opens on Jan. 5.", "It shuts on Dec. 3."],
        ["Take approx. 5 mg. as told, vs. 10 mg before."],
        ["Her calcium was 2.4 mmol/L.", "Normal is 2.2 to 2.6 mmol/L.", "Dr. Osei was glad."],
        ["Drink 2 L.", "Dr. Osei said so.", "It was 101 F.", "[Name] took 5 g.", "Maria L. Ortiz asked J. C. Penn."],
    ],
)
def test_split(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        # a lower-case word after a stop: lists that were flattened onto one line go on so, abbreviations do too
        ["Watch for fever and chills.", "swelling of the legs tiredness.", "a cough that stays"],
        ["It can follow some drugs (water pills).", "diabetes gout"],
        ["Do you cough at night?", "do your ankles swell?", "See a nurse."],
        ["Well done!", "you can rest now.", "i did, too!!", "it helped.", '"Sit down!" he said.'],
        ["It hurt . . . and then it stopped. .", "Drs. Lind and Osei were kind.", ".5 mg is enough."],
        ["Your doctor may treat COPD.", "people with asthma need other drugs."],
        ["Use creams, pills, etc. as told, for approx. two weeks, with two caps. daily and 5 mg. at night."],
        ["The cause is E. coli or T. b. gambiense, spp. and subsp. included."],
        ["It was made by Lind Ltd. in Leeds.", "It works."],
        ["Our page Is it flu? and the film with it are new."],
        ["The tests are short (blood, urine etc.) and do not hurt."],
        ["She walks each day. (or so she says) and swims."],
        # capitals that only look like an abbreviation
        ["He has MS.", "Nurses helped him.", "A new drug is made for CF.", "Tests showed stage IE.", "Surgery came next."],
        ["The gas is CO.", "Open a window.", "I AM UNDER DR. LIND NOW."],
        ["See Appendix V.", "By calling us you help.", "Choose plan c.", "Your card will come."],
        ["She moved to the U.S.", "You'll need a new card.", "It is at 12 Elm Ave. SW, Leeds."],
        # no white space where it belongs
        ["Rest at home.", "Others may help you.", "Is it safe?", "Most people think so."],
        ["The change p.Arg5Gln is rare.", "Ask Dr.Lind or go to St.Mary's, e.g.Ward 3."],
        # notes
        ["It helps in COPD.2", "It helps in your 30s.1,3", "It is safe.¹", "It is cheap (see below).4", "Rest."],
        ["Take .5 mg.", "Use v.2 of the leaflet, and see No.4 too."],
        # punctuation that goes on
        ["Scans (e.g. , of the chest) are short.", "You may go home."],
        # numbers
        ["Steps: 1. Wash your hands.", "2. Dry them."],
        ["Come on Mon. 5 May or Thurs. 8 May.", "Your score is 5.", "It was 2.5 before."],
    ],
)
def test_split_on_what_real_pages_hold(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Rest at home.Others can help.", ["Rest at home.", "Others can help."]),
        (
            "You were seen in 2020.The scan (a CT).Then you left.",
            ["You were seen in 2020.", "The scan (a CT).", "Then you left."],
        ),
        ("1.Wash your hands. 2.Dry them.", ["1.Wash your hands.", "2.Dry them."]),
        ("Call 111.A nurse answers.", ["Call 111.A nurse answers."]),  # a single letter may be an initial
        ("See GOV.UK or ClinicalTrials.gov today.", ["See GOV.UK or ClinicalTrials.gov today."]),
    ],
)
def test_a_missing_space(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_every_block_ends_a_sentence() -> None:
    assert sentences("Side effects", "a rash", "Call us. Now.") == ["Side effects", "a rash", "Call us.", "Now."]


def test_a_mark_without_words_joins_the_sentence_before() -> None:
    assert sentences("Rest now. * * *") == ["Rest now. * * *"]


def test_a_block_without_words_is_one_sentence() -> None:
    assert sentences("* * *") == ["* * *"]


def test_code_has_no_sentences() -> None:
    assert page_of("x = 1.", kind=Kind.CODE).sentences == []


def test_addresses_do_not_end_sentences() -> None:
    assert sentences("Mail help@example.org. Or see www.example.org/a.b. Then call.") == [
        "Mail help@example.org.",
        "Or see www.example.org/a.b.",
        "Then call.",
    ]


CHARS = st.text(alphabet=st.sampled_from("aBe1. .?!…\"')(•-[],¹ \u00a0\ufffcéDr"), min_size=1, max_size=50)
PIECES = [
    "rest", "Rest", "the", "a", "I", "MS", "COPD", "Dr", "e.g", "p.m", "U.S", "no", "vitamin C", "2", "2.5", "120/80", "tablet(s)",
    "nurse’s", "follow-up", "www.example.org/a.b", "help@example.org", "nhs.uk", "etc", "café", "Sjo\u0308gren",
    " ", " ", " ", "\u00a0", ".", ".", ".", "?", "!", "…", "...", ",", ":", ";", "•", "-", "—", "/", "(", ")", "[2]", "“", "”", "’", '"', "¹",
]  # fmt: skip
PROSE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join)
BLOCKS = st.lists(CHARS | PROSE, min_size=1, max_size=4)


@given(BLOCKS)
def test_sentences_hold_all_words_in_order_inside_their_blocks(blocks: list[str]) -> None:
    page = page_of(*blocks)
    last_end = last_word = 0
    for sentence in page.sentences:
        block = page.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert last_end <= sentence.start
        assert not page.text[last_end : sentence.start].strip()  # nothing is left out between two sentences
        assert sentence.first_word == last_word
        text = page.folded[sentence.start : sentence.end]
        assert text == text.strip()
        assert all(sentence.start <= a and b <= sentence.end for a, b in page.words[sentence.first_word : sentence.last_word])
        last_end, last_word = sentence.end, sentence.last_word
    assert last_word == len(page.words)
    assert not page.text[last_end:].strip()
    assert {s.block for s in page.sentences} == {i for i, block in enumerate(page.blocks) if page.text_of(block).strip()}


@given(BLOCKS)
def test_a_block_has_the_same_sentences_on_every_page(blocks: list[str]) -> None:
    assert sentences(*blocks) == [sentence for block in blocks for sentence in sentences(block)]


@given(BLOCKS)
def test_a_sentence_without_words_stands_alone_in_its_block(blocks: list[str]) -> None:
    found = page_of(*blocks).sentences
    per_block = Counter(sentence.block for sentence in found)
    assert all(per_block[s.block] == 1 for s in found if s.first_word == s.last_word)


@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.ITEM, Kind.CELL, Kind.CAPTION, Kind.TERM, Kind.MEANING])
def test_blocks_without_full_stops_are_sentences(kind: Kind) -> None:
    page = page_of("Dose", "5 mg", "for adults", "What is it?", kind=kind)
    assert [page.text[s.start : s.end] for s in page.sentences] == ["Dose", "5 mg", "for adults", "What is it?"]


@pytest.mark.integration
@pytest.mark.parametrize(
    "unit", ["a. ", "A. ", '". ', "1. ", "e.g. ", "(", ". ", "Word. ", "w.W", ".1,2", "...", " • ", ".[1", ".1-", "a.?! "]
)
def test_time_grows_with_length_only(unit: str) -> None:
    page = page_of(unit * 50_000)
    began = time.process_time()
    assert page.sentences
    assert time.process_time() - began < 2


def test_a_footnote_mark_after_the_stop_belongs_to_the_sentence_it_ends() -> None:
    from linter import readers

    page, _ = readers.read("It helps some people.[^1] Nobody knows why.\n\n[^1]: Lee, 2020.\n", "page.md")
    assert [page.text[s.start : s.end] for s in page.sentences[:2]] == ["It helps some people.\ufffc", "Nobody knows why."]


@pytest.mark.parametrize("mark", ["*", "†", "**", "¹"])
def test_a_mark_of_the_small_print_belongs_to_the_sentence_it_ends(mark: str) -> None:
    page = page_of(f"It helps some people.{mark} Nobody knows why.")
    assert [page.text[s.start : s.end] for s in page.sentences] == [f"It helps some people.{mark}", "Nobody knows why."]
