"""The word tables that ship: readable, sorted, current, right at spot values, and near-free to load."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.language import syllables, tables

ROOT = Path(__file__).parent.parent
DATA = ROOT / "linter" / "language" / "data"


def lines(name: str) -> list[str]:
    head, _, body = (DATA / name).read_text("utf-8").partition("\n\n")
    assert all(line.startswith("# ") for line in head.splitlines())
    return body.splitlines()


@pytest.fixture(scope="module")
def common() -> dict[str, str]:
    return dict(line.split("\t") for line in lines(tables.FREQUENCIES))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = ROOT / "tools" / "build_word_tables.py"
    if not path.exists():
        pytest.skip("the build script is not part of this distribution")
    spec = importlib.util.spec_from_file_location("build_word_tables", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_word_of_the_table_is_found_with_its_frequency(common: dict[str, str]) -> None:
    assert 60_000 <= len(common) <= 100_000
    assert list(common) == sorted(common, key=str.encode)
    assert (DATA / tables.FREQUENCIES).stat().st_size <= 1_500_000
    some = [*common][::3]
    assert [tables.frequency(word) for word in some] == [int(common[word]) / 10 for word in some]
    assert all(20 <= int(frequency) <= 80 for frequency in common.values())
    assert all(word == word.lower() and " " not in word for word in common)


@pytest.fixture(scope="module")
def counted() -> dict[str, int]:
    return {word: int(n) for word, n in (line.split("\t") for line in lines(tables.SYLLABLES))}


def test_every_word_of_the_syllable_table_is_found_with_its_count(counted: dict[str, int]) -> None:
    assert list(counted) == sorted(counted, key=str.encode)
    assert {word: tables.syllables(word) for word in counted} == counted
    assert all(1 <= n <= 16 for n in counted.values())
    assert tables.syllables("zyzzyx") == 0


def test_a_word_is_in_the_syllable_table_because_it_is_common_or_the_rules_get_it_wrong(
    counted: dict[str, int], common: dict[str, str]
) -> None:
    assert {word for word, tenths in common.items() if int(tenths) > 30} <= counted.keys()
    rare = [word for word in counted if int(common.get(word, "0")) < 30]
    needless = [word for word in rare if syllables.count(word, table=False) == counted[word]]
    # A few stand there because the stem of the word is an exception and the word is not.
    assert len(needless) < 0.03 * len(rare), needless


def test_the_syllable_table_was_built_for_these_rules(script: ModuleType, common: dict[str, str]) -> None:
    head = (DATA / tables.SYLLABLES).read_text("utf-8").partition("\n\n")[0]
    assert f"fingerprint {script.fingerprint(common)};" in head, "rules changed: run tools/build_word_tables.py"


SPOT = {
    "the": 7.7, "The": 7.7, "word": 5.3, "doctor": 4.9, "dyspnea": 2.2, "a": 7.4, "café": 4.0, "don't": 6.2, "hemilaminectomy": 0.0,
    "": 0.0, "-": 0.0, "'": 0.0, "12": 0.0, "zyzzyx": 0.0,
}  # fmt: skip


@pytest.mark.parametrize(("word", "frequency"), SPOT.items())
def test_frequency(word: str, frequency: float) -> None:
    assert tables.frequency(word) == pytest.approx(frequency, abs=0.3 if frequency else 0)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("angioplasties", "angioplasty"),
        ("vasectomies", "vasectomy"),
        ("haemorrhaged", "haemorrhage"),
        ("biopsying", "biopsy"),
    ],
)
def test_an_inflection_that_the_table_lacks_is_rarer_than_its_stem(word: str, stem: str, common: dict[str, str]) -> None:
    assert word not in common
    assert 0 < tables.frequency(word) < tables.frequency(stem)


def test_possessives_and_compounds() -> None:
    assert tables.frequency("patient’s") == tables.frequency("Patient's") == tables.frequency("patient")
    assert tables.frequency("follow-up") == min(tables.frequency("follow"), tables.frequency("up"))
    assert tables.frequency("well-hemilaminectomied") == 0.0


def test_familiarity_runs_from_none_to_all_and_sees_stems() -> None:
    assert tables.familiarity("the") == tables.familiarity("pain") == tables.familiarity("water") == 1.0
    assert tables.familiarity("hemilaminectomy") == 0.0
    assert 0 < tables.familiarity("lamina") < tables.familiarity("spleen") < tables.familiarity("kidney") < 1
    assert tables.familiarity("livers") == tables.familiarity("liver")


@given(st.text(max_size=30))
def test_any_text_has_a_frequency(word: str) -> None:
    assert 0.0 <= tables.frequency(word) <= 8.0
    assert 0.0 <= tables.familiarity(word) <= 1.0


def test_threads_share_the_tables() -> None:
    words = ["pain", "lamina", "zyzzyx", "biopsies"] * 50
    tables.frequency.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(tables.frequency, words))
    assert found == [tables.frequency(word) for word in words]


def test_nothing_is_read_before_it_is_asked_for() -> None:
    code = (
        "import linter.language.body, linter.language.terms; from linter.language import tables;"
        "print(tables._frequencies.cache_info().currsize, tables._syllables.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0"]


CMU = """\
'tis T IH1 Z
abalone AE2 B AH0 L OW1 N IY0 # a shell
abalones AE2 B AH0 L OW1 N IY0 Z
different D IH1 F ER0 AH0 N T
different(2) D IH1 F R AH0 N T
every EH1 V ER0 IY0
every(2) EH1 V R IY0
hmm HH M
korea K ER0 IY1 AH0
korea(2) K R IY1 AH0
located L OW1 K EY2 T AH0 D
located(2) L OW1 K EY2 D
table T EY1 B AH0 L
u.s. Y UW1 EH1 S
"""


def test_the_script_keeps_what_the_rules_get_wrong(script: ModuleType) -> None:
    spoken = script.pronunciations(CMU)
    assert spoken == {"abalone": [4], "abalones": [4], "every": [2], "hmm": [0], "table": [2]} | {
        "different": [2],  # the weak vowel drops out
        "korea": [3, 2],  # not before a stressed one
        "located": [3, 2],  # nor where a consonant goes with it
    }
    assert script.exceptions(spoken) == {"abalone": 4, "different": 2}  # the plural follows
    assert script.known({"abalone": 4}, ["abalones", "every"]) == {"abalone": 4, "abalones": 4, "every": 2}
    assert list(script.lines({"b": 2, "a": 12})) == ["a\t12", "b\t02"]


def test_every_table_names_its_source_and_licence() -> None:
    readme = (DATA / "README.md").read_text("utf-8")
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for path in DATA.iterdir():
        assert path.name in readme
    for text in (readme, notice):
        assert "CMU Pronouncing Dictionary" in text
        assert "CC BY-SA 4.0" in text
        assert "Robyn Speer" in text
        assert "SUBTLEX" in text
    assert "Carnegie Mellon University" in (DATA / "LICENSE-cmudict.txt").read_text("utf-8")
