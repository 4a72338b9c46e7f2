"""Parsed sentences on disk: found again, shared by processes, bounded, never trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import cache
from linter.cache import sentences
from linter.language.syntax import Parsed
from linter.store.cache_files import Entries


def parsed(text: str) -> Parsed:
    return Parsed((0,), (text,), ("NN",), ("ROOT",), (0,))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARELINT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def saved(**texts: str) -> Entries[Parsed]:
    store = sentences("p 1.0")
    for key, text in texts.items():
        store.put(key.encode(), parsed(text))
    store.save()
    return store


def test_what_was_saved_is_found_by_the_same_version_alone() -> None:
    saved(a="one")
    assert sentences("p 1.0").get(b"a") == parsed("one")
    assert sentences("p 1.1").get(b"a") is None


def test_two_processes_keep_what_the_other_has_saved() -> None:
    first, second = sentences("p 1.0"), sentences("p 1.0")
    assert first.get(b"a") is second.get(b"a") is None
    first.put(b"a", parsed("one"))
    second.put(b"b", parsed("two"))
    first.save()
    second.save()
    assert [sentences("p 1.0").get(key) for key in (b"a", b"b")] == [parsed("one"), parsed("two")]


def test_the_oldest_fall_out_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_SENTENCES", 2)
    saved(a="one", b="two")
    saved(c="three")
    store = sentences("p 1.0")
    assert [store.get(key) for key in (b"a", b"b", b"c")] == [None, parsed("two"), parsed("three")]


def test_nothing_new_writes_nothing(folder: Path) -> None:
    saved()
    assert not folder.exists()


@pytest.mark.parametrize("damage", ["cut", "flipped", "foreign", "empty"])
def test_a_damaged_file_is_ignored_and_written_anew(folder: Path, damage: str) -> None:
    saved(a="one")
    (file,) = folder.iterdir()
    data = file.read_bytes()
    changed = {"cut": data[:-3], "flipped": data[:-1] + bytes([data[-1] ^ 1]), "foreign": b"\x80\x04", "empty": b""}
    file.write_bytes(changed[damage])
    assert sentences("p 1.0").get(b"a") is None
    saved(b="two")
    assert sentences("p 1.0").get(b"b") == parsed("two")


def test_a_folder_that_cannot_be_written_costs_nothing_but_speed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CARELINT_CACHE", str(tmp_path / "file" / "cache"))
    assert saved(a="one").get(b"a") == parsed("one")
