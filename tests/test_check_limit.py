"""What is counted, where it is reported, and when it weighs more."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from linter import readers
from linter.checks import Candidate
from linter.checks.limit import Metric, Params, check
from linter.language import grade
from linter.language.body import Body
from linter.page import Page

HARD = (
    "Postoperative rehabilitation facilitates considerable improvement of musculoskeletal functionality. "
    "Multidisciplinary consultation necessitates comprehensive documentation of individual circumstances. "
)
EASY = "You may cough. Rest in bed. Drink water. Ask a nurse for help. Call us if it gets worse. Take one pill a day. "


def words(n: int) -> str:
    return "Rest " + "well " * (n - 2) + "now."


def run(source: str, metric: Metric, limit: float, path: str = "page.md", **params: Any) -> list[tuple[str, Candidate]]:
    page, front = readers.read(source, path)
    reading: Any = SimpleNamespace(
        page=page, front=front, grade=grade.grade(page, front.facts.topic_terms), body=Body(page, front.facts.topic_terms)
    )
    found = check(None, Params(metric=metric, limit=limit, **params), reading)  # type: ignore[arg-type]
    return [(shown(page, candidate), candidate) for candidate in found]


def shown(page: Page, candidate: Candidate) -> str:
    return "" if candidate.start is None else page.text[candidate.start : candidate.end]


def texts(source: str, metric: Metric, limit: float, path: str = "page.md", **params: Any) -> list[str]:
    return [text for text, _ in run(source, metric, limit, path, **params)]


@pytest.mark.parametrize(("n", "severity"), [(26, None), (39, None), (40, "warning"), (60, "warning")])
def test_a_long_sentence_weighs_more_from_forty_words(n: int, severity: str | None) -> None:
    [(text, candidate)] = run(f"Drink water. {words(n)} Sleep.", Metric.SENTENCE_WORDS, 25, warning_over=14)
    assert text == words(n)
    assert candidate.severity == severity
    assert candidate.values == {"n": str(n), "limit": "25"}


@pytest.mark.parametrize(
    "source",
    [
        words(25),
        "# " + words(30),
        "> " + words(30),
        "## References\n\n" + words(30),
        "```\n" + words(30) + "\n```",
        "Bring:\n\n" + "\n".join(f"- {words(9).rstrip('.')}" for _ in range(5)),
        "Ask about " + ", ".join(["statins", "aspirin"] * 15) + ".",
    ],
)
def test_what_is_no_long_sentence(source: str) -> None:
    assert texts(source, Metric.SENTENCE_WORDS, 25) == []


def test_long_sentences_in_items_and_cells() -> None:
    assert len(texts(f"- {words(30)}\n", Metric.SENTENCE_WORDS, 25)) == 1
    assert len(texts(f"| A | B |\n| --- | --- |\n| a | {words(30)} |\n", Metric.SENTENCE_WORDS, 25)) == 1


def test_paragraph_sentences() -> None:
    [(text, candidate)] = run(f"# Cough\n\n{EASY}\n\nRest.\n", Metric.PARAGRAPH_SENTENCES, 5)
    assert text == EASY.strip()
    assert candidate.values == {"n": "6", "limit": "5", "words": "24"}
    assert texts("- a. b. c. d.\n", Metric.PARAGRAPH_SENTENCES, 3) == []


@pytest.mark.parametrize(("limit", "severity"), [(8, "error"), (11, "error"), (13, None)])
def test_the_page_grade(limit: float, severity: str | None) -> None:
    [(text, candidate)] = run(f"# Care\n\n{HARD * 7}", Metric.GRADE, limit, error_over=6)
    assert text == ""
    assert candidate.values["limit"] == str(limit)
    assert candidate.values["confidence"] == ""
    assert set("abcde") < set(candidate.values)
    assert candidate.severity == ("error" if float(candidate.values["n"]) > limit + 6 else None)
    assert candidate.related
    assert all("hard to read" in place.message for place in candidate.related)


def test_a_short_text_is_only_suggested() -> None:
    [(_, candidate)] = run(HARD, Metric.GRADE, 8, error_over=6)
    assert candidate.severity == "suggestion"
    assert "short" in candidate.values["confidence"]
    assert run(EASY, Metric.GRADE, 8) == []
    assert run("", Metric.GRADE, 8) == []


def test_section_grade_is_placed_on_the_heading() -> None:
    source = f"# Care\n\n{EASY * 8}\n\n## How it works\n\n{HARD * 4}\n\n## Legal\n\n{HARD * 4}\n\n## Short\n\n{HARD}"
    [(text, candidate)] = run(source, Metric.SECTION_GRADE, 10, ignore=frozenset({"legal"}))
    assert text == "How it works"
    assert candidate.values["heading"] == "How it works"
    assert float(candidate.values["other"]) < float(candidate.values["n"])


def test_polysyllable_share_leaves_out_what_everybody_knows() -> None:
    [(_, candidate)] = run("# Care\n\n" + HARD, Metric.POLYSYLLABLE_SHARE, 15)
    assert "rehabilitation" in candidate.values["most"]
    known = "The hospital has your medicine. Hospitals help. Sit down. Rest a bit."
    assert len(texts(known, Metric.POLYSYLLABLE_SHARE, 15)) == 1
    assert texts(known, Metric.POLYSYLLABLE_SHARE, 15, ignore=frozenset({"hospital", "medicine"})) == []


@pytest.mark.parametrize(("n", "severity"), [(151, None), (250, None), (251, "warning")])
def test_a_wall_of_text(n: int, severity: str | None) -> None:
    wall = "\n".join([words(10)] * (n // 10 - 1) + [words(10 + n % 10)])
    [(_, candidate)] = run(wall, Metric.UNBROKEN_WORDS, 150, warning_over=100)
    assert candidate.values["n"] == str(n)
    assert candidate.severity == severity


def test_what_is_no_wall() -> None:
    assert texts("\n\n".join([words(100)] * 3), Metric.UNBROKEN_WORDS, 150) == []
    assert texts("> " + words(200), Metric.UNBROKEN_WORDS, 150) == []
    assert texts("Do this. " + " - ".join([words(60)] * 3), Metric.UNBROKEN_WORDS, 150) == []


def test_words_without_heading() -> None:
    text = "\n\n".join([EASY] * 15)
    assert texts(text, Metric.WORDS_WITHOUT_HEADING, 300) == [""]
    assert texts("# Cough\n\n" + text, Metric.WORDS_WITHOUT_HEADING, 300) == [""]
    assert texts(text + "\n\n## More\n\n" + EASY, Metric.WORDS_WITHOUT_HEADING, 300) == []
    assert texts(EASY + "\n\n**More about it**\n\n" + text, Metric.WORDS_WITHOUT_HEADING, 300) == []
    assert texts(EASY + "\n\nWhat next?\n\n" + text, Metric.WORDS_WITHOUT_HEADING, 300, "page.txt") == []
    assert texts("\n\n".join([EASY] * 12), Metric.WORDS_WITHOUT_HEADING, 300) == []
    assert texts("", Metric.WORDS_WITHOUT_HEADING, 300) == []


ITEMS = [f"item {letter}" for letter in "abcdefghij"]


def bullets(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items) + "\n"


def test_a_long_list_is_placed_on_its_first_item() -> None:
    [(text, candidate)] = run(f"Bring:\n\n{bullets(ITEMS)}", Metric.LIST_ITEMS, 7)
    assert text == "item a"
    assert candidate.values == {"n": "10", "limit": "7"}


@pytest.mark.parametrize(
    "source",
    [
        bullets(ITEMS[:7]),
        "\n".join(f"{i}. step" for i in range(1, 12)),
        "## Ingredients\n\n" + bullets(ITEMS),
        "Ingredients:\n\n" + bullets(ITEMS),
        "## References\n\n" + bullets(ITEMS),
        bullets([f"[item {i}](page{i}.md)" for i in range(9)]),
        "| A |\n| --- |\n" + "".join(f"| {i} |\n" for i in range(12)),
        "- day\n"
        + "".join(f"  - {item}\n" for item in ITEMS[:5])
        + "- night\n"
        + "".join(f"  - {item}\n" for item in ITEMS[5:]),
        bullets(ITEMS[:5]) + "\nand at night\n\n" + bullets(ITEMS[5:]),
    ],
)
def test_what_is_no_long_list(source: str) -> None:
    assert texts(source, Metric.LIST_ITEMS, 7, ignore=frozenset({"ingredients"})) == []


def test_an_inner_list_may_be_too_long() -> None:
    source = "- day\n" + "".join(f"  - {item}\n" for item in ITEMS) + "- night\n"
    assert texts(source, Metric.LIST_ITEMS, 7) == ["item a"]
