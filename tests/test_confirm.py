"""Rules that ask a parser: what a match means, that errors are never asked about, one batch, mistakes, and spaCy's own answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linter import Config, InputError, Linter, examples, explain
from linter.engine import Options
from linter.language.syntax import Parsed, Pipeline
from linter.language.token_patterns import Node, Token, spans, trees

TODAY = date(2026, 11, 22)
needs_spacy = pytest.mark.skipif(find_spec("spacy") is None, reason='needs spaCy: pip install "carelint[syntax]"')

RULE = """\
id: house/rest
title: Rest as an order
severity: warning
check: phrase
phrases: [rest]
confirm:
  match: proves
  tokens:
    - - {LOWER: rest, TAG: {IN: [VB, VBP]}}
message: "‘{text}’ is an order."
why: We ask, we do not order.
standard: {name: House style}
examples:
  bad: ["You ⟦rest⟧ at night.", "We ⟦rest⟧ now."]
  good: ["The others left.", "All is well."]
"""
VERB = "You rest at night."
NOUN = "The rest is easy."


class Parser(Pipeline):
    """Stands in for a pipeline: tags “rest” a verb after “you”, a noun elsewhere, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def version(self) -> str:
        return "stand-in 1.0"

    def parse(self, sentences: Sequence[str]) -> list[Parsed]:
        self.asked.append(list(sentences))
        return [self._parsed(sentence) for sentence in sentences]

    def _parsed(self, sentence: str) -> Parsed:
        if len(sentence) > 200:
            return Parsed()
        words = sentence.rstrip(".").split()
        starts, at = [], 0
        for word in words:
            starts.append(sentence.index(word, at))
            at = starts[-1] + len(word)
        tags = ["VB" if word == "rest" and before == "You" else "NN" for before, word in zip(["", *words], words, strict=False)]
        return Parsed(tuple(starts), tuple(words), tuple(tags), ("dep",) * len(words), (0,) * len(words))


def house(tmp_path: Path, rule: str = RULE, **more: Any) -> tuple[Linter, Parser]:
    """A linter with one rule of a team's own, and its parser."""
    file = tmp_path / "ours" / "house" / "rest.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(rule, "utf-8")
    config = Config(rules=("ours",), file=str(tmp_path / "carelint.toml"), root=tmp_path, **more)
    linter = Linter(config=config, options=Options(today=TODAY, syntax="off", cache=False))
    parser = Parser()
    linter.__dict__["syntax"] = parser
    return linter, parser


def said(linter: Linter, text: str) -> list[tuple[str, str, int]]:
    found = linter.check_text(text, path="page.md", fragment=True).findings
    return [(str(one.severity), one.text, one.count) for one in found if one.rule == "house/rest"]


def test_a_finding_stands_where_a_pattern_proves_it(tmp_path: Path) -> None:
    linter, _ = house(tmp_path)
    assert said(linter, VERB) == [("warning", "rest", 1)]
    assert said(linter, NOUN) == []


def test_a_finding_falls_where_a_pattern_disproves_it(tmp_path: Path) -> None:
    linter, _ = house(tmp_path, RULE.replace("proves", "disproves"))
    assert said(linter, VERB) == []
    assert said(linter, NOUN) == [("warning", "rest", 1)]


def test_what_falls_may_be_lowered_in_place_of_withdrawn(tmp_path: Path) -> None:
    linter, _ = house(tmp_path, RULE.replace("match: proves", "match: proves\n  then: suggestion"))
    assert said(linter, VERB) == [("warning", "rest", 1)]
    assert said(linter, NOUN) == [("suggestion", "rest", 1)]


def test_of_findings_told_as_one_each_place_is_asked_about(tmp_path: Path) -> None:
    linter, _ = house(tmp_path, RULE.replace("phrases:", "once: page\nphrases:"))
    assert said(linter, f"{NOUN} {VERB} {VERB}") == [("warning", "rest", 2)]


def test_without_a_parser_the_guards_decide_alone(tmp_path: Path) -> None:
    linter, _ = house(tmp_path)
    linter.__dict__["syntax"] = None
    assert said(linter, NOUN) == [("warning", "rest", 1)]


def test_a_match_elsewhere_in_the_sentence_proves_nothing(tmp_path: Path) -> None:
    linter, _ = house(tmp_path)
    assert said(linter, "You rest while the rest work.") == [("warning", "rest", 1)]


def test_a_sentence_too_long_to_be_parsed_keeps_its_finding(tmp_path: Path) -> None:
    linter, _ = house(tmp_path)
    assert said(linter, "The rest is " + "very " * 60 + "easy.") == [("warning", "rest", 1)]


def test_sentences_of_a_page_are_asked_about_in_one_batch_and_no_others(tmp_path: Path) -> None:
    linter, parser = house(tmp_path)
    said(linter, f"# Knees\n\n{NOUN} Walk a lot.\n\n- {VERB}\n- Sleep.\n")
    assert parser.asked == [[NOUN, VERB]]


def test_guards_come_first(tmp_path: Path) -> None:
    linter, parser = house(tmp_path, RULE.replace("confirm:", "unless: [question]\nconfirm:", 1))
    assert said(linter, "Can you rest?") == []
    assert parser.asked == []


@pytest.mark.parametrize("how", ["config", "condition"])
def test_an_error_is_never_asked_about(tmp_path: Path, how: str) -> None:
    rule = (
        RULE
        if how == "config"
        else RULE.replace("check:", "severity-when: [{severity: error, page-type: [condition]}]\ncheck:")
    )
    linter, parser = house(tmp_path, rule, severity={"house/rest": "error"} if how == "config" else {})
    assert said(linter, NOUN) == [("error", "rest", 1)]
    assert parser.asked == []


def test_what_was_withdrawn_raises_no_other_finding(tmp_path: Path) -> None:
    second = RULE.replace("house/rest", "house/late").replace("phrases: [rest]", "phrases: [easy]")
    second = second.replace(
        "severity: warning", "severity: suggestion\nseverity-when: [{severity: warning, fired: [house/rest]}]"
    )
    second = second[: second.index("confirm:")] + second[second.index("message:") :]
    (tmp_path / "ours" / "house").mkdir(parents=True)
    (tmp_path / "ours" / "house" / "late.yaml").write_text(second, "utf-8")
    linter, _ = house(tmp_path)
    found = [(one.rule, str(one.severity)) for one in linter.check_text(f"{NOUN}\n", fragment=True).findings]
    assert ("house/late", "suggestion") in found


NOTE = """\
id: house/NAME
title: A note on rest
severity: SEVERITY
check: presence
cues: {phrases: [a note on rest]}
needed-after: [AFTER]
message: A page that speaks of rest has a note on it.
why: Readers ask for it.
standard: {name: House style}
examples:
  bad: ["⟦⟧", "⟦⟧"]
  good: ["A note on rest.", "A note on rest, too."]
"""


def note(tmp_path: Path, name: str, after: str, severity: str = "warning") -> None:
    """A rule of a team's own that speaks only where another one found something."""
    file = tmp_path / "ours" / "house" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = NOTE.replace("NAME", name).replace("AFTER", after).replace("SEVERITY", severity)
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("after", ["house/rest", "house/", "house"])
@pytest.mark.parametrize("name", ["apple", "zebra"])
def test_a_rule_that_asks_after_another_comes_after_it_and_the_parser_whatever_their_names(
    tmp_path: Path, name: str, after: str
) -> None:
    note(tmp_path, name, after)
    linter, _ = house(tmp_path)
    for text, expected in ((VERB, ["house/rest", f"house/{name}"]), (NOUN, [])):
        found = [one.rule for one in linter.check_text(f"{text}\n").findings if one.rule.startswith("house/")]
        assert sorted(found) == sorted(expected)


def test_rules_may_ask_after_rules_that_ask_and_after_one_another(tmp_path: Path) -> None:
    note(tmp_path, "a", "house/b")
    note(tmp_path, "b", "house/rest")
    note(tmp_path, "c", "house/d")
    note(tmp_path, "d", "house/c")  # none of these two can be the first
    linter, _ = house(tmp_path)
    assert sorted(one.rule for one in linter.check_text(f"{VERB}\n").findings if one.rule.startswith("house/")) == [
        "house/a", "house/b", "house/rest",
    ]  # fmt: skip


def test_a_rule_whose_name_begins_with_that_of_another_is_not_asked_after(tmp_path: Path) -> None:
    note(tmp_path, "note", "house/rest")
    longer = tmp_path / "ours" / "house" / "rest-days.yaml"
    text = RULE[: RULE.index("confirm:")] + RULE[RULE.index("message:") :]
    longer.write_text(text.replace("house/rest", "house/rest-days").replace("[rest]", "[night]"), "utf-8")
    linter, _ = house(tmp_path)
    assert [one.rule for one in linter.check_text("Sleep at night.\n").findings if one.rule.startswith("house/")] == [
        "house/rest-days"
    ]


REAL = """\
id: house/rest
title: Rest as an order
severity: warning
check: phrase
phrases: [rest]
confirm:
  match: disproves
  dependencies:
    - - {RIGHT_ID: rest, RIGHT_ATTRS: {LOWER: rest, TAG: NN}}
      - {LEFT_ID: rest, REL_OP: ">", RIGHT_ID: the, RIGHT_ATTRS: {LOWER: the}}
message: "‘{text}’ is an order."
why: We ask, we do not order.
standard: {name: House style}
examples:
  bad: ["You should ⟦rest⟧ at home.", "Please ⟦rest⟧ for a day."]
  good: ["The others left.", {text: "The nurse will tell you the rest.", parser: true}]
"""


@needs_spacy
def test_carelints_own_pipeline_gives_the_verdict_and_the_examples_hold(tmp_path: Path) -> None:
    linter, _ = house(tmp_path, REAL)
    assert list(examples.problems([linter.rulebook.rules["house/rest"]], linter.config)) == []
    wrong, _ = house(tmp_path, REAL.replace("LOWER: the}", "LOWER: our}"))
    (problem,) = examples.problems([wrong.rulebook.rules["house/rest"]], wrong.config)
    assert "good example 2: ‘rest’ is flagged" in problem


def test_an_example_that_needs_a_parser_is_not_run_without_one(tmp_path: Path) -> None:
    linter, _ = house(tmp_path, REAL, syntax="off")
    assert list(examples.problems([linter.rulebook.rules["house/rest"]], linter.config)) == []


def test_explain_says_that_a_parser_is_asked(tmp_path: Path) -> None:
    linter, _ = house(tmp_path)
    assert "a parser is asked; a finding that it does not bear out is withdrawn\n" in explain.page(
        linter.rulebook.rules["house/rest"]
    )


# -- mistakes ------------------------------------------------------------------------------


def test_an_error_may_not_hang_on_what_a_parser_is_asked_about(tmp_path: Path) -> None:
    late = REAL[: REAL.index("confirm:")] + REAL[REAL.index("message:") :]
    late = late.replace("house/rest", "house/late").replace(
        "check:", "severity-when: [{severity: error, fired: [house/rest]}]\ncheck:"
    )
    (tmp_path / "ours" / "house").mkdir(parents=True)
    (tmp_path / "ours" / "house" / "late.yaml").write_text(late, "utf-8")
    with pytest.raises(InputError, match=r"late\.yaml:1: an error may not hang on a parser: house/rest"):
        house(tmp_path)


def test_an_error_may_not_hang_on_a_rule_that_hangs_on_a_parser(tmp_path: Path) -> None:
    note(tmp_path, "mid", "house/rest")
    note(tmp_path, "late", "house/mid", "error")
    said = r"late\.yaml:1: .*: house/mid, which it asks about, hangs on house/rest, which has `confirm:`"
    with pytest.raises(InputError, match=said):
        house(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("severity: warning", "severity: error", 3, "an error may not hang on a parser"),
        ("match: proves", "match: shows", 7, "confirm.match: ‘shows’ is none of"),
        ("  match: proves\n", "", 6, "confirm: object missing required field `match`"),
        ("LOWER: rest", "LEMMA: rest", 9, "unknown key ‘LEMMA’"),
        ("{IN: [VB, VBP]}", "{IN: VB}", 9, "expected"),
        ("{IN: [VB, VBP]}", "{REGEX: 'V.*'}", 9, "unknown key ‘REGEX’"),
        ("TAG: {IN: [VB, VBP]}", "OP: '!'", 9, "OP: ‘!’ is none of *, +, ?"),
        ("    - - {LOWER: rest, TAG: {IN: [VB, VBP]}}", "    - []", 9, "a pattern has 1 to 12 tokens, this one has 0"),
        ("  tokens:\n    - - {LOWER: rest, TAG: {IN: [VB, VBP]}}\n", "  then: withdraw\n", 6, "holds no pattern"),
        ("tokens:\n    - - {LOWER: rest", "dependencies:\n    - - {RIGHT_ID: a, REL_OP: '>', RIGHT_ATTRS: {}", 9, ""),
        (
            "tokens:\n    - - {LOWER: rest, TAG: {IN: [VB, VBP]}}",
            "dependencies:\n    - - {RIGHT_ID: a, RIGHT_ATTRS: {}}\n      - {LEFT_ID: b, REL_OP: '>', RIGHT_ID: c, RIGHT_ATTRS: {}}",
            10,
            "a LEFT_ID that stands before it",
        ),
        (
            "tokens:\n    - - {LOWER: rest, TAG: {IN: [VB, VBP]}}",
            "dependencies:\n    - - {RIGHT_ID: a, RIGHT_ATTRS: {}}\n      - {LEFT_ID: a, REL_OP: '>', RIGHT_ID: a, RIGHT_ATTRS: {}}",
            10,
            "two tokens are called ‘a’",
        ),
    ],
)
def test_a_mistake_is_said_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in RULE
    with pytest.raises(InputError, match=rf"(?:^|[/\\])ours[/\\]house[/\\]rest\.yaml:{line}: ") as caught:
        house(tmp_path, RULE.replace(old, new))[0].check_text(NOUN)
    assert message in str(caught.value)


# -- the same as spaCy ---------------------------------------------------------------------

WORDS = ("the", "best", "care", "The", ",")
TAGS = ("DT", "JJS", "NN")
DEPS = ("det", "amod", "nsubj")


def attributes() -> st.SearchStrategy[dict[str, Any]]:
    def among(words: Sequence[str]) -> st.SearchStrategy[Any]:
        some = st.lists(st.sampled_from(words), min_size=1, max_size=2)
        return st.one_of(
            st.sampled_from(words), some.map(lambda given: {"IN": given}), some.map(lambda given: {"NOT_IN": given})
        )

    return st.fixed_dictionaries(
        {},
        optional={
            "LOWER": among(("the", "best", "care")),
            "ORTH": among(WORDS),
            "TAG": among(TAGS),
            "DEP": among(DEPS),
        },
    )


@st.composite
def sentences(draw: st.DrawFn) -> Parsed:
    count = draw(st.integers(1, 6))
    words = [draw(st.sampled_from(WORDS)) for _ in range(count)]
    order = draw(st.permutations(range(count)))
    heads = [0] * count
    for place, token in enumerate(order):  # each hangs on one drawn before it; the first is the root
        heads[token] = token if place == 0 else order[draw(st.integers(0, place - 1))]
    starts = [sum(len(word) + 1 for word in words[:at]) for at in range(count)]
    tags = tuple(draw(st.sampled_from(TAGS)) for _ in words)
    deps = tuple("ROOT" if heads[at] == at else draw(st.sampled_from(DEPS)) for at in range(count))
    return Parsed(tuple(starts), tuple(words), tags, deps, tuple(heads))


def doc(nlp: Any, parsed: Parsed) -> Any:
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=list(parsed.texts), tags=list(parsed.tags), deps=list(parsed.deps), heads=list(parsed.heads))


@pytest.fixture(scope="module")
def nlp() -> Any:
    import spacy

    return spacy.blank("en")


@needs_spacy
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_token_patterns_match_where_spacys_matcher_does(nlp: Any, data: st.DataObject) -> None:
    from spacy.matcher import Matcher

    parsed = data.draw(sentences())
    steps = st.tuples(attributes(), st.sampled_from(["", "?", "*", "+"])).map(
        lambda pair: {**pair[0], **({"OP": pair[1]} if pair[1] else {})}
    )
    pattern = data.draw(st.lists(steps, min_size=1, max_size=3))
    matcher = Matcher(nlp.vocab)
    matcher.add("x", [pattern])
    theirs = {(start, end) for _, start, end in matcher(doc(nlp, parsed)) if start < end}
    assert set(spans(tuple(msgspec.convert(pattern, list[Token])), parsed)) == theirs


@needs_spacy
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_dependency_patterns_match_where_spacys_matcher_does(nlp: Any, data: st.DataObject) -> None:
    from spacy.matcher import DependencyMatcher

    parsed = data.draw(sentences())
    pattern: list[dict[str, Any]] = [{"RIGHT_ID": "0", "RIGHT_ATTRS": data.draw(attributes())}]
    for number in range(1, data.draw(st.integers(1, 3))):
        node = {
            "LEFT_ID": str(data.draw(st.integers(0, number - 1))),
            "REL_OP": data.draw(st.sampled_from(["<", ">", "<<", ">>", ".", ".*", ";", ";*", ">++", ">--", "<++", "<--"])),
            "RIGHT_ID": str(number),
            "RIGHT_ATTRS": data.draw(attributes()),
        }
        pattern.append(node)
    parse = doc(nlp, parsed)
    root = next(token for token in parse if token.head.i == token.i)
    assume((root.left_edge.i, root.right_edge.i) == (0, len(parse) - 1))  # spaCy loses sight of words where arcs cross
    matcher = DependencyMatcher(nlp.vocab)
    matcher.add("x", [pattern])
    theirs = {tuple(tokens) for _, tokens in matcher(parse)}
    assert set(trees(tuple(msgspec.convert(pattern, list[Node])), parsed)) == theirs
