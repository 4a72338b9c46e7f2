"""Which rules run on a page and how much each weighs: profile, configuration, page type and what no one may silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, groupby
from typing import Any

import msgspec

from linter import checks
from linter.choices import Level, Locale, rank
from linter.errors import InputError
from linter.findings import Severity, Standard
from linter.reading import PageType
from linter.rulebook import Rulebook, Where, tuned
from linter.rulefile import FAMILIES, Rule
from linter.rulefile import matches as matches


class Choice(msgspec.Struct, frozen=True):
    """A rule as a profile and a configuration have it.

    `base` is its level in the profile; `chosen` what the configuration makes of it (None: leaves it). `picked` is False where
    --select or --ignore leave it out. A rule that is protected somewhere is kept in all the same, for those places.
    """

    rule: Rule
    base: str
    chosen: str | None
    picked: bool
    protected: tuple[str, ...]  # contexts it is protected in; "" is everywhere
    standard: Standard
    basis: str = ""  # what the profile's setting of it rests on
    conflict: str = ""  # what its message adds, where standards disagree

    def is_protected(self, context: frozenset[str]) -> bool:
        return bool(self.protected) and ("" in self.protected or not context.isdisjoint(self.protected))


def choose(
    rulebook: Rulebook,
    *,
    profile: str,
    locale: Locale,
    severity: Mapping[str, str],
    options: Mapping[str, Mapping[str, Any]],
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    where: Where,
) -> list[Choice]:
    """Every rule that can say something under these settings; `where` tells in which file and line a setting's words stand.

    Raises InputError for rules and options that do not exist, and for those that would silence a protected rule.
    """
    folded = _folded(rulebook, profile, locale)
    for name in (*severity, *select, *ignore):
        rulebook.require_some(name, where)
    for rule_id in options:
        rulebook.require(rule_id, where)
    protected = _protected(rulebook)
    choices = []
    for rule_id, rule in rulebook.rules.items():
        if rule_id in folded.options:
            rule = tuned(rule, folded.options[rule_id], where)
        if rule_id in options:  # those of a rule that is off, or not selected, have to be right too
            own = tuned(rule, options[rule_id], where)
            _check_options(rule, own, options[rule_id], folded.levels[rule_id], rule_id in protected, where)
            rule = own
        if rule_id in folded.silent or locale not in rule.locales:
            continue
        chosen = next(
            (severity[name] for name in (rule_id, rule.family, rule.family + "/", rule.family + "/*") if name in severity), None
        )
        picked = not leaves_out(select, ignore, rule_id)
        if (chosen == "off" or not picked) and rule_id not in protected:
            continue
        choices.append(
            Choice(
                rule,
                folded.levels[rule_id],
                chosen,
                picked,
                protected.get(rule_id, ()),
                folded.standards.get(rule_id, rule.standard),
                folded.basis.get(rule_id, ""),
                "" if rule_id in options else folded.conflicts.get(rule_id, ""),  # the house has decided
            )
        )
    return choices


class _Folded(msgspec.Struct):
    """What a profile and those it extends say of rules, by rule id: the narrowest last."""

    levels: dict[str, Level]
    silent: set[str]  # rules that no condition makes speak
    options: dict[str, dict[str, Any]] = {}
    standards: dict[str, Standard] = {}
    basis: dict[str, str] = {}
    conflicts: dict[str, str] = {}


def _folded(rulebook: Rulebook, profile: str, locale: Locale) -> _Folded:
    rules = rulebook.rules.values()
    folded = _Folded(
        levels={rule.id: rule.severity for rule in rules},
        # A rule file may say `off` and name the conditions under which it speaks; a profile's `off` is final.
        silent={rule.id for rule in rules if rule.severity == "off" and not rule.severity_when},
    )
    for step in rulebook.chain(profile, locale):
        folded.levels.update(step.severity)
        folded.silent.difference_update(step.severity)
        folded.silent.update(rule_id for rule_id, level in step.severity.items() if level == "off")
        folded.standards.update(step.standards)
        folded.basis.update(step.basis)
        folded.conflicts.update(step.conflicts)
        for rule_id, given in step.options.items():
            folded.options.setdefault(rule_id, {}).update(given)
    return folded


def _protected(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Rules that are protected, and the contexts in which they are."""
    protected: dict[str, tuple[str, ...]] = {}
    for entry in rulebook.policy.protected:
        for rule_id in rulebook.rules:
            if matches(rule_id, entry.rule):
                protected[rule_id] = (*protected.get(rule_id, ()), entry.context)
    return protected


def _check_options(
    rule: Rule,
    changed: Rule,
    options: Mapping[str, Any],
    level: str,
    is_protected: bool,
    where: Where,
) -> None:
    """Raises InputError for options that would make a rule another one, or a protected one silent or less loud."""
    module = checks.load(rule.check)
    about, weights = getattr(module, "NO_OPTIONS", ()), getattr(module, "WEIGHTS", ())
    for key in options:
        if key in about:
            raise InputError(*where(rule.id, key), f"{rule.id}: ‘{key}’ says what the rule is about; no option changes that")
        if is_protected and key not in weights:
            said = f"{rule.id} is protected: no option changes it but one that makes it weigh more"
            raise InputError(*where(rule.id, key), said)
        if is_protected:
            before, after = (getattr(one.params, key) or level for one in (rule, changed))
            if rank(after) < rank(before):
                said = f"{rule.id} is protected: ‘{key}’ may not be lowered from {before} to {after}"
                raise InputError(*where(rule.id, key), said)


def leaves_out(select: Sequence[str], ignore: Sequence[str], name: str) -> bool:
    """Whether a rule or family, or a part of it, is not selected or is ignored."""
    selected = not select or any(matches(name, wanted) for wanted in select)
    return not selected or any(matches(name, one) or matches(one, name) for one in ignore)


def runs(choice: Choice, rulebook: Rulebook, page_type: PageType, fragment: bool) -> bool:
    """Whether a rule runs on a page of this type. A type that is only guessed turns off no more than the policy lets it."""
    rule = choice.rule
    if fragment and not rule.fragment:
        return False
    if "all" not in rule.page_types and page_type.name not in rule.page_types:
        return False
    if choice.protected:
        return True  # a page that calls itself something else is not let off
    policy = rulebook.policy.page_types[page_type.name]
    if any(matches(rule.id, name) for name in policy.but):
        return True
    if page_type.is_guess and rule.family not in rulebook.policy.guess_turns_off:
        return True
    return rule.family in policy.families or rule.family not in FAMILIES  # a team's own


def in_turn(running: Sequence[Choice]) -> list[list[Choice]]:
    """The rules that run, in batches: each after all that it asks after. Rules that ask after one another share a batch."""
    named = {choice.rule.id: list(chain(*choice.rule.asked_after.values())) for choice in running}
    asked = {
        rule_id: [one for one in named if any(matches(one, name) for name in names)]
        for rule_id, names in named.items()
        if names
    }
    before = {rule_id: len(_reached(rule_id, asked)) for rule_id in named}
    ordered = sorted(running, key=lambda choice: before[choice.rule.id])
    return [list(batch) for _, batch in groupby(ordered, key=lambda choice: before[choice.rule.id])]


def _reached(rule_id: str, asked: Mapping[str, Sequence[str]]) -> set[str]:
    """A rule, those that it asks after, those that they ask after, and so on."""
    reached, left = {rule_id}, [rule_id]
    while left:
        new = set(asked.get(left.pop(), ())) - reached
        reached |= new
        left += new
    return reached


def weigh(
    choice: Choice,
    rulebook: Rulebook,
    page_type: PageType,
    *,
    own: str | None,
    context: frozenset[str],
    raised: Sequence[tuple[str, bool]],
) -> Severity | None:
    """What one finding weighs; None where it is off.

    `own` is the check's own judgement of the place; `raised` are the rule's conditions that hold, as (severity, may lower).
    """
    if choice.rule.severity == "off" and choice.rule.severity_when and not raised and own is None:
        return None  # it speaks under its conditions alone, however much a profile makes of it
    level = own or choice.base
    if not page_type.is_guess:  # what a page says of itself by its words makes no claim lighter
        level = rulebook.policy.page_types[page_type.name].severity.get(choice.rule.id, level)
    for severity, lower in raised:
        if lower or rank(severity) > rank(level):
            level = severity
    if level == "error" and page_type.is_doubtful and choice.rule.family in rulebook.policy.doubt_lowers:
        level = "warning"
    is_protected = choice.is_protected(context)
    if choice.chosen is not None and (not is_protected or rank(choice.chosen) > rank(level)):
        level = choice.chosen
    if not choice.picked and not is_protected:
        return None
    return None if level == "off" else Severity(level)
