"""Lints pages in several processes, and hands them on in the order they were asked for, as if one had done it."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from typing import TYPE_CHECKING

from linter.errors import InputError
from linter.run.asked import Asked, Problem
from linter.store import regexes
from linter.store.packing import packed

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

    from linter.run.conditions import Conditions

_FEW = 16  # pages to lint that no processes are started for, where nobody asks for them
_PAGES = 4  # of one task
_BYTES = 50_000  # of a large page
_HELD = 64_000_000  # bytes of pages that are read and not yet handed on
MOST = 61  # processes: Windows waits for no more


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ahead(pages: Iterable[Asked], conditions: Sequence[Conditions], jobs: int) -> Generator[Asked, None, None]:
    """The pages, in order; while one is looked at, the next are linted by up to `jobs` processes (0: one for each core).

    No process is started where none pays: for few pages, or where all reports were kept. Close this iterator to end them.
    """
    least = 2 if jobs else _FEW
    jobs = min(jobs or cores(), MOST)
    team = _Team(conditions, jobs) if jobs > 1 else None
    window = max(least, jobs * 4 * _PAGES) if team is not None else 0
    waiting: deque[Asked] = deque()  # to be handed on
    unsent: list[Asked] = []  # of those, the ones to lint that no process was given
    try:
        for page in pages:
            waiting.append(page)
            if page.look_up() and team is not None:
                unsent.append(page)
            are_large = sum(one.size for one in unsent) >= _BYTES * least and len(unsent) > 1
            if team is not None and (len(unsent) >= least or are_large):
                team.give(unsent)
                unsent, least = [], _PAGES if team.is_at_work else least
            while len(waiting) > window or sum(one.size for one in waiting) > _HELD:
                yield _settled(waiting.popleft(), team)
        if team is not None and team.is_at_work:
            team.give(unsent)
        while waiting:
            yield _settled(waiting.popleft(), team)
        if team is not None:
            team.end()
    finally:
        if team is not None:
            team.stop()


def _settled(page: Asked, team: _Team | None) -> Asked:
    if team is not None:
        team.take(page)
    return page


class _Team:
    """Processes that lint. One that dies costs nothing but time: what it had is linted here."""

    def __init__(self, conditions: Sequence[Conditions], jobs: int) -> None:
        self._conditions = list(conditions)
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[BaseProcess] = set()  # that are not ours to end
        self._coming: dict[Asked, tuple[Future[list[_Said]], int]] = {}
        self._is_broken = False

    @property
    def is_at_work(self) -> bool:
        return self._pool is not None and not self._is_broken

    def give(self, pages: Sequence[Asked]) -> None:
        """Have pages linted, those that were not yet."""
        pages = [page for page in pages if page.is_open]
        from concurrent.futures.process import BrokenProcessPool

        for at in range(0, len(pages), _PAGES):
            some = pages[at : at + _PAGES]
            tasks = [(self._conditions.index(page.conditions), page.name, page.data) for page in some]
            if self._is_broken:
                return
            try:
                future = self._started(pages).submit(_lint, tasks)
            except BrokenProcessPool:
                self._is_broken = True
                return
            self._coming.update((page, (future, number)) for number, page in enumerate(some))

    def _started(self, pages: Sequence[Asked]) -> ProcessPoolExecutor:
        if self._pool is None:
            import multiprocessing
            import threading
            from concurrent.futures import ProcessPoolExecutor

            can_fork = sys.platform == "linux" and threading.active_count() == 1
            if can_fork:  # rules that are read by now are there for all
                for page in pages:
                    page.engine  # noqa: B018
            self._others = set(multiprocessing.active_children())
            self._pool = ProcessPoolExecutor(
                self._jobs,
                mp_context=multiprocessing.get_context("fork" if can_fork else "spawn"),
                initializer=_begin,
                initargs=(self._conditions,),
            )
        return self._pool

    def take(self, page: Asked) -> None:
        """Have the page take what was found on it, if it was given away; wait for that."""
        if page not in self._coming:
            return
        from concurrent.futures.process import BrokenProcessPool

        future, number = self._coming.pop(page)
        try:
            said = future.result()[number]
        except BrokenProcessPool:
            self._is_broken = True
            return
        if said is not None:
            page.take(said)

    def end(self) -> None:
        """Let the processes end, and keep what they parsed."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    def stop(self) -> None:
        """End the processes at once, whatever they are at."""
        if self._pool is not None:
            stop_now(self._pool, self._others)
            self._pool = None


def stop_now(pool: ProcessPoolExecutor, others: set[BaseProcess]) -> None:
    """End the processes of a pool at once; `others` are those of this process that are not the pool's."""
    import multiprocessing

    for process in set(multiprocessing.active_children()) - others:
        process.terminate()
    pool.shutdown(cancel_futures=True)


# -- in the other processes ----------------------------------------------------------------------

_Said = bytes | Problem | None  # a report, packed; why there is none; None where the report cannot be sent
_own: list[Conditions] = []


def follow_parent() -> None:
    """Leave Ctrl-C to who started this process, and end when they end."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process hears it too, and ends it
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _begin(conditions: Sequence[Conditions]) -> None:
    from multiprocessing.util import Finalize

    follow_parent()
    _own[:] = conditions
    Finalize(None, _save, exitpriority=1)


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _save() -> None:
    for conditions in _own:
        conditions.save()
    regexes.save()


def _lint(tasks: Sequence[tuple[int, str, bytes]]) -> list[_Said]:
    return [_said(_own[number], name, data) for number, name, data in tasks]


def _said(conditions: Conditions, name: str, data: bytes) -> _Said:
    engine = conditions.engine
    try:
        return packed(engine.check_text(engine.decode(data, name), name))
    except InputError as problem:
        return (problem.path, problem.line, problem.message)
    except UnicodeEncodeError:  # half a character
        return None
