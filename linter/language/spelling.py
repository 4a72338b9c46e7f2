"""American words as readers elsewhere spell them: what is suggested on a British page has to be British."""

from __future__ import annotations

import re

from linter.store.regexes import regex

# Beginnings of words, American and British, then parts of words, then whole words.
_BEGINNINGS = (
    "anemi anaemi, anesthe anaesthe, behavior behaviour, celiac coeliac, center centre, cesarean caesarean, color colour,"
    " defense defence, edema oedema, esophag oesophag, estrogen oestrogen, fiber fibre, flavor flavour, gynecolog gynaecolog,"
    " hemat haemat, hemo haemo, leukemi leukaemi, orthopedic orthopaedic, pediatri paediatri, tumor tumour"
)
_PARTS = (
    "anesthe anaesthe, edema oedema, glycemi glycaemi, ischemi ischaemi, llimeter llimetre, ntimeter ntimetre,"
    " rrhea rrhoea, uremi uraemi"
)
_WHOLE = (
    "aging ageing, apnea apnoea, dyspnea dyspnoea, fecal faecal, feces faeces, gray grey, labor labour, mold mould, odor odour,"
    " odors odours, program programme, programs programmes"
)


def _pairs(table: str) -> dict[str, str]:
    return dict(pair.split() for pair in table.split(","))


_BRITISH = _pairs(_BEGINNINGS) | _pairs(_PARTS) | _pairs(_WHOLE)
_AMERICAN = regex(
    rf"(?i)\b(?:{'|'.join(_pairs(_BEGINNINGS))})|(?:{'|'.join(_pairs(_PARTS))})|\b(?:{'|'.join(_pairs(_WHOLE))})\b"
    r"|(?<=[a-z]{3}[a-rt-z])iz(?=(?:ation|e[drs]?|ers|ing)\b)"  # organize; but no size and no prize
)


def local(text: str, locale: str) -> str:
    """A text in American English as it is spelled where a page is read."""
    return text if locale == "us" else _AMERICAN.sub(_british, text)


def _british(match: re.Match[str]) -> str:
    found = match[0]
    word = _BRITISH.get(found.lower(), "is")
    return word[0].upper() + word[1:] if found[0].isupper() else word
