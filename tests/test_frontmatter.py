"""What a page states of itself: where the block ends, what its values mean, and where its mistakes are."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import frontmatter
from linter.frontmatter import Facts, FrontMatter

FULL = """---
page-type: procedure   # a comment
audience: adult-patient
title: Hemilaminectomy
topic-terms: [hemilaminectomy, lamina]
reviewed: 2026-05-04
next-review: 2029-05-04
author: A. Ruiz, RN
reviewer: K. Osei, MD
publisher: Example Health
sources:
  - "NICE NG59, 2020"
approved-uses: [migraine prevention]
trademarks: {AccuCision: "owner name"}
---
Body
"""


def split(source: str, **options: object) -> FrontMatter:
    return frontmatter.split(source, "markdown", "page.md", **options)  # type: ignore[arg-type]


def stated(line: str) -> FrontMatter:
    return split(f"---\n{line}\n---\n")


def test_everything_the_catalogue_names_is_read() -> None:
    front = split(FULL)
    raw = front.facts.raw
    assert front.facts == Facts(
        page_type="procedure",
        audience="adult-patient",
        title="Hemilaminectomy",
        topic_terms=("hemilaminectomy", "lamina"),
        reviewed=date(2026, 5, 4),
        next_review=date(2029, 5, 4),
        author="A. Ruiz, RN",
        reviewer="K. Osei, MD",
        publisher="Example Health",
        sources=("NICE NG59, 2020",),
        approved_uses=("migraine prevention",),
        trademarks={"AccuCision": "owner name"},
        raw=raw,
    )
    assert raw["reviewed"] == "2026-05-04"
    assert front.problems == []
    assert front.lines["page-type"] == 2
    assert front.lines["sources"] == 11
    assert FULL[front.body_start :] == "Body\n"


@pytest.mark.parametrize("end", ["---", "..."])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_the_block_is_found_whatever_its_newlines_and_marks(bom: str, newline: str, end: str) -> None:
    source = bom + newline.join(["---", "title: A", end + " ", "Body"])
    front = split(source)
    assert front.facts.title == "A"
    assert front.start == len(bom)
    assert source[front.body_start :] == "Body"
    assert front.lines == {"title": 2}


def test_toml_says_the_same() -> None:
    front = split(
        '+++\ntitle = "A"\nreviewed = 2026-05-04\nsources = ["x"]\n[params]\ndue = 2027-01-02T00:00:00Z\n+++\nB',
        keys={"params.due": "next-review"},
    )
    assert (front.facts.title, front.facts.reviewed, front.facts.sources) == ("A", date(2026, 5, 4), ("x",))
    assert front.facts.next_review == date(2027, 1, 2)
    assert front.lines["reviewed"] == 3


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Body",
        "---\nno closing line: here\n",
        "---\n\nImportant: a break, then prose\n\n---\n",
        "---\nJust prose between two breaks.\n\n---\n",
        "---\n- a list\n\n---\n",
        "\n---\ntitle: not at the start\n---\n",
        "----\ntitle: A\n----\n",
        "--- \nprose\n---\n",
    ],
)
def test_what_is_not_front_matter_is_the_page(source: str) -> None:
    assert split(source) == FrontMatter()


def test_an_empty_block_is_front_matter() -> None:
    front = split("---\n---\nBody")
    assert (front.start, front.body_start, front.facts, front.problems) == (0, 8, Facts(), [])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-05-04", date(2026, 5, 4)),
        ("2026-05-04T09:30:00Z", date(2026, 5, 4)),
        ("2026-05-04 09:30", date(2026, 5, 4)),
        ("2026/5/4", date(2026, 5, 4)),
        ("12 March 2026", date(2026, 3, 12)),
        ("12th mar 2026", date(2026, 3, 12)),
        ("March 12, 2026", date(2026, 3, 12)),
        ("12-Mar-2026", date(2026, 3, 12)),
        ("25/12/2024", date(2024, 12, 25)),
        ("04/04/2024", date(2024, 4, 4)),
        ("May 2026", date(2026, 5, 1)),
        ("Sept 2026", date(2026, 9, 1)),
        ("2026-05", date(2026, 5, 1)),
    ],
)
def test_dates_may_be_written_as_people_write_them(written: str, read: date) -> None:
    assert stated(f"reviewed: {written}").facts.reviewed == read


def test_a_month_lasts_to_its_end_where_it_is_a_due_date() -> None:
    assert stated("next-review: Feb 2028").facts.next_review == date(2028, 2, 29)
    assert stated("next-review: 2100-02").facts.next_review == date(2100, 2, 28)
    assert stated("next-review: Dec 9999").facts.next_review == date(9999, 12, 31)


@pytest.mark.parametrize(
    "written", ["2026-02-30", "2026-13", "soon", "2026", "yes", "5 Mayonnaise 2026", "0000-01", "[a, b]", "{a: b}"]
)
def test_a_date_that_is_none_is_an_error_on_its_line(written: str) -> None:
    front = split(f"---\ntitle: A\nreviewed: {written}\n---\n")
    assert front.facts.reviewed is None
    [problem] = front.problems
    assert (problem.key, problem.line, problem.is_error) == ("reviewed", 3, True)


def test_a_date_with_two_readings_is_an_error_that_says_how_to_write_it() -> None:
    front = stated("reviewed: 03/04/2024")
    assert front.facts.reviewed is None
    assert "YYYY-MM-DD" in front.problems[0].message


@pytest.mark.parametrize(
    "line",
    ["page-type: procedur", "audience: patients", "page-type: [a]", "title: [a, [b]]", "trademarks: [a]", "author: {x: y}"],
)
def test_a_value_that_cannot_be_used_is_an_error_and_the_fact_is_absent(line: str) -> None:
    front = stated(line)
    assert front.facts == Facts(raw=front.facts.raw)
    assert [problem.is_error for problem in front.problems] == [True]


def test_the_nearest_page_type_is_named() -> None:
    assert "did you mean ‘procedure’?" in stated("page-type: procedur").problems[0].message


@pytest.mark.parametrize("key", ["page_type", "pagetype", "Page-Type", "tilte", "titl", "reviewd", "source", "next_review"])
def test_a_key_one_letter_from_ours_is_a_warning(key: str) -> None:
    front = stated(f"{key}: x")
    [problem] = front.problems
    assert (problem.key, problem.line, problem.is_error) == (key, 2, False)
    assert front.facts == Facts(raw={key: "x"})


@pytest.mark.parametrize("key", ["layout", "description", "date", "review", "tags", "type", "lastReviewed"])
def test_other_keys_are_nobodys_business(key: str) -> None:
    assert stated(f"{key}: x").problems == []


def test_a_content_systems_names_can_be_mapped() -> None:
    keys = {"lastReviewed": "reviewed", "kind": "page_type", "source": "sources", "params.by": "author"}
    front = split("---\nlastReviewed: May 2026\nkind: story\nsource: CDC\nparams:\n  by: X\n---\n", keys=keys)
    assert (front.facts.reviewed, front.facts.page_type) == (date(2026, 5, 1), "story")
    assert (front.facts.sources, front.facts.author) == (("CDC",), "X")
    assert front.problems == []
    assert (front.lines["reviewed"], front.lines["author"]) == (2, 5)


def test_our_own_name_wins_over_a_mapped_one() -> None:
    assert split("---\nname: A\ntitle: B\n---\n", keys={"name": "title"}).facts.title == "B"


def test_lists_may_be_written_as_one_text() -> None:
    assert stated("topic-terms: lamina, disc").facts.topic_terms == ("lamina", "disc")
    assert stated("sources: NICE NG59, 2020").facts.sources == ("NICE NG59, 2020",)


def test_empty_values_state_nothing() -> None:
    assert stated("title:\nreviewed: ''\nsources: []").facts.title == ""
    assert stated("reviewed:").problems == []


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("---\ntitle: A\nb: [\n---\n", 3),
        ("---\na: 1\na: 2\n---\n", 3),
        ("+++\na = 1\nb = \n+++\n", 3),
        ("---\na: 'x\n---\n", 2),
    ],
)
def test_a_block_that_cannot_be_read_is_one_error_and_the_page_is_still_read(block: str, line: int) -> None:
    front = split(block + "Body")
    assert front.facts == Facts()
    assert [(problem.line, problem.is_error) for problem in front.problems] == [(line, True)]
    assert (block + "Body")[front.body_start :] == "Body"


@pytest.mark.parametrize(
    "block",
    [
        "---\na: " + "[" * 90_000 + "\n---\n",
        "---\na: &a [x]\n" + "".join(f"b{i}: [{'*a,' * 50}]\n" for i in range(5)) + "---\n",
        "---\n" + "a" * 1_000_000 + ": 1\n---\n",
        "+++\na=" + "[" * 90_000 + "\n+++\n",
        "+++\n" + "a." * 45_000 + "a=1\n+++\n",
        "---\npage-type: " + "procedur" * 10_000 + "\n---\n",
        "+++\n" + " " * 90_000 + "\n+++ x\n" + "\t" * 90_000 + "a\n+++\n",
    ],
    ids=["nesting", "aliases", "size", "toml nesting", "toml dots", "long value", "spaces"],
)
def test_hostile_blocks_are_problems_and_take_no_time(block: str) -> None:
    start = time.perf_counter()
    front = split(block)
    assert time.perf_counter() - start < 2
    assert [problem.is_error for problem in front.problems] == [True]


def test_unclosed_blocks_take_no_time() -> None:
    start = time.perf_counter()
    assert split("---\na: b\n" + "--- x\n" * 300_000) == FrontMatter()
    assert time.perf_counter() - start < 2


def test_meta_tags_say_the_same() -> None:
    source = '<html>\n<meta name="carelint:page-type" content="medicine">\n'
    meta = {
        "carelint:page-type": "medicine",
        "carelint:topic-terms": "a, b",
        "carelint:tilte": "x",
        "viewport": "y",
        "rev": "May 2026",
    }
    front = frontmatter.from_meta(meta, source, {"rev": "reviewed"})
    assert (front.facts.page_type, front.facts.topic_terms, front.facts.reviewed) == ("medicine", ("a", "b"), date(2026, 5, 1))
    assert front.lines["page-type"] == 2
    assert [(problem.key, problem.is_error) for problem in front.problems] == [("tilte", False)]


def test_html_has_names_of_its_own_for_who_answers_for_a_page() -> None:
    def facts(**meta: str) -> frontmatter.Facts:
        front = frontmatter.from_meta({name.replace("__", ":"): content for name, content in meta.items()})
        assert not front.problems
        return front.facts

    both = facts(author="Rosa Marsh, RN", publisher="Fairhill Trust")
    assert (both.author, both.publisher) == ("Rosa Marsh, RN", "Fairhill Trust")
    assert facts(article__author="Rosa Marsh").author == "Rosa Marsh"
    assert facts(article__author="https://example.org/rosa").author == ""
    assert facts(carelint__author="A", author="B", article__author="C").author == "A"


def test_trademarks_fit_into_a_meta_tag() -> None:
    assert frontmatter.from_meta({"carelint:trademarks": "A: b; C = d"}).facts.trademarks == {"A": "b", "C": "d"}
    assert frontmatter.from_meta({"carelint:trademarks": "A"}).problems


def test_merging_keeps_the_first_of_two_facts_and_all_problems() -> None:
    first = stated("title: A\npage_type: x")
    second = frontmatter.from_meta({"carelint:title": "B", "carelint:author": "C", "carelint:reviewed": "x"})
    both = frontmatter.merge(first, second)
    assert (both.facts.title, both.facts.author, both.body_start) == ("A", "C", first.body_start)
    assert len(both.problems) == 2


@given(st.text(alphabet="ab:-+=[]{}\"'\n\r\t #.,1290/é😀\ufeff", max_size=80), st.sampled_from(["---", "+++"]))
def test_any_block_is_read_or_is_a_problem(text: str, delimiter: str) -> None:
    source = f"{delimiter}\n{text}\n{delimiter}\nBody"
    front = split(source)
    assert 0 <= front.start <= front.body_start == front.end <= len(source)
    for problem in front.problems:
        assert 1 <= problem.line <= source.count("\n") + 1


def test_a_repeated_key_is_told_with_the_lines_of_the_page() -> None:
    (problem,) = frontmatter.split("---\ntitle: X\ntitle: Y\n---\nbody", "markdown", "page.md").problems
    assert problem.line == 3
    assert "it stands on line 2 already" in problem.message
