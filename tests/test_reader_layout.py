"""Tables that lay out a page, and tables that are read by row and column."""

from __future__ import annotations

import pytest

from linter.page import Kind
from linter.readers import html, markdown

LONG = "Your doctor has asked for a blood test to see how well your kidneys work."


def kinds(source: str) -> set[str]:
    return {str(block.kind) for block in html.read(source, "x.html").blocks}


@pytest.mark.parametrize(
    "source",
    [
        f"<table width=600><tr><td><h1>Blood tests</h1><p>{LONG}</p></td></tr></table>",
        f"<table><tr><td>Home<br>Contact</td><td><h2>Tests</h2>{LONG}<br><br>{LONG}</td></tr></table>",
        f"<table><tr><td>&nbsp;</td><td>{LONG}</td><td><img src=x></td></tr></table>",
        f"<table border=1><tr><td>{LONG}</td></tr></table>",
        f"<table><tr><td>{LONG}</td></tr><tr><td>Short</td></tr></table>",
        f"<table><tr><td>Logo</td><td>News</td></tr><tr><td colspan=2><p>{LONG}</p><p>{LONG}</p></td></tr></table>",
        f"<table><tr><td><p>{LONG}</p><p>{LONG}</p></td><td>{LONG}<ul><li>One</ul></td></tr></table>",
        f"<table><tr><th class=columns><table><tr><th><h1>Hi</h1><p>{LONG}</p></th><th></th></tr></table></th></tr></table>",
        "<table><tr><td><table><tr><td><h2>Hi</h2><p>You are well.</p></td></tr></table></td></tr></table>",
        "<table role=none><tr><th>Hello</th></tr></table>",
        f"<table><tr><td><h1>Never closed</h1>{LONG}",
    ],
)
def test_a_cell_that_is_part_of_the_page_holds_prose(source: str) -> None:
    assert "cell" not in kinds(source)


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>Adults</td><td>2 tablets</td></tr></table>",
        "<table><tr><td>Adults</td></tr><tr><td>Children</td></tr></table>",
        f"<table><tr><td>Adults</td><td>2</td></tr><tr><td>Children</td><td><p>{LONG}</p><p>{LONG}</p></td></tr></table>",
        f"<table><tr><td>Adults</td><td>2</td></tr><tr><td>Children</td><td>{LONG}<ul><li>One<li>Two</ul></td></tr></table>",
        f"<table><tr><th>Who</th></tr><tr><td><p>{LONG}</p><p>{LONG}</p></td></tr></table>",
        f"<table><caption>Doses</caption><tr><td><h3>Adults</h3>{LONG}</td></tr></table>",
        f"<table><thead><tr><td>Who</td></tr></thead><tr><td>{LONG}</td></tr></table>",
        f"<table><tr><td scope=row>Who</td></tr><tr><td>{LONG}</td></tr></table>",
        f"<table border=1><tr><td><p>{LONG}</p><p>{LONG}</p></td><td><p>{LONG}</p><p>{LONG}</p></td></tr></table>",
        f"<table><tr><td rowspan=2>Adults</td><td>2</td></tr><tr><td><p>{LONG}</p><p>{LONG}</p></td></tr></table>",
        f"<table role=table><tr><td>{LONG}</td></tr></table>",
    ],
)
def test_a_table_of_data_stays_a_table(source: str) -> None:
    assert "cell" in kinds(source)


def test_a_table_of_data_in_a_layout_stays_a_table() -> None:
    inner = "<table><tr><th>Who</th><th>Dose</th></tr><tr><td>Adults</td><td>2</td></tr></table>"
    page = html.read(f"<table><tr><td><h1>Doses</h1><p>{LONG}</p>{inner}</td></tr></table>", "x.html")
    assert [str(block.kind) for block in page.blocks] == ["heading", "paragraph", "cell", "cell", "cell", "cell"]


def test_bullets_in_a_layout_are_list_items() -> None:
    page = html.read(f"<table><tr><td>• one thing<br>• two things</td></tr><tr><td>{LONG}</td></tr></table>", "x.html")
    assert [block.kind for block in page.blocks] == [Kind.ITEM, Kind.ITEM, Kind.PARAGRAPH]


def test_layout_in_markdown_may_have_empty_lines_in_it() -> None:
    page = markdown.read(
        f"<table width=600><tr><td>\n\n## Tests\n\n<p>{LONG}</p>\n\n<p>{LONG}</p>\n\n</td></tr></table>\n", "x.md"
    )
    assert [block.kind for block in page.blocks] == [Kind.HEADING, Kind.PARAGRAPH, Kind.PARAGRAPH]
