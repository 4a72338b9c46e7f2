"""What does not change a page for its reader does not change its findings."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linter import Linter
from linter.cli import main
from linter.engine import Options

ENGINE = Linter(options=Options(syntax="off", today=date(2026, 11, 22), page_type="procedure"))
SENTENCES = (
    "Our new knee gel cures arthritis in two weeks.", "You may see erythema around the wound.", "Take 5.0 mg of warfarin by mouth each evening.",
    "It is the best treatment for back pain.", "Drink plenty of water.", "The risk of infection is 1 in 100.", "Ask your nurse when you can drive again.",
    "Rest your leg prior to the operation.", "Stop taking your warfarin before you use our gel.", "An MRI shows the soft tissue.", "There are no side effects.",
    "The wound was cleaned by the surgeon.", "You will be pain free in 3-5 days.", "Most people go home on the same day.", "It is completely safe for children.",
)  # fmt: skip
HEADINGS = ("Knee surgery", "What are the risks?", "At home", "Before the operation")
PARAGRAPH = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
PAGE = st.lists(st.tuples(st.sampled_from(HEADINGS), st.lists(PARAGRAPH, min_size=1, max_size=2)), min_size=1, max_size=3)
Blocks = list[tuple[str, list[str]]]


def markdown(page: Blocks) -> str:
    return "".join(f"## {heading}\n\n" + "".join(f"{text}\n\n" for text in texts) for heading, texts in page)


def html(page: Blocks) -> str:
    return "".join(f"<h2>{heading}</h2>\n" + "".join(f"<p>{text}</p>\n" for text in texts) for heading, texts in page)


def found(text: str, path: str = "page.md") -> Counter[tuple[str, str, str, int]]:
    """Rules, severities, texts and counts, without white space and markup."""
    return Counter(
        (one.rule, str(one.severity), " ".join(re.sub(r"<[^>]*>|[*_#]+", "", one.text).split()), one.count)
        for one in ENGINE.check_text(text, path).findings
    )


@settings(max_examples=25)
@given(PAGE)
def test_line_ends_do_not_matter(page: Blocks) -> None:
    text = markdown(page)
    assert found(text.replace("\n", "\r\n")) == found(text)


@settings(max_examples=25)
@given(PAGE, st.sampled_from(["layout: page", "weight: 3\nmenu: main", "# a comment\ndraft: false", "tags: [a, b]"]))
def test_front_matter_that_states_nothing_of_ours_does_not_matter(page: Blocks, front: str) -> None:
    text = markdown(page)
    assert found(f"---\n{front}\n---\n\n{text}") == found(text)


@settings(max_examples=25)
@given(PAGE, st.integers(20, 90))
def test_where_lines_are_wrapped_does_not_matter(page: Blocks, width: int) -> None:
    def wrapped(text: str) -> str:
        lines = [""]
        for word in text.split(" "):
            if len(lines[-1]) + len(word) > width and not re.match(r"[\d#>*+-]", word):  # which begin an item or heading
                lines.append(word)
            else:
                lines[-1] += f" {word}" if lines[-1] else word
        return "\n".join(lines)

    assert found(markdown([(heading, [wrapped(text) for text in texts]) for heading, texts in page])) == found(markdown(page))


@settings(max_examples=25)
@given(PAGE, st.sampled_from(["*", "**", "***"]), st.randoms(use_true_random=False))
def test_emphasis_does_not_matter(page: Blocks, mark: str, chance: object) -> None:
    def stressed(text: str) -> str:
        return re.sub(r"\b[a-z]{3,}\b", lambda match: f"{mark}{match[0]}{mark}" if chance.random() < 0.3 else match[0], text)  # type: ignore[attr-defined]

    assert found(markdown([(heading, [stressed(text) for text in texts]) for heading, texts in page])) == found(markdown(page))


@settings(max_examples=25)
@given(PAGE, st.integers(1, 5))
def test_a_word_in_two_kinds_of_type_is_one_word(page: Blocks, at: int) -> None:
    def split(text: str) -> str:
        return re.sub(r"\b[a-z]{6,}\b", lambda match: f"<b>{match[0][:at]}</b>{match[0][at:]}", text)

    assume(any(re.search(r"[a-z]{6}", text) for _, texts in page for text in texts))
    assert found(html([(heading, [split(text) for text in texts]) for heading, texts in page]), "page.html") == found(
        html(page), "page.html"
    )


@settings(max_examples=25)
@given(PAGE)
def test_a_page_in_markdown_and_in_html_has_the_same_findings(page: Blocks) -> None:
    assert found(html(page), "page.html") == found(markdown(page))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number, sentence in enumerate(SENTENCES[:4]):
        (tmp_path / f"{number}.md").write_text(f"# Knees\n\n{sentence} An MRI shows erythema.\n", "utf-8")
    return tmp_path


def reported(capsys: pytest.CaptureFixture[str], *paths: str) -> list[dict[str, object]]:
    main(["check", "--syntax", "off", "--format", "json", "--today", "2026-11-22", *paths])
    pages: list[dict[str, object]] = json.loads(capsys.readouterr().out)["pages"]
    return pages


def test_pages_together_or_apart_in_any_order_give_the_same_report(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"{number}.md" for number in range(4)]
    together = reported(capsys, *names)
    assert [page["path"] for page in together] == names
    assert [page for name in names for page in reported(capsys, name)] == together
    assert reported(capsys, *reversed(names))[::-1] == together
    assert reported(capsys, ".") == together
