"""Syllables of English words: by a table of common words and of those that the rules get wrong, and by rules.

Groups of vowels are counted, then corrected: letters that are silent (tables, likely), vowels that stand together and sound
apart (dial, video), consonants that make a syllable of their own (spasm, rhythm). The corrections are patterns on the word
in lower case; the few common words that no pattern covers stand in a short list. The table makes the count exact on the words
of the CMU Pronouncing Dictionary, any of whose pronunciations is right; an inflection errs as its stem does. Of common
words the table has what the rules say, too: it is looked up in a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from linter.language import tables
from linter.store.regexes import regex
from linter.store.remembered import RECENT

_C = "[bcdfghjklmnpqrstvwxz]"
_PARTS = regex(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_VOWELS = regex("[aeiouyàáâäãåæèéêëìíîïòóôöõøœùúûüýÿ]+")

IRREGULAR = {
    "acne": 2, "adhd": 4, "area": 3, "ascites": 3, "asia": 2, "aspirin": 2, "business": 2, "colonel": 2, "dr": 2,
    "etc": 4, "eu": 2, "evening": 2, "every": 2, "everyday": 3, "everyone": 3, "everything": 3, "everywhere": 3,
    "fluid": 2, "herpes": 2, "hmm": 1, "hz": 1, "italian": 3, "iv": 2, "laboratory": 4, "lbs": 1, "maybe": 2, "mr": 2,
    "mri": 3, "mrs": 2, "ms": 1, "ok": 2, "people": 2, "recipe": 3, "sesame": 3, "testes": 2, "toast": 1, "uk": 2,
    "uv": 2, "vegetable": 3, "w": 3, "wednesday": 2, "whereas": 2,
}  # fmt: skip

# First parts of compounds whose last e is silent there too: lifetime, something, forearm.
_FIRST = (
    "some|home|time|life|there|where|here|fire|care|base|side|line|face|fore|safe|store|make|whole|house|note|stone|space|place"
    "|wide|white|horse|bone|nose|love|live|game|trade|price|smoke|tape|type|wave|hope|like|nine|five|score|shore|close|nurse"
    "|phone|state|voice|edge|eye|grape|fuse|use|bride|blue|juice|cheese|rose|lake|wine|pine|take|stage|else"
)
# Endings before which an e is silent: careful, likely, movement.
_LAST = "ment|mental|ments|mentally|ful|fully|fulness|less|lessly|lessness|ly|ness|nesses|some|wise|like|teen|ties"

# First parts that end in a vowel and keep it apart from the next: antiemetic, sacroiliac.
_PREFIXES = tuple(
    (
        "anti semi multi intra extra ultra supra infra contra micro macro retro auto bio cryo radio cardio chorio "
        "sacro vesico gastro neuro hydro electro immuno thrombo entero psycho pseudo cerebro broncho vaso veno "
        "arterio hepato nephro uretero oro naso hypo fibro kerato osteo lympho adeno dermato"
    ).split()
)
_KEPT_APART = regex(r"a|u(?!s)|e(?!de)|o(?!us|rd)|i(?!ng|e?s?$|ed|an|cs?$|d|ls?$)")

# Letters that are written and not spoken go; an e that is spoken becomes é, which later patterns leave alone. Each pattern with
# a string that a word must hold for it to match, which is much quicker to look for.
_RESPELL = [
    (needed, regex(pattern), replacement)
    for needed, pattern, replacement in [
        ("qu", r"qu", "q"),
        ("gu", r"gu(?=[aeiy])(?!a[rt]y|ar$|ing|ity)", "g"),
        (
            "e",
            rf"^((?:un|any|every|no)?(?:{_FIRST}))(?<=e)(?={_C}[a-z]*[aeiouy])"
            r"(?!n[ts]|ning|r[yia]|res|ti[oae]|ty|tes?$|tec|str[yi]|bo$|ve)",
            r"\1'",
        ),
        ("'", r"e'", ""),
        ("ety", r"(?<=saf)e(?=ty)|(?<=nin)e(?=ty)", ""),
        ("e", rf"(?<=[aeiouy])({_C}{{1,3}})(?<!pl)(?<![cil]l)(?<!cr)e(?=(?:{_LAST})$)", r"\1"),
        ("ically", r"(?<=ic)ally$", "ly"),  # medically
        ("aches", r"(?<=[dhkry]ache)s$|(?<=^ache)s$", ""),  # headaches
    ]
]
# The same for an e among the last two letters.
_FINAL_E = [
    (regex(pattern), replacement)
    for pattern, replacement in [
        (r"(?:(?<=[csxzg])|(?<=[cs]h)|(?<=diabet))es$", "éz"),  # doses, washes, prediabetes
        (r"(?:(?<=[bcdfgkpstz]l)|(?<=[bcdgt]r)|(?<=yncop))e[sd]?$", "é"),  # table, centre, handled
        (r"(?<=[td])ed$", "éd"),  # needed
        (rf"(?<=[aeiouy])({_C}+)e[sd]?$", r"\1"),  # make, makes, baked
        (r"(?<=[aeiouy])e[sd]?$", ""),  # value, toes, tried
    ]
]
_Y = regex(r"(?:(?<=[aeiou])|^)y(?=[aeiou])")  # player, yes

# Neighbours that sound apart, and consonants that are a syllable of their own: one more for each match.
_APART = regex(
    "|".join(
        [
            r"(?<![ctsg])ia(?!g$|géz)|[ct]iat[eio]",  # dial, not social; associate
            r"(?<![ctgsx])io(?!ns?$|n[ae]|nsh)(?<![vn]io(?=rs?$))|(?<![ctgsxln])ions?$|[ctgs]io$",  # biology, not motion
            r"i[iu]|iety|(?<=[dqrx])iet|(?<![ct])ien[tc]|ie(?:rs?|st)$",  # calcium, diet, nutrient, easier
            r"(?<!g)eo(?!ple|p[ai])|geog|eums?$|eus$|eing|eist",  # video, nucleus
            r"(?<=[aeiouy])[^aeiouy]*[^aeiouys]ea$|(?<=[^aeiouy][aeiou])[^aeiouy]+ean$|(?:er|rn)eals?$",  # apnea, cereal
            r"crea(?=t)(?!tu)|theat|oheal|oarth",  # create
            r"^rea(?=[bcdfglnprstv])(?!r[esmw]|[dp]$|d[iysesm]|ch|l|son|p[es]|sse?$)|^reali",  # react, not reach
            r"^pree|^ree[mnsvx]|^rei[nmts]|^reu[ns]",  # reuse
            r"u[ao]|ue[lnr](?=[cztd])|uing|uer|luid|uit[iyo]|tuit",  # usual, influence, fluid
            r"a[o]|aic|o[ei]ng|^oas|oa[g]|oe[nmi]|co-?o[pr]|oorg|roin$|socioe|physiol",  # chaos, poem, cooperate
            rf"(?<={_C})y[aeiou]",  # myalgia
            r"gias?$|(?:p|geu)sia$|stia$|^sia[lm]|iect|angio|gioma|[cs]ioto|lionec|tiocyt",  # dyspepsia, angiography
            r"(?:[aiy]n?g|ron|ton|lit|[ai]n|ch)eals?$|rrho?e[ai]|noea|eatoma|eitis|eneic",  # laryngeal, apnoea, uveitis
            r"oa(?=ct|lb|nt|c[ei]|rr|mn|nal|cc)|poiet(?=ic)|(?<=r)oesoph|^oopho",  # ketoacidosis, oophorectomy
            rf"sms?$|thms?$|^mac(?=[gk])|^mc(?={_C})",  # spasm, rhythm, McDonald
        ]
    )
)
_SIBILANT = regex("(?:[sxz]|[cs]h|[csgz]e|che)$")
_ENDINGS = ("'s", "s", "d", "ed", "ing", "ly", "er", "ers")
_CLITICS = frozenset(["ll", "ve", "d", "re", "m"])


def spoken(word: str, known: Callable[[str], int | None]) -> int:
    """Syllables of one part of a word, letters and apostrophes or digits: as known, as its stem says, or by rules."""
    if count := known(word):
        return count
    ruled = _by_rules(word)
    if word.endswith(_ENDINGS):
        for ending in _ENDINGS:
            if word.endswith(ending) and (of_stem := known(stem := word[: -len(ending)])):
                more = of_stem - _by_rules(stem)
                if more:
                    return max(1, ruled + more)  # “stly”: no word, but a page may hold it
    return ruled


def _by_rules(word: str) -> int:
    if word[0].isdigit():
        return 1
    base, apostrophe, tail = word.rpartition("'")
    if apostrophe:
        if tail == "s":
            return _by_rules(base) + (1 if _SIBILANT.search(base) else 0)
        if tail == "t" and base.endswith("n"):  # didn't, but don't
            return (_by_rules(base[:-1]) + base.endswith(("dn", "sn"))) if len(base) > 3 else 1
        if tail in _CLITICS:  # it'll, you'll, it'd
            return _by_rules(base) + (base[-1] in "td" if tail == "d" else tail in ("ll", "ve") and base[-1] not in "aeiouyw")
        word = base.replace("'", "") + tail
    if not _VOWELS.search(word):
        return len(word) + 2 * word.count("w")  # spelled out: cdc, tv
    if word.startswith(_PREFIXES):
        for prefix in _PREFIXES:
            if word.startswith(prefix) and _KEPT_APART.match(word, len(prefix)):
                word = f"{prefix}'{word[len(prefix) :]}"
                break
    for needed, pattern, replacement in _RESPELL:
        if needed in word:
            word = pattern.sub(replacement, word)
    if "e" in word[-2:]:
        for pattern, replacement in _FINAL_E:
            word = pattern.sub(replacement, word)
    if "y" in word:
        word = _Y.sub("'", word)
    return max(1, len(_VOWELS.findall(word)) + len(_APART.findall(word)))


def _known(word: str) -> int:
    return IRREGULAR.get(word) or tables.syllables(word)


@lru_cache(maxsize=RECENT)
def count(word: str, *, table: bool = True) -> int:
    """Syllables of a word as it is spoken; those of its parts, added up, where it has a hyphen. Without `table` by rules alone.

    A number counts as one, and so does the unit that is closed up to it: readers take in figures at a glance.
    """
    known = _known if table else IRREGULAR.get
    if word.isalpha():
        return spoken(word.lower(), known)
    parts = _PARTS.findall(word.lower().replace("\u2019", "'"))
    if any(part[0].isdigit() for part in parts):
        return sum(spoken(part, known) if _VOWELS.search(part) else 1 for part in parts)
    return sum(spoken(part, known) for part in parts) or (1 if word else 0)
