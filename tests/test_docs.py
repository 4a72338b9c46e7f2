"""README and docs say what is: links lead somewhere, options and keys exist and none is left out, every example works."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
import yaml

from linter import Linter, checks, config, examples, guards, rulefile
from linter.cli import main
from linter.findings import Finding, Standard
from linter.run.output import REPORT_FORMATS
from linter.search.hits import TAGS
from tools import draw_text_report

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "docs" / "examples"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TODAY = date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", text_of(name))


def rows(name: str) -> dict[str, list[str]]:
    """Cells of the tables of a page, by the code in their first cell; the same key twice keeps the first."""
    found: dict[str, list[str]] = {}
    for line in text_of(name).splitlines():
        if match := re.match(r"\| `([^`]+)` \| (.*) \|$", line):
            found.setdefault(match[1], match[2].split(" | "))
    return found


def names(model: type) -> list[str]:
    return [field.encode_name for field in msgspec.structs.fields(model) if not field.encode_name.startswith("_")]


def on_page(text: str, tmp_path: Path, settings: str = "", name: str = "page.md") -> tuple[Finding, ...]:
    (tmp_path / "carelint.toml").write_text(settings, "utf-8")
    engine = Linter(config=config.read(tmp_path / "carelint.toml"), today=TODAY)
    return engine.check_text(text, path=name, fragment=True).findings


# -- links, commands, options ------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_resolve(page: Path) -> None:
    prose = re.sub(r"(?ms)^```.*?^```$", "", page.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name}: {target}"
        if anchor:
            headings = re.findall(r"(?m)^#+ (.+)$", file.read_text("utf-8"))
            slugs = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
            assert anchor in slugs, f"{page.name}: {target}"


def commands() -> list[tuple[str, str, str]]:
    """Every `carelint …` that a page shows, as page, command and the rest of the line."""
    found: list[tuple[str, str, str]] = []
    for page in PAGES:
        text = page.read_text("utf-8")
        shown = re.findall(r"`([^`\n]+)`", text)
        for block in re.findall(r"(?ms)^```(?:sh|text|yaml)\n(.*?)^```$", text):
            shown += re.split(r"\n|&&", block)
        matches = (re.search(r"(?:^|[ /])carelint ([a-z]+)(.*)", line.partition("#")[0]) for line in shown)
        found += [(page.name, match[1], match[2]) for match in matches if match]
    return found


def help_of(*words: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "linter", *words, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return run.stdout


def test_commands_and_options_that_are_shown_exist() -> None:
    found = commands()
    assert len(found) > 8
    known = help_of()
    pages = {
        command: help_of(command) for command in {command for _, command, _ in found} if re.search(rf"\b{command}\b", known)
    }
    for page, command, rest in found:
        assert command in pages, f"{page}: carelint {command}"
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in pages[command], f"{page}: carelint {command} {option}"


def test_options_named_in_running_text_exist() -> None:
    ours = {
        option
        for command in (
            "check",
            "rules",
            "explain",
            "grade",
            "terms",
            "audit",
            "completion",
            "lsp",
            "baseline",
            "init",
            "corpus",
        )
        for option in re.findall(r"--[a-z-]+", help_of(command))
    }
    for page in (*(ROOT / "docs").glob("*.md"), ROOT / "README.md"):
        prose = re.sub(r"(?ms)^```.*?^```$", "", page.read_text("utf-8"))
        for option in re.findall(r"`(--[a-z][a-z-]+)", prose):
            assert option in ours, f"{page.name}: {option}"


# -- README ------------------------------------------------------------------------------------


def test_the_first_commands_of_the_readme_install_and_test() -> None:
    first, second = blocks("README.md", "sh")[:2]
    assert 'pip install ".[syntax]"' in first
    assert first.count("\n") == 1
    assert "carelint check fixtures/pages" in first
    assert "pytest" in second


def test_the_picture_of_the_text_report_is_what_carelint_prints() -> None:
    """To take over a change that is meant: `python -m tools.draw_text_report`."""
    assert draw_text_report.PICTURE.read_text("utf-8") == draw_text_report.picture(draw_text_report.report())


def test_the_picture_holds_every_word_of_the_report_and_its_colours() -> None:
    report = draw_text_report.report()
    picture = draw_text_report.picture(report)
    drawn = " ".join(element.text or "" for element in ElementTree.fromstring(picture).iter(f"{SVG}text"))
    assert drawn.split() == re.sub(r"\x1b\[[\d;]*m", "", report).split()
    assert "&lt;" in draw_text_report.picture("<script>")
    assert draw_text_report.COLORS["31;1"] in picture


# -- guides ------------------------------------------------------------------------------------

GUIDES = ("for-writers", "for-editors", "for-reviewers", "for-engineers")
COMMANDS = {guide: [block for block in blocks(f"docs/{guide}.md", "text") if block.startswith("$ ")] for guide in GUIDES}


@pytest.mark.parametrize(
    ("guide", "number"), [(guide, number) for guide, shown in COMMANDS.items() for number in range(len(shown))]
)
def test_what_a_command_of_a_guide_prints_is_what_it_shows(
    guide: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "sore-throat.md").write_bytes((ROOT / "docs" / "sore-throat.md").read_bytes())
    for name, page in re.findall(r"(?ms)Save this as `([\w-]+\.md)`:\n\n```markdown\n(.*?)^```$", text_of(f"docs/{guide}.md")):
        (tmp_path / name).write_text(page, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    command, _, shown = COMMANDS[guide][number].partition("\n")
    arguments = command.removeprefix("$ carelint ").split()
    dated = ["--today", TODAY.isoformat()] if arguments[0] == "check" else []
    main([*arguments, *dated])
    printed = capsys.readouterr()
    assert (printed.out + printed.err).rstrip("\n") == shown.rstrip("\n")


def test_every_guide_shows_real_commands() -> None:
    assert {guide for guide, shown in COMMANDS.items() if shown} >= {"for-writers", "for-editors", "for-engineers"}
    assert all("carelint " in text_of(f"docs/{guide}.md") for guide in GUIDES)


def test_the_python_of_the_guide_for_engineers_runs(capsys: pytest.CaptureFixture[str]) -> None:
    exec(blocks("docs/for-engineers.md", "python")[0], {})
    said = capsys.readouterr().out
    assert "claims/cure" in said
    assert "['embolism']" in said


def test_the_finding_in_the_guide_for_engineers_is_a_real_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    shown = json.loads(blocks("docs/for-engineers.md", "json")[0])
    main(["check", "docs/sore-throat.md", "--format", "json", "--today", TODAY.isoformat()])
    findings = json.loads(capsys.readouterr().out)["pages"][0]["findings"]
    assert any(shown.items() <= {key: value for key, value in one.items() if key in shown}.items() for one in findings)


def test_the_rule_in_the_guide_for_reviewers_is_one_and_its_examples_hold(tmp_path: Path) -> None:
    (tmp_path / "our-rules" / "house").mkdir(parents=True)
    (tmp_path / "our-rules" / "house" / "clinic-name.yaml").write_text(blocks("docs/for-reviewers.md", "yaml")[0], "utf-8")
    (tmp_path / "carelint.toml").write_text('rules = ["our-rules"]\n', "utf-8")
    engine = Linter(config=config.read(tmp_path / "carelint.toml"))
    assert list(examples.problems([engine.rulebook.rules["house/clinic-name"]], engine.config)) == []


def test_the_profiles_in_the_guide_for_reviewers_are_all_there_are() -> None:
    assert set(rows("docs/for-reviewers.md")) == set(Linter().rulebook.profiles)


# -- configuration -----------------------------------------------------------------------------

TOML = [
    pytest.param(block, id=f"{name}-{number}")
    for name in (
        "docs/configuration.md",
        "docs/for-editors.md",
        "docs/for-reviewers.md",
        "docs/suppressions.md",
        "docs/writing-rules.md",
        "docs/fixes.md",
        "docs/legacy-content.md",
    )
    for number, block in enumerate(blocks(name, "toml"), 1)
]


@pytest.mark.parametrize("block", TOML)
def test_a_configuration_that_is_shown_can_be_read(block: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "our-rules").mkdir(parents=True)
    (site / "our-terms.tsv").write_bytes((EXAMPLES / "our-terms.tsv").read_bytes())
    (tmp_path / "house.toml").write_text('vocabulary = ["MyChart"]\n', "utf-8")
    (site / "carelint.toml").write_text(block, "utf-8")
    Linter(config=config.read(site / "carelint.toml")).choices()


@pytest.mark.parametrize("model", [config.Settings, config.Override, config.Approval])
def test_every_setting_is_described(model: type) -> None:
    missing = set(names(model)) - set(rows("docs/configuration.md"))
    assert not missing


def test_no_setting_is_described_that_does_not_exist() -> None:
    known = {*names(config.Settings), *names(config.Override), *names(config.Approval)}
    assert set(rows("docs/configuration.md")) <= known


def test_defaults_and_examples_of_settings_are_right(tmp_path: Path) -> None:
    (tmp_path / "our-rules").mkdir()
    (tmp_path / "carelint.toml").write_text("", "utf-8")
    (tmp_path / "house.toml").write_text("", "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "our-rules").mkdir()
    (tmp_path / "site" / "our-terms.tsv").write_bytes((EXAMPLES / "our-terms.tsv").read_bytes())
    default = msgspec.to_builtins(config.read(tmp_path / "carelint.toml"), enc_hook=str)
    for key in names(config.Settings):
        stated, example, _ = rows("docs/configuration.md")[key]
        value = default[key]
        if match := re.fullmatch(r"`(.*)`", stated):
            file = tmp_path / "stated.toml"
            file.write_text(f"{key} = {match[1]}\n", "utf-8")
            assert msgspec.to_builtins(config.read(file), enc_hook=str)[key] == value, key
        else:
            assert not value, f"{key} has the default {value!r}"
        if match := re.fullmatch(r"`(.*)`", example):
            file = tmp_path / "site" / "carelint.toml"
            file.write_text(f"{key} = {match[1]}\n", "utf-8")
            Linter(config=config.read(file)).choices()


def test_every_profile_and_front_matter_key_is_named() -> None:
    from linter.frontmatter import Facts

    said = text_of("docs/configuration.md")
    for name in Linter().rulebook.profiles:
        assert f"`{name}`" in said
    for fact in Facts.__struct_fields__:
        assert fact == "raw" or f"`{fact.replace('_', '-')}`" in said


# -- terms -------------------------------------------------------------------------------------


def test_the_list_of_terms_that_is_shown_is_a_real_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    command, _, shown = blocks("docs/terms.md", "text")[0].partition("\n")
    assert main(command.removeprefix("$ carelint ").split()) == 0
    assert capsys.readouterr().out == shown


def test_the_table_of_terms_in_the_docs_is_the_file_and_works() -> None:
    assert blocks("docs/writing-rules.md", "tsv") == [(EXAMPLES / "our-terms.tsv").read_text("utf-8")]
    found = Linter.from_config(EXAMPLES).find_terms("An embolism was seen. We used Osei clips.")
    assert [(term.text, term.plain) for term in found] == [
        ("embolism", "clot that has moved"),
        ("Osei clips", "small metal clip"),
    ]
    assert set(Linter().rulebook.lexicon.table("terms").columns) <= set(rows("docs/writing-rules.md"))


def test_what_is_said_of_house_words_holds(tmp_path: Path) -> None:
    (tmp_path / "our-terms.tsv").write_bytes((EXAMPLES / "our-terms.tsv").read_bytes())
    settings = next(block for block in blocks("docs/configuration.md", "toml") if "our-terms.tsv" in block)
    flagged = [
        (one.rule, one.text, one.suggestion) for one in on_page("An embolism was seen. OSEI CLIPS hold it.", tmp_path, settings)
    ]
    assert ("jargon/undefined-term", "embolism", "clot that has moved (embolism)") in flagged
    assert not any("OSEI" in text for _, text, _ in flagged)


def test_explanations_that_are_shown_count() -> None:
    for said in (
        "You have an embolism (a blocked blood vessel).",
        "You have a blocked blood vessel (embolism).",
        "Stenosis means that a tube is too narrow.",
        "Stenosis is a tube that is too narrow.",
        "A tube can be too narrow. This is called stenosis.",
        "Edema, or swelling, is worse at night.",
        "## What is an aneurysm?\n\nA weak spot bulges.",
        "## Words to know\n\n- Stenosis: a tube that is too narrow",
    ):
        assert Linter().find_terms(said)[0].defined, said


# -- outputs -----------------------------------------------------------------------------------


def test_every_format_is_in_the_table_with_what_it_is_for_and_how_it_was_checked() -> None:
    described = rows("docs/outputs.md")
    assert set(REPORT_FORMATS) <= set(described)
    assert all(len(described[name]) == 2 and all(described[name]) for name in REPORT_FORMATS)


def test_the_workflows_that_are_shown_are_yaml_and_read_what_carelint_writes() -> None:
    shown = blocks("docs/outputs.md", "yaml")
    assert all(yaml.safe_load(block) for block in shown)
    for block in (*shown, *blocks("docs/outputs.md", "groovy")):
        for file in re.findall(r"--output (\S+?)[ '\n]", block):
            assert block.count(file) == 2, file


# -- suppressions ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["page.md", "page.html", "page.txt"])
def test_the_suppressions_that_are_shown_keep_findings_back(name: str, tmp_path: Path) -> None:
    pages = blocks("docs/suppressions.md", "markdown")
    assert len(pages) == 2
    for page in pages:
        kept = on_page(page, tmp_path, name=name)
        assert not kept, [(one.rule, one.text) for one in kept]
        bare = {one.rule for one in on_page(re.sub(r"<!--.*?-->", "", page), tmp_path, name=name)}
        assert bare & set(re.findall(r"carelint-disable(?:-next-line)? (\S+):", page))


def test_the_approval_that_is_shown_keeps_a_protected_finding_back(tmp_path: Path) -> None:
    settings = blocks("docs/suppressions.md", "toml")[0].replace("hepatitis-c.md", "page.md")
    page = "The herb cured hepatitis C for good."
    assert "claims/cure" in {one.rule for one in on_page(page, tmp_path)}
    assert "claims/cure" not in {one.rule for one in on_page(page, tmp_path, settings)}


def test_the_protected_rules_are_those_of_the_policy() -> None:
    section = text_of("docs/suppressions.md").partition("## Protected rules")[2].partition("##")[0]
    for entry in Linter().rulebook.policy.protected:
        assert f"`{entry.rule}`" in section, entry.rule


# -- rules -------------------------------------------------------------------------------------


def test_the_example_rule_in_the_docs_is_the_file() -> None:
    assert (EXAMPLES / "our-rules" / "house" / "clinic-name.yaml").read_text("utf-8") in blocks("docs/writing-rules.md", "yaml")


def test_the_example_configuration_and_rules_work() -> None:
    report = Linter.from_config(EXAMPLES).check_file(EXAMPLES / "welcome.md")
    found = {(one.rule, one.severity.value, one.text) for one in report.findings}
    assert ("house/clinic-name", "error", "Elm Street Surgery") in found
    assert ("house/always-open", "warning", "any time") in found


def test_the_examples_of_a_teams_rules_are_run_and_can_fail(tmp_path: Path) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "linter", "rules", "--test"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )

    for file in EXAMPLES.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            target = tmp_path / file.relative_to(EXAMPLES)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    passing = run()
    assert (passing.returncode, passing.stdout) == (0, "2 rules, 11 examples: all hold\n")
    rule = tmp_path / "our-rules" / "house" / "clinic-name.yaml"
    rule.write_text(rule.read_text("utf-8").replace("Come to Elm Street Health Centre", "Come to Elm Street Surgery"), "utf-8")
    failing = run()
    assert failing.returncode == 1
    assert "clinic-name.yaml: good example" in failing.stdout


def test_every_key_of_a_rule_file_is_described() -> None:
    said = text_of("docs/writing-rules.md")
    described = set(rows("docs/writing-rules.md"))
    assert set(names(rulefile.Rule)) - {"file", "params"} <= described
    assert set(guards.GUARDS) <= described
    for model in (rulefile.Near, rulefile.Words, rulefile.Condition, rulefile.Example, Standard):
        for key in names(model):
            assert f"`{key}`" in said or f"`{key}:" in said, f"{model.__name__}: {key}"


def test_every_check_with_its_keys_is_described() -> None:
    described = rows("docs/writing-rules.md")
    for check in checks.names():
        keys = set(re.findall(r"`([a-z-]+)`", described[check][1]))
        assert keys == set(names(checks.load(check).Params)), check


def test_every_set_of_words_is_named() -> None:
    said = text_of("docs/writing-rules.md")
    lexicon = Linter().rulebook.lexicon
    for name in (*lexicon.sets, *TAGS):
        assert f"`<{name}>`" in said, name


def test_the_mistake_that_is_shown_reads_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    family = tmp_path / "our-rules" / "house"
    family.mkdir(parents=True)
    rule = (EXAMPLES / "our-rules" / "house" / "clinic-name.yaml").read_text("utf-8")
    (family / "clinic-name.yaml").write_text(rule.replace("[quotation]", "[quotations]"), "utf-8")
    (tmp_path / "carelint.toml").write_text('rules = ["our-rules"]\n', "utf-8")
    (tmp_path / "page.md").write_text("Drink water.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "page.md"]) == 2
    assert capsys.readouterr().err == blocks("docs/writing-rules.md", "text")[0]
