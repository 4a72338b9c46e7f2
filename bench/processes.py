"""Whole processes, measured: wall time, processor time of the process and what it started, peak memory."""

# ruff: noqa: T201

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Run(NamedTuple):
    """One run of a process. `memory` is the peak of its largest process, in MiB."""

    wall: float
    cpu: float
    memory: float
    code: int
    said: str  # the end of what it wrote on standard error


class Measured(NamedTuple):
    """The medians of some runs."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Run:
    """Run a command to its end, its output thrown away. Raises OSError where it cannot be started."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = _spawn(command, environment(env or {}), cwd or Path.cwd(), errors.fileno())
        _, status, used = os.wait4(process, 0)
        wall = time.perf_counter() - start
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace").strip()[-500:]
    peak = used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return Run(wall, used.ru_utime + used.ru_stime, peak, os.waitstatus_to_exitcode(status), said)


def publish(parts: Iterable[str], output: Path | None) -> None:
    """Write what was measured to a file, or say it where none is given."""
    said = "\n".join(parts)
    if output:
        output.write_text(said, "utf-8")
    else:
        print(said)


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """This process's variables and more; but Python keeps what it compiles, as it does where a program is installed."""
    return {**{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}, **more}


def _spawn(command: Sequence[str], env: Mapping[str, str], cwd: Path, errors: int) -> int:
    """No more than the process itself: a thread that reads its output would be measured too."""
    before = Path.cwd()
    os.chdir(cwd)
    try:
        return os.posix_spawnp(
            command[0],
            command,
            env,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, errors, 2),
            ],
        )
    finally:
        os.chdir(before)


def medians(runs: Sequence[Run]) -> Measured:
    return Measured(*(statistics.median(values) for values in list(zip(*runs, strict=True))[:3]))


def machine() -> str:
    """The processor, its cores, the system and this Python, in one line."""
    name = platform.processor() or platform.machine()
    if (info := Path("/proc/cpuinfo")).exists():
        name = next((line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line), name)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{name}, {cores} cores, {platform.system()}, Python {platform.python_version()}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, its numbers to the right."""
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows)) + "\n"
