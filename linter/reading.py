"""A page being read by a rulebook: everything a check or a guard may ask, each part worked out once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from linter.model import Locale
from linter.page import Kind, Page
from linter.rulefile import matches
from linter.search.hits import LEXICON, NAMES, Hit, Places

if TYPE_CHECKING:
    from linter.frontmatter import FrontMatter
    from linter.language.accepted import Accepted
    from linter.language.body import Body
    from linter.language.doses import Doses
    from linter.language.grade import Grade
    from linter.language.guesses import Guess
    from linter.language.sentences import Sentence
    from linter.language.syntax import Pipeline
    from linter.language.terms import Terms
    from linter.rulebook import Rulebook
    from linter.rulefile import Rule
    from linter.search.scanner import Found


_REACH = 2_000
"""Characters. Without a bound, a line of a million characters takes a million times a million steps."""


class PageType(msgspec.Struct, frozen=True):
    """What kind of page it is, who said so (front-matter, option, config, inferred, default) and how sure that is.

    `refused`: what the page says of itself, where it may not.
    """

    name: str
    source: str = "default"
    confidence: float = 0.5
    refused: str = ""

    @property
    def is_guess(self) -> bool:
        """Whether nobody has said it."""
        return self.source in ("inferred", "default")

    @property
    def is_doubtful(self) -> bool:
        """Whether it is a guess that no error may rest on (CATALOGUE.md 3)."""
        return self.is_guess and self.confidence < 0.8


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """What the configuration says of the whole site: words the house accepts, texts that every page carries."""

    vocabulary: frozenset[str] = frozenset()  # in lower case
    disclaimer: str = "page"  # page | site-footer
    emergency: str = "page"  # page | site-header
    provides: Mapping[str, tuple[str, ...]] = {}  # shortcode → rules it satisfies


class Reading:
    """The page, its type, the site's settings and the hits of the one scan."""

    def __init__(
        self,
        page: Page,
        rulebook: Rulebook,
        found: Found,
        *,
        front: FrontMatter,
        page_type: PageType,
        locale: Locale,
        fragment: bool,
        today: date,
        site: Site,
        syntax: Pipeline | None = None,
        syntax_wanted: bool = False,
    ) -> None:
        self.page = page
        self.rulebook = rulebook
        self._found = found
        self.front = front
        self.page_type = page_type
        self.locale = locale
        self.fragment = fragment
        self.today = today
        self.site = site
        self.syntax = syntax  # None where no parser is used
        self.syntax_wanted = syntax_wanted  # somebody asked for the parser: it is not only used as it happens to be there
        self._places: dict[tuple[str, str], Places] = {}
        self.fired: set[str] = set()  # rules that have found something so far

    def hits(self, rule: Rule, role: str = "find") -> list[Hit]:
        """What the page holds of a rule's phrases and patterns in one role, in order of place."""
        return self._found.get((rule.id, role))

    def places(self, rule: Rule, role: str) -> Places:
        """Where they stand, to be asked about one place after the other."""
        key = (rule.id, role)
        if key not in self._places:
            self._places[key] = Places((hit.start, hit.end) for hit in self.hits(rule, role))
        return self._places[key]

    def lexicon_hits(self, table: str) -> list[Hit]:
        """What the page holds of a table of the lexicon."""
        return self._found.get((LEXICON, table))

    def names(self, which: str) -> list[Hit]:
        """What the page holds of a long list of names, such as `medicine` or `condition`."""
        return self._found.get((NAMES, which))

    @cached_property
    def medicines(self) -> frozenset[str]:
        """The medicines that the page names, in lower case."""
        return frozenset(self.page.lower[hit.start : hit.end] for hit in self.names("medicine"))

    @cached_property
    def doses(self) -> Doses:
        """What the page says of doses."""
        from linter.language.doses import Doses

        return Doses(self.page, self.page_type.name, self.names("medicine"))

    def medicines_in(self, start: int, end: int) -> frozenset[str]:
        """The medicines that a stretch of the page names, in lower case."""
        hits = self.names("medicine")
        first, last = (bisect_left(hits, place, key=attrgetter("start")) for place in (start, end))
        return frozenset(self.page.lower[hit.start : hit.end] for hit in hits[first:last])

    def provides(self, rule_id: str) -> bool:
        """Whether a shortcode on the page carries what the rule asks for, as the configuration says."""
        return any(rule_id in rules and name in self.page.source for name, rules in self.site.provides.items())

    def has_found(self, names: Iterable[str]) -> bool:
        """Whether one of these rules and families has found something so far."""
        return any(matches(rule_id, name) for name in names for rule_id in self.fired)

    def sentence(self, position: int) -> Sentence:
        """The sentence that holds a place of the text."""
        return self.page.sentences[self.page.sentence_at(position)]

    def section_at(self, block: int) -> tuple[int, int]:
        """First and one past the last block of the section that holds a block, its heading included."""
        for section in self.page.sections:
            first = section.first if section.heading is None else section.heading
            if first <= block < section.last:
                return first, section.last
        return 0, len(self.page.blocks)

    def around(self, start: int, end: int, reach: int = _REACH) -> tuple[int, int]:
        """The stretch of its block that bears on a place: all of it, but no more than a long paragraph on either side."""
        block = self.page.blocks[self.page.block_at(start)]
        return max(block.start, start - reach), min(block.end, end + reach)

    @cached_property
    def quotation_marks(self) -> list[int]:
        """Where the folded text has quotation marks."""
        return [match.start() for match in re.finditer('"', self.page.folded)]

    def accepts(self, start: int, end: int) -> bool:
        """Whether a place of the text is a word, or part of one, that the house accepts: no jargon here."""
        return bool(self.site.vocabulary) and self._accepted.covers(start, end)

    @cached_property
    def _accepted(self) -> Accepted:
        from linter.language.accepted import Accepted

        return Accepted(self.page, self.site.vocabulary)

    @cached_property
    def notes(self) -> frozenset[str]:
        """Labels of the footnotes that the page holds."""
        return frozenset(block.note for block in self.page.blocks if block.note)

    @cached_property
    def reference_count(self) -> int:
        """Number of entries in the page's list of sources; 0 where it has none."""
        return sum(self.page.blocks[i].kind is not Kind.HEADING for i in self.page.references)

    @cached_property
    def guesses(self) -> list[Guess]:
        """Sentences that read like unsafe advice or an unsupported claim, in order."""
        from linter.language import guesses

        return list(guesses.find(self.page, {name: self.names(name) for name in guesses.NEAR_BY}))

    @cached_property
    def grade(self) -> Grade:
        """How hard the page is to read, as a whole."""
        from linter.language import grade

        return grade.of_body(self.body, parts=False)

    @cached_property
    def body(self) -> Body:
        """The text that the reading level is measured on, counted."""
        from linter.language.body import Body

        return Body(self.page, self.front.facts.topic_terms)

    @cached_property
    def terms(self) -> Terms:
        """Medical terms and acronyms on the page, and where each is explained."""
        from linter.language import terms

        return terms.find(self)
