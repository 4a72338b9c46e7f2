"""Regular expressions are compiled late: a wrong one must not wait for a page that meets it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import linter
from linter.store.regexes import Regex, regex


def of_our_own() -> Iterator[tuple[str, Regex]]:
    for module in pkgutil.walk_packages(linter.__path__, "linter."):
        if module.name.endswith("__main__"):
            continue
        try:
            names = vars(importlib.import_module(module.name))
        except ImportError:  # asks for an extra that is not there
            continue
        for name, value in names.items():
            if isinstance(value, Regex):
                yield f"{module.name}.{name}", value


def test_every_regular_expression_of_a_module_is_right() -> None:
    found = dict(of_our_own())
    assert len(found) > 150
    for name, one in found.items():
        try:
            re.compile(one.pattern, one.flags)
        except re.error as problem:
            pytest.fail(f"{name}: {problem}")


def test_it_does_what_a_compiled_one_does() -> None:
    late, early = regex(r"(?P<word>[a-z]+)-(\d+)", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)-(\d+)", re.IGNORECASE)
    text = "A-1, bc-23 and D-4"
    assert late.findall(text) == early.findall(text)
    assert [match.span("word") for match in late.finditer(text)] == [match.span("word") for match in early.finditer(text)]
    assert late.sub(r"\2", text) == early.sub(r"\2", text)
    assert late.subn("", text) == early.subn("", text)
    assert late.split(text) == early.split(text)
    assert (late.match(text, 5) is None, late.fullmatch("A-1") is None) == (False, False)
    assert late.groups == early.groups
    assert late.groupindex == early.groupindex


def test_it_is_compiled_when_it_is_first_used_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[tuple[Any, ...]] = []
    compile_now = re.compile

    def compile_(*what: Any) -> re.Pattern[str]:
        compiled.append(what)
        return compile_now(*what)

    monkeypatch.setattr(re, "compile", compile_)
    late = regex("a+")
    assert not compiled
    assert late.search("baa")
    assert late.match("a")
    assert compiled == [("a+", 0)]
