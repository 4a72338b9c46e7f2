"""What comes from a page, made harmless: no character drives a terminal or turns text round, no line is a build's command."""

from __future__ import annotations

import re

from linter.store.regexes import regex

# Control characters but the newline, direction marks and overrides, line separators, half characters, what XML cannot hold.
_HARMFUL = "\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
_UNSAFE = regex(f"[{_HARMFUL}\n]")
_UNSAFE_IN_JSON = regex(f"[{_HARMFUL}]")
_SPACES = str.maketrans("\t\n\r\xa0", "    ")
# What CI systems take for a command in a log: GitHub’s `::error::` and `##[error]`, Azure’s `##vso[`, TeamCity’s `##teamcity[`.
# Look-alikes stand in for them.
_COLONS = "::"
_HASHES = regex(r"##(?=\w*\[)")


def safe(text: str) -> str:
    """A page's text as one line that drives neither a terminal nor a build, of the same length."""
    text = _UNSAFE.sub("�", text.translate(_SPACES))
    if _COLONS in text:
        text = text.replace(_COLONS, ":∶")
    return _HASHES.sub("#♯", text) if "##" in text else text


def in_markdown(text: str) -> str:
    """One line of text for a service that shows it as Markdown: no link, no picture, no tag, and nobody is called by name."""
    return re.sub(r"@(?=\w)", "@\u2060", re.sub(r"([\\\[<])", r"\\\1", " ".join(text.split())))


def in_json(text: str) -> str:
    """JSON that says the same, with the characters and marks escaped that could drive a terminal or a build."""
    text = _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return _HASHES.sub("#\\\\u0023", text) if "##" in text else text
