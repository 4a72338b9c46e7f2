"""Where words in capitals only say who or what something is: on a door, in a signature, after a name, in a code, in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.page import Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Page

_PLACE = regex(r"(?:[A-Z][\w&'-]* (?:(?:and|of) )?)*(?:Cent(?:er|re)|Clinic|Department|Suite|Unit|Ward)\b")
_PERSON = regex(r"\b(?:Dr|Miss|Mrs?|Ms|Prof(?:essor)?)\b\.? (?:[A-Z][\w'-]+ )?$")
_STAFF_OF = regex(r"\b(?:chief|director|head|lead|staff) (?:for|in|of) (?:[A-Z][\w&'-]* (?:and )?)*$")
_ON_THE = regex(r"\b(?:at|in|of|on|the|to|your) (?:[A-Z][\w&'-]* )*$")
_WHERE = regex(r"\b(?:block|corridor|desk|entrance|floor|follow|gate|left|level|lift|next to|opposite|right|signs?|turn)\b")
_STREET = regex(
    r" (?:(?-i:Avenue|Boulevard|Close|Court|Drive|Lane|Road|Square|Street|Way)\b"
    r"|(?:building|corridor|desk|entrance|reception|waiting (?:area|room)|wing)\b)"
)
_TEAM = regex(r"(?: \([A-Z]{2,6}\))? (?:clinic|department|service|team|unit|ward)\b")
_ADDRESS = 60  # characters of a line that is only a name
_LITTLE = frozenset("a and at for in of on the team to with".split())
# What is in the name of a body, or in what somebody is.
_BODY = regex(
    r"©|\b(?:association|board|centre|center|clinic|college|consultant|department|directorate|division|faculty|foundation"
    r"|institute|lead|nurse|physician|registrar|school|service|society|specialist|surgeon|team|therapist|trust|unit|university"
    r"|ward)\b"
)


def is_place(page: Page, start: int, end: int) -> bool:
    """Whether a name in capitals stands on a door: in an address, where the way to it is told, as that of a ward or a team."""
    if not page.folded[start].isupper():
        return False
    sentence = page.sentences[page.sentence_at(start)]
    before = page.folded[sentence.start : start]
    if _STREET.match(page.folded, end) or _STAFF_OF.search(before) or _PERSON.search(before):
        return True
    if _is_title(page, start):
        return True
    text = page.folded[start:end]
    if " " in text and _is_name(text) and _TEAM.match(page.folded, end):
        return True
    match = _PLACE.match(page.folded, start)
    if match is None or match.end() < end:
        return False
    block = page.blocks[page.block_at(start)]
    is_line = block.kind is Kind.PARAGRAPH and block.end - block.start <= _ADDRESS and match.end() >= block.end - 1
    is_name = page.folded.count(" ", start, match.end()) > 1 and _ON_THE.search(before) is not None
    return is_line or is_name or bool(_WHERE.search(page.lower, sentence.start, sentence.end))


def _is_name(text: str) -> bool:
    """Whether all words but little ones begin with capitals."""
    return all(word in _LITTLE or not word[0].islower() for word in text.split())


def _is_title(page: Page, start: int) -> bool:
    """Whether the block is a line that names a body or says what somebody is: `Division of Allergy & Immunology`."""
    block = page.blocks[page.block_at(start)]
    if block.kind is not Kind.PARAGRAPH or block.end - block.start > _ADDRESS:
        return False
    text = page.folded[block.start : block.end].rstrip(" ")
    return text[-1:] not in ".:!?" and _is_name(text) and bool(_BODY.search(text.lower()))


_CLOSING = regex(
    r"(?:yours (?:faithfully|sincerely|truly)|sincerely(?: yours)?|signed"
    r"|(?:with )?(?:best|kind(?:est)?|warm(?:est)?) (?:regards|wishes))\b"
)
_SIGNATURE = 5  # blocks after a closing that may hold it
_SIGNED = 120  # characters of such a block


def is_signed(page: Page, start: int) -> bool:
    """Whether a place is in a signature: in the same block as `Yours sincerely`, or in a short one soon after it."""
    number = page.block_at(start)
    block = page.blocks[number]
    if (
        block.kind is not Kind.PARAGRAPH
        or block.end - block.start > _SIGNED
        or page.folded.endswith(".", block.start, block.end)
    ):
        return False
    near = page.blocks[max(number - _SIGNATURE, 0) : number + 1]
    return any(_CLOSING.match(page.lower, one.start, one.end) for one in near)


_NAME = r"(?:[A-Z][\w'-]*[a-z][\w'-]*|[A-Z]{1,2}\.?)"  # of a person: Osei, K, K.
_LETTERS = r"(?:[A-Z][A-Za-z]{1,6},? )*$"  # of a person's degrees
_DEGREES = regex(
    rf"\b(?:Dame|Dr|Miss|Mrs?|Ms|Mx|Nurse|Prof(?:essor)?|Sir|Sister)\b\.? (?:{_NAME} ){{0,3}}?[A-Z][\w'-]*[a-z],? {_LETTERS}"
    rf"|\b(?:[Bb]y|[Aa]uthors?:|[Ee]ditors?:|[Rr]eviewers?:) (?:{_NAME} ){{1,3}}?[A-Z][\w'-]*[a-z],? {_LETTERS}"
)
_NO_DEGREE = regex(r" (?:clinic|nurse|scans?|service|surgery|team|tests?|unit|ward)s?\b")
# Who speaks, in a transcript: `[01:20] TOM, PHYSIO:`, `TOM, PHYSIO:`.
_TIMED = regex(r"\d:\d\d[\])]? ?-? ?(?:[A-Z][A-Z.'-]*,? )*$")
_SPEAKS = regex(r"(?:,? [A-Z][A-Z.'-]*){0,5}:(?: |$)")
_LISTED = regex(r"(?:^|\n)(?:[A-Z][A-Z.'-]* ){0,2}$")
_ROLE = regex(r"(?:^|\n)(?:[A-Z][A-Z.'-]* ){0,2}[A-Z][A-Z.'-]*, (?:[A-Z][A-Z.'-]* )*$")


def is_label(before: str, after: str) -> bool:
    """Whether capitals between two texts are degrees after somebody's name, or who speaks in a transcript."""
    if _DEGREES.search(before) and not _NO_DEGREE.match(after):
        return True
    if _SPEAKS.match(after) and (_TIMED.search(before) or _ROLE.search(before)):
        return True
    return after.startswith(", ") and bool(_LISTED.search(before)) and bool(_SPEAKS.match(after))


_CODE = regex(r"(?i)\b(?:code|leaflet(?: no| number)?|ref(?:erence)?(?: no| number)?)[.:]*:? ['\"]?$")
_CODED = regex(r" ?#\d|/(?:[A-Z]{1,5}/)?\d{2,}\b(?!/)")
_NUMBER = regex(r"(?:[/-]\d|/[A-Z]{1,5}/| 0\d{2,}\b)")


def is_code(before: str, after: str, *, is_known: bool) -> bool:
    """Whether capitals are part of a code: of a shop, of a leaflet (`PIL 0331`, `URO/0123`)."""
    if _CODE.search(before) and (not is_known or _CODED.match(after) or _NUMBER.match(after)):
        return True
    return not is_known and bool(_CODED.match(after) or _NUMBER.match(after))


_SENT = regex(
    r"(?i)\b(?:reply|respond|text|txt)(?: back)?(?: with)?(?: the (?:code|keyword|letters|word))? ['\"]?"
    r"(?:(?-i:[A-Z\d]{1,12})['\"]?(?:,| or|, or) ['\"]?){0,3}$"
)
_SHORT_NUMBER = regex(r"['\"]? to (?:us at )?['\"]?\d{5,6}\b(?! ?-? ?\d)")


def is_keyword(before: str, after: str) -> bool:
    """Whether capitals are what somebody sends from a telephone: `Text JAB to 20020`, `Reply STOP or MORE`."""
    return bool(_SHORT_NUMBER.match(after) or (_SENT.search(before) and not _NO_DEGREE.match(after)))
