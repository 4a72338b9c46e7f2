"""Words a lay reader may not know: terms that the page never explains, acronyms that it never spells out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from linter.checks import Candidate, fill
from linter.language import clauses, likeness, nameplates, spelling, surroundings, tables, terms
from linter.lexicon import Row, split_cell
from linter.model import Model
from linter.page import Kind
from linter.search.hits import Scan
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Page
    from linter.reading import Reading
    from linter.rulefile import Rule

FIELDS = ("plain", "term", "value")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`below`: the familiarity under which a term has to be explained; from `warning_below` up that is a suggestion.

    `say`, `say_plain` and `say_part` fill the message's {value}: for a term without plain words, one that has them ({want} is
    both together), and a word that is known by the medical part it is built of. `ordinary`: words in capitals to stress them.
    """

    find: Literal["undefined-term", "acronym"]
    below: float = 0.6
    warning_below: float = 0.6
    say: str = ""
    say_plain: str = ""
    say_part: str = ""
    ordinary: tuple[str, ...] = ()


NO_OPTIONS = ("find",)


# RAS, FEV1, mRNA; two letters and a figure are more often the number of a form or a place.
_SHAPES = (r"(?-i)\b[A-Z]{2,6}s?\b", r"(?-i)\b[A-Z]{3,5}\d{1,2}\b", r"(?-i)\b[a-z][A-Z]{2,5}s?\b")


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """Capitals in a row, and the other forms that the lexicon knows (HbA1c, G-CSF)."""
    if params.find != "acronym":
        return {}
    shapes = [re.compile(shape.removeprefix("(?-i)")) for shape in _SHAPES]
    names = terms.acronyms(lexicon) if lexicon is not None else ()
    mixed = [re.escape(name) for name in names if not any(shape.fullmatch(name) for shape in shapes)]
    known = (rf"(?-i)\b(?:{'|'.join(sorted(mixed, key=len, reverse=True))})\b",) if mixed else ()
    return {"find": Scan(patterns=(*_SHAPES, *known))}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each use of a word that is never explained; uses of one word share a group."""
    return _terms(params, reading) if params.find == "undefined-term" else _acronyms(rule, params, reading)


def _terms(params: Params, reading: Reading) -> Iterator[Candidate]:
    page, found = reading.page, reading.terms
    unexplained = [
        use
        for use in found.uses
        if use.entry.kind == "term" and use.entry.familiarity < params.below and use.entry.lemma not in found.defined
        if not nameplates.is_place(page, use.start, use.end) and not nameplates.is_signed(page, use.start)
    ]
    # Title and headings do not count as first use; a term that stands nowhere else is reported there.
    for use in sorted(
        unexplained, key=lambda use: (page.blocks[page.block_at(use.start)].kind in (Kind.HEADING, Kind.LABEL), use.start)
    ):
        entry = use.entry
        text = page.text[use.start : use.end]
        lemma, plain, meaning = (spelling.local(words, reading.locale) for words in (entry.lemma, entry.plain, entry.meaning))
        plural = plain and text.lower() != lemma.lower() and text.lower().startswith(lemma[:-2].lower())
        term = lemma if plural else text.lower() if text[1:].islower() and lemma[:1].islower() else text
        mild = entry.familiarity >= params.warning_below or entry.built
        said = params.say_plain if entry.plain else params.say_part if entry.meaning else params.say
        want = f"{term} ({plain})" if plain.startswith(_LINKS) else f"{plain} ({term})"
        yield Candidate(
            start=use.start,
            end=use.end,
            values={"term": term, "value": fill(said, {"plain": plain or meaning, "want": want, "term": term})},
            group=entry.lemma,
            severity="suggestion" if mild or found.definitions.exemplified(use.start, use.end) else None,
            suggestion=want if entry.plain else None,
        )


# How the plain words of an adjective begin, which cannot stand in its place: buccal (of the cheek).
_LINKS = tuple(
    f"{word} "
    for word in "about across after around at before between by caused during for from in inside near of on outside through "
    "to towards under using with without".split()
)


def _acronyms(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    page = reading.page
    known = _known(reading)
    written: dict[str, list[tuple[int, int]]] = {}
    for hit in reading.hits(rule):
        text = page.folded[hit.start : hit.end]
        name = text[:-1] if text.endswith("s") and text[:-1].isupper() else text
        written.setdefault(name, []).append((hit.start, hit.end))
    for name, places in written.items():
        row = known.get(name)
        if name in params.ordinary or _is_allowed(name, row, reading) or _expansion_on_page(row, reading):
            continue
        expansions = split_cell(spelling.local(row["expansions"], reading.locale)) if row else []
        for start, end in _unexplained(name, places, reading):
            yield Candidate(
                start=start,
                end=end,
                values={"term": name, "plain": f" ({expansions[0]})" if expansions else ""},
                group=name,
                suggestion=f"{expansions[0]} ({name})" if len(expansions) == 1 else None,
            )


def _known(reading: Reading) -> Mapping[str, Row]:
    """The acronyms of the lexicon, by how they are written."""
    return reading.rulebook.derived("acronyms", terms.acronyms)


def _unexplained(name: str, places: list[tuple[int, int]], reading: Reading) -> list[tuple[int, int]]:
    """The places where a name is an acronym; none where any of them spells it out."""
    uses = []
    for start, end in places:
        if _is_acronym(name, start, end, reading):
            if _spelled_out(name, start, end, reading):
                return []
            uses.append((start, end))
    return uses


def _is_allowed(name: str, row: Row | None, reading: Reading) -> bool:
    if name.lower() in reading.site.vocabulary:
        return True
    return row is not None and row["allowed"] in ("all", reading.locale)


# A gene goes by its letters; what stands among telephone numbers is a firm or a country.
_GENE = regex(r" (?:genes?|mutations?|proteins?|variants?)\b")
_STANDS_FOR = regex(r"['\"]?(?: [\w'-]+){0,8} stands? for [a-z]")  # the letters IU on a bottle stand for
_READ_AS = regex(r"['\"]?,?['\"]?(?: [\w'-]+){0,5} (?:means|reads|read (?:it|that|this) as) ([^.!?;:\n]{3,60})")  # read it as
_BONE = regex(r"[CLST]\d{1,2}")  # of the spine
_SPINE = regex(r"(?i)\b(?:back|bones?|dis[ck]s?|level|nerves?|spin(?:e|al)|vertebrae?)\b")
_WARE = regex(r" (?:bottles?|creams?|gels?|pads?|pants|pillows?|plasters?|shoes|socks|wipes)\b")  # of a maker: TENA pads
_GROUP = regex(  # what has a name that is made to be a word
    r" (?:approach|class(?:es)?|clinic|course|criteria|index|method|pathway|plan|program(?:me)?|project|rule|scale|scheme|score"
    r"|service|study|survey|team|test|tool|trial)\b"
)
_PHONE = regex(r"(?i)\btel(?:ephone)?\b\.?:? ?\+?\(?\d|\+ ?\d{2,3}[ (]")
_UPPER, _LOWER = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz"
_ROMAN = frozenset("II III IV IX V VI VII VIII X XI XII XIII XIV XV XVI XX".split())
# What is numbered in Roman numerals, so that the IV after it is a 4.
_NUMBERED = frozenset(
    "and appendix article chapter class factor grade group level nerve or part phase schedule stage through title to type "
    "volume".split()
)
_STATES = frozenset(
    "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA "
    "RI SC SD TN TX UT VA VT WA WI WV WY".split()
)


_NEAR = 500  # characters on either side that are asked
_BESIDE_WORD = regex(r"(?:^|[ (])[A-Za-z]{3,}/$")  # a stroke/TIA


def _is_acronym(name: str, start: int, end: int, reading: Reading) -> bool:
    """Whether capitals in a row are an acronym here: no shouting, credential, state, Roman numeral or product's name."""
    page = reading.page
    first, last = reading.around(start, end, _NEAR)
    line = page.folded[first:last]
    before, after = page.folded[first:start], page.folded[end:last]
    if _GENE.match(after) or _is_phone_line(line):
        return False
    if nameplates.is_label(before, after) or nameplates.is_keyword(before, after) or nameplates.is_signed(page, start):
        return False
    known = name in _known(reading)
    if nameplates.is_code(before, after, is_known=known) or (_is_of_medicine(start, end, reading) and not known):
        return False
    if not known and _is_in_unit(page, start):
        return False
    if _BONE.fullmatch(name) and _SPINE.search(line):
        return False
    if name in _ROMAN or name[:-1] in _ROMAN or (name[0] in "IV" and name[1:] in ("A", "B", "C")):
        return name in _known(reading) and not _is_numbered(before)  # stage II, stage IIB; but the IVC is a vein
    if name in _STATES and (before.endswith(", ") or _starts_with_digits(after[1:6])):
        return False
    if _shouts(line) and any(map(str.isupper, before + after)):
        return False
    if not known and _WARE.match(after):
        return False
    if before.endswith("/") and not (name in _known(reading) and _BESIDE_WORD.search(before)):
        return False
    if before.endswith(("-", "'", "&", ".")) or (
        after[:1] in ("-", "'", "&") and after[1:2].isalnum() and not after.startswith("'s")
    ):
        return False
    neighbours = (
        before.rstrip(" 0123456789").rpartition(" ")[2].strip(".,;:()'\""),
        after.strip(" 0123456789:").partition(" ")[0].strip(".,;:!()'\""),
    )
    ordinary = page.lower_words
    if any(len(word) > 2 and word.isupper() and word.lower() in ordinary for word in neighbours):
        return False  # one of several words that are stressed
    if _is_word(name, reading) and any(
        len(word) > _SHORT and word.isupper() and _is_word(word, reading) for word in neighbours
    ):
        return False  # a title in capitals that has a plain one beside it
    if len(name) > _SHORT and _is_word(name, reading) and not _GROUP.match(after):
        return False  # swallow it WHOLE; LAKESIDE HEART CLINIC; but the STEADY class
    if (
        before.endswith(", ")
        and before[:-2].rpartition(" ")[2][:1].isupper()
        and (after[:1] in ("", ",", ".", ")") or after.startswith(" <"))
    ):
        return False  # credentials after a name
    if name.lower() in ordinary:
        return False  # a word that is stressed
    title = page.title or (page.text_of(page.blocks[0]) if page.blocks[0].kind is Kind.HEADING else "")
    return not (len(name) > 4 and name.lower() in title.lower().split())


def _is_of_medicine(start: int, end: int, reading: Reading) -> bool:
    """Whether capitals are a medicine's name, or stand right behind one: Flovent HFA."""
    first = bisect_left(hits := reading.names("medicine"), start - 1, key=attrgetter("end"))
    return first < len(hits) and (hits[first].end == start - 1 or hits[first].start <= start < end <= hits[first].end)


def _is_in_unit(page: Page, start: int) -> bool:
    """Whether a place is in the unit of an amount: 2 mIU/L."""
    before = bisect_left(page.quantities, start, key=attrgetter("start")) - 1
    return before >= 0 and page.quantities[before].unit_start <= start < page.quantities[before].unit_end


_SHORT = 3  # letters of most acronyms
_EVERYDAY = 4.0  # how common a word is that everybody reads in capitals as in any other letters


def _is_word(name: str, reading: Reading) -> bool:
    """Whether capitals are an everyday word, and no acronym that the lexicon knows."""
    return name not in _known(reading) and tables.frequency(name) >= _EVERYDAY


def _is_numbered(before: str) -> bool:
    """Whether the word before a place is one that is numbered: stage, type."""
    return before.rstrip(" ").rpartition(" ")[2].lower() in _NUMBERED


@lru_cache(maxsize=64)
def _is_phone_line(line: str) -> bool:
    return bool(_PHONE.search(line))


@lru_cache(maxsize=64)
def _shouts(line: str) -> bool:
    """Whether most letters of a line are capitals."""
    data = line.encode("utf-8", "surrogatepass")
    upper, lower = (len(data) - len(data.translate(None, letters)) for letters in (_UPPER, _LOWER))
    return upper > 0.6 * (upper + lower)


def _starts_with_digits(text: str) -> bool:
    return text[:5].isdigit() and len(text) >= 5


def _spelled_out(name: str, start: int, end: int, reading: Reading) -> bool:
    """Whether the words that the letters stand for are beside this use."""
    page = reading.page
    if any(mark.value for mark in page.marks_in(start, end, "abbr")):
        return True
    first, last = reading.around(start, end, _NEAR)
    before, after = page.folded[first:start], page.folded[end:last]
    lead = before.rstrip("'\" ")
    opened = lead.rfind("(")
    if opened >= 0 and ")" not in lead[opened:] and _initials_fit(name, lead[:opened] + " " + lead[opened + 1 :]):
        return True
    if lead.endswith((", or", " or", "called", "known as", "abbreviated as", "short for", ",", " as", "the")) and _initials_fit(
        name, lead
    ):
        return True
    if after.startswith(" (") and (close := after.find(")")) > 0:
        inside = after[2:close]
        if len(inside.split()) >= 2 and _initials_fit(name, inside, whole=True):
            return True
    if after.startswith((" is short for", ", which stands for", " means", ", short for", ", or ", ": ", " - ")) and (
        after.startswith((" is short", ", which", ", short")) or _initials_fit(name, after[:120], whole=True)
    ):
        return True
    if _STANDS_FOR.match(after):
        return True
    if (read_as := _READ_AS.match(after)) and _initials_fit(name, read_as[1], whole=True):
        return True
    if _stands_beside(name, page, page.block_at(start)) or _words_stand_near(name, start, page):
        return True
    return _is_told(name, start, end, reading) or reading.terms.definitions.explains(start, end)


_THIS = regex(r"(?:it|that|this|these|they)\b")
_TOLD_HERE, _TOLD_NEXT = 3, 2  # words of a meaning that have to be said; fewer where the next sentence points back


def _is_told(name: str, start: int, end: int, reading: Reading) -> bool:
    """Whether what follows in the sentence, or the next one, `This test`, says what the lexicon says of the letters."""
    page, row = reading.page, _known(reading).get(name)
    if row is None or page.blocks[page.block_at(start)].kind is Kind.CELL:
        return False
    of_name = likeness.meaning(name.lower(), "", row["meaning"])
    if len(of_name.held_by(page.lower[end : min(reading.sentence(start).end, end + _NEAR)])) >= _TOLD_HERE:
        return True
    told = page.sentence_beside(start, 1)
    said = page.lower[told.start : told.end][:_NEAR] if told else ""
    return bool(_THIS.match(said)) and len(of_name.held_by(said)) >= _TOLD_NEXT


def _stands_beside(name: str, page: Page, number: int) -> bool:
    """Whether the items that follow stand for the letters, one each, or another cell of the row spells them out."""
    if page.blocks[number].kind is Kind.CELL:
        return any(_initials_fit(name, cell, whole=True) for cell in surroundings.row_others(page, number))
    after, before = number + 1, max(number - len(name), 0)
    lists = page.blocks[after : after + len(name)], page.blocks[before:number]
    return any(
        "".join(page.folded[block.start] for block in items if block.kind is Kind.ITEM).upper() == name for items in lists
    )


_ASIDE = regex(r" ?\([^()]*\)| and\b")
_AROUND = 30  # words on each side in which the words of an acronym may stand


def _words_stand_near(name: str, start: int, page: Page) -> bool:
    """Whether three words or more in a row nearby begin with the letters: `Small vessel disease … SVD`, `FAST: Face, …`."""
    if len(name) < _SHORT:
        return False
    at, words = bisect_left(page.words.starts, start), page.words
    first, last = max(at - _AROUND, 0), min(at + _AROUND, len(words.starts))
    text = page.lower[words.starts[first] : words.ends[last - 1]]
    return any(name.lower() in _initials(near) for near in {text, _ASIDE.sub(" ", text)})


def _initials(text: str) -> str:
    """The first letters of the words of a text in lower case, a space for each little one."""
    words = clauses.WORD.findall(text)
    return "".join(word[0] if len(word) >= _SHORT and word not in clauses.LITTLE else " " for word in words)


_COMPOUND = 9  # letters from which a word may give more than its first to an acronym


def _initials_fit(name: str, text: str, *, whole: bool = False) -> bool:
    """Whether words of a text begin with the letters of an acronym, in order; the last words of it, or with `whole` any."""
    wanted = [char for char in name.lower() if char.isalpha()]
    words = [word for raw in text.lower().replace("-", " ").replace("/", " ").split() if (word := raw.strip(".,;:()[]'\""))]
    words = words if whole else words[-(len(wanted) * 2 + 4) :]
    if len(words) < 2:
        return False
    return any(word[:1] == wanted[0] and _fits_from(wanted, words[first:]) for first, word in enumerate(words))


def _fits_from(wanted: list[str], words: list[str]) -> bool:
    """Letters matched in order: at the start of words, or further on in a long one (electrocardiogram gives E, C and G)."""
    at = 0
    for word in words:
        if at == len(wanted):
            break
        if word[0] == wanted[at]:
            at += 1
            if len(word) >= _COMPOUND:
                for char in word[3:]:
                    at += at < len(wanted) and char == wanted[at]
    return at >= max(2, len(wanted) - (len(wanted) > 3))


@lru_cache(maxsize=1)
def _spaced(lower: str) -> str:
    return lower.replace("-", " ")


def _expansion_on_page(row: Row | None, reading: Reading) -> bool:
    """Whether the page holds the words that the lexicon knows for it."""
    if row is None:
        return False
    spaced = _spaced(reading.page.lower)
    return any(expansion.lower().replace("-", " ") in spaced for expansion in split_cell(row["expansions"]))
