"""The plain-text reader: what a line is, told from its shape and its neighbours, and where its words stand in the source."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.page import OPAQUE, Page
from linter.readers import text
from tests.reading_tools import assert_places_hold, outline, source_of, texts


def read(source: str) -> Page:
    page = text.read(source, "page.txt")
    assert_places_hold(page)
    return page


def headings(source: str) -> list[tuple[int, str]]:
    page = read(source)
    return [(block.level, page.text_of(block)) for block in page.blocks if block.kind == "heading"]


# -- headings ---------------------------------------------------------------------------------------


def test_a_short_line_between_blank_lines_is_a_heading_and_the_first_has_level_one() -> None:
    source = "Knee surgery\n\nIt takes an hour.\n\nBefore you come\n\nEat nothing.\n\nWhat should I bring?\n\nYour card."
    assert headings(source) == [(1, "Knee surgery"), (2, "Before you come"), (2, "What should I bring?")]


@pytest.mark.parametrize(
    "line",
    [
        "It takes an hour.",
        "Side effects include:",
        "Dear Ana,",
        "Stop at once!",
        "and that is all of it",
        "Last reviewed: 3 May 2026",
        "https://example.org/knee",
        "Ring us first. Ask for Ana",
        "One two three four five six seven eight nine ten eleven twelve thirteen",
        "Kind regards",
        "12345",
    ],
)
def test_what_reads_on_or_stands_for_itself_is_no_heading(line: str) -> None:
    assert outline(read(f"Title\n\nSome text.\n\n{line}\n\nMore text.\n"))[2] == ("paragraph", line)


def test_a_first_line_is_a_heading_where_the_text_begins_right_under_it() -> None:
    assert headings("Asthma\nAsthma is a condition of the lungs that lasts.") == [(1, "Asthma")]
    assert headings("Asthma is a condition that\nmakes breathing hard.") == []


def test_capitals_and_underlines_make_headings_without_blank_lines() -> None:
    source = "Title\n=====\nText one.\nSIDE EFFECTS\nYou may feel sick.\n\nHow to store it\n---\nKeep it cool."
    assert headings(source) == [(1, "Title"), (2, "SIDE EFFECTS"), (2, "How to store it")]


def test_hashes_make_headings_as_in_markdown() -> None:
    assert headings("# Knee\nText one.\n### Rest well.\nText two.\n#1 in town.") == [(1, "Knee"), (3, "Rest well.")]


def test_a_numbered_heading_stands_over_text_and_not_among_items() -> None:
    source = "Leaflet\n\n1. What it is\n\nIt is a drug.\n\n2. Before you take it\n\nTell your doctor."
    assert headings(source) == [(1, "Leaflet"), (2, "1. What it is"), (2, "2. Before you take it")]
    assert headings("Steps\n\n1. Wash\n\n2. Dry\n\nThen rest.") == [(1, "Steps")]


def test_the_last_line_is_a_heading_only_if_it_could_have_text() -> None:
    assert headings("Title\n\nText.\n\nExercise\n") == [(1, "Title"), (2, "Exercise")]
    assert headings("Title\n\nText.\n\nTel 0113 496 0000\n") == [(1, "Title")]


def test_blank_is_whatever_shows_nothing() -> None:
    assert headings("Title\n\u00a0\nSide effects include:\n \u00a0\u200b\t\nStorage\n\f\nKeep it cool.") == [
        (1, "Title"),
        (2, "Storage"),
    ]


# -- lists --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bullet", ["•", "•\t", "◦ ", "▪ ", "· ", "- ", "– ", "* ", "\uf0b7", "o\t"])
def test_bullets(bullet: str) -> None:
    page = read(f"You may get:\n{bullet}a headache\n{bullet}a dry mouth\n  for a day\n")
    assert outline(page) == [("paragraph", "You may get:"), ("item", "a headache"), ("item", "a dry mouth for a day")]
    assert [block.ordered for block in page.blocks] == [False] * 3
    assert page.blocks[1].group == page.blocks[2].group != 0


@pytest.mark.parametrize("marks", [("1.", "2."), ("1)", "2)"), ("a)", "b)"), ("(a)", "(b)"), ("(i)", "(ii)"), ("(1)", "(2)")])
def test_numbers_and_letters(marks: tuple[str, str]) -> None:
    page = read(f"{marks[0]} Wash your hands.\n{marks[1]} Dry them.\n")
    assert outline(page) == [("item", "Wash your hands."), ("item", "Dry them.")]
    assert [(block.ordered, block.level) for block in page.blocks] == [(True, 1)] * 2


def test_indents_nest_and_paragraphs_of_an_item_keep_its_list() -> None:
    page = read("- one\n    - deep\n      and on\n    - deeper\n- two\n\n  More on two.\n\n- three\n\nNo list.")
    assert [(page.text_of(b), str(b.kind), b.level) for b in page.blocks] == [
        ("one", "item", 1),
        ("deep and on", "item", 2),
        ("deeper", "item", 2),
        ("two", "item", 1),
        ("More on two.", "paragraph", 0),
        ("three", "item", 1),
        ("No list.", "paragraph", 0),
    ]
    groups = [block.group for block in page.blocks]
    assert groups[0] == groups[3] == groups[4] == groups[5]
    assert groups[1] == groups[2] != groups[0]
    assert groups[6] == 0


def test_a_list_indented_as_a_whole_has_depth_one() -> None:
    assert [block.level for block in read("Symptoms:\n\n  • one\n  • two\n").blocks] == [0, 1, 1]


def test_numbering_anew_begins_another_list() -> None:
    page = read("1. Wash\n2. Dry\n\n1. Walk\n2. Run\n")
    assert page.blocks[1].group != page.blocks[2].group


def test_a_dash_or_a_number_within_a_sentence_is_no_item() -> None:
    source = "Take it with water\n- even with milk - at any time and\n5. is a number."
    assert texts(read(source)) == ["Take it with water - even with milk - at any time and 5. is a number."]
    assert texts(read("Take no more than\n1.5 mg at night.\n-5 is cold.")) == ["Take no more than 1.5 mg at night. -5 is cold."]


def test_short_lines_after_a_colon_are_a_list_that_lost_its_bullets() -> None:
    page = read("You may have:\nheadache\ndry mouth\nsore eyes\n")
    assert outline(page) == [("paragraph", "You may have:"), ("item", "headache"), ("item", "dry mouth"), ("item", "sore eyes")]


# -- paragraphs -----------------------------------------------------------------------------------------


def test_a_wrapped_paragraph_is_one_string_with_its_places() -> None:
    page = read("Title\n\nThis text was wrapped by\r\n  the program that wrote it,\r\nand reads on.\r\n")
    assert texts(page)[1] == "This text was wrapped by the program that wrote it, and reads on."
    assert source_of(page, "by the program") == "by\r\n  the program"


def test_lines_that_end_early_stand_alone() -> None:
    lines = ["Leeds Clinic", "12 High Street", "Leeds LS1 4AB", "Tel: 0113 496 0000"]
    assert texts(read("Contact\n\n" + "\n".join(lines) + "\n"))[1:] == lines


@pytest.mark.parametrize(
    "source",
    [
        "You need it.   Do not\nstop taking it.\n",
        "You   must  never\nstop   taking it.\n",
        "You need it.\tDo not\nstop taking it.\n",
    ],
)
def test_a_sentence_with_wide_gaps_goes_on_in_the_next_line(source: str) -> None:
    assert len(texts(read(source))) == 1


def test_rows_stand_alone_and_rules_part() -> None:
    assert texts(read("Age\tDose\nAdult\t5 mg\n\n-----\n| a | b |\n|---|---|\n| c | d |")) == [
        "Age Dose",
        "Adult 5 mg",
        "| a | b |",
        "| c | d |",
    ]


def test_the_line_over_a_signature_is_not_read() -> None:
    assert texts(read("See you soon.\n\n-- \nThis mail is for you alone.\n__\nWard 4")) == [
        "See you soon.",
        "This mail is for you alone.",
        "Ward 4",
    ]


def test_the_time_and_the_speaker_of_a_transcript_are_not_read() -> None:
    source = "The visit\n\n[00:11] DR OSEI, HEAD OF CARE: We look first.\nThen we talk.\n[1:00:24] Ana Ruiz: Good.\n[1:01:00] Ask: what next?"
    assert texts(read(source)) == ["The visit", "We look first. Then we talk.", "Good.", "what next?"]
    assert texts(read("The visit\n\n[2] Book: 2025. At [00:11] it ends.")) == [
        "The visit",
        "[2] Book: 2025. At [00:11] it ends.",
    ]


def test_quoted_lines_are_a_quotation() -> None:
    page = read("Title\n\n> It helped\n> me a lot.\n>\n> Ana\n\nMore than\n>5 mg is too much.")
    assert [(page.text_of(b), b.quoted) for b in page.blocks] == [
        ("Title", False),
        ("It helped me a lot.", True),
        ("Ana", True),
        ("More than >5 mg is too much.", False),
    ]


# -- comments and directives ------------------------------------------------------------------------------


def test_our_comments_are_comments_and_leave_no_trace() -> None:
    source = (
        "<!-- carelint-disable a/b: c -->\nKnee\n<!--carelint-enable a/b-->\n\n"
        "We use <!-- carelint-x --> care\n<!-- carelint-y -->\nhere. <!-- x -->"
    )
    page = read(source)
    assert outline(page) == [("heading", "Knee"), ("paragraph", "We use care here. <!-- x -->")]
    assert [comment.text for comment in page.comments] == [
        "carelint-disable a/b: c",
        "carelint-enable a/b",
        "carelint-x",
        "carelint-y",
    ]
    assert source[page.comments[1].start : page.comments[1].end] == "<!--carelint-enable a/b-->"


def test_an_unclosed_comment_is_text() -> None:
    assert texts(read("One two.\n<!-- carelint-disable a/b")) == ["One two. <!-- carelint-disable a/b"]


def test_directives_are_opaque_or_code_or_nothing() -> None:
    page = read("Visit\n\n{% if x %}\nDear {{ name }}, come\n{% endif %}\non time.\n\n{% include 'map' %}\n\n{# note #}\n")
    assert outline(page) == [("heading", "Visit"), ("paragraph", f"Dear {OPAQUE}, come on time."), ("code", "")]
    assert source_of(page, OPAQUE) == "{{ name }}"


def test_reading_starts_where_it_is_told() -> None:
    page = text.read("\ufeff---\nx: y\n---\nKnee\n", "x.txt", 13)
    assert texts(page) == ["Knee"]
    assert source_of(page, "Knee") == "Knee"


# -- any page at all -----------------------------------------------------------------------------------------

SHAPES = [
    "", " ", "\u00a0", "===", "---", "-----", "Title", "SIDE EFFECTS", "What is it?", "Text that ends.", "and goes on", "List:",
    "- a", "  - b", "• c", "\t• d", "1. e", "2) f", "(a) g", "(iv) h", "o\ti", "> q", "> - r", ">", "a\tb", "| a | b |", "-",
    "<!-- carelint-x -->", "a <!-- carelint-y --> b", "<!--", "-->", "{{ x }}", "{% if y %}", "a {{ b }} c", "{{", "}}", "{#",
]  # fmt: skip
LINES = st.one_of(st.sampled_from(SHAPES), st.text(alphabet="aB .:?•-\t\u00a0\u200b\ufffc\ufdd0>12)é", max_size=12))


@given(st.lists(LINES, max_size=30))
def test_any_text_is_read_with_places_that_hold(lines: list[str]) -> None:
    read("\n".join(lines))


@given(st.text())
def test_any_characters_are_read(source: str) -> None:
    read(source)


@given(st.lists(LINES, max_size=30))
def test_line_ends_do_not_change_the_text(lines: list[str]) -> None:
    windows, unix = read("\r\n".join(lines)), read("\n".join(lines))
    assert windows.text == unix.text
    assert [(b.kind, b.level, b.group) for b in windows.blocks] == [(b.kind, b.level, b.group) for b in unix.blocks]


@pytest.mark.integration
@pytest.mark.parametrize(
    "piece", ["x\n\n", "- x\n", "> ", "> x\n", "1. x\n", "•", "\t", "===\n", "x\n===\n", "<!-- carelint", "{{", "("]
)
def test_time_is_linear_on_hostile_pages(piece: str) -> None:
    def seconds(size: int) -> float:
        source = piece * (size // len(piece))
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            text.read(source, "x.txt")
            best = min(best, time.process_time() - began)
        return best

    seconds(1_000)
    assert seconds(120_000) < 12 * max(seconds(30_000), 0.01)


def test_a_word_that_two_lines_share_is_one_word() -> None:
    page = read(
        "Take this medi-\ncine with any-\nthing for your long-\nterm check-\nup in 2-\n3 days, or short-\nand well - \nmore.\n"
    )
    assert texts(page) == [
        "Take this medicine with anything for your long-term check-up in 2-3 days, or short- and well - more."
    ]
    assert source_of(page, "medicine") == "medi-\ncine"


def test_a_heading_with_the_first_number_may_follow_the_numbers_of_the_contents() -> None:
    page = read(
        "Contents:\n\n1. What it is\n2. How to take it\n\n1. What it is\n\nIt is a tablet for pain.\n\n2. How to take it\n\nSwallow it.\n"
    )
    assert [text for kind, text in outline(page) if kind == "heading"] == ["1. What it is", "2. How to take it"]


def test_a_gap_after_a_full_stop_parts_no_paragraph() -> None:
    page = read("A nurse will check your pulse and breathing.   You may feel\nsick. Tell the nurse if you do.\n")
    assert texts(page) == ["A nurse will check your pulse and breathing. You may feel sick. Tell the nurse if you do."]


def test_an_o_that_is_set_off_is_a_bullet() -> None:
    page = read("Call us if you have:\n\n    o   a high temperature\n    o   bleeding that does\n        not stop\n")
    assert outline(page)[1:] == [("item", "a high temperature"), ("item", "bleeding that does not stop")]
