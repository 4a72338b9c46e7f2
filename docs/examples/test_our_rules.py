"""Runs the examples of the rules beside it. Copy it next to your carelint.toml; then `pytest test_our_rules.py`."""

from pathlib import Path

import pytest

from linter import Linter
from linter.config import discover

CONFIG = discover(Path(__file__).resolve().parent)
SUFFIX = {"markdown": ".md", "html": ".html", "text": ".txt"}
SHIPPED = Linter().rulebook.rules
RULES = Linter(config=CONFIG).rulebook.rules
EXAMPLES = [
    pytest.param(rule, side, example, id=f"{rule.id}-{side}-{number}")
    for rule in RULES.values()
    if rule.id not in SHIPPED
    for side in ("bad", "good")
    for number, example in enumerate(getattr(rule.examples, side), 1)
]


@pytest.mark.parametrize(("rule", "side", "example"), EXAMPLES)
def test_example(rule, side, example):
    before, _, rest = example.text.partition("⟦")
    marked, _, after = rest.partition("⟧")
    engine = Linter(example.profile, example.locale or None, config=CONFIG)
    report = engine.check_text(
        before + marked + after,
        path=str(CONFIG.root / ("example" + SUFFIX[example.format])),
        page_type=example.page_type,
        fragment=example.fragment,
    )
    found = [(one.start, one.end) for one in report.findings if one.rule == rule.id]
    if side == "bad":
        assert (len(before), len(before) + len(marked)) in found, f"flagged at {found}, not at the marked place"
    else:
        assert not found, [one.text for one in report.findings if one.rule == rule.id]
