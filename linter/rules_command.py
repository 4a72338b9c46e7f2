"""`carelint rules`: the rules that hold under a profile and configuration."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import msgspec

from linter.config import discover, read
from linter.engine import Linter, Options
from linter.selection import Choice


def listing(options: Options, config: str, format: str) -> str:
    """The rules with the severity each has here, by family."""
    engine = Linter(config=read(Path(config)) if config else discover(Path.cwd()), options=options)
    choices = sorted(engine.choices(), key=lambda choice: choice.rule.id)
    if format == "json":
        data = [
            {
                "rule": choice.rule.id,
                "severity": _level(choice),
                "title": choice.rule.title,
                "page-types": choice.rule.page_types,
            }
            for choice in choices
        ]
        return msgspec.json.format(msgspec.json.encode(data), indent=1).decode() + "\n"
    lines = []
    for family, members in groupby(choices, key=lambda choice: choice.rule.family):
        lines += ["", family]
        lines += [f"  {choice.rule.id:<34} {_level(choice):<11} {choice.rule.title}" for choice in members]
    lines += ["", f"{len(choices)} rules. `carelint explain RULE` says more about one."]
    return "\n".join(lines[1:]) + "\n"


def _level(choice: Choice) -> str:
    return choice.chosen or (choice.base if choice.base != "off" else "when it applies")
