"""Who lints the batches: this process, several, or the workers of a Dask cluster. All write down the same.

A worker that dies costs no page: what it had is done anew. A page that a worker dies of again, alone, is set aside.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pyarrow as pa

from linter.corpus import tables
from linter.corpus.linting import Setup, lint_table, shown_ids, with_doubles_marked
from linter.corpus.source import Batch
from linter.corpus.tables import Linted
from linter.run.jobs import stop_now

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

Lint = Callable[[pa.Table, Setup], Linted]
_DIED = "a process died of it twice, as of a crash or for want of memory"


class Lost(Exception):  # noqa: N818
    """A worker died; what it had is lost."""


class Team(Protocol):
    """Workers. `start` gives a handle; `width` is how many batches may be at work at one time."""

    def width(self) -> int: ...

    def start(self, table: pa.Table) -> Any: ...

    def wait(self, handles: list[Any]) -> Iterable[Any]:
        """Those that are ready, at least one."""
        ...

    def result(self, handle: Any) -> Linted:
        """What was made of it. Raises Lost; InputError for rules or settings that are wrong."""
        ...

    def stop(self) -> None: ...


class Part(NamedTuple):
    """A batch that is linted; or was before, so that there is nothing to write."""

    batch: Batch
    linted: Linted | None


def alone(batches: Iterable[Batch], setup: Setup) -> Generator[Part, None, None]:
    """Lint in this process."""
    for batch in batches:
        yield Part(batch, None if batch.table is None else lint_table(batch.table, setup))


def together(batches: Iterable[Batch], team: Team) -> Generator[Part, None, None]:
    """Lint by a team, in whatever order: a few batches at a time, however many there are."""
    waiting: dict[Any, Batch] = {}
    try:
        for batch in batches:
            if batch.table is None:
                yield Part(batch, None)
                continue
            while len(waiting) >= team.width():
                yield from _taken(waiting, team)
            try:
                waiting[team.start(batch.table)] = batch
            except Lost:
                yield Part(batch, _carefully(batch.table, team))
        while waiting:
            yield from _taken(waiting, team)
    finally:
        team.stop()


def _taken(waiting: dict[Any, Batch], team: Team) -> Generator[Part, None, None]:
    lost: list[Batch] = []
    for handle in list(team.wait(list(waiting))):
        batch = waiting.pop(handle)
        try:
            yield Part(batch, team.result(handle))
        except Lost:
            lost.append(batch)
    for batch in lost:
        yield Part(batch, _carefully(batch.table, team))


def _carefully(table: pa.Table, team: Team) -> Linted:
    """Lint what a worker died with by itself; where one dies again, row by row."""
    try:
        return _one(table, team)
    except Lost:
        marked = with_doubles_marked(table)
    made = []
    for at in range(marked.num_rows):
        row = marked.slice(at, 1)
        try:
            made.append(_one(row, team))
        except Lost:
            about = {"id": shown_ids(row)[0] or "", "row": row["row"].to_pylist()[0], "reason": _DIED}
            made.append(tables.linted([], [], [about]))
    return tables.joined(made)


def _one(table: pa.Table, team: Team) -> Linted:
    handle = team.start(table)
    list(team.wait([handle]))
    return team.result(handle)


class Processes:
    """Processes on this computer, each with rules and a parser of its own. They are spawned: Arrow's threads stand no fork."""

    def __init__(self, jobs: int, setup: Setup, lint: Lint = lint_table) -> None:
        self._jobs, self._setup, self._lint = jobs, setup, lint
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[BaseProcess] = set()  # that are not ours to end

    def width(self) -> int:
        return self._jobs * 2

    def start(self, table: pa.Table) -> Future[Linted]:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._started().submit(self._lint, table, self._setup)
        except BrokenProcessPool:
            self._pool = None
            raise Lost from None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            self._others = set(multiprocessing.active_children())
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin)
        return self._pool

    def wait(self, handles: list[Future[Linted]]) -> Iterable[Future[Linted]]:
        from concurrent.futures import FIRST_COMPLETED, wait

        return wait(handles, return_when=FIRST_COMPLETED).done

    def result(self, handle: Future[Linted]) -> Linted:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return handle.result()
        except BrokenProcessPool:
            self._pool = None
            raise Lost from None

    def stop(self) -> None:
        if self._pool is not None:
            stop_now(self._pool, self._others)
            self._pool = None


def _begin() -> None:
    from linter.run.jobs import follow_parent

    follow_parent()
