"""Compares carelint's sentences with those of other segmenters on a folder of pages.

    pip install pysbd sentencex
    python bench/segmenters.py [FOLDER] [--places N] [--sample N --seed N]
    python bench/segmenters.py --treebank FILE.conllu.gz

Every segmenter gets the same text: the prose blocks of each page, one at a time. What is compared is where one sentence ends
and the next begins inside a block, counted in characters that are not white space, so that no segmenter loses by trimming.
With a treebank, whose sentences people have marked, each of them is scored against it, paragraph by paragraph.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import gzip
import importlib
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linter import readers  # noqa: E402
from linter.errors import InputError  # noqa: E402
from linter.page import PROSE, Kind, Page  # noqa: E402
from linter.page_builder import PageBuilder  # noqa: E402

Segmenter = Callable[[str], list[str]]
_AROUND = 40  # characters shown on each side of a place


class Compared(msgspec.Struct):
    """The breaks inside one block: after how many characters that are not white space each segmenter starts a sentence."""

    path: str
    line: int
    kind: str
    text: str
    ours: frozenset[int]
    theirs: dict[str, frozenset[int]]


class Place(msgspec.Struct, frozen=True):
    """A place where a segmenter and carelint differ."""

    path: str
    line: int
    kind: str
    before: str
    after: str
    ours: bool  # carelint breaks here, the others named do not; else the other way round
    others: tuple[str, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "fixtures" / "pages")
    parser.add_argument("--places", type=int, default=40, help="list at most so many differing places (default 40; 0 for none)")
    parser.add_argument("--sample", type=int, help="list a random sample of so many places instead of the first ones")
    parser.add_argument("--seed", type=int, default=1, help="which sample (default 1)")
    parser.add_argument("--treebank", type=Path, help="score against the sentences of this CoNLL-U file instead")
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is not a folder")
    others = load_segmenters()
    if options.treebank:
        print_scores(read_paragraphs(options.treebank), {"carelint": segment_alone, **others})
        return 0
    compared = [block for page in read_pages(options.folder) for block in compare(page, others, options.folder)]
    print_counts(compared, others)
    places = [place for block in compared for place in differing(block)]
    if options.sample is not None:
        chosen = random.Random(options.seed).sample(range(len(places)), min(options.sample, len(places)))
        shown = [places[index] for index in sorted(chosen)]
    else:
        shown = places[: options.places]
    print_places(shown, len(places))
    return 0


# -- the other segmenters -------------------------------------------------------------------


def load_segmenters() -> dict[str, Segmenter]:
    """pysbd and sentencex by name and version; ends the program, saying what to install, where one is missing."""
    found: dict[str, Segmenter] = {}
    missing: list[str] = []
    for name, start in (("pysbd", start_pysbd), ("sentencex", start_sentencex)):
        try:
            found[f"{name} {version(name)}"] = start()
        except ImportError:
            missing.append(name)
    if missing:
        sys.exit(f"Not installed here: {', '.join(missing)}. To compare with it: pip install {' '.join(missing)}")
    return found


def start_pysbd() -> Segmenter:
    segmenter = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
    return lambda text: [str(part) for part in segmenter.segment(text)]


def start_sentencex() -> Segmenter:
    segment = importlib.import_module("sentencex").segment
    return lambda text: [str(part) for part in segment("en", text)]


# -- comparing ------------------------------------------------------------------------------


def read_pages(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in readers.FORMATS:
            try:
                page, _ = readers.read(readers.decode(path.read_bytes(), str(path)), str(path))
            except InputError as error:
                print(f"left out: {error}", file=sys.stderr)
            else:
                yield page


def compare(page: Page, others: dict[str, Segmenter], folder: Path) -> Iterator[Compared]:
    """The breaks of every prose block of a page that has words."""
    starts: dict[int, list[int]] = {}
    for sentence in page.sentences:
        starts.setdefault(sentence.block, []).append(sentence.start)
    for index, block in enumerate(page.blocks):
        if block.kind not in PROSE or index not in starts:
            continue
        text = page.text_of(block)
        yield Compared(
            path=Path(page.path).relative_to(folder).as_posix(),
            line=page.line_column(block.source_start)[0],
            kind=str(block.kind),
            text=text,
            ours=frozenset(inked(page.text[block.start : start]) for start in starts[index][1:]),
            theirs={name: breaks(segment(text), text) for name, segment in others.items()},
        )


def inked(text: str) -> int:
    """How many characters are not white space."""
    return len("".join(text.split()))


def breaks(parts: Iterable[str], text: str) -> frozenset[int]:
    found: set[int] = set()
    at, end = 0, inked(text)
    for part in parts:
        at += inked(part)
        if 0 < at < end:
            found.add(at)
    return frozenset(found)


def differing(block: Compared) -> Iterator[Place]:
    every = block.ours.union(*block.theirs.values())
    for at in sorted(every):
        ours = at in block.ours
        others = tuple(name for name, theirs in block.theirs.items() if (at in theirs) != ours)
        if others:
            cut = position(block.text, at)
            before, after = block.text[:cut].rstrip(), block.text[cut:].lstrip()
            yield Place(block.path, block.line, block.kind, before[-_AROUND:], after[:_AROUND], ours, others)


def position(text: str, count: int) -> int:
    """Where so many characters that are not white space have gone by."""
    for at, char in enumerate(text):
        if count == 0:
            return at
        count -= not char.isspace()
    return len(text)


# -- scoring against a treebank ---------------------------------------------------------------


def read_paragraphs(path: Path) -> list[list[str]]:
    """The sentences of every paragraph that has at least two."""
    paragraphs: list[list[str]] = [[]]
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(("# newpar", "# newdoc")):
                paragraphs.append([])
            elif line.startswith("# text = "):
                paragraphs[-1].append(line[9:].strip())
    return [sentences for sentences in paragraphs if len(sentences) > 1]


def segment_alone(text: str) -> list[str]:
    """The sentences that carelint finds in one paragraph."""
    builder = PageBuilder(text)
    builder.open(Kind.PARAGRAPH, 0)
    builder.text(text, 0)
    builder.close(len(text))
    page = builder.build(path="page.txt", format="text")
    return [page.text[sentence.start : sentence.end] for sentence in page.sentences]


def has_stop(sentence: str) -> bool:
    """Whether a sentence ends in a stop, with or without closing quotes and brackets."""
    return sentence.rstrip("\"')]”’ ").endswith((".", "!", "?", "…"))


def print_scores(paragraphs: list[list[str]], segmenters: dict[str, Segmenter]) -> None:
    """Precision, recall and F1 of the breaks inside paragraphs: of all, and of those whose every sentence ends in a stop."""
    print("| | paragraphs | precision | recall | F1 |\n| --- | --- | --- | --- | --- |")
    stopped = [sentences for sentences in paragraphs if all(map(has_stop, sentences))]
    for title, chosen in (("all", paragraphs), ("all sentences with stops", stopped)):
        for name, segment in segmenters.items():
            right = found = true = 0
            for sentences in chosen:
                text = " ".join(sentences)
                gold, cut = breaks(sentences, text), breaks(segment(text), text)
                right, found, true = right + len(gold & cut), found + len(cut), true + len(gold)
            precision, recall = right / max(found, 1), right / max(true, 1)
            f1 = 2 * right / max(found + true, 1)
            print(f"| {name} | {title}: {len(chosen)} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")


# -- printing -------------------------------------------------------------------------------


def print_counts(compared: list[Compared], others: dict[str, Segmenter]) -> None:
    total = sum(len(block.ours) for block in compared)
    sentences = total + len(compared)
    print(f"{len({block.path for block in compared})} pages, {len(compared):,} blocks; carelint: {sentences:,} sentences\n")
    print("| | sentences | breaks as carelint | only carelint's | only its own | blocks cut the same |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in others:
        pairs = [(block.ours, block.theirs[name]) for block in compared]
        both = sum(len(ours & theirs) for ours, theirs in pairs)
        only_ours = sum(len(ours - theirs) for ours, theirs in pairs)
        only_theirs = sum(len(theirs - ours) for ours, theirs in pairs)
        same = sum(ours == theirs for ours, theirs in pairs) / max(len(pairs), 1)
        count = len(compared) + both + only_theirs
        print(f"| {name} | {count:,} | {both:,} | {only_ours:,} | {only_theirs:,} | {same:.1%} |")


def print_places(places: list[Place], total: int) -> None:
    print(f"\n{len(places):,} of {total:,} places that differ (‖ where a sentence starts for the one named first):")
    for place in places:
        names = " and ".join(name.partition(" ")[0] for name in place.others)
        who = f"carelint, not {names}" if place.ours else f"{names}, not carelint"
        print(f"\n{place.path}:{place.line} ({place.kind}; {who})\n    …{place.before} ‖ {place.after}…")


if __name__ == "__main__":
    sys.exit(main())
