"""Draws the text report of the sample page as a picture for the README: `python -m tools.draw_text_report`.

The words and colours are those that `carelint check` writes to a terminal.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from unittest.mock import patch

from linter.cli import main

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "text.svg"
COMMAND = ("check", "docs/sore-throat.md")
COLUMNS = 88
CELL, LINE, MARGIN = 8.0, 19, 16  # width of a sign, height of a line, space around, in pixels
COLORS = {"1": "#ffffff", "2": "#9aa5b1", "31": "#ff8a80", "31;1": "#ff8a80", "33;1": "#ffd166", "36": "#80deea"}
_PIECE = re.compile(r"\x1b\[([\d;]*)m|([^\x1b]+)")


def report() -> str:
    """What the command prints on a terminal with colours."""
    out = io.StringIO()
    with patch.dict(os.environ, {"COLUMNS": str(COLUMNS)}), contextlib.chdir(ROOT), contextlib.redirect_stdout(out):
        main([*COMMAND, "--color", "always", "--syntax", "off", "--today", "2026-11-22"])
    return f"\x1b[1m$ carelint {' '.join(COMMAND)}\x1b[0m\n" + out.getvalue()


def picture(text: str) -> str:
    """A text with the colours of a terminal as SVG; each piece has its place, whatever the font."""
    lines = text.rstrip("\n").split("\n")
    width, height = round(COLUMNS * CELL) + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
            "<title>What carelint check prints for a sample page</title>",
            '<rect width="100%" height="100%" rx="8" fill="#1e2530"/>',
            '<g font-family="ui-monospace, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="13" fill="#e4e9f0">',
            *(piece for number, line in enumerate(lines) for piece in _pieces(line, MARGIN + (number + 1) * LINE - 5)),
            "</g>",
            "</svg>\n",
        ]
    )


def _pieces(line: str, y: int) -> Iterator[str]:
    cell, style = 0, ""
    for code, text in _PIECE.findall(line):
        if not text:
            style = "" if code == "0" else code
            continue
        shown = text.strip(" ")
        if shown:
            x = MARGIN + (cell + len(text) - len(text.lstrip(" "))) * CELL
            fill = f' fill="{COLORS[style]}"' if style else ""
            bold = ' font-weight="bold"' if "1" in style.split(";") else ""
            length = f'textLength="{len(shown) * CELL:g}" lengthAdjust="spacingAndGlyphs"'
            yield f'<text x="{x:g}" y="{y}" {length}{fill}{bold} xml:space="preserve">{escape(shown)}</text>'
        cell += len(text)


if __name__ == "__main__":
    PICTURE.write_text(picture(report()), "utf-8")
