"""Asks git, as a program of its own: no shell, no colours, no programs of the repository's choosing, nothing fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from linter.errors import InputError

_SETTINGS = ("-c", "core.fsmonitor=false", "-c", "protocol.allow=never", "--no-pager", "--literal-pathspecs")
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


class GitError(Exception):
    """git said no. `str()` is what it said, as one line."""


def run(*arguments: str) -> bytes:
    """What git prints, asked in the working folder. Raises GitError where it fails and InputError where there is none."""
    found = shutil.which("git")
    if found is None or Path(found).resolve().parent == Path.cwd().resolve():  # not one that lies among the pages
        raise InputError("--diff-base", 0, "needs git, which is not on the path of this machine")
    ran = subprocess.run(
        [found, *_SETTINGS, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, **_QUIET},
        check=False,
    )
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit code {ran.returncode}"]
        raise GitError(next((line for line in said if line.startswith("fatal: ")), said[0]).removeprefix("fatal: "))
    return ran.stdout
