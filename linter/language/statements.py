"""What a page says of a quantity, so far that two of them compare: who, when, how often, how given, and of what.

Two statements are of one thing where their qualifiers are the same and what else their clauses say overlaps. The words that
qualify are the rule's (`Vocabulary`); nothing here knows a medicine or an age.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from linter.language import subjects, surroundings, units
from linter.language.subjects import Subject
from linter.model import Model
from linter.page import Kind
from linter.regexes import regex

if TYPE_CHECKING:
    from linter.hits import Hit
    from linter.language.quantities import Quantity
    from linter.page import Page


class Vocabulary(Model, frozen=True, kw_only=True):
    """Words by what they say of a quantity, in lower case: a phrase counts as all its words together.

    `groups`, `routes` and `stages` by the name they count under: who it is for, how it is given, which of several steps it is.
    `empty` say nothing of their own (usual, dose, take); those of `same` count as the word they stand under. `forms` are what a
    medicine comes as.
    """

    groups: dict[str, tuple[str, ...]] = {}
    routes: dict[str, tuple[str, ...]] = {}
    stages: dict[str, tuple[str, ...]] = {}
    empty: tuple[str, ...] = ()
    same: dict[str, tuple[str, ...]] = {}
    forms: tuple[str, ...] = ()


class _Table:
    """Words and the name that each stands under: one pattern for all, to be tried where a text has all parts of one of them."""

    def __init__(self, entries: dict[str, tuple[str, ...]]) -> None:
        from linter.scanner import expand

        self._names = {form: name for name, words in entries.items() for word in words for form in expand(word)}
        forms = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, forms)) or '(?!)'})\b")
        self._needed: dict[str, list[frozenset[str]]] = {}  # the parts of each, found by the first
        for form in forms:
            parts = _PART.findall(form)
            self._needed.setdefault(parts[0] if parts else "", []).append(frozenset(parts))

    @property
    def words(self) -> list[str]:
        """The entries that are one word."""
        return [form for form in self._names if form.isalpha()]

    def found(self, text: str, parts: frozenset[str]) -> frozenset[str]:
        """The names under which words of a text stand. `parts` holds the parts of its words, "", and may hold more."""
        if any(needed <= parts for first in self._needed.keys() & parts for needed in self._needed[first]):
            return frozenset([self._names[match[0]] for match in self._pattern.finditer(text)])
        return frozenset()


class Tables:
    """A vocabulary, made ready to be looked up. The names of units are empty too: they stand for the numbers before them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.groups, self.routes, self.stages = map(_Table, (vocabulary.groups, vocabulary.routes, vocabulary.stages))
        self.persons = frozenset(map(stem, self.groups.words))
        self.empty = frozenset(stem(word) for word in (*vocabulary.empty, *units.load().words, "mg", "ml", "mcg", "kg"))
        self.forms = frozenset(map(stem, vocabulary.forms))
        self.same = {stem(word): stem(name) for name, words in vocabulary.same.items() for word in words}


class Statement:
    """One quantity and what the page says of it. `own` are the quantities that are this one in other units, itself among them;
    `medicines` are the places of all medicines' names on the page, in order.

    Each part is worked out when it is asked for: most pairs of quantities are told apart by the first few.
    """

    def __init__(self, page: Page, quantity: Quantity, own: list[Quantity], tables: Tables, medicines: list[Hit]) -> None:
        self.quantity = quantity
        self.sentence = page.sentence_at(quantity.start)
        self._page = page
        self._tables = tables
        self._medicines = medicines
        self._spans = sorted((q.start, q.end) for q in own)
        sentence = page.sentences[self.sentence]
        self._first = max(sentence.start, self._spans[0][0] - _REACH)
        self._last = min(sentence.end, self._spans[-1][1] + _REACH)

    @cached_property
    def subject(self) -> Subject:
        return subjects.subject(self._page, self.quantity)

    @cached_property
    def is_pointing(self) -> bool:
        """`This takes…`, `You do this…`: of what, stands in another sentence."""
        return bool(_POINTING.match(self._page.lower, self._page.sentences[self.sentence].start))

    @cached_property
    def side(self) -> str:
        """more | less | "": whether the quantity is the least, the most, or the value itself."""
        lower, end = self._page.lower, self._spans[-1][1]
        comparator = self.quantity.comparator
        before = lower[self._first : self.quantity.comparator_start if comparator else self.quantity.start]
        return _side(before, comparator, lower[end : end + 24])

    @cached_property
    def is_forbidden(self) -> bool:
        """`Do not take two doses`: no value that the page gives."""
        return not self.side and bool(_FORBIDDEN.search(self._page.lower, self._first, self.quantity.start))

    @cached_property
    def _rest(self) -> str:
        """The sentence without the quantity (and the same in brackets), and without what limits nothing: `so that it heals`."""
        pieces, at = [], self._first
        for start, end in self._spans:
            pieces.append(self._page.lower[at:start])
            same = _IN_BRACKETS.match(self._page.lower, end, self._last)
            at = same.end() if same else end
        return _EVEN.sub("", "".join([*pieces, self._page.lower[at : self._last]]))

    @cached_property
    def _leads(self) -> str:
        """What leads up to the list that the quantity stands in."""
        leads = surroundings.lead_in(self._page, self.quantity.block)
        if leads.endswith((".", "?", "!")) and not _CASE.match(leads):
            return ""  # a paragraph that happens to stand before a list
        return leads

    @cached_property
    def _titles(self) -> str:
        return _ENUMERATED.sub("", surroundings.titles(self._page, self.quantity.block))

    @cached_property
    def _text(self) -> str:
        """The sentence with what stands over it: a list without a lead-in, and a line that is no sentence, as their heading."""
        page, block = self._page, self.quantity.block
        row = _ROW_NUMBER.sub("", surroundings.row_head(page, block))
        table = f"{row} {surroundings.column_head(page, block)} {surroundings.row_rest(page, block)}".strip()
        lead = self._leads
        if not lead.endswith(":"):
            lead = "" if lead or page.blocks[block].kind is not Kind.ITEM else self._titles
        return " . ".join(part for part in (lead, table, self._rest) if part)

    @cached_property
    def _all(self) -> str:
        return f"{self._titles} {self._leads} {self._text}"

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(["", *_PART.findall(self._all)])

    @cached_property
    def _rhythms(self) -> list[re.Match[str]]:
        """Where the text says how often."""
        return list(_OFTEN.finditer(self._text))

    @cached_property
    def section(self) -> int | None:
        """The heading that it stands under, by its block."""
        return surroundings.heading_block(self._page, self.quantity.block)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Stems of the heading and the line that stand over it."""
        return frozenset(_stems(self._titles, self._tables)) - self._tables.persons

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems of the clause."""
        return frozenset(_stems(self._bare, self._tables))

    @cached_property
    def words_but_persons(self) -> frozenset[str]:
        """The same without whom it is for."""
        return self.words - self._tables.persons - _AGES

    @cached_property
    def forms(self) -> frozenset[str]:
        """What is taken or used: the drops, the tablets."""
        return frozenset(map(stem, _WORD.findall(self._bare))) & self._tables.forms

    @cached_property
    def numbers(self) -> frozenset[float]:
        return frozenset(_numbers(self._bare))

    @cached_property
    def numbers_but_counts(self) -> frozenset[float]:
        """The same without how many are taken: 1 drop."""
        return frozenset(
            _numbers(_COUNT.sub(lambda match: " " if stem(match[1]) in self._tables.forms else match[0], self._bare))
        )

    @cached_property
    def _bare(self) -> str:
        pieces, at = [], 0
        for match in self._rhythms:
            pieces.append(self._text[at : match.start()])
            at = match.end()
        return " ".join([*pieces, self._text[at:]])

    @cached_property
    def case(self) -> frozenset[str]:
        """Stems of a clause that limits when the sentence holds; for whom it holds, `groups` says."""
        cases = " ; ".join(_cases(f"{self._leads} . {_OFTEN.sub(' ', self._rest)}"))
        label = max(self._page.blocks[self.quantity.block].start, self._first - _REACH)
        labels = _LABEL.finditer(f"{self._titles} {self._page.lower[label : self.quantity.start]}")
        stems = frozenset(_stems(cases, self._tables)) - self._tables.persons
        return stems.union(_BOUND.findall(cases), (match[0] for match in labels))

    @cached_property
    def groups(self) -> frozenset[str]:
        return self._tables.groups.found(self._all, self._parts)

    @cached_property
    def routes(self) -> frozenset[str]:
        return self._tables.routes.found(f"{self._titles} {self._text}", self._parts)

    @cached_property
    def stages(self) -> frozenset[str]:
        found = self._tables.stages.found(_EACH_TIME.sub(" ", f"{self._leads} {self._text}"), self._parts)
        return found - {"most"} if self.side == "less" else found

    @cached_property
    def own_stages(self) -> frozenset[str]:
        """Those that the sentence itself names, which count among statements under one heading."""
        return self._tables.stages.found(_EACH_TIME.sub(" ", self._rest), self._parts) - (
            {"most"} if self.side == "less" else frozenset()
        )

    @cached_property
    def often(self) -> frozenset[str]:
        return _often(self._rhythms)

    @cached_property
    def often_end(self) -> int:
        """Where `every 6 hours` ends, if it follows the quantity; else the quantity's end."""
        return _often_end(self._page.lower, self._spans[-1][1], self._last)

    @cached_property
    def medicines(self) -> frozenset[str]:
        """The medicines that the sentence names, or else the heading over it."""
        page = self._page
        sentence = page.sentences[self.sentence]
        within = [(sentence.start, sentence.end)]
        if (heading := surroundings.heading_block(page, self.quantity.block)) is not None:
            within.append((page.blocks[heading].start, page.blocks[heading].end))
        for start, end in within:
            first, last = (bisect_left(self._medicines, place, key=attrgetter("start")) for place in (start, end))
            if first < last:
                return frozenset(page.lower[hit.start : hit.end] for hit in self._medicines[first:last])
        return frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words inside the sentence: a method, a brand."""
        return _names(self._page, self._first, self._last)


_REACH = 400  # characters on either side: more than a sentence for readers has


# -- the words of a clause ----------------------------------------------------------------------

_WORD = regex(r"[a-z][a-z'-]*")
_PART = regex(r"\w+")
_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?")
_NUMBER_WORDS = "one two three four five six seven eight nine ten"
_WORDS_FOR_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS.split(), 1)}
_LITTLE = frozenset(
    f"""a an the this that these those it its they them their he she his her i we us our you your who which what there here of
    to at by with and or as is are was were be been being am has have had do does did will would should must can could may might
    shall in on for from into onto over under above below up down out off than then so not no never don't if when while until
    because about around roughly approximately between during more less most least fewer further only just also very too even
    still again each every any all some both other another same such per through within but anything something everything
    how much many often why nothing remember
    larger smaller bigger longer shorter wider higher lower heavier lighter greater older younger
    before after following {_NUMBER_WORDS}""".split()
)
_PERSONS = "people|patients|those|anyone|adults|children|women|men|babies"
_CASE = regex(
    r"\b(?:(?<!even )(?:if|when)|unless|whenever|in case|for (?!example|about|at least|up to|\d)|during|after|before|following"
    rf"|without|(?:{_PERSONS}) (?:with|who|taking|on)|in (?:{_PERSONS}))\b"
)
_IN_BRACKETS = regex(r" ?\([^()]{0,12}\d[^()]{0,12}\)")
_ENUMERATED = regex(r"^\d{1,2}(?:\.\d{1,2})*[.)] ")  # 3. How to take it
_ROW_NUMBER = regex(r"^(?:step )?\d{1,2}[.)]?$")
_COUNT = regex(r"\b(?:\d+|one|two|three|four) ([a-z]+)")
_CLOCK = regex(r"\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m)\b")
_AGES = frozenset({"age", "ag", "aged", "year", "month", "week"})
_EACH_TIME = regex(r"\b(?:after|before) (?:each|every) \w+")
_FORBIDDEN = regex(
    r"\b(?:do not|don't|never|must not|should not) (?:ever )?(?:drink|give|have|inject|swallow|take|use)\b[^,;:.!?]*$"
)
_EVEN = regex(r",? \b(?:even (?:if|when|though)|so that|because)\b[^,;:.()]*")
_LABEL = regex(
    r"\b(?:stage|grade|type|class|category|group|phase|cycle|step|option|level|week|day|month|year|trimester|table|figure)s?"
    r" (?:\d+|[ivx]+)[a-d]?\b"
)
_POINTING = regex(
    r"(?:this|that|these|those|such|each|both)\b"
    r"|(?:[a-z]+ ){0,3}(?:do|does|have|need|repeat|try) (?:it|that|them|these|this|those)\b"
)
_BOUND = regex(r"\b(?:less|more|under|over|above|below|least|up to|older|younger|not|no)\b")
_CASE_END = regex(r"[,;:.()]|\b(?:take|give|use|you (?:should|must|can|may|will)|the (?:usual|recommended|normal))\b")


@lru_cache(4096)
def stem(word: str) -> str:
    """A word without its ending, so that `lifting`, `lifts` and `lift` are one."""
    word = word.removesuffix("'s").strip("'-")
    for ending, put in (("ies", "y"), ("ing", ""), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word.removesuffix(ending) + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


# -- how often ----------------------------------------------------------------------------------

_SPAN = "day|week|month|hour|year"
_OFTEN = regex(
    r"\b(?P<times>once|twice|(?:\d+|one|two|three|four|five|six) times?) "
    rf"(?:(?:a|per|each|every|in a|in one) (?P<unit>{_SPAN})|(?P<ly>daily|weekly|monthly))"
    # `fades in a year`, `rest for a week` and `after a month` say how long
    r"|(?<!for )(?<!after )(?<!about )(?<!within )\b(?:(?:a|per|each|every|in one|in any|in a) (?P<per>day|hour|minute)"
    r"|(?<!in )(?:a|per|each|every) (?P<span>week|month|year)|(?P<daily>daily|weekly|monthly))\b"
    r"|\bevery (?:other|second) (?P<skip>day|week|month)"
    r"|\b(?:every|each) (?P<n>\d+|two|three|four|five|six|eight|ten|twelve)(?: (?:to|or) \d+|-\d+)?[ -]"
    rf"(?P<every>(?:{_SPAN}|minute)s?)"
    r"|\b(?P<when>(?:at|every|each|per) (?:night|bedtime|meal|feed|dose|morning|evening)"
    r"|(?:in|during) the (?:morning|evening|night|afternoon)|nightly|with (?:each |every )?(?:meals?|food)"
    r"|before (?:each |every )?(?:meals?|bed|breakfast)|after (?:each |every )?(?:meals?|feeds?))\b"
)
_NEAR_OFTEN = 16  # characters between a dose and how often it is taken


def _often_end(lower: str, at: int, end: int) -> int:
    match = _OFTEN.search(lower, at, min(at + 60, end))
    return match.end() if match and match.start() - at <= _NEAR_OFTEN and lower[at : match.start()].count(",") == 0 else at


_UNITS = {"daily": "day", "weekly": "week", "monthly": "month"}
_COUNTS = {"once": "1", "twice": "2"} | {word: str(n) for word, n in _WORDS_FOR_NUMBERS.items()}


def _often(matches: list[re.Match[str]]) -> frozenset[str]:
    """How often, as `2/day`, `every 6 hour`, `day` (each day, a total or a single dose), `morning`."""
    found = set()
    for match in matches:
        if match["times"]:
            count = match["times"].split(" ")[0]
            found.add(f"{_COUNTS.get(count, count)}/{match['unit'] or _UNITS[match['ly']]}")
        elif match["per"] or match["span"] or match["daily"]:
            found.add(f"1/{match['per'] or match['span'] or _UNITS[match['daily']]}")
        elif match["skip"]:
            found.add(f"every 2 {match['skip']}")
        elif match["n"]:
            found.add(f"every {_COUNTS.get(match['n'], match['n'])} {match['every'].rstrip('s')}")
        else:
            found.add(stem(match["when"].split(" ")[-1].replace("nightly", "night").replace("bedtime", "night")))
    return frozenset(found)


# -- which side ---------------------------------------------------------------------------------

_LARGER = "more|greater|larger|bigger|longer|higher|wider|heavier|over|above"
_SMALLER = "less|fewer|smaller|lower|shorter"
_NO_SMALLER = regex(rf"\b(?:no|not) (?:{_SMALLER}) than")
_MORE = regex(rf"\b(?:{_LARGER}|older|exceed\w*|at least|min\w*|beyond)\b|[>≥]")
_LESS = regex(
    rf"\b(?:no|not|never|don't|cannot) (?:[a-z]+ ){{0,6}}?(?:{_LARGER}|exceed\w*)\b"
    rf"|\b(?:{_SMALLER}|younger|under|below|up to|at most|as (?:much|many|long) as|max\w*|within|the most)\b|[<≤]"
)
_LIMIT = regex(r"\b(?:maximum|minimum|most|least|limit|exceed\w*)\b")
_MORE_AFTER = regex(r"^,? ?(?:or|and) (?:more|above|over|higher|greater|longer|older|larger|up)\b")
_LESS_AFTER = regex(r"^,? ?(?:or|and) (?:less|fewer|below|under|lower|shorter|younger|smaller)\b|^ (?:at most|maximum|max)\b")


def _side(before: str, comparator: str, after: str) -> str:
    """Whether the quantity is the least, the most, or the value itself."""
    if _MORE_AFTER.match(after):
        return "more"
    if _LESS_AFTER.match(after):
        return "less"
    text = before[-60:] + comparator
    if not comparator and not _LIMIT.search(text):
        return ""
    if _NO_SMALLER.search(comparator):
        return "more"
    if _LESS.search(text):
        return "less"
    return "more" if _MORE.search(text) else ""


def _cases(text: str) -> Iterator[str]:
    """The parts of a sentence that limit when it holds: from `if`, `when`, `for`… to the end of that clause."""
    for match in _CASE.finditer(text):
        end = _CASE_END.search(text, match.end())
        yield text[match.end() : end.start() if end else len(text)]


def _stems(text: str, tables: Tables) -> Iterator[str]:
    for found in _WORD.findall(text):
        if found not in _LITTLE and (word := stem(found)) not in tables.empty and len(word) > 1:
            yield tables.same.get(word, word)


def _numbers(text: str) -> Iterator[float]:
    text = _CLOCK.sub(" ", text)
    for match in _NUMBER.finditer(text):
        yield float(match[0].replace(",", ""))
    for match in _WORD.finditer(text):
        if match[0] in _WORDS_FOR_NUMBERS and match[0] != "one":
            yield float(_WORDS_FOR_NUMBERS[match[0]])


_NAME = regex(r"(?<=[a-z,] )(?:the )?([A-Z][\w-]*(?:[A-Z®™][\w-]*)*[®™]?)|([A-Z]\w*[®™])")


def _names(page: Page, start: int, end: int) -> frozenset[str]:
    return frozenset((match[1] or match[2]).lower() for match in _NAME.finditer(page.text, start, end))
