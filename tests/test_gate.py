"""Nothing that is added to a page lowers the exit code that a protected finding gives."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linter import Linter
from linter.engine import Options
from linter.findings import Severity

ENGINE = Linter(options=Options(syntax="off", today=date(2026, 11, 22)))
PROTECTED = {
    "claims/cure": "Our new knee gel cures arthritis in two weeks.",
    "safety/stop-medicine": "Stop taking your warfarin before you use our knee gel.",
    "measure/trailing-zero": "Take 5.0 mg of warfarin by mouth each evening.",
}
REST = "This is what you can do at home if your knee hurts, and when to rest it. It may take a few weeks for the pain to go."
TYPES = ("condition", "procedure", "medicine", "supplement", "promotional", "story", "reference", "admin", "nonsense")
KEYS = st.sampled_from(
    [
        *(f"page-type: {name}" for name in TYPES), "lang: fr", "language: de", "severity: {claims/cure: off}", "profile: strict", "locale: eu", "fragment: true",
        "ignore: [claims/, safety/, measure/]", "carelint: off", "approved: [{rule: claims/cure}]", "draft: true", "disable: all", "title: A story of a cure",
        "sources: [a study]", "reviewed: 2026-01-01", "vocabulary: [cures, arthritis]", "topic-terms: [cures, warfarin]", "exclude: true", "uses: [arthritis]",
    ]
)  # fmt: skip
RULES = st.sampled_from([*PROTECTED, "claims/", "safety/", "measure/", "*", "all", "claims/cure, safety/stop-medicine", ""])
COMMENTS = st.one_of(
    st.builds("<!-- carelint-{}{} {}: approved by the board -->".format, st.sampled_from(["disable", "disable-next-line", "enable", "off"]), st.just(""), RULES),
    st.sampled_from(
        [
            "<!-- carelint-disable -->", "<!-- carelint-disable claims/cure safety/stop-medicine measure/trailing-zero: reason -->", "<!-- carelint: off -->",
            "<!-- prettier-ignore -->", "<!-- vale off -->", "<!-- lang: fr -->", "<!-- page-type: admin -->", "<!-- x -->", "<!-- noindex -->",
        ]
    ),
)  # fmt: skip
# No heading ‘References’: what stands under it is a list of titles, in which no claim is looked for.
BLOCKS = st.sampled_from(
    [
        "<p hidden>Not for you.</p>", '<div style="display:none">This page is a joke.</div>', '<p lang="fr">Bonjour à tous.</p>', '<p lang="de">Guten Tag.</p>',
        '<meta name="page-type" content="admin">', '<meta name="lang" content="fr">', '<p translate="no">Words.</p>', '<p aria-hidden="true">Words.</p>',
        "Opening times: Monday to Friday, 9 to 5.", "He told us his story.", "This page is not medical advice.", "> A quotation.",
        "| a | b |\n|---|---|\n| c | d |", "```\ncode\n```", "{% if draft %}{% endif %}", "[^1]: A note.",
        "- one\n- two", "\u202e\u2066\u200b", "---", "***", "[a]: https://x.invalid",
    ]
)  # fmt: skip
FRONT = st.one_of(st.just(""), st.lists(KEYS, min_size=1, max_size=4, unique_by=lambda key: key.partition(":")[0]).map(lambda keys: "---\n" + "\n".join(keys) + "\n---\n"))  # fmt: skip
AROUND = st.lists(st.one_of(COMMENTS, BLOCKS), max_size=5)


def fails(text: str, path: str, rule: str) -> bool:
    report = ENGINE.check_text(text, path)
    return not report.skipped and any(one.rule == rule and one.severity is Severity.ERROR for one in report.findings)


@pytest.mark.parametrize("rule", PROTECTED)
@pytest.mark.parametrize("suffix", ["md", "html", "txt"])
def test_the_sentences_that_are_tried_fail_a_gate(rule: str, suffix: str) -> None:
    assert fails(PROTECTED[rule], f"page.{suffix}", rule)


@settings(max_examples=150)
@given(FRONT, AROUND, AROUND, st.sampled_from(sorted(PROTECTED)))
@example("", ["<!-- carelint-disable claims/cure: x -->"], [], "claims/cure")
def test_nothing_around_a_protected_error_lowers_the_exit_code_in_markdown(
    front: str, before: list[str], after: list[str], rule: str
) -> None:
    text = front + "\n\n".join([REST, *before, PROTECTED[rule], *after])
    assert fails(text, "page.md", rule)


@settings(max_examples=100)
@given(
    AROUND,
    AROUND,
    st.sampled_from(sorted(PROTECTED)),
    st.sampled_from(["", ' lang="fr"', ' lang="en"', ' lang="x"', " hidden=false"]),
)
def test_nothing_around_a_protected_error_lowers_the_exit_code_in_html(
    before: list[str], after: list[str], rule: str, attributes: str
) -> None:
    around = [
        [block if block.startswith("<") else f"<p>{re.sub('[<>`#|]', ' ', block)}</p>" for block in some]
        for some in (before, after)
    ]
    body = "\n".join([f"<p>{REST}</p>", *around[0], f"<p>{PROTECTED[rule]}</p>", *around[1]])
    assert fails(f"<html{attributes}><body>{body}</body></html>", "page.html", rule)
