"""What is worked out of a pattern: words without which it cannot match, and so the only lines that are searched."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.folding import on_edges
from linter.language.tables import frequency
from linter.page import Page
from linter.rulebook import Rulebook
from linter.search.hits import Hit, Scan
from linter.search.literals import Rarity, Weighed, clauses
from linter.search.pattern_parts import CAPITALS, DIGIT
from linter.search.patterns import Pattern, compile_pattern
from linter.search.scanner import Encoded, Found, Scanner
from tests.reading_tools import page_of_lines
from tests.rule_tools import shipped


@pytest.mark.parametrize(
    ("pattern", "rarest"),
    [
        (r"\bcured? for life\b", ["\0cure\0for\0", "\0cured\0for\0"]),
        (r"\bmiracles?\b", ["\0miracle\0", "\0miracles\0"]),
        (r"\bmiracul\w+", ["\0miracul"]),
        (r"\w+ectomy\b", ["ectomy\0"]),
        (r"\bthe (?:[\w-]+ )?laser\b", ["\0laser\0"]),
        (r"\b(?:laser|stent)(?: now)?\b", ["\0laser\0", "\0laser\0now\0", "\0stent\0", "\0stent\0now\0"]),
        (r"\b(?:lasers|stent \w+)\b", ["\0lasers\0", "\0stent\0"]),
        (r"[®™] ?\w*", ["®", "™"]),
        (r"\d ?\w*", [DIGIT]),
        (r"(?-i)\b[A-Z]{2,6}s?\b", [CAPITALS]),
        (r"(?-i)\b[A-Z]s?\b", []),
        (r"laser(?i)*", []),
        (r"(?:laser(?-i)?) stent", []),
        (r"(?:laser)?", []),
        (r"laser*", ["\0lase"]),
        (r"laser(?P<mark> one)", ["laser\0"]),
        (r"\w+", []),
    ],
)
def test_the_rarest_words_of_a_pattern_are_known(pattern: str, rarest: list[str]) -> None:
    found = clauses(Weighed(pattern, Rarity(frequency)))
    assert sorted(found[0] if found else []) == rarest


def anywhere(page: Page, pattern: str) -> list[Hit]:
    """What a pattern finds when it is looked for in every line."""
    found = []
    at = 0
    compiled = compile_pattern(pattern)
    for line in page.folded.split("\n"):
        for match in compiled.finditer(page.folded, at, at + len(line)):
            start, end = match.span(compiled.groupindex.get("mark", 0))
            if start < end and on_edges(page.folded, start, end):
                found.append(Hit(start, end, 0))
        at += len(line) + 1
    return found


WORDS = st.sampled_from(["no", "risk", "cure", "cured", "the", "5", "MRI", "50%", "can't", "co-op", "naïve", "a", "K"])
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", ", ", "-", ". ", "\n", "/"])), max_size=30)
PIECES = st.sampled_from(
    [
        "no",
        "risk",
        "cure",
        " ",
        "[- ]",
        r"\b",
        r"\W",
        "d",
        "%",
        r"\d",
        "[a-c]",
        "[^.]",
        ".",
        "n't",
        "ï",
        "k",
        "^",
        "$",
        "(?-i:M)",
        r"\w",
        r"\x6b",
        r"\x{ef}",
        r"\141",
        r"[\141b]",
        r"\Qno\E",
    ]
)
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,1}", "{2}", "{1,3}?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=12,
)


@given(pattern=PATTERNS, text=TEXTS)
@settings(max_examples=250, deadline=None)
def test_no_match_is_lost_by_looking_only_where_a_pattern_can_match(pattern: str, text: list[tuple[str, str]]) -> None:
    page = page_of_lines("".join(word + gap for word, gap in text))
    key = ("test", "find")
    assert Scanner([(key, Scan(patterns=(pattern,)))]).scan(page).get(key) == anywhere(page, pattern)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return shipped()


@pytest.mark.parametrize(("side", "least"), [("bad", 2000), pytest.param("good", 1000, marks=pytest.mark.integration)])
def test_no_match_of_a_shipped_pattern_is_lost_on_the_examples_of_its_rule(side: str, least: int, rulebook: Rulebook) -> None:
    scanner = rulebook._scanner
    patterns: dict[str, list[Pattern]] = {}
    for pattern in scanner._patterns:
        patterns.setdefault(pattern.key[0], []).append(pattern)
    checked = 0
    for rule in rulebook.rules.values():
        for example in getattr(rule.examples, side):
            text = example if isinstance(example, str) else example.text
            page = page_of_lines(re.sub("[⟦⟧]", "", text))
            found: Found = scanner.scan(page)
            for pattern in patterns.get(rule.id, ()):
                encoded = found._text_for(pattern)
                everywhere = spans(pattern, encoded, encoded.lines(None))
                looked_at = spans(pattern, encoded, encoded.lines(looked_in(found, pattern, encoded)))
                assert looked_at == everywhere, (rule.id, text)
                checked += len(everywhere)
    assert checked > least


@pytest.mark.integration  # a page made to be long
def test_no_match_is_lost_on_a_page_of_many_lines(rulebook: Rulebook) -> None:
    examples = [one for rule in rulebook.rules.values() for one in (*rule.examples.bad, *rule.examples.good)]
    page = page_of_lines("\n".join(re.sub("[⟦⟧]", "", example.text) for example in examples))
    assert page.text.count("\n") > 1000
    found = rulebook._scanner.scan(page)
    checked = 0
    for pattern in list(rulebook._scanner._patterns)[::9]:
        encoded = found._text_for(pattern)
        looked_at = spans(pattern, encoded, encoded.lines(looked_in(found, pattern, encoded)))
        assert looked_at == spans(pattern, encoded, encoded.lines(None))
        checked += len(looked_at)
    assert checked > 500


@pytest.mark.parametrize(
    ("line", "looked_at"),
    [
        ("stop the pills", True),
        ("never stop those two big pills", True),
        ("the pills: when to stop", False),  # the other way round
        ("stop. the pills", False),  # two sentences
        ("stop when the doctor says that the pills", False),  # too far
        ("when to stop: stop the pills", True),  # the nearer of two
        ("stop stockpills", False),
    ],
)
def test_a_line_is_not_searched_whose_words_stand_in_another_order_or_too_far_apart(line: str, looked_at: bool) -> None:
    key = ("test", "find")
    scanner = Scanner([(key, Scan(patterns=(r"\bstop (?:[\w-]+ ){1,3}?pills?\b",)))])
    found = scanner.scan(page_of_lines(line))
    (pattern,) = list(scanner._patterns)
    assert bool(looked_in(found, pattern, found._text_for(pattern))) == looked_at


EITHER = (
    r"\b(?:stop|quit|cease|drop|ditch|skip) (?:[\w-]+ ){1,3}?(?:pills?|tablets?|capsules?|caplets?|doses?)\b"
    r"|\b(?:pills?|tablets?|capsules?|caplets?|doses?) (?:are|is|do|does) (?:[\w-]+ ){0,2}?(?:harm|nothing|poison|useless)\b"
    + "".join(
        rf"|\b{word}ful (?:pills?|tablets?)\b" for word in "armhand artful awe baleful bash beauti bounti bliss care".split()
    )
    + "".join(
        rf"|\b{word}ful (?:doses?|caplets?)\b" for word in "cheer color deceit delight dread event faith fan fear".split()
    )
)


@pytest.mark.parametrize(
    ("line", "looked_at"),
    [
        ("stop the pills", True),
        ("these pills are pure poison", True),
        ("the careful tablets", True),
        ("pills to stop", False),  # no alternative has these words in this order
        ("poison pills are blue", False),
        ("stop. the tablets are yours", False),
    ],
)
def test_of_a_long_pattern_each_alternative_has_an_order_of_its_own(line: str, looked_at: bool) -> None:
    key = ("test", "find")
    scanner = Scanner([(key, Scan(patterns=(EITHER,)))])
    found = scanner.scan(page_of_lines(line))
    (pattern,) = list(scanner._patterns)
    assert len(pattern.chains) > 2
    assert bool(looked_in(found, pattern, found._text_for(pattern))) == looked_at


@given(
    text=st.lists(st.sampled_from("stop quit the pills tablets are pure poison careful useless . , \n".split(" ")), max_size=14)
)
@settings(deadline=None)
def test_no_match_is_lost_by_the_orders_of_alternatives(text: list[str]) -> None:
    key = ("test", "find")
    scanner = Scanner([(key, Scan(patterns=(EITHER,)))])
    page = page_of_lines(" ".join(text))
    found = scanner.scan(page)
    (pattern,) = list(scanner._patterns)
    encoded = found._text_for(pattern)
    assert spans(pattern, encoded, encoded.lines(looked_in(found, pattern, encoded))) == spans(
        pattern, encoded, encoded.lines(None)
    )


@given(text=st.lists(st.sampled_from(["stop", "the", "big", "red", "pill", ".", ",", "\n", "old"]), max_size=14))
def test_no_match_is_lost_where_a_name_of_two_words_stands_for_one(text: list[str]) -> None:
    key = ("test", "find")
    scanner = Scanner(
        [(key, Scan(patterns=(r"\bstop (?:[\w-]+ ){0,1}?<medicine>", r"<medicine> (?:[\w-]+ ){0,1}?stop")))],
        {"medicine": ["red pill", "pill", "big red"]},
    )
    page = page_of_lines(" ".join(text))
    found = scanner.scan(page)
    for pattern in scanner._patterns:
        encoded = found._text_for(pattern)
        looked_at = spans(pattern, encoded, encoded.lines(looked_in(found, pattern, encoded)))
        assert looked_at == spans(pattern, encoded, encoded.lines(None))


def looked_in(found: Found, pattern: Pattern, encoded: Encoded) -> Iterable[int] | None:
    """The lines that a pattern is looked for in."""
    return found._in_order(pattern, encoded) if pattern in found._lines_of else ()


def spans(pattern: Pattern, encoded: Encoded, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What a pattern finds in lines and the scanner would report."""
    text = encoded.data.decode()
    places = [place for begin, end in lines for place in pattern.places(encoded.data, begin, end)]
    found = [encoded.span(*place) for place in places]
    return [(start, stop) for start, stop in found if 0 <= start < stop and on_edges(text, start, stop)]
