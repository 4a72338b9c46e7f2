"""Where a report goes, and how carelint behaves towards people: files, colour, progress, Ctrl-C, limits, completion."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from linter.cli import main
from linter.errors import InputError
from linter.findings import Report
from linter.run import output
from linter.run.progress import Progress
from linter.store.packing import PackedReports
from tests.test_cli import BAD, GOOD, ROOT, carelint


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "bad.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


# -- files ---------------------------------------------------------------------------------------


def test_a_report_in_a_missing_folder_is_one_clear_line_before_anything_is_linted(pages: Path) -> None:
    for command in ("check", "audit"):
        ran = carelint(command, "bad.md", "--output", "gone/report.txt", cwd=pages)
        assert ran.returncode == 2
        assert ran.stderr == "carelint: gone/report.txt: cannot be written: there is no such folder; make it first\n"
        assert ran.stdout == ""


def test_a_report_on_a_folder_is_one_clear_line(pages: Path) -> None:
    ran = carelint("check", "bad.md", "--output", ".", cwd=pages)
    assert (ran.returncode, ran.stderr) == (2, "carelint: .: cannot be written: it is a folder; name a file\n")


def test_a_report_replaces_the_old_one_and_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("old")
    file.chmod(0o640)
    with output.opened(str(file)) as out:
        out.write("new")
        assert file.read_text() == "old"
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["report.txt"]


def test_a_private_report_is_private_while_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("old")
    file.chmod(0o600)
    with output.opened(str(file)):
        assert {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()} == {0o600}
        assert len(os.listdir(tmp_path)) == 2


def test_a_new_report_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    with output.opened(str(tmp_path / "report.txt")) as out:
        out.write("new")
    assert (tmp_path / "report.txt").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), ValueError()])
def test_a_report_that_is_broken_off_leaves_the_old_one_and_nothing_else(problem: BaseException, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("old")

    def write() -> None:
        with output.opened(str(file)) as out:
            out.write("half")
            raise problem

    with pytest.raises(type(problem)):
        write()
    assert file.read_text() == "old"
    assert os.listdir(tmp_path) == ["report.txt"]


def test_a_report_goes_to_disk_as_it_is_made(tmp_path: Path) -> None:
    with output.opened(str(tmp_path / "report.txt")) as out:
        out.write("long " * 10_000)
        (made,) = tmp_path.iterdir()
        assert made.name != "report.txt"
        assert made.stat().st_size > 40_000
        out.write("‘end’ \ud800\r\n")
    assert (tmp_path / "report.txt").read_bytes() == b"long " * 10_000 + "‘end’ ?\r\n".encode()
    assert os.listdir(tmp_path) == ["report.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
@pytest.mark.parametrize("format", output.REPORT_FORMATS)
def test_a_disk_that_is_full_midway_through_a_report_is_one_clear_line_and_leaves_the_old_one(
    format: str, pages: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import resource

    monkeypatch.chdir(pages)
    (pages / "report").write_text("old")
    render, size = output.render, resource.getrlimit(resource.RLIMIT_FSIZE)

    def on_a_small_disk(*arguments: Any) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500, size[1]))
        try:
            render(*arguments)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, size)

    monkeypatch.setattr(output, "render", on_a_small_disk)
    assert main(["check", "--syntax", "off", "--format", format, "--output", "report", "bad.md"]) == 2
    assert capsys.readouterr() == ("", "carelint: report: cannot be written: File too large\n")
    assert (pages / "report").read_text() == "old"
    assert sorted(os.listdir(pages)) == ["bad.md", "good.md", "report"]


@pytest.mark.parametrize("format", output.REPORT_FORMATS)
def test_a_report_that_cannot_be_made_to_its_end_leaves_the_old_one(
    format: str, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pages)
    (pages / "report").write_text("old")
    each = PackedReports.__iter__

    def broken(reports: PackedReports) -> Iterator[Report]:
        yield next(each(reports))
        raise RuntimeError("midway")

    monkeypatch.setattr(PackedReports, "__iter__", broken)
    with pytest.raises(RuntimeError, match="midway"):
        main(["check", "--syntax", "off", "--format", format, "--output", "report", "bad.md", "good.md"])
    assert (pages / "report").read_text() == "old"
    assert sorted(os.listdir(pages)) == ["bad.md", "good.md", "report"]


@pytest.mark.parametrize("options", [("check", "--format", "html"), ("check", "--format", "text"), ("audit",)])
def test_a_report_among_the_pages_is_no_page_of_the_next_run(options: tuple[str, ...], pages: Path) -> None:
    name = "report.txt" if "text" in options else "report.html"
    made = []
    for _ in range(2):
        assert carelint(*options, ".", "--output", name, "--today", "2026-11-22", cwd=pages).returncode < 2
        made.append((pages / name).read_bytes())
    assert made[0] == made[1]


def test_a_page_that_is_named_is_not_replaced_by_its_report(pages: Path) -> None:
    (pages / "link.md").symlink_to("bad.md")
    for name in ("bad.md", "link.md"):
        ran = carelint("check", "bad.md", "--output", name, cwd=pages)
        assert ran.returncode == 2
        assert ran.stderr == f"carelint: {name}: is among the pages to read, and would be replaced; name another file\n"
    assert (pages / "bad.md").read_text() == BAD


def test_a_report_follows_a_link_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with output.opened(str(tmp_path / "link")) as out:
        out.write("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"


def test_a_folder_that_takes_no_file_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("linter.store.writing.os.open", refuse)
    with pytest.raises(InputError, match="cannot be written: Permission denied"), output.opened(str(tmp_path / "x")):
        pass


def test_a_report_can_go_to_a_device(pages: Path) -> None:
    ran = carelint("check", "bad.md", "--output", "/dev/stderr", cwd=pages)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "claims/cure" in ran.stderr


def test_a_report_for_programs_is_utf_8_whatever_the_terminal_speaks(pages: Path) -> None:
    ran = carelint("check", "bad.md", "--format", "checkstyle", cwd=pages, PYTHONIOENCODING="ascii")
    assert "‘cures’ says" in ran.stdout


# -- colour --------------------------------------------------------------------------------------


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "colored"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_as_chosen_or_as_the_environment_says(
    choice: str, environment: dict[str, str], terminal: bool, colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = _Terminal() if terminal else StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert output.colors(choice, out) is colored


def test_colour_that_is_forced_is_for_the_terminal_and_not_for_a_file(pages: Path) -> None:
    assert "\x1b[" in carelint("check", "bad.md", cwd=pages, FORCE_COLOR="1").stdout
    carelint("check", "bad.md", "--output", "report.txt", cwd=pages, FORCE_COLOR="1")
    assert "\x1b[" not in (pages / "report.txt").read_text("utf-8")


# -- progress and Ctrl-C --------------------------------------------------------------------------


def told(monkeypatch: pytest.MonkeyPatch, *, terminal: bool = True, quiet: bool = False, seconds: float = 5.0) -> str:
    """What a run of 300 pages writes on standard error."""
    clock = iter(number * seconds / 300 for number in range(1000))
    monkeypatch.setattr("linter.run.progress.monotonic", lambda: next(clock))
    monkeypatch.setenv("TERM", "xterm")
    out = _Terminal() if terminal else StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    with Progress(quiet=quiet) as progress:
        for number in range(300):
            progress(number, 300)
    return out.getvalue()


def test_a_long_run_says_how_far_it_is_and_wipes_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    said = told(monkeypatch)
    numbers = [int(number) for number in re.findall(r"carelint: (\d+) of 300 pages", said)]
    assert numbers == sorted(numbers)
    assert 5 < len(numbers) < 60
    assert "\n" not in said
    assert re.search(r"\r +\r$", said)


def test_a_short_run_and_one_that_nobody_watches_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, seconds=0.5) == ""
    assert told(monkeypatch, terminal=False) == ""
    assert told(monkeypatch, quiet=True) == ""


def started(cwd: Path, *arguments: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "linter", *arguments],
        cwd=cwd, stdout=subprocess.PIPE, stderr=stderr, env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
    )  # fmt: skip


def test_ctrl_c_stops_with_130_and_leaves_nothing_behind(pages: Path) -> None:
    long = (pages / "bad.md").read_text("utf-8") * 300
    for number in range(60):
        (pages / f"{number}.md").write_text(long, encoding="utf-8")
    (pages / "report.json").write_text("old")
    master, slave = pty.openpty()
    ran = started(pages, "check", ".", "--output", "report.json", "--format", "json", stderr=slave)
    os.close(slave)
    said = b""
    end = time.monotonic() + 60
    while b" of 62 pages" not in said and time.monotonic() < end:  # it lints, and says so on a terminal
        if select.select([master], [], [], 1)[0]:
            said += os.read(master, 1000)
    ran.send_signal(signal.SIGINT)
    assert ran.wait(30) == 130
    while select.select([master], [], [], 0.2)[0]:
        try:
            said += os.read(master, 1000)
        except OSError:
            break
    os.close(master)
    assert said.rstrip().endswith(b"carelint: stopped")
    assert b"Traceback" not in said
    assert (pages / "report.json").read_text() == "old"
    assert not [name for name in os.listdir(pages) if name.startswith(".")]


# -- what is said when a run fails, or finds nothing ------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize(("command", "code"), [("check bad.md >&-", 1), ("check gone.md 2>&-", 2), ("check - <&-", 2)])
def test_a_stream_that_is_closed_changes_no_exit_code_but_that_of_what_is_read_from_it(
    command: str, code: int, pages: Path
) -> None:
    shell = f'exec "{sys.executable}" -m linter {command}'
    ran = subprocess.run(["/bin/sh", "-c", shell], cwd=pages, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert ran.returncode == code, ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no folder that is in use can be taken away there")
def test_a_working_folder_that_is_gone_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    shell = f'rmdir ../gone; exec "{sys.executable}" -m linter check .'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(["/bin/sh", "-c", shell], cwd=tmp_path / "gone", env=environment, capture_output=True)
    assert ran.returncode == 2
    assert ran.stderr == b"carelint: working folder: is not there any more; go to another one\n"


def test_nothing_to_lint_says_what_was_looked_for_and_what_may_hide_pages(pages: Path) -> None:
    (pages / "empty").mkdir()
    ran = carelint("check", "empty", cwd=pages)
    assert ran.returncode == 0
    assert ran.stderr.startswith("carelint: nothing to lint here in empty: carelint reads files that end in .md,")
    assert "`include`, `exclude` and .gitignore leave files out" in ran.stderr
    assert "nothing to lint here: " in carelint("check", "--exclude", "*.md", cwd=pages).stderr


def test_a_limit_that_is_broken_is_named(pages: Path) -> None:
    (pages / "es.html").write_text('<html lang="es"><p>Tome una tableta al día.</p></html>', encoding="utf-8")
    ran = carelint("check", "good.md", "es.html", "--max-warnings", "0", "--fail-on-skipped", cwd=pages)
    assert ran.returncode == 1
    assert re.search(r"carelint: \d+ warnings? (is|are) more than the 0 that may be\n", ran.stderr)
    assert "carelint: 1 page was not linted, which fails with --fail-on-skipped\n" in ran.stderr
    quiet = carelint("check", "good.md", "es.html", "--max-warnings", "0", "--fail-on-skipped", "--exit-zero", cwd=pages)
    assert (quiet.returncode, quiet.stderr) == (0, "")


@pytest.mark.parametrize("count", ["-1", "many", "1.5"])
def test_a_limit_of_warnings_is_a_whole_number(count: str, pages: Path) -> None:
    ran = carelint("check", "good.md", f"--max-warnings={count}", cwd=pages)
    assert ran.returncode == 2
    assert "is not a number of warnings" in ran.stderr


# -- completion ----------------------------------------------------------------------------------


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_knows_commands_options_and_rules(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = script(shell, capsys)
    for word in ("check", "max-warnings", "claims/cure", "uk-nhs", "rdjson"):
        assert word in said
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=said, text=True, check=True)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (["ch"], "check"),
        (["check", "--format", "che"], "checkstyle"),
        (["explain", "claims/cur"], "claims/cure"),
        (["check", "--max"], "--max-warnings"),
        (["check", "--config", "hou"], "house.toml"),
    ],
)
def test_bash_completes(typed: list[str], wanted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "house.toml").write_text("")
    words = " ".join(f"'{word}'" for word in ["carelint", *typed])
    driver = f"""
        COMP_WORDS=({words}); COMP_CWORD={len(typed)}
        _shtab_carelint carelint '{typed[-1]}' '{["carelint", *typed][-2]}'
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    ran = subprocess.run(
        ["bash", "-c", script("bash", capsys) + driver], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert wanted in ran.stdout.split(), ran.stderr


@pytest.mark.parametrize(
    ("command", "encoding"),
    [
        ("terms --format json page.md", "utf-8"),
        ("terms --glossary markdown page.md", "utf-8"),
        ("grade --format json page.md", "utf-8"),
        ("explain claims/cure", "cp1252"),
    ],
)
def test_a_terminal_that_knows_few_signs_stops_no_command(command: str, encoding: str, pages: Path) -> None:
    (pages / "page.md").write_text("# Heart\n\nThe β-blocker: Sjögren’s syndrome.\n", "utf-8")
    run = [sys.executable, "-m", "linter", *command.split()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252"}
    ran = subprocess.run(run, cwd=pages, env=environment, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    ran.stdout.decode(encoding)
