"""The HTML report: all that was found stands in it, in place; nothing from a page acts; nothing comes from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from linter.cli import main
from linter.engine import Options
from linter.reporters import Style, html
from linter.run.check import check
from linter.run.gather import Request
from tests.report_tools import CLEAN, EARS, FRENCH, HOSTILE, Element, Tree, lines, report, write_pages
from tests.word_tools import p, with_body

DATA = Path(__file__).parent / "data" / "report"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree_of(folder: Path, *arguments: str) -> Element:
    return Tree(report(folder, *arguments)).root


def found(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    """The same run as JSON."""
    main(["check", *arguments, "--format", "json", "--today", "2026-11-22", "--syntax", "off"])
    data: dict[str, object] = json.loads(capsys.readouterr().out)
    return data


def test_every_finding_stands_in_the_report_with_message_why_and_standard(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pages(here, ears=EARS, rest=CLEAN)
    root = tree_of(here, ".")
    data = found(here, capsys, ".")
    pages = {article.attributes["data-path"]: article for article in root.all("article")}
    assert len(pages) == 2
    for page in data["pages"]:  # type: ignore[attr-defined]
        notes = pages[page["path"]].all("li", **{"class": "note"})
        assert len(notes) == len(page["findings"])
        for number, finding in enumerate(page["findings"], 1):
            (note,) = [one for one in notes if (one.attributes["id"] or "").endswith(f"f{number}")]
            assert finding["message"] in note.text
            assert finding["rule"] in note.text
            assert f"line {finding['line']}" in note.text
            assert finding["severity"].capitalize() in note.text
            assert finding["standard"]["name"] in note.text
            if finding["standard"]["url"]:
                assert note.all("a", href=finding["standard"]["url"])


def test_the_text_is_marked_where_the_findings_are(here: Path) -> None:
    write_pages(here, ears=EARS)
    root = tree_of(here, "ears.md")
    marked = [mark.text for mark in root.all("mark") if mark.attributes.get("data-f")]
    assert {"guaranteed", "completely safe", "erythema", "5.0 mg"} <= set(marked)
    (text,) = root.all("section", **{"class": "text"})
    for words in ("Ear tubes", "Our tubes are ", " to work, and ", "Fluid may drip.", "Image text A hole", "How often"):
        assert words in text.text


def test_anchors_are_unique_and_every_link_inside_leads_somewhere(here: Path) -> None:
    write_pages(here, ears=EARS, rest=CLEAN, hostile=HOSTILE)
    root = tree_of(here, ".")
    ids = [one.attributes["id"] for one in root.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    links = [link.attributes["href"] or "" for link in root.all("a")]
    assert len(links) > 20
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    for one in root.all():
        for name in ("aria-labelledby", "for"):
            assert one.attributes.get(name, ids[0]) in ids


def test_nothing_is_loaded_from_elsewhere(here: Path) -> None:
    write_pages(here, ears=EARS, hostile=HOSTILE)
    source = report(here, ".")
    root = Tree(source).root
    assert not [one for one in root.all() if {"src", "srcset", "style", "action", "data"} & set(one.attributes)]
    assert not [one for one in root.all() if any(name.startswith("on") for name in one.attributes)]
    assert not root.all("link") + root.all("img") + root.all("iframe") + root.all("object") + root.all("base")
    assert "url(" not in source
    assert "@import" not in source
    schemes = {re.match(r"#|https?:", link.attributes["href"] or "") is not None for link in root.all("a")}
    assert schemes == {True}


def test_the_policy_lets_only_our_own_style_and_script_run(here: Path) -> None:
    write_pages(here, ears=EARS)
    root = tree_of(here, ".")
    (policy,) = [one for one in root.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"]
    said = policy.attributes["content"] or ""
    assert said.startswith("default-src 'none';")
    assert "unsafe" not in said
    for tag in ("style", "script"):
        (own,) = root.all(tag)
        (text,) = own.inside
        assert isinstance(text, str)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in said


def test_what_a_page_says_is_shown_and_does_nothing(here: Path) -> None:
    write_pages(here, hostile=HOSTILE)
    source = report(here, ".", "--type", "condition")
    root = Tree(source).root
    assert len(root.all("script")) == 1
    assert not root.all("img")
    assert {one.attributes.get("class") for one in root.all("svg")} == {"bar"}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]", source)
    (text,) = root.all("section", **{"class": "text"})
    for words in ("]]>", "{{ 7*7 }}", "</style><script>alert(5)</script>", "<script>alert(6)</script>"):
        assert words in text.text
    assert not [link for link in root.all("a") if "javascript" in (link.attributes["href"] or "")]


def test_a_file_name_a_reason_and_a_standard_of_a_team_are_data_too(here: Path) -> None:
    rules = here / "our-rules" / "house"
    rules.mkdir(parents=True)
    (rules / "drops.yaml").write_text(
        'id: house/drops\ntitle: "Drops <b>bold</b>"\nseverity: error\npage-types: [all]\ncheck: phrase\nphrases: [drops]\n'
        'message: "<i>{text}</i>"\nwhy: "<u>why</u>"\n'
        'standard: {name: "<em>House</em>", section: "1", year: 2026, url: "https://example.org/?a=<b>&c"}\n'
        'examples:\n  bad: ["Our ⟦drops⟧.", "Use ⟦drops⟧."]\n  good: ["Our pills.", "Use pills."]\n',
        "utf-8",
    )
    (here / "carelint.toml").write_text('rules = ["our-rules/"]\n', "utf-8")
    text = "# A\n\nUse drops.\n\n<!-- carelint-disable-next-line house/drops: <b>why not</b> -->\nUse drops <b>now</b>.\n"
    (here / "a<b>&\"'.md").write_text(text, "utf-8")
    root = tree_of(here, ".")
    assert not root.all("i") + root.all("u") + root.all("em")
    assert not [one for one in root.all("b") if "bold" in one.text or "why not" in one.text]
    (note,) = [note for note in root.all("li", **{"class": "note"}) if "house/drops" in note.text]
    assert "<i>drops</i>" in note.text
    assert note.all("a", href="https://example.org/?a=<b>&c")
    assert "<b>why not</b>" in root.text
    assert root.all("article")[0].attributes["data-path"] == "a<b>&\"'.md"
    assert root.all("h3")[0].text == "a<b>&\"'.md"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.example", "https:", "http://[", " x", ""])
def test_an_address_that_is_not_of_the_web_is_no_link(address: str) -> None:
    from linter.templating import web

    assert web(address) == ""
    assert web("https://example.org/a") == "https://example.org/a"


def test_pages_are_ranked_by_what_they_need(here: Path) -> None:
    write_pages(here, a=CLEAN, b="# B\n\nIt is guaranteed.\n", c="# C\n\nIt is guaranteed, completely safe, and cures you.\n")
    root = tree_of(here, ".")
    (ranking,) = root.all("section", id="ranking")
    assert [link.text for link in ranking.all("a")] == ["c.md", "b.md", "a.md"]
    assert [article.attributes["data-path"] for article in root.all("article")] == ["c.md", "b.md", "a.md"]
    assert "A promise that a treatment will work" in ranking.text


def test_the_chart_of_grades_is_a_table_with_the_target(here: Path) -> None:
    hard = (
        "Preoperative evaluation necessitates comprehensive laboratory investigation and multidisciplinary consultation. " * 4
    )
    write_pages(here, ears=EARS + "\n## Before\n\n" + hard)
    root = tree_of(here, ".", "--profile", "medicines")
    (chart,) = root.all("table", **{"class": "sections"})
    rows = {row.all("th")[0].text: row for row in chart.all("tbody")[0].all("tr")}
    assert list(rows) == ["Ear tubes", "Risks", "Before"]
    assert "over the target" in rows["Before"].text
    assert "over the target" not in rows["Risks"].text
    assert "grade 6" in chart.all("caption")[0].text
    assert all(row.all("path", **{"class": "goal"}) for row in rows.values())


def test_what_was_kept_back_left_out_or_not_read_stands_in_it(here: Path) -> None:
    write_pages(here, ears=EARS, repos=FRENCH)
    root = tree_of(here, ".", "gone.md")
    (held,) = root.all("section", **{"class": "held"})
    assert "structure/vague-link, line 18, by the page: the button says so" in held.text
    (out,) = root.all("section", id="not-linted")
    assert "repos.md: language fr" in out.text
    assert "gone.md" in out.text
    (summary,) = root.all("section", id="summary")
    for words in ("1Kept back", "1Left out", "1Could not be read"):
        number, label = words[:1], words[1:]
        assert any(label in one.text and number in one.text for one in summary.all("div"))


def test_headings_go_down_one_level_at_a_time_and_landmarks_have_names(here: Path) -> None:
    write_pages(here, ears="## Deep first\n\nText.\n\n# Then top\n\n#### Far down\n\nIt is guaranteed.\n\n" + EARS, rest=CLEAN)
    root = tree_of(here, ".")
    levels = [int(one.tag[1]) for one in root.all() if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(root.all("main")) == len(root.all("nav")) == len(root.all("header")) == len(root.all("footer")) == 1
    skip = next(one for one in root.all("a"))
    assert skip.attributes == {"class": "skip", "href": "#pages"}


def test_severity_is_said_in_words_not_by_colour_alone(here: Path) -> None:
    write_pages(here, ears=EARS)
    root = tree_of(here, ".")
    for ref in root.all("a", **{"class": "ref"}):
        assert ref.text.split()[0] in ("error", "warning", "suggestion")


def test_places_in_a_word_document_are_paragraphs(here: Path) -> None:
    body = "".join(p(text) for text in ("Knees", "You may utilize a stick.", "Staff may utilize a brace."))
    (here / "page.docx").write_bytes(with_body(body))
    said = tree_of(here, "page.docx").text
    assert "2 times on this page; also in paragraph 3" in said
    assert "on line" not in said


def test_nothing_to_say_is_said(here: Path) -> None:
    write_pages(here, rest="# Rest\n")
    assert "Nothing was found on the page." in tree_of(here, "rest.md", "--select", "claims").text
    assert "No page was checked." in tree_of(here, "gone.md").text


def test_without_views_the_findings_stand_apart(here: Path) -> None:
    write_pages(here, ears=EARS)
    result = check(Request(paths=("ears.md",), options=Options(syntax="off")))
    assert not result.views
    out = io.StringIO()
    html.render(result, out, Style())
    root = Tree(out.getvalue()).root
    assert len(root.all("li", **{"class": "note"})) == len(next(iter(result.linted)).findings) > 5


def test_the_text_of_a_small_report(here: Path) -> None:
    write_pages(here, ears=EARS, rest=CLEAN, repos=FRENCH)
    shown = lines(tree_of(here, ".", "--select", "claims,measure,structure,safety,readability").all("body")[0])
    shown = re.sub(r"carelint \d+\.\d+\.\d+\S*?(?=[ .])", "carelint VERSION", shown)
    kept = DATA / "small.txt"
    if os.environ.get("CARELINT_SNAPSHOTS"):  # to see what changed, and keep it
        kept.write_text(shown, "utf-8")
    assert shown == kept.read_text("utf-8")


def test_the_template_library_is_loaded_for_html_alone(here: Path) -> None:
    write_pages(here, rest=CLEAN)
    ask = "import sys; from linter.cli import main; main(['check', 'rest.md', '--format', sys.argv[1]]); sys.exit('jinja2' in sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    codes = [
        subprocess.run([sys.executable, "-c", ask, name], cwd=here, env=env, capture_output=True).returncode
        for name in ("text", "json", "html")
    ]
    assert codes == [0, 0, 1]
