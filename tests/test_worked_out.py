"""What was worked out of patterns is kept for the next process, and is the same there."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from linter.search import worked_out
from linter.search.hits import Scan
from linter.search.scanner import plan
from linter.store.bulk import Runs

PATTERNS = (
    r"\b(?:cures?|heals?|ends) (?:\w+ ){0,3}(?:cancer|diabetes|asthma) (?:for good|for ever|in days)\b",
    r"(?-i)\b[A-Z]{2,5}\b",
    r"stop(?:ped)? (?:taking |using )?your (?:insulin|inhaler|tablets)",
    ".+",
)


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = worked_out._WorkedOut({}, {})
    monkeypatch.setattr(worked_out, "_known", fresh)
    monkeypatch.setattr(worked_out, "needs", fresh.needs)
    monkeypatch.setattr(worked_out, "lowered", fresh.lowered)


def made() -> bytes:
    """A plan of the patterns, packed."""
    runs = Runs()
    made = plan([(("house/one", "find"), Scan(patterns=PATTERNS))])
    return runs.after(msgspec.msgpack.encode(made, enc_hook=runs.put))


def test_a_plan_is_the_same_from_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anew = made()
    worked_out.keep(tmp_path)
    forget(monkeypatch)
    worked_out.recall(tmp_path)
    assert worked_out.needs.keys() == worked_out.lowered.keys() == set(PATTERNS)
    monkeypatch.setattr("linter.search.needs.clauses", None)  # nothing is worked out again
    monkeypatch.setattr("linter.search.pattern_case.for_lower_case", None)
    assert made() == anew


@pytest.mark.parametrize("how", ["damaged", "cut short", "of other code", "not there"])
def test_what_cannot_be_used_is_worked_out_anew(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made()
    worked_out.keep(tmp_path)
    (file,) = tmp_path.iterdir()
    data = bytearray(file.read_bytes())
    if how == "damaged":
        data[-5] ^= 1
    elif how == "cut short":
        del data[len(data) // 2 :]
    elif how == "of other code":
        monkeypatch.setattr(worked_out, "code_digest", lambda: "another")
    file.write_bytes(data)
    if how == "not there":
        file.unlink()
    forget(monkeypatch)
    worked_out.recall(tmp_path)
    assert worked_out.needs == worked_out.lowered == {}
    assert made()
    assert set(worked_out.needs) == set(PATTERNS)


def test_what_this_process_knows_is_not_read_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made()
    worked_out.keep(tmp_path)
    forget(monkeypatch)
    plan([(("house/two", "find"), Scan(patterns=("magnets? heal",)))])
    worked_out.recall(tmp_path)
    assert set(worked_out.needs) == {"magnets? heal"}


def test_an_editors_process_does_not_remember_all_that_was_ever_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worked_out, "_MOST", 3)
    made()
    worked_out.recall(tmp_path)
    assert worked_out.needs == worked_out.lowered == {}
