"""Whether what stands over a place takes it back: `Do not:` before a list, the head of a column (`Myth`), a title on scams; or
the end of a story, of how it went wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.guard_tools import compiled, either
from linter.language import surroundings
from linter.page import Kind

if TYPE_CHECKING:
    from linter.reading import Reading

# Before a list: what is never to be done, or not before somebody was asked.
_NEVER = (
    r"\b(?:be tempted to|cannot|can't|do not|don't|may not|must not|mustn't|never|should not|shouldn't"
    r"|(?:against the law|dangerous|foolish|harmful|illegal|not (?:a good idea|ok|okay|safe|wise)|risky|unsafe|unwise|wrong)"
    r" to)(?: (?:do any of (?:these|this)|do (?:these|this)|ever|just|try to))?:$"
)
_ASK_FIRST = (
    r"\b(?:ask|call|check with|contact|consult|message|phone|ring|see|speak (?:to|with)|talk (?:to|with)|tell)\b[^.!?\n]{0,60}"
    r"\b(?:before|first|if (?:they|you) (?:are (?:planning|tempted|thinking)|intend|plan|think|want|wish|would like))\b"
    r"[^.!?\n]{0,30}:$"
)
# How those speak who sell what does not work.
_SOLD = r"(?:ads?|adverts?|claims?|companies|phrases|products?|promises?|sellers?|sites?|statements?|websites?|words)"
_CLAIMS = either(
    r"\b(?:banned|forbidden|prohibited) (?:claims?|phrases|terms|words)\b[^.!?\n]{0,60}:$",
    r"\b(?:be (?:careful|suspicious|wary) of|beware|red flags?|steer clear of|watch (?:out )?for)\b[^.!?\n]{0,40}"
    rf"\b{_SOLD}\b[^.!?\n]{{0,40}}:$",
    rf"\b{_SOLD} (?:that |which |to )?(?:are (?:red flags?|warning signs?)|avoid"
    r"|(?:should )?(?:make you (?:doubt|suspicious|wary)|raise (?:alarm|doubts?))|to (?:avoid|distrust|doubt))"
    r"\b[^.!?\n]{0,20}:$",
)
# A heading, or the head of a column.
_HEAD = (
    r"^(?:avoid|(?:common |dangerous )?(?:mistakes|myths?)|do ?n[o']?t'?s?|do nots|false|never|not safe"
    r"|what (?:sellers|sites) (?:claim|say)|you (?:may|might) (?:hear|read)(?: online)?|(?:things|what|ways)"
    r" (?:not to do|(?:you (?:must|should) )?(?:avoid|never do|not do)|to avoid)|unsafe|wrong)"
    r"(?: (?:about|of|that|when|while|with) [^.!?\n]{1,40})?[.!:]?$"
)
_SCAMS = r"\b(?:red flags|signs|tip-?offs|warning signs)\b[^.!?\n]{0,30}\b(?:false claims|frauds?|quackery|rip-?offs|scams?)\b"

_BEFORE_LIST = either(_NEVER, _ASK_FIRST, _CLAIMS, _HEAD, _SCAMS)
_ABOVE = either(_HEAD, _SCAMS)


def disowned(reading: Reading, start: int, _: int) -> bool:
    """A list's lead-in, the head of the column or the heading says that this is false, or not to be done."""
    page = reading.page
    number = page.block_at(start)
    kind = page.blocks[number].kind
    if kind is Kind.CELL:
        return bool(compiled(_HEAD).search(surroundings.column_head(page, number).strip()))
    if kind is Kind.ITEM:
        lead = surroundings.lead_in(page, number).strip()
        if lead and compiled(_BEFORE_LIST).search(lead):
            return True
    return bool(compiled(_ABOVE).search(surroundings.heading(page, number).strip()))


_WENT_WRONG = either(
    r"\b(?:wouldn't|(?:will|would|'d|'ll) (?:not|never)|never) do (?:it|that|this) again\b",
    r"\bagainst (?:her|his|my|our|their) (?:doctor|gp|parent|psychiatrist)(?:'s|s') (?:advice|wishes)\b|\bin denial\b",
    r"\b(?:before you|do not|don't) do (?:as|what) (?:he|i|she|they|we) did\b",
    r"\b(?:do not|don't) make (?:my|the same) mistake\b",
    r"\b(?:men|patients|people|women) who [^.!?\n]{3,60} (?:died|have died)\b",
    r"\band (?:he |i |she |they )?(?:almost|nearly) died\b",
    r"\b(?:began|restarted|started|went back to) (?:taking )?(?:(?:her|his|my|the|their) )?(?:[\w-]+ )?"
    r"(?:drugs?|meds|medicines?|pills|tablets) again\b",
    r"\b(?:doctor|gp|midwife|nurse|pharmacist|team) (?:[\w-]+ (?:and )?)?(?:said no|shook (?:her|his|their) head)\b",
    r"\b(?:he|i|she|they|we) (?:(?:almost|nearly|soon) )?(?:died|ended up (?:back )?(?:in|on)"
    r"|(?:was|were) (?:soon )?(?:back (?:in (?:a|the)? ?(?:hospital|ward)|on the ward)|rushed|taken back)"
    r"|had (?:an?|another) (?:[\w-]+ )?(?:asthma attack|fit|heart attack|relapse|seizure|stroke)|regret(?:ted)?|relapsed)\b",
)


def regretted(reading: Reading, start: int, end: int) -> bool:
    """The paragraph tells how it went wrong: “I would not do it again”, “I ended up on the ward”."""
    first, last = reading.around(start, end)
    return bool(compiled(_WENT_WRONG).search(reading.page.lower[first:last]))
