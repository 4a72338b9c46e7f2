"""`carelint grade`: how hard pages are to read, where they get hard, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

import msgspec

from linter.config import discover, read
from linter.engine import Linter, Options
from linter.errors import InputError
from linter.files import gather
from linter.language.grade import Grade
from linter.readers import FORMATS
from linter.reporters import Failure
from linter.reporters.text import safe
from linter.run import shown

_NAMES = {
    "flesch_reading_ease": "Flesch Reading Ease",
    "flesch_kincaid": "Flesch–Kincaid",
    "smog": "SMOG",
    "gunning_fog": "Gunning Fog",
    "coleman_liau": "Coleman–Liau",
    "automated_readability": "ARI",
    "dale_chall": "Dale–Chall",
}
_BAR = 18  # characters for grade 18
_SENTENCES = 5


def grades(paths: Sequence[str], options: Options, config: str, exclude: Sequence[str]) -> tuple[list[Grade], list[Failure]]:
    """The reading level of every page, and the files that could not be read. Raises InputError for a wrong configuration."""
    stated = read(Path(config)) if config else None
    found: list[Grade] = []
    failures: list[Failure] = []
    engines: dict[int, Linter] = {}
    for path in paths:
        try:
            files = gather([path], frozenset(FORMATS), exclude, stated)
        except InputError as problem:
            if problem.path != path:
                raise
            failures.append(Failure(path, str(problem)))
            continue
        for file, holds in files:
            if id(holds) not in engines:
                engines[id(holds)] = Linter(config=holds, options=options)
            engine = engines[id(holds)]
            try:
                found.append(engine.grade_text(engine.read_file(file, shown(file)), shown(file)))
            except InputError as problem:
                failures.append(Failure(shown(file), str(problem)))
    return found, failures


def from_input(data: bytes, name: str, options: Options) -> Grade:
    """The reading level of standard input. Raises InputError where it does not decode."""
    from linter.readers import decode

    engine = Linter(config=discover(Path.cwd()), options=options)
    return engine.grade_text(decode(data, name, engine.config.encoding), name)


def render_json(found: Sequence[Grade], failures: Sequence[Failure], out: TextIO) -> None:
    """The contracted JSON."""
    data: dict[str, Any] = {"pages": [msgspec.to_builtins(grade) for grade in found]}
    for page in data["pages"]:
        del page["hardest_words"]  # for people; the contract has no such key
        for section in page["sections"]:
            del section["words"]
    if failures:
        data["errors"] = msgspec.to_builtins(failures)
    out.write(msgspec.json.format(msgspec.json.encode(data), indent=1).decode() + "\n")


def render_text(found: Sequence[Grade], failures: Sequence[Failure], out: TextIO, *, unicode: bool) -> None:
    """One page in full; several as a list, the hardest first, with the mean."""
    if len(found) == 1:
        _page(found[0], out, unicode)
    elif found:
        for grade in sorted(found, key=lambda grade: -grade.grade):
            out.write(f"{grade.grade:5.1f}  {_bar(grade.grade, unicode)}  {safe(grade.path)}{_doubt(grade)}\n")
        words = sum(grade.words for grade in found)
        mean = sum(grade.grade * grade.words for grade in found) / words if words else 0.0
        out.write(f"{len(found)} pages, {words} words, grade {mean:.1f} on average\n")
    for failure in failures:
        out.write(f"error: {safe(failure.message)}\n")


def _page(grade: Grade, out: TextIO, unicode: bool) -> None:
    out.write(f"{safe(grade.path)}\n")
    out.write(f"Grade {grade.grade:g}{_doubt(grade)}, difficulty {grade.difficulty:.1f} of 6\n")
    out.write(f"{grade.words} words, {grade.sentences} sentences, {grade.polysyllables} words of three syllables or more\n\n")
    for name, title in _NAMES.items():
        out.write(f"  {title:<20} {grade.formulas[name]:5.1f}\n")
    if len(grade.sections) > 1:
        out.write("\nWhere it gets hard\n")
        for section in grade.sections:
            out.write(f"  {section.line:5}  {section.grade:5.1f}  {_bar(section.grade, unicode)}  {safe(section.heading)}\n")
    if grade.hardest:
        out.write("\nThe hardest sentences\n")
        for sentence in grade.hardest[:_SENTENCES]:
            out.write(f"  {sentence.line:5}  {safe(sentence.text)}\n         {safe('; '.join(sentence.reasons))}\n")


def _bar(grade: float, unicode: bool) -> str:
    length = max(0, min(_BAR, round(grade)))
    return ("█" if unicode else "#") * length + " " * (_BAR - length)


def _doubt(grade: Grade) -> str:
    return " (a rough figure: the text is short)" if grade.confidence == "low" else ""
