"""Baselines: what is known is held back, what is new is reported, and a baseline only ever shrinks by itself."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import baseline
from linter.baseline import Baseline, Entry
from linter.cli import main
from linter.engine import Linter
from linter.errors import InputError
from tests.test_fixtures import PAGES

HEAD = "---\nreviewed: 2026-11-01\npage-type: condition\nauthor: A. Ruiz, RN\n---\n\n"
LEGACY = HEAD + (
    "# Sore knees\n\nOur gel is completely safe. Rest prior to lunch.\n\nThe best treatment is ours.\n\n"
    "This is general information. It is not medical advice. Ask your doctor.\n"
)
FILE = "carelint-baseline.json"
TODAY = ("--today", "2026-11-22")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a folder of its own: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def carelint(command: str, *arguments: str) -> tuple[int, str, str]:
        code = main([command, *arguments, *TODAY])
        return code, *capsys.readouterr()

    return carelint


@pytest.fixture
def site(run: Run, tmp_path: Path) -> Path:
    """A folder with a legacy page, and its baseline."""
    (tmp_path / "page.md").write_text(LEGACY, "utf-8")
    assert run("baseline", ".")[0] == 0
    return tmp_path


def found(run: Run, *arguments: str) -> list[tuple[str, str]]:
    report = json.loads(run("check", "--baseline", FILE, "--format", "json", *arguments)[1])
    return [(one["rule"], one["text"]) for page in report["pages"] for one in page["findings"]]


def test_what_is_known_is_held_back_and_listed(run: Run, site: Path) -> None:
    assert run("check", "page.md")[0] == 1
    code, out, err = run("check", "--baseline", FILE, "--format", "json", "page.md")
    assert code == 0
    (page,) = json.loads(out)["pages"]
    assert page["findings"] == []
    held = {one["rule"]: one for one in page["suppressed"]}
    assert held["claims/absolute-safety"] == {
        "rule": "claims/absolute-safety", "line": 9, "reason": f"known, in {FILE}", "by": "baseline"
    }  # fmt: skip
    assert err == f"carelint: {FILE}: {len(page['suppressed'])} known held back\n"


def test_what_is_new_is_reported(run: Run, site: Path) -> None:
    (site / "page.md").write_text(LEGACY + "\nOur drops are completely safe too.\n", "utf-8")
    assert found(run) == [("claims/absolute-safety", "completely safe")]
    assert run("check", "--baseline", FILE)[0] == 1


def test_one_more_of_the_same_is_new(run: Run, site: Path) -> None:
    """Two sentences that are the same word by word are counted."""
    (site / "page.md").write_text(LEGACY + "\nOur gel is completely safe.\n", "utf-8")
    assert found(run) == [("claims/absolute-safety", "completely safe")]


def test_text_may_move_on_its_page(run: Run, site: Path) -> None:
    moved = LEGACY.replace("Our gel is completely safe. ", "").replace("The best", "Our gel is completely safe. The best")
    (site / "page.md").write_text(moved.replace("# Sore knees\n", "# Sore knees\n\nWalk a little each day.\n\n"), "utf-8")
    assert found(run) == []


def test_line_ends_and_wrapping_do_not_matter(run: Run, site: Path) -> None:
    (site / "page.md").write_bytes(LEGACY.replace("gel is", "gel\nis").replace("\n", "\r\n").encode())
    assert found(run) == []


def test_a_sentence_that_was_edited_is_looked_at_anew(run: Run, site: Path) -> None:
    (site / "page.md").write_text(LEGACY.replace("Our gel is", "Our gel and spray are"), "utf-8")
    assert found(run) == [("claims/absolute-safety", "completely safe")]


def test_a_word_used_once_more_is_still_known(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(LEGACY + "\nStaff may utilize a brace.\n", "utf-8")
    run("baseline", ".")
    (tmp_path / "page.md").write_text(LEGACY + "\nYou may utilize a stick.\n\nStaff may utilize a brace.\n", "utf-8")
    assert found(run) == []


def test_a_page_that_was_renamed_keeps_its_entries(run: Run, site: Path) -> None:
    (site / "knees").mkdir()
    (site / "page.md").rename(site / "knees" / "sore.md")
    assert found(run) == []
    _, out, _ = run("baseline", "--update")
    assert "taken out" not in out
    assert {entry["path"] for entry in json.loads((site / FILE).read_text("utf-8"))["findings"]} == {"knees/sore.md"}


def test_a_folder_of_pages_that_was_renamed_is_found_by_looking_for_each_old_page_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old").mkdir()
    for number in range(20):
        (tmp_path / "old" / f"{number}.md").write_text(f"# Knee {number}\n\nRest prior to knee {number}.\n", "utf-8")
    assert run("baseline", ".")[0] == 0
    (tmp_path / "old").rename(tmp_path / "new")
    looked_for = []
    exists = os.path.lexists
    monkeypatch.setattr("linter.baseline.os.path.lexists", lambda path: looked_for.append(Path(path).name) or exists(path))
    known = baseline.read(tmp_path / FILE)
    for page in sorted((tmp_path / "new").iterdir()):
        assert known.hold_back(Linter().check_text(page.read_text("utf-8"), f"new/{page.name}")).findings == ()
    assert sorted(looked_for) == sorted(f"{number}.md" for number in range(20))


def test_a_copy_of_a_page_does_not_share_its_entries(run: Run, site: Path) -> None:
    shutil.copy(site / "page.md", site / "copy.md")
    assert ("claims/absolute-safety", "completely safe") in found(run)


def test_two_copies_of_a_page_that_is_gone_do_not_both_have_its_entries(run: Run, site: Path) -> None:
    shutil.copy(site / "page.md", site / "one.md")
    (site / "page.md").rename(site / "two.md")
    assert [text for rule, text in found(run) if rule == "claims/absolute-safety"] == ["completely safe"]


def test_a_new_page_is_not_taken_for_one_that_is_gone(run: Run, site: Path) -> None:
    (site / "page.md").unlink()
    (site / "new.md").write_text("# Ears\n\nOur drops are completely safe.\n", "utf-8")
    assert ("claims/absolute-safety", "completely safe") in found(run)


def test_the_baseline_may_stand_elsewhere_and_pages_be_named_from_anywhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "ci").mkdir()
    (tmp_path / "content" / "page.md").write_text(LEGACY, "utf-8")
    assert run("baseline", "content", "--output", "ci/known.json")[0] == 0
    monkeypatch.chdir(tmp_path / "content")
    code, out, _ = run("check", "page.md", "--baseline", "../ci/known.json", "--format", "json")
    assert code == 0
    assert json.loads(out)["pages"][0]["findings"] == []


def test_the_configuration_names_a_baseline(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.md").write_text(LEGACY, "utf-8")
    (tmp_path / "carelint.toml").write_text('baseline = "known.json"\n', "utf-8")
    assert run("check", ".") == (2, "", "carelint: known.json: there is no such baseline; make it with `carelint baseline`\n")
    _, out, _ = run("baseline", ".")
    assert out.startswith("known.json: ")
    assert "Use it with" not in out
    assert run("check", ".")[0] == 0


def test_the_baseline_of_a_site_in_a_folder_is_found_from_above(run: Run, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "page.md").write_text(LEGACY, "utf-8")
    (tmp_path / "site" / "carelint.toml").write_text('baseline = "known.json"\n', "utf-8")
    assert run("baseline", "site")[0] == 0
    assert (tmp_path / "site" / "known.json").exists()
    assert run("check", "site")[0] == 0


# -- what is never in it -----------------------------------------------------------------------


def test_protected_findings_are_never_held_back(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(LEGACY + "\nStop taking your insulin. Our gel cures arthritis. Take 5.0 mg of warfarin.\n", "utf-8")
    code, out, _ = run("baseline", ".")
    assert code == 0
    assert "of protected rules not put in; fix or approve them: claims/cure (1), measure/trailing-zero (1), safety/" in out
    rules = {rule for rule, _ in found(run)}
    assert rules == {"safety/stop-medicine", "claims/cure", "measure/trailing-zero"}


def test_not_even_where_a_hand_wrote_them_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Our gel cures arthritis.\n", "utf-8")
    report = json.loads(run("check", "page.md", "--format", "json")[1])
    (cure,) = [one for one in report["pages"][0]["findings"] if one["rule"] == "claims/cure"]
    entry = Entry("page.md", "claims/cure", cure["fingerprint"], "cures", 9)
    (tmp_path / FILE).write_bytes(baseline.encoded([entry]))
    assert ("claims/cure", "cures") in found(run)


# -- fixed, and updated ------------------------------------------------------------------------


def test_what_is_fixed_is_said_and_taken_out_by_update(run: Run, site: Path) -> None:
    before = json.loads((site / FILE).read_text("utf-8"))["findings"]
    (site / "page.md").write_text(LEGACY.replace("completely safe", "made of water").replace("prior to", "before"), "utf-8")
    _, _, err = run("check", "--baseline", FILE)
    assert f"{len(before)} fixed since: `carelint baseline --update` takes them out" in err
    (site / "page.md").write_text(LEGACY.replace("prior to", "before"), "utf-8")
    _, _, err = run("check", "--baseline", FILE)
    assert "1 fixed since: `carelint baseline --update` takes it out" in err
    code, out, _ = run("baseline", "--update")
    assert code == 0
    assert "1 finding taken out: fixed" in out
    after = json.loads((site / FILE).read_text("utf-8"))["findings"]
    assert [one for one in before if one in after] == after
    assert len(before) - len(after) == 1
    (site / "page.md").write_text(LEGACY, "utf-8")
    assert found(run) == [("readability/wordy-phrase", "prior to")]


@pytest.mark.parametrize("part", [("--select", "jargon"), ("--ignore", "readability"), ("--fragment",)])
def test_what_a_rule_that_did_not_run_would_say_is_not_called_fixed(run: Run, site: Path, part: tuple[str, ...]) -> None:
    assert "fixed since" not in run("check", "--baseline", FILE, *part)[2]


def test_update_never_adds(run: Run, site: Path) -> None:
    before = (site / FILE).read_bytes()
    (site / "page.md").write_text(LEGACY + "\nOur drops are completely safe too.\n", "utf-8")
    code, out, _ = run("baseline", "--update")
    assert code == 0
    assert "1 new finding not put in; fix them, or put them in with --force" in out
    assert (site / FILE).read_bytes() == before
    run("baseline", "--update", "--force")
    assert found(run) == []


def test_a_second_baseline_needs_force_or_update(run: Run, site: Path) -> None:
    before = (site / FILE).read_bytes()
    (site / "page.md").write_text(LEGACY + "\nOur drops are completely safe too.\n", "utf-8")
    code, _, err = run("baseline", ".")
    assert code == 2
    assert err.startswith(f"carelint: {FILE}: is there already; --update ")
    assert (site / FILE).read_bytes() == before
    assert run("baseline", ".", "--force")[0] == 0
    assert found(run) == []


@pytest.mark.parametrize(("name", "said"), [("gone/b.json", "there is no such folder"), ("pages", "it is a folder")])
def test_a_place_where_no_baseline_can_be_is_said_before_any_page_is_read(
    name: str, said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pages").mkdir()
    monkeypatch.setattr("linter.commands.baseline.each_page", None)
    code, _, err = run("baseline", "--output", name)
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"carelint: {name}: cannot be written: {said}")


def test_update_needs_a_baseline(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(LEGACY, "utf-8")
    code, _, err = run("baseline", "--update")
    assert (code, (tmp_path / FILE).exists()) == (2, False)
    assert "there is no such baseline to update" in err


@pytest.mark.parametrize("options", [("--update",), ("--force",), ("--update", "--force")])
def test_entries_of_pages_that_are_not_asked_about_stay(run: Run, site: Path, options: tuple[str, ...]) -> None:
    (site / "other.md").write_text(LEGACY, "utf-8")
    run("baseline", ".", "--force")
    before = (site / FILE).read_bytes()
    (site / "page.md").write_text("# Knees\n", "utf-8")
    run("baseline", "other.md", *options)
    assert (site / FILE).read_bytes() == before


def test_entries_of_pages_that_are_gone_are_fixed(run: Run, site: Path) -> None:
    (site / "page.md").unlink()
    (site / "other.md").write_text("# Ears\n", "utf-8")
    assert "fixed since" in run("check", "--baseline", FILE, "other.md")[2]
    run("baseline", "other.md", "--update")
    assert json.loads((site / FILE).read_text("utf-8"))["findings"] == []


def test_a_page_that_cannot_be_read_keeps_its_entries_and_fails_the_command(run: Run, site: Path) -> None:
    before = (site / FILE).read_bytes()
    (site / "page.md").write_bytes(b"\xff\xfe\x00")
    code, out, _ = run("baseline", "--update")
    assert code == 2
    assert "error: page.md" in out
    assert (site / FILE).read_bytes() == before


def test_fixes_leave_known_findings_alone(run: Run, site: Path) -> None:
    (site / "page.md").write_text(LEGACY + "\nRest in order to heal.\n", "utf-8")
    run("check", "--baseline", FILE, "--fix")
    assert "Rest prior to lunch" in (site / "page.md").read_text("utf-8")
    assert "Rest to heal" in (site / "page.md").read_text("utf-8")
    assert found(run) == []


def test_the_samples_are_silent_under_their_own_baseline(run: Run, tmp_path: Path) -> None:
    for page in PAGES.iterdir():
        if not page.name.endswith(".yaml"):
            shutil.copy(page, tmp_path)
    run("baseline", ".")
    report = json.loads(run("check", "--baseline", FILE, "--format", "json")[1])
    left = [one for page in report["pages"] for one in page["findings"]]
    assert {one["rule"].partition("/")[0] for one in left} == {"safety", "claims", "required", "measure"}
    assert report["summary"]["suppressed"] > 200
    before = (tmp_path / FILE).read_bytes()
    run("baseline", "--update")
    run("baseline", "--force")
    assert (tmp_path / FILE).read_bytes() == before


# -- the file ----------------------------------------------------------------------------------


def test_the_file_reads_and_merges_well(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Our gel is completely safe.\n\nOur gel is completely safe.\n", "utf-8")
    run("baseline", ".", "--type", "condition")
    text = (tmp_path / FILE).read_text("utf-8")
    lines = text.splitlines()
    assert lines[:2] == ['{"schema": "carelint/baseline@1",', '"findings": [']
    assert lines[-1] == "]}"
    entries = [json.loads(line.rstrip(",")) for line in lines[2:-1]]
    assert entries == json.loads(text)["findings"]
    assert entries == sorted(entries, key=lambda entry: (entry["path"], entry["rule"]))
    (safe,) = [entry for entry in entries if entry["rule"] == "claims/absolute-safety"]
    assert safe["count"] == 2
    assert safe["text"] == "completely safe"
    assert not any("line" in entry for entry in entries)


BROKEN = [
    ("", "x.json: this is not JSON; make it anew"),
    ('{"schema": "carelint/baseline@1",\n"findings": [\n{"path": "a",}\n]}', "x.json:3: this is not JSON"),
    ("[" * 100_000, "x.json: this is not JSON"),
    ('{"findings": []}', "expected carelint/baseline@1, and it names no schema"),
    ('{"schema": "carelint/baseline@2", "findings": []}', "and it says 'carelint/baseline@2'"),
    ("[]", "it names no schema"),
    ('{"schema": "carelint/baseline@1", "findings": [{"path": 1}]}', "is no baseline: Expected `str`, got `int`"),
    ('{"schema": "carelint/baseline@1"}', "is no baseline"),
    ('{"schema": "carelint/baseline@1", "findings": [], "rules": "off"}', "is no baseline"),
    ('{"schema": "carelint/baseline@1", "findings": [{"path": "a", "rule": "b", "fingerprint": "c", "count": -1}]}', "count of -1"),
    ('{"schema": "carelint/baseline@1", "findings": [\n<<<<<<< HEAD\n]}', "x.json:2: a merge left its marks here"),
    ("\x1b[31m", "this is not JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "said"), BROKEN)
def test_a_file_that_is_no_baseline_is_said_before_any_page_is_read(run: Run, tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "page.md").write_text(LEGACY, "utf-8")
    (tmp_path / "x.json").write_text(content, "utf-8")
    for command in ("check", "baseline"):
        code, out, err = run(command, "--baseline", "x.json", *(["--update"] if command == "baseline" else []))
        assert (code, out) == (2, "")
        assert said in err
        assert err.count("\n") == 1
        assert "\x1b" not in err
    assert (tmp_path / "x.json").read_text("utf-8") == content


def test_force_replaces_a_broken_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(LEGACY, "utf-8")
    (tmp_path / FILE).write_text("<<<<<<< HEAD", "utf-8")
    assert run("baseline", "--force")[0] == 0
    assert found(run) == []


@pytest.mark.parametrize("name", [".", "missing.json"])
def test_a_baseline_that_is_no_file_is_said(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "page.md").write_text(LEGACY, "utf-8")
    code, _, err = run("check", "--baseline", name)
    assert (code, err.count("\n")) == (2, 1)


def test_paths_in_a_baseline_reach_nothing(run: Run, tmp_path: Path) -> None:
    entries = [Entry(path, "claims/hype", "0", "x") for path in ("/etc/passwd", "../../x", "a\0b", "", "\n::error::x")]
    (tmp_path / FILE).write_bytes(baseline.encoded(entries))
    (tmp_path / "page.md").write_text("# Knees\n", "utf-8")
    code, _, err = run("check", "--baseline", FILE)
    assert code == 0
    assert err.count("\n") == 1


TEXT = st.text(max_size=12)
ENTRIES = st.lists(st.builds(Entry, TEXT, TEXT, TEXT, TEXT, st.integers(1, 5)), max_size=8)


@settings(max_examples=200)
@given(ENTRIES)
def test_what_is_written_is_read_again(entries: list[Entry]) -> None:
    content = baseline.encoded(entries)
    assert content.count(b"\n") == len(entries) + 3
    assert sorted(baseline._entries(content, "x"), key=repr) == sorted(entries, key=repr)
    assert len(Baseline(entries, Path("x"))) == sum(entry.count for entry in entries)


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=60), st.recursive(st.text(max_size=5) | st.integers() | st.none(), st.lists).map(lambda x: json.dumps({"schema": "carelint/baseline@1", "findings": x}).encode())))  # fmt: skip
def test_any_content_is_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(InputError):
        baseline._entries(content, "x")
