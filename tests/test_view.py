"""A page as people see it: every block once, whole, with each finding on its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter import Linter
from linter.options import Options
from linter.page import OPAQUE
from linter.readers import read
from linter.view import Shown, View
from tests.test_reader_html import PIECES as HTML_PIECES

ENGINE = Linter(syntax="off")


def view_of(text: str, path: str = "page.md") -> tuple[View, list[str]]:
    """The view, and the rules of its findings by number."""
    report = ENGINE.check_text(text, path, fragment=True)
    return ENGINE.view(text, report), [finding.rule for finding in report.findings]


def words(block: Shown) -> str:
    return "".join(piece.text for piece in block.pieces)


def marked(view: View, number: int) -> list[str]:
    """The words of each block that a finding is marked on, inside or whole."""
    found = []
    for block in view.blocks:
        inside = "".join(piece.text for piece in block.pieces if number in piece.findings)
        found += [words(block)] if number in block.around else [inside] if inside else []
    return found


def test_a_finding_is_marked_on_its_words_and_noted_at_its_block() -> None:
    view, rules = view_of("# Ginger\n\nRest.\n\nOur *ginger* **cures** ulcers.\n")
    number = rules.index("claims/cure")
    assert marked(view, number) == ["cures"]
    assert [number in block.first for block in view.blocks] == [False, False, True]
    assert [piece.ends for piece in view.blocks[2].pieces if piece.text == "cures"] == [(number,)]


def test_findings_that_overlap_share_the_words_between_them() -> None:
    view, rules = view_of("It is entirely free of risk.\n")
    for number in range(len(rules)):
        assert len(marked(view, number)) == 1
    assert any(len(piece.findings) > 1 for block in view.blocks for piece in block.pieces)


def test_a_finding_about_a_whole_block_goes_around_it() -> None:
    text = "It helps. " * 12
    view, rules = view_of(text)
    number = rules.index("readability/long-paragraph")
    assert view.blocks[0].around == (number,)
    assert view.blocks[0].first == (number,)


def test_entities_and_emphasis_inside_a_finding_do_not_move_it() -> None:
    view, rules = view_of("<p>A &amp; B: <b>100%</b>&nbsp;<i>effective</i> &eacute;</p>", "page.html")
    number = next(i for i, rule in enumerate(rules) if rule.startswith("claims/"))
    assert marked(view, number) == ["100% effective"]


def test_what_no_block_holds_stands_apart() -> None:
    text = "# Ginger\n\n<!-- carelint-disable-next-line claims/cure: no reason -->\nIt helps.\n"
    view, rules = view_of(text)
    assert rules == ["meta/unused-suppression"]
    assert view.apart == (0,)


def test_code_shows_as_it_stands_in_the_source() -> None:
    view, _ = view_of(f"Type `carelint` or `{'x' * 99}` now.\n")
    shown = [piece.text for piece in view.blocks[0].pieces if not piece.is_prose]
    assert shown == ["`carelint`", "`" + "x" * 59 + "…"]


def test_an_image_is_named_not_shown_as_markup() -> None:
    view, _ = view_of('<p>See <img src="a.png" alt="a knee"> <video src="b"></video> here.</p>', "page.html")
    assert "[image]" in words(view.blocks[0])
    assert "<" not in "".join(words(block) for block in view.blocks)


def test_sections_and_the_target_of_the_profile_come_with_it() -> None:
    text = "# Ears\n\nRest. Drink water.\n\n## Drops\n\nUse them at night.\n"
    for profile, target in (("us-default", 8.0), ("medicines", 6.0)):
        engine = Linter(profile=profile, syntax="off")
        view = engine.view(text, engine.check_text(text))
        assert view.target == target
        assert [section.heading for section in view.sections] == ["Ears", "Drops"]


def test_a_snippet_has_no_target_which_is_one_of_whole_pages() -> None:
    text = "# Ears\n\nRest. Drink water.\n"
    for engine, fragment in ((ENGINE, True), (Linter(options=Options(syntax="off", fragment=True)), None)):
        report = engine.check_text(text, fragment=fragment)
        assert report.fragment
        assert engine.view(text, report).target is None
    whole = ENGINE.check_text(text)
    assert not whole.fragment
    assert ENGINE.view(text, whole).target == 8.0


SNIPPETS = [
    "cures", "best treatment", "# Heading\n\n", "- item\n", "\n\n", " ", "&amp;", "&nbsp;", "*x*", "`code`", "![pain](a.png)", "entirely safe",
    "[here](b)", "| a | b |\n|---|---|\n| cures | 5.0 mg |\n\n", "<!-- x -->", "erythema", "> ", "é", "\u200b", "5.0 mg", "<b>", "</b>",
]  # fmt: skip


@given(st.lists(st.sampled_from([*SNIPPETS, *HTML_PIECES]), max_size=14), st.sampled_from(["page.md", "page.html", "page.txt"]))
def test_every_block_is_shown_whole_and_every_finding_once(parts: list[str], path: str) -> None:
    text = "".join(parts)
    report = ENGINE.check_text(text, path)
    if report.skipped:
        return
    view = ENGINE.view(text, report)
    page, _ = read(text, path)
    assert len(view.blocks) == len(page.blocks)
    for shown, block in zip(view.blocks, page.blocks, strict=True):
        pieces = [piece.text if piece.is_prose else OPAQUE for piece in shown.pieces]
        assert "".join(pieces) == page.text_of(block)
    noted = [number for block in view.blocks for number in block.first]
    assert sorted([*noted, *view.apart]) == list(range(len(report.findings)))
    for block in view.blocks:
        for number in block.first:
            assert number in block.around or [number for piece in block.pieces if number in piece.ends].count(number) == 1


@given(st.data())
def test_stretches_are_the_way_back_of_place(data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=10)))
    page, _ = read(text, "page.md")
    for block in page.blocks:
        if block.start < block.end:
            start = data.draw(st.integers(block.start, block.end - 1))
            end = data.draw(st.integers(start + 1, block.end))
            source = page.place(start, end)
            if source[0] < source[1]:
                found = [at for first, last in page.stretches(*source) for at in range(first, last)]
                assert set(range(start, end)) & set(found)
                for at in found:
                    first, last = page.place(at, at + 1)
                    assert first < source[1]
                    assert last > source[0]
