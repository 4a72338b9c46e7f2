"""`carelint init`: what it finds out by itself, what it writes, and what it never overwrites."""

from __future__ import annotations

import difflib
import re
import shlex
import tomllib
from importlib import metadata
from pathlib import Path, PurePath
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter import config, globs, version
from linter.cli import main
from linter.commands import init_files, init_guess
from linter.commands.init_files import Chosen
from linter.commands.init_guess import Source
from tests.rule_tools import shipped
from tests.test_schemas import mistakes, toml

AT_HOME = Source("https://github.com/example/carelint", "v0.1.0", "address")
ELSEWHERE = Source("https://git.example.com/health/carelint.git", "abc1234", "address")


def chosen(content: str = "content", source: Source = AT_HOME, **more: Any) -> Chosen:
    values = {"folder": ".", "profile": "us-default", "locale": "", **more}
    return Chosen(content=content, source=source, **values)


def pages(folder: Path, *names: str, text: str = "# Ear drops\n\nWarm the bottle.\n") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository without pages, which is the working folder."""
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    monkeypatch.chdir(site)
    return site


def said_by(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["init", *options]) == 0
    return capsys.readouterr().out


# -- what it finds out -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "folder"),
    [
        ([], "."),
        (["ears.md"], "."),
        (["content/a.md", "content/b/c.html", "docs/x.md"], "content"),
        (["docs/en/a.md", "docs/en/b.md"], "docs"),  # a folder of a language may get neighbours
        (["src/pages/a.md", "src/pages/b.md", "src/other/c.md"], "src/pages"),
        (["src/a.md", "src/b.md", "src/pages/c.md"], "src"),
        (["a/1.md", "b/1.md", "c/1.md"], "."),  # none has half of them
        (["1.md", "2.md", "3.md", "content/a.md"], "."),
        (["leaflets/a.docx", "leaflets/b.docx", "x.md"], "leaflets"),
        (["README.md", "docs/README.md", "tests/1.md", "tests/2.md", ".github/x.md", "care/1.md"], "care"),
        (["node_modules/x/1.md", "node_modules/x/2.md", "pages/a.htm"], "pages"),
    ],
)
def test_the_folder_with_most_pages_is_found(names: list[str], folder: str, tmp_path: Path) -> None:
    pages(tmp_path, *names)
    assert init_guess.content_folder(init_guess.pages_in(tmp_path)) == folder


def guess(tmp_path: Path, **texts: str) -> tuple[str, str]:
    for name, text in texts.items():
        pages(tmp_path, f"{name}.md", text=text)
    found = init_guess.rules_for(tmp_path, [PurePath(f"{name}.md") for name in texts])
    return found.profile, found.locale


def test_the_profile_is_guessed_from_what_pages_say(tmp_path: Path) -> None:
    plain, british = "# Ear ache\n\nLie down.\n", "# Ear ache\n\nCall 999, or ask your GP. The NHS pays.\n"
    medicine = "---\npage-type: medicine\n---\n\n# Ibuprofen\n\nTake it with food.\n"
    supplement = "---\npage-type: supplement\n---\n\n# Zinc\n\nTake it with food.\n"
    assert guess(tmp_path) == ("us-default", "")
    assert guess(tmp_path, a=plain, b="Call 911. The FDA warns.") == ("us-default", "")
    assert guess(tmp_path, a=plain, b=british) == ("uk-nhs", "")
    assert guess(tmp_path, a=medicine, b=medicine, c=medicine, d=plain) == ("medicines", "")
    assert guess(tmp_path, a=medicine, b=medicine, c=medicine + "Ask your GP.") == ("medicines", "uk")
    assert guess(tmp_path, a=medicine, b=medicine, c=plain) == ("us-default", "")  # too few to tell
    assert guess(tmp_path, a=medicine, b=medicine, c=medicine, d=plain, e=plain) == ("us-default", "")
    assert guess(tmp_path, a=supplement, b=supplement, c=supplement) == ("supplements", "")


def test_a_page_that_cannot_be_read_is_no_obstacle_to_a_guess(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\x00\xff")
    (tmp_path / "b.md").symlink_to("nowhere.md")
    assert init_guess.rules_for(tmp_path, [PurePath("a.md"), PurePath("b.md")]).profile == "us-default"


def test_the_service_that_builds_is_found(tmp_path: Path) -> None:
    assert init_guess.workflow_for(tmp_path) == "none"
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text('[remote "origin"]\n\turl = git@gitlab.example.org:a/b.git\n', "utf-8")
    assert init_guess.workflow_for(tmp_path) == "gitlab"
    (tmp_path / ".github").mkdir()
    assert init_guess.workflow_for(tmp_path) == "github"
    (tmp_path / ".gitlab-ci.yml").touch()
    assert init_guess.workflow_for(tmp_path) == "gitlab"


@pytest.mark.parametrize(
    ("noted", "source"),
    [
        (None, (version.REPOSITORY, f"v{version.VERSION}", "unknown")),
        ("not JSON", (version.REPOSITORY, f"v{version.VERSION}", "unknown")),
        (
            '{"url": "https://files.example.com/c.whl", "archive_info": {}}',
            (version.REPOSITORY, f"v{version.VERSION}", "unknown"),
        ),
        ('{"url": "file:///nowhere", "dir_info": {}}', (version.REPOSITORY, f"v{version.VERSION}", "unknown")),
        (
            '{"url": "https://user:secret@git.example.com/c", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            ("https://git.example.com/c", "abc", "address"),
        ),
        (
            '{"url": "https://token@git.example.com/c", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            ("https://git.example.com/c", "abc", "address"),
        ),
        (
            '{"url": "ssh://git@git.example.com/c", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            ("ssh://git@git.example.com/c", "abc", "address"),
        ),
    ],
)
def test_hooks_come_from_where_carelint_was_installed_from_without_a_password(
    noted: str | None, source: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return noted

    monkeypatch.setattr(init_guess, "_checkout", lambda folder: None)
    monkeypatch.setattr(metadata, "distribution", lambda name: Installed())
    found = init_guess.source(None, None)
    assert (found.repo, found.rev, found.kind) == source
    assert init_guess.source(None, "v9").rev == "v9"
    assert init_guess.source("/copy", None) == Source("/copy", f"v{version.VERSION}", "folder")


# -- what it writes ----------------------------------------------------------------------------


@pytest.mark.parametrize("profile", sorted(shipped().profiles))
@pytest.mark.parametrize("content", [".", "content", "src/pages"])
def test_the_configuration_can_be_read_also_with_its_examples_put_to_use(profile: str, content: str, tmp_path: Path) -> None:
    text = init_files.configuration(chosen(content, profile=profile, locale="uk"))
    used = re.sub(r"(?m)^# (?=\[|\"|\w[\w-]* = )", "", text)
    for settings in (text, used):
        (tmp_path / "carelint.toml").write_text(settings, "utf-8")
        assert config.read(tmp_path / "carelint.toml").profile == profile
        assert not mistakes("carelint", toml(settings))
    assert len(tomllib.loads(used)) > len(tomllib.loads(text))


def test_a_workflow_uses_the_action_on_github_and_pip_for_other_homes() -> None:
    ours = yaml.safe_load(init_files.github(chosen()))["jobs"]["carelint"]["steps"]
    assert ours[1] == {"uses": "example/carelint@v0.1.0", "with": {"paths": "content"}}
    other = yaml.safe_load(init_files.github(chosen(source=ELSEWHERE)))["jobs"]["carelint"]["steps"]
    assert [step["run"] for step in other[2:]] == [
        "python -m pip install 'carelint @ git+https://git.example.com/health/carelint.git@abc1234'",
        "carelint check content --format github",
    ]
    for step in (*ours[:1], *other[:2]):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])
    job = yaml.safe_load(init_files.gitlab(chosen(source=ELSEWHERE)))["carelint"]
    assert job["script"][1] == "carelint check content --format gitlab --output gl-code-quality-report.json"
    assert job["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json"}


def test_a_build_fetches_nothing_from_a_folder_of_this_machine_or_in_a_form_that_pip_does_not_know() -> None:
    assert version.REPOSITORY in init_files.github(chosen(source=Source("/home/me/carelint", "abc", "folder")))
    short = init_files.gitlab(chosen(source=Source("git@git.example.com:health/carelint", "abc", "address")))
    assert "git+ssh://git@git.example.com/health/carelint@abc" in short


def test_word_documents_get_their_hook() -> None:
    hooks = yaml.safe_load(init_files.hooks(chosen("leaflets", word=True)))["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == ["carelint", "carelint-word"]
    assert re.search(hooks[1]["files"], "leaflets/a/B.DOCX")
    assert not re.search(hooks[1]["files"], "leaflets/a.md")


NAMES = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=12).filter(
    lambda name: name.isprintable() and "/" not in name and name.strip(" .") == name and "${{" not in name
)


@given(name=NAMES, other=NAMES)
def test_any_name_of_a_folder_means_itself_in_every_file(name: str, other: str) -> None:
    made = chosen(name)
    settings = tomllib.loads(init_files.configuration(made))
    assert globs.covers(settings["include"], f"/top/{name}/deep/page.md", Path("/top"))
    hook = yaml.safe_load(init_files.hooks(made))["repos"][0]["hooks"][0]
    assert re.search(hook["files"], f"{name}/page.md")
    assert not re.search(hook["files"], f"x{name}/page.md")
    assert (re.search(hook["files"], f"{other}/page.md") is None) == (other != name)
    with_action = yaml.safe_load(init_files.github(made))["jobs"]["carelint"]["steps"]
    assert with_action[1]["with"]["paths"] == name
    for script in (
        yaml.safe_load(init_files.github(chosen(name, ELSEWHERE)))["jobs"]["carelint"]["steps"][-1]["run"],
        yaml.safe_load(init_files.gitlab(made))["carelint"]["script"][1],
    ):
        words = shlex.split(script)
        assert words[:2] == ["carelint", "check"]
        assert words[2] in (name, f"./{name}")
        assert words[3] == "--format"
        assert not words[2].startswith("-")


@pytest.mark.parametrize("name", ["a\nb", "a${{ github.token }}", "a\x1bb", "a\u202eb"])
def test_a_name_that_a_build_would_read_as_an_order_is_refused(name: str, site: Path) -> None:
    (site / name).mkdir()
    assert main(["init", "--content", name]) == 2
    assert [path.name for path in site.iterdir() if path.is_file()] == []


# -- hooks that are there already --------------------------------------------------------------

ENTRY = {"repo": AT_HOME.repo, "rev": "v0.1.0", "hooks": [{"id": "carelint", "files": "^content/"}]}


@pytest.mark.parametrize(
    "text",
    [
        "repos:\n  - repo: local\n    hooks: []  # none yet\n",
        "repos:\n- repo: local\n  hooks: []",
        "# Ours.\nrepos:\n\n    # one\n    - repo: local\n      hooks: []\n    # two\n\n# end\n",
        "repos:\r\n  - repo: local\r\n    hooks: []\r\n",
        "---\nrepos:\n  - repo: local\n    hooks: []\n\nfail_fast: true # yes\nci: {skip: [a]}\n",
        "default_stages: [pre-commit]\nrepos:\n  - &a {repo: local, hooks: []}\n  - *a\n",
        "repos: []  # none\n",
        "repos: []\nfail_fast: true\n",
        "repos:\n  - repo: local\n    hooks:\n      - id: a\n        entry: |\n          repos:\n            - x\n",
    ],
)
def test_the_hook_goes_after_those_that_are_there_and_nothing_else_changes(text: str) -> None:
    made = init_files.with_hook(text, chosen())
    assert made is not None
    before, after = yaml.safe_load(text), yaml.safe_load(made)
    assert after == {**before, "repos": [*before["repos"], ENTRY]}
    assert after["repos"][-1] == ENTRY
    assert init_files.has_hook(made)
    assert not init_files.has_hook(text)
    newlines = {line[-2:] == "\r\n" for line in made.splitlines(keepends=True)}
    assert len(newlines) == 1
    gone = [line for line in difflib.ndiff(text.splitlines(), made.splitlines()) if line.startswith("- ")]
    assert gone in ([], ["- repos: []"], ["- repos: []  # none"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "repos:\n",
        "repos: [{repo: local, hooks: []}]\n",
        "- repo: local\n",
        "repos: {}\n",
        "a: [\n",
        "x: &x [*x]\n",
        '"repos":\n  - repo: local\n',
    ],
)
def test_a_file_that_a_program_cannot_change_for_sure_is_left_to_a_person(
    text: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / ".pre-commit-config.yaml").write_text(text, "utf-8")
    said = said_by(capsys, "--content", "content")
    assert (site / ".pre-commit-config.yaml").read_text("utf-8") == text
    pasted = said.partition("Put these lines into .pre-commit-config.yaml yourself:\n\n")[2].partition("\n\n")[0]
    assert yaml.safe_load(pasted)["repos"][0]["hooks"] == ENTRY["hooks"]


# -- the command -------------------------------------------------------------------------------


def test_it_writes_three_files_and_says_so(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages(site, "content/a.md", "content/b.md", "README.md")
    said = said_by(capsys, "--workflow", "github", "--repo", ELSEWHERE.repo, "--rev", "abc1234")
    assert said == (
        "2 pages in content/, profile us-default\n"
        "\n"
        "wrote   carelint.toml\n"
        "wrote   .pre-commit-config.yaml\n"
        "wrote   .github/workflows/carelint.yml\n"
        "\n"
        "Next:\n"
        "  carelint check content  lints the pages that are there\n"
        "  pre-commit install      turns the hook on (`pip install pre-commit` brings the program)\n"
        "  carelint baseline       for old pages with many findings: from then on, only new ones count\n"
    )
    assert config.read(site / "carelint.toml").include == ("content/**",)
    hook = yaml.safe_load((site / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]
    assert hook == {"repo": ELSEWHERE.repo, "rev": "abc1234", "hooks": [{"id": "carelint", "files": "^content/"}]}
    assert "abc1234" in (site / ".github" / "workflows" / "carelint.yml").read_text("utf-8")


def test_a_second_run_changes_nothing_and_force_only_what_is_carelints_own(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = {
        "carelint.toml": 'profile = "strict"\n',
        ".pre-commit-config.yaml": init_files.hooks(chosen()) + "# ours\n",
        ".github/workflows/carelint.yml": "on: push\n",
    }
    for name, text in theirs.items():
        pages(site, name, text=text)

    def now() -> dict[str, str]:
        return {name: (site / name).read_text("utf-8") for name in theirs}

    assert said_by(capsys).count("\nkept ") == 3
    assert now() == theirs
    said = said_by(capsys, "--force", "--profile", "uk-nhs")
    assert (said.count("\nwrote "), said.count("\nkept ")) == (2, 1)
    assert now()[".pre-commit-config.yaml"] == theirs[".pre-commit-config.yaml"]
    assert 'profile = "uk-nhs"' in now()["carelint.toml"]
    assert "jobs:" in now()[".github/workflows/carelint.yml"]


def test_a_pipeline_of_gitlab_is_written_where_there_is_none_and_else_shown(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said_by(capsys, "--workflow", "gitlab")
    written = (site / ".gitlab-ci.yml").read_text("utf-8")
    assert "Put these lines" not in said_by(capsys)  # it is there
    (site / ".gitlab-ci.yml").write_text("test: {script: [make]}\n", "utf-8")
    said = said_by(capsys, "--force")
    assert said.partition("yourself:\n\n")[2].startswith(written)
    assert (site / ".gitlab-ci.yml").read_text("utf-8") == "test: {script: [make]}\n"


def test_a_table_in_pyproject_is_not_hidden_by_a_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages(site, "pyproject.toml", text='[tool.carelint]\nprofile = "strict"\n')
    assert "kept    pyproject.toml" in said_by(capsys, "--force")
    assert not (site / "carelint.toml").exists()


def test_outside_git_there_is_a_configuration_and_no_hook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages(tmp_path, "care/a.md")
    monkeypatch.chdir(tmp_path)
    said = said_by(capsys)
    assert "1 page in care/" in said
    assert "no git repository" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["care", "carelint.toml"]
    said_by(capsys, "--hook")
    assert (tmp_path / ".pre-commit-config.yaml").exists()


def test_a_folder_inside_a_repository_has_its_configuration_there_and_the_hook_at_the_top(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages(site, "site/content/a.md")
    said = said_by(capsys, "site", "--workflow", "github", "--repo", AT_HOME.repo)
    assert "carelint check site/content" in said
    assert config.read(site / "site" / "carelint.toml").include == ("content/**",)
    hook = yaml.safe_load((site / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"][0]
    assert hook["files"] == "^site/content/"
    assert "paths: site/content" in (site / ".github" / "workflows" / "carelint.yml").read_text("utf-8")


def test_addresses_that_nobody_gave_are_named(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(init_guess, "_installed", lambda: None)
    said = said_by(capsys, "--workflow", "github")
    for name in (".pre-commit-config.yaml", ".github/workflows/carelint.yml"):
        assert f"in place of {version.REPOSITORY}, in {name}." in said
    said = said_by(capsys, "--repo", "/home/me/carelint", "--no-hook", "--workflow", "github", "--force")
    assert f"in place of {version.REPOSITORY}, in .github/workflows/carelint.yml." in said


def test_a_link_out_of_the_repository_is_not_followed(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "elsewhere.yaml").write_text("repos: []\n", "utf-8")
    (site / ".pre-commit-config.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert main(["init"]) == 2
    assert "leads out of the repository" in capsys.readouterr().err
    assert (tmp_path / "elsewhere.yaml").read_text("utf-8") == "repos: []\n"
    assert not (site / "carelint.toml").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["nowhere"], "nowhere: there is no such folder"),
        (["--profile", "nhs"], "did you mean ‘uk-nhs’"),
        (["--content", ".."], "outside the folder"),
        (["--content", "page.md"], "is a file"),
        (["--repo", "a\nb"], "--repo: has signs"),
    ],
)
def test_wrong_options_are_one_line_and_write_nothing(
    options: list[str], said: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages(site, "page.md")
    assert main(["init", *options]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert sorted(path.name for path in site.iterdir()) == [".git", "page.md"]


def test_on_a_terminal_it_asks_for_what_no_option_says(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages(site, "content/a.md", "care/b.md", "care/c.md")
    asked: list[str] = []
    answers = iter(["../x", "content", "", "uk", "perhaps", "no"])

    def answer(prompt: str) -> str:
        asked.append(prompt)
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    said_by(capsys)
    assert [re.sub(r" \(.*\)", "", prompt) for prompt in asked] == [
        "Where are your pages? [care] ",
        "Where are your pages? [care] ",
        "Which rules? [us-default] ",
        "Where are your readers? [profile] ",
        "Lint pages when they are committed? [yes] ",
        "Lint pages when they are committed? [yes] ",
        "Lint pages in builds? [none] ",
    ]
    settings = config.read(site / "carelint.toml")
    assert (settings.include, settings.profile, settings.locale) == (("content/**",), "us-default", "uk")
    assert sorted(path.name for path in site.iterdir()) == [".git", "care", "carelint.toml", "content"]
    asked.clear()
    said_by(capsys, "--yes", "--force")
    assert not asked


def test_stopped_while_it_asks_it_has_written_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", stop)
    assert main(["init"]) == 130
    assert [path.name for path in site.iterdir()] == [".git"]


def test_the_next_command_names_the_pages_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages(tmp_path / "clinic", "content/a.md")
    monkeypatch.chdir(tmp_path)
    assert "  carelint check clinic/content  " in said_by(capsys, "clinic")
    (tmp_path / ".git").mkdir()
    assert "  carelint check clinic/content  " in said_by(capsys, "clinic")
    monkeypatch.chdir(tmp_path / "clinic")
    assert "  carelint check content  " in said_by(capsys)


def test_a_hook_file_that_cannot_be_read_is_one_clear_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / ".pre-commit-config.yaml").mkdir()
    assert main(["init"]) == 2
    assert capsys.readouterr().err == "carelint: .pre-commit-config.yaml: cannot be read: Is a directory\n"
    assert not (site / "carelint.toml").exists()
