"""Packed pieces, by number and by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.store.pieces import Lines, Pieces, Pile, Shelves


@given(pieces=st.lists(st.binary()))
def test_pieces_come_back_by_number(pieces: list[bytes]) -> None:
    pile = Pile(Pieces.of(pieces))
    assert [bytes(pile[number]) for number in range(len(pile))] == pieces


@given(known=st.dictionaries(st.text(), st.integers(0, 1000)), others=st.lists(st.text()))
def test_what_is_known_of_words_comes_back_and_nothing_of_others(known: dict[str, int], others: list[str]) -> None:
    shelves = Shelves(Shelves.filled(known), int)
    assert {word: shelves.get(word) for word in known} == known
    assert all(shelves.get(word) is None for word in others if word not in known)


@given(known=st.dictionaries(st.text(), st.integers(0, 1000)))
def test_the_same_words_in_any_order_make_the_same_bytes(known: dict[str, int]) -> None:
    turned = dict(reversed(known.items()))
    assert Shelves.filled(known).data.whole() == Shelves.filled(turned).data.whole()


def test_half_a_character_is_no_known_word() -> None:
    assert Shelves(Shelves.filled({"pill": 1}), int).get("pi\ud800ll") is None


@given(lines=st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))))
def test_lines_come_back_one_by_one_and_all_together(lines: list[str]) -> None:
    packed = Lines(Lines.of(lines))
    assert [packed[number] for number in range(len(packed))] == [*packed] == packed[:] == lines
    assert packed[::-2] == lines[::-2]
    with pytest.raises(IndexError):
        packed[len(lines)]
