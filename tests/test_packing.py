"""Reports and texts in few bytes, and pages that leave nothing behind."""

from __future__ import annotations

import gc
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from linter import Linter
from linter.findings import Severity
from linter.options import Options
from linter.readers import FORMATS
from linter.store import packing
from linter.store.packing import PackedReports, PackedTexts

PAGES = Path(__file__).parent.parent / "fixtures" / "pages"
ENGINE = Linter(options=Options(syntax="off"))
BAD = ENGINE.check_text("# Ears\n\nOur drops cure tinnitus. Rest prior to lunch.\n", "bad.md")
HALF = ENGINE.check_text("# Ears\n\nOur \ud800 cures tinnitus.\n", "half.md")


def test_reports_come_out_as_they_went_in_and_are_counted() -> None:
    reports = PackedReports([BAD, HALF])
    reports.append(BAD, packing.packed(BAD))
    assert list(reports) == [BAD, HALF, BAD]
    assert len(reports) == 3
    for severity in Severity:
        assert reports.count(severity) == 2 * BAD.count(severity) + HALF.count(severity)
    assert reports.count(Severity.ERROR) > 0


def test_findings_held_back_are_counted() -> None:
    held = ENGINE.check_text(
        "# Ears\n\n<!-- carelint-disable readability/wordy-phrase: quoted -->\nRest prior to lunch.\n", "a.md"
    )
    assert PackedReports([held, held]).held == 2


@given(st.dictionaries(st.text(), st.text(st.characters(exclude_categories=())), max_size=5), st.integers(0, 60))
def test_texts_come_out_as_they_went_in_whether_there_is_room_for_them_or_not(texts: dict[str, str], room: int) -> None:
    kept = PackedTexts()
    kept._room = room
    for name, text in texts.items():
        kept.put(name, text)
    assert {name: kept.get(name) for name in texts} == texts
    assert kept.get("none of this name\0") == ""


def test_what_was_made_of_a_page_is_freed_with_it() -> None:
    """A circle would keep all of a page in memory until somebody looks for circles, which a run over many pages does rarely."""
    pages = [(path.name, path.read_bytes()) for path in PAGES.iterdir() if path.suffix in FORMATS]
    assert {Path(name).suffix for name, _ in pages} >= {".md", ".html", ".txt", ".docx"}

    def left() -> int:
        gc.collect()
        gc.disable()
        try:
            for name, data in pages:
                ENGINE.check_text(ENGINE.decode(data, name), name)
            return gc.collect()
        finally:
            gc.enable()

    left()  # what is worked out once, for all pages, may hold circles
    assert left() == 0
