#!/usr/bin/env python3
"""Shows that time is linear in a page's length, up to 10 MB, and that memory does not grow with the number of pages.

    python bench/scale.py [PAGES] [--sizes 1,2,5,10] [--counts 1,5,20] [--output FILE]

Pages are put together from those of a folder (fixtures/pages where none is given), all of it again and again up to a size.
Each is linted by a process of its own, with the parser off and without a cache. Sizes are in MB, counts are of pages of 1 MB.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

from processes import ROOT, Run, machine, publish, run, table

MB = 1_000_000
FORMATS = {".md": "Markdown", ".html": "HTML", ".txt": "plain text"}


def filled(folder: Path, suffix: str, size: int) -> bytes:
    """A page of nearly some size: all pages of a format one after the other, without front matter and heads."""
    texts = [_body(path.read_text("utf-8", "replace")) for path in sorted(folder.rglob(f"*{suffix}"))]
    whole = "\n\n".join(texts).encode()
    if not whole:
        raise SystemExit(f"there are no pages that end in {suffix} in {folder}")
    data = (whole + b"\n\n") * (size // len(whole) + 1)
    return data[:size].decode("utf-8", "ignore").encode()


def _body(text: str) -> str:
    if "<body" in text:
        body = text.partition("<body")[2].partition(">")[2].partition("</body>")[0]
        return re.sub("</?main[^>]*>", "", body)  # of several, only the first is read
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        return text.partition("\n---\n")[2]
    return text


def linted(python: str, pages: list[Path], work: Path) -> Run:
    command = [python, "-m", "linter", "check", "--quiet", "--syntax", "off", "--no-cache", *(page.name for page in pages)]
    done = run(command, {"PYTHONPATH": str(ROOT)}, work)
    if done.code not in (0, 1):
        raise SystemExit(f"carelint failed with exit code {done.code}: {done.said}")
    return done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=Path, default=ROOT / "fixtures" / "pages")
    parser.add_argument("--sizes", default="1,2,5,10", help="lengths of a page, in MB")
    parser.add_argument("--counts", default="1,5,20", help="numbers of pages of 1 MB")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--python", default=sys.executable, help="the Python that carelint's packages are in")
    parser.add_argument("--output", type=Path, help="a file for the tables; standard output where none is given")
    given = parser.parse_args()
    sizes = [float(size) for size in given.sizes.split(",")]
    counts = [int(count) for count in given.counts.split(",") if count]
    parts = [f"{machine()}; one run each.\n"]
    with tempfile.TemporaryDirectory() as temp:
        work = Path(temp)
        rows = []
        for suffix in given.formats.split(","):
            for size in sizes:
                page = work / f"page{suffix}"
                page.write_bytes(filled(given.pages, suffix, int(size * MB)))
                done = linted(given.python, [page], work)
                rows.append(
                    (
                        FORMATS[suffix],
                        f"{size:g} MB",
                        f"{done.cpu:.1f} s",
                        f"{done.cpu / size:.2f} s",
                        f"{done.memory:,.0f} MiB",
                    )
                )
                print(*rows[-1], file=sys.stderr)
        parts.append(table(("format", "page", "CPU", "CPU a MB", "peak memory"), rows))
        rows = []
        for count in counts:
            pages = [work / f"{number}.md" for number in range(count)]
            for page in pages:
                page.write_bytes(filled(given.pages, ".md", MB))
            done = linted(given.python, pages, work)
            rows.append((f"{count}", f"{done.cpu:.1f} s", f"{done.memory:,.0f} MiB"))
            print(*rows[-1], file=sys.stderr)
        if rows:
            parts.append(table(("pages of 1 MB", "CPU", "peak memory"), rows))
    publish(parts, given.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
