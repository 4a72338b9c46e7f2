"""A page of one `check`: read once; its report is the one that was kept, what another process says, or made here."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from linter import readers
from linter.errors import InputError
from linter.run.gather import Place
from linter.store.packing import packed, unpacked

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.findings import Report
    from linter.run.conditions import Conditions

Problem = tuple[str, int, str]  # an InputError, as plain data


class Asked:
    """A page that is asked about. `source` is its text, which fixes change."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.name = place.name
        self._report: Report | None = None
        self._packed: bytes | None = None
        self._problem: Problem | None = None

    @property
    def conditions(self) -> Conditions:
        return self._place.conditions

    @property
    def file(self) -> Path:
        """Where it stands, or would stand. Its name is for people: bytes of it that are no text are spelled out there."""
        return self._place.file or Path(self.name)

    @property
    def engine(self) -> Linter:
        return self._place.conditions.engine

    @cached_property
    def data(self) -> bytes:
        """The page's bytes. Raises InputError where it cannot be read."""
        return self._place.read()

    @cached_property
    def source(self) -> str:
        """The page's text. Raises InputError where it cannot be read."""
        config = self.conditions.config
        return readers.decode(self.data, self.name, config.encoding, config.max_bytes)

    @cached_property
    def _key(self) -> bytes:
        return self.conditions.key(self.name, self.data)

    @property
    def size(self) -> int:
        """How many bytes of the page are held in memory."""
        return len(self.__dict__.get("data", b""))

    def look_up(self) -> bool:
        """Read the page, and take the report that was kept for it; whether it has to be linted. Trouble is told later."""
        reports = self.conditions.reports
        try:
            self.data  # noqa: B018
        except InputError as problem:
            self._problem = (problem.path, problem.line, problem.message)
        else:
            kept = None if reports is None else reports.get(self._key)
            if kept is not None:
                self._report, self._packed = kept
        return self.is_open

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what is on the page."""
        return self._report is None and self._problem is None

    def take(self, said: bytes | Problem) -> None:
        """Take what another process says of the page: a packed report, or why there is none."""
        if isinstance(said, tuple):
            self._problem = said
            return
        self._report = unpacked(said)
        self._keep(said)

    def _keep(self, data: bytes) -> None:
        self._packed = data
        if self.conditions.reports is not None:
            self.conditions.reports.put(self._key, data)

    @property
    def report(self) -> Report:
        """What there is to report of the page as it was read. Raises InputError where it cannot be read."""
        if self._problem is not None:
            raise InputError(*self._problem)
        if self._report is None:
            self._report = self.engine.check_text(self.source, self.name)
            with suppress(UnicodeEncodeError):  # half a character
                self._keep(packed(self._report))
        return self._report

    def packed_as(self, report: Report) -> bytes | None:
        """A report packed, if it is the page's own and that was done."""
        return self._packed if report is self._report else None
