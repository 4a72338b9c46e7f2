"""Runs of bytes that stay in their file until a piece is asked for."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.errors import InputError
from linter.model import Struct
from linter.store import bulk, cache_files
from linter.store.bulk import Bulk, HeadAndRuns, Runs

KIND = b"test-1\n"


class Two(Struct):
    one: Bulk
    name: str
    other: Bulk


@given(one=st.binary(), name=st.text(), other=st.binary(), cut=st.integers(0, 20))
def test_runs_come_back_whole_and_in_pieces(one: bytes, name: str, other: bytes, cut: int) -> None:
    runs = Runs()
    head = msgspec.msgpack.encode(Two(Bulk.of(one), name, Bulk.of(other)), enc_hook=runs.put)
    parts = HeadAndRuns(Bulk.of(b"ahead" + runs.after(head)).after(5))
    two = msgspec.msgpack.decode(parts.head, type=Two, dec_hook=parts.get)
    assert (bytes(two.one.whole()), two.name, bytes(two.other.whole())) == (one, name, other)
    first = min(cut, len(other))
    assert bytes(two.other.between(first, len(other))) == other[first:] == bytes(two.other.after(first).whole())


@pytest.fixture(params=["in parts", "at once"])
def file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "at once":
        monkeypatch.delattr(bulk.os, "pread", raising=False)
    path = tmp_path / "kept"
    cache_files.write(path, KIND, b"0123456789")
    return path


def test_a_file_that_is_replaced_or_gone_is_read_as_it_was(file: Path) -> None:
    kept = cache_files.opened(file, KIND)
    assert kept is not None
    cache_files.write(file, KIND, b"something else")
    assert bytes(kept.between(2, 5)) == b"234"
    file.unlink()
    assert bytes(kept.whole()) == b"0123456789"


@pytest.mark.parametrize("data", [b"", b"test-1\n", b"other\n1234", b"test-1\n1234" + b"0123456789"])
def test_a_file_of_another_kind_or_with_a_wrong_sum_is_as_good_as_none(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert cache_files.opened(file, KIND) is None


def test_a_file_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert cache_files.opened(tmp_path / "none", KIND) is None


@pytest.mark.skipif(not hasattr(bulk.os, "pread"), reason="this system reads files at once")
def test_a_file_that_is_cut_short_while_it_is_used_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    cache_files.write(file, KIND, b"0123456789")
    kept = cache_files.opened(file, KIND)
    assert kept is not None
    with file.open("r+b") as opened:
        opened.truncate(len(KIND) + 8)
    with pytest.raises(InputError, match="cut short"):
        kept.between(2, 9)
