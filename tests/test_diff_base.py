"""`check --diff-base`: pages that changed, findings that the change brought. With real git repositories."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.cli import main
from linter.run.changes import changed_lines

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

HEAD = "---\nreviewed: 2026-11-01\npage-type: condition\nauthor: A. Ruiz, RN\n---\n\n"
END = "\nThis is general information. It is not medical advice. Ask your doctor.\n"
OLD = HEAD + "# Sore knees\n\nOur gel is completely safe.\n\nWalk each day.\n" + END


class Repository:
    """A git repository, and carelint run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *arguments: str) -> str:
        ran = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def commit(self, **pages: str) -> None:
        for name, text in pages.items():
            self.write(name + ".md", text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Pages")

    def run(self, *arguments: str) -> tuple[int, str, str]:
        code = main(["check", *arguments, "--today", "2026-11-22", "--syntax", "off"])
        return code, *self._capsys.readouterr()

    def found(self, *arguments: str, base: str = "main") -> dict[str, list[tuple[str, int, str]]]:
        """Findings by page, without those that count long words: rule, line, words."""
        report = json.loads(self.run("--diff-base", base, "--format", "json", *arguments)[1])
        assert report["errors"] == []
        return {
            page["path"]: [
                (one["rule"], one["line"], one["text"])
                for one in page["findings"]
                if one["rule"] != "readability/polysyllable-density"
            ]
            for page in report["pages"]
        }


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Repository:
    for name in list(os.environ):
        if name.startswith(("GIT_", "PRE_COMMIT")):
            monkeypatch.delenv(name)
    (tmp_path / "gitconfig").write_text("[user]\nname = A Writer\nemail = writer@example.org\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Repository(folder, capsys)


# -- which pages -------------------------------------------------------------------------------


def test_pages_that_did_not_change_are_not_linted(repository: Repository) -> None:
    repository.commit(old=OLD, other=OLD)
    repository.write("other.md", OLD.replace("Walk", "Run"))
    assert repository.found() == {"other.md": []}


def test_nothing_changed_is_said(repository: Repository) -> None:
    repository.commit(old=OLD)
    assert repository.run("--diff-base", "main")[0] == 0
    assert "carelint: no page here has changed since main\n" in repository.run("--diff-base", "main", "old.md")[2]


def test_committed_staged_unstaged_and_untracked_changes_all_count(repository: Repository) -> None:
    repository.commit(one=OLD, two=OLD, three=OLD)
    repository.git("checkout", "--quiet", "-b", "branch")
    bad = OLD.replace("Walk each day", "A guaranteed cure")
    repository.commit(one=bad)
    repository.write("two.md", bad)
    repository.git("add", "two.md")
    repository.write("three.md", bad)
    repository.write("four.md", bad)
    found = repository.found()
    assert set(found) == {"one.md", "two.md", "three.md", "four.md"}
    for name in ("one.md", "two.md", "three.md"):
        assert {line for _, line, _ in found[name]} == {11}
    assert ("claims/absolute-safety", 9, "completely safe") in found["four.md"]


def test_what_the_other_branch_did_meanwhile_does_not_count(repository: Repository) -> None:
    repository.commit(one=OLD, two=OLD)
    repository.git("checkout", "--quiet", "-b", "branch")
    repository.commit(one=OLD.replace("Walk", "Run"))
    repository.git("checkout", "--quiet", "main")
    repository.commit(two=OLD.replace("Walk", "Swim"))
    repository.git("checkout", "--quiet", "branch")
    assert set(repository.found()) == {"one.md"}


def test_a_renamed_page_is_compared_with_what_it_was(repository: Repository) -> None:
    repository.commit(old=OLD)
    (repository.folder / "sub").mkdir()
    repository.git("mv", "old.md", "sub/new.md")
    repository.write("sub/new.md", OLD.replace("Walk each day.", "We guarantee results."))
    assert repository.found() == {"sub/new.md": [("claims/guarantee", 11, "guarantee")]}


def test_a_page_that_is_gone_is_no_error_even_where_it_is_named(repository: Repository) -> None:
    repository.commit(old=OLD, moved=OLD + "More.\n", other=OLD)
    repository.git("rm", "--quiet", "old.md")
    repository.git("mv", "moved.md", "new.md")
    code, _, _ = repository.run("--diff-base", "main", "old.md", "moved.md", "other.md", "new.md")
    assert code == 0
    code, out, _ = repository.run("--diff-base", "main", "never.md")
    assert (code, "never.md" in out) == (2, True)


def test_names_of_every_kind_are_found(repository: Repository) -> None:
    names = ["a b.md", "é ü.md", "-x.md", "[a]*.md", "sub/ﬁ.md"] + (
        ["q\"'.md", "line\nend.md", ":(top).md"] if os.name != "nt" else []
    )
    for name in names:
        repository.write(name, OLD)
    repository.commit()
    for name in names:
        repository.write(name, OLD.replace("Walk", "Run"))
    assert set(repository.found()) == set(names)


def test_a_folder_below_the_top_is_compared_alone(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("sub/one.md", OLD)
    repository.commit(two=OLD)
    repository.write("sub/one.md", OLD.replace("Walk", "Run"))
    repository.write("two.md", OLD.replace("Walk", "Run"))
    repository.git("config", "diff.relative", "true")
    repository.git("config", "diff.noprefix", "true")
    monkeypatch.chdir(repository.folder / "sub")
    assert repository.found() == {"one.md": []}
    assert repository.found("..") == {"one.md": [], "../two.md": []}


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_pages_are_found_through_a_link_to_their_folder(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(one=OLD, two=OLD)
    repository.write("one.md", OLD.replace("Walk", "Run"))
    (tmp_path / "link").symlink_to(repository.folder)
    monkeypatch.chdir(tmp_path / "link")
    assert repository.found() == {"one.md": []}


def test_before_the_first_commit_all_is_new(repository: Repository) -> None:
    repository.write("one.md", OLD)
    repository.git("add", "--all")
    repository.write("two.md", OLD)
    assert set(repository.found(base="HEAD")) == {"one.md", "two.md"}


# -- which findings ----------------------------------------------------------------------------


def test_findings_on_lines_that_did_not_change_are_left_out(repository: Repository) -> None:
    repository.commit(page=OLD)
    repository.write("page.md", OLD.replace("Walk each day.", "Our spray is completely safe too."))
    assert repository.found() == {"page.md": [("claims/absolute-safety", 11, "completely safe")]}


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_page_whose_name_is_no_text_is_compared_with_what_it_was(repository: Repository) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    repository.write(name, OLD)
    repository.commit()
    repository.write(name, OLD.replace("each day", "every day"))
    assert repository.found() == {r"caf\xe9.md": []}


def test_lines_added_above_do_not_make_old_findings_new(repository: Repository) -> None:
    repository.commit(page=OLD)
    repository.write("page.md", OLD.replace("# Sore knees\n", "# Sore knees\n\nWalk a bit.\n\nRest a bit.\n"))
    assert repository.found() == {"page.md": []}


def test_line_ends_alone_are_no_change(repository: Repository) -> None:
    repository.commit(page=OLD)
    repository.write("page.md", OLD.replace("\n", "\r\n"))
    assert repository.found() == {"page.md": []}


def test_a_term_is_reported_at_its_first_use_on_a_changed_line(repository: Repository) -> None:
    page = OLD.replace("Walk each day.", "Erythema may come.\n\nWalk.\n\nErythema may go.")
    repository.commit(page=page)
    repository.write("page.md", page.replace("\n\nWalk.\n", "\n\nThis erythema is red. More erythema.\n"))
    report = json.loads(repository.run("--diff-base", "main", "--format", "json")[1])
    source = (repository.folder / "page.md").read_text("utf-8")
    (term,) = [one for one in report["pages"][0]["findings"] if one["rule"] == "jargon/undefined-term"]
    assert (term["line"], term["column"], term["end_line"], term["end_column"]) == (13, 6, 13, 14)
    assert source[term["start"] : term["end"]] == term["text"] == "erythema"
    assert term["count"] == 4
    assert [place["line"] for place in term["related"]] == [11, 13, 15]
    whole = json.loads(repository.run("--format", "json")[1])["pages"][0]["findings"]
    (other,) = [one for one in whole if one["rule"] == "jargon/undefined-term"]
    assert term["fingerprint"] == other["fingerprint"]


def test_a_term_on_lines_that_did_not_change_is_left_out(repository: Repository) -> None:
    page = OLD.replace("Walk each day.", "Erythema may come.\n\nWalk.")
    repository.commit(page=page)
    repository.write("page.md", page.replace("Walk.", "Run."))
    assert repository.found() == {"page.md": []}


def test_a_term_whose_meaning_was_taken_out_is_reported(repository: Repository) -> None:
    page = OLD.replace("Walk each day.", "Erythema may come.\n\nErythema means red skin.")
    repository.commit(page=page)
    repository.write("page.md", page.replace("\n\nErythema means red skin.", ""))
    assert repository.found() == {"page.md": [("jargon/undefined-term", 11, "Erythema")]}


def test_a_part_that_was_missing_before_is_left_out_and_one_that_was_taken_out_is_reported(repository: Repository) -> None:
    repository.commit(page=OLD.replace("author: A. Ruiz, RN\n", ""))
    repository.write("page.md", OLD.replace("author: A. Ruiz, RN\n", "").replace("reviewed: 2026-11-01\n", "title: Knees\n"))
    rules = [rule for rule, _, _ in repository.found()["page.md"]]
    assert "required/review-date" in rules
    assert "required/author-reviewer" not in rules


HARD = (
    "Individuals experiencing exacerbation of symptomatology necessitate immediate pharmacological intervention. "
    "Postoperative rehabilitation facilitates musculoskeletal functionality and cardiovascular conditioning. "
) * 5
EASY = "Walk a bit each day. Rest when you need to. Ask us if you are not sure. " * 9


def grades(repository: Repository) -> list[str]:
    return [rule for rule, _, _ in repository.found()["page.md"] if rule == "readability/document-grade"]


def test_the_grade_of_a_page_counts_only_if_it_became_worse(repository: Repository) -> None:
    page = f"{HEAD}# Sore knees\n\n{{}}\n\nLast.\n{END}"
    repository.commit(page=page.format(HARD + EASY))
    repository.write("page.md", page.format(HARD + EASY + EASY))
    assert grades(repository) == []
    repository.write("page.md", page.format(HARD + EASY).replace("Last.", "Soon."))
    assert grades(repository) == []
    repository.write("page.md", page.format(HARD + HARD + EASY))
    assert grades(repository) == ["readability/document-grade"]


def test_a_page_that_got_easier_and_can_be_judged_now_did_not_become_worse(repository: Repository) -> None:
    """Short texts give a suggestion at most, long ones a warning."""
    page = f"{HEAD}# Sore knees\n\n{{}}\n{END}"
    repository.commit(page=page.format(HARD))
    repository.write("page.md", page.format(HARD + EASY))
    assert grades(repository) == []


def test_a_suppression_that_was_taken_away_brings_its_finding_back(repository: Repository) -> None:
    comment = "<!-- carelint-disable-next-line claims/absolute-safety: quoted -->\n"
    repository.commit(page=OLD.replace("Our gel", comment + "Our gel"))
    repository.write("page.md", OLD)
    assert repository.found() == {"page.md": [("claims/absolute-safety", 9, "completely safe")]}


def test_a_page_that_could_not_be_read_before_is_new(repository: Repository) -> None:
    (repository.folder / "page.md").write_bytes(b"\xff\xfe\x00")
    repository.commit()
    repository.write("page.md", OLD)
    assert ("claims/absolute-safety", 9, "completely safe") in repository.found()["page.md"]


def test_fixes_are_made_on_changed_lines_only(repository: Repository) -> None:
    page = OLD.replace("Walk each day.", "Rest prior to lunch.\n\nWalk.\n\nEat prior to bed.")
    repository.commit(page=page)
    repository.write("page.md", page.replace("Walk.", "Walk prior to lunch."))
    repository.run("--diff-base", "main", "--fix")
    wanted = page.replace("Walk.", "Walk before lunch.")
    assert (repository.folder / "page.md").read_text("utf-8") == wanted


def test_a_baseline_and_a_base_go_together(repository: Repository) -> None:
    repository.commit(page=OLD)
    main(["baseline", ".", "--output", "../known.json"])
    repository.run()
    repository.write("page.md", OLD.replace("Our gel is", "Our  gel is") + "\nOur spray is completely safe too.\n")
    assert repository.found("--baseline", "../known.json") == {"page.md": [("claims/absolute-safety", 15, "completely safe")]}


# -- what cannot be compared -------------------------------------------------------------------


@pytest.mark.parametrize("ref", ["nope", "-x", "--output=x", "", " ", "main..HEAD", "HEAD:page.md", "a b", "$(touch x)", "é"])
def test_a_base_that_is_no_commit_is_said(repository: Repository, ref: str) -> None:
    repository.commit(page=OLD)
    code, out, err = repository.run(f"--diff-base={ref}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"‘{ref}’" in err
    assert sorted(os.listdir(repository.folder)) == [".git", "page.md"]


def test_outside_a_repository_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--diff-base", "main"]) == 2
    assert "this folder is in no git repository" in capsys.readouterr().err


def test_no_git_is_said(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.folder))
    code, _, err = repository.run("--diff-base", "main")
    assert (code, err) == (2, "carelint: --diff-base: needs git, which is not on the path of this machine\n")


def test_a_program_called_git_among_the_pages_is_not_run(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(page=OLD)
    for name in ("git", "git.bat", "git.exe"):
        (repository.folder / name).write_text("#!/bin/sh\ntouch ran\n", "utf-8")
        (repository.folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    assert repository.run("--diff-base", "main")[0] == 2
    assert not (repository.folder / "ran").exists()


def test_histories_without_a_common_commit_are_said(repository: Repository) -> None:
    repository.commit(page=OLD)
    repository.git("checkout", "--quiet", "--orphan", "branch")
    repository.commit(page=OLD + "More.\n")
    code, _, err = repository.run("--diff-base", "main")
    assert (code, err) == (2, "carelint: --diff-base: ‘main’ and HEAD have no commit in common\n")


def test_a_shallow_clone_says_what_to_do(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(page=OLD)
    repository.git("checkout", "--quiet", "-b", "branch")
    for word in ("Run", "Swim"):
        repository.commit(page=OLD.replace("Walk", word))
    repository.git("checkout", "--quiet", "main")
    repository.commit(other=OLD)
    url = repository.folder.as_uri()
    repository.git(
        "clone", "--quiet", "--depth", "1", "--no-single-branch", "--branch", "branch", url, str(tmp_path / "shallow")
    )
    monkeypatch.chdir(tmp_path / "shallow")
    code, _, err = repository.run("--diff-base", "origin/main")
    assert code == 2
    assert "is not in this shallow clone; fetch the whole history: `git fetch --unshallow`" in err
    code, _, err = repository.run("--diff-base", "main~1")
    assert code == 2
    assert "this clone is shallow, so fetch it first: `git fetch --unshallow`" in err
    subprocess.run(["git", "fetch", "--quiet", "--unshallow"], check=True)
    assert repository.found(base="origin/main") == {"page.md": []}


def test_an_old_version_that_is_not_in_the_clone_is_said(repository: Repository) -> None:
    """As in a partial clone: nothing is fetched."""
    repository.commit(page=OLD)
    blob = repository.git("rev-parse", "HEAD:page.md")
    repository.write("page.md", OLD.replace("Walk", "Run"))
    (repository.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    code, out, err = repository.run("--diff-base", "main")
    assert (code, out) == (2, "")
    assert err == f"carelint: --diff-base: git says: unable to read {blob}\n"


def test_what_git_itself_cannot_do_is_said(repository: Repository) -> None:
    repository.commit(page=OLD)
    (repository.folder / ".git" / "index").write_bytes(b"no index")
    code, _, err = repository.run("--diff-base", "main")
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith("carelint: --diff-base: git says: ")


def test_standard_input_has_no_base(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(page=OLD)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Walk.")))
    code, _, err = repository.run("--diff-base", "main", "-")
    assert (code, err) == (2, "carelint: --diff-base: compares files; it cannot be used with standard input\n")


# -- lines -------------------------------------------------------------------------------------

LINES = st.lists(st.sampled_from(["a", "b", "", "c\r", "d"]), max_size=12).map("\n".join)


@given(LINES, LINES)
def test_lines_that_are_not_changed_stand_in_the_old_text_in_their_order(before: str, after: str) -> None:
    changed = changed_lines(before, after)
    assert changed == sorted(set(changed))
    lines = after.split("\n")
    assert all(1 <= line <= len(lines) for line in changed)
    old = iter(line.removesuffix("\r") for line in before.split("\n"))
    kept = [line.removesuffix("\r") for number, line in enumerate(lines, 1) if number not in changed]
    assert all(any(line == other for other in old) for line in kept)
    assert changed_lines(after, after) == []
