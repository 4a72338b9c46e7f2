"""Findings that a team knows of and has not settled yet, in a file: `check` reports what is new.

An entry holds a page, a rule, and the finding's fingerprint: rule, words and sentence, no line number. So it stays right when
text moves on its page. A page that was renamed keeps its entries. Protected findings (policy.yaml) are never kept back.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import msgspec

from linter.config import Config, line_of, shown_path
from linter.errors import InputError
from linter.findings import Finding, Report, Suppressed
from linter.reporters.plain import safe

NAME = "carelint-baseline.json"
_SCHEMA = "carelint/baseline@1"
_MOST_BYTES, _MOST_ALIKE = 100_000_000, 1_000_000
_SHOWN = 60  # characters of what was flagged, for who reads the file

Key = tuple[str, str]  # rule and fingerprint


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Findings of one page that are alike: the same rule, words and sentence. `text` is for people, cut short."""

    path: str
    rule: str
    fingerprint: str
    text: str = ""
    count: int = 1

    @property
    def key(self) -> Key:
        return self.rule, self.fingerprint


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: str
    findings: tuple[Entry, ...]


def find(given: str | None, config: Config) -> Path | None:
    """The baseline that is named: by the command line, else by the configuration."""
    if given is not None:
        return Path(given)
    return config.root / config.baseline if config.baseline else None


def read(file: Path) -> Baseline:
    """A baseline from its file. Raises InputError."""
    name = shown_path(file)
    try:
        if file.exists() and not file.is_file():
            raise InputError(name, 0, "is not a file that can be read")
        if file.stat().st_size > _MOST_BYTES:
            raise InputError(name, 0, f"is over {_MOST_BYTES:,} bytes: no baseline is that large")
        content = file.read_bytes()
    except FileNotFoundError:
        raise InputError(name, 0, "there is no such baseline; make it with `carelint baseline`") from None
    except OSError as problem:
        raise InputError(name, 0, f"cannot be read: {problem.strerror}") from None
    return Baseline(_entries(content, name), file)


def _entries(content: bytes, name: str) -> tuple[Entry, ...]:
    advice = "make it anew with `carelint baseline --force`"
    try:
        data = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as problem:
        at = str(problem).rpartition("byte ")[2].rstrip(")")
        line = content.count(b"\n", 0, int(at)) + 1 if at.isdigit() else 0
        merging = any(mark in content for mark in (b"<<<<<<< ", b">>>>>>> "))
        what = "a merge left its marks here; settle it, or" if merging else "this is not JSON;"
        raise InputError(name, line, f"{what} {advice}") from None
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != _SCHEMA:
        said = f"it says {str(schema)[:40]!r}" if schema is not None else "it names no schema"
        raise InputError(
            name, 0, f"is no baseline that this version of carelint reads: expected {_SCHEMA}, and {said}; {advice}"
        )
    try:
        entries = msgspec.convert(data, _File, strict=True).findings
    except msgspec.ValidationError as problem:
        raise InputError(name, 0, f"is no baseline: {safe(str(problem))}; {advice}") from None
    for entry in entries:
        if not 1 <= entry.count <= _MOST_ALIKE:
            line = line_of(content.decode("utf-8", "replace"), "", entry.fingerprint)
            raise InputError(name, line, f"a count of {entry.count} cannot be; {advice}")
    return entries


class Baseline:
    """Known findings by page, and what a run has seen of them. Paths are seen from the folder of the file."""

    def __init__(self, entries: Iterable[Entry], file: Path) -> None:
        self.file = file
        self._root = Path(os.path.abspath(file)).parent
        self._texts: dict[Key, str] = {}
        self._pages: dict[str, Counter[Key]] = {}
        for entry in entries:
            self._pages.setdefault(entry.path, Counter())[entry.key] += entry.count
            self._texts[entry.key] = entry.text
        self._seen: dict[str, Counter[Key]] = {}  # what of a page's findings is known, for the pages that were linted
        self._renamed: dict[str, str] = {}  # a page's new path → the one it is known by
        self._taken: set[str] = set()  # those of them that it is known by

    def __len__(self) -> int:
        return sum(page.total() for page in self._pages.values())

    def path_of(self, name: str) -> str:
        """A page's path as entries have it."""
        try:
            relative = os.path.relpath(name, self._root)
        except ValueError:  # on another drive
            relative = os.path.abspath(name)
        return Path(relative).as_posix().encode("utf-8", "replace").decode()

    # -- what is known -----------------------------------------------------------------------

    def hold_back(self, report: Report) -> Report:
        """A page's report without what is known; that is listed as suppressed."""
        if report.skipped:
            return report
        path = self.path_of(report.path)
        open_ = Counter(self._known_of(path, report))
        seen: Counter[Key] = Counter()
        kept: list[Finding] = []
        held: list[Suppressed] = []
        for finding in report.findings:
            key = _key(finding)
            is_known = open_[key] > 0
            if is_known:
                open_[key] -= 1
                seen[key] += 1
            if is_known and not finding.protected:
                held.append(Suppressed(finding.rule, finding.line, f"known, in {shown_path(self.file)}", "baseline"))
            else:
                kept.append(finding)
        self._seen[path] = seen
        return msgspec.structs.replace(report, findings=tuple(kept), suppressed=(*report.suppressed, *held))

    def _known_of(self, path: str, report: Report) -> Counter[Key]:
        if path in self._pages:
            return self._pages[path]
        if path not in self._renamed:
            former = self._former(Counter(map(_key, report.findings)))
            if former is None:
                return Counter()
            self._renamed[path] = former
            self._taken.add(former)
        return self._pages[self._renamed[path]]

    def _former(self, found: Counter[Key]) -> str | None:
        """The page that is not there any more and has at least half of its entries among these findings: it was renamed.

        What is said of a whole page is said of many alike; it counts only beside something that is said of a sentence.
        """
        best, most = None, 0
        alike = {path for key in found for path in self._gone.get(key, ())}
        for path in sorted(alike - self._taken):
            known = self._pages[path]
            same = known & found
            if same.total() > most and 2 * same.total() >= known.total():
                best, most = path, same.total()
        return best

    @cached_property
    def _gone(self) -> dict[Key, list[str]]:
        """The pages that are not there any more, by what is known of their sentences."""
        gone: dict[Key, list[str]] = {}
        for path, known in self._pages.items():
            if not os.path.lexists(self._root / path):
                for key in filter(self._texts.get, known):
                    gone.setdefault(key, []).append(path)
        return gone

    @property
    def held(self) -> int:
        """How many known findings the pages that were linted still have."""
        return sum(seen.total() for seen in self._seen.values())

    def fixed(self) -> int:
        """How many known findings are not there any more: on the pages that were linted, and on pages that are gone."""
        return sum((known - left).total() for known, left in self._compared())

    def _compared(self) -> Iterator[tuple[Counter[Key], Counter[Key]]]:
        """For each page: what is known, and what of it is still there. A page that was not linted has not changed."""
        former = {old: new for new, old in self._renamed.items()}
        for path, known in self._pages.items():
            now = former.get(path, path)
            if now in self._seen:
                yield known, self._seen[now]
            elif not os.path.lexists(self._root / path):
                yield known, Counter()
            else:
                yield known, known

    # -- a new state ---------------------------------------------------------------------------

    def updated(self, reports: Iterable[Report], *, add: bool) -> list[Entry]:
        """The entries as they should be now: what is gone dropped; what is new added where `add` says so."""
        linted = {self.path_of(report.path): report for report in reports if not report.skipped}
        for report in linted.values():
            self.hold_back(report)
        former = {old: new for new, old in self._renamed.items()}
        entries: list[Entry] = []
        for path, known in self._pages.items():
            if former.get(path, path) not in linted and os.path.lexists(self._root / path):
                entries += (Entry(path, *key, self._texts[key], count) for key, count in known.items())
        for path, report in linted.items():
            found = Counter(_key(finding) for finding in report.findings if not finding.protected)
            texts = {_key(finding): _short(finding.text) for finding in report.findings}
            if not add:
                found &= self._seen[path]
            entries += (Entry(path, *key, texts[key], count) for key, count in found.items())
        return entries


def _key(finding: Finding) -> Key:
    return finding.rule, finding.fingerprint.partition("-")[0]  # twins are counted, not numbered


def _short(text: str) -> str:
    shown = safe(" ".join(text.split()))
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1].rstrip() + "…"


def encoded(entries: Iterable[Entry]) -> bytes:
    """The content of a baseline file: entries sorted, one a line, so that a change of one is a change of one line."""
    ordered = sorted(entries, key=lambda entry: (entry.path, entry.rule, entry.text, entry.fingerprint))
    lines = b",\n".join(map(msgspec.json.encode, ordered))
    return b'{"schema": "%b",\n"findings": [\n%b%b]}\n' % (_SCHEMA.encode(), lines, b"\n" if lines else b"")
