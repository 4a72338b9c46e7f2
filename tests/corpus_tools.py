"""Pages, sources and workers for the tests of `carelint corpus`."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from linter.corpus import run, sources
from linter.corpus.folder import Totals
from linter.corpus.linting import Setup, lint_table
from linter.corpus.tables import Linted
from linter.options import Options
from linter.run.progress import Progress

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = Options(select=("claims", "jargon/sig-abbreviation", "required"), syntax="off")
SETUP = Setup(options=OPTIONS)
DEADLY = "This page kills who lints it."

_SENTENCES = (
    "Our gel cures arthritis.",
    "Take one tablet bid with water.",
    "Ask your nurse what to eat before the test.",
    "You are guaranteed to sleep better.",
    "Most people go home on the same day.",
    "Call us if your leg swells.",
)
_SITES = ("North Clinic", "Harbour Trust", "")


def rows(count: int, seed: int = 5) -> list[dict[str, Any]]:
    """Rows of pages: two formats, three publishers, findings on most."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        parts = [" ".join(chance.choices(_SENTENCES, k=4)) for _ in range(2)]
        is_html = number % 3 == 0
        text = "\n".join(f"<p>{part}</p>" for part in parts) if is_html else "\n\n## After the test\n\n".join(parts)
        title = f"<h1>Page {number}</h1>" if is_html else f"# Page {number}\n\n"
        made.append(
            {
                "id": f"pages/{number:05}",
                "text": title + text,
                "format": "html" if is_html else "md",
                "page_type": ("procedure", None)[number % 2],
                "publisher": _SITES[number % 3],
            }
        )
    return made


def parquet(file: Path, data: list[dict[str, Any]], **options: Any) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(data), file, **options)
    return file


def lines(file: Path, data: list[Any]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in data), "utf-8")
    return file


def corpus(source: Path, out: Path, *, columns: str = "", progress: Progress | None = None, **given: Any) -> Totals:
    """Run over a source in one process, but for what is given."""
    options = {"rows": 10, "jobs": 1, "setup": SETUP, **given}
    return run.run(
        run.Request(
            source=source, out=out, columns=sources.columns(columns), progress=progress or Progress(quiet=True), **options
        ),
        [],
    )


def parts(out: Path) -> dict[str, bytes]:
    """Every part that a run wrote, by name."""
    return {
        file.relative_to(out).as_posix(): file.read_bytes()
        for table in ("findings", "pages", "rejected")
        for file in sorted((out / table).glob("*"))
    }


def table(out: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table, in the order of its parts."""
    return [row for file in sorted((out / name).glob("*.parquet")) for row in pq.read_table(file).to_pylist()]


def lint_or_die(pages: pa.Table, setup: Setup) -> Linted:
    """As `lint_table`, but a page can kill."""
    if any(DEADLY in (text if isinstance(text, str) else text.decode()) for text in pages["text"].to_pylist() if text):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return lint_table(pages, setup)


class Watch(Progress):
    """Calls something once, as soon as some pages are done."""

    def __init__(self, then: Any, after: int = 1) -> None:
        super().__init__(quiet=True)
        self._then: Iterator[Any] = iter([then])
        self._after = after

    def __call__(self, done: int, total: int) -> None:
        if done >= self._after:
            for then in self._then:
                then()
