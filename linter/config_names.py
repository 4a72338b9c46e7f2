"""Whether what a configuration names is there: profiles, locales, rules. Said before the first page is read."""

from __future__ import annotations

from linter.config import Config
from linter.errors import InputError, nearest
from linter.options import Options
from linter.rulebook import Rulebook, Where
from linter.rulefile import LOCALES


def check_names(config: Config, options: Options, rulebook: Rulebook) -> None:
    """Raises InputError, with file and line, for a name that nothing has."""
    _check_profile(options.profile, rulebook, _nowhere)
    _check_profile(config.profile, rulebook, config.place)
    _check_locale(options.locale, _nowhere)
    _check_locale(config.locale, config.place)
    for override in config.overrides:
        _check_profile(override.profile, rulebook, config.place)
        _check_locale(override.locale, config.place)
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


def _check_locale(name: str | None, where: Where) -> None:
    if name is not None and name not in LOCALES:
        raise InputError(*where("locale", name), f"no locale is called ‘{name}’; there are {', '.join(LOCALES)}")
