"""`carelint lsp`: starts the server on standard input and output, or says what is missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from linter.errors import InputError

if TYPE_CHECKING:
    from linter.engine import Options

_TURN = 0.0005  # seconds that linting goes on before it lets an answer through


def serve(options: Options, config: str) -> int:
    """Serve one editor until it leaves, and give the exit code. Raises InputError where pygls is missing, or too old."""
    try:
        from linter.lsp.server import Server
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise InputError("lsp", 0, "needs pygls 2, which is not installed; run: pip install 'carelint[lsp]'") from None

    if sys.stdin.isatty():
        sys.stderr.write("carelint: lsp is started by an editor (see docs/editors.md); press Ctrl-C to stop it\n")
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints must not get between the messages
    sys.setswitchinterval(_TURN)  # what is asked while a page is linted is answered in the time between
    server = Server(options, config)
    server.start_io(sys.stdin.buffer, out)
    return server.exit_code
