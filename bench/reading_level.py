#!/usr/bin/env python3
"""Measure how fast reading level is: sentences, words, syllables and formulas together, on one core.

    python bench/reading_level.py FOLDER

FOLDER holds pages (.md, .html, .txt), in folders or not. They are read first; reading is not measured. Printed are:

- warm: words a second over all pages, once their words have been met; the best of some rounds.
- cold: the same over the whole folder in a process that has met no word yet, the loading of the tables included.
- first page: the time for one page of usual length in such a process, and for loading the tables alone.

Times are processor time, so that other programs disturb little.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

_ROUNDS, _PROCESSES = 7, 5
_SUFFIXES = {".md", ".html", ".htm", ".txt"}
_USUAL = 700  # words of the page that the first-page figure is taken on


def pages(folder: Path) -> list[tuple[str, str]]:
    """Paths and sources of the pages of a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES)
    return [(path.name, path.read_text("utf-8", errors="replace")) for path in paths]


def level(source: str, name: str) -> float:
    """Seconds for sentences, words, syllables and formulas of one page."""
    from linter import readers
    from linter.language.body import Body
    from linter.language.formulas import formulas

    page = readers.read(source, name)[0]
    start = process_time()
    body = Body(page)
    formulas(body.counts(body.sentences))
    return process_time() - start


def words_of(source: str, name: str) -> int:
    """How many words a page has, body or not: all are found, and counted."""
    from linter import readers

    return len(readers.read(source, name)[0].words)


def fresh(folder: Path, what: str) -> float:
    """The median over some processes of what `--measure` prints."""
    command = [sys.executable, __file__, str(folder), "--measure", what]
    runs = [float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(_PROCESSES)]
    return statistics.median(runs)


def tables_alone() -> float:
    """Seconds until both tables are loaded and have answered once."""
    from linter.language import syllables, tables

    start = process_time()
    tables.frequency("doctor")
    syllables.count("pacemaker")
    return process_time() - start


def say(line: str) -> None:
    """Tell whoever runs the script."""
    sys.stdout.write(line + "\n")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of pages")
    parser.add_argument("--measure", choices=("tables", "page", "all"), help=argparse.SUPPRESS)  # in a process of its own
    options = parser.parse_args()
    found = pages(options.folder)
    if not found:
        parser.error(f"no pages in {options.folder}")
    usual = min(found, key=lambda page: abs(len(page[1].split()) - _USUAL))
    if options.measure:
        tell = {
            "tables": tables_alone,
            "page": lambda: level(usual[1], usual[0]),
            "all": lambda: sum(level(source, name) for name, source in found),
        }
        say(str(tell[options.measure]()))
        return
    words = sum(words_of(source, name) for name, source in found)
    rounds = [sum(level(source, name) for name, source in found) for _ in range(_ROUNDS)]
    cold = fresh(options.folder, "all")
    say(f"{len(found)} pages, {words:,} words")
    say(f"warm        {words / min(rounds):12,.0f} words a second")
    say(f"cold        {words / cold:12,.0f} words a second, tables included")
    say(f"first page  {1000 * fresh(options.folder, 'page'):12.2f} ms for {words_of(usual[1], usual[0])} words")
    say(f"tables      {1000 * fresh(options.folder, 'tables'):12.2f} ms")


if __name__ == "__main__":
    main()
