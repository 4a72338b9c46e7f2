"""YAML from strangers: YAML 1.2's types, a line for everything, limits that hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import yaml_plain, yaml_source
from linter.errors import InputError


def load(text: str) -> object:
    return yaml_source.load(text, "rule.yaml").data


def error(text: str, **limits: int) -> InputError:
    with pytest.raises(InputError) as caught:
        yaml_source.load(text, "rule.yaml", **limits)
    return caught.value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("off", "off"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("12", 12),
        ("-3", -3),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1.2.3", "1.2.3"),
        ("2026-05-04", "2026-05-04"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("!!float 1", 1.0),
        (".inf", float("inf")),
    ],
)
def test_plain_words_have_the_types_of_yaml_1_2(written: str, value: object) -> None:
    found = load(f"key: {written}\n")
    assert found == {"key": value}
    assert type(found["key"]) is type(value)  # type: ignore[index]


def test_keys_are_always_strings() -> None:
    assert load("on: 1\n2020: x\nnull: y\n") == {"on": 1, "2020": "x", "null": "y"}


def test_an_empty_text_is_nothing() -> None:
    assert load("") is None
    assert load("# only a comment\n") is None


def test_every_key_and_item_knows_its_line() -> None:
    document = yaml_source.load("\ufeffid: x\r\nexamples:\r\n  bad:\r\n    - a\r\n    - b\r\n  good: [c,\r\n    d]\r\n", "f")
    assert document.line("id") == 1
    assert document.line("examples") == 2
    assert document.line("examples", "bad") == 3
    assert document.line("examples", "bad", 1) == 5
    assert document.line("examples", "good", 0) == 6
    assert document.line("examples", "good", 1) == 7


def test_an_unknown_place_has_the_line_of_its_nearest_ancestor() -> None:
    document = yaml_source.load("a:\n  b:\n    - c\n", "f")
    assert document.line("a", "nope", "deeper") == 1
    assert document.line("a", "b", 7) == 2
    assert document.line("nope") == 1


def test_only_a_newline_ends_a_line() -> None:
    assert yaml_source.load('a: "x\u2028y"\nb: 1\n', "f").line("b") == 2


def test_aliases_are_followed_and_keep_their_own_line() -> None:
    document = yaml_source.load("a: &x [1, 2]\nb: *x\n", "f")
    assert document.data == {"a": [1, 2], "b": [1, 2]}
    assert document.line("b") == 2
    assert document.line("b", 1) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "second time; it stands on line 1"),
        ("a: [1, 2\nb: 3", 1, "bracket is not closed"),
        ("a: 1\nb: [\n", 2, "bracket is not closed"),
        ("a: 1\nb: 'x\nc: 1\n", 2, "never closed"),
        ("a: x: y", 1, "in quotes"),
        ("a:\n\t- b", 2, "tab"),
        ("a: @b", 1, "‘@’ in quotes"),
        ("a: !python/object:os.system x", 1, "tag"),
        ("a: !!python/name:os.system", 1, "tag"),
        ("a: !!int x", 1, "tag"),
        ("a: !!set {x}", 1, "tag"),
        ("a: *nothing", 1, "alias"),
        ("a: &a [*a]", 1, "alias"),
        ("? [a]\n: 1", 1, "key"),
        ("a: &k x\n*k : 1", 2, "key"),
        ("<<: {a: 1}", 1, "merge"),
        ("a: 1\n---\nb: 1", 2, "one YAML document"),
        ("a: 1\nb: \x07", 2, "U+0007"),
        ("a: 1\nb: \ud800", 2, "U+D800"),
        (f"a: {'9' * 5000}", 1, "digits"),
    ],
)
def test_a_mistake_is_told_with_its_line_in_plain_words(text: str, line: int, words: str) -> None:
    caught = error(text)
    assert (caught.path, caught.line) == ("rule.yaml", line)
    assert words in caught.message


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdef", "bcdefg", strict=True)),
        "a: &a [1]\nb: [" + "*a," * 200 + "]",
        "[" + "1," * 200_000 + "]",
        "x" * 2_000_000,
    ],
    ids=["brackets", "braces", "dashes", "questions", "laughs", "aliases", "items", "size"],
)
def test_hostile_text_is_a_mistake_and_takes_no_time(text: str) -> None:
    start = time.perf_counter()
    error(text)
    assert time.perf_counter() - start < 2


def test_aliases_do_not_go_round_the_depth_limit() -> None:
    nested = "[" * 40 + "]" * 40
    assert "alias" in error(f"a: &a {nested}\nb: {'[' * 20}*a{']' * 20}").message


def test_limits_are_the_callers_to_set() -> None:
    assert "3 levels" in error("[[[[1]]]]", max_depth=3).message
    assert "at most 10" in error("a: [1,2,3,4,5,6,7,8,9,10]", max_nodes=10).message
    assert "5 characters" in error("abcdef", max_size=5).message


@given(st.text(alphabet="ab:-[]{}&*!|>'\"\n\t #%@,?~01.\r\ufeff\u2028é😀", max_size=60))
def test_any_text_is_data_or_an_input_error(text: str) -> None:
    try:
        line = yaml_source.load(text, "f").line()
    except InputError as caught:
        line = caught.line
    assert 0 <= line <= text.count("\n") + 1


# fmt: off
_PLAIN_VALUES = st.sampled_from([
    "a", "12", "012", "1.5", "true", "null", "No", "é b", "a  b", "a:b", "a: b", "a #b", "a#b", "a :", "it's", "http://a.example/b?c#d",
    "2026-05-04", "~", "0x1f", "+1", "a, b", "a]", "# a", "- a", "|", "*a", "@a", "a\tb", "x\xa0y", "\ufeffa", "\x85", "🙂", '"a: b"',
    "''", "'it''s'", '"a\\n"', '""', "[a, 12]", "[]", "[a b , 'c d' ,\"e\"]", "[a, [b]]", "[a,]", "[a: b]", "[a",
])
# fmt: on
_PLAIN_LINES = st.one_of(
    st.builds(
        "{}:{}{}".format, st.sampled_from(["a", "b-c", "d", "E f", "-g", "1"]), st.sampled_from([" ", "  ", ""]), _PLAIN_VALUES
    ),
    st.builds("{}-{}{}".format, st.sampled_from(["", " ", "  "]), st.sampled_from([" ", "  ", ""]), _PLAIN_VALUES),
    st.sampled_from(["a:", "b:", "c: ", "", "# a", " # a", "  d", "e: f", "---", "..."]),
)


@settings(max_examples=500)
@given(st.lists(_PLAIN_LINES, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_what_is_read_without_the_parser_is_what_the_parser_gives(lines: list[str], end: str) -> None:
    text = end.join(lines)
    plain = yaml_plain.read(text)
    if plain is None:
        return
    data, places = plain
    parsed = yaml_source._Reader(text, "f", yaml_source.MAX_NODES, yaml_source.MAX_DEPTH).read()
    assert repr(data) == repr(parsed.data)  # types too, and the order of keys
    for key, (line, *items) in places.items():
        assert parsed.line(key) == line
        assert [parsed.line(key, at) for at in range(len(items))] == items


def test_most_front_matter_needs_no_parser() -> None:
    text = (
        'title: "Asthma: a guide"\ntopic-terms: [asthma, spacer]\nreviewed: 2026-05-04\nsources:\n  - A. Reed, 2024\n# done\n'
    )
    plain = yaml_plain.read(text)
    assert plain == (
        {
            "title": "Asthma: a guide",
            "topic-terms": ["asthma", "spacer"],
            "reviewed": "2026-05-04",
            "sources": ["A. Reed, 2024"],
        },
        {"title": [1], "topic-terms": [2], "reviewed": [3], "sources": [4, 5]},
    )


def test_a_long_line_of_spaces_and_commas_takes_no_time() -> None:
    start = time.perf_counter()
    assert yaml_plain.read("a: [" + "a , " * 900 + "?]") is None
    assert yaml_plain.read("a: [a" + " " * 3900 + "?]") is None
    assert time.perf_counter() - start < 1


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=5), st.lists(st.integers(0, 99), max_size=4), max_size=6))
def test_what_is_written_is_read(data: dict[str, list[int]]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in data.items())
    document = yaml_source.load(text, "f")
    assert (document.data or {}) == data
    assert [document.line(key) for key in data] == list(range(1, len(data) + 1))
