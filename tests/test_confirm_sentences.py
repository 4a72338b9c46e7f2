"""Rules that a parser might help, on labelled sentences: how well words alone do, which is why none of them asks one."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from linter import Linter

SENTENCES = Path(__file__).parent / "data" / "confirm_sentences.tsv"
LEAST = {  # precision and recall, as docs/syntax.md has them
    "claims/comparative-unsourced": (0.96, 0.80),
    "claims/superlative": (0.77, 0.85),
    "people/address-reader": (0.93, 0.93),
    "people/condition-as-noun": (1.0, 0.90),
    "people/victim-language": (1.0, 0.93),
}


@cache
def labelled() -> dict[str, list[tuple[bool, bool]]]:
    """For each rule whether it should speak, and whether it does."""
    linter = Linter(syntax="off", today=date(2026, 11, 22))
    told: dict[str, list[tuple[bool, bool]]] = {}
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line.startswith(("#", "rule\t")):
            continue
        rule, fault, sentence = line.split("\t")
        page_type = "procedure" if rule == "claims/comparative-unsourced" else "condition"
        found = linter.check_text(sentence, path="x.md", page_type=page_type, fragment=True).findings
        told.setdefault(rule, []).append((fault == "1", any(one.rule == rule for one in found)))
    return told


@pytest.mark.parametrize("rule", sorted(LEAST))
def test_words_alone_do_as_well_as_the_docs_say(rule: str) -> None:
    pairs = labelled()[rule]
    assert len(pairs) >= 60
    right = sum(should and does for should, does in pairs)
    precision, recall = LEAST[rule]
    assert right / sum(does for _, does in pairs) >= precision
    assert right / sum(should for should, _ in pairs) >= recall
