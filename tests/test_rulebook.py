"""Rule files: everything wrong is said with file and line before a page is read; the cache gives the same rulebook."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from msgspec import structs

from linter import InputError, Linter, checks, examples
from linter.cache import _RULEBOOK, cached_rulebook, compiled_rulebook
from linter.config import Config
from linter.rulebook import load_rulebook, rules_folder
from linter.search.phrases import OfWord
from linter.search.scanner import Plan
from linter.search.sieve import Needs
from linter.store import cache_files, digests
from linter.store.pieces import Pieces
from tests.rule_tools import shipped

RULE = """\
id: house/clinic-name
title: The clinic's old name
severity: warning
check: phrase
phrases: [Old Mill Clinic]
message: "‘{text}’ is the old name. Write ‘Mill Lane Clinic’."
why: Readers look for the name on the door.
standard: {name: House style, section: Names, year: 2026, url: ""}
examples:
  bad: ["Come to ⟦Old Mill Clinic⟧.", "The ⟦old mill clinic⟧ is shut."]
  good: ["Come to Mill Lane Clinic.", "The old mill is a clinic now."]
"""


def folder(tmp_path: Path, text: str = RULE, name: str = "house/clinic-name.yaml") -> Path:
    file = tmp_path / "our-rules" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(textwrap.dedent(text), encoding="utf-8")
    return tmp_path / "our-rules"


def mistake(tmp_path: Path, text: str) -> InputError:
    """What is said of a rule file of a team that has a mistake."""
    with pytest.raises(InputError) as caught:
        load_rulebook([folder(tmp_path, text)])
    return caught.value


@pytest.mark.parametrize("name", checks.names())
def test_a_check_says_which_of_its_keys_no_option_changes_and_which_only_weigh(name: str) -> None:
    module = checks.load(name)
    keys = {field.encode_name for field in structs.fields(module.Params)}
    about, weights = set(getattr(module, "NO_OPTIONS", ())), set(getattr(module, "WEIGHTS", ()))
    assert about | weights <= keys
    assert keys & {"find", "table"} <= about


def test_a_teams_own_rule_is_found_and_runs(tmp_path: Path) -> None:
    folder(tmp_path)
    engine = Linter(config=Config(rules=("our-rules",), root=tmp_path))
    (finding,) = engine.check_text("Come to Old Mill Clinic.", fragment=True).findings
    assert finding.rule == "house/clinic-name"
    assert finding.message == "‘Old Mill Clinic’ is the old name. Write ‘Mill Lane Clinic’."


def test_with_only_near_a_hit_counts_where_each_of_the_words_stands_near_it(tmp_path: Path) -> None:
    near = "only-near:\n  - {phrases: [come to]}\n  - {within: next-sentence, patterns: ['\\bshut\\b']}\nmessage:"
    text = RULE.replace("message:", near).replace('"The ⟦old mill clinic⟧ is shut."', '"Come to ⟦Old Mill Clinic⟧, now shut."')
    folder(tmp_path, text.replace("Come to ⟦Old Mill Clinic⟧.", "Come to ⟦Old Mill Clinic⟧. It is shut."))
    engine = Linter(config=Config(rules=("our-rules",), root=tmp_path, syntax="off"))

    def is_found(text: str) -> bool:
        return "house/clinic-name" in {one.rule for one in engine.check_text(text, fragment=True).findings}

    assert is_found("Come to Old Mill Clinic when the surgery is shut.")
    assert is_found("Come to Old Mill Clinic. The surgery is shut.")
    assert not is_found("Come to Old Mill Clinic. Park behind it. The surgery is shut.")
    assert not is_found("Go to Old Mill Clinic when the surgery is shut.")
    assert not is_found("Come to Old Mill Clinic.")


def test_words_near_by_count_only_beside_words_in_the_hits_own_sentence(tmp_path: Path) -> None:
    near = "unless-near:\n  - {within: page, beside: ['\\bformerly\\b'], patterns: ['\\bhistory\\b']}\nmessage:"
    folder(tmp_path, RULE.replace("message:", near))
    engine = Linter(config=Config(rules=("our-rules",), root=tmp_path, syntax="off"))

    def is_found(text: str) -> bool:
        return "house/clinic-name" in {one.rule for one in engine.check_text(text, fragment=True).findings}

    assert not is_found("This is our history.\n\nWe were formerly at Old Mill Clinic.")
    assert is_found("This is our history.\n\nCome to Old Mill Clinic.")
    assert is_found("This is our history, formerly a page of its own.\n\nCome to Old Mill Clinic.")
    assert is_found("We were formerly at Old Mill Clinic.")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("severity: warning", "severity: loud", 3, "severity: ‘loud’ is none of error, off, suggestion, warning"),
        ("severity: warning", "severty: warning", 3, "did you mean ‘severity’"),
        ("check: phrase", "check: phrases", 4, "did you mean ‘phrase’"),
        ("phrases: [Old Mill Clinic]", "phrases: Old Mill Clinic", 5, "phrases"),
        ("phrases: [Old Mill Clinic]", "phrases: [Old (Mill Clinic]", 5, "brackets do not pair up"),
        ("phrases: [Old Mill Clinic]", "patterns: ['(?P<mark>Old']", 5, "missing"),
        ("phrases: [Old Mill Clinic]", "patterns: ['Old\\s+Mill']", 5, "write a space"),
        ("phrases: [Old Mill Clinic]", "patterns: ['<treatmnt> clinic']", 5, "did you mean ‘treatment’"),
        ("phrases: [Old Mill Clinic]", "phrases: [Old Mill Clinic]\nunless: [negate]", 6, "did you mean ‘negated’"),
        ("phrases: [Old Mill Clinic]", "phrases: [Old Mill Clinic]\nseverity: error", 6, "severity"),
        (
            "phrases: [Old Mill Clinic]",
            "cells: [{besides: [a], patterns: [b]}]",
            5,
            "cells.0: unknown key ‘besides’; did you mean ‘beside’",
        ),
        (
            "phrases: [Old Mill Clinic]",
            "phrases: [Old Mill Clinic]\nunless-near:\n  - {within: paragraph, phrases: [mill]}",
            7,
            "‘paragraph’ is none of",
        ),
        (
            "phrases: [Old Mill Clinic]",
            "phrases: [Old Mill Clinic]\nseverity-when:\n  - {severity: error, page-type: [recipe]}",
            7,
            "severity-when.0.page-type.0: ‘recipe’ is none of",
        ),
        (
            "phrases: [Old Mill Clinic]",
            "phrases: [Old Mill Clinic]\nseverity-when:\n  - {severity: error, locale: [fr]}",
            7,
            "severity-when.0.locale.0: ‘fr’ is none of eu, uk, us",
        ),
        ("check: phrase", "check: phrase\npage-types: [medcine]", 5, "did you mean ‘medicine’?"),
        ("check: phrase", "check: phrase\nlocales: [us, fr]", 5, "locales.1: ‘fr’ is none of eu, uk, us"),
        (
            "phrases: [Old Mill Clinic]",
            "phrases: [Old Mill Clinic]\nunless-near:\n  - {phrases: [mill], page-type: [recipe]}",
            7,
            "unless-near.0.page-type.0: ‘recipe’ is none of",
        ),
        (
            "phrases: [Old Mill Clinic]",
            "phrases: [Old Mill Clinic]\nseverity-when:\n  - {severity: off}",
            7,
            "severity-when.0.severity: ‘off’ is none of error, suggestion, warning",
        ),
        ("section: Names", "sectoin: Names", 8, "standard: unknown key ‘sectoin’; did you mean ‘section’"),
        ("  good:", "  goood:", 11, "examples: unknown key ‘goood’; did you mean ‘good’"),
        ("{text}", "{txt}", 6, "did you mean ‘text’"),
        ('Mill Lane Clinic’."', '{plain}’."', 6, "no field ‘{plain}’ is filled by the check ‘phrase’ with these keys"),
        ('Mill Lane Clinic’."', '{n} of {limit}’."', 6, "no field ‘{n}’ is filled"),
        ("why: Readers", 'instead: "{value}"\nwhy: Readers', 7, "no field ‘{value}’ is filled"),
        ('"‘{text}’ is the old name. Write ‘Mill Lane Clinic’."', '" "', 6, "`message` says nothing"),
        ("phrases: [Old Mill Clinic]\n", "", 4, "names nothing to look for"),
        ("phrases: [Old Mill Clinic]", "phrases: []", 4, "names nothing to look for"),
        ("id: house/clinic-name", "id: house/clinic", 1, "the two must be the same"),
        ("⟦Old Mill Clinic⟧", "Old Mill Clinic", 10, "marks the place"),
        ("check: phrase\n", "", 1, "names no `check:`"),
        ("why: Readers", "why: [Readers", 7, "bracket"),
    ],
)
def test_a_mistake_in_a_rule_file_is_said_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    problem = mistake(tmp_path, RULE.replace(old, new))
    assert problem.path.endswith("our-rules/house/clinic-name.yaml")
    assert said in problem.message
    assert problem.line == line


SETS = """\
sets:
  clinic: [clinic, surger(?:y|ies)]
  old: ['old(?: mill)? <clinic>', former]
patterns: ['\\b<old>\\b']"""


def test_patterns_of_a_rule_share_parts_that_it_names(tmp_path: Path) -> None:
    folder(tmp_path, RULE.replace("phrases: [Old Mill Clinic]", SETS))
    engine = Linter(config=Config(rules=("our-rules",), root=tmp_path))
    findings = engine.check_text("Come to Old Mill Surgery, the old clinic, or the former one.", fragment=True).findings
    assert [finding.text for finding in findings if finding.rule == "house/clinic-name"] == [
        "Old Mill Surgery",
        "old clinic",
        "former",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("<clinic>', former", "<clinics>', former", 7, "did you mean ‘clinic’"),
        ("surger(?:y|ies)", "<old>", 6, "the set <old> stands for itself"),
        ("surger(?:y|ies)", "surger(y", 6, "missing"),
        ("surger(?:y|ies)", "(?P<mark>surgery)", 6, "the pattern that names it may"),
        ("\\b<old>", "\\bold", 7, "no pattern of this rule names <old>"),
        ("<old>", "<former>", 8, "no word set <former>"),
        ("  clinic: [", "  treatment: [", 6, "<treatment> is a set of all rules"),
    ],
)
def test_a_mistake_in_a_part_that_patterns_share_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in SETS
    problem = mistake(tmp_path, RULE.replace("phrases: [Old Mill Clinic]", SETS.replace(old, new)))
    assert said in problem.message
    assert problem.line == line


def test_examples_are_run_as_the_rule_is_written_whatever_the_team_makes_of_it(tmp_path: Path) -> None:
    folder(tmp_path, RULE + "locales: [us]\n")
    config = Config(rules=("our-rules",), root=tmp_path, severity={"house/clinic-name": "off"}, locale="uk")
    rule = Linter(config=config).rulebook.rules["house/clinic-name"]
    assert list(examples.problems([rule], config)) == []


def test_what_is_wrong_with_examples_is_said_with_the_whole_path(tmp_path: Path) -> None:
    place = folder(tmp_path, RULE.replace("The old mill is a clinic now", "Old Mill Clinic"))
    place.rename(tmp_path / "words")
    config = Config(rules=("words",), root=tmp_path)
    (problem,) = examples.problems([Linter(config=config).rulebook.rules["house/clinic-name"]], config)
    assert problem.startswith(f"{tmp_path.as_posix()}/words/house/clinic-name.yaml: good example 2")


def test_two_rules_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    text = RULE.replace("house/clinic-name", "claims/cure")
    with pytest.raises(InputError, match=r"already in rules/claims/cure\.yaml"):
        load_rulebook([folder(tmp_path, text, "claims/cure.yaml")])


OUT_OF_PLACE = (
    "clinic-name.yaml",
    "house/clinic-name.yml",
    "house/clinic-name.YAML",
    "house/clinic-name.YML",
    "house/old/clinic-name.yaml",
    "profiles/clinic-name.yaml",
    "standards/clinic-name.yaml",
    "lexicon/clinic-name.yaml",
)


def test_a_rule_file_out_of_place_is_a_mistake_with_its_place(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cached_rulebook([folder(tmp_path)])  # a cached rulebook does not hide it
    for name in OUT_OF_PLACE:
        ours = folder(tmp_path, name=name)
        with pytest.raises(InputError, match=rf"our-rules/{name}:1: .*move it .*‘our-rules/house/clinic-name\.yaml’"):
            cached_rulebook([ours])
        (ours / name).unlink()


def test_a_folder_of_one_family_is_no_folder_of_rules(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is the folder of a family; name the one above it in `rules`"):
        load_rulebook([folder(tmp_path) / "house"])


def test_a_mistake_in_a_folder_further_down_is_said_with_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ours = folder(tmp_path / "site" / "lint", RULE.replace("severity: warning", "severity: loud"))
    with pytest.raises(InputError, match=r"^site/lint/our-rules/house/clinic-name\.yaml:3: "):
        load_rulebook([ours])


PHRASES = "phrases: [Old Mill Clinic]"
PRESENCE = "check: presence\ncues: {phrases: [Mill Lane]}\n"


@pytest.mark.parametrize(
    ("keys", "line", "said"),
    [
        (f"check: phrase\n{PHRASES}\nonce: words", 6, "once: ‘words’ is none of no, page, word; did you mean ‘word’"),
        (f"check: phrase\n{PHRASES}\nfix: yes", 6, "fix: ‘yes’ is none of no, safe, unsafe"),
        (f"check: phrase\n{PHRASES}\nnot-for: [carers]", 6, "did you mean ‘carer’"),
        (f"check: phrase\n{PHRASES}\nswaps-in:\n  us: {{a: b}}\n  UK: {{a: b}}", 8, "‘UK’ is none of"),
        (f"check: phrase\n{PHRASES}\nswaps:\n  unit: ward\n  dept: 24", 8, "swaps.dept: expected `str`, got `int`"),
        (f"check: phrase\n{PHRASES}\nswaps:\n  unit: ward\n  a (x: b", 8, "‘a (x’: "),
        (
            f"check: phrase\n{PHRASES}\nseverity-when:\n  - {{severity: error, context: doses}}",
            7,
            "did you mean ‘dose’",
        ),
        (f"check: phrase\n{PHRASES}\nseverity-when:\n  - {{severity: error, fired: [claims/nope]}}", 7, "‘claims/nope’"),
        (f"{PRESENCE}needed-after: [claims/nope]", 6, "no rule or family is called ‘claims/nope’"),
        (f"{PRESENCE}facts: [reviewed-by]", 6, "‘reviewed-by’ is none of"),
        (f"{PRESENCE}facts: [title, lastReviewed]", 6, "‘lastReviewed’ is none of"),
        (f"{PRESENCE}grave: fatal", 6, "‘fatal’ is none of error, suggestion, warning"),
        ("check: contradiction\ndoses: fatal", 5, "‘fatal’ is none of error, suggestion, warning"),
        ("check: phrase\ntable: danger-signs", 5, "‘danger-signs’ is not a table for this kind of check"),
        ("check: phrase\npatterns: ['my <body_part> hurts']", 5, "no word set <body_part>"),
        ("check: phrase\npatterns: ['<Drug> x']", 5, "no word set <Drug>; did you mean ‘drug’"),
        ("check: phrase\nsets: {our place: [a]}\npatterns: ['<our place>']", 5, "a set’s name is of letters"),
    ],
)
def test_a_word_that_a_key_does_not_take_is_a_mistake(tmp_path: Path, keys: str, line: int, said: str) -> None:
    problem = mistake(tmp_path, RULE.replace(f"check: phrase\n{PHRASES}", keys))
    assert said in problem.message
    assert problem.line == line


def test_a_set_may_be_named_with_capitals_digits_and_underscores(tmp_path: Path) -> None:
    sets = "sets: {Place: [clinic], our_place: [Mill], place1: [Old]}\npatterns: ['<place1> <our_place> <Place>']"
    folder(tmp_path, RULE.replace(PHRASES, sets))
    engine = Linter(config=Config(rules=("our-rules",), root=tmp_path))
    assert [one.rule for one in engine.check_text("Come to Old Mill Clinic.", fragment=True).findings] == ["house/clinic-name"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("format: md", "‘md’ is none of html, markdown, text"),
        ("page-type: conditions", "did you mean ‘condition’"),
        ("profile: uk", "no profile is called ‘uk’"),
        ("locale: UK", "‘UK’ is none of eu, uk, us"),
    ],
)
def test_an_example_with_a_setting_that_there_is_not_is_said_with_its_line(tmp_path: Path, key: str, said: str) -> None:
    example = f"{{text: The ⟦old mill clinic⟧ is shut., {key}}}"
    problem = mistake(tmp_path, RULE.replace('"The ⟦old mill clinic⟧ is shut."', f"\n    {example}"))
    assert said in problem.message
    assert problem.line == 11
    assert "our-rules/house/clinic-name.yaml" in problem.path


def test_files_that_are_hidden_or_no_rules_may_stand_in_a_rule_folder(tmp_path: Path) -> None:
    ours = folder(tmp_path)
    (ours / "README.md").write_text("Our rules.\n", "utf-8")
    (ours / ".yamllint.yaml").write_text("rules: {}\n", "utf-8")
    assert "house/clinic-name" in {rule.id for rule in load_rulebook([ours]).rules.values()}


def test_every_shipped_rule_names_its_standard_and_speaks_to_the_writer() -> None:
    for rule in shipped().rules.values():
        assert rule.standard.name, rule.id
        assert rule.message.endswith((".", "’", "}", ")")), rule.id


def test_every_page_type_and_profile_knows_its_rules() -> None:
    rulebook = shipped()
    assert set(rulebook.profiles) == {"us-default", "uk-nhs", "medicines", "supplements", "strict"}
    assert [profile.id for profile in rulebook.chain("medicines", "uk")] == ["us-default", "uk-nhs", "medicines"]


def test_in_a_checkout_the_rules_are_the_folder_beside_the_package() -> None:
    assert rules_folder() == Path(__file__).resolve().parent.parent / "rules"


# -- cache --------------------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARELINT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def compiled() -> tuple[str, bytes]:
    """The shipped rules as a wheel has them: the name of the file, and what it holds."""
    return compiled_rulebook()


@pytest.fixture(scope="module")
def packed(compiled: tuple[str, bytes]) -> bytes:
    """What a rulebook that was read from the rule files packs to."""
    made = load_rulebook().pack()
    assert compiled[1].endswith(made)
    return made


def test_the_cached_rulebook_is_the_same_rulebook_and_the_users_alone(cache: Path, packed: bytes) -> None:
    assert cached_rulebook().pack() == cached_rulebook().pack() == packed
    assert len(list(cache.glob("rulebook-*"))) == 1
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_cache_file_is_read_anew(
    cache: Path, compiled: tuple[str, bytes], packed: bytes, damage: bytes | None
) -> None:
    name, data = compiled
    cache.mkdir()
    (cache / name).write_bytes(data[:-3] + b"xyz" if damage is None else damage)
    assert cached_rulebook().pack() == packed
    assert (cache / name).read_bytes() == data


def test_a_rulebook_is_summed_once_while_its_file_is_as_it_was(
    cache: Path, compiled: tuple[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, data = compiled
    cache.mkdir()
    (cache / name).write_bytes(data)
    summed: list[int] = []
    crc32 = cache_files.zlib.crc32
    monkeypatch.setattr(cache_files.zlib, "crc32", lambda body: (summed.append(len(body)), crc32(body))[1])
    monkeypatch.setattr(digests, "_SETTLED", -1000)
    for _ in range(3):
        cached_rulebook()
    assert [size for size in summed if size > 1_000_000] == [len(data) - data.index(b"\n") - 5]


@pytest.mark.parametrize("keep", [True, False], ids=["cache", "no-cache"])
def test_rules_that_were_compiled_into_the_package_are_not_read_anew(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, keep: bool, compiled: tuple[str, bytes], packed: bytes
) -> None:
    name, data = compiled
    (tmp_path / name).write_bytes(data)
    monkeypatch.setattr("linter.cache.compiled_folder", lambda: tmp_path)
    monkeypatch.setattr("linter.rulebook.load_rulebook", None)
    assert cached_rulebook(keep=keep).pack() == packed
    assert not list(cache.glob("rulebook-*"))


def test_rules_that_were_compiled_from_others_or_are_damaged_are_read_anew(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, compiled: tuple[str, bytes]
) -> None:
    name, data = compiled
    (tmp_path / name).write_bytes(data[:-1])
    monkeypatch.setattr("linter.cache.compiled_folder", lambda: tmp_path)
    ours = folder(tmp_path / "ours")
    assert "house/clinic-name" not in cached_rulebook().rules
    assert "house/clinic-name" in cached_rulebook([ours]).rules


@pytest.mark.integration
def test_rules_compile_to_the_same_bytes_in_every_process() -> None:
    ask = "from linter.cache import compiled_rulebook as c; import hashlib; print(hashlib.md5(c()[1]).hexdigest())"
    said = {
        subprocess.run(
            [sys.executable, "-c", ask], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_a_changed_rule_is_seen_at_once(tmp_path: Path, cache: Path) -> None:
    ours = folder(tmp_path)
    assert cached_rulebook([ours]).rules["house/clinic-name"].severity == "warning"
    folder(tmp_path, RULE.replace("severity: warning", "severity: error"))
    assert cached_rulebook([ours]).rules["house/clinic-name"].severity == "error"


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("CARELINT_CACHE", str(blocked / "cache"))
    assert cached_rulebook().rules


def test_messages_and_reasons_read_at_grade_8_or_below() -> None:
    """What carelint asks of writers it does itself."""
    engine = Linter()
    for rule in shipped().rules.values():
        words = re.sub(r"\{\w+\}", "word", f"{rule.message} {rule.why}")
        grade = engine.grade_text(words, path="message.txt").formulas["flesch_kincaid"]
        assert grade <= 8, (rule.id, grade)


def test_another_form_of_the_plan_has_another_version() -> None:
    """A plan that cannot be read is made anew with each start: a cache of the old form must not be taken for one of the new."""
    fields = [
        (one.__name__, field.name, str(field.type)) for one in (Plan, Needs, OfWord, Pieces) for field in structs.fields(one)
    ]
    form = hashlib.md5(repr(fields).encode()).hexdigest()[:8]
    assert (_RULEBOOK, form) == (b"carelint-rulebook-32\n", "e4e8ae69"), (
        "raise the version in linter/cache.py, and write both here"
    )
