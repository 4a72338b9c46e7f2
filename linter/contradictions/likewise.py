"""Whether the words round two quantities say the same of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.language import clauses

if TYPE_CHECKING:
    from linter.language.statements import Statement

OVERLAPS = 2  # words that two clauses share where nothing else tells that they speak of one thing
_HOLDERS = frozenset(["bottl", "box", "carton", "jar", "pack", "packet", "pen", "tub", "vial"])  # stems
_OF_COURSES = {"day", "month", "week"}
_KEPT = frozenset(map(clauses.stem, ("discard", "fridge", "good", "keep", "kept", "last", "open", "opened", "store", "stored")))
_EATING = clauses.MEALS | {"eat"}
_A_DAY_LONG = 86_400  # seconds


def in_same_words(one: Statement, two: Statement) -> bool:
    """Whether the clauses round two quantities say the same of them, whatever else their sentences say.

    `If you gain more than 3 pounds in a day`, `the scan takes about 90 minutes, and there is no signal`.
    """
    if one.is_pointing or two.is_pointing or one.core != two.core or (one.numbers and one.bounds != two.bounds):
        return False
    if one.case - two.context and two.case - one.context:  # if you have keyhole surgery; if you have open surgery
        return False
    rhythms = one.quantity.dimension == "times/time"
    if rhythms and one.core.amounts:  # one capsule 2 times a day, one capsule 4 times a day
        return one.quantity.block != two.quantity.block and (one.words <= two.words or two.words <= one.words)
    if one.quantity.dimension == "chance":
        return one.numbers == two.numbers and len(one.core.words) >= OVERLAPS
    if one.core.opener and (one.words - one.core.words).isdisjoint(two.words - two.core.words):
        return False  # what is to be done then is another thing: call us, go to the ER
    if one.often != two.often:
        return False
    words = len(one.core.words)
    return words >= OVERLAPS or (words == 1 and (bool(one.core.opener) or (one.is_of_a_thing and two.is_of_a_thing)))


def in_like_words(one: Statement, two: Statement) -> bool:
    """Whether two clauses say nearly the same, and nothing that the other does not say somewhere beside it.

    `Eat nothing for 6 hours before the scan`; `as your stomach must be empty for the scan (no food for 8 hours before it)`.
    """
    if one.is_pointing or two.is_pointing or one.often != two.often or one.numbers != two.numbers:
        return False
    if (one.core.opener != two.core.opener and not one.numbers) or one.bounds != two.bounds or not are_of_one_case(one, two):
        return False
    shared, mine, theirs = one.claim & two.claim, one.claim - two.claim, two.claim - one.claim
    if shared and len(shared | mine | theirs) + len(one.numbers) >= OVERLAPS and mine <= two.context and theirs <= one.context:
        return True
    return len(shared) > OVERLAPS and len(mine | theirs) == 1


def in_very_words(one: Statement, two: Statement) -> bool:
    """Whether two items of a list, which are of two things as a rule, say one thing: no lifting over 10 pounds for so long."""
    return one.label == two.label and one.claim == two.claim and in_like_words(one, two)


def is_named_by(one: Statement, two: Statement) -> bool:
    """Whether a heading names a thing by its time: `Your 24-hour monitor`; `wear the monitor for`."""
    if two.section != one.quantity.block or "-" not in one.quantity.text or one.case or two.case or not two.is_for:
        return False
    mine, theirs = one.core.words, two.core.words
    return bool(mine & theirs) and len(theirs - mine) <= 1


def are_shelf_lives(one: Statement, two: Statement) -> bool:
    """Whether two times say how long something keeps once it is open, of which a page has one."""
    if one.quantity.dimension != "time" or not any(s.forms or (s.words | s.words_before) & _HOLDERS for s in (one, two)):
        return False
    if one.forms and two.forms and one.forms.isdisjoint(two.forms):  # the cream, the drops
        return False
    return all("open" in s.words and (s.quantity.si_value or 0) >= _A_DAY_LONG for s in (one, two))


def are_of_one_case(one: Statement, two: Statement) -> bool:
    """Whether two statements hold for the same, whether it is said as a limit (for sodium) or not (a row of that name)."""
    mine, theirs = one.case, two.case
    if one.often and one.often == two.often and (mine & _EATING).isdisjoint(theirs):
        mine, theirs = mine - _EATING, theirs - _EATING  # every morning, half an hour before you eat
    if one.numbers and one.bounds and two.bounds and one.bounds != two.bounds:  # under 5, over 5
        return False
    if one.bounds == two.bounds:  # if you are over 50; a row of adults over 50
        mine, theirs = mine - one.bounds, theirs - one.bounds
    return mine == theirs or (mine <= theirs | two.words | two.title_words and theirs <= mine | one.words | one.title_words)


def are_courses(one: Statement, two: Statement) -> bool:
    """Whether two times say how long something goes on, which hangs on no rhythm: four times a day for 2 weeks."""
    often = one.often | two.often
    alone = not (one.often and two.often) and all("/" in rhythm for rhythm in often)  # but at night is another thing
    return alone and {one.quantity.unit, two.quantity.unit} <= _OF_COURSES


def is_one_course(one: Statement, two: Statement) -> bool:
    """Whether two times say how long the same drops or tablets are taken, in one section."""
    if one.section != two.section or not are_courses(one, two):
        return False
    return one.words - one.title_words == two.words - two.title_words


def are_whole_courses(one: Statement, two: Statement) -> bool:
    """Whether two times say for how long one thing is taken in all: `take one capsule 3 times a day for 7 days`."""
    if not (one.is_for and two.is_for and are_courses(one, two)) or one.case != two.case or one.is_pointing or two.is_pointing:
        return False
    mine, theirs = one.core.words - one.title_words, two.core.words - two.title_words
    if (mine | theirs) & _KEPT:  # how long a bottle keeps is another thing
        return False
    return mine <= one.forms or theirs <= two.forms
