"""Places of hits, asked quickly, say the same as each of them asked in turn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.search.hits import Places

stretches = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(stretches, max_size=12), stretches)
def test_places_know_whether_one_of_them_touches_a_stretch(places: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    assert Places(places).touch(start, end) == any(one < end and start < other for one, other in places)


@given(st.lists(stretches, max_size=12), stretches)
def test_places_know_whether_a_longer_one_holds_a_stretch(places: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    longer = [(one, other) for one, other in places if other - one > end - start]
    assert Places(places).hold(start, end) == any(one <= start and end <= other for one, other in longer)


@given(st.lists(stretches, max_size=12), st.integers(0, 40))
def test_places_know_how_far_those_reach_that_have_begun(places: list[tuple[int, int]], start: int) -> None:
    assert Places(places).reach(start) == max((other for one, other in places if one <= start), default=0)
