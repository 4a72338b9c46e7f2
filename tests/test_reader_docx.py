"""The reader of Word documents: what Word shows is read, one block a line, each with its kind."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import Linter
from linter.cli import main
from linter.config import Approval, Config
from linter.page import OPAQUE, Page
from linter.readers import decode, read
from tests.reading_tools import assert_places_hold, marked, outline, texts
from tests.word_tools import add_part, add_relation, field, p, packed, page_of, page_of_body, r, with_body

DELETED = '<w:del w:id="1" w:author="A"/>'
NOTES = (
    '<w:{0}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    '<w:{0} w:id="2"><w:p><w:r><w:{0}Ref/></w:r><w:r><w:t xml:space="preserve"> {1}</w:t></w:r></w:p></w:{0}></w:{0}s>'
)


def levels(page: Page) -> list[tuple[int, str]]:
    return [(block.level, page.text_of(block)) for block in page.blocks if block.kind == "heading"]


# -- headings ----------------------------------------------------------------------------------


def test_headings_are_known_by_style_and_a_title_stands_above_them() -> None:
    document = docx.Document()
    document.add_heading("Hip pain", 0)
    document.add_heading("Causes", 1)
    document.add_heading("Wear", 2)
    assert levels(page_of(packed(document))) == [(1, "Hip pain"), (2, "Causes"), (3, "Wear")]


def test_without_a_title_heading_1_is_level_1() -> None:
    document = docx.Document()
    document.add_heading("Hip pain", 1)
    document.add_heading("Wear", 2)
    document.add_heading("Deep", 9)
    assert levels(page_of(packed(document))) == [(1, "Hip pain"), (2, "Wear"), (6, "Deep")]


def test_an_outline_level_makes_a_heading_of_any_style_and_body_text_unmakes_one() -> None:
    page = page_of_body(
        p("Ours", properties='<w:outlineLvl w:val="1"/>')
        + p("No heading", style="Heading1", properties='<w:outlineLvl w:val="9"/>')
    )
    assert outline(page) == [("heading", "Ours"), ("paragraph", "No heading")]
    assert page.blocks[0].level == 2


def own_style(name: str, based_on: str = "", inner: str = "") -> bytes:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="own"><w:name w:val="{name}"/>{based}{inner}</w:style></w:styles>'.encode()


@pytest.mark.parametrize(
    "name", ["heading 2", "Heading 2", "Überschrift 2", "Titre 2", "Título 2", "Rubrik 2", "標題 2", "Заголовок 2"]
)
def test_a_heading_style_is_known_in_other_languages(name: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", own_style(name))

    assert levels(page_of_body(p("Wear", style="own"), change)) == [(2, "Wear")]


def test_a_style_based_on_a_heading_is_one_and_a_circle_of_styles_ends() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", own_style("Ours", "Heading3"))

    def circle(parts: dict[str, bytes]) -> None:
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", own_style("Ours", "own"))

    assert levels(page_of_body(p("Wear", style="own"), change)) == [(3, "Wear")]
    assert outline(page_of_body(p("Wear", style="own"), circle)) == [("paragraph", "Wear")]


def test_a_style_that_is_lost_still_says_what_it_is() -> None:
    def change(parts: dict[str, bytes]) -> None:
        del parts["word/styles.xml"]
        parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(b"/styles", b"/nothing")

    assert levels(page_of_body(p("Wear", style="Heading2"), change)) == [(2, "Wear")]


# -- lists -------------------------------------------------------------------------------------


def test_lists_by_style_have_groups_levels_and_order() -> None:
    document = docx.Document()
    document.add_paragraph("Bring:")
    for text, style in (("a", "List Bullet"), ("b", "List Bullet 2"), ("c", "List Bullet"), ("d", "List Number")):
        document.add_paragraph(text, style=style)
    document.add_paragraph("Then go.")
    document.add_paragraph("e", style="List Bullet")
    page = page_of(packed(document))
    items = [(page.text_of(block), block.level, block.ordered) for block in page.blocks if block.kind == "item"]
    assert items == [("a", 1, False), ("b", 2, False), ("c", 1, False), ("d", 1, True), ("e", 1, False)]
    groups = {page.text_of(block): block.group for block in page.blocks}
    assert groups["a"] == groups["c"]
    assert len({groups[name] for name in "abde"}) == 4


NUMBERS = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="lowerRoman"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="none"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)


def numbered(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'


def test_lists_by_numbering_follow_their_levels() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/numbering.xml"] = NUMBERS.encode()

    page = page_of_body(
        p("a", properties=numbered(0))
        + p("b", properties=numbered(1))
        + p("more of b", style="ListParagraph")
        + p("plain", properties=numbered(2))
        + p("off", style="ListBullet", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        change,
    )
    assert outline(page) == [
        ("item", "a"),
        ("item", "b"),
        ("paragraph", "more of b"),
        ("paragraph", "plain"),
        ("paragraph", "off"),
    ]
    a, b, more, plain, _ = page.blocks
    assert (a.level, a.ordered, b.level, b.ordered) == (1, True, 2, False)
    assert more.group == b.group != a.group
    assert plain.group == 0


def test_a_bullet_that_was_typed_makes_an_item_and_is_no_text() -> None:
    page = page_of_body(p("Bring:") + p("• a towel") + p("•\ta robe") + p("Then go."))
    assert outline(page) == [("paragraph", "Bring:"), ("item", "a towel"), ("item", "a robe"), ("paragraph", "Then go.")]
    assert page.blocks[1].group == page.blocks[2].group > 0


# -- tables ------------------------------------------------------------------------------------


def test_cells_have_rows_columns_and_headers_and_merged_cells_keep_their_place() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, words in enumerate(("Name Dose When", "A B C", "D E F")):
        for column, word in enumerate(words.split()):
            table.cell(row, column).text = word
    table.cell(1, 0).merge(table.cell(2, 0)).text = "AD"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "BC"
    page = page_of(packed(document))
    cells = [(page.text_of(block), block.row, block.column, block.header) for block in page.blocks]
    assert cells[:3] == [("Name", 0, 0, True), ("Dose", 0, 1, True), ("When", 0, 2, True)]
    assert cells[3:] == [("AD", 1, 0, False), ("BC", 1, 1, False), ("E", 2, 1, False), ("F", 2, 2, False)]
    assert len({block.group for block in page.blocks}) == 1


def test_a_table_in_a_table_is_read_and_a_table_of_one_cell_is_a_box() -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "before"
    outer.cell(0, 0).add_table(1, 2).cell(0, 1).text = "inner"
    outer.cell(0, 1).text = "after"
    box = document.add_table(1, 1).cell(0, 0)
    box.text = "Call 911."
    box.add_paragraph("at once", style="List Bullet")
    page = page_of(packed(document))
    assert outline(page) == [
        ("cell", "before"),
        ("cell", "inner"),
        ("cell", "after"),
        ("paragraph", "Call 911."),
        ("item", "at once"),
    ]
    assert len({block.group for block in page.blocks[:2]}) == 2


def test_rows_and_cells_in_content_controls_are_read_and_deleted_ones_are_not() -> None:
    cell = "<w:tc>{}</w:tc>".format
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    deleted = f"<w:tr><w:trPr>{DELETED}</w:trPr>{cell(p('gone'))}</w:tr>"
    page = page_of_body(f"<w:tbl>{control('<w:tr>' + cell(p('a')) + control(cell(p('b'))) + '</w:tr>')}{deleted}</w:tbl>")
    assert texts(page) == ["a", "b"]


# -- runs --------------------------------------------------------------------------------------


def test_words_split_over_runs_are_whole_and_white_space_is_one_space() -> None:
    page = page_of_body(
        p(
            r("para"),
            r("ceta", "<w:b/>"),
            r("mol "),
            "<w:r><w:tab/><w:tab/></w:r>",
            r("\u00a0now"),
            "<w:r><w:br/></w:r>",
            "please",
        )
    )
    assert texts(page) == ["paracetamol now please"]


def test_hyphens_symbols_and_what_nobody_sees() -> None:
    page = page_of_body(
        p(
            "post",
            "<w:r><w:noBreakHyphen/></w:r>",
            "op, vita",
            "<w:r><w:softHyphen/></w:r>",
            "min, so\u00adon, 38 ",
            '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>',
            "C, 5 ",
            r("m", '<w:rFonts w:ascii="Symbol"/>'),
            "g ",
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
            '<w:r><w:sym w:font="Arial" w:char="2265"/></w:r>',
        )
    )
    assert texts(page) == [f"post\u2011op, vitamin, soon, 38 °C, 5 μg {OPAQUE}≥"]


def test_two_line_breaks_and_a_page_break_end_a_block() -> None:
    twice, new_page = "<w:r><w:br/><w:br/></w:r>", '<w:r><w:br w:type="page"/></w:r>'
    assert texts(page_of_body(p("One.", twice, "Two.", new_page, "Three."))) == ["One.", "Two.", "Three."]
    assert texts(page_of_body(p("A long", twice, "title", style="Heading1"))) == ["A long title"]


def test_bold_and_raised_text_is_marked_over_runs_and_headings_are_not_bold() -> None:
    page = page_of_body(
        p(r("Take", "<w:b/>"), r(" "), r("care", "<w:b/>"), r(" here"), r("2", '<w:vertAlign w:val="superscript"/>'))
        + p(r("Head", "<w:b/>"), style="Heading1")
        + p(r("not", '<w:b w:val="0"/>'))
    )
    assert marked(page, "strong") == [("Take care", "")]
    assert marked(page, "sup") == [("2", "")]


def test_hidden_text_is_left_out_by_run_and_by_style() -> None:
    def change(parts: dict[str, bytes]) -> None:
        style = own_style("Ours", "", "<w:rPr><w:vanish/></w:rPr>")
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", style)

    page = page_of_body(
        p("seen ", r("hidden", "<w:vanish/>"), r("too", '<w:vanish w:val="0"/>')) + p("gone", style="own"), change
    )
    assert texts(page) == ["seen too"]


def test_comments_in_the_xml_hide_nothing() -> None:
    page = page_of_body("<w:p><w:r><w:t>can<!-- x -->not<?y?> fail</w:t></w:r></w:p>")
    assert texts(page) == ["cannot fail"]


# -- links, fields, notes ----------------------------------------------------------------------


def test_links_have_their_addresses_and_nothing_is_fetched() -> None:
    def change(parts: dict[str, bytes]) -> None:
        add_relation(parts, "rIdA", "hyperlink", "https://example.org/a", external=True)
        add_relation(parts, "rIdB", "attachedTemplate", "https://example.org/evil.dotm", external=True)
        add_relation(parts, "rIdC", "image", "https://example.org/track.png", external=True)

    page = page_of_body(
        p(
            '<w:hyperlink r:id="rIdA"><w:r><w:t>Read more</w:t></w:r></w:hyperlink>',
            " and ",
            '<w:hyperlink w:anchor="risks"><w:r><w:t>risks</w:t></w:r></w:hyperlink>',
        )
        + p(field(' HYPERLINK "https://example.org/b" ', "old link")),
        change,
    )
    assert marked(page, "link") == [
        ("Read more", "https://example.org/a"),
        ("risks", "#risks"),
        ("old link", "https://example.org/b"),
    ]


def test_of_a_field_the_result_is_read_and_not_the_code() -> None:
    nested = field(f' IF {field(" MERGEFIELD x ", "inner")} = "a" "b" ', "shown")
    page = page_of_body(p("Dose: ", field(" MERGEFIELD dose ", "5 mg"), ", ", nested, ", page ", field(" PAGE ", "7")))
    assert texts(page) == [f"Dose: 5 mg, shown, page {OPAQUE}"]
    simple = p("On ", '<w:fldSimple w:instr=" DATE "><w:r><w:t>4 May</w:t></w:r></w:fldSimple>')
    assert texts(page_of_body(simple)) == ["On 4 May"]


def test_a_field_that_never_ends_hides_nothing() -> None:
    page = page_of_body(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "It cures all.") + p("And more."))
    assert texts(page) == ["It cures all.", "And more."]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_follow_the_text_and_are_marked_where_they_are_named(kind: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        add_part(parts, f"{kind}s", f"{kind}s.xml", NOTES.format(kind, "Lee, 2020."))

    page = page_of_body(p("It helps.", f'<w:r><w:{kind}Reference w:id="2"/></w:r>') + p("The end."), change)
    assert texts(page) == [f"It helps.{OPAQUE}", "The end.", "Lee, 2020."]
    label = page.blocks[2].note
    assert label
    assert marked(page, "note") == [(OPAQUE, label)]
    assert page.body_end == 2


def test_comments_are_left_out() -> None:
    document = docx.Document()
    runs = document.add_paragraph("Drink water.").runs
    document.add_comment(runs, text="Our cure is a miracle.", author="A", initials="A")
    assert texts(page_of(packed(document))) == ["Drink water."]


# -- tracked changes ---------------------------------------------------------------------------


def test_tracked_changes_are_read_as_accepted() -> None:
    inside = '<w:{0} w:id="1" w:author="A"><w:r><w:{1} xml:space="preserve">{2}</w:{1}></w:r></w:{0}>'.format
    page = page_of_body(
        p(
            inside("ins", "t", "new "),
            inside("del", "delText", "old "),
            inside("moveFrom", "t", "left "),
            inside("moveTo", "t", "moved "),
            "kept",
        )
    )
    assert texts(page) == ["new moved kept"]


def test_paragraphs_whose_mark_was_deleted_are_one_with_the_next() -> None:
    gone = f"<w:rPr>{DELETED}</w:rPr>"
    page = page_of_body(p("One ", properties=gone) + p("two ", style="Heading1", properties=gone) + p("three.") + p("Next."))
    assert outline(page) == [("paragraph", "One two three."), ("paragraph", "Next.")]
    assert outline(page_of_body(p("Last.", style="Heading1", properties=gone))) == [("heading", "Last.")]


def test_an_inserted_paragraph_and_changed_formatting_change_nothing() -> None:
    changed = '<w:rPr><w:ins w:id="1" w:author="A"/></w:rPr><w:pPrChange w:id="2" w:author="A"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>'
    assert outline(page_of_body(p("One.", properties=changed) + p("Two."))) == [("paragraph", "One."), ("paragraph", "Two.")]


# -- what wraps and what frames ----------------------------------------------------------------


def test_content_controls_are_opened_and_prompts_and_contents_left_out() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    page = page_of_body(
        control(gallery, p("Risks 3"))
        + p("Risks 3", style="TOC1")
        + control("", p("Read me."))
        + p("Name: ", control("<w:showingPlcHdr/>", r("Click here")), control("", r("Ana")))
    )
    assert texts(page) == ["Read me.", "Name: Ana"]


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="Box"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    page = page_of_body(p("Before ", BOX.format(p("In the box.") + p("Two.")), "after.") + p("Next."))
    assert texts(page) == ["Before after.", "In the box.", "Two.", "Next."]


def test_a_picture_is_opaque_and_its_alternative_text_a_label() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{}"/><a:graphic><a:graphicData uri="p"><a:blip/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    page = page_of_body(p(picture.format("A knee")) + p(picture.format("A picture. Description automatically generated")))
    assert outline(page) == [("paragraph", OPAQUE), ("label", "A knee"), ("paragraph", OPAQUE)]
    assert page_of_body(p("E is ", "<m:oMath><m:r><m:t>mc</m:t></m:r></m:oMath>")).text == f"E is {OPAQUE}\n"


def test_headers_are_left_out_and_footers_read_last_without_page_numbers() -> None:
    document = docx.Document()
    document.add_heading("Ear drops", 1)
    document.add_paragraph("Warm the bottle.")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Our miracle clinic"
    section.footer.paragraphs[0].text = "Last reviewed 2026-05-04"
    section.footer.add_paragraph("Page ").add_run("3")
    page = page_of(packed(document))
    assert texts(page) == ["Ear drops", "Warm the bottle.", "Last reviewed 2026-05-04"]
    assert page.body_end == 2


# -- facts about the document ------------------------------------------------------------------


def with_properties(xml: str) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts["docProps/custom.xml"] = (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{xml}</Properties>'
        ).encode()
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(
            b"</Relationships>",
            b'<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" '
            b'Target="docProps/custom.xml"/></Relationships>',
        )
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>", b'<Override PartName="/docProps/custom.xml" ContentType="application/xml"/></Types>'
        )

    return with_body(p("Take it."), change)


def test_custom_properties_are_front_matter() -> None:
    entry = '<property fmtid="x" pid="2" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>'.format
    data = with_properties(entry("Page-Type", "medicine") + entry("Checked", "4 May 2026") + entry("ContentTypeId", "0x01"))
    source = decode(data, "a.docx")
    _, front = read(source, "a.docx", keys={"Checked": "reviewed"})
    assert (front.facts.page_type, front.facts.reviewed) == ("medicine", date(2026, 5, 4))
    assert front.problems == []
    assert Linter(syntax="off").check_text(source, "a.docx").type_from == "front-matter"


def test_the_title_of_the_properties_is_the_pages_unless_a_program_made_it_up() -> None:
    for title, known in (("Losartan tablets", "Losartan tablets"), ("Microsoft Word - leaflet.doc", ""), ("Document1", "")):
        document = docx.Document()
        document.core_properties.title = title
        assert page_of(packed(document)).title == known


SPANISH = "Llame al médico si tiene fiebre y no puede respirar bien por la noche."


def test_a_block_is_in_another_language_where_tag_and_words_agree() -> None:
    tag = '<w:lang w:val="es-ES"/>'
    page = page_of_body(
        p("Call the doctor if you have a fever.") + p(r(SPANISH, tag)) + p(r("Take two tablets with water.", tag))
    )
    assert [block.lang for block in page.blocks] == ["", "es-ES", ""]
    assert page.lang == ""


def test_a_document_in_another_language_is_skipped() -> None:
    document = docx.Document()
    for _ in range(4):
        document.add_paragraph(SPANISH)
    report = Linter(syntax="off").check_text(decode(packed(document), "a.docx"), "a.docx")
    assert report.skipped.startswith("language es")


# -- places ------------------------------------------------------------------------------------


def test_a_plain_string_is_one_paragraph_a_line() -> None:
    page, _ = read("One  line.\n\nTwo.\n", "page.docx")
    assert outline(page) == [("paragraph", "One line."), ("paragraph", "Two.")]
    assert_places_hold(page)


def test_findings_say_paragraph_and_headings_and_offer_no_edit() -> None:
    document = docx.Document()
    document.add_heading("Hip pain", 1)
    document.add_heading("Before your operation", 2)
    document.add_paragraph("Take 5.0 mg at night.")
    document.add_heading("Risks of the best treatment", 2)
    document.sections[0].footer.paragraphs[0].text = "Take 4.0 mg at noon."
    source = decode(packed(document), "a.docx")
    found = Linter(syntax="off").check_text(source, "a.docx").findings
    zeros = [one for one in found if one.rule == "measure/trailing-zero"]
    assert [(one.location.paragraph, one.location.heading_path) for one in zeros if one.location] == [
        (3, ("Hip pain", "Before your operation")),
        (5, ()),
    ]
    assert all(one.fix is None for one in found)
    assert all(one.text in ("", source[one.start : one.end]) for one in found)
    assert all(one.location and one.location.paragraph == one.line for one in found)


def test_a_file_a_text_and_standard_input_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = docx.Document()
    document.add_paragraph("Our drops are a guaranteed cure.")
    data = packed(document)
    (tmp_path / "page.docx").write_bytes(data)
    (tmp_path / "~$page.docx").write_bytes(b"\x05owner")
    monkeypatch.chdir(tmp_path)
    engine = Linter(syntax="off")
    report = engine.check_file("page.docx")
    assert report == engine.check_text(decode(data, "page.docx"), "page.docx")
    assert main(["check", "--syntax", "off", "--format", "json", "."]) == 1
    walked = capsys.readouterr().out
    assert '"paragraph": 1' in walked
    assert "~$" not in walked
    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": BytesIO(data)})())
    assert main(["check", "--syntax", "off", "--format", "json", "-", "--stdin-filename", "page.docx"]) == 1
    assert capsys.readouterr().out == walked
    for command in ("grade", "terms", "audit"):
        assert main([command, "page.docx"]) == 0
        assert capsys.readouterr().out


def test_the_text_report_says_where_in_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = docx.Document()
    document.add_heading("Ear drops", 1)
    document.add_paragraph("Our drops are a guaranteed cure.")
    document.save(str(tmp_path / "page.docx"))
    monkeypatch.chdir(tmp_path)
    main(["check", "--syntax", "off", "page.docx"])
    assert "paragraph 2, under ‘Ear drops’\n" in capsys.readouterr().out


def test_an_approval_keeps_a_finding_back() -> None:
    document = docx.Document()
    document.add_paragraph("The herb cured hepatitis C for good.")
    source = decode(packed(document), "a.docx")
    given = Approval(
        rule="claims/cure", path="*.docx", text="cured", reason="Reference 3", approved_by="A. Ruiz", until=date(2027, 6, 30)
    )
    for approved, expected in (((), True), ((given,), False)):
        engine = Linter(config=Config(approved=approved, syntax="off"), today=date(2026, 11, 22))
        found = engine.check_text(source, "pages/a.docx", fragment=True).findings
        assert ("claims/cure" in {one.rule for one in found}) is expected


# -- documents at random -----------------------------------------------------------------------

_PHRASES = (
    "Take 5.0 mg at night.", "Our clinic gives the best treatment", "you may see erythema", "This herb cures pain.", "Stop your warfarin!",
    "Is a B12 test safe?", "naïve ﬁne", "It is completely safe", "10 µg", "patients", "for:", "a", "Results:", "utilize",
)  # fmt: skip
_TEXT = st.lists(st.sampled_from(_PHRASES), min_size=1, max_size=4).map(" ".join)
_STYLES = ("Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number")
_BLOCKS = st.lists(st.tuples(st.sampled_from(_STYLES), _TEXT, st.integers(0, 40)), max_size=8)
_MARKDOWN = {
    "Normal": "",
    "Heading 1": "# ",
    "Heading 2": "## ",
    "Heading 3": "### ",
    "List Bullet": "- ",
    "List Number": "1. ",
}
ENGINE = Linter(syntax="off", today=date(2026, 11, 22))


def as_word(blocks: list[tuple[str, str, int]]) -> bytes:
    """The blocks as a document, each cut into two runs somewhere."""
    document = docx.Document()
    for style, text, cut in blocks:
        paragraph = document.add_paragraph(style=style)
        paragraph.add_run(text[:cut])
        paragraph.add_run(text[cut:]).italic = True
    return packed(document)


@given(_BLOCKS)
def test_places_hold_in_any_document(blocks: list[tuple[str, str, int]]) -> None:
    source = decode(as_word(blocks), "a.docx")
    page, _ = read(source, "a.docx")
    assert_places_hold(page)
    assert page.source == page.text
    assert texts(page) == [text for _, text, _ in blocks]
    for one in ENGINE.check_text(source, "a.docx").findings:
        assert one.text in ("", source[one.start : one.end])
        assert one.location is not None
        assert one.location.paragraph == one.line


@settings(max_examples=40)
@given(_BLOCKS)
def test_the_same_text_in_markdown_gives_the_same_findings(blocks: list[tuple[str, str, int]]) -> None:
    written = ""
    before = ""
    for style, text, _ in blocks:
        apart = "\n" if style == before and style.startswith("List") else "\n\n"
        separator = "\n\n<!-- -->\n\n" if before.startswith("List") and style.startswith("List") and style != before else apart
        written += separator + _MARKDOWN[style] + text
        before = style
    word = ENGINE.check_text(decode(as_word(blocks), "a.docx"), "a.docx")
    markdown = ENGINE.check_text(written, "a.md")
    assert (word.type, word.words, word.sentences, word.grade) == (
        markdown.type,
        markdown.words,
        markdown.sentences,
        markdown.grade,
    )
    assert [(one.rule, one.severity, one.text) for one in word.findings] == [
        (one.rule, one.severity, one.text) for one in markdown.findings
    ]
