"""The pre-commit hook, for real: a throw-away repository, the real `pre-commit`, this checkout as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hook_tools import BAD, GOOD, HEAD, ROOT, Site, committed_copy

WARNED = HEAD + "Warm the bottle in your hand. You may see erythema.\n\nAsk your doctor if you are not sure.\n"
HTML = "<h1>Ear drops</h1><p>Warm the bottle in your hand. Ask your doctor if you are not sure.</p>\n"

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A repository whose hook is this checkout's working tree, committed to a copy of it."""
    home = tmp_path_factory.mktemp("hook")
    copy = committed_copy(home)
    rev = copy.git("rev-parse", "HEAD").stdout.strip()

    site = Site(home / "site", home)
    hook = f"repos:\n  - repo: {copy.folder.as_posix()}\n    rev: {rev}\n    hooks:\n      - id: carelint\n      - id: carelint-word\n"
    hook += "      - id: carelint-changed\n        stages: [manual]\n"
    (site.folder / ".pre-commit-config.yaml").write_text(hook, "utf-8")
    # A package of the same name in the pages' repository must not be run in place of ours.
    (site.folder / "linter").mkdir()
    (site.folder / "linter" / "__init__.py").write_text("raise SystemExit('the wrong linter')\n", "utf-8")
    (site.folder / "notes.txt").write_text("Our drops are a guaranteed cure.\n", "utf-8")  # no page, for the hook
    site.git("add", "--all")
    assert site.git("commit", "--quiet", "--message", "Set up").returncode == 0
    installed = site.pre_commit("install", "--install-hooks")
    assert installed.returncode == 0, installed.stdout
    return site


def test_a_bad_page_is_rejected_with_its_rule(site: Site) -> None:
    site.write({"bad.md": BAD, "good.md": GOOD})
    said = site.pre_commit("run", "--all-files")
    assert said.returncode == 1, said.stdout
    assert "pages/bad.md" in said.stdout
    assert "claims/cure" in said.stdout or "claims/guarantee" in said.stdout
    assert "exit code: 1" in said.stdout


def test_a_good_page_passes(site: Site) -> None:
    site.write({"good.md": GOOD, "page.html": HTML})
    said = site.pre_commit("run", "--all-files")
    assert said.returncode == 0, said.stdout
    assert "Passed" in said.stdout


def test_warnings_of_a_passing_run_are_shown(site: Site) -> None:
    site.write({"warned.md": WARNED})
    said = site.pre_commit("run", "--all-files")
    assert said.returncode == 0, said.stdout
    assert "jargon/undefined-term" in said.stdout


def test_all_staged_pages_are_linted_in_one_call_and_nothing_else(site: Site) -> None:
    site.write({f"{number}.md": GOOD for number in range(40)} | {"page.html": HTML})
    said = site.pre_commit("run", "--all-files")
    assert said.returncode == 0, said.stdout
    assert said.stdout.count(" errors,") == 1
    assert "41 pages: 0 errors" in said.stdout


def test_a_bad_page_cannot_be_committed_and_a_good_one_can(site: Site) -> None:
    before = site.commits
    site.write({"bad.md": BAD})
    refused = site.git("commit", "--message", "A bad page")
    assert refused.returncode != 0, refused.stdout
    assert "claims/" in refused.stdout
    assert site.commits == before
    site.write({"good.md": GOOD})
    accepted = site.git("commit", "--message", "A good page")
    assert accepted.returncode == 0, accepted.stdout
    assert site.commits == before + 1


def test_word_documents_have_a_hook_of_their_own(site: Site) -> None:
    pages = ROOT / "fixtures" / "pages"
    site.write(
        {
            "bad.docx": (pages / "cataract-surgery.bad.docx").read_bytes(),
            "good.DOCX": (pages / "carpal-tunnel-release.good.docx").read_bytes(),
            "~$bad.docx": b"\x05owner",
            "picture.png": b"\x89PNG\r\n",
        }
    )
    said = site.pre_commit("run", "--all-files")
    assert said.returncode == 1, said.stdout
    assert "pages/bad.docx" in said.stdout
    assert "safety/stop-medicine" in said.stdout
    assert "2 pages: " in said.stdout


# -- carelint-changed: in a repository of its own, as `stages: [manual]` keeps it out of commits here ------------------------

LEGACY = GOOD + "\nOur drops are completely safe.\n"


@pytest.fixture
def legacy(site: Site, tmp_path: Path) -> Site:
    """A repository with a page that was bad before, whose hook is `carelint-changed`."""
    changed = Site(tmp_path / "site", site.folder.parent)
    hook = (site.folder / ".pre-commit-config.yaml").read_text("utf-8")
    hook = hook.replace("      - id: carelint\n", "").replace("        stages: [manual]\n", "")
    (changed.folder / ".pre-commit-config.yaml").write_text(hook, "utf-8")
    changed.write({"old.md": LEGACY})
    assert changed.git("commit", "--quiet", "--message", "Legacy").returncode == 0
    installed = changed.pre_commit("install", "--install-hooks")
    assert installed.returncode == 0, installed.stdout
    return changed


def edit(site: Site, old: str, new: str) -> None:
    page = site.folder / "pages" / "old.md"
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")


def test_changed_lets_old_findings_pass_and_stops_new_ones(legacy: Site) -> None:
    before = legacy.commits
    edit(legacy, "lie on your side", "lie down")
    accepted = legacy.git("commit", "--all", "--message", "A small edit")
    assert accepted.returncode == 0, accepted.stdout
    assert "1 page: 0 errors" in accepted.stdout
    edit(legacy, "lie down", "take our guaranteed cure")
    refused = legacy.git("commit", "--all", "--message", "A promise")
    assert refused.returncode != 0, refused.stdout
    assert "claims/cure" in refused.stdout
    assert "claims/absolute-safety" not in refused.stdout
    assert legacy.commits == before + 1


def test_changed_looks_at_what_is_staged_alone(legacy: Site) -> None:
    edit(legacy, "lie on your side", "lie down")
    legacy.git("add", "pages/old.md")
    edit(legacy, "lie down", "take our guaranteed cure")  # not staged: pre-commit puts it aside
    accepted = legacy.git("commit", "--message", "A small edit")
    assert accepted.returncode == 0, accepted.stdout
    assert "guaranteed cure" in (legacy.folder / "pages" / "old.md").read_text("utf-8")


def test_changed_takes_new_renamed_and_deleted_pages(legacy: Site) -> None:
    legacy.git("mv", "pages/old.md", "pages/ears.md")
    renamed = legacy.git("commit", "--message", "Rename")
    assert renamed.returncode == 0, renamed.stdout
    (legacy.folder / "pages" / "new.md").write_text(BAD, "utf-8")
    legacy.git("add", "--all")
    refused = legacy.git("commit", "--message", "A bad page")
    assert refused.returncode != 0, refused.stdout
    assert "pages/new.md" in refused.stdout
    legacy.git("rm", "--quiet", "--force", "pages/new.md", "pages/ears.md")
    deleted = legacy.git("commit", "--message", "Delete")
    assert deleted.returncode == 0, deleted.stdout


def test_changed_in_ci_compares_with_the_commit_that_pre_commit_names(legacy: Site) -> None:
    edit(legacy, "lie on your side", "take our guaranteed cure")
    assert legacy.git("commit", "--all", "--no-verify", "--message", "A promise").returncode == 0
    said = legacy.pre_commit("run", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
    assert said.returncode == 1, said.stdout
    assert "claims/cure" in said.stdout
    assert "claims/absolute-safety" not in said.stdout


def test_changed_lets_the_first_commit_of_a_repository_be_looked_at_whole(site: Site, tmp_path: Path) -> None:
    first = Site(tmp_path / "site", site.folder.parent)
    hook = (site.folder / ".pre-commit-config.yaml").read_text("utf-8")
    hook = hook.replace("      - id: carelint\n", "").replace("        stages: [manual]\n", "")
    (first.folder / ".pre-commit-config.yaml").write_text(hook, "utf-8")
    first.write({"bad.md": BAD})
    said = first.pre_commit("run")
    assert said.returncode == 1, said.stdout
    assert "claims/" in said.stdout
