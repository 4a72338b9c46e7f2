"""Markdown: one block is one string whatever its markup, and every character knows its place in the source."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linter.page import OPAQUE, Block, Kind, Page
from linter.readers import markdown
from tests.reading_tools import outline


def read(source: str) -> Page:
    return markdown.read(source, "page.md")


def texts(source: str) -> list[tuple[str, str]]:
    page = read(source)
    return [(block.kind.value, page.text_of(block).replace(OPAQUE, "@")) for block in page.blocks]


def only(source: str) -> str:
    [(_, text)] = texts(source)
    return text


def marks(source: str) -> list[tuple[str, str, str]]:
    page = read(source)
    return [(mark.kind, page.text[mark.start : mark.end].replace(OPAQUE, "@"), mark.value) for mark in page.marks]


def found(source: str, words: str) -> str:
    """What the source holds where the text has these words."""
    page = read(source)
    at = page.text.index(words)
    start, end = page.place(at, at + len(words))
    return source[start:end]


def check_places(page: Page) -> None:
    lengths = page._source_lengths
    for i, (text_start, source_start) in enumerate(zip(page._text_starts, page._source_starts, strict=True)):
        text_end = page._text_starts[i + 1] if i + 1 < len(page._text_starts) else len(page.text)
        string = page.text[text_start:text_end]
        assert string
        if lengths[i] < 0:
            assert page.source[source_start : source_start + len(string)] == string
        else:
            assert 0 <= source_start <= source_start + lengths[i] <= len(page.source)
    end = 0
    for block in page.blocks:
        text = page.text_of(block)
        assert block.start == end
        assert "\n" not in text
        assert text == text.strip()
        assert "  " not in text
        assert 0 <= block.source_start <= block.source_end <= len(page.source)
        if text:
            first, last = page.place(block.start, block.end)
            assert block.source_start <= first < last <= block.source_end
        end = block.end + 1
    assert end == len(page.text)
    for mark in page.marks:
        assert 0 <= mark.start < mark.end <= len(page.text)
        assert "\n" not in page.text[mark.start : mark.end]


# -- inline ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "guaran**teed**",
        "*guar*anteed",
        "gua<b>ran</b>teed",
        "guaran[teed](x)",
        "guar~anteed",
        "guaran{: .x}teed",
        "guaran\u00adteed",
    ],
)
def test_a_word_is_one_word_whatever_markup_runs_through_it(source: str) -> None:
    assert only(source).replace("~", "") == "guaranteed"


def test_a_place_in_a_word_with_markup_spans_the_markup() -> None:
    assert found("Results guaran**teed**.", "guaranteed") == "guaran**teed"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"5 \* 3 \_ 2", "5 * 3 _ 2"),
        ("a &amp; b &lt; c&nbsp;d &#8217;", "a & b < c d ’"),
        ("AT&T &notanentity;", "AT&T &notanentity;"),
        ("one\ntwo  \nthree\\\nfour<br>five", "one two three four five"),
        ("see <https://x.org/a>", "see https://x.org/a"),
        ("take `code` now", "take @ now"),
        ("old ~~new~~ text", "old text"),
        ("5~10 mg or 20~30 mg", "5~10 mg or 20~30 mg"),
        ("a <!-- note --> b", "a b"),
        ("a <script>x</script> b", "a b"),
        ("zero\u200bwidth  and\u00a0spaces", "zerowidth and spaces"),
        ("{take with food}", "{take with food}"),
        ("x {a=1} y", "x y"),
        ("[a] [b][c]", "[a] [b][c]"),
    ],
)
def test_inline_markup_leaves_the_words(source: str, text: str) -> None:
    assert only(source) == text


def test_lines_that_begin_with_a_typed_bullet_are_items_of_one_list() -> None:
    page = read("Causes:\n• cold air\n• **dry** air, or air\n  with smoke\n\n• dust\n\nHome • About")
    assert outline(page) == [
        ("paragraph", "Causes:"),
        ("item", "cold air"),
        ("item", "dry air, or air with smoke"),
        ("item", "dust"),
        ("paragraph", "Home • About"),
    ]


def test_an_entity_and_an_escape_are_placed_whole() -> None:
    assert found("a &amp; b", "&") == "&amp;"
    assert found(r"a \* b", "*") == "*"
    assert found("| a\\|b |\n|-|", "a|b") == "a\\|b"


def test_links_of_every_kind_are_marked_with_their_address() -> None:
    source = "[a **b**](u 'title') [c][r] [r] <x@y.org> <https://z.org>\n\n[r]: /ref\n"
    assert marks(source) == [
        ("link", "a b", "u"),
        ("strong", "b", ""),
        ("link", "c", "/ref"),
        ("link", "r", "/ref"),
        ("link", "x@y.org", "mailto:x@y.org"),
        ("link", "https://z.org", "https://z.org"),
    ]


def test_images_are_opaque_and_their_alt_text_is_a_label_after_the_block() -> None:
    source = "Before ![a *red* &amp; ‘swollen’ knee](k.png) after."
    assert texts(source) == [("paragraph", "Before @ after."), ("label", "a red & ‘swollen’ knee")]
    assert marks(source) == [("image", "@", "k.png")]
    assert found(source, "swollen’ knee") == "swollen’ knee"
    assert texts("![](decoration.png) x") == [("paragraph", "@ x")]
    assert marks("[![alt](i)](l)") == [("image", "@", "i"), ("link", "@", "l")]


def test_footnotes_are_marked_where_they_are_called_and_labelled_where_they_stand() -> None:
    page = read("Claim.[^1] More.\n\n[^1]: First *source*.\n\n    Second.\n\nAfter.\n")
    assert [(page.text_of(block), block.note) for block in page.blocks[1:]] == [
        ("First source.", "1"),
        ("Second.", "1"),
        ("After.", ""),
    ]
    [mark] = page.marks
    assert (mark.kind, mark.value, page.text[: mark.end]) == ("note", "1", f"Claim.{OPAQUE}")


def test_inline_html_is_understood() -> None:
    source = (
        "<abbr title='blood pressure'>BP</abbr> m<sup>2</sup> <dfn>disc</dfn> <a href=\"/x\">y</a> <img src=s alt='a scan'>"
    )
    assert texts(source) == [("paragraph", "BP m2 disc y @"), ("label", "a scan")]
    assert marks(source) == [
        ("abbr", "BP", "blood pressure"),
        ("sup", "2", ""),
        ("dfn", "disc", ""),
        ("link", "y", "/x"),
        ("image", "@", "s"),
    ]


def test_abbreviations_defined_once_are_marked_everywhere() -> None:
    source = "See a GP or GPs.\n\n*[GP]: general practitioner\n\n# The GP\n"
    assert [text for _, text in texts(source)] == ["See a GP or GPs.", "The GP"]
    assert marks(source) == [("abbr", "GP", "general practitioner")] * 2


def test_an_inline_tag_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert marks("a <b>bold\n\nplain\n") == [("strong", "bold", "")]


def test_a_paragraph_that_is_all_bold_is_marked_so() -> None:
    page = read("**Symptoms**\n")
    assert [(mark.kind, mark.start, mark.end) for mark in page.marks] == [("strong", page.blocks[0].start, page.blocks[0].end)]


# -- blocks --------------------------------------------------------------------------------------


def blocks(source: str, *fields: str) -> list[tuple[object, ...]]:
    page = read(source)
    return [(page.text_of(block), *(getattr(block, field) for field in fields)) for block in page.blocks]


def test_headings_have_levels_and_no_markup() -> None:
    source = "# One *x* ##\n\nTwo\n===\n\n### Three {#anchor .class}\n"
    assert blocks(source, "kind", "level") == [
        ("One x", Kind.HEADING, 1),
        ("Two", Kind.HEADING, 1),
        ("Three", Kind.HEADING, 3),
    ]


def test_lists_nest_and_items_hold_paragraphs() -> None:
    source = "- a\n  b\n\n  c\n  1. d\n  2. e\n\n  f\n\nafter\n"
    assert blocks(source, "kind", "level", "group", "ordered") == [
        ("a b", Kind.ITEM, 1, 1, False),
        ("c", Kind.PARAGRAPH, 0, 1, False),
        ("d", Kind.ITEM, 2, 2, True),
        ("e", Kind.ITEM, 2, 2, True),
        ("f", Kind.PARAGRAPH, 0, 1, False),
        ("after", Kind.PARAGRAPH, 0, 0, False),
    ]


def test_task_markers_are_not_words() -> None:
    assert texts("- [ ] call\n- [x] rest\n") == [("item", "call"), ("item", "rest")]


def test_tables_give_cells() -> None:
    assert blocks("|A|B|\n|-|-|\n|1 *mg*|`x`|\n||z|\n", "kind", "row", "column", "header") == [
        ("A", Kind.CELL, 0, 0, True),
        ("B", Kind.CELL, 0, 1, True),
        ("1 mg", Kind.CELL, 1, 0, False),
        (OPAQUE, Kind.CELL, 1, 1, False),
        ("z", Kind.CELL, 2, 1, False),
    ]


def test_quotations_are_quoted_and_callouts_are_not() -> None:
    assert blocks("> a\n> b\n\n> [!WARNING]\n> c\n", "quoted") == [("a b", True), ("c", False)]


def test_definition_lists_give_terms_and_meanings() -> None:
    assert texts("Lamina\n: A bone.\n: Or a leaf.\n") == [("term", "Lamina"), ("meaning", "A bone."), ("meaning", "Or a leaf.")]


def test_code_is_there_but_not_read() -> None:
    assert texts("```\nx\n```\n\n    y\n\n<pre>z</pre>\n") == [("code", "")] * 3


def test_attribute_lists_and_fenced_divs_are_not_words() -> None:
    source = "::: warning\nText.\n{: .note }\n:::\n\n- a\n- b\n{.list--check}\n\n[l](u){data-x=anchor}, _e_{.x}\n"
    assert [text for _, text in texts(source)] == ["Text.", "a", "b", "l, e"]


def test_an_admonition_is_its_title_and_its_words() -> None:
    source = '!!! warning "Read this"\n    Text.\n\n    * a\n    * b **c**\n\n??? note\n\n    More.\n\nAfter.\n'
    assert texts(source) == [
        ("paragraph", "Read this"),
        ("paragraph", "Text."),
        ("item", "a"),
        ("item", "b c"),
        ("paragraph", "More."),
        ("paragraph", "After."),
    ]
    assert texts("Wow!!!\n\n    code\n") == [("paragraph", "Wow!!!"), ("code", "")]


def test_what_a_builder_leaves_out_is_not_read() -> None:
    source = (
        "import Tabs from '@theme/Tabs';\nexport const x = 'Best';\n\nOne.\n\n%% Two. %%\n\n{/* Three. */}\n\n"
        "Read [[four|five]] and [[six]], 100%% [sure]{.smallcaps}.\n"
    )
    assert [text.replace("\ufffc", "") for _, text in texts(source)] == ["One.", "Read five and six, 100%% sure."]
    shown = "%% Two. %%\n\n{/* Three. */}\n"  # where no builder takes it out, readers see it
    assert [text for _, text in texts(shown)] == ["%% Two. %%", "{/* Three. */}"]


def test_a_tab_is_its_title_and_its_words() -> None:
    expected = [("paragraph", "Adults"), ("paragraph", "Take 5 mL.")]
    assert texts('=== "Adults"\n\n    Take 5 mL.\n') == expected
    assert texts('{{< tabs >}}\n{{< tab "Adults" >}}\nTake 5 mL.\n{{< /tab >}}\n{{< /tabs >}}\n') == expected
    assert texts('{{% tab id="a" header="Adults" color="red" %}}\nTake 5 mL.\n{{% /tab %}}\n') == expected
    assert texts('{% tab title="Adults" %}\n\nTake 5 mL.\n{% endtab %}\n') == expected
    assert texts('```\n{{< tab "Adults" >}}\n```\n') == [("code", "")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('!!! note ""\n\n    S', ["S"]),
        ('1. a\n\n    !!! note "T"\n\n        S\n\n2. b', ["a", "T", "S", "b"]),
        ('=== "T"\n\n    ??? note "U"\n\n        S\n\n    R\n', ["T", "U", "S", "R"]),
        ('- a\n\n    === "T"\n        S', ["a", "T", "S"]),
        ('!!! note "T"\n\n\tS\n\n\tR', ["T", "S", "R"]),
        ('!!! note "T"\n\tS\n\n\tR', ["T", "S", "R"]),
        ('!!! note "T"\n\n\n    S', ["T", "S"]),
        ('> !!! note "T"\n>\n>     S', ["T", "S"]),
        ('!!! note "T"\n    S\n\n???+ note "U"\n    R', ["T", "S", "U", "R"]),
    ],
)
def test_the_words_of_a_box_are_read_however_it_stands(source: str, words: list[str]) -> None:
    assert [text for _, text in texts(source)] == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (":::{note}\n:class: dropdown\n:open:\nS\n:::", ["S"]),
        ("> :::{tip} T\r\n> :name: a b\r\n>\r\n> S", ["T", "S"]),
        (":::{note}\nS\n:class: x", ["S :class: x"]),
        ("a\n:class: x", ["a :class: x"]),
    ],
)
def test_options_after_the_first_line_of_a_container_are_no_words(source: str, words: list[str]) -> None:
    assert [text for _, text in texts(source)] == words


@pytest.mark.parametrize("sign", [":::tip[T]", ":::note T", "::: details T", ":::{admonition} T", ":::tip[T]{#id}"])
def test_the_title_of_a_container_is_a_block_of_its_own(sign: str) -> None:
    assert [text for _, text in texts(f"a\n{sign}\nS\n:::\n\nb")] == ["a", "T", "S", "b"]


def test_a_colon_right_before_a_word_begins_no_meaning() -> None:
    assert texts("a\n\n:b: c\n\n:) d\n\n:-) e") == [("paragraph", text) for text in ("a", ":b: c", ":) d", ":-) e")]
    assert texts("a\n: b") == [("term", "a"), ("meaning", "b")]
    assert [kind for kind, _ in texts("a|b\n:--|:-:\nc|d")] == ["cell"] * 4


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('!!! note "T"\n\n    S', ["T", "S"]),
        ('import A from "a"\n\nS', ["S"]),
        (":::{note}\nS", ["S"]),
        ("*[GP]: x\n\nS", ["S"]),
    ],
)
def test_a_byte_order_mark_hides_no_sign_after_it(source: str, words: list[str]) -> None:
    assert [text for _, text in texts("\ufeff" + source)] == words


def test_a_shortcode_that_is_closed_is_the_words_between() -> None:
    source = "{{< note >}}\nCall us if:\n\n&nbsp;\n{{< /note >}}\n\n{{< video >}}\n"
    assert texts(source) == [("paragraph", "Call us if:"), ("code", "")]


def test_lines_that_end_hard_and_are_a_list_are_blocks_of_their_own() -> None:
    assert texts("Your photo card  \nYour glasses\\\nA book\n") == [
        ("paragraph", "Your photo card"),
        ("paragraph", "Your glasses"),
        ("paragraph", "A book"),
    ]
    assert texts("You can come  \nat nine,  \nor at ten.\n") == [("paragraph", "You can come at nine, or at ten.")]


def test_markdown_between_html_tags_is_read_as_what_it_stands_in() -> None:
    source = (
        '<div class="x">\n\n# A\n\n*b*\n\n</div>\n\n<ul>\n<li markdown="1">\n\nc\n\nd\n\n</li>\n</ul>\n\n'
        "<div hidden>\n\nnot e\n\n</div>\n\nf\n"
    )
    assert texts(source) == [("heading", "A"), ("paragraph", "b"), ("item", "c"), ("paragraph", "d"), ("paragraph", "f")]


def test_html_blocks_are_read_inside_quotations_and_lists() -> None:
    source = "> <div>\n> a <b\n\n- <p>b\n  c</p>\n"
    assert [text for _, text in texts(source)][-1] == "b c"


def test_comments_are_kept_wherever_they_stand() -> None:
    source = "<!-- one -->\n\ntext <!-- two --> text\n\n- item\n  <!-- three -->\n"
    page = read(source)
    assert [(comment.text, source[comment.start : comment.end]) for comment in page.comments] == [
        ("one", "<!-- one -->"),
        ("two", "<!-- two -->"),
        ("three", "<!-- three -->"),
    ]


def test_template_directives_stand_for_what_is_not_there() -> None:
    assert texts("Call {{ phone *number* }} or [us]({{ url }}/x).\n") == [("paragraph", "Call @ or us.")]
    assert marks("[us]({{ url }}/x)") == [("link", "us", "{{ url }}/x")]
    assert texts("# A\n\n{{< emergency >}}\n\n# B\n") == [("heading", "A"), ("code", ""), ("heading", "B")]
    assert texts("{% if x %}\nOne.\n{% else %}\nTwo.\n{% endif %}\n") == [("paragraph", "One."), ("paragraph", "Two.")]


def test_reading_may_begin_after_front_matter() -> None:
    source = "---\ntitle: é\n---\n# Title\n"
    page = markdown.read(source, "page.md", source.index("# "))
    assert page.text == "Title\n"
    assert page.place(0, 5) == (source.index("Title"), source.index("Title") + 5)


# -- places ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before", ["\ufeff", "naïve ", "😀 ", "e\u0301 ", "a\u00a0b ", "漢字\n\n", "> é\n\n", "&eacute; ", "{{ é }} "]
)
def test_nothing_shifts_a_place(before: str) -> None:
    source = before + "the **best**\u00a0treatment"
    assert found(source, "best treatment") == "best**\u00a0treatment"
    check_places(read(source))


# fmt: off
PIECES = st.sampled_from([
    "# ", "## ", "- ", "1. ", "> ", "    ", "\t", "\n", "\n\n", "\r\n", "  \n", "\\\n", "*", "**", "_", "~~", "~",
    "`", "```\n", "[", "]", "](u)", "![", "[^1]", "[^1]: ", "[r]: /u\n", "|", "|-|-|\n", ": ", "---\n", "===\n",
    "<div>", "</div>", "<div hidden>", "<b>", "</b>", "<br>", "<ul><li>", "</li>", "<!-- ", "-->", "<script>",
    "</script>", "<table><td>", "<p>", "</p>", "<img alt='\xe9 x'>", "<code>", "&amp;", "&nbsp;", "&#0;", "\\*",
    "{{ x }}", "{% if %}", "{# c #}", "{{", "}}", "{: .x}", "{#id}", ":::\n", "*[ab]: cd\n", "word", "ab", " ",
    "\xe9", "\U0001f600", "e\u0301", "\xa0", "\xad", "\u200b", "\ufeff", "\ufffc", "\x00", "\x1a", "\x85", "\u2028",
    "- [ ] ", "> [!NOTE]\n", "!!! note\n", "??? x \"Y\"\n", "{{< a >}}", "%%", "{/*", "*/}", "[[", "]]", "[[a|", "]{.x}", "import x from 'y'\n", "{{< /a >}}", "Aa", "  \nB", "<https://x.y>", "\u6f22", ".",
])
# fmt: on


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("[a<br><br>b](c)")
@example("*a\n> b*\n- c")
@example("~~a\n\n<b>~~")
@example("**  \nB<code>  \nB")
def test_any_page_is_read_and_every_character_has_its_place(source: str) -> None:
    check_places(read(source))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(source: str) -> None:
    check_places(read(source))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES.filter(lambda piece: "\r" not in piece), max_size=30).map("".join))
def test_windows_newlines_give_the_same_page(source: str) -> None:
    def without_places(block: Block) -> tuple[object, ...]:
        return (block.kind, block.start, block.end, block.level, block.group, block.row, block.column, block.quoted, block.note)

    unix, windows = read(source), read(source.replace("\n", "\r\n"))
    assert windows.text == unix.text
    assert [without_places(block) for block in windows.blocks] == [without_places(block) for block in unix.blocks]


@given(st.lists(st.sampled_from(["the", "best", "naïve", "😀", "treatment"]), min_size=1, max_size=6), st.data())
def test_emphasis_never_changes_the_text(words: list[str], data: st.DataObject) -> None:
    plain = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    for mark in ("*", "**", "***"):
        marked = [*words]
        marked[first] = mark + marked[first]
        marked[last] += mark
        assert only(" ".join(marked)) == plain


@pytest.mark.parametrize("inner", range(1, 9))
def test_emphasis_inside_a_word_never_changes_the_text(inner: int) -> None:
    assert only(f"x {'treatment'[:inner]}**{'treatment'[inner:]}** y") == "x treatment y"


N = 10_000


@pytest.mark.parametrize(
    "source",
    [
        ">" * N + "a",
        "- " * N + "a",
        "[" * N + "a" + "]" * N,
        "[a](" * N,
        "![" * N + "a" + "](b)" * N,
        "*" * N + "a" + "*" * N,
        "**a *b " * N,
        "<div>\n\n" * N,
        "a <b>" * N,
        "<!--" * N,
        "a <script> b " * N,
        "{{" * N,
        "{a=\"" * N,
        ":::" + " " * N * 10,
        ":::{a}\n" + ":b: c\n" * N,
        ":::{a}\n:b:\n" * N,
        "*[a" * N,
        "*[a]: b\n" * N + "a " * N,
        "|a" * 1000 + "\n" + "|-" * 1000 + "\n" + "|\n" * 2000,
        "".join(f"[^{i}]" for i in range(N)) + "\n\n" + "".join(f"[^{i}]: a\n\n" for i in range(N)),
        "漢字 " * N * 10,
    ],
)  # fmt: skip
def test_hostile_pages_take_linear_time(source: str) -> None:
    start = time.perf_counter()
    check_places(read(source))
    assert time.perf_counter() - start < 4


def test_programs_of_several_lines_are_not_read() -> None:
    source = 'import {\n  A,\n} from "a";\n\nexport const x = {\n  t: "S",\n};\n\nW\n'
    assert [text for _, text in texts(source)] == ["W"]
    assert [text for _, text in texts('import A from "a"\n\nexport const x = {\n\nW')] == ["W"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("```\n{{ x\n```\nSee }}.\n\nS", ["", "See }}.", "S"]),
        ("Write `<%` first.\n\nS\n\nThen `%>`.", ["Write @ first.", "S", "Then @."]),
        ("```\n{% x\n```\n\nS {% y %}", ["", "S @"]),
        ("{{ `a` }} b `{{ c }}` d", ["@ b @ d"]),
    ],
)
def test_template_marks_in_code_pair_with_none_outside_of_it(source: str, words: list[str]) -> None:
    assert [text for _, text in texts(source)] == words


def test_what_jekyll_highlights_is_code_and_its_contents_are_no_words() -> None:
    page = read(
        "* TOC\n{:toc}\n\nHello.\n\n{% highlight ruby %}\nstop(taking)\n\nend\n{% endhighlight %}\n\n* Stop it\n{:toc}\n"
    )
    assert outline(page) == [("paragraph", "Hello."), ("code", ""), ("item", "Stop it")]


def test_signs_that_a_builder_replaces_are_no_words() -> None:
    source = (
        '[TOC]\n\n# Help\n\n:material-clock: **Rest**\n\n--8<-- "includes/x.md"\n\n\\newpage\n\nAt 8:30 [TOC] or `[TOC]`.\n'
    )
    assert [text for _, text in texts(source)] == ["Help", "Rest", "At 8:30 [TOC] or @."]
