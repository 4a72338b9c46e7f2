"""What stands beside a quantity in its sentence: clauses, cases, limits, and what says nothing of it. All in lower case."""

from __future__ import annotations

from linter.store.regexes import regex

HERE = "\ufffd"  # stands for the quantity in what its sentence says beside it
LABEL_WORDS = 4
WHOLE_CLAUSE = 2  # stems before a quantity
GOES_ON = regex(r"\b(?:add|build|grow|increas|rais|reduc|lower|taper|then (?:have|take|use))")  # to another dose
REACH = 400  # characters on either side: more than a sentence for readers has
OF_SOME = regex(
    r"(?:older|over|under|younger|aged?|breast-?feeding|diabetic|had|have|having|got|living with|not|on|pregnant|smoke|taking|"
    r"trying|weigh|with) [^?]{1,50}\?|(?:breast-?feeding|diabetic|elderly|pregnant)\?"
)
PART = regex(r"\w+")
IN_BRACKETS = regex(r" ?\([^()]{0,12}\d[^()]{0,12}\)")
SAME_IN_BRACKETS = regex(r" ?\(\d[\d.,]*(?: ?(?:to|-) ?\d[\d.,]*)? ?[a-z°]+\)")  # 33 to 43 lb (15 to 19.5 kg)
ENUMERATED = regex(r"^\d{1,2}(?:\.\d{1,2})*[.)] ")  # 3. How to take it
ROW_NUMBER = regex(r"^(?:step )?\d{1,2}[.)]?$")
CLAUSE = regex(
    r"[,;:()] ?| - |\b(?P<if>if|once|unless|when)\b"
    r"|\b(?:and|as|because|but|or|since|so|while)"
    r" (?=(?:call|do|don't|drink|he|i|it|rest|see|she|take|tell|the|then|there|they|this|try|we|you|your)\b)"
)
LASTS = regex(
    r"\b(?:an?|the|this|your) (?:[a-z-]+ ){1,3}(?:(?:can|may|should|will) )?(?:lasts?|takes?)"
    r"(?: (?:about|around|at least|between|just|only|roughly|up to|usually))*[ ]$"
)
FOR_A_THING = regex(r" for (?:the|this|your) (?:appointment|check-?up|class|clinic|scan|session|stay|test|visit)\b")
LIMIT = regex(
    r"\b(?:do not|don't|must not|never|should not)\b[^,;:.]*\bmore than $"
    r"|\b(?:take|taken|takes|taking|took|used?) more than $"
)
COUNT = regex(r"\b(?:\d+|one|two|three|four) ([a-z]+)")
AGES = frozenset({"age", "ag", "aged", "year", "month", "week"})
NO_STAGE = regex(
    r"\b(?:after|before) (?:each|every) \w+|\blook(?:ed|ing|s)? after\b|\b(?:getting started|quick start|start here)\b"
    rf"|\band (?:are|is|will be) then\b(?![^.;]{{0,30}}{HERE})"  # and is then sawn off
)
FORBIDDEN = regex(
    r"\b(?:do not|don't|never|must not|should not) (?:ever )?(?:drink|give|have|inject|swallow|take|use)\b[^,;:.!?]*$"
)
TELLS = r"(?:advises?|has (?:advised|said|told)|says?|said|tells?|told)"
SHORT_LINE = regex(r"(?=[^\n]*\d)[^\s.:;!?]+(?: [^\s.:;!?]+){0,5}")  # 4 to 6 years
EVEN = regex(
    rf",? \b(?![^,;:.()]*{HERE})(?:even (?:if|when|though)|so (?:an?|each|one|that|the|your)|because"
    r"|unless (?:advised|directed|told|you (?:are|have been) (?:advised|told)"
    rf"|(?:a|the|your) [a-z ]{{3,40}} {TELLS}))\b[^,;:.()]*"
    r"|,? (?:(?:and )?then|so) (?:ask|bring|call|contact|phone|rest|ring|rinse|see|start a new|tell|throw|wait|wash)\b[^.]*"
    r"|\buntil (?:it|the [a-z]+|they|your [a-z]+) (?:are|is) (?:all )?(?:empty|finished|gone|used up)\b"
)
# Before the quantity: after 28 days, which says how long and not what follows; keep to 2 litres; the full 3 weeks.
AFTER = regex(r"\b(?:after (?:about |around |only )?|(?:keep|stick) to (?:about |around )?|(?:the )?(?:entire|full|whole) )$")
FOR = regex(r"\bfor (?:the )?(?:entire |full |whole )?$")
THEM = regex(r"\b(?:it|them|these|those)\b")
AFTER_IT = regex(r"\b(?:after|having|who (?:had|have)) (?:an?|the|this|your) (?:operation|procedure|surgery|treatment)\b")
WHEN = regex(r"(?<!at )\b(bedtime|breakfast|dinner|lunch|supper)\b")  # in a cell
LIMIT_HEAD = regex(r"\b(?:(?P<least>at least|least|minimum)|at most|limit|maximum|max|most|no more than|up to)\b")
LABEL = regex(
    r"\b(?:stage|grade|type|class|category|group|phase|cycle|step|option|level|week|day|month|year|trimester|table|figure)s?"
    r" (?:\d+|[ivx]+)[a-d]?\b"
)
POINTING = regex(
    r"(?:this|that|these|those|such|both)\b"
    r"|each (?:can|has|is|lasts|may|must|of|one|should|takes|will)\b"
    r"|(?:[a-z]+ ){0,3}(?:do|does|have|need|repeat|try) (?:it|that|them|these|this|those)\b"
)
TIME = regex(r"\b(?:\d+|an?|one|two|three|four|five|six|ten|first|second) (?:day|hour|month|week|year)")
NOT = regex(r"\b(?:not(?! (?:common|rare|unusual))|never|no|without)\b|n't\b")
NAME = regex(r"(?<=[a-z,] )(?:the )?([A-Z][\w-]*(?:[A-Z®™][\w-]*)*[®™]?)|([A-Z]\w*[®™])")
OF_SUBSTANCE = regex(r" of (?:(?:elemental|the|this|your) )?(vitamin [a-k]|[a-z][a-z-]{3,})")
FIRST_WORD = regex(r"(vitamin [a-k]|[a-z][a-z-]{3,})")
"""What an amount is of, and what a row of a table is about; vitamins have a letter."""
