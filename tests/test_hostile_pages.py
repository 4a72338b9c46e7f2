"""Input of every bad kind ends in findings, or in one clear line and exit code 2 while the other pages are still linted.

docs/robustness.md lists the same cases for readers. Broken Word files stand in test_hostile_docx.py.
"""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from linter import Linter
from linter.cli import main
from linter.config import discover
from linter.readers import decode, read
from tests.reading_tools import assert_places_hold
from tests.test_docs import text_of
from tests.test_hostile_docx import BROKEN

ROOT = Path(__file__).resolve().parent.parent
ENGINE = Linter(syntax="off")
RULEBOOK = 4  # seconds that the rules that ship may take to be read without a cache, on a slow machine
CLAIM = "Our drops are a guaranteed cure.\n"
FORMATS = ("md", "html", "txt")
needs_posix = pytest.mark.skipif(os.name == "nt", reason="no such files on Windows")
needs_permissions = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good page, which is linted whatever stands beside it."""
    (tmp_path / "page.md").write_text(CLAIM, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *paths: str) -> tuple[int, list[str], list[dict[str, str]]]:
    """Exit code, pages that were linted, and the errors."""
    code = main(["check", "--syntax", "off", "--format", "json", *(paths or (".",))])
    said = json.loads(capsys.readouterr().out)
    return code, [page["path"] for page in said["pages"]], said["errors"]


# -- files that cannot be read -----------------------------------------------------------------


def write(data: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / "bad.md").write_bytes(data) and None


UNREADABLE: dict[str, tuple[Callable[[Path], None], str]] = {
    "binary": (write(b"\x89PNG\r\n\x1a\n\0\0"), "looks like a binary file"),
    "a PDF": (write(b"%PDF-1.7 words"), "looks like a binary file"),
    "a Word file": (write(b"PK\x03\x04words"), "looks like a binary file"),
    "a NUL": (write(b"Drink\0water"), "looks like a binary file"),
    "not UTF-8": (write("Über".encode("latin-1")), "byte 0 is not UTF-8 text"),
    "UTF-16 without a mark": (write("Drink".encode("utf-16-le")), "looks like a binary file"),
    "half a UTF-16 character": (write(b"\xff\xfe\x3d\xd8"), "is not UTF-16-LE text"),
    "too large": (write(b"a" * 10_000_001), "is 10,000,001 bytes; the most is max-page-size"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_is_said_and_the_others_are_linted(
    case: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, expected = UNREADABLE[case]
    make(site)
    code, pages, errors = checked(capsys)
    assert (code, pages) == (2, ["page.md"])
    assert [error["path"] for error in errors] == ["bad.md"]
    assert expected in errors[0]["message"]
    assert re.match(r"bad\.md(?::\d+)?: [^\n]+$", errors[0]["message"])


def dangling(folder: Path) -> None:
    (folder / "bad.md").symlink_to("nowhere.md")


def circle(folder: Path) -> None:
    (folder / "bad.md").symlink_to("bad.md")


def fifo(folder: Path) -> None:
    os.mkfifo(folder / "bad.md")


def device(folder: Path) -> None:
    (folder / "bad.md").symlink_to("/dev/zero")


ODD = {
    "a link to nothing": (dangling, "No such file"),
    "a link to itself": (circle, "Too many levels"),
    "a FIFO": (fifo, "is not a file that can be read"),
    "a device without an end": (device, "is not a file that can be read"),
}


@needs_posix
@pytest.mark.parametrize("case", ODD)
def test_what_is_no_file_is_said_and_never_waited_for(case: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, expected = ODD[case]
    make(site)
    code, pages, errors = checked(capsys)
    assert (code, pages) == (2, ["page.md"])
    assert expected in errors[0]["message"]
    assert checked(capsys, "bad.md", "page.md") == (code, pages, errors)  # named, it is no other


def test_a_named_path_that_cannot_be_looked_at_is_said_and_the_others_are_linted(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = os.lstat

    def lstat(path: str) -> object:
        if str(path) == "shut/page.md":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "lstat", lstat)
    code, pages, errors = checked(capsys, "shut/page.md", "page.md", "page.md/page.md")
    assert (code, pages) == (2, ["page.md"])
    assert [error["message"] for error in errors] == [
        "shut/page.md: cannot be read: Permission denied",
        "page.md/page.md: there is no such file or folder",
    ]


@needs_posix
def test_a_name_that_is_too_long_is_said_and_the_others_are_linted(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, pages, errors = checked(capsys, "a" * 300 + ".md", "page.md")
    assert (code, pages, len(errors)) == (2, ["page.md"], 1)
    assert errors[0]["message"].endswith("a.md: cannot be read: File name too long")


def test_pages_of_a_folder_that_may_be_listed_and_not_entered_are_said(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "listed").mkdir()
    (site / "listed" / "bad.md").write_text(CLAIM, "utf-8")
    real = Path.is_file

    def is_file(path: Path) -> bool:
        if path.parent.name == "listed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    code, pages, errors = checked(capsys)
    assert (code, pages) == (2, ["page.md"])
    assert [error["message"] for error in errors] == ["listed/bad.md: cannot be read: Permission denied"]


@needs_posix
def test_folders_named_as_pages_and_links_to_folders_do_no_harm(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "folder.md").mkdir()
    (site / "folder.md" / "inner.md").write_text(CLAIM, "utf-8")
    (site / "circle").symlink_to(".")
    (site / "circle.md").symlink_to(".")
    assert checked(capsys) == (1, ["folder.md/inner.md", "page.md"], [])


@needs_permissions
def test_what_may_not_be_read_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "bad.md").write_text(CLAIM, "utf-8")
    (site / "bad.md").chmod(0)
    (site / "shut").mkdir()
    (site / "shut").chmod(0)
    try:
        code, pages, errors = checked(capsys)
    finally:
        (site / "shut").chmod(0o700)
    assert (code, pages) == (2, ["page.md"])
    assert sorted(error["path"] for error in errors) == ["bad.md", "shut"]


def test_a_folder_that_cannot_be_listed_is_said_and_the_others_are_linted(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "shut").mkdir()
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    code, pages, errors = checked(capsys)
    assert (code, pages) == (2, ["page.md"])
    assert errors == [{"path": "shut", "message": "shut: cannot be read: Permission denied"}]


def test_a_file_that_vanishes_or_grows_while_it_is_read_is_said(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "gone.md").write_text(CLAIM, "utf-8")
    (site / "grows.md").write_text(CLAIM, "utf-8")
    real = Path.is_file

    def is_file(path: Path) -> bool:  # the last that is asked before the file is opened
        found = real(path)
        if path.name == "gone.md":
            path.unlink(missing_ok=True)
        elif path.name == "grows.md":
            path.write_bytes(b"a" * 20_000_000)
        return found

    monkeypatch.setattr(Path, "is_file", is_file)
    code, pages, errors = checked(capsys)
    assert (code, pages) == (2, ["page.md"])
    assert "No such file" in errors[0]["message"]
    assert "the most is max-page-size" in errors[1]["message"]


def test_standard_input_without_an_end_is_not_read_to_its_end(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Endless(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert 0 <= size < 100_000_000
            return b"a" * size

    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": Endless()})())
    code, pages, errors = checked(capsys, "-", "page.md")
    assert (code, pages) == (2, ["page.md"])
    assert "the most is max-page-size" in errors[0]["message"]


def test_standard_input_that_is_closed_or_cannot_be_read_is_no_empty_page(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Unreadable(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": Unreadable()})())
    assert main(["check", "-"]) == 2
    assert capsys.readouterr().err == "carelint: standard input: cannot be read: Bad file descriptor\n"
    monkeypatch.setattr("sys.__stdin__", None)
    assert main(["check", "-"]) == 2
    assert capsys.readouterr().err == "carelint: standard input: cannot be read: it is closed\n"


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names there are always text")
def test_a_name_that_is_no_text_is_shown_and_breaks_no_format(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (b"\xff\n\x1b[31m.md", b"\xfe.md"):
        Path(os.fsdecode(name)).write_text(CLAIM, "utf-8")
    Path(os.fsdecode(b"\xfd.md")).symlink_to("nowhere")
    code, pages, errors = checked(capsys)
    assert (code, pages) == (2, ["page.md", "\\xfe.md", "\\xff\n\x1b[31m.md"])
    assert [error["path"] for error in errors] == ["\\xfd.md"]
    assert main(["check", "--syntax", "off", "."]) == 2
    assert "\x1b[31m" not in capsys.readouterr().out
    for command in (["grade", "--format", "json"], ["terms", "--format", "json"], ["audit", "--format", "json"], ["audit"]):
        assert main([*command, "."]) == 2
        capsys.readouterr()


def test_a_file_of_100_mb_is_refused_without_being_read(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (site / "huge.md").open("wb") as file:
        file.truncate(100_000_000)
    start = time.process_time()
    code, pages, errors = checked(capsys)
    assert (code, pages) == (2, ["page.md"])
    assert "huge.md: is 100,000,000 bytes" in errors[0]["message"]
    assert time.process_time() - start < 5


def test_a_page_that_changes_while_pages_are_read_is_linted_as_it_was_read(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = Linter.decode

    def decode(engine: Linter, data: bytes, shown: str) -> str:
        (site / shown).write_text("Drink water.\n", "utf-8")  # somebody saves it between reading and linting
        return real(engine, data, shown)

    monkeypatch.setattr(Linter, "decode", decode)
    assert checked(capsys) == (1, ["page.md"], [])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize(
    "command", [["check", "page.md"], ["check", "--format", "html", "page.md"], ["terms", "page.md"], ["rules"]]
)
def test_a_full_disk_is_one_clear_line(command: list[str], site: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "linter", *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr == "carelint: output: cannot be written: No space left on device\n"


def test_a_disk_that_fills_up_leaves_old_files_as_they_were(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "page.md").write_text("Rest prior to lunch. Our gel is completely safe.\n", "utf-8")
    (site / "report.json").write_text("old", "utf-8")

    def fsync(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    commands = (
        ["check", "--syntax", "off", "--output", "report.json", "--format", "json", "page.md"],
        ["check", "--syntax", "off", "--fix", "page.md"],
        ["baseline", "--output", "known.json", "page.md"],
    )
    for command in commands:
        assert main(command) == 2
        said = capsys.readouterr()
        assert "No space left on device" in said.out + said.err
        assert "Traceback" not in said.err
    assert (site / "report.json").read_text("utf-8") == "old"
    assert (site / "page.md").read_text("utf-8").startswith("Rest prior to")
    assert sorted(file.name for file in site.iterdir()) == ["page.md", "report.json"]


@needs_posix
def test_a_cache_that_cannot_be_used_costs_time_and_nothing_else(
    site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = checked(capsys)
    cache = tmp_path_factory.mktemp("cache")
    (cache / "file").write_text("no folder", "utf-8")
    (cache / "loop").symlink_to("loop")
    for place in (cache / "file", cache / "loop", Path("/dev/null"), Path("/proc/carelint")):
        monkeypatch.setenv("CARELINT_CACHE", str(place))
        assert checked(capsys) == expected


@pytest.mark.parametrize("kind", ["rule", "configuration"])
@pytest.mark.parametrize("case", ["a tag", "an alias bomb", "10,000 levels", "not text", "endless"])
def test_rules_and_configurations_from_strangers_are_one_line_in_a_second(
    kind: str, case: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, deep = "!!python/object/apply:os.system [touch owned]", 10_000
    hostile = {
        "a tag": f"a: {code}", "an alias bomb": laughs(12), "10,000 levels": "a: " + "[" * deep + "]" * deep, "not text": "a: \udcff", "endless": "a: " + "x" * 3_000_000,
    }[case]  # fmt: skip
    if kind == "configuration":
        hostile = {
            "a tag": f"profile = {code}", "an alias bomb": "a" + ".a" * 50_000 + " = 1", "10,000 levels": "a = " + "[" * deep + "]" * deep,
        }.get(case, hostile)  # fmt: skip
        (site / "carelint.toml").write_text(hostile, "utf-8", "surrogateescape")
    else:
        (site / "carelint.toml").write_text('rules = ["ours"]\n', "utf-8")
        (site / "ours" / "house").mkdir(parents=True)
        (site / "ours" / "house" / "rule.yaml").write_text(hostile, "utf-8", "surrogateescape")
    discover.cache_clear()
    main(["rules", "--profile", "strict", "--config", "nowhere.toml"])  # what is imported late is imported now
    capsys.readouterr()
    start = time.process_time()
    assert main(["check", "--syntax", "off", "page.md"]) == 2
    spent = time.process_time() - start
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert ("ours/house/rule.yaml" if kind == "rule" else "carelint.toml") in said.err
    assert said.out == ""
    assert not (site / "owned").exists()
    assert spent < 1 + (RULEBOOK if kind == "rule" else 0)


def test_what_a_page_says_is_never_a_path_of_a_report(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = "../../etc/passwd"
    page = f"---\npath: {outside}\nsource: file:///etc/passwd\n---\n<!-- carelint-disable claims/hype: {outside} -->\n[x]({outside}) {CLAIM}"
    (site / "page.md").write_text(page, "utf-8")
    assert main(["check", "--syntax", "off", "--format", "sarif", "page.md"]) == 1
    run = json.loads(capsys.readouterr().out)["runs"][0]
    places = [
        place["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"] for place in result["locations"]
    ]
    assert set(places) == {"page.md"}
    for kind in ("json", "gitlab", "rdjson", "checkstyle", "junit", "github"):
        assert main(["check", "--syntax", "off", "--format", kind, "page.md"]) == 1
        said = capsys.readouterr().out
        named = re.findall(r'(?:"(?:path|uri|file|name)": ?|file=|<file name=|\bfile=)"?([^",\s]*passwd)', said)
        assert named == [], kind


# -- texts that end in findings ----------------------------------------------------------------


def filled(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


STRETCHED = {
    "one letter": ("a", 1_000_000), "white space": (" ", 1_000_000), "empty lines": ("\n", 1_000_000), "returns": ("\r", 1_000_000),
    "invisible characters": ("\u200b", 1_000_000), "brackets": ("[", 50_000), "angle brackets": ("<", 50_000), "accents": ("a\u0301", 50_000),
    "stars": ("*a ", 30_000), "bullets": ("• ", 30_000), "backticks": ("`a ", 30_000), "underscores": ("_a", 30_000), "links": ("[a](b) ", 30_000),
    "comments": ("<!--", 50_000), "suppressions": ("<!-- carelint-disable claims/: x -->\n", 20_000), "directives": ("{{ x }} ", 30_000),
    "open directives": ("{%", 50_000), "numbers": ("1 ", 50_000), "doses": ("5.0 mg ", 15_000), "ranges": ("1-2-3-", 30_000),
    "capitals": ("ABC ", 30_000), "capitals in lines": ("AAA\n\n", 20_000), "short forms": ("abc (ABC) ", 30_000), "claims": ("It cures pain. ", 15_000),
    "one sentence of claims": ("stop taking warfarin ", 30_000), "one sentence of terms": ("stenosis, ", 30_000), "quotations": ("He said, “it cures.” ", 30_000),
    "addresses": ("http://a.b ", 30_000), "mail": ("a@", 50_000), "entities": ("&lt;", 50_000), "marked sections": ("<![CDATA[", 30_000),
    "cells": ("| a ", 30_000), "rules": ("---\n", 30_000), "notes": ("[^1]", 30_000), "definitions": ("[a]: b\n", 30_000),
}  # fmt: skip


@pytest.mark.integration
@pytest.mark.parametrize("case", STRETCHED)
def test_a_line_or_page_of_one_thing_takes_seconds(case: str) -> None:
    unit, length = STRETCHED[case]
    text = filled(unit, length)
    for suffix in FORMATS:
        start = time.process_time()
        report = ENGINE.check_text(text, f"page.{suffix}")
        assert time.process_time() - start < 5, suffix
        assert all(text[one.start : one.end] == one.text for one in report.findings if one.text)


def lists(depth: int) -> str:
    return "".join(f"{'  ' * level}- a\n" for level in range(depth))


NESTED = {
    "quotes": "> " * 10_000 + "Words.", "quotes in lines": "".join(">" * n + " a\n" for n in range(1, 500)), "items": "- " * 10_000 + "Words.",
    "lists": lists(500), "emphasis": "*" * 10_000 + "Words." + "*" * 10_000, "links": "[" * 10_000 + "Words." + "](a)" * 10_000,
    "notes": "".join(f"[^{n}]: [^{n + 1}]\n" for n in range(2_000)), "links in brackets": "(" * 10_000 + "Words." + ")" * 10_000,
    **{tag: f"<{tag}>" * 10_000 + "Words." + f"</{tag}>" * 10_000 for tag in ("div", "b", "p", "span", "blockquote", "section", "q", "font")},
    **{f"{tag}, never closed": f"<{tag}>" * 10_000 + "Words." for tag in ("div", "b", "p", "ul", "li", "table", "td", "svg", "a", "select", "template")},
    "lists in HTML": "<ul><li>" * 10_000 + "Words.", "tables": "<table><tr><td>" * 10_000 + "Words.", "ends alone": "</div>" * 10_000 + "Words.",
    "crossed": "<b><p></b>" * 10_000 + "Words.", "definitions in HTML": "<dl><dt>a<dd>" * 10_000 + "Words.", "directives": "{% if a %}" * 10_000 + "Words.",
}  # fmt: skip


@pytest.mark.integration
@pytest.mark.parametrize("case", NESTED)
def test_ten_thousand_of_anything_in_one_another_takes_seconds(case: str) -> None:
    for suffix in FORMATS:
        start = time.process_time()
        page, _ = read(NESTED[case], f"page.{suffix}")
        ENGINE.check_text(NESTED[case], f"page.{suffix}")
        assert time.process_time() - start < 20, suffix
        if len(page.blocks) < 500:
            assert_places_hold(page)


@pytest.mark.parametrize("suffix", [*FORMATS, "docx"])
@pytest.mark.parametrize(
    "text", ["", "\ufeff", "\n", "\r", "\ufffc", "\u2028", "---\n---\n", "---\n", "<", "&", "\ud800", "\U0010ffff"]
)
def test_next_to_nothing_is_a_page(text: str, suffix: str) -> None:
    report = ENGINE.check_text(text, f"page.{suffix}")
    assert report.words <= 1


def laughs(levels: int) -> str:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels))]
    return "\n".join(lines)


FRONT = {
    "nested deeply": "a: " + "[" * 10_000 + "]" * 10_000, "nested mappings": "a: " + "{a: " * 5_000 + "1" + "}" * 5_000,
    "nested by indent": "\n".join(" " * n + "a:" for n in range(400)), "aliases": laughs(12), "an alias of itself": "a: &a [*a]",
    "a merge of itself": "a: &a {<<: *a}", "a tag that runs code": "a: !!python/object/apply:os.system [echo]", "two documents": "a: 1\n--- \nb: 2",
    "the same key": "title: a\ntitle: b", "a number without an end": "a: " + "9" * 90_000, "too long": "a: " + "x" * 200_000, "a tab": "a:\tb\n\tc: d",
    "not YAML": "a: b: c: [", "not a mapping": "a: b\n- c", "a date that is none": "reviewed: 2026-99-99", "a key that is none": "? [a, b]\n: c",
    "base 60": "reviewed: 190:20:30", "not a number": "reviewed: .nan", "NULs in escapes": 'title: "\\0\\x00"', "half a character": 'title: "\\ud800"',
}  # fmt: skip


@pytest.mark.parametrize("case", FRONT)
def test_front_matter_of_any_kind_is_no_more_than_a_finding(case: str) -> None:
    text = f"---\n{FRONT[case]}\n---\n{CLAIM}"
    for suffix in FORMATS:
        start = time.process_time()
        report = ENGINE.check_text(text, f"page.{suffix}")
        assert time.process_time() - start < 10
        assert any(one.rule.startswith("claims/") for one in report.findings)


@pytest.mark.parametrize(
    "text", ["a" + ".a" * 50_000 + " = 1", "a = " + "[" * 10_000, "a = 1e999999", "a = 9" + "9" * 5_000, "[a]\n[a]", "a = '''"]
)
def test_front_matter_in_toml_is_no_more_than_a_finding(text: str) -> None:
    start = time.process_time()
    report = ENGINE.check_text(f"+++\n{text}\n+++\n{CLAIM}", "page.md")
    assert time.process_time() - start < 10
    assert any(one.rule.startswith("claims/") for one in report.findings)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_other_encodings_are_read_by_their_mark_or_refused(
    encoding: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "other.md").write_bytes(CLAIM.encode(encoding))
    code, pages, errors = checked(capsys, "other.md")
    assert (code, pages, bool(errors)) == ((2, [], True) if encoding == "utf-32" else (1, ["other.md"], False))


# -- the list for readers ----------------------------------------------------------------------


def test_the_docs_list_every_message_that_a_bad_file_gives() -> None:
    said = text_of("docs/robustness.md")
    for _, expected in (*UNREADABLE.values(), *ODD.values(), *BROKEN.values()):
        assert expected in said, expected


def test_decoding_names_the_page() -> None:
    with pytest.raises(Exception, match=r"^a\.md: "):
        decode(b"\0", "a.md")
