"""The workers of a Dask cluster as a team: batches go to them over the network, tables come back, and this process writes."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic
from typing import Any

import dask
import distributed as untyped
import pyarrow as pa
from distributed.client import FutureCancelledError

from linter.corpus.linting import Setup, lint_table
from linter.corpus.tables import Linted
from linter.corpus.teams import Lint, Lost
from linter.errors import InputError

distributed: Any = untyped  # half of it has types

_PATIENCE = 30  # seconds for a scheduler, and for a first worker
_LOOK_AGAIN = 5.0  # seconds until workers are counted anew: they come and go
_GONE = 120.0  # seconds without any worker after which none is waited for


class Cluster:
    """The workers that a scheduler has. Raises InputError where it does not answer, or has none."""

    def __init__(self, address: str, setup: Setup, lint: Lint = lint_table) -> None:
        self._address, self._setup, self._lint = address, setup, lint
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})  # a batch is large, and there are few
        try:
            self._client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise InputError(address, 0, f"no Dask scheduler answers there: {_line(problem)}") from None
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            self._client.close()
            raise InputError(address, 0, "the scheduler has no workers; start some with: dask worker ADDRESS") from None
        self._width, self._next = 0, 0.0

    def width(self) -> int:
        if monotonic() >= self._next:
            self._width = max(2 * sum(self._client.nthreads().values()), 2)
            self._next = monotonic() + _LOOK_AGAIN
        return self._width

    def start(self, table: pa.Table) -> Any:
        return self._client.submit(self._lint, table, self._setup, pure=False)

    def wait(self, handles: list[Any]) -> Iterable[Any]:
        seen = monotonic()  # a worker, last
        while True:
            try:
                return self._ready(handles)
            except TimeoutError:
                if self._client.nthreads():
                    seen = monotonic()
                elif monotonic() - seen >= _GONE:
                    said = "the scheduler has had no workers for a while; start some, and run the same command to go on"
                    raise InputError(self._address, 0, said) from None

    def _ready(self, handles: list[Any]) -> Iterable[Any]:
        with self._client.as_current():
            ready: set[Any] = distributed.wait(handles, timeout=_LOOK_AGAIN, return_when="FIRST_COMPLETED").done
        return ready

    def result(self, handle: Any) -> Linted:
        try:
            made: Linted = handle.result()
        except distributed.KilledWorker:
            raise Lost from None
        except InputError:
            raise
        except (FutureCancelledError, OSError) as problem:
            said = f"the scheduler has gone: {_line(problem)}; run the same command to go on"
            raise InputError(self._address, 0, said) from None
        except Exception as problem:  # as where a worker has no carelint
            raise InputError(self._address, 0, f"a worker cannot lint: {_line(problem)}") from None
        handle.release()
        return made

    def stop(self) -> None:
        self._client.close()


def _line(problem: BaseException) -> str:
    return " ".join(f"{type(problem).__name__}: {problem}".split())[:300]
