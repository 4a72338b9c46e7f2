"""The GitHub Action and the GitLab component: their scripts, run as their services run them; no input is ever run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from linter import version
from linter.commands import init_files
from tests.hook_tools import BAD, GOOD, ROOT, Site
from tests.test_docs import blocks, help_of, rows

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step.get("id", "upload"): step for step in ACTION["runs"]["steps"]}
SPEC, PIPELINE = yaml.safe_load_all((ROOT / "templates" / "carelint.yml").read_text("utf-8"))
JOB = PIPELINE["carelint"]
INPUTS = SPEC["spec"]["inputs"]
HOSTILE = ["$(touch pwned)", "`touch pwned`", "; touch pwned #", '"; touch pwned; "', "' ; touch pwned ; '", "${IFS}x"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A repository with a good page, committed, and one that is bad and new; `carelint` is this checkout's."""
    if shutil.which("git") is None or shutil.which("bash") is None:
        pytest.skip("needs git and bash")
    site = Site(tmp_path / "site", tmp_path)
    site.write({"good.md": GOOD, "old.md": BAD})
    assert site.git("commit", "--quiet", "--message", "Old").returncode == 0
    (site.folder / "pages" / "new page.md").write_text(BAD.replace("cure for", "cure of"), "utf-8")
    command = tmp_path / "bin" / "carelint"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m linter "$@"\n', "utf-8")
    command.chmod(0o755)
    site.env |= {"PATH": f"{command.parent}{os.pathsep}{site.env['PATH']}", "RUNNER_TEMP": str(tmp_path)}
    site.env["CARELINT_CACHE"] = os.environ["CARELINT_CACHE"]
    site.env |= {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_ACTION_PATH": str(ROOT)}
    return site


def expression(text: str, inputs: dict[str, str], steps: dict[str, str]) -> str:
    """What GitHub makes of an expression in `env`, as far as the action uses them."""
    match = re.fullmatch(r"\$\{\{ (.*) \}\}", text)
    if match is None:
        return text
    for name in match[1].split(" || "):
        kind, _, key = name.partition(".")
        value = inputs[key] if kind == "inputs" else steps.get(name, "")
        if value:
            return value
    return ""


def act(site: Site, step: str = "lint", events: dict[str, str] | None = None, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action."""
    inputs = {name: spec["default"] for name, spec in ACTION["inputs"].items()}
    inputs |= {name.replace("_", "-"): value for name, value in given.items()}
    assert set(inputs) == set(ACTION["inputs"])
    known = {"steps.install.outputs.command": "carelint", "steps.python.outputs.python-path": sys.executable, **(events or {})}
    env = {key: expression(value, inputs, known) for key, value in STEPS[step]["env"].items()}
    site.env |= env
    return site.run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[step]["run"])


def job(site: Site, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the script of the component."""
    inputs = {name: spec["default"] for name, spec in INPUTS.items()}
    inputs |= {name.replace("_", "-"): value for name, value in given.items()}
    assert set(inputs) == set(INPUTS)
    for key, variable in JOB["variables"].items():
        if isinstance(variable, dict):
            site.env[key] = re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda match: inputs[match[1]], variable["value"])
    return site.run("sh", "-e", "-c", "\n".join(JOB["script"]))


# -- what they are -----------------------------------------------------------------------------


def test_no_input_is_put_into_the_text_of_a_script() -> None:
    for step in STEPS.values():
        assert "${{" not in step.get("run", "")
        assert step.get("shell", "bash") == "bash"
    for line in (*JOB["before_script"], *JOB["script"]):
        assert "$[[" not in line
    for key, variable in JOB["variables"].items():
        assert key == "GIT_DEPTH" or variable["expand"] is False


def test_every_input_is_used_and_described() -> None:
    text = json.dumps(ACTION["runs"])
    for name, spec in ACTION["inputs"].items():
        assert f"inputs.{name}" in text
        assert spec["description"]
        assert isinstance(spec["default"], str)
    for name, spec in INPUTS.items():
        assert f"inputs.{name} ]]" in json.dumps(PIPELINE)
        assert spec["description"]


def test_actions_are_pinned_to_a_commit_whose_release_is_named_and_the_same_everywhere() -> None:
    docs = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
    pins: dict[str, set[str]] = {}
    for text in ((ROOT / "action.yml").read_text("utf-8"), f"uses: {init_files.CHECKOUT}\nuses: {init_files.SETUP_PYTHON}\n"):
        for line in re.findall(r"(?m)^[^#`]*\buses: (.*)$", text):
            match = re.fullmatch(r"([\w/-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", line)
            assert match, line
            pins.setdefault(match[1], set()).add(match[2])
    for page in docs:
        for name, pin in re.findall(r"uses: ([\w/-]+)@([0-9a-f]{40} # v[\d.]+)", page.read_text("utf-8")):
            pins.setdefault(name, set()).add(pin)
    assert set(pins) == {"actions/checkout", "actions/setup-python", "github/codeql-action/upload-sarif"}
    assert all(len(found) == 1 for found in pins.values()), pins


def test_the_address_of_the_repository_is_the_same_everywhere() -> None:
    assert INPUTS["package"]["default"] == f"carelint @ git+{version.REPOSITORY}@v{version.VERSION}"
    for page in ("README.md", "docs/legacy-content.md", "docs/ci.md"):
        found = re.findall(r"https://git\.example\.org/[\w-]+", (ROOT / page).read_text("utf-8"))
        assert set(found) == {version.REPOSITORY}, page


# -- the action --------------------------------------------------------------------------------


def test_the_action_notes_findings_and_fails(site: Site) -> None:
    said = act(site, paths="pages\n")
    assert said.returncode == 1, said.stdout
    assert "::error file=pages/old.md" in said.stdout
    assert "::error file=pages/new page.md" in said.stdout
    said = act(site, paths="pages/good.md", profile="uk-nhs", fail_on="error")
    assert said.returncode == 0, said.stdout
    said = act(site, paths="pages/old.md\npages/good.md", args="--exit-zero\n--select\nclaims\n")
    assert said.returncode == 0, said.stdout
    assert "2 errors, 0 warnings, 0 notices on 2 pages" in said.stdout


def test_the_action_takes_a_mistake_in_an_input_for_one(site: Site) -> None:
    assert act(site, paths="nowhere").returncode == 2
    assert act(site, fail_on="warnings").returncode == 2
    assert act(site, profile="nhs").returncode == 2


def test_changed_only_compares_with_what_input_or_event_names(site: Site) -> None:
    events = ["github.event.pull_request.base.sha", "github.event.merge_group.base_sha", "github.event.before"]
    assert all(f" || {event}" in STEPS["lint"]["env"]["CARELINT_BASE"] for event in events)
    before = site.git("rev-parse", "HEAD").stdout.strip()
    for said in (
        act(site, changed_only="true", events={events[0]: before, events[2]: "0" * 40}),
        act(site, changed_only="true", base="HEAD", events={events[2]: "0" * 40}),
    ):
        assert said.returncode == 1, said.stdout
        assert "pages/new page.md" in said.stdout
        assert "pages/old.md" not in said.stdout


def test_changed_only_without_anything_to_compare_with_lints_all(site: Site) -> None:
    for before in ("", "0" * 40):
        said = act(site, changed_only="true", events={"github.event.before": before})
        assert "nothing to compare with" in said.stdout
        assert "pages/old.md" in said.stdout


def test_the_action_writes_a_sarif_file_to_upload(site: Site, tmp_path: Path) -> None:
    said = act(site, paths="pages/old.md", sarif="true")
    assert said.returncode == 1, said.stdout
    outputs = (tmp_path / "output").read_text("utf-8").strip()
    name, _, file = outputs.partition("=")
    assert name == "sarif-file"
    assert "::error file=pages/old.md" in said.stdout
    report = json.loads(Path(file).read_text("utf-8"))
    assert report["version"] == "2.1.0"
    assert STEPS["upload"]["with"]["sarif_file"] == "${{ steps.lint.outputs.sarif-file }}"
    assert "steps.lint.outputs.sarif-file" in STEPS["upload"]["if"]
    (tmp_path / "output").unlink()
    assert act(site, paths="nowhere", sarif="true").returncode == 2


def test_what_is_given_to_the_action_or_component_is_never_run(site: Site) -> None:
    lines, text = "\n".join(HOSTILE), "".join(HOSTILE)
    for run in (act, job):
        said = run(site, paths=lines, changed_only=text)
        assert said.returncode == 2, said.stdout
        told = said.stdout if run is act else json.dumps(report(site))
        assert told.count("there is no such file") >= len(HOSTILE), told  # each has come as a path
        said = run(site, paths="pages/good.md", profile=text)
        assert (said.returncode, "no profile is called" in said.stdout) == (2, True), said.stdout
        assert run(site, args=lines, fail_on=text).returncode == 2
    assert act(site, base=text, changed_only="true", sarif="true").returncode == 2
    assert not list(site.folder.rglob("pwned*"))


@pytest.mark.integration
def test_the_action_installs_carelint_from_its_own_checkout(site: Site, tmp_path: Path) -> None:
    # Neither a package of that name in the repository that is linted, nor one of pip's, may stand in.
    for name in ("linter", "pip"):
        (site.folder / name).mkdir()
        (site.folder / name / "__init__.py").write_text("raise SystemExit('the wrong one')\n", "utf-8")
        (site.folder / name / "__main__.py").write_text("raise SystemExit('the wrong one')\n", "utf-8")
    said = act(site, "install")
    assert said.returncode == 0, said.stdout
    command = (tmp_path / "output").read_text("utf-8").strip().removeprefix("command=")
    assert Path(command).is_relative_to(tmp_path)
    said = act(site, events={"steps.install.outputs.command": command}, paths="pages")
    assert said.returncode == 1, said.stdout
    assert "::error file=pages/old.md" in said.stdout


# -- the component -----------------------------------------------------------------------------


def report(site: Site) -> list[dict[str, Any]]:
    file = JOB["artifacts"]["reports"]["codequality"]
    found: list[dict[str, Any]] = json.loads((site.folder / file).read_text("utf-8"))
    return found


def test_the_component_writes_a_report_for_the_merge_request_and_fails(site: Site) -> None:
    said = job(site, paths="pages")
    assert said.returncode == 1, said.stdout
    assert {"pages/old.md", "pages/new page.md"} <= {one["location"]["path"] for one in report(site)}
    assert JOB["artifacts"]["when"] == "always"
    assert job(site, paths="pages/good.md", args="--select=claims\n", profile="uk-nhs").returncode == 0
    assert report(site) == []


def test_the_component_looks_only_at_what_a_merge_request_changed_where_that_is_asked_for(site: Site) -> None:
    site.env["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = site.git("rev-parse", "HEAD").stdout.strip()
    assert job(site, changed_only="true").returncode == 1
    assert {one["location"]["path"] for one in report(site)} == {"pages/new page.md"}
    assert job(site).returncode == 1
    assert "pages/old.md" in {one["location"]["path"] for one in report(site)}


# -- docs --------------------------------------------------------------------------------------


def test_the_docs_say_what_the_action_and_the_component_take() -> None:
    described = rows("docs/ci.md")
    assert set(described) == set(ACTION["inputs"])
    for name, (default, _) in described.items():
        assert default.strip("`") == ACTION["inputs"][name]["default"] or (
            ACTION["inputs"][name]["default"] == "" and "`" not in default
        )
    assert set(INPUTS) - set(ACTION["inputs"]) == {"stage", "image", "package"}
    assert set(ACTION["inputs"]) - set(INPUTS) == {"base", "sarif"}


def test_the_lines_to_paste_are_yaml_with_inputs_that_exist_and_those_that_init_writes() -> None:
    shown = [yaml.safe_load(block) for block in blocks("docs/ci.md", "yaml")]
    text = json.dumps(shown)
    used = [step for step in find(shown, "uses") if "OWNER/carelint@" in step["uses"]]
    assert len(used) == 3
    assert all(set(step["with"]) <= set(ACTION["inputs"]) for step in used)
    assert all(set(one["inputs"]) <= set(INPUTS) for one in find(shown, "component"))
    made = init_files.Chosen(
        content="content",
        folder=".",
        profile="us-default",
        locale="",
        source=init_files.Source(version.REPOSITORY, f"v{version.VERSION}", "address"),
    )
    assert yaml.safe_load(init_files.gitlab(made)) in shown
    steps = yaml.safe_load(init_files.github(made))["jobs"]["carelint"]["steps"]
    assert all(json.dumps(step["run"]) in text for step in steps if "run" in step)
    assert yaml.safe_load(init_files.hooks(made))["repos"] in [block["repos"] for block in find(shown, "repos")]


def find(data: Any, key: str) -> list[dict[str, Any]]:
    """Every mapping that has a key."""
    if isinstance(data, list):
        return [found for part in data for found in find(part, key)]
    if not isinstance(data, dict):
        return []
    return [*([data] if key in data else []), *find(list(data.values()), key)]


def test_what_init_finds_out_by_itself_can_be_said_with_an_option_that_exists() -> None:
    said = (ROOT / "docs" / "setting-up.md").read_text("utf-8")
    for option in set(re.findall(r"--[a-z-]+", help_of("init"))) - {"--help", "--no"}:
        assert f"`{option}" in said, option
