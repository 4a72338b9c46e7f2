"""Reports that earlier runs have kept: found again under the same conditions alone, never trusted, never in the way."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from linter import cache, config
from linter.cache import Defaults, Reports, cached_rulebook
from linter.cli import main
from linter.engine import Linter
from linter.findings import Report
from linter.options import Options
from linter.reporters import Result
from linter.run import check as run
from linter.run.gather import Request
from linter.store import cache_files, digests
from linter.store.packing import packed
from tests.test_cli import carelint
from tests.test_kill import killed, soon

ROOT = Path(__file__).resolve().parent.parent
PAGE = "# Sore knees\n\nOur gel cures arthritis. Talk to your doctor.\n"
DAY = date(2026, 11, 22)
DEFAULTS = Defaults("us-default", "us")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: list[Path]) -> Path:
    monkeypatch.setenv("CARELINT_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir(mode=0o700)
    for file in rules:
        shutil.copy(file, tmp_path / "cache")
    (tmp_path / "pages").mkdir()
    monkeypatch.chdir(tmp_path / "pages")
    return tmp_path / "cache"


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were really linted, by name."""
    names: list[str] = []
    check_text = Linter.check_text

    def noting(self: Linter, text: str, path: str = "page.md", *more: Any) -> Report:
        names.append(path)
        return check_text(self, text, path, *more)

    monkeypatch.setattr(Linter, "check_text", noting)
    return names


@pytest.fixture(scope="session")
def rules() -> list[Path]:
    """The rulebook as it is kept, so that not every test reads the rules."""
    cached_rulebook()
    return list(cache.folder().glob("rulebook-*"))


def check(*paths: str, **options: Any) -> Result:
    return run.check(Request(paths=paths or (".",), options=Options(**{"today": DAY, "syntax": "off", **options})))


def reports(result: Result) -> list[Report]:
    return list(result.linted)


def kept(key: bytes) -> Report | None:
    found = Reports("conditions").get(key)
    return None if found is None else found[0]


def configure(lines: str) -> None:
    Path("carelint.toml").write_text(lines, "utf-8")
    config.discover.cache_clear()  # as a new process would


def report(path: str) -> Report:
    return Report(
        path=path, type="condition", type_from="default", type_confidence=0.5, language="en", words=1, sentences=1, grade=1.0,
        difficulty=1.0, findings=(),
    )  # fmt: skip


def saved(**reports: str) -> Reports:
    store = Reports("conditions")
    for key, path in reports.items():
        store.put(key.encode(), packed(report(path)))
    store.save(DEFAULTS)
    return store


# -- the same report, sooner ---------------------------------------------------------------------


@pytest.mark.integration
def test_the_report_is_the_same_cold_warm_without_a_cache_and_from_several_processes(folder: Path) -> None:
    def said(*options: str) -> str:
        arguments = ("check", "fixtures/pages", "--format", "json", "--today", "2026-11-22", *options)
        ran = carelint(*arguments, cwd=ROOT)
        assert (ran.returncode, ran.stderr) == (1, "")
        return ran.stdout

    cold = said("--jobs", "1")
    assert len(json.loads(cold)["pages"]) > 20
    assert said("--jobs", "1") == cold
    assert said("--jobs", "2") == cold
    for file in folder.glob("reports-*"):
        file.unlink()
    assert said("--jobs", "2") == cold
    assert said("--jobs", "2", "--no-cache") == cold
    assert said("--jobs", "1", "--no-cache") == cold


def test_a_warm_run_imports_no_rules_no_parser_and_starts_no_process() -> None:
    Path("page.md").write_text(PAGE, "utf-8")
    for kind in ("json", "text", "github"):
        ask = (
            f"import sys; from linter.cli import main; main(['check', '.', '--jobs', '2', '--format', '{kind}']);"
            "print(*sys.modules, file=sys.stderr)"
        )
        for _ in ("cold", "warm"):
            ran = carelint_python(ask)
        heavy = {"re2", "spacy", "yaml", "pyromark", "docx", "jinja2", "pathspec", "multiprocessing", "concurrent.futures"}
        assert not (heavy | {"linter.rulebook", "linter.engine", "linter.search.scanner"}) & set(ran.split()), kind


def carelint_python(code: str) -> str:
    import subprocess

    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True, timeout=60)
    return ran.stderr.decode()


def test_a_page_is_linted_once_until_it_changes(linted: list[str]) -> None:
    Path("a.md").write_text(PAGE, "utf-8")
    Path("b.md").write_text(PAGE, "utf-8")
    first = check()
    assert reports(check()) == reports(first)
    assert linted == ["a.md", "b.md"]
    Path("b.md").write_text(PAGE.replace("cures", "helps"), "utf-8")
    assert reports(check())[0] == reports(first)[0] != reports(check())[1]
    assert linted == ["a.md", "b.md", "b.md"]


def test_a_word_document_is_kept_by_its_bytes(linted: list[str]) -> None:
    document = next((ROOT / "fixtures" / "pages").glob("*.docx"))
    Path("page.docx").write_bytes(document.read_bytes())
    assert reports(check()) == reports(check())
    assert linted == ["page.docx"]


CONDITIONS: dict[str, dict[str, Any]] = {
    "profile": {"profile": "strict"},
    "locale": {"locale": "uk"},
    "type": {"page_type": "medicine"},
    "fragment": {"fragment": True},
    "select": {"select": ("claims",)},
    "ignore": {"ignore": ("jargon",)},
    "today": {"today": date(2027, 11, 22)},
    "syntax": {"syntax": "auto"},
    "no cache": {"cache": False},
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_other_options_find_no_report_that_was_kept(name: str, linted: list[str]) -> None:
    if name == "syntax":
        pytest.importorskip("spacy")
    Path("page.md").write_text(PAGE, "utf-8")
    check()
    check(**CONDITIONS[name])
    assert linted == ["page.md"] * 2


@pytest.mark.parametrize(
    "line",
    [
        'vocabulary = ["arthritis"]',
        'profile = "strict"',
        'disclaimer = "site-footer"',
        '[severity]\n"claims/cure" = "warning"',
        '[[overrides]]\npaths = ["page.md"]\ntype = "medicine"',
        '[[approved]]\nrule = "claims/cure"\npath = "page.md"\ntext = "cures"\nreason = "r"\napproved-by = "b"\nuntil = 2027-01-01',
    ],
)
def test_another_configuration_finds_no_report_that_was_kept(line: str, linted: list[str]) -> None:
    Path("page.md").write_text(PAGE, "utf-8")
    check()
    configure(line)
    check()
    assert linted == ["page.md"] * 2


def test_another_rule_file_finds_no_report_that_was_kept(linted: list[str]) -> None:
    rule = ROOT / "docs" / "examples" / "our-rules" / "house" / "clinic-name.yaml"
    ours = Path("ours/house/clinic-name.yaml")
    ours.parent.mkdir(parents=True)
    ours.write_bytes(rule.read_bytes())
    configure('rules = ["ours"]')
    Path("page.md").write_text(PAGE, "utf-8")
    check("page.md")
    ours.write_text(rule.read_text("utf-8").replace("severity: error", "severity: suggestion") + "# changed\n", "utf-8")
    check("page.md")
    assert linted == ["page.md"] * 2


def test_other_code_finds_no_report_that_was_kept(linted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("page.md").write_text(PAGE, "utf-8")
    check()
    monkeypatch.setattr(digests, "code_digest", lambda: "of another state")
    check()
    assert linted == ["page.md"] * 2


def test_a_page_under_another_name_is_another_page(linted: list[str]) -> None:
    Path("page.md").write_text(PAGE, "utf-8")
    check()
    Path("page.md").rename("other.md")
    assert reports(check())[0].path == "other.md"
    assert linted == ["page.md", "other.md"]


def test_an_override_holds_for_a_page_that_was_linted_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        Path(name).mkdir()
        Path(name, "page.md").write_text(PAGE, "utf-8")
    configure('[[overrides]]\npaths = ["a/**"]\ntype = "medicine"')
    found = []
    for name in ("a", "b"):
        monkeypatch.chdir(name)
        found.append(reports(check("page.md"))[0].type_from)
        monkeypatch.chdir("..")
    assert found == ["config", "default"]


def test_a_wrong_option_is_said_though_reports_were_kept(capsys: pytest.CaptureFixture[str]) -> None:
    Path("page.md").write_text("Rest your knee.\n", "utf-8")
    main(["check", "page.md"])
    configure('[severity]\n"claims/cured" = "off"')
    assert main(["check", "page.md"]) == 2
    assert "did you mean" in capsys.readouterr().err


def test_a_baseline_holds_back_from_a_report_that_was_kept(capsys: pytest.CaptureFixture[str]) -> None:
    Path("page.md").write_text("Rest prior to lunch.\n", "utf-8")
    main(["check", "page.md"])
    main(["baseline", "page.md", "--output", "known.json"])
    capsys.readouterr()
    for _ in range(2):
        main(["check", "page.md", "--format", "json", "--baseline", "known.json"])
        (page,) = json.loads(capsys.readouterr().out)["pages"]
        assert page["findings"] == []
        assert page["suppressed"]


# -- never trusted -------------------------------------------------------------------------------


def test_two_processes_keep_what_the_other_has_saved() -> None:
    first, second = Reports("conditions"), Reports("conditions")
    assert first.get(b"a") is second.get(b"a") is None
    first.put(b"a", packed(report("a.md")))
    second.put(b"b", packed(report("b.md")))
    first.save(DEFAULTS)
    second.save(DEFAULTS)
    assert [kept(key) for key in (b"a", b"b")] == [report("a.md"), report("b.md")]


def test_the_oldest_reports_fall_out_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_BYTES", 2 * len(packed(report("a.md"))) + 5)
    saved(a="a.md", b="b.md")
    saved(c="c.md")
    assert [kept(key) for key in (b"a", b"b", b"c")] == [None, report("b.md"), report("c.md")]


def test_files_that_were_not_used_for_longest_are_taken_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_FILES", 2)
    for number, name in enumerate(("old", "older", "new")):
        store = Reports(name)
        store.put(b"a", packed(report("a.md")))
        store.save(DEFAULTS)
        if name != "new":
            os.utime(folder / f"reports-{name}.msgpack", (1000 - number, 1000 - number))
    assert sorted(file.name for file in folder.glob("reports-*")) == ["reports-new.msgpack", "reports-old.msgpack"]


@pytest.mark.parametrize("damage", ["cut", "flipped", "foreign", "empty", "other data"])
def test_a_damaged_file_is_ignored_and_written_anew(folder: Path, damage: str, linted: list[str]) -> None:
    Path("page.md").write_text(PAGE, "utf-8")
    first = check()
    (file,) = folder.glob("reports-*")
    data = file.read_bytes()
    if damage == "other data":
        cache_files.write(file, cache._REPORTS, msgspec.msgpack.encode([["us-default", "us"], {b"a": 1}]))
    else:
        changed = {"cut": data[:-3], "flipped": data[:-1] + bytes([data[-1] ^ 1]), "foreign": b"\x80\x04", "empty": b""}
        file.write_bytes(changed[damage])
    assert reports(check()) == reports(first)
    assert reports(check()) == reports(first)
    assert linted == ["page.md"] * 2


@pytest.mark.parametrize("entry", [b"", b"no report", packed(report("a.md"))[:-4]])
def test_an_entry_that_is_no_report_is_not_there(entry: bytes) -> None:
    store = saved(a="a.md")
    store.put(b"b", entry)
    store.save(DEFAULTS)
    assert kept(b"b") is None
    assert kept(b"a") == report("a.md")


def test_a_folder_that_cannot_be_written_costs_nothing_but_speed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Path("page.md").write_text(PAGE, "utf-8")
    first = check()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CARELINT_CACHE", str(tmp_path / "file" / "cache"))
    assert reports(check()) == reports(first)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_reports_are_the_users_own(folder: Path) -> None:
    shutil.rmtree(folder)
    saved(a="a.md")
    (file,) = folder.glob("reports-*")
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


SAVE_ON_AND_ON = """
import itertools, os
from pathlib import Path
from linter.cache import Defaults, Reports
for number in itertools.count():
    store = Reports("conditions")
    store.put(b"%d" % (number % 50), os.urandom(100_000))
    store.save(Defaults("us-default", "us"))
    Path("started").touch()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_what_is_killed_while_it_saves_loses_nothing_that_was_saved(folder: Path, tmp_path: Path) -> None:
    saved(a="a.md")
    chance = random.Random(7)
    for _ in range(8):
        started = tmp_path / "started"
        started.unlink(missing_ok=True)
        later: list[Any] = []

        def now(started: Path = started, later: list[Any] = later) -> bool:
            if started.exists() and not later:
                later.append(soon(chance))
            return bool(later) and later[0]()

        assert killed(["-c", SAVE_ON_AND_ON], tmp_path, now)
        assert kept(b"a") == report("a.md")
    saved(b="b.md")
    assert kept(b"b") == report("b.md")


def test_what_a_killed_process_left_is_taken_away_when_it_is_old(folder: Path) -> None:
    saved(a="a.md")
    for name, age in (("old", 2 * 86400), ("new", 0)):
        file = folder / f".carelint-{name}.tmp"
        file.write_bytes(b"half")
        os.utime(file, (time.time() - age,) * 2)
    saved(b="b.md")
    assert [file.name for file in folder.glob(".carelint-*")] == [".carelint-new.tmp"]
