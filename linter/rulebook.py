"""All rules, profiles and tables, loaded and validated once; finds every rule's words on a page in one scan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from linter import checks, rule_names, rulefile
from linter.choices import PAGE_TYPES, Level, Locale, MaybeLocale
from linter.config import shown_path
from linter.converted import convert, explained
from linter.errors import InputError, nearest, unreadable
from linter.findings import Standard
from linter.lexicon import Lexicon, PackedTable
from linter.model import Model, Struct
from linter.page import Page
from linter.rulefile import FAMILIES, Examples, Rule
from linter.search.hits import PAGE_TYPE, Scan
from linter.shipped import rules_folder as rules_folder
from linter.store.bulk import Bulk, HeadAndRuns, Runs
from linter.store.pieces import Pieces, Pile

if TYPE_CHECKING:
    from linter.search.scanner import Found, Plan

T = TypeVar("T")
Where = Callable[..., tuple[str, int]]

_NO_EXAMPLES = Examples(bad=(), good=())


class Profile(Model, frozen=True):
    """A named choice of rules, severities and thresholds; `extends` names the profile it changes.

    `extends-for` names another base for a locale. `severity` is by rule id; `options` changes a rule's own numbers and words
    (`readability/long-sentence: {limit: 20}`); `standards` names what a rule rests on here, where that differs; `basis` says
    what each setting of the profile rests on, `conflicts` what a rule's message adds, where standards disagree.
    """

    id: str
    title: str
    extends: str = ""
    extends_for: dict[Locale, str] = {}
    locale: MaybeLocale = ""
    severity: dict[str, Level] = {}
    options: dict[str, dict[str, Any]] = {}
    standards: dict[str, Standard] = {}
    basis: dict[str, str] = {}
    conflicts: dict[str, str] = {}


class Precedence(Model, frozen=True):
    """Where several of these rules speak of one place (`scope: place`) or one page, the first alone is heard."""

    order: tuple[str, ...]
    scope: str = "place"  # place | page


class PageTypeRules(Model, frozen=True):
    """Which families run on a page type; `but` adds single rules back, `severity` sets some."""

    families: tuple[str, ...]
    but: tuple[str, ...] = ()
    severity: dict[str, Level] = {}


class Protected(Model, frozen=True):
    """A rule that a page, a severity or a selection cannot silence; `context` narrows it to places about that (`dose`)."""

    rule: str
    context: str = ""


class Zones(Model, frozen=True):
    """Families that do not read some parts of a page; `accepted` are the words of `vocabulary`."""

    references: tuple[str, ...]
    quotations: tuple[str, ...]
    imprint: tuple[str, ...]
    labels: tuple[str, ...]
    accepted: tuple[str, ...]


class TypeCues(Model, frozen=True):
    """What speaks for a page type: patterns on title and headings, and on the text (with the least number of them there).

    `title_names` is a list whose names speak for it in a title (`medicine`, `condition`); `outranks` are types that the same
    words speak for, and that are wider: between those there is no doubt. One of `sure` in the text is enough, whatever the
    title. That counts where the text holds `title_least` of its patterns.
    """

    title: tuple[str, ...] = ()
    title_names: str = ""
    text: tuple[str, ...] = ()
    least: int = 2
    sure: tuple[str, ...] = ()
    title_least: int = 0
    title_without: tuple[str, ...] = ()  # what a title may hold and says nothing: the name of a practice
    unless_headings: tuple[str, ...] = ()
    text_alone: bool = False  # whether the text may speak without a title or heading
    outranks: tuple[str, ...] = ()


class Policy(Model, frozen=True):
    """What holds across rules: `rules/policy.yaml`."""

    page_types: dict[str, PageTypeRules]
    guess_turns_off: tuple[str, ...]  # families that a guessed type may turn off; no words on a page turn off the others
    doubt_lowers: tuple[str, ...]  # families that give no error where the type is a doubtful guess
    guess_order: tuple[str, ...]  # page types of `inference`
    precedence: tuple[Precedence, ...]
    protected: tuple[Protected, ...]
    inference: dict[str, TypeCues]
    zones: Zones

    def lets_off(self, page_type: str) -> bool:
        """Whether a page of this type is let off some families."""
        return not set(FAMILIES).issubset(self.page_types[page_type].families)


class _Packed(Struct, frozen=True, array_like=True):
    """A rulebook as the cache holds it: what checks are given apart from their rules, as each has a type of its own."""

    rules: list[Rule]
    params: list[msgspec.Raw]
    examples: Pieces
    profiles: list[Profile]
    policy: Policy
    tables: dict[str, PackedTable]
    plan: msgspec.Raw


def _plan(packed: msgspec.Raw, parts: HeadAndRuns) -> Plan:
    from linter.search.scanner import Plan

    return msgspec.msgpack.decode(packed, type=Plan, dec_hook=parts.get)


class Rulebook:
    """Rules by id, profiles by id, the policy and the word tables."""

    def __init__(self, rules: Iterable[Rule], profiles: Iterable[Profile], policy: Policy, lexicon: Lexicon) -> None:
        self.rules = {rule.id: rule for rule in rules}
        self.profiles = {profile.id: profile for profile in profiles}
        self.policy = policy
        self.lexicon = lexicon
        self._derived: dict[str, Any] = {}
        self._packed_plan: Callable[[], Plan] | None = None  # gives what the scanner looks for, where the cache holds it

    def pack(self) -> bytes:
        """The rulebook as plain data, for the cache."""
        # Of the rules as they will be unpacked: packing puts the keys of dictionaries in order, and a plan numbers them.
        ordered = self if self._packed_plan else Rulebook.unpack(Bulk.of(self._packed(None)))
        return self._packed(ordered._plan)

    def _packed(self, plan: Plan | None) -> bytes:
        runs = Runs()
        encode = msgspec.msgpack.Encoder(order="deterministic", enc_hook=runs.put).encode
        rules = self.rules.values()
        packed = _Packed(
            rules=[msgspec.structs.replace(rule, params=None, examples=_NO_EXAMPLES) for rule in rules],
            params=[msgspec.Raw(encode(rule.params)) for rule in rules],
            examples=Pieces.of(encode(Examples(bad=rule.examples.bad, good=rule.examples.good)) for rule in rules),
            profiles=list(self.profiles.values()),
            policy=self.policy,
            tables=self.lexicon.pack(),
            plan=msgspec.Raw(msgspec.msgpack.encode(plan, enc_hook=runs.put)),
        )
        return runs.after(encode(packed))

    @classmethod
    def unpack(cls, data: Bulk) -> Rulebook:
        """The rulebook that was packed, of which parts are read when they are asked for.

        Raises msgspec.MsgspecError or ValueError where the data is something else.
        """
        parts = HeadAndRuns(data)
        packed = msgspec.msgpack.decode(parts.head, type=_Packed, dec_hook=parts.get)
        examples = Pile(packed.examples)
        rules = [
            msgspec.structs.replace(
                rule,
                params=msgspec.msgpack.decode(own, type=checks.load(rule.check).Params),
                examples=rulefile.PackedExamples(partial(examples.__getitem__, number)),
            )
            for number, (rule, own) in enumerate(zip(packed.rules, packed.params, strict=True))
        ]
        rulebook = cls(rules, packed.profiles, packed.policy, Lexicon.unpack(packed.tables))
        rulebook._packed_plan = partial(_plan, packed.plan, parts)
        return rulebook

    @cached_property
    def _scanner(self) -> Any:
        from linter.search.scanner import Scanner

        return Scanner(ready=self._plan)

    @cached_property
    def _plan(self) -> Plan:
        from linter.language import terms
        from linter.search.scanner import plan

        if self._packed_plan is not None:
            with suppress(msgspec.MsgspecError):  # another version's plan is made anew
                return self._packed_plan()
        scans: list[tuple[tuple[str, str], Scan]] = []
        for rule in self.rules.values():
            for role, scan, _ in rulefile.rule_scans(rule, self.lexicon):
                filled = Scan(scan.phrases, tuple(self.lexicon.fill(pattern, rule.sets) for pattern in scan.patterns))
                scans.append(((rule.id, role), filled))
        for name, cues in self.policy.inference.items():
            scans += (
                ((PAGE_TYPE + name, "text"), Scan(patterns=cues.text)),
                ((PAGE_TYPE + name, "sure"), Scan(patterns=cues.sure)),
                ((PAGE_TYPE + name, "unless"), Scan(patterns=cues.unless_headings)),
            )
        return plan(scans, self.lexicon.lists, {"terms": terms.forms(self.lexicon)})

    def scan(self, page: Page) -> Found:
        """What the page holds of all rules' phrases and patterns, by rule id and role."""
        found: Found = self._scanner.scan(page)
        return found

    def names(self, which: str, text: str) -> bool:
        """Whether a text, folded and in lower case, holds a `condition` or a `medicine`."""
        found: bool = self._scanner.names(which, text)
        return found

    def derived(self, key: str, make: Callable[[Lexicon], T]) -> T:
        """What a check works out of the word tables, once for the rulebook's life."""
        if key not in self._derived:
            self._derived[key] = make(self.lexicon)
        made: T = self._derived[key]
        return made

    def chain(self, profile: str, locale: Locale | None = None) -> list[Profile]:
        """A profile and those it extends, the base first. Raises KeyError for a name that is none."""
        chain: list[Profile] = []
        name = profile
        while name:
            found = self.profiles[name]
            if found in chain:
                break
            chain.insert(0, found)
            name = found.extends_for.get(locale, found.extends) if locale else found.extends
        return chain

    def require_some(self, name: str, where: Where) -> None:
        """Raises InputError where no rule is meant by a name: an id, or a family as `claims/`."""
        if not any(rulefile.matches(rule_id, name) for rule_id in self.rules):
            self.require(name, where)

    def require(self, rule_id: str, where: Where) -> Rule:
        """The rule of that id. Raises InputError, with the nearest known id, where there is none.

        `where` is asked for the file and line of a setting, given the words that it is told by.
        """
        try:
            return self.rules[rule_id]
        except KeyError:
            hint = nearest(rule_id, list(self.rules))
            raise InputError(*where(rule_id), f"no rule is called ‘{rule_id}’{hint}") from None


def load_rulebook(extra: Iterable[Path] = (), terms: Iterable[Path] = ()) -> Rulebook:
    """The shipped rules and terms, and those of a team's own folders and tables. Raises InputError for the first mistake."""
    from linter.own_lexicon import with_own

    extra = tuple(extra)
    for folder in extra:  # before all rules are read, which takes time
        with rule_names.shown_in_full(folder):
            rule_names.check_places(folder)
    shipped = rules_folder()
    lexicon = with_own(Lexicon.from_folder(shipped / "lexicon"), ((table, shown_path(table)) for table in terms))
    rules = _rules(shipped, "rules", {}, lexicon)
    places = {}  # of a team's folders, by the name that its rules are shown under
    for folder in extra:
        places[folder.name] = folder
        with rule_names.shown_in_full(folder):
            rules = _rules(folder, folder.name, rules, lexicon)
    profiles = [_profile(path, f"rules/profiles/{path.name}") for path in sorted((shipped / "profiles").glob("*.yaml"))]
    policy = _policy(shipped / "policy.yaml", "rules/policy.yaml")
    rule_names.check_names(rules, [profile.id for profile in profiles], places)
    rulebook = Rulebook(rules.values(), profiles, policy, lexicon)
    for profile in profiles:
        check_profile(profile, rulebook)
    for precedence in policy.precedence:
        for rule_id in precedence.order:
            _known_or_family(rule_id, rulebook, "rules/policy.yaml")
    return rulebook


def _rules(folder: Path, shown: str, known: dict[str, Rule], lexicon: Lexicon) -> dict[str, Rule]:
    rules = dict(known)
    for path in sorted(folder.glob("*/*.yaml")):
        if not known and path.parent.name in rule_names.NO_FAMILIES:  # a team has these folders in none of its own
            continue
        rule_id = f"{path.parent.name}/{path.stem}"
        name = f"{shown}/{path.parent.name}/{path.name}"
        if rule_id in rules:
            raise InputError(name, 1, f"a rule ‘{rule_id}’ is already in {rules[rule_id].file}; give this one another name")
        rules[rule_id] = rulefile.read(_text(path, name), name, rule_id, lexicon)
    return rules


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise unreadable(name, problem) from None


def _profile(path: Path, name: str) -> Profile:
    from linter.yaml_source import load

    document = load(_text(path, name), name)
    profile: Profile = convert(document.data, Profile, document, name)
    if profile.id != path.stem:
        raise InputError(name, document.line("id"), f"the file is named {path.stem} and says `id: {profile.id}`")
    return profile


def check_profile(profile: Profile, rulebook: Rulebook) -> None:
    """Raises InputError where a profile names what is not there, or a setting without what it rests on."""
    name = f"rules/profiles/{profile.id}.yaml"
    where = _first_line_of(name)
    for base in (profile.extends, *profile.extends_for.values()):
        if base and base not in rulebook.profiles:
            raise InputError(name, 1, f"no profile is called ‘{base}’{nearest(base, list(rulebook.profiles))}")
    for rule_id in (*profile.severity, *profile.options, *profile.standards, *profile.basis, *profile.conflicts):
        rulebook.require(rule_id, where)
    for rule_id in (*profile.severity, *profile.options):
        if rule_id not in profile.basis:
            raise InputError(name, 1, f"sets {rule_id}, and `basis` does not say what that rests on")
    for rule_id, options in profile.options.items():
        tuned(rulebook.rules[rule_id], options, where)


def _policy(path: Path, name: str) -> Policy:
    from linter.yaml_source import load

    document = load(_text(path, name), name)
    policy: Policy = convert(document.data, Policy, document, name)
    for page_type in PAGE_TYPES:
        if page_type not in policy.page_types:
            raise InputError(name, document.line("page-types"), f"says nothing of the page type ‘{page_type}’")
    if sorted(policy.guess_order) != sorted(policy.inference):
        raise InputError(name, document.line("guess-order"), "names other page types than `inference`")
    return policy


def _known_or_family(name: str, rulebook: Rulebook, path: str) -> None:
    if name.endswith("/"):
        if name[:-1] not in FAMILIES:
            raise InputError(path, 1, f"no family is called ‘{name}’")
    else:
        rulebook.require(name, _first_line_of(path))


def _first_line_of(path: str) -> Where:
    return lambda *_: (path, 1)


def tuned(rule: Rule, options: Mapping[str, Any], where: Where) -> Rule:
    """A rule with some of its check's numbers and words changed. Raises InputError where it has no such option."""
    known = {field.encode_name: field for field in msgspec.structs.fields(type(rule.params))}
    for key, value in options.items():
        if key not in known:
            raise InputError(*where(rule.id, key), f"{rule.id} has no option ‘{key}’{nearest(key, list(known))}")
        if not isinstance(value, str | int | float | bool):
            said = f"{rule.id}: ‘{key}’ takes one number or word; lists are changed in a rule file"
            raise InputError(*where(rule.id, key), said)
    changed = {**msgspec.to_builtins(rule.params), **options}
    try:
        params = msgspec.convert(changed, type(rule.params))
    except msgspec.ValidationError as problem:
        said, keys = explained(problem, changed, type(rule.params))
        raise InputError(*where(rule.id, *map(str, keys[:1])), f"{rule.id}: {said}") from None
    return msgspec.structs.replace(rule, params=params)
