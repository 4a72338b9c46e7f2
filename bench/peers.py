#!/usr/bin/env python3
"""Measures carelint and other linters as whole processes, in turn, on the same pages.

    python bench/peers.py [PAGES] --peers FOLDER [--install] [--runs 5] [--only NAME,...] [--against proselint] [--output FILE]

PAGES is a folder of pages (.md, .html, .txt), fixtures/pages where none is given. FOLDER is where the peers are: --install
puts those of the package indexes there (pip, npm, and Vale by `go install`); never give a folder of this repository. Vale,
LanguageTool and lucid-lint are taken from the PATH too. What is not there is said and left out.

Each round runs every program once, one after the other, so that what slows the machine slows all of them; the table has
medians and ratios. “One page” is the page of median length. carelint runs in three ways, each without and with the parser:
without a cache; cold, with nothing kept of pages, as on pages that it has never seen; warm, with all that an earlier run
kept.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from processes import ROOT, Measured, Run, environment, machine, medians, publish, run, table

SUFFIXES = {".md", ".markdown", ".html", ".htm", ".txt"}
PYTHON_PEERS = ("proselint", "codespell", "textstat==0.7.8")  # later ones download a dictionary when they first run
RULES = ("write-good", "alex", "terminology")  # of textlint
NODE_PEERS = ("write-good", "alex", "textlint", "textlint-plugin-html", *(f"textlint-rule-{rule}" for rule in RULES))
VALE = "github.com/vale-cli/vale/v3/cmd/vale@latest"

FORMULAS = """
import sys, textstat
for name in sys.argv[1:]:
    text = open(name, encoding="utf-8", errors="replace").read()
    for formula in ("flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "gunning_fog", "coleman_liau_index",
                    "automated_readability_index", "dale_chall_readability_score"):
        getattr(textstat, formula)(text)
"""
PARSED = """
import sys
from linter import Linter
from linter.engine import Options
from linter.language.syntax import Pipeline
given, real, linter, all_ = 0, Pipeline.parse, Linter(options=Options(syntax="on", cache=False)), 0
def parse(self, sentences):
    global given
    given += len(sentences)
    return real(self, sentences)
Pipeline.parse = parse
for name in sys.argv[1:]:
    all_ += linter.check_file(name).sentences
print(f"{given:,} of {all_:,} sentences were parsed ({100 * given / max(all_, 1):.1f}%)")
"""


class Contender(NamedTuple):
    """A program: its name in the table, its command for some pages, what it is run with."""

    name: str
    command: Callable[[Sequence[str]], list[str]]
    env: dict[str, str] = {}
    version: str = ""
    speaks: bool = True  # finds something on any pages of some length: one that says nothing did not work
    prepare: Callable[[], None] = lambda: None  # done before each run, not measured


def install(folder: Path) -> None:
    """The peers of the package indexes, into a folder. What fails is said; the others are installed."""
    folder.mkdir(parents=True, exist_ok=True)
    python = folder / "python" / "bin" / "python"
    if not python.exists():
        _try([sys.executable, "-m", "venv", str(folder / "python")])
    _try([str(python), "-m", "pip", "install", "--quiet", *PYTHON_PEERS])
    _try(["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", *NODE_PEERS])
    _try(["go", "install", VALE], {"GOBIN": str(folder / "bin")})


def _try(command: list[str], env: dict[str, str] | None = None) -> None:
    print("$", *command, file=sys.stderr)
    try:
        subprocess.run(command, check=True, env={**os.environ, **(env or {})}, stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError) as problem:
        print(f"  not installed: {problem}", file=sys.stderr)


def carelint(python: str, cache: Path) -> list[Contender]:
    """carelint in each of its ways."""

    def contender(name: str, syntax: str, *options: str, unseen: bool = False) -> Contender:
        kept = cache / name.replace(" ", "-")
        command = [python, "-m", "linter", "check", "--quiet", "--syntax", syntax, *options]
        env = {"PYTHONPATH": str(ROOT), "CARELINT_CACHE": str(kept), "NO_COLOR": "1"}
        prepare = (lambda: _forget_pages(kept)) if unseen else (lambda: None)
        return Contender(f"carelint, {name}", lambda pages: [*command, *pages], env, prepare=prepare)

    return [
        made
        for parser, syntax in (("", "off"), (" with parser", "on"))
        for made in (
            contender(f"no cache{parser}", syntax, "--no-cache"),
            contender(f"cold{parser}", syntax, unseen=True),
            contender(f"warm{parser}", syntax),
        )
    ]


def _forget_pages(cache: Path) -> None:
    """Take what is known of pages and their sentences out of a cache folder: what is kept of carelint itself stays."""
    for file in cache.rglob("*") if cache.exists() else ():
        if file.is_file() and file.name.startswith(("reports-", "sentences-")):
            file.unlink()


def peers(folder: Path, work: Path) -> list[Contender]:
    """The peers that are there. What is missing is said."""
    found: list[Contender] = []
    settings = folder / ".textlintrc.json"  # beside the rules that it names
    if folder.exists():
        settings.write_text(json.dumps({"plugins": {"html": True}, "rules": dict.fromkeys(RULES, True)}))
    (work / "vale.ini").write_text("MinAlertLevel = suggestion\n[*]\nBasedOnStyles = Vale\n")
    textlint = ["--config", str(settings)]
    commands: dict[str, tuple[str, Callable[[str, Sequence[str]], list[str]]]] = {
        "proselint": ("proselint", lambda tool, pages: [tool, "check", *pages]),
        "codespell": ("codespell", lambda tool, pages: [tool, *pages]),
        "textstat’s formulas": ("python", lambda tool, pages: [tool, "-c", FORMULAS, *pages]),
        "write-good": ("write-good", lambda tool, pages: [tool, *pages]),
        "alex": ("alex", lambda tool, pages: [tool, "--quiet", *pages]),
        f"textlint ({len(RULES)} rules)": ("textlint", lambda tool, pages: [tool, *textlint, *pages]),
        "Vale": ("vale", lambda tool, pages: [tool, "--config", str(work / "vale.ini"), "--no-exit", *pages]),
        "LanguageTool": ("languagetool", lambda tool, pages: [tool, "-l", "en-US", *pages]),
        "lucid-lint": ("lucid-lint", lambda tool, pages: [tool, "check", *pages]),
    }
    for name, (program, command) in commands.items():
        tool = _program(program, folder)
        if tool is None:
            print(f"{name} is not there and is left out", file=sys.stderr)
            continue
        speaks = program not in ("codespell", "python", "languagetool")
        found.append(Contender(name, partial(command, tool), {}, _version(program, tool), speaks))
    return found


def _program(name: str, folder: Path) -> str | None:
    """A program of the peers' folder, else of the PATH; Python is the folder's alone."""
    for place in (folder / "python" / "bin", folder / "node_modules" / ".bin", folder / "bin"):
        if (place / name).exists():
            return str(place / name)
    return None if name == "python" else shutil.which(name)


def _version(program: str, tool: str) -> str:
    """A program's version, from its package where that is Python's."""
    python, package = Path(tool).with_name("python"), "textstat" if program == "python" else program
    asked = [tool, "--version"]
    if python.exists():
        asked = [str(python), "-c", f"import importlib.metadata as m; print(m.version({package!r}))"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False).stdout.split()
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return next((word.strip("v,") for word in said if word.strip("v")[:1].isdigit()), "")


def works(contender: Contender, pages: Sequence[str], cwd: Path) -> bool:
    """Whether a program does its work; why not is said. This run also fills what the program keeps."""
    try:
        tried = subprocess.run(
            contender.command(pages),
            env=environment(contender.env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        said, code = (tried.stdout + tried.stderr).decode("utf-8", "replace"), tried.returncode
    except OSError as problem:
        said, code = str(problem), -1
    counts = contender.name == "write-good"  # its exit code is how much it found
    silent = contender.speaks and len(pages) > 3 and not any(Path(page).name in said for page in pages) and not counts
    if (code in (0, 1) or counts) and "Traceback" not in said and not silent:
        return True
    print(f"{contender.name} fails (exit code {code}) and is left out: {said[-300:].strip()}", file=sys.stderr)
    return False


def measured(contenders: Sequence[Contender], pages: Sequence[str], rounds: int, cwd: Path) -> dict[str, Measured]:
    runs: dict[str, list[Run]] = {contender.name: [] for contender in contenders if works(contender, pages, cwd)}
    for number in range(rounds):
        for contender in contenders:
            if contender.name in runs:
                contender.prepare()
                runs[contender.name].append(run(contender.command(pages), contender.env, cwd))
        print(f"round {number + 1} of {rounds} over {len(pages)} pages is done", file=sys.stderr)
    return {name: medians(some) for name, some in runs.items()}


def report(found: dict[str, Measured], contenders: Sequence[Contender], against: str) -> str:
    base = found.get(against)
    versions = {contender.name: contender.version for contender in contenders}
    rows = [
        (
            f"{name} {versions[name]}".strip(),
            f"{one.wall:.2f} s",
            f"{one.cpu:.2f} s",
            f"{one.wall / base.wall:.2f}" if base else "–",
            f"{one.cpu / base.cpu:.2f}" if base else "–",
            f"{one.memory:,.0f} MiB",
        )
        for name, one in found.items()
    ]
    return table(("program", "wall", "CPU", f"wall to {against}", f"CPU to {against}", "peak memory"), rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=Path, default=ROOT / "fixtures" / "pages")
    parser.add_argument("--peers", type=Path, required=True, help="the folder that the peers are in, or are installed to")
    parser.add_argument("--install", action="store_true", help="install the peers there first")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="names of programs, as `carelint,proselint`; parts of names will do")
    parser.add_argument("--against", default="proselint", help="the program that ratios are to")
    parser.add_argument("--python", default=sys.executable, help="the Python that carelint's packages are in")
    parser.add_argument("--output", type=Path, help="a file for the tables; standard output where none is given")
    given = parser.parse_args()
    folder = given.peers.resolve()
    if folder.is_relative_to(ROOT):
        parser.error("keep the peers out of this repository")
    if given.install:
        install(folder)
    pages = sorted(
        (str(path.resolve()) for path in given.pages.rglob("*") if path.suffix.lower() in SUFFIXES), key=os.path.getsize
    )
    if not pages:
        parser.error(f"there are no pages in {given.pages}")
    words = sum(len(Path(page).read_text("utf-8", "replace").split()) for page in pages)
    with tempfile.TemporaryDirectory() as temp:
        work = Path(temp)
        contenders = [*carelint(given.python, work / "cache"), *peers(folder, work)]
        if wanted := [name.strip().lower() for name in given.only.split(",") if name.strip()]:
            contenders = [one for one in contenders if any(name in one.name.lower() for name in wanted)]
        middle = pages[len(pages) // 2]
        parts = [f"{machine()}; medians of {given.runs} runs of whole processes, in turn.\n"]
        for title, some in (("One page", [middle]), (f"{len(pages)} pages, {words:,} words", sorted(pages))):
            found = measured(contenders, some, given.runs, work)
            parts.append(f"### {title}\n\n{report(found, contenders, given.against)}")
        if any("parser" in name for name in found):
            env = {**os.environ, "PYTHONPATH": str(ROOT), "CARELINT_CACHE": str(work / "cache")}
            asked = subprocess.run([given.python, "-c", PARSED, *pages], env=env, capture_output=True, text=True, check=False)
            parts.append(
                asked.stdout if asked.returncode == 0 else f"The share of sentences that were parsed: {asked.stderr[-300:]}\n"
            )
    publish(parts, given.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
