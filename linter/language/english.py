"""Whether a page is English: what it says of itself, else whose smallest words it holds."""

from __future__ import annotations

from linter.page import Page

# The words a language cannot do without; those that two of these languages share are left out.
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "is",
        "you",
        "that",
        "it",
        "for",
        "with",
        "as",
        "be",
        "this",
        "have",
        "or",
        "by",
        "not",
        "but",
        "what",
        "when",
        "we",
        "there",
        "can",
        "which",
        "their",
        "if",
        "will",
        "how",
        "your",
        "from",
        "they",
        "at",
        "are",
        "should",
        "may",
    ]
)
_OTHERS = {
    "cy": ["yn", "mae", "ac", "bod", "eich", "neu", "gyda", "wedi", "hyn", "bydd", "rhaid", "chi", "fod", "ond", "ei", "oedd"],
    "de": [
        "der",
        "die",
        "das",
        "und",
        "ist",
        "nicht",
        "mit",
        "für",
        "auf",
        "ein",
        "eine",
        "sie",
        "wird",
        "werden",
        "bei",
        "sich",
        "auch",
        "oder",
        "wenn",
        "zu",
        "von",
        "dem",
        "den",
        "ihre",
        "können",
    ],
    "es": [
        "el",
        "los",
        "las",
        "una",
        "que",
        "por",
        "con",
        "para",
        "del",
        "como",
        "más",
        "pero",
        "su",
        "usted",
        "puede",
        "o",
        "si",
        "es",
        "está",
        "se",
        "al",
        "sus",
        "muy",
        "y",
        "esto",
    ],
    "fr": [
        "le",
        "les",
        "une",
        "des",
        "et",
        "est",
        "vous",
        "dans",
        "que",
        "pour",
        "pas",
        "sur",
        "avec",
        "plus",
        "votre",
        "du",
        "au",
        "ou",
        "par",
        "ce",
        "cette",
        "sont",
        "peut",
        "être",
    ],
    "ht": ["ak", "nan", "pou", "yo", "ki", "li", "gen", "ou", "sa", "fè", "pa", "epi", "oswa", "yon", "se", "te"],
    "it": [
        "il",
        "gli",
        "una",
        "di",
        "che",
        "è",
        "per",
        "non",
        "con",
        "del",
        "della",
        "sono",
        "può",
        "anche",
        "più",
        "nel",
        "alla",
        "questo",
        "si",
        "come",
        "o",
        "ma",
    ],
    "nl": [
        "het",
        "een",
        "van",
        "en",
        "niet",
        "zijn",
        "voor",
        "met",
        "op",
        "dat",
        "ook",
        "wordt",
        "u",
        "bij",
        "naar",
        "aan",
        "deze",
        "kunt",
        "uw",
        "maar",
        "als",
    ],
    "pl": [
        "nie",
        "się",
        "na",
        "jest",
        "że",
        "do",
        "to",
        "jak",
        "lub",
        "są",
        "dla",
        "przez",
        "może",
        "oraz",
        "od",
        "po",
        "aby",
        "być",
    ],
    "pt": [
        "os",
        "uma",
        "um",
        "não",
        "para",
        "com",
        "por",
        "mais",
        "do",
        "da",
        "na",
        "no",
        "em",
        "você",
        "seu",
        "pode",
        "são",
        "ou",
        "também",
        "isso",
        "ao",
        "à",
    ],
    "vi": [
        "và",
        "là",
        "của",
        "có",
        "không",
        "cho",
        "được",
        "các",
        "một",
        "với",
        "những",
        "để",
        "khi",
        "bạn",
        "này",
        "trong",
        "hoặc",
    ],
}
_FOREIGN = {language: frozenset(words) - _ENGLISH for language, words in _OTHERS.items()}
_LEAST_WORDS = 12  # fewer cannot be judged
_LEAST_SHARE = 0.12  # a language's own small words are a third of its prose


def language(page: Page) -> str:
    """`en`, the language the page names, or the one that its small words speak for; `und` for another script."""
    stated = page.lang.split("-")[0].split("_")[0].lower()
    if stated and stated != "en":
        return stated
    if _foreign_script(page.text):
        return "und"
    if len(page.words) < _LEAST_WORDS:
        return "en"
    lower = page.lower
    words = [lower[start:end] for start, end in page.words]
    small = [word for word in words if word in _SMALL]
    english = sum(word in _ENGLISH for word in small)
    name, count = max(((name, sum(word in own for word in small)) for name, own in _FOREIGN.items()), key=lambda pair: pair[1])
    return name if count >= _LEAST_SHARE * len(words) and count > 2 * english else "en"


_SMALL = _ENGLISH.union(*_FOREIGN.values())


def _foreign_script(text: str) -> bool:
    """Whether most letters are not Latin."""
    if text.isascii():
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 20 and sum(char > "\u024f" and not "\u1e00" <= char <= "\u1eff" for char in letters) > 0.5 * len(
        letters
    )
