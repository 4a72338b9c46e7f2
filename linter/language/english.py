"""Whether a page is English: what it says of itself, else whose smallest words it holds."""

from __future__ import annotations

from collections import Counter

from linter.page import Page

# The words a language cannot do without; those that two of these languages share are left out.
_ENGLISH = frozenset(
    (
        "and are as at be but by can for from have how if is it may not of or should that the their there they this to "
        "we what when which will with you your"
    ).split()
)
_OTHERS = {
    "cy": "ac bod bydd chi ei eich fod gyda hyn mae neu oedd ond rhaid wedi yn".split(),
    "de": "auch auf bei das dem den der die ein eine für ihre ist mit nicht oder sich sie und von wenn wird werden zu".split(),
    "es": "al como con del el es esto está las los muy más o para pero por puede que se si su sus una usted y".split(),
    "fr": "au avec ce cette dans des du est et le les non ou par pas peut plus pour que sont sur une votre vous être".split(),
    "ht": "ak epi fè gen ki li nan oswa ou pa pou sa se te yo yon".split(),
    "it": "alla anche che come con del della di gli il ma nel non o per più può questo si sono una è".split(),
    "nl": "aan als bij dat deze een en het kunt maar met naar niet ook op u uw van voor wordt zijn".split(),
    "pl": "aby być dla do jak jest lub może na nie od oraz po przez się są to że".split(),
    "pt": "ao com da do em isso mais na no não os ou para pode por seu são também um uma você à".split(),
    "vi": "bạn cho các có của hoặc khi không là một những này trong và với được để".split(),
}
_FOREIGN = {language: frozenset(words) - _ENGLISH for language, words in _OTHERS.items()}
_LEAST_WORDS = 12  # fewer cannot be judged
_LOOKED_AT = 2_000  # more words say nothing more
_COMMON = 3.0  # Zipf: four in five words of English are above it, in other languages at most half
_LEAST_SAID = 3  # words of a tagged piece, to ask whether most are common
_COMMON_IF_FEW = 3.5  # the mean of fewer words
_ENGLISH_SHARE = 0.6
_LEAST_SHARE = 0.12  # a language's own small words are a third of its prose


def language(page: Page) -> str:
    """`en`, or the language that its small words speak for; `und` for another script.

    What the page says of itself is believed where its words agree: no tag takes an English page out of a gate.
    """
    stated = page.lang.split("-")[0].split("_")[0].lower()
    if bears_out(page.text, stated):
        return stated
    if _foreign_script(page.text):
        return "und"
    if len(page.words) < _LEAST_WORDS:
        return "en"
    words = page.lower_tokens[:_LOOKED_AT]
    small = Counter(filter(_SMALL.__contains__, words))
    english = sum(count for word, count in small.items() if word in _ENGLISH)
    if 2 * english > small.total():  # what is left cannot outweigh it
        return "en"
    name, count = max(((name, sum(small[word] for word in own)) for name, own in _FOREIGN.items()), key=lambda pair: pair[1])
    return name if count >= _LEAST_SHARE * len(words) and count > 2 * english else "en"


def unread(language: str) -> str:
    """Why a page in this language is not read; "" for English."""
    return "" if language == "en" else f"language {language}: carelint reads English"


_LATIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SMALL = _ENGLISH.union(*_FOREIGN.values())


def _foreign_script(text: str) -> bool:
    """Whether most letters are not Latin."""
    data = text.encode("utf-8", "surrogatepass")  # what is not Latin takes two bytes or more
    if 2 * (len(data) - len(text)) <= len(data) - len(data.translate(None, _LATIN)):
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 20 and sum(char > "\u024f" and not "\u1e00" <= char <= "\u1eff" for char in letters) > 0.5 * len(
        letters
    )


def belies(text: str, lang: str) -> bool:
    """Whether a piece of a page reads as English, though a writer has tagged it with another language.

    One or two words do if they are common in English and no small words of that language: `Non` may be French.
    """
    words = [word.strip(".,;:!?()\"'’”") for word in text.lower().split(maxsplit=_LOOKED_AT)[:_LOOKED_AT]]
    if _foreign_script(text):
        return False
    own = _FOREIGN.get(lang.replace("_", "-").partition("-")[0].lower(), frozenset())
    english, foreign = sum(word in _ENGLISH for word in words), sum(word in own for word in words)
    if foreign and foreign >= english:
        return False
    from linter.language.tables import frequency

    if len(words) < _LEAST_SAID:
        return sum(map(frequency, words)) >= max(len(words), 1) * _COMMON_IF_FEW
    return sum(frequency(word) >= _COMMON for word in words) >= _ENGLISH_SHARE * len(words)


def bears_out(text: str, lang: str) -> bool:
    """Whether the words of a text agree with the language it is tagged with, which is another than English."""
    name = lang.replace("_", "-").partition("-")[0].lower()
    if not name or name == "en":
        return False
    if _foreign_script(text):
        return True
    words = [word.strip(".,;:!?()\"'’”") for word in text.lower().split(maxsplit=_LOOKED_AT)[:_LOOKED_AT]]
    english = sum(word in _ENGLISH for word in words)
    if name in _FOREIGN:
        return sum(word in _FOREIGN[name] for word in words) > english
    if len(words) < _LEAST_WORDS or english >= 0.05 * len(words):
        return False
    from linter.language.tables import frequency

    return sum(frequency(word) >= _COMMON for word in words) < 0.6 * len(words)
