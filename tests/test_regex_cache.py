"""What was compiled is kept: the same patterns, sooner, and never trusted."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.store import cache_files, regex_cache, regexes
from linter.store.regex_cache import RegexCache
from linter.store.regexes import regex
from tests.test_regexes import of_our_own

DATE = r"(?i)(?P<year>\d{4})-(?P<month>\d\d)|(gr[ae]y)"
PIECES = st.sampled_from(["2026-05", "Gray", "gREy", "12", "-", " ", "é", "½", "is called", "(", ")", "mg", "a", ",", "."])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARELINT_CACHE", str(tmp_path))
    return tmp_path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The patterns that are compiled from now on."""
    patterns: list[str] = []
    compile_now = re.compile

    def noting(pattern: str, flags: int = 0) -> re.Pattern[str]:
        patterns.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", noting)
    return patterns


def kept(*patterns: str) -> None:
    cache = RegexCache()
    for pattern in patterns:
        cache.compile(pattern, 0)
    cache.save()


def test_every_one_of_ours_comes_back_as_it_was(folder: Path, compiled: list[str]) -> None:
    ours = {(one.pattern, one.flags) for _, one in of_our_own()}
    cache = RegexCache()
    for pattern, flags in ours:
        cache.compile(pattern, flags)
    cache.save()
    compiled.clear()
    again = RegexCache()
    for pattern, flags in ours:
        was, now = re.compile(pattern, flags), again.compile(pattern, flags)
        assert now == was  # of patterns it compares the programs too
        assert now.groupindex == was.groupindex
    assert len(compiled) == len(ours)  # by this test alone


@given(st.lists(PIECES).map("".join))
def test_what_comes_back_finds_what_was_found(text: str) -> None:
    made = regex_cache._translated(DATE, re.MULTILINE)
    sent = msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=regex_cache._Made)
    now, was = regex_cache._revived(DATE, sent), re.compile(DATE, re.MULTILINE)
    assert [match.groupdict() for match in now.finditer(text)] == [match.groupdict() for match in was.finditer(text)]
    assert now.sub(r"<\g<year>>", text) == was.sub(r"<\g<year>>", text)
    assert [match.lastgroup for match in now.finditer(text)] == [match.lastgroup for match in was.finditer(text)]


def test_a_wrong_pattern_is_refused_as_ever(folder: Path) -> None:
    for _ in range(2):
        cache = RegexCache()
        with pytest.raises(re.error):
            cache.compile("(a", 0)
        cache.save()


def test_one_pattern_with_other_flags_is_another(folder: Path) -> None:
    kept("grey")
    assert RegexCache().compile("grey", re.IGNORECASE).search("GREY")
    assert not RegexCache().compile("grey", 0).search("GREY")


def test_two_processes_keep_what_the_other_has_saved(folder: Path, compiled: list[str]) -> None:
    first, second = RegexCache(), RegexCache()
    first.compile("a+", 0)
    second.compile("b+", 0)
    first.save()
    second.save()
    compiled.clear()
    last = RegexCache()
    assert last.compile("a+", 0).search("aa")
    assert last.compile("b+", 0).search("bb")
    assert not compiled


@pytest.mark.parametrize("damage", ["cut", "foreign", "empty", "other data", "another Python"])
def test_a_damaged_file_is_as_good_as_none(folder: Path, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept("a+")
    file = folder / "regexes.msgpack"
    data = file.read_bytes()
    if damage == "another Python":
        file.write_bytes(data.replace(sys.version.encode(), b"4.0"))
    elif damage == "other data":
        cache_files.write(file, regex_cache._KIND, msgspec.msgpack.encode([1, 2]))
    else:
        file.write_bytes({"cut": data[:-2], "foreign": b"\x80\x04", "empty": b""}[damage])
    kept("a+")
    assert file.read_bytes() == data


@pytest.mark.parametrize(
    "entry",
    [b"", b"no program", msgspec.msgpack.encode([0, [99, 99, 99], 0, {}]), msgspec.msgpack.encode([0, [1], 0, {"a": 7}])],
)
def test_an_entry_that_is_no_program_is_compiled_anew(folder: Path, entry: bytes) -> None:
    body = msgspec.msgpack.encode({regex_cache._key("a+", 0): msgspec.Raw(entry) if entry else 1})
    cache_files.write(folder / "regexes.msgpack", regex_cache._KIND, body)
    assert RegexCache().compile("a+", 0).fullmatch("aaa")


def test_a_python_that_compiles_in_another_way_keeps_nothing_and_finds_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = RegexCache()
    assert cache.compile("a+", 0).fullmatch("aaa")
    with monkeypatch.context() as patch:
        patch.delattr("re._compiler._code")
        cache.save()
    assert not (folder / "regexes.msgpack").exists()


def test_a_folder_that_cannot_be_written_costs_nothing_but_speed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CARELINT_CACHE", str(tmp_path / "file" / "cache"))
    kept("a+")
    assert RegexCache().compile("a+", 0).fullmatch("aaa")


def test_no_more_are_kept_than_have_room(folder: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[str]) -> None:
    monkeypatch.setattr(regex_cache, "_MOST", 2)
    kept("a+", "b+")
    kept("c+")
    compiled.clear()
    cache = RegexCache()
    for pattern in ("a+", "b+", "c+"):
        cache.compile(pattern, 0)
    assert compiled == ["a+"]


def test_they_are_kept_where_a_run_asks_for_it(folder: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[str]) -> None:
    monkeypatch.setattr(regexes, "_cache", None)
    assert regex("no+pe").search("noope")
    regexes.save()
    assert not list(folder.iterdir())
    for _ in range(2):
        monkeypatch.setattr(regexes, "_cache", None)
        regexes.use_cache()
        assert regex("ye+s").search("yees")
        regexes.save()
    assert compiled == ["no+pe", "ye+s"]
