"""When documents are linted, and what becomes of results that come too late; where a suppression may stand."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lsprotocol.types import TextDocumentContentChangeWholeDocument, TextDocumentItem

from linter import Linter, fix, readers
from linter.findings import Edit, Finding
from linter.lsp import suppression
from linter.lsp.actions import all_safe, plain_words
from linter.lsp.documents import Document, opened
from linter.lsp.linting import Desk, Result
from linter.suppress import PLACEHOLDER

FIXTURES = Path(__file__).parent.parent / "fixtures" / "pages"
ENGINE = Linter(syntax="off")
URI = "file:///site/page.md"


def document(text: str, name: str = "page.md") -> Document:
    made = opened(TextDocumentItem(f"file:///site/{name}", "markdown", 1, text), "utf-16")
    assert made is not None
    return made


def next_version(before: Document, text: str) -> Document:
    return before.changed([TextDocumentContentChangeWholeDocument(text)], before.version + 1)


# -- when --------------------------------------------------------------------------------------


class Slow:
    """A linter that works on a document until it is let go; how many did so at once."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.done: list[str] = []
        self.at_once = self.most = 0
        self.go = threading.Event()

    def lint(self, given: Document) -> Result:
        self.begun.append(given.text)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.go.wait(30)
        self.at_once -= 1
        return Result(given)

    def desk(self) -> Desk:
        return Desk(self.lint, lambda result: self.done.append(result.document.text))


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():
            await asyncio.sleep(0.005)


@pytest.mark.asyncio
async def test_a_result_that_is_out_of_date_is_dropped_and_the_newest_version_linted() -> None:
    slow = Slow()
    desk = slow.desk()
    first = document("first")
    desk.put(first, at_once=True)
    desk.follow(URI)
    await until(lambda: slow.begun == ["first"])
    second = next_version(first, "second")
    desk.put(second)
    desk.follow(URI)
    desk.put(next_version(second, "third"))
    desk.follow(URI)
    slow.go.set()
    await until(lambda: slow.done == ["third"])
    assert slow.begun == ["first", "third"]
    assert slow.most == 1


@pytest.mark.asyncio
async def test_who_asks_for_a_result_waits_for_the_newest_version_and_does_not_lint_it_twice() -> None:
    slow = Slow()
    desk = slow.desk()
    first = document("first")
    desk.put(first)
    asked = [asyncio.create_task(desk.result(URI)) for _ in range(3)]
    await until(lambda: slow.begun == ["first"])
    desk.put(next_version(first, "second"))
    slow.go.set()
    assert [result and result.document.text for result in await asyncio.gather(*asked)] == ["second"] * 3
    assert slow.begun == ["first", "second"]
    desk.forget()
    await desk.result(URI)
    assert slow.begun == ["first", "second", "second"]


@pytest.mark.asyncio
async def test_a_document_that_is_closed_while_it_is_linted_has_no_result() -> None:
    slow = Slow()
    desk = slow.desk()
    desk.put(document("first"), at_once=True)
    asked = asyncio.create_task(desk.result(URI))
    await until(lambda: slow.begun == ["first"])
    desk.close(URI)
    slow.go.set()
    assert await asked is None
    assert slow.done == []


# -- suppressions ------------------------------------------------------------------------------

PAGES = sorted(path for path in FIXTURES.rglob("*") if path.suffix in (".md", ".html", ".txt"))


def marked(source: str, name: str, rule: str) -> tuple[str, str]:
    """A page with the comment that keeps a rule's first finding back, and what the page says of that rule then."""
    page, _ = readers.read(source, name)
    finding = next(one for one in ENGINE.check_text(source, name).findings if one.rule == rule)
    after = fix.apply(source, sorted(suppression.edits(finding, page), key=lambda edit: edit.start))
    held = ENGINE.check_text(after.replace(PLACEHOLDER, "why"), name)
    return after, "held" if [one.rule for one in held.suppressed] == [rule] else "not held"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("p.md", "Our clinic is the best clinic.\n", "<!-- C -->\nOur clinic is the best clinic.\n"),
        ("p.md", "We are here.\nOur clinic is the best clinic.\n", "We are here. <!-- C -->\nOur clinic is the best clinic.\n"),
        ("p.md", "- Come in\n- Our clinic is the best clinic.\n", "- Come in <!-- C -->\n- Our clinic is the best clinic.\n"),
        ("p.md", "Come.\r\n\r\nOur clinic is the best clinic.\r\n", "Come.\r\n\r\n<!-- C -->\r\nOur clinic is the best clinic.\r\n"),
        ("p.html", "<div>\n  <p>Our clinic is the best clinic.</p>\n</div>\n", "<div>\n  <!-- C -->\n  <p>Our clinic is the best clinic.</p>\n</div>\n"),
        ("p.html", "<p\n class='x'>Our clinic is the best clinic.</p>\n", "<!-- S -->\n<p\n class='x'>Our clinic is the best clinic.</p>\n<!-- E -->"),
        ("p.txt", "Come in.\n\nOur clinic is the best clinic.\n", "Come in.\n\n<!-- C -->\nOur clinic is the best clinic.\n"),
        (
            "p.md",
            "| Who | What |\n| --- | --- |\n| Us | Our clinic is the best clinic |\n",
            "<!-- S -->\n| Who | What |\n| --- | --- |\n| Us | Our clinic is the best clinic |\n<!-- E -->\n",
        ),
    ],
)  # fmt: skip
def test_a_comment_stands_where_it_leaves_the_page_as_it_was(name: str, before: str, after: str) -> None:
    got, held = marked(before, name, "claims/superlative")
    comments = {
        "C": "carelint-disable-next-line claims/superlative: REASON",
        "S": "carelint-disable claims/superlative: REASON",
        "E": "carelint-enable claims/superlative",
    }
    for short, long in comments.items():
        after = after.replace(f"<!-- {short} -->", f"<!-- {long} -->")
    assert got.rstrip("\n") == after.rstrip("\n")
    assert held == "held"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_on_every_sample_page_a_comment_keeps_its_rule_back_and_brings_nothing_else(path: Path) -> None:
    source = ENGINE.read_file(path, path.name)
    report = ENGINE.check_text(source, path.name)
    page, _ = readers.read(source, path.name)
    protected = {choice.rule.id for choice in ENGINE.holding(report)[1] if choice.protected}
    first: dict[str, Finding] = {}
    for one in report.findings:
        first.setdefault(one.rule, one)
    for rule, one in first.items():
        if rule in protected or rule.startswith("meta/"):
            continue
        edits = [Edit(edit.start, edit.end, edit.text.replace(PLACEHOLDER, "why")) for edit in suppression.edits(one, page)]
        assert edits, f"{rule} on line {one.line} cannot be kept back"
        after = ENGINE.check_text(fix.apply(source, sorted(edits, key=lambda edit: edit.start)), path.name)
        new = Counter(one.fingerprint for one in after.findings) - Counter(one.fingerprint for one in report.findings)
        assert rule in {held.rule for held in after.suppressed}
        assert {one.rule for one in after.findings if one.fingerprint in new} <= {rule}, "a term's next use takes its place"


# -- fixes -------------------------------------------------------------------------------------


def test_advice_is_not_offered_as_words_to_put_in() -> None:
    text = "Our clinic is the best clinic. You may see erythema. Diabetics can come."
    offered = {
        one.rule: words
        for one in ENGINE.check_text(text, "page.md", fragment=True).findings
        if (words := plain_words(one, ENGINE.rulebook.rules[one.rule]))
    }
    assert offered == {"jargon/undefined-term": "red skin (erythema)"}  # “Diabetics” has a fix


def test_safe_fixes_that_touch_one_another_are_not_made_together() -> None:
    report = ENGINE.check_text("Prior to in the event that it hurts, rest. Prior to it, rest.", "page.md", fragment=True)
    given = document("")
    both = list(report.findings)
    doubled = Result(given, ENGINE, report)
    edits = all_safe(doubled)
    assert edits
    for one in edits:
        assert not any(one is not other and one.start < other.end and other.start < one.end for other in edits)
    assert sum(len(one.fix.edits) for one in both if one.fix and one.fix.safe) >= len(edits)
