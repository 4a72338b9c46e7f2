"""The server: what the editor says, and what it is answered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method

from linter.engine import Options
from linter.errors import InputError
from linter.files import check_size
from linter.lsp import actions, diagnostics, hover
from linter.lsp.client import Client, abilities
from linter.lsp.configuration import WATCHED, Linters, Problem
from linter.lsp.documents import Document, opened, path_of
from linter.lsp.linting import Desk, Result
from linter.lsp.positions import units
from linter.reporters.plain import safe
from linter.version import VERSION

_log = logging.getLogger(__name__)


class _Protocol(LanguageServerProtocol):
    """Keeps documents by the protocol's rules: pygls ends lines at characters that the protocol does not."""

    _server: Server

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as it came. A request that cannot be read is answered too: pygls only writes that down."""
        try:
            return super().structure_message(data)
        except JsonRpcException as problem:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=problem.to_response_error())
            raise

    def handle_message(self, message: Any) -> None:
        """Handle a message. After a shutdown, pygls answers no request; the protocol asks for an error."""
        if self._shutdown and hasattr(message, "id") and hasattr(message, "method"):
            self._send_response(message.id, error=JsonRpcInvalidRequest().to_response_error())
            return
        super().handle_message(message)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self._server.opened(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self._server.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self._server.closed(params)


class Server(LanguageServer):
    """One editor's carelint."""

    def __init__(self, options: Options, config: str = "") -> None:
        super().__init__("carelint", VERSION, protocol_cls=_Protocol, converter_factory=default_converter, max_workers=2)
        self.client = Client()
        self._is_closing = False
        self.exit_code = 0  # 1 where the editor ends it without a shutdown
        self._linters = Linters(options, config)
        self._desk = Desk(self._lint, self._done)
        self._told: set[str] = set()  # mistakes that the writer has been told of
        self._marked: set[Path] = set()  # files that have diagnostics about mistakes
        for name, handler in (
            (types.INITIALIZE, self._initialize),
            (types.INITIALIZED, self._initialized),
            (types.SHUTDOWN, self._shutdown),
            (types.EXIT, self._exit),
            (types.TEXT_DOCUMENT_DID_SAVE, self._saved),
            (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._files_changed),
            (types.TEXT_DOCUMENT_HOVER, self._hover),
        ):
            self._serve(name, handler)
        self._serve(types.TEXT_DOCUMENT_CODE_ACTION, self._actions, types.CodeActionOptions(code_action_kinds=actions.KINDS))

    def _serve(self, name: str, handler: Callable[..., object], options: object = None) -> None:
        self.feature(name, options)(partial(handler))  # pygls marks what it is given, which a method does not take

    # -- the session ---------------------------------------------------------------------------

    def _initialize(self, params: types.InitializeParams) -> None:
        self.client = abilities(
            params.capabilities, types.PositionEncodingKind(self.workspace.position_encoding or "utf-16").value
        )
        folders = [path for folder in params.workspace_folders or () if (path := path_of(folder.uri))]
        self._linters.root = folders[0] if folders else path_of(params.root_uri or "")
        if self.client.pulls:
            options = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="carelint")
            self._serve(types.TEXT_DOCUMENT_DIAGNOSTIC, self._pulled, options)

    async def _initialized(self, _: types.InitializedParams) -> None:
        if not self.client.watches:
            return
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        asked = types.Registration(method, method, types.DidChangeWatchedFilesRegistrationOptions(watchers))
        with suppress(JsonRpcException):  # then changes are seen when a page is saved
            await self.client_register_capability_async(types.RegistrationParams([asked]))

    async def _shutdown(self, _: None) -> None:
        self._is_closing = True
        await self._desk.run(self._linters.save)

    def _exit(self, *_: object) -> None:
        self.exit_code = 0 if self._is_closing else 1

    # -- documents -----------------------------------------------------------------------------

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        document = opened(params.text_document, self.client.encoding)
        if document is not None:
            self._put(document, at_once=True)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        document = self._desk.documents.get(params.text_document.uri)
        if document is not None:
            self._put(document.changed(params.content_changes, params.text_document.version))

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in self._desk.documents:
            self._desk.close(uri)
            if not self.client.pulls:
                self._publish(uri, [])

    def _put(self, document: Document, *, at_once: bool = False) -> None:
        self._desk.put(document, at_once=at_once)
        if not self.client.pulls:
            self._desk.follow(document.uri)

    # -- linting -------------------------------------------------------------------------------

    def _lint(self, document: Document) -> Result:
        """What is found in a document. Runs in the linting thread; never fails."""
        try:
            linter = self._linters.of(document)
            if linter is None:
                return Result(document)
            check_size(units(document.text, types.PositionEncodingKind.Utf8), document.name, linter.config)
            fragment = True if document.file is None else None  # a draft is not a whole page yet
            return Result(document, linter, linter.check_text(document.text, document.name, fragment=fragment))
        except InputError as problem:
            return Result(document, failure=problem.message)
        except Exception:  # a page that carelint cannot take must not stop the writer
            _log.exception("a page could not be linted")
            return Result(document, failure="is one that carelint cannot read; its log says why")

    def _done(self, result: Result) -> None:
        self._show_problems()
        if not self.client.pulls:
            self._publish(result.document.uri, self._diagnostics(result), result.document.version)

    def _diagnostics(self, result: Result) -> list[types.Diagnostic]:
        found = [diagnostics.of_finding(one, result.document, self.client) for one in result.findings]
        return [*found, diagnostics.of_failure(result.failure)] if result.failure else found

    def _publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    async def _pulled(self, params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
        await self._desk.settled(params.text_document.uri)
        result = await self._desk.result(params.text_document.uri)
        return types.RelatedFullDocumentDiagnosticReport(self._diagnostics(result) if result else [])

    # -- what is asked of a place --------------------------------------------------------------

    async def _hover(self, params: types.HoverParams) -> types.Hover | None:
        result = await self._desk.result(params.text_document.uri)
        if result is None:
            return None
        return hover.at(await self._desk.run(hover.with_terms, result), params.position, self.client)

    async def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        result = await self._desk.result(params.text_document.uri)
        return [] if result is None else await self._desk.run(actions.offered, result, params, self.client)

    # -- configuration -------------------------------------------------------------------------

    async def _files_changed(self, params: types.DidChangeWatchedFilesParams) -> None:
        files = [path for change in params.changes if (path := path_of(change.uri))]
        if await self._desk.run(self._linters.concern, files):
            await self._reload()

    async def _saved(self, _: types.DidSaveTextDocumentParams) -> None:
        if await self._desk.run(self._linters.is_stale):
            await self._reload()

    async def _reload(self) -> None:
        await self._desk.run(self._linters.reload)
        self._show_problems()
        self._desk.forget()
        if not self.client.pulls:
            for uri in self._desk.documents:
                self._desk.follow(uri)
        elif self.client.refreshes:
            with suppress(JsonRpcException):
                await self.workspace_diagnostic_refresh_async(None)

    def _show_problems(self) -> None:
        """Mark each mistake in its file, and say it once."""
        problems = self._linters.problems
        by_file: dict[Path, list[Problem]] = {}
        for problem in problems:
            if problem.said not in self._told:
                said = f"carelint: {safe(problem.said)}"
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, said))
            if problem.file is not None:
                by_file.setdefault(problem.file, []).append(problem)
        for file in self._marked - by_file.keys():
            self._publish(file.as_uri(), [])
        for file, found in by_file.items():
            self._publish(file.as_uri(), [diagnostics.of_problem(one) for one in found])
        self._told, self._marked = {problem.said for problem in problems}, set(by_file)
