"""What `carelint init` writes: the text of a configuration, a hook and a workflow, and a hook put into a file that is there.

Names of folders and addresses are data: quoted for TOML, YAML, patterns and the shell, each where it stands.
"""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

import msgspec

from linter.commands.init_guess import PAPERS, Source
from linter.errors import InputError
from linter.store.regexes import regex
from linter.version import REPOSITORY, VERSION

# Actions by the commit of a release: a tag can be moved.
CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0"
SETUP_PYTHON = "actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0"

_GITHUB = regex(r"(?:https://|ssh://git@|git@)github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?")
_SCP = regex(r"([\w.-]+@[\w.-]+):(?!/)(.+)")  # git's short form of an address of ssh


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen. `content` is seen from the folder that is set up, that `folder` from the top of the repository."""

    content: str
    folder: str
    profile: str
    locale: str
    source: Source
    word: bool = False  # whether there are Word documents
    hook: bool = True
    workflow: str = "none"

    @property
    def pages(self) -> str:
        """The folder of the pages, seen from the top of the repository."""
        parts = [part for part in (self.folder, self.content) if part != "."]
        return "/".join(parts) or "."


def configuration(chosen: Chosen) -> str:
    """`carelint.toml`, each setting explained."""
    locale = f"locale = {_toml(chosen.locale)}" if chosen.locale else '# locale = "us"'
    if chosen.content == ".":
        which = "# Only these pages are linted. Without it, all that are found.\n"
        which += '# include = ["content/**"]\n\n# These are not for patients.\nexclude = ['
        which += ", ".join(_toml(f"/{name}") for name in PAPERS) + "]"
    else:
        which = f"# Only these pages are linted.\ninclude = [{_toml(_glob(chosen.content) + '/**')}]"
    return f"""\
# What carelint lints here, and by which rules. Written by `carelint init`; change it as you like.
# carelint's docs/configuration.md has all settings.

# A choice of rules: us-default, uk-nhs, medicines, supplements or strict.
profile = {_toml(chosen.profile)}

# Where your readers are: us, uk or eu. It sets emergency numbers, units and spelling. Without it, the profile decides.
{locale}

{which}

# What stops a commit or a build: "error", "warning", "suggestion" or "never".
fail-on = "error"

# Words that your readers know, such as names of your clinic.
vocabulary = []

# How much a rule weighs. `carelint rules` lists the rules, `carelint explain RULE` says more about one.
# [severity]
# "readability/wordy-phrase" = "off"

# Settings for some of your pages.
# [[overrides]]
# paths = ["medicines/**"]
# profile = "medicines"
# type = "medicine"
"""


# -- the hook --------------------------------------------------------------------------------


def hooks(chosen: Chosen) -> str:
    """`.pre-commit-config.yaml`, where there is none."""
    head = "# Lints pages when they are committed. `pre-commit install` turns it on; see https://pre-commit.com.\n"
    return head + "repos:\n" + hook(chosen)


def hook(chosen: Chosen, indent: str = "  ") -> str:
    """The entry of a list of `repos`."""
    lines = [f"- repo: {_yaml(chosen.source.repo)}", f"  rev: {_yaml(chosen.source.rev)}", "  hooks:", "    - id: carelint"]
    at = "" if chosen.pages == "." else f"^{_pattern(chosen.pages)}/"
    if at:
        lines.append(f"      files: {_yaml(at)}")
    if chosen.word:
        lines.append("    - id: carelint-word")
        if at:
            lines.append(f"      files: {_yaml(f'(?i){at}.*[.]docx$')}")
    return "".join(f"{indent}{line}\n" for line in lines)


def has_hook(text: str) -> bool:
    """Whether a `.pre-commit-config.yaml` has one of carelint's hooks already."""
    repos = _repos(_loaded(text))
    return any(
        str(one.get("id", "")).startswith("carelint")
        for repo in repos or ()
        if isinstance(repo, dict) and isinstance(repo.get("hooks"), list)
        for one in repo["hooks"]
        if isinstance(one, dict)
    )


def with_hook(text: str, chosen: Chosen) -> str | None:
    """A `.pre-commit-config.yaml` with the hook after those that it has, and nothing else of it changed. None where a program
    cannot be sure of that."""
    before = _loaded(text)
    repos = _repos(before)
    if repos is None:
        return None
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    start = next((number for number, line in enumerate(lines) if re.match(r"repos[ \t]*:", line)), None)
    if start is None:
        return None
    if re.fullmatch(r"repos[ \t]*:[ \t]*\[[ \t]*\][ \t]*(#.*)?\s*", lines[start]):
        lines[start] = re.sub(r"[ \t]*\[[ \t]*\]", "", lines[start], count=1)
        end, indent = start + 1, "  "
    else:
        items = [number for number in range(start + 1, len(lines)) if re.match(r" *- ", lines[number])]
        if not items:
            return None
        indent = lines[items[0]].partition("-")[0]
        rest = range(items[0], len(lines))
        after = next((number for number in rest if re.match(r"[^\s#-]|---", lines[number])), len(lines))
        inside = [number for number in range(start, after) if lines[number].strip() and not lines[number].startswith("#")]
        end = inside[-1] + 1
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += newline
    made = "".join([*lines[:end], hook(chosen, indent).replace("\n", newline), *lines[end:]])
    entry = _repos(_loaded(hooks(chosen)))
    return made if _loaded(made) == {**before, "repos": [*repos, *(entry or ())]} else None


def _loaded(text: str) -> Any:
    from linter.yaml_source import load

    try:
        return load(text, "").data
    except InputError:
        return None


def _repos(data: Any) -> list[Any] | None:
    repos = data.get("repos") if isinstance(data, dict) else None
    return repos if isinstance(repos, list) else None


# -- workflows -------------------------------------------------------------------------------


def github(chosen: Chosen) -> str:
    """`.github/workflows/carelint.yml`: with the action of carelint's repository where that is on GitHub, else with pip."""
    if match := _GITHUB.fullmatch(chosen.source.repo):
        uses = _yaml(f"{match[1]}@{chosen.source.rev}")
        steps = f"      - uses: {uses}\n        with:\n          paths: {_yaml(chosen.pages)}\n"
    else:
        steps = (
            f'      - uses: {SETUP_PYTHON}\n        with:\n          python-version: "3.12"\n'
            f"      - run: {_yaml(_install(chosen.source))}\n"
            f"      - run: {_yaml(_check(chosen, 'github'))}\n"
        )
    return f"""\
# Lints pages in pull requests, and on the main branch. Written by `carelint init`; change it as you like.
name: carelint

on:
  pull_request:
  push:
    branches: [main, master]

permissions:
  contents: read

jobs:
  carelint:
    runs-on: ubuntu-latest
    steps:
      - uses: {CHECKOUT}
        with:
          persist-credentials: false
{steps}"""


def gitlab(chosen: Chosen) -> str:
    """A job for `.gitlab-ci.yml`. A merge request shows what it finds."""
    return f"""\
# Lints pages, and shows what is found in the merge request. Written by `carelint init`; change it as you like.
carelint:
  image: python:3.12
  script:
    - {_yaml(_install(chosen.source))}
    - {_yaml(_check(chosen, "gitlab") + " --output gl-code-quality-report.json")}
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""


def _install(source: Source) -> str:
    """What installs carelint on a machine that is not this one."""
    repo, rev = (source.repo, source.rev) if source.kind == "address" else (REPOSITORY, f"v{VERSION}")
    address = _SCP.sub(r"ssh://\1/\2", repo) if "://" not in repo else repo
    return f"python -m pip install {shlex.quote(f'carelint @ git+{address}@{rev}')}"


def _check(chosen: Chosen, format: str) -> str:
    pages = f"./{chosen.pages}" if chosen.pages.startswith("-") else chosen.pages
    return f"carelint check {shlex.quote(pages)} --format {format}"


# -- quoting ---------------------------------------------------------------------------------


def require_plain(text: str, what: str) -> str:
    """A text that can stand in all these files. Raises InputError for one that a build would read as an order, or that no
    person can see."""
    if not text.isprintable() or "${{" in text:
        raise InputError(what, 0, "has signs in its name that cannot stand in a workflow; give it another one")
    return text


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _yaml(text: str) -> str:
    """A text as YAML writes it: plain where it is sure to be read as it stands."""
    import yaml

    try:
        if re.fullmatch(r"[\w^/.~(][^\\]*", text) and yaml.safe_load(f"- {text}") == [text]:
            return text
    except yaml.YAMLError:
        pass
    return "'" + text.replace("'", "''") + "'"


def _pattern(text: str) -> str:
    """A regular expression for a text; what needs no escape has none, unlike in `re.escape`."""
    return re.sub(r"([^\w/ -])", r"\\\1", text)


def _glob(text: str) -> str:
    """A pattern as in `.gitignore` for a path."""
    return re.sub(r"([\\*?\[\]!#])", r"\\\1", text)
