"""The Word documents among the sample pages are what their script writes."""

from __future__ import annotations

import json

import pytest

from linter.cli import main
from linter.readers import decode
from tests.test_docs import blocks
from tests.test_fixtures import PAGES
from tools.build_word_samples import SAMPLES, packed


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_what_the_script_writes(name: str) -> None:
    written, committed = decode(packed(SAMPLES[name]()), name), decode((PAGES / name).read_bytes(), name)
    assert written == committed
    assert (written.blocks, written.marks) == (committed.blocks, committed.marks)  # type: ignore[attr-defined]


def test_every_word_sample_comes_from_the_script() -> None:
    assert {path.name for path in PAGES.glob("*.docx")} == set(SAMPLES)


def test_the_place_that_the_docs_show_is_a_real_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(PAGES)
    command = ["check", "--syntax", "off", "cataract-surgery.bad.docx"]
    assert main(command) == 1
    assert blocks("docs/word.md", "text")[0] in capsys.readouterr().out
    assert main([*command, "--format", "json"]) == 1
    (page,) = json.loads(capsys.readouterr().out)["pages"]
    shown = json.loads(blocks("docs/word.md", "json")[0])
    assert shown in [one["location"] for one in page["findings"] if one["rule"] == "measure/naked-decimal"]
