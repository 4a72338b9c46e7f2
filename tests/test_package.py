"""What gets installed: one top-level package with the rules inside, a command that works from any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from linter.rulebook import rules_folder
from linter.version import VERSION

ROOT = Path(__file__).parent.parent
BAD = "# Ear drops\n\nOur drops are guaranteed to cure every earache.\n"
GOOD = "# Ear drops\n\nWarm the bottle in your hand. Ask your nurse or doctor if the pain gets worse.\n"


def test_a_checkout_reads_the_rules_beside_the_package() -> None:
    assert rules_folder() == ROOT / "rules"


def clean_environment(home: Path) -> dict[str, str]:
    """The environment without what could bring the checkout in."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "CARELINT"))}
    return {**kept, "CARELINT_CACHE": str(home / "cache")}


def run(*command: str | Path, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sdist and wheel, the wheel built from the sdist."""
    pytest.importorskip("build", reason="needs `build`, from the extra `dev`")
    out = tmp_path_factory.mktemp("built")
    made = run(sys.executable, "-m", "build", "--outdir", out, ROOT, cwd=out, env=clean_environment(out))
    assert made.returncode == 0, made.stdout + made.stderr
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> ZipFile:
    return ZipFile(next(built.glob("*.whl")))


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with the wheel in it; gives the folder of its commands."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home / "venv", with_pip=True)
    commands = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    wheel = next(built.glob("*.whl"))
    made = run(commands / "python", "-m", "pip", "install", "--quiet", wheel, cwd=home, env=clean_environment(home))
    assert made.returncode == 0, made.stdout + made.stderr
    return commands


@pytest.mark.integration
def test_the_wheel_holds_one_package_and_nothing_called_rules_at_its_top(wheel: ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert tops == {"linter", f"carelint-{VERSION}.dist-info"}


@pytest.mark.integration
def test_the_wheel_holds_the_very_rules_of_the_checkout(wheel: ZipFile) -> None:
    inside = {
        name.removeprefix("linter/rules/"): wheel.read(name) for name in wheel.namelist() if name.startswith("linter/rules/")
    }
    assert inside == contents(ROOT / "rules")
    assert "policy.yaml" in inside
    assert "claims/cure.yaml" in inside
    assert "lexicon/terms.tsv" in inside
    assert "profiles/us-default.yaml" in inside


@pytest.mark.integration
def test_the_wheel_holds_the_schemas_of_the_checkout(wheel: ZipFile) -> None:
    names = [name for name in wheel.namelist() if name.startswith("linter/schemas/")]
    assert {name.removeprefix("linter/schemas/"): wheel.read(name) for name in names} == contents(ROOT / "schemas")


@pytest.mark.integration
def test_the_wheel_carries_licence_notice_and_types(wheel: ZipFile) -> None:
    names = set(wheel.namelist())
    info = f"carelint-{VERSION}.dist-info"
    assert {f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE", "linter/py.typed"} <= names
    metadata = wheel.read(f"{info}/METADATA").decode()
    assert "License-Expression: Apache-2.0" in metadata
    assert "Requires-Python: >=3.11" in metadata


@pytest.mark.integration
def test_the_sdist_holds_what_is_needed_to_build_and_test(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "pyproject.toml", ".pre-commit-hooks.yaml", ".ci/run"}
    assert wanted <= names
    assert {f"rules/{name}" for name in contents(ROOT / "rules")} <= names
    assert {"tests/test_package.py", "docs/index.md", "linter/cli.py", "schemas/rule.schema.json"} <= names
    assert {"action.yml", "templates/carelint.yml"} <= names
    assert any(name.startswith("fixtures/pages/") for name in names)


@pytest.mark.integration
def test_the_installed_command_works_from_another_folder(installed: Path, tmp_path: Path) -> None:
    env = clean_environment(tmp_path)
    carelint = shutil.which("carelint", path=str(installed))
    assert carelint
    (tmp_path / "bad.md").write_text(BAD, "utf-8")
    (tmp_path / "good.md").write_text(GOOD, "utf-8")

    bad = run(carelint, "check", "bad.md", cwd=tmp_path, env=env)
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert "claims/guarantee" in bad.stdout
    good = run(carelint, "check", "good.md", cwd=tmp_path, env=env)
    assert good.returncode == 0, good.stdout + good.stderr
    report = run(carelint, "check", "bad.md", "--format", "html", cwd=tmp_path, env=env)
    assert report.stdout.startswith("<!doctype html>"), report.stderr
    assert "claims/guarantee" in report.stdout
    explained = run(carelint, "explain", "claims/cure", cwd=tmp_path, env=env)
    assert explained.returncode == 0, explained.stderr
    assert "claims/cure" in explained.stdout
    assert VERSION in run(carelint, "--version", cwd=tmp_path, env=env).stdout
    for extra, *arguments in (("lsp",), ("corpus", ".", "--out", "../out")):
        without_its_extra = run(carelint, extra, *arguments, cwd=tmp_path, env=env)
        assert (without_its_extra.returncode, f"carelint[{extra}]" in without_its_extra.stderr) == (2, True)


@pytest.mark.integration
def test_the_first_run_after_installing_parses_no_rule(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    command = (installed / "python", "-X", "importtime", "-m", "linter", "check", "--no-cache", "good.md")
    said = run(*command, cwd=tmp_path, env=clean_environment(tmp_path))
    assert said.returncode == 0, said.stderr
    assert "linter.rulebook" in said.stderr
    assert "linter.yaml_source" not in said.stderr


@pytest.mark.integration
def test_the_installed_rules_are_those_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    ask = "import linter.rulebook as r, sysconfig; print(r.rules_folder()); print(sysconfig.get_path('purelib'))"
    said = run(installed / "python", "-c", ask, cwd=tmp_path, env=clean_environment(tmp_path))
    folder, site = (Path(line) for line in said.stdout.splitlines())
    assert folder == site / "linter" / "rules"
    assert contents(folder) == contents(ROOT / "rules")
    assert not (site / "rules").exists()


@pytest.mark.integration
def test_an_editable_install_reads_the_checkout_and_copies_nothing(tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    env = clean_environment(tmp_path)
    made = run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--editable", ROOT, cwd=tmp_path, env=env)
    assert made.returncode == 0, made.stdout + made.stderr
    ask = "import linter, sysconfig; print(linter.__file__); print(sysconfig.get_path('purelib'))"
    package, site = (Path(line) for line in run(python, "-c", ask, cwd=tmp_path, env=env).stdout.splitlines())
    assert package == ROOT / "linter" / "__init__.py"
    assert not (site / "linter").exists()
    assert not (site / "rules").exists()
