"""`kill -9` while carelint writes: a file is the old one or the new one, whole, and nothing is left that a later run would lint."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.cli import main
from linter.files import walk
from linter.readers import FORMATS

ROOT = Path(__file__).resolve().parent.parent
OLD, NEW = (f"Rest {word} lunch. {'Drink some water. ' * 400}\n" for word in ("prior to", "before"))

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")


def killed(command: list[str], folder: Path, when: Callable[[], bool]) -> bool:
    """Run a command and kill it as soon as something holds; whether it was still running."""
    with subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None and not when():
            time.sleep(0.0005)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


def soon(chance: random.Random) -> Callable[[], bool]:
    """Holds after some hundredths of a second."""
    end = time.monotonic() + chance.random() * 0.05
    return lambda: time.monotonic() > end


WRITE_ON_AND_ON = """
import itertools, sys
from pathlib import Path
from linter.store import writing
file, old, new = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), Path(sys.argv[3]).read_bytes()
Path("started").touch()
for content in itertools.cycle((new, old)):
    writing.replace(file, content)
"""


def test_a_file_killed_while_it_is_replaced_is_old_or_new_and_whole(tmp_path: Path) -> None:
    for name, text in (("page.md", OLD), ("old.dat", OLD), ("new.dat", NEW)):
        (tmp_path / name).write_text(text * 20, "utf-8")
    chance = random.Random(7)
    for _ in range(12):
        started = tmp_path / "started"
        started.unlink(missing_ok=True)
        later: list[Callable[[], bool]] = []

        def now(started: Path = started, later: list[Callable[[], bool]] = later) -> bool:
            if started.exists() and not later:
                later.append(soon(chance))
            return bool(later) and later[0]()

        assert killed(["-c", WRITE_ON_AND_ON, "page.md", "old.dat", "new.dat"], tmp_path, now)
        assert (tmp_path / "page.md").read_text("utf-8") in (OLD * 20, NEW * 20)
    assert [file.name for file in walk(tmp_path, frozenset(FORMATS), [])] == ["page.md"]


def test_pages_killed_while_they_are_fixed_are_old_or_new_and_a_later_run_fixes_the_rest(tmp_path: Path) -> None:
    names = [f"{number:02}.md" for number in range(40)]
    for last in (0, 7, 23):
        for name in names:
            (tmp_path / name).write_text(OLD, "utf-8")
        watched = tmp_path / names[last]
        command = ["-m", "linter", "check", "--fix", "--select", "readability/wordy-phrase", "."]
        assert killed(command, tmp_path, lambda watched=watched: watched.stat().st_size == len(NEW))  # type: ignore[misc]
        texts = [(tmp_path / name).read_text("utf-8") for name in names]
        assert set(texts) == {OLD, NEW}
        assert texts == sorted(texts)  # one after the other, NEW before OLD
        assert [file.name for file in walk(tmp_path, frozenset(FORMATS), [])] == names
    main(["check", "--fix", "--quiet", str(tmp_path)])
    assert {(tmp_path / name).read_text("utf-8") for name in names} == {NEW}


def test_a_baseline_killed_while_it_is_written_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("".join(f"Number {n}: our gel is completely safe.\n\n" for n in range(300)), "utf-8")
    file = tmp_path / "known.json"
    assert main(["baseline", str(tmp_path), "--output", str(file)]) == 0
    before = file.read_bytes()
    page = (tmp_path / "page.md").read_text("utf-8")
    (tmp_path / "page.md").write_text(page.replace("Number", "Item"), "utf-8")
    for _ in range(4):
        command = ["-m", "linter", "baseline", ".", "--output", "known.json", "--force"]
        killed(command, tmp_path, lambda: any(tmp_path.glob(".carelint-*.tmp")))
        after = file.read_bytes()
        assert after == before or len(json.loads(after)["findings"]) >= 300
    assert [one.name for one in walk(tmp_path, frozenset(FORMATS), [])] == ["page.md"]
