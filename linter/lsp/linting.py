"""Lints documents in a thread: after the writer has paused, one at a time, the newest version; late results are dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import msgspec

from linter.engine import Linter
from linter.findings import Finding, Report
from linter.language.term_list import Term
from linter.lsp.documents import Document

T = TypeVar("T")

PAUSE = 0.2  # seconds without a change before a page is linted


class Result(msgspec.Struct):
    """What was found in one version of a document; no linter where it is not to be linted.

    `failure` says why it could not be; `terms` are there once they were asked for.
    """

    document: Document
    linter: Linter | None = None
    report: Report | None = None
    terms: list[Term] | None = None
    failure: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.report.findings if self.report else ()


class Desk:
    """The open documents and what was last found in each. Lives on the event loop; `lint` runs in its thread."""

    def __init__(self, lint: Callable[[Document], Result], done: Callable[[Result], None]) -> None:
        self.documents: dict[str, Document] = {}
        self._lint = lint
        self._done = done
        self._results: dict[str, Result] = {}
        self._changed: dict[str, float] = {}
        self._following: dict[str, asyncio.Task[None]] = {}
        self._one = asyncio.Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="carelint")

    async def run(self, work: Callable[..., T], *arguments: object) -> T:
        """Do something in the linting thread, where linters are used."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(work, *arguments))

    def put(self, document: Document, *, at_once: bool = False) -> None:
        """Take a new version in."""
        self.documents[document.uri] = document
        if at_once:
            self._changed.pop(document.uri, None)
        else:
            self._changed[document.uri] = asyncio.get_running_loop().time()

    def close(self, uri: str) -> None:
        for known in (self.documents, self._results, self._changed):
            known.pop(uri, None)

    def forget(self) -> None:
        """Lint all documents anew when they are next asked for."""
        self._results.clear()

    def follow(self, uri: str) -> None:
        """See that a document is linted once it has come to rest, without anybody asking."""
        if uri not in self._following:
            task = asyncio.get_running_loop().create_task(self._follow(uri))
            self._following[uri] = task
            task.add_done_callback(lambda _: self._following.pop(uri, None))

    async def _follow(self, uri: str) -> None:
        while self._fresh(uri) is None and uri in self.documents:
            await self.settled(uri)
            await self._lint_once(uri)

    async def settled(self, uri: str) -> None:
        """Wait until the writer has paused."""
        loop = asyncio.get_running_loop()
        while (rest := self._changed.get(uri, 0.0) + PAUSE - loop.time()) > 0:
            await asyncio.sleep(rest)

    async def result(self, uri: str) -> Result | None:
        """What is found in the newest version of a document; None for one that is not open."""
        while uri in self.documents:
            if (result := self._fresh(uri)) is not None:
                return result
            await self._lint_once(uri)
        return None

    def _fresh(self, uri: str) -> Result | None:
        result = self._results.get(uri)
        return result if result is not None and result.document is self.documents.get(uri) else None

    async def _lint_once(self, uri: str) -> None:
        async with self._one:
            document = self.documents.get(uri)
            if document is None or self._fresh(uri) is not None:
                return
            result = await self.run(self._lint, document)
            if self.documents.get(uri) is document:  # else it has changed meanwhile, or was closed
                self._results[uri] = result
                self._done(result)
