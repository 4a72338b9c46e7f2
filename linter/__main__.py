"""`carelint` and `python -m linter`: the command line."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

from linter.cli import main


def run() -> NoReturn:
    """Run a command and leave with its exit code.

    At once, for everything is written by then: to free piece by piece what pages and rules have taken would be a twentieth of
    the time of one page. Where a profiler or a debugger looks on, as Python does.
    """
    code = main()
    if sys.getprofile() is None and sys.gettrace() is None:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # nobody reads it any more, or it is closed
                stream.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    run()
