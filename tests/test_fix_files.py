"""`check --fix` and `--diff`: files, standard input, and what people are told."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linter import readers
from linter.cli import main
from linter.engine import Linter
from linter.run.fix_pages import Fixer
from linter.store import writing
from tests.word_tools import with_body

WORDY = "# Sore knees\n\nIn the event that your knee swells, rest prior to lunch.\n"
PLAIN = "# Sore knees\n\nIf your knee swells, rest before lunch.\n"
DOSE = "# Pain relief\n\nTake 5.0 mg with food. Rest prior to lunch.\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in a folder of its own: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def carelint(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(["check", *arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8", "surrogateescape"), err.decode()

    return carelint


def test_a_page_is_fixed_and_that_is_said(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(WORDY, "utf-8")
    code, out, err = run("--fix", "page.md", "--fragment")
    assert page.read_text("utf-8") == PLAIN
    assert code == 0
    assert "wordy-phrase" not in out
    assert err == "carelint: Fixed 2 in 1 page\n"


def test_a_second_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(WORDY, "utf-8")
    run("--fix", ".")
    before = page.stat()
    _, _, err = run("--fix", ".")
    assert err == "carelint: Fixed 0 in 0 pages\n"
    assert (page.stat().st_mtime_ns, page.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_the_exit_code_and_the_report_are_those_after_the_fix(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(WORDY, "utf-8")
    options = ("page.md", "--fragment", "--select", "readability/wordy-phrase", "--fail-on", "suggestion", "--format", "json")
    assert run(*options)[0] == 1
    code, out, _ = run("--fix", *options)
    assert code == 0
    assert json.loads(out)["summary"]["suggestion"] == 0


def test_what_cannot_be_fixed_is_reported_at_its_place_in_the_fixed_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Rest prior to lunch. Our gel cures arthritis.\n", "utf-8")
    code, out, _ = run("--fix", "page.md", "--fragment", "--format", "json")
    assert code == 1
    (cure,) = [one for one in json.loads(out)["pages"][0]["findings"] if one["rule"] == "claims/cure"]
    assert (tmp_path / "page.md").read_text("utf-8")[cure["start"] : cure["end"]] == "cures"


def test_diff_shows_what_would_change_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(WORDY, "utf-8")
    code, out, err = run("--diff", "page.md", "--fragment")
    assert code == 0
    assert (tmp_path / "page.md").read_text("utf-8") == WORDY
    assert out == (
        "--- page.md\n"
        "+++ page.md\n"
        "@@ -1,3 +1,3 @@\n"
        " # Sore knees\n"
        " \n"
        "-In the event that your knee swells, rest prior to lunch.\n"
        "+If your knee swells, rest before lunch.\n"
    )
    assert err == "carelint: Would fix 2 in 1 page\n"


def test_diff_with_fix_writes_nothing_either(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(WORDY, "utf-8")
    run("--diff", "--fix", "page.md")
    assert (tmp_path / "page.md").read_text("utf-8") == WORDY


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_patch_program_takes_the_diff(run: Run, tmp_path: Path, end: str) -> None:
    line = end or "\n"
    lines = [f"Line {number}, rest." for number in range(30)]
    lines[2] = lines[20] = lines[29] = "Rest prior to lunch."
    page, wanted = (
        line.join(text).encode() + end.encode() for text in (lines, [x.replace("prior to", "before") for x in lines])
    )
    (tmp_path / "page.txt").write_bytes(page)
    _, out, _ = run("--diff", "page.txt")
    applied = subprocess.run(["git", "apply", "-p0", "-"], cwd=tmp_path, input=out.encode(), capture_output=True, check=False)
    assert applied.returncode == 0, applied.stderr
    assert (tmp_path / "page.txt").read_bytes() == wanted


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
def test_patch_takes_the_diff_of_a_name_with_spaces_and_of_a_page_that_a_link_leads_to(run: Run, tmp_path: Path) -> None:
    for name in ("a leaflet.md", "page.md"):
        (tmp_path / name).write_text("Rest prior to lunch.\n", "utf-8")
    (tmp_path / "link.md").symlink_to("page.md")
    _, out, _ = run("--diff", ".", "--fragment")
    assert "--- a leaflet.md\t\n" in out
    assert out.count("+++ page.md\n") == 1
    assert "link.md" not in out
    applied = subprocess.run(["patch", "-p0"], cwd=tmp_path, input=out.encode(), capture_output=True, check=False)
    assert applied.returncode == 0, applied.stdout
    assert (tmp_path / "a leaflet.md").read_text("utf-8") == (tmp_path / "page.md").read_text("utf-8") == "Rest before lunch.\n"


def test_unsafe_fixes_need_fix_or_diff(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Utilize the brace.\n", "utf-8")
    code, _, err = run("--unsafe-fixes", "page.md")
    assert (code, err) == (2, "carelint: --unsafe-fixes: goes with --fix, or with --diff to see what would change\n")
    _, _, err = run("--fix", "page.md", "--fragment")
    assert err == "carelint: Fixed 0 in 0 pages\ncarelint: 1 fix more with --unsafe-fixes; look at each\n"
    run("--fix", "--unsafe-fixes", "page.md")
    assert (tmp_path / "page.md").read_text("utf-8") == "Use the brace.\n"


# -- doses -------------------------------------------------------------------------------------


def test_doses_are_left_out_and_that_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(DOSE, "utf-8")
    code, _, err = run("--fix", "page.md", "--fragment")
    assert code == 1
    assert (tmp_path / "page.md").read_text("utf-8") == DOSE.replace("prior to", "before")
    assert err == (
        "carelint: Fixed 1 in 1 page\n"
        "carelint: 1 fix in doses left out; `fix-doses = true` in the configuration allows them\n"
    )  # fmt: skip


def test_each_dose_that_is_fixed_is_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(DOSE, "utf-8")
    (tmp_path / "carelint.toml").write_text("fix-doses = true\n", "utf-8")
    _, _, err = run("--diff", "page.md", "--fragment")
    assert "carelint: page.md:3: dose: ‘5.0 mg’ would be ‘5 mg’\n" in err
    code, _, err = run("--fix", "page.md", "--fragment")
    assert code == 0
    assert err == "carelint: page.md:3: dose: ‘5.0 mg’ is now ‘5 mg’\ncarelint: Fixed 2 in 1 page\n"
    assert (tmp_path / "page.md").read_text("utf-8") == "# Pain relief\n\nTake 5 mg with food. Rest before lunch.\n"


# -- bytes -------------------------------------------------------------------------------------

ENCODED = [
    pytest.param("utf-8", b"", "page.md", "", id="utf-8"),
    pytest.param("utf-8", b"\xef\xbb\xbf", "page.md", "", id="utf-8 with a byte order mark"),
    pytest.param("utf-16-le", b"\xff\xfe", "page.txt", "", id="utf-16-le"),
    pytest.param("utf-16-be", b"\xfe\xff", "page.txt", "", id="utf-16-be"),
    pytest.param("cp1252", b"", "page.txt", 'encoding = "cp1252"\n', id="cp1252"),
    pytest.param("cp1252", b'<meta charset="latin-1"><p>', "page.html", "", id="html that names its own"),
]


@pytest.mark.parametrize(("encoding", "head", "name", "settings"), ENCODED)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\n\n", "\r"])
def test_encoding_mark_and_line_ends_stay(
    run: Run, tmp_path: Path, encoding: str, head: bytes, name: str, settings: str, end: str
) -> None:
    text = f"Café visits help.{end}Rest prior to lunch.{end}\t Drink tea.   {end}"
    (tmp_path / name).write_bytes(head + text.encode(encoding))
    (tmp_path / "carelint.toml").write_text(settings, "utf-8")
    run("--fix", name)
    assert (tmp_path / name).read_bytes() == head + text.replace("prior to", "before").encode(encoding)


def test_a_page_whose_encoding_has_no_such_character_is_left_alone(run: Run, tmp_path: Path) -> None:
    page = "Take 50 µg. You may have a fever over 101 today.\n".encode("cp1252").replace(b"\xb5", b"u")
    (tmp_path / "page.txt").write_bytes(page)
    (tmp_path / "carelint.toml").write_text('encoding = "ascii"\n', "utf-8")
    code, _, err = run("--fix", "--unsafe-fixes", "page.txt", "--fragment", "--select", "measure/temperature-scale")
    assert code == 2
    assert (tmp_path / "page.txt").read_bytes() == page
    assert "Fixed 0 in 0 pages" in err


def test_bytes_that_would_not_come_back_are_left_alone(run: Run, tmp_path: Path) -> None:
    page = b"\xa1\xfe Rest prior to lunch.\n"  # a character that Big5 has twice
    (tmp_path / "carelint.toml").write_text('encoding = "big5"\n', "utf-8")
    (tmp_path / "page.txt").write_bytes(page)
    code, out, _ = run("--fix", "page.txt")
    assert code == 2
    assert "page.txt: is not fixed: some of its bytes are no usual big5, and would change" in out
    assert (tmp_path / "page.txt").read_bytes() == page


# -- files -------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755])
def test_permissions_stay(run: Run, tmp_path: Path, mode: int) -> None:
    page = tmp_path / "page.md"
    page.write_text(WORDY, "utf-8")
    page.chmod(mode)
    run("--fix", "page.md")
    assert page.read_text("utf-8") == PLAIN
    assert stat.S_IMODE(page.stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_stays_a_link_and_what_it_leads_to_is_fixed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "real.md").write_text(WORDY, "utf-8")
    (tmp_path / "page.md").symlink_to("store/real.md")
    run("--fix", "page.md")
    assert (tmp_path / "page.md").is_symlink()
    assert (folder / "real.md").read_text("utf-8") == PLAIN
    assert sorted(os.listdir(folder)) == ["real.md"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_page_is_left_alone_and_that_is_an_error(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(WORDY, "utf-8")
    page.chmod(0o444)
    code, out, _ = run("--fix", "page.md")
    assert code == 2
    assert "page.md: cannot be written: it is read-only" in out
    assert page.read_text("utf-8") == WORDY


def test_a_folder_that_cannot_be_written_is_an_error_and_other_pages_are_fixed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text(WORDY, "utf-8")
    (tmp_path / "b.md").write_text(WORDY, "utf-8")
    write = writing.replace

    def full(file: Path, content: bytes, expected: bytes | None = None, **how: bool | int) -> bool:
        if file.name == "a.md":
            raise OSError(28, "No space left on device")
        return write(file, content, expected, **how)  # type: ignore[arg-type]

    monkeypatch.setattr("linter.store.writing.replace", full)
    code, out, err = run("--fix", ".", "--fragment")
    assert code == 2
    assert "a.md: cannot be written: No space left on device" in out
    assert "wordy-phrase" in out  # of the page that is as it was
    assert "Fixed 2 in 1 page" in err
    assert (tmp_path / "a.md").read_text("utf-8") == WORDY
    assert (tmp_path / "b.md").read_text("utf-8") == PLAIN


def test_a_page_that_was_edited_meanwhile_is_not_overwritten(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text(WORDY, "utf-8")
    lint = Linter.check_text

    def slow(self: Linter, text: str, path: str = "page.md") -> object:
        page.write_text("A writer was here, prior to lunch.\n", "utf-8")
        return lint(self, text, path)

    monkeypatch.setattr(Linter, "check_text", slow)
    code, out, err = run("--fix", "page.md")
    assert code == 2
    assert "page.md: changed while carelint ran; it is left as it is, so run carelint again" in out
    assert "Fixed 0 in 0 pages" in err
    assert page.read_text("utf-8") == "A writer was here, prior to lunch.\n"


def test_the_last_look_before_the_page_is_replaced_is_at_its_content(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"new")
    assert not writing.replace(page, b"fixed", expected=b"old")
    assert page.read_bytes() == b"new"
    assert writing.replace(page, b"fixed", expected=b"new")
    assert page.read_bytes() == b"fixed"
    assert os.listdir(tmp_path) == ["page.md"]


def test_a_page_and_a_link_to_it_are_fixed_together(run: Run, tmp_path: Path) -> None:
    for number in range(20):  # enough that pages are read ahead
        (tmp_path / f"{number}.md").write_text(f"Rest {number} days prior to lunch.\n", "utf-8")
    (tmp_path / "link.md").symlink_to("7.md")
    code, _, err = run("--fix", ".", "--fragment", "--jobs", "2")
    assert (code, err) == (0, "carelint: Fixed 21 in 21 pages\n")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "7.md").read_text("utf-8") == "Rest 7 days before lunch.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_page_whose_name_is_no_text_is_fixed_and_one_that_is_called_as_it_is_shown_is_not(run: Run, tmp_path: Path) -> None:
    page, other = tmp_path / os.fsdecode(b"caf\xe9.md"), tmp_path / r"caf\xe9.md"
    page.write_text("Rest prior to lunch.\n", "utf-8")
    other.write_text("Rest prior to lunch.\n", "utf-8")
    assert run("--fix", page.name, "--fragment")[0] == 0
    assert page.read_text("utf-8") == "Rest before lunch.\n"
    assert other.read_text("utf-8") == "Rest prior to lunch.\n"


def test_a_page_of_a_format_that_cannot_be_fixed_is_left_alone_and_that_is_said_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(readers.FORMATS, ".docx", "docx")
    fixer = Fixer(unsafe=False, show=False, stdin=None)
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(b"PK")
        report, text = fixer.page(
            Linter(), WORDY, name, tmp_path / name, lambda engine, source, _: engine.check_text(source, "page.md")
        )
        assert text == WORDY
        assert any(one.fix is not None for one in report.findings)
        assert (tmp_path / name).read_bytes() == b"PK"
    assert fixer.notes() == ["Fixed 0 in 0 pages", "2 pages left alone: only Markdown, HTML and plain text can be fixed"]


# -- standard input ----------------------------------------------------------------------------


def test_standard_input_is_fixed_onto_standard_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("A file of the same name, prior to lunch.\n", "utf-8")
    page = "\ufeffRest prior to lunch.\r\nOur gel cures arthritis.\r\n"
    code, out, err = run("--fix", "-", "--stdin-filename", "page.md", "--fragment", stdin=page.encode())
    assert code == 1
    assert out == page.replace("prior to", "before")
    assert "claims/cure" in err
    assert err.endswith("carelint: Fixed 1 in 1 page\n")
    assert (tmp_path / "page.md").read_text("utf-8").startswith("A file of the same name, prior to")


def test_standard_input_with_nothing_to_fix_comes_out_as_it_went_in(run: Run) -> None:
    for page in (b"", b"\r\n", "Rest well. Café.".encode(), b"Reposez-vous bien avant le repas. Ne courez pas."):
        assert run("--fix", "-", stdin=page)[1].encode() == page


def test_standard_input_that_is_not_fixed_comes_out_as_it_went_in(run: Run) -> None:
    page = "Rest prior to lunch.\n"
    document = with_body("<w:p><w:r><w:t>Rest prior to lunch.</w:t></w:r></w:p>")
    for name in ("page.docx", "old/page.md"):
        data = document if name.endswith("docx") else page.encode()
        code, out, _ = run("--fix", "-", "--stdin-filename", name, "--exclude", "old/**", "--fragment", stdin=data)
        assert (code, out.encode("utf-8", "surrogateescape")) == (0, data)
    assert run("--fix", "-", "--stdin-filename", "page.docx", stdin=b"no document")[:2] == (2, "")
    assert run("--diff", "-", "--stdin-filename", "page.docx", stdin=document)[1] == ""


@pytest.mark.parametrize("page", ["Rest prior to lunch.", "Rest well."])
def test_standard_input_keeps_its_encoding(run: Run, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    run("--fix", "-", "--stdin-filename", "x.txt", stdin=b"\xff\xfe" + page.encode("utf-16-le"))
    assert out.getvalue() == b"\xff\xfe" + page.replace("prior to", "before").encode("utf-16-le")


def test_a_diff_of_standard_input_is_shown(run: Run) -> None:
    _, out, _ = run("--diff", "-", stdin=b"Rest prior to lunch.")
    assert out == (
        "--- stdin.md\n+++ stdin.md\n@@ -1 +1 @@\n"
        "-Rest prior to lunch.\n\\ No newline at end of file\n+Rest before lunch.\n\\ No newline at end of file\n"
    )


def test_standard_input_and_files_are_not_fixed_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(WORDY, "utf-8")
    code, _, err = run("--fix", "-", "page.md", stdin=b"Rest prior to lunch.")
    assert (code, err) == (2, "carelint: --fix: takes standard input alone, or files; not both at once\n")
    assert (tmp_path / "page.md").read_text("utf-8") == WORDY


def test_text_from_a_page_cannot_drive_a_terminal(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "carelint.toml").write_text("fix-doses = true\n", "utf-8")
    (tmp_path / "page.txt").write_text("Take 5.0\u202e mg\x1b[31m prior to lunch, 5.0 mg.\n", "utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    _, out, err = run("--diff", "page.txt", "--color", "never")
    assert "before" in out
    assert not {"\x1b", "\u202e"} & {*out, *err}
