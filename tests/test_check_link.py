"""Vague links, and words that stand where a link should."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from linter import readers, rulefile
from linter.checks.link import check
from linter.lexicon import Lexicon
from linter.rulebook import rules_folder
from linter.search.scanner import Scanner

NAME = "structure/vague-link"
RULE = rulefile.read((rules_folder() / f"{NAME}.yaml").read_text("utf-8"), NAME, NAME, Lexicon({}))
SCANNER = Scanner((role, scan) for role, scan, _ in rulefile.rule_scans(RULE, Lexicon({})))


def flagged(source: str, path: str = "page.md") -> list[tuple[str, str | None]]:
    page, front = readers.read(source, path)
    hits = SCANNER.scan(page)
    reading: Any = SimpleNamespace(page=page, front=front, hits=lambda rule, role="find": hits.get(role))
    return [(page.text[found.start : found.end], found.severity) for found in check(RULE, RULE.params, reading)]


@pytest.mark.parametrize(
    ("source", "path", "text"),
    [
        ("To sign up, click [here](x).", "page.md", "here"),
        ("[Read more…](x)", "page.md", "Read more…"),
        ("[**Click here**](x)", "page.md", "Click here"),
        ("[Learn more »](x)", "page.md", "Learn more »"),
        ("<a href=x>This <b>page</b></a>", "page.html", "This page"),
        ("<a href=x aria-label='More'>About asthma</a>", "page.html", "About asthma"),
    ],
)
def test_vague_links(source: str, path: str, text: str) -> None:
    assert flagged(source, path) == [(text, None)]


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("[Sign up for the class](x)", "page.md"),
        ("[Learn more about asthma](x)", "page.md"),
        ("<a href=x aria-label='More about asthma'>More</a>", "page.html"),
        ("[www.example.org](https://www.example.org)", "page.md"),
        ("[![Map of the clinic](map.png)](x)", "page.md"),
        ("You are here. Come here at nine.", "page.txt"),
        ("This page was reviewed in May. This page explains the test.", "page.txt"),
        ("Visit this page again in May.", "page.txt"),
        ("Learn more about asthma at your next visit.", "page.txt"),
    ],
)
def test_clear_links_and_plain_words(source: str, path: str) -> None:
    reports = [text for text, _ in flagged(source, path)]
    assert reports == [] or reports == ["this page"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("You can learn more by checking out this page or by asking.", "this page"),
        ("See this page for the doses.", "this page"),
        ("Please visit this link.", "this link"),
        ("Click here to sign up.", "Click here"),
        ("Tap here!", "Tap here"),
    ],
)
def test_words_in_place_of_a_link_are_a_suggestion(source: str, text: str) -> None:
    assert flagged(source, "page.txt") == [(text, "suggestion")]


def test_the_same_text_twice_is_one_group() -> None:
    page, front = readers.read("[Here](a) and [here.](b) and [there](c)", "page.md")
    reading: Any = SimpleNamespace(page=page, front=front, hits=lambda rule, role="find": [])
    assert [found.group for found in check(RULE, RULE.params, reading)] == ["here", "here"]
