"""Where sentences start and end."""

import time

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
    ],
)
def test_split(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


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


TEXT = st.text(alphabet=st.sampled_from("aBe1. .?!…\"')(•-[] \u00a0éDr"), min_size=1, max_size=50)


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_sentences_hold_all_words_in_order_inside_their_blocks(blocks: list[str]) -> None:
    page = page_of(*blocks)
    last_end = last_word = 0
    for sentence in page.sentences:
        block = page.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert last_end <= sentence.start
        assert sentence.first_word == last_word
        text = page.folded[sentence.start : sentence.end]
        assert text == text.strip()
        assert all(sentence.start <= a and b <= sentence.end for a, b in page.words[sentence.first_word : sentence.last_word])
        last_end, last_word = sentence.end, sentence.last_word
    assert last_word == len(page.words)
    assert {s.block for s in page.sentences} == {i for i, block in enumerate(page.blocks) if page.text_of(block).strip()}


@pytest.mark.parametrize("unit", ["a. ", "A. ", '". ', "1. ", "e.g. ", "(", ". ", "Word. "])
def test_time_grows_with_length_only(unit: str) -> None:
    page = page_of(unit * 50_000)
    began = time.process_time()
    assert page.sentences
    assert time.process_time() - began < 2


def test_a_footnote_mark_after_the_stop_belongs_to_the_sentence_it_ends() -> None:
    from linter import readers

    page, _ = readers.read("It helps some people.[^1] Nobody knows why.\n\n[^1]: Lee, 2020.\n", "page.md")
    assert [page.text[s.start : s.end] for s in page.sentences[:2]] == ["It helps some people.\ufffc", "Nobody knows why."]
