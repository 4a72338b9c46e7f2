"""Whether what a configuration names is there: profiles, locales, rules. Said before the first page is read."""

from __future__ import annotations

from linter.choices import LOCALES
from linter.config import Config
from linter.errors import InputError, nearest
from linter.options import Options
from linter.rulebook import Rulebook, Where


def check_names(config: Config, options: Options, rulebook: Rulebook) -> None:
    """Raises InputError, with file and line, for a name that nothing has."""
    _check_profile(options.profile, rulebook, _nowhere)
    _check_profile(config.profile, rulebook, config.place)
    for locale in (options.locale, config.locale, *(override.locale for override in config.overrides)):
        if locale is not None and locale not in LOCALES:  # from a caller: files are checked where they are read
            raise InputError("options", 0, f"no locale is called ‘{locale}’; there are {', '.join(LOCALES)}")
    for override in config.overrides:
        _check_profile(override.profile, rulebook, config.place)
        for name in (*override.severity, *override.options):
            rulebook.require_some(name, config.place)
    for approval in config.approved:
        rulebook.require(approval.rule, config.place)
    for carrier, names in config.provides.items():
        for name in names:
            if rulebook.require(name, config.place).family != "required":
                said = "is not about a text that a page has to hold; `provides` is for rules of `required/` alone"
                raise InputError(*config.place(carrier, name), f"{name} {said}. To answer for a finding, use [[approved]]")


def _nowhere(*_: str) -> tuple[str, int]:
    return "options", 0


def _check_profile(name: str | None, rulebook: Rulebook, where: Where) -> None:
    if name is not None and name not in rulebook.profiles:
        known = list(rulebook.profiles)
        hint = nearest(name, known) or "; there are " + ", ".join(known)
        raise InputError(*where("profile", name), f"no profile is called ‘{name}’{hint}")
