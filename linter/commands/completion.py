"""`carelint completion`: a script for bash, zsh or fish that completes commands, options, file names and names of rules."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from linter.rulebook import load_rulebook


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script for a shell. The parser is changed on the way: make one for this."""
    import shtab

    rulebook = load_rulebook()
    rules, profiles = sorted(rulebook.rules), sorted(rulebook.profiles)
    names = {"rule": rules, "select": rules, "ignore": rules, "profile": profiles}
    for action in _actions(parser):
        if action.dest in names and action.choices is None:
            action.choices = names[action.dest]
        elif action.metavar in ("FILE", "PATH"):
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    made: str = shtab.complete(parser, shell=shell)
    return made


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
