"""What stands beside the number of a quantity: joints, limits, and what shows that the number is none.

All run anchored at a place or on a short stretch before it, never over a page.
"""

from __future__ import annotations

from linter.language.numerals import VULGAR
from linter.store.regexes import regex

START = regex(rf"[0-9{VULGAR}]")
GAP = regex(r"(?: |-)?")  # between number and unit
TOKEN_REST = regex(r"[\w.,/:+-]*")

# -- numbers that measure nothing ---------------------------------------------------------

DATE_OR_PHONE = regex(
    r"\d{1,4}([-./])\d{1,4}\1\d{1,4}(?:\1\d+)?(?!\d)|0\d{2,4} \d{3,4} \d{3,4}(?!\d)|\d{1,2}:\d{2}"
    r"|\d{3}-(?:0\d{3}(?!\d)|\d{4}(?= (?:day (?:and|or) night|any ?time|at any)\b))"
)
CLOCK = regex(r" ?(?:[ap]\.?m\b|o'clock)")
LABEL = regex(
    r"\b(?:stages?|types?|grades?|steps?|tables?|figures?|fig\.?|sections?|chapters?|pages?|rooms?|parts?|phases?|levels?|"
    r"class|category|version|vitamin|appendix|schedule|no\.|number|question|item|line|article|note|ward|floor|"
    r"gauge|ext\.?|extension|suite|apartment|highway|route) $"
)
STONE = regex(r"\D?(?:1?[02-9]|11|[2-9][02-9])st\b|\D?\d{1,2}st \d{1,2} ?lbs?\b")  # 15st, 21st 4lb, and not the 21st
STREET = regex(r"\.? [A-Z]")
MONEY = "$£€"

# -- joints -------------------------------------------------------------------------------

TO = regex(
    r" ?- ?(?=[0-9.½¼¾])|- to (?=[0-9])|-to-(?=[a-z0-9])| to (?=-[0-9])"
    r"| (?:to|up to(?! [\w.]+ times\b)|or|through) (?=[a-z0-9.½¼¾])"
)
AND = regex(r" and (?=[0-9.a-z½¼¾])")
# `between 36°F and 46°F (2°C and 8°C)`: what stands in brackets is between too.
BETWEEN = regex(r"\bbetween (?:about |around |approximately |roughly )?(?:[\d.,]+[^()\d\n]{1,12}[\d.,]+[^()\n]{1,12} \()?$")
BETWEEN_REACH = 64  # characters before a number in which it is looked for
TOLERANCE = regex(r" ?(?:±|\+/-|\+-) ?(?=[0-9.])")
SMALL_GAP = regex(r" (?:and )?(?=[0-9])")  # between the parts of a compound
SMALLER = {
    ("ft", "inch"): 12,
    ("lb", "oz"): 16,
    ("st", "lb"): 14,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("kg", "g"): 1000,
}
FEET_INCHES = regex(r"' ?(\d{1,2}(?:\.\d)?)(?:\"|'')")
PER = regex(r" ?/ ?(?:(\d+(?:\.\d+)?) ?)?(?=[A-Za-zµ])|(?: per | an? (?=day|week|month|hour|minute|year)|-per-)(?=[a-z])")
THOUSANDS = regex(r"(?: \d{3})+(?![\d.,/-]\d|\d)")
FIXED_SPACES = ("\u00a0", "\u202f", "\u2009", "&nbsp;", "&#160;", "&#xa0;", "&thinsp;")

# `5, 10 and 20 mg`, `8- and 12-inch`, `from 40 to 20 mg`: joints between numbers that share a unit, and what they may measure.
LISTED = regex(r"(?:-?, (?:and |or )?|-? (?:and|or|to) )(?=[0-9.½¼¾])")
SHARED = frozenset({"mass", "volume", "length", "temperature", "activity", "amount", "energy", "pressure"})
OF_FLUID = regex(
    r" of (?:any |clear |cold |cool |warm |plain )*(?:breast milk|broth|fluids?|formula|juice|liquids?|milk|tea|water)\b"
)
FLUID_IS = regex(r"\b(?:drainage|fluids?|juice|liquids?|milk|pee|urine|water) (?:[a-z]+ ){0,3}$")  # the fluid is under 1 ounce
FLUID_REACH = 48  # characters before a number in which it is looked for
POWER = regex(r" (squared|cubed)\b")
INCH_MARK = regex(r"\"(?![\w\"])")
ONE_DAY = regex(r"\b(?:may|might|will|could|would|can|hope to) one$")  # one day you may run
CHANGE = regex(
    r"\b(?:(?:in|de)creas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|(?:lower|cut|drop|chang|ris|rais|climb|mov|shrink|grow|slow|"
    r"taper|step|fall|wean|improv|adjust|titrat|switch|escalat)(?:e|s|es|ed|ing|ped|ping|ting)?|gr[eo]w|rose|risen|fell|fallen|"
    r"went|go(?:es|ing)?|gone|c[ao]me|down|up) (?:[^.;]{0,40} )?from $"
)

# `in` is inches before a way to measure, a bracket, `x 3`, the end, or with a full stop inside a sentence.
INCH_AFTER = regex(
    r"\.?(?: (?:wide|long|tall|thick|deep|high|across|apart|round|in (?:diameter|length|width|height|size))\b"
    r"|\)| ?[x×] ?\d|,? \(|$|\n|;)|\.(?= ?[a-z])"
)

# -- limits -------------------------------------------------------------------------------

_THAN = "more|less|fewer|greater|larger|bigger|smaller|longer|shorter|higher|lower|older|younger|wider|heavier|lighter"
COMPARATOR = regex(
    rf"\b(?:(?:(?:no|not) )?(?:{_THAN}) than|at least|at most|up to|as (?:much|many|long|little|few) as|"
    r"(?:a )?(?:maximum|minimum) of|max\.?|min\.?|maximum|minimum|over|under|above|below|about|around|approximately|"
    r"roughly|almost|nearly|within|exceeding|between|from)(?: (?:about|around))? $|[<>≤≥~] ?$"
)

# What stands between a number and what is counted: `6 paracetamol tablets`, `1 1/2 white tablets`, `7 full days`.
# Not `2 more tablets`.
OF_A_KIND = regex(
    r" (?!(?:additional|another|daily|different|extra|more|of|or|other|spare|times|to|x)\b)[a-z][a-z-]{2,} "
    r"(?=(?:caplets?|capsules?|pills?|tablets?)\b)"
    r"| (?:consecutive|extra|full|further|more|solid|straight|whole) "
    r"(?=(?:days?|hours?|minutes?|months?|seconds?|weeks?|years?)\b)"
)
