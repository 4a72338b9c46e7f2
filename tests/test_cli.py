"""The command line as a process: options, output, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from linter import explain
from linter.cache import cached_rulebook

ROOT = Path(__file__).resolve().parent.parent
BAD = "# Sore knees\n\nOur gel cures arthritis. Talk to your doctor.\n"
GOOD = "Rest your knee. Talk to your doctor if it still hurts.\n"


def carelint(*arguments: str, cwd: Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        [sys.executable, "-m", "linter", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **environment},
        timeout=60,
        check=False,
    )
    return subprocess.CompletedProcess(ran.args, ran.returncode, ran.stdout.decode(), ran.stderr.decode())


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "bad.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_page_with_an_error_fails_and_says_what_and_where(pages: Path) -> None:
    ran = carelint("check", "bad.md", "--today", "2026-11-22", cwd=pages)
    assert ran.returncode == 1
    assert "3:9" in ran.stdout
    assert "claims/cure" in ran.stdout
    assert "‾‾‾‾‾" in ran.stdout
    assert ran.stderr == ""


def test_the_text_report_reads_as_it_should(pages: Path) -> None:
    ran = carelint("check", "bad.md", "--select", "claims", "--explain", cwd=pages)
    assert ran.stdout == (
        "bad.md\n"
        "condition page (by default: say with `page-type:`), 8 words, reads at about grade 3.3\n"
        "\n"
        "  3:9     error  claims/cure\n"
        "        ‘cures’ says the problem is gone for good. Say what the evidence shows, for whom, and name\n"
        "        the source.\n"
        "        │ Our gel cures arthritis. Talk to your doctor.\n"
        "        │         ‾‾‾‾‾\n"
        "        Instead: It has been studied for this. In one study, half of the people got better (name the\n"
        "        study).\n"
        "        Why: A claim to cure needs strong proof. Without it, it is the best-known mark of health\n"
        "        fraud. (FTC Health Products Compliance Guidance, Substantiation; FDA Health Fraud Scams)\n"
        "\n"
        "1 page: 1 error, 0 warnings, 0 suggestions\n"
    )


def test_the_text_report_says_how_a_page_may_state_its_type(pages: Path) -> None:
    (pages / "story.md").write_text("---\npage-type: story\n---\n# My knee\n\nIt hurt.\n", "utf-8")
    ran = carelint("check", "story.md", cwd=pages)
    assert "condition page (a page may not call itself story: say with `page-may-set` or `--type`), 2 words" in ran.stdout


def test_a_page_without_errors_passes_though_it_has_warnings(pages: Path) -> None:
    ran = carelint("check", "good.md", cwd=pages)
    assert ran.returncode == 0
    assert "required/review-date" in ran.stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "warning"], 1),
        (["--max-warnings", "0"], 1),
        (["--max-warnings", "9"], 0),
        (["--fail-on", "never"], 0),
        (["--fragment", "--fail-on", "suggestion"], 0),
    ],
)
def test_what_fails_can_be_chosen(pages: Path, options: list[str], code: int) -> None:
    assert carelint("check", "good.md", *options, cwd=pages).returncode == code


def test_exit_zero_lets_findings_pass_but_not_a_file_that_cannot_be_read(pages: Path) -> None:
    assert carelint("check", "bad.md", "--exit-zero", cwd=pages).returncode == 0
    assert carelint("check", "bad.md", "gone.md", "--exit-zero", cwd=pages).returncode == 2


def test_json_is_the_contracted_report(pages: Path) -> None:
    ran = carelint("check", ".", "--format", "json", "--today", "2026-11-22", "--syntax", "off", cwd=pages)
    report = json.loads(ran.stdout)
    assert list(report) == ["schema", "tool", "pages", "skipped", "errors", "summary"]
    assert report["schema"] == "carelint/report@1"
    assert report["tool"] == {"name": "carelint", "version": "0.1.0", "profile": "us-default", "locale": "us", "syntax": None}
    assert [page["path"] for page in report["pages"]] == ["bad.md", "good.md"]
    assert list(report["pages"][0]) == [
        "path", "type", "type_from", "type_confidence", "language", "words", "sentences", "grade", "difficulty", "findings",
        "suppressed",
    ]  # fmt: skip
    (finding,) = [one for one in report["pages"][0]["findings"] if one["rule"] == "claims/cure"]
    assert list(finding) == [
        "rule", "severity", "message", "line", "column", "end_line", "end_column", "start", "end", "text", "count", "related",
        "suggestion", "fix", "fingerprint", "standard",
    ]  # fmt: skip
    assert (finding["line"], finding["column"], finding["text"]) == (3, 9, "cures")
    assert BAD[finding["start"] : finding["end"]] == "cures"
    assert list(finding["standard"]) == ["name", "section", "year", "url"]
    assert report["summary"]["pages"] == 2
    assert report["summary"]["error"] == 1


def test_standard_input_is_a_page(pages: Path) -> None:
    ran = carelint("check", "-", "--stdin-filename", "notes.txt", "--format", "json", cwd=pages, stdin=BAD.encode())
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["pages"][0]["path"] == "notes.txt"


def test_a_name_for_standard_input_asks_for_it(pages: Path) -> None:
    ran = carelint("check", "--stdin-filename", "notes.txt", "--format", "json", cwd=pages, stdin=BAD.encode())
    assert [page["path"] for page in json.loads(ran.stdout)["pages"]] == ["notes.txt"]
    graded = carelint("grade", "--stdin-filename", "notes.txt", cwd=pages, stdin=BAD.encode())
    assert graded.stdout.startswith("notes.txt\n")
    ran = carelint("check", "--stdin-filename", "notes.txt", "good.md", cwd=pages, stdin=BAD.encode())
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "carelint: --stdin-filename: names standard input; add `-` to the paths to read it as well\n"


def test_standard_input_is_linted_as_if_it_stood_where_its_name_says(pages: Path) -> None:
    (pages / "sub").mkdir()
    (pages / "sub" / "carelint.toml").write_text('locale = "uk"\nfail-on = "never"\nexclude = ["old/**"]\n', "utf-8")

    def checked(*arguments: str) -> tuple[int, list[str], str]:
        ran = carelint("check", "--format", "json", *arguments, cwd=pages, stdin=BAD.encode())
        report = json.loads(ran.stdout)
        return ran.returncode, [page["path"] for page in report["pages"]], report["tool"]["locale"]

    assert checked("-") == (1, ["stdin.md"], "us")
    assert checked("-", "--stdin-filename", "sub/page.md") == (0, ["sub/page.md"], "uk")
    assert checked("-", "--stdin-filename", str(pages / "sub" / "new" / "page.md")) == (0, ["sub/new/page.md"], "uk")
    assert checked("-", "--stdin-filename", "sub/old/page.md")[:2] == (0, [])
    assert checked("-", "--stdin-filename", "page.md", "--exclude", "page.md")[:2] == (0, [])


def test_standard_input_without_a_name_is_left_out_by_no_pattern(pages: Path) -> None:
    (pages / "carelint.toml").write_text('include = ["content/**"]\n', "utf-8")
    assert carelint("check", "-", cwd=pages, stdin=BAD.encode()).returncode == 1


def test_the_report_can_go_to_a_file(pages: Path) -> None:
    ran = carelint("check", "bad.md", "--output", "report.json", "--format", "json", cwd=pages)
    assert ran.stdout == ""
    assert json.loads((pages / "report.json").read_text("utf-8"))["summary"]["error"] == 1


# -- bad input -----------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_still_linted(pages: Path) -> None:
    (pages / "latin.md").write_bytes(b"caf\xe9")
    (pages / "binary.md").write_bytes(b"\x00\x01")
    ran = carelint("check", "latin.md", "binary.md", "gone.md", "bad.md", cwd=pages)
    assert ran.returncode == 2
    assert "latin.md:1: byte 3 is not UTF-8" in ran.stdout
    assert "binary.md" in ran.stdout
    assert "gone.md: there is no such file" in ran.stdout
    assert "claims/cure" in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr


def test_a_page_that_is_too_large_is_said(pages: Path) -> None:
    (pages / "carelint.toml").write_text('max-page-size = "1KB"')
    (pages / "large.md").write_text("word " * 500)
    ran = carelint("check", "large.md", cwd=pages)
    assert ran.returncode == 2
    assert "max-page-size" in ran.stdout


def test_a_named_file_no_reader_knows_is_an_error_that_a_walk_passes_by(pages: Path) -> None:
    (pages / "page.pdf").write_bytes(b"x")
    assert carelint("check", "page.pdf", cwd=pages).returncode == 2
    assert carelint("check", ".", "--exit-zero", cwd=pages).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--profile", "uk"], "no profile is called ‘uk’"),
        (["check", "--select", "claims/cures"], "did you mean ‘claims/cure’"),
        (["check", "--type", "leaflet"], "invalid choice"),
        (["check", "--today", "yesterday"], "write it as 2026-05-04"),
        (["check", "--config", "gone.toml"], "no such configuration file"),
        (["check", "--syntax", "en_nowhere"], "syntax"),
        (["explain", "claims/cures"], "did you mean ‘claims/cure’"),
        (["check", "--exclude", "!"], "‘!’ is no pattern"),
        (["chek"], "invalid choice"),
        ([], "COMMAND"),
    ],
)
def test_wrong_usage_is_code_2_and_one_clear_line(pages: Path, arguments: list[str], said: str) -> None:
    ran = carelint(*arguments, cwd=pages)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_wrong_rule_file_is_said_before_any_page_is_read(pages: Path) -> None:
    (pages / "carelint.toml").write_text('rules = ["ours"]')
    (pages / "ours" / "house").mkdir(parents=True)
    (pages / "ours" / "house" / "name.yaml").write_text("id: house/name\ncheck: phrase\nfrases: [x]\n")
    ran = carelint("check", "bad.md", cwd=pages)
    assert ran.returncode == 2
    assert "ours/house/name.yaml:3: unknown key ‘frases’; did you mean ‘phrases’?" in ran.stderr
    assert ran.stdout == ""


def test_an_empty_folder_says_that_there_is_nothing_to_lint(tmp_path: Path) -> None:
    ran = carelint("check", cwd=tmp_path)
    assert ran.returncode == 0
    assert "nothing to lint" in ran.stderr


# -- which files -----------------------------------------------------------------------------------


def paths(*arguments: str, cwd: Path) -> list[str]:
    return [page["path"] for page in json.loads(carelint("check", "--format", "json", *arguments, cwd=cwd).stdout)["pages"]]


def test_folders_are_walked_without_what_git_ignores(pages: Path) -> None:
    (pages / ".gitignore").write_text("build/\n*.draft.md\n!keep.draft.md\n")
    for name in ("build/a.md", "sub/b.html", "sub/c.draft.md", "sub/keep.draft.md", "node_modules/d.md", ".git/e.md"):
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text(GOOD)
    assert paths(".", cwd=pages) == ["bad.md", "good.md", "sub/b.html", "sub/keep.draft.md"]


def test_what_a_repository_ignores_for_one_person_is_left_out_too(pages: Path) -> None:
    (pages / ".git" / "info").mkdir(parents=True, exist_ok=True)
    (pages / ".git" / "info" / "exclude").write_text("bad.md\n")
    assert paths(".", cwd=pages) == ["good.md"]


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="such names cannot be there")
def test_a_page_whose_name_is_no_text_is_no_trouble_where_git_ignores_others(pages: Path) -> None:
    (pages / ".gitignore").write_text("build/\n")
    Path(os.fsdecode(os.fsencode(pages) + b"/caf\xe9.md")).write_text(GOOD)
    assert len(paths(".", cwd=pages)) == 3


def test_a_line_of_gitignore_that_is_no_pattern_ignores_nothing(pages: Path) -> None:
    (pages / ".gitignore").write_text("!\nbad.md\nx\\\n")
    assert carelint("check", ".", cwd=pages).stdout.startswith("good.md")


def test_a_page_that_is_named_in_several_ways_is_linted_once(pages: Path) -> None:
    ran = carelint("check", "good.md", str(pages / "good.md"), f"../{pages.name}/good.md", ".", "--format", "json", cwd=pages)
    assert [page["path"] for page in json.loads(ran.stdout)["pages"]] == ["good.md", "bad.md"]


def test_include_and_exclude_hold_for_named_paths_too(pages: Path) -> None:
    (pages / "carelint.toml").write_text('include = ["*.md"]\nexclude = ["bad.md"]\n')
    (pages / "page.txt").write_text(GOOD)
    assert paths("bad.md", "good.md", "page.txt", cwd=pages) == ["good.md"]
    assert paths(".", "--exclude", "good*", cwd=pages) == []


def test_each_page_has_its_own_configuration(pages: Path) -> None:
    (pages / "uk").mkdir()
    (pages / "uk" / "carelint.toml").write_text('profile = "uk-nhs"')
    (pages / "uk" / "dose.md").write_text("Take 5mg at night.")
    (pages / "us.md").write_text("Take 5mg at night.")
    report = json.loads(carelint("check", "us.md", "uk/dose.md", "--format", "json", "--fragment", cwd=pages).stdout)
    spaced = [[one["rule"] for one in page["findings"] if one["rule"] == "measure/unit-spacing"] for page in report["pages"]]
    assert spaced == [["measure/unit-spacing"], []]


@pytest.mark.parametrize("options", [("--explain",), ("--format", "html"), ("--format", "sarif")])
def test_rules_of_one_team_and_of_another_are_explained_in_one_report(options: tuple[str, ...], tmp_path: Path) -> None:
    shipped = (ROOT / "docs/examples/our-rules/house/clinic-name.yaml").read_text("utf-8")
    for team in ("one", "two"):
        (tmp_path / team / "ours" / "house").mkdir(parents=True)
        (tmp_path / team / "carelint.toml").write_text('rules = ["ours"]')
        rule = shipped.replace("house/clinic-name", f"house/name-{team}").replace(
            "the name that is on the door", f"door {team}"
        )
        (tmp_path / team / "ours" / "house" / f"name-{team}.yaml").write_text(rule, encoding="utf-8")
        (tmp_path / team / "page.md").write_text("# Hello\n\nCome to Elm Street Surgery.\n")
    ran = carelint("check", ".", *options, cwd=tmp_path)
    assert ran.returncode == 1, ran.stderr
    assert "door one" in ran.stdout and "door two" in ran.stdout  # noqa: PT018


def test_a_loop_of_links_is_not_walked(pages: Path) -> None:
    (pages / "loop").symlink_to(pages, target_is_directory=True)
    assert paths(".", cwd=pages) == ["bad.md", "good.md"]


# -- people and terminals ---------------------------------------------------------------------------


def test_what_a_page_says_cannot_drive_the_terminal(pages: Path) -> None:
    hostile = "Our gel cures \x1b[31marthritis\x1b]0;owned\x07 \u202egnorw\u202c \x9b2J now.\n"
    (pages / "hostile.md").write_text(hostile, encoding="utf-8")
    (pages / "na\x1bme.md").write_text(BAD, encoding="utf-8")
    ran = carelint("check", ".", "--color", "always", cwd=pages)
    for line in ran.stdout.splitlines():
        bare = line
        for code in ("31;1", "33;1", "36", "1", "2", "31", "0"):
            bare = bare.replace(f"\x1b[{code}m", "")
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u202e\u202c" for char in bare), line


def test_colour_is_for_terminals_only(pages: Path) -> None:
    assert "\x1b[" not in carelint("check", "bad.md", cwd=pages).stdout
    assert "\x1b[31;1m" in carelint("check", "bad.md", "--color", "always", cwd=pages).stdout


def test_a_terminal_without_unicode_gets_ascii_marks(pages: Path) -> None:
    ran = carelint("check", "bad.md", "--select", "claims", cwd=pages, PYTHONIOENCODING="ascii")
    assert "        |         ^^^^^" in ran.stdout


def test_one_word_is_one_word(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Rest")
    assert "1 word, reads at" in carelint("check", "a.md", cwd=tmp_path).stdout


def test_quiet_leaves_suggestions_out_and_statistics_counts(pages: Path) -> None:
    (pages / "wordy.md").write_text("Wash prior to meals.")
    loud = carelint("check", "wordy.md", "--fragment", "--statistics", cwd=pages).stdout
    assert "1  suggestion  readability/wordy-phrase" in loud
    quiet = carelint("check", "wordy.md", "--fragment", "--quiet", cwd=pages).stdout
    assert "wordy-phrase" not in quiet


def test_a_skipped_page_is_said_and_can_fail(pages: Path) -> None:
    (pages / "es.html").write_text('<html lang="es"><p>Tome una tableta al día.</p></html>', encoding="utf-8")
    ran = carelint("check", "es.html", cwd=pages)
    assert ran.returncode == 0
    assert "es.html: not linted" in ran.stdout
    assert carelint("check", "es.html", "--fail-on-skipped", cwd=pages).returncode == 1


def test_rules_are_listed_with_the_severity_they_have_here(pages: Path) -> None:
    ran = carelint("rules", "--profile", "strict", cwd=pages)
    assert ran.returncode == 0
    assert any(line.split()[:2] == ["jargon/undefined-term", "error"] for line in ran.stdout.splitlines())
    listed = json.loads(carelint("rules", "--format", "json", cwd=pages).stdout)
    assert {"rule", "severity", "title", "page-types", "basis"} == set(listed[0])


def test_explain_prints_the_rule_file_as_help(pages: Path) -> None:
    ran = carelint("explain", "claims/superlative", cwd=pages)
    assert ran.returncode == 0
    for part in (
        *(f"{heading}:" for heading in explain.HEADINGS if heading != explain.EXAMPLES),
        "Flagged:",
        "Fine:",
        "rules/claims/superlative.yaml",
    ):
        assert part in ran.stdout


@pytest.mark.integration
def test_the_cache_changes_nothing_but_time(pages: Path) -> None:
    cold = carelint("check", ".", "--format", "json", "--no-cache", cwd=pages)
    warm = carelint("check", ".", "--format", "json", cwd=pages, CARELINT_CACHE=str(pages / "c"))
    warmer = carelint("check", ".", "--format", "json", cwd=pages, CARELINT_CACHE=str(pages / "c"))
    assert cold.stdout == warm.stdout == warmer.stdout


def test_version_and_help_need_no_rulebook(pages: Path) -> None:
    assert carelint("--version", cwd=pages).stdout == "carelint 0.1.0\n"
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "linter", "--help"],
        cwd=pages, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    for heavy in ("msgspec", "re2", "yaml", "pathspec", "pyromark"):
        assert f" {heavy}\n" not in ran.stderr


# -- grade ------------------------------------------------------------------------------------------


def test_grade_says_how_hard_a_page_is_and_where(pages: Path) -> None:
    (pages / "hard.md").write_text(
        "# Knees\n\nRest your knee. Walk a bit.\n\n## Examination\n\nComprehensive radiological investigation demonstrates considerable deterioration.\n"
    )
    ran = carelint("grade", "hard.md", cwd=pages)
    assert ran.returncode == 0
    assert "Flesch–Kincaid" in ran.stdout
    assert "a rough figure" in ran.stdout
    assert any(line.split()[0] == "5" and "Examination" in line for line in ran.stdout.splitlines() if line.strip())
    assert "long words: " in ran.stdout


def test_grade_gives_the_contracted_json(pages: Path) -> None:
    (page,) = json.loads(carelint("grade", "good.md", "--format", "json", cwd=pages).stdout)["pages"]
    assert list(page) == [
        "path", "words", "sentences", "syllables", "polysyllables", "formulas", "grade", "confidence", "difficulty", "sections", "hardest",
    ]  # fmt: skip
    assert list(page["formulas"]) == [
        "flesch_reading_ease", "flesch_kincaid", "smog", "gunning_fog", "coleman_liau", "automated_readability", "dale_chall",
    ]  # fmt: skip


def test_several_pages_are_graded_the_hardest_first_and_can_fail(pages: Path) -> None:
    ran = carelint("grade", ".", "--max-grade", "1", cwd=pages)
    assert ran.returncode == 1
    assert ran.stderr == "carelint: 2 pages are above grade 1\n"
    assert ran.stdout.splitlines()[-1].startswith("2 pages, 19 words, grade ")
    grades = [float(line.split()[0]) for line in ran.stdout.splitlines()[:-1]]
    assert grades == sorted(grades, reverse=True)
    assert carelint("grade", ".", "--max-grade", "12", cwd=pages).returncode == 0
    assert carelint("grade", "gone.md", cwd=pages).returncode == 2


def test_standard_input_is_graded_as_the_format_its_name_says(pages: Path) -> None:
    ran = carelint("grade", "-", "--stdin-filename", "ears.txt", cwd=pages, stdin=b"EARS\n\nRest.\n")
    assert ran.returncode == 0
    assert ran.stdout.startswith("ears.txt\nGrade 0")
    assert "\n1 word, 1 sentence, 0 words of three syllables or more\n" in ran.stdout
    both = carelint("grade", "-", "good.md", cwd=pages, stdin=GOOD.encode()).stdout
    assert "  stdin.md" in both
    assert "  good.md" in both
    assert both.splitlines()[-1].startswith("2 pages, ")


def test_input_that_cannot_be_read_is_said_and_the_rest_is_still_graded(pages: Path) -> None:
    ran = carelint("grade", "-", "gone.md", "good.md", "./good.md", "--format", "json", cwd=pages, stdin=b"caf\xe9")
    assert ran.returncode == 2
    graded = json.loads(ran.stdout)
    assert [page["path"] for page in graded["pages"]] == ["good.md"]
    assert [error["path"] for error in graded["errors"]] == ["gone.md", "stdin.md"]


def test_a_configuration_that_is_named_holds_for_standard_input_too(pages: Path) -> None:
    (pages / "old.toml").write_text('encoding = "cp1252"')
    assert carelint("grade", "-", "--config", "old.toml", cwd=pages, stdin=b"caf\xe9").returncode == 0


def test_a_folder_without_pages_and_a_limit_that_is_no_grade_are_said(tmp_path: Path) -> None:
    ran = carelint("grade", ".", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "nothing to grade here" in ran.stderr
    for limit in ("nan", "inf", "-3", "eight"):
        wrong = carelint("grade", ".", f"--max-grade={limit}", cwd=tmp_path)
        assert wrong.returncode == 2
        assert "is not a grade" in wrong.stderr


def test_a_check_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    cached_rulebook()
    page = tmp_path / "page.md"
    page.write_text("# Ear drops\n\nUse the drops twice a day.\n", "utf-8")
    ask = (
        "import sys; from linter.cli import main; main(['check', sys.argv[1]]);"
        "print(sorted({'docx', 'inspect', 'spacy', 'statistics', 'typing_extensions', 'yaml'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", ask, str(page)], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_what_msgspec_does_without_is_there_for_others(tmp_path: Path) -> None:
    ask = "import linter.quick_start, typing_extensions; print(typing_extensions.__name__)"
    ran = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "typing_extensions"


def test_what_was_written_before_a_command_ends_reaches_its_reader() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import linter.__main__ as command; command.main = lambda: print('said') or 2; command.run()"],
        capture_output=True,
        cwd=ROOT,
    )
    assert (ended.returncode, ended.stdout.split()) == (2, [b"said"])


@pytest.mark.parametrize("paths", [("content", "README.md"), ("README.md", "content"), (".",)])
@pytest.mark.parametrize("limit", ['fail-on = "warning"', "max-warnings = 0"])
def test_each_page_is_judged_by_its_own_configuration_in_any_order(paths: tuple[str, ...], limit: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# Heart\n\nThe best hospital in the world.\n", "utf-8")
    (tmp_path / "content" / "carelint.toml").write_text(limit + "\n", "utf-8")
    (tmp_path / "README.md").write_text("# Notes\n\nThese are our pages.\n", "utf-8")
    ran = carelint("check", *paths, "--format", "junit", cwd=tmp_path)
    assert ran.returncode == 1
    assert ("<failure" in ran.stdout) == ("fail-on" in limit)


def test_warnings_of_a_page_do_not_count_against_the_limit_of_another_configuration(tmp_path: Path) -> None:
    for folder, limit in (("a", 1), ("b", 0)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "carelint.toml").write_text(f"max-warnings = {limit}\n", "utf-8")
        (tmp_path / folder / "page.md").write_text("# Heart\n\nYour heart.\n", "utf-8")
    (tmp_path / "a" / "page.md").write_text("# Heart\n\nThe best hospital in the world.\n", "utf-8")
    options = ("--select", "claims/superlative")
    assert carelint("check", ".", *options, cwd=tmp_path).returncode == 0
    (tmp_path / "a" / "other.md").write_text("# Heart\n\nThe best hospital in the world.\n", "utf-8")
    assert carelint("check", ".", *options, cwd=tmp_path).returncode == 1
    assert carelint("check", ".", *options, "--max-warnings=2", cwd=tmp_path).returncode == 0
