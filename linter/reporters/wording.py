"""What several formats say alike: a finding with its advice, a path as a repository sees it, a rule as Markdown."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from linter.findings import Finding, Standard

if TYPE_CHECKING:
    from linter.rulefile import Rule

_EXAMPLES = 5  # of each kind; `carelint explain` has all
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|!&~])")


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


def rule_as_markdown(rule: Rule, standard: Standard) -> str:
    """What a rule flags, why, what to write, some examples, and what it rests on."""
    parts = [f"**What it does.** {_escaped(rule.title)}.", f"**Why this is bad.** {_escaped(rule.why)}"]
    if rule.instead:
        parts.append(f"**Use instead.** {_escaped(rule.instead)}")
    for title, examples in (("Flagged", rule.examples.bad), ("Fine", rule.examples.good)):
        if examples:
            parts.append(f"**{title}**\n\n" + "\n".join(f"- {_code(example.text)}" for example in examples[:_EXAMPLES]))
    source = _escaped(cited(standard))
    if url := address(standard):
        source = f"[{source}](<{url}>)"
    parts.append(f"**Rests on.** {source}")
    return "\n\n".join(parts) + "\n"


def rule_as_text(rule: Rule, standard: Standard) -> str:
    """The same in a few plain lines, without examples."""
    lines = [f"{rule.title}.", rule.why]
    if rule.instead:
        lines.append(f"Use instead: {rule.instead}")
    lines.append(f"Rests on: {cited(standard)}")
    return "\n".join(" ".join(line.split()) for line in lines)


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    """A code span that no backtick in the text can end."""
    text = " ".join(text.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"
