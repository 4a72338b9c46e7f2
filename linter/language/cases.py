"""Whether a sentence goes on with the case that the one before it speaks of: who has a fever, who drives."""

from __future__ import annotations

from linter.language.sentences import Sentence
from linter.page import Page
from linter.store.regexes import regex

_CALL_IF = regex(
    r"(?:ask|call|contact|phone|ring|see|speak to|tell|visit) [^.!?]{2,40} (?:if|when) "
    r"(?:you (?:can't|cannot|develop|feel|get|have|notice|see|vomit)[ :](?!(?:any )?(?:concerns|doubts|questions)\b)"
    r"|(?:a|an|the|there|they|your) )"
)
_NOT_UNLESS = regex(r"(?:do not|don't|never) (?:drink|drive|eat|give|have|take|use) [a-z ]{3,40} unless ")


def is_other(page: Page, one: Sentence, two: Sentence) -> bool:
    """Whether a sentence of the next block speaks of a case of its own: `Ask your pharmacist if you have a fever.`"""
    if one.block == two.block:
        return False
    if page.lower.startswith(("for ", "if ", "when "), two.start):
        return True
    return any(case.match(page.lower, two.start, two.end) for case in (_CALL_IF, _NOT_UNLESS))
