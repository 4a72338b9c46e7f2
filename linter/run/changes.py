"""`--diff-base`: which pages changed since another commit, and which findings the change brought.

A finding is reported if it touches a changed line, or if the page at the other commit did not have it, or had it less badly:
so it is with a missing part, the page's grade, or a term whose explanation was taken out.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from difflib import SequenceMatcher
from pathlib import Path

import msgspec

from linter.engine import Linter
from linter.errors import InputError
from linter.findings import Finding, Fix, Related, Report
from linter.readers import decode
from linter.run import git
from linter.run.git import GitError

_LINK = "120000"  # git's mode for a symbolic link, whose content is a path


class Since:
    """What changed in the working folder since HEAD and another commit parted, files that git does not know included."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
        self._top = Path(os.fsdecode(_asked(ref, "rev-parse", "--show-toplevel")).rstrip("\r\n"))
        base = _base(ref)
        self._before: dict[Path, str] = {}  # what git calls the old content; "" for a new page
        self._gone: set[Path] = set()
        self._read_changes(base)
        self._tracked = {self._top / name for name in _names(_asked(ref, "-C", str(self._top), "ls-files", "-z"))}
        self._old_reports: dict[str, Report] = {}

    def _read_changes(self, base: str) -> None:
        fields = iter(_names(_asked(self.ref, *_DIFF, base, "--")))
        for head in fields:
            old_mode, _, old, _, status = head.removeprefix(":").split(" ")
            path = self._top / next(fields)
            if status[0] == "R":
                self._gone.add(path)
                path = self._top / next(fields)
            if status[0] == "D":
                self._gone.add(path)
            elif status[0] == "U" and path in self._before:  # a conflict, told twice
                continue
            else:
                self._before[path] = "" if old_mode in (_LINK, "000000") or not old.strip("0") else old

    def has_changed(self, file: Path) -> bool:
        """Whether a page is another than it was, or new."""
        place = _place(file)
        return place in self._before or place not in self._tracked

    def has_gone(self, name: str) -> bool:
        """Whether a page that is not there was there at the other commit."""
        return _place(Path(name)) in self._gone

    def narrow(self, report: Report, source: str, file: Path, engine: Linter) -> Report:
        """A page's report with what the change brought. `file` is where the page stands."""
        before = self._source_before(report.path, file, engine)
        if before is None or report.skipped:
            return report
        changed = _Lines(before, source)
        old = _worst(self._report_before(report.path, before, engine))
        kept: list[Finding] = []
        for one in report.findings:
            touching = changed.touching(one)
            if touching is not None or _is_worse(one, old):
                kept.append(touching or one)
        kept.sort(key=lambda one: (one.start, one.end, -one.severity.rank, one.rule))
        return msgspec.structs.replace(report, findings=tuple(kept))

    def _source_before(self, name: str, file: Path, engine: Linter) -> str | None:
        """A page as it was; None where it is new, or where what was there cannot be read as a page."""
        blob = self._before.get(_place(file), "")
        if not blob:
            return None
        try:
            content = git.run("cat-file", "blob", blob)
        except GitError as problem:
            raise InputError(name, 0, f"its version at ‘{self.ref}’ is not in this clone ({problem}); fetch it first") from None
        try:
            return decode(content, name, engine.config.encoding) if len(content) <= engine.config.max_bytes else None
        except InputError:
            return None

    def _report_before(self, name: str, before: str, engine: Linter) -> Report:
        if name not in self._old_reports:
            self._old_reports[name] = engine.check_text(before, name)
        return self._old_reports[name]


_DIFF = (
    *("diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-relative", "--no-ext-diff", "--no-textconv"),
    *("--ignore-submodules", "--no-color"),
)


def _names(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def _place(file: Path) -> Path:
    """Where a file stands, links to its folder followed, and not one that it is itself."""
    absolute = Path(os.path.abspath(file))
    return Path(os.path.realpath(absolute.parent)) / absolute.name


# -- the other commit ---------------------------------------------------------------------------


def _asked(ref: str, *arguments: str) -> bytes:
    try:
        return git.run(*arguments)
    except GitError as problem:
        if "not a git repository" in str(problem):
            raise InputError("--diff-base", 0, f"‘{ref}’ cannot be looked up: this folder is in no git repository") from None
        raise InputError("--diff-base", 0, f"git says: {problem}") from None


def _base(ref: str) -> str:
    """The commit that HEAD and `ref` have in common: what has changed since is this branch's own."""
    if ref.startswith("-") or not ref.strip():
        raise InputError("--diff-base", 0, f"‘{ref}’ is no name of a branch, tag or commit")
    if ref == "HEAD" and os.environ.get("PRE_COMMIT_FROM_REF"):  # `pre-commit run --from-ref A --to-ref B`: HEAD is B
        ref = os.environ["PRE_COMMIT_FROM_REF"]
    if _commit("HEAD") is None:
        if ref == "HEAD":  # before the first commit all is new
            return _asked(ref, "hash-object", "-t", "tree", "--stdin").decode().strip()
        raise InputError("--diff-base", 0, f"there is no commit here yet to compare ‘{ref}’ with")
    commit = _commit(ref)
    if commit is None:
        hint = "; this clone is shallow, so fetch it first: `git fetch --unshallow`" if _is_shallow() else ""
        raise InputError("--diff-base", 0, f"git knows no commit called ‘{ref}’{hint or '; `git fetch origin` may bring it'}")
    try:
        return git.run("merge-base", commit, "HEAD").split()[0].decode()
    except GitError:
        if _is_shallow():
            raise InputError(
                "--diff-base",
                0,
                f"the commit where ‘{ref}’ and HEAD part is not in this shallow clone; fetch the whole history: "
                "`git fetch --unshallow` (GitHub Actions: `fetch-depth: 0`; GitLab: `GIT_DEPTH: 0`)",
            ) from None
        raise InputError("--diff-base", 0, f"‘{ref}’ and HEAD have no commit in common") from None


def _commit(ref: str) -> str | None:
    try:
        return git.run("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").decode().strip()
    except GitError:
        return None


def _is_shallow() -> bool:
    return git.run("rev-parse", "--is-shallow-repository").strip() == b"true"


# -- findings of the change ---------------------------------------------------------------------


class _Lines:
    """The lines of a text that an older one does not have; how a line ends does not count."""

    def __init__(self, before: str, after: str) -> None:
        self._source = after
        self._changed = changed_lines(before, after)
        self._starts = [0, *(at + 1 for at, character in enumerate(after) if character == "\n")]

    def _touch(self, start: int, end: int) -> bool:
        first, last = bisect_right(self._starts, start), bisect_right(self._starts, max(end - 1, start))
        at = bisect_left(self._changed, first)
        return at < len(self._changed) and self._changed[at] <= last

    def touching(self, finding: Finding) -> Finding | None:
        """A finding as it is reported at the changed lines: its first use there, the edits there; None if it is elsewhere."""
        if not finding.text:
            return None  # about the whole page
        split = len(finding.related) - (finding.count - 1)
        beside, uses = finding.related[:split], finding.related[split:]
        if not self._touch(finding.start, finding.end):
            use = next((use for use in uses if self._touch(use.start, use.end)), None)
            if use is not None:
                finding = self._moved(finding, beside, use, [one for one in uses if one is not use])
            elif finding.amount is not None or not any(self._touch(place.start, place.end) for place in beside):
                return None
        if finding.fix is not None:
            edits = tuple(edit for edit in finding.fix.edits if self._touch(edit.start, edit.end))
            finding = msgspec.structs.replace(finding, fix=Fix(finding.fix.safe, edits) if edits else None)
        return finding

    def _moved(self, finding: Finding, beside: tuple[Related, ...], use: Related, others: list[Related]) -> Finding:
        first = Related(finding.line, finding.column, finding.start, finding.end, use.message)
        end_line = bisect_right(self._starts, use.end)
        return msgspec.structs.replace(
            finding,
            line=use.line,
            column=use.column,
            end_line=end_line,
            end_column=use.end - self._starts[end_line - 1] + 1,
            start=use.start,
            end=use.end,
            text=self._source[use.start : use.end],
            related=(*beside, first, *others),
        )


def changed_lines(before: str, after: str) -> list[int]:
    """Numbers of the lines of a text that are new or changed against an older one, from 1."""
    old, new = ([line.removesuffix("\r") for line in text.split("\n")] for text in (before, after))
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        head + line + 1
        for tag, _, _, first, last in matcher.get_opcodes()
        if tag in ("insert", "replace")
        for line in range(first, last)
    ]


_Worst = dict[tuple[str, str], float]


def _worst(report: Report) -> _Worst:
    """How bad each finding of a page is, wherever it stands, by rule and words: what was counted, or else its severity."""
    found: _Worst = {}
    for one in report.findings:
        key = (one.rule, one.text.casefold())
        found[key] = max(found.get(key, -1.0), _badness(one))
    return found


def _is_worse(finding: Finding, old: _Worst) -> bool:
    return _badness(finding) > old.get((finding.rule, finding.text.casefold()), -1.0)


def _badness(finding: Finding) -> float:
    return finding.severity.rank if finding.amount is None else finding.amount
