"""Sets textstat's figures beside carelint's, and says how each formula's difference comes about.

textstat (0.7.9 and later) downloads the CMU Pronouncing Dictionary when it first counts syllables. That never happens here:
where the dictionary is not installed, textstat is given carelint's syllable counts, and the output says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from types import ModuleType
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import msgspec

from linter.errors import InputError
from linter.language.body import Body
from linter.language.formulas import Counts, formulas
from linter.reporters.plain import safe

if TYPE_CHECKING:
    from linter.page import Page

_INSTALL = "install it with: pip install 'carelint[compare]'"

_FORMULAS = {
    "flesch_reading_ease": "flesch_reading_ease",
    "flesch_kincaid": "flesch_kincaid_grade",
    "smog": "smog_index",
    "gunning_fog": "gunning_fog",
    "coleman_liau": "coleman_liau_index",
    "automated_readability": "automated_readability_index",
    "dale_chall": "dale_chall_readability_score",
}
"""carelint's name of each formula, and textstat's."""

_NAMED = {
    "sentences": "sentences",
    "words": "words",
    "syllables": "syllables",
    "polysyllables": "words of three syllables or more",
    "letters": "letters",
    "characters": "characters",
    "complex_words": "hard words as Gunning counts them",
    "difficult_words": "words not known to all",
}

WHY = {
    "sentences": "textstat ends a sentence at every full stop, question and exclamation mark (after “Dr.” and inside “2.5” too)"
    " and nowhere else, so that items of a list without a stop run together; sentences of one or two words it does not count.",
    "words": "textstat parts words at white space only: “and/or” is one word to it, a web address too.",
    "syllables": "textstat takes the first pronunciation of the CMU dictionary, and the places where a word may be hyphenated"
    " where the dictionary lacks it. carelint drops a weak vowel that few speak (family); a number counts as one syllable.",
    "polysyllables": "As for syllables.",
    "letters": "textstat counts digits as letters in Coleman–Liau.",
    "characters": "textstat counts punctuation too in ARI.",
    "complex_words": "textstat leaves out a list of easy words. carelint does as Gunning says: no names, no words joined from"
    " short ones (newspaper), none made so long by -es, -ed or -ing.",
    "difficult_words": "textstat has a list of easy words, in which many plural and other forms are missing. carelint goes by"
    " how common a word is.",
    "formula": "textstat has 0.058 for the letters in Coleman–Liau, where 0.0588 was published; in ARI it counts a dash between"
    " spaces as a word.",
}
"""Why a count differs, in general; by the name of the count."""

_GIVEN = "textstat was given carelint's syllable counts; what remains comes from words that the two part differently."

_OFFLINE = (
    "Its dictionary is not installed, and carelint does not go online: textstat was given carelint's syllable counts. With"
    " NLTK's cmudict data on this computer it counts for itself."
)
_SMALL = 0.05  # shares of a difference that are not worth a word


class Figure(msgspec.Struct, frozen=True):
    """One formula: both values, and the shares of their difference, by the count that they come from."""

    carelint: float
    textstat: float
    why: dict[str, float]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What textstat makes of the body text of a page. `own_syllables` says whether it had its own dictionary."""

    path: str
    version: str
    own_syllables: bool
    counts: dict[str, tuple[int, int]]
    formulas: dict[str, Figure]


class _Given:
    """Stands in for textstat's dictionary of pronunciations: as many vowels as carelint counts syllables."""

    def __getitem__(self, word: str) -> list[list[str]]:
        from linter.language import syllables

        return [["AH0"] * syllables.count(word)]


def require() -> None:
    """Raise InputError where textstat is missing or is not one that can be kept offline."""
    _textstat()


def of_page(page: Page) -> Comparison:
    """Compare on the text of a page, as its reader understood it."""
    return of_body(Body(page))


def of_body(body: Body) -> Comparison:
    """Compare on the same text that the formulas were counted on."""
    textstat, own = _textstat()
    text = _prose(body)
    ours = body.counts(body.sentences)
    theirs = _counts(textstat, text) if ours.words else Counts()
    mine = formulas(ours)
    found = {
        name: float(getattr(textstat, theirs_name)(text)) if ours.words else 0.0 for name, theirs_name in _FORMULAS.items()
    }
    return Comparison(
        path=body.page.path,
        version=".".join(map(str, textstat.__version__)),
        own_syllables=own,
        counts={name: (getattr(ours, name), getattr(theirs, name)) for name in _NAMED},
        formulas={
            name: Figure(mine[name], round(value, 2), _shares(name, ours, theirs, value)) for name, value in found.items()
        },
    )


def _prose(body: Body) -> str:
    """The body as plain text: sentences of a block on one line, as a person would paste them."""
    page: Page = body.page
    lines = groupby(body.sentences, key=lambda sentence: sentence.block)
    return "\n".join(" ".join(page.text[s.start : s.end] for s in group) for _, group in lines)


def _counts(textstat: ModuleType, text: str) -> Counts:
    return Counts(
        words=textstat.lexicon_count(text),
        sentences=textstat.sentence_count(text),
        syllables=textstat.syllable_count(text),
        polysyllables=textstat.polysyllabcount(text),
        letters=textstat.letter_count(text),
        characters=textstat.char_count(text),
        complex_words=textstat.difficult_words(text, syllable_threshold=3, unique=False),
        difficult_words=textstat.difficult_words(text, syllable_threshold=0, unique=False),
    )


def _shares(name: str, ours: Counts, theirs: Counts, value: float) -> dict[str, float]:
    """How much of the difference each count makes: they are exchanged one after the other; the rest is the formula's own."""
    shares: dict[str, float] = {}
    now, at = ours, formulas(ours)[name]
    for count in _NAMED:
        now = msgspec.structs.replace(now, **{count: getattr(theirs, count)})
        after = formulas(now)[name]
        shares[count], at = round(after - at, 2), after
    shares["formula"] = round(value - at, 2)
    return {count: share for count, share in shares.items() if abs(share) >= _SMALL}


@cache
def _textstat() -> tuple[ModuleType, bool]:
    """textstat, kept offline, and whether it has its own dictionary."""
    try:
        import nltk
        import textstat
        from textstat.backend.counts import _count_syllables as counting
    except ImportError as problem:
        missing = getattr(problem, "name", "") in ("textstat", "nltk")
        said = f"textstat is not installed; {_INSTALL}" if missing else f"this textstat cannot be kept offline; {_INSTALL}"
        raise InputError("--compare", 0, said) from None
    if not hasattr(counting, "get_cmudict"):
        raise InputError("--compare", 0, f"this textstat cannot be kept offline; {_INSTALL}")
    nltk.download = _refuse
    try:
        nltk.data.find("corpora/cmudict")
        own = bool(nltk.corpus.cmudict.dict())
    except (LookupError, OSError, ValueError, BadZipFile):  # absent, or only a part of it is there
        own = False
    if not own:
        counting.get_cmudict = lambda _: _Given()
    return textstat, own


def _refuse(*_: Any, **__: Any) -> bool:
    raise InputError("--compare", 0, "textstat wants to download word data; carelint does not go online")


# -- as text ----------------------------------------------------------------------------------------


def render(found: Sequence[Comparison], titles: dict[str, str], write: Callable[[str], object]) -> None:
    """Beside each other: for one page with all reasons, for several the mean of each formula and where it differs most."""
    if not found:
        return
    first = found[0]
    write(f"\nBeside textstat {first.version}, on the same text\n")
    if not first.own_syllables:
        write(_wrapped(_OFFLINE))
    write(f"\n{'':22} {'carelint':>8}  {'textstat':>8}{'   (means)' if len(found) > 1 else ''}\n")
    for name, title in titles.items():
        figures = [one.formulas[name] for one in found]
        ours, theirs = (sum(getattr(figure, side) for figure in figures) / len(figures) for side in ("carelint", "textstat"))
        write(f"  {title:<20} {ours:8.1f}  {theirs:8.1f}   {_reason(found, name)}".rstrip() + "\n")
    counts = [count for count in _NAMED if any(one.counts[count][0] != one.counts[count][1] for one in found)]
    if not counts:
        return
    write("\n")
    for count in counts:
        ours, theirs = (sum(one.counts[count][side] for one in found) for side in (0, 1))
        write(f"  {_NAMED[count]}: {ours}, in textstat {theirs}\n")
    write("\n")
    shown = {count for one in found for figure in one.formulas.values() for count in figure.why}
    for count, why in WHY.items():
        if count in shown:
            given = count in ("syllables", "polysyllables") and not first.own_syllables
            write(_wrapped(f"{count.replace('_', ' ')}: {_GIVEN if given else why}"))


def _reason(found: Sequence[Comparison], name: str) -> str:
    if len(found) > 1:
        widest = max(found, key=lambda one: abs(one.formulas[name].textstat - one.formulas[name].carelint))
        figure = widest.formulas[name]
        return f"most apart: {figure.carelint:.1f} and {figure.textstat:.1f}, {safe(widest.path)}"
    shares = sorted(found[0].formulas[name].why.items(), key=lambda item: -abs(item[1]))
    return ", ".join(f"{share:+.1f} by {count.replace('_', ' ')}" for count, share in shares)


def _wrapped(text: str) -> str:
    from textwrap import fill

    return fill(text, 100, initial_indent="  ", subsequent_indent="    ") + "\n"
