"""The one scan: phrases and patterns of all rules, found whole, overlaps included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.folding import fold, lower, on_edges
from linter.page import Kind
from linter.page_builder import PageBuilder
from linter.search import patterns as patterns_module
from linter.search import phrases as phrases_module
from linter.search import scanner as scanner_module
from linter.search.hits import Hit, Scan
from linter.search.patterns import check_pattern, compile_pattern
from linter.search.phrases import Phrases, Tokens
from linter.search.scanner import Scanner, expand, tagged
from tests.reading_tools import page_of_lines

KEY = ("test", "find")


def found(
    text: str, *, phrases: tuple[str, ...] = (), patterns: tuple[str, ...] = (), names: dict[str, list[str]] | None = None
) -> list[str]:
    page = page_of_lines(text)
    hits = Scanner([(KEY, Scan(phrases, patterns))], names=names or {}).scan(page).get(KEY)
    return [page.text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("cure(|s|d)", ["cure", "cures", "cured"]),
        ("(a|the) cure", ["a cure", "the cure"]),
        ("melt (away |)fat", ["melt away fat", "melt fat"]),
        ("plain words", ["plain words"]),
    ],
)
def test_alternatives_stand_for_the_phrases_they_spell(phrase: str, expected: list[str]) -> None:
    assert expand(phrase) == expected


@pytest.mark.parametrize("phrase", ["cure(s", "cure)s", "a((b|c))", "(a|b)" * 10])
def test_alternatives_that_do_not_pair_up_or_explode_are_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"brackets|stands for"):
        expand(phrase)


def test_phrases_are_found_as_whole_words_in_any_case_and_script() -> None:
    assert found("Cure. CURE! secure cured cure-all curé éCure", phrases=("cure",)) == ["Cure", "CURE", "cure"]


def test_quotes_and_spaces_of_every_kind_match_plain_ones() -> None:
    assert found("it’s a\u00a0cure", phrases=("it's a cure",)) == ["it’s a cure"]


def test_no_hit_hides_another() -> None:
    assert found("nerve root compression", phrases=("nerve root", "nerve root compression", "root")) == [
        "nerve root",
        "nerve root compression",
        "root",
    ]


def test_a_phrase_may_begin_and_end_with_what_is_no_letter() -> None:
    assert found("C++ or +5% of it", phrases=("+5%", "c++", "% of")) == ["C++", "+5%", "% of"]


def test_a_phrase_of_one_word_and_signs_is_found_once_where_one_of_two_words_is_as_long() -> None:
    assert found("a%% b", phrases=("a b", "a%%")) == ["a%%"]


PIECES = st.lists(
    st.sampled_from(["a", "ab", "é", "e\u0301", "İ", "ſ", "B", " ", " ", "-", "’", "(", ")", "%", "_", "7", "\n"]), max_size=12
).map("".join)


@given(PIECES, st.lists(PIECES.filter(str.strip), max_size=6))
def test_what_is_found_is_what_a_search_for_each_phrase_finds(text: str, phrases: list[str]) -> None:
    lowered, folded = lower(fold(text)), fold(text)
    wanted = [lower(fold(phrase)) for phrase in phrases]
    naive = {
        (item, start, start + len(phrase))
        for item, phrase in enumerate(wanted)
        for start in range(len(text))
        if lowered.startswith(phrase, start) and on_edges(folded, start, start + len(phrase))
    }
    hits = list(Phrases.of((phrase, KEY, item) for item, phrase in enumerate(phrases)).find(Tokens(lowered), lowered, folded))
    assert len(hits) == len(set(hits))
    assert {(item, start, end) for _, item, start, end in hits} == naive


def test_a_pattern_never_reaches_over_blocks() -> None:
    assert found("stop\nyour pills", patterns=(r"stop[^x]your",)) == []
    assert found("we stop\nnow", patterns=(r"stop$", r"^now")) == ["stop", "now"]


def test_the_mark_narrows_a_hit() -> None:
    assert found("if you stop now", patterns=(r"\byou (?P<mark>stop)\b",)) == ["stop"]


def test_what_is_marked_neither_begins_nor_ends_with_a_space() -> None:
    assert found("if you stop now", patterns=(r"\byou(?P<mark> stop )\b",)) == ["stop"]


def test_a_pattern_can_ask_for_a_long_list_of_names() -> None:
    names = {"medicine": ["warfarin", "co-codamol"]}
    assert found("Stop Co-codamol_x. Stop co-codamol or stop tea.", patterns=(r"\bstop <medicine>\b",), names=names) == [
        "Stop co-codamol"
    ]


def test_drug_stands_for_names_of_medicines_and_words_for_them() -> None:
    names = {"medicine": ["warfarin"], "drug-word": ["pills"], "danger": ["chest (pain|pains)"]}
    text = "Bin the pills. Bin warfarin pills. Bin the lids. Wait with chest pains."
    assert found(text, patterns=(r"\bbin (?:the )?<drug>", r"\bwith <danger>"), names=names) == [
        "Bin the pills",
        "Bin warfarin",
        "with chest pains",
    ]


def test_a_pattern_can_ask_for_one_list_only() -> None:
    with pytest.raises(ValueError, match="one of them"):
        Scanner([(KEY, Scan(patterns=("<medicine> <condition>",)))])


def test_tagging_keeps_the_length() -> None:
    assert tagged("take war_farin", [Hit(5, 9, 0)]) == "take ____farin"


def test_more_patterns_than_fit_one_set_are_all_found() -> None:
    patterns = tuple(rf"\bword{number}\b" for number in range(50))
    assert found(" ".join(f"word{number}" for number in range(50)), patterns=patterns) == [
        f"word{number}" for number in range(50)
    ]


def test_a_pattern_that_would_hang_other_engines_is_quick() -> None:
    assert found("a" * 20_000 + "!", patterns=(r"(?:a+)+b",)) == []


def test_what_is_wrong_with_a_pattern_is_said() -> None:
    with pytest.raises(ValueError, match="missing"):
        compile_pattern("(a")


@pytest.mark.parametrize("pattern", [r"\pL{1000}", r"(?:[^.!?;]{1,500}x){2}", r"[^.!?;]{900,}x"])
def test_a_large_pattern_is_given_the_room_it_needs(pattern: str) -> None:
    check_pattern(pattern)
    assert compile_pattern(pattern).search("é" * 1000 + "x" + "é" * 200 + "x")


@pytest.mark.parametrize("pattern", [r"\pL{1000}\pL{1000}", r"(?:\pL{31}x){31}y\pL{1000}", r"\pL?" * 5000])
def test_a_pattern_that_is_too_large_is_refused_before_the_first_page(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern too large"):
        check_pattern(pattern)


def test_a_pattern_is_looked_for_once_and_among_the_phrases() -> None:
    builder = PageBuilder("stop your pills now")
    builder.open(Kind.PARAGRAPH, 0)
    builder.text("stop your pills now", 0)
    builder.close(19)
    page = builder.build(path="x.txt", format="text")
    result = Scanner([(KEY, Scan(("pills", "your"), (r"\bnow\b",)))]).scan(page)
    assert [page.text[hit.start : hit.end] for hit in result.get(KEY)] == ["your", "pills", "now"]
    assert len(result.get(KEY)) == 3


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"^\w+", ["Cures", "Costs"]),
        (r"\w+$", ["gout", "pounds"]),
        (r"\A\w+", ["Cures"]),
        (r"(?-m)^\w+", ["Cures"]),
        (r"(?s-m:^\w+)", ["Cures"]),
        (r"\w+\z", []),  # what ends the page is a line's end
    ],
)
def test_edges_are_those_of_blocks_unless_a_pattern_asks_for_the_pages(pattern: str, expected: list[str]) -> None:
    assert found("Cures gout\nCosts pounds", patterns=(pattern,)) == expected


def test_a_name_that_need_not_stand_there_is_not_asked_for() -> None:
    names = {"medicine": ["ibuprofen"]}
    assert found("stop ibuprofen, stop now", patterns=("stop ?<medicine>?",), names=names) == ["stop ibuprofen", "stop "]


@given(text=st.text(alphabet="ab1_ é-\n.", max_size=60))
def test_a_long_text_is_taken_apart_as_a_short_one(text: str) -> None:
    whole = Tokens(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases_module, "_CHUNK", 3)
        pieces = Tokens(text)
    assert (pieces.words, [*pieces.starts], {*pieces.distinct}) == (whole.words, [*whole.starts], {*whole.distinct})
    assert all(text.startswith(word, start) for word, start in zip(whole.words, whole.starts, strict=True))


@pytest.mark.parametrize(("name", "value"), [("_LONG_LINE", 0), ("_LONG_PAGE", 0)])
def test_long_lines_and_pages_give_the_same_hits(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    scanner = Scanner([(KEY, Scan(patterns=(r"\bcur(?:e|es|ed)\b", r"(?-i)\bMRI\b", r"\Aour\b", r"no (?P<mark>risks?)")))])
    page = page_of_lines("Our gel cures.\nNo risk at all. An MRI, no mri.\nIt CURED her – no risks.")
    before = [(hit.start, hit.end, hit.item) for hit in scanner.scan(page).get(KEY)]
    assert len(before) == 6
    monkeypatch.setattr(scanner_module, name, value)
    assert [(hit.start, hit.end, hit.item) for hit in scanner.scan(page).get(KEY)] == before


def test_no_more_patterns_stay_compiled_than_are_kept() -> None:
    patterns = tuple(f"{one}{other}+" for one in "abcdefghijklmnopqrst" for other in "abcdefghijklmnopqrstuvwxyz")
    page = page_of_lines(" ".join(pattern[:2] for pattern in patterns))
    assert len(Scanner([(KEY, Scan(patterns=patterns))]).scan(page).get(KEY)) >= len(patterns)
    assert len(patterns_module.READY._kept) <= patterns_module._MOST_READY < len(patterns)
