"""Kinds of check that installed packages provide: found where a rule names them, kept apart in caches, and named where they fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from importlib import invalidate_caches
from pathlib import Path

import pytest

from linter import InputError, cache, checks, config, plugins, rulefile
from linter.cache import cached_rulebook
from linter.cli import main
from linter.rulebook import Rulebook
from linter.store import digests
from tests.rule_tools import reading, shipped
from tests.test_docs import ROOT, blocks

DOCS = "docs/plugins.md"
MODULE, PYPROJECT, SCHEMA = blocks(DOCS, "python")[0], blocks(DOCS, "toml")[0], blocks(DOCS, "json")[0]
RULE = next(block for block in blocks(DOCS, "yaml") if block.startswith("id: "))
PAGE = "# Knees\n\nRest the the knee.\n\nAsk your nurse.\n"
CHECK = "check: repeated-word"


def install(
    site: Path, package: str = "clinic-checks", version: str = "1.0.0", kinds: dict[str, str] | None = None, **modules: str
) -> None:
    """Put a package into a folder, as pip does: its modules, and what it says of itself."""
    kinds = kinds or tomllib.loads(PYPROJECT)["project"]["entry-points"]["carelint.checks"]
    folder = site / package.replace("-", "_")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "__init__.py").write_text("", "utf-8")
    for name, text in (modules or {"repeated_word": MODULE}).items():
        (folder / f"{name}.py").write_text(textwrap.dedent(text), "utf-8")
    about = site / f"{folder.name}-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n", "utf-8")
    points = "".join(f"{name} = {module}\n" for name, module in kinds.items())
    (about / "entry_points.txt").write_text(f"[carelint.checks]\n{points}", "utf-8")


def forget() -> None:
    """As a new process would."""
    for known in (plugins.provided, plugins.load, checks.load, config.discover):
        known.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] in ("clinic_checks", "other_checks")]:
        del sys.modules[name]
    invalidate_caches()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that packages are looked for in, beside a team's folder that names the rule of the docs, which is the working one."""
    team = tmp_path / "team"
    (team / "our-rules" / "house").mkdir(parents=True)
    (team / "our-rules" / "house" / "repeated-word.yaml").write_text(RULE, "utf-8")
    (team / "carelint.toml").write_text('rules = ["our-rules"]\nsyntax = "off"\n', "utf-8")
    (team / "page.md").write_text(PAGE, "utf-8")
    monkeypatch.chdir(team)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # a module that changes twice in a second is read anew
    (tmp_path / "site").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    forget()
    yield tmp_path / "site"
    forget()


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def carelint(site: Path) -> Run:
    """The command line in a process of its own, where the packages of that folder are installed."""

    def run(*words: str, code: str = "") -> subprocess.CompletedProcess[str]:
        start = ["-c", code] if code else ["-m", "linter", *words]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(site))), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run([sys.executable, *start], env=environment, capture_output=True, encoding="utf-8", timeout=100)

    return run


def mistake(rule: str = RULE) -> InputError:
    with pytest.raises(InputError) as caught:
        rulefile.read(rule, "our-rules/house/repeated-word.yaml", "house/repeated-word", shipped().lexicon)
    return caught.value


def found() -> list[str]:
    """Texts that the rule flags on the page, by the command line with its caches."""
    report = Path("report.json")
    main(["check", "page.md", "--format", "json", "--output", str(report)])
    said = json.loads(report.read_text("utf-8"))
    return [one["text"] for page in said["pages"] for one in page["findings"] if one["rule"] == "house/repeated-word"]


# -- the example of the docs -----------------------------------------------------------------------


def test_the_example_of_the_docs_works_in_every_command(site: Path, carelint: Run) -> None:
    install(site)
    assert carelint("rules", "--test").stdout == "1 rules, 4 examples: all hold\n"
    assert "house/repeated-word" in carelint("rules").stdout
    explained = carelint("explain", "house/repeated-word").stdout
    assert "A word that stands twice" in explained
    assert "least" in explained
    for number in range(20):
        Path(f"page{number}.md").write_text(f"{PAGE}\nPage {number}.\n", "utf-8")
    for words in (("--jobs", "2"), ()):
        ran = carelint("check", *words)
        assert ran.stdout.count("‘the the’ has the word ‘the’ twice. Take one away.") == 21, words
        assert (ran.returncode, ran.stderr) == (0, "")
    assert carelint("check", "page.md", "--fix", "--unsafe-fixes").returncode == 0
    assert "Rest the knee." in Path("page.md").read_text("utf-8")


def test_a_key_of_a_plugin_is_tuned_like_any_other(site: Path) -> None:
    install(site)
    with Path("carelint.toml").open("a", encoding="utf-8") as file:
        file.write('[options]\n"house/repeated-word" = {least = 4}\n')
    assert found() == []


@pytest.mark.integration  # a corpus in processes of its own
def test_a_corpus_is_linted_with_a_plugin_and_a_page_it_fails_on_is_set_aside(site: Path, carelint: Run) -> None:
    install(
        site,
        repeated_word=MODULE.replace("    page = reading.page\n", "    page = reading.page\n    1 / ('nurse' in page.text)\n"),
    )
    Path("pages.jsonl").write_text(
        '{"id": "a", "text": "Rest the the knee, nurse."}\n{"id": "b", "text": "Rest the the knee."}\n'
    )
    ran = carelint("corpus", "pages.jsonl", "--out", "linted", "--config", "carelint.toml")
    assert "Traceback" not in ran.stderr
    read = "import pyarrow.dataset as d; print([d.dataset('linted/' + n).to_table().to_pylist() for n in ('findings', 'rejected')])"
    rows = carelint(code=read).stdout
    assert "'rule': 'house/repeated-word'" in rows
    assert "the check ‘repeated-word’ of the package clinic-checks 1.0.0 failed on this page" in rows


def test_an_editor_has_a_plugins_findings_and_its_mistakes(site: Path) -> None:
    from linter.lsp.configuration import Linters
    from linter.lsp.documents import Document
    from linter.options import Options
    from tests.test_lsp_linting import TextDocumentItem, opened

    install(site)
    document: Document | None = opened(TextDocumentItem(Path("page.md").absolute().as_uri(), "markdown", 1, PAGE), "utf-16")
    assert document is not None
    linters = Linters(Options())
    linter = linters.of(document)
    assert linter is not None, [problem.said for problem in linters.problems]
    assert "house/repeated-word" in {one.rule for one in linter.check_text(PAGE, "page.md").findings}
    rule = Path("our-rules/house/repeated-word.yaml")
    rule.write_text(RULE.replace(CHECK, "check: repeated-words"), "utf-8")
    linters = Linters(Options())
    assert linters.of(document) is None
    (problem,) = linters.problems
    assert (problem.file, problem.line) == (rule.absolute(), 4)


def test_the_schema_of_the_docs_takes_rules_of_both_kinds() -> None:
    import jsonschema
    import yaml
    from referencing import Registry, Resource

    shipped = json.loads((ROOT / "schemas/rule.schema.json").read_text("utf-8"))
    registry = Registry().with_resource("rule.schema.json", Resource.from_contents(shipped))  # type: ignore[var-annotated]
    validator = jsonschema.Draft7Validator(json.loads(SCHEMA), registry=registry)
    rule = yaml.safe_load(RULE)
    assert validator.is_valid(rule)
    assert not validator.is_valid({**rule, "may-repeat": "had"})
    assert not validator.is_valid({**rule, "check": "phrase"})
    own = yaml.safe_load((ROOT / "docs/examples/our-rules/house/clinic-name.yaml").read_text("utf-8"))
    assert validator.is_valid(own)


# -- when they are looked for ----------------------------------------------------------------------


def test_packages_are_looked_for_only_where_a_rule_names_a_kind_that_does_not_ship(site: Path, carelint: Run) -> None:
    install(site)
    code = "import sys; from linter.cli import main; main({}); print(*sys.modules, file=sys.stderr)"
    asked = "['check', 'page.md']", "['check', 'page.md']", "['rules']", "['explain', 'claims/cure']"
    rule = Path("our-rules/house/repeated-word.yaml")
    Path("page.md").write_text(f"{PAGE}\nA page that no report is kept of.\n", "utf-8")
    ran = carelint(code=code.format(asked[0]))
    assert {"importlib.metadata", "clinic_checks.repeated_word"} < set(ran.stderr.split())
    rule.write_text(
        RULE.replace(CHECK, "check: phrase # words").replace("may-repeat", "phrases").replace("{word}", "it"), "utf-8"
    )
    for words in asked:  # with rules of one's own, cold and warm
        ran = carelint(code=code.format(words))
        assert "linter.cli" in ran.stderr
        assert not {"importlib.metadata", "clinic_checks"} & set(ran.stderr.split()), words
    Path("carelint.toml").write_text('syntax = "off"\n', "utf-8")
    for words in asked:
        ran = carelint(code=code.format(words))
        assert not {"importlib.metadata", "linter.plugins"} & set(ran.stderr.split()), words


@pytest.mark.parametrize(
    "line", ["check: 'phrase'", '"check": phrase', "check : phrase", "check: phrase # words", "check: phrase\r"]
)
def test_a_kind_that_ships_is_known_however_the_rule_is_written(line: str, tmp_path: Path) -> None:
    file = tmp_path / "rule.yaml"
    file.write_text(RULE.replace(CHECK, line), "utf-8", newline="")
    assert not digests._name_other_checks([("rules/house/rule.yaml", str(file))], keep=False)


@pytest.mark.parametrize("line", [CHECK, "'check': >-\n  repeated-word", "check: &a repeated-word", "? check\n: repeated-word"])
def test_a_kind_that_does_not_ship_is_seen_however_the_rule_is_written(line: str, tmp_path: Path) -> None:
    file = tmp_path / "rule.yaml"
    file.write_text(RULE.replace(CHECK, line), "utf-8")
    assert digests._name_other_checks([("rules/house/rule.yaml", str(file))], keep=False)


# -- what is wrong with a package --------------------------------------------------------------------


def test_a_kind_that_nobody_provides_is_said_as_the_docs_say(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "page.md"]) == 2
    assert capsys.readouterr().err == blocks(DOCS, "text")[0]


def test_a_misspelt_kind_is_told_the_name_of_one_that_is_installed(site: Path) -> None:
    install(site)
    problem = mistake(RULE.replace(CHECK, "check: repeated-words"))
    assert (
        str(problem)
        == "our-rules/house/repeated-word.yaml:4: no check is called ‘repeated-words’; did you mean ‘repeated-word’?"
    )


PARAMS = """
    from linter.checks import Candidate
    from linter.model import Model
    from linter.search.hits import Scan

    class Params(Model, frozen=True, kw_only=True):
        may_repeat: tuple[str, ...] = ()

    def check(rule, params, reading):
        yield from ()
"""


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("import no_such_module", "cannot be imported: ModuleNotFoundError: No module named 'no_such_module'"),
        ("def check(:", "cannot be imported: SyntaxError"),
        ("\nraise SystemExit(3)", "cannot be imported: SystemExit: 3 (repeated_word.py, line 2)"),
        ("def check(rule, params, reading): ...", "has no `Params`"),
        (PARAMS.replace("def check", "def chekc"), "has no `check`"),
        ("class Params: ...\ndef check(rule, params, reading): ...", "has `Params` that are no msgspec.Struct"),
        (PARAMS.replace("tuple[str, ...] = ()", "'Nothing' = ()"), "has `Params` that cannot be read: NameError"),
        (PARAMS.replace("(Model, ", "(Model, rename={'may_repeat': 'unless'}, "), "reads ‘unless’, a key that every rule has"),
        (PARAMS + "\n    FIELDS = 'word'", "has `FIELDS` that are no tuple of names"),
        (PARAMS + "\n    def fields(params): return params['word']", "failed in `fields`: TypeError"),
        (PARAMS + "\n    def is_empty(params): return params.mya_repeat", "failed in `is_empty`: AttributeError"),
        (PARAMS + "\n    def scans(params, lexicon): return [params]", "failed in `scans`"),
        (PARAMS + "\n    def scans(params, lexicon): return {'find': 'the'}", "failed in `scans`: TypeError: expected a Scan by role"),
        (PARAMS + "\n    def scans(params, lexicon): return {'except': Scan()}", "failed in `scans`: ValueError: the role ‘except’"),
        (PARAMS.replace("    def check", "    def __post_init__(self): {}['a']\n    def check", 1).replace("    def __post", "        def __post"),
         "cannot be read: KeyError"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_package_is_said_with_the_line_of_the_rule(site: Path, module: str, said: str) -> None:
    install(site, repeated_word=module)
    problem = mistake(RULE.replace("{word}", "it"))
    assert (problem.path, problem.line) == ("our-rules/house/repeated-word.yaml", 4)
    assert said in problem.message
    if "every rule has" not in said:
        assert "the check ‘repeated-word’ of the package clinic-checks 1.0.0 (clinic_checks.repeated_word) " in problem.message


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("may-repeat: [had, that]", "may-repaet: [had]", 5, "unknown key ‘may-repaet’; did you mean ‘may-repeat’?"),
        ("may-repeat: [had, that]", "may-repeat: had", 5, "expected `array`"),
        ("{word}", "{wrod}", 6, "did you mean ‘word’"),
    ],
)
def test_a_mistake_in_a_plugins_keys_is_said_with_its_line(site: Path, old: str, new: str, line: int, said: str) -> None:
    install(site)
    problem = mistake(RULE.replace(old, new))
    assert problem.line == line
    assert said in problem.message


def test_a_wrong_pattern_of_a_plugin_is_said_with_the_line_of_its_key(site: Path) -> None:
    install(
        site, repeated_word=PARAMS + "\n    def scans(params, lexicon): return {'may-repeat': Scan(patterns=params.may_repeat)}"
    )
    problem = mistake(RULE.replace("{word}", "it").replace("[had, that]", "['had(']"))
    assert problem.line == 5
    assert "missing" in problem.message


def test_words_that_a_plugin_looks_for_are_found_in_the_pages_one_scan(site: Path) -> None:
    module = PARAMS.replace(
        "yield from ()", "yield from (Candidate(start=one.start, end=one.end) for one in reading.hits(rule))"
    )
    install(site, repeated_word=module + "\n    def scans(params, lexicon): return {'find': Scan(phrases=params.may_repeat)}")
    Path("our-rules/house/repeated-word.yaml").write_text(
        RULE.replace("{word}", "it").replace("[had, that]", "[knee]"), "utf-8"
    )
    assert found() == ["knee"]
    assert found() == ["knee"]  # as the cache has it


def test_no_package_may_take_the_name_of_a_kind_that_ships(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(site)
    install(site, "other-checks", "2.1", {"phrase": "other_checks.phrase"}, phrase=PARAMS)
    said = "the package other-checks 2.1 provides a check ‘phrase’, but a check of that name ships; it has to take another name"
    assert str(mistake()) == f"our-rules/house/repeated-word.yaml:4: {said}"
    Path("our-rules/house/repeated-word.yaml").unlink()
    assert main(["rules", "--test"]) == 2
    assert said in capsys.readouterr().err


def test_two_packages_may_not_provide_one_kind(site: Path) -> None:
    install(site)
    install(site, "other-checks", "2.1", {"repeated-word": "other_checks.twice"}, twice=MODULE)
    both = "the package clinic-checks 1.0.0 (clinic_checks.repeated_word) and the package other-checks 2.1 (other_checks.twice)"
    assert mistake().message == f"the check ‘repeated-word’ is provided more than once: by {both}; uninstall all but one"


# -- what goes wrong on a page -----------------------------------------------------------------------


def test_a_check_that_fails_on_a_page_is_a_failure_of_that_page_alone(site: Path, carelint: Run) -> None:
    install(
        site,
        repeated_word=MODULE.replace("    page = reading.page\n", "    page = reading.page\n    1 / ('Rest' in page.text)\n"),
    )
    Path("broken.md").write_text("# Knees\n\nAsk the the nurse.\n", "utf-8")
    line = MODULE.splitlines().index("    page = reading.page") + 2
    said = (
        "broken.md: the check ‘repeated-word’ of the package clinic-checks 1.0.0 failed on this page, "
        f"for the rule house/repeated-word: ZeroDivisionError: division by zero (repeated_word.py, line {line})\n"
    )
    for jobs in "1", "2":
        for number in range(20):
            Path(f"page{number}.md").write_text(f"{PAGE}\nWith {jobs} jobs.\n", "utf-8")
        ran = carelint("check", "--jobs", jobs)
        assert ran.returncode == 2
        assert ran.stdout.count("has the word ‘the’ twice") == 21
        assert said in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("candidate", "said"),
    [
        ("'the the'", "expected a Candidate, got str"),
        ("Candidate(start=5, end=5)", "from 5 to 5 does not stand in a text of"),
        ("Candidate(start=5, end=5000)", "from 5 to 5000 does not stand in a text of"),
        ("Candidate(start=-5, end=5)", "from -5 to 5 does not stand"),
        ("Candidate(start=5)", "from 5 to None does not stand"),
        ("Candidate(start='5', end=6)", "Expected `int | null`, got `str`"),
        ("Candidate(line=900)", "in line 900 does not stand on a page of"),
        ("Candidate(severity='loud')", "no severity is called ‘loud’"),
        ("Candidate(values={'word': 7})", "Expected `str`, got `int`"),
        ("Candidate(related=(Place(5, 5000),))", "from 5 to 5000 does not stand"),
        ("Candidate(edit=object())", "TypeError"),
    ],
)
def test_what_cannot_stand_on_a_page_is_a_failure_of_that_page(site: Path, candidate: str, said: str) -> None:
    module = PARAMS.replace("import Candidate", "import Candidate, Place").replace("yield from ()", f"yield {candidate}")
    install(site, repeated_word=module)
    rule = rulefile.read(RULE.replace("{word}", "it"), "rule.yaml", "house/repeated-word", shipped().lexicon)
    with pytest.raises(InputError) as caught:
        list(checks.load(rule.check).check(rule, rule.params, reading(PAGE, "page.md")))
    assert caught.value.path == "page.md"
    assert said in caught.value.message


# -- caches ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["version", "code"])
def test_another_state_of_a_package_finds_nothing_that_was_kept(
    site: Path, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARELINT_CACHE", str(tmp_path / "cache"))
    install(site)
    assert found() == ["the the"]
    assert found() == ["the the"]
    count = len(list(cache.folder().glob("*-*.msgpack")))
    forget()
    if what == "version":
        (site / "clinic_checks-1.0.0.dist-info/METADATA").write_text("Name: clinic-checks\nVersion: 1.0.1\n", "utf-8")
    else:
        (site / "clinic_checks" / "helper.py").write_text("# new", "utf-8")
        (site / "clinic_checks" / "repeated_word.py").write_text(
            MODULE.replace("!= word", "== word").replace(">= params", "> 9 + params")
        )
    assert found() == (["the the"] if what == "version" else [])
    assert len(list(cache.folder().glob("*-*.msgpack"))) == count + 2  # a rulebook and a file of reports
    forget()


def test_compiled_python_is_no_other_state_of_a_package(site: Path) -> None:
    install(site)
    before = digests.rules_digest([Path("our-rules")], ())
    (site / "clinic_checks" / "__pycache__").mkdir()
    (site / "clinic_checks" / "__pycache__" / "repeated_word.pyc").write_bytes(b"")
    assert digests.rules_digest([Path("our-rules")], ()) == before


def test_a_package_that_is_gone_is_said_though_all_was_kept(site: Path, carelint: Run) -> None:
    install(site)
    assert carelint("check", "page.md").returncode == 0
    (site / "clinic_checks-1.0.0.dist-info/entry_points.txt").unlink()
    ran = carelint("check", "page.md")
    assert (ran.returncode, ran.stderr) == (2, blocks(DOCS, "text")[0])


def test_a_kept_rulebook_whose_kind_is_gone_is_made_anew(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(site)
    folders = [Path("our-rules")]
    assert isinstance(cached_rulebook(folders, digest="same"), Rulebook)
    (site / "clinic_checks-1.0.0.dist-info/entry_points.txt").unlink()
    forget()
    with pytest.raises(InputError, match="no check is called ‘repeated-word’"):
        cached_rulebook(folders, digest="same")


# -- the contract ------------------------------------------------------------------------------------


@pytest.mark.integration
def test_the_kinds_that_ship_and_the_one_of_the_docs_keep_to_the_types_of_the_contract(site: Path, tmp_path: Path) -> None:
    install(site)
    lines = ["from linter.checks import contract", "import clinic_checks.repeated_word", blocks(DOCS, "python")[1]]
    optional = {"FIELDS": "WithFields", "fields": "WithFieldsByRule", "is_empty": "MayBeEmpty", "scans": "WithScans"}
    for name in checks.names():
        module = f"linter.checks.{name.replace('-', '_')}"
        has = ["Check", *(protocol for part, protocol in optional.items() if hasattr(checks.load(name), part))]
        lines += [f"import {module}", *(f"{name.replace('-', '_')}_{one}: contract.{one} = {module}" for one in has)]
    (tmp_path / "kept.py").write_text("\n".join(lines), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(tmp_path / "kept.py"), str(site / "clinic_checks" / "repeated_word.py")],
        env={**os.environ, "MYPYPATH": os.pathsep.join((str(ROOT), str(site)))},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout
