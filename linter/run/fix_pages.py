"""`check --fix` and `--diff`: applies fixes to files and to standard input, and says what was done.

A page is written as it was read: encoding, byte order mark and line ends stay. One that changed meanwhile is left alone.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from linter import fix
from linter.engine import Linter
from linter.errors import InputError
from linter.findings import Report
from linter.fix import Allowed, Change, Fixed, Left
from linter.readers import encoding_of, format_of
from linter.reporters import Failure
from linter.reporters.plain import safe
from linter.reporters.wording import some
from linter.store import writing

Look = Callable[[Linter, str, str], Report]

_TEXT = frozenset({"markdown", "html", "text"})  # formats whose source is the file itself


class Fixer:
    """Fixes page after page; keeps count. `stdin` is standard input, which is fixed onto standard output."""

    def __init__(self, *, unsafe: bool, show: bool, stdin: bytes | None) -> None:
        self.unsafe, self.show, self.stdin = unsafe, show, stdin
        self.failures: list[Failure] = []
        self._changes: dict[str, tuple[Change, ...]] = {}
        self._left = Left(0, 0)
        self._unsettled: list[str] = []
        self._other_formats = 0
        self._has_put = False
        self._shown: set[Path] = set()  # what has a diff, by whatever link it was found

    @property
    def takes_output(self) -> bool:
        return self.show or self.stdin is not None

    def page(self, engine: Linter, source: str, name: str, file: Path, look: Look) -> tuple[Report, str]:
        """Fix a page, called `name`, in its file; what is to be reported of it then, and its text."""
        allowed = Allowed(self.unsafe, engine.config.fix_doses)
        if format_of(name) not in _TEXT:
            report = look(engine, source, name)
            self._other_formats += any(finding.fix is not None for finding in report.findings)
            return report, source
        fixed = fix.fix(source, lambda text: look(engine, text, name), allowed)
        if not fixed.settled:
            self._unsettled.append(name)
        written = self._written(engine, source, name, file, fixed)
        if fixed.changes and (self.show or not written):
            report, text = look(engine, source, name), source
        else:
            report, text = fixed.report, fixed.source
        if written:
            still = fix.left(fixed.report, allowed)
            self._left = Left(self._left.unsafe + still.unsafe, self._left.doses + still.doses)
            if fixed.changes:
                self._changes[name] = fixed.changes
        return report, text

    def _written(self, engine: Linter, source: str, name: str, file: Path, fixed: Fixed) -> bool:
        """Show or write a page; False where it could not be."""
        if not fixed.changes:
            return True
        try:
            content = self.stdin if self.stdin is not None else file.read_bytes()
            encoding = encoding_of(content, name, engine.config.encoding)
            after = fixed.source.encode(encoding)
            if content == after:  # made meanwhile, through a link to the same page
                return True
            if source.encode(encoding) != content:
                raise InputError(name, 0, _edited(content, encoding, source))
            if self.show:
                diff = "".join(_diff(self._target(name, file), source, fixed.source))
                _put(diff, diff.encode("utf-8" if encoding.startswith("utf-16") else encoding, "replace"))
            elif self.stdin is not None:
                _put(fixed.source, after)
                self._has_put = True
            elif not writing.replace(file, after, expected=content):
                raise InputError(name, 0, _EDITED)
        except UnicodeEncodeError as problem:
            character = problem.object[problem.start]
            self._fail(name, f"is not fixed: its encoding, {problem.encoding}, has no ‘{character}’")
        except InputError as problem:
            self._fail(name, problem.message)
        except OSError as problem:
            self._fail(name, f"cannot be written: {problem.strerror or problem}")
        else:
            return True
        return False

    def pass_on(self) -> None:
        """Write standard input as it was, where no fix has changed it: it must not come out empty."""
        if self.stdin is not None and not self.show and not self._has_put:
            _put(self.stdin.decode("utf-8", "replace"), self.stdin)

    def _target(self, name: str, file: Path) -> str:
        """The name in the diff, for patch changes no link: that of the page it leads to. Empty where that page was shown."""
        if self.stdin is not None:
            return name
        real = file.resolve()
        if real in self._shown:
            return ""
        self._shown.add(real)
        return real.relative_to(Path.cwd()).as_posix() if file.is_symlink() and real.is_relative_to(Path.cwd()) else name

    def _fail(self, name: str, why: str) -> None:
        self.failures.append(Failure(name, str(InputError(name, 0, why))))

    def notes(self) -> list[str]:
        """What was fixed, and what could be."""
        is_now, fixed = ("would be", "Would fix") if self.show else ("is now", "Fixed")
        said = [
            f"{safe(name)}:{change.line}: dose: ‘{safe(change.before)}’ {is_now} ‘{safe(change.after)}’"
            for name, changes in self._changes.items()
            for change in changes
            if change.dose
        ]
        said.append(f"{fixed} {sum(map(len, self._changes.values())):,} in {some(len(self._changes), 'page')}")
        if self._left.doses:
            doses = some(self._left.doses, "fix", "fixes")
            said.append(f"{doses} in doses left out; `fix-doses = true` in the configuration allows them")
        if self._left.unsafe:
            said.append(f"{some(self._left.unsafe, 'fix', 'fixes')} more with --unsafe-fixes; look at each")
        if self._other_formats:
            said.append(f"{some(self._other_formats, 'page')} left alone: only Markdown, HTML and plain text can be fixed")
        said += (f"{safe(name)}: left as it is: its fixes undo each other; please report this" for name in self._unsettled)
        return said


_EDITED = "changed while carelint ran; it is left as it is, so run carelint again"


def _edited(content: bytes, encoding: str, source: str) -> str:
    """Why a page's bytes are not those that its text stands for."""
    try:
        is_same = content.decode(encoding) == source
    except UnicodeDecodeError:
        is_same = False
    return f"is not fixed: some of its bytes are no usual {encoding}, and would change" if is_same else _EDITED


def _put(text: str, content: bytes) -> None:
    """Write to standard output: the bytes to a program, the text to a terminal, as lines that cannot drive it."""
    if sys.stdout.isatty():
        sys.stdout.write("\n".join(map(safe, text.split("\n"))))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _diff(name: str, before: str, after: str) -> Iterator[str]:
    """The change as a unified diff that `patch` takes; none without a name."""
    if before == after or not name:
        return
    old, new = (list(io.StringIO(text, newline="\n")) for text in (before, after))
    shown = safe(name) + ("\t" if " " in name else "")  # without the tab, patch takes a name as far as its first space
    yield f"--- {shown}\n+++ {shown}\n"
    for group in SequenceMatcher(None, old, new).get_grouped_opcodes(3):
        first, last = group[0], group[-1]
        yield f"@@ -{_span(first[1], last[2])} +{_span(first[3], last[4])} @@\n"
        for tag, i, j, k, m in group:
            sides = [(" ", old[i:j])] if tag == "equal" else [("-", old[i:j]), ("+", new[k:m])]
            for sign, lines in sides:
                for line in lines:
                    yield f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"


def _span(first: int, last: int) -> str:
    length = last - first
    return f"{first + 1}" if length == 1 else f"{first + (length > 0)},{length}"
