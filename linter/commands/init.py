"""`carelint init`: sets carelint up for a folder of pages. Nothing is written before all is known; nothing is overwritten."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from linter.choices import LOCALES
from linter.commands import init_files, init_guess
from linter.commands.init_files import Chosen, require_plain
from linter.config import NAMES, has_table, shown_path
from linter.errors import InputError, nearest, unreadable
from linter.reporters.plain import safe
from linter.reporters.wording import some
from linter.rulebook import rules_folder
from linter.run import output
from linter.store import writing
from linter.version import REPOSITORY

_WORKFLOWS = ("github", "gitlab", "none")
_HOOKS = ".pre-commit-config.yaml"
_GITHUB = ".github/workflows/carelint.yml"
_GITLAB = ".gitlab-ci.yml"


class Part(msgspec.Struct, frozen=True):
    """One file of the set-up. `text` is what to write, None where the file is kept; `said` what a person is told of it; `paste`
    are lines for the person to put in."""

    file: Path
    text: str | None
    said: str
    paste: str = ""


def run(arguments: argparse.Namespace) -> int:
    """Set a folder up. Raises InputError for a folder or an answer that cannot be used."""
    folder = Path(os.path.abspath(arguments.folder))
    if not folder.is_dir():
        raise InputError(arguments.folder, 0, "there is no such folder; make it first")
    top = next((at for at in (folder, *folder.parents) if (at / ".git").exists()), None)
    chosen, notes, count = _choose(arguments, folder, top)
    parts = _parts(chosen, folder, top or folder, force=arguments.force)
    for part in parts:
        _require_inside(part.file, top or folder)
    for part in parts:
        if part.text is not None:
            _write(part.file, part.text)
    output.shows_unicode(sys.stdout)
    lines = [_found(count, chosen), *notes, ""]
    lines += [f"{part.said:<7} {shown_path(part.file)}" for part in parts]
    for part in parts:
        if part.paste:
            lines += ["", f"Put these lines into {shown_path(part.file)} yourself:", "", *part.paste.splitlines()]
    lines += ["", *_next(chosen, parts, folder, top)]
    sys.stdout.write("".join(f"{safe(line)}\n" for line in lines))
    return 0


# -- what is wanted --------------------------------------------------------------------------


def _choose(arguments: argparse.Namespace, folder: Path, top: Path | None) -> tuple[Chosen, list[str], int]:
    """What options and the person say, or else what is guessed; what to say of a guess; and how many pages there are."""
    profiles = sorted(path.stem for path in (rules_folder() / "profiles").glob("*.yaml"))
    if arguments.profile and arguments.profile not in profiles:
        hint = nearest(arguments.profile, profiles) or "; the profiles are " + ", ".join(profiles)
        raise InputError("--profile", 0, f"no profile is called ‘{arguments.profile}’{hint}")
    asks = not arguments.yes and sys.stdin.isatty() and sys.stdout.isatty()
    found = init_guess.pages_in(folder)

    def content(given: str) -> str:
        return _inside(given, folder)

    where = content(arguments.content) if arguments.content else init_guess.content_folder(found)
    if asks and not arguments.content:
        where = _ask("Where are your pages?", where, content)
    where = require_plain(where, where)
    pages = [page for page in found if where == "." or page.is_relative_to(where)]
    guess = init_guess.Rules() if arguments.profile and arguments.locale else init_guess.rules_for(folder, pages)
    notes = []
    profile = arguments.profile or guess.profile
    if asks and not arguments.profile:
        profile = _ask(f"Which rules ({', '.join(profiles)})?", profile, _one_of(profiles))
    elif guess.why and not arguments.profile:
        notes.append(f"The profile is a guess: {guess.why}. Another one: --profile NAME --force")
    locale = arguments.locale or guess.locale
    if asks and not arguments.locale:
        among = _one_of((*LOCALES, "profile"))
        locale = _ask("Where are your readers (us, uk, eu, or as the profile says)?", locale or "profile", among)
        locale = "" if locale == "profile" else locale
    hook = arguments.hook if arguments.hook is not None else top is not None
    if asks and arguments.hook is None and top is not None:
        hook = _ask("Lint pages when they are committed (yes, no)?", "yes", _one_of(("yes", "no"))) == "yes"
    workflow = arguments.workflow or init_guess.workflow_for(top or folder)
    if asks and not arguments.workflow:
        workflow = _ask("Lint pages in builds (github, gitlab, none)?", workflow, _one_of(_WORKFLOWS))
    source = init_guess.source(arguments.repo, arguments.rev)
    require_plain(source.repo, "--repo")
    require_plain(source.rev, "--rev")
    chosen = Chosen(
        content=where,
        folder=require_plain(folder.relative_to(top or folder).as_posix(), arguments.folder),
        profile=profile,
        locale=locale,
        hook=hook,
        workflow=workflow,
        source=source,
        word=any(page.suffix.lower() == ".docx" for page in pages),
    )
    return chosen, notes, len(pages)


def _inside(given: str, folder: Path) -> str:
    """A folder of pages as seen from the folder that is set up. Raises InputError for one outside."""
    path = Path(os.path.abspath(folder / given))
    if not path.is_relative_to(folder):
        raise InputError(given, 0, "is outside the folder that is set up; name a folder inside it")
    if path.exists() and not path.is_dir():
        raise InputError(given, 0, "is a file; name the folder of your pages")
    return path.relative_to(folder).as_posix()


def _one_of(known: Sequence[str]) -> Callable[[str], str]:
    def check(given: str) -> str:
        if given not in known:
            raise InputError(given, 0, "is not among these: " + ", ".join(known))
        return given

    return check


def _ask(question: str, default: str, check: Callable[[str], str]) -> str:
    """A person's answer; an empty one is the default. Asks again until the answer can be used."""
    while True:
        try:
            given = input(f"{question} [{safe(default)}] ").strip()
        except EOFError:  # nobody answers
            sys.stdout.write("\n")
            given = ""
        if not given:
            return default
        try:
            return check(given)
        except InputError as problem:
            output.say(str(problem))


# -- what is written -------------------------------------------------------------------------


def _parts(chosen: Chosen, folder: Path, top: Path, *, force: bool) -> list[Part]:
    parts = [_whole(folder / NAMES[0], init_files.configuration(chosen), force=force)]
    pyproject = folder / NAMES[1]
    if not parts[0].file.exists() and pyproject.is_file() and has_table(pyproject):  # which a carelint.toml would hide
        parts = [Part(pyproject, None, "kept")]
    if chosen.hook:
        parts.append(_hook(top / _HOOKS, chosen))
    if chosen.workflow == "github":
        parts.append(_whole(top / _GITHUB, init_files.github(chosen), force=force))
    if chosen.workflow == "gitlab":
        parts.append(_job(top / _GITLAB, init_files.gitlab(chosen)))
    return parts


def _whole(file: Path, text: str, *, force: bool) -> Part:
    if os.path.lexists(file) and not force:
        return Part(file, None, "kept")
    return Part(file, text, "wrote")


def _hook(file: Path, chosen: Chosen) -> Part:
    """The hook, put into a file that may hold others. That is never written anew."""
    if not os.path.lexists(file):
        return Part(file, init_files.hooks(chosen), "wrote")
    text = _text(file)
    if init_files.has_hook(text):
        return Part(file, None, "kept")
    with_hook = init_files.with_hook(text, chosen)
    if with_hook is None:
        return Part(file, None, "kept", paste="repos:\n" + init_files.hook(chosen))
    return Part(file, with_hook, "added to")


def _job(file: Path, text: str) -> Part:
    """The job in a pipeline that may hold others. That is never written anew."""
    if not os.path.lexists(file):
        return Part(file, text, "wrote")
    return Part(file, None, "kept", paste="" if "carelint" in _text(file) else text)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise unreadable(shown_path(file), problem) from None


def _require_inside(file: Path, top: Path) -> None:
    """Raise InputError for a file that is a link, or stands in one, to somewhere else."""
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(top)):
        raise InputError(file.relative_to(top).as_posix(), 0, "is a link that leads out of the repository; take it out first")


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        writing.replace(file, text.encode())
    except OSError as problem:
        raise InputError(shown_path(file), 0, f"cannot be written: {problem.strerror or problem}") from None


# -- what is said ----------------------------------------------------------------------------


def _found(count: int, chosen: Chosen) -> str:
    where = "this folder" if chosen.content == "." else f"{chosen.content}/"
    found = some(count, "page") if count else "no page yet"
    return f"{found} in {where}, profile {chosen.profile}" + (f", locale {chosen.locale}" if chosen.locale else "")


def _next(chosen: Chosen, parts: list[Part], folder: Path, top: Path | None) -> list[str]:
    """What to do next, and what has to be looked at."""
    check = f"carelint check {shlex.quote(shown_path(folder / chosen.content))}"
    steps = [(check, "lints the pages that are there")]
    if chosen.hook:
        steps.append(("pre-commit install", "turns the hook on (`pip install pre-commit` brings the program)"))
    steps.append(("carelint baseline", "for old pages with many findings: from then on, only new ones count"))
    width = max(len(command) for command, _ in steps)
    lines = ["Next:", *(f"  {command:<{width}}  {said}" for command, said in steps)]
    if any(part.said == "kept" and not part.paste for part in parts):
        lines.append("What is kept was there already. --force writes configuration and GitHub workflow anew, and nothing else.")
    lines += _of_source(chosen, parts)
    if top is None and not chosen.hook:
        lines.append("This is no git repository, so there is no hook. After `git init`, run carelint init again.")
    if chosen.workflow == "none":
        lines.append("For builds: --workflow github or --workflow gitlab. carelint's docs/ci.md has lines for other services.")
    return lines


def _of_source(chosen: Chosen, parts: list[Part]) -> list[str]:
    """Which address has to be put in by hand, and where."""
    new = [part for part in parts if part.text is not None or part.paste]
    lines = []
    if chosen.source.kind == "folder" and any(part.file.name == _HOOKS for part in new):
        lines.append(f"The hook fetches carelint from {chosen.source.repo}, on this machine. An address for all: --repo URL.")
    unknown = [shown_path(part.file) for part in new if REPOSITORY in (part.text or part.paste)]
    if chosen.source.kind != "address":
        lines += [f"Put the address of carelint's repository in place of {REPOSITORY}, in {name}." for name in unknown]
    return lines
