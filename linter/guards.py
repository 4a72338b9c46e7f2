"""Reasons not to report a hit: it is negated, quoted to warn, asked, cited, part of a name, only imagined.

A guard is asked about one stretch of the text, `guard(reading, start, end)`, and answers whether the hit is withdrawn. It looks
at the sentence around the hit, in the folded lower-case text. CATALOGUE.md 0.3 to 0.7 says what each means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from linter.citations import cited
from linter.disowned import disowned, regretted
from linter.guard_tools import SPEAKER, TURN, after_last, around, compiled, either, words
from linter.hearsay import quotation, quoted, warned
from linter.page import Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.reading import Reading

Guard = Callable[["Reading", int, int], bool]


# -- negation ------------------------------------------------------------------------------

_CLAUSE_END = either(
    TURN,
    r", (?:and|so|or|because|while|though|which|it|they|you|he|she|this|that|these|the|your|just|with us)\b",
    rf"(?:,| and| because| while| as| so) {SPEAKER}\b",
    r" and (?:it|they)\b",
    words("so that", "because"),
)
_NEGATOR = either(
    words(
        "no|not|never|nor|neither|cannot|nobody|none|nothing|no one|no-one|hardly|rarely|seldom",
        "unlikely|unproven|untrue|false|impossible|rather than|instead of|far from|free of|short of",
        "fails? to|failed to|unable to|refuses? to|lacks?|lacking|deny|denies|too early to|yet to",
        "cant|wont|dont|doesnt|isnt|arent",
    ),
    r"n't\b",
)
# They look like negators and deny nothing.
_NOT_A_NEGATOR = either(
    words(
        r"no (?:harm|problem|shame) (?:in|to|if)|no (?:panic|sweat|worries)",
        r"not (?:only|just|merely|simply)|(?:do not|don't|does not|doesn't) (?:just|only|merely|simply)",
        r"no (?:ordinary|other|matter|doubt|question|wonder|longer|more|less|sooner|fewer)",
        r"nothing (?:but|short of|less than)|not to mention|why not|without (?:a |any )?(?:doubt|question|fail)",
        r"never(?: |-)(?:before|again)|(?:can't|cannot) (?:wait|beat|go wrong)",
        # An order not to hold back is an order.
        r"(?:do not|don't|never|no need to) (?:be (?:afraid|scared|shy)|hesitate|worry|wait|delay|fear|think twice|put it off)",
        # What the reader is spared: “cured without surgery”.
        r"without (?:\w+ )?(?:surgery|drugs|medicines?|medication|needles|pain|pills|effort|side effects)",
    ),
    r"\bno\. ?\d",
    r"\bno (?:pain|surgery|drugs|needles|pills|downtime|knife|fuss|scars?|effort|side effects)"
    r"(?:[,:;!.]| and\b| or\b| needed| required)",
)
# “Without” reaches no further than its own noun: “a diet without sugar cures it” denies nothing of the cure.
_WITHOUT = (
    r"\bwithout (?:(?:a|an|any|the|all|its|his|her|their|your|my|our|such|known|real|further|major|serious|being|having|or|and"
    r"|[a-z]+ing|so much as|even) )*$"
)
# What nobody can do, with something put in between: “No clinic, however well known, can promise”.
_NOBODY_CAN = (
    r"(?:^|[:;] )\W*(?:no|neither|none of)(?: [\w'-]+){1,4}, [^:;]{1,80}, (?:(?:and|or|nor) [^:;]{1,80}, )?"
    r"(?:can|could|may|should|will|would)\b[^:;,]*$"
)
# An order not to do it, though “do not just” denies nothing elsewhere: “please do not simply leave your tablets off”.
_ORDER_NOT_TO = r"(?:^|[,:;] ?|\b(?:and|but|please|so) )(?:do not|don't|never) (?:just |merely |only |simply )+$"
_WITH_NO = r"\bwith no (?:\w+ ){1,3}$"
# Whom it is for denies nothing of what follows: “children who cannot swallow tablets start with”.
_WHO_DO_NOT = (
    r"\bwho (?:are not|aren't|can't|cannot|could not|did not|didn't|do not|does not|doesn't|don't|have no|never)"
    r"(?: [\w-]+){1,4}? "
    r"((?:are|can|could|find|get|is|may|must|need|should|start|take|use|will|would)s?\b)"
)
_LEAD_IN = (
    r"\W*(?:if|when|whenever|once|since|although|though|while|after|unless|where|even if|even when|on \w+ (?:that|when))"
    r" [^,]*, "
)
_NEGATED_AFTER = (
    r"^ ?(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)(?: not\b|n't\b|never\b| never\b)"
    r"|cannot\b|can't\b|(?:is|are|was|were) (?:un\w+|impossible|false|a myth)\b|(?:has|have) (?:yet|never)\b"
    r"|(?:by|from) no (?:one|means)\b|n(?:either|othing)\b|(?:exists? )?for (?:no one|nobody)\b)"
)
# Praise in the form of a denial: “five-star reviews can't be wrong”.
# With more between: “a cure-all they are not”, “a cure for gout cannot be promised”.
_DENIED_LATER = (
    r"^[^.!?,;:]{0,50} (?:it|that|these|they|this) (?:is|are|was|were)(?: not|n't)(?: either)?(?:$|[.!?,;:])"
    r"|^[^.!?;:]{0,60} (?:is|are)(?: not|n't) (?:on offer|to be had)(?:$|[.!?,;:]| (?:from|yet)\b)"
    r"|^[^.!?,;:]{0,60} (?:can't|cannot|can never) be (?:assured|guaranteed|promised)\b"
)
_DENIES_NOTHING_AFTER = (
    r"^ ?(?:cannot|can't|can not|could not|couldn't|do not|don't|never|will not|won't) "
    r"(?:be (?:wrong|beaten|matched|bettered)|lie\b|go wrong|fail|let you down|disappoint)"
)


def _without_lead_in(clause: str) -> str:
    lead_in = compiled(_LEAD_IN).match(clause)
    return clause[lead_in.end() :] if lead_in else clause


def negated(reading: Reading, start: int, end: int) -> bool:
    """A negator stands before the hit in its clause (“no cure for”), or right after it (“a cure is not known”)."""
    before, after = around(reading, start, end)
    # A list of things denied goes on across commas: “does not cure, treat or prevent”.
    # A clause that leads up to it ends at its comma: “If one does not help, take three.”
    own = after_last(before, _CLAUSE_END)
    if reading.page.lower.startswith(("it ", "they "), start):
        own = own.rpartition(" and ")[2]  # you cannot overdo it, and it cannot hurt
    clause: str = compiled(_NOT_A_NEGATOR).sub(" ", compiled(_WHO_DO_NOT).sub(r"\1", _without_lead_in(own)))
    if any(compiled(one).search(text) for one, text in ((_WITHOUT, clause), (_NOBODY_CAN, before), (_ORDER_NOT_TO, before))):
        return True
    if compiled(_NEGATOR).search(compiled(_WITH_NO).sub(" ", clause)):
        return True
    if compiled(_DENIED_LATER).search(after):
        return True
    return bool(compiled(_NEGATED_AFTER).search(after)) and not compiled(_DENIES_NOTHING_AFTER).search(after)


# -- questions -------------------------------------------------------------------------------

# Questions that take the claim for granted, and those that sell.
_PRESUPPOSES = (
    r"^\W*(?:so |and |but |then )?(?:"
    r"why \w+|what makes|"
    r"how (?:do|does|did|can|could) (?:our|we)|who (?:else|offers|has|gives|says|needs|wants)|"
    r"is it any wonder|isn't it time|wouldn't|"
    r"(?:are you )?(?:looking|searching|longing) for|(?:do you )?(?:want|need|dream of)|would you like|(?:are you )?ready|"
    r"(?:are you |still |have you been )?(?:suffering from|living with|plagued by|troubled by|struggling with"
    r"|battling|bothered by)|"
    r"did you know|tired of|sick of|fed up|where else|guess)\b"
)


_TAIL = 200  # characters that say how a sentence begins or ends


def question(reading: Reading, start: int, end: int) -> bool:
    """The sentence asks, and does not take the claim for granted (“Why is our clinic the best?”)."""
    sentence = reading.sentence(start)
    lower = reading.page.lower
    tail = lower[max(sentence.start, sentence.end - _TAIL) : sentence.end]
    asks = tail.rstrip("\"')] *_").endswith("?") and end <= sentence.end  # “Side effects? None.” answers itself
    return asks and not compiled(_PRESUPPOSES).search(lower[sentence.start : min(sentence.end, sentence.start + _TAIL)])


_CONDITION = either(
    r"^\W*(?:and |but |so )?should (?:an?|any(?:body|one)?|some(?:body|one)) [\w-]+",
    words(
        r"if|whether|unless|until|in case|suppose|hope|hoping|hopes|hoped|aims?(?: is)? to|in the hope",
        r"(?:is|are|was|were|been|still|keep|keeps|who) (?:looking|searching) for|search(?:ing)? for"
        r"|working (?:on|toward|towards)",
        r"research (?:for|into)|wish|wishes|as if|as though|would like to be able to",
    ),
)
# An offer in the form of a condition: “Call us if you want a lasting cure.”
_OFFER = either(
    r"\bif you(?:'re| are|'d| would)? (?:want|need|wish for|like|looking for|ready for|dream of|seek|tired of)\b",
    r"\bthen look no further\b",
    # What is promised to those who do it, with no comma: “If you take it every day it will cure …”
    r"\bif you (?:do|drink|eat|follow|keep|rub|stick|take|try|use|wear)\b[^,]{3,60} (?:it|they|these|this|we) ?$",
)


def conditional(reading: Reading, start: int, end: int) -> bool:
    """The hit is a condition, a hope or an aim, not a statement: “ask whether it can cure”, “the search for a cure”."""
    before, _ = around(reading, start, end)
    comma = before.rpartition(",")[2] if "," in before else before
    clause = after_last(comma, r"[:;—]")
    return bool(compiled(_CONDITION).search(clause)) and not compiled(_OFFER).search(clause)


# -- how far a statement goes --------------------------------------------------------------------

_HEDGE = words(
    r"may|might|could|can (?:sometimes|often|help)|sometimes|often|usually|most|many|some|about \d+|\d+ (?:in|out of) \d+",
    r"few (?:adults|cases|children|of|patients|people|users)|very few",
    r"likely|unlikely|tend|tends|typically|generally|in (?:some|most|many) (?:cases|people)",
)


def hedged(reading: Reading, start: int, end: int) -> bool:
    """The statement is limited: may, some people, usually."""
    before, _ = around(reading, start, end)
    return bool(compiled(_HEDGE).search(before))


_QUANTIFIER = (
    r"\b(?:most|many|some|few|several|"
    r"(?:about |around |nearly |over )?(?:half|(?:a|one|two|three)[ -](?:third|quarter|fifth)s?)|"
    r"\d+(?:%| percent| per cent)?(?: (?:in|out of)(?: every)? \d[\d,]*)?)"
)
_HAVE = r"(?:had|have|has|get|got|experience|report|reported|feel|felt)"
_LIMITED_SUBJECT = either(
    # “most (people) have”: nothing but the verb between; “some people take it for years with”: anything within the clause.
    rf"{_QUANTIFIER}(?: (?:of|other))?(?: \w+){{0,3}} ?{_HAVE}? ?(?:little or )?$",
    rf"{_QUANTIFIER} (?:of )?(?:\w+ )?(?:people|patients|children|adults|women|men|those|users|babies)\b[^.:;]{{0,60}}$",
    r"\byou (?:may|might|could)(?: \w+)? (?:have|get|notice|feel|find)(?: (?:only|few|little) or)? ?$",
)


_SPAN = r"(?:(?:a )?few|about|around|nearly|over|several|some|\d+)? ?(?:\d+ )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b"


def some_people(reading: Reading, start: int, end: int) -> bool:
    """The statement is about some people: “most people have no side effects”."""
    before, _ = around(reading, start, end)
    match = compiled(_LIMITED_SUBJECT).search(before)
    return match is not None and not compiled(_SPAN).match(match[0])  # by 6 weeks you will


_PAST = words("had|was|were|reported|showed|saw|found|noted|developed|experienced|caused|occurred|happened|seen")


def observed(reading: Reading, start: int, end: int) -> bool:
    """The sentence says what was seen in a study that it cites: “the group on the low dose had no side effects [3]”."""
    sentence = reading.sentence(start)
    text = reading.page.lower[sentence.start : max(sentence.end, end)]
    return bool(compiled(_PAST).search(text)) and cited(reading, start, end)


# -- names and definitions ---------------------------------------------------------------------

_SMALL = frozenset(["a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"])
_CREDENTIALS = regex(r",? (?:RN|MD|DO|NP|PA|PhD|MBBS|FRCS|FRCP|DDS|PharmD|MPH|RD|BSN|MSN)\b", re.ASCII)
_NAME_AFTER = regex(r"[ -][A-Z][a-z]")
_NAME_BEFORE = r"(?:^|[ (])[A-Z][\w'&.-]*(?: (?:of|for|and|the|to|on|with)){0,2}[ -]$"
_TITLE_BEFORE = regex(r"\b(?:Dr|Miss|Mr|Mrs|Ms|Prof|Professor)\.? \Z", re.ASCII)
_OPENS_SENTENCE = r"(?:^|[.!?:] )[A-Z]\w* $"


def name(reading: Reading, start: int, end: int) -> bool:
    """The hit is part of a proper name: capitals on it and on a neighbour, in the middle of a sentence."""
    text = reading.page.folded
    if text[start:end].islower():
        return False
    first, last = reading.around(start, end)
    parts = [word for word in text[start:end].split() if word not in _SMALL]
    if not parts or not all(word[:1].isupper() for word in parts):
        return False
    before, after = text[first:start], text[end:last]
    if _CREDENTIALS.match(after) or _TITLE_BEFORE.search(before):
        return True
    # A heading in title case, or a shouted line, says nothing about names.
    if not any(word[0].islower() and len(word) > 3 for word in text[first:last].split()):
        return False
    if _NAME_AFTER.match(after):
        return True
    return bool(compiled(_NAME_BEFORE).search(before)) and not compiled(_OPENS_SENTENCE).search(before)


# It may say “prn”. It means only when you need it.
_MEANS_NEXT = regex(r"['\"](?:[^.!?\n]{0,40}[.!?])? (?:it|that|this) (?:is short for|means|stands for)\b")
_EXPLAINED_AFTER = regex(
    r"""['"*]* ?(?:\([a-z]|,? (?:which )?(?:means?|meaning|is called|are called|is when|refers? to)\b"""
    r"""|, (?:or|also (?:called|known as)) | [a-z-]+ (?:means?|refers? to)\b)""",  # chronic pain means
    re.ASCII,
)
_EXPLAINED_BEFORE = regex(r"\b(?:called|known as|termed|the (?:word|term))\Z", re.ASCII)
_IS_A_THING = regex(r" (?:is an?|are) (?:[a-z-]+ ){1,3}(?:that|which|used (?:for|to))\b", re.ASCII)
_OPENS = regex(r"(?:\A|[.!?:*\n] ?)(?:an? |the )?['\"*]*\Z", re.ASCII)
_EXPLAINER = 10  # characters that hold any of these, and the one before it


def defined(reading: Reading, start: int, end: int) -> bool:
    """The word is being explained where it stands: “chronic (long-lasting)”, “benign means”, “A sedative is a drug that”.

    A table whose next column says what words mean explains them too.
    """
    page = reading.page
    number = page.block_at(start)
    if page.blocks[number].kind is Kind.CELL and reading.terms.definitions.meaning(number, start) is not None:
        return True
    before, after = around(reading, start, end)
    if _EXPLAINED_AFTER.match(after) or before.endswith(("(", "('", '("')):
        return True
    if _MEANS_NEXT.match(page.lower, end):
        return True
    if _IS_A_THING.match(after) and _OPENS.search(before):
        return True
    again = after.lstrip("'\", ").removeprefix(reading.page.lower[start:end])  # the label says “OD”, OD means once a day
    if again != after and _EXPLAINED_AFTER.match(again):
        return True
    first, last = reading.around(start, end)
    if f'{page.lower[start:end]}" means' in page.lower[first:last]:
        return True  # a few words further on
    lead = before.rstrip(" '\"")
    return lead != before and bool(_EXPLAINED_BEFORE.search(lead[-_EXPLAINER:]))


GUARDS: dict[str, Guard] = {
    "cited": cited,
    "conditional": conditional,
    "defined": defined,
    "disowned": disowned,
    "hedged": hedged,
    "name": name,
    "negated": negated,
    "observed": observed,
    "question": question,
    "quotation": quotation,
    "quoted": quoted,
    "regretted": regretted,
    "some-people": some_people,
    "warned": warned,
}
