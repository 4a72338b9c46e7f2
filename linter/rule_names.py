"""Whether rule files stand where they are looked for, and whether the rules and profiles that they name are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from linter.config import shown_path
from linter.errors import InputError, nearest
from linter.rulefile import Rule, matches
from linter.store.regexes import regex

NO_FAMILIES = ("profiles", "lexicon", "standards")  # folders beside the families of the shipped rules
_ID = regex(r"(?m)^id: *[\"']?([\w-]+)/")


@contextmanager
def shown_in_full(folder: Path) -> Iterator[None]:
    """What is wrong with a rule of a team is said with the whole path; rules know the name of their folder alone."""
    try:
        yield
    except InputError as problem:
        if not problem.path.startswith(f"{folder.name}/"):
            raise
        path = f"{shown_path(folder)}{problem.path.removeprefix(folder.name)}"
        raise InputError(path, problem.line, problem.message) from None


def shown_file(rule: Rule, folders: Iterable[Path]) -> str:
    """The file of a rule as it is shown; `folders` are a team's own."""
    first, _, rest = rule.file.partition("/")
    file = next((folder / rest for folder in folders if folder.name == first and (folder / rest).is_file()), None)
    return rule.file if file is None else shown_path(file)


def check_places(folder: Path) -> None:
    """Raises InputError for a rule file of a team that stands where no rule is looked for, or is named so."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.suffix.lower() not in (".yaml", ".yml") or any(part.startswith(".") for part in inside.parts):
            continue
        first = inside.parts[0]
        if len(inside.parts) == 2 and path.suffix == ".yaml" and first not in NO_FAMILIES:
            continue
        name = f"{folder.name}/{inside.as_posix()}"
        stated = _family(path)
        if len(inside.parts) == 1 and stated == folder.name:
            said = f"‘{shown_path(folder)}’ is the folder of a family; name the one above it in `rules`"
            raise InputError(name, 1, f"no rule is read from here: {said}")
        family = stated or (first if len(inside.parts) > 1 and first not in NO_FAMILIES else "house")
        place = f"{shown_path(folder)}/{family}/{path.stem}.yaml"
        raise InputError(name, 1, f"no rule is read from here; move it into the folder of its family, as ‘{place}’")


def _family(path: Path) -> str:
    """The family in the id of a rule file; empty where it has none."""
    try:
        found = _ID.search(path.read_text("utf-8")[:10_000])
    except (OSError, UnicodeDecodeError):
        return ""
    return found[1] if found is not None and found[1] not in NO_FAMILIES else ""


def check_names(rules: Mapping[str, Rule], profiles: list[str], places: Mapping[str, Path]) -> None:
    """Raises InputError where a rule names another, or a profile, that is not there, or gives an error because another one,
    which asks a parser, found something. `places` are a team's folders by name."""
    for rule in rules.values():
        for path, names in rule.asked_after.items():
            for name in names:
                if not any(matches(known, name) for known in rules):
                    hint = nearest(name, [*rules, *sorted({f"{known.family}/" for known in rules.values()})])
                    raise _wrong(rule, f"no rule or family is called ‘{name}’{hint}", places, *path)
        for side in ("bad", "good") if rule.file.partition("/")[0] in places else ():
            for i, example in enumerate(getattr(rule.examples, side)):
                if example.profile not in profiles:
                    hint = nearest(example.profile, profiles) or "; there are " + ", ".join(profiles)
                    said = f"no profile is called ‘{example.profile}’{hint}"
                    raise _wrong(rule, said, places, "examples", side, i, "profile")
    hanging = _on_a_parser(rules)
    for rule in rules.values():
        named = [name for when in rule.severity_when if when.severity == "error" for name in when.fired]
        named += rule.asked_by_check[1] if rule.severity == "error" else ()
        for other, on in hanging.items():
            if any(matches(other, name) for name in named):
                has = "has `confirm:`" if on == other else f"hangs on {on}, which has `confirm:`"
                raise _wrong(rule, f"an error may not hang on a parser: {other}, which it asks about, {has}", places)


def _on_a_parser(rules: Mapping[str, Rule]) -> dict[str, str]:
    """Rules that a parser may silence: those with `confirm:`, and those that speak where such a one found something. Each with
    the one of `confirm:` that it hangs on."""
    hanging = {rule.id: rule.id for rule in rules.values() if rule.confirm is not None}
    speaking = {rule.id: rule.asked_by_check[1] for rule in rules.values()}
    speaking |= {
        rule.id: tuple(name for when in rule.severity_when for name in when.fired)
        for rule in rules.values()
        if rule.severity == "off"  # speaks under its conditions alone
    }
    new = hanging
    while new:
        new = {
            rule_id: on
            for rule_id, names in speaking.items()
            if names and rule_id not in hanging
            for other, on in new.items()
            if any(matches(other, name) for name in names)
        }
        hanging |= new
    return hanging


def _wrong(rule: Rule, said: str, places: Mapping[str, Path], *path: str | int) -> InputError:
    """What is wrong with a rule that was read, on its line: its file is read again, as rules know no lines."""
    from linter.yaml_source import load

    first, _, rest = rule.file.partition("/")
    if first not in places:
        return InputError(rule.file, 1, said)
    file = places[first] / rest
    try:
        line = load(file.read_text("utf-8"), rule.file).line(*path)
    except (OSError, InputError):
        line = 1
    return InputError(shown_path(file), line, said)
