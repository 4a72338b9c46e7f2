"""`--jobs`: several processes report what one does, in its order; what goes wrong in one is said as if there were one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from linter import cache, config
from linter.options import Options
from linter.reporters import Result
from linter.run import check as run
from linter.run import jobs
from linter.run.gather import Request
from tests.test_cli import ROOT

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


@pytest.fixture(autouse=True)
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for number in range(30):
        text = f"# Page {number}\n\nOur gel cures arthritis. Rest prior to lunch.\n"
        (tmp_path / f"{number:02}.md").write_text(text * (1 + number % 3), "utf-8")
    monkeypatch.chdir(tmp_path)
    config.discover.cache_clear()
    return tmp_path


def check(number: int, *paths: str, is_warm: bool = False) -> Result:
    for file in [] if is_warm else cache.folder().glob("reports-*"):
        file.unlink()
    options = Options(select=("claims", "readability/wordy-phrase"), syntax="off")
    return run.check(Request(paths=paths or (".",), options=options, jobs=number))


def said(result: Result) -> tuple[Any, ...]:
    reports = list(result.linted)
    return reports, result.skipped, result.failures, [result.sources.get(report.path) for report in reports]


def refuse(*arguments: object) -> None:
    raise AssertionError("a process was started")


def test_pages_and_what_cannot_be_read_come_in_order_whoever_lints(pages: Path) -> None:
    (pages / "07.md").write_bytes(b"\x00\x01")
    (pages / "11.md").write_bytes(b"\xff\xff bytes")
    (pages / "12.md").write_text("", "utf-8")
    (pages / "29.md").unlink()
    (pages / "29.md").symlink_to("gone.md")
    one = check(1)
    assert [failure.path for failure in one.failures] == ["07.md", "11.md", "29.md"]
    assert said(check(2)) == said(check(3)) == said(one)


def test_what_other_processes_found_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    first = check(2)
    monkeypatch.setattr(jobs._Team, "_started", refuse)
    monkeypatch.setattr("linter.engine.Linter.check_text", refuse)
    assert said(check(2, is_warm=True)) == said(first)


def test_few_pages_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "cores", lambda: 2)
    monkeypatch.setattr(jobs._Team, "_started", refuse)
    assert len(check(0, *(f"{number:02}.md" for number in range(15))).linted) == 15
    with pytest.raises(AssertionError, match="was started"):
        check(0)


@pytest.mark.skipif(sys.platform != "linux", reason="what is changed here reaches processes that fork alone")
def test_a_process_that_dies_costs_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    one = check(1)
    lint = jobs._said

    def dying(conditions: Any, name: str, data: bytes) -> Any:
        if name == "09.md":
            os._exit(9)
        return lint(conditions, name, data)

    monkeypatch.setattr(jobs, "_said", dying)
    assert said(check(2)) == said(one)


def test_processes_that_do_not_fork_find_the_same() -> None:
    ask = (
        "import sys, threading, time; from linter.cli import main;"
        "threading.Thread(target=time.sleep, args=(1000,), daemon=True).start();"
        "main(['check', '.', '--select', 'claims', '--syntax', 'off', '--jobs', sys.argv[1], '--format', 'json'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    one, two = (
        subprocess.run([sys.executable, "-c", ask, number], env=environment, capture_output=True, check=True, timeout=300)
        for number in ("1", "2")
    )
    assert (two.stdout, two.stderr) == (one.stdout, b"")
    assert b"claims/cure" in one.stdout


def test_fixes_are_the_same_whoever_lints(pages: Path) -> None:
    from linter.cli import main

    before = {file.name: file.read_text("utf-8") for file in pages.glob("*.md")}
    after = []
    for number in ("1", "2"):
        for name, text in before.items():
            (pages / name).write_text(text, "utf-8")
        main(["check", ".", "--fix", "--select", "readability/wordy-phrase", "--jobs", number, "--quiet"])
        after.append({file.name: file.read_text("utf-8") for file in pages.glob("*.md")})
    assert after[0] == after[1] != before


@pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")
@pytest.mark.parametrize("is_killed", [False, True])
def test_ctrl_c_and_kill_leave_no_process(pages: Path, is_killed: bool) -> None:
    (pages / "00.md").write_text("Our gel cures arthritis. " * 40_000, "utf-8")  # keeps a process at work
    command = [sys.executable, "-m", "linter", "check", ".", "--jobs", "2", "--format", "json", "--syntax", "off"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        end = time.monotonic() + 60
        while len(begun := children.read_text().split()) < 2 and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(0.3)
        if is_killed:
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        out, errors = process.communicate(timeout=60)
        assert len(begun) == 2
        assert out == b""
        if not is_killed:
            assert (process.returncode, errors) == (130, b"carelint: stopped\n")
        assert all(gone(child, time.monotonic() + 10) for child in begun)


def gone(process: str, end: float) -> bool:
    """Whether a process ends, or has ended and waits for whoever adopted it, before a time."""
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False
