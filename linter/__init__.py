"""carelint: a linter for text written for patients.

from linter import Linter
report = Linter(profile="us-default").check_text("Ginger cures ulcers.", path="page.md")
for finding in report.findings:
    print(finding.line, finding.column, finding.severity, finding.rule, finding.message)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.version import VERSION

if TYPE_CHECKING:
    from linter.config import Config
    from linter.engine import Linter
    from linter.errors import InputError
    from linter.findings import Finding, Report

__version__ = VERSION

__all__ = ["Config", "Finding", "InputError", "Linter", "Report", "__version__"]

_HOMES = {
    "Config": "linter.config",
    "Finding": "linter.findings",
    "InputError": "linter.errors",
    "Linter": "linter.engine",
    "Report": "linter.findings",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `carelint --help` needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module ‘linter’ has no ‘{name}’")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
