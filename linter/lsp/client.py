"""What the editor at the other end can take."""

from __future__ import annotations

import msgspec
from lsprotocol import types


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """The editor's abilities. `pulls`: it asks for diagnostics, so that none are sent unasked."""

    encoding: str = "utf-16"
    pulls: bool = False
    refreshes: bool = False
    watches: bool = False
    related: bool = False
    tags: frozenset[int] = frozenset()
    links: bool = False
    data: bool = False
    markdown: bool = False
    versioned_edits: bool = False


def abilities(said: types.ClientCapabilities, encoding: str) -> Client:
    """What an editor says of itself."""
    document = said.text_document or types.TextDocumentClientCapabilities()
    workspace = said.workspace or types.WorkspaceClientCapabilities()
    pull = document.diagnostic
    push = document.publish_diagnostics or types.PublishDiagnosticsClientCapabilities()
    shows: list[types.PublishDiagnosticsClientCapabilities | types.DiagnosticClientCapabilities]
    shows = [push] if pull is None else [push, pull]
    hover = (document.hover and document.hover.content_format) or ()
    edits, watching, refreshing = workspace.workspace_edit, workspace.did_change_watched_files, workspace.diagnostics
    return Client(
        encoding=encoding,
        pulls=pull is not None,
        refreshes=bool(refreshing and refreshing.refresh_support),
        watches=bool(watching and watching.dynamic_registration),
        related=any(one.related_information for one in shows),
        tags=frozenset(int(tag) for one in shows if one.tag_support for tag in one.tag_support.value_set),
        links=any(one.code_description_support for one in shows),
        data=any(one.data_support for one in shows),
        markdown=types.MarkupKind.Markdown in hover,
        versioned_edits=bool(edits and edits.document_changes),
    )
