"""Kinds of check that installed packages provide, under the entry-point group `carelint.checks`.

To look for them takes as long as to lint a page. So it is done only where a rule of a team's names a kind that does not ship.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

import msgspec

from linter.checks import Candidate, names
from linter.errors import InputError, PluginError
from linter.model import Weight

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from linter.checks.contract import Check
    from linter.lexicon import Lexicon
    from linter.page import Page
    from linter.reading import Reading
    from linter.rulefile import Rule
    from linter.search.hits import Scan

T = TypeVar("T")

GROUP = "carelint.checks"
_OF_RULES = ("except", "only-near-", "severity-when-", "unless-near-")  # roles: see `rulefile.rule_scans`
_LONGEST = 300  # characters of what an exception says


class Provided(msgspec.Struct, frozen=True):
    """A kind of check that a package provides; `module` is what its entry point names."""

    name: str
    module: str
    package: str
    version: str
    point: Any  # an EntryPoint

    def __str__(self) -> str:
        return f"the package {self.package} {self.version}".rstrip()


@cache
def provided() -> tuple[Provided, ...]:
    """What is installed, in order. Looked for once: code that was imported stays as it is while the process runs.

    Raises PluginError where what a package says of itself cannot be read.
    """
    from importlib.metadata import entry_points

    try:
        found = {_of(point) for point in entry_points(group=GROUP)}
    except Exception as problem:  # whatever is installed
        raise PluginError(f"what installed packages provide cannot be read: {_said(problem)}") from problem
    return tuple(sorted(found, key=lambda one: (one.name, one.package, one.module)))


def _of(point: EntryPoint) -> Provided:
    about = point.dist.metadata if point.dist is not None else None
    package, version = ((about[key] if about is not None and key in about else "") for key in ("Name", "Version"))
    return Provided(point.name, point.value, package or "without a name", version, point)


def known() -> tuple[str, ...]:
    """The kinds that are installed, by name."""
    return tuple(one.name for one in provided())


def check_names() -> None:
    """Raises PluginError where a package takes the name of a kind that ships."""
    for one in provided():
        if one.name in names():
            raise PluginError(
                f"{one} provides a check ‘{one.name}’, but a check of that name ships; it has to take another name"
            )


@cache
def load(name: str) -> Plugin:
    """A kind by its name. Raises KeyError where no package provides it, PluginError where it cannot be used."""
    found = [one for one in provided() if one.name == name]
    if not found:
        raise KeyError(name)
    check_names()
    if len(found) > 1:
        by = " and ".join(f"{one} ({one.module})" for one in found)
        raise PluginError(f"the check ‘{name}’ is provided more than once: by {by}; uninstall all but one")
    return Plugin(found[0])


class Plugin:
    """A kind of check that a package provides. Whatever goes wrong in it is said with the name of the package.

    Raises PluginError where it cannot be imported, or lacks what a check has.
    """

    def __init__(self, one: Provided) -> None:
        self._one = one
        module = self._asked("cannot be imported", one.point.load)
        for needed in ("Params", "check"):
            if not hasattr(module, needed):
                raise self._wrong(f"has no `{needed}`")
        self._module = cast("Check", module)
        self.Params = module.Params
        if not (isinstance(self.Params, type) and issubclass(self.Params, msgspec.Struct)):
            raise self._wrong("has `Params` that are no msgspec.Struct")
        self._asked("has `Params` that cannot be read", self._try_params)

    def _try_params(self) -> None:
        """Have msgspec read the types of the keys, which it does when it is first asked for some."""
        with suppress(msgspec.ValidationError):  # keys are missing
            msgspec.convert({}, self.Params)

    def keys(self, read: Callable[[], Any]) -> Any:
        """A rule's `Params`, as `read` gives them. Raises PluginError where the cache could not hold them."""

        def read_and_kept() -> Any:
            params = read()
            msgspec.msgpack.decode(msgspec.msgpack.encode(params), type=self.Params)
            return params

        return self._asked("cannot take the keys of this rule", read_and_kept)

    def fields(self, params: Any) -> list[str]:
        """The fields of a message that it fills."""
        module: Any = self._module
        if hasattr(module, "fields"):
            return self._asked("failed in `fields`", lambda: list(map(str, module.fields(params))))
        said = getattr(module, "FIELDS", ())
        if isinstance(said, str) or not all(isinstance(one, str) for one in said):
            raise self._wrong("has `FIELDS` that are no tuple of names")
        return list(said)

    def is_empty(self, params: Any) -> bool:
        """Whether a rule with these keys names nothing to look for."""
        module: Any = self._module
        return hasattr(module, "is_empty") and self._asked("failed in `is_empty`", lambda: bool(module.is_empty(params)))

    def scans(self, params: Any, lexicon: Lexicon | None) -> Mapping[str, Scan]:
        """What to search for, by role."""
        module: Any = self._module
        if not hasattr(module, "scans"):
            return {}
        return self._asked("failed in `scans`", lambda: _scans(module.scans(params, lexicon)))

    def check(self, rule: Rule, params: Any, reading: Reading) -> Iterator[Candidate]:
        """What it says of a page. Raises InputError for the page where it fails, or says what cannot be."""
        try:
            for candidate in self._module.check(rule, params, reading):
                yield _sound(candidate, reading.page)
        except InputError:
            raise
        except Exception as problem:
            said = f"the check ‘{self._one.name}’ of {self._one} failed on this page, for the rule {rule.id}: {_said(problem)}"
            raise InputError(reading.page.path, 0, said) from problem

    def _asked(self, what: str, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except InputError:
            raise
        except (Exception, SystemExit) as problem:
            raise self._wrong(f"{what}: {_said(problem)}") from problem

    def _wrong(self, what: str) -> PluginError:
        return PluginError(f"the check ‘{self._one.name}’ of {self._one} ({self._one.module}) {what}")


def _said(problem: BaseException) -> str:
    """An exception in a line: what it says, and the file and line of the code that raised it."""
    said = " ".join(f"{type(problem).__name__}: {problem}".split())[:_LONGEST].rstrip(": ")
    at = problem.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    if at is None or at.tb_frame.f_code.co_filename in (__file__, "<frozen importlib._bootstrap>"):
        return said
    return f"{said} ({Path(at.tb_frame.f_code.co_filename).name}, line {at.tb_lineno})"


def _scans(given: Any) -> dict[str, Scan]:
    """Raises ValueError for what is no search."""
    from linter.search.hits import Scan

    scans = dict(given)
    for role, scan in scans.items():
        if not isinstance(role, str) or not isinstance(scan, Scan):
            raise TypeError(f"expected a Scan by role, got {type(scan).__name__} for {role!r}")
        if role.startswith(_OF_RULES):
            raise ValueError(f"the role ‘{role}’ is one of every rule’s own; take another")
    return {role: msgspec.convert(msgspec.to_builtins(scan), Scan) for role, scan in scans.items()}


def _sound(given: Any, page: Page) -> Candidate:
    """A candidate that stands on the page. Raises TypeError or ValueError for another."""
    if not isinstance(given, Candidate):
        raise TypeError(f"expected a Candidate, got {type(given).__name__}")
    candidate = msgspec.convert(msgspec.to_builtins(given), Candidate)  # which looks at the types of all that it holds
    places: list[tuple[int | None, int | None]] = [(place.start, place.end) for place in candidate.related]
    if candidate.start is not None or candidate.end is not None:
        places.append((candidate.start, candidate.end))
    for start, end in places:
        if start is None or end is None or not 0 <= start < end <= len(page.text):
            raise ValueError(f"a candidate from {start} to {end} does not stand in a text of {len(page.text)} characters")
    if not 0 <= candidate.line <= len(page.line_starts):
        raise ValueError(f"a candidate in line {candidate.line} does not stand on a page of {len(page.line_starts)} lines")
    for level in (candidate.severity, candidate.guess):
        if level is not None and level not in get_args(Weight):
            raise ValueError(f"no severity is called ‘{level}’")
    return candidate


def state() -> tuple[str, list[tuple[str, Path]]]:
    """Tells what is installed from another state of it: the kinds with their packages, and the files and folders of their code.

    These count whatever the version says: of a package that is being worked on, it stays.
    """
    said = "\0".join(f"{one.name}={one.module} {one.package} {one.version}" for one in provided())
    tops = sorted({one.module.partition(":")[0].partition(".")[0].strip() for one in provided()})
    return said, [(f"plugin {top}", place) for top in tops for place in _places(top)]


def _places(top: str) -> Iterable[Path]:
    """Where the code of a module or package without a dot stands. It is not imported for that."""
    from importlib.util import find_spec

    with suppress(ImportError, ValueError):  # it is not there, or is the program that runs
        spec = find_spec(top)
        if spec is not None and spec.submodule_search_locations is not None:
            yield from map(Path, spec.submodule_search_locations)
        elif spec is not None and spec.has_location and spec.origin is not None:
            yield Path(spec.origin)
