"""What the tests of output formats share: a run over sample pages, and a report as text."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

from linter import reporters
from linter.engine import Options
from linter.reporters import Result, Style
from linter.run import check as run
from linter.run.gather import Request

DATA = Path(__file__).parent / "data" / "formats"
FORMATS = sorted(
    module.name
    for module in pkgutil.iter_modules(reporters.__path__)
    if hasattr(import_module(f"linter.reporters.{module.name}"), "render")
)


def sample() -> Result:
    """A run over the sample pages: findings of each severity, fixes, one held back, one page not linted, one file missing."""
    return run.check(
        Request(paths=("pages", "pages/gone.md"), options=Options(select=("house",), syntax="off", cache=False)),
    )


def shown(format: str, result: Result, **style: Any) -> str:
    """A result in a format."""
    out = StringIO()
    import_module(f"linter.reporters.{format}").render(result, out, Style(**style))
    return out.getvalue()
