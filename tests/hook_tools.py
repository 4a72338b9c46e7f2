"""A git repository with pages, as a team has it, and a copy of this checkout to fetch hooks from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAD = "---\npage-type: condition\nreviewed: {today}\nauthor: A. Ruiz, RN\n---\n\n# Ear drops\n\n"
BAD = HEAD + "Our drops are a guaranteed cure for every earache.\n\nAsk your doctor if you are not sure.\n"
GOOD = HEAD + "Warm the bottle in your hand. Then lie on your side.\n\nAsk your doctor if you are not sure.\n"


class Site:
    """A git repository with pages, and commands run in it, away from this machine's own settings."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        # Variables of a git that runs these tests (as a hook does) would point at another repository.
        own = ("GIT_", "PRE_COMMIT", "PYTHON", "VIRTUAL_ENV", "CARELINT", "SKIP")
        self.env = {key: value for key, value in os.environ.items() if not key.startswith(own)}
        (home / "gitconfig").write_text("[user]\nname = A Writer\nemail = writer@example.org\n[init]\ndefaultBranch = main\n")
        self.env |= {
            "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            "CARELINT_CACHE": str(home / "cache"),
            "PRE_COMMIT_COLOR": "never",
        }
        folder.mkdir()
        self.git("init", "--quiet")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("git", *arguments)

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-m", "pre_commit", *arguments)

    def write(self, pages: Mapping[str, str | bytes]) -> None:
        """Put these pages, and no others, into the repository's index."""
        self.git("rm", "-r", "--quiet", "--force", "--cached", "--ignore-unmatch", "pages")
        shutil.rmtree(self.folder / "pages", ignore_errors=True)
        for name, text in pages.items():
            file = self.folder / "pages" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(text, str):
                text = text.replace("{today}", date.today().isoformat()).encode()
            file.write_bytes(text)
        self.git("add", "--all")

    @property
    def commits(self) -> int:
        return int(self.git("rev-list", "--count", "--all").stdout)


def committed_copy(home: Path) -> Site:
    """This checkout as it stands, committed to a copy of it."""
    pytest.importorskip("pre_commit", reason="needs pre-commit, from the extra `dev`")
    if shutil.which("git") is None:
        pytest.skip("needs git")
    if not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout, to know which files belong to it")
    copy = Site(home / "carelint", home)
    listing = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in subprocess.run(listing, cwd=ROOT, env=copy.env, capture_output=True, check=True).stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            target = copy.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    copy.git("add", "--all")
    assert copy.git("commit", "--quiet", "--message", "As it stands").returncode == 0
    return copy
