"""carelint's counts beside those of textstat, on plain prose and through `carelint grade --compare`; never online."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from linter import readers
from linter.cli import main
from linter.commands import compare
from linter.commands.compare import Comparison
from linter.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"
PASSAGES = (DATA / "plain_prose.txt").read_text("utf-8").strip().split("\n\n")
LIST = "# Side effects\n\nAsk Dr. Lee if it hurts. You may have:\n\n- a rash on your arm\n- a cough at night\n- a sore arm or leg\n"
COUNTS = ["sentences", "words", "syllables", "polysyllables", "letters", "characters", "complex_words", "difficult_words"]


def _forget() -> None:
    """textstat remembers the figures of a text, whatever dictionary they were counted with."""
    for module in [module for name, module in sys.modules.items() if name.startswith("textstat.backend")]:
        for member in vars(module).values():
            if hasattr(member, "cache_clear"):
                member.cache_clear()
    compare._textstat.cache_clear()


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """textstat's module that counts syllables; no network, and all put back afterwards."""
    pytest.importorskip("textstat", reason="needs textstat, from the extra `dev`")
    import nltk
    from textstat.backend.counts import _count_syllables

    def refuse(*_: object) -> None:
        raise AssertionError("went online")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(_count_syllables, "get_cmudict", _count_syllables.get_cmudict)
    monkeypatch.setattr(nltk, "download", nltk.download)
    _forget()
    yield _count_syllables
    _forget()


@pytest.fixture
def own_words(counting: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """textstat as it is where its dictionary is installed: the words that the passages need, from a file."""
    import nltk

    lines = (DATA / "plain_prose_words.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    words = {word: [["AH0"] * int(n)] for word, n in rows}
    monkeypatch.setattr(counting, "get_cmudict", lambda _: words)
    monkeypatch.setattr(nltk.data, "find", lambda _: "")
    monkeypatch.setattr(nltk.corpus, "cmudict", SimpleNamespace(dict=lambda: words))


@pytest.fixture
def no_words(counting: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """textstat as it is where its dictionary is missing."""
    import nltk

    def missing(_: str) -> None:
        raise LookupError

    monkeypatch.setattr(nltk.data, "find", missing)


def of(text: str, path: str = "page.txt") -> Comparison:
    return compare.of_page(readers.read(text, path)[0])


@pytest.fixture(params=range(len(PASSAGES)))
def passage(request: pytest.FixtureRequest, own_words: None) -> Comparison:
    return of(PASSAGES[request.param])


# -- against textstat, on plain prose ---------------------------------------------------------------


def test_there_are_passages_from_easy_to_hard() -> None:
    assert len(PASSAGES) >= 5
    assert all(len(passage.split()) > 100 for passage in PASSAGES)


def test_words_and_sentences_of_plain_prose_are_the_same(passage: Comparison) -> None:
    assert passage.own_syllables
    for count in ("words", "sentences", "letters"):
        ours, theirs = passage.counts[count]
        assert ours == theirs, count


@pytest.mark.parametrize(
    ("formula", "apart"),
    [
        ("flesch_reading_ease", 1.0),
        ("flesch_kincaid", 0.15),
        ("smog", 0.6),
        ("gunning_fog", 2.5),  # a list of easy words for Gunning's rules
        ("coleman_liau", 0.5),  # 0.058 for 0.0588
        ("automated_readability", 0.7),  # counts punctuation
        ("dale_chall", 1.7),  # another list of easy words
    ],
)
def test_formulas_are_as_near_as_the_documented_differences_allow(passage: Comparison, formula: str, apart: float) -> None:
    figure = passage.formulas[formula]
    assert abs(figure.carelint - figure.textstat) <= apart


def test_two_differences_are_the_formulas_own(passage: Comparison) -> None:
    words, letters, characters = (passage.counts[count] for count in ("words", "letters", "characters"))
    liau, ari = passage.formulas["coleman_liau"], passage.formulas["automated_readability"]
    assert liau.carelint - liau.textstat == pytest.approx(0.08 * letters[0] / words[0], abs=0.02)
    assert ari.textstat - ari.carelint == pytest.approx(4.71 * (characters[1] - characters[0]) / words[0], abs=0.02)


def test_every_difference_has_its_reasons(passage: Comparison) -> None:
    for figure in passage.formulas.values():
        assert figure.carelint + sum(figure.why.values()) == pytest.approx(figure.textstat, abs=0.15)
        assert figure.why.keys() <= compare.WHY.keys()


def test_syllables_differ_where_a_weak_vowel_drops_out(own_words: None) -> None:
    ours, theirs = of("You may need it every day.").counts["syllables"]
    assert theirs - ours == 1  # EV-er-y, which most say as EV-ry


def test_what_textstat_makes_of_lists_and_abbreviations(no_words: None) -> None:
    found = of(LIST, "page.md")
    assert found.counts["sentences"] == (5, 2)  # “Ask Dr.” is too short to count, all items run together
    assert found.formulas["flesch_kincaid"].why["sentences"] > 2
    assert of("Use it. Take 2.5 mg and/or rest now.").counts["words"] == (9, 8)


# -- the dictionary is missing ----------------------------------------------------------------------


def test_without_its_dictionary_textstat_gets_our_syllables_and_stays_offline(no_words: None) -> None:
    found = of(PASSAGES[1])
    assert not found.own_syllables
    assert found.counts["syllables"][0] == found.counts["syllables"][1]
    assert found.formulas["flesch_kincaid"].why == {}
    import nltk

    with pytest.raises(InputError, match="does not go online"):
        nltk.download("cmudict")


def test_a_text_without_words_has_zeros(no_words: None) -> None:
    found = of("\n\n")
    assert {(figure.carelint, figure.textstat) for figure in found.formulas.values()} == {(0.0, 0.0)}


# -- the command ------------------------------------------------------------------------------------


def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str, **sources: str) -> int:
    for name, text in sources.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return main(["grade", "--compare", *arguments])


def test_grade_compare_shows_both_and_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], no_words: None
) -> None:
    assert ran(tmp_path, monkeypatch, "page.md", page=LIST) == 0
    said = capsys.readouterr().out
    lines = said.splitlines()
    (kincaid,) = [
        line.split() for line in lines[lines.index(next(line for line in lines if "Beside" in line)) :] if "Kincaid" in line
    ]
    assert float(kincaid[1]) < float(kincaid[2])
    assert " ".join(kincaid[3:]).endswith("by sentences")
    assert "sentences: 5, in textstat 2" in said
    assert "was given carelint's syllable counts" in " ".join(said.split())


def test_grade_compare_in_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own_words: None
) -> None:
    assert ran(tmp_path, monkeypatch, "page.md", "--format", "json", page=PASSAGES[0]) == 0
    (page,) = json.loads(capsys.readouterr().out)["pages"]
    beside = page["compare"]
    assert list(beside) == ["tool", "version", "own_syllables", "counts", "formulas"]
    assert (beside["tool"], beside["own_syllables"]) == ("textstat", True)
    assert list(beside["counts"]) == COUNTS
    assert list(beside["formulas"]) == list(page["formulas"])
    for name, figure in beside["formulas"].items():
        assert list(figure) == ["carelint", "textstat", "why"]
        assert figure["carelint"] == page["formulas"][name]


def test_grade_compare_of_several_pages_gives_means_and_the_widest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], no_words: None
) -> None:
    assert ran(tmp_path, monkeypatch, ".", "--max-grade", "10", plain=PASSAGES[0], listed=LIST, hard=PASSAGES[3]) == 1
    said = capsys.readouterr()
    assert "(means)" in said.out
    (kincaid,) = [line for line in said.out.splitlines() if "Kincaid" in line]
    assert kincaid.endswith("listed.md")
    assert said.err == "carelint: 1 page is above grade 10\n"


def test_a_missing_textstat_is_said_with_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    compare._textstat.cache_clear()
    monkeypatch.setitem(sys.modules, "textstat", None)
    assert ran(tmp_path, monkeypatch, "page.md", page=LIST) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "textstat is not installed" in said.err
    assert "pip install 'carelint[compare]'" in said.err
    compare._textstat.cache_clear()


def test_a_textstat_that_cannot_be_kept_offline_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], counting: ModuleType
) -> None:
    monkeypatch.delattr(counting, "get_cmudict")
    assert ran(tmp_path, monkeypatch, "page.md", page=LIST) == 2
    assert "cannot be kept offline" in capsys.readouterr().err


def test_textstat_is_imported_only_when_asked_for() -> None:
    code = (
        "import sys; from linter.cli import main; main(['grade', '--format', 'json', 'README.md']);"
        "sys.exit(any(name.startswith(('textstat', 'nltk', 'linter.commands.compare')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False).returncode == 0
