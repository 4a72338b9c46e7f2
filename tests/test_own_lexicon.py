"""A team's own terms: they stand in for carelint's, and their mistakes are said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import InputError, Linter
from linter.config import discover, read
from linter.language.term_list import Term

SHIPPED = Linter().rulebook.lexicon.table("terms")
EMBOLISM = next(row for row in SHIPPED if row["term"] == "embolism")
HEAD = "term\tforms\tplain\tmeaning\n"


@pytest.fixture(autouse=True)
def _forget() -> None:
    discover.cache_clear()


def linter(folder: Path, table: str, settings: str = 'lexicon = ["our-terms.tsv"]\n') -> Linter:
    (folder / "our-terms.tsv").write_text(table, encoding="utf-8")
    (folder / "carelint.toml").write_text(settings, encoding="utf-8")
    return Linter(config=read(folder / "carelint.toml"))


def only(engine: Linter, text: str) -> Term:
    (term,) = engine.find_terms(text)
    return term


def test_an_entry_of_the_team_stands_in_for_the_shipped_one_and_keeps_its_other_forms(tmp_path: Path) -> None:
    engine = linter(
        tmp_path, "# Agreed in May.\n\nterm\tplain\tmeaning\nEmbolism\tclot that has moved\ta clot that has moved\n"
    )
    assert only(Linter(), "They found embolisms.").plain == EMBOLISM["plain"]
    assert only(engine, "They found embolisms.").plain == "clot that has moved"
    (finding,) = engine.check_text("They found an embolism.", fragment=True).findings
    assert "‘clot that has moved (embolism)’" in finding.message


def test_a_form_of_the_team_is_taken_from_the_shipped_entry_that_has_it(tmp_path: Path) -> None:
    engine = linter(tmp_path, HEAD + "embolisms\t-\tmoved clots\tclots that have moved\n")
    assert only(engine, "They found embolisms.").plain == "moved clots"
    assert only(engine, "They found an embolism.").plain == EMBOLISM["plain"]


def test_a_shipped_term_that_becomes_a_form_leaves_the_rest_of_its_entry(tmp_path: Path) -> None:
    engine = linter(tmp_path, HEAD + "moved clot\tembolism\tclot that moves\ta clot that moves\n")
    assert only(engine, "They found an embolism.").lemma == "moved clot"
    left = only(engine, "They found embolisms.")
    assert (left.lemma, left.plain) == ("embolisms", EMBOLISM["plain"])


def test_a_new_term_is_found_in_every_form_and_case_and_wants_an_explanation(tmp_path: Path) -> None:
    engine = linter(
        tmp_path, HEAD + "Osei clip\tOsei clips|clip of Osei\tsmall metal clip\ta small clip that stays in the body\n"
    )
    found = engine.find_terms("We use an OSEI CLIP. Osei clips stay.\n\nThe clip of Osei is safe.")
    assert [(term.text, term.lemma, term.plain, term.familiarity, term.defined) for term in found] == [
        ("OSEI CLIP", "Osei clip", "small metal clip", 0.2, False),
        ("Osei clips", "Osei clip", "small metal clip", 0.2, False),
        ("clip of Osei", "Osei clip", "small metal clip", 0.2, False),
    ]
    assert only(engine, "Osei clips (small metal clips) stay.").defined


def test_columns_that_are_given_hold_and_the_rest_comes_from_the_shipped_entry(tmp_path: Path) -> None:
    table = "plain\tterm\tfamiliarity\tkind\tmeaning\tsource\nblocked\tembolism\t0.9\tcondition\ta block\tMs Lee\n"
    assert linter(tmp_path, table).find_terms("They found an embolism.") == []
    table = linter(tmp_path, "term\tplain\tmeaning\nembolism\t-\ta block\n").rulebook.lexicon.table("terms")
    (row,) = [row for row in table if row["term"] == "embolism"]
    assert row == {**EMBOLISM, "plain": "", "meaning": "a block", "source": ""}


def test_all_other_entries_stay_as_they_are(tmp_path: Path) -> None:
    table = linter(tmp_path, "term\tplain\tmeaning\nOsei clip\tclip\ta clip\n").rulebook.lexicon.table("terms")
    assert table.lines[:-1] == [*SHIPPED.lines]


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("", 1, "the column ‘term’ is missing"),
        ("# x\nterm\tplain\nclip\tclip\n", 2, "the column ‘meaning’ is missing"),
        ("term\tplain\tmeening\n", 1, "no column ‘meening’; did you mean ‘meaning’"),
        ("term\tplain\tmeaning\tplain\n", 1, "‘plain’ stands twice"),
        ("term\tplain\tmeaning\n# x\nclip\tclip\n", 3, "2 cells where the table has 3"),
        ("term\tplain\tmeaning\n-\tclip\ta clip\n", 2, "‘term’ is empty"),
        ("term\tplain\tmeaning\nclip\tclip\t \n", 2, "‘meaning’ is empty"),
        (HEAD + "clip\tclips||clippy\tclip\ta clip\n", 2, "one of the forms is empty"),
        (HEAD + "clip\tclips\tclip\ta clip\n\nClips\t-\tclips\tmany\n", 4, "‘Clips’ already stands in our-terms.tsv:2"),
        ("term\tplain\tmeaning\tfamiliarity\nclip\tclip\ta clip\t2\n", 2, "‘2’ is no familiarity"),
        ("term\tplain\tmeaning\tfamiliarity\nclip\tclip\ta clip\tnan\n", 2, "‘nan’ is no familiarity"),
        ("term\tplain\tmeaning\tkind\nclip\tclip\ta clip\tsymptoms\n", 2, "did you mean ‘symptom’"),
    ],
)
def test_a_mistake_is_said_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, line: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        linter(tmp_path, table).find_terms("x")
    assert (caught.value.path, caught.value.line) == ("our-terms.tsv", line)
    assert said in caught.value.message


def test_a_table_that_is_missing_outside_or_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    for settings, said in (('lexicon = ["gone.tsv"]', "no table of terms ‘gone.tsv’"), ('x = 1\nlexicon = "x"', "unknown key")):
        with pytest.raises(InputError, match=said):
            linter(tmp_path / "repo", "", settings)
    (tmp_path / "out.tsv").write_text("term\tplain\tmeaning\n")
    with pytest.raises(InputError, match=r"carelint\.toml:2: ‘out\.tsv’ is outside the repository"):
        linter(tmp_path / "repo", "", '\nlexicon = ["../out.tsv"]')
    (tmp_path / "repo" / "latin.tsv").write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match=r"latin\.tsv:1: byte 3 is not UTF-8"):
        linter(tmp_path / "repo", "", 'lexicon = ["latin.tsv"]')


def test_a_changed_table_is_seen_at_once(tmp_path: Path) -> None:
    for plain in ("clip", "small clip"):
        assert only(linter(tmp_path, f"term\tplain\tmeaning\nOsei clip\t{plain}\ta clip\n"), "An Osei clip.").plain == plain


def test_several_tables_add_up_and_paths_are_seen_from_the_file_that_names_them(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "house.tsv").write_text("term\tplain\tmeaning\nOsei clip\tclip\ta clip\n")
    (site / "more.tsv").write_text("term\tplain\tmeaning\nOsei loop\tloop\ta loop\n")
    (tmp_path / "house.toml").write_text('lexicon = ["house.tsv"]')
    (site / "carelint.toml").write_text('extends = "../house.toml"')
    text = "An Osei clip. It holds an Osei loop."
    assert [term.plain for term in Linter(config=read(site / "carelint.toml")).find_terms(text)] == ["clip", None]
    (site / "carelint.toml").write_text('lexicon = ["../house.tsv", "more.tsv"]')
    assert [term.plain for term in Linter(config=read(site / "carelint.toml")).find_terms(text)] == ["clip", "loop"]
