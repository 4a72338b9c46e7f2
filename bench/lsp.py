"""How long a change takes from the editor's side: from the keystroke to the diagnostics, without the pause for typing.

    python bench/lsp.py [--words N] [--changes N]

Starts the real server, opens a page made of the sample pages, and changes one character at a time, somewhere else each time. It
prints what a change costs (least, median, most, in milliseconds): linted alone, processor time in this process; over the wire,
from the change to the diagnostics, the pause left out; and what an answer takes that is asked for meanwhile, which is what the
next keystroke would wait. Needs the extra `dev`.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path

from lsprotocol import types

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linter import Linter  # noqa: E402
from linter.lsp.linting import PAUSE  # noqa: E402
from tests.lsp_tools import session  # noqa: E402


def page_of(words: int) -> str:
    """A Markdown page of about so many words, from the good and bad sample pages in turn."""
    blocks: list[str] = []
    for path in sorted((ROOT / "fixtures" / "pages").rglob("*.md")):
        text = path.read_text("utf-8")
        if text.startswith("---"):
            text = text.partition("\n---")[2].partition("\n")[2]
        blocks += [block.strip() for block in text.split("\n\n")]
    has = Linter(syntax="off").check_text("\n\n".join(blocks), "page.md").words
    blocks *= words // has + 1
    return "\n\n".join(blocks[: len(blocks) * words // (has * (words // has + 1))]) + "\n"


def shown(name: str, times: list[float]) -> str:
    low, middle, high = (1000 * value for value in (min(times), statistics.median(times), max(times)))
    return f"{name:<44}{low:7.1f} {middle:7.1f} {high:7.1f}"


def alone(text: str, changes: int) -> list[float]:
    """Linting, with nothing round it."""
    engine = Linter(syntax="off")
    engine.check_text(text, "page.md")
    times = []
    for number in range(changes):
        at = len(text) * number // changes
        changed = text[:at] + "a" + text[at:]
        start = time.process_time()
        engine.check_text(changed, "page.md")
        times.append(time.process_time() - start)
    return times


async def through(text: str, changes: int, folder: Path) -> tuple[list[float], list[float]]:
    """From a change to its diagnostics, less the pause; and what a small question took meanwhile."""
    times, waits = [], []
    async with session() as editor:
        uri = editor.open(folder / "page.md", text)
        await editor.found(uri)
        lines = text.count("\n")
        for number in range(changes):
            place = types.Position(lines * number // changes, 0)
            change = types.TextDocumentContentChangePartial(range=types.Range(place, place), text="a")
            arrived = asyncio.create_task(editor.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS))
            start = time.perf_counter()
            editor.change(uri, number + 2, change)
            await asyncio.sleep(PAUSE + 0.01)  # into the linting
            asked = time.perf_counter()
            await editor.hover("file:///nothing.md", 0, 0)
            waits.append(time.perf_counter() - asked)
            await arrived
            times.append(time.perf_counter() - start - PAUSE)
    return times, waits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--words", type=int, default=2000)
    parser.add_argument("--changes", type=int, default=30)
    arguments = parser.parse_args()
    text = page_of(arguments.words)
    found = Linter(syntax="off").check_text(text, "page.md")
    print(f"{found.words} words, {len(found.findings)} findings, milliseconds a change{'':3}least  median    most")
    print(shown("linted alone", alone(text, arguments.changes)))
    times, waits = asyncio.run(through(text, arguments.changes, ROOT / "bench"))
    print(shown("from the change to the diagnostics", times))
    print(shown("a question asked meanwhile", waits))


if __name__ == "__main__":
    main()
