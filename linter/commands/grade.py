"""`carelint grade`: how hard pages are to read, where they get hard, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import msgspec

from linter.engine import Linter
from linter.language import english
from linter.language.grade import Grade
from linter.reporters import Failure, json
from linter.reporters.plain import safe
from linter.run.gather import Request, each_page

if TYPE_CHECKING:
    from linter.commands.compare import Comparison

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


class Graded(NamedTuple):
    """The reading level of every page; textstat's figures for each, where asked for; the files that could not be read; and why
    pages were left out, by path: carelint reads English."""

    pages: list[Grade]
    compared: list[Comparison] | None
    failures: list[Failure]
    skipped: dict[str, str]


def grades(request: Request, *, compared: bool = False) -> Graded:
    """The reading level of every page. Raises InputError for a wrong configuration."""
    if compared:
        from linter.commands import compare

        compare.require()

    skipped: dict[str, str] = {}

    def grade(engine: Linter, source: str, name: str) -> tuple[Grade, Comparison | None] | None:
        page, front = engine.read(source, name)
        if unread := english.unread(english.language(page)):
            skipped[name] = unread
            return None
        return engine.grade_of(page, front), compare.of_page(page) if compared else None

    gathered = each_page(request, grade)
    made = [one for one in gathered.made if one is not None]
    beside = [comparison for _, comparison in made if comparison is not None]
    return Graded([graded for graded, _ in made], beside if compared else None, gathered.failures, skipped)


def render_json(graded: Graded, out: TextIO) -> None:
    """The contracted JSON; with what was compared under `compare` of each page, and what was left out under `skipped`."""
    _, compared, failures, skipped = graded
    data: dict[str, Any] = {"pages": [msgspec.to_builtins(grade) for grade in graded.pages]}
    for page in data["pages"]:
        del page["hardest_words"]  # for people; the contract has no such key
        for section in page["sections"]:
            del section["words"]
    for page, comparison in zip(data["pages"], compared or (), strict=compared is not None):
        beside = msgspec.to_builtins(comparison)
        page["compare"] = {"tool": "textstat", **{key: value for key, value in beside.items() if key != "path"}}
    if skipped:
        data["skipped"] = [{"path": path, "reason": reason} for path, reason in skipped.items()]
    if failures:
        data["errors"] = msgspec.to_builtins(failures)
    out.write(json.text(data))


def render_text(graded: Graded, out: TextIO, *, unicode: bool) -> None:
    """One page in full; several as a list, the hardest first, with the mean. Then what was compared, and what was left out."""
    found, compared, failures, skipped = graded
    if len(found) == 1:
        _page(found[0], out, unicode)
    elif found:
        for grade in sorted(found, key=lambda grade: -grade.grade):
            out.write(f"{grade.grade:5.1f}  {_bar(grade.grade, unicode)}  {safe(grade.path)}{_doubt(grade)}\n")
        words = sum(grade.words for grade in found)
        mean = sum(grade.grade * grade.words for grade in found) / words if words else 0.0
        out.write(f"{len(found)} pages, {_number(words, 'word')}, grade {mean:.1f} on average\n")
    if compared:
        from linter.commands import compare

        compare.render(compared, _NAMES, out.write)
    for path, reason in skipped.items():
        out.write(f"{safe(path)}: not graded: {safe(reason)}\n")
    for failure in failures:
        out.write(f"error: {safe(failure.message)}\n")


def _page(grade: Grade, out: TextIO, unicode: bool) -> None:
    out.write(f"{safe(grade.path)}\n")
    out.write(f"Grade {grade.grade:g}{_doubt(grade)}, difficulty {grade.difficulty:.1f} of 6\n")
    counted = [_number(grade.words, "word"), _number(grade.sentences, "sentence"), _number(grade.polysyllables, "word")]
    out.write(", ".join(counted) + " of three syllables or more\n\n")
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


def _number(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _doubt(grade: Grade) -> str:
    return " (a rough figure: the text is short)" if grade.confidence == "low" else ""
