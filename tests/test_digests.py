"""Digests of files are remembered, and never of another content than the files have."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from linter.store import digests

OLD = time.time() - 1000


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARELINT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    write(folder / "house" / "one.yaml", "id: house/one")
    write(folder / "house" / "two.yaml", "id: house/two")
    return folder


def test_a_file_is_checked_once_while_it_is_as_it_was(tmp_path: Path, settled: list[str]) -> None:
    file = tmp_path / "rulebook"
    write(file, "content")
    asked: list[bool] = []

    def check() -> bool:
        asked.append(True)
        return file.read_text("utf-8") == "content"

    assert digests.is_sound(file, check)
    assert digests.is_sound(file, check)
    assert len(asked) == 1
    write(file, "another")  # as long, and its times are set back
    assert not digests.is_sound(file, check)
    assert len(asked) == 2


def test_nothing_is_remembered_of_a_file_that_just_changed(tmp_path: Path) -> None:
    file = tmp_path / "rulebook"
    write(file, "content")
    assert digests.is_sound(file, lambda: True)
    assert not digests.is_sound(file, lambda: False)


def write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")
    os.utime(file, (OLD, OLD))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No file counts as just changed; what is read of files is listed."""
    monkeypatch.setattr(digests, "_SETTLED", -1000)
    read: list[str] = []
    of_content = digests._of_content

    def counted(about: str, files: digests._Files) -> str:
        read.append(about)
        return of_content(about, files)

    monkeypatch.setattr(digests, "_of_content", counted)
    return read


def test_files_that_did_not_change_are_read_once(rules: Path, settled: list[str]) -> None:
    first = digests.rules_digest([rules], ())
    assert digests.rules_digest([rules], ()) == first
    assert digests.code_digest() == digests.code_digest()
    assert len(settled) == 2


def test_without_a_cache_every_file_is_read_and_nothing_is_written(rules: Path, settled: list[str], cache: Path) -> None:
    assert digests.rules_digest([rules], (), keep=False) == digests.rules_digest([rules], (), keep=False)
    assert len(settled) == 2
    assert not cache.exists()


@pytest.mark.parametrize("what", ["content", "size", "name", "more", "less", "table", "of a linked folder"])
def test_another_content_is_another_digest(rules: Path, settled: list[str], tmp_path: Path, what: str) -> None:
    table = tmp_path / "terms.tsv"
    write(table, "term\n")
    write(tmp_path / "elsewhere" / "three.yaml", "id: linked/three")
    (rules / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    before = digests.rules_digest([rules], [table])
    one = rules / "house" / "one.yaml"
    if what == "content":
        write(one, "id: house/ONE")  # as long, and its time of change is as it was
    elif what == "size":
        write(one, "id: house/one\n")
    elif what == "name":
        one.rename(rules / "house" / "first.yaml")
    elif what == "more":
        write(rules / "house" / "three.yaml", "id: house/three")
    elif what == "less":
        one.unlink()
    elif what == "table":
        write(table, "Term\n")
    else:
        write(tmp_path / "elsewhere" / "three.yaml", "id: linked/THREE")
    assert digests.rules_digest([rules], [table]) != before
    assert len(settled) == 2


def test_a_rule_in_another_folder_is_another_rulebook(rules: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    before = digests.rules_digest([rules, theirs], (), keep=False)
    (rules / "house").rename(theirs / "house")
    assert digests.rules_digest([rules, theirs], (), keep=False) != before


def test_a_folder_that_is_linked_into_itself_is_read_once(rules: Path) -> None:
    (rules / "loop").symlink_to(rules, target_is_directory=True)
    assert digests.rules_digest([rules], (), keep=False)


def test_what_has_just_changed_is_not_remembered(rules: Path, cache: Path) -> None:
    (rules / "house" / "one.yaml").touch()
    digests.rules_digest([rules], ())
    assert not cache.exists()


@pytest.mark.parametrize("content", [b"", b"nonsense", None])
def test_a_damaged_memory_is_made_anew(rules: Path, cache: Path, settled: list[str], content: bytes | None) -> None:
    before = digests.rules_digest([rules], ())
    file = cache / "digests.msgpack"
    file.write_bytes(file.read_bytes()[:-2] if content is None else content)
    assert digests.rules_digest([rules], ()) == before
    assert digests.rules_digest([rules], ()) == before
    assert len(settled) == 2


def test_a_file_that_cannot_be_read_is_an_error_and_not_another_digest(rules: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        digests.rules_digest([rules], [rules / "missing.tsv"])
