"""The Word documents among the sample pages are what their script writes."""

from __future__ import annotations

import pytest

from linter.readers import decode
from tests.test_fixtures import PAGES
from tools.build_word_samples import SAMPLES, packed


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_what_the_script_writes(name: str) -> None:
    written, committed = decode(packed(SAMPLES[name]()), name), decode((PAGES / name).read_bytes(), name)
    assert written == committed
    assert (written.blocks, written.marks) == (committed.blocks, committed.marks)  # type: ignore[attr-defined]


def test_every_word_sample_comes_from_the_script() -> None:
    assert {path.name for path in PAGES.glob("*.docx")} == set(SAMPLES)
