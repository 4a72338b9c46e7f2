"""YAML that strangers wrote: plain data with line numbers, read in linear time, within limits.

Built on the parser's events instead of its loader, for four reasons: YAML 1.2's types (`yes` and `no` are words), duplicate
keys are mistakes, every key knows its line, and depth, size and aliases are checked before anything is built.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter import yaml_plain
from linter.errors import InputError
from linter.store.regexes import regex

if TYPE_CHECKING:
    import yaml

MAX_SIZE = 1_000_000  # characters
MAX_NODES = 100_000  # counted with aliases expanded
MAX_ALIASES = 100
MAX_DEPTH = 50

_CORE = "tag:yaml.org,2002:"
_TAGGED = {f"{_CORE}null": type(None), f"{_CORE}bool": bool, f"{_CORE}int": int, f"{_CORE}float": float}
_UNPRINTABLE = regex("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# What the parser says, and what a writer can do about it.
_PLAIN_WORDS = {
    "mapping values are not allowed": "a ‘: ’ was not expected here; put text that holds a colon in quotes",
    "could not find expected ':'": "expected ‘key: value’; a ‘:’ with a space after it is missing",
    "did not find expected key": "expected a key; the indentation or the quoting is wrong here or just above",
    "did not find expected '-' indicator": "expected another ‘- ’ item; the indentation is wrong here or just above",
    "did not find expected node content": "expected a value; a bracket is not closed, or special signs need quotes",
    "did not find expected ',' or ']'": "expected ‘,’ or ‘]’; a bracket is not closed",
    "did not find expected ',' or '}'": "expected ‘,’ or ‘}’; a brace is not closed",
    "found unexpected end of stream": "expected a closing quote; the one that opens here is never closed",
    "found unknown escape character": "this ‘\\’ is not an escape that YAML knows; write ‘\\\\’ or use single quotes",
    "block sequence entries are not allowed": "a ‘- ’ item was not expected here; start it on a line of its own",
}
_OPENED = ("while scanning a quoted scalar", "while parsing a flow sequence", "while parsing a flow mapping")


class _Lines:
    """Where a value stands, and where its parts do."""

    __slots__ = ("line", "parts")

    def __init__(self, line: int) -> None:
        self.line = line
        self.parts: dict[str | int, _Lines] | None = None


class Document:
    """A document's data (dict, list, str, int, float, bool, None; keys are strings, dates too) and its lines."""

    def __init__(self, name: str, data: Any, lines: _Lines) -> None:
        self.name = name
        self.data = data
        self._lines = lines

    def line(self, *path: str | int) -> int:
        """1-based line of the key or item at a path such as ("examples", "bad", 1), or of its nearest known ancestor."""
        node = self._lines
        for step in path:
            part = node.parts.get(step) if node.parts else None
            if part is None:
                break
            node = part
        return node.line


class _Open:
    """A mapping or sequence that is being filled."""

    __slots__ = ("anchor", "before", "depth", "height", "key", "lines", "parts", "value")

    def __init__(self, value: Any, lines: _Lines, depth: int, before: int, anchor: str | None) -> None:
        self.value = value
        self.lines = lines
        self.parts: dict[str | int, _Lines] = {}
        lines.parts = self.parts
        self.key: str | None = None  # of a mapping: the key whose value comes next
        self.depth = depth
        self.height = 1
        self.before = before  # nodes before it
        self.anchor = anchor


def load(text: str, name: str, *, max_size: int = MAX_SIZE, max_nodes: int = MAX_NODES, max_depth: int = MAX_DEPTH) -> Document:
    """The one document in a text. `name` is the file that messages speak of. Raises InputError, nothing else."""
    if len(text) > max_size:
        raise InputError(name, 0, f"expected at most {max_size:,} characters of YAML, found {len(text):,}")
    text = text.removeprefix("\ufeff")
    plain = yaml_plain.read(text) if max_nodes > yaml_plain.LONGEST and max_depth >= yaml_plain.DEPTH else None
    return _plain_document(name, *plain) if plain else _Reader(text, name, max_nodes, max_depth).read()


def _plain_document(name: str, data: dict[str, Any], lines: dict[str, list[int]]) -> Document:
    root = _Lines(min(at[0] for at in lines.values()))
    root.parts = {}
    for key, (line, *items) in lines.items():
        root.parts[key] = part = _Lines(line)
        part.parts = {number: _Lines(at) for number, at in enumerate(items)} if items else None
    return Document(name, data, root)


class _Reader:
    def __init__(self, text: str, name: str, max_nodes: int, max_depth: int) -> None:
        self.text = text
        self.name = name
        self.max_nodes = max_nodes
        self.max_depth = max_depth
        self.nodes = self.aliases = 0
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, _Lines, int, int]] = {}  # value, lines, nodes, height
        self.root: tuple[Any, _Lines] | None = None
        # Our lines end at "\n" alone, as everywhere in carelint; the parser counts U+0085, U+2028 and a lone "\r" too.
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def read(self) -> Document:
        import yaml

        try:
            for event in self._events():
                # The order is that of frequency.
                if isinstance(event, yaml.ScalarEvent):
                    self._scalar(event)
                elif isinstance(event, yaml.CollectionStartEvent):
                    self._start({} if isinstance(event, yaml.MappingStartEvent) else [], event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._end()
                elif isinstance(event, yaml.AliasEvent):
                    self._alias(event)
                elif isinstance(event, yaml.DocumentStartEvent) and self.root:
                    self._fail(event.start_mark, "expected one YAML document, found a second ‘---’")
        except yaml.MarkedYAMLError as error:
            self._explain(error)
        except (yaml.YAMLError, UnicodeEncodeError):
            self._unprintable()
        data, lines = self.root or (None, _Lines(1))
        return Document(self.name, data, lines)

    def _events(self) -> Iterator[yaml.Event]:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return iter(yaml.parse(self.text, Loader=loader))

    # -- building -------------------------------------------------------------------------

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._count(1, event)
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is None and type(top.value) is dict:
            self._key(top, event)
            return
        value = self._resolve(event)
        lines = _Lines(self._line(event.start_mark))
        if event.anchor:
            self.anchors[event.anchor] = (value, lines, 1, 0)
        self._add(value, lines, 0)

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        key, line = event.value, self._line(event.start_mark)
        if event.anchor or event.tag:
            self._fail(event.start_mark, "a key cannot have an anchor or a tag")
        if key == "<<" and event.implicit[0]:
            self._fail(event.start_mark, "merge keys (‘<<’) are not read; write the keys out")
        if key in top.value:
            first = top.parts[key].line
            self._fail(event.start_mark, f"the key ‘{_short(key)}’ is here a second time; it stands on line {first} already")
        top.key = key
        top.parts[key] = _Lines(line)

    def _start(self, value: dict[str, Any] | list[Any], event: yaml.CollectionStartEvent) -> None:
        self._count(1, event)
        kind, depth = ("map" if type(value) is dict else "seq"), len(self.stack) + 1
        if event.tag not in (None, "!", f"{_CORE}{kind}"):
            self._fail(event.start_mark, f"the tag ‘{_tag(event.tag)}’ is not read; leave it out")
        if self.stack and self.stack[-1].key is None and type(self.stack[-1].value) is dict:
            self._fail(event.start_mark, "expected a word as the key; put text that begins with a bracket in quotes")
        if depth > self.max_depth:
            self._fail(event.start_mark, f"nested too deeply: at most {self.max_depth} levels are read")
        if event.anchor:
            self.anchors.pop(event.anchor, None)  # an alias to it from within itself must not find an older one
        self.stack.append(_Open(value, _Lines(self._line(event.start_mark)), depth, self.nodes - 1, event.anchor))

    def _end(self) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = (done.value, done.lines, self.nodes - done.before, done.height)
        self._add(done.value, done.lines, done.height)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            self._fail(event.start_mark, f"too many aliases: at most {MAX_ALIASES} are read")
        if self.stack and self.stack[-1].key is None and type(self.stack[-1].value) is dict:
            self._fail(event.start_mark, "expected a word as the key, found an alias")
        name = event.anchor or ""
        if name not in self.anchors:
            self._fail(event.start_mark, f"the alias ‘*{_short(name)}’ names nothing that stands complete above it")
        value, lines, nodes, height = self.anchors[name]
        self._count(nodes, event)
        if len(self.stack) + height > self.max_depth:
            self._fail(event.start_mark, f"nested too deeply through an alias: at most {self.max_depth} levels are read")
        here = _Lines(self._line(event.start_mark))
        here.parts = lines.parts
        self._add(value, here, height)

    def _add(self, value: Any, lines: _Lines, height: int) -> None:
        """Put a finished value where it belongs."""
        if not self.stack:
            self.root = (value, lines)
            return
        top = self.stack[-1]
        top.height = max(top.height, height + 1)
        if top.key is not None:
            top.value[top.key] = value
            top.parts[top.key].parts = lines.parts  # the line is that of the key
            top.key = None
        else:
            top.parts[len(top.value)] = lines
            top.value.append(value)

    # -- values ---------------------------------------------------------------------------

    def _resolve(self, event: yaml.ScalarEvent) -> Any:
        text: str = event.value
        if event.tag and event.tag != "!":
            return self._tagged(event)
        if not event.implicit[0] or event.tag:
            return text
        return self._plain(text, event)

    def _plain(self, text: str, event: yaml.ScalarEvent) -> Any:
        try:
            return yaml_plain.typed(text)
        except ValueError as error:
            self._fail(event.start_mark, str(error))

    def _tagged(self, event: yaml.ScalarEvent) -> Any:
        text, tag = event.value, event.tag or ""
        if tag == f"{_CORE}str":
            return text
        expected = _TAGGED.get(tag)
        if expected is None:
            self._fail(event.start_mark, f"the tag ‘{_tag(tag)}’ is not read; leave it out")
        value = float(text) if expected is float and yaml_plain.is_int(text) else self._plain(text, event)
        if type(value) is not expected:
            self._fail(event.start_mark, f"‘{_short(text)}’ is not what the tag ‘{_tag(tag)}’ says")
        return value

    # -- limits and mistakes ----------------------------------------------------------------

    def _count(self, nodes: int, event: yaml.NodeEvent) -> None:
        self.nodes += nodes
        if self.nodes > self.max_nodes:
            self._fail(event.start_mark, f"too much data: at most {self.max_nodes:,} values are read, aliases written out")

    def _line(self, mark: Any) -> int:
        return bisect_right(self.line_starts, mark.index)

    def _fail(self, mark: Any, message: str) -> None:
        raise InputError(self.name, self._line(mark), message)

    def _explain(self, error: yaml.MarkedYAMLError) -> None:
        problem = error.problem or "not valid YAML"
        mark = error.problem_mark or error.context_mark
        context = error.context_mark
        if context is not None and (error.context or "").startswith(_OPENED) and "escape" not in problem:
            mark = context
        at = min(mark.index, len(self.text)) if mark is not None else 0
        message = next((words for start, words in _PLAIN_WORDS.items() if problem.startswith(start)), "")
        if "cannot start any token" in problem:
            char = self.text[at : at + 1]
            message = (
                "a tab cannot indent YAML; use spaces" if char == "\t" else f"put text that begins with ‘{char}’ in quotes"
            )
        # The end of an empty last line is not a line that anybody sees.
        line = min(bisect_right(self.line_starts, at), self.text.rstrip("\r\n").count("\n") + 1)
        raise InputError(self.name, line, message or f"not valid YAML: {problem}") from None

    def _unprintable(self) -> None:
        match = _UNPRINTABLE.search(self.text)
        at, char = (match.start(), f"the character U+{ord(match[0]):04X}") if match else (0, "a character")
        raise InputError(self.name, bisect_right(self.line_starts, at), f"{char} cannot stand in YAML; take it out") from None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _tag(tag: str) -> str:
    return _short("!!" + tag.removeprefix(_CORE) if tag.startswith(_CORE) else tag)
