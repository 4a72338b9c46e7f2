"""Ranges as they are written: one that runs backward, and one with a dash for `to`."""

from __future__ import annotations

from collections.abc import Iterator

from linter.language.quantities import Quantity
from linter.page import Kind, Page
from linter.store.regexes import regex

# What says that two values are a change, a count-down or a taper, and no range: in the sentence before, or right after.
_CHANGE = regex(
    r"\b(?:(?:in|de)creas\w+|reduc\w+|lower\w*|(?<!the )(?<!\ba )(?<!your )cut|cutting|drops?|dropp(?:ed|ing)|f[ae]ll\w*|"
    r"chang\w+|taper\w*|wean\w*|titrat\w+|rose|ris\w+|rais\w+|improv\w+|shr[aiu]nk\w*|switch\w*|go|goes|going|went|step\w*|mov\w+|slow(?:ed|ing|s)?|"
    r"declin\w+|count\w*(?! (?:\w+ )?for\b)|down|reset|convert\w*)\b"
)
_COUNTDOWN = regex(
    r" (?:before|prior|ahead|until|earlier|ago|left|over|within|by|in the (?:days?|hours?|last|lead|run|weeks?)|each|every)\b"
)
_SPAN = regex(
    r"\b(?:after|each|every|for|in|lasts?|takes?|within)(?: (?:about|around|only|roughly))? $"
)  # swelling goes down in
_LASTS = regex(r"\bfor(?: (?:about|around|at least))? $")
_WAIT = regex(r"\b(?:wait|leave|allow|every|each)(?: (?:about|around|at least))? $")
_DASH = regex(r"(?:[ -]?[A-Za-zµ°%]+\.?)? ?- ?")


def reversed_range(page: Page, quantity: Quantity) -> tuple[str, str] | None:
    """A range that runs from high to low, the other way round, with the sum where its ends have two units."""
    if not quantity.is_range or not quantity.low > quantity.high or quantity.joint_end < 0:
        return None
    joint = page.lower[quantity.joint_start : quantity.joint_end]
    if quantity.low < 0 or quantity.high < 0 or " or " in joint or "through" in joint:
        return None
    if page.blocks[quantity.block].kind is Kind.CELL and page.lower.endswith("from ", 0, quantity.start):  # 40 mg down to 20
        return None
    sentence = page.sentences[page.sentence_at(quantity.start)]
    is_span = quantity.dimension == "time" and _SPAN.search(
        page.lower, max(sentence.start, quantity.start - 24), quantity.start
    )
    if not is_span and _CHANGE.search(page.lower, max(sentence.start, quantity.start - 120), quantity.start):
        return None
    counts_down = quantity.dimension in ("time", "ratio") and _COUNTDOWN.match(page.lower, quantity.end)
    near = max(sentence.start, quantity.start - 24)
    if counts_down and not _WAIT.search(page.lower, near, quantity.start):
        again = counts_down[0].endswith(("each", "every"))  # rest for 15 minutes every hour
        if not again or not _LASTS.search(page.lower, near, quantity.start):
            return None
    return _turned(page, quantity), _sum(page, quantity)


_HOUR = 12  # of whole numbers up to it, a list may say when a ward is open
_HOURS = regex(r"\b(?:clos|hours|open|(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|weekdays?)")
_ITEM = regex(r"[^:.\n]{2,60}: (\d[\d,]*(?:\.\d+)?)( to | ?- ?)(\d[\d,]*(?:\.\d+)?)$")
_CELL = regex(r"(\d[\d,]*(?:\.\d+)?)( to | ?- ?)(\d[\d,]*(?:\.\d+)?)$")


def _columns(page: Page) -> Iterator[list[tuple[int, str, str, str]]]:
    """The cells of each column that hold a range without a unit: where each starts, its ends, and what is between them.

    So do the items of a list that end with one: `Metal heart valves: 2.5 to 3.5`.
    """
    columns: dict[tuple[int, int], list[tuple[int, str, str, str]]] = {}
    for block in page.blocks:
        pattern = _CELL if block.kind is Kind.CELL else _ITEM if block.kind is Kind.ITEM else None
        if pattern is _ITEM and _HOURS.search(page.lower, block.start, block.end):  # Friday: 9 to 4
            continue
        if pattern and (match := pattern.match(page.folded[block.start : block.end])):
            place = (block.start + match.start(1), match[1], match[2], match[3])
            columns.setdefault((block.group, block.column), []).append(place)
    for found in columns.values():
        is_list = page.blocks[page.block_at(found[0][0])].kind is Kind.ITEM
        if not is_list or any("." in first + last or _number(first) > _HOUR for _, first, _, last in found):
            yield found


_BETWEEN = regex(
    r"\bbetween (?P<noun>(?:age|day|month|stage|step|week)s?) (?P<low>\d+) and (?P<again>(?P=noun) )?(?P<high>\d+)\b(?!\.\d)"
)


def reversed_without_unit(page: Page) -> Iterator[tuple[int, int, str, str]]:
    """Ranges without a unit that run backward: `between day 7 and day 5`, and cells in a column of ranges that run forward.

    Start and end of each, the range the other way round, and why it is wrong.
    """
    for match in _BETWEEN.finditer(page.lower):
        low, high, noun = match["low"], match["high"], match["noun"]
        if int(low) > int(high):
            turned = f"between {noun} {high} and {match['again'] or ''}{low}"
            yield match.start(), match.end(), turned, f"{low} is more than {high}"
    for cells in _columns(page):
        backward = [cell for cell in cells if _number(cell[1]) > _number(cell[3])]
        if 2 * len(backward) < len(cells):
            for start, first, joint, last in backward:
                yield start, start + len(first + joint + last), f"{last}{joint}{first}", f"{first} is more than {last}"


def dashed_in_columns(page: Page) -> Iterator[tuple[int, int, str, str]]:
    """Cells that hold a range with a dash, without a unit, in a column that has one with `to`; as `reversed_without_unit`."""
    for cells in _columns(page):
        if any(joint == " to " for _, _, joint, _ in cells):
            for start, first, joint, last in cells:
                if joint != " to ":
                    yield start, start + len(first + joint + last), f"{first} to {last}", ""


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _turned(page: Page, quantity: Quantity) -> str:
    """The range with its ends in order: numbers change places, with a unit of their own where they have one."""
    text, start = page.text, quantity.start
    first, joint = text[start : quantity.joint_start], page.folded[quantity.joint_start : quantity.joint_end]
    last = text[quantity.joint_end : quantity.number_end]
    own, link = _low_unit(joint), " and " if joint.endswith(" and ") else " to "
    unit = text[quantity.number_end : quantity.end]
    return f"{last}{unit}{link}{first}{own}" if own else f"{last}{link}{first}{unit}"


_TO = regex(r" ?- ?$|-? to $|-to-$| up to $| or $| and $")


def _low_unit(joint: str) -> str:
    """The unit of the first number, with the space before it: ` mg` of ` mg to `."""
    return _TO.sub("", joint)


def _sum(page: Page, quantity: Quantity) -> str:
    """`500 mg is more than 400 mg`: why the ends are the wrong way round."""
    first = page.text[quantity.start : quantity.joint_start]
    unit = quantity.unit.partition("/")[0]
    own = low_unit(page, quantity)
    if own and own.lower() != unit.lower() and not own.lower().startswith(unit.lower()):
        return f"{first} {own} is {quantity.low:,.6g} {unit}, more than {quantity.high:,.6g} {unit}"
    return f"{quantity.low:,.6g} is more than {quantity.high:,.6g}"


def low_unit(page: Page, quantity: Quantity) -> str:
    """The unit that the first number of a range has of its own, or ""."""
    if quantity.joint_end < 0:
        return ""
    return _low_unit(page.folded[quantity.joint_start : quantity.joint_end]).strip(" -")


def dashed(page: Page, quantity: Quantity) -> str | None:
    """A range with `to` for its dash; None where it has none."""
    if not quantity.is_range or quantity.joint_end < 0 or quantity.low < 0 or quantity.high < 0:
        return None
    joint = page.folded[quantity.joint_start : quantity.joint_end]
    if not _DASH.fullmatch(joint):
        return None
    text, own = page.text, _low_unit(joint)
    rest = text[quantity.joint_end : quantity.end]
    hyphen = "-" if not own and text[quantity.number_end : quantity.number_end + 1] == "-" else ""
    return f"{text[quantity.start : quantity.joint_start]}{hyphen}{own} to {rest}"
