"""Whether a word has *a* or *an* before it."""

from __future__ import annotations

from linter.store.regexes import regex

_AN = regex(r"(?!eu|one\b|once|uni(?!n)|us[aeiu]|ut[ei])[aeiou]|hour|honest|heir")


def takes_an(words: str) -> bool:
    """Whether what begins with these words is *an* and not *a*."""
    return bool(_AN.match(words.lower()))


def fitting(article: str, words: str) -> str:
    """Words that end with *a* (`half a`) as they stand before others: `half an`."""
    return f"{article}n" if takes_an(words) and (article == "a" or article.endswith(" a")) else article
