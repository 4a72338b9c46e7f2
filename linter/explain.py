"""A rule as a page of help, from the file that defines it: plain text for a terminal, Markdown for the site and for reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from linter.findings import Standard
from linter.reporters.wording import address, cited, code, escaped
from linter.rulebook import Profile, Protected
from linter.rulefile import Condition, Example, Rule
from linter.selection import matches

LOOKS_FOR = "What it looks for"
WHY = "Why it matters"
INSTEAD = "What to write instead"
EXAMPLES = "Examples"
FLAGGED = "Flagged"
FINE = "Fine"
SETTINGS = "Settings"
STANDARD = "The standard it rests on"
SEVERITY = "Severity and profiles"
HEADINGS = (LOOKS_FOR, WHY, INSTEAD, EXAMPLES, SETTINGS, STANDARD, SEVERITY)
NO_INSTEAD = "Each finding says what to write in its place."
NO_SETTINGS = "None."
_SHORT = 5  # examples of each kind in a report, which is not the place for all


def page(rule: Rule, profiles: Iterable[Profile] = (), protected: Iterable[Protected] = ()) -> str:
    """What a rule flags, why, what to write instead, and the standard it rests on, as plain text."""
    return "\n".join(_text(rule, tuple(profiles), tuple(protected))) + "\n"


def markdown(rule: Rule, profiles: Iterable[Profile] = (), protected: Iterable[Protected] = ()) -> str:
    """The same as a page in Markdown; the headings are the same for all rules."""
    return "\n\n".join(_markdown(rule, tuple(profiles), tuple(protected))) + "\n"


def short_markdown(rule: Rule, standard: Standard) -> str:
    """A rule in a report: what it flags, why, what to write, some examples, and what it rests on there."""
    parts = [f"**{LOOKS_FOR}.** {escaped(rule.title)}.", f"**{WHY}.** {escaped(rule.why)}"]
    if rule.instead:
        parts.append(f"**{INSTEAD}.** {escaped(rule.instead)}")
    for title, examples in ((FLAGGED, rule.examples.bad), (FINE, rule.examples.good)):
        if examples:
            parts.append(f"**{title}**\n\n" + "\n".join(f"- {code(example.text)}" for example in examples[:_SHORT]))
    parts.append(f"**{STANDARD}.** {_source(standard)}")
    return "\n\n".join(parts) + "\n"


def short_text(rule: Rule, standard: Standard) -> str:
    """The same in a few plain lines, without examples."""
    lines = [f"{rule.title}.", rule.why]
    if rule.instead:
        lines.append(f"{INSTEAD}: {rule.instead}")
    lines.append(f"{STANDARD}: {cited(standard)}")
    return "\n".join(" ".join(line.split()) for line in lines)


def settings(rule: Rule, profiles: Iterable[Profile] = ()) -> dict[str, str | int | float | bool]:
    """What `[options]` may tune: a rule's numbers, and what else a profile changes."""
    changed = {key for profile in profiles for key in profile.options.get(rule.id, {})}
    found: dict[str, str | int | float | bool] = {}
    for field in msgspec.structs.fields(type(rule.params)):
        value: Any = getattr(rule.params, field.name)
        if field.encode_name in changed or (isinstance(value, int | float) and not isinstance(value, bool)):
            found[field.encode_name] = int(value) if isinstance(value, float) and value.is_integer() else value
    return found


def changed_by(rule: Rule, profiles: Iterable[Profile]) -> dict[str, tuple[str, str]]:
    """The profiles that change a rule: what each makes of it, and what that rests on."""
    found: dict[str, tuple[str, str]] = {}
    for profile in profiles:
        if rule.id in profile.basis:
            levels = [profile.severity[rule.id]] if rule.id in profile.severity else []
            options = [f"{key} {value}" for key, value in profile.options.get(rule.id, {}).items()]
            found[profile.id] = ", ".join(levels + options), profile.basis[rule.id]
    return found


def protection(rule: Rule, protected: Iterable[Protected]) -> str:
    """Where a rule is protected: nothing but an approval keeps its findings back."""
    places = [entry.context for entry in protected if matches(rule.id, entry.rule)]
    if not places:
        return ""
    where = "" if "" in places else f" in a {' or '.join(places)}"
    return f"Protected{where}: nothing but an approval keeps a finding back."


def _text(rule: Rule, profiles: tuple[Profile, ...], protected: tuple[Protected, ...]) -> Iterator[str]:
    yield f"{rule.id} ({rule.severity})"
    yield ""
    yield f"{LOOKS_FOR}: {rule.title}."
    yield f"{WHY}: {rule.why}"
    yield f"{INSTEAD}: {rule.instead or NO_INSTEAD}"
    yield ""
    for title, examples in ((FLAGGED, rule.examples.bad), (FINE, rule.examples.good)):
        yield f"{title}:"
        yield from (f"  - {_one_line(example.text)}{_notes(example)}" for example in examples)
    yield ""
    own = settings(rule, profiles)
    yield f"{SETTINGS}: {', '.join(f'{key} = {_toml(value)}' for key, value in own.items()) or NO_SETTINGS}"
    parts = [cited(rule.standard), rule.standard.url]
    yield f"{STANDARD}: {', '.join(part for part in parts if part)}"
    yield f"{SEVERITY}: {rule.severity}; page types: {', '.join(rule.page_types)}"
    yield from (f"  {line}" for line in _conditions(rule))
    for name, (made, basis) in changed_by(rule, profiles).items():
        yield f"  profile {name}: {made} ({basis})"
    yield from (f"  {line}" for line in _asides(rule, protected))
    yield f"Rule file: {rule.file}"


def _markdown(rule: Rule, profiles: tuple[Profile, ...], protected: tuple[Protected, ...]) -> Iterator[str]:
    yield f"# {rule.id}"
    yield f"## {LOOKS_FOR}"
    yield escaped(f"{rule.title}.")
    yield f"## {WHY}"
    yield escaped(rule.why)
    yield f"## {INSTEAD}"
    yield escaped(rule.instead or NO_INSTEAD)
    yield f"## {EXAMPLES}"
    for title, examples in ((FLAGGED, rule.examples.bad), (FINE, rule.examples.good)):
        yield f"{title}:"
        yield "\n".join(f"- {code(_one_line(example.text))}{_notes(example)}" for example in examples)
    yield f"## {SETTINGS}"
    own = settings(rule, profiles)
    if own:
        pairs = ", ".join(f"{key} = {_toml(value)}" for key, value in own.items())
        yield "These hold unless a profile or your configuration changes them:"
        yield f'```toml\n[options]\n"{rule.id}" = {{{pairs}}}\n```'
    else:
        yield NO_SETTINGS
    yield f"## {STANDARD}"
    yield _source(rule.standard)
    yield f"## {SEVERITY}"
    kinds = "all kinds of page" if rule.page_types == ("all",) else f"these kinds of page: {', '.join(rule.page_types)}"
    conditions = [*_conditions(rule)]
    yield f"Severity: **{rule.severity}**{', except in these places' if conditions else ''}. It runs on {kinds}."
    if conditions:
        yield "\n".join(f"- {escaped(line)}" for line in conditions)
    yield from (escaped(line[0].upper() + line[1:]) for line in _asides(rule, protected))
    if rows := changed_by(rule, profiles):
        table = ["| profile | what it makes of the rule | what that rests on |", "| --- | --- | --- |"]
        table += [f"| `{name}` | {escaped(made)} | {escaped(basis)} |" for name, (made, basis) in rows.items()]
        yield "\n".join(table)
    yield f"Rule file: {code(rule.file)}"


def _conditions(rule: Rule) -> Iterator[str]:
    for condition in rule.severity_when:
        if when := _when(condition):
            yield f"{condition.severity} where: {', '.join(when)}"


def _when(condition: Condition) -> list[str]:
    return [
        *(f"{name} page" for name in condition.page_type),
        *(f"locale {name}" for name in condition.locale),
        *([f"about a {condition.context}"] if condition.context else []),
        *(f"{name} found something" for name in condition.fired),
        *condition.guards,
        *([f"certain words stand in its {condition.near.within}"] if condition.near else []),
    ]


def _asides(rule: Rule, protected: tuple[Protected, ...]) -> Iterator[str]:
    if said := protection(rule, protected):
        yield said
    if rule.confirm is not None:
        falls = "is withdrawn" if rule.confirm.then == "withdraw" else "becomes a suggestion"
        yield f"where spaCy is used, a parser is asked; a finding that it does not bear out {falls}"


def _source(standard: Standard) -> str:
    url = address(standard)
    return f"[{escaped(cited(standard))}](<{url}>)" if url else escaped(cited(standard))


def _one_line(text: str) -> str:
    return " / ".join(line for line in text.split("\n") if line.strip())


def _notes(example: Example) -> str:
    notes = [example.page_type + " page"] if example.page_type != "condition" else []
    notes += [example.profile] if example.profile != "us-default" else []
    return f" ({', '.join(notes)})" if notes else ""


def _toml(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
