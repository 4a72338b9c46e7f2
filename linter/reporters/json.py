"""The report as JSON: `carelint/report@1`, the contract of DESIGN.md. Paths are POSIX, relative to the working folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from linter.findings import Report, Severity
from linter.reporters import Result, Style
from linter.reporters.plain import in_json
from linter.version import VERSION


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write the report, indented, with a final newline; page by page, in little memory."""
    write(_frame(result), "pages", map(_page, result.linted), out)


def write(data: Any, name: str, items: Iterable[Any], out: TextIO) -> None:
    """Write plain data as `text` gives it, its empty list of that name filled item by item; a list itself has no name."""
    before, opened, after = _shown(data).partition(f'"{name}": [' if name else "[")
    out.write(before + opened)
    line = "\n" + before.rpartition("\n")[2]
    comma, close = "", ""
    for item in items:
        out.write(comma + ("\n" + _shown(item)).replace("\n", line + " "))
        comma, close = ",", line
    out.write(close + after + "\n")


def text(data: Any) -> str:
    """Plain data as every command writes its JSON: indented, with a final newline, harmless in a terminal and in a log."""
    return _shown(data) + "\n"


def _shown(data: Any) -> str:
    return in_json(msgspec.json.format(_encoded(data), indent=1).decode("utf-8"))


def _encoded(data: Any) -> bytes:
    try:
        return msgspec.json.encode(data)
    except UnicodeEncodeError:  # half a character, as in the name of a file that is not UTF-8
        return msgspec.json.encode(_whole(data))


def _whole(data: Any) -> Any:
    """The same data, with a sign in place of each half character."""
    if isinstance(data, str):
        return data.encode("utf-8", "replace").decode("utf-8")
    if isinstance(data, dict):
        return {_whole(key): _whole(value) for key, value in data.items()}
    return [_whole(value) for value in data] if isinstance(data, list | tuple) else data


def _frame(result: Result) -> dict[str, Any]:
    """The report as plain data, without its pages."""
    return {
        "schema": "carelint/report@1",
        "tool": {
            "name": "carelint",
            "version": VERSION,
            "profile": result.profile,
            "locale": result.locale,
            "syntax": result.syntax,
        },
        "pages": [],
        "skipped": [{"path": report.path, "reason": report.skipped} for report in result.skipped],
        "errors": [{"path": failure.path, "message": failure.message} for failure in result.failures],
        "summary": {
            "pages": len(result.linted),
            **{severity.value: result.linted.count(severity) for severity in Severity},
            "suppressed": result.linted.held,
        },
    }


def _page(report: Report) -> dict[str, Any]:
    page: dict[str, Any] = msgspec.to_builtins(report)
    del page["skipped"], page["fragment"]
    if not page["type_refused"]:
        del page["type_refused"]
    for finding in page["findings"]:
        if finding["location"] is None:  # of Word documents alone
            del finding["location"]
        del finding["protected"], finding["amount"]
    return page
