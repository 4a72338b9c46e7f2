"""`carelint init` as a new user meets it: a real repository, a real pre-commit, a commit that is stopped and one that passes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.hook_tools import BAD, GOOD, Site, committed_copy

pytestmark = pytest.mark.integration
OLD = "# Ours.\nrepos:\n- repo: local\n  hooks:\n  - id: none  # does nothing\n    name: none\n    language: system\n    entry: git --version\n    files: ^none$\nfail_fast: false\n"


@pytest.fixture(scope="module")
def carelint(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return committed_copy(tmp_path_factory.mktemp("init"))


def new_site(carelint: Site, folder: Path) -> Site:
    site = Site(folder, carelint.folder.parent)
    site.env["PYTHONPATH"] = str(carelint.folder)  # as if it were installed from there
    return site


def set_up(site: Site, *options: str) -> str:
    said = site.run(sys.executable, "-m", "linter", "init", *options)
    assert said.returncode == 0, said.stdout
    installed = site.pre_commit("install")
    assert installed.returncode == 0, installed.stdout
    return said.stdout


def commit(site: Site, name: str, text: str) -> tuple[bool, str]:
    page = site.folder / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text.replace("{today}", date.today().isoformat()), "utf-8")
    site.git("add", "--all")
    before = site.commits
    said = site.git("commit", "--message", "A page")
    assert (said.returncode == 0) == (site.commits == before + 1), said.stdout
    return said.returncode == 0, said.stdout


def test_in_an_empty_repository_a_bad_page_is_stopped_and_a_good_one_passes(carelint: Site, tmp_path: Path) -> None:
    site = new_site(carelint, tmp_path / "new")
    said = set_up(site, "--yes")
    assert "no page yet" in said
    accepted, output = commit(site, "README.md", "# Our site\n")  # with what init wrote
    assert accepted, output
    accepted, output = commit(site, "ears.md", BAD)
    assert not accepted
    assert "claims/cure" in output
    accepted, output = commit(site, "ears.md", GOOD)
    assert accepted, output


def test_beside_hooks_that_are_there_only_the_content_folder_is_linted(carelint: Site, tmp_path: Path) -> None:
    site = new_site(carelint, tmp_path / "site")
    (site.folder / ".pre-commit-config.yaml").write_text(OLD, "utf-8")
    for name in ("our pages/ears.md", "our pages/eyes.md", "notes.md"):
        (site.folder / name).parent.mkdir(exist_ok=True)
        (site.folder / name).write_text("# Drops\n", "utf-8")
    set_up(site)  # without a terminal, nothing is asked
    config = (site.folder / ".pre-commit-config.yaml").read_text("utf-8")
    assert config.startswith(OLD.partition("fail_fast")[0])
    assert [repo["repo"] for repo in yaml.safe_load(config)["repos"]] == ["local", carelint.folder.as_posix()]
    accepted, output = commit(site, "our pages/ears.md", BAD)
    assert not accepted
    assert "our pages/ears.md" in output
    (site.folder / "our pages" / "ears.md").unlink()
    accepted, output = commit(site, "notes.md", BAD)
    assert accepted, output
