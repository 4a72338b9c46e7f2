"""Pages of HTML from the templates beside this file. What a template is given is data: escaped, and unable to act.

Jinja2 escapes markup; characters that drive a terminal or turn the reading order round become boxes. Styles and scripts are
our own, stand in the page, and are the only ones that its content security policy lets run.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from linter import location
from linter.findings import Finding
from linter.reporters.plain import safe
from linter.reporters.wording import some

_FOLDER = Path(__file__).parent / "templates"


def write(template: str, out: TextIO, **data: Any) -> None:
    """Write a page piece by piece, so that a large one is never held as a whole."""
    stream = _environment().get_template(template).stream(**data)
    stream.enable_buffering(200)
    out.writelines(stream)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(own=own, digest=digest, plural=some, place=place)
    environment.filters.update(web=web, path=path)
    return environment


def _harmless(value: Any) -> Any:
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def own(*names: str) -> Markup:
    """Files of ours as they are: styles, scripts."""
    return Markup("".join((_FOLDER / name).read_text("utf-8") for name in names))


def digest(text: str) -> str:
    """What a content security policy calls an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def place(finding: Finding) -> str:
    """Where a finding stands, as its writer looks for it: the line, or the paragraph of a Word document."""
    return f"line {finding.line}" if finding.location is None else location.words(finding.location)


def web(address: str) -> str:
    """An address that may be a link: of the web. Any other is empty."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def path(name: str) -> Markup:
    """A path that may break after each folder, where a screen is narrow."""
    return Markup("/<wbr>").join(safe(part) for part in name.split("/"))
