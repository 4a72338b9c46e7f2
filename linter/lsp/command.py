"""`carelint lsp`: starts the server on standard input and output, or says what is missing."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from linter.errors import InputError

if TYPE_CHECKING:
    from linter.engine import Options


def serve(options: Options, config: str) -> int:
    """Serve one editor until it says goodbye or goes away. Raises InputError where pygls is not installed."""
    if find_spec("pygls") is None:
        raise InputError("lsp", 0, "needs pygls, which is not installed; install it with: pip install 'carelint[lsp]'")
    from linter.lsp.server import Server

    if sys.stdin.isatty():
        sys.stderr.write("carelint: lsp is started by an editor (see docs/editors.md); press Ctrl-C to stop it\n")
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints must not get between the messages
    Server(options, config).start_io(sys.stdin.buffer, out)
    return 0
