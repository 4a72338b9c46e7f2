"""A rule as a page of help: the same file that defines it, under ruff's headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.rulebook import Profile
from linter.rulefile import Example, Rule


def page(rule: Rule, profiles: Iterable[Profile] = ()) -> str:
    """What a rule flags, why, what to write instead, and the standard it rests on, as plain text."""
    return "\n".join(_lines(rule, profiles)) + "\n"


def _lines(rule: Rule, profiles: Iterable[Profile]) -> Iterator[str]:
    yield f"{rule.id} ({rule.severity})"
    yield ""
    yield f"What it does: {rule.title}."
    yield f"Why this is bad: {rule.why}"
    yield f"Page types: {', '.join(rule.page_types)}"
    for condition in rule.severity_when:
        when = [
            *(f"{name} page" for name in condition.page_type),
            *(f"locale {name}" for name in condition.locale),
            *([f"about a {condition.context}"] if condition.context else []),
            *(f"{name} found something" for name in condition.fired),
            *condition.guards,
            *([f"certain words stand in its {condition.near.within}"] if condition.near else []),
        ]
        if when:
            yield f"  {condition.severity} where: {', '.join(when)}"
    for profile in profiles:
        if rule.id in profile.basis:
            options = [f"{key} {value}" for key, value in profile.options.get(rule.id, {}).items()]
            levels = [profile.severity[rule.id]] if rule.id in profile.severity else []
            yield f"  profile {profile.id}: {', '.join(levels + options)} ({profile.basis[rule.id]})"
    if rule.confirm is not None:
        falls = "is withdrawn" if rule.confirm.then == "withdraw" else "becomes a suggestion"
        yield f"  where spaCy is used, a parser is asked; a finding that it does not bear out {falls}"
    if rule.instead:
        yield f"Use instead: {rule.instead}"
    yield ""
    yield "Flagged:"
    yield from (f"  - {_example(example)}" for example in rule.examples.bad)
    yield "Fine:"
    yield from (f"  - {_example(example)}" for example in rule.examples.good)
    yield ""
    standard = rule.standard
    parts = [standard.name, standard.section, str(standard.year) if standard.year else "", standard.url]
    yield f"References: {', '.join(part for part in parts if part)}"
    yield f"Rule file: {rule.file}"


def _example(example: Example) -> str:
    text = " / ".join(line for line in example.text.split("\n") if line.strip())
    notes = [example.page_type + " page"] if example.page_type != "condition" else []
    notes += [example.profile] if example.profile != "us-default" else []
    return f"{text}{' (' + ', '.join(notes) + ')' if notes else ''}"
