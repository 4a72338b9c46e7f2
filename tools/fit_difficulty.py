"""Fits the weights of `linter/language/difficulty.py` to readers' ratings of sentences, and prints them with their figures.

python tools/fit_difficulty.py RATED.jsonl

RATED.jsonl has one sentence a line, `{"text": …, "level": …}`, rated from 1 (easy) to 6 (hard). Needs numpy, which comes with
the extra `syntax`. Least squares, nothing random: the same file gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from math import log1p
from pathlib import Path
from typing import Any

import numpy

sys.path.insert(0, str(Path(__file__).parents[1]))
from linter import readers
from linter.language import difficulty
from linter.language.body import Body

_FOLDS = 10


def counts(text: str) -> list[float]:
    """1 for the base, then the logarithm of each count, on average over what carelint takes for the text's sentences."""
    body = Body(readers.read(text, "sentence.txt")[0])
    loads = body.loads or [difficulty.Load()]
    return [1.0, *(sum(log1p(getattr(one, name)) for one in loads) / len(loads) for name in difficulty.WEIGHTS)]


def fitted(x: Any, y: Any) -> Any:
    return numpy.linalg.lstsq(x, y, rcond=None)[0]


def held_out(x: Any, y: Any, folds: Any) -> float:
    """The correlation of ratings with what a fit on the other folds says."""
    said = numpy.zeros(len(y))
    for fold in range(_FOLDS):
        here = folds == fold
        said[here] = x[here] @ fitted(x[~here], y[~here])
    return float(numpy.corrcoef(said, y)[0, 1])


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("rated", type=Path)
    rows = [json.loads(line) for line in arguments.parse_args().rated.read_text("utf-8").splitlines() if line.strip()]
    x = numpy.array([counts(row["text"]) for row in rows])
    y = numpy.array([float(row["level"]) for row in rows])
    weights = fitted(x, y)
    out = [f"BASE = {weights[0]:.3f}"]
    out += [f'    "{name}": {weight:.3f},' for name, weight in zip(difficulty.WEIGHTS, weights[1:], strict=True)]
    out.append(f"{len(rows)} sentences; r = {numpy.corrcoef(x @ weights, y)[0, 1]:.3f} on those it was fitted to")
    each = numpy.arange(len(y))
    out.append(f"held out, neighbours together: r = {held_out(x, y, each * _FOLDS // len(y)):.3f}")
    out.append(f"held out, every tenth: r = {held_out(x, y, each % _FOLDS):.3f}")
    sys.stdout.write("\n".join(out) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
