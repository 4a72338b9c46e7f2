"""An editor for the tests: pytest-lsp's client at the other end of a real `carelint lsp`."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, client_capabilities, register_lsp_features

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds; a shared machine is slow at times


class Editor:
    """One session. `published` is all that was pushed, in order; `refreshed` and `watchers` what the server asked for."""

    def __init__(self, capabilities: types.ClientCapabilities) -> None:
        self.capabilities = capabilities
        self.published: list[types.PublishDiagnosticsParams] = []
        self.refreshed = 0
        self.watchers: list[types.Registration] = []
        self.server: types.ServerCapabilities = types.ServerCapabilities()
        self.client = LanguageClient(converter_factory=default_converter)
        register_lsp_features(
            self.client,
            {
                **DEFAULT_CLIENT_FEATURES,
                types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: lambda params: self.published.append(params),
                types.WORKSPACE_DIAGNOSTIC_REFRESH: lambda _: self._refresh(),
                types.CLIENT_REGISTER_CAPABILITY: lambda params: self.watchers.extend(params.registrations),
            },
        )

    def _refresh(self) -> None:
        self.refreshed += 1

    @property
    def messages(self) -> list[str]:
        return [one.message for one in self.client.messages]

    # -- documents -----------------------------------------------------------------------------

    def open(self, page: Path | str, text: str, language: str = "markdown", version: int = 1) -> str:
        uri = page.as_uri() if isinstance(page, Path) else page
        item = types.TextDocumentItem(uri=uri, language_id=language, version=version, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, version: int, *changes: types.TextDocumentContentChangeEvent) -> None:
        identifier = types.VersionedTextDocumentIdentifier(version, uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, changes))

    def replace(self, uri: str, version: int, text: str) -> None:
        self.change(uri, version, types.TextDocumentContentChangeWholeDocument(text))

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def save(self, uri: str) -> None:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def files_changed(self, *files: Path) -> None:
        events = [types.FileEvent(file.as_uri(), types.FileChangeType.Changed) for file in files]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    # -- what comes back -----------------------------------------------------------------------

    async def found(self, uri: str, version: int | None = 1) -> list[types.Diagnostic]:
        """The diagnostics pushed for a version, once they are there."""
        return list((await self.until(uri, lambda one: one.version == version)).diagnostics)

    async def until(self, uri: str, wanted: object) -> types.PublishDiagnosticsParams:
        """The last thing pushed for a document that is as wanted, once there is one."""
        assert callable(wanted)
        async with asyncio.timeout(PATIENCE):
            while True:
                for one in reversed(self.published):
                    if one.uri == uri and wanted(one):
                        return one
                await asyncio.sleep(0.01)

    async def watched(self) -> list[str]:
        """What the server asked to be told of, once it has."""
        async with asyncio.timeout(PATIENCE):
            while not self.watchers:
                await asyncio.sleep(0.01)
        return [one.method for one in self.watchers]

    async def asked_to_pull_again(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not self.refreshed:
                await asyncio.sleep(0.01)

    async def told(self, part: str) -> str:
        """A message to the writer that holds some words, once it is there."""
        async with asyncio.timeout(PATIENCE):
            while not (said := [message for message in self.messages if part in message]):
                await asyncio.sleep(0.01)
        return said[0]

    async def pull(self, uri: str) -> list[types.Diagnostic]:
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
        report = await self.client.text_document_diagnostic_async(params)
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        return list(report.items)

    async def hover(self, uri: str, line: int, character: int) -> types.Hover | None:
        place = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        return await self.client.text_document_hover_async(place)

    async def says(self, uri: str, line: int, character: int) -> str:
        shown = await self.hover(uri, line, character)
        assert shown is not None
        assert isinstance(shown.contents, types.MarkupContent)
        return shown.contents.value

    async def actions(
        self, uri: str, where: types.Range, about: Iterable[types.Diagnostic] = (), only: list[str] | None = None
    ) -> dict[str, types.CodeAction]:
        context = types.CodeActionContext(list(about), only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
        offered = await self.client.text_document_code_action_async(params)
        return {one.title: one for one in offered or () if isinstance(one, types.CodeAction)}


def editor_like(name: str = "visual_studio_code", **changes: object) -> types.ClientCapabilities:
    """What a real editor says of itself, as pytest-lsp has it on record, but for pushed diagnostics; then changes to that."""
    said = client_capabilities(name)
    assert said.text_document is not None
    said.text_document.diagnostic = None
    for path, value in changes.items():
        *parents, last = path.split("__")
        owner: object = said
        for parent in parents:
            owner = getattr(owner, parent)
        setattr(owner, last, value)
    return said


@asynccontextmanager
async def session(
    *folders: Path, capabilities: types.ClientCapabilities | None = None, options: tuple[str, ...] = ("--syntax", "off")
) -> AsyncIterator[Editor]:
    """A started server with some folders open; it has to end well."""
    editor = Editor(capabilities or editor_like())
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    await editor.client.start_io(sys.executable, "-m", "linter", "lsp", *options, env=environment, cwd=ROOT)
    try:
        answer = await editor.client.initialize_session(
            types.InitializeParams(
                capabilities=editor.capabilities,
                workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders],
            )
        )
        editor.server = answer.capabilities
        yield editor
        await asyncio.wait_for(editor.client.shutdown_session(), PATIENCE)
        assert editor.client._server is not None
        assert editor.client._server.returncode == 0
    except BaseException:
        if editor.client._server is not None and editor.client._server.returncode is None:
            editor.client._server.kill()  # it was not told to end
        raise
    finally:
        await asyncio.wait_for(editor.client.stop(), PATIENCE)
