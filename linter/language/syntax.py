"""Tags and dependencies of single sentences, by a spaCy pipeline: `carelint_en`, which carelint brings, or an installed one.

spaCy is imported when the first sentence is parsed, never earlier: a page without a candidate costs nothing. What is handed
out is plain data, kept by sentence and pipeline version, so that it can be stored.
"""

from __future__ import annotations

import importlib
import re
from collections import OrderedDict
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import msgspec

from linter.errors import InputError
from linter.folding import fold
from linter.store.hashing import blake2b
from linter.store.regexes import regex

OURS = "carelint_en"
_FOLDER = Path(__file__).parent / OURS
_NEEDED = frozenset(["tok2vec", "transformer", "curated_transformer", "tagger", "parser"])
_LONGEST = 1_000  # characters: what is longer is no sentence, and is not parsed
_SPACES = regex(r"\s+")
_INSTALL = 'pip install "carelint[syntax]"'
_SUPPORTED = (3, 8)  # spaCy from here, below the next major version


class Parsed(msgspec.Struct, frozen=True, array_like=True):
    """A sentence's tokens: where each starts, its text, tag, dependency label, and head (a root's is itself).

    Places are code points into the sentence as it was given. A sentence that was not parsed has no tokens.
    """

    starts: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    deps: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.starts)

    def end(self, token: int) -> int:
        """The place after a token."""
        return self.starts[token] + len(self.texts[token])

    def children(self) -> list[list[int]]:
        """For each token the tokens that depend on it, left to right."""
        found: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                found[head].append(token)
        return found


class Store(Protocol):
    """Where parsed sentences are kept; `Memory`, or a cache on disk behind it."""

    def get(self, key: bytes) -> Parsed | None: ...

    def put(self, key: bytes, parsed: Parsed) -> None: ...


class Memory:
    """The sentences asked for last, up to a limit; what falls out or is not here is looked for in the store behind."""

    def __init__(self, limit: int = 20_000, behind: Store | None = None) -> None:
        self._limit, self._behind = limit, behind
        self._kept: OrderedDict[bytes, Parsed] = OrderedDict()

    def get(self, key: bytes) -> Parsed | None:
        if (found := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
        elif self._behind is not None and (found := self._behind.get(key)) is not None:
            self._keep(key, found)
        return found

    def put(self, key: bytes, parsed: Parsed) -> None:
        self._keep(key, parsed)
        if self._behind is not None:
            self._behind.put(key, parsed)

    def _keep(self, key: bytes, parsed: Parsed) -> None:
        self._kept[key] = parsed
        if len(self._kept) > self._limit:
            self._kept.popitem(last=False)


class Pipeline:
    """A pipeline that is there, by name and version; it is read when the first sentence is parsed."""

    def __init__(self, name: str, number: str, where: str, store: Store | None = None, nlp: Any = None) -> None:
        self._name, self._number, self._where = name, number, where
        self._store: Store = Memory() if store is None else store
        self._nlp = nlp

    def version(self) -> str:
        """Name and version, as the report and cache keys have it: `carelint_en 1.1`."""
        return f"{self._name} {self._number}"

    def keep_in(self, store: Store) -> None:
        """Look for parsed sentences in a store too, and put new ones there."""
        self._store = Memory(behind=store)

    @property
    def nlp(self) -> Any:
        """spaCy's own object, read when first asked for; for measuring. Raises InputError where it cannot be read."""
        if self._nlp is None:
            self._nlp = self._read()
        return self._nlp

    def parse(self, sentences: Sequence[str]) -> list[Parsed]:
        """The sentences' tokens, in the order asked; what is not kept already is parsed in one batch.

        Raises InputError where the pipeline turns out to be unusable.
        """
        keys = [self._key(sentence) for sentence in sentences]
        done: dict[bytes, Parsed] = {}
        new: dict[bytes, str] = {}
        for key, sentence in dict(zip(keys, sentences, strict=True)).items():
            if len(sentence) > _LONGEST or not sentence.strip():
                done[key] = Parsed()
            elif (kept := self._store.get(key)) is not None:
                done[key] = kept
            else:
                new[key] = sentence
        if new:
            for key, parsed in zip(new, self._run(list(new.values())), strict=True):
                self._store.put(key, parsed)
                done[key] = parsed
        return [done[key] for key in keys]

    def _key(self, sentence: str) -> bytes:
        return blake2b(f"{self.version()}\0{sentence}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def _run(self, sentences: list[str]) -> list[Parsed]:
        nlp = self.nlp
        even = [_even(sentence) for sentence in sentences]
        with nlp.memory_zone():  # words of one page are not kept for the next
            docs = nlp.pipe(text for text, _ in even)
            return [_plain(doc, sentence, places) for doc, sentence, (_, places) in zip(docs, sentences, even, strict=True)]

    def _read(self) -> Any:
        try:
            spacy: Any = importlib.import_module("spacy")
            if self._name == OURS:
                nlp = spacy.load(_FOLDER)
            else:
                nlp = importlib.import_module(self._name).load()
                for name in [name for name in nlp.pipe_names if name not in _NEEDED]:
                    nlp.disable_pipe(name)
        except Exception as error:  # anything can go wrong inside another package
            reason = _SPACES.sub(" ", str(error))[:300] or type(error).__name__
            raise InputError(self._where, 0, f"the spaCy pipeline ‘{self._name}’ cannot be loaded: {reason}") from error
        if missing := {"tagger", "parser"} - set(nlp.pipe_names):
            raise InputError(self._where, 0, f"the spaCy pipeline ‘{self._name}’ has no {' and no '.join(sorted(missing))}")
        return nlp


def load(name: str, *, where: str = "syntax", store: Store | None = None) -> Pipeline | None:
    """The pipeline for a setting of `syntax`: "auto", "on", "off" or the name of an installed one; None where none is used.

    Neither spaCy nor a pipeline is imported yet. Raises InputError, placed at `where`, if one is asked for and not there.
    """
    if name == "off":
        return None
    trouble = _spacy_missing()
    if name == "auto" and trouble:
        return None
    if trouble:
        asked = "syntax = ‘on’ needs spaCy" if name == "on" else f"syntax = ‘{name}’ needs spaCy"
        raise InputError(where, 0, f"{asked}, {trouble}: {_INSTALL}")
    if name in ("auto", "on", OURS):
        return Pipeline(OURS, msgspec.json.decode((_FOLDER / "meta.json").read_bytes())["version"], where, store)
    # Only what calls itself a spaCy pipeline is imported, whatever a configuration names.
    from importlib import metadata

    for entry in metadata.entry_points(group="spacy_models"):
        if entry.name == name == entry.value and entry.dist is not None:
            return Pipeline(name, entry.dist.version, where, store)
    raise InputError(
        where, 0, f"no spaCy pipeline ‘{name}’ is installed; install it, or set syntax to ‘on’ for carelint's own: {_INSTALL}"
    )


def _spacy_missing() -> str:
    """Why spaCy cannot be used, or an empty string; found out without importing it."""
    found = spacy_version()
    if not found:
        return "which is not installed"
    major, minor = (int(part) for part in re.findall(r"\d+", found)[:2])
    return "" if major == _SUPPORTED[0] and minor >= _SUPPORTED[1] else f"from 3.8 up to 3.x, not {found}"


def spacy_version() -> str:
    """The version of spaCy that is installed, or an empty string."""
    try:
        spec = find_spec("spacy")
    except (ImportError, ValueError):
        return ""
    if spec is None or spec.origin is None:
        return ""
    # The name of its folder of metadata tells, twenty times as quickly as `importlib.metadata`.
    for info in Path(spec.origin).parents[1].glob("spacy-*.dist-info"):
        return info.name.removeprefix("spacy-").removesuffix(".dist-info")
    from importlib import metadata

    try:
        return metadata.version("spacy")
    except metadata.PackageNotFoundError:
        return ""


def _even(sentence: str) -> tuple[str, list[int] | None]:
    """The sentence with plain quotes and single spaces, and the place of each of its characters; None where none moved."""
    folded = fold(sentence).encode("utf-8", "replace").decode()  # half a surrogate pair would stop spaCy
    spaced = " ".join(folded.split())
    if len(spaced) == len(folded):
        return spaced, None
    places: list[int] = []
    for match in re.finditer(r"\S+", folded):
        if places:
            places.append(match.start() - 1)
        places.extend(range(match.start(), match.end()))
    return spaced, places


def _plain(doc: Any, sentence: str, places: list[int] | None) -> Parsed:
    starts = tuple(token.idx if places is None else places[token.idx] for token in doc)
    return Parsed(
        starts=starts,
        texts=tuple(sentence[start : start + len(token)] for start, token in zip(starts, doc, strict=True)),
        tags=tuple(token.tag_ for token in doc),
        deps=tuple(token.dep_ for token in doc),
        heads=tuple(token.head.i for token in doc),
    )
