"""The rules that the word tables keep: what may stand in `terms.tsv`, `known-words.tsv` and `word-parts.tsv`, and how."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from linter import Linter
from linter.language import syllables
from linter.language.terms import UNFAMILIAR
from linter.language.words import find
from linter.lexicon import Row, Table, read_table, spellings, split_cell
from linter.own_lexicon import KINDS
from linter.rulebook import rules_folder
from linter.search.scanner import expand

COLUMNS = ["term", "forms", "kind", "familiarity", "plain", "meaning", "source"]
LEAST_ENTRIES = 2_500
MOST_PLAIN_WORDS = 6
HIGHEST_GRADE = 8.0

# Meanings that may hold a hard term of the lexicon, and why nothing easier says it. Keep this short.
MAY_HOLD = {
    "cutaneous lupus": "a kind of lupus, and says what lupus is",
    "discoid lupus": "a kind of lupus, and says what lupus is",
    "systemic lupus erythematosus": "lupus is the name that readers meet",
}


@cache
def table(name: str) -> Table:
    return read_table((rules_folder() / "lexicon" / f"{name}.tsv").read_text("utf-8"), f"{name}.tsv")


@cache
def terms() -> list[Row]:
    return list(table("terms"))


def forms(row: Row) -> list[str]:
    return [row["term"], *split_cell(row["forms"])]


def is_hard(row: Row) -> bool:
    return float(row["familiarity"]) < UNFAMILIAR


def grade(meaning: str) -> float:
    """Flesch–Kincaid of “It is …”, read as one sentence."""
    sentence = f"It is {meaning}"
    words = [sentence[start:end] for start, end in find(sentence)]
    return 0.39 * len(words) + 11.8 * sum(map(syllables.count, words)) / len(words) - 15.59


@cache
def hard_forms() -> dict[str, str]:
    """Written forms of hard terms in lower case, with their terms."""
    return {form.lower(): row["term"] for row in terms() if is_hard(row) for form in forms(row)}


@cache
def longest() -> int:
    return max(form.count(" ") for form in hard_forms()) + 1


def hard_terms_in(text: str) -> Iterator[str]:
    """The hard terms that a text holds, the longest at each place."""
    words = re.findall(r"[\w'-]+", text.lower())
    at = 0
    while at < len(words):
        for length in range(min(longest(), len(words) - at), 0, -1):
            if (found := hard_forms().get(" ".join(words[at : at + length]))) is not None:
                yield found
                at += length
                break
        else:
            at += 1


# -- terms.tsv ------------------------------------------------------------------------------------


def test_there_are_terms_enough() -> None:
    assert len(terms()) >= LEAST_ENTRIES


def test_every_line_has_the_seven_cells_and_none_is_blank() -> None:
    assert table("terms").columns == COLUMNS
    wrong = [
        line
        for line in table("terms").lines
        if line.count("\t") != 6 or any(not cell.strip() or cell != cell.strip() for cell in line.split("\t"))
    ]
    assert wrong == []


def test_terms_are_sorted() -> None:
    names = [row["term"].lower() for row in terms()]
    assert [(one, two) for one, two in pairwise(names) if one > two] == []


def test_no_form_stands_twice() -> None:
    counted = Counter(form.lower() for row in terms() for form in forms(row))
    assert [form for form, count in counted.items() if count > 1] == []


def test_kinds_and_familiarity_are_known_ones() -> None:
    assert {row["kind"] for row in terms()} <= set(KINDS)
    assert [row["term"] for row in terms() if not 0 <= float(row["familiarity"]) <= 1] == []


def test_plain_words_are_few_and_no_sentence() -> None:
    assert [row["plain"] for row in terms() if len(row["plain"].split()) > MOST_PLAIN_WORDS or row["plain"].endswith(".")] == []


def test_every_term_has_a_meaning_that_reads_at_grade_8_or_below() -> None:
    assert [row["term"] for row in terms() if not row["meaning"] or row["meaning"].endswith(".")] == []
    hard = {row["meaning"]: round(grade(row["meaning"]), 1) for row in terms() if grade(row["meaning"]) > HIGHEST_GRADE}
    assert hard == {}


@pytest.mark.parametrize("column", ["meaning", "plain"])
def test_what_explains_a_term_needs_no_explanation(column: str) -> None:
    """No hard term of the lexicon, the term itself least of all: that would be circular."""
    wrong = {
        row["term"]: found for row in terms() if row["term"] not in MAY_HOLD and (found := list(hard_terms_in(row[column])))
    }
    assert wrong == {}


def test_no_meaning_says_the_term_again() -> None:
    """A familiar term too is not explained by itself."""
    circular = [
        row["term"]
        for row in terms()
        if any(re.search(rf"(?<![\w-]){re.escape(form.lower())}(?![\w-])", row["meaning"].lower()) for form in forms(row))
    ]
    assert circular == []


def test_exceptions_are_few_still_needed_and_reasoned() -> None:
    assert len(MAY_HOLD) <= 20
    by_term = {row["term"]: row for row in terms()}
    for term, reason in MAY_HOLD.items():
        assert reason
        assert [*hard_terms_in(by_term[term]["meaning"]), *hard_terms_in(by_term[term]["plain"])], (
            f"{term} holds no hard term any more"
        )


@pytest.mark.integration  # a page of all forms
def test_every_form_of_a_hard_term_is_found_as_that_term() -> None:
    """All on one page, each in a paragraph of its own: a page for each would take minutes."""
    wanted = [(form, row["term"]) for row in terms() if is_hard(row) for form in forms(row)]
    text = "\n".join(f"<p>{form}</p>" for form, _ in wanted)
    found = {term.line: (term.words, term.lemma) for term in Linter(syntax="off").find_terms(text, path="page.html")}
    assert [entry for line, entry in enumerate(wanted, 1) if found.get(line) != entry] == []


# -- the other tables -----------------------------------------------------------------------------


def test_words_that_all_readers_know_are_sorted_and_no_hard_terms() -> None:
    known = [row["word"] for row in table("known-words")]
    assert known == sorted(known, key=str.lower)
    assert len(set(known)) == len(known)
    assert [word for word in known if word.lower() in hard_forms()] == []


def test_parts_of_words_are_sorted_and_mean_something() -> None:
    parts = list(table("word-parts"))
    names = [row["part"] for row in parts]
    assert names == sorted(names)
    assert {row["where"] for row in parts} <= {"start", "end", "drug", "shape"}
    assert len({(row["part"], row["where"]) for row in parts}) == len(parts)
    assert [row["part"] for row in parts if (row["where"] in ("drug", "shape")) != (not row["meaning"])] == []


# -- sets of words and danger signs ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("short", "spelled"),
    [
        ("insulin", ["insulin"]),
        ("cures?", ["cures", "cure"]),
        ("health[- ]?care", ["health care", "health-care", "healthcare"]),
        ("beta[- ]blockers?", ["beta blockers", "beta blocker", "beta-blockers", "beta-blocker"]),
    ],
)
def test_a_word_of_a_set_is_short_for_its_spellings(short: str, spelled: list[str]) -> None:
    assert spellings(short) == spelled


def test_words_for_medicine_hold_nothing_but_spellings() -> None:
    (words,) = [split_cell(row["words"]) for row in table("word-sets") if row["set"] == "medicine-word"]
    assert words == sorted(words)
    assert all(re.fullmatch(r"[a-z -]+", spelled) for word in words for spelled in spellings(word))


def test_each_danger_sign_stands_once_with_what_it_may_be() -> None:
    rows = list(table("danger-signs"))
    assert [row["may-be"] for row in rows] == sorted(row["may-be"] for row in rows)
    signs = [sign for row in rows for sign in expand(row["sign"])]
    assert not [sign for sign, count in Counter(signs).items() if count > 1]
    assert all(row["may-be"] for row in rows)


def test_a_table_gives_its_columns_and_its_rows_by_one_of_them() -> None:
    table = read_table("# x\nword\tmeans\tsource\npill\t-\ta\ncast\thard cover\t-\n", "words.tsv")
    for same in (table, Table.unpack(table.pack())):
        assert same.column("word") == ["pill", "cast"]
        assert same.column("means") == ["", "hard cover"]
        assert same.column("source") == ["a", ""]
        rows = same.by("word")
        assert dict(rows) == {row["word"]: row for row in same}
        assert "plaster" not in rows
        with pytest.raises(ValueError, match="kind"):
            same.column("kind")
