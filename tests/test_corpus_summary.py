"""The summary of a corpus run: its tables hold what the run's own files hold, its page says it to an archive's owner."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[corpus]'")

from linter.corpus import summary, summary_page  # noqa: E402
from linter.corpus.tally import Group, Named, Tally, times  # noqa: E402
from linter.errors import InputError  # noqa: E402
from tests.report_tools import Element, Tree, lines  # noqa: E402
from tests.summary_tools import (  # noqa: E402
    ASIDE,
    CURE,
    FINDING,
    HOSTILE,
    LONG,
    PAGE,
    REVIEW,
    TERM,
    Made,
    Row,
    archive,
    rows_of,
    small,
    table,
    write_run,
)

DATA = Path(__file__).parent / "data" / "corpus"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = write_run(tmp_path / "run", *small(), rejected=ASIDE)
    summary.write(folder)
    return folder


def page_of(folder: Path) -> Element:
    return Tree((folder / "summary.html").read_text("utf-8")).root


def by(rows: list[Row], key: str) -> dict[str, Row]:
    return {row[key]: row for row in rows}


# -- the tables --------------------------------------------------------------------------------


def test_the_whole_counts_each_page_once_by_the_work_it_needs(run: Path) -> None:
    (whole,) = rows_of(run, "whole")
    assert whole["pages"] == 6  # the one in another language was not linted
    assert whole["words"] == 2700
    assert (whole["errors"], whole["warnings"], whole["suggestions"], whole["suppressed"]) == (2, 7, 1, 2)
    assert (whole["faulty"], whole["hard"], whole["warned"], whole["above"]) == (1, 2, 1, 3)
    assert whole["mean_grade"] == 8.3  # an empty page has no grade
    assert whole["per_1000_words"] == pytest.approx(9 / 2.7, abs=0.001)


def test_a_rule_counts_its_findings_and_the_pages_that_they_are_on(run: Path) -> None:
    rules = by(rows_of(run, "rules"), "rule")
    assert next(iter(rules)) == "claims/cure"  # errors first
    cure, term = rules["claims/cure"], rules["jargon/undefined-term"]
    assert (cure["errors"], cure["error_pages"], cure["pages"]) == (2, 1, 1)
    assert (term["warnings"], term["warning_pages"], term["pages"]) == (4, 2, 2)
    assert cure["title"] == "A claim to cure, or to end a condition for good"


def test_one_rule_at_two_severities_on_a_page_counts_the_page_once(tmp_path: Path) -> None:
    made = Made().page("a.md", TERM, {**TERM, "severity": "error"}).page("b.md", TERM)
    summary.write(write_run(tmp_path / "run", made))
    (term,) = rows_of(tmp_path / "run", "rules")
    assert (term["pages"], term["error_pages"], term["warning_pages"]) == (2, 1, 2)


def test_headings_are_one_whatever_their_number_case_and_marks(run: Path) -> None:
    (risks,) = rows_of(run, "sections")  # suggestions, and what is said of a page as a whole, are left out
    assert risks == {
        "heading": "Risks",
        "pages": 2,
        "error_pages": 1,
        "warning_pages": 2,
        "errors": 2,
        "warnings": 4,
        "per_1000_words": pytest.approx(6 / 2.7, abs=0.001),
    }


def test_publishers_and_types_come_with_the_most_pages_to_mend_first(run: Path) -> None:
    north, south = rows_of(run, "publishers")
    assert (north["publisher"], north["pages"], north["faulty"], north["hard"], north["above"]) == ("North", 3, 1, 1, 2)
    assert (south["publisher"], south["pages"], south["faulty"], south["hard"], south["above"]) == ("South", 3, 0, 1, 1)
    types = rows_of(run, "page_types")
    assert [row["page_type"] for row in types] == ["condition", "medicine", "procedure", "admin"]
    families = {(row["publisher"], row["family"]): row["errors_and_warnings"] for row in rows_of(run, "families")}
    assert families == {("North", "claims"): 2, ("North", "jargon"): 4, ("North", "required"): 2, ("South", "required"): 1}


def test_grades_are_rounded_up_and_said_to_be_above_the_target_or_not(run: Path) -> None:
    assert [(row["grade"], row["pages"], row["above_target"]) for row in rows_of(run, "grades")] == [
        (7, 1, False),
        (8, 1, False),
        (9, 1, True),
        (10, 2, True),
    ]


def test_pages_to_mend_first_are_in_the_order_that_is_stated_across_parts(run: Path) -> None:
    first = rows_of(run, "first")
    assert [row["id"] for row in first] == ["north/a.md", "north/b.md", "south/a.md", "south/b.md"]
    assert [row["rank"] for row in first] == [1, 2, 3, 4]
    assert first[0]["rules"] == ["claims/cure", "jargon/undefined-term", "required/review-date"]
    assert first[1]["over"] == 2.0


def test_what_was_left_out_and_set_aside_is_counted_by_reason_with_an_example(run: Path) -> None:
    assert rows_of(run, "skipped") == [{"reason": "it is in another language (fr)", "rows": 1, "example": "north/fr.md"}]
    assert rows_of(run, "rejected") == [
        {"reason": "it has no id", "rows": 2, "example": "", "first_row": 7},
        {"reason": "a format nobody reads", "rows": 1, "example": "x.pdf", "first_row": 7},
    ]


def test_a_part_without_its_pages_is_not_finished_and_not_counted(run: Path, tmp_path: Path) -> None:
    before = rows_of(run, "rules")
    (run / "pages" / "part-000001.parquet").unlink()
    summary.write(run)
    assert sum(row["pages"] for row in rows_of(run, "rules")) < sum(row["pages"] for row in before)
    assert [row["publisher"] for row in rows_of(run, "publishers")] == ["North"]


PAGES = st.lists(
    st.tuples(
        st.sampled_from(["North", "South", ""]),
        st.sampled_from(["condition", "medicine"]),
        st.integers(0, 900),
        st.floats(0, 18).map(lambda grade: round(grade, 1)),
        st.lists(st.sampled_from([CURE, LONG, TERM, REVIEW]), max_size=6),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(PAGES, st.data())
def test_sums_are_those_of_a_plain_count_whatever_part_a_page_is_in(pages: list[tuple], data: st.DataObject) -> None:  # type: ignore[type-arg]
    parts = [Made(), Made(), Made()]
    whole = Made()
    for number, (publisher, kind, words, grade, findings) in enumerate(pages):
        fields = {"publisher": publisher, "page_type": kind, "words": words, "grade": grade}
        whole.page(f"{number}.md", *findings, **fields)
        data.draw(st.sampled_from(parts)).page(f"{number}.md", *findings, **fields)
    one, many = Tally(8), Tally(8)
    one.add(table(whole.pages, PAGE), table(whole.findings, FINDING), None)
    for part in parts:
        many.add(table(part.pages, PAGE), table(part.findings, FINDING), None)
    for tally in (one, many):
        assert tally.whole.errors == sum(row["errors"] for row in whole.pages)
        assert tally.whole.faulty == sum(row["errors"] > 0 for row in whole.pages)
        assert tally.whole.above == sum(row["grade"] > 8 and row["words"] > 0 for row in whole.pages)
        spoke = {name: spoken.findings for name, spoken in tally.rules.items()}
        assert spoke == Counter(row["rule"] for row in whole.findings)
        on = {(row["rule"], row["id"]) for row in whole.findings}
        assert {name: spoken.pages for name, spoken in tally.rules.items()} == Counter(rule for rule, _ in on)
        assert tally.whole.families == Counter(row["family"] for row in whole.findings if row["severity"] != "suggestion")
    assert dict(one.publishers.items()).keys() == dict(many.publishers.items()).keys()
    for name, group in one.publishers.items():
        assert group.grades == pytest.approx(many.publishers[name].grades)
        assert (group.pages, group.faulty, group.hard, group.warned) == tuple(
            getattr(many.publishers[name], field) for field in ("pages", "faulty", "hard", "warned")
        )
    assert one.first == many.first


def test_names_that_are_too_many_are_added_up_and_no_count_is_lost() -> None:
    named = Named(Group, lambda group: group.pages, 3)
    for number in range(20):
        named[f"p{number}"].add(Group(pages=number, words=10))
        named.trim()
    assert len(named) <= 6
    assert {"p19", "p18"} <= {name for name, _ in named.items()}
    assert not named.is_whole
    assert sum(group.pages for _, group in named.items()) + named.rest.pages == sum(range(20))


def test_one_part_at_a_time_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    add = Tally.add

    def watched(self: Tally, *part: object) -> None:
        held.append(pa.total_allocated_bytes())
        add(self, *part)  # type: ignore[arg-type]

    monkeypatch.setattr(Tally, "add", watched)
    long = {**TERM, "text": "x" * 4000}
    parts = []
    for number in range(12):
        made = Made()
        for page in range(20):
            made.page(f"{number}/{page}.md", *[long] * 5)
        parts.append(made)
    before = pa.total_allocated_bytes()
    summary.write(write_run(tmp_path / "run", *parts))
    assert len(held) == 12
    assert max(held) - before < 4 * (min(held) - before) < 12 * 20 * 5 * 4000


def test_short_pages_do_not_seem_worse_for_what_they_lack() -> None:
    short = Group(pages=50, words=5_000, families=Counter(required=50), of_whole=Counter(required=50))
    long = Group(pages=50, words=95_000, families=Counter(required=50, jargon=300), of_whole=Counter(required=50))
    whole = Group()
    whole.add(short)
    whole.add(long)
    assert times(short, whole, "required") == 1.0
    assert times(long, whole, "jargon") == pytest.approx(1.05, abs=0.01)
    assert times(short, whole, "tone") is None  # too few to compare


# -- what the manifest says, and bad input -----------------------------------------------------


def test_titles_of_a_houses_own_rules_come_from_the_manifest(tmp_path: Path) -> None:
    own = {"rule": "house/clinic-name"}
    nameless = {"rule": "house/other"}
    folder = write_run(tmp_path / "run", Made().page("a.md", own, nameless), titles={"house/clinic-name": "The old name"})
    summary.write(folder)
    assert by(rows_of(folder, "rules"), "rule")["house/clinic-name"]["title"] == "The old name"
    assert by(rows_of(folder, "rules"), "rule")["house/other"]["title"] == "house/other"


def test_a_name_of_a_rule_reads_no_other_file(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", Made().page("a.md", {"rule": "../policy"}, {"rule": "profiles/../policy"}))
    summary.write(folder)
    assert {row["title"] for row in rows_of(folder, "rules")} == {"../policy", "profiles/../policy"}


def test_the_target_is_the_manifests_or_the_one_that_ships(tmp_path: Path) -> None:
    for number, (manifest, above) in enumerate([({"target": 6}, 2), ({}, 1), ({"target": None}, 0)]):
        made = Made().page("a.md", grade=7.0).page("b.md", grade=9.0)
        folder = write_run(tmp_path / str(number), made, **manifest)
        if not manifest:
            data = json.loads((folder / "manifest.json").read_text())
            del data["target"]
            (folder / "manifest.json").write_text(json.dumps(data))
        summary.write(folder)
        assert rows_of(folder, "whole")[0]["above"] == above
    assert "target" not in lines(page_of(tmp_path / "2"))


@pytest.mark.parametrize("name", ["manifest.json", "pages/part-000000.parquet", "findings/part-000000.parquet"])
def test_a_file_that_cannot_be_read_is_named_in_one_line(run: Path, name: str) -> None:
    (run / name).write_bytes(b"no such thing")
    with pytest.raises(InputError, match=re.escape(Path(name).name)) as caught:
        summary.write(run)
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_written_is_said_in_one_line(run: Path) -> None:
    (run / "summary.html").unlink()
    (run / "summary.html").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        summary.write(run)


def test_a_run_without_pages_gives_empty_tables_and_a_page_that_says_so(tmp_path: Path) -> None:
    summary.write(write_run(tmp_path / "run", Made()))
    assert rows_of(tmp_path / "run", "rules") == []
    assert "No page was checked." in lines(page_of(tmp_path / "run"))


def test_nulls_are_taken_as_nothing_known(tmp_path: Path) -> None:
    made = Made().page("a.md", {**TERM, "section": None}, publisher=None, skipped=None, page_type=None)
    summary.write(write_run(tmp_path / "run", made))
    assert rows_of(tmp_path / "run", "whole")[0]["pages"] == 1
    assert [row["publisher"] for row in rows_of(tmp_path / "run", "publishers")] == [""]


# -- the page ----------------------------------------------------------------------------------


def test_the_page_says_what_an_owner_asks(tmp_path: Path) -> None:
    said = lines(page_of(archive(tmp_path / "run")))
    kept = DATA / "summary.txt"
    if os.environ.get("CARELINT_SNAPSHOTS"):  # to see what changed, and keep it
        kept.write_text(said, "utf-8")
    assert said == kept.read_text("utf-8")


def test_what_comes_from_pages_is_shown_and_does_nothing(tmp_path: Path) -> None:
    made = Made()
    for number in range(12):
        made.page(f"{HOSTILE}{number}", {**TERM, "section": HOSTILE}, {"rule": HOSTILE}, publisher=HOSTILE, page_type=HOSTILE)
    made.page("x", skipped=HOSTILE)
    rejected = [{"id": HOSTILE, "reason": HOSTILE}]
    folder = write_run(tmp_path / "run", made, Made().page("y", TERM), rejected=rejected, source={"name": HOSTILE})
    summary.write(folder)
    root = page_of(folder)
    assert not root.all("script")
    assert len(root.all("style")) == len(root.all("title")) - len(root.all("svg", role="img")) == 1
    assert not [one for one in root.all() if any(name.startswith("on") for name in one.attributes)]
    assert not [one for one in root.all() if {"src", "href", "style", "action"} & set(one.attributes) - {"href"}]
    assert all((link.attributes["href"] or "").startswith("#") for link in root.all("a"))
    assert "‮" not in root.text
    assert "alert(1)" in root.text
    assert "{{ 7*7 }}" in root.text


def test_every_link_leads_somewhere_and_every_plot_has_words_and_a_table(run: Path) -> None:
    root = page_of(run)
    ids = [one.attributes["id"] for one in root.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    assert {(link.attributes["href"] or "")[1:] for link in root.all("a")} <= set(ids)
    (plot,) = root.all("svg", role="img")
    for name in (plot.attributes["aria-labelledby"] or "").split():
        assert plot.all("", id=name)[0].text
    for one in root.all("svg"):
        assert one is plot or one.attributes["aria-hidden"] == "true"
    for one in root.all("section"):
        assert one.attributes["aria-labelledby"] in ids
    (numbers,) = plot.parent.all("table") if plot.parent else []
    rows = [[cell.text for cell in row.all("th") + row.all("td")] for row in numbers.all("tr")]
    assert ["8", "1", "20%"] in rows
    assert ["9, above the target", "1", "20%"] in rows


def test_without_publishers_page_types_are_compared(tmp_path: Path) -> None:
    made = Made()
    for number in range(20):
        made.page(f"{number}.md", TERM, publisher="", page_type="medicine" if number % 2 else "condition")
    summary.write(write_run(tmp_path / "run", made))
    root = page_of(tmp_path / "run")
    assert not root.all("section", id="publishers")
    (heat,) = root.all("table", **{"class": "heat"})
    assert [head.text for head in heat.all("th", scope="row")][:2] == ["condition", "medicine"]


def test_what_stands_out_is_said_and_shaded(tmp_path: Path) -> None:
    made = Made()
    for number in range(20):
        made.page(f"n{number}.md", TERM, TERM, TERM, publisher="North")
        made.page(f"s{number}.md", TERM, publisher="South")
    summary.write(write_run(tmp_path / "run", made))
    root = page_of(tmp_path / "run")
    assert "North stands out most: 1.5 times as many ‘jargon’ findings" in lines(root)
    assert [cell.text for cell in root.all("table", **{"class": "heat"})[0].all("td", **{"class": "s2"})] == ["1.5"]


def test_many_names_are_cut_and_the_page_says_where_the_rest_is(tmp_path: Path) -> None:
    made = Made()
    for number in range(130):
        made.page(f"{number}.md", CURE, {**TERM, "section": f"Part {number % 60}"}, publisher=f"P{number}")
    summary.write(write_run(tmp_path / "run", made))
    root = page_of(tmp_path / "run")
    said = lines(root)
    assert "summary/publishers.parquet has 100 more." in said
    assert "summary/first.parquet has 50 more." in said
    assert len(rows_of(tmp_path / "run", "publishers")) == 130
    assert len(rows_of(tmp_path / "run", "first")) == 100
    assert len(rows_of(tmp_path / "run", "sections")) == 61


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [(0, 9, "0%"), (1, 900, "under 1%"), (899, 900, "over 99%"), (9, 9, "100%"), (1, 3, "33%"), (0, 0, "0%")],
)
def test_a_share_is_never_said_to_be_nothing_or_all_when_it_is_not(part: int, of: int, said: str) -> None:
    assert summary_page.share(part, of) == said


@pytest.mark.parametrize(
    ("rate", "said"), [(None, "0"), (0.0, "0"), (0.001, "under 0.01"), (0.04, "0.04"), (7.64, "7.6"), (1234.5, "1,234.5")]
)
def test_a_rate_has_the_places_it_needs(rate: float | None, said: str) -> None:
    assert summary_page.said_rate(rate) == said


def test_the_same_run_gives_the_same_page(run: Path) -> None:
    before = (run / "summary.html").read_bytes()
    summary.write(run)
    assert (run / "summary.html").read_bytes() == before
    assert not list(run.rglob(".carelint-*"))
