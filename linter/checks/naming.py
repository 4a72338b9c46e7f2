"""One thing under several names: names of the table of synonyms, and pairs that the page makes, used in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from linter.checks import Candidate, Place
from linter.guards import name as is_proper_name
from linter.language import names
from linter.model import Model
from linter.page import Kind
from linter.search.hits import Hit, Places, Scan, longest
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule

FIELDS = ("most", "words")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`table` names the sets of synonyms (columns `plain` and `others`).

    Where the page says that two names are one thing, the second may stand there, and each use after that is a finding.
    `other-names`: headings over lists of names.
    """

    table: str
    other_names: tuple[str, ...] = ()


NO_OPTIONS = ("table",)


class _Use(msgspec.Struct, frozen=True):
    """A name where it stands."""

    start: int
    end: int
    name: str


_TELLING = 4  # letters of a short form that means one thing by itself: PICC
_DEFINITE = regex(r"\b(?:the|this|that|your|his|her|their) $")


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """All forms of all names."""
    known = names.forms(lexicon, params.table) if lexicon is not None else ()
    return {"find": Scan(tuple(form.text for form in known))}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate for each use of a name that is not the main one; those of one thing share a group."""
    known = reading.rulebook.derived(rule.id, lambda lexicon: names.forms(lexicon, params.table))
    by_set: dict[int, list[tuple[Hit, names.Form]]] = {}
    hits = reading.hits(rule)
    kept = {(hit.start, hit.end) for hit in longest(hits)}
    for hit in hits:
        if (hit.start, hit.end) in kept:  # the catheter: of every set that has it
            by_set.setdefault(known[hit.item].set, []).append((hit, known[hit.item]))
    lists = _lists_of_names(params, reading)
    spoken: set[str] = set()
    others: _Others | None = None
    rows = reading.rulebook.lexicon.table(params.table)
    for number, found in by_set.items():
        if len({form.name for _, form in found}) > 1:
            others = others or _Others(reading)
            uses = [use for use in _of_table(found, reading) if not _in_longer(use, others, reading)]
            spoken |= {reading.page.lower[use.start : use.end] for use in uses}
            plain = rows[number]["plain"].split("=")[0]
            yield from _candidates(plain, _counted(uses, plain, reading, lists), reading)
    for pair in names.made(reading.page):
        if pair.first in spoken or pair.second in spoken:
            continue
        spoken |= {pair.first, pair.second}
        uses = [
            _Use(start, end, name)
            for name in (pair.first, pair.second)
            for start, end in names.places(reading.page, {name, names.plural(name)})
            if name != pair.everyday or _DEFINITE.search(reading.page.lower[max(start - 8, 0) : start])
        ]
        uses = _counted(sorted(set(uses), key=lambda use: use.start), pair.first, reading, lists)
        yield from _candidates(pair.first, uses, reading)


def _of_table(found: list[tuple[Hit, names.Form]], reading: Reading) -> list[_Use]:
    """Uses of one set's names: short forms where the words are on the page, common words where they mean this thing."""
    page = reading.page
    spelled = any(not form.short and not form.common for _, form in found)
    uses: list[_Use] = []
    for hit, form in found:
        if form.common:
            continue
        text = page.folded[hit.start : hit.end]
        if form.short and (text.rstrip("s") != form.text.rstrip("s") or not (spelled or len(form.text) >= _TELLING)):
            continue
        uses.append(_Use(hit.start, hit.end, form.name))
    own = {use.name for use in uses}
    for hit, form in found:
        if own and form.common and _DEFINITE.search(page.lower[max(hit.start - 8, 0) : hit.start]):
            # “The catheter” of a central venous catheter is the same name, shortened.
            longer = next((name for name in sorted(own) if names.contains(name, form.text)), form.name)
            uses.append(_Use(hit.start, hit.end, longer))
    return sorted(uses, key=lambda use: use.start)


def _in_longer(use: _Use, others: _Others, reading: Reading) -> bool:
    """Whether a name is part of another thing's: the hypertension of pulmonary hypertension, of a trust for it."""
    page = reading.page
    if "-" in (page.folded[use.start - 1 : use.start], page.folded[use.end : use.end + 1]):
        return True
    if page.folded.endswith("% ", 0, use.start):  # 5% glucose is what stands on the bag
        return True
    if page.folded[use.start].isupper() and page.folded[use.start + 1].islower():
        opens = use.start == reading.sentence(use.start).start
        if not opens or is_proper_name(reading, use.start, use.end):
            return True
    return others.places.hold(use.start, use.end) or use.start - 1 in others.ends


class _Others:
    """Terms and conditions on the page: what is part of a longer one, or follows one, may be a kind of its own."""

    def __init__(self, reading: Reading) -> None:
        terms = [(term.start, term.end) for term in reading.terms.uses if term.entry.kind == "term"]
        spans = terms + [(hit.start, hit.end) for hit in reading.names("condition")]
        self.ends = {end for _, end in spans}
        self.places = Places(spans)


def _lists_of_names(params: Params, reading: Reading) -> set[int]:
    """Blocks under a heading such as “Other names”."""
    page = reading.page
    return {
        number
        for section in page.sections
        if section.heading is not None
        and any(words in page.lower[slice(*_span(page.blocks[section.heading]))] for words in params.other_names)
        for number in range(section.first, section.last)
    }


def _span(block: Any) -> tuple[int, int]:
    return block.start, block.end


def _counted(uses: Iterable[_Use], plain: str, reading: Reading, lists: set[int]) -> list[_Use]:
    """The uses in running text that do not introduce a name."""
    page = reading.page
    every = list(uses)
    introducing: set[int] = set()
    kept: list[_Use] = []
    for i, use in enumerate(every):
        sentence = reading.sentence(use.start)
        if i + 1 < len(every) and every[i + 1].start < sentence.end:
            after = every[i + 1]
            between = page.lower[use.end : after.start]
            if use.name != after.name and (names.introduces(between) or names.opens_bracket(between)):
                introducing |= {i, i + 1}
        is_other = use.name != plain
        if (
            names.is_named(page.lower[sentence.start : use.start], page.lower[use.end : sentence.end])
            or (is_other and page.folded.startswith(" (", use.end))
            or (is_other and reading.terms.definitions.explains(use.start, use.end))
        ):
            introducing.add(i)
    for i, use in enumerate(every):
        number = page.block_at(use.start)
        block = page.blocks[number]
        if (
            number not in lists
            and i not in introducing
            and block.kind not in (Kind.HEADING, Kind.CODE, Kind.LABEL, Kind.TERM, Kind.CAPTION)
            and not block.quoted
            and number not in page.references
            and not any(True for _ in page.marks_in(use.start, use.end, "link"))
        ):
            kept.append(use)
    return kept


def _candidates(plain: str, uses: list[_Use], reading: Reading) -> Iterator[Candidate]:
    counts = Counter(use.name for use in uses)
    short_for = {
        longer: shorter for longer in counts for shorter in counts if longer != shorter and names.contains(longer, shorter)
    }  # the same name, shortened
    kept = [name for name in counts if name not in short_for]
    if len(kept) < 2:
        return
    main = _main(plain, kept, counts, reading)
    stray = [use for use in uses if short_for.get(use.name, use.name) != main]
    shown = {name: _as_written(name, uses, reading) for name in kept}
    others = sorted((name for name in kept if name != main), key=lambda name: -counts[name])
    first = next(use for use in uses if short_for.get(use.name, use.name) == main)
    for use in stray:
        yield Candidate(
            start=use.start,
            end=use.end,
            values={"words": _listed([shown[name] for name in (main, *others)]), "most": shown[main]},
            group=main,
            suggestion=shown[main],
            related=(Place(first.start, first.end, f"‘{shown[main]}’ here"),),
        )


def _main(plain: str, kept: list[str], counts: Counter[str], reading: Reading) -> str:
    """The name to keep: the one in the title, else the one that most readers know, else the most used."""
    page = reading.page
    title = page.title or (page.text_of(page.first_heading) if page.first_heading else "")
    titled = [name for name in kept if name.lower() in title.lower()]
    if len(titled) == 1:
        return titled[0]
    return plain if plain in kept else max(kept, key=lambda name: counts[name])


def _as_written(name: str, uses: list[_Use], reading: Reading) -> str:
    """A name in the page's own spelling, without the capital that begins a sentence."""
    page = reading.page
    written = [use for use in uses if use.name == name]
    inside = next((use for use in written if reading.sentence(use.start).start != use.start), None)
    use = inside or written[0]
    text = page.text[use.start : use.end]
    return text if inside or text[1:2].isupper() else text[:1].lower() + text[1:]


def _listed(words: list[str]) -> str:
    quoted = [f"‘{word}’" for word in words]
    return ", ".join(quoted[:-1]) + f" and {quoted[-1]}"
