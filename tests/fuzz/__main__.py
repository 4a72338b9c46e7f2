"""Runs a target over many inputs: `python -m tests.fuzz markdown --inputs 100000 [--engine atheris]`; prints one line for a tally.

A crash is written to a file in --crashes, and ends the run with its traceback; `--replay FILE` runs that input alone.
Hypothesis makes inputs from the target's vocabulary and shrinks what crashes; atheris (`pip install atheris`) follows coverage.
"""

from __future__ import annotations

import argparse
import pkgutil
import sys
import time
from importlib import import_module
from pathlib import Path

from tests.fuzz.targets import TARGETS, Target


def by_hypothesis(target: Target, inputs: int, longest: int, seed: int) -> int:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    count = 0

    @seeded(seed)
    @settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.binary(max_size=longest))
    def run(data: bytes) -> None:
        nonlocal count
        count += 1
        target(data)

    run()
    return count


def by_atheris(name: str, inputs: int, longest: int, seed: int, crashes: Path) -> None:
    """Does not return: libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["linter"]):
        for module in [module for module in sys.modules if module.split(".")[0] == "linter" or module.startswith("tests.")]:
            del sys.modules[module]  # imported anew, to be followed
        from linter import checks, language, readers
        from tests.fuzz import targets

        for package in (readers, language, checks):  # read late otherwise, and not followed
            for module in pkgutil.iter_modules(package.__path__):
                if module.name != "syntax":
                    import_module(f"{package.__name__}.{module.name}")

    start = time.monotonic()
    count = 0

    def run(data: bytes) -> None:
        nonlocal count
        count += 1
        targets.TARGETS[name](data)
        if count == inputs:
            print(tally(name, "atheris", count, start), flush=True)  # noqa: T201

    options = [f"-runs={inputs}", f"-max_len={longest}", f"-seed={seed}", f"-artifact_prefix={crashes}/{name}-", "-verbosity=0"]
    atheris.Setup(["fuzz", *options], run)
    atheris.Fuzz()


def tally(name: str, engine: str, count: int, start: float) -> str:
    return f"| {name} | {engine} | {count:,} | {time.monotonic() - start:,.0f} s |"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("--engine", choices=["hypothesis", "atheris"], default="hypothesis")
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--longest", type=int, default=64, help="bytes of an input; each is a piece of the vocabulary")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--crashes", type=Path, default=Path(), help="where to write inputs that crash (atheris)")
    parser.add_argument("--replay", type=Path, help="run this input alone")
    given = parser.parse_args()
    names = list(TARGETS) if given.target == "all" else [given.target]
    for name in names:
        if given.replay:
            TARGETS[name](given.replay.read_bytes())
        elif given.engine == "atheris":
            by_atheris(name, given.inputs, given.longest, given.seed, given.crashes)
        else:
            start = time.monotonic()
            count = by_hypothesis(TARGETS[name], given.inputs, given.longest, given.seed)
            print(tally(name, "Hypothesis", count, start), flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
