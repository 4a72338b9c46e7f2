"""How processor time grows with a text: the same on a slow machine as on a quick one."""

from __future__ import annotations

import time
from collections.abc import Callable

_LEAST = 0.02  # seconds, below which nothing can be told apart


def is_linear(run: Callable[[str], object], text: str) -> bool:
    """Whether a text takes no more than twice what four times a quarter of it takes; quadratic time would take four times."""
    return _cost(run, text) < 8 * max(_cost(run, text[: len(text) // 4]), _LEAST)


def _cost(run: Callable[[str], object], text: str) -> float:
    costs = []
    for _ in range(2):
        start = time.process_time()
        run(text)
        costs.append(time.process_time() - start)
    return min(costs)
