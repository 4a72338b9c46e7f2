"""Passive verb groups: "will be removed", "is given". By words alone, and by the parse of a sentence.

By words: a form of "be" or "get", adverbs, a participle. That finds nearly all, and some that are none; a parse of the same
sentence tells which. Participles that say how somebody is, not what is done to them ("you may be tired", "is located"), are
no passives: nobody is asked to turn them round.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from linter.language import tables

if TYPE_CHECKING:
    from linter.language.syntax import Parsed


class Group(msgspec.Struct, frozen=True):
    """A passive verb group: the first and the last of its words, and where its form of "be" or "get" stands among them."""

    first: int
    auxiliary: int
    verb: int


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FINITE = _set("am is are was were isn't aren't wasn't weren't")
_BE = _FINITE | _set("be been being")
_SHORT = _set("it's what's we're you're they're who're there're")  # with other pronouns 's is as often "has"
_GET = _set("get gets got getting gotten")
AUXILIARIES = _BE | _GET | _SHORT  # every passive has one
_BEFORE = _set(
    "will would can could may might must shall should has have had won't wouldn't can't cannot couldn't mustn't shouldn't"
    " hasn't haven't hadn't needn't"
)
_ADVERBS = _set(
    "not never always often usually sometimes also only then first still now already currently well fully soon rarely"
    " generally ever both all just even normally commonly best better either not yet almost mostly seldom once again"
    " more most less least last very too so later further long"
)
_ASKS = _set("how what when where why which who whom whose")
_GOES_BEFORE_NOUN = _set("a an the your my our their his her its this these those any some each every all")
# What may follow the participle of a passive. Anything else makes it an adjective: "these are dried fruits".
_FOLLOWS = (
    _FINITE
    | _BEFORE
    | _ADVERBS
    | _ASKS
    | _GOES_BEFORE_NOUN
    | _set(
        "about above abroad across after against ago alone along among and anywhere around as at away back because "
        "before behind below beneath between but by daily day down during early else enough every everywhere except "
        "for forward free from he here home i if in inside instead into it like me near nor of off on one onto or out "
        "outside over overnight past per prior right separately she since sooner straight than that them there they "
        "three through throughout till to today together tomorrow toward towards twice two under unless until up upon "
        "us using via we weekly when where whether while whole with within without worldwide yearly you "
    )
)
# Those that may have a noun or an adjective after them all the same: "you are given antibiotics", "should be kept dry".
_TAKE_MORE = _set(
    "given offered told shown asked sent paid taught granted handed lent prescribed denied awarded"
    " kept left made found considered thought held swallowed"
)
_NO_PARTICIPLE = _set(
    "bed beds bleed breed creed deed embed exceed feed greed hundred indeed infrared kindred misled naked need proceed ragged"
    " red reed rugged sacred seed shed sled speed steed succeed supposed weed wicked wretched biped moped"
)  # fmt: skip
_PREFIXES = ("re", "pre", "co", "over", "self", "de", "un", "non", "mis", "cross", "double", "hand", "dry")


@lru_cache(maxsize=1 << 14)
def _participle(word: str) -> frozenset[str] | None:
    """The words before which a participle is an adjective; None for a word that is none, or always an adjective."""
    known = tables.participles().get(word)
    if known is not None:
        return None if known.adjective == "always" else frozenset(known.adjective.split("|"))
    if not word.endswith("ed") or len(word) < 4 or word in _NO_PARTICIPLE:
        return None
    prefix, hyphen, _ = word.rpartition("-")
    if hyphen and prefix not in _PREFIXES:  # old-fashioned, left-handed
        return None
    return None if word.startswith("un") and word[2:5] != "der" else frozenset()


def by_words(words: Sequence[str], parted: Callable[[int], bool]) -> list[Group]:
    """The passive groups of a sentence, from its words in lower case. `parted(i)`: whether a mark stands after word i."""
    found: list[Group] = []
    for at in [at for at, word in enumerate(words) if word in AUXILIARIES]:
        if (verb := _verb(words, at, parted)) is not None and (not found or found[-1].verb < verb):
            found.append(Group(_first(words, at), at, verb))
    return found


def _verb(words: Sequence[str], at: int, parted: Callable[[int], bool]) -> int | None:
    """The participle that goes with the auxiliary at a place."""
    if "there" in words[max(0, at - 2) : at]:  # "there are increased risks"
        return None
    verb = at + 1
    while verb < len(words) and (words[verb] in _ADVERBS or words[verb].endswith("ly")):
        verb += 1
    if verb < len(words) and _participle(words[verb]) is not None:
        return verb if _goes_on(words, verb, parted) else None
    if words[at] in _FINITE and (at == 0 or not _ASKS.isdisjoint(words[max(0, at - 2) : at])):
        return _verb_of_question(words, at, parted)
    return None


def _verb_of_question(words: Sequence[str], at: int, parted: Callable[[int], bool]) -> int | None:
    """The participle in "Is the medicine absorbed?", "How are tablets taken?": after a short subject."""
    for verb in range(at + 2, min(at + 6, len(words))):
        if parted(verb - 1) or (words[verb] in _FOLLOWS and words[verb] not in _GOES_BEFORE_NOUN):
            return None
        if _participle(words[verb]) is not None and _goes_on(words, verb, parted):
            return verb
    return None


def _goes_on(words: Sequence[str], verb: int, parted: Callable[[int], bool]) -> bool:
    """Whether what follows a participle lets it be one, and no adjective."""
    following = "" if verb + 1 == len(words) or parted(verb) else words[verb + 1]
    if words[verb] == "used" and following == "to":  # "are used to take blood" is a passive, "are used to the dark" is not
        then = words[verb + 2] if verb + 2 < len(words) else "the"
        return then not in _GOES_BEFORE_NOUN and not then.endswith("ing")
    if following in (_participle(words[verb]) or ()):
        return False
    return (
        not following
        or following in _FOLLOWS
        or words[verb] in _TAKE_MORE
        or following.endswith(("ly", "ing", "ed"))
        or not following[0].isalpha()
    )


def _first(words: Sequence[str], at: int) -> int:
    """The first of the auxiliaries that stand together; adverbs may stand among them: "has never been tested"."""
    first = before = at
    while before:
        before -= 1
        if words[before] in _BEFORE or words[before] in ("been", "be", "being", "get", "getting"):
            first = before
        elif words[before] not in _ADVERBS and not words[before].endswith("ly"):
            break
    return first


def verb_of(word: str) -> str:
    """The verb that a participle in lower case belongs to: "take" for taken, "store" for stored; "" where nothing tells."""
    known = tables.participles().get(word)
    if known is not None and known.verb != "-":
        return known.verb
    if not word.endswith("ed"):
        return ""
    stem = word[:-2]
    forms = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        forms.append(stem[:-1])
    if stem.endswith("i"):
        forms = [stem[:-1] + "y"]
    best = max(forms, key=tables.frequency)
    return best if tables.frequency(best) else ""


# -- by the parse of a sentence ---------------------------------------------------------------

_PASSIVE_AUXILIARY = frozenset(["aux:pass", "auxpass"])
_SUBJECT = frozenset(["nsubj", "nsubj:pass", "nsubjpass"])


def by_parse(parsed: Parsed) -> list[tuple[int, int]]:
    """The places of passive verb groups, from the first auxiliary beside the participle to the participle.

    Reads Universal Dependencies and the labels of spaCy's official pipelines.
    """
    found = []
    for verb, children in enumerate(parsed.children()):
        if (auxiliary := _passive_auxiliary(parsed, verb, children)) is None or _adjectival(parsed, verb):
            continue
        first = _first_of_group(parsed, children, auxiliary)
        found.append((parsed.starts[first], parsed.end(verb)))
    return found


def _passive_auxiliary(parsed: Parsed, verb: int, children: list[int]) -> int | None:
    before = [child for child in children if child < verb]
    for child in before:
        if parsed.deps[child] in _PASSIVE_AUXILIARY:
            return child
    if parsed.tags[verb] not in ("VBN", "VBD"):
        return None
    # "Is the medicine absorbed?" Parsers see few of these; a form of "be", a subject and a participle can be nothing else.
    for child, following in pairwise(before):
        if parsed.deps[child] in ("aux", "cop") and parsed.texts[child].lower() in _FINITE:
            return child if parsed.deps[following] in _SUBJECT else None
    return None


def _adjectival(parsed: Parsed, verb: int) -> bool:
    known = tables.participles().get(parsed.texts[verb].lower())
    if known is None:
        return False
    if known.adjective == "always":
        return True
    following = parsed.texts[verb + 1].lower() if verb + 1 < len(parsed) else ""
    if following != "to" or known.verb != "use":
        return following in known.adjective.split("|")
    return verb + 2 >= len(parsed) or parsed.tags[verb + 2] != "VB"  # "used to take blood", not "used to the dark"


def _first_of_group(parsed: Parsed, children: list[int], auxiliary: int) -> int:
    """The first of the auxiliaries that stand together; adverbs may stand among them."""
    first = before = auxiliary
    while before:
        before -= 1
        if before not in children:
            break
        if parsed.deps[before] == "aux" and parsed.tags[before] != "TO":
            first = before
        elif parsed.deps[before] not in ("advmod", "neg"):
            break
    return first
