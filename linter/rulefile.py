"""A rule is one YAML file: its model, and how one file is read and validated.

Whatever is wrong in a file is said with file, line and what was expected, before the first page is linted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from linter import checks
from linter.choices import LOCALES, Level, Locale, MaybeLocale, PageTypeName, Weight
from linter.confirm import Confirm, mistakes
from linter.converted import convert
from linter.errors import InputError, PluginError, nearest
from linter.findings import Standard
from linter.guards import GUARDS
from linter.lexicon import Lexicon, sets_in
from linter.model import Model
from linter.search.hits import TAGS, Scan
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.yaml_source import Document

FAMILIES = (
    "readability",
    "jargon",
    "claims",
    "required",
    "measure",
    "numbers",
    "structure",
    "people",
    "tone",
    "safety",
    "meta",
)

_FIELD = regex(r"\{([^{}]*)\}")  # a rule file's text, never a page's


AnyPageType = Literal["all", PageTypeName]

Within = Literal["sentence", "next-sentence", "around", "block", "section", "page"]
"""How far: in the sentence, in the next one too, in the one before as well, or in all of that."""


class Near(Model, frozen=True):
    """Words looked for around a candidate, and how far: in its sentence, that and the next, its block, section or page."""

    within: Within = "sentence"
    inside: bool = False  # whether words inside the candidate count
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    page_type: tuple[PageTypeName, ...] = ()  # page types on which it is asked; all where none is named
    beside: tuple[str, ...] = ()  # patterns of which one has to stand in the candidate's sentence for it to count
    not_beside: tuple[str, ...] = ()  # patterns that make it count for nothing where one stands in the candidate's sentence

    @property
    def scan(self) -> Scan:
        return Scan(self.phrases, self.patterns)


class Words(Model, frozen=True):
    """Phrases and patterns that make one set."""

    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    @property
    def scan(self) -> Scan:
        return Scan(self.phrases, self.patterns)


class Condition(Model, frozen=True):
    """When a finding weighs more (or less) than the rule's severity says. All keys that are given must hold."""

    severity: Weight
    page_type: tuple[PageTypeName, ...] = ()
    locale: tuple[Locale, ...] = ()
    context: Literal["", "dose", "metric"] = ""  # what the check says of the place
    fired: tuple[str, ...] = ()  # ids, or families as `claims/`, of rules that found something on this page
    near: Near | None = None
    guards: tuple[str, ...] = ()  # guards that hold for the place: cited, hedged
    lower: bool = False  # may lower the severity; without it the stricter holds


class Example(Model, frozen=True):
    """A passage that must be flagged (`⟦…⟧` marks where), or must stay clean."""

    text: str
    format: Literal["markdown", "html", "text"] = "markdown"
    page_type: PageTypeName = "condition"
    profile: str = "us-default"
    locale: MaybeLocale = ""
    fragment: bool = True
    parser: bool = False  # whether it holds only where a parser is used


class Examples(Model, frozen=True):
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


class PackedExamples:
    """Examples that are read when they are asked for: who lints a page needs none."""

    def __init__(self, packed: Callable[[], bytes | memoryview]) -> None:
        self._packed = packed

    @property
    def bad(self) -> tuple[Example, ...]:
        return self._whole.bad

    @property
    def good(self) -> tuple[Example, ...]:
        return self._whole.good

    @cached_property
    def _whole(self) -> Examples:
        return msgspec.msgpack.decode(self._packed(), type=Examples)


class Rule(Model, frozen=True):
    """Everything about one rule. `params` are the keys of its check, as the check's own struct."""

    id: str
    title: str
    severity: Level
    message: str
    why: str
    standard: Standard
    examples: Examples
    check: str
    page_types: tuple[AnyPageType, ...] = ("all",)
    locales: tuple[Locale, ...] = LOCALES
    fragment: bool = True  # whether it runs on fragments
    severity_when: tuple[Condition, ...] = ()
    sets: dict[str, tuple[str, ...]] = {}  # parts of patterns, which name them as `<name>`
    unless: tuple[str, ...] = ()
    except_: Words | None = msgspec.field(default=None, name="except")
    unless_near: tuple[Near, ...] = ()
    only_near: tuple[Near, ...] = ()
    confirm: Confirm | None = None  # asked of a parser, where one is used
    instead: str = ""  # what to write instead, where the check has nothing better
    tested_elsewhere: str = ""  # why the examples alone cannot test it
    file: str = ""
    params: Any = None

    @property
    def family(self) -> str:
        return self.id.partition("/")[0]

    @property
    def asked_by_check(self) -> tuple[str, tuple[str, ...]]:
        """Those of which its check asks it, and the key that names them; "" where it asks none."""
        module = checks.load(self.check)
        return module.rules_named(self.params) if hasattr(module, "rules_named") else ("", ())

    @property
    def asked_after(self) -> dict[tuple[str | int, ...], tuple[str, ...]]:
        """The rules and families of which it asks whether they found something, by where its file names them."""
        named: dict[tuple[str | int, ...], tuple[str, ...]] = {
            ("severity-when", i, "fired"): condition.fired for i, condition in enumerate(self.severity_when)
        }
        key, names = self.asked_by_check
        named[key,] = names
        return {path: names for path, names in named.items() if names}


_RULE_KEYS = {field.encode_name for field in msgspec.structs.fields(Rule)} - {"file", "params"}


def matches(one: str, name: str) -> bool:
    """Whether a rule, or a family, is meant by a name: its id, its family (`claims/`, `claims`, `claims/*`)."""
    return one == name or f"{one.rstrip('*').rstrip('/')}/".startswith(f"{name.rstrip('*').rstrip('/')}/")


def read(text: str, name: str, expected_id: str, lexicon: Lexicon) -> Rule:
    """A rule from the text of its file. Raises InputError."""
    from linter.yaml_source import load

    document = load(text, name)
    if not isinstance(document.data, dict):
        raise InputError(name, 1, "a rule file holds keys and values, as `id: claims/cure`")
    data = dict(document.data)
    _spread_examples(data)
    check_name = data.get("check")
    if check_name is None:
        raise InputError(name, 1, "the rule names no `check:`; the kinds are " + ", ".join(checks.names()))
    own = {key: value for key, value in data.items() if key in _RULE_KEYS}
    try:
        params = _params(str(check_name), {key: value for key, value in data.items() if key not in own}, document, name)
        rule: Rule = convert(own, Rule, document, name)
        rule = msgspec.structs.replace(rule, file=name, params=params)
        _validate(rule, expected_id, document)
        _validate_words(rule, document, lexicon)
    except PluginError as problem:
        raise InputError(name, document.line("check"), problem.message) from problem
    return rule


def _params(check_name: str, given: dict[str, Any], document: Document, name: str) -> Any:
    """The keys of a rule's check. Raises InputError for a check or a key that there is not."""
    try:
        module = checks.load(check_name)
    except KeyError:
        from linter import plugins

        hint = nearest(check_name, (*checks.names(), *plugins.known())) or "; is the package installed that provides it?"
        raise InputError(name, document.line("check"), f"no check is called ‘{check_name}’{hint}") from None
    _refuse_unknown(given, module.Params, document, name)
    read = partial(convert, given, module.Params, document, name)
    return module.keys(read) if hasattr(module, "keys") else read()


def _spread_examples(data: dict[str, Any]) -> None:
    """An example may be written as a string alone."""
    examples = data.get("examples")
    if isinstance(examples, dict):
        data["examples"] = {
            side: [{"text": example} if isinstance(example, str) else example for example in given]
            if isinstance(given, list)
            else given
            for side, given in examples.items()
        }


def _refuse_unknown(params: dict[str, Any], model: Any, document: Document, name: str) -> None:
    known = [field.encode_name for field in msgspec.structs.fields(model)]
    if taken := sorted(_RULE_KEYS.intersection(known)):
        raise PluginError(f"this kind of check reads ‘{taken[0]}’, a key that every rule has; it needs another name there")
    for key in params:
        if key not in known:
            hint = nearest(str(key), [*known, *sorted(_RULE_KEYS)])
            raise InputError(name, document.line(key), f"unknown key ‘{key}’{hint}")


def _validate(rule: Rule, expected_id: str, document: Document) -> None:
    def wrong(message: str, *path: str | int) -> InputError:
        return InputError(rule.file, document.line(*path), message)

    def require_guards(names: tuple[str, ...], *path: str | int) -> None:
        for at, name in enumerate(names):
            if name not in GUARDS:
                raise wrong(f"no guard is called ‘{name}’{nearest(name, sorted(GUARDS))}", *path, at)

    if rule.id != expected_id:
        raise wrong(f"the file is named for ‘{expected_id}’ and says `id: {rule.id}`; the two must be the same", "id")
    if rule.family not in FAMILIES and "/" not in rule.id:
        raise wrong("an id is family/name, as claims/cure", "id")
    require_guards(rule.unless, "unless")
    for i, condition in enumerate(rule.severity_when):
        require_guards(condition.guards, "severity-when", i, "guards")
    if rule.confirm is not None:
        if rule.severity == "error":
            raise wrong("an error may not hang on a parser: a rule with `confirm:` is a warning or a suggestion", "severity")
        for said, path in mistakes(rule.confirm):
            raise wrong(f"confirm: {said}", "confirm", *path)
    for key in ("title", "message", "why"):
        if not getattr(rule, key).strip():
            raise wrong(f"`{key}` says nothing", key)
    module, filled = checks.load(rule.check), checks.fields(rule.check, rule.params)
    for key in ("message", "instead"):
        for field in _FIELD.findall(getattr(rule, key)):
            if field not in filled:
                hint = nearest(field, filled) or "; it fills " + ", ".join(f"{{{one}}}" for one in filled)
                raise wrong(f"no field ‘{{{field}}}’ is filled by the check ‘{rule.check}’ with these keys{hint}", key)
    if hasattr(module, "is_empty") and module.is_empty(rule.params):
        raise wrong("the rule names nothing to look for, such as `phrases`", "check")
    for i, example in enumerate(rule.examples.bad):
        if example.text.count("⟦") != 1 or example.text.count("⟧") != 1:
            raise wrong("a bad example marks the place that must be flagged once, as ⟦best treatment⟧", "examples", "bad", i)
    for key, least in (("bad", 2), ("good", 2)):
        if len(getattr(rule.examples, key)) < least and not rule.tested_elsewhere:
            raise wrong(f"a rule has at least {least} {key} examples", "examples", key)


def _validate_words(rule: Rule, document: Document, lexicon: Lexicon) -> None:
    from linter.search.patterns import check_pattern
    from linter.search.scanner import expand

    ships = rule.check in checks.names()

    def try_out(check: Callable[[str], object], items: tuple[str, ...], *path: str | int) -> None:
        for i, item in enumerate(items):
            try:
                check(item)
            except ValueError as problem:
                at: tuple[str | int, ...] = module.keys_of(rule.params, item) if hasattr(module, "keys_of") else ()
                at = at or (*path, i)
                raise InputError(rule.file, document.line(*at), f"‘{item}’: {problem}") from None

    def check_filled(pattern: str) -> None:
        named.update(sets_in(pattern))
        check_pattern(lexicon.fill(pattern, rule.sets))

    def check_part(part: str) -> None:
        if "(?P<" in part:
            raise ValueError("a set has no (?P<mark>…); the pattern that names it may")
        check_filled(part)

    module, named = checks.load(rule.check), set[str]()
    for name, parts in rule.sets.items():
        if sets_in(f"<{name}>") != [name]:
            said = f"a set’s name is of letters, digits, - and _, and begins with a letter; ‘{name}’ is not"
            raise InputError(rule.file, document.line("sets", name), said)
        if name in lexicon.sets or name in TAGS:
            said = f"<{name}> is a set of all rules; give this one another name"
            raise InputError(rule.file, document.line("sets", name), said)
        try_out(check_part, parts, "sets", name)
    for _, scan, path in rule_scans(rule, None if ships else lexicon):
        try_out(expand, scan.phrases, *path, "phrases")
        try_out(check_filled, scan.patterns, *path, "patterns")
    for name in rule.sets:
        if name not in named:
            raise InputError(rule.file, document.line("sets", name), f"no pattern of this rule names <{name}>")
    table = getattr(rule.params, "table", "") if ships else ""
    if table and table not in lexicon.names:
        raise InputError(rule.file, document.line("table"), f"no table is called ‘{table}’{nearest(table, lexicon.names)}")
    try:
        for _, scan, _ in rule_scans(rule, lexicon) if table else ():
            for phrase in scan.phrases:
                expand(phrase)
    except (KeyError, ValueError):
        raise InputError(rule.file, document.line("table"), f"‘{table}’ is not a table for this kind of check") from None


def rule_scans(rule: Rule, lexicon: Lexicon | None) -> list[tuple[str, Scan, tuple[str | int, ...]]]:
    """What a rule looks for, by role, with where in its file that stands; without a lexicon, what the file itself holds."""
    scans: list[tuple[str, Scan, tuple[str | int, ...]]] = []
    if rule.except_ is not None:
        scans.append(("except", rule.except_.scan, ("except",)))
    scans += [(f"unless-near-{i}", near.scan, ("unless-near", i)) for i, near in enumerate(rule.unless_near)]
    scans += [
        (f"unless-near-{i}-{key}", Scan(patterns=patterns), ("unless-near", i))
        for i, near in enumerate(rule.unless_near)
        for key, patterns in (("beside", near.beside), ("not-beside", near.not_beside))
        if patterns
    ]
    scans += [(f"only-near-{i}", near.scan, ("only-near", i)) for i, near in enumerate(rule.only_near)]
    scans += [
        (f"severity-when-{i}", condition.near.scan, ("severity-when", i, "near"))
        for i, condition in enumerate(rule.severity_when)
        if condition.near is not None
    ]
    module = checks.load(rule.check)
    if hasattr(module, "scans"):
        scans += [(role, scan, _key_of(role)) for role, scan in module.scans(rule.params, lexicon).items()]
    return scans


def _key_of(role: str) -> tuple[str | int, ...]:
    """Where in a rule file a check's words stand: `cells-0-head` is the `head` of the first of `cells`."""
    name, _, rest = role.partition("-")
    number, _, key = rest.partition("-")
    if number.isdigit():
        return (name, int(number), key) if key else (name, int(number))
    return () if role == "find" else (role,)
