"""Whether a sentence only says what others say, to warn of it or to put it right: “beware of”, “ads that say”, “a myth”."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal

from linter.guard_tools import SPEAKER, TURN, after_last, around, compiled, either, words

if TYPE_CHECKING:
    from linter.reading import Reading

_SELLER = words(
    "anyone|anybody|whoever|someone|somebody|everyone|people|those|products?|ads?|adverts?|advertisements?|sellers?|websites?",
    "sites?|companies|clinics?|treatments?|remedies|supplements?|doctors?|videos?|posts?|influencers?|person|company",
    "tiktok|facebook|instagram|quacks?|barkers?|hucksters?|charlatans?",
)
_SAYS = words(
    "says?|saying|claims?|claiming|promises?|promising|offers?|offering|tells?|telling|guarantees?|guaranteeing",
    "advertises?|advertising|sells?|selling|calls? (?:itself|themselves)|boasts?|swears?",
)
_OWN_OFFER = rf"\b(?:our|my)(?: [\w-]+){{1,3}}? {_SAYS}"  # our clinic offers
_WARNING = either(
    words(
        r"beware|be (?:careful|wary|suspicious|sceptical|skeptical|cautious|alert)|watch out|look out for|on guard",
        r"steer clear|(?:stay|keep|walk|run) away|never (?:trust|assume|believe)|question any",
        r"avoid (?:any|all|those|these|such|sellers?|clinics?|sites?|websites?|products?|people)\w*",
        r"scams?|frauds?|fraudulent|fake|myths?|misleading|false(?:ly)?|untrue|not true",
        r"red flags?|warning signs?|too good to be true",
        r"(?:do not|don't) (?:trust|believe|fall for|be fooled|assume|buy|use)|no (?:[\w-]+ )?(?:evidence|proof)",
        r"(?:no|few) (?:[\w-]+ )?(?:research|science|stud(?:y|ies)|trials?)(?: has| have)? "
        r"(?:backs?|confirm(?:s|ed)?|proved?|proves|proven|shown|shows?|supports?|supported)",
        r"labels? (?:that|which) (?:claims?|says?)",
        r"(?:fined|ordered|told|warned) (?:an? |the )?(?:companies|company|firms?|makers?|sellers?|shops?|sites?)",
        r"(?:banned|convicted|fined|prosecuted|sued) (?:for|over) (?:advertising|claiming|saying|stating|telling)",
        r"claim(?:s|ing|ed)? (?:to|that|like|such as|of)|promis(?:es?|ing) (?:to|that|of)",
        r"(?:quacks|barkers|hucksters|charlatans|peddlers|salesmen|sellers) (?:\w+ )?"
        r"(?:claimed|promised|said|shouted|swore|told)",
        r"it was (?:long |once |widely )?(?:believed|claimed|held|said|thought) that",
        r"purport\w*|(?:advertised|billed|hailed|hawked|marketed|peddled|promoted|sold|touted) as"
        r"|so-called|supposed(?:ly)?|alleged(?:ly)?",
    ),
    rf"{_SELLER} (?:who |that |which )?(?:\w+ )?{_SAYS}",
    # What people say or once thought.
    words(
        r"(?:some|many|most|other) (?:people|companies|websites|sites|sellers|clinics|ads) (?:\w+ )?"
        r"(?:say|claim|promise|believe|think|tell)",
        r"you (?:may|might|will|can|could|often) (?:\w+ )?(?:hear|read)|rumou?rs?",
        r"you (?:can |could |may |might |will )?have (?:heard|read|seen)|you (?:may|might) (?:expect|imagine|picture|think)",
        r"(?:far |much )?(?:less simple|more complex|more complicated) than",
        r"you (?:may|might|will|can|could|often) (?:\w+ )?(?:find|see) (?:an? |some |many )?(?:[\w-]+ )?"
        r"(?:ads?|adverts?|articles?|claims?|headlines?|it (?:advertised|called|sold)|online|pages?|people|pills?|posts?"
        r"|products?|sellers?|sites?|videos?|websites?)",
        r"(?:many|most|others|some)(?: still)? (?:assume|believe|suppose|think)|thinking (?:it|that|they|these|this)",
        r"(?:inventors?|makers?|manufacturers?|marketers|pedd?lers|promoters|sellers|some parents)"
        r"(?: of [\w -]{1,30})?(?: even)?"
        r" (?:argue|assert|believe|boast|claim|insist|maintain|promote|say|suggest|swear|think)s?",
        r"who (?:invented|made|peddled|sold) [^.!?\n]{2,40} (?:claimed|promised|said|swore)",
        r"there are (?:people|those) who (?:claim|hold|say|swear|think)",
        r"(?:bold|extravagant|fantastic|grand|sweeping|wild) claims|(?:clients|patients|people|they) (?:fancy|imagine)",
        r"(?:advertised|hailed|hawked|marketed|peddled|promoted|sold|touted) [\w -]{1,25} as|if you were hoping for",
        r"(?:people|doctors|they|we|healers) (?:once|used to|long) (?:believed?|thought?|think|said?)",
        r"once (?:thought|believed)",
        r"(?:aunt|colleague|friend|mate|neighbou?r|relative|uncle)s? (?:could|may|might|will) (?:say|suggest|swear|tell)",
    ),
    r"\b(?:was|were) (?:long |often |once )?(?:believed|claimed|reputed|said|supposed|thought) to(?: [\w-]+){0,2} ?$",
)
_REFUTED_AFTER = (
    r"\b(?:is|are|was|were) (?:a |an |just |often |usually |simply )*"
    r"(?:myth|false|untrue|not true|not so|wrong|scam|(?:red|warning) |a? ?sign of|mark of|line to|promise not)"
    r"|\b(?:which|this) is (?:not true|untrue|wrong|false)"
    r"|\bclaims? (?:is|are|was|were) (?:\w+ )?(?:[\w']+ )?(?:fiction|false|lies|myths|nonsense|untrue|wrong)\b"
    r"|\b(?:claim|line|phrase|promise|word)s? (?:that|to|which) (?:(?:must|ought to|should) )?"
    r"(?:avoid|distrust|doubt|make you|warn)\b"
    r"|\b(?:although|but|though) (?:nobody|no study|there is no) (?:[\w-]+ ){0,2}(?:evidence|proof|proved|proven|shown)\b"
    r"|\b(?:no one|nobody|no (?:research|stud(?:y|ies)|trials?)) (?:has|have)(?: been able to| ever| managed to| yet)* "
    r"(?:backed|confirm(?:ed)?|demonstrated?|proven?|proved|shown?)\b"
    r"|\bnone of (?:it|that|this) (?:has been|is|was) (?:proved|proven|shown|true)\b"
    r"|\b(?:it|that|this|which) (?:has|have) (?:still |yet )to be (?:borne out|confirmed|demonstrated|proved|proven|shown)\b"
    r"|\bthink again\b|\bmight not work\b"
    r"|^['\"]+ is what [^.!?\n]{0,40}\b(?:believe|hope|say|tell|think)\b"
)
# The next sentence takes it back, and says no more: “Some call it a miracle. It is not.”
_REFUTED_NEXT = (
    r"\W*(?:but |in fact,? |actually,? |in truth,? |sadly,? |however,? )?(?:"
    r"(?:it|this|that|they|these|none of them|he|she|neither) (?:(?:is|are|does|do|did|was|were|has|have|can|will|would)"
    r"(?: not|n't)|cannot|never (?:is|are|does|do|did))[.!]"
    r"|(?:it|that|they|these|this) (?:are|did|do|does|is|was|were) (?:no such thing|nothing of the (?:kind|sort))\b"
    r"|(?:it|this|that|they|these)(?:'s| is| are| was| were) (?:simply |just |also )?"
    r"(?:not true|untrue|false|wrong|a myth|nonsense|not so"
    r"|a lie|mistaken|misleading)\b"
    r"|(?:not so|not true|wrong|false)[.!]|no(?:,|[.!]| (?:it|they) )"
    r"|there(?:'s| is) no (?:good |real |strong |scientific )?(?:proof|evidence|truth)"
    r"|(?:such|these) claims (?:can |may )?(?:are|be) (?:false|misleading|untrue|wrong)"
    r"|(?:be careful|take care)[^.!?\n]{0,12}[,:] |but (?:do|does) ['\"]?(?:all )?['\"]?natural|we now know (?:better|that))"
)


def warned(reading: Reading, start: int, end: int) -> bool:
    """The sentence warns of the claim or refutes it: “beware of”, “ads that say”, “it is a myth that”.

    A warning of others is none of one's own words: “Other clinics claim to cure it, but ours does cure it.”
    """
    before, after = around(reading, start, end)
    if before.startswith(_SO_IS):
        before = f"{_beside(reading, start, -1)} {before}"  # what is said of one thing holds for the next
    if not quotation(reading, start, end):
        before = compiled(_OWN_OFFER).sub(" ", before)
        own = after_last(before, TURN)
        if compiled(rf"\b{SPEAKER}\b").search(own) or compiled(r"\b(?:but|yet|however),?\b[^\"]*$").search(before):
            before = own
    if compiled(_WARNING).search(before) or compiled(_REFUTED_AFTER).search(after):
        return True
    return bool(compiled(_REFUTED_NEXT).match(_beside(reading, start, 1)))


_SO_IS = ("so are ", "so does ", "so do ", "so is ", "the same goes for ")


def _beside(reading: Reading, start: int, step: Literal[-1, 1]) -> str:
    """The sentence before or after the hit's, in the same block."""
    sentence = reading.page.sentence_beside(start, step)
    return reading.page.lower[sentence.start : sentence.end] if sentence is not None else ""


def quotation(reading: Reading, start: int, end: int) -> bool:
    """The hit stands in quotation marks, or in a block quotation."""
    page = reading.page
    block = page.blocks[page.block_at(start)]
    if block.quoted:
        return True
    marks = reading.quotation_marks
    opened = bisect_left(marks, start) - bisect_left(marks, block.start)
    return opened % 2 == 1 and bisect_left(marks, end) < bisect_left(marks, block.end)


def quoted(reading: Reading, start: int, end: int) -> bool:
    """The hit stands in quotation marks, in a paragraph that warns of what it quotes."""
    if not quotation(reading, start, end):
        return False
    first, last = reading.around(start, end)
    text = reading.page.lower[first:last]
    return bool(compiled(_WARNING).search(text)) or bool(compiled(_REFUTED_AFTER).search(text))
