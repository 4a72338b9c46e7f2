"""No command goes online or starts a program: the interpreter itself refuses both, and every command still does its work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALONE = """
import contextlib, io, sys
REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ftplib.", "urllib.", "pickle.", "marshal.load")
tried = []
def refuse(event, arguments):
    if event.startswith(REFUSED) and not (event == "marshal.loads" or event == "marshal.load" and "importlib" in repr(arguments)):
        tried.append(event)
        raise PermissionError(event)
from linter.cli import main
sys.addaudithook(refuse)
page, word, bad = sys.argv[1:]
commands = [["check", "--format", name, page, word, bad, "--no-cache"] for name in ("text", "html", "sarif", "json")]
commands += [["grade", page, word], ["terms", page, "--format", "json"], ["terms", page, "--glossary", "html"], ["audit", page]]
commands += [["corpus", "pages", "--out", "tables", "--jobs", "1"], ["rules"], ["explain", "claims/cure"], ["baseline", page, "--output", "known.json"], ["check", "--diff", bad]]
for command in commands:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main(command)
    print(" ".join(command[:3]), code, len(out.getvalue()) > 0)
print("tried:", tried)
"""
PAGE = """---
canonical: https://x.invalid/page
---
# Our gel

![a knee](https://x.invalid/knee.png) Our gel cures arthritis. Read [the study](https://x.invalid/study).

<script src="https://x.invalid/a.js"></script> <!--#include virtual="https://x.invalid/" -->
"""


@pytest.mark.integration
def test_no_command_goes_online_or_starts_a_program(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    (tmp_path / "bad.html").write_text(f"<html><link href='https://x.invalid/a.css'><p>{PAGE}</p></html>", "utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.md").write_text(PAGE, "utf-8")
    word = ROOT / "fixtures" / "pages" / "cataract-surgery.bad.docx"
    ran = subprocess.run(
        [sys.executable, "-c", ALONE, "page.md", str(word), "bad.html"], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = ran.stdout.splitlines()
    assert said[-1] == "tried: []"
    assert len(said) == 14
    codes = [line.split()[-2] for line in said[:-1]]
    assert codes[:4] == ["1"] * 4
    assert set(codes[4:]) <= {"0", "1"}
