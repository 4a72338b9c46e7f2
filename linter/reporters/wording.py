"""What several formats say alike: a finding with its advice, a path as a repository sees it, a text as Markdown."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from linter.findings import Finding, Standard
from linter.store.regexes import regex

_MARKDOWN = regex(r"([\\`*_{}\[\]<>#|!&~])")


def some(count: int, one: str, several: str = "") -> str:
    """`1 page`, `2 pages`, `1,000 pages`."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def advice(finding: Finding) -> str:
    """What to write instead, unless the message says it already."""
    suggestion = finding.suggestion or ""
    return "" if suggestion.casefold() in finding.message.casefold() else suggestion


def with_advice(finding: Finding) -> str:
    """The message, and what to write instead."""
    instead = advice(finding)
    return f"{finding.message} Instead: {instead}" if instead else finding.message


def cited(standard: Standard) -> str:
    """A standard in one line: name, section, year."""
    return ", ".join(part for part in (standard.name, standard.section, str(standard.year or "")) if part)


def address(standard: Standard) -> str:
    """The standard's web address with nothing in it that could end a link; empty where it has none."""
    return (
        quote(standard.url, safe=":/?#[]@!$&'()*+,;=%~", errors="replace")
        if standard.url.startswith(("https://", "http://"))
        else ""
    )


def in_repository(path: str) -> str:
    """A path as seen from the top of the git repository around the working folder, for services that show files from there."""
    root = _repository(os.getcwd())
    if not root:
        return path
    try:
        return Path(os.path.abspath(path)).relative_to(root).as_posix()
    except ValueError:
        return path


@lru_cache(maxsize=8)
def _repository(folder: str) -> str:
    return next((str(at) for at in (Path(folder), *Path(folder).parents) if (at / ".git").exists()), "")


def escaped(text: str) -> str:
    """A text in one line as Markdown that shows just that."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """A code span that no backtick in the text can end."""
    text = " ".join(text.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"
