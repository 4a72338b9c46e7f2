"""Runs the examples that stand in rule files: each bad one has to be flagged where it is marked, each good one stay clean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from linter.config import Config
from linter.engine import Linter
from linter.rule_names import shown_file
from linter.rulefile import Example, Rule

_SUFFIXES = {"markdown": ".md", "html": ".html", "text": ".txt"}
Place = tuple[int, int]


def unmarked(example: Example) -> tuple[str, Place]:
    """The text of an example without its `⟦…⟧`, and the place that they mark (0, 0 where there are none)."""
    before, _, rest = example.text.partition("⟦")
    marked, closing, after = rest.partition("⟧")
    if not closing:
        return example.text, (0, 0)
    return before + marked + after, (len(before), len(before) + len(marked))


def flagged(engine: Linter, rule: Rule, example: Example) -> list[Place]:
    """Where a rule flags an example."""
    path = str(engine.config.root / f"example{_SUFFIXES[example.format]}")
    report = engine.check_text(unmarked(example)[0], path=path, page_type=example.page_type, fragment=example.fragment)
    return [(finding.start, finding.end) for finding in report.findings if finding.rule == rule.id]


def problems(rules: Iterable[Rule], config: Config) -> Iterator[str]:
    """What is wrong with the examples of some rules, a line for each. Of the configuration, the rules and words count that it
    brings and the parser it asks for: how a team weighs a rule, and for which locale it writes, is nothing to the rule itself.
    """
    neutral = Config(rules=config.rules, lexicon=config.lexicon, syntax=config.syntax, root=config.root, file=config.file)

    @cache
    def engine(profile: str, locale: str) -> Linter:
        return Linter(profile, locale or None, config=neutral)

    def told(examples: tuple[Example, ...]) -> Iterator[tuple[int, Example]]:
        """The examples that can be told, numbered: those that need a parser cannot where none is used."""
        numbered = enumerate(examples, 1)
        return ((n, one) for n, one in numbered if not one.parser or engine(one.profile, one.locale).syntax is not None)

    for rule in rules:
        file = shown_file(rule, config.rule_folders())
        for number, example in told(rule.examples.bad):
            places = flagged(engine(example.profile, example.locale), rule, example)
            text, place = unmarked(example)
            if place not in places:
                instead = ", ".join(f"‘{text[start:end]}’" for start, end in places) or "nothing"
                yield f"{file}: bad example {number}: ‘{text[slice(*place)]}’ is not flagged; what is flagged: {instead}"
        for number, example in told(rule.examples.good):
            for start, end in flagged(engine(example.profile, example.locale), rule, example):
                yield f"{file}: good example {number}: ‘{example.text[start:end]}’ is flagged"
