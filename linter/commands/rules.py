"""`carelint rules`: the rules that hold under a profile and configuration, and whether their examples do."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from linter import examples
from linter.cache import cached_rulebook
from linter.config import discover, read
from linter.engine import Linter, Options
from linter.reporters import json
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
                "basis": choice.basis,
            }
            for choice in choices
        ]
        return json.text(data)
    lines = []
    for family, members in groupby(choices, key=lambda choice: choice.rule.family):
        lines += ["", family]
        lines += [f"  {choice.rule.id:<34} {_level(choice):<11} {choice.rule.title}" for choice in members]
    lines += ["", f"{len(choices)} rules. `carelint explain RULE` says more about one."]
    return "\n".join(lines[1:]) + "\n"


def tested(options: Options, config: str) -> tuple[str, int]:
    """What is wrong with the examples of a team's own rules (of all rules, where it has none), and the exit code.

    Raises PluginError where a package takes the name of a kind of check that ships: nothing else looks for that, unless a rule
    names a kind that does not ship.
    """
    engine = Linter(config=read(Path(config)) if config else discover(Path.cwd()), options=options)
    from linter import plugins

    plugins.check_names()
    shipped = cached_rulebook(keep=options.cache).rules
    rules = [rule for rule in engine.rulebook.rules.values() if rule.id not in shipped] or list(shipped.values())
    wrong = list(examples.problems(rules, engine.config))
    count = sum(len(rule.examples.bad) + len(rule.examples.good) for rule in rules)
    summary = f"{len(rules)} rules, {count} examples: " + (f"{len(wrong)} problems" if wrong else "all hold")
    return "\n".join([*wrong, summary]) + "\n", int(bool(wrong))


def _level(choice: Choice) -> str:
    return choice.chosen or (choice.base if choice.base != "off" else "when it applies")
