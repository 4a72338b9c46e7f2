"""Names for one thing: those of the table of synonyms, and pairs that the page makes itself (“X, also called Y”)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from linter.folding import fold, lower, on_edges
from linter.language import difficulty
from linter.lexicon import Lexicon, PerRow, Row, split_cell
from linter.page import Kind, Page
from linter.store.regexes import regex


class Form(msgspec.Struct, frozen=True):
    """One way to write a name: the set it belongs to, the name (its first form), and whether the words are common ones (`~`).

    `short`: capitals that stand for words.
    """

    text: str
    set: int
    name: str
    common: bool = False
    short: bool = False


def forms(lexicon: Lexicon, table: str) -> Sequence[Form]:
    """All forms of all names of a table, with their regular plurals."""
    return PerRow(lexicon.table(table), _forms_in, _of_row)


def _forms_in(line: str) -> int:
    plain, others, *_ = line.split("\t")
    names = plain if others == "-" else f"{plain}|{others}"
    return 2 * (names.replace("|", "=").count("=") + 1)


def _of_row(number: int, row: Row) -> list[Form]:
    found: list[Form] = []
    for name in (row["plain"], *split_cell(row["others"])):
        written = name.lstrip("~").split("=")
        for text in written:
            short = text.isupper() or (text[:1].isupper() and text[1:2].isupper()) or (text[1:2] == "-" and len(text) < 7)
            found += [Form(form, number, written[0], name.startswith("~"), short) for form in (text, plural(text))]
    return found


def plural(name: str) -> str:
    """The regular plural of a name's last word; a name that looks like one stays."""
    if name.endswith("s"):
        return name
    if name.endswith(("ch", "sh", "x", "z")):
        return name + "es"
    if name.endswith("y") and name[-2] not in "aeiou":
        return name[:-1] + "ies"
    return name + "s"


# What stands between two names where one introduces the other.
_SOFTLY = (
    r"(?:also |or |which (?:is|are) |is |are |sometimes |often |commonly |usually |formerly |once |better |more |the |an? |"
    r"medically |previously |and )*"
)
_CALLED = r"(?:called|known as|named|termed|referred to as|abbreviated(?: as)?|short for|stands for|means?)"
_NAME_OF = r"(?:the |another |an? )?(?:medical |other |common |scientific |proper |formal )?(?:name|term|word)s?"
_LINK = regex(
    rf"^(?:['\"]?[,;]? ?(?:{_SOFTLY}{_CALLED}|{_SOFTLY}{_NAME_OF} (?:for|is|are)|or|/|:|=|-|aka|a\.k\.a\.)"
    r"(?: (?:an?|the|as|just))*)?[ '\"]*$"
)
_BRACKET = regex(rf"\(['\"]?(?:{_SOFTLY}{_CALLED}|{_NAME_OF} for|i\.e\.,?|that is,?|or)?(?: (?:an?|the))?[ '\"]*$")
_CALLED_BEFORE = regex(
    rf"\b(?:called|known as|named|termed|refer(?:red)? to (?:it |this |them )?as|calls?(?: it| this| them| these)?|"
    rf"(?:doctors?|nurses?|we) (?:may |might |will )?writes?|"
    rf"{_NAME_OF}(?: for \w+(?: \w+)?)? (?:is|are)|the (?:name|term|word))"
    r"(?: (?:an?|the))?(?: [\w' -]{1,40}(?:,| or| and)(?: an?| the)?)?(?: [\w-]+){0,2}[ '\"(:]*$"
)
_CALLED_AFTER = regex(
    rf"^['\"]? (?:\w+ )?(?:is|are) (?:{_NAME_OF} (?:for|that)|(?:also |sometimes |often |commonly )*(?:called|known as))\b"
)
_LINK_REACH = 70


def introduces(between: str) -> bool:
    """Whether the words between two names say that they are names for one thing."""
    return len(between) <= _LINK_REACH and bool(_LINK.search(between))


def is_named(before: str, after: str) -> bool:
    """Whether a name is brought in as one: “doctors call this X”, “(X)”, “the medical term is X”, “X is another word for”."""
    if _CALLED_BEFORE.search(before[-90:]) or _CALLED_AFTER.search(after[:60]):
        return True
    if _BRACKET.search(before[-40:]) and after[:1] in (")", ",", ";", ""):
        return True
    return after[:1] == ")" and bool(re.search(r"\((?:[\w-]+ ){1,2}$", before[-40:]))


def opens_bracket(before: str) -> bool:
    """Whether a name is the first thing in a bracket, which tells what was said before it."""
    return bool(_BRACKET.search(before[-40:]))


# -- pairs that the page makes ---------------------------------------------------------------

_ALSO = regex(
    r"(?:, | \(|, which (?:is|are) | (?:is|are) )(?:also|sometimes|often|commonly|more commonly|usually|otherwise) "
    r"(?:called|known as|referred to as|named) (?:an? |the |your )?"
)
_ALSO_HOLDS = ("called ", "known as ", "referred to as ", "named ")  # one of these
_STOPS = frozenset(
    (
        "a an and are as at be but by called can common could do does for form forms from had has have how if in into is "
        "it its kind kinds may mean means might more most must not of often on one or our should some that the their them "
        "these they this those to type types use used uses usually was were what when where which who why will with would "
        "you your"
    ).split()
)
_LONGEST = 4  # words of a name
_COMMON = 4.4  # how frequent a single word is that the page surely also uses in another sense
_SHORT, _SHORTEST = 4, 3  # letters of such a word, and of one that can be a name at all
_ONE_SUCH = regex(
    r"(?:^|\b(?:an?|your|has|have|into|of|with) )[a-z'-]+$"
)  # "a port", "ports": one or several, of no class named
# Words for a class of things, and no name for one of them.
_CLASSES = frozenset(
    (
        "area change check condition device disease disorder doctor drug effect exam exercise group growth illness infection "
        "injection injury lesion level machine medicine method nerve nurse operation organ pain part plan problem procedure "
        "process scan sign specialist stage substance surgery symptom syndrome system technique test therapy tissue treatment "
        "type unit virus"
    ).split()
)
_PLAIN_WORDS = regex(r"(?:\d+-)?[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,3}")


class Pair(msgspec.Struct, frozen=True):
    """Two names, in lower case, and where the page makes them one.

    `everyday`: the one, if any, that is a word of everyday talk: it means this thing where it says which (“the port”).
    """

    first: str
    second: str
    start: int
    end: int
    everyday: str = ""


def made(page: Page) -> Iterator[Pair]:
    """Pairs of names that the page itself declares."""
    numbers = {page.block_at(at) for words in _ALSO_HOLDS for at in _finds(words, page.lower)}
    for block in (page.blocks[number] for number in sorted(numbers)):
        if block.kind in (Kind.CODE, Kind.LABEL):
            continue
        for match in _ALSO.finditer(page.lower, block.start, block.end):
            if match.end() == block.end:
                continue
            sentence = page.sentences[page.sentence_at(match.start())]
            before = page.lower[max(sentence.start, block.start) : match.start()]
            second = _name_after(page.lower[match.end() : block.end])
            first = _name_before(before)
            everyday = _everyday(first, second, before)
            if everyday is not None and not page.folded[match.end() : match.end() + 2].isupper():
                yield Pair(first, second, match.start() - len(first), match.end() + len(second), everyday)


def _name_before(text: str) -> str:
    """The noun phrase that ends a text, as far as its words tell; a bracket at its end, which holds a short form, left out."""
    text = re.sub(r" \([^()]{1,12}\)$", "", text.rstrip("'\" "))
    taken: list[str] = []
    for word in reversed(text.split(" ")[-_LONGEST - 1 :]):
        if not _PLAIN_WORDS.fullmatch(word) or word in _STOPS or word.endswith("ly"):
            break
        taken.insert(0, word)
    name = " ".join(taken)
    # “Red cells or platelets are also called”: the name is for both.
    listed = text[: len(text) - len(name)].endswith((" and ", " or ", ", "))
    return name if len(taken) <= _LONGEST and not listed else ""


def _name_after(text: str) -> str:
    match = _PLAIN_WORDS.match(text.lstrip("'\""))
    if match is None:
        return ""
    words = []
    for word in match[0].split(" "):
        if word in _STOPS:
            break
        words.append(word)
    return " ".join(words)


def _everyday(first: str, second: str, before: str) -> str | None:
    """The everyday word among two names, "" where neither is one; None for what are no two names of one thing.

    Two everyday words are none, nor are a class and a kind of it: "the test, also called".
    """
    if not first or not second or contains(first, second) or contains(second, first):
        return None
    everyday = [name for name in (first, second) if " " not in name and _is_common(name)]
    if not everyday:
        return ""
    told = len(everyday) == 1 and everyday[0] == first and _ONE_SUCH.search(before) is not None
    return first if told and first not in _CLASSES and len(first) >= _SHORTEST else None


def _is_common(name: str) -> bool:
    return len(name) <= _SHORT or difficulty.known_frequency(name) >= _COMMON


def contains(longer: str, shorter: str) -> bool:
    """Whether a name is another one, shortened: “catheter” and “venous catheter”, “steroids” and “corticosteroids”."""
    return _singular(shorter) <= _singular(longer) or (len(shorter) > 4 and longer.endswith(shorter))


def _singular(name: str) -> set[str]:
    return {word[:-1] if word.endswith("s") and len(word) > 3 else word for word in name.replace("-", " ").lower().split()}


def places(page: Page, names: Iterable[str]) -> list[tuple[int, int]]:
    """Where a page holds one of these names, as whole words."""
    found = []
    for text in map(lower, map(fold, names)):
        found += [(at, at + len(text)) for at in _finds(text, page.lower) if on_edges(page.folded, at, at + len(text))]
    return sorted(found)


def _finds(words: str, text: str) -> Iterator[int]:
    """Where a text holds some words."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
