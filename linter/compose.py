"""From what checks say to findings: guards, weight, message, one finding for one root cause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from functools import partial
from itertools import islice
from operator import attrgetter

import msgspec

from linter import edits, selection
from linter.checks import Candidate, fill, load
from linter.draft import Draft, span
from linter.findings import Finding, Fix, Related, Severity
from linter.guards import GUARDS
from linter.language import cases
from linter.language.imprint import is_imprint
from linter.page import Kind, Page
from linter.reading import Reading
from linter.rulebook import Policy
from linter.rulefile import Condition, Near
from linter.search.hits import Places
from linter.selection import Choice
from linter.store.hashing import blake2b
from linter.store.remembered import Remembered

_SHOWN = 120  # characters of a page's text in a message
_CONTEXT = 1_000  # characters of a sentence, on either side, that tell a finding from its like


def drafts(choice: Choice, reading: Reading) -> Iterator[Draft]:
    """What one rule has to say about a page, each place guarded and weighed; candidates of one group joined."""
    rule = choice.rule
    groups: dict[str, Draft] = {}
    if reading.provides(rule.id):
        return
    for candidate in load(rule.check).check(rule, rule.params, reading):
        if candidate.start is not None and not _stands(choice, candidate, reading):
            continue
        raised = [(c.severity, c.lower) for i, c in enumerate(rule.severity_when) if _holds(c, i, choice, candidate, reading)]
        severity = selection.weigh(
            choice, reading.rulebook, reading.page_type, own=candidate.severity, context=candidate.context, raised=raised
        )
        if severity is None:
            continue
        if candidate.guess is not None:
            severity = min(severity, Severity(candidate.guess), key=lambda level: level.rank)
        draft = Draft(choice=choice, severity=severity, places=[candidate])
        if not candidate.group:
            yield draft
            continue
        known = groups.setdefault(candidate.group, draft)
        if known is not draft:
            known.places.append(candidate)
            if severity is not known.severity:
                known.severity = max(known.severity, severity, key=lambda level: level.rank)
    yield from groups.values()


def _stands(choice: Choice, candidate: Candidate, reading: Reading) -> bool:
    """Whether a candidate is still one after zones, exceptions and guards."""
    rule, family, page = choice.rule, choice.rule.family, reading.page
    assert candidate.start is not None
    assert candidate.end is not None
    start, end = candidate.start, candidate.end
    number = page.block_at(start)
    block = page.blocks[number]
    if page.is_foreign(start, end):
        return False
    zones = reading.rulebook.policy.zones
    if (
        (block.kind is Kind.LABEL and family in zones.labels)
        or (block.quoted and family in zones.quotations)
        or (family in zones.references and number in page.references)
        or (family in zones.accepted and reading.accepts(start, end))
        or (family in zones.imprint and is_imprint(page, number))
    ):
        return False
    if rule.except_ is not None and reading.places(rule, "except").touch(start, end):
        return False
    for guard in rule.unless:
        if GUARDS[guard](reading, start, end):
            return False
    for i, near in enumerate(rule.unless_near):
        if _is_asked(near, reading) and _is_near(near, f"unless-near-{i}", choice, start, end, reading):
            return False
    for i, near in enumerate(rule.only_near):
        if _is_asked(near, reading) and not _is_near(near, f"only-near-{i}", choice, start, end, reading):
            return False
    return True


def _is_asked(near: Near, reading: Reading) -> bool:
    """Whether the entry is asked on a page of this type."""
    return not near.page_type or reading.page_type.name in near.page_type


def _is_near(near: Near, role: str, choice: Choice, start: int, end: int, reading: Reading) -> bool:
    """Whether the words of `near` stand within its reach of a place, outside the place itself."""
    hits = reading.hits(choice.rule, role)
    if not hits:
        return False
    if near.beside and not _is_beside(f"{role}-beside", choice, start, reading):
        return False
    if near.not_beside and _is_beside(f"{role}-not-beside", choice, start, reading):
        return False
    first, last = reach(near.within, start, reading)
    within = islice(hits, bisect_left(hits, first, key=_start), bisect_left(hits, last, key=_start))
    return any(hit.end <= last and (hit.end <= start or end <= hit.start or near.inside) for hit in within)


def _is_beside(role: str, choice: Choice, start: int, reading: Reading) -> bool:
    """Whether what the role looks for begins in the sentence of a place."""
    sentence, hits = reading.sentence(start), reading.hits(choice.rule, role)
    return bisect_left(hits, sentence.start, key=_start) < bisect_left(hits, sentence.end, key=_start)


_start = attrgetter("start")


def reach(within: str, position: int, reading: Reading) -> tuple[int, int]:
    """The stretch of text that counts as near a place."""
    page = reading.page
    if within == "page":
        return 0, len(page.text)
    block = page.blocks[page.block_at(position)]
    if within == "block":
        return block.start, block.end
    if within == "section":
        first, last = reading.section_at(page.block_at(position))
        return page.blocks[first].start, page.blocks[last - 1].end
    at = page.sentence_at(position)
    start, end = page.sentences[at].start, page.sentences[at].end
    if within in ("next-sentence", "around"):
        if at + 1 < len(page.sentences) and not cases.is_other(page, page.sentences[at], page.sentences[at + 1]):
            end = page.sentences[at + 1].end
        if within == "around" and (before := page.sentence_beside(position, -1)) is not None:
            start = before.start
    return start, end


def _holds(condition: Condition, number: int, choice: Choice, candidate: Candidate, reading: Reading) -> bool:
    if condition.page_type and reading.page_type.name not in condition.page_type:
        return False
    if condition.locale and reading.locale not in condition.locale:
        return False
    if condition.context and condition.context not in candidate.context:
        return False
    if condition.fired and not reading.has_found(condition.fired):
        return False
    start, end = candidate.start or 0, candidate.end or 0
    if not all(GUARDS[guard](reading, start, end) for guard in condition.guards):
        return False
    if condition.near is not None:
        return _is_near(condition.near, f"severity-when-{number}", choice, start, end, reading)
    return True


# -- one root cause, one finding -------------------------------------------------------------


def precede(found: list[Draft], reading: Reading) -> list[Draft]:
    """Findings without those that another rule has already said of the same place or page (CATALOGUE.md 0.9)."""
    policy = reading.rulebook.policy
    orders = reading.rulebook.derived("precedence", lambda _: Remembered(partial(_orders, policy)))
    ranks: dict[int, dict[str, int]] = {}
    for rule_id in {draft.choice.rule.id for draft in found}:
        for number, rank in orders[rule_id]:
            ranks.setdefault(number, {})[rule_id] = rank
    for number in sorted(ranks):
        precedence, own = policy.precedence[number], ranks[number]
        found = _less_guesses(found, own, reading.page)
        if len(own) < 2:
            continue
        for rank in sorted(set(own.values()))[1:]:
            heard = [draft for draft in found if own.get(draft.choice.rule.id, rank) < rank]
            if not heard:
                continue
            later = [draft for draft in found if own.get(draft.choice.rule.id) == rank]
            left = [] if precedence.scope == "page" else _unsaid(later, heard)
            found = [draft for draft in found if own.get(draft.choice.rule.id) != rank] + left
    return found


def _less_guesses(found: list[Draft], own: Container[str], page: Page) -> list[Draft]:
    """Drafts less the guesses of an order's rules in sentences of which another of these rules is sure."""
    guessed, sure = set[int](), set[int]()  # sentences
    for draft in found:
        if draft.choice.rule.id in own:
            places = guessed if draft.first.guess is not None else sure
            places.update(page.sentence_at(place.start) for place in draft.places if place.start is not None)
    if guessed.isdisjoint(sure):
        return found

    def stands(draft: Draft) -> bool:
        is_guess = draft.first.guess is not None and draft.choice.rule.id in own
        return not is_guess or draft.first.start is None or page.sentence_at(draft.first.start) not in sure

    return list(filter(stands, found))


def _orders(policy: Policy, rule_id: str) -> list[tuple[int, int]]:
    """The orders of precedence that a rule is named in, by number, and where it stands there."""
    places = (
        next((i for i, name in enumerate(precedence.order) if selection.matches(rule_id, name)), None)
        for precedence in policy.precedence
    )
    return [(number, rank) for number, rank in enumerate(places) if rank is not None]


def _unsaid(drafts: list[Draft], heard: list[Draft]) -> list[Draft]:
    """Drafts less the places that others speak of; those of which nothing is left are gone."""
    said = Places(
        (one.start, one.end) for draft in heard for one in draft.places if one.start is not None and one.end is not None
    )
    left = []
    for draft in drafts:
        places = [
            place
            for place in draft.places
            if place.start is None or place.end is None or not said.touch(place.start, place.end)
        ]
        if places:
            left.append(draft if len(places) == len(draft.places) else msgspec.structs.replace(draft, places=places))
    return left


# -- findings ----------------------------------------------------------------------------------


def finding(draft: Draft, page: Page) -> Finding:
    """A draft as the finding that is reported: places in the source, message filled in."""
    first = draft.first
    start, end, text = span(first, page)
    line, column = page.line_column(start)
    end_line, end_column = page.line_column(end)
    shown = "" if first.start is None else page.text[first.start : first.end]
    values = {"text": _short(shown), **first.values}
    choice, rule = draft.choice, draft.choice.rule
    message = fill(rule.message, values)
    changes = [edit for place in draft.places if place.edit is not None and (edit := edits.of(place, page)) is not None]
    related = [_related(page, place.start, place.end, place.message) for place in first.related]
    related += [
        _related(page, place.start, place.end)
        for place in draft.places[1:]
        if place.start is not None and place.end is not None
    ]
    return Finding(
        rule=rule.id,
        severity=draft.severity,
        message=" ".join(filter(None, (message, choice.conflict))),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=start,
        end=end,
        text=text,
        count=len(draft.places),
        related=tuple(related),
        suggestion=first.suggestion or fill(rule.instead, values) or None,
        fix=Fix(first.edit_safe, tuple(changes)) if changes else None,
        standard=choice.standard,
        fingerprint=_fingerprint(rule.id, first, page),
        protected=bool(choice.protected) and any(choice.is_protected(place.context) for place in draft.places),
        amount=_amount(first.values["n"]) if "n" in first.values else None,
    )


def _amount(shown: str) -> float | None:
    try:
        return float(shown)
    except ValueError:  # the rule counts nothing
        return None


def own(choice: Choice, page: Page, start: int, end: int, value: str, severity: Severity | None = None) -> Finding:
    """A finding of the engine's own, about a place of the source that need not be prose."""
    line, column = page.line_column(start)
    end_line, end_column = page.line_column(end)
    rule = choice.rule
    values = {"text": _short(page.source[start:end]), "value": value}
    return Finding(
        rule=rule.id,
        severity=severity or Severity(choice.base),
        message=fill(rule.message, values),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=start,
        end=end,
        text=page.source[start:end],
        suggestion=fill(rule.instead, values) or None,
        standard=choice.standard,
        fingerprint=_digest(rule.id, f"{page.source[start:end]}\0{value}"),
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _related(page: Page, first: int, last: int, message: str = "") -> Related:
    start, end = page.place(first, last)
    return Related(*page.line_column(start), start, end, message or "here too")


def _fingerprint(rule_id: str, candidate: Candidate, page: Page) -> str:
    """Stays the same when lines move: the rule with the term it is about, or with the place's sentence."""
    if candidate.start is None or candidate.end is None:
        about = "page"
    elif candidate.group:
        about = "group\0" + candidate.group
    else:
        sentence = page.sentences[page.sentence_at(candidate.start)]
        first, last = max(sentence.start, candidate.start - _CONTEXT), min(sentence.end, candidate.end + _CONTEXT)
        about = "\0".join((page.lower[candidate.start : candidate.end], page.lower[first:last]))
    return _digest(rule_id, about)


def _digest(rule_id: str, about: str) -> str:
    return blake2b(f"{rule_id}\0{about}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def number_twins(found: Iterable[Finding]) -> list[Finding]:
    """Findings whose fingerprints are the same told apart by their order."""
    seen: dict[str, int] = {}
    out = []
    for one in found:
        count = seen[one.fingerprint] = seen.get(one.fingerprint, 0) + 1
        out.append(one if count == 1 else msgspec.structs.replace(one, fingerprint=f"{one.fingerprint}-{count}"))
    return out
