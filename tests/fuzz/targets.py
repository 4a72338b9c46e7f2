"""What is fuzzed: each target turns bytes into input of one kind, and asserts what must hold for all of it.

InputError is a right answer of everything that reads files; any other exception is a crash.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from zipfile import ZIP_STORED

import docx

from linter import Linter, baseline, config, fix, own_lexicon, readers, rulefile, suppress, yaml_source
from linter.config import Config
from linter.converted import convert
from linter.engine import Options
from linter.errors import InputError
from linter.findings import Severity
from linter.lexicon import Lexicon
from linter.reporters import Result
from linter.rulebook import check_profile, rules_folder
from linter.search.hits import Scan
from linter.search.patterns import check_pattern, named_list
from linter.search.scanner import Scanner
from linter.store.packing import PackedReports, PackedTexts
from tests.format_tools import FORMATS, shown
from tests.fuzz import words
from tests.reading_tools import assert_places_hold, page_of_lines
from tests.test_hostile_docx import PIECES, closed
from tests.test_literals import anywhere
from tests.word_tools import NAMES, packed, parts_of, zipped

Target = Callable[[bytes], None]
TODAY = date(2026, 11, 22)


def text_of(data: bytes, pieces: Sequence[str]) -> str:
    """Bytes as text: UTF-8 where the first is odd, else each byte a piece of a vocabulary."""
    if not data:
        return ""
    if data[0] & 1:
        return data[1:].decode("utf-8", "replace" if data[0] & 2 else "surrogatepass" if _passes(data[1:]) else "replace")
    return "".join(pieces[byte % len(pieces)] for byte in data[1:])


def _passes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _lines(text: str, problem: InputError) -> None:
    """A message is one line, and names a line that the text has."""
    assert 0 <= problem.line <= text.count("\n") + 1
    assert "\n" not in problem.message, problem.message


# -- readers -----------------------------------------------------------------------------------


def _reader(suffix: str, pieces: Sequence[str]) -> Target:
    def target(data: bytes) -> None:
        text = text_of(data, pieces)
        page, front = readers.read(text, f"page.{suffix}")
        assert len(page.source) == len(text)
        assert all(1 <= problem.line <= text.count("\n") + 1 for problem in front.problems)
        assert_places_hold(page)

    return target


def decoding(data: bytes) -> None:
    """Any bytes, as a page of each format."""
    for suffix in ("md", "html", "txt"):
        try:
            text = readers.decode(data, f"page.{suffix}")
        except InputError as problem:
            assert problem.line <= data.count(b"\n") + 1  # noqa: PT017
            continue
        assert "\0" not in text


@lru_cache(maxsize=1)
def _parts() -> dict[str, bytes]:
    return parts_of(packed(docx.Document()))


def word(data: bytes) -> None:
    """A document whose main text is made of pieces, or its archive with bytes changed."""
    if data[:1] >= b"\x80":
        whole = bytearray(_whole())
        for at in range(1, len(data) - 2, 3):
            whole[int.from_bytes(data[at : at + 2], "big") % len(whole)] = data[at + 2]
        packed_ = bytes(whole)
    else:
        body = closed([PIECES[byte % len(PIECES)] for byte in data[1:]])
        xml = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
        packed_ = zipped({**_parts(), "word/document.xml": xml}, ZIP_STORED)
    try:
        source = readers.decode(packed_, "page.docx")
    except InputError:
        return
    page, _ = readers.read(source, "page.docx")
    assert page.text == source
    assert_places_hold(page)


@lru_cache(maxsize=1)
def _whole() -> bytes:
    body = "<w:p><w:r><w:t>Drink water.</w:t></w:r></w:p>"
    main = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    return zipped({**_parts(), "word/document.xml": main}, ZIP_STORED)


def front_matter(data: bytes) -> None:
    text = text_of(data, words.FRONT)
    for fence, suffix in (("---", "md"), ("+++", "md"), ("---", "html")):
        source = f"{fence}\n{text}\n{fence}\nDrink water.\n"
        page, front = readers.read(source, f"page.{suffix}")
        assert 0 <= front.body_start <= len(source)
        assert all(1 <= problem.line <= source.count("\n") + 1 for problem in front.problems)
        assert all("\n" not in problem.message for problem in front.problems)
        assert page.source == source or max(source) >= "\ud800"


# -- rules, tables, configuration ----------------------------------------------------------------


def yaml(data: bytes) -> None:
    text = text_of(data, words.YAML)
    try:
        yaml_source.load(text, "rule.yaml")
    except InputError as problem:
        _lines(text, problem)


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return Lexicon.from_folder(rules_folder() / "lexicon")


def rule(data: bytes) -> None:
    """A rule file, as a list of lines from rule files, or any text."""
    text = text_of(data, words.RULE)
    try:
        found = rulefile.read(text, "house/rule.yaml", "house/rule", _lexicon())
        rulefile.rule_scans(found, _lexicon())
    except InputError as problem:
        _lines(text, problem)


@lru_cache(maxsize=1)
def _folder() -> Path:
    """A folder to write to: in memory where the system has that."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="carelint-fuzz-", dir=memory if os.access(memory, os.W_OK) else None))


def configuration(data: bytes) -> None:
    text = text_of(data, words.CONFIG)
    file = _folder() / "carelint.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        settings = config.read(file)
        Linter(config=settings, options=Options(syntax="off")).choices()
    except InputError as problem:
        assert "\n" not in problem.message, problem.message  # noqa: PT017


def terms_table(data: bytes) -> None:
    text = text_of(data, words.TABLE)
    file = _folder() / "terms.tsv"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        own_lexicon.with_own(_lexicon(), [(file, "terms.tsv")])
    except InputError as problem:
        _lines(text, problem)


def profile(data: bytes) -> None:
    from linter.rulebook import Profile

    text = text_of(data, words.PROFILE)
    try:
        document = yaml_source.load(text, "p.yaml")
        check_profile(convert(document.data, Profile, document, "p.yaml"), _engine().rulebook)
    except InputError as problem:
        _lines(text, problem)


def pattern(data: bytes) -> None:
    """A pattern that RE2 takes finds in the lines that are searched what it finds in all."""
    cut = data.find(b"\xff")
    written = text_of(data[:cut] if cut >= 0 else data, words.PATTERN)
    try:
        check_pattern(written)
    except ValueError:
        return
    page = page_of_lines(text_of(b"\0" + data[cut + 1 :], words.SEARCHED))
    key = ("fuzz", "find")
    try:
        scanner = Scanner([(key, Scan(patterns=(written,)))])
    except (InputError, ValueError):
        return
    found = scanner.scan(page).get(key)
    if name := named_list(written):  # nothing on the page is of the list
        written, page = written.replace(f"<{name}>", "(?:_+)"), page_of_lines(page.text.replace("_", "-").removesuffix("\n"))
    assert found == anywhere(page, written)


# -- what is known of a page ---------------------------------------------------------------------


@lru_cache(maxsize=1)
def _engine() -> Linter:
    return Linter(options=Options(syntax="off", today=TODAY), config=Config(fix_doses=True))


def suppressions(data: bytes) -> None:
    """Directives never hold back a protected finding, and each is used or said to be of no use."""
    text = text_of(data, words.SUPPRESSIONS)
    for suffix in ("md", "html"):
        page, _ = readers.read(text, f"page.{suffix}")
        found, problems = suppress.directives(page)
        for directive in found:
            assert directive.rules
            assert directive.reason
            assert 0 <= directive.start <= len(text)
            assert directive.end <= len(text)
        for problem in (*problems, *suppress.unsettled(found, lambda _: False)):
            assert 0 <= problem.start <= problem.end <= len(text)


def linting(data: bytes) -> None:
    """A page through all rules and every format."""
    suffix = ("md", "html", "txt")[(data[0] >> 2) % 3] if data else "md"
    text = text_of(data, words.PAGE)
    engine = _engine()
    name = f"page.{suffix}"
    report = engine.check_text(text, name)
    for one in report.findings:
        assert 0 <= one.start <= one.end <= len(text)
        assert one.line == text.count("\n", 0, one.start) + 1
        assert isinstance(one.severity, Severity)
    if data and data[0] & 0x80:
        result = Result(
            linted=PackedReports(() if report.skipped else (report,)), skipped=(report,) if report.skipped else (),
            sources=PackedTexts({name: text}), find_rule=engine.rulebook.rules.get,
            profile="us-default", locale="us", views={} if report.skipped else {name: engine.view(text, report)},
        )  # fmt: skip
        for name in FORMATS:
            shown(name, result)


def fixing(data: bytes) -> None:
    """Fixes settle, keep to their places, and a second run has nothing to do."""
    suffix = ("md", "html", "txt")[(data[0] >> 2) % 3] if data else "md"
    text = text_of(data, words.FIXES)
    engine, allowed = _engine(), fix.Allowed(bool(data and data[0] & 0x20), bool(data and data[0] & 0x40))
    fixed = fix.fix(text, lambda source: engine.check_text(source, f"page.{suffix}", fragment=True), allowed)
    assert fixed.settled
    assert fixed.source.count("\n") == text.count("\n")


def known(data: bytes) -> None:
    """A baseline file of any content is read or refused; what is read holds back no protected finding."""
    content = text_of(data, words.BASELINE).encode("utf-8", "surrogatepass")
    try:
        entries = baseline._entries(content, "known.json")
    except InputError as problem:
        assert "\n" not in problem.message  # noqa: PT017
        return
    made = baseline.Baseline(entries, Path("known.json"))
    held = made.hold_back(_known_report())
    protected = [one for one in _known_report().findings if one.rule == "claims/cure"]
    assert [one for one in held.findings if one.rule == "claims/cure"] == protected
    with contextlib.suppress(InputError):
        assert sorted(baseline._entries(baseline.encoded(entries), "x"), key=repr) == sorted(entries, key=repr)


@lru_cache(maxsize=1)
def _known_report():  # type: ignore[no-untyped-def]
    return _engine().check_text("# Gel\n\nOur gel cures arthritis. It is the best gel.\n", "page.md")


TARGETS: dict[str, Target] = {
    "markdown": _reader("md", words.MARKDOWN),
    "html": _reader("html", words.HTML),
    "text": _reader("txt", words.TEXT),
    "decoding": decoding,
    "word": word,
    "front-matter": front_matter,
    "yaml": yaml,
    "rule": rule,
    "profile": profile,
    "configuration": configuration,
    "terms-table": terms_table,
    "pattern": pattern,
    "suppressions": suppressions,
    "baseline": known,
    "fixing": fixing,
    "linting": linting,
}
